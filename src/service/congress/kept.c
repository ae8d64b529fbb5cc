/*
 * What a poll that has begun rests on: its congress, the sittings, who was called, who held which duty.  None of
 * it is removed, moved or called by another name any more, or a signed result would stand for nobody, out of sight.
 */
#include "base/utf8.h"
#include "domain/congress/electing.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/days.h"
#include "service/congress/hall.h"
#include "service/congress/hall_load.h"
#include "service/congress/sessions.h"
#include "service/congress/size.h"
#include "service/congress/unfilled.h"
#include "service/record/check.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"

static row_id congress_of_row(const struct ledger *l, const struct row *row)
{
    if (l->tag == LEDGER_CONGRESS)
        return row->id;
    return (row_id){row_number(l, row,
                               ONE_OF(l, SITTING_CONGRESS, ATTENDEE_CONGRESS,
                                      OFFICER_CONGRESS, DISTRICT_CONGRESS))};
}

enum err congress_polled(struct call *c, row_id congress, struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct row *first = NULL;

    if (congress.v)
        TRY(row_past(c, l, POLL_CONGRESS, congress, STATES(POLL_IS_PREPARING), &first));
    *title = first ? row_text(l, first, POLL_TITLE) : (struct str){0};
    return ERR_OK;
}

enum err polled_held(struct call *c, const struct ledger *l, const struct row *before,
                     bool *out)
{
    struct str title;

    TRY(congress_polled(c, congress_of_row(l, before), &title));
    *out = title.len > 0;
    return ERR_OK;
}

enum err polled_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title;

    TRY(congress_polled(c, congress_of_row(l, row), &title));
    return title.len ? FAIL(&c->fault, ERR_RULE, "congress.polled", "%.*s", STR_FMT(title))
                     : ERR_OK;
}

/* ---- what papers of a signed result say --------------------------------------------------------- */

/* A signed poll of the congress, or of the sitting that the row is, by its title; or empty. */
static enum err signed_poll(struct call *c, const struct ledger *of, const struct row *row,
                            struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    bool is_sitting = of->tag == LEDGER_SITTING;
    struct list all;

    *title = (struct str){0};
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress_of_row(of, row), 0, &all));
    for (size_t i = 0; i < all.count && !title->len; i++)
        if (row_is(l, all.rows[i], POLL_IS_SIGNED) &&
            (!is_sitting || row_number(l, all.rows[i], POLL_SITTING) == row->id.v))
            *title = row_text(l, all.rows[i], POLL_TITLE);
    return ERR_OK;
}

/* The first of the fields that was written down and is changed; -1: none. */
static int rewritten(struct call *c, const struct ledger *l, const struct row *row,
                     const int *fields, size_t count)
{
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before))
        return -1;
    for (size_t i = 0; i < count; i++) {
        int at = field_at(l, fields[i]);
        if (before->values[at].is_set &&
            !value_equal(&l->fields[at], &before->values[at], &row->values[at]))
            return at;
    }
    return -1;
}

enum err signed_keeps(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int CLOSING[] = {CONGRESS_CLOSES_ON},
                     HELD[] = {SITTING_HELD_AT, SITTING_PLACE, SITTING_CHAIR};
    bool is_sitting = l->tag == LEDGER_SITTING;
    int field = is_sitting ? rewritten(c, l, row, HELD, sizeof(HELD) / sizeof(HELD[0]))
                           : rewritten(c, l, row, CLOSING, 1);
    struct str title;

    if (field < 0)
        return ERR_OK;
    TRY(signed_poll(c, l, row, &title));
    if (title.len)
        record_wrong(c, field, "congress.signed", title);
    return ERR_OK;
}

/* ---- what a congress may be -------------------------------------------------------------------- */

