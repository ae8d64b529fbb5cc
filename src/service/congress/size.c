#include "service/congress/size.h"

#include "base/utf8.h"
#include "domain/congress/size.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/electoral_unit.h"
#include "service/congress/body.h"
#include "service/congress/dealt.h"
#include "service/congress/sessions.h"
#include "service/record/check.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

enum { PAGE = 500 };

static bool is_people(const struct ledger *l, const struct row *congress)
{
    return row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE);
}

static struct congress_size rule_of(const struct ledger *l, const struct row *congress)
{
    return congress_size_of(row_text(l, congress, CONGRESS_LEVEL),
                            row_has(l, congress, CONGRESS_POPULATION)
                                ? row_number(l, congress, CONGRESS_POPULATION)
                                : SIZE_NOBODY_COUNTED);
}

static struct size_fault judge(struct call *c, const struct ledger *l,
                               const struct row *congress, int64_t deputies)
{
    struct congress_size s = rule_of(l, congress);
    enum size_verdict v =
        congress_size_judge(&s, deputies, row_has(l, congress, CONGRESS_APPROVAL_NUMBER));

    return (struct size_fault){
        congress_size_message(v),
        str_print(c->arena, "%lld" SEP "%lld" SEP "%lld" SEP "%lld" SEP "%lld" SEP "%.*s",
                  (long long)deputies, (long long)s.base, (long long)s.most,
                  (long long)s.extra, (long long)s.small,
                  STR_FMT(rule_article(c, "art. 12")))};
}

struct size_fault congress_size_fault(struct call *c, const struct row *congress,
                                      int64_t due)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    int64_t fixed = row_number(l, congress, CONGRESS_DEPUTIES);

    if (!is_people(l, congress))
        return (struct size_fault){0};
    if (fixed && due > fixed)
        return (struct size_fault){"size.beyond",
                                   str_print(c->arena, "%lld" SEP "%lld" SEP "%.*s",
                                             (long long)due, (long long)fixed,
                                             STR_FMT(rule_article(c, "art. 14")))};
    struct size_fault f = judge(c, l, congress, fixed ? fixed : due);
    if (f.code || fixed)
        return f;
    /* whoever takes a majority of all deputies says how many they are */
    return (struct size_fault){"size.unfixed", rule_article(c, "art. 14")};
}

/* ---- the record --------------------------------------------------------------------------------- */

/* Did two people just record that this number was fixed anew (congress_record())? */
static bool is_refixed(const struct ledger *l, const struct row *before,
                       const struct row *row)
{
    return row_number(l, row, CONGRESS_REFIXED) == row_number(l, row, CONGRESS_DEPUTIES) &&
           row_number(l, before, CONGRESS_REFIXED) != row_number(l, row, CONGRESS_REFIXED);
}

/* The number is fixed before anybody is called: it is what quorum and majorities are taken of. */
static enum err check_called(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    struct row *before;
    struct list all;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !row_has(l, before, CONGRESS_DEPUTIES) ||
        row_number(l, before, CONGRESS_DEPUTIES) == row_number(l, row, CONGRESS_DEPUTIES) ||
        is_refixed(l, before, row))
        return ERR_OK;
    TRY(rows_of_one(c, la, ATTENDEE_CONGRESS, row->id, 0, &all));
    if (all.count)
        record_wrong(c, field_at(l, CONGRESS_DEPUTIES), "size.fixed_called", STR(""));
    return ERR_OK;
}

/* Is the number to be held against those of the other sessions: is it new, or of another term than it was? */
static bool is_to_compare(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int STAYS[] = {CONGRESS_DEPUTIES, CONGRESS_TERM, CONGRESS_SESSION};
    struct row *before;

    if (!is_people(l, row) || !row_has(l, row, CONGRESS_DEPUTIES) ||
        row_number(l, row, CONGRESS_REFIXED) == row_number(l, row, CONGRESS_DEPUTIES))
        return false;
    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        before->region != row->region || !is_people(l, before))
        return true;
    for (size_t i = 0; i < sizeof(STAYS) / sizeof(STAYS[0]); i++)
        if (row_number(l, before, STAYS[i]) != row_number(l, row, STAYS[i]))
            return true;
    return false;
}

/* The session that has the number of this one: the last before it, else the first behind it that was not fixed anew;
 * NULL: none has any. */
static const struct row *session_beside(const struct ledger *l, const struct list *all,
                                        const struct row *row)
{
    int64_t own = row_number(l, row, CONGRESS_SESSION), at, best = 0;
    const struct row *before = NULL, *behind = NULL;

    for (size_t i = 0; i < all->count; i++) {
        const struct row *other = all->rows[i];
        at = row_number(l, other, CONGRESS_SESSION);
        if (!row_has(l, other, CONGRESS_DEPUTIES))
            continue;
        if (at <= own && (!before || at > best)) {
            before = other;
            best = at;
        } else if (at > own && !row_has(l, other, CONGRESS_REFIXED)) {
            behind = other;
        }
    }
    return before ? before : behind;
}

