/* Why an election is void, on every paper that says so: what the count found, or whose decision, of which day and
 * paper, for which cause. */
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/values.h"

static bool is_pre(const struct poll *p, size_t question)
{
    return row_number(p->election_ledger, p->elections[question].row,
                      ELECTION_PRE_ELECTION) != 0;
}

/* ---- by the count -------------------------------------------------------------------------------- */

static const char *found_by_count(const struct json *q)
{
    static const char *const FOUND[][2] = {
        {"quorum_not_met", "没有达到法定人数"},
        {"more_returned_than_issued", "收回的选票多于发出的选票"},
        {"more_returned_than_present", "收回的选票多于投票人数"}};
    struct str reason = json_find_text(q, "reason");

    for (size_t i = 0; i < sizeof(FOUND) / sizeof(FOUND[0]); i++)
        if (str_eq(reason, str_of(FOUND[i][0])))
            return FOUND[i][1];
    return "";
}

/* ---- by decision --------------------------------------------------------------------------------- */

/* A word of the decision as a Chinese paper says it; empty: there is none. */
static struct str word(struct call *c, const char *of, struct str name)
{
    return name.len ? message_find(LOCALE_HANS,
                                   str_print(c->arena, "%s.%.*s", of, STR_FMT(name)))
                    : name;
}

static struct str names_of(struct call *c, const struct json *names)
{
    struct str all = {0};

    for (size_t i = 0; names && i < names->count; i++)
        all = names_joined(c->arena, all, names->items[i].text);
    return all;
}

/* 违反规定的选举程序（多发了一张选票）: the cause that the rules know, and what happened. */
static struct str cause_of(struct call *c, const struct json *o)
{
    const struct str stop = STR("。");
    struct str reason = str_trim(json_find_text(o, "reason"));

    while (str_ends(reason, stop))
        reason = str_sub(reason, 0, reason.len - stop.len);
    struct str cause = word(c, "void.cause", json_find_text(o, "cause"));
    return reason.len ? str_print(c->arena, "%.*s（%.*s）", STR_FMT(cause), STR_FMT(reason))
                      : cause;
}

static struct str decision_text(struct call *c, const struct json *o, const char *verdict)
{
    instant at = {json_find_number(o, "at", 0)};
    struct str by = word(c, "void.by", json_find_text(o, "by")),
               day = at.ms ? date_text(c->arena, date_of_instant(at)) : STR(""),
               cause = cause_of(c, o);

    if (by.len)
        return str_print(c->arena, "经%.*s%.*s决定（%.*s），因%.*s，宣布%s", STR_FMT(by),
                         STR_FMT(day), STR_FMT(json_find_text(o, "document")),
                         STR_FMT(cause), verdict);
    struct str names = names_of(c, json_find(o, "names"));
    return str_print(c->arena, "经监票人%.*s%.*s确认，因%.*s，宣布%s", STR_FMT(names),
                     STR_FMT(day), STR_FMT(cause), verdict);
}

static enum err load_decision(struct call *c, const struct poll *p, struct json **out)
{
    struct str text = {0};

    *out = NULL;
    if (row_is(p->ledger, p->row, POLL_IS_VOID))
        TRY(poll_part(c, p->row->id, "decision", &text));
    return text.len ? json_parse(c->arena, text, out, &c->fault) : ERR_OK;
}

enum err void_told(struct call *c, const struct poll *p, size_t question,
                   const struct json *q, struct str *out)
{
    const char *verdict = is_pre(p, question) ? "预选无效" : "选举无效";
    struct json *decision;

    *out = (struct str){0};
    TRY(load_decision(c, p, &decision));
    if (decision) {
        *out = decision_text(c, decision, verdict);
    } else if (str_eq(json_find_text(q, "election"), STR("void"))) {
        const char *why = found_by_count(q);
        *out = str_print(c->arena, "%s%s%s", why, *why ? "，" : "", verdict);
    } else if (row_is(p->ledger, p->row, POLL_IS_VOID)) {
        *out = str_of(verdict);
    }
    return ERR_OK;
}

/* The slip of the ballots that came back says by itself that they are too many. */
static bool says_count(const struct values *v)
{
    return str_eq(v->form, STR("return_slip"));
}

enum err put_verdict_of_poll(struct values *v)
{
    const struct poll *p = v->poll->poll;
    const struct json *q = result_question(v->poll->result, v->question);
    struct json *decision;
    struct str told;

    TRY(load_decision(v->call, p, &decision));
    TRY(void_told(v->call, p, v->question, q, &told));
    if (decision)
        put_text(v, "void_text", told);
    if (told.len && !decision && says_count(v))
        told = is_pre(p, v->question) ? STR("预选无效") : STR("选举无效");
    if (told.len)
        put_text(v, "verdict", told);
    else if (q)
        put_c(v, "verdict", is_pre(p, v->question) ? "预选有效" : "选举有效");
    return ERR_OK;
}
