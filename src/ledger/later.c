/*
 * What a write leaves for the end of the batch: its figures, summed, and its search text.
 *
 * Both are dear one by one and cheap together.  A figure of the site would be written once for every row; the
 * full-text index would write a segment of its own for every savepoint of a job (FTS5 flushes whenever one
 * begins).  So a call collects them (w->later), engine_written() hands them to the job, the end of the job to the
 * batch, and engine_flush() stores them before the commit, outside of every savepoint.  Whatever is given up
 * on the way is forgotten with its call, job or batch: figures and search never know more than the rows.
 *
 * Who searches inside a write finds what stood before the batch.
 */
#include "ledger/shape.h"

#include "base/mem.h"
#include "store/queries.h"

struct sum {
    region region;
    struct str ledger, figure, key;
    int64_t n;
};

/* In the order in which they came. */
struct words {
    struct arena *arena; /* own, made with the first */
    struct search_entry *items;
    size_t count, room;
    size_t fresh_bytes; /* of those that are SEARCH_NEW */
};

struct later {
    struct arena *arena; /* own: outlives the call */
    struct sum *slots;
    size_t count, room; /* room is a power of two */
    struct words words;
};

/* A call sums few figures.  Words of new rows wait until they are FRESH_BYTES: imports have many. */
enum { SLOTS_FIRST = 32, FRESH_BYTES = 256 << 10 };

static struct later *later_new(void)
{
    struct later *t = MEM_NEW(struct later);

    t->arena = arena_new();
    t->room = SLOTS_FIRST;
    t->slots = mem_new(t->room, sizeof(*t->slots));
    return t;
}

void later_free(struct later *t)
{
    if (!t)
        return;
    arena_free(t->arena);
    arena_free(t->words.arena);
    mem_free(t->slots);
    mem_free(t);
}

static struct later *later_of(struct later **t)
{
    if (!*t)
        *t = later_new();
    return *t;
}

/* ---- figures --------------------------------------------------------------------------- */

static struct sum *slot_of(struct later *t, const struct sum *s)
{
    size_t at = str_hash(s->key) * 31 + str_hash(s->figure) * 7 + str_hash(s->ledger) +
                (size_t)s->region;

    for (at &= t->room - 1; t->slots[at].ledger.len; at = (at + 1) & (t->room - 1))
        if (t->slots[at].region == s->region && str_eq(t->slots[at].key, s->key) &&
            str_eq(t->slots[at].figure, s->figure) &&
            str_eq(t->slots[at].ledger, s->ledger))
            break;
    return &t->slots[at];
}

static void widen(struct later *t)
{
    struct later wider = *t;

    wider.room *= 2;
    wider.slots = mem_new(wider.room, sizeof(*wider.slots));
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].ledger.len)
            *slot_of(&wider, &t->slots[i]) = t->slots[i];
    mem_free(t->slots);
    *t = wider;
}

/* The names of ledger and figure stay where they are: descriptions outlive every batch. */
static void add_sum(struct later *t, const struct sum *s)
{
    struct sum *slot = slot_of(t, s);

    if (slot->ledger.len) {
        slot->n += s->n;
        return;
    }
    *slot = *s;
    slot->key = str_copy(t->arena, s->key);
    if (++t->count * 2 > t->room)
        widen(t);
}

void later_tally(struct later **t, struct arena *a, const struct ledger *l,
                 const struct row *row, int64_t sign)
{
    struct later *sums = later_of(t);
    struct tally *adds;
    size_t count;

    row_tallies(a, l, row, &adds, &count);
    for (size_t i = 0; i < count; i++) {
        struct sum s = {row->region, l->name, adds[i].figure, adds[i].key,
                        sign * adds[i].n};
        add_sum(sums, &s);
    }
}

/* The same figures for every region above, up to the site's. */
static struct later *rolled_up(const struct engine *e, const struct later *t)
{
    struct later *whole = later_new();

    for (size_t i = 0; i < t->room; i++) {
        struct sum s = t->slots[i];
        if (!s.ledger.len || s.n == 0)
            continue;
        add_sum(whole, &s);
        while (s.region != e->root && region_holds(e->root, s.region)) {
            s.region = region_parent(s.region);
            add_sum(whole, &s);
        }
    }
    return whole;
}

static enum err store_sums(struct db *db, const struct later *t)
{
    for (size_t i = 0; i < t->room; i++) {
        const struct sum *s = &t->slots[i];
        if (s->ledger.len && s->n)
            TRY(store_tally_add(db, s->region, s->ledger, s->figure, s->key, s->n));
    }
    return ERR_OK;
}

