#include "service/site/hant.h"

#include "base/json.h"
#include "base/jsonw.h"

#include <opencc/opencc.h>
#include <pthread.h>

/* Where the text that begins at the quote `at` ends: behind its closing quote. */
static size_t text_end(struct str s, size_t at)
{
    for (at++; at < s.len && s.ptr[at] != '"'; at++)
        if (s.ptr[at] == '\\')
            at++;
    return at < s.len ? at + 1 : s.len;
}

static size_t skip_to(struct str s, size_t at, char wanted)
{
    while (at < s.len && strchr(" \t\r\n:", s.ptr[at]) && s.ptr[at] != wanted)
        at++;
    return at < s.len && s.ptr[at] == wanted ? at : s.len;
}

/* Does the label (an object without objects in it) around byte `at` have a zh-Hant? */
static bool has_hant(struct str s, size_t open, size_t at)
{
    while (at < s.len && s.ptr[at] != '}')
        at = s.ptr[at] == '"' ? text_end(s, at) : at + 1;
    return str_find(str_sub(s, open, at - open), STR("\"zh-Hant\"")) >= 0;
}

/* `quoted` as it stands in the document: it may be written with escapes. */
static void add_hant(struct buf *out, opencc_t cc, struct str quoted)
{
    AUTO(arena) struct arena *a = arena_new();
    struct jsonw w = {.out = out};
    struct fault ignored = {0};
    struct json *value;

    if (json_parse(a, quoted, &value, &ignored) || !value->text.len)
        return;
    char *text = opencc_convert_utf8(cc, value->text.ptr, value->text.len);
    if (!text)
        return;
    buf_text(out, ", \"zh-Hant\": ");
    jsonw_str(&w, str_of(text));
    opencc_convert_utf8_free(text);
}

static void fill(struct buf *out, opencc_t cc, struct str s)
{
    size_t open = 0, done = 0;

    for (size_t at = 0; at < s.len;) {
        if (s.ptr[at] == '{')
            open = at;
        if (s.ptr[at] != '"') {
            at++;
            continue;
        }
        size_t end = text_end(s, at), value = s.len;
        if (str_eq(str_sub(s, at, end - at), STR("\"zh-Hans\"")))
            value = skip_to(s, skip_to(s, end, ':') + 1, '"');
        at = end;
        if (value >= s.len || has_hant(s, open, value))
            continue;
        at = text_end(s, value);
        buf_str(out, str_sub(s, done, at - done));
        add_hant(out, cc, str_sub(s, value, at - value));
        done = at;
    }
    buf_str(out, str_sub(s, done, s.len - done));
}

struct str hant_fill(struct arena *a, struct str json)
{
    AUTO(arena) struct arena *scratch = arena_new();
    AUTO(buf) struct buf out = BUF(JSON_BYTES_MAX);
    struct fault ignored = {0};
    struct json *root;

    if (json_parse(scratch, json, &root, &ignored))
        return json;
    opencc_t cc = opencc_open("s2t.json");
    if (cc == (opencc_t)-1) /* NOLINT: OpenCC's own word for failure */
        return json;
    fill(&out, cc, json);
    opencc_close(cc);
    return buf_is_full(&out) ? json : str_copy(a, buf_view(&out));
}

/* Opened once: that takes longer than a thousand conversions. */
static opencc_t simplifier(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static opencc_t cc;

    pthread_mutex_lock(&lock);
    if (!cc)
        cc = opencc_open("t2s.json");
    opencc_t out = cc;
    pthread_mutex_unlock(&lock);
    return out;
}

struct str hans_of(struct arena *a, struct str text)
{
    opencc_t cc = simplifier();

    if (cc == (opencc_t)-1 || !text.len) /* NOLINT: OpenCC's own word for failure */
        return text;
    char *plain = opencc_convert_utf8(cc, text.ptr, text.len);
    if (!plain)
        return text;
    struct str out = str_copy(a, str_of(plain));
    opencc_convert_utf8_free(plain);
    return out;
}
