#include "service/import.h"

#include "base/log.h"
#include "base/mem.h"
#include "service/import_row.h"
#include "service/job.h"
#include "service/site.h"
#include "store/queries.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { HELD_MOST = 64, HEADING_ROWS = 8, PROGRESS_ROWS = 256, LIST_MOST = 100 };

const char *const IMPORT_STATE_NAMES[IMPORT_STATES] = {
    "uploaded", "checking", "checked", "running", "done",
    "undoing",  "undone",   "cancelled", "failed",
};

/* An import in hand.  `view` and `arena` are written by one job at a time, under `lock`. */
struct held {
    pthread_mutex_t lock;
    struct arena *arena, *errors;
    struct import_view view;
    account_id owner;
    int64_t heading_row;
    size_t error_room;
    char *path;
    atomic_bool is_cancelled;
    struct pool_job job;
    /* what the job needs of the call that began it */
    struct site *site;
    struct power *powers;
    size_t power_count;
    enum locale locale;
    void (*work)(struct held *, struct call *);
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

static void held_free(struct held *h)
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

/* Keep it; the oldest that nobody works on makes room. */
static bool keep(struct imports *i, struct held *h)
{
    bool kept = true;

    pthread_mutex_lock(&i->lock);
    if (i->count < HELD_MOST) {
        i->held[i->count++] = h;
    } else {
        size_t k = 0;
        while (k < HELD_MOST && is_busy(i->held[k]->view.state))
            k++;
        kept = k < HELD_MOST;
        if (kept) {
            held_free(i->held[k]);
            memmove(&i->held[k], &i->held[k + 1], (HELD_MOST - 1 - k) * sizeof(h));
            i->held[HELD_MOST - 1] = h;
        }
    }
    pthread_mutex_unlock(&i->lock);
    return kept;
}

static enum err find(struct call *c, batch_id id, struct held **out)
{
    struct imports *i = c->site->imports;

    *out = NULL;
    pthread_mutex_lock(&i->lock);
    for (size_t k = 0; k < i->count; k++)
        if (i->held[k]->view.id.v == id.v && (i->held[k]->owner.v == c->who.v || !c->who.v))
            *out = i->held[k];
    pthread_mutex_unlock(&i->lock);
    return *out ? ERR_OK : FAIL(&c->fault, ERR_NOT_FOUND, "import.none", "%s", "");
}

/* ---- matching columns ---------------------------------------------------------------------------- */

/* Without blanks, stars and what stands in brackets: "出生年月*（如1980.05）" is 出生年月. */
static struct str plain_heading(struct arena *a, struct str heading)
{
    static const char *const CUTS[] = {"（", "(", "\n", "*", "＊", "【", "["};
    char *text = arena_bytes(a, heading.len + 1);
    size_t n = 0, cut = heading.len;

    for (size_t i = 0; i < sizeof(CUTS) / sizeof(CUTS[0]); i++) {
        ptrdiff_t at = str_find(heading, str_of(CUTS[i]));
        if (at > 0 && (size_t)at < cut)
            cut = (size_t)at;
    }
    struct str rest = str_trim(str_sub(heading, 0, cut));
    for (size_t i = 0; i < rest.len; i++) {
        if (str_starts(str_sub(rest, i, 3), STR("\xE3\x80\x80")))
            i += 2;
        else if (rest.ptr[i] != ' ')
            text[n++] = rest.ptr[i];
    }
    return (struct str){text, n};
}

static bool names(struct arena *a, struct str heading, const struct label *label,
                  const struct str *aliases, size_t alias_count)
{
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (label->in[l].len && str_eq_nocase(plain_heading(a, label->in[l]), heading))
            return true;
    for (size_t i = 0; i < alias_count; i++)
        if (str_eq_nocase(plain_heading(a, aliases[i]), heading))
            return true;
    return false;
}

static bool names_message(struct arena *a, struct str heading, const char *code)
{
    for (int l = 0; l < LOCALE_COUNT; l++)
        if (str_eq_nocase(plain_heading(a, message_find((enum locale)l, str_of(code))), heading))
            return true;
    return false;
}

int import_match(const struct ledger *l, struct str heading)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str plain = plain_heading(a, heading);

