/* Ballots of pages to lines that are counted. */
#include "domain/poll/sheet.h"

#include "base/buf.h"
#include "base/jsonw.h"
#include "base/utf8.h"
#include "domain/names/same.h"
#include "domain/poll/election.h"
#include "domain/poll/sum.h"

enum {
    NAME_SHOWN = 20,
    VOTER_NAME_MAX = 20 /* characters of a name that a voter writes */,
    LINE_MOST = 1 << 20
};

struct checking {
    struct arena *arena;
    enum sheet_from from;
    struct fault *fault;
    struct jsonw w;
};

static enum err wrong(struct checking *k, const char *what)
{
    return FAIL(k->fault, ERR_INVALID, "vote.shape", "%s", what);
}

/* How often each letter occurs; other letters are refused. */
static enum err check_marks(struct checking *k, struct str marks,
                            const struct sheet_question *q, size_t number, int64_t count[4])
{
    static const char LETTERS[] = "YNA?";
    int allowed = k->from == SHEET_VOTER ? 3 : 4;

    memset(count, 0, 4 * sizeof(*count));
    if ((int64_t)marks.len != q->candidates)
        return FAIL(k->fault, ERR_INVALID, "vote.marks", "%zu" SEP "%zu" SEP "%lld", number,
                    marks.len, (long long)q->candidates);
    for (size_t i = 0; i < marks.len; i++) {
        const char *at = memchr(LETTERS, marks.ptr[i], (size_t)allowed);
        if (!at)
            return FAIL(k->fault, ERR_INVALID, "vote.letter", "%zu" SEP "%zu", number,
                        i + 1);
        count[at - LETTERS]++;
    }
    return ERR_OK;
}

/* The names as they are compared.  A line that was opened and left blank is nobody's, and nobody's guess. */
static enum err read_names(struct checking *k, const struct json *list, size_t number,
                           struct str **out, size_t *out_count)
{
    size_t most = k->from == SHEET_VOTER ? VOTER_NAME_MAX : ELECTION_NAME_MAX, n = 0;
    struct str *names = ARENA_ARRAY(k->arena, struct str, list ? list->count : 0);

    if (list && list->kind != JSON_KIND_LIST)
        return wrong(k, "write_in");
    for (size_t i = 0; list && i < list->count; i++) {
        struct str name = list->items[i].text;
        if (list->items[i].kind != JSON_KIND_TEXT || utf8_count(name) > most)
            return FAIL(k->fault, ERR_INVALID, "vote.name", "%.*s" SEP "%zu",
                        STR_FMT(utf8_head(name, NAME_SHOWN)), most);
        TRY(utf8_check(name, false, k->fault));
        if (name_is_blank(name))
            return FAIL(k->fault, ERR_INVALID, "vote.blank_name", "%zu", number);
        if (name_is_mark(name) || name_is_answer(name))
            return FAIL(k->fault, ERR_INVALID, "vote.no_name", "%.*s",
                        STR_FMT(utf8_head(name, NAME_SHOWN)));
        names[n++] = name_plain(k->arena, name);
    }
    *out = names;
    *out_count = n;
    return ERR_OK;
}

/* A voter is told before sending what would not count or would spoil the ballot. */
static enum err check_voter(struct checking *k, const struct sheet_question *q,
                            size_t number, const int64_t count[4], const struct str *names,
                            size_t name_count)
{
    int64_t chosen = count[0] + (int64_t)name_count;
    int64_t entitled = count[1] + (q->after_abstain ? count[2] : 0);

    if (q->needs == NEEDS_NOTHING)
        entitled = q->seats;
    if (q->needs == NEEDS_NEVER)
        entitled = 0;
    if (chosen > q->seats)
        return FAIL(k->fault, ERR_RULE, "vote.too_many", "%zu" SEP "%lld" SEP "%lld",
                    number, (long long)chosen, (long long)q->seats);
    if ((int64_t)name_count > entitled)
        return FAIL(k->fault, ERR_RULE, "vote.write_in", "%zu" SEP "%lld", number,
                    (long long)entitled);
    for (size_t i = 0; i < name_count; i++)
        for (size_t j = 0; j < i; j++)
            if (str_eq(names[i], names[j]))
                return FAIL(k->fault, ERR_RULE, "vote.same_name", "%zu" SEP "%.*s", number,
                            STR_FMT(names[i]));
    return ERR_OK;
}

