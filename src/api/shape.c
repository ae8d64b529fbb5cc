#include "api/shape.h"

#include "base/date.h"
#include "base/utf8.h"
#include "domain/ledger/definition.h"

const struct shape NOTHING = OBJECT({NULL, MUST, ANY});

const struct shape *shape_of(const struct shape *s)
{
    while (s->kind == SHAPE_SAME)
        s = s->of;
    return s;
}

const struct member *shape_member(const struct shape *s, struct str name)
{
    for (const struct member *m = s->members; m->name; m++)
        if (str_eq(name, str_of(m->name)))
            return m;
    return NULL;
}

/* ---- where ----------------------------------------------------------------------------- */

/* One step on the way down; spoken of only when something is wrong. */
struct at {
    const struct at *above;
    struct str key; /* of a member; else the place in a list */
    size_t index;
};

enum { KEY_SHOWN = 40, WORDS_SHOWN = 120, GIVEN_SHOWN = 20 };

static void write_place(struct buf *out, const struct at *at)
{
    if (at->above)
        write_place(out, at->above);
    if (!at->key.ptr && at->above)
        buf_print(out, "[%zu]", at->index);
    else if (at->key.ptr)
        buf_print(out, "%s%.*s", out->len ? "." : "",
                  STR_FMT(utf8_head(at->key, KEY_SHOWN)));
}

static bool write_place_of(struct buf *out, const struct json *v, const struct json *sought,
                           const struct at *at)
{
    if (v == sought)
        write_place(out, at);
    for (size_t i = 0; i < v->count && v != sought; i++) {
        struct at below = {at, v->items[i].key, i};
        if (write_place_of(out, &v->items[i], sought, &below))
            return true;
    }
    return v == sought;
}

void shape_place(struct buf *out, const struct json *body, const struct json *at)
{
    struct at root = {0};

    (void)write_place_of(out, body, at, &root);
    if (!out->len)
        buf_text(out, "{}");
}

struct check {
    struct fault *f;
    const struct at *at;
};

/* Refused with the place and up to two words about what is expected. */
static enum err fail(const struct check *k, const char *code, struct str a, struct str b)
{
    AUTO(buf) struct buf place = BUF_SHOWN(PLACE_SHOWN);

    write_place(&place, k->at);
    return FAIL(k->f, ERR_INVALID, code, "%.*s" SEP "%.*s" SEP "%.*s",
                STR_FMT(place.len ? buf_view(&place) : STR("{}")), STR_FMT(a), STR_FMT(b));
}

static enum err fail_plain(const struct check *k, const char *code)
{
    return fail(k, code, STR(""), STR(""));
}

/* The same with what was given instead, a text in quotes. */
static enum err fail_given(const struct check *k, const char *code, const struct json *v)
{
    static const char *const KINDS[] = {
        [JSON_KIND_NULL] = "null", [JSON_KIND_FALSE] = "false", [JSON_KIND_TRUE] = "true",
        [JSON_KIND_LIST] = "[…]",  [JSON_KIND_OBJECT] = "{…}",  [JSON_KIND_POINT] = "0.0"};
    AUTO(buf) struct buf given = BUF_SHOWN(WORDS_SHOWN);

    if (v->kind == JSON_KIND_NUMBER)
        buf_print(&given, "%lld", (long long)v->number);
    else if (v->kind == JSON_KIND_TEXT)
        buf_print(&given, "\"%.*s\"", STR_FMT(utf8_head(v->text, GIVEN_SHOWN)));
    else
        buf_text(&given, KINDS[v->kind]);
    return fail(k, code, buf_view(&given), STR(""));
}

static enum err fail_range(const struct check *k, const char *code, int64_t least,
                           int64_t most)
{
    AUTO(buf) struct buf a = BUF_SHOWN(32), b = BUF_SHOWN(32);

    buf_print(&a, "%lld", (long long)least);
    buf_print(&b, "%lld", (long long)most);
    return fail(k, code, buf_view(&a), buf_view(&b));
}

/* ---- texts ----------------------------------------------------------------------------- */

static enum err check_word(const struct shape *s, struct str text, const struct check *k)
{
    AUTO(buf) struct buf words = BUF_SHOWN(WORDS_SHOWN);

    for (const char *const *w = s->words; *w; w++) {
        if (str_eq(text, str_of(*w)))
            return ERR_OK;
        buf_print(&words, "%s%s", w == s->words ? "" : ", ", *w);
    }
    return fail(k, "shape.word", buf_view(&words), utf8_head(text, GIVEN_SHOWN));
}

static bool is_id(struct str text)
{
    int64_t id;

    return str_i64(text, &id) && id > 0;
}

static enum err check_length(const struct shape *s, struct str text, const struct check *k)
{
    int64_t count = s->most ? (int64_t)utf8_count(text) : (int64_t)text.len;

