/* Attendees counted with where they are, on both engines. */
#include "base/asset.h"
#include "engines.h"
#include "ledger/across.h"
#include "store/schema.h"

static struct engine *make_engine(void)
{
    struct str ledgers[256], codes[256];
    size_t n = 0, m = 0;
    struct engine *e = NULL;
    struct fault f = {0};

    cr_assert(crypto_start());
    for (size_t i = 0; i < ASSET_COUNT; i++) {
        struct str name = str_of(ASSETS[i].name);
        if (str_starts(name, STR("ledgers/")))
            ledgers[n++] = asset_bytes(&ASSETS[i]);
        if (str_starts(name, STR("codes/")))
            codes[m++] = asset_bytes(&ASSETS[i]);
    }
    cr_assert_eq(engine_new(ledgers, n, codes, m, &e, &f), ERR_OK, "%s", f.detail);
    e->root = 441624000;
    return e;
}

struct hall {
    struct engine *engine;
    struct engine_case *c;
    struct writing w;
    const struct ledger *people, *seen;
};

static void must(struct engine_case *k, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s", k->fault.detail, db_why(k->db));
}

static int at(const struct ledger *l, const char *field)
{
    const struct field *f = ledger_field(l, str_of(field));

    cr_assert_not_null(f);
    return f->index;
}

static void number(const struct ledger *l, struct row *row, const char *field, int64_t v)
{
    row->values[at(l, field)] = (struct value){.is_set = true, .number = v};
}

static void text(const struct ledger *l, struct row *row, const char *field, const char *v)
{
    row->values[at(l, field)] = (struct value){.is_set = *v, .text = str_of(v)};
}

static row_id call(struct hall *h, int64_t congress, const char *delegation, bool votes)
{
    struct row *row = row_new(h->w.arena, h->people);

    row->region = 441624000;
    number(h->people, row, "congress", congress);
    number(h->people, row, "votes", votes);
    text(h->people, row, "name", "某某");
    text(h->people, row, "delegation", delegation);
    text(h->people, row, "badge",
         str_c(h->w.arena,
               str_print(h->w.arena, "B%lld", (long long)h->engine->ids.last % 1000000)));
    must(h->c, engine_insert(&h->w, h->people, row, STR("create")));
    return row->id;
}

static void see(struct hall *h, int64_t sitting, row_id who, const char *status)
{
    struct row *row = row_new(h->w.arena, h->seen);

    row->region = 441624000;
    number(h->seen, row, "sitting", sitting);
    number(h->seen, row, "attendee", who.v);
    text(h->seen, row, "name", "某某");
    text(h->seen, row, "status", status);
    must(h->c, engine_insert(&h->w, h->seen, row, STR("create")));
}

static void fill(struct hall *h)
{
    row_id a = call(h, 1, "一团", true), b = call(h, 1, "一团", true);
    row_id c = call(h, 1, "二团", true), guest = call(h, 1, "", false);

    call(h, 1, "二团", true);                       /* nobody saw him */
    see(h, 7, call(h, 2, "一团", true), "present"); /* of another congress */
    see(h, 7, a, "present");
    see(h, 7, b, "left");
    see(h, 7, c, "present");
    see(h, 7, guest, "present");
    see(h, 8, b, "present"); /* at another sitting */
}

static int64_t count_of(const struct across_row *rows, size_t count, const char *delegation,
                        bool votes, const char *status)
{
    int64_t n = 0;

    for (size_t i = 0; i < count; i++)
        if (str_eq(rows[i].keys[0].text, str_of(delegation)) &&
            rows[i].keys[1].number == votes && str_eq(rows[i].keys[2].text, str_of(status)))
            n += rows[i].count;
    return n;
}

Test(across, everybody_of_one_congress_with_his_standing_at_one_sitting)
{
    struct engine_case e;
    struct engine *engine = make_engine();

    EACH_ENGINE(e, "across")
    {
        AUTO(arena) struct arena *a = arena_new();
        struct hall h = {.engine = engine, .c = &e};
        const struct catalog *all = engine_catalog(engine);
        h.people = catalog_ledger(all, STR("attendee"));
        h.seen = catalog_ledger(all, STR("attendance"));
        h.w = (struct writing){.engine = engine,
                               .db = e.db,
                               .arena = a,
                               .now = {1637366400000},
                               .fault = &e.fault};
        must(&e,
             db_begin(e.db)); /* as a site does: else each statement waits for the disk */
        must(&e, schema_upgrade(e.db, &e.fault));
        must(&e, engine_upgrade(engine, e.db, &e.fault));
        must(&e, db_commit(e.db));
        fill(&h);
        struct across q = {.rows = h.people,
                           .in = at(h.people, "congress"),
                           .within = {1},
                           .others = h.seen,
                           .points = at(h.seen, "attendee"),
                           .beside = at(h.seen, "sitting"),
                           .to = {7},
                           .by = {at(h.people, "delegation"), at(h.people, "votes")},
                           .by_count = 2,
                           .other_by = at(h.seen, "status")};
        struct across_row *rows;
        size_t count;
        int64_t sum = 0;
        must(&e, engine_count_across((struct reading){engine, e.db, a}, &q, &rows, &count));
        for (size_t i = 0; i < count; i++)
            sum += rows[i].count;
        cr_expect_eq(sum, 5);
        cr_expect_eq(count_of(rows, count, "一团", true, "present"), 1);
        cr_expect_eq(count_of(rows, count, "一团", true, "left"), 1);
        cr_expect_eq(count_of(rows, count, "二团", true, "present"), 1);
        cr_expect_eq(count_of(rows, count, "二团", true, ""), 1);
        cr_expect_eq(count_of(rows, count, "", false, "present"), 1);
        engine_drop(&h.w);
        engine_close(&e);
    }
    engine_free(engine);
}
