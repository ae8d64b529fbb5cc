/* The work of imports: every row checked, every row imported, the wrong rows written again. */
#include "service/exchange/import_held.h"

#include "base/utf8.h"
#include "service/exchange/import_row.h"
#include "service/exchange/import_stream.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { PROGRESS_ROWS = 256, CELL_SHOWN = 100 };

/* ---- walking the sheet --------------------------------------------------------------- */

struct walk {
    struct held *held;
    const struct import_view *view; /* as it stood when the walk began */
    bool is_job;                    /* shows its progress, and ends when cancelled */
    struct call *call;
    struct importing importing;
    struct arena *scratch; /* of one row */
    struct stream *stream; /* to the writer; NULL while only checking */
    /* for each row below the heading; an error ends the walk */
    enum err (*row)(struct walk *, const struct sheet_row *, struct passing *,
                    bool is_good);
    void *arg;
    int64_t rows, good, bad;
};

static enum err one_row(struct walk *w, const struct sheet_row *cells)
{
    struct passing in;
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
        c->arena = w->stream ? stream_arena(w->stream) : w->scratch;
        if (!w->stream)
            arena_clear(w->scratch);
        c->fault = (struct fault){0};
        TRY(sheet_next(r, c->arena, &cells, &more, &c->fault));
        if (!more)
            return ERR_OK;
        if (cells.number <= w->held->heading_row)
            continue;
        TRY(one_row(w, &cells));
        if (w->rows % PROGRESS_ROWS || !w->is_job)
            continue;
        show_progress(w, r);
        if (atomic_load(&w->held->is_cancelled))
            return FAIL(&c->fault, ERR_RULE, "import.cancelled", "%s", "");
    }
}

/* The whole file, row by row, looked up in the database as it is at one moment. */
static enum err walk_sheet(struct walk *w)
{
    AUTO(arena) struct arena *file = arena_new(), *scratch = arena_new();
    AUTO(sheet_reader) struct sheet_reader *r = NULL;
    struct call *c = w->call;
    struct arena *kept = c->arena;
    struct str bytes;

    TRY(file_read(file, w->held->path, IMPORT_FILE_MOST, &bytes, &c->fault));
    TRY(sheet_open(bytes, &r, &c->fault));
    TRY(db_begin(c->db));
    w->scratch = scratch;
    enum err err = walk_rows(w, r);
    if (w->is_job)
        show_progress(w, r);
    c->arena = kept;
    c->faults = (struct row_faults){0};
    enum err ended = db_commit(c->db);
    return call_explain(c, err ? err : ended);
}

int *import_targets(struct arena *a, const struct import_view *v)
{
    int *targets = ARENA_ARRAY(a, int, v->column_count);

    for (size_t i = 0; i < v->column_count; i++)
        targets[i] = v->columns[i].target;
    return targets;
}

static struct walk walk_of(struct held *h, struct call *c, struct seen *seen)
{
    struct import_view *view = ARENA_NEW(c->arena, struct import_view);

    held_view(h, c->arena, view);
    return (struct walk){
        .held = h,
        .view = view,
        .call = c,
        .importing = {.call = c,
                      .ledger = view->ledger,
                      .place = view->region,
                      .is_old = view->is_old,
                      .registrar = h->registrar,
                      .targets = import_targets(c->arena, view),
                      .count = view->column_count,
                      .seen = seen},
    };
}

/* ---- checking ------------------------------------------------------------------------ */

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
        struct import_error *e =
            ARENA_PUSH(h->errors, v->errors, v->error_count, h->error_room);
        size_t column = column_of(v, faults->items[i].field);
        *e = (struct import_error){.row = cells->number,
                                   .column = column,
                                   .field = faults->items[i].field,
                                   .fault = faults->items[i].fault};
        if (column < cells->count)
            e->value = str_copy(h->errors,
                                utf8_shown(h->errors, cells->cells[column], CELL_SHOWN));
    }
    pthread_mutex_unlock(&h->lock);
}

static void keep_preview(struct held *h, const struct sheet_row *cells)
{
    struct import_view *v = &h->view;

    pthread_mutex_lock(&h->lock);
    if (!v->preview)
        v->preview = ARENA_ARRAY(h->errors, struct str *, IMPORT_PREVIEW);
    if (v->preview_count < IMPORT_PREVIEW) {
        struct str *row = ARENA_ARRAY(h->errors, struct str, v->column_count);
        for (size_t i = 0; i < cells->count && i < v->column_count; i++)
            row[i] = str_copy(h->errors, cells->cells[i]);
        v->preview[v->preview_count++] = row;
    }
    pthread_mutex_unlock(&h->lock);
}