static enum err write_answer(struct checking *k, const struct json *answer,
                             const struct sheet_question *q, size_t number)
{
    static const char *const KNOWN[] = {"marks", "write_in", NULL};
    struct str marks = json_find_text(answer, "marks"), *names;
    int64_t count[4];
    size_t name_count;

    if (answer->kind != JSON_KIND_OBJECT || json_unknown(answer, KNOWN))
        return wrong(k, "answers");
    TRY(check_marks(k, marks, q, number, count));
    TRY(read_names(k, json_find(answer, "write_in"), number, &names, &name_count));
    if (k->from == SHEET_VOTER)
        TRY(check_voter(k, q, number, count, names, name_count));
    jsonw_open(&k->w, '{');
    jsonw_pair(&k->w, "marks", marks);
    if (name_count) {
        jsonw_key(&k->w, "write_in");
        jsonw_open(&k->w, '[');
        for (size_t i = 0; i < name_count; i++)
            jsonw_str(&k->w, names[i]);
        jsonw_close(&k->w, ']');
    }
    jsonw_close(&k->w, '}');
    return ERR_OK;
}

static enum err write_answers(struct checking *k, const struct json *answers,
                              const struct sheet_question *questions, size_t count)
{
    if (!answers || answers->kind != JSON_KIND_LIST || answers->count != count)
        return FAIL(k->fault, ERR_INVALID, "vote.answers", "%zu" SEP "%zu",
                    answers ? answers->count : 0, count);
    if (count == 1)
        return write_answer(k, &answers->items[0], questions, 1);
    jsonw_open(&k->w, '{');
    jsonw_key(&k->w, "sheet");
    jsonw_open(&k->w, '[');
    for (size_t i = 0; i < count; i++)
        TRY(write_answer(k, &answers->items[i], &questions[i], i + 1));
    jsonw_close(&k->w, ']');
    jsonw_close(&k->w, '}');
    return ERR_OK;
}

static enum err write_void(struct checking *k, const struct json *voided)
{
    struct str reason = voided->text;

    if (k->from == SHEET_VOTER || voided->kind != JSON_KIND_TEXT ||
        utf8_count(reason) > 100 || str_is_empty(str_trim(reason)))
        return wrong(k, "void");
    TRY(utf8_check(reason, false, k->fault));
    jsonw_open(&k->w, '{');
    jsonw_pair(&k->w, "void", str_trim(reason));
    jsonw_close(&k->w, '}');
    return ERR_OK;
}

enum err sheet_line(struct arena *a, const struct json *ballot, struct sheet sheet,
                    enum sheet_from from, struct str *line, struct fault *f)
{
    static const char *const KNOWN[] = {"answers", "void", NULL};
    AUTO(buf) struct buf text = BUF(LINE_MOST);
    struct checking k = {a, from, f, {.out = &text}};
    const struct json *voided = json_find(ballot, "void");

    if (!ballot || ballot->kind != JSON_KIND_OBJECT || json_unknown(ballot, KNOWN))
        return wrong(&k, "ballot");
    if (voided && json_find(ballot, "answers")) /* which of them does the paper show? */
        return wrong(&k, "void");
    if (voided)
        TRY(write_void(&k, voided));
    else
        TRY(write_answers(&k, json_find(ballot, "answers"), sheet.questions, sheet.count));
    *line = str_copy(a, buf_view(&text));
    return buf_is_full(&text) ? wrong(&k, "ballot") : ERR_OK;
}

/* ---- sums ------------------------------------------------------------------------ */

enum err sheet_sum_line(struct arena *a, const struct json *sums, size_t count,
                        struct str *line, struct fault *f)
{
    static const char *const KNOWN[] = {"returned", "void", "answers", NULL};
    AUTO(buf) struct buf text = BUF(LINE_MOST);
    struct checking k = {a, SHEET_TELLER, f, {.out = &text}};
    const struct json *answers = json_find(sums, "answers");

    if (!sums || sums->kind != JSON_KIND_OBJECT || json_unknown(sums, KNOWN) || !answers ||
        answers->count != count)
        return wrong(&k, "answers");
    jsonw_open(&k.w, '{');
    jsonw_key(&k.w, "sum");
    jsonw_open(&k.w, '{');
    jsonw_pair_i64(&k.w, "returned", json_find_number(sums, "returned", 0));
    jsonw_pair_i64(&k.w, "void", json_find_number(sums, "void", 0));
    jsonw_key(&k.w, "answers");
    jsonw_value(&k.w, answers);
    jsonw_close(&k.w, '}');
    jsonw_close(&k.w, '}');
    *line = str_copy(a, buf_view(&text));
    return buf_is_full(&text) ? wrong(&k, "answers") : ERR_OK;
}

int64_t sheet_returned(struct arena *a, struct str line)
{
    struct json *root = NULL;
    struct fault f = {0};

    if (!sum_is_one(line) || json_parse(a, line, &root, &f))
        return 1;
    return json_find_number(json_find(root, "sum"), "returned", 0);
}

size_t sheet_line_most(const struct sheet_question *questions, size_t count)
{
    size_t most = 64;

    for (size_t i = 0; i < count; i++) {
        int64_t names = questions[i].needs == NEEDS_NEVER ? 0 : questions[i].seats;
        most +=
            64 + (size_t)questions[i].candidates + (size_t)names * (VOTER_NAME_MAX * 4 + 3);
    }
    return most;
}
