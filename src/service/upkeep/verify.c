/*
 * Proof: the chains of the trace, every row against its last entry, every figure counted
 * again, every file read.  Nothing is mended here; findings are told.
 */
#include "service/upkeep/upkeep.h"

#include "base/mem.h"
#include "service/account/event.h"
#include "service/record/attachment.h"
#include "service/site/site.h"
#include "service/upkeep/polls.h"
#include "store/queries.h"

enum { PAGE = 1000, FINDINGS_BYTES = 4 << 20 };

struct verifying {
    struct call *call;
    struct db *db;
    struct verify_result *out;
    struct arena *page; /* cleared with every page */
    int64_t standing;   /* rows found where the trace says there is one */
    void (*progress)(void *, int64_t, int64_t);
    void *arg;
    int64_t done, total;
};

static void finding(struct verifying *v, const char *code, struct str args)
{
    struct buf *out = &v->out->findings;

    if (v->out->wrong++ >= FINDINGS_MOST)
        return;
    message_write(out, v->call->locale, str_of(code), args);
    buf_char(out, '\n');
}

static enum err explain(struct verifying *v, enum err err)
{
    return err ? db_fail(v->db, err, &v->call->fault) : ERR_OK;
}

static void advance(struct verifying *v, size_t count)
{
    v->done += (int64_t)count;
    if (v->total < v->done)
        v->total = v->done;
    if (v->progress)
        v->progress(v->arg, v->done, v->total);
}

/* "天元区 430211" */
static struct str place(struct verifying *v, region r)
{
    AUTO(buf) struct buf code = BUF(16);
    struct str name = region_name(v->call->site->regions, v->page, r, v->call->locale);

    region_write(&code, r);
    if (str_eq(name, buf_view(&code)))
        return name;
    return str_print(v->page, "%.*s %.*s", STR_FMT(name), STR_FMT(buf_view(&code)));
}

/* ---- chains -------------------------------------------------------------------------- */

struct chain {
    region region;
    int64_t seq; /* of the entry before */
    char hash[HASH_BYTES];
    size_t len; /* of `hash`: 0 at the beginning */
};

static void check_change(struct verifying *v, struct chain *chain, const struct change *c)
{
    unsigned char hash[HASH_BYTES];
    struct str where = place(v, c->region), stored = c->hash.bytes;

    engine_change_hash(c, (struct str){chain->hash, chain->len}, hash);
    if (c->seq != chain->seq + 1)
        finding(v, "verify.gap",
                str_print(v->page, "%.*s" SEP "%lld" SEP "%lld", STR_FMT(where),
                          (long long)chain->seq, (long long)c->seq));
    else if (!str_eq(stored, (struct str){(const char *)hash, HASH_BYTES}))
        finding(v, "verify.hash",
                str_print(v->page, "%.*s" SEP "%lld" SEP "%.*s", STR_FMT(where),
                          (long long)c->seq, STR_FMT(c->ledger)));
    chain->seq = c->seq;
    chain->len = stored.len < HASH_BYTES ? stored.len : HASH_BYTES;
    if (chain->len)
        memcpy(chain->hash, stored.ptr, chain->len);
}

static enum err check_chain(struct verifying *v, region r)
{
    struct chain chain = {.region = r};
    struct change *changes;
    size_t count;

    do {
        arena_clear(v->page);
        TRY(explain(v, store_change_in_region(v->db, v->page, r, chain.seq, PAGE, &changes,
                                              &count)));
        for (size_t i = 0; i < count; i++)
            check_change(v, &chain, &changes[i]);
        v->out->changes += (int64_t)count;
        advance(v, count);
    } while (count == PAGE);
    return ERR_OK;
}

static enum err check_chains(struct verifying *v)
{
    AUTO(arena) struct arena *a = arena_new();
    struct region_row *regions;
    region last = -1;
    size_t count;

    do {
        arena_clear(a);
        TRY(explain(v, store_change_regions(v->db, a, last, PAGE, &regions, &count)));
        for (size_t i = 0; i < count; i++)
            TRY(check_chain(v, regions[i].region));
        if (count)
            last = regions[count - 1].region;
    } while (count == PAGE);
    return ERR_OK;
}

enum err verify_trace(struct call *c, struct db *db, struct verify_result *out)
{
    AUTO(arena) struct arena *page = arena_new();
    struct verifying v = {.call = c, .db = db, .out = out, .page = page};

    return check_chains(&v);
}

/* ---- figures counted again ----------------------------------------------------------- */

struct count {
    region region;
    struct str figure, key;
    int64_t n;
    bool is_used, is_seen; /* the slot; by a stored figure */
};

