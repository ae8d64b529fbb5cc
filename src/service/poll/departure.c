/* Who was elected and has left: resigned, was recalled or removed, died; only then is the seat free. */
#include "ledgers/departure.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/term.h"
#include "service/record/fields.h"
#include "service/record/hooks.h"

/* The row as it is kept; NULL: it is new. */
static const struct row *kept_before(struct call *c, const struct ledger *l,
                                     const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) ? before : NULL;
}

/* Does it say something else than what is kept?  A new one does. */
static bool is_changed(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct row *before = kept_before(c, l, row);

    for (size_t i = 0; before && i < l->field_count; i++)
        if (!l->fields[i].is_kept &&
            !value_equal(&l->fields[i], &before->values[i], &row->values[i]))
            return true;
    return !before;
}

/* Was it confirmed as it stands?  What was asked then is not asked once more. */
static bool is_settled(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct row *before = kept_before(c, l, row);

    return before && row_is(l, before, DEPARTURE_IS_CONFIRMED) && !is_changed(c, l, row);
}

/* Of an election that was signed, whom it elected. */
static enum err departure_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CANDIDATE),
                        *le = ledger_of(c, LEDGER_ELECTION),
                        *lp = ledger_of(c, LEDGER_POLL);
    row_id id = {row_number(l, row, DEPARTURE_CANDIDATE)};
    struct row *who, *election, *poll;

    if (!id.v || engine_get(call_reading(c), lc, id, &who) ||
        engine_get(call_reading(c), le, (row_id){row_number(lc, who, CANDIDATE_ELECTION)},
                   &election) ||
        engine_get(call_reading(c), lp, (row_id){row_number(le, election, ELECTION_POLL)},
                   &poll))
        return ERR_OK; /* refused as a reference */
    struct str name = row_text(lc, who, CANDIDATE_NAME);
    if (is_changed(c, l, row)) /* whoever says what is confirmed has entered it */
        row_put_number(l, row, DEPARTURE_ENTERED_BY, c->who.v);
    row_put_text(l, row, DEPARTURE_NAME, name);
    row_put_text(l, row, DEPARTURE_OFFICE, row_text(le, election, ELECTION_TITLE));
    if (!row_number(lc, who, CANDIDATE_ELECTED) || !row_is(lp, poll, POLL_IS_SIGNED))
        record_wrong(c, field_at(l, DEPARTURE_CANDIDATE), "departure.not_elected", name);
    else if (who->region != row->region)
        record_wrong(c, field_at(l, DEPARTURE_CANDIDATE), "departure.elsewhere", name);
    else if (!is_settled(c, l, row))
        return leaving_check(c, row, election, poll);
    return ERR_OK;
}

/* Nothing of it is undone once his seat was voted on again. */
static enum err refuse_filled(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lc = ledger_of(c, LEDGER_CANDIDATE),
                        *le = ledger_of(c, LEDGER_ELECTION);
    struct row *who, *election;
    struct poll *p;

    TRY(row_fetch(c, lc, (row_id){row_number(l, row, DEPARTURE_CANDIDATE)}, &who));
    TRY(row_fetch(c, le, (row_id){row_number(lc, who, CANDIDATE_ELECTION)}, &election));
    TRY(poll_load(c, (row_id){row_number(le, election, ELECTION_POLL)}, &p));
    return term_unfollowed(c, p);
}

/* It takes two: who entered it, or says anything else of it with the act, does not confirm it. */
static enum err departure_act(struct call *c, const struct ledger *l, const struct act *act,
                              const struct row *row)
{
    if (act != act_at(l, DEPARTURE_DO_CONFIRM))
        return refuse_filled(c, l, row);
    if (call_is_machine(c))
        return ERR_OK;
    TRY(call_require_person(c));
    return is_changed(c, l, row) ||
                   call_same_person(c,
                                    (account_id){row_number(l, row, DEPARTURE_ENTERED_BY)})
               ? FAIL(&c->fault, ERR_RULE, "departure.same", "%s", "")
               : ERR_OK;
}

const struct hook departure_hook = {
    .guard = departure_guard, .act = departure_act, .drop = refuse_filled};
