#include "api/record/record_json.h"

#include "domain/ledger/signing.h"
#include "service/record/attachment.h"
#include "service/record/record.h"
#include "service/record/trace.h"
#include "service/site/site.h"

/* ---- rows ---------------------------------------------------------------------------- */

static void write_reference(struct api *r, const struct value *v, struct str title)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, v->number);
    jsonw_pair(w, "label", title);
    jsonw_close(w, '}');
}

/* Whoever reads the row may know what its paper is called. */
static void write_file(struct api *r, const struct value *v)
{
    struct jsonw *w = &r->w;
    struct str name;
    int64_t bytes;

    attachment_about(&r->call, (file_id){v->number}, &name, &bytes);
    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, v->number);
    jsonw_pair(w, "name", name);
    jsonw_pair_i64(w, "bytes", bytes);
    jsonw_close(w, '}');
}

void write_value(struct api *r, const struct ledger *l, const struct field *f,
                 const struct value *v, struct str title)
{
    (void)l;
    if (v->is_set && f->type == FIELD_REGION)
        write_region(r, NULL, v->number);
    else if (v->is_set && f->type == FIELD_FILE)
        write_file(r, v);
    else if (v->is_set && field_has_title(f))
        write_reference(r, v, title);
    else
        value_write_json(&r->w, f, v);
}

void write_row_members(struct api *r, const struct ledger *l, const struct row *row,
                       bool whole)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "id");
    jsonw_id(w, row->id.v);
    write_region(r, "region", row->region);
    jsonw_pair_i64(w, "ver", row->ver);
    jsonw_key(w, "state");
    if (row->state >= 0)
        jsonw_str(w, l->states[row->state].name);
    else
        jsonw_null(w);
    jsonw_pair_bool(w, "is_signed", row_is_signed(l, row));
    write_instant(w, "created_at", row->created_at);
    write_instant(w, "updated_at", row->updated_at);
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        if (!whole && (f->type == FIELD_LONGTEXT || f->type == FIELD_SEALED))
            continue;
        jsonw_key_str(w, f->name);
        write_value(r, l, f, &row->values[i],
                    row->labels ? row->labels[i] : (struct str){0});
    }
}

void write_row(struct api *r, const struct ledger *l, const struct row *row, bool whole)
{
    jsonw_open(&r->w, '{');
    write_row_members(r, l, row, whole);
    jsonw_close(&r->w, '}');
}

/* ---- what the body says -------------------------------------------------------------- */

static void read_input(struct api *r, const struct json *m, struct input *out)
{
    static const enum given GIVEN[] = {
        [JSON_KIND_NULL] = GIVEN_WORDS,    [JSON_KIND_TEXT] = GIVEN_TEXT,
        [JSON_KIND_NUMBER] = GIVEN_NUMBER, [JSON_KIND_TRUE] = GIVEN_BOOL,
        [JSON_KIND_FALSE] = GIVEN_BOOL,    [JSON_KIND_OBJECT] = GIVEN_ID,
        [JSON_KIND_POINT] = GIVEN_WORDS};

    *out = (struct input){.field = m->key, .given = GIVEN[m->kind]};
    switch (m->kind) {
    case JSON_KIND_NULL:
        out->clears = true;
        break;
    case JSON_KIND_TEXT:
        out->text = m->text;
        out->clears = m->text.len == 0;
        break;
    case JSON_KIND_NUMBER:
        out->text = str_print(r->call.arena, "%lld", (long long)m->number);
        break;
    case JSON_KIND_TRUE:
        out->text = STR("true");
        break;
    case JSON_KIND_FALSE:
        out->text = STR("false");
        break;
    case JSON_KIND_OBJECT: /* a reference as it was read */
        out->text = json_find_text(m, "id");
        break;
    case JSON_KIND_LIST: /* not passed by the door */
    case JSON_KIND_POINT:
        break;
    }
}

struct inputs body_fields(struct api *r)
{
    const struct json *fields = json_find(r->body, "fields");
    struct inputs out = {0};

    if (!fields)
        return out;
    out.items = ARENA_ARRAY(r->call.arena, struct input, fields->count);
    for (size_t i = 0; i < fields->count; i++)
        read_input(r, &fields->items[i], &out.items[out.count++]);
    return out;
}

/* ---- descriptions -------------------------------------------------------------------- */

static void write_flag(struct jsonw *w, const char *key, bool v)
{
    if (v)
        jsonw_pair_bool(w, key, true);
}

static void write_label_if(struct jsonw *w, const char *key, const struct label *l)
{
    if (l->in[0].len)
        write_label(w, key, l);
}

static void write_limit(struct api *r, const char *key, const struct field *f,
                        int64_t limit)
{
    struct value v = {.is_set = true, .number = limit};

    jsonw_key(&r->w, key);
    if (f->type == FIELD_DECIMAL || f->type == FIELD_MONEY)
        value_write_json(&r->w, f, &v);
    else
        jsonw_i64(&r->w, limit);
}

