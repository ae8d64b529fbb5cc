#include "service/exchange/import_held.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "service/account/event.h"
#include "service/site/job.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <unistd.h>

enum { HEADING_ROWS = 8, LIST_MOST = 100, NAME_SHOWN = 100, DAY_SHOWN = 40 };

const char *const IMPORT_STATE_NAMES[IMPORT_STATES] = {
    "uploaded", "checking", "checked",   "running", "done",
    "undoing",  "undone",   "cancelled", "failed",
};

struct imports {
    pthread_mutex_t lock;
    struct held *held[HELD_IN_ALL]; /* under `lock`, the oldest first */
    size_t count;
};

struct imports *imports_new(void)
{
    struct imports *i = MEM_NEW(struct imports);

    pthread_mutex_init(&i->lock, NULL);
    return i;
}

void held_release(struct held *h)
{
    if (!h || atomic_fetch_sub(&h->holders, 1) > 1)
        return;
    if (h->path)
        unlink(h->path);
    mem_free(h->path);
    mem_free(h->powers);
    arena_free(h->errors);
    arena_free(h->arena);
    pthread_mutex_destroy(&h->lock);
    mem_free(h);
}

void imports_free(struct imports *i)
{
    if (!i)
        return;
    for (size_t k = 0; k < i->count; k++)
        held_release(i->held[k]);
    pthread_mutex_destroy(&i->lock);
    mem_free(i);
}

static bool is_busy(enum import_state s)
{
    return s == IMPORT_CHECKING || s == IMPORT_RUNNING || s == IMPORT_UNDOING;
}

static enum import_state state_of(struct held *h)
{
    pthread_mutex_lock(&h->lock);
    enum import_state s = h->view.state;
    pthread_mutex_unlock(&h->lock);
    return s;
}

/* ---- the list; these under its lock -------------------------------------------------- */

static struct held *find_held(const struct imports *i, batch_id id)
{
    for (size_t k = 0; k < i->count; k++)
        if (i->held[k]->view.id.v == id.v)
            return i->held[k];
    return NULL;
}

static void take_out(struct imports *i, size_t k)
{
    held_release(i->held[k]); /* who found it still holds it */
    i->count--;
    memmove(&i->held[k], &i->held[k + 1], (i->count - k) * sizeof(struct held *));
}

/* The oldest that nobody works on makes room: of one owner (the machine itself is one, 0), or of all that
 * lie idle since then. */
struct leaving {
    const account_id *owner; /* NULL: of all */
    int64_t idle_since_ms;
};

static bool make_room(struct imports *i, struct leaving who)
{
    for (size_t k = 0; k < i->count; k++) {
        struct held *h = i->held[k];
        bool may_go =
            who.owner ? h->owner.v == who.owner->v : h->used_ms < who.idle_since_ms;
        if (!may_go || is_busy(state_of(h)))
            continue;
        take_out(i, k);
        return true;
    }
    return false;
}

static size_t count_of(const struct imports *i, account_id owner)
{
    size_t n = 0;

    for (size_t k = 0; k < i->count; k++)
        n += i->held[k]->owner.v == owner.v;
    return n;
}

static enum err add_held(struct call *c, struct imports *i, struct held *h)
{
    int64_t idle_since_ms = c->now.ms - (int64_t)HELD_IDLE_MINUTES * 60 * 1000;

    if (count_of(i, h->owner) >= HELD_OF_ONE &&
        !make_room(i, (struct leaving){.owner = &h->owner}))
        return FAIL(&c->fault, ERR_BUSY, "import.busy", "%d", HELD_OF_ONE);
    if (i->count == HELD_IN_ALL &&
        !make_room(i, (struct leaving){.idle_since_ms = idle_since_ms}))
        return FAIL(&c->fault, ERR_BUSY, "import.full", "%d", HELD_IDLE_MINUTES);
    atomic_fetch_add(&h->holders, 1);
    i->held[i->count++] = h;
    return ERR_OK;
}

