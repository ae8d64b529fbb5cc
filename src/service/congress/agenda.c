/* The agenda of a sitting: which motions stand on it, and what a show of hands decided. */
#include "domain/congress/hands.h"
#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/motion.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

/* ---- how many hands there are ---------------------------------------------------------- */

/* Those who left may have raised a hand before. */
static enum err hands_at(struct call *c, const struct sitting_of *s, int64_t *came)
{
    struct attendance_numbers n;
    struct delegations by;
    struct due_list list;

    TRY(due_load(c, s, &list));
    TRY(due_count(c, &list, &by, &n));
    if (n.present + n.left > *came)
        *came = n.present + n.left;
    return ERR_OK;
}

/* Those who came to the sitting, or (0) to the one that was attended best. */
static enum err count_hands(struct call *c, const struct congress_of *k, row_id sitting,
                            int64_t *came)
{
    struct sitting_of s = {.ledger = ledger_of(c, LEDGER_SITTING), .congress = *k};
    struct list all;

    *came = 0;
    TRY(rows_of_one(c, s.ledger, SITTING_CONGRESS, k->row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        s.row = all.rows[i];
        if (!sitting.v || s.row->id.v == sitting.v)
            TRY(hands_at(c, &s, came));
    }
    return ERR_OK;
}

static bool is_district(const struct congress_of *k)
{
    return row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT);
}

enum err hall_hands_within(struct call *c, row_id congress, row_id sitting, int64_t hands)
{
    struct congress_of k = {.ledger = ledger_of(c, LEDGER_CONGRESS)};
    int64_t came;

    TRY(row_fetch(c, k.ledger, congress, &k.row));
    if (is_district(&k))
        return ERR_OK;
    TRY(count_hands(c, &k, sitting, &came));
    if (!came)
        return FAIL(&c->fault, ERR_RULE, "hall.nobody_in", "%s", "");
    return hands > came ? FAIL(&c->fault, ERR_RULE, "hall.hands_most", "%lld" SEP "%lld",
                               (long long)hands, (long long)came)
                        : ERR_OK;
}

/* ---- what they decide -------------------------------------------------------------------- */

static int64_t hands_of(const struct ledger *l, const struct row *row)
{
    return row_number(l, row, AGENDA_ITEM_APPROVE) +
           row_number(l, row, AGENDA_ITEM_OPPOSE) + row_number(l, row, AGENDA_ITEM_ABSTAIN);
}

/* By the majority of the office that the sitting's quorum is taken from; NULL: the set has none. */
static enum err rule_of(struct call *c, const struct congress_of *k,
                        const struct rule_office **out)
{
    struct rules_edition rules;

    TRY(rules_in_force(c, row_text(k->ledger, k->row, CONGRESS_RULES), &rules));
    *out = quorum_office(row_text(k->ledger, k->row, CONGRESS_KIND), rules.set);
    return ERR_OK;
}

/* Those in the hall now; once they have gone out again, all who came. */
static enum err room_of(struct call *c, const struct sitting_of *s, struct hands_room *out)
{
    struct attendance_numbers n;
    struct delegations by;
    struct due_list list;

    TRY(due_load(c, s, &list));
    TRY(due_count(c, &list, &by, &n));
    bool lasts = row_is(s->ledger, s->row, SITTING_IS_OPEN);
    out->due = n.due;
    out->present = lasts && n.present ? n.present : n.present + n.left;
    return ERR_OK;
}

/* Do the numbers say what the item's state says?  ERR_RULE "agenda.not_carried", "agenda.carried". */
static enum err judge(struct call *c, const struct ledger *l, const struct row *row,
                      struct fault *f)
{
    struct sitting_of s = {.ledger = ledger_of(c, LEDGER_SITTING),
                           .congress.ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct hands_room room = {.hands = hands_of(l, row)};
    int64_t approve = row_number(l, row, AGENDA_ITEM_APPROVE);
    const struct rule_office *office;