/* Does it stand as it stood, in what the rules below ask? */
static bool stands_so(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int FIELDS[] = {CONGRESS_KIND, CONGRESS_LEVEL, CONGRESS_RULES};
    static const int NUMBERS[] = {CONGRESS_TERM, CONGRESS_SESSION, CONGRESS_PARENT};
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        before->region != row->region)
        return false;
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (!str_eq(row_text(l, before, FIELDS[i]), row_text(l, row, FIELDS[i])))
            return false;
    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        if (row_number(l, before, NUMBERS[i]) != row_number(l, row, NUMBERS[i]))
            return false;
    return true;
}

/* Another record of the same session, by its title; or empty. */
static enum err same_session(struct call *c, const struct ledger *l, const struct row *row,
                             struct str *title)
{
    int64_t session = row_number(l, row, CONGRESS_SESSION);
    struct list all = {0};

    *title = (struct str){0};
    if (session && !row_has_code(l, row, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        TRY(congress_sessions(c, l, row, &all));
    for (size_t i = 0; i < all.count && !title->len; i++)
        if (row_number(l, all.rows[i], CONGRESS_SESSION) == session)
            *title = row_text(l, all.rows[i], CONGRESS_TITLE);
    return ERR_OK;
}

static void say_of_kind(struct call *c, const struct ledger *l, const struct row *row,
                        int field, const char *code, const struct electing_source *by)
{
    record_wrong(c, field_at(l, field), code,
                 str_print(c->arena, "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                           STR_FMT(row_code_label(l, row, field, c->locale)),
                           STR_FMT(row_code_label(l, row, CONGRESS_KIND, c->locale)),
                           by->document, STR_FMT(rule_article(c, by->article))));
}

/* May both rest on one paper?  That which fixed the deputies of a people's congress holds for the sessions of its term;
 * what approved a congress approved that one. */
static bool share_paper(const struct ledger *l, const struct row *a, const struct row *b)
{
    return row_has_code(l, a, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) &&
           row_number(l, a, CONGRESS_TERM) == row_number(l, b, CONGRESS_TERM);
}

/* A paper that is another congress's of the place and kind is not this one's. */
static enum err check_paper(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str number = row_text(l, row, CONGRESS_APPROVAL_NUMBER);
    struct row *before;
    struct list all;

    if (row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
        str_eq(row_text(l, before, CONGRESS_APPROVAL_NUMBER), number))
        return ERR_OK;
    TRY(rows_like(c, l, CONGRESS_APPROVAL_NUMBER, row, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *other = all.rows[i];
        if (!str_eq(row_text(l, other, CONGRESS_KIND), row_text(l, row, CONGRESS_KIND)) ||
            share_paper(l, row, other))
            continue;
        record_wrong(c, field_at(l, CONGRESS_APPROVAL_NUMBER), "congress.paper_used",
                     row_text(l, other, CONGRESS_TITLE));
        return ERR_OK;
    }
    return ERR_OK;
}

/* What two people recorded, and the steps before a vote, are of a congress of this kind, level and session. */
static enum err check_kind(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int WHAT[] = {CONGRESS_KIND, CONGRESS_LEVEL, CONGRESS_SESSION};
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    struct list sittings;
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before))
        return ERR_OK;
    TRY(rows_of_one(c, ls, SITTING_CONGRESS, row->id, 0, &sittings));
    bool is_held =
        row_has(l, before, CONGRESS_TERM_BY) || row_has(l, before, CONGRESS_ROSTER_BY);
    for (size_t i = 0; i < sittings.count; i++)
        is_held |= sitting_begun(ls, sittings.rows[i]);
    for (size_t i = 0; is_held && i < sizeof(WHAT) / sizeof(WHAT[0]); i++) {
        int field = field_at(l, WHAT[i]);
        if (!value_equal(&l->fields[field], &before->values[field], &row->values[field]))
            record_wrong(c, field, "congress.begun_as", (struct str){0});
    }
    return ERR_OK;
}

/* Its level is that of its place, and its rules those of its kind and level.  A congress that was kept otherwise
 * before these rules is let be until it is changed in them. */
static enum err congress_row_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct str level = row_text(l, row, CONGRESS_LEVEL);
    const struct electing *e = electing_of(row_text(l, row, CONGRESS_KIND), level);
    struct str other;