    if (!plain.len)
        return COLUMN_NONE;
    for (size_t i = 0; i < l->field_count; i++)
        if (str_eq_nocase(l->fields[i].name, plain) ||
            names(a, plain, &l->fields[i].label, l->fields[i].aliases, l->fields[i].alias_count))
            return (int)i;
    if (names(a, plain, &l->region_label, l->region_aliases, l->region_alias_count) ||
        names_message(a, plain, "column.region"))
        return COLUMN_REGION;
    if (l->state_count && names_message(a, plain, "column.state"))
        return COLUMN_STATE;
    return names_message(a, plain, "column.id") ? COLUMN_ID : COLUMN_NONE;
}

/* Of the first rows, the one with the most headings we know: titles may stand above it. */
static size_t best_heading(const struct ledger *l, const struct sheet_row *rows, size_t count)
{
    size_t best = 0, most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t known = 0;
        for (size_t k = 0; k < rows[i].count; k++)
            known += import_match(l, rows[i].cells[k]) != COLUMN_NONE;
        if (known > most) {
            most = known;
            best = i;
        }
    }
    return most ? best : SIZE_MAX;
}

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
    size_t heading = best_heading(h->view.ledger, rows,
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

    return store_import_add(c->db, v->id, v->ledger->name, v->name, c->who, c->now, v->region,
                            STR("uploaded"));
}

static struct held *held_new(struct call *c, const struct ledger *l, struct str name)
{
    struct held *h = MEM_NEW(struct held);

    pthread_mutex_init(&h->lock, NULL);
    h->arena = arena_new();
    h->errors = arena_new();
    h->owner = c->who;
    h->site = c->site;
    h->view = (struct import_view){.id = {id_next(&c->site->engine->ids, c->now)},
                                   .ledger = l, .at = c->now, .region = call_home(c),
                                   .name = str_copy(h->arena, str_sub(name, 0, 200)),
                                   .who = str_copy(h->arena, account_title(c, c->who))};
    const char *file = str_c(h->arena, str_print(h->arena, "work/%lld", (long long)h->view.id.v));
    const char *path = site_path(c->site, h->arena, file);
    h->path = mem_copy(path, strlen(path) + 1);
    return h;
}

enum err import_upload(struct call *c, const struct ledger *l, struct str name,
                       struct str bytes, batch_id *out)
{
    TRY(call_require_anywhere(c, l->writers));
    struct held *h = held_new(c, l, name);
    enum err err = read_head(c, h, bytes);

    if (!err)
        err = file_write(h->path, bytes, 0600, &c->fault);
    if (!err)
        err = call_write(c, note_import, h);
    if (!err && !keep(c->site->imports, h))
        err = FAIL(&c->fault, ERR_BUSY, "job.busy", "%d", HELD_MOST);
    if (err) {
        held_free(h);
        return err;
    }
    *out = h->view.id;
    return ERR_OK;
}

/* ---- looking --------------------------------------------------------------------------------------- */

static void copy_errors(struct arena *a, const struct import_view *from, struct import_view *to)
{
    to->errors = ARENA_ARRAY(a, struct import_error, from->error_count);
    for (size_t i = 0; i < from->error_count; i++) {
        to->errors[i] = from->errors[i];
        to->errors[i].value = str_copy(a, from->errors[i].value);
    }
    to->preview = arena_alloc(a, from->preview_count, sizeof(*to->preview));
    for (size_t i = 0; i < from->preview_count; i++)
        for (size_t k = 0; k < 64; k++)
            to->preview[i][k] = str_copy(a, from->preview[i][k]);
}

enum err import_view(struct call *c, batch_id id, struct import_view *out)
{
    struct held *h;

    TRY(find(c, id, &h));
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
    *out = ARENA_ARRAY(c->arena, struct import_line, *out_count);
    for (size_t i = 0; i < *out_count; i++)
        (*out)[i] = (struct import_line){
            .id = rows[i].id, .name = rows[i].name, .who = account_title(c, rows[i].who),
            .state = present_state(c, &rows[i]), .at = rows[i].at, .region = rows[i].region,
            .rows = rows[i].rows};
    return ERR_OK;
}

/* ---- jobs ----------------------------------------------------------------------------------------------- */

static void set_state(struct held *h, enum import_state s)
{
    pthread_mutex_lock(&h->lock);
    h->view.state = s;
    pthread_mutex_unlock(&h->lock);
}

static void set_failed(struct held *h, const struct fault *f)
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
    struct call c = {.arena = a, .site = h->site, .who = h->owner, .powers = h->powers,
                     .power_count = h->power_count, .origin = STR("import"),
                     .now = site_now(), .locale = h->locale};
    enum err err = site_reader(h->site, &db, &c.fault);

    c.db = db;
    if (err)
        set_failed(h, &c.fault);
    else
        h->work(h, &c);
    site_reader_free(db);
}

