/* Routes of imports. */
#include "service/exchange/import.h"

#include "api/record/record_json.h"
#include "api/second.h"
#include "api/shapes.h"
#include "service/site/site.h"

enum { CHOICES_SHOWN = 8 };

static enum err id_of(struct api *r, batch_id *id)
{
    return api_id(r, r->params[0], &id->v);
}

/* A column's target as the browser names it. */
static void write_target(struct api *r, const struct ledger *l, int target)
{
    switch (target) {
    case COLUMN_NONE:
        jsonw_null(&r->w);
        return;
    case COLUMN_REGION:
        jsonw_str(&r->w, STR("region"));
        return;
    case COLUMN_STATE:
        jsonw_str(&r->w, STR("state"));
        return;
    case COLUMN_ID:
        jsonw_str(&r->w, STR("id"));
        return;
    default:
        jsonw_str(&r->w, l->fields[target].name);
    }
}

static void write_columns(struct api *r, const struct import_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "columns");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->column_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "heading", v->columns[i].heading);
        jsonw_key(w, "samples");
        jsonw_open(w, '[');
        for (size_t k = 0; k < IMPORT_SAMPLES; k++)
            if (v->columns[i].samples[k].len)
                jsonw_str(w, v->columns[i].samples[k]);
        jsonw_close(w, ']');
        jsonw_key(w, "field");
        write_target(r, v->ledger, v->columns[i].target);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_message(struct api *r, const char *key, const struct fault *f, bool hint)
{
    struct buf text = BUF_SHOWN(BUF_MESSAGE);
    struct str code = str_of(f->code);

    if (hint)
        code = str_print(r->call.arena, "%s.hint", f->code);
    if (!hint || message_find(r->call.locale, code).len)
        message_write(&text, r->call.locale, code, str_of(f->detail));
    jsonw_pair(&r->w, key, buf_view(&text));
    buf_done(&text);
}

/* What would be right.  The choices of a code are named in the reader's language; the fault was made
 * without knowing who would read it. */
static void write_hint(struct api *r, const struct import_view *v,
                       const struct import_error *e)
{
    const struct code_table *codes =
        e->field >= 0 ? v->ledger->fields[e->field].codes : NULL;
    struct fault f = e->fault;
    struct buf some = BUF_SHOWN(sizeof f.detail / 2);

    if (codes && str_eq(str_of(f.code), STR("cell.code"))) {
        for (size_t i = 0; i < codes->count && i < CHOICES_SHOWN; i++) {
            if (i)
                buf_text(&some, r->call.locale == LOCALE_EN ? ", " : "、");
            buf_str(&some, codes->items[i].label.in[r->call.locale]);
        }
        if (codes->count > CHOICES_SHOWN)
            buf_text(&some, "…");
        f.kind = ERR_OK; /* else the first fault stays */
        (void)FAIL(&f, ERR_INVALID, "cell.code", SEP "%.*s", STR_FMT(buf_view(&some)));
    }
    write_message(r, "hint", &f, true);
    buf_done(&some);
}

static void write_error(struct api *r, const struct import_view *v,
                        const struct import_error *e)
{
    struct jsonw *w = &r->w;
    bool has_column = e->column != SIZE_MAX;

    jsonw_open(w, '{');
    jsonw_pair_i64(w, "row", e->row);
    jsonw_pair(w, "column", has_column ? sheet_column(r->call.arena, e->column) : STR(""));
    jsonw_pair(w, "heading",
               has_column      ? v->columns[e->column].heading
               : e->field >= 0 ? v->ledger->fields[e->field].label.in[r->call.locale]
                               : STR(""));
    jsonw_key(w, "field");
    write_target(r, v->ledger, e->field);
    jsonw_pair(w, "value", e->value);
    jsonw_pair(w, "code", str_of(e->fault.code));
    write_message(r, "message", &e->fault, false);
    write_hint(r, v, e);
    jsonw_close(w, '}');
}

static void write_counts(struct api *r, const struct import_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_pair_i64(w, "done", v->done);
    jsonw_pair_i64(w, "total", v->total);
    jsonw_pair_i64(w, "rows", v->rows);
    jsonw_pair_i64(w, "good", v->good);
    jsonw_pair_i64(w, "bad", v->bad);
    jsonw_key(w, "errors");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->error_count; i++)
        write_error(r, v, &v->errors[i]);
    jsonw_close(w, ']');
    jsonw_pair_bool(w, "more_errors", v->error_count == IMPORT_ERRORS_MOST);
    jsonw_key(w, "preview");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->preview_count; i++) {
        jsonw_open(w, '[');
        for (size_t k = 0; k < v->column_count; k++)
            jsonw_str(w, v->preview[i][k]);
        jsonw_close(w, ']');
    }
    jsonw_close(w, ']');
}

