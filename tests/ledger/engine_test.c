/* Every ledger of the program on both engines: stored, read, changed, listed, found, counted. */
#include "base/asset.h"
#include "engines.h"
#include "ledger/list.h"
#include "store/queries.h"
#include "store/schema.h"

enum { ROWS = 60 };

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
    cr_assert_eq(engine_new(ledgers, n, codes, m, &e, &f), ERR_OK, "%s %s", f.code,
                 f.detail);
    e->root = 441624000;
    cr_assert_geq(n, 40);
    return e;
}

static void must(struct engine_case *k, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s %s", k->fault.code ? k->fault.code : "",
                 k->fault.detail, db_why(k->db));
}

/* In one transaction, as a site does: of thousands of statements each would else wait for the disk. */
static void upgrade(struct engine *e, struct engine_case *k)
{
    must(k, db_begin(k->db));
    must(k, schema_upgrade(k->db, &k->fault));
    must(k, engine_upgrade(e, k->db, &k->fault));
    must(k, engine_upgrade(e, k->db, &k->fault)); /* nothing more to do */
    must(k, db_commit(k->db));
}

static uint64_t dice(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A value that a field of this kind can hold; often none where none is needed. */
static struct value draw(struct arena *a, const struct field *f, uint64_t *state)
{
    struct value v = {.is_set = f->is_required || f->is_unique || dice(state) % 3 != 0};

    if (!v.is_set)
        return v;
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LONGTEXT:
        v.text = str_print(a, "第%llu号阳明镇 text",
                           (unsigned long long)dice(state) % 100000000);
        break;
    case FIELD_SEALED:
        v.text = str_print(a, "sealed %llu", (unsigned long long)dice(state));
        v.number = SEALED_PLAIN;
        break;
    case FIELD_CODE:
        v.text = f->codes->items[dice(state) % f->codes->count].code;
        break;
    case FIELD_DATE:
        v.number = 20210000 + (int64_t)(dice(state) % 12 + 1) * 100 +
                   (int64_t)(dice(state) % 28 + 1);
        break;
    case FIELD_BOOL:
        v.number = (int64_t)(dice(state) % 2);
        break;
    case FIELD_REGION:
        v.number = 441624100;
        break;
    default:
        v.number = (int64_t)(dice(state) % 50);
    }
    return v;
}

static struct row *draw_row(struct arena *a, const struct ledger *l, uint64_t *state)
{
    struct row *row = row_new(a, l);

    row->region = 441624100 + (int64_t)(dice(state) % 3);
    if (l->state_count)
        row->state = (int)(dice(state) % l->state_count);
    for (size_t i = 0; i < l->field_count; i++)
        row->values[i] = draw(a, &l->fields[i], state);
    for (size_t g = 0; g < l->unique_count; g++) /* one number apart is enough */
        for (size_t k = 0; k < l->uniques[g].count; k++) {
            const struct field *f = &l->fields[l->uniques[g].fields[k]];
            if (f->type == FIELD_INTEGER || f->type == FIELD_REF || f->type == FIELD_PERSON)
                row->values[f->index] =
                    (struct value){.is_set = true, .number = (int64_t)(dice(state) >> 8)};
        }
    return row;
}

static struct writing writing_of(struct engine *e, struct engine_case *k, struct arena *a)
{
    return (struct writing){.engine = e,
                            .db = k->db,
                            .arena = a,
                            .now = {1637366400000},
                            .who = {7},
                            .origin = STR("test"),
                            .fault = &k->fault};
}

static void settle(struct engine *e, struct engine_case *k, struct writing *w)
{
    engine_written(w);
    engine_job_ended(e, true);
    must(k, engine_flush(e, k->db));
}