static enum err start(struct call *c, struct held *h, enum import_state from,
                      enum import_state to, void (*work)(struct held *, struct call *))
{
    pthread_mutex_lock(&h->lock);
    enum import_state was = h->view.state;
    bool fits = was == from || (to == IMPORT_CHECKING && !is_busy(was) && was < IMPORT_DONE) ||
                (to == IMPORT_CHECKING && (was == IMPORT_CANCELLED || was == IMPORT_FAILED));
    if (fits)
        h->view.state = to;
    pthread_mutex_unlock(&h->lock);
    if (!fits)
        return FAIL(&c->fault, ERR_RULE, "import.state", "%s", IMPORT_STATE_NAMES[was]);
    atomic_store(&h->is_cancelled, false);
    h->work = work;
    mem_free(h->powers);
    h->powers = mem_copy(c->powers, c->power_count * sizeof(*c->powers));
    h->power_count = c->power_count;
    h->locale = c->locale;
    h->job = (struct pool_job){.run = run_job, .arg = h};
    pool_add(jobs_pool(c->site->jobs), &h->job);
    return ERR_OK;
}

/* ---- walking the sheet ------------------------------------------------------------------------------------ */

struct walk {
    struct held *held;
    struct call *call;
    struct importing importing;
    struct arena *kept; /* the call's own arena */
    /* for each row below the heading; an error ends the walk */
    enum err (*row)(struct walk *, const struct sheet_row *, struct imported *, bool is_good);
    void *arg;
    struct writing writing;
    int64_t rows, good, bad;
};

static enum err one_row(struct walk *w, const struct sheet_row *cells)
{
    struct imported in;
    bool good = import_row_read(&w->importing, cells, &in);

    w->rows++;
    w->good += good;
    w->bad += !good;
    return w->row(w, cells, &in, good);
}

static void show_progress(struct walk *w, const struct sheet_reader *r)
{
    struct held *h = w->held;

    pthread_mutex_lock(&h->lock);
    sheet_progress(r, &h->view.done, &h->view.total);
    h->view.rows = w->rows;
    h->view.good = w->good;
    h->view.bad = w->bad;
    pthread_mutex_unlock(&h->lock);
}

static enum err walk_rows(struct walk *w, struct sheet_reader *r)
{
    struct call *c = w->call;
    struct sheet_row cells;
    bool more = true;

    for (;;) {
        arena_clear(c->arena);
        c->fault = (struct fault){0};
        TRY(sheet_next(r, c->arena, &cells, &more, &c->fault));
        if (!more)
            return ERR_OK;
        if (cells.number <= w->held->heading_row)
            continue;
        TRY(one_row(w, &cells));
        if (w->rows % PROGRESS_ROWS)
            continue;
        show_progress(w, r);
        if (atomic_load(&w->held->is_cancelled))
            return FAIL(&c->fault, ERR_RULE, "import.cancelled", "%s", "");
    }
}

/* The whole file, row by row, each in a scratch arena of its own. */
static enum err walk_sheet(struct walk *w)
{
    AUTO(arena) struct arena *file = arena_new(), *scratch = arena_new();
    AUTO(sheet_reader) struct sheet_reader *r = NULL;
    struct call *c = w->call;
    struct str bytes;

    TRY(file_read(file, w->held->path, IMPORT_FILE_MOST, &bytes, &c->fault));
    TRY(sheet_open(bytes, &r, &c->fault));
    w->kept = c->arena;
    c->arena = scratch;
    w->writing.arena = scratch;
    enum err err = walk_rows(w, r);
    show_progress(w, r);
    c->arena = w->kept;
    c->faults = (struct row_faults){0};
    return err;
}

static int *targets_of(struct arena *a, const struct import_view *v)
{
    int *targets = ARENA_ARRAY(a, int, v->column_count);

    for (size_t i = 0; i < v->column_count; i++)
        targets[i] = v->columns[i].target;
    return targets;
}

static struct walk walk_of(struct held *h, struct call *c, struct seen *seen)
{
    return (struct walk){
        .held = h,
        .call = c,
        .importing = {.call = c, .ledger = h->view.ledger, .place = h->view.region,
                      .targets = targets_of(c->arena, &h->view),
                      .count = h->view.column_count, .seen = seen},
    };
}

/* ---- checking ------------------------------------------------------------------------------------------------ */