    if (count < s->least && s->least > 1)
        return fail_range(k, "shape.short", s->least, count);
    if (count < s->least)
        return fail_plain(k, "shape.empty");
    if (s->most && count > s->most)
        return fail_range(k, "shape.long", s->most, count);
    return ERR_OK;
}

static enum err check_text(const struct shape *s, struct str text, const struct check *k)
{
    instant moment;
    region place;
    date day;

    if (s->may_be_empty && !text.len)
        return ERR_OK;
    switch ((int)s->kind) {
    case SHAPE_ID:
        return is_id(text)
                   ? ERR_OK
                   : fail_given(k, "shape.id",
                                &(struct json){.kind = JSON_KIND_TEXT, .text = text});
    case SHAPE_DATE:
        return date_read(text, &day)
                   ? ERR_OK
                   : fail_given(k, "shape.date",
                                &(struct json){.kind = JSON_KIND_TEXT, .text = text});
    case SHAPE_INSTANT:
        return instant_read(text, &moment)
                   ? ERR_OK
                   : fail_given(k, "shape.instant",
                                &(struct json){.kind = JSON_KIND_TEXT, .text = text});
    case SHAPE_REGION:
        return region_read(text, &place)
                   ? ERR_OK
                   : fail_given(k, "shape.region",
                                &(struct json){.kind = JSON_KIND_TEXT, .text = text});
    case SHAPE_WORD:
        return check_word(s, text, k);
    default:
        return check_length(s, text, k);
    }
}

/* What is expected, when it is something else. */
static const char *expected(enum shape_kind kind)
{
    static const char *const CODES[] = {
        [SHAPE_TEXT] = "shape.text",       [SHAPE_INTEGER] = "shape.integer",
        [SHAPE_NUMBER] = "shape.integer",  [SHAPE_BOOL] = "shape.bool",
        [SHAPE_ID] = "shape.id",           [SHAPE_DATE] = "shape.date",
        [SHAPE_INSTANT] = "shape.instant", [SHAPE_REGION] = "shape.region",
        [SHAPE_WORD] = "shape.text",       [SHAPE_LIST] = "shape.list",
        [SHAPE_OBJECT] = "shape.object",   [SHAPE_MAP] = "shape.object",
        [SHAPE_FIELDS] = "shape.object",   [SHAPE_VALUE] = "shape.value"};

    return CODES[kind];
}

/* ---- values ---------------------------------------------------------------------------- */

static enum err check(const struct shape *s, const struct json *v, const struct check *k);

/* A number with a point is nowhere taken: not in what the handler reads itself either. */
static enum err check_any(const struct json *v, const struct check *k)
{
    if (v->kind == JSON_KIND_POINT)
        return fail_plain(k, "shape.point");
    for (size_t i = 0; i < v->count; i++) {
        struct at at = {k->at, v->items[i].key, i};
        TRY(check_any(&v->items[i], &(struct check){k->f, &at}));
    }
    return ERR_OK;
}

static enum err check_number(const struct shape *s, const struct json *v,
                             const struct check *k)
{
    if (v->kind != JSON_KIND_NUMBER || v->number < s->least || v->number > s->most)
        return fail_range(k, "shape.integer", s->least, s->most);
    return ERR_OK;
}

static enum err check_list(const struct shape *s, const struct json *v,
                           const struct check *k)
{
    if ((int64_t)v->count < s->least || (s->most && (int64_t)v->count > s->most))
        return fail_range(k, "shape.items", s->least, s->most);
    for (size_t i = 0; i < v->count; i++) {
        struct at at = {k->at, v->items[i].key, i};
        if (s->has_nulls && v->items[i].kind == JSON_KIND_NULL)
            continue;
        TRY(check(s->of, &v->items[i], &(struct check){k->f, &at}));
    }
    return ERR_OK;
}

/* A value of a field: no list, and an object only as {"id": …}. */
static enum err check_value(const struct json *v, const struct check *k)
{
    const struct json *id = json_find(v, "id");

    if (v->kind == JSON_KIND_LIST ||
        (v->kind == JSON_KIND_OBJECT && !(id && id->kind == JSON_KIND_TEXT)))
        return fail_plain(k, "shape.value");
    return check_any(v, k);
}

static const struct shape FIELD_VALUE = VALUE;
static const struct shape ANY_FIELDS = MAP(VALUE);

static bool takes_null(enum need need)
{
    return need == OR_NULL || need == AT_WILL;
}

static enum err check_member(const struct shape *s, const struct json *v,
                             const struct check *k)
{
    const struct member *m = shape_member(s, v->key);

    if (!m && s->is_open)
        return check(&FIELD_VALUE, v, k);
    if (!m)
        return fail_plain(k, "json.key");
    if (v->kind == JSON_KIND_NULL && takes_null(m->need))
        return ERR_OK;
    return check(&m->as, v, k);
}

static bool has_member(const struct json *object, const char *name)
{
    for (size_t i = 0; i < object->count; i++)
        if (str_eq(object->items[i].key, str_of(name)))
            return true;
    return false;
}