static void write_field_kind(struct api *r, const struct field *f)
{
    static const char *const FORMATS[] = {"", "id_number", "phone", "email"};
    struct jsonw *w = &r->w;

    if (f->codes)
        jsonw_pair(w, "codes", f->codes->name);
    if (f->to.len)
        jsonw_pair(w, "to", f->to);
    if (f->format != FORMAT_NONE)
        jsonw_pair(w, "format", str_of(FORMATS[f->format]));
    if (f->seal != SEAL_NONE)
        jsonw_pair(w, "seal", str_of(SEAL_NAMES[f->seal]));
    if (f->by_month)
        jsonw_pair(w, "precision", STR("month"));
    if (f->scale)
        jsonw_pair_i64(w, "scale", f->scale);
    if (f->has_min)
        write_limit(r, "min", f, f->min);
    if (f->has_max)
        write_limit(r, "max", f, f->max);
    if (f->fallback.len)
        jsonw_pair(w, "default", f->fallback);
    write_flag(w, "masked", f->mask != MASK_NONE);
}

static void write_field(struct api *r, const struct field *f)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "name", f->name);
    jsonw_pair(w, "type", str_of(FIELD_TYPE_NAMES[f->type]));
    write_label(w, "label", &f->label);
    write_label_if(w, "help", &f->help);
    write_label_if(w, "unit", &f->unit);
    jsonw_pair(w, "group", f->group);
    write_flag(w, "required", f->is_required);
    write_flag(w, "unique", f->is_unique);
    write_flag(w, "list", f->in_list);
    write_flag(w, "search", f->is_searched);
    write_flag(w, "index", f->is_indexed);
    write_flag(w, "lookup", f->has_lookup);
    write_flag(w, "site", f->is_site);
    write_flag(w, "kept", f->is_kept);
    write_flag(w, "named", f->is_named);
    write_flag(w, "after_sign", f->is_after_sign);
    write_flag(w, "past", f->is_past);
    write_flag(w, "picture", f->is_picture);
    write_field_kind(r, f);
    jsonw_close(w, '}');
}

static void write_names(struct jsonw *w, const char *key, const struct state *states,
                        size_t count, uint64_t set)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        if (set >> i & 1)
            jsonw_str(w, states[i].name);
    jsonw_close(w, ']');
}

static void write_act(struct api *r, const struct ledger *l, const struct act *act)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "name", act->name);
    write_label(w, "label", &act->label);
    write_label_if(w, "help", &act->help);
    write_names(w, "from", l->states, l->state_count, act->from);
    jsonw_pair(w, "to", l->states[act->to].name);
    jsonw_key(w, "requires");
    jsonw_open(w, '[');
    for (size_t i = 0; i < l->field_count; i++)
        if (act->requires[i / 64] >> i % 64 & 1)
            jsonw_str(w, l->fields[i].name);
    jsonw_close(w, ']');
    jsonw_pair_bool(w, "reason", act->needs_reason);
    jsonw_pair_bool(w, "sign", act->needs_sign);
    write_flag(w, "kept", act->is_kept);
    write_flag(w, "unsign", act->unsigns);
    if (act->post.len)
        jsonw_pair(w, "as", act->post);
    jsonw_close(w, '}');
}

static void write_states(struct api *r, const struct ledger *l)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "states");
    jsonw_open(w, '[');
    for (size_t i = 0; i < l->state_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", l->states[i].name);
        write_label(w, "label", &l->states[i].label);
        jsonw_pair(w, "tone", l->states[i].tone);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_key(w, "acts");
    jsonw_open(w, '[');
    for (size_t i = 0; i < l->act_count; i++)
        write_act(r, l, &l->acts[i]);
    jsonw_close(w, ']');
}

/* The name by which a figure points to a field. */
static struct str figure_field(const struct ledger *l, int field)
{
    return field == FIGURE_STATE ? STR("state") : l->fields[field].name;
}

static void write_figure_where(struct jsonw *w, const struct ledger *l,
                               const struct figure *f)
{
    if (!f->where_count)
        return;
    jsonw_key(w, "where");
    jsonw_open(w, '{');
    for (size_t k = 0; k < f->where_count; k++) {
        jsonw_key_str(w, figure_field(l, f->where[k].field));
        jsonw_open(w, '[');
        for (size_t v = 0; v < f->where[k].count; v++)
            jsonw_str(w, f->where[k].values[v]);
        jsonw_close(w, ']');
    }
    jsonw_close(w, '}');
}