static size_t column_of(const struct import_view *v, int target)
{
    for (size_t i = 0; i < v->column_count; i++)
        if (v->columns[i].target == target)
            return i;
    return SIZE_MAX;
}

static void keep_errors(struct held *h, const struct sheet_row *cells,
                        const struct row_faults *faults)
{
    struct import_view *v = &h->view;

    pthread_mutex_lock(&h->lock);
    for (size_t i = 0; i < faults->count && v->error_count < IMPORT_ERRORS_MOST; i++) {
        struct import_error *e = ARENA_PUSH(h->errors, v->errors, v->error_count, h->error_room);
        size_t column = column_of(v, faults->items[i].field);
        *e = (struct import_error){.row = cells->number, .column = column,
                                   .field = faults->items[i].field,
                                   .fault = faults->items[i].fault};
        if (column < cells->count)
            e->value = str_copy(h->errors, str_sub(cells->cells[column], 0, 200));
    }
    pthread_mutex_unlock(&h->lock);
}

static void keep_preview(struct held *h, const struct sheet_row *cells)
{
    struct import_view *v = &h->view;

    pthread_mutex_lock(&h->lock);
    if (!v->preview)
        v->preview = arena_alloc(h->errors, IMPORT_PREVIEW, sizeof(*v->preview));
    if (v->preview_count < IMPORT_PREVIEW) {
        for (size_t i = 0; i < cells->count && i < 64; i++)
            v->preview[v->preview_count][i] = str_copy(h->errors, cells->cells[i]);
        v->preview_count++;
    }
    pthread_mutex_unlock(&h->lock);
}

static enum err check_row(struct walk *w, const struct sheet_row *cells,
                          struct imported *in, bool is_good)
{
    (void)in;
    if (w->rows <= IMPORT_PREVIEW)
        keep_preview(w->held, cells);
    if (!is_good)
        keep_errors(w->held, cells, &w->call->faults);
    return ERR_OK;
}

static void forget_errors(struct held *h)
{
    pthread_mutex_lock(&h->lock);
    h->view.errors = NULL;
    h->view.preview = NULL;
    h->view.error_count = h->error_room = h->view.preview_count = 0;
    h->view.done = h->view.total = 0;
    arena_free(h->errors);
    h->errors = arena_new();
    pthread_mutex_unlock(&h->lock);
}

static void work_check(struct held *h, struct call *c)
{
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);

    forget_errors(h);
    w.row = check_row;
    enum err err = walk_sheet(&w);
    seen_free(seen);
    if (err)
        set_failed(h, &c->fault);
    else
        set_state(h, IMPORT_CHECKED);
}

static enum err set_columns(struct call *c, struct held *h, const int *targets, size_t count)
{
    const struct ledger *l = h->view.ledger;
    bool updates = false;

    if (count != h->view.column_count)
        return FAIL(&c->fault, ERR_INVALID, "import.columns", "%zu", h->view.column_count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            if (targets[i] != COLUMN_NONE && targets[i] == targets[k])
                return FAIL(&c->fault, ERR_INVALID, "import.column_twice",
                            "%.*s" SEP "%.*s", STR_FMT(h->view.columns[k].heading),
                            STR_FMT(h->view.columns[i].heading));
        updates = updates || targets[i] == COLUMN_ID;
    }
    for (size_t f = 0; f < l->field_count && !updates; f++) {
        bool there = !l->fields[f].is_required || l->fields[f].fallback.len;
        for (size_t i = 0; i < count; i++)
            there = there || targets[i] == (int)f;
        if (!there)
            return FAIL(&c->fault, ERR_INVALID, "import.required", "%.*s",
                        STR_FMT(l->fields[f].label.in[c->locale]));
    }
    for (size_t i = 0; i < count; i++)
        h->view.columns[i].target = targets[i];
    return ERR_OK;
}

static enum err prepare_check(struct call *c, struct held *h, const int *targets,
                              size_t count, region place)
{
    if (!region_find(c->site->regions, place) || !region_holds(c->site->region, place))
        return FAIL(&c->fault, ERR_INVALID, "row.region", "%lld", (long long)place);
    TRY(call_require(c, h->view.ledger->writers, place));
    pthread_mutex_lock(&h->lock);
    enum err err = set_columns(c, h, targets, count);
    if (!err)
        h->view.region = place;
    pthread_mutex_unlock(&h->lock);
    return err;
}