/* ---- search ---------------------------------------------------------------------------- */

static const char *const PUT_SQLITE =
    "INSERT INTO hj_search (rowid, tokens, ledger, region) VALUES (?1, ?2, ?3, ?4)";
static const char *const PUT_POSTGRES =
    "INSERT INTO hj_search (id, tokens, ledger, region)"
    " VALUES (?1, to_tsvector('simple', ?2), ?3, ?4) ON CONFLICT (id) DO UPDATE SET"
    " tokens = excluded.tokens, ledger = excluded.ledger, region = excluded.region";

static enum err put_entry(struct db *db, const struct search_entry *e)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(db, db_is_postgres(db) ? PUT_POSTGRES : PUT_SQLITE, &s));
    db_bind_i64(s, 1, e->id.v);
    db_bind_str(s, 2, e->words);
    db_bind_str(s, 3, e->ledger);
    db_bind_i64(s, 4, e->region);
    return db_run(s);
}

static enum err drop_entry(struct db *db, row_id id)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(db,
                        db_is_postgres(db) ? "DELETE FROM hj_search WHERE id = ?1"
                                           : "DELETE FROM hj_search WHERE rowid = ?1",
                        &s));
    db_bind_i64(s, 1, id.v);
    return db_run(s);
}

/* Text under the id of a new row belongs to nobody, and must not fail the batch for all others. */
static enum err store_entry(struct db *db, const struct search_entry *e)
{
    if (e->state == SEARCH_CHANGED)
        TRY(drop_entry(db, e->id));
    if (!e->words.len)
        return ERR_OK;
    enum err err = put_entry(db, e);
    if (err != ERR_CONFLICT)
        return err;
    TRY(drop_entry(db, e->id));
    return put_entry(db, e);
}

static void add_words(struct words *w, const struct search_entry *e)
{
    if (!w->arena)
        w->arena = arena_new();
    struct search_entry *kept = ARENA_PUSH(w->arena, w->items, w->count, w->room);
    *kept = *e;
    kept->words = str_copy(w->arena, e->words);
    if (e->state == SEARCH_NEW)
        w->fresh_bytes += sizeof(*e) + e->words.len;
}

/* All that are new, in their order (FTS5 flushes when ids go back); the others wait on. */
static enum err store_fresh(struct db *db, struct words *w)
{
    struct words all = *w;
    enum err err = ERR_OK;

    *w = (struct words){0};
    for (size_t i = 0; i < all.count && !err; i++)
        if (all.items[i].state == SEARCH_NEW)
            err = store_entry(db, &all.items[i]);
        else
            add_words(w, &all.items[i]);
    arena_free(all.arena);
    return err;
}

enum err later_search(struct later **t, struct db *db, const struct search_entry *e)
{
    struct words *w = &later_of(t)->words;

    add_words(w, e);
    return w->fresh_bytes < FRESH_BYTES ? ERR_OK : store_fresh(db, w);
}

static enum err store_words(struct db *db, const struct words *w)
{
    for (size_t i = 0; i < w->count; i++)
        TRY(store_entry(db, &w->items[i]));
    return ERR_OK;
}

/* ---- from the call to the job, to the batch ---------------------------------------------- */

/* Move all of *from to the end of *to. */
static void join(struct later **to, struct later **from)
{
    struct later *t = *from;

    *from = NULL;
    if (!t)
        return;
    if (!*to) {
        *to = t;
        return;
    }
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].ledger.len)
            add_sum(*to, &t->slots[i]);
    for (size_t i = 0; i < t->words.count; i++)
        add_words(&(*to)->words, &t->words.items[i]);
    later_free(t);
}

void engine_written(struct writing *w)
{
    join(&w->engine->current, &w->later);
}

void engine_drop(struct writing *w)
{
    later_free(w->later);
    w->later = NULL;
}

void engine_job_ended(struct engine *e, bool is_kept)
{
    if (is_kept)
        join(&e->pending, &e->current);
    later_free(e->current);
    e->current = NULL;
}

void engine_forget(struct engine *e)
{
    later_free(e->pending);
    e->pending = NULL;
}

enum err later_store(const struct engine *e, struct db *db, const struct later *t)
{
    struct later *whole = rolled_up(e, t);
    enum err err = store_sums(db, whole);

    later_free(whole);
    return err ? err : store_words(db, &t->words);
}

enum err engine_flush(struct engine *e, struct db *db)
{
    if (!e->pending)
        return ERR_OK;
    TRY(later_store(e, db, e->pending));
    engine_forget(e);
    return ERR_OK;
}