static void write_before(struct api *r, const struct import_before *before)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "before");
    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, before->id.v);
    write_instant(w, "at", before->at);
    jsonw_pair(w, "who", before->who);
    jsonw_pair_i64(w, "rows", before->rows);
    jsonw_close(w, '}');
}

static void write_import(struct api *r, const struct import_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, v->id.v);
    jsonw_pair(w, "ledger", v->ledger->name);
    jsonw_pair(w, "name", v->name);
    jsonw_pair(w, "who", v->who);
    write_instant(w, "at", v->at);
    jsonw_pair(w, "state", str_of(IMPORT_STATE_NAMES[v->state]));
    jsonw_pair_bool(w, "old", v->is_old);
    jsonw_pair_i64(w, "check", v->check);
    write_columns(r, v);
    write_region(r, "region", v->region);
    write_counts(r, v);
    if (v->fault.code)
        write_message(r, "message", &v->fault, false);
    if (v->before.id.v)
        write_before(r, &v->before);
    jsonw_close(w, '}');
}

static enum err show(struct api *r, batch_id id)
{
    struct import_view v;

    TRY(import_view(&r->call, id, &v));
    write_import(r, &v);
    return ERR_OK;
}

static enum err upload(struct api *r)
{
    const struct ledger *l;
    batch_id id;

    TRY(call_ledger(&r->call, api_query(r, "ledger"), &l));
    TRY(import_upload(&r->call, l, api_query(r, "name"), r->bytes, &id));
    return show(r, id);
}

static enum err get(struct api *r)
{
    batch_id id;

    TRY(id_of(r, &id));
    return show(r, id);
}

static int target_of(const struct ledger *l, struct str name)
{
    const struct field *f = ledger_field(l, name);

    if (f)
        return f->index;
    if (str_eq(name, STR("region")))
        return COLUMN_REGION;
    if (str_eq(name, STR("state")))
        return COLUMN_STATE;
    return str_eq(name, STR("id")) ? COLUMN_ID : COLUMN_NONE;
}

static enum err read_targets(struct api *r, const struct ledger *l, int **out,
                             size_t *count)
{
    const struct json *list = json_find(r->body, "columns");

    *out = ARENA_ARRAY(r->call.arena, int, list->count);
    *count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        struct str name = list->items[i].text;
        (*out)[i] = target_of(l, name);
        if (name.len && (*out)[i] == COLUMN_NONE)
            return FAIL(&r->call.fault, ERR_INVALID, "row.field", "%.*s", STR_FMT(name));
    }
    return ERR_OK;
}

static enum err check(struct api *r)
{
    struct import_view v;
    batch_id id;
    int *targets = NULL;
    size_t count = 0;
    region place;

    TRY(id_of(r, &id));
    TRY(import_view(&r->call, id, &v));
    TRY(read_targets(r, v.ledger, &targets, &count));
    TRY(api_region(r, body_text(r, "region"), &place));
    TRY(import_check(&r->call, id, targets, count, place, body_true(r, "old")));
    return show(r, id);
}

static enum err run(struct api *r)
{
    batch_id id;

    TRY(id_of(r, &id));
    struct import_word word = {json_find_number(r->body, "check", 0), body_true(r, "again"),
                               api_second_said(r)};
    TRY(import_run(&r->call, id, &word));
    return show(r, id);
}

static enum err cancel(struct api *r)
{
    batch_id id;

    TRY(id_of(r, &id));
    TRY(import_cancel(&r->call, id));
    return show(r, id);
}

static enum err undo(struct api *r)
{
    batch_id id;

    TRY(id_of(r, &id));
    struct second registrar = api_second_said(r);
    TRY(import_undo(&r->call, id, &registrar));
    return show(r, id);
}

static enum err wrong(struct api *r)
{
    batch_id id;

    TRY(id_of(r, &id));
    TRY(import_wrong(&r->call, id, &r->out));
    r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    r->disposition = "attachment; filename=\"wrong-rows.xlsx\"";
    return ERR_OK;
}

static enum err list(struct api *r)
{
    const struct ledger *l;
    struct import_line *rows;
    size_t count;
    struct jsonw *w = &r->w;