/* ---- the list ------------------------------------------------------------------------ */

enum err held_keep(struct call *c, struct held **h)
{
    struct imports *i = c->site->imports;
    enum err err = ERR_OK;

    pthread_mutex_lock(&i->lock);
    struct held *same = find_held(i, (*h)->view.id);
    if (same)
        atomic_fetch_add(&same->holders, 1);
    else
        err = add_held(c, i, *h);
    pthread_mutex_unlock(&i->lock);
    if (same) {
        held_release(*h);
        *h = same;
    }
    return err;
}

void held_drop(struct imports *i, struct held *h)
{
    pthread_mutex_lock(&i->lock);
    for (size_t k = 0; k < i->count; k++)
        if (i->held[k] == h) {
            take_out(i, k);
            break;
        }
    pthread_mutex_unlock(&i->lock);
}

enum err import_find(struct call *c, batch_id id, struct held **out)
{
    struct imports *i = c->site->imports;

    pthread_mutex_lock(&i->lock);
    struct held *h = find_held(i, id);
    if (h && !call_is_machine(c) && !call_is(c, h->owner) &&
        !call_is(c, (account_id){atomic_load(&h->worker)}))
        h = NULL; /* neither uploaded nor taken back by the caller */
    if (h) {
        h->used_ms = c->now.ms;
        atomic_fetch_add(&h->holders, 1);
    }
    pthread_mutex_unlock(&i->lock);
    *out = h;
    return h ? ERR_OK : FAIL(&c->fault, ERR_NOT_FOUND, "import.none", "%s", "");
}

/* ---- uploading ------------------------------------------------------------------ */

static bool is_used(const struct import_view *v, int target)
{
    for (size_t i = 0; i < v->column_count; i++)
        if (v->columns[i].target == target)
            return true;
    return false;
}

static void propose_columns(struct held *h, const struct sheet_row *rows, size_t count,
                            size_t heading)
{
    struct import_view *v = &h->view;
    const struct sheet_row *head = &rows[heading];

    h->heading_row = head->number;
    v->columns = ARENA_ARRAY(h->arena, struct import_column, head->count);
    for (size_t i = 0; i < head->count; i++) {
        struct import_column col = {.heading = str_trim(head->cells[i])};
        int target = import_match(v->ledger, col.heading);
        col.target = target != COLUMN_NONE && is_used(v, target) ? COLUMN_NONE : target;
        for (size_t k = 0; k < IMPORT_SAMPLES && heading + 1 + k < count; k++)
            if (i < rows[heading + 1 + k].count)
                col.samples[k] = rows[heading + 1 + k].cells[i];
        v->columns[v->column_count++] = col;
    }
}

/* A sheet written in a rehearsal bears its mark as a column: it goes back there, and nowhere else. */
static enum err check_rehearsed(struct call *c, const struct import_view *v)
{
    for (size_t i = 0; i < v->column_count && !c->site->rehearsed; i++)
        if (str_eq(v->columns[i].heading, STR(REHEARSAL_MARK)))
            return FAIL(&c->fault, ERR_RULE, "import.rehearsal", "%s", "");
    return ERR_OK;
}

static enum err read_head(struct call *c, struct held *h, struct str bytes)
{
    struct sheet_row rows[HEADING_ROWS + IMPORT_SAMPLES];
    AUTO(sheet_reader) struct sheet_reader *r = NULL;
    size_t count = 0;
    bool more = true;

    TRY(sheet_open(bytes, &r, &c->fault));
    while (count < sizeof(rows) / sizeof(rows[0])) {
        TRY(sheet_next(r, h->arena, &rows[count], &more, &c->fault));
        if (!more)
            break;
        count++;
    }
    if (!count) /* not blamed on its headings */
        return FAIL(&c->fault, ERR_INVALID, "import.empty", "%s", "");
    size_t heading = import_best_heading(h->view.ledger, rows,
                                         count < HEADING_ROWS ? count : HEADING_ROWS);
    if (heading == SIZE_MAX)
        return FAIL(&c->fault, ERR_INVALID, "import.no_heading", "%.*s",
                    STR_FMT(h->view.ledger->label.in[c->locale]));
    propose_columns(h, rows, count, heading);
    return check_rehearsed(c, &h->view);
}