struct counts { /* of one ledger */
    struct arena *arena;
    struct count *slots;
    size_t used, room; /* room is a power of two */
};

static struct counts counts_new(void)
{
    enum { ROOM = 1024 };

    return (struct counts){arena_new(), mem_new(ROOM, sizeof(struct count)), 0, ROOM};
}

static void counts_auto(struct counts *t)
{
    arena_free(t->arena);
    mem_free(t->slots);
}

static struct count *slot_of(const struct counts *t, const struct count *c)
{
    uint64_t hash = str_hash(c->key) ^ str_hash(c->figure) * 31 ^ (uint64_t)c->region;
    size_t at = (size_t)((hash * 0x9E3779B97F4A7C15u) >> 20);

    for (at &= t->room - 1; t->slots[at].is_used; at = (at + 1) & (t->room - 1))
        if (t->slots[at].region == c->region && str_eq(t->slots[at].key, c->key) &&
            str_eq(t->slots[at].figure, c->figure))
            break;
    return &t->slots[at];
}

static void widen(struct counts *t)
{
    struct counts wider = *t;

    wider.room *= 2;
    wider.slots = mem_new(wider.room, sizeof(struct count));
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].is_used)
            *slot_of(&wider, &t->slots[i]) = t->slots[i];
    mem_free(t->slots);
    *t = wider;
}

static void add_count(struct counts *t, const struct count *c)
{
    struct count *slot = slot_of(t, c);

    if (slot->is_used) {
        slot->n += c->n;
        return;
    }
    *slot = *c;
    slot->is_used = true;
    slot->key = str_copy(t->arena, c->key);
    if (++t->used * 2 > t->room)
        widen(t);
}

/* What a row adds to the figures of its region and of all above it, up to the site's. */
static void count_row(struct verifying *v, struct counts *t, const struct ledger *l,
                      const struct row *row)
{
    region root = v->call->site->engine->root;
    struct tally *adds;
    size_t count;

    row_tallies(v->page, l, row, &adds, &count);
    for (size_t i = 0; i < count; i++) {
        struct count c = {row->region, adds[i].figure, adds[i].key,
                          adds[i].n,   false,          false};
        add_count(t, &c);
        while (c.region != root && region_holds(root, c.region)) {
            c.region = region_parent(c.region);
            add_count(t, &c);
        }
    }
}

static void tell_figure(struct verifying *v, const struct ledger *l, const struct count *c,
                        int64_t kept)
{
    struct str label = l->label.in[v->call->locale], where = place(v, c->region);

    finding(v, "verify.tally",
            str_print(v->page,
                      "%.*s" SEP "%.*s" SEP "%.*s" SEP "%.*s" SEP "%lld" SEP "%lld",
                      STR_FMT(label), STR_FMT(c->figure), STR_FMT(where), STR_FMT(c->key),
                      (long long)c->n, (long long)kept));
}

static enum err compare_region(struct verifying *v, const struct counts *t,
                               const struct ledger *l, region r)
{
    struct tally_row *rows;
    size_t count;

    arena_clear(v->page);
    TRY(explain(v, store_tally_of_ledger(v->db, v->page, r, l->name, &rows, &count)));
    for (size_t i = 0; i < count; i++) {
        struct count c = {.region = r, .figure = rows[i].figure, .key = rows[i].key};
        struct count *slot = slot_of(t, &c);
        if (slot->is_used) {
            slot->is_seen = true;
            c.n = slot->n;
        }
        if (c.n != rows[i].n)
            tell_figure(v, l, &c, rows[i].n);
    }
    v->out->tallies += (int64_t)count;
    return ERR_OK;
}

static enum err compare_counts(struct verifying *v, const struct counts *t,
                               const struct ledger *l)
{
    AUTO(arena) struct arena *a = arena_new();
    struct region_row *regions;
    region last = -1;
    size_t count;

    do {
        arena_clear(a);
        TRY(explain(v,
                    store_tally_regions(v->db, a, l->name, last, PAGE, &regions, &count)));
        for (size_t i = 0; i < count; i++)
            TRY(compare_region(v, t, l, regions[i].region));
        if (count)
            last = regions[count - 1].region;
    } while (count == PAGE);
    arena_clear(v->page);
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].is_used && !t->slots[i].is_seen && t->slots[i].n)
            tell_figure(v, l, &t->slots[i], 0);
    return ERR_OK;
}

/* ---- rows ---------------------------------------------------------------------------- */

/* ledger SEP id SEP region, as most findings want them */
static struct str row_args(struct verifying *v, struct str ledger, row_id id, region r)
{
    struct str where = place(v, r);