    TRY(call_ledger(&r->call, api_query(r, "ledger"), &l));
    TRY(import_list(&r->call, l, &rows, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "imports");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_id(w, rows[i].id.v);
        jsonw_pair(w, "ledger", l->name);
        jsonw_pair(w, "name", rows[i].name);
        jsonw_pair(w, "who", rows[i].who);
        write_instant(w, "at", rows[i].at);
        jsonw_pair(w, "state", rows[i].state);
        write_region(r, "region", rows[i].region);
        jsonw_pair_i64(w, "rows", rows[i].rows);
        jsonw_pair_bool(w, "old", rows[i].is_old);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

/* clang-format off */
#define OWN "who uploaded it"

enum { COLUMNS_SAID = 1000 };

static const struct shape ledger_query = OBJECT({"ledger", MUST, TEXT(40)});
static const struct shape upload_query = OBJECT({"ledger", MUST, TEXT(40)}, {"name", MAY, TEXT(1000)});

static const struct shape import_state = WORD("uploaded", "checking", "checked", "running", "done", "undoing", "undone",
                                              "cancelled", "failed");

#define LINE_MEMBERS \
    {"id", MUST, ID}, {"ledger", MUST, STRING}, {"name", MUST, STRING}, {"who", MUST, STRING}, \
    {"at", OR_NULL, INSTANT}, {"state", MUST, SAME(&import_state)}, {"region", MUST, SAME(&region_shape)}, \
    {"rows", MUST, COUNT}, {"old", MUST, BOOL}

static const struct shape imports_shape = NAMED("Imports",
    {"imports", MUST, EACH(NAMED("ImportLine", LINE_MEMBERS))});

static const struct shape import_shape = NAMED("Import",
    LINE_MEMBERS,
    {"columns", MUST, EACH(NAMED("ImportColumn",
        {"heading", MUST, STRING}, {"samples", MUST, EACH(STRING)}, {"field", OR_NULL, STRING}))},
    {"done", MUST, COUNT},
    {"total", MUST, COUNT},
    {"good", MUST, COUNT},
    {"bad", MUST, COUNT},
    {"errors", MUST, EACH(NAMED("ImportError",
        {"row", MUST, COUNT},
        {"column", MUST, STRING},
        {"heading", MUST, STRING},
        {"field", OR_NULL, STRING},
        {"value", MUST, STRING},
        {"code", MUST, STRING},
        {"message", MUST, STRING},
        {"hint", MUST, STRING}))},
    {"more_errors", MUST, BOOL},
    {"check", MUST, COUNT},
    {"preview", MUST, EACH(EACH(STRING))},
    {"message", MAY, STRING},
    {"before", MAY, NAMED("ImportBefore", /* the same bytes, taken in before */
        {"id", MUST, ID}, {"at", OR_NULL, INSTANT}, {"who", MUST, STRING}, {"rows", MUST, COUNT})});

/* Of old books: the second person, and the check that both saw. */
static const struct shape run_body = OBJECT({"second", MAY, SAME(&second_shape)}, {"check", MAY, COUNT}, {"again", MAY, BOOL});
static const struct shape undo_body = OBJECT({"second", MAY, SAME(&second_shape)});

static const struct shape check_body = OBJECT(
    {"columns", MUST, SPARSE(COLUMNS_SAID, TEXT(40))},
    {"region", MAY, REGION_OR_NONE},
    {"old", MAY, BOOL});

static const struct route routes[] = {
/*    method     path                           who             how       query          body                                             reply                    handler what */
    { HTTP_POST, "/api/imports",                IN_QUERY(WRITE), RUN_WORK, &upload_query, BYTES("application/octet-stream", IMPORT_FILE_MOST), CREATED(&import_shape), upload, "begin an import with a spreadsheet" },
    { HTTP_GET,  "/api/imports",                IN_QUERY(WRITE), RUN_READ, &ledger_query, NO_BODY,           OK(&imports_shape),      list,   "imports of a ledger" },
    { HTTP_GET,  "/api/imports/{import}",       WRITERS(OWN "; of one done before the last start, where its rows lie"), RUN_READ, NO_QUERY,      NO_BODY,           OK(&import_shape),       get,    "state, progress and errors of an import" },
    { HTTP_POST, "/api/imports/{import}/check", WRITERS(OWN),    RUN_WORK, NO_QUERY,      JSON(&check_body), ACCEPTED(&import_shape), check,  "check all rows" },
    { HTTP_POST, "/api/imports/{import}/run",   WRITERS(OWN),    RUN_WORK, NO_QUERY,      JSON(&run_body),     ACCEPTED(&import_shape), run,    "import all rows" },
    { HTTP_POST, "/api/imports/{import}/cancel", WRITERS(OWN),   RUN_WORK, NO_QUERY,      JSON(&NOTHING),    ACCEPTED(&import_shape), cancel, "stop what is under way" },
    { HTTP_POST, "/api/imports/{import}/undo",  WRITERS("of the import's ledger, where its rows lie"), RUN_WORK, NO_QUERY, JSON(&undo_body), ACCEPTED(&import_shape), undo, "take a whole import back" },
    { HTTP_GET,  "/api/imports/{import}/wrong", WRITERS(OWN),    RUN_WORK, NO_QUERY,      NO_BODY,           A_FILE("wrong_rows", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), wrong, "only the wrong rows, as XLSX" },
};
/* clang-format on */

ROUTE_TABLE(import_routes);
