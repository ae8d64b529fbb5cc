/* Pure commands: counting ballots, names in stroke order.  No data folder. */
#include "base/jsonw.h"
#include "command_site.h"
#include "command_table.h"
#include "domain/names/names.h"
#include "domain/poll/count.h"
#include "domain/poll/evidence.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 1 << 20, NAMES_MOST = 64 << 20 };

static int open_input(const char *path)
{
    if (!path || strcmp(path, "-") == 0)
        return STDIN_FILENO;
    return open(path, O_RDONLY | O_CLOEXEC);
}

static enum err cannot_read(struct fault *f, const char *path)
{
    return FAIL(f, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "file.read", "%s" SEP "%s",
                path, strerror(errno));
}

/* All of a file, or of standard input (-): what every pure command reads. */
static enum err input_read(struct arena *a, const char *path, size_t most, struct str *out,
                           struct fault *f)
{
    AUTO(buf) struct buf text = BUF(most + BLOCK);
    ssize_t n = 1;

    if (strcmp(path, "-") != 0)
        return file_read(a, path, most, out, f);
    while (n > 0 && text.len <= most) {
        char *at = buf_reserve(&text, BLOCK);
        n = at ? read(STDIN_FILENO, at, BLOCK) : 0;
        if (n < 0)
            return cannot_read(f, path);
        buf_took(&text, (size_t)n);
    }
    if (buf_is_full(&text) || text.len > most)
        return FAIL(f, ERR_TOO_BIG, "file.too_big", "%s" SEP "%zu", path, most >> 20);
    *out = str_copy(a, buf_view(&text));
    return ERR_OK;
}

static enum err feed(struct count *count, int fd, char *block, const char *path,
                     struct fault *f)
{
    for (;;) {
        ssize_t n = read(fd, block, BLOCK);
        if (n == 0)
            return ERR_OK;
        if (n < 0)
            return cannot_read(f, path);
        TRY(election_feed(count, (struct str){block, (size_t)n}, f));
    }
}

static enum err count(struct options *o, struct arena *a, struct buf *out, struct fault *f)
{
    const char *ballots = o->arg_count > 1 ? o->args[1] : "-";
    struct count *count;
    struct str election;
    if (strcmp(o->args[0], "-") == 0 && strcmp(ballots, "-") == 0)
        return FAIL(f, ERR_INVALID, "count.one_input", "%s", "");
    TRY(input_read(a, o->args[0], JSON_BYTES_MAX, &election, f));
    TRY(election_begin(a, election, &count, f));
    int fd = open_input(ballots);
    if (fd < 0) {
        election_drop(count);
        return cannot_read(f, ballots);
    }
    enum err err = feed(count, fd, arena_bytes(a, BLOCK), ballots, f);
    if (fd != STDIN_FILENO)
        close(fd);
    return err ? err : election_end(count, out, f);
}

int run_count(struct options *o)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct fault f = {0};
    enum err err = count(o, a, &out, &f);

    if (err)
        return report(o, err, &f);
    buf_char(&out, '\n');
    put(&out);
    return EXIT_DONE;
}

/* ---- evidence --------------------------------------------------------------------------- */

enum key_is { KEY_UNASKED, KEY_EXPECTED, KEY_OTHER };

static void write_report(const struct evidence_report *e, enum key_is key, struct buf *out)
{
    struct jsonw w = {.out = out};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "title", e->title);
    if (e->is_rehearsal)
        jsonw_pair_bool(&w, "rehearsal", true);
    jsonw_pair_bool(&w, "whole", e->is_whole);
    jsonw_pair_bool(&w, "signed", e->is_signed);
    jsonw_pair_bool(&w, "recounted", e->is_recounted);
    jsonw_pair_bool(&w, "form", e->is_in_form);
    jsonw_pair_bool(&w, "sums", e->sums_agree);
    if (key != KEY_UNASKED)
        jsonw_pair_bool(&w, "expected", key == KEY_EXPECTED);
    jsonw_pair_i64(&w, "ballots", e->ballots);
    jsonw_pair_i64(&w, "signatures", e->signatures);
    jsonw_pair(&w, "key", e->key);
    if (e->decision)
        jsonw_pair(&w, "declared_void", json_find_text(e->decision, "cause"));
    jsonw_key(&w, "result");
    if (e->recounted.len)
        jsonw_raw(&w, e->recounted);
    else
        jsonw_null(&w);
    jsonw_close(&w, '}');
    buf_char(out, '\n');
}