static enum err note_import(struct call *c, void *arg)
{
    const struct held *h = arg;
    const struct import_view *v = &h->view;

    return store_import_add(c->db, v->id, v->ledger->name, v->name, c->who, c->now,
                            v->region, STR("uploaded"), h->digest);
}

/* What the browser calls the file: never empty. */
static struct str clean_name(struct arena *a, struct str name)
{
    return name.len ? str_copy(a, utf8_shown(a, name, NAME_SHOWN)) : STR("?");
}

struct held *held_new(struct call *c, const struct ledger *l, struct str name)
{
    struct held *h = MEM_NEW(struct held);

    atomic_init(&h->holders, 1);
    pthread_mutex_init(&h->lock, NULL);
    h->arena = arena_new();
    h->errors = arena_new();
    h->actor = c->actor;
    h->owner = c->who;
    h->used_ms = c->now.ms;
    h->site = c->site;
    h->view = (struct import_view){.id = {id_next(&c->site->engine->ids, c->now)},
                                   .ledger = l,
                                   .at = c->now,
                                   .region = call_home(c),
                                   .name = clean_name(h->arena, name),
                                   .who = str_copy(h->arena, account_title(c, c->who))};
    const char *file =
        str_c(h->arena, str_print(h->arena, "work/%lld", (long long)h->view.id.v));
    const char *path = site_path(c->site, h->arena, file);
    h->path = mem_copy(path, strlen(path) + 1);
    return h;
}

static enum err take_file(struct call *c, struct held *h, struct str bytes)
{
    TRY(file_write(h->path, bytes, 0600, &c->fault));
    return call_write(c, note_import, h);
}

enum err import_upload(struct call *c, const struct ledger *l, struct str name,
                       struct str bytes, batch_id *out)
{
    unsigned char digest[HASH_BYTES];
    AUTO(held) struct held *h = NULL;

    TRY(call_require_anywhere(c, l->writers));
    TRY(utf8_take(c->arena, name, false, &name, &c->fault));
    h = held_new(c, l, name);
    crypto_digest(NULL, bytes, digest);
    h->digest = crypto_hex(h->arena, digest, sizeof(digest));
    TRY(read_head(c, h, bytes));
    TRY(held_keep(c, &h)); /* nobody knows its id yet */
    enum err err = take_file(c, h, bytes);
    if (err)
        held_drop(c->site->imports, h);
    *out = h->view.id;
    return err;
}

/* ---- looking ------------------------------------------------------------------------- */

static void copy_columns(struct arena *a, const struct import_view *from,
                         struct import_view *to)
{
    to->columns = ARENA_ARRAY(a, struct import_column, from->column_count);
    for (size_t i = 0; i < from->column_count; i++) {
        struct import_column *col = &to->columns[i];
        *col = from->columns[i];
        col->heading = str_copy(a, col->heading);
        for (size_t k = 0; k < IMPORT_SAMPLES; k++)
            col->samples[k] = str_copy(a, col->samples[k]);
    }
}

static void copy_errors(struct arena *a, const struct import_view *from,
                        struct import_view *to)
{
    to->errors = ARENA_ARRAY(a, struct import_error, from->error_count);
    for (size_t i = 0; i < from->error_count; i++) {
        to->errors[i] = from->errors[i];
        to->errors[i].value = str_copy(a, from->errors[i].value);
    }
}