enum err import_check(struct call *c, batch_id id, const int *targets, size_t count,
                      region place)
{
    struct held *h;

    TRY(find(c, id, &h));
    TRY(prepare_check(c, h, targets, count, place));
    return start(c, h, IMPORT_UPLOADED, IMPORT_CHECKING, work_check);
}

/* ---- importing --------------------------------------------------------------------------------------------------- */

static enum err import_row(struct walk *w, const struct sheet_row *cells,
                           struct imported *in, bool is_good)
{
    struct call *c = w->call;

    if (!is_good) {
        keep_errors(w->held, cells, &c->faults);
        c->fault = (struct fault){0};
        return FAIL(&c->fault, ERR_RULE, "import.bad_rows", "%d", 1);
    }
    if (in->before)
        return engine_update(&w->writing, w->importing.ledger, in->before, in->row,
                             STR("update"));
    return engine_insert(&w->writing, w->importing.ledger, in->row, STR("create"));
}

static enum err write_import(struct call *c, void *arg)
{
    struct held *h = arg;
    struct walk w = walk_of(h, c, NULL);

    w.row = import_row;
    w.writing = record_writing(c);
    w.writing.batch = h->view.id.v;
    enum err err = walk_sheet(&w);
    if (!err)
        err = store_import_set(c->db, h->view.id, STR("done"), w.rows, h->view.region);
    if (!err)
        engine_written(&w.writing);
    return err;
}

static void work_run(struct held *h, struct call *c)
{
    if (call_write(c, write_import, h))
        set_failed(h, &c->fault);
    else
        set_state(h, IMPORT_DONE);
}

enum err import_run(struct call *c, batch_id id)
{
    struct held *h;

    TRY(find(c, id, &h));
    pthread_mutex_lock(&h->lock);
    int64_t bad = h->view.bad;
    pthread_mutex_unlock(&h->lock);
    if (bad)
        return FAIL(&c->fault, ERR_RULE, "import.bad_rows", "%lld", (long long)bad);
    return start(c, h, IMPORT_CHECKED, IMPORT_RUNNING, work_run);
}

enum err import_cancel(struct call *c, batch_id id)
{
    struct held *h;

    TRY(find(c, id, &h));
    atomic_store(&h->is_cancelled, true);
    pthread_mutex_lock(&h->lock);
    if (h->view.state == IMPORT_UPLOADED || h->view.state == IMPORT_CHECKED)
        h->view.state = IMPORT_CANCELLED;
    pthread_mutex_unlock(&h->lock);
    return ERR_OK;
}

enum err import_now(struct call *c, const struct ledger *l, struct str name, struct str bytes,
                    region place, bool dry, struct import_view *out)
{
    batch_id id;
    struct held *h;

    TRY(import_upload(c, l, name, bytes, &id));
    TRY(find(c, id, &h));
    int *targets = targets_of(c->arena, &h->view);
    TRY(prepare_check(c, h, targets, h->view.column_count, place));
    work_check(h, c);
    if (h->view.state == IMPORT_CHECKED && !h->view.bad && !dry)
        work_run(h, c);
    return import_view(c, id, out);
}

/* ---- wrong rows ------------------------------------------------------------------------------------------------------ */

struct wrong {
    struct sheet_writer *writer;
    size_t columns;
};

static void join_reasons(struct call *c, struct buf *out)
{
    for (size_t i = 0; i < c->faults.count; i++) {
        const struct row_fault *rf = &c->faults.items[i];
        if (i)
            buf_text(out, "; ");
        fault_write(out, c->locale, &rf->fault);
    }
}

static enum err wrong_row(struct walk *w, const struct sheet_row *cells,
                          struct imported *in, bool is_good)
{
    struct wrong *wrong = w->arg;
    struct call *c = w->call;
    AUTO(buf) struct buf reasons = BUF(BUF_MESSAGE);

    (void)in;
    if (is_good)
        return ERR_OK;
    struct str *row = ARENA_ARRAY(c->arena, struct str, wrong->columns + 1);
    bool *marks = ARENA_ARRAY(c->arena, bool, wrong->columns + 1);
    for (size_t i = 0; i < wrong->columns && i < cells->count; i++)
        row[i] = cells->cells[i];
    for (size_t i = 0; i < c->faults.count; i++) {
        size_t column = column_of(&w->held->view, c->faults.items[i].field);
        if (column < wrong->columns)
            marks[column] = true;
    }
    join_reasons(c, &reasons);
    row[wrong->columns] = buf_view(&reasons);
    marks[wrong->columns] = true;
    return sheet_write_marked(wrong->writer, row, wrong->columns + 1, marks);
}