    return str_print(v->page, "%.*s" SEP "%lld" SEP "%.*s", STR_FMT(ledger),
                     (long long)id.v, STR_FMT(where));
}

static void tell_row(struct verifying *v, const char *code, const struct ledger *l,
                     const struct row *row)
{
    finding(v, code, row_args(v, l->label.in[v->call->locale], row->id, row->region));
}

static enum err check_row(struct verifying *v, const struct ledger *l,
                          const struct row *row)
{
    unsigned char digest[16];
    struct change last;
    enum err err = store_change_last(v->db, v->page, row->id, &last);

    if (err && err != ERR_NOT_FOUND)
        return explain(v, err);
    if (err || !str_eq(last.ledger, l->name)) {
        tell_row(v, "verify.untraced", l, row);
        return ERR_OK;
    }
    if (!last.digest.bytes.len) {
        tell_row(v, "verify.removed", l, row);
        return ERR_OK;
    }
    v->standing++;
    engine_row_digest(v->page, l, row, digest);
    if (!str_eq(last.digest.bytes, (struct str){(const char *)digest, sizeof(digest)}))
        tell_row(v, "verify.digest", l, row);
    return ERR_OK;
}

static enum err check_rows(struct verifying *v, struct counts *t, const struct ledger *l,
                           struct row **rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        TRY(check_row(v, l, rows[i]));
        count_row(v, t, l, rows[i]);
    }
    v->out->rows += (int64_t)count;
    advance(v, count);
    return ERR_OK;
}

static struct reading reading_of(const struct verifying *v)
{
    return (struct reading){v->call->site->engine, v->db, v->page};
}

static enum err check_ledger(struct verifying *v, const struct ledger *l)
{
    AUTO(counts) struct counts t = counts_new();
    struct row **rows;
    row_id last = {0};
    size_t count;

    do {
        arena_clear(v->page);
        TRY(explain(v, engine_walk(reading_of(v), l, last, PAGE, &rows, &count)));
        TRY(check_rows(v, &t, l, rows, count));
        if (count)
            last = rows[count - 1]->id;
    } while (count == PAGE);
    return compare_counts(v, &t, l);
}

static enum err check_ledgers(struct verifying *v)
{
    const struct catalog *c = engine_catalog(v->call->site->engine);

    for (size_t i = 0; i < c->count; i++)
        TRY(check_ledger(v, c->ledgers[i]));
    return ERR_OK;
}

static enum err check_standing(struct verifying *v, const struct standing_row *s)
{
    const struct ledger *l =
        catalog_ledger(engine_catalog(v->call->site->engine), s->ledger);
    struct row *row;

    arena_clear(v->page);
    if (!l) {
        finding(v, "verify.ledger", row_args(v, s->ledger, s->row_id, s->region));
        return ERR_OK;
    }
    enum err err = engine_get(reading_of(v), l, s->row_id, &row);
    if (err != ERR_NOT_FOUND)
        return explain(v, err);
    finding(v, "verify.gone",
            row_args(v, l->label.in[v->call->locale], s->row_id, s->region));
    return ERR_OK;
}

static enum err check_all_standing(struct verifying *v)
{
    AUTO(arena) struct arena *a = arena_new();
    struct standing_row *rows;
    row_id last = {0};
    size_t count;

    do {
        arena_clear(a);
        TRY(explain(v, store_change_standing(v->db, a, last.v, PAGE, &rows, &count)));
        for (size_t i = 0; i < count; i++)
            TRY(check_standing(v, &rows[i]));
        if (count)
            last = rows[count - 1].row_id;
    } while (count == PAGE);
    return ERR_OK;
}

/* Rows that the trace says are there: looked at one by one only when their number differs. */
static enum err check_gone(struct verifying *v)
{
    struct number_row whole;

    TRY(explain(v, store_change_standing_count(v->db, v->page, &whole)));
    return whole.n == v->standing ? ERR_OK : check_all_standing(v);
}

/* ---- files --------------------------------------------------------------------------- */

static void check_file(struct verifying *v, const struct file_row *file)
{
    unsigned char hash[HASH_BYTES];
    struct str bytes, args;
    struct fault ignored = {0};

    arena_clear(v->page);
    args =
        str_print(v->page, "%lld" SEP "%.*s", (long long)file->id.v, STR_FMT(file->name));
    struct str name = str_print(v->page, "files/%.*s", STR_FMT(file->hash));
    if (!attachment_is_hash(file->hash) ||
        file_read(v->page, site_path(v->call->site, v->page, name.ptr), FILE_MOST, &bytes,
                  &ignored)) {
        finding(v, "verify.file_gone", args);
        return;
    }
    crypto_digest(NULL, bytes, hash);
    if ((int64_t)bytes.len != file->bytes ||
        !str_eq(crypto_hex(v->page, hash, sizeof(hash)), file->hash))
        finding(v, "verify.file_changed", args);
}