    TRY(check_kind(c, l, row));
    TRY(congress_size_guard(c, l, row));
    TRY(check_paper(c, l, row));
    TRY(signed_keeps(c, l, row));
    if (stands_so(c, l, row))
        return ERR_OK;
    TRY(congress_term_guard(c, l, row));
    if (level.len && region_level_read(level) != region_level(row->region))
        record_wrong(c, field_at(l, CONGRESS_LEVEL), "congress.level_region",
                     row_code_label(l, row, CONGRESS_LEVEL, c->locale));
    if (e && !e->sets[0])
        say_of_kind(c, l, row, CONGRESS_LEVEL, "congress.no_such", &e->sets_by);
    else if (e &&
             row_has(l, row, CONGRESS_RULES) && /* without: required, refused elsewhere */
             !electing_by(e, row_text(l, row, CONGRESS_RULES)))
        say_of_kind(c, l, row, CONGRESS_RULES, "election.rules_not_here", &e->sets_by);
    TRY(same_session(c, l, row, &other));
    if (other.len)
        record_wrong(c, field_at(l, CONGRESS_SESSION), "congress.same_session", other);
    return ERR_OK;
}

/* ---- what a congress leaves when it closes ---------------------------------------------------- */

enum { TITLE_SHOWN = 40 };

/* What a vote left open is elected again, or decided about, while there is somebody to decide (条例; 组织法 29). */
static enum err refuse_unfilled(struct call *c, row_id congress)
{
    struct unfilled u;

    TRY(congress_unfilled(c, congress, &u));
    return u.title.len ? FAIL(&c->fault, ERR_RULE, "congress.seats_open",
                              "%.*s" SEP "%lld" SEP "%lld",
                              STR_FMT(utf8_head(u.title, TITLE_SHOWN)), (long long)u.seats,
                              (long long)u.elected)
                       : ERR_OK;
}

/* A vote that nobody signed for, or a sitting that was not held or is still on. */
static enum err refuse_unfinished(struct call *c, const struct row *congress)
{
    const struct ledger *lp = ledger_of(c, LEDGER_POLL), *ls = ledger_of(c, LEDGER_SITTING);
    struct list polls, sittings;

    TRY(rows_of_one(c, lp, POLL_CONGRESS, congress->id, 0, &polls));
    for (size_t i = 0; i < polls.count; i++)
        if (!row_is(lp, polls.rows[i], POLL_IS_SIGNED) &&
            !row_is(lp, polls.rows[i], POLL_IS_VOID))
            return FAIL(
                &c->fault, ERR_RULE, "congress.poll_open", "%.*s",
                STR_FMT(utf8_head(row_text(lp, polls.rows[i], POLL_TITLE), TITLE_SHOWN)));
    TRY(refuse_unfilled(c, congress->id));
    TRY(hall_sittings(c, congress->id, &sittings));
    for (size_t i = 0; i < sittings.count; i++)
        if (!row_is(ls, sittings.rows[i], SITTING_IS_CLOSED))
            return FAIL(&c->fault, ERR_RULE, "congress.sitting_open", "%.*s",
                        STR_FMT(utf8_head(row_text(ls, sittings.rows[i], SITTING_TITLE),
                                          TITLE_SHOWN)));
    return ERR_OK;
}

static enum err congress_act(struct call *c, const struct ledger *l, const struct act *act,
                             const struct row *row)
{
    if (act == act_at(l, CONGRESS_DO_REOPEN))
        return congress_may_resume(c, row);
    return act == act_at(l, CONGRESS_DO_CLOSE) ? refuse_unfinished(c, row) : ERR_OK;
}

const struct hook congress_hook = {.act = congress_act,
                                   .guard = congress_row_guard,
                                   .drop = polled_drop,
                                   .held = polled_held};
