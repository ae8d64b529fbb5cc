/* Routes of figures and the wall. */
#include "service/figures/figures.h"

#include "api/record/record_json.h"
#include "api/shapes.h"
#include "service/record/record.h"
#include "service/site/site.h"

static void write_number(struct api *r, const char *key, const struct figure_view *f,
                         int64_t v)
{
    bool plain = !f->figure || f->figure->sum == FIGURE_NONE ||
                 f->ledger->fields[f->figure->sum].scale == 0;

    jsonw_key(&r->w, key);
    if (plain) {
        jsonw_i64(&r->w, v);
        return;
    }
    jsonw_raw(&r->w,
              STR("")); /* a decimal: written as it stands, without a float in between */
    figure_write(r->w.out, f, v);
}

static void write_figure_label(struct api *r, const struct figure_view *f)
{
    static const char *const OWN[] = {"figure.rows", "figure.late"};
    struct jsonw *w = &r->w;

    if (f->figure) {
        write_label(w, "label", &f->figure->label);
        return;
    }
    struct label label;
    struct str code = str_of(OWN[str_eq(f->name, FIGURE_LATE)]);
    for (int l = 0; l < LOCALE_COUNT; l++)
        label.in[l] = message_find((enum locale)l, code);
    write_label(w, "label", &label);
}

/* The key as filters take it: a month as 2021-05. */
static struct str public_key(struct api *r, const struct figure_view *f, struct str key)
{
    bool is_date = f->figure && f->figure->by >= 0 &&
                   f->ledger->fields[f->figure->by].type == FIELD_DATE;

    return is_date ? figure_key_label(&r->call, f, key) : key;
}

static void write_values(struct api *r, const struct figure_view *f)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "values");
    jsonw_open(w, '[');
    for (size_t i = 0; i < f->count; i++) {
        struct str key = f->values[i].key;
        jsonw_open(w, '{');
        jsonw_pair(w, "key", key.len ? public_key(r, f, key) : key);
        jsonw_pair(w, "label", figure_key_label(&r->call, f, key));
        write_number(r, "value", f, f->values[i].value);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_figure(struct api *r, const struct figure_view *f)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(
        w, "key",
        str_print(r->call.arena, "%.*s.%.*s", STR_FMT(f->ledger->name), STR_FMT(f->name)));
    jsonw_pair(w, "ledger", f->ledger->name);
    jsonw_pair(w, "name", f->name);
    write_figure_label(r, f);
    if (f->figure && f->figure->by != FIGURE_NONE)
        jsonw_pair(w, "by",
                   f->figure->by == FIGURE_STATE ? STR("state")
                                                 : f->ledger->fields[f->figure->by].name);
    if (f->figure && f->figure->sum != FIGURE_NONE)
        write_label(w, "unit", &f->ledger->fields[f->figure->sum].unit);
    write_number(r, "total", f, f->total);
    write_values(r, f);
    jsonw_close(w, '}');
}

static enum err get_figures(struct api *r)
{
    const struct ledger *l = NULL;
    struct str name = api_query(r, "ledger");
    struct figure_view *views;
    size_t count;
    region place;