/* Rows that a unique group or field of few values refuses are drawn again. */
static struct row *insert(struct engine *e, struct engine_case *k, struct writing *w,
                          const struct ledger *l, uint64_t *state)
{
    for (int tries = 0; tries < 200; tries++) {
        struct row *row = draw_row(w->arena, l, state);
        row_id taken = {0};
        for (size_t i = 0; i < l->field_count && !taken.v; i++)
            if (l->fields[i].is_unique)
                must(k, engine_is_taken((struct reading){e, k->db, w->arena}, l, row,
                                        (int)i, &taken));
        for (size_t i = 0; i < l->unique_count && !taken.v; i++)
            must(k, engine_group_is_taken((struct reading){e, k->db, w->arena}, l, row,
                                          &l->uniques[i], &taken));
        if (taken.v)
            continue;
        must(k, engine_insert(w, l, row, STR("create")));
        return row;
    }
    return NULL;
}

static void check_equal(const struct engine *e, struct engine_case *k, struct arena *a,
                        const struct ledger *l, const struct row *want)
{
    struct row *got;

    must(k, engine_get((struct reading){e, k->db, a}, l, want->id, &got));
    cr_expect_eq(got->ver, want->ver);
    cr_expect_eq(got->region, want->region);
    cr_expect_eq(got->state, want->state);
    for (size_t i = 0; i < l->field_count; i++)
        cr_expect(value_equal(&l->fields[i], &got->values[i], &want->values[i]),
                  "%.*s.%.*s", STR_FMT(l->name), STR_FMT(l->fields[i].name));
}

/* Every page by every sort order: all rows once, in order. */
static void check_pages(const struct engine *e, struct engine_case *k,
                        const struct ledger *l, int sort, bool descends, size_t want)
{
    AUTO(arena) struct arena *a = arena_new();
    struct list_query q = {
        .region = 441624000, .sort = sort, .descends = descends, .limit = 7};
    struct list page;
    size_t seen = 0;
    int64_t ids[ROWS];

    do {
        must(k, engine_list((struct reading){e, k->db, a}, l, &q, &page, &k->fault));
        for (size_t i = 0; i < page.count; i++) {
            for (size_t n = 0; n < seen; n++)
                cr_assert_neq(ids[n], page.rows[i]->id.v, "%.*s twice", STR_FMT(l->name));
            cr_assert_lt(seen, ROWS);
            ids[seen++] = page.rows[i]->id.v;
        }
        q.after = page.next;
    } while (page.next.len);
    cr_expect_eq(seen, want, "%.*s by %d: %zu of %zu", STR_FMT(l->name), sort, seen, want);
}

static void check_tallies(struct engine *e, struct engine_case *k, const struct ledger *l)
{
    AUTO(arena) struct arena *a = arena_new();
    struct tally_row *kept, *again;
    size_t n, m;
    int64_t sum = 0, sum_again = 0;

    must(k, store_tally_of_ledger(k->db, a, 441624000, l->name, &kept, &n));
    must(k, engine_recount(e, k->db, l));
    must(k, store_tally_of_ledger(k->db, a, 441624000, l->name, &again, &m));
    for (size_t i = 0; i < n; i++) {
        sum += kept[i].n;
        bool found = kept[i].n == 0;
        for (size_t j = 0; j < m && !found; j++)
            found = str_eq(kept[i].figure, again[j].figure) &&
                    str_eq(kept[i].key, again[j].key) && kept[i].n == again[j].n;
        cr_expect(found, "%.*s.%.*s %.*s", STR_FMT(l->name), STR_FMT(kept[i].figure),
                  STR_FMT(kept[i].key));
    }
    for (size_t j = 0; j < m; j++)
        sum_again += again[j].n;
    cr_expect_eq(sum, sum_again);
}

static void check_chain(struct engine_case *k, region r)
{
    AUTO(arena) struct arena *a = arena_new();
    struct change *changes;
    struct str before = {0};
    unsigned char hash[HASH_BYTES];
    size_t n;

    must(k, store_change_in_region(k->db, a, r, 0, 100000, &changes, &n));
    for (size_t i = 0; i < n; i++) {
        cr_assert_eq(changes[i].seq, (int64_t)i + 1, "no gap");
        engine_change_hash(&changes[i], before, hash);
        cr_assert(
            str_eq(changes[i].hash.bytes, (struct str){(const char *)hash, HASH_BYTES}));
        before = changes[i].hash.bytes;
    }
}

