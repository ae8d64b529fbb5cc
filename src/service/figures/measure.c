#include "service/figures/measure.h"

/* ---- reading a figure --------------------------------------------------------------- */

static const char *const KINDS[] = {
    [MEASURE_COUNT] = "count",
    [MEASURE_SUM] = "sum",
    [MEASURE_MEAN_AGE] = "mean_age",
    [MEASURE_COUNT_AGE_AT_MOST] = "count_age_at_most",
    [MEASURE_SHARE_AGE_AT_MOST] = "share_age_at_most",
    [MEASURE_SHARE] = "share",
    [MEASURE_GROUPS] = "groups",
};

enum { KIND_COUNT = sizeof(KINDS) / sizeof(KINDS[0]) };

static enum err wrong(struct fault *f, const char *key, struct str what)
{
    return FAIL(f, ERR_INVALID, "figure.wrong", "%s" SEP "%.*s", key, STR_FMT(what));
}

/* A value as figures write it: true and numbers as texts. */
static enum err read_value(struct arena *a, const struct field *field, struct str text,
                           struct value *out, struct fault *f)
{
    *out = (struct value){.is_set = true, .text = text};
    if (!field_is_number(field))
        return ERR_OK;
    if (field->type == FIELD_BOOL)
        out->number = str_eq(text, STR("true")) || str_eq(text, STR("1"));
    else if (!str_i64(text, &out->number))
        return value_read(a, field, text, out, f);
    return ERR_OK;
}

/* The texts of a member that is one text or a list of them. */
static const struct json *texts_of(const struct json *member, size_t *count)
{
    bool list = member->kind == JSON_KIND_LIST;

    *count = list ? member->count : 1;
    return list ? member->items : member;
}

static enum err read_filter(struct arena *a, const struct field *field,
                            const struct json *member, struct filter *out, struct fault *f)
{
    const struct json *texts = texts_of(member, &out->count);

    out->field = field->index;
    out->op = FILTER_ANY;
    out->values = ARENA_ARRAY(a, struct value, out->count);
    if (out->count == 1 && str_eq(texts->text, STR("*")))
        out->op = FILTER_FILLED;
    if (out->count == 1 && !texts->text.len)
        out->op = FILTER_EMPTY;
    for (size_t i = 0; i < out->count && out->op == FILTER_ANY; i++)
        TRY(read_value(a, field, texts[i].text, &out->values[i], f));
    return ERR_OK;
}

static enum err read_states(const struct ledger *l, const struct json *member,
                            uint64_t *out, struct fault *f)
{
    size_t count;
    const struct json *texts = texts_of(member, &count);

    for (size_t i = 0; i < count; i++) {
        int state = ledger_state(l, texts[i].text);
        if (state < 0)
            return wrong(f, "where.state", texts[i].text);
        *out |= (uint64_t)1 << state;
    }
    return ERR_OK;
}

static enum err read_condition(struct arena *a, const struct json *member,
                               struct measure_query *out, struct fault *f)
{
    const struct field *field = ledger_field(out->ledger, member->key);

    if (!field)
        return wrong(f, "where", member->key);
    return read_filter(a, field, member, &out->where.filters[out->where.filter_count++], f);
}

static enum err read_where(struct arena *a, const struct json *where,
                           struct measure_query *out, struct fault *f)
{
    if (!where)
        return ERR_OK;
    out->where.filters = ARENA_ARRAY(a, struct filter, where->count + 1);
    for (size_t i = 0; i < where->count; i++) {
        const struct json *member = &where->items[i];
        if (str_eq(member->key, STR("state")) && out->ledger->state_count)
            TRY(read_states(out->ledger, member, &out->where.states, f));
        else
            TRY(read_condition(a, member, out, f));
    }
    return ERR_OK;
}

static enum err read_field(const struct json *figure, struct measure_query *out,
                           struct fault *f)
{
    struct str name = json_find_text(figure, "field");
    const struct field *field = name.len ? ledger_field(out->ledger, name) : NULL;
    bool needs = out->kind != MEASURE_COUNT && out->kind != MEASURE_GROUPS;
    bool ages = out->kind == MEASURE_MEAN_AGE || out->kind == MEASURE_COUNT_AGE_AT_MOST ||
                out->kind == MEASURE_SHARE_AGE_AT_MOST;

    out->field = field ? field->index : -1;
    if (needs != (field != NULL))
        return wrong(f, "field", name);
    if (ages && field->type != FIELD_DATE)
        return wrong(f, "field", name);
    if (out->kind == MEASURE_SUM && field->type != FIELD_INTEGER &&
        field->type != FIELD_DECIMAL && field->type != FIELD_MONEY)
        return wrong(f, "field", name);
    return ERR_OK;
}

