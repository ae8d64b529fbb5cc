/* A show of hands: at which meeting it was, whether enough came to it, and what its numbers decide. */
#include "domain/congress/hands.h"
#include "ledgers/congress.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* ---- the meeting ------------------------------------------------------------------------- */

struct meeting {
    struct sitting_of at; /* row NULL: nobody came to any */
    struct attendance_numbers n;
};

/* Those who left may have raised a hand before. */
static int64_t came_to(const struct meeting *m)
{
    return m->n.present + m->n.left;
}

static enum err count_at(struct call *c, struct meeting *m)
{
    struct delegations by;
    struct due_list list;

    TRY(due_load(c, &m->at, &list));
    return due_count(c, &list, &by, &m->n);
}

/* Do all who are due meet there: no presidium, no delegation? */
static bool is_of_all(const struct sitting_of *s)
{
    return !row_has_code(s->ledger, s->row, SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM) &&
           !row_has_code(s->ledger, s->row, SITTING_KIND, CODE_SITTING_KIND_DELEGATION);
}

static bool lasts(const struct meeting *m)
{
    return m->at.row && row_is(m->at.ledger, m->at.row, SITTING_IS_OPEN);
}

/* The one that is held now before one that is over; of two, the one that more came to. */
static bool is_rather(const struct meeting *one, const struct meeting *than)
{
    return lasts(one) != lasts(than) ? lasts(one) : came_to(one) > came_to(than);
}

/* Of all who are due: the one that is held, or that was attended best. */
static enum err find_meeting(struct call *c, const struct congress_of *k,
                             struct meeting *out)
{
    struct meeting one = {.at = {.ledger = ledger_of(c, LEDGER_SITTING), .congress = *k}};
    struct list all;

    *out = one;
    TRY(rows_of_one(c, one.at.ledger, SITTING_CONGRESS, k->row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        one.at.row = all.rows[i];
        if (!is_of_all(&one.at))
            continue;
        TRY(count_at(c, &one));
        if (came_to(&one) && is_rather(&one, out))
            *out = one;
    }
    return ERR_OK;
}

static enum err take_meeting(struct call *c, const struct congress_of *k, row_id sitting,
                             struct meeting *out)
{
    *out = (struct meeting){.at = {.ledger = ledger_of(c, LEDGER_SITTING), .congress = *k}};
    if (!sitting.v)
        return find_meeting(c, k, out);
    TRY(row_fetch(c, out->at.ledger, sitting, &out->at.row));
    return count_at(c, out);
}

/* ---- do so many hands count? ------------------------------------------------------------- */

/* In a district those who choose are its voters, and none is counted at a door. */
static enum err hands_of_voters(struct call *c, row_id congress, int64_t hands)
{
    struct list voters;

    TRY(district_voters(c, congress, &voters));
    return voters.count && hands > (int64_t)voters.count
               ? FAIL(&c->fault, ERR_RULE, "hall.hands_voters", "%lld" SEP "%zu",
                      (long long)hands, voters.count)
               : ERR_OK;
}

/* A meeting of all by its rules, one of the presidium or of a delegation by more than half of its own. */
static enum err require_quorum(struct call *c, const struct meeting *m)
{
    struct attendance_numbers n = m->n;
    struct quorum q = quorum_of_part(n.due, came_to(m));

    n.present = came_to(m);
    if (is_of_all(&m->at))
        TRY(hall_quorum(c, m->at.congress.row, &n, &q));
    return !q.share || q.is_met ? ERR_OK
                                : FAIL(&c->fault, ERR_RULE, "hall.hands_quorum",
                                       "%lld" SEP "%lld" SEP "%lld", (long long)q.present,
                                       (long long)q.of, (long long)q.needed);
}

enum err hall_hands_within(struct call *c, row_id congress, row_id sitting, int64_t hands)
{
    struct congress_of k = {.ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct meeting m;

    TRY(row_fetch(c, k.ledger, congress, &k.row));
    if (congress_is_district(&k))
        return hands_of_voters(c, congress, hands);
    TRY(take_meeting(c, &k, sitting, &m));
    if (!came_to(&m))
        return FAIL(&c->fault, ERR_RULE, "hall.nobody_in", "%s", "");
    if (hands > came_to(&m))
        return FAIL(&c->fault, ERR_RULE, "hall.hands_most", "%lld" SEP "%lld",
                    (long long)hands, (long long)came_to(&m));
    return require_quorum(c, &m);
}

/* ---- what they decide -------------------------------------------------------------------- */

/* By the majority of the office that the sitting's quorum is taken from; NULL: the set has none. */
static enum err rule_of(struct call *c, const struct congress_of *k,
                        const struct rule_office **out)
{
    struct rules_edition rules;

    TRY(rules_in_force(c, row_text(k->ledger, k->row, CONGRESS_RULES), &rules));
    *out = quorum_office(row_text(k->ledger, k->row, CONGRESS_KIND), rules.set);
    return ERR_OK;
}

enum err hands_decide(struct call *c, const struct congress_of *k, row_id sitting,
                      const struct hands *h, struct hands_decision *out)
{
    struct hands_room room = {.hands = h->approve + h->oppose + h->abstain};
    const struct rule_office *office;
    struct meeting m;

    TRY(rule_of(c, k, &office));
    TRY(take_meeting(c, k, sitting, &m));
    room.due = m.n.due;
    /* those in the hall now; once they have gone out again, all who came */
    room.present = lasts(&m) && m.n.present ? m.n.present : came_to(&m);
    if (congress_is_district(k))
        office = NULL; /* its own rules are of voters who vote, not of hands */
    out->verdict = hands_judge(office ? &office->majority : NULL, &room, h->approve);
    out->rule = office ? rule_sentence(c, office, "majority")
                       : message_find(c->locale, STR("agenda.half"));
    return ERR_OK;
}