static void copy_preview(struct arena *a, const struct import_view *from,
                         struct import_view *to)
{
    to->preview = ARENA_ARRAY(a, struct str *, from->preview_count);
    for (size_t i = 0; i < from->preview_count; i++) {
        to->preview[i] = ARENA_ARRAY(a, struct str, from->column_count);
        for (size_t k = 0; k < from->column_count; k++)
            to->preview[i][k] = str_copy(a, from->preview[i][k]);
    }
}

void held_add_error(struct held *h, int64_t number, const struct fault *f)
{
    struct import_view *v = &h->view;

    pthread_mutex_lock(&h->lock);
    if (v->error_count < IMPORT_ERRORS_MOST)
        *ARENA_PUSH(h->errors, v->errors, v->error_count, h->error_room) =
            (struct import_error){
                .row = number, .column = SIZE_MAX, .field = COLUMN_STATE, .fault = *f};
    pthread_mutex_unlock(&h->lock);
}

/* All of it, in the caller's arena: nothing points into the import any more. */
void held_view(struct held *h, struct arena *a, struct import_view *out)
{
    pthread_mutex_lock(&h->lock);
    *out = h->view;
    out->name = str_copy(a, h->view.name);
    out->who = str_copy(a, h->view.who);
    copy_columns(a, &h->view, out);
    copy_errors(a, &h->view, out);
    copy_preview(a, &h->view, out);
    pthread_mutex_unlock(&h->lock);
}

enum err held_again(struct call *c, batch_id id, struct held **out)
{
    struct import_row row;

    c->fault = (struct fault){0};
    if (store_import_get(c->db, c->arena, id, &row))
        return FAIL(&c->fault, ERR_NOT_FOUND, "import.none", "%s", "");
    const struct ledger *l = catalog_ledger(engine_catalog(c->site->engine), row.ledger);
    if (!l || !str_eq(row.state, STR("done")) || !call_may(c, l->writers, row.region))
        return FAIL(&c->fault, ERR_NOT_FOUND, "import.none", "%s", "");
    struct held *h = held_new(c, l, row.name);
    h->view.id = id;
    h->view.state = IMPORT_DONE;
    h->view.at = row.at;
    h->view.rows = h->view.good = row.rows;
    h->view.region = row.region;
    h->view.is_old = row.registrar.v != 0;
    *out = h;
    return held_keep(c, out); /* or the one that somebody else has in hand */
}

enum err import_same(struct call *c, const struct held *h, struct import_before *out)
{
    struct import_row *rows;
    size_t count;

    *out = (struct import_before){0};
    TRY(store_import_same(c->db, c->arena, h->view.ledger->name, h->digest, h->view.id, 1,
                          &rows, &count));
    if (count)
        *out = (struct import_before){.id = rows[0].id,
                                      .at = rows[0].at,
                                      .who = account_title(c, rows[0].who),
                                      .rows = rows[0].rows};
    return ERR_OK;
}

enum err import_refuse_same(struct call *c, const struct held *h)
{
    struct import_before before;
    AUTO(buf) struct buf day = BUF_SHOWN(DAY_SHOWN);

    TRY(import_same(c, h, &before));
    if (h->again || !before.id.v)
        return ERR_OK;
    date_write(&day, date_of_instant(before.at));
    return FAIL(&c->fault, ERR_CONFLICT, "import.same", "%.*s" SEP "%.*s" SEP "%lld",
                STR_FMT(buf_view(&day)), STR_FMT(before.who), (long long)before.rows);
}

enum err import_view(struct call *c, batch_id id, struct import_view *out)
{
    AUTO(held) struct held *h = NULL;

    if (import_find(c, id, &h))
        TRY(held_again(c, id, &h));
    held_view(h, c->arena, out);
    return import_same(c, h, &out->before);
}

static struct str present_state(struct call *c, const struct import_row *row)
{
    struct imports *i = c->site->imports;

    pthread_mutex_lock(&i->lock);
    struct held *h = find_held(i, row->id);
    struct str state = h ? str_of(IMPORT_STATE_NAMES[state_of(h)]) : row->state;
    pthread_mutex_unlock(&i->lock);
    return state;
}

