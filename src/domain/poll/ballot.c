/* One ballot as a line of text. */
#include "domain/poll/ballot.h"

#include "base/json.h"
#include "base/utf8.h"
#include "domain/names/same.h"

enum { MARK_SHOWN = 20 };

/* ---- by hand: plain strings and lists of them ------------------------------------ */

struct cursor {
    const char *at, *end;
};

static void skip_blanks(struct cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\r'))
        c->at++;
}

static bool take(struct cursor *c, char wanted)
{
    skip_blanks(c);
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* A string without escapes and control characters; anything else is not for here. */
static bool take_text(struct cursor *c, struct str *out)
{
    if (!take(c, '"'))
        return false;
    const char *from = c->at;
    while (c->at < c->end && *c->at != '"') {
        if (*c->at == '\\' || (unsigned char)*c->at < ' ')
            return false;
        c->at++;
    }
    *out = (struct str){from, (size_t)(c->at - from)};
    return take(c, '"');
}

static bool take_names(struct cursor *c, struct ballot *b)
{
    if (!take(c, '['))
        return false;
    if (take(c, ']'))
        return true;
    do {
        if (b->name_count == BALLOT_WRITE_INS_MAX)
            return false;
        struct ballot_name *n = &b->names[b->name_count++];
        n->mark = 'Y';
        if (!take_text(c, &n->name) || n->name.len > BALLOT_NAME_MAX ||
            !utf8_is_valid(n->name) || !utf8_is_plain(n->name, false) ||
            name_is_mark(n->name) || name_is_blank(n->name))
            return false;
    } while (take(c, ','));
    return take(c, ']');
}

static bool take_member(struct cursor *c, struct ballot *b, bool *has_marks,
                        bool *has_names)
{
    struct str key, reason;

    if (!take_text(c, &key) || !take(c, ':'))
        return false;
    if (str_eq(key, STR("marks")) && !*has_marks) {
        *has_marks = true;
        return take_text(c, &b->marks);
    }
    if (str_eq(key, STR("write_in")) && !*has_names) {
        *has_names = true;
        return take_names(c, b);
    }
    if (!str_eq(key, STR("void")) || b->is_void)
        return false;
    b->is_void = true;
    return take_text(c, &reason) && utf8_is_valid(reason) && utf8_is_plain(reason, false) &&
           !str_is_empty(str_trim(reason));
}

static bool read_plain(struct str line, struct ballot *b)
{
    struct cursor c = {line.ptr, line.ptr + line.len};
    bool has_marks = false, has_names = false;

    b->is_void = false;
    b->marks = (struct str){0};
    b->name_count = 0;
    if (!take(&c, '{'))
        return false;
    do
        if (!take_member(&c, b, &has_marks, &has_names))
            return false;
    while (take(&c, ','));
    if (!take(&c, '}'))
        return false;
    skip_blanks(&c);
    return c.at == c.end && (b->is_void ? !has_marks && !has_names : has_marks);
}

/* ---- any JSON -------------------------------------------------------------------- */

/* What each member must be, in any language. */
static const struct {
    const char *what, *must;
} FORMS[] = {{"{…}", "{\"marks\":\"YN\"}"},
             {"marks", "\"YN\""},
             {"write_in", "[\"…\",{\"name\":\"…\",\"mark\":\"-\"}]"},
             {"sheet", "{\"sheet\":[{\"marks\":\"YN\"},{\"void\":\"…\"}]}"}};

static enum err wrong(int64_t number, const char *what, struct fault *f)
{
    size_t i = 0;

    while (strcmp(FORMS[i].what, what) != 0)
        i++;
    return FAIL(f, ERR_INVALID, "ballot.wrong_value", "%lld" SEP "%s" SEP "%s",
                (long long)number, what, FORMS[i].must);
}

static bool read_name(const struct json *v, struct ballot_name *out)
{
    static const char *const KNOWN[] = {"name", "mark", NULL};

    *out = (struct ballot_name){.name = v->text, .mark = 'Y'};
    if (v->kind == JSON_KIND_OBJECT) {
        struct str mark = json_find_text(v, "mark");
        if (json_unknown(v, KNOWN) || !json_find(v, "name") || mark.len > 1)
            return false;
        out->name = json_find_text(v, "name");
        out->mark = (char)(mark.len ? mark.ptr[0] : '-');
    } else if (v->kind != JSON_KIND_TEXT) {
        return false;
    }
    return utf8_count(out->name) <= BALLOT_NAME_MAX && strchr("YNA?-", out->mark);
}

static enum err read_names(const struct json *list, int64_t number, struct ballot *b,
                           struct fault *f)
{
    if (!list)
        return ERR_OK;
    if (list->kind != JSON_KIND_LIST)
        return wrong(number, "write_in", f);
    if (list->count > BALLOT_WRITE_INS_MAX)
        return FAIL(f, ERR_TOO_BIG, "ballot.write_ins", "%lld" SEP "%d", (long long)number,
                    BALLOT_WRITE_INS_MAX);
    for (; b->name_count < list->count; b->name_count++) {
        struct ballot_name *n = &b->names[b->name_count];
        if (!read_name(&list->items[b->name_count], n))
            return wrong(number, "write_in", f);
        if (name_is_blank(n->name))
            return FAIL(f, ERR_INVALID, "ballot.blank_name", "%lld", (long long)number);
        if (name_is_mark(n->name))
            return FAIL(f, ERR_INVALID, "ballot.no_name", "%lld" SEP "%.*s",
                        (long long)number, STR_FMT(utf8_head(n->name, MARK_SHOWN)));
    }
    return ERR_OK;
}

/* `v` says void, and why, and nothing beside it: which of two answers would the paper show?  False and null say
 * nothing. */
static enum err read_void(const struct json *v, int64_t number, bool *out, struct fault *f)
{
    const struct json *voided = json_find(v, "void");
    struct str why = json_find_text(v, "void");

    *out = voided && voided->kind != JSON_KIND_FALSE;
    if (!*out)
        return ERR_OK;
    if (str_is_empty(str_trim(why)))
        return FAIL(f, ERR_INVALID, "ballot.void_why", "%lld", (long long)number);
    for (size_t i = 0; i < v->count; i++)
        if (v->items[i].kind != JSON_KIND_NULL && !str_eq(v->items[i].key, STR("void")))
            return FAIL(f, ERR_INVALID, "ballot.void_beside", "%lld" SEP "%.*s",
                        (long long)number, STR_FMT(v->items[i].key));
    return ERR_OK;
}

static enum err read_ballot(const struct json *v, int64_t number, struct ballot *b,
                            struct fault *f)
{
    static const char *const KNOWN[] = {"marks", "write_in", "void", NULL};

    if (v->kind != JSON_KIND_OBJECT)
        return wrong(number, "{…}", f);
    const struct json *unknown = json_unknown(v, KNOWN);
    if (unknown)
        return FAIL(f, ERR_INVALID, "ballot.unknown_key", "%lld" SEP "%.*s",
                    (long long)number, STR_FMT(utf8_head(unknown->key, 60)));

    const struct json *marks = json_find(v, "marks");
    b->name_count = 0;
    b->marks = json_find_text(v, "marks");
    TRY(read_void(v, number, &b->is_void, f));
    if ((marks && marks->kind != JSON_KIND_TEXT) || (!marks && !b->is_void))
        return wrong(number, "marks", f);
    return read_names(json_find(v, "write_in"), number, b, f);
}

static enum err parse(struct arena *a, struct str line, int64_t number, struct json **out,
                      struct fault *f)
{
    struct fault inner = {0}; /* names a line of the line: of no use here */

    if (json_parse(a, line, out, &inner))
        return FAIL(f, ERR_INVALID, "ballot.syntax", "%lld", (long long)number);
    if (json_unseemly(*out, NULL, false, &inner))
        return FAIL(f, ERR_INVALID, "ballot.character", "%lld" SEP "%s", (long long)number,
                    inner.detail);
    return ERR_OK;
}

enum err ballot_read(struct arena *a, struct str line, int64_t number, struct ballot *out,
                     struct fault *f)
{
    struct json *root = NULL;

    if (read_plain(line, out))
        return ERR_OK;
    TRY(parse(a, line, number, &root, f));
    return read_ballot(root, number, out, f);
}

enum err ballot_read_sheet(struct arena *a, struct str line, int64_t number,
                           struct ballot *out, size_t count, struct fault *f)
{
    static const char *const KNOWN[] = {"sheet", "void", NULL};
    struct json *root = NULL;

    TRY(parse(a, line, number, &root, f));
    const struct json *sheet = json_find(root, "sheet");
    bool is_void = false;
    if (root->kind != JSON_KIND_OBJECT || json_unknown(root, KNOWN))
        return wrong(number, "sheet", f);
    TRY(read_void(root, number, &is_void, f));
    if ((!sheet && !is_void) || (sheet && sheet->kind != JSON_KIND_LIST))
        return wrong(number, "sheet", f);
    if (sheet && sheet->count != count)
        return FAIL(f, ERR_INVALID, "ballot.questions", "%lld" SEP "%zu" SEP "%zu",
                    (long long)number, sheet->count, count);
    for (size_t i = 0; i < count; i++) {
        out[i].is_void = is_void;
        if (sheet)
            TRY(read_ballot(&sheet->items[i], number, &out[i], f));
    }
    return ERR_OK;
}