static enum err check_object(const struct shape *s, const struct json *v,
                             const struct check *k)
{
    for (size_t i = 0; i < v->count; i++) {
        struct at at = {k->at, v->items[i].key, i};
        TRY(check_member(s, &v->items[i], &(struct check){k->f, &at}));
    }
    for (const struct member *m = s->members; m->name; m++) {
        struct at at = {k->at, str_of(m->name), 0};
        if ((m->need == MUST || m->need == OR_NULL) && !has_member(v, m->name))
            return fail_plain(&(struct check){k->f, &at}, "shape.missing");
    }
    return ERR_OK;
}

static enum json_kind json_kind_of(enum shape_kind kind)
{
    switch ((int)kind) {
    case SHAPE_LIST:
        return JSON_KIND_LIST;
    case SHAPE_OBJECT:
    case SHAPE_MAP:
    case SHAPE_FIELDS:
        return JSON_KIND_OBJECT;
    default:
        return JSON_KIND_TEXT;
    }
}

/* Which of them is meant is told by a member that no other before it has. */
static const struct shape *choice_of(const struct shape *s, const struct json *v)
{
    const struct shape *const *choice = s->choices;

    while (choice[1] && !json_find(v, (*choice)->members[0].name))
        choice++;
    return *choice;
}

static enum err check(const struct shape *s, const struct json *v, const struct check *k)
{
    s = shape_of(s);
    if (s->kind == SHAPE_CHOICE)
        s = choice_of(s, v);
    switch ((int)s->kind) {
    case SHAPE_ANY:
        return check_any(v, k);
    case SHAPE_VALUE:
        return check_value(v, k);
    case SHAPE_INTEGER:
        return check_number(s, v, k);
    case SHAPE_BOOL:
        return v->kind == JSON_KIND_TRUE || v->kind == JSON_KIND_FALSE
                   ? ERR_OK
                   : fail_plain(k, "shape.bool");
    }
    if (v->kind != json_kind_of(s->kind))
        return fail_given(k, k->at->above ? expected(s->kind) : "shape.body", v);
    if (s->kind == SHAPE_OBJECT)
        return check_object(s, v, k);
    if (v->kind == JSON_KIND_TEXT)
        return check_text(s, v->text, k);
    return check_list(s->kind == SHAPE_FIELDS ? &ANY_FIELDS : s, v, k);
}

enum err shape_check(const struct shape *s, const struct json *v, struct fault *f)
{
    struct at root = {0};

    return check(s, v, &(struct check){f, &root});
}

/* ---- what stands behind the ? ----------------------------------------------------------- */

/* A text that is kept, not searched for, holds what texts of a body may hold. */
static enum err check_seemly(struct str text, const struct check *k)
{
    struct fault why = {0};

    if (!utf8_check(text, false, &why))
        return ERR_OK;
    return FAIL(k->f, ERR_INVALID, "request.character", "%.*s" SEP "%s",
                STR_FMT(utf8_head(k->at->key, KEY_SHOWN)), why.detail);
}

static enum err check_query(const struct shape *s, struct str text, const struct check *k)
{
    int64_t number;

    s = shape_of(s);
    if (s->kind == SHAPE_TEXT && s->most)
        TRY(check_seemly(text, k));
    if (s->kind != SHAPE_INTEGER)
        return check_text(s, text, k);
    if (!str_i64(text, &number) || number < s->least || number > s->most)
        return fail_range(k, "shape.integer", s->least, s->most);
    return ERR_OK;
}

static bool is_there(struct inputs queries, size_t before, struct str name)
{
    for (size_t i = 0; i < before; i++)
        if (str_eq(queries.items[i].field, name))
            return true;
    return false;
}

/* The parameter at `i`: known, once, saying something, of its kind. */
static enum err check_pair(const struct shape *s, struct inputs queries, size_t i,
                           struct fault *f)
{
    struct str name = queries.items[i].field, text = queries.items[i].text;
    struct at at = {NULL, name, 0};
    struct check k = {f, &at};
    const struct member *m = shape_member(s, name);

    if (!m && (!s->is_open || field_name_is_kept(name)))
        return fail_plain(&k, "query.key");
    if (is_there(queries, i, name))
        return fail_plain(&k, "query.twice");
    if (!text.len)
        return fail_plain(&k, "shape.empty");
    return m ? check_query(&m->as, text, &k) : ERR_OK;
}

enum err shape_check_query(const struct shape *s, struct inputs queries, struct fault *f)
{
    if (!s)
        s = &NOTHING;
    for (size_t i = 0; i < queries.count; i++)
        TRY(check_pair(s, queries, i, f));
    for (const struct member *m = s->members; m->name; m++) {
        struct at at = {NULL, str_of(m->name), 0};
        if (m->need == MUST && !is_there(queries, queries.count, str_of(m->name)))
            return fail_plain(&(struct check){f, &at}, "query.missing");
    }
    return ERR_OK;
}