    TRY(row_fetch(c, s.ledger, (row_id){row_number(l, row, AGENDA_ITEM_SITTING)}, &s.row));
    TRY(row_fetch(c, s.congress.ledger,
                  (row_id){row_number(s.ledger, s.row, SITTING_CONGRESS)},
                  &s.congress.row));
    TRY(rule_of(c, &s.congress, &office));
    TRY(room_of(c, &s, &room));
    if (is_district(&s.congress))
        office = NULL; /* its own rules are of voters, not of the committee that sits */
    struct hands_verdict v = hands_judge(office ? &office->majority : NULL, &room, approve);
    if (v.carries == row_is(l, row, AGENDA_ITEM_IS_PASSED))
        return ERR_OK;
    struct str rule = office ? rule_sentence(c, office, "majority")
                             : message_find(c->locale, STR("agenda.half"));
    return FAIL(f, ERR_RULE, v.carries ? "agenda.carried" : "agenda.not_carried",
                "%lld" SEP "%lld" SEP "%lld" SEP "%.*s", (long long)approve,
                (long long)v.of, (long long)v.needed, STR_FMT(rule));
}

static bool is_decided(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, AGENDA_ITEM_IS_PASSED) || row_is(l, row, AGENDA_ITEM_IS_REJECTED);
}

static enum err agenda_act(struct call *c, const struct ledger *l, const struct act *act,
                           const struct row *row)
{
    if (act == act_at(l, AGENDA_ITEM_DO_FINISH) &&
        row_has_code(l, row, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS))
        return FAIL(&c->fault, ERR_RULE, "agenda.by_hands", "%s", "");
    if (!is_decided(l, row))
        return ERR_OK;
    if (row_has_code(l, row, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_ELECTION))
        return FAIL(&c->fault, ERR_RULE, "agenda.by_poll", "%s", "");
    return judge(c, l, row, &c->fault);
}

/* ---- the row ------------------------------------------------------------------------------ */

/* A motion that is deliberated is one of the same congress that the presidium put on the agenda. */
static void check_motion(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lm = ledger_of(c, LEDGER_MOTION);
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    row_id id = {row_number(l, row, AGENDA_ITEM_MOTION)};
    row_id at = {row_number(l, row, AGENDA_ITEM_SITTING)};
    struct row *motion, *sitting;

    if (!id.v || engine_get(call_reading(c), lm, id, &motion) ||
        engine_get(call_reading(c), ls, at, &sitting))
        return;
    bool is_here = row_number(lm, motion, MOTION_CONGRESS) ==
                   row_number(ls, sitting, SITTING_CONGRESS);
    if (!is_here || !row_is(lm, motion, MOTION_IS_AGENDA))
        record_wrong(c, field_at(l, AGENDA_ITEM_MOTION), "motion.not_listed",
                     row_text(lm, motion, MOTION_TITLE));
}

/* Is it stored as decided so already?  Then what it says is held, and the roll may have changed since. */
static bool was_decided(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    return row->id.v && is_decided(l, row) &&
           !engine_get(call_reading(c), l, row->id, &before) && before->state == row->state;
}

static enum err check_hands(struct call *c, const struct ledger *l, const struct row *row,
                            row_id congress)
{
    row_id sitting = {row_number(l, row, AGENDA_ITEM_SITTING)};
    struct fault fault = {0};
    enum err err = hall_hands_within(c, congress, sitting, hands_of(l, row));

    if (c->fault.kind) {
        fault = c->fault;
        c->fault = (struct fault){0};
    } else if (!err && is_decided(l, row)) {
        err = judge(c, l, row, &fault);
    }
    if (!fault.kind)
        return err;
    row_faults_add(c->arena, &c->faults, field_at(l, AGENDA_ITEM_APPROVE), &fault);
    return ERR_OK;
}

/* Whatever door it comes through, also with its state: no more hands than people, and the result is theirs. */
static enum err agenda_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *sittings = ledger_of(c, LEDGER_SITTING);
    row_id id = {row_number(l, row, AGENDA_ITEM_SITTING)};
    struct row *sitting;

    if (row_is(l, row, AGENDA_ITEM_IS_PLANNED))
        check_motion(c, l, row);
    if (!id.v || engine_get(call_reading(c), sittings, id, &sitting) ||
        was_decided(c, l, row) || !(hands_of(l, row) || is_decided(l, row)))
        return ERR_OK;
    return check_hands(c, l, row,
                       (row_id){row_number(sittings, sitting, SITTING_CONGRESS)});
}

/* What was done or decided is taken up again with a reason; until then it stays. */
static enum err agenda_stays(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title = row_text(l, row, AGENDA_ITEM_TITLE);

    return row_is(l, row, AGENDA_ITEM_IS_PLANNED)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "agenda.stays", "%.*s", STR_FMT(title));
}

static enum err agenda_held(struct call *c, const struct ledger *l,
                            const struct row *before, bool *out)
{
    *out = false;
    return agenda_stays(c, l, before);
}

const struct hook agenda_item_hook = {
    .guard = agenda_guard, .act = agenda_act, .drop = agenda_stays, .held = agenda_held};
