/*
 * The two sides of an import: the thread that reads and checks the sheet, and the writer that stores rows at
 * the same time, in one transaction that stays open until the last row is known to be good.
 *
 * Rows travel in chunks of CHUNK_ROWS, each with an arena of its own that holds everything of its rows (text,
 * row, what was made ready); the reader fills one, hands it over under `lock`, and goes on with a fresh one.
 * At most CHUNKS_WAITING wait, so that memory stays small whatever the sheet: then the reader waits.  The
 * writer takes the oldest, passes its rows through the gate and frees the chunk.
 *
 * What is slow and needs no database (ids, seals, the text of the trace, search words, figures) is done by the
 * reader (gate_ready, with `maker`); the writer does only what must be in order (the chain's hash, the rows).
 * Figures are summed in two places for that reason, `maker` and the writer's own; both are passed on at the end
 * or both forgotten.
 *
 * The end: stream_end(keep) says whether every row was good.  The writer waits for it (take() returns NULL);
 * keep = false makes it fail its job, so that the transaction, and with it every row, is taken back.  An error
 * of the writer ends it early: `is_done` is set, and the reader learns of it at its next chunk.
 *
 * While this job runs nobody else writes, and a check-in at a door waits for it; readers see nothing of it until the
 * commit.  So the job begins with the first chunk, a trial not before CHUNKS_WAITING of them are there or the sheet is
 * at its end: it never waits for a file to be opened, and of small files it holds the writer for its own work alone.
 * What is left is short because a row is cheap, of every ledger (docs/performance.md; script/bench --imports):
 * a guard asks for one row by an index, and what it read is forgotten with its row.
 *
 * A trial is a run that is always taken back: what a check says good has been through the same gate, in the same
 * order, as what will be imported.
 */
#include "service/exchange/import_stream.h"

#include "base/mem.h"
#include "service/account/event.h"
#include "service/record/hooks.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { CHUNK_ROWS = 256, CHUNKS_WAITING = 8 };

struct chunk {
    struct chunk *next;
    struct arena *arena;
    struct passing rows[CHUNK_ROWS];
    int64_t numbers[CHUNK_ROWS]; /* of them, in the sheet */
    size_t count;
};

struct stream {
    struct held *held;
    struct chunk *filling; /* the reader's */
    struct writing maker;  /* the reader's: makes rows ready, sums their figures */
    struct arena *arena;   /* of the writer's call */
    struct arena *
        passage; /* of the row that passes the gate: what guards read is many times the row */
    struct str reason; /* of every row: who vouched for old books; empty for others */
    int64_t removals;  /* of the site, before the first row was checked */
    int64_t refused;   /* rows that the gate refused; the writer's, until it is done */
    bool is_trial;
    struct call call; /* the writer's */
    struct call_job job;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct chunk *first, **last; /* under `lock`, as all below */
    int waiting;
    bool is_ended, is_kept, is_done;
    bool is_begun; /* the reader's: the job was handed to the writer */
    int64_t rows;
    enum err err; /* the writer's, once is_done */
};

/* ---- the writer's side --------------------------------------------------------------- */

static void chunk_free(struct chunk *k)
{
    if (!k)
        return;
    arena_free(k->arena);
    mem_free(k);
}

/* The next chunk, or NULL when the reader has ended. */
static struct chunk *take(struct stream *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->first && !s->is_ended)
        pthread_cond_wait(&s->changed, &s->lock);
    struct chunk *k = s->first;
    if (k) {
        s->first = k->next;
        if (!s->first)
            s->last = &s->first;
        s->waiting--;
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return k;
}

/* What a row points to may have been removed since it was looked up: then it is looked up again. */
static enum err store_row(struct stream *s, struct call *c, struct writing *w,
                          struct passing *p)
{
    const struct ledger *l = s->held->view.ledger;

    if (atomic_load(&w->engine->removals) != s->removals)
        TRY(record_refs_stand(c, l, p->row));
    return gate_store(c, w, l, p);
}

/* The gate's word on one row, not the trouble of a disk. */
static bool is_word(enum err err)
{
    return err == ERR_RULE || err == ERR_INVALID || err == ERR_DENIED;
}

/* What is refused stands with the import, by its row; a trial goes on with the next one. */
static enum err store_chunk(struct stream *s, struct call *c, struct writing *w,
                            struct chunk *k)
{
    c->arena = w->arena = s->passage;
    for (size_t i = 0; i < k->count; i++) {
        arena_clear(s->passage);
        c->fault = (struct fault){0};
        c->faults = (struct row_faults){0};
        enum err err = store_row(s, c, w, &k->rows[i]);
        if (err && is_word(err)) {
            s->refused++;
            held_add_error(s->held, k->numbers[i], &c->fault);
        }
        if (err && !(s->is_trial && is_word(err)))
            return err;
    }
    return ERR_OK;
}

static enum err finish(struct stream *s, struct writing *w)
{
    if (!s->is_kept)
        return FAIL(&s->call.fault, ERR_RULE, "import.cancelled", "%s", "");
    if (s->held->view.is_old) {
        TRY(event_add(&s->call, STR("import.old_books"), s->reason));
        TRY(store_import_set_registrar(s->call.db, s->held->view.id, s->held->registrar));
    }
    TRY(store_import_set(s->call.db, s->held->view.id, STR("done"), s->rows,
                         s->held->view.region));
    engine_written(&s->maker);
    engine_written(w);
    return ERR_OK;
}

