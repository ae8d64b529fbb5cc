/* Nomination: the seats of a list and how many names each must and may have. */
#include "domain/poll/rules.h"
#include "ledgers/nomination.h"
#include "ledgers/nominee.h"
#include "service/nomination/nominations_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

#define PARTY_RULES CODE_RULE_SET_COUNTY_PARTY_2020, CODE_RULE_SET_TOWNSHIP_PARTY_2020

#define ORGANIC_LAW CODE_RULE_SET_ORGANIC_2022, CODE_RULE_SET_ORGANIC_2022

static const struct seat_rule RULES[] = {
    {CODE_SEAT_MEMBER, CODE_ELECTION_OFFICE_COMMITTEE, PARTY_RULES,
     NOMINATION_SEATS_MEMBER},
    {CODE_SEAT_ALTERNATE, CODE_ELECTION_OFFICE_ALTERNATE, PARTY_RULES,
     NOMINATION_SEATS_ALTERNATE},
    {CODE_SEAT_COMMISSION, CODE_ELECTION_OFFICE_DISCIPLINE, PARTY_RULES,
     NOMINATION_SEATS_COMMISSION},
    {CODE_SEAT_DELEGATE, CODE_ELECTION_OFFICE_DELEGATE, PARTY_RULES,
     NOMINATION_SEATS_DELEGATE},
    {CODE_SEAT_STANDING, CODE_ELECTION_OFFICE_STANDING, PARTY_RULES,
     NOMINATION_SEATS_STANDING},
    {CODE_SEAT_SECRETARY, CODE_ELECTION_OFFICE_SECRETARY, PARTY_RULES,
     NOMINATION_SEATS_SECRETARY},
    {CODE_SEAT_CONGRESS_CHIEF, CODE_ELECTION_OFFICE_CONGRESS_CHIEF, ORGANIC_LAW, 0},
    {CODE_SEAT_CONGRESS_VICE, CODE_ELECTION_OFFICE_CONGRESS_VICE, ORGANIC_LAW, 0},
    {CODE_SEAT_CONGRESS, CODE_ELECTION_OFFICE_STANDING_MEMBER, ORGANIC_LAW, 0},
    {CODE_SEAT_GOVERNMENT_CHIEF, CODE_ELECTION_OFFICE_CHIEF, ORGANIC_LAW, 0},
    {CODE_SEAT_GOVERNMENT, CODE_ELECTION_OFFICE_VICE, ORGANIC_LAW, 0},
    {CODE_SEAT_SUPERVISION, CODE_ELECTION_OFFICE_CHIEF, ORGANIC_LAW, 0},
    {CODE_SEAT_COURT, CODE_ELECTION_OFFICE_CHIEF, ORGANIC_LAW, 0},
    {CODE_SEAT_PROCURATOR, CODE_ELECTION_OFFICE_PROCURATOR, ORGANIC_LAW, 0},
    {CODE_SEAT_CONFERENCE, CODE_ELECTION_OFFICE_STANDING_MEMBER, CODE_RULE_SET_CPPCC,
     CODE_RULE_SET_CPPCC, 0},
};

enum { SEATS_MOST = 32 };

const struct seat_rule *seat_rule_of(struct str seat)
{
    for (size_t i = 0; i < sizeof(RULES) / sizeof(RULES[0]); i++)
        if (code_is(seat, RULES[i].seat))
            return &RULES[i];
    return NULL;
}

/* ---- how many seats ----------------------------------------------------------------------- */

/* As the step states them for the seat; for a list of one seat in all; else who is not surplus. */
static int64_t stated_seats(struct call *c, const struct flow_line *line, struct str seat)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    const struct seat_rule *r = seat_rule_of(seat);

    if (r && r->stated && row_has(l, line->row, r->stated))
        return row_number(l, line->row, r->stated);
    return line->seat_count == 1 && row_has(l, line->row, NOMINATION_SEATS)
               ? row_number(l, line->row, NOMINATION_SEATS)
               : -1;
}

static struct seat_line *seat_line_of(struct flow_line *line, struct str seat)
{
    for (size_t i = 0; i < line->seat_count; i++)
        if (str_eq(line->seats[i].seat, seat))
            return &line->seats[i];
    if (line->seat_count == SEATS_MOST)
        return NULL;
    line->seats[line->seat_count] = (struct seat_line){.seat = seat, .article = ""};
    return &line->seats[line->seat_count++];
}

static void count_names(struct call *c, struct flow_line *line, bool with_withdrawn)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINEE);

    for (size_t i = 0; i < line->nominee_count; i++) {
        const struct row *n = line->nominees[i];
        struct seat_line *s = seat_line_of(line, row_text(l, n, NOMINEE_SEAT));
        if (!s || (row_is(l, n, NOMINEE_IS_WITHDRAWN) && !with_withdrawn))
            continue;
        s->candidates++;
        s->seats += !row_number(l, n, NOMINEE_SURPLUS);
    }
}

/* ---- the rule ------------------------------------------------------------------------------ */

static enum err apply_rule(struct call *c, struct seat_line *s, struct str level)
{
    const struct seat_rule *r = seat_rule_of(s->seat);
    bool town = code_is(level, CODE_LEVEL_TOWNSHIP);
    struct rules_edition edition;
    const struct rule_office *office;

    s->least = s->seats;
    s->most = -1;
    s->is_kept = true;
    if (!r)
        return ERR_OK;
    TRY(rules_in_force(c, code_name(town ? r->township_rules : r->rules), &edition));
    office = rules_office(edition.set, code_name(r->office));
    if (!office)
        return ERR_OK;
    rule_surplus_of(&office->surplus, s->seats, &s->least, &s->most);
    s->least += s->seats;
    s->most = s->most < 0 ? -1 : s->most + s->seats;
    s->article = str_c(c->arena, rule_article(c, office->surplus.source.article));
    s->is_kept = s->candidates >= s->least && (s->most < 0 || s->candidates <= s->most);
    return ERR_OK;
}

enum err seats_of(struct call *c, struct flow_line *line, struct str level,
                  bool with_withdrawn)
{
    line->seats = ARENA_ARRAY(c->arena, struct seat_line, SEATS_MOST);
    line->seat_count = 0;
    count_names(c, line, with_withdrawn);
    for (size_t i = 0; i < line->seat_count; i++) {
        struct seat_line *s = &line->seats[i];
        int64_t stated = stated_seats(c, line, s->seat);
        s->seats = stated >= 0 ? stated : s->seats;
        TRY(apply_rule(c, s, level));
    }
    return ERR_OK;
}
