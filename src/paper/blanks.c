/* The table of blanks: English keys and Chinese labels. */
#include "paper/blanks.h"

#include "base/utf8.h"

enum { NAME_MAX_CHARS = 40 };

struct name {
    struct str key, label;
    const struct name *fields; /* of a list */
    size_t field_count;
};

struct form_blanks {
    struct name *names;
    size_t count;
};

static const char *const LABEL_KEYS[] = {"zh-Hans", "en", "zh-Hant", NULL};

static enum err wrong(struct str text, const struct json *at, struct fault *f)
{
    return FAIL(f, ERR_INVALID, "form.blanks", "%d" SEP "%.*s", json_line(text, at),
                STR_FMT(at->key));
}

static enum err read_name(struct str text, const struct json *at, struct name *out,
                          struct fault *f)
{
    const struct json *label = json_find(at, "label");

    *out = (struct name){.key = at->key, .label = json_find_text(label, "zh-Hans")};
    if (str_is_empty(out->key) || str_is_empty(out->label) ||
        json_unknown(label, LABEL_KEYS))
        return wrong(text, at, f);
    return ERR_OK;
}

static enum err read_fields(struct arena *a, struct str text, const struct json *list,
                            struct name *out, struct fault *f)
{
    const struct json *fields = json_find(list, "fields");

    TRY(read_name(text, list, out, f));
    if (!fields || fields->kind != JSON_KIND_OBJECT)
        return wrong(text, list, f);
    struct name *names = ARENA_ARRAY(a, struct name, fields->count + 1);
    for (size_t i = 0; i < fields->count; i++)
        TRY(read_name(text, &fields->items[i], &names[i], f));
    out->fields = names;
    out->field_count = fields->count;
    return ERR_OK;
}

enum err form_blanks_read(struct arena *a, struct str text, struct form_blanks **out,
                          struct fault *f)
{
    struct json *root = NULL;

    TRY(json_parse(a, text, &root, f));
    const struct json *plain = json_find(root, "blanks"), *lists = json_find(root, "lists");
    if (!plain || plain->kind != JSON_KIND_OBJECT || !lists ||
        lists->kind != JSON_KIND_OBJECT)
        return FAIL(f, ERR_INVALID, "form.blanks", "%d" SEP "%s", 1, "blanks, lists");

    struct form_blanks *b = ARENA_NEW(a, struct form_blanks);
    b->names = ARENA_ARRAY(a, struct name, plain->count + lists->count + 1);
    for (size_t i = 0; i < plain->count; i++)
        TRY(read_name(text, &plain->items[i], &b->names[b->count++], f));
    for (size_t i = 0; i < lists->count; i++)
        TRY(read_fields(a, text, &lists->items[i], &b->names[b->count++], f));
    *out = b;
    return ERR_OK;
}

static const struct name *find(const struct name *names, size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(names[i].key, text) || str_eq(names[i].label, text))
            return &names[i];
    return NULL;
}

static bool find_field(const struct form_blanks *blanks, struct str list, struct str field,
                       struct blank *out)
{
    ptrdiff_t plus = str_find(list, STR("+"));

    if (plus >= 0) {
        struct str digit = str_sub(list, (size_t)plus + 1, list.len);
        if (digit.len != 1 || digit.ptr[0] < '1' || digit.ptr[0] > '0' + BLANK_OFFSET_MAX)
            return false;
        out->offset = (size_t)(digit.ptr[0] - '0');
        list.len = (size_t)plus;
    }
    const struct name *outer = find(blanks->names, blanks->count, str_trim(list));
    if (!outer || !outer->fields)
        return false;
    out->list = outer->key;
    out->label = outer->label;
    field = str_trim(field);
    if (str_eq(field, STR("#")) || str_eq(field, STR("序号"))) {
        out->field = STR("#");
        return true;
    }
    const struct name *inner = find(outer->fields, outer->field_count, field);
    if (inner)
        out->field = inner->key;
    return inner;
}

static void strip_mark(struct str *text, struct blank *out)
{
    static const struct {
        const char *mark;
        enum blank_kind kind;
    } MARKS[] = {
        {"?!", BLANK_IF_NOT}, {"？！", BLANK_IF_NOT}, {"?", BLANK_IF}, {"？", BLANK_IF}};

    for (size_t i = 0; i < sizeof(MARKS) / sizeof(MARKS[0]); i++)
        if (str_starts(*text, str_of(MARKS[i].mark))) {
            size_t len = strlen(MARKS[i].mark);
            out->kind = MARKS[i].kind;
            *text = str_trim(str_sub(*text, len, text->len - len));
            return;
        }
}

bool blank_find(const struct form_blanks *blanks, struct str text, struct blank *out)
{
    *out = (struct blank){0};
    text = str_trim(text);
    strip_mark(&text, out);
    ptrdiff_t bar = str_find(text, STR("|"));
    if (bar >= 0 && out->kind == BLANK_VALUE) {
        out->kind = BLANK_JOIN;
        out->separator = str_sub(text, (size_t)bar + 1, text.len);
        text = str_sub(text, 0, (size_t)bar);
    }
    ptrdiff_t dot = str_find(text, STR("."));
    if (dot >= 0)
        return find_field(blanks, str_sub(text, 0, (size_t)dot),
                          str_sub(text, (size_t)dot + 1, text.len), out);
    const struct name *n = find(blanks->names, blanks->count, text);
    if (!n)
        return false;
    /* A list as such has a number of items, which only a condition asks for. */
    bool is_condition = out->kind == BLANK_IF || out->kind == BLANK_IF_NOT;
    out->field = n->key;
    out->label = n->label;
    return out->kind != BLANK_JOIN && (!n->fields || is_condition);
}

static size_t characters(struct str s, uint32_t out[NAME_MAX_CHARS])
{
    size_t count = 0, at = 0;

    while (at < s.len && count < NAME_MAX_CHARS)
        out[count++] = utf8_next(s, &at);
    return count;
}

/* Characters to put in, take out or change (Levenshtein). */
static size_t distance(struct str a, struct str b)
{
    uint32_t x[NAME_MAX_CHARS], y[NAME_MAX_CHARS];
    size_t n = characters(a, x), m = characters(b, y), row[NAME_MAX_CHARS + 1];

    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = corner + (x[i - 1] != y[j - 1]);
            corner = row[j];
            best = corner + 1 < best ? corner + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return row[m];
}

static void consider(struct str text, struct str name, struct str *best, size_t *least)
{
    size_t d = distance(text, name);

    if (d < *least) {
        *least = d;
        *best = name;
    }
}

struct str blank_nearest(struct arena *a, const struct form_blanks *blanks, struct str text)
{
    struct str best = {0};
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < blanks->count; i++) {
        const struct name *n = &blanks->names[i];
        if (!n->fields) {
            consider(text, n->key, &best, &least);
            consider(text, n->label, &best, &least);
        }
        for (size_t j = 0; n->fields && j < n->field_count; j++) {
            const struct name *g = &n->fields[j];
            consider(text, str_print(a, "%.*s.%.*s", STR_FMT(n->key), STR_FMT(g->key)),
                     &best, &least);
            consider(text, str_print(a, "%.*s.%.*s", STR_FMT(n->label), STR_FMT(g->label)),
                     &best, &least);
        }
    }
    return best;
}
