/* huanjie figures: kept figures, any grouping, and the facts of the reports beside what is measured. */
#include "command_site.h"
#include "command_table.h"
#include "service/figures/figures.h"
#include "service/figures/measure.h"

/* ---- kept figures -------------------------------------------------------------------- */

static void write_value(struct jsonw *w, const struct figure_view *v, int64_t n)
{
    jsonw_raw(w, STR(""));
    figure_write(w->out, v, n);
}

static void write_view(struct call *c, struct jsonw *w, const struct figure_view *v)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "ledger", v->ledger->name);
    jsonw_pair(w, "name", v->name);
    jsonw_key(w, "total");
    write_value(w, v, v->total);
    jsonw_key(w, "values");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "key", v->values[i].key);
        jsonw_pair(w, "label", figure_key_label(c, v, v->values[i].key));
        jsonw_key(w, "value");
        write_value(w, v, v->values[i].value);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static enum err write_kept(struct options *o, struct opened *x, struct jsonw *w)
{
    struct call *c = &x->call;
    const struct ledger *l = NULL;
    struct figure_view *views;
    size_t count;
    region place;

    if (o->ledger)
        TRY(call_ledger(c, str_of(o->ledger), &l));
    if (!wanted_region(o, x->site, &place))
        return FAIL(&c->fault, ERR_INVALID, "cell.region", "%s", o->region);
    TRY(figures_of(c, place, l, &views, &count));
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        write_view(c, w, &views[i]);
    jsonw_close(w, ']');
    return ERR_OK;
}

/* ---- any grouping -------------------------------------------------------------------- */

static void write_key(struct jsonw *w, const struct ledger *l, int by,
                      const struct value *v)
{
    static const struct field REGION = {.name = STR_INIT("region"), .type = FIELD_REGION};
    static const struct field STATE = {.name = STR_INIT("state"), .type = FIELD_TEXT};
    const struct field *f = by == GROUP_REGION  ? &REGION
                            : by == GROUP_STATE ? &STATE
                                                : &l->fields[by];

    jsonw_key_str(w, f->name);
    value_write_json(w, f, v);
}

static enum err write_groups(struct options *o, struct opened *x, struct jsonw *w)
{
    struct call *c = &x->call;
    const struct ledger *l;
    struct list_query q;
    struct grouping by = {.sum = GROUP_NONE};
    struct group_row *rows;
    struct str names = str_of(o->by);
    size_t count;

    if (!o->ledger)
        return FAIL(&c->fault, ERR_INVALID, "ledger.unknown", "%s", "--ledger");
    TRY(call_ledger(c, str_of(o->ledger), &l));
    TRY(query_of(o, x, l, &q));
    for (struct str name; str_cut(&names, ',', &name);)
        TRY(group_add(c, l, name, &by));
    TRY(record_group(c, l, &q, &by, &rows, &count));
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        for (size_t k = 0; k < by.count; k++)
            write_key(w, l, by.by[k], &rows[i].keys[k]);
        jsonw_pair_i64(w, "count", rows[i].count);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    return ERR_OK;
}

/* ---- facts --------------------------------------------------------------------------- */

static enum err write_fact(struct opened *x, struct jsonw *w, const struct json *fact)
{
    struct call *c = &x->call;
    const struct json *figure = json_find(fact, "figure");
    struct measure_query q;
    struct measure_result result;

    jsonw_open(w, '{');
    jsonw_pair(w, "id", json_find_text(fact, "id"));
    jsonw_pair(w, "zh", json_find_text(fact, "zh"));
    jsonw_pair(w, "en", json_find_text(fact, "en"));
    jsonw_pair_bool(w, "demo", json_find_true(fact, "demo"));
    const struct json *stated = json_find(fact, "value");
    jsonw_key(w, "stated");
    if (stated && stated->kind == JSON_KIND_NUMBER)
        jsonw_i64(w, stated->number);
    else
        jsonw_str_or_null(w, stated ? stated->text : (struct str){0});
    jsonw_key(w, "measured");
    if (figure) {
        TRY(measure_read(x->site->engine, c->arena, figure, &q, &c->fault));
        TRY(measure_run(x->site->engine, x->db, c->arena, &q, &result, &c->fault));
        bool is_decimal = q.digits > 0; /* decimals are texts: "43.0" stays "43.0" */
        jsonw_raw(w, is_decimal ? STR("\"") : STR(""));
        rounded_write(w->out, result.value);
        if (is_decimal)
            buf_char(w->out, '"');
        jsonw_pair_bool(w, "equal", measure_equals(&result, stated));
    } else {
        jsonw_null(w);
    }
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err write_facts(struct options *o, struct opened *x, struct jsonw *w)
{
    struct call *c = &x->call;
    struct json *root;
    struct str text;

    TRY(file_read(c->arena, o->facts, JSON_BYTES_MAX, &text, &c->fault));
    TRY(json_parse(c->arena, text, &root, &c->fault));
    const struct json *facts = json_find(root, "facts");
    jsonw_open(w, '{');
    jsonw_pair(w, "report", json_find_text(root, "report"));
    jsonw_key(w, "facts");
    jsonw_open(w, '[');
    for (size_t i = 0; facts && i < facts->count; i++)
        TRY(write_fact(x, w, &facts->items[i]));
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err figures(struct options *o, struct opened *x)
{
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct jsonw w = {.out = &out};

    if (o->facts)
        TRY(write_facts(o, x, &w));
    else if (o->by)
        TRY(write_groups(o, x, &w));
    else
        TRY(write_kept(o, x, &w));
    buf_char(&out, '\n');
    put(&out);
    return ERR_OK;
}

int run_figures(struct options *o)
{
    return with_site(o, figures);
}