enum err import_list(struct call *c, const struct ledger *l, struct import_line **out,
                     size_t *out_count)
{
    struct import_row *rows;

    TRY(call_require_anywhere(c, l->writers));
    TRY(store_import_list(c->db, c->arena, l->name, LIST_MOST, &rows, out_count));
    size_t count = *out_count, kept = 0;
    *out = ARENA_ARRAY(c->arena, struct import_line, count);
    for (size_t i = 0; i < count; i++) {
        if (!call_may(c, l->writers, rows[i].region))
            continue;
        (*out)[kept++] = (struct import_line){.id = rows[i].id,
                                              .name = rows[i].name,
                                              .who = account_title(c, rows[i].who),
                                              .state = present_state(c, &rows[i]),
                                              .at = rows[i].at,
                                              .region = rows[i].region,
                                              .is_old = rows[i].registrar.v != 0,
                                              .rows = rows[i].rows};
    }
    *out_count = kept;
    return ERR_OK;
}

/* ---- jobs ---------------------------------------------------------------------------- */

void held_set_state(struct held *h, enum import_state s)
{
    pthread_mutex_lock(&h->lock);
    h->view.state = s;
    pthread_mutex_unlock(&h->lock);
}

void held_set_failed(struct held *h, const struct fault *f)
{
    pthread_mutex_lock(&h->lock);
    h->view.state = atomic_load(&h->is_cancelled) ? IMPORT_CANCELLED : IMPORT_FAILED;
    h->view.fault = *f;
    pthread_mutex_unlock(&h->lock);
}

static void run_job(void *arg)
{
    struct held *h = arg;
    AUTO(arena) struct arena *a = arena_new();
    struct db *db = NULL;
    struct call c = {.arena = a,
                     .site = h->site,
                     .actor = h->actor,
                     .who = {atomic_load(&h->worker)},
                     .person = h->person,
                     .powers = h->powers,
                     .power_count = h->power_count,
                     .origin = STR("import"),
                     .now = site_now(),
                     .locale = h->locale};
    enum err err = site_reader(h->site, &db, &c.fault);

    c.db = db;
    if (err)
        held_set_failed(h, &c.fault);
    else
        h->work(h, &c);
    site_reader_done(h->site, db);
    held_release(h);
}

/* Checking begins anew from wherever nothing is at work or done; anything else from one state. */
static bool may_begin(enum import_state is, enum import_state from, enum import_state to)
{
    if (to != IMPORT_CHECKING)
        return is == from;
    return is == from || is == IMPORT_CHECKED || is == IMPORT_CANCELLED ||
           is == IMPORT_FAILED;
}

enum err held_claim(struct call *c, struct held *h, enum import_state from,
                    enum import_state to, enum import_state *was)
{
    pthread_mutex_lock(&h->lock);
    *was = h->view.state;
    bool fits = may_begin(*was, from, to);
    if (fits) {
        atomic_store(&h->is_cancelled, false); /* before anybody can cancel what begins */
        h->view.state = to;
    }
    pthread_mutex_unlock(&h->lock);
    return fits ? ERR_OK
                : FAIL(&c->fault, ERR_RULE, "import.state", "%s", IMPORT_STATE_NAMES[*was]);
}

void held_work(struct call *c, struct held *h, void (*work)(struct held *, struct call *))
{
    atomic_store(&h->worker, c->who.v);
    h->work = work;
    h->person = c->person;
    mem_free(h->powers);
    h->powers = mem_copy(c->powers, c->power_count * sizeof(*c->powers));
    h->power_count = c->power_count;
    h->locale = c->locale;
    h->job = (struct pool_job){.run = run_job, .arg = h};
    atomic_fetch_add(&h->holders, 1); /* the job's */
    pool_add(jobs_pool(c->site->jobs), &h->job);
}