static void live(struct engine *e, struct engine_case *k, const struct ledger *l,
                 uint64_t *state)
{
    AUTO(arena) struct arena *a = arena_new();
    struct writing w = writing_of(e, k, a);
    struct row *rows[ROWS];
    size_t count = 0;

    for (int i = 0; i < ROWS / 2; i++) {
        struct row *row = insert(e, k, &w, l, state);
        if (row)
            rows[count++] = row;
    }
    cr_assert_gt(count, 0, "%.*s", STR_FMT(l->name));
    for (size_t i = 0; i < count; i++)
        check_equal(e, k, a, l, rows[i]);
    for (size_t i = 0; i < count; i += 3) { /* change one field, or the place */
        struct row *after = row_copy(a, l, rows[i]);
        size_t f = dice(state) % l->field_count;
        if (!l->fields[f].is_unique && !l->unique_count)
            after->values[f] = draw(a, &l->fields[f], state);
        after->region = 441624102;
        row_id taken = {0}; /* there, of the few values a group of codes can have */
        for (size_t g = 0; g < l->unique_count && !taken.v; g++)
            must(k, engine_group_is_taken((struct reading){e, k->db, a}, l, after,
                                          &l->uniques[g], &taken));
        if (taken.v)
            after->region = rows[i]->region;
        must(k, engine_update(&w, l, rows[i], after, STR("update")));
        check_equal(e, k, a, l, after);
        rows[i] = after;
    }
    must(k, engine_remove(&w, l, rows[count - 1], STR("remove")));
    struct row *gone;
    cr_expect_eq(engine_get((struct reading){e, k->db, a}, l, rows[--count]->id, &gone),
                 ERR_NOT_FOUND);
    settle(e, k, &w);
    /* under a sanitizer some orders, in the plain build all */
    int each = getenv("SPARSE") ? 5 : 1;

    for (int s = -1; s < (int)l->field_count; s += each)
        if (s < 0 || field_in_rows(&l->fields[s])) {
            check_pages(e, k, l, s, false, count);
            check_pages(e, k, l, s, true, count);
        }
    check_tallies(e, k, l);
}

Test(engine, every_ledger_keeps_its_rows_on_both_engines, .timeout = 240)
{
    struct engine_case k;

    EACH_ENGINE(k, "engine")
    {
        struct engine *e = make_engine();
        const struct catalog *c = engine_catalog(e);
        uint64_t state = 42;
        upgrade(e, &k);
        must(&k, db_begin(k.db));
        for (size_t i = 0; i < c->count; i++)
            live(e, &k, c->ledgers[i], &state);
        must(&k, db_commit(k.db));
        check_chain(&k, 441624100);
        check_chain(&k, 441624102);
        engine_free(e);
        engine_close(&k);
    }
}

Test(engine, two_characters_of_a_name_are_found_and_sealed_text_is_not)
{
    struct engine_case k;

    EACH_ENGINE(k, "search")
    {
        struct engine *e = make_engine();
        const struct ledger *l = catalog_ledger(engine_catalog(e), STR("person"));
        AUTO(arena) struct arena *a = arena_new();
        upgrade(e, &k);
        struct writing w = writing_of(e, &k, a);
        uint64_t state = 1;
        struct row *row = draw_row(a, l, &state);
        row->values[l->title] = (struct value){.is_set = true, .text = STR("欧阳明月")};
        must(&k, engine_insert(&w, l, row, STR("create")));
        settle(e, &k, &w);
        static const struct {
            const char *text;
            size_t hits;
        } CASES[] = {{"欧阳", 1},     {"明月", 1},     {"阳明", 1},   {"阳月", 0},
                     {"月", 1},       {"欧阳明月", 1}, {"sealed", 0}, {"", 0},
                     {"' OR 1=1", 0}, {"\"", 0}};
        for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
            struct hit *hits;
            size_t n;
            must(&k, engine_search((struct reading){e, k.db, a}, str_of(CASES[i].text),
                                   441624000, 10, &hits, &n));
            cr_expect_eq(n, CASES[i].hits, "%s: %zu", CASES[i].text, n);
        }
        engine_free(e);
        engine_close(&k);
    }
}

