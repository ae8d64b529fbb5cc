/*
 * A line is kept as JSON and put into words when it is read, in the language of who reads it:
 *
 *     {"what":"rows","ledger":"pledge","of":"","asked":["state","signed"],"rows":12,"bytes":6210,"digest":"…"}
 *
 * `asked` has a key and a value in turn, as behind the ? of the request.
 */
#include "service/record/handed.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/jsonw.h"
#include "base/utf8.h"
#include "service/account/event.h"
#include "service/site/site.h"

enum { VALUE_SHOWN = 60, WORDS_SHOWN = 2000, LINE_MOST = 1 << 16 };

static const struct str ACT = STR_INIT("hand_out");

bool handed_is(struct str act)
{
    return str_eq(act, ACT);
}

void handed_measure(struct arena *a, struct str bytes, struct handed *h)
{
    unsigned char digest[HASH_BYTES];

    crypto_digest(NULL, bytes, digest);
    h->bytes = (int64_t)bytes.len;
    h->digest = crypto_hex(a, digest, sizeof(digest));
}

static const struct ledger *find_ledger(const struct call *c, struct str name)
{
    return name.len ? catalog_ledger(engine_catalog(c->site->engine), name) : NULL;
}

/* The field that a condition is on: "held_on" of "held_on.from". */
static const struct field *field_of(const struct ledger *l, struct str key,
                                    struct str *ending)
{
    struct str name;

    *ending = key;
    (void)str_cut(ending, '.', &name);
    return l ? ledger_field(l, name) : NULL;
}

/* ---- writing ------------------------------------------------------------------------- */

/* How a sheet is written says nothing of what is in it. */
static bool is_manner(struct str key)
{
    return str_eq(key, STR("format")) || str_eq(key, STR("sort"));
}

/* Whether the words of a search are looked for in what is masked, too. */
static bool searches_masked(const struct ledger *l)
{
    for (size_t i = 0; l && i < l->field_count; i++)
        if (l->fields[i].mask != MASK_NONE && l->fields[i].is_searched)
            return true;
    return false;
}

static struct str value_kept(struct call *c, const struct ledger *l, const struct input *x)
{
    struct str ending;
    const struct field *f = field_of(l, x->field, &ending);
    bool hides = f ? f->type == FIELD_SEALED || f->mask != MASK_NONE
                   : str_eq(x->field, STR("q")) && searches_masked(l);

    return hides ? STR("***") : utf8_shown(c->arena, x->text, VALUE_SHOWN);
}

static void write_asked(struct call *c, struct jsonw *w, const struct handed *h)
{
    const struct ledger *l = find_ledger(c, h->ledger);

    jsonw_key(w, "asked");
    jsonw_open(w, '[');
    for (size_t i = 0; i < h->asked.count; i++) {
        const struct input *x = &h->asked.items[i];
        if (is_manner(x->field) || !x->text.len)
            continue;
        jsonw_str(w, x->field);
        jsonw_str(w, value_kept(c, l, x));
    }
    jsonw_close(w, ']');
}

enum err handed_note(struct call *c, const struct handed *h)
{
    AUTO(buf) struct buf line = BUF(LINE_MOST);
    struct jsonw w = {.out = &line};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "what", str_of(h->what));
    jsonw_pair(&w, "ledger", h->ledger);
    jsonw_pair(&w, "of", h->of);
    write_asked(c, &w, h);
    jsonw_pair_i64(&w, "rows", h->rows);
    jsonw_pair_i64(&w, "bytes", h->bytes);
    jsonw_pair(&w, "digest", h->digest);
    jsonw_close(&w, '}');
    return event_add(c, ACT, buf_view(&line));
}

/* ---- in words ------------------------------------------------------------------------ */

struct wording {
    struct call *call;
    const struct ledger *ledger; /* NULL: of none, or of none that there still is */
    struct buf *out;
};

static struct str word(const struct wording *x, const char *name)
{
    return message_find(x->call->locale, str_print(x->call->arena, "handed.%s", name));
}

static void begin_part(const struct wording *x)
{
    if (x->out->len)
        buf_text(x->out, x->call->locale == LOCALE_EN ? "; " : "；");
}

static void say(const struct wording *x, const char *name, struct str args)
{
    begin_part(x);
    message_write(x->out, x->call->locale, str_print(x->call->arena, "handed.%s", name),
                  args);
}

static struct str key_label(const struct wording *x, const struct field *f, struct str key)
{
    struct call *c = x->call;

    if (f)
        return f->label.in[c->locale];
    if (str_eq(key, STR("region")) || str_eq(key, STR("state")))
        return message_find(c->locale, str_print(c->arena, "column.%.*s", STR_FMT(key)));
    struct str known =
        word(x, str_c(c->arena, str_print(c->arena, "by_%.*s", STR_FMT(key))));
    return known.len ? known : key;
}

