#include "service/exchange/import_held.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "service/account/event.h"
#include "service/site/job.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <unistd.h>

enum { HEADING_ROWS = 8, LIST_MOST = 100, HELD_MS = 5000, NAME_SHOWN = 100 };

const char *const IMPORT_STATE_NAMES[IMPORT_STATES] = {
    "uploaded", "checking", "checked",   "running", "done",
    "undoing",  "undone",   "cancelled", "failed",
};

struct imports {
    pthread_mutex_t lock;
    struct held *held[HELD_MOST]; /* under `lock` */
    size_t count;
};

struct imports *imports_new(void)
{
    struct imports *i = MEM_NEW(struct imports);

    pthread_mutex_init(&i->lock, NULL);
    return i;
}

void held_free(struct held *h)
{
    if (!h)
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
        held_free(i->held[k]);
    mem_free(i);
}

static bool is_busy(enum import_state s)
{
    return s == IMPORT_CHECKING || s == IMPORT_RUNNING || s == IMPORT_UNDOING;
}

/* A request that has found it may still be looking at it. */
static bool is_in_use(const struct held *h)
{
    return is_busy(h->view.state) || site_now().ms - h->used_ms < HELD_MS;
}

/* Keep it; the oldest that nobody works on makes room. */
bool held_keep(struct imports *i, struct held *h)
{
    bool kept = true;

    pthread_mutex_lock(&i->lock);
    if (i->count < HELD_MOST) {
        i->held[i->count++] = h;
    } else {
        size_t k = 0;
        while (k < HELD_MOST && is_in_use(i->held[k]))
            k++;
        kept = k < HELD_MOST;
        if (kept) {
            held_free(i->held[k]);
            memmove(&i->held[k], &i->held[k + 1],
                    (HELD_MOST - 1 - k) * sizeof(struct held *));
            i->held[HELD_MOST - 1] = h;
        }
    }
    pthread_mutex_unlock(&i->lock);
    return kept;
}

enum err import_find(struct call *c, batch_id id, struct held **out)
{
    struct imports *i = c->site->imports;

    *out = NULL;
    pthread_mutex_lock(&i->lock);
    for (size_t k = 0; k < i->count; k++)
        if (i->held[k]->view.id.v == id.v &&
            (call_is(c, i->held[k]->owner) || call_is_machine(c)))
            *out = i->held[k];
    if (*out)
        (*out)->used_ms = c->now.ms;
    pthread_mutex_unlock(&i->lock);
    return *out ? ERR_OK : FAIL(&c->fault, ERR_NOT_FOUND, "import.none", "%s", "");
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
    size_t heading = import_best_heading(h->view.ledger, rows,
                                         count < HEADING_ROWS ? count : HEADING_ROWS);
    if (heading == SIZE_MAX)
        return FAIL(&c->fault, ERR_INVALID, "import.no_heading", "%.*s",
                    STR_FMT(h->view.ledger->label.in[c->locale]));
    propose_columns(h, rows, count, heading);
    return ERR_OK;
}

static enum err note_import(struct call *c, void *arg)
{
    const struct held *h = arg;
    const struct import_view *v = &h->view;

    return store_import_add(c->db, v->id, v->ledger->name, v->name, c->who, c->now,
                            v->region, STR("uploaded"));
}

/* What the browser calls the file: never empty. */
static struct str clean_name(struct arena *a, struct str name)
{
    return name.len ? str_copy(a, utf8_shown(a, name, NAME_SHOWN)) : STR("?");
}

struct held *held_new(struct call *c, const struct ledger *l, struct str name)
{
    struct held *h = MEM_NEW(struct held);

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

enum err import_upload(struct call *c, const struct ledger *l, struct str name,
                       struct str bytes, batch_id *out)
{
    TRY(call_require_anywhere(c, l->writers));
    TRY(utf8_take(c->arena, name, false, &name, &c->fault));
    struct held *h = held_new(c, l, name);
    enum err err = read_head(c, h, bytes);

    if (!err)
        err = file_write(h->path, bytes, 0600, &c->fault);
    if (!err)
        err = call_write(c, note_import, h);
    if (!err && !held_keep(c->site->imports, h))
        err = FAIL(&c->fault, ERR_BUSY, "job.busy", "%d", HELD_MOST);
    if (err) {
        held_free(h);
        return err;
    }
    *out = h->view.id;
    return ERR_OK;
}

/* ---- looking ------------------------------------------------------------------------- */

static void copy_errors(struct arena *a, const struct import_view *from,
                        struct import_view *to)
{
    to->errors = ARENA_ARRAY(a, struct import_error, from->error_count);
    for (size_t i = 0; i < from->error_count; i++) {
        to->errors[i] = from->errors[i];
        to->errors[i].value = str_copy(a, from->errors[i].value);
    }
    to->preview = ARENA_ARRAY(a, struct str *, from->preview_count);
    for (size_t i = 0; i < from->preview_count; i++) {
        to->preview[i] = ARENA_ARRAY(a, struct str, from->column_count);
        for (size_t k = 0; k < from->column_count; k++)
            to->preview[i][k] = str_copy(a, from->preview[i][k]);
    }
}

enum err import_view(struct call *c, batch_id id, struct import_view *out)
{
    struct held *h;

    TRY(import_find(c, id, &h));
    pthread_mutex_lock(&h->lock);
    *out = h->view;
    out->columns = ARENA_ARRAY(c->arena, struct import_column, h->view.column_count);
    memcpy(out->columns, h->view.columns, h->view.column_count * sizeof(*out->columns));
    copy_errors(c->arena, &h->view, out);
    pthread_mutex_unlock(&h->lock);
    return ERR_OK;
}

static struct str present_state(struct call *c, const struct import_row *row)
{
    struct imports *i = c->site->imports;
    struct str state = row->state;

    pthread_mutex_lock(&i->lock);
    for (size_t k = 0; k < i->count; k++)
        if (i->held[k]->view.id.v == row->id.v)
            state = str_of(IMPORT_STATE_NAMES[i->held[k]->view.state]);
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
                     .who = h->owner,
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
    site_reader_free(db);
}

enum err held_start(struct call *c, struct held *h, enum import_state from,
                    enum import_state to, void (*work)(struct held *, struct call *))
{
    pthread_mutex_lock(&h->lock);
    enum import_state was = h->view.state;
    bool fits =
        was == from || (to == IMPORT_CHECKING && !is_busy(was) && was < IMPORT_DONE) ||
        (to == IMPORT_CHECKING && (was == IMPORT_CANCELLED || was == IMPORT_FAILED));
    if (fits) {
        atomic_store(&h->is_cancelled, false); /* before anybody can cancel what begins */
        h->view.state = to;
    }
    pthread_mutex_unlock(&h->lock);
    if (!fits)
        return FAIL(&c->fault, ERR_RULE, "import.state", "%s", IMPORT_STATE_NAMES[was]);
    h->work = work;
    mem_free(h->powers);
    h->powers = mem_copy(c->powers, c->power_count * sizeof(*c->powers));
    h->power_count = c->power_count;
    h->locale = c->locale;
    h->job = (struct pool_job){.run = run_job, .arg = h};
    pool_add(jobs_pool(c->site->jobs), &h->job);
    return ERR_OK;
}
