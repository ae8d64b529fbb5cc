/* Routes of rows: lists, forms, acts, history, search, files. */
#include "service/record/record.h"

#include "api/record/record_json.h"
#include "api/shapes.h"
#include "service/exchange/export.h"
#include "service/record/attachment.h"
#include "service/record/trace.h"
#include "service/site/site.h"

static enum err row_of_path(struct api *r, const struct ledger **l, row_id *id)
{
    TRY(api_ledger(r, l));
    return api_id(r, r->params[1], &id->v);
}

/* The row of the path in the version that the body names. */
static enum err row_seen(struct api *r, const struct ledger **l, struct row_ver *out)
{
    out->ver = body_number(r, "ver");
    return row_of_path(r, l, &out->id);
}

static enum err query_of(struct api *r, const struct ledger *l, struct list_query *q)
{
    static const char *const OWN[] = {"format", "empty", NULL}; /* of exports */

    return record_query(&r->call, l, api_queries(r, OWN), q);
}

/* ---- reading ------------------------------------------------------------------------- */

static enum err list_rows(struct api *r)
{
    const struct ledger *l;
    struct list_query q;
    struct list list;
    struct jsonw *w = &r->w;

    TRY(api_ledger(r, &l));
    TRY(query_of(r, l, &q));
    TRY(record_list(&r->call, l, &q, &list));
    jsonw_open(w, '{');
    jsonw_key(w, "rows");
    jsonw_open(w, '[');
    for (size_t i = 0; i < list.count; i++)
        write_row(r, l, list.rows[i], false);
    jsonw_close(w, ']');
    jsonw_key(w, "next");
    jsonw_str_or_null(w, list.next);
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err count_rows(struct api *r)
{
    const struct ledger *l;
    struct list_query q;
    int64_t count;

    TRY(api_ledger(r, &l));
    TRY(query_of(r, l, &q));
    TRY(record_count(&r->call, l, &q, &count));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "count", count);
    jsonw_pair_bool(&r->w, "exact", count < COUNT_MOST);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_row(struct api *r)
{
    const struct ledger *l;
    struct row *row;
    row_id id;

    TRY(row_of_path(r, &l, &id));
    TRY(record_get(&r->call, l, id, &row));
    write_row(r, l, row, true);
    return ERR_OK;
}

static enum err get_history(struct api *r)
{
    const struct ledger *l;
    struct change_entry *entries;
    size_t count;
    row_id id;

