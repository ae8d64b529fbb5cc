/* Queries in words: from pairs of key and value to struct list_query. */
#include "service/record/record.h"

#include "base/utf8.h"
#include "service/site/site.h"

enum {
    LIMIT_DEFAULT = 50,
    LIMIT_MOST = 200,
    FILTERS_MOST = 40,
    VALUES_MOST = 100, /* of one filter */
    WORDS_MOST = 100,  /* characters looked for: a name, a title */
};

static enum err read_region(struct call *c, struct str text, region *out)
{
    if (region_read(text, out) && region_find(c->site->regions, *out))
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "cell.region", "%.*s", STR_FMT(text));
}

static enum err read_sort(struct call *c, const struct ledger *l, struct str text,
                          struct list_query *q)
{
    bool descends = str_starts(text, STR("-"));
    struct str name = str_sub(text, descends, text.len);
    const struct field *f = ledger_field(l, name);

    q->descends = descends;
    q->sort = f ? f->index : -1;
    if ((f && field_in_rows(f)) || str_eq(name, STR("id")))
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "list.key", "%.*s", STR_FMT(text));
}

static enum err read_states(struct call *c, const struct ledger *l, struct str text,
                            struct list_query *q)
{
    for (struct str one; str_cut(&text, ',', &one);) {
        int state = ledger_state(l, one);
        if (state < 0)
            return FAIL(&c->fault, ERR_INVALID, "list.state", "%.*s", STR_FMT(one));
        q->states |= (uint64_t)1 << state;
    }
    return ERR_OK;
}

enum err query_words(struct call *c, struct str text)
{
    if (utf8_count(text) <= WORDS_MOST)
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "list.words", "%d", WORDS_MOST);
}

static enum err read_values(struct call *c, const struct field *f, struct str text,
                            bool many, struct filter *x)
{
    x->values = ARENA_ARRAY(c->arena, struct value, VALUES_MOST);
    if (!many) {
        x->count = 1;
        return value_read(c->arena, f, text, &x->values[0], &c->fault);
    }
    for (struct str one; str_cut(&text, ',', &one);) {
        if (x->count == VALUES_MOST)
            return FAIL(&c->fault, ERR_INVALID, "list.values", "%.*s" SEP "%d",
                        STR_FMT(f->label.in[c->locale]), VALUES_MOST);
        TRY(value_read(c->arena, f, one, &x->values[x->count++], &c->fault));
    }
    return ERR_OK;
}

/* A limit may be a month, and lie outside the field's own limits. */
static enum err read_limit(struct call *c, const struct field *f, struct str text,
                           struct filter *x)
{
    struct field loose = *f;

    loose.by_month = true;
    loose.has_min = loose.has_max = false;
    loose.format = FORMAT_NONE;
    if (!field_is_number(f))
        loose.min = 0;
    TRY(read_values(c, &loose, text, false, x));
    if (x->op == FILTER_TO && f->type == FIELD_DATE && !date_day(x->values[0].number))
        x->values[0].number += 99; /* to the end of that month */
    return ERR_OK;
}

static enum err read_filter(struct call *c, const struct ledger *l, struct str key,
                            struct str text, struct list_query *q)
{
    static const struct field ANY_TEXT = {.type = FIELD_TEXT, .max = 200};
    struct str name, suffix = key;
    bool has_suffix = str_cut(&suffix, '.', &name) && suffix.len;
    const struct field *f = ledger_field(l, name);

    if (!f || (f->type == FIELD_SEALED && !f->has_lookup))
        return FAIL(&c->fault, ERR_INVALID, "list.key", "%.*s", STR_FMT(key));
    if (q->filter_count == FILTERS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "list.filters", "%d", FILTERS_MOST);
    struct filter *x = &q->filters[q->filter_count++];
    x->field = f->index;
    if (!has_suffix) {
        x->op = FILTER_ANY;
        bool many = f->type != FIELD_TEXT && f->type != FIELD_SEALED;
        return read_values(c, f, text, many, x);
    }
    if (str_eq(suffix, STR("empty"))) {
        x->op = str_eq(text, STR("0")) ? FILTER_FILLED : FILTER_EMPTY;
        return ERR_OK;
    }
    if (str_eq(suffix, STR("has")) && !field_is_number(f) && f->type != FIELD_SEALED) {
        x->op = FILTER_HAS;
        return read_values(c, &ANY_TEXT, text, false, x);
    }
    x->op = str_eq(suffix, STR("from")) ? FILTER_FROM : FILTER_TO;
    if ((x->op == FILTER_TO && !str_eq(suffix, STR("to"))) || f->type == FIELD_SEALED)
        return FAIL(&c->fault, ERR_INVALID, "list.key", "%.*s", STR_FMT(key));
    return read_limit(c, f, text, x);
}

static enum err read_pair(struct call *c, const struct ledger *l, const struct input *pair,
                          struct list_query *q)
{
    int64_t number;

    if (!pair->text.len)
        return ERR_OK;
    if (str_eq(pair->field, STR("region")))
        return read_region(c, pair->text, &q->region);
    if (str_eq(pair->field, STR("q"))) {
        q->text = pair->text;
        return query_words(c, pair->text);
    }
    if (str_eq(pair->field, STR("after"))) {
        q->after = pair->text;
        return ERR_OK;
    }
    if (str_eq(pair->field, STR("sort")))
        return read_sort(c, l, pair->text, q);
    if (str_eq(pair->field, STR("state")))
        return read_states(c, l, pair->text, q);
    if (str_eq(pair->field, STR("late"))) {
        q->late_on = date_of_instant(c->now);
        return ERR_OK;
    }
    if (str_eq(pair->field, STR("limit"))) {
        if (!str_i64(pair->text, &number) || number < 1 || number > LIMIT_MOST)
            return FAIL(&c->fault, ERR_INVALID, "list.limit", "%d", LIMIT_MOST);
        q->limit = (int)number;
        return ERR_OK;
    }
    return read_filter(c, l, pair->field, pair->text, q);
}

enum err record_query(struct call *c, const struct ledger *l, struct inputs pairs,
                      struct list_query *out)
{
    *out = (struct list_query){.region = call_home(c),
                               .limit = LIMIT_DEFAULT,
                               .sort = l->sort,
                               .descends = l->sort < 0 || l->sort_descends};
    out->filters = ARENA_ARRAY(c->arena, struct filter, FILTERS_MOST);
    for (size_t i = 0; i < pairs.count; i++)
        TRY(read_pair(c, l, &pairs.items[i], out));
    return ERR_OK;
}