static struct str one_label(const struct wording *x, const struct field *f, struct str key,
                            struct str text)
{
    enum locale in = x->call->locale;
    const struct code_item *item =
        f && f->type == FIELD_CODE ? code_find(f->codes, text) : NULL;
    int state =
        !f && x->ledger && str_eq(key, STR("state")) ? ledger_state(x->ledger, text) : -1;
    region place;

    if (item)
        return item->label.in[in];
    if (state >= 0)
        return x->ledger->states[state].label.in[in];
    if ((f ? f->type == FIELD_REGION : str_eq(key, STR("region"))) &&
        region_read(text, &place))
        return region_name(x->call->site->regions, x->call->arena, place, in);
    return text;
}

/* One of several values is enough. */
static struct str value_label(const struct wording *x, const struct field *f,
                              struct str key, struct str text)
{
    struct buf all = BUF_SHOWN(WORDS_SHOWN);

    for (struct str one; str_cut(&text, ',', &one);) {
        if (all.len)
            buf_text(&all, x->call->locale == LOCALE_EN ? " or " : "或");
        buf_str(&all, one_label(x, f, key, one));
    }
    struct str kept = str_copy(x->call->arena, buf_view(&all));
    buf_done(&all);
    return kept;
}

/* How a condition is put, by what stands behind the name of the field. */
static const char *form_of(struct str ending, bool on)
{
    static const struct {
        struct str ending;
        const char *form;
    } FORMS[] = {{STR_INIT("from"), "is_from"},
                 {STR_INIT("to"), "is_to"},
                 {STR_INIT("has"), "is_having"}};

    if (str_eq(ending, STR("empty")))
        return on ? "is_empty" : "is_filled";
    for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++)
        if (str_eq(ending, FORMS[i].ending))
            return FORMS[i].form;
    return "is";
}

/* "late=1", "empty=1": said when it is on. */
static bool say_switch(const struct wording *x, struct str key, bool on)
{
    struct arena *a = x->call->arena;
    const char *name = str_c(a, str_print(a, "only_%.*s", STR_FMT(key)));

    if (!word(x, name).len)
        return false;
    if (on)
        say(x, name, (struct str){0});
    return true;
}

static void say_condition(const struct wording *x, struct str key, struct str text)
{
    struct str ending;
    const struct field *f = field_of(x->ledger, key, &ending);
    bool on = str_eq(text, STR("1"));

    if (!f && say_switch(x, key, on))
        return;
    struct str label = key_label(x, f, key), value = value_label(x, f, key, text);
    say(x, form_of(f ? ending : (struct str){0}, on),
        str_print(x->call->arena, "%.*s" SEP "%.*s", STR_FMT(label), STR_FMT(value)));
}

static void say_number(const struct wording *x, const char *name, int64_t n)
{
    if (n >= 0)
        say(x, name, str_print(x->call->arena, "%lld", (long long)n));
}

static void say_all(const struct wording *x, const struct json *line)
{
    struct arena *a = x->call->arena;
    struct str of = json_find_text(line, "of"), digest = json_find_text(line, "digest");
    const struct json *asked = json_find(line, "asked");

    say(x, str_c(a, json_find_text(line, "what")), (struct str){0});
    if (x->ledger)
        buf_print(x->out, "%s%.*s", x->call->locale == LOCALE_EN ? ": " : "：",
                  STR_FMT(x->ledger->label.in[x->call->locale]));
    if (of.len)
        buf_print(x->out, " %.*s", STR_FMT(of));
    for (size_t i = 0; asked && i + 1 < asked->count; i += 2)
        say_condition(x, asked->items[i].text, asked->items[i + 1].text);
    say_number(x, "rows_in_it", json_find_number(line, "rows", -1));
    say_number(x, "bytes", json_find_number(line, "bytes", -1));
    if (digest.len)
        say(x, "blake2b", digest);
}

struct str handed_words(struct call *c, struct str target)
{
    ptrdiff_t at = str_find(target, STR("{")); /* behind the name of a rehearsal, maybe */
    AUTO(buf) struct buf out = BUF_SHOWN(BUF_MESSAGE);
    struct fault unread = {0};
    struct json *line;

    if (at < 0 ||
        json_parse(c->arena, str_sub(target, (size_t)at, target.len), &line, &unread))
        return target;
    struct wording x = {c, find_ledger(c, json_find_text(line, "ledger")), &out};
    say_all(&x, line);
    return str_print(c->arena, "%.*s%.*s", (int)at, target.ptr, STR_FMT(buf_view(&out)));
}