static enum err write_stream(struct call *c, void *arg)
{
    struct stream *s = arg;
    AUTO(writing) struct writing w = call_writing(c);

    if (!s->is_trial)
        TRY(import_refuse_same(c, s->held)); /* another may have ended meanwhile */
    w.batch = s->held->view.id.v;
    w.reason = s->reason;
    for (struct chunk *k; (k = take(s));) {
        enum err err = store_chunk(s, c, &w, k);
        c->arena = s->arena;
        chunk_free(k);
        if (err)
            return err;
    }
    return finish(s, &w);
}

static void on_done(void *arg, enum err err)
{
    struct stream *s = arg;

    pthread_mutex_lock(&s->lock);
    s->is_done = true;
    s->err = err;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

/* ---- the reader's side --------------------------------------------------------------- */

static struct chunk *chunk_new(void)
{
    struct chunk *k = MEM_NEW(struct chunk);

    k->arena = arena_new();
    return k;
}

/* The file and the two who stand for it, in the language of the one who brings it. */
static struct str reason_of(struct call *c, struct held *h, struct arena *a)
{
    AUTO(buf) struct buf text = BUF_SHOWN(BUF_MESSAGE);

    if (!h->view.is_old)
        return (struct str){0};
    struct str who = account_title(c, c->who), second = account_title(c, h->registrar);
    struct str args = str_print(c->arena, "%.*s" SEP "%.*s" SEP "%.*s", STR_FMT(who),
                                STR_FMT(second), STR_FMT(h->view.name));
    message_write(&text, c->locale, STR("import.old_books"), args);
    return str_copy(a, buf_view(&text));
}

bool stream_sees_more(const struct call *c, const struct held *h)
{
    const struct hook *hook = hook_of(c->site->hooks, h->view.ledger);

    return hook && (hook->guard || hook->act);
}

struct stream *stream_begin(struct call *c, struct held *h, bool is_trial)
{
    struct stream *s = MEM_NEW(struct stream);

    s->held = h;
    s->is_trial = is_trial;
    s->arena = arena_new();
    s->passage = arena_new();
    s->call = *c;
    s->call.arena = s->arena;
    s->call.fault = (struct fault){0};
    s->call.faults = (struct row_faults){0};
    s->reason = reason_of(c, h, s->arena);
    s->removals = atomic_load(&c->site->engine->removals);
    s->filling = chunk_new();
    s->maker = call_writing(c);
    s->last = &s->first;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->changed, NULL);
    s->job = (struct call_job){
        .call = &s->call, .write = write_stream, .done = on_done, .arg = s};
    return s;
}

static void begin_job(struct stream *s)
{
    s->is_begun = true;
    call_write_later(&s->job);
}

struct arena *stream_arena(struct stream *s)
{
    return s->filling->arena;
}

/* Hand the full chunk over. */
static enum err pass(struct stream *s)
{
    if (!s->is_begun && (!s->is_trial || s->waiting >= CHUNKS_WAITING))
        begin_job(s); /* before it nobody else looks at `waiting` */
    pthread_mutex_lock(&s->lock);
    while (s->waiting >= CHUNKS_WAITING && !s->is_done)
        pthread_cond_wait(&s->changed, &s->lock);
    enum err err = s->is_done ? s->err : ERR_OK;
    if (!s->is_done) {
        *s->last = s->filling;
        s->last = &s->filling->next;
        s->waiting++;
        pthread_cond_broadcast(&s->changed);
        s->filling = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    if (!s->filling)
        s->filling = chunk_new();
    return err;
}

enum err stream_put(struct stream *s, int64_t number, const struct passing *p)
{
    struct chunk *k = s->filling;
    struct passing *kept = &k->rows[k->count];

    k->numbers[k->count++] = number;

    *kept = *p;
    s->maker.arena = k->arena;
    TRY(gate_ready(&s->maker, s->held->view.ledger, kept));
    return k->count == CHUNK_ROWS ? pass(s) : ERR_OK;
}

static void stream_free(struct stream *s)
{
    for (struct chunk *k = s->first, *next; k; k = next) {
        next = k->next;
        chunk_free(k);
    }
    chunk_free(s->filling);
    engine_drop(&s->maker);
    arena_free(s->passage);
    arena_free(s->arena);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    mem_free(s);
}

enum err stream_end(struct stream *s, struct stream_close how, int64_t *refused,
                    struct fault *f)
{
    bool keep = how.keep;

    if ((keep || s->is_trial) && s->filling->count && pass(s))
        keep = false;
    if (!s->is_begun)
        begin_job(s); /* it ends at once when nothing was handed over */
    pthread_mutex_lock(&s->lock);
    s->is_ended = true;
    s->is_kept = keep && !s->is_trial;
    s->rows = how.rows;
    pthread_cond_broadcast(&s->changed);
    while (!s->is_done)
        pthread_cond_wait(&s->changed, &s->lock);
    enum err err = s->err;
    pthread_mutex_unlock(&s->lock);
    *refused = s->refused;
    if (err && !f->kind)
        *f = s->call.fault;
    stream_free(s);
    return err;
}