static enum err read_by(const struct json *figure, struct measure_query *out,
                        struct fault *f)
{
    struct str name = json_find_text(figure, "by");
    const struct field *field = name.len ? ledger_field(out->ledger, name) : NULL;

    out->by = field ? field->index : MEASURE_BY_NONE;
    if (!field && str_eq(name, STR("region")))
        out->by = MEASURE_BY_REGION;
    else if (!field && str_eq(name, STR("state")))
        out->by = MEASURE_BY_STATE;
    else if (!field && (name.len || out->kind == MEASURE_GROUPS))
        return wrong(f, "by", name);
    return ERR_OK;
}

static enum err read_kind(const struct json *figure, enum measure_kind *out,
                          struct fault *f)
{
    struct str name = json_find_text(figure, "measure");

    for (int i = 0; i < KIND_COUNT; i++)
        if (str_eq(name, str_of(KINDS[i]))) {
            *out = (enum measure_kind)i;
            return ERR_OK;
        }
    return wrong(f, "measure", name);
}

enum err measure_read(const struct engine *e, struct arena *a, const struct json *figure,
                      struct measure_query *out, struct fault *f)
{
    struct str ledger = json_find_text(figure, "ledger"), at = json_find_text(figure, "at");
    const struct json *values = json_find(figure, "values");

    *out = (struct measure_query){.ledger = catalog_ledger(engine_catalog(e), ledger)};
    if (!out->ledger)
        return wrong(f, "ledger", ledger);
    TRY(read_kind(figure, &out->kind, f));
    out->where.region = e->root;
    out->where.sort = -1;
    TRY(read_where(a, json_find(figure, "where"), out, f));
    TRY(read_field(figure, out, f));
    TRY(read_by(figure, out, f));
    if (at.len && !date_read(at, &out->at))
        return wrong(f, "at", at);
    out->digits = (int)json_find_number(figure, "digits", 0);
    if (out->digits < 0 || out->digits > ROUNDED_DIGITS_MAX)
        return wrong(f, "digits", STR("0…6"));
    out->max_age = (int)json_find_number(figure, "max_age", 0);
    out->at_least = (int)json_find_number(figure, "at_least", 1);
    if (out->kind != MEASURE_SHARE)
        return ERR_OK;
    if (!values)
        return wrong(f, "values", STR(""));
    return read_filter(a, &out->ledger->fields[out->field], values, &out->share, f);
}

/* ---- measuring ---------------------------------------------------------------------- */

struct meter {
    struct reading from;
    const struct measure_query *query;
};

static enum err count_rows(const struct meter *m, const struct list_query *where,
                           int64_t *out)
{
    return engine_count(m->from, m->query->ledger, where, INT64_MAX, out);
}

static enum err measure_sum(const struct meter *m, struct measure_result *out)
{
    const struct measure_query *q = m->query;
    struct group_row *rows;
    size_t count;
    struct grouping all = {.sum = q->field};

    TRY(engine_group(m->from, q->ledger, &q->where, &all, &rows, &count));
    out->value =
        rounded_of(count ? rows[0].sum : 0, q->ledger->fields[q->field].scale, q->digits);
    return ERR_OK;
}

/* Births as a histogram; rows without one do not count. */
static enum err births_of(const struct meter *m, struct bar **out, size_t *out_count)
{
    const struct measure_query *q = m->query;
    struct group_row *rows;
    size_t count;
    struct grouping by = {.by = {q->field}, .count = 1, .sum = GROUP_NONE};

    TRY(engine_group(m->from, q->ledger, &q->where, &by, &rows, &count));
    *out = ARENA_ARRAY(m->from.arena, struct bar, count);
    *out_count = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[i].keys[0].is_set)
            (*out)[(*out_count)++] = (struct bar){rows[i].keys[0].number, rows[i].count};
    return ERR_OK;
}

static enum err measure_ages(const struct meter *m, struct measure_result *out)
{
    const struct measure_query *q = m->query;
    struct bar *births;
    size_t count;

    TRY(births_of(m, &births, &count));
    struct ages ages = ages_of(births, count, q->at);
    out->whole = ages.people;
    out->part = q->kind == MEASURE_MEAN_AGE
                    ? ages.years
                    : ages_at_most(births, count, q->at, q->max_age);
    if (q->kind == MEASURE_MEAN_AGE)
        out->value = ratio(out->part, out->whole, q->digits);
    else if (q->kind == MEASURE_SHARE_AGE_AT_MOST)
        out->value = ratio_percent(out->part, out->whole, q->digits);
    else
        out->value = (struct rounded){.value = out->part};
    return ERR_OK;
}

static enum err measure_share(const struct meter *m, struct measure_result *out)
{
    const struct measure_query *q = m->query;
    struct list_query part = q->where;