static enum err check_row(struct walk *w, const struct sheet_row *cells, struct passing *in,
                          bool is_good)
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

static enum err try_row(struct walk *w, const struct sheet_row *cells, struct passing *in,
                        bool is_good)
{
    if (!is_good)
        keep_errors(w->held, cells, &w->call->faults);
    return is_good ? stream_put(w->stream, cells->number, in) : ERR_OK;
}

/* Rows that are good one by one may still be refused when they are written: an act that takes two people, a rule about
 * all rows together.  So they are written, and taken back. */
static enum err try_all(struct held *h, struct call *c)
{
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);
    struct fault writers = {0};
    int64_t refused;

    w.row = try_row;
    w.is_job = true;
    w.stream = stream_begin(c, h, true);
    enum err err = walk_sheet(&w);
    enum err stored =
        stream_end(w.stream, (struct stream_close){.rows = w.rows}, &refused, &writers);
    seen_free(seen);
    pthread_mutex_lock(&h->lock);
    h->view.bad = w.bad + refused;
    h->view.good = w.rows - h->view.bad;
    pthread_mutex_unlock(&h->lock);
    if (err || writers.kind == ERR_RULE)
        return err; /* that it took nothing is what was asked for */
    c->fault = writers;
    return stored;
}

void import_work_check(struct held *h, struct call *c)
{
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);

    forget_errors(h);
    w.row = check_row;
    w.is_job = true;
    enum err err = walk_sheet(&w);
    seen_free(seen);
    if (!err && !w.bad && stream_sees_more(c, h))
        err = try_all(h, c);
    if (err)
        held_set_failed(h, &c->fault);
    else
        held_set_state(h, IMPORT_CHECKED);
}

/* The first column that goes to `target`, or `count`. */
static size_t find_target(const int *targets, size_t count, int target)
{
    size_t i = 0;

    while (i < count && targets[i] != target)
        i++;
    return i;
}

static enum err check_columns(struct call *c, const struct import_view *v,
                              const int *targets, size_t count)
{
    const struct ledger *l = v->ledger;

    for (size_t i = 0; i < count; i++) {
        size_t k = find_target(targets, i, targets[i]);
        if (targets[i] != COLUMN_NONE && k < i)
            return FAIL(&c->fault, ERR_INVALID, "import.column_twice", "%.*s" SEP "%.*s",
                        STR_FMT(v->columns[k].heading), STR_FMT(v->columns[i].heading));
    }
    if (find_target(targets, count, COLUMN_ID) < count)
        return ERR_OK; /* rows that are there already */
    for (size_t f = 0; f < l->field_count; f++)
        if (l->fields[f].is_required && !l->fields[f].fallback.len &&
            find_target(targets, count, (int)f) == count)
            return FAIL(&c->fault, ERR_INVALID, "import.required", "%.*s",
                        STR_FMT(l->fields[f].label.in[c->locale]));
    return ERR_OK;
}

static enum err set_columns(struct call *c, struct held *h, const int *targets,
                            size_t count)
{
    if (count != h->view.column_count)
        return FAIL(&c->fault, ERR_INVALID, "import.columns", "%zu", h->view.column_count);
    TRY(check_columns(c, &h->view, targets, count));
    for (size_t i = 0; i < count; i++)
        h->view.columns[i].target = targets[i];
    return ERR_OK;
}

enum err import_prepare(struct call *c, struct held *h, const int *targets, size_t count,
                        region place, bool is_old)
{
    if (!region_find(c->site->regions, place) || !region_holds(c->site->region, place))
        return FAIL(&c->fault, ERR_INVALID, "row.region", "%lld", (long long)place);
    TRY(call_require(c, h->view.ledger->writers, place));
    pthread_mutex_lock(&h->lock);
    enum err err = set_columns(c, h, targets, count);
    if (!err) {
        h->view.region = place;
        h->view.is_old = is_old && h->view.ledger->state_count;
        h->view.check++;
        h->registrar = (account_id){0};
    }
    pthread_mutex_unlock(&h->lock);
    return err;
}