static void write_figure(struct jsonw *w, const struct ledger *l, const struct figure *f)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "name", f->name);
    write_label(w, "label", &f->label);
    if (f->by != FIGURE_NONE)
        jsonw_pair(w, "by", figure_field(l, f->by));
    if (f->sum != FIGURE_NONE)
        jsonw_pair(w, "sum", l->fields[f->sum].name);
    if (f->wall)
        jsonw_pair_i64(w, "wall", f->wall);
    write_figure_where(w, l, f);
    jsonw_close(w, '}');
}

static void write_figures(struct api *r, const struct ledger *l)
{
    jsonw_key(&r->w, "figures");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < l->figure_count; i++)
        write_figure(&r->w, l, &l->figures[i]);
    jsonw_close(&r->w, ']');
}

static void write_may(struct api *r, const struct ledger *l)
{
    struct jsonw *w = &r->w;
    struct call *c = &r->call;

    jsonw_key(w, "may");
    jsonw_open(w, '{');
    jsonw_pair_bool(w, "write", call_may_anywhere(c, l->writers));
    jsonw_pair_bool(w, "export", call_may_anywhere(c, l->exporters));
    jsonw_key(w, "acts");
    jsonw_open(w, '[');
    for (size_t i = 0; i < l->act_count; i++)
        if (call_may_anywhere(c, l->acts[i].roles))
            jsonw_str(w, l->acts[i].name);
    jsonw_close(w, ']');
    jsonw_key(w, "unseal");
    jsonw_open(w, '[');
    for (int s = SEAL_NONE + 1; s < SEAL_COUNT; s++)
        if (call_may_anywhere(c, l->unsealers[s]))
            jsonw_str(w, str_of(SEAL_NAMES[s]));
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

void write_ledger(struct api *r, const struct ledger *l)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "name", l->name);
    write_label(w, "label", &l->label);
    write_label_if(w, "hint", &l->hint);
    jsonw_pair(w, "menu", l->menu);
    jsonw_pair_i64(w, "order", l->order);
    jsonw_pair(w, "title", l->fields[l->title].name);
    jsonw_pair(w, "sort",
               l->sort < 0 ? STR("-id")
                           : str_print(r->call.arena, "%s%.*s", l->sort_descends ? "-" : "",
                                       STR_FMT(l->fields[l->sort].name)));
    if (l->region_label.in[0].len) {
        jsonw_key(w, "region");
        jsonw_open(w, '{');
        write_label(w, "label", &l->region_label);
        jsonw_close(w, '}');
    }
    jsonw_key(w, "fields");
    jsonw_open(w, '[');
    for (size_t i = 0; i < l->field_count; i++)
        write_field(r, &l->fields[i]);
    jsonw_close(w, ']');
    write_states(r, l);
    if (l->deadline >= 0) {
        jsonw_key(w, "deadline");
        jsonw_open(w, '{');
        jsonw_pair(w, "field", l->fields[l->deadline].name);
        write_names(w, "until", l->states, l->state_count, l->deadline_done);
        jsonw_close(w, '}');
    }
    write_figures(r, l);
    write_may(r, l);
    jsonw_pair_bool(w, "site", l->is_site);
    jsonw_close(w, '}');
}

void write_codes(struct api *r, const struct code_table *t)
{
    struct jsonw *w = &r->w;

    jsonw_key_str(w, t->name);
    jsonw_open(w, '{');
    write_label(w, "label", &t->label);
    jsonw_key(w, "items");
    jsonw_open(w, '[');
    for (size_t i = 0; i < t->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "code", t->items[i].code);
        write_label(w, "label", &t->items[i].label);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

/* ---- history ------------------------------------------------------------------------- */

static void write_side(struct api *r, const struct ledger *l, const char *key,
                       const struct change_side *side)
{
    jsonw_key(&r->w, key);
    if (!side->field && side->state.len)
        jsonw_str(&r->w, side->state);
    else if (!side->field || !side->value.is_set)
        jsonw_null(&r->w);
    else
        write_value(r, l, side->field, &side->value, side->title);
}

void write_history(struct api *r, const struct ledger *l,
                   const struct change_entry *entries, size_t count)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "changes");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        const struct change_entry *e = &entries[i];
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "seq", e->seq);
        write_instant(w, "at", e->at);
        jsonw_pair(w, "who", e->who);
        jsonw_pair(w, "act", e->act);
        if (e->batch) {
            jsonw_key(w, "batch");
            jsonw_id(w, e->batch);
        }
        if (e->reason.len)
            jsonw_pair(w, "reason", e->reason);
        jsonw_key(w, "fields");
        jsonw_open(w, '[');
        for (size_t k = 0; k < e->count; k++) {
            jsonw_open(w, '{');
            jsonw_pair(w, "field", e->fields[k].name);
            write_side(r, l, "before", &e->fields[k].before);
            write_side(r, l, "after", &e->fields[k].after);
            jsonw_close(w, '}');
        }
        jsonw_close(w, ']');
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}