static size_t hits_of(struct engine *e, struct engine_case *k, struct arena *a,
                      const char *text)
{
    struct hit *hits;
    size_t n;

    must(k, engine_search((struct reading){e, k->db, a}, str_of(text), 441624000, 10, &hits,
                          &n));
    return n;
}

static struct row *renamed(struct arena *a, const struct ledger *l, const struct row *row,
                           const char *name)
{
    struct row *next = row_copy(a, l, row);

    next->values[l->title] = (struct value){.is_set = true, .text = str_of(name)};
    return next;
}

/* One job after another in a batch speaks of the same row; one of them is given up. */
Test(engine, search_follows_what_a_batch_left)
{
    struct engine_case k;

    EACH_ENGINE(k, "batch")
    {
        struct engine *e = make_engine();
        const struct ledger *l = catalog_ledger(engine_catalog(e), STR("person"));
        AUTO(arena) struct arena *a = arena_new();
        upgrade(e, &k);
        struct writing w = writing_of(e, &k, a);
        uint64_t state = 1;
        struct row *first = renamed(a, l, draw_row(a, l, &state), "欧阳明月");
        must(&k, engine_insert(&w, l, first, STR("create")));
        struct row *second = renamed(a, l, first, "诸葛清风");
        must(&k, engine_update(&w, l, first, second, STR("update")));
        engine_written(&w);
        engine_job_ended(e, true);
        must(&k, engine_remove(&w, l, second, STR("remove")));
        engine_written(&w);
        engine_job_ended(e, true);
        struct row *third = renamed(a, l, second, "司马长空");
        must(&k, engine_insert(&w, l, third, STR("restore")));
        engine_written(&w);
        engine_job_ended(e, true);
        struct row *fourth = renamed(a, l, third, "given up");
        must(&k, engine_update(&w, l, third, fourth, STR("update")));
        engine_written(&w);
        engine_job_ended(e, false);
        must(&k, engine_flush(e, k.db));
        cr_expect_eq(hits_of(e, &k, a, "欧阳"), 0);
        cr_expect_eq(hits_of(e, &k, a, "诸葛"), 0);
        cr_expect_eq(hits_of(e, &k, a, "司马"), 1);
        cr_expect_eq(hits_of(e, &k, a, "given"), 0);
        engine_free(e);
        engine_close(&k);
    }
}

/* An import stores the words of its new rows as they come, once many wait; what is changed in the same job
 * is found as it is. */
Test(engine, search_finds_every_row_of_a_large_job)
{
    struct engine_case k;
    enum { MANY = 3000 };

    EACH_ENGINE(k, "many")
    {
        struct engine *e = make_engine();
        const struct ledger *l = catalog_ledger(engine_catalog(e), STR("pledge"));
        AUTO(arena) struct arena *a = arena_new();
        upgrade(e, &k);
        struct writing w = writing_of(e, &k, a);
        struct row *row = NULL;
        must(&k, db_begin(k.db)); /* one job, one transaction */
        for (int i = 0; i < MANY; i++) {
            row = row_new(a, l);
            row->region = 441624100;
            row->values[l->title] = (struct value){
                .is_set = true,
                .text = str_print(a, "一二三四五六七八九十一二三四五六 n%d", i)};
            must(&k, engine_insert(&w, l, row, STR("create")));
        }
        must(&k, engine_update(&w, l, row, renamed(a, l, row, "欧阳明月"), STR("update")));
        must(&k, db_commit(k.db));
        settle(e, &k, &w);
        cr_expect_eq(hits_of(e, &k, a, "n0"), 1);
        cr_expect_eq(hits_of(e, &k, a, "n2998"), 1);
        cr_expect_eq(hits_of(e, &k, a, "n2999"), 0);
        cr_expect_eq(hits_of(e, &k, a, "欧阳明月"), 1);
        engine_free(e);
        engine_close(&k);
    }
}