enum err import_check(struct call *c, batch_id id, const int *targets, size_t count,
                      region place, bool is_old)
{
    AUTO(held) struct held *h = NULL;
    enum import_state was;

    TRY(import_find(c, id, &h));
    TRY(held_claim(c, h, IMPORT_UPLOADED, IMPORT_CHECKING, &was));
    enum err err = import_prepare(c, h, targets, count, place, is_old);
    if (err)
        held_set_state(h, was);
    else
        held_work(c, h, import_work_check);
    return err;
}

/* ---- importing ----------------------------------------------------------------------- */

/* A wrong row: nothing of the file is kept, but the rest is checked to tell all that is wrong. */
static void give_up(struct walk *w)
{
    struct fault ignored = {0};

    if (!w->stream)
        return;
    int64_t refused;
    enum err err = stream_end(w->stream, (struct stream_close){0}, &refused, &ignored);
    (void)err; /* that it took nothing is what was asked for */
    w->stream = NULL;
}

static enum err import_row(struct walk *w, const struct sheet_row *cells,
                           struct passing *in, bool is_good)
{
    if (w->rows <= IMPORT_PREVIEW)
        keep_preview(w->held, cells);
    if (!is_good) {
        keep_errors(w->held, cells, &w->call->faults);
        give_up(w);
    }
    return w->stream && is_good ? stream_put(w->stream, cells->number, in) : ERR_OK;
}

static enum err import_all(struct walk *w)
{
    struct fault *f = &w->call->fault;
    struct fault writers = {0};
    enum err err = walk_sheet(w);

    if (w->stream) {
        bool keep = !err && !w->bad;
        int64_t refused;
        enum err stored =
            stream_end(w->stream, (struct stream_close){keep, w->rows}, &refused, &writers);
        if (stored &&
            (keep || writers.kind != ERR_RULE)) { /* its own trouble comes first */
            *f = writers;
            return stored;
        }
    }
    if (err)
        return err;
    *f = (struct fault){0};
    return w->bad ? FAIL(f, ERR_RULE, "import.bad_rows", "%lld", (long long)w->bad)
                  : ERR_OK;
}

void import_work_run(struct held *h, struct call *c)
{
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);

    forget_errors(h);
    w.row = import_row;
    w.is_job = true;
    w.stream = stream_begin(c, h, false);
    enum err err = import_all(&w);
    seen_free(seen);
    if (err)
        held_set_failed(h, &c->fault);
    else
        held_set_state(h, IMPORT_DONE);
}

/* What is asked of old books beyond a right file: the registrar's word, for the check that he saw. */
static enum err take_word(struct call *c, const struct import_view *v,
                          const struct import_word *word, account_id *out)
{
    if (word->check ? word->check != v->check : v->is_old)
        return FAIL(&c->fault, ERR_CONFLICT, "import.rechecked", "%s", "");
    return v->is_old ? import_vouch(c, v->region, &word->registrar, out) : ERR_OK;
}

/* Whoever lost the answer asks again: under way, or done, also before the last start. */
static bool is_begun(const struct import_view *v)
{
    return v->state == IMPORT_RUNNING || v->state == IMPORT_DONE;
}

enum err import_run(struct call *c, batch_id id, const struct import_word *word)
{
    AUTO(held) struct held *h = NULL;
    account_id vouched = {0};
    struct import_view v;
    enum import_state was;

    if (import_find(c, id, &h))
        TRY(held_again(c, id, &h));
    held_view(h, c->arena, &v);
    if (is_begun(&v))
        return ERR_OK;
    if (v.bad)
        return FAIL(&c->fault, ERR_RULE, "import.bad_rows", "%lld", (long long)v.bad);
    TRY(take_word(c, &v, word, &vouched));
    TRY(held_claim(c, h, IMPORT_CHECKED, IMPORT_RUNNING, &was));
    if (h->view.check != v.check) { /* checked anew while the registrar typed */
        held_set_state(h, was);
        return FAIL(&c->fault, ERR_CONFLICT, "import.rechecked", "%s", "");
    }
    h->registrar = vouched;
    h->again = word->again;
    enum err err = import_refuse_same(c, h);
    if (err) {
        held_set_state(h, was);
        return err;
    }
    held_work(c, h, import_work_run);
    return ERR_OK;
}

enum err import_cancel(struct call *c, batch_id id)
{
    AUTO(held) struct held *h = NULL;

    TRY(import_find(c, id, &h));
    atomic_store(&h->is_cancelled, true);
    pthread_mutex_lock(&h->lock);
    if (h->view.state == IMPORT_UPLOADED || h->view.state == IMPORT_CHECKED)
        h->view.state = IMPORT_CANCELLED;
    pthread_mutex_unlock(&h->lock);
    return ERR_OK;
}