enum err import_wrong(struct call *c, batch_id id, struct buf *out)
{
    struct held *h;
    struct wrong wrong = {0};

    TRY(find(c, id, &h));
    wrong.columns = h->view.column_count;
    struct sheet_heading *heads = ARENA_ARRAY(c->arena, struct sheet_heading, wrong.columns + 1);
    for (size_t i = 0; i < wrong.columns; i++)
        heads[i].text = h->view.columns[i].heading;
    heads[wrong.columns] = (struct sheet_heading){
        .text = message_find(c->locale, STR("column.reason")), .width = 60};
    TRY(sheet_create(SHEET_XLSX, h->view.ledger->label.in[c->locale], heads, wrong.columns + 1,
                     &wrong.writer));
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);
    w.row = wrong_row;
    w.arg = &wrong;
    enum err err = walk_sheet(&w);
    if (!err)
        err = sheet_finish(wrong.writer, out);
    sheet_discard(wrong.writer);
    seen_free(seen);
    return err;
}

/* ---- undo -------------------------------------------------------------------------------------------------------------- */

struct undo {
    batch_id id;
    const struct ledger *ledger;
};

static enum err undo_change(struct call *c, struct writing *w, const struct ledger *l,
                            const struct change *change)
{
    struct change last;
    struct row *now;

    TRY(store_change_last(c->db, c->arena, change->row_id, &last));
    if (last.id != change->id)
        return FAIL(&c->fault, ERR_CONFLICT, "import.changed", "%.*s",
                    STR_FMT(account_title(c, last.who)));
    TRY(engine_get(c->site->engine, c->db, c->arena, l, change->row_id, &now));
    if (str_eq(change->act, STR("create")))
        return engine_remove(w, l, now, STR("undo"));
    struct row *was = row_copy(c->arena, l, now);
    TRY(engine_row_of_json(c->arena, l, change->was, was, &c->fault));
    return engine_update(w, l, now, was, STR("undo"));
}

enum { UNDO_PAGE = 500 };

static enum err undo_page(struct call *c, struct writing *w, const struct undo *u,
                          int64_t *before, size_t *count)
{
    struct change *changes;

    arena_clear(c->arena);
    TRY(store_change_in_batch(c->db, c->arena, u->id.v, *before, UNDO_PAGE, &changes, count));
    for (size_t i = 0; i < *count; i++) {
        TRY(call_require(c, u->ledger->writers, changes[i].region));
        TRY(undo_change(c, w, u->ledger, &changes[i]));
        *before = changes[i].id;
    }
    return ERR_OK;
}

static enum err write_undo(struct call *c, void *arg)
{
    const struct undo *u = arg;
    AUTO(arena) struct arena *scratch = arena_new();
    struct arena *kept = c->arena;
    struct writing w = record_writing(c);
    int64_t before = INT64_MAX;
    size_t count = 0;
    enum err err;

    c->arena = w.arena = scratch;
    w.reason = STR("undo");
    do
        err = undo_page(c, &w, u, &before, &count);
    while (!err && count == UNDO_PAGE);
    c->arena = kept;
    if (err)
        return err;
    struct import_row row;
    TRY(store_import_get(c->db, c->arena, u->id, &row));
    TRY(store_import_set(c->db, u->id, STR("undone"), row.rows, row.region));
    engine_written(&w);
    return ERR_OK;
}

static void work_undo(struct held *h, struct call *c)
{
    struct undo u = {h->view.id, h->view.ledger};

    if (call_write(c, write_undo, &u)) {
        pthread_mutex_lock(&h->lock);
        h->view.state = IMPORT_DONE; /* nothing was taken back */
        h->view.fault = c->fault;
        pthread_mutex_unlock(&h->lock);
    } else {
        set_state(h, IMPORT_UNDONE);
    }
}

/* An import of an earlier run of the program: held again, without its file. */
static enum err hold_again(struct call *c, batch_id id, struct held **out)
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
    *out = h;
    if (keep(c->site->imports, h))
        return ERR_OK;
    held_free(h);
    return FAIL(&c->fault, ERR_BUSY, "job.busy", "%d", HELD_MOST);
}

enum err import_undo(struct call *c, batch_id id)
{
    struct held *h;

    if (find(c, id, &h))
        TRY(hold_again(c, id, &h));
    return start(c, h, IMPORT_DONE, IMPORT_UNDOING, work_undo);
}