static enum err check_files(struct verifying *v)
{
    AUTO(arena) struct arena *a = arena_new();
    struct file_row *files;
    file_id last = {0};
    size_t count;

    do {
        arena_clear(a);
        TRY(explain(v, store_file_list(v->db, a, last.v, PAGE, &files, &count)));
        for (size_t i = 0; i < count; i++) {
            check_file(v, &files[i]);
            last = files[i].id;
            advance(v, 1);
        }
        v->out->files += (int64_t)count;
    } while (count == PAGE);
    return ERR_OK;
}

/* ---- the whole ----------------------------------------------------------------------- */

static enum err estimate(struct verifying *v)
{
    struct number_row changes, rows, files;

    TRY(explain(v, store_change_count(v->db, v->page, &changes)));
    TRY(explain(v, store_change_standing_count(v->db, v->page, &rows)));
    TRY(explain(v, store_file_count(v->db, v->page, &files)));
    v->total = changes.n + rows.n + files.n;
    return ERR_OK;
}

static void tell_poll(void *arg, const char *code, struct str args)
{
    finding(arg, code, args);
}

/* Every signed election counted again. */
static enum err check_polls(struct verifying *v)
{
    struct poll_check k = {v->call, v->db, v->page, tell_poll, v};

    return polls_check(&k, &v->out->polls);
}

static enum err check_all(struct verifying *v)
{
    TRY(estimate(v));
    TRY(check_chains(v));
    TRY(check_ledgers(v));
    TRY(check_gone(v));
    TRY(check_files(v));
    TRY(check_polls(v));
    if (v->out->wrong > FINDINGS_MOST) {
        struct str more =
            str_print(v->page, "%lld", (long long)(v->out->wrong - FINDINGS_MOST));
        message_write(&v->out->findings, v->call->locale, STR("verify.more"), more);
        buf_char(&v->out->findings, '\n');
    }
    return ERR_OK;
}

/* One reading transaction: all is seen as of one moment, while others go on writing. */
static enum err check_at_once(struct verifying *v)
{
    TRY(explain(v, db_begin(v->db)));
    enum err err = check_all(v), end = db_commit(v->db);
    return err ? err : explain(v, end);
}

static enum err note_verify(struct call *c, void *arg)
{
    const struct verify_result *out = arg;

    return event_add(c, STR("verify"), str_print(c->arena, "%lld", (long long)out->wrong));
}

enum err verify_site(struct call *c, void (*progress)(void *, int64_t, int64_t), void *arg,
                     struct verify_result *out)
{
    AUTO(arena) struct arena *page = arena_new();
    struct verifying v = {
        .call = c, .db = c->db, .out = out, .page = page, .progress = progress, .arg = arg};

    TRY(call_require_anywhere(c, 1 << ROLE_AUDIT));
    *out = (struct verify_result){.findings = BUF_SHOWN(FINDINGS_BYTES)};
    enum err err = check_at_once(&v);
    if (!err)
        err = call_write(c, note_verify, out);
    if (err)
        buf_done(&out->findings);
    return err;
}

static void tell_job(void *arg, int64_t done, int64_t total)
{
    struct job_work *w = arg;

    w->progress(w, done, total);
}

static void write_result(struct buf *out, const struct verify_result *r)
{
    struct jsonw w = {.out = out};
    struct str rest = buf_view(&r->findings);

    jsonw_open(&w, '{');
    jsonw_pair_i64(&w, "changes", r->changes);
    jsonw_pair_i64(&w, "rows", r->rows);
    jsonw_pair_i64(&w, "files", r->files);
    jsonw_pair_i64(&w, "tallies", r->tallies);
    jsonw_pair_i64(&w, "polls", r->polls);
    jsonw_pair_i64(&w, "wrong", r->wrong);
    jsonw_key(&w, "findings");
    jsonw_open(&w, '[');
    for (struct str line; str_cut(&rest, '\n', &line);)
        if (line.len)
            jsonw_str(&w, line);
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
}

enum err verify_job(struct job_work *w)
{
    struct verify_result r = {0};

    TRY(verify_site(w->call, tell_job, w, &r));
    write_result(w->result, &r);
    buf_done(&r.findings);
    return ERR_OK;
}