enum err import_now(struct call *c, batch_id id, region place, enum import_now how,
                    struct import_view *out)
{
    AUTO(held) struct held *h = NULL;

    TRY(import_find(c, id, &h));
    int *targets = import_targets(c->arena, &h->view);
    TRY(import_prepare(c, h, targets, h->view.column_count, place, false));
    h->again = how == IMPORT_AGAIN;
    if (how == IMPORT_DRY)
        import_work_check(h, c);
    else
        import_work_run(h, c);
    held_view(h, c->arena,
              out); /* nothing is read any more that could fail once rows are in */
    return ERR_OK;
}

/* ---- wrong rows ---------------------------------------------------------------------- */

struct wrong {
    struct sheet_writer *writer;
    size_t columns;
};

/* What writing the row was refused for, when the row by itself is good. */
static bool refused_row(struct walk *w, const struct sheet_row *cells)
{
    const struct import_view *v = w->view;
    struct call *c = w->call;

    for (size_t i = 0; i < v->error_count; i++)
        if (v->errors[i].row == cells->number)
            row_faults_add(c->arena, &c->faults, v->errors[i].field, &v->errors[i].fault);
    return c->faults.count > 0;
}

static void join_reasons(struct call *c, struct buf *out)
{
    for (size_t i = 0; i < c->faults.count; i++) {
        const struct row_fault *rf = &c->faults.items[i];
        if (i)
            buf_text(out, "; ");
        fault_write(out, c->locale, &rf->fault);
    }
}

/* Behind those of the file: why a row is wrong, and in a rehearsal its mark. */
static size_t own_columns(const struct call *c)
{
    return c->site->rehearsed ? 2 : 1;
}

static enum err wrong_row(struct walk *w, const struct sheet_row *cells, struct passing *in,
                          bool is_good)
{
    struct wrong *wrong = w->arg;
    struct call *c = w->call;
    AUTO(buf) struct buf reasons = BUF_SHOWN(BUF_MESSAGE);

    (void)in;
    if (is_good && !refused_row(w, cells))
        return ERR_OK;
    size_t all = wrong->columns + own_columns(c);
    struct str *row = ARENA_ARRAY(c->arena, struct str, all);
    bool *marks = ARENA_ARRAY(c->arena, bool, all);
    for (size_t i = 0; i < wrong->columns && i < cells->count; i++)
        row[i] = cells->cells[i];
    for (size_t i = 0; i < c->faults.count; i++) {
        size_t column = column_of(w->view, c->faults.items[i].field);
        if (column < wrong->columns)
            marks[column] = true;
    }
    join_reasons(c, &reasons);
    row[wrong->columns] = buf_view(&reasons);
    marks[wrong->columns] = true;
    if (c->site->rehearsed)
        row[wrong->columns + 1] = STR(REHEARSAL_MARK);
    return sheet_write_marked(wrong->writer, row, all, marks);
}

static enum err create_wrong(struct call *c, const struct import_view *v, struct wrong *out)
{
    size_t all = v->column_count + own_columns(c);
    struct sheet_heading *heads = ARENA_ARRAY(c->arena, struct sheet_heading, all);

    out->columns = v->column_count;
    for (size_t i = 0; i < out->columns; i++)
        heads[i].text = v->columns[i].heading;
    heads[out->columns] = (struct sheet_heading){
        .text = message_find(c->locale, STR("column.reason")), .width = 60};
    if (c->site->rehearsed)
        heads[out->columns + 1].text = STR(REHEARSAL_MARK);
    return sheet_create(SHEET_XLSX, v->ledger->label.in[c->locale], heads, all,
                        &out->writer);
}

/* From a view of its own: a job may be at work on the same import. */
enum err import_wrong(struct call *c, batch_id id, struct buf *out)
{
    AUTO(held) struct held *h = NULL;
    struct wrong wrong = {0};

    TRY(import_find(c, id, &h));
    struct seen *seen = seen_new();
    struct walk w = walk_of(h, c, seen);
    w.row = wrong_row;
    w.arg = &wrong;
    enum err err = create_wrong(c, w.view, &wrong);
    if (!err)
        err = walk_sheet(&w);
    if (!err)
        err = sheet_finish(wrong.writer, out);
    sheet_discard(wrong.writer);
    seen_free(seen);
    return err;
}