    TRY(row_of_path(r, &l, &id));
    TRY(trace_history(&r->call, l, id, &entries, &count));
    jsonw_open(&r->w, '{');
    write_history(r, l, entries, count);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_views(struct api *r)
{
    const struct ledger *l;
    struct trace_view *views;
    size_t count;
    row_id id;

    TRY(row_of_path(r, &l, &id));
    TRY(trace_views_of(&r->call, l, id, &views, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "views");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&r->w, '{');
        write_instant(&r->w, "at", views[i].at);
        jsonw_pair(&r->w, "who", views[i].who);
        jsonw_pair(&r->w, "field", views[i].field);
        jsonw_pair(&r->w, "purpose", views[i].purpose);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err list_removed(struct api *r)
{
    const struct ledger *l;
    struct removed_row *rows;
    size_t count;
    region place;
    struct jsonw *w = &r->w;

    TRY(api_ledger(r, &l));
    TRY(api_region(r, api_query(r, "region"), &place));
    TRY(trace_removed(&r->call, l, place, &rows, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "rows");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        jsonw_key(w, "id");
        jsonw_id(w, rows[i].id.v);
        write_region(r, "region", rows[i].region);
        jsonw_pair(w, "title", rows[i].title);
        write_instant(w, "at", rows[i].at);
        jsonw_pair(w, "who", rows[i].who);
        jsonw_pair(w, "reason", rows[i].reason);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err search(struct api *r)
{
    struct hit *hits;
    size_t count;
    region within;
    struct jsonw *w = &r->w;

    TRY(api_region(r, api_query(r, "region"), &within));
    TRY(record_search(&r->call, api_query(r, "q"), within, &hits, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "hits");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "ledger", hits[i].ledger->name);
        jsonw_key(w, "id");
        jsonw_id(w, hits[i].id.v);
        jsonw_pair(w, "title", hits[i].title);
        write_region(r, "region", hits[i].region);
        jsonw_pair(w, "detail",
                   region_path(r->call.site->regions, r->call.arena, hits[i].region,
                               r->call.locale));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

/* ---- writing ------------------------------------------------------------------------- */

static enum err write_id_ver(struct api *r, const struct ledger *l, const struct row *row,
                             bool with_state)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, row->id.v);
    jsonw_pair_i64(w, "ver", row->ver);
    if (with_state)
        jsonw_pair(w, "state", row->state >= 0 ? l->states[row->state].name : STR(""));
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err create_row(struct api *r)
{
    const struct ledger *l;
    struct inputs inputs;
    struct row *row;
    region place;

    TRY(api_ledger(r, &l));
    TRY(api_region(r, body_text(r, "region"), &place));
    inputs = body_fields(r);
    TRY(record_create(&r->call, l, place, body_text(r, "state"), inputs, &row));
    return write_id_ver(r, l, row, false);
}

/* As it was given: it may be sent again. */
static void write_yours(struct jsonw *w, const struct field *f, const struct input *in)
{
    jsonw_key(w, "yours");
    if (in->clears && f->type != FIELD_SEALED)
        jsonw_null(w);
    else if (in->given == GIVEN_NUMBER || in->given == GIVEN_BOOL)
        jsonw_raw(w, in->text);
    else
        jsonw_str(w, f->type == FIELD_SEALED ? STR("") : in->text);
}

/* Members that follow the message of a 409. */
static void write_conflict(struct api *r, const struct ledger *l, const struct conflict *k,
                           struct inputs inputs)
{
    struct jsonw *w = &r->w;

    r->status = 409;
    jsonw_pair(w, "who", k->who);
    write_instant(w, "at", k->at);
    jsonw_key(w, "row");
    write_row(r, l, k->theirs, true);
    jsonw_key(w, "fields");
    jsonw_open(w, '[');
    for (size_t i = 0; i < k->count; i++) {
        const struct field *f = &l->fields[k->fields[i]];
        struct str none = {0};
        jsonw_open(w, '{');
        jsonw_pair(w, "field", f->name);
        for (size_t n = 0; n < inputs.count; n++)
            if (str_eq(inputs.items[n].field, f->name))
                write_yours(w, f, &inputs.items[n]);
        jsonw_key(w, "theirs");
        write_value(r, l, f, &k->theirs->values[f->index],
                    k->theirs->labels ? k->theirs->labels[f->index] : none);
        jsonw_key(w, "base");
        write_value(r, l, f, &k->base->values[f->index], none);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static enum err update_row(struct api *r)
{
    const struct ledger *l;
    struct inputs inputs;
    struct conflict conflict = {0};
    struct row *row;
    struct row_ver seen;

    TRY(row_seen(r, &l, &seen));
    inputs = body_fields(r);
    enum err err = record_update(&r->call, l, seen, inputs, &conflict, &row);
    if (err == ERR_CONFLICT && conflict.count)
        write_conflict(r, l, &conflict, inputs);
    TRY(err);
    return write_id_ver(r, l, row, false);
}

static enum err remove_row(struct api *r)
{
    const struct ledger *l;
    struct row_ver seen;

    TRY(row_seen(r, &l, &seen));
    return record_remove(&r->call, l, seen, body_text(r, "reason"));
}

static enum err restore_row(struct api *r)
{
    const struct ledger *l;
    struct row *row;
    row_id id;

    TRY(row_of_path(r, &l, &id));
    TRY(record_restore(&r->call, l, id, &row));
    return write_id_ver(r, l, row, false);
}

struct acting {
    const struct ledger *ledger;
    struct row_ver seen;
    struct act_input act;
    struct row *row;
};

static enum err write_act(struct call *c, void *arg)
{
    struct acting *x = arg;

    return record_act(c, x->ledger, x->seen, &x->act, &x->row);
}

static enum err act_row(struct api *r)
{
    struct acting x = {.act = {.name = r->params[2]}};
    struct str password = body_text(r, "password");

    TRY(row_seen(r, &x.ledger, &x.seen));
    x.act.inputs = body_fields(r);
    x.act.reason = body_text(r, "reason");
    if (password.len) {
        TRY(session_confirm(&r->call, password));
        x.act.is_signed = true;
    }
    TRY(call_write(&r->call, write_act, &x));
    return write_id_ver(r, x.ledger, x.row, true);
}

static enum err read_bulk_rows(struct api *r, struct row_ver **out, size_t *count)
{
    const struct json *rows = json_find(r->body, "rows");

    *out = ARENA_ARRAY(r->call.arena, struct row_ver, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        TRY(api_id(r, json_find_text(&rows->items[i], "id"), &(*out)[i].id.v));
        (*out)[i].ver = json_number(&rows->items[i], "ver");
    }
    *count = rows->count;
    return ERR_OK;
}

static enum err bulk(struct api *r)
{
    const struct ledger *l;
    struct row_ver *rows = NULL;
    struct act_input act = {0};
    size_t count = 0;
    row_id failed = {0};

    TRY(api_ledger(r, &l));
    TRY(read_bulk_rows(r, &rows, &count));
    act.inputs = body_fields(r);
    act.name = body_text(r, "act");
    act.reason = body_text(r, "reason");
    enum err err = record_bulk(&r->call, l, rows, count, &act, &failed);
    if (err) {
        r->call.fault_row = failed.v;
        return err;
    }
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "done", (int64_t)count);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err unseal(struct api *r)
{
    const struct ledger *l;
    struct str plain;
    row_id id;

    TRY(row_of_path(r, &l, &id));
    TRY(record_unseal(&r->call, l, id, body_text(r, "field"), body_text(r, "purpose"),
                      &plain));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "value", plain);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- files --------------------------------------------------------------------------- */

static enum err export(struct api *r) {
    const struct ledger *l; struct list_query q;
    bool csv = str_eq(api_query(r, "format"), STR("csv"));

    TRY(api_ledger(r, &l));
    TRY(query_of(r, l, &q));
    struct export_wanted want = {&q, csv ? SHEET_CSV : SHEET_XLSX,
                                 str_eq(api_query(r, "empty"), STR("1"))};
    TRY(export_rows(&r->call, l, &want, &r->out, &r->rows));
    r->type = csv ? "text/csv; charset=utf-8"
                  : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    r->disposition = str_print(r->call.arena, "attachment; filename=\"%.*s.%s\"",
                               STR_FMT(l->name), csv ? "csv" : "xlsx")
                         .ptr;
    return ERR_OK;
}

static enum err upload_file(struct api *r)
{
    struct str name = api_query(r, "name");
    file_id id;

    TRY(attachment_keep(&r->call, name, r->bytes, &id));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "id");
    jsonw_id(&r->w, id.v);
    jsonw_pair(&r->w, "name", name);
    jsonw_pair_i64(&r->w, "bytes", (int64_t)r->bytes.len);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* Always as a download: an uploaded page must never run as one of ours. */
static enum err get_file(struct api *r)
{
    struct str name, bytes;
    file_id id;

    TRY(api_id(r, r->params[0], &id.v));
    TRY(attachment_get(&r->call, id, &name, &bytes));
    buf_str(&r->out, bytes);
    r->type = "application/octet-stream";
    r->disposition = "attachment";
    return ERR_OK;
}

/* clang-format off */
static const struct shape list_query = OPEN(NULL,
    FILTER_MEMBERS, {"sort", MAY, FILLED(80)}, {"limit", MAY, INT(1, PAGE_MOST)}, {"after", MAY, STRING});
static const struct shape count_query = OPEN(NULL, FILTER_MEMBERS);
static const struct shape export_query = OPEN(NULL,
    FILTER_MEMBERS, {"sort", MAY, FILLED(80)}, {"format", MAY, WORD("xlsx", "csv")}, {"empty", MAY, WORD("0", "1")});
static const struct shape search_query = OBJECT({"region", MAY, REGION}, {"q", MAY, STRING});
static const struct shape file_query = OBJECT({"name", MAY, STRING});

static const struct shape page_shape = NAMED("RowPage",
    {"rows", MUST, EACH(SAME(&row_shape))}, {"next", OR_NULL, STRING});
static const struct shape count_shape = NAMED("Count", {"count", MUST, COUNT}, {"exact", MUST, BOOL});

static const struct shape removed_shape = NAMED("RemovedRows",
    {"rows", MUST, EACH(NAMED("RemovedRow",
        {"id", MUST, ID},
        {"region", MUST, SAME(&region_shape)},
        {"title", MUST, STRING},
        {"at", OR_NULL, INSTANT},
        {"who", MUST, STRING},
        {"reason", MUST, STRING}))});

static const struct shape history_shape = NAMED("History",
    {"changes", MUST, EACH(NAMED("Change",
        {"seq", MUST, INTEGER},
        {"at", OR_NULL, INSTANT},
        {"who", MUST, STRING},
        {"act", MUST, STRING},
        {"batch", MAY, ID},
        {"reason", MAY, STRING},
        {"fields", MUST, EACH(OBJECT({"field", MUST, STRING}, {"before", OR_NULL, VALUE}, {"after", OR_NULL, VALUE}))}))});

static const struct shape views_shape = NAMED("RowViews",
    {"views", MUST, EACH(OBJECT(
        {"at", OR_NULL, INSTANT}, {"who", MUST, STRING}, {"field", MUST, STRING}, {"purpose", MUST, STRING}))});

static const struct shape hits_shape = NAMED("Hits",
    {"hits", MUST, EACH(NAMED("Hit",
        {"ledger", MUST, STRING},
        {"id", MUST, ID},
        {"title", MUST, STRING},
        {"region", MUST, SAME(&region_shape)},
        {"detail", MUST, STRING}))});

static const struct shape written_shape = NAMED("Written", {"id", MUST, ID}, {"ver", MUST, VERSION_OF_ROW});
static const struct shape acted_shape = NAMED("Acted",
    {"id", MUST, ID}, {"ver", MUST, VERSION_OF_ROW}, {"state", MUST, STRING});
static const struct shape plain_shape = OBJECT({"value", MUST, STRING});

static const struct shape create_body = OBJECT(
    {"region", MAY, REGION_OR_NONE}, {"fields", MUST, FIELD_VALUES}, {"state", MAY, TEXT(40)});
static const struct shape update_body = OBJECT({"ver", MUST, VERSION_OF_ROW}, {"fields", MUST, FIELD_VALUES});
static const struct shape remove_body = OBJECT({"ver", MUST, VERSION_OF_ROW}, {"reason", MUST, REASON});
static const struct shape unseal_body = OBJECT({"field", MUST, TEXT(40)}, {"purpose", MUST, { .kind = SHAPE_TEXT, .least = 2, .most = 200 }});
static const struct shape act_body = OBJECT(
    {"ver", MUST, VERSION_OF_ROW}, {"fields", MAY, FIELD_VALUES}, {"reason", MAY, TEXT(2000)}, {"password", MAY, TEXT(1000)});
static const struct shape bulk_body = OBJECT(
    {"rows", MUST, LIST(BULK_MOST, SAME(&row_ver_shape))},
    {"fields", MAY, FIELD_VALUES}, {"act", MAY, TEXT(40)}, {"reason", MAY, TEXT(2000)});

#define EXPORTERS IN_PATH_EITHER(RIGHT_EXPORT | RIGHT_WRITE, "write is enough for the empty sheet (empty=1) alone")
#define CHANGERS  IN_PATH_EITHER(RIGHT_WRITE | RIGHT_ACT, "write for fields, the act's roles for an act")
#define UNSEALERS IN_PATH_EITHER(RIGHT_UNSEAL, "the right to the seal of the field")
#define SHEETS    FILE_OR("rows", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv")

static const struct route routes[] = {
/*    method     path                                     who              how        query         body                reply                   handler       what */
    { HTTP_GET,  "/api/rows/{ledger}",                    IN_PATH(READ),   RUN_READ,  &list_query,  NO_BODY,            OK(&page_shape),        list_rows,    "a page of rows, filtered and sorted" },
    { HTTP_GET,  "/api/rows/{ledger}/count",              IN_PATH(READ),   RUN_READ,  &count_query, NO_BODY,            OK(&count_shape),       count_rows,   "how many rows match" },
    { HTTP_GET,  "/api/rows/{ledger}/export",             EXPORTERS,       RUN_WORK,  &export_query, NO_BODY,           SHEETS,                 export,       "rows as XLSX or CSV" },
    { HTTP_GET,  "/api/rows/{ledger}/removed",            IN_PATH(WRITE),  RUN_READ,  &at_region,   NO_BODY,            OK(&removed_shape),     list_removed, "rows that were taken out and can be brought back" },
    { HTTP_GET,  "/api/rows/{ledger}/{row}",              IN_PATH(READ),   RUN_READ,  NO_QUERY,     NO_BODY,            OK(&row_shape),         get_row,      "one row" },
    { HTTP_GET,  "/api/rows/{ledger}/{row}/history",      IN_PATH(READ),   RUN_READ,  NO_QUERY,     NO_BODY,            OK(&history_shape),     get_history,  "what happened to a row" },
    { HTTP_GET,  "/api/rows/{ledger}/{row}/views",        IN_PATH(READ),   RUN_READ,  NO_QUERY,     NO_BODY,            OK(&views_shape),       get_views,    "who opened its sealed fields" },
    { HTTP_POST, "/api/rows/{ledger}",                    IN_PATH(WRITE),  RUN_WRITE, NO_QUERY,     JSON(&create_body), CREATED(&written_shape), create_row,  "a new row" },
    { HTTP_POST, "/api/rows/{ledger}/bulk",               CHANGERS,        RUN_WRITE, NO_QUERY,     JSON(&bulk_body),   OK(&done_shape),        bulk,         "the same change or act for many rows" },
    { HTTP_POST, "/api/rows/{ledger}/{row}",              IN_PATH(WRITE),  RUN_WRITE, NO_QUERY,     JSON(&update_body), OK(&written_shape),     update_row,   "change a row" },
    { HTTP_POST, "/api/rows/{ledger}/{row}/remove",       IN_PATH(WRITE),  RUN_WRITE, NO_QUERY,     JSON(&remove_body), DONE,                   remove_row,   "take a row out, with a reason" },
    { HTTP_POST, "/api/rows/{ledger}/{row}/restore",      IN_PATH(WRITE),  RUN_WRITE, NO_QUERY,     JSON(&NOTHING),     OK(&written_shape),     restore_row,  "bring a removed row back" },
    { HTTP_POST, "/api/rows/{ledger}/{row}/unseal",       UNSEALERS,       RUN_WRITE, NO_QUERY,     JSON(&unseal_body), OK(&plain_shape),       unseal,       "open a sealed field, traced" },
    { HTTP_POST, "/api/rows/{ledger}/{row}/acts/{act}",   IN_PATH(ACT),    RUN_WORK,  NO_QUERY,     JSON(&act_body),    OK(&acted_shape),       act_row,      "an act of the ledger" },
    { HTTP_GET,  "/api/search",                           SIGNED("finds rows that one may read"), RUN_READ, &search_query, NO_BODY, OK(&hits_shape), search,   "search over everything" },
    { HTTP_POST, "/api/files",                            WRITERS(NULL),   RUN_WORK,  &file_query,  BYTES("application/octet-stream", FILE_MOST), CREATED(&file_shape), upload_file, "keep a file" },
    { HTTP_GET,  "/api/files/{file}",                     SIGNED("read of a ledger with a row that holds the file; hidden otherwise"), RUN_READ, NO_QUERY, NO_BODY, A_FILE("attachment", "application/octet-stream"), get_file, "a kept file" },
};
/* clang-format on */

ROUTE_TABLE(record_routes);