static enum err put_step(struct engine *e, struct engine_case *k, struct arena *a,
                         const char *body)
{
    const struct ledger *l = catalog_ledger(engine_catalog(e), STR("delegate_step"));
    struct row *row = row_new(a, l);
    static const char *const FIELDS[] = {"title", "level", "body_kind", "step"};
    const char *values[] = {"分配名额", "county", body, "allot"};

    row->region = 441624000;
    for (int i = 0; i < 4; i++)
        row->values[ledger_field(l, str_of(FIELDS[i]))->index] =
            (struct value){.is_set = true, .text = str_of(values[i])};
    row->values[ledger_field(l, STR("term"))->index] =
        (struct value){.is_set = true, .number = 15};
    struct writing w = writing_of(e, k, a);
    enum err err = engine_insert(&w, l, row, STR("create"));
    if (!err)
        settle(e, k, &w);
    else
        engine_drop(&w);
    return err;
}

/* A database of before knew the steps of the Party alone: its index would refuse those of the conference. */
Test(engine, what_is_unique_follows_its_description)
{
    struct engine_case k;

    EACH_ENGINE(k, "unique")
    {
        struct engine *e = make_engine();
        AUTO(arena) struct arena *a = arena_new();
        upgrade(e, &k);
        must(&k, db_script(k.db, "DROP INDEX delegate_step_one0;"
                                 "CREATE UNIQUE INDEX delegate_step_one0 ON delegate_step"
                                 " (region, level, step);"
                                 "DELETE FROM hj_layout WHERE ledger = 'delegate_step'"
                                 " AND field = '#unique0';"));
        upgrade(e, &k);
        must(&k, put_step(e, &k, a, "party"));
        must(&k, put_step(e, &k, a, "conference"));
        cr_expect_neq(put_step(e, &k, a, "conference"), ERR_OK);
        engine_free(e);
        engine_close(&k);
    }
}

Test(engine, a_site_adds_a_ledger_and_a_field_while_running)
{
    struct engine_case k;

    EACH_ENGINE(k, "site")
    {
        struct engine *e = make_engine();
        const struct ledger *own;
        AUTO(arena) struct arena *a = arena_new();
        upgrade(e, &k);
        must(
            &k,
            engine_add_ledger(
                e,
                STR("{\"name\":\"bus\",\"label\":{\"zh-Hans\":\"用车\",\"en\":\"Cars\"},"
                    "\"menu\":\"command\",\"title\":\"plate\",\"fields\":[{\"name\":"
                    "\"plate\","
                    "\"type\":\"text\",\"label\":{\"zh-Hans\":\"车牌\",\"en\":\"Plate\"}}],"
                    "\"roles\":{\"write\":[\"office\"]}}"),
                &own, &k.fault));
        must(&k, engine_add_field(e, own,
                                  STR("{\"name\":\"seats\",\"type\":\"integer\",\"label\":"
                                      "{\"zh-Hans\":\"座位\",\"en\":\"Seats\"}}"),
                                  &k.fault));
        upgrade(e, &k);
        own = catalog_ledger(engine_catalog(e), STR("bus"));
        cr_assert_eq(own->field_count, 2);
        struct writing w = writing_of(e, &k, a);
        struct row *row = row_new(a, own);
        row->region = 441624100;
        row->values[0] = (struct value){.is_set = true, .text = STR("粤P00001")};
        row->values[1] = (struct value){.is_set = true, .number = 19};
        must(&k, engine_insert(&w, own, row, STR("create")));
        check_equal(e, &k, a, own, row);
        settle(e, &k, &w);
        engine_free(e);
        engine_close(&k);
    }
}