/* Once fixed the number stays for the term (选举法 art. 14); it is fixed anew by two people, with a paper. */
static enum err check_term(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct row *other;
    struct list all;

    if (row_has(l, row, CONGRESS_REFIXED) &&
        row_number(l, row, CONGRESS_REFIXED) != row_number(l, row, CONGRESS_DEPUTIES))
        record_wrong(c, field_at(l, CONGRESS_DEPUTIES), "size.refixed_stays",
                     row_text(l, row, CONGRESS_REFIXED_PAPER));
    if (!is_to_compare(c, l, row))
        return ERR_OK;
    TRY(congress_sessions(c, l, row, &all));
    other = session_beside(l, &all, row);
    if (other &&
        row_number(l, other, CONGRESS_DEPUTIES) != row_number(l, row, CONGRESS_DEPUTIES))
        record_wrong(c, field_at(l, CONGRESS_DEPUTIES), "size.other_session",
                     str_print(c->arena, "%lld" SEP "%.*s" SEP "%lld" SEP "%.*s",
                               (long long)row_number(l, row, CONGRESS_DEPUTIES),
                               STR_FMT(utf8_head(row_text(l, other, CONGRESS_TITLE), 40)),
                               (long long)row_number(l, other, CONGRESS_DEPUTIES),
                               STR_FMT(rule_article(c, "art. 14"))));
    return ERR_OK;
}

static void check_number(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str article = rule_article(c, "art. 13");

    if (!row_has(l, row, CONGRESS_DEPUTIES))
        return;
    if (!is_people(l, row)) {
        record_wrong(c, field_at(l, CONGRESS_DEPUTIES), "size.not_people",
                     row_code_label(l, row, CONGRESS_KIND, c->locale));
        return;
    }
    if (!row_has(l, row, CONGRESS_APPROVAL_NUMBER))
        record_wrong(c, field_at(l, CONGRESS_APPROVAL_NUMBER), "size.no_paper", article);
    if (!row_has(l, row, CONGRESS_POPULATION))
        record_wrong(c, field_at(l, CONGRESS_POPULATION), "size.no_population",
                     rule_article(c, "art. 12"));
    struct size_fault f = judge(c, l, row, row_number(l, row, CONGRESS_DEPUTIES));
    if (f.code && row_has(l, row, CONGRESS_POPULATION))
        record_wrong(c, field_at(l, CONGRESS_DEPUTIES), f.code, f.args);
}

enum err congress_size_guard(struct call *c, const struct ledger *l, const struct row *row)
{
    check_number(c, l, row);
    TRY(check_term(c, l, row));
    return check_called(c, l, row);
}

/* ---- seats that are dealt ------------------------------------------------------------------------- */

/* Seats of the rows beside this one, but by-elections, that elect to the same people's congress of the same term. */
static enum err sum_beside(struct call *c, const struct ledger *l, const struct row *row,
                           const struct dealt_at *at, int64_t *sum)
{
    int level_field = ONE_OF(l, DISTRICT_LEVEL, ELECTORAL_UNIT_LEVEL);
    int seats_field = ONE_OF(l, DISTRICT_SEATS, ELECTORAL_UNIT_QUOTA);
    struct value level = {.is_set = true, .text = at->level};
    struct filter filter = {field_at(l, level_field), FILTER_ANY, &level, 1};
    struct renewal mine = dealt_renewal(c, at, l, row);
    struct list_query q = {.region = at->place,
                           .sort = -1,
                           .limit = PAGE,
                           .filters = &filter,
                           .filter_count = 1};
    struct list page;

    do {
        TRY(engine_list(call_reading(c), l, &q, &page, &c->fault));
        for (size_t i = 0; i < page.count; i++) {
            const struct row *other = page.rows[i];
            struct renewal its = dealt_renewal(c, at, l, other);
            if (other->id.v != row->id.v && dealt_counts(l, other) &&
                body_of_row(l, other) == body_of_row(l, row) && dealt_same(&mine, &its))
                *sum += row_number(l, other, seats_field);
        }
        q.after = page.next;
    } while (page.next.len);
    return ERR_OK;
}

/* Is it a row that is kept as it was: its seats did not grow, at its level and in its election? */
static bool has_not_grown(struct call *c, const struct ledger *l, const struct row *row,
                          const struct dealt_at *at)
{
    int level_field = ONE_OF(l, DISTRICT_LEVEL, ELECTORAL_UNIT_LEVEL);
    int seats_field = ONE_OF(l, DISTRICT_SEATS, ELECTORAL_UNIT_QUOTA);
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before))
        return false;
    struct renewal was = dealt_renewal(c, at, l, before), is = dealt_renewal(c, at, l, row);
    return row_number(l, before, seats_field) >= row_number(l, row, seats_field) &&
           str_eq(row_text(l, before, level_field), at->level) && dealt_same(&was, &is);
}

enum err congress_seats_guard(struct call *c, const struct ledger *l, const struct row *row)
{
    int seats_field = ONE_OF(l, DISTRICT_SEATS, ELECTORAL_UNIT_QUOTA);
    int64_t sum = row_number(l, row, seats_field), fixed;
    struct dealt_at at;

    if (!dealt_counts(l, row))
        return ERR_OK;
    TRY(dealt_load(c, l, row, &at));
    struct congress_size s = congress_size_of(at.level, SIZE_NOBODY_COUNTED);
    if (!s.base || has_not_grown(c, l, row, &at))
        return ERR_OK;
    struct renewal mine = dealt_renewal(c, &at, l, row);
    TRY(sum_beside(c, l, row, &at, &sum));
    fixed = dealt_fixed(&at, &mine);
    if (sum > (fixed ? fixed : s.extra))
        record_wrong(c, field_at(l, seats_field),
                     fixed ? "size.dealt_fixed" : "size.dealt_most",
                     str_print(c->arena, "%lld" SEP "%lld" SEP "%.*s", (long long)sum,
                               (long long)(fixed ? fixed : s.extra),
                               STR_FMT(rule_article(c, fixed ? "art. 14" : "art. 12"))));
    return ERR_OK;
}