    if (name.len)
        TRY(call_ledger(&r->call, name, &l));
    TRY(api_region(r, api_query(r, "region"), &place));
    TRY(figures_of(&r->call, place, l, &views, &count));
    jsonw_open(&r->w, '{');
    write_region(r, "region", place);
    jsonw_key(&r->w, "figures");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_figure(r, &views[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- the wall ------------------------------------------------------------------------ */

static void write_cells(struct api *r, const char *key, const struct wall *wall,
                        const int64_t *cells)
{
    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '{');
    for (size_t i = 0; i < wall->cell_count; i++) {
        const struct wall_cell *c = &wall->cells[i];
        write_number(r, str_c(r->call.arena, c->key), c->figure,
                     cells ? cells[i] : c->figure->total);
    }
    jsonw_close(&r->w, '}');
}

static void write_children(struct api *r, const struct wall *wall)
{
    jsonw_key(&r->w, "children");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < wall->child_count; i++) {
        jsonw_open(&r->w, '{');
        write_region_members(r, wall->children[i].region);
        write_cells(r, "cells", wall, wall->children[i].cells);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
}

static enum err get_wall(struct api *r)
{
    struct wall wall;
    region place;
    struct jsonw *w = &r->w;

    TRY(api_region(r, api_query(r, "region"), &place));
    TRY(wall_of(&r->call, place, &wall));
    jsonw_open(w, '{');
    jsonw_key(w, "region");
    jsonw_open(w, '{');
    write_region_members(r, place);
    jsonw_pair(w, "path",
               region_path(r->call.site->regions, r->call.arena, place, r->call.locale));
    jsonw_close(w, '}');
    write_children(r, &wall);
    write_cells(r, "totals", &wall, NULL);
    jsonw_key(w, "figures");
    jsonw_open(w, '[');
    for (size_t i = 0; i < wall.figure_count; i++)
        write_figure(r, &wall.figures[i]);
    jsonw_close(w, ']');
    write_instant(w, "at", r->call.now);
    jsonw_close(w, '}');
    return ERR_OK;
}

/* ---- any grouping -------------------------------------------------------------------- */

static enum err read_group(struct api *r, const struct ledger *l, struct grouping *q)
{
    struct str by = api_query(r, "by"), sum = api_query(r, "sum");

    q->sum = GROUP_NONE;
    for (struct str name; by.len && str_cut(&by, ',', &name);)
        TRY(group_add(&r->call, l, name, q));
    if (!q->count)
        return FAIL(&r->call.fault, ERR_INVALID, "list.key", "%s", "by");
    if (!sum.len)
        return ERR_OK;
    const struct field *f = ledger_field(l, sum);
    if (!f ||
        (f->type != FIELD_INTEGER && f->type != FIELD_DECIMAL && f->type != FIELD_MONEY))
        return FAIL(&r->call.fault, ERR_INVALID, "list.key", "%.*s", STR_FMT(sum));
    q->sum = f->index;
    return ERR_OK;
}

static enum err rows_query(struct api *r, const struct ledger *l, struct list_query *q)
{
    static const char *const OWN[] = {"ledger", "by", "sum", NULL};

    return record_query(&r->call, l, api_queries(r, OWN), q);
}

static void write_group_key(struct api *r, const struct ledger *l, int by,
                            const struct group_row *g, size_t i)
{
    if (by == GROUP_REGION) {
        write_region(r, "region", g->keys[i].number);
        return;
    }
    if (by == GROUP_STATE) {
        jsonw_key(&r->w, "state");
        jsonw_str_or_null(&r->w, g->keys[i].text);
        return;
    }
    jsonw_key_str(&r->w, l->fields[by].name);
    write_value(r, l, &l->fields[by], &g->keys[i], g->labels[i]);
}

static enum err get_groups(struct api *r)
{
    const struct ledger *l;
    struct list_query q;
    struct grouping by = {0};
    struct group_row *rows;
    size_t count;
    struct jsonw *w = &r->w;

    TRY(call_ledger(&r->call, api_query(r, "ledger"), &l));
    TRY(rows_query(r, l, &q));
    TRY(read_group(r, l, &by));
    TRY(record_group(&r->call, l, &q, &by, &rows, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "rows");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        for (size_t k = 0; k < by.count; k++)
            write_group_key(r, l, by.by[k], &rows[i], k);
        jsonw_pair_i64(w, "count", rows[i].count);
        if (by.sum >= 0) {
            struct value v = {.is_set = true, .number = rows[i].sum};
            jsonw_key(w, "sum");
            value_write_json(w, &l->fields[by.sum], &v);
        }
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape figures_query = OBJECT({"region", MAY, REGION}, {"ledger", MAY, TEXT(40)});

static const struct shape groups_query = OPEN(NULL, /* and the filters of the ledger */
    {"ledger", MUST, TEXT(40)}, {"by", MUST, TEXT(400)}, {"sum", MAY, TEXT(40)}, FILTER_MEMBERS);

#define FIGURE_MEMBERS \
    {"key", MUST, STRING}, {"ledger", MUST, STRING}, {"name", MUST, STRING}, {"label", MUST, SAME(&label_shape)}, \
    {"by", MAY, STRING}, {"unit", MAY, SAME(&label_shape)}, {"total", MUST, NUMBER}, \
    {"values", MUST, EACH(OBJECT({"key", MUST, STRING}, {"label", MUST, STRING}, {"value", MUST, NUMBER}))}

static const struct shape figure_shape = NAMED("Figure", FIGURE_MEMBERS);

static const struct shape figures_shape = NAMED("Figures",
    {"region", MUST, SAME(&region_shape)}, {"figures", MUST, EACH(SAME(&figure_shape))});

static const struct shape groups_shape = NAMED("Groups",
    {"rows", MUST, EACH(OPEN("GroupRow", {"count", MUST, COUNT}))});

static const struct shape wall_shape = NAMED("Wall",
    {"region", MUST, OBJECT({"id", MUST, REGION}, {"label", MUST, STRING}, {"path", MUST, STRING})},
    {"children", MUST, EACH(OBJECT({"id", MUST, REGION}, {"label", MUST, STRING}, {"cells", MUST, MAP(NUMBER)}))},
    {"totals", MUST, MAP(NUMBER)},
    {"figures", MUST, EACH(SAME(&figure_shape))},
    {"at", OR_NULL, INSTANT});

static const struct route routes[] = {
/*    method    path              who             how       query           body     reply               handler      what */
    { HTTP_GET, "/api/figures",    SIGNED("counts the ledgers that one may read in that region; 403 when there is none"), RUN_READ, &figures_query, NO_BODY, OK(&figures_shape), get_figures, "figures kept of a region" },
    { HTTP_GET, "/api/figures/by", IN_QUERY(READ), RUN_READ, &groups_query,  NO_BODY, OK(&groups_shape),  get_groups,  "rows counted by any fields" },
    { HTTP_GET, "/api/wall",       SIGNED("counts the ledgers that one may read in that region; 403 when there is none"), RUN_READ, &at_region, NO_BODY, OK(&wall_shape), get_wall, "a region at one glance" },
};
/* clang-format on */

ROUTE_TABLE(figure_routes);
