/* Nomination: the seats of a list and how many names each must and may have. */
#include "domain/election/rules.h"
#include "ledgers/nomination.h"
#include "ledgers/nominee.h"
#include "service/nomination/nominations_private.h"
#include "service/rules/rules.h"

static const struct seat_rule RULES[] = {
    {"member", "committee", "county-party-2020", "township-party-2020"},
    {"alternate", "alternate", "county-party-2020", "township-party-2020"},
    {"commission", "discipline", "county-party-2020", "township-party-2020"},
    {"delegate", "delegate", "county-party-2020", "township-party-2020"},
    {"standing", "standing", "county-party-2020", "township-party-2020"},
    {"secretary", "secretary", "county-party-2020", "township-party-2020"},
    {"congress", "standing_member", "organic-2022", "organic-2022"},
    {"government", "vice", "organic-2022", "organic-2022"},
    {"conference", "standing_member", "cppcc", "cppcc"},
};

enum { SEATS_MOST = 32 };

const struct seat_rule *seat_rule_of(struct str seat)
{
    for (size_t i = 0; i < sizeof(RULES) / sizeof(RULES[0]); i++)
        if (str_eq(seat, str_of(RULES[i].seat)))
            return &RULES[i];
    return NULL;
}

/* ---- how many seats ----------------------------------------------------------------------- */

/* As the step states them for the seat; for a list of one seat in all; else who is not surplus. */
static int64_t stated_seats(struct call *c, const struct flow_line *line, struct str seat)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINATION);
    struct str name = str_print(c->arena, "seats_%.*s", STR_FMT(seat));
    const struct field *f = ledger_field(l, name);

    if (f && line->row->values[f->index].is_set)
        return line->row->values[f->index].number;
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
    bool town = str_eq(level, STR("township"));
    struct rules_edition edition;
    const struct rule_office *office;

    s->least = s->seats;
    s->most = -1;
    s->is_kept = true;
    if (!r)
        return ERR_OK;
    TRY(rules_in_force(c, str_of(town ? r->township_rules : r->rules), &edition));
    office = rules_office(edition.set, str_of(r->office));
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
