/* Queries in words: from pairs of key and value to struct list_query. */
#include "service/record/record.h"

#include "base/utf8.h"
#include "service/site/site.h"

enum {
    LIMIT_DEFAULT = 50,
    FILTERS_MOST = 40,
    VALUES_MOST = 100, /* of one filter */
    WORDS_MOST = 100,  /* characters looked for: a name, a title */
    KEY_SHOWN = 40,
    NAMES_SHOWN = 240,
    CHOICES_SHOWN = 8,
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
    AUTO(buf) struct buf names = BUF_SHOWN(NAMES_SHOWN);
    buf_text(&names, "id");
    for (size_t i = 0; i < l->field_count; i++)
        if (field_in_rows(&l->fields[i]))
            buf_print(&names, ", %.*s", STR_FMT(l->fields[i].name));
    return FAIL(&c->fault, ERR_INVALID, "list.sort", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(text, KEY_SHOWN)), STR_FMT(buf_view(&names)));
}

/* One of two words, or of one. */
static enum err read_switch(struct call *c, const struct input *pair, const char *words,
                            bool *on)
{
    *on = str_eq(pair->text, STR("1"));
    if (*on || (strlen(words) > 1 && str_eq(pair->text, STR("0"))))
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "shape.word", "%.*s" SEP "%s" SEP "%.*s",
                STR_FMT(utf8_head(pair->field, KEY_SHOWN)), words,
                STR_FMT(utf8_head(pair->text, KEY_SHOWN)));
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

/* A title is resolved when a row is written, not when rows are looked for. */
static enum err read_value(struct call *c, const struct field *f, const struct input *pair,
                           struct str text, struct value *v)
{
    bool is_pointer = field_has_title(f) || f->type == FIELD_REGION;

    TRY(value_read(c->arena, f, text, v, &c->fault));
    if (!v->is_set)
        return FAIL(&c->fault, ERR_INVALID, "shape.empty", "%.*s",
                    STR_FMT(utf8_head(pair->field, KEY_SHOWN)));
    if (!is_pointer || v->number || str_eq(text, STR("0")))
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID,
                f->type == FIELD_REGION ? "shape.region" : "shape.id",
                "%.*s" SEP "\"%.*s\"", STR_FMT(utf8_head(pair->field, KEY_SHOWN)),
                STR_FMT(utf8_head(text, KEY_SHOWN)));
}

static enum err read_values(struct call *c, const struct field *f, const struct input *pair,
                            bool many, struct filter *x)
{
    struct str rest = pair->text, one = rest;

    x->values = ARENA_ARRAY(c->arena, struct value, VALUES_MOST);
    while (many ? str_cut(&rest, ',', &one) : !x->count) {
        if (x->count == VALUES_MOST)
            return FAIL(&c->fault, ERR_INVALID, "list.values", "%.*s" SEP "%d",
                        STR_FMT(f->label.in[c->locale]), VALUES_MOST);
        TRY(read_value(c, f, pair, one, &x->values[x->count++]));
    }
    return ERR_OK;
}

/* What is asked for may lie outside the field's own limits: then there is no such row. */
static struct field loose_of(const struct field *f)
{
    struct field loose = *f;

    loose.has_min = loose.has_max = false;
    if (!field_is_number(f)) {
        loose.min = 0;
        loose.max = WORDS_MOST;
    }
    return loose;
}

/* From, to: may be a month. */
static enum err read_limit(struct call *c, const struct field *f, const struct input *pair,
                           struct filter *x)
{
    struct field loose = loose_of(f);

    loose.by_month = true;
    loose.format = FORMAT_NONE;
    TRY(read_values(c, &loose, pair, false, x));
    if (x->op == FILTER_TO && f->type == FIELD_DATE && !date_day(x->values[0].number))
        x->values[0].number += 99; /* to the end of that month */
    return ERR_OK;
}

static enum err unknown(struct call *c, const struct input *pair)
{
    return FAIL(&c->fault, ERR_INVALID, "list.key", "%.*s",
                STR_FMT(utf8_head(pair->field, KEY_SHOWN)));
}

/* A value that is compared as a whole, or one of several. */
static enum err read_any(struct call *c, const struct field *f, const struct input *pair,
                         struct filter *x)
{
    struct field loose = loose_of(f);