/* The first thing that does not fit, as an error; all of it is in the report. */
static enum err judge(const struct evidence_report *e, enum key_is key, struct fault *f)
{
    if (e->is_rehearsal)
        return FAIL(f, ERR_RULE, "evidence.rehearsal", "%s", "");
    if (!e->is_whole && !e->key.len)
        return FAIL(f, ERR_RULE, "evidence.missing", "%s", "seal");
    if (!e->is_whole)
        return FAIL(f, ERR_RULE, "evidence.changed", "%s", "");
    if (!e->is_signed)
        return FAIL(f, ERR_RULE, "evidence.unsigned", "%s", "");
    if (key == KEY_OTHER)
        return FAIL(f, ERR_RULE, "evidence.other_key", "%.*s", STR_FMT(e->key));
    if (!e->is_in_form && !e->form_line)
        return FAIL(f, ERR_RULE, "evidence.missing", "%.*s", STR_FMT(e->form_part));
    if (!e->is_in_form)
        return FAIL(f, ERR_RULE, "evidence.form", "%lld" SEP "%.*s",
                    (long long)e->form_line, STR_FMT(e->form_part));
    if (!e->is_recounted)
        return FAIL(f, ERR_RULE, "evidence.other_result", "%s", "");
    return e->sums_agree ? ERR_OK : FAIL(f, ERR_RULE, "evidence.sums", "%s", "");
}

static enum err check_key(struct arena *a, const char *key, const struct evidence_report *e,
                          enum key_is *out, struct fault *f)
{
    bool fits = false;

    *out = KEY_UNASKED;
    if (!key)
        return ERR_OK;
    TRY(evidence_key_fits(a, e, str_of(key), &fits, f));
    *out = fits ? KEY_EXPECTED : KEY_OTHER;
    return ERR_OK;
}

int run_verify_evidence(struct options *o)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct evidence_report e;
    struct fault f = {0};
    struct str text;
    enum key_is key = KEY_UNASKED;
    enum err err = input_read(a, o->args[0], EVIDENCE_MOST, &text, &f);

    if (!err)
        err = evidence_check(a, text, &e, &f);
    if (!err)
        err = check_key(a, o->key, &e, &key, &f);
    if (err)
        return report(o, err, &f);
    write_report(&e, key, &out);
    put(&out);
    err = judge(&e, key, &f);
    return err ? report(o, err, &f) : EXIT_DONE;
}

/* ---- names ------------------------------------------------------------------------------ */

static enum err names(struct options *o, struct arena *a, struct buf *out,
                      struct buf *unknown, struct fault *f)
{
    enum names_order order = NAMES_SURNAME;
    struct str text;

    if (o->order && !names_order_read(str_of(o->order), &order))
        return FAIL(f, ERR_INVALID, "names.order", "%s", o->order);
    TRY(input_read(a, o->arg_count ? o->args[0] : "-", NAMES_MOST, &text, f));
    return names_sort_lines(text, order, a, out, unknown, f);
}

/* Characters that the table does not know are told, one name a line; the list is complete all the same. */
static void tell_unknown(const struct options *o, struct buf *unknown)
{
    struct str lines = buf_view(unknown);

    for (struct str line; str_cut(&lines, '\n', &line);) {
        struct fault f = {0};
        struct str name;
        if (!line.len || !str_cut(&line, '\t', &name))
            continue;
        enum err err = FAIL(&f, ERR_RULE, "names.unknown", "%.*s" SEP "%.*s", STR_FMT(name),
                            STR_FMT(line));
        (void)report(o, err, &f);
    }
}

int run_names(struct options *o)
{
    AUTO(arena) struct arena *a = arena_new();
    AUTO(buf) struct buf out = BUF(BUF_FILE), unknown = BUF(BUF_REPLY);
    struct fault f = {0};
    enum err err = names(o, a, &out, &unknown, &f);

    if (err)
        return report(o, err, &f);
    put(&out);
    tell_unknown(o, &unknown);
    return unknown.len ? EXIT_NO : EXIT_DONE;
}