    part.filters = ARENA_ARRAY(m->from.arena, struct filter, q->where.filter_count + 1);
    for (size_t i = 0; i < q->where.filter_count; i++)
        part.filters[i] = q->where.filters[i];
    part.filters[part.filter_count++] = q->share;
    TRY(count_rows(m, &q->where, &out->whole));
    TRY(count_rows(m, &part, &out->part));
    out->value = ratio_percent(out->part, out->whole, q->digits);
    return ERR_OK;
}

/* ---- groups ------------------------------------------------------------------------- */

static enum err groups_by_field(const struct meter *m, int64_t *out)
{
    const struct measure_query *q = m->query;
    struct group_row *rows;
    size_t count;
    struct grouping by = {.by = {q->by}, .count = 1, .sum = GROUP_NONE};

    TRY(engine_group(m->from, q->ledger, &q->where, &by, &rows, &count));
    for (size_t i = 0; i < count; i++)
        *out += rows[i].keys[0].is_set && rows[i].count >= q->at_least;
    return ERR_OK;
}

static enum err groups_by_state(const struct meter *m, int64_t *out)
{
    const struct measure_query *q = m->query;

    for (size_t i = 0; i < q->ledger->state_count; i++) {
        struct list_query one = q->where;
        int64_t count;
        one.states = (uint64_t)1 << i;
        if (q->where.states && !(q->where.states & one.states))
            continue;
        TRY(count_rows(m, &one, &count));
        *out += count >= q->at_least;
    }
    return ERR_OK;
}

/* The end of the subtree of the entry at `i`, whose children begin behind it. */
static size_t subtree_end(const struct region_table *t, size_t i)
{
    size_t first, end;

    region_subtree(t, t->entries[i].code, &first, &end);
    return end;
}

/*
 * Rows that lie at the region itself are those of its subtree less those of its parts;
 * whole subtrees without rows are skipped.
 */
static enum err groups_within(const struct meter *m, region r, int64_t total, int64_t *out)
{
    const struct region_table *t = m->from.engine->regions;
    int64_t own = total;
    size_t i, end;

    region_subtree(t, r, &i, &end);
    for (; i < end && own > 0; i = subtree_end(t, i)) {
        struct list_query part = m->query->where;
        int64_t count;
        part.region = t->entries[i].code;
        TRY(count_rows(m, &part, &count));
        own -= count;
        if (count)
            TRY(groups_within(m, part.region, count, out));
    }
    *out += own >= m->query->at_least && own > 0;
    return ERR_OK;
}

static enum err measure_groups(const struct meter *m, struct measure_result *out)
{
    const struct measure_query *q = m->query;
    int64_t total, groups = 0;

    if (q->by == MEASURE_BY_REGION) {
        TRY(count_rows(m, &q->where, &total));
        TRY(groups_within(m, q->where.region, total, &groups));
    } else if (q->by == MEASURE_BY_STATE) {
        TRY(groups_by_state(m, &groups));
    } else {
        TRY(groups_by_field(m, &groups));
    }
    out->value.value = groups;
    return ERR_OK;
}

static enum err measure(const struct meter *m, struct measure_result *out)
{
    switch (m->query->kind) {
    case MEASURE_COUNT:
        return count_rows(m, &m->query->where, &out->value.value);
    case MEASURE_SUM:
        return measure_sum(m, out);
    case MEASURE_MEAN_AGE:
    case MEASURE_COUNT_AGE_AT_MOST:
    case MEASURE_SHARE_AGE_AT_MOST:
        return measure_ages(m, out);
    case MEASURE_SHARE:
        return measure_share(m, out);
    case MEASURE_GROUPS:
        return measure_groups(m, out);
    }
    return ERR_OK;
}

enum err measure_run(const struct engine *e, struct db *db, struct arena *a,
                     const struct measure_query *q, struct measure_result *out,
                     struct fault *f)
{
    struct meter m = {{e, db, a}, q};

    *out = (struct measure_result){0};
    enum err err = measure(&m, out);
    return err ? db_fail(db, err, f) : ERR_OK;
}

/* ---- comparing ---------------------------------------------------------------------- */

bool measure_equals(const struct measure_result *r, const struct json *stated)
{
    struct rounded wanted = {0};

    if (!stated || stated->kind == JSON_KIND_NULL)
        return r->value.value > 0;
    if (stated->kind == JSON_KIND_NUMBER) {
        wanted.value = stated->number;
        return rounded_equal(r->value, wanted);
    }
    struct str rest = stated->text, whole;
    (void)str_cut(&rest, '.', &whole);
    struct buf digits = BUF(BUF_MESSAGE);
    buf_str(&digits, whole);
    buf_str(&digits, rest);
    bool known =
        rest.len <= ROUNDED_DIGITS_MAX && str_i64(buf_view(&digits), &wanted.value);
    wanted.digits = (int)rest.len;
    buf_done(&digits);
    return known && rounded_equal(r->value, wanted);
}