    x->op = FILTER_ANY;
    return read_values(c, &loose, pair, true, x);
}

static enum err read_ending(struct call *c, const struct field *f, struct str ending,
                            const struct input *pair, struct filter *x)
{
    static const struct field ANY_TEXT = {.type = FIELD_TEXT, .max = WORDS_MOST};
    bool is_sealed = f->type == FIELD_SEALED, is_to = str_eq(ending, STR("to")), on;

    if (str_eq(ending, STR("empty"))) {
        TRY(read_switch(c, pair, "0, 1", &on));
        x->op = on ? FILTER_EMPTY : FILTER_FILLED;
        return ERR_OK;
    }
    if (str_eq(ending, STR("shared")) && is_sealed) {
        TRY(read_switch(c, pair, "1", &on));
        x->op = FILTER_SHARED;
        return ERR_OK;
    }
    if (str_eq(ending, STR("has")) && !field_is_number(f) && !is_sealed) {
        x->op = FILTER_HAS;
        return read_values(c, &ANY_TEXT, pair, false, x);
    }
    if (is_sealed || (!is_to && !str_eq(ending, STR("from"))))
        return unknown(c, pair);
    x->op = is_to ? FILTER_TO : FILTER_FROM;
    return read_limit(c, f, pair, x);
}

static enum err read_filter(struct call *c, const struct ledger *l,
                            const struct input *pair, struct list_query *q)
{
    struct str name, ending = pair->field;
    bool has_ending = str_cut(&ending, '.', &name) && ending.ptr;
    const struct field *f = ledger_field(l, name);

    if (!f || (f->type == FIELD_SEALED && !f->has_lookup))
        return unknown(c, pair);
    if (q->filter_count == FILTERS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "list.filters", "%d", FILTERS_MOST);
    struct filter *x = &q->filters[q->filter_count++];
    x->field = f->index;
    return has_ending ? read_ending(c, f, ending, pair, x) : read_any(c, f, pair, x);
}

static enum err read_pair(struct call *c, const struct ledger *l, const struct input *pair,
                          struct list_query *q)
{
    int64_t number;
    bool on;

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
        return read_switch(c, pair, "1", &on);
    }
    if (str_eq(pair->field, STR("limit"))) {
        if (!str_i64(pair->text, &number) || number < 1 || number > PAGE_MOST)
            return FAIL(&c->fault, ERR_INVALID, "list.limit", "%d", PAGE_MOST);
        q->limit = (int)number;
        return ERR_OK;
    }
    return read_filter(c, l, pair, q);
}

/* What a code could be. */
static void write_choices(struct call *c, const struct ledger *l, struct str key,
                          struct buf *out)
{
    const struct field *f = ledger_field(l, key);
    size_t count = f && f->codes ? f->codes->count : 0;

    for (size_t i = 0; i < count && i < CHOICES_SHOWN; i++)
        buf_print(out, "%s%.*s %.*s", i ? ", " : ": ", STR_FMT(f->codes->items[i].code),
                  STR_FMT(f->codes->items[i].label.in[c->locale]));
    if (count > CHOICES_SHOWN)
        buf_text(out, " …");
}

/* Which condition is wrong, in the message and as its place. */
static enum err wrong_pair(struct call *c, const struct ledger *l, const struct input *pair,
                           enum err err)
{
    AUTO(buf) struct buf text = BUF_SHOWN(BUF_MESSAGE);
    struct fault f = c->fault;

    if (err != ERR_INVALID || !f.code)
        return err;
    err = record_wrong_part(c, pair->field, err);
    if (strncmp(f.code, "cell.", 5) != 0)
        return err;
    fault_write(&text, c->locale, &f);
    if (strcmp(f.code, "cell.code") == 0)
        write_choices(c, l, pair->field, &text);
    c->fault = (struct fault){0};
    return FAIL(&c->fault, ERR_INVALID, "list.value", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(pair->field, KEY_SHOWN)), STR_FMT(buf_view(&text)));
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
        TRY(wrong_pair(c, l, &pairs.items[i], read_pair(c, l, &pairs.items[i], out)));
    return ERR_OK;
}
