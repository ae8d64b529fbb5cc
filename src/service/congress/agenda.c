/* The agenda of a sitting: which motions stand on it, and what a show of hands decided. */
#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/motion.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/congress/laid.h"
#include "service/congress/passed_by.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/site/site.h"

/* ---- what hands decide ------------------------------------------------------------------- */

static int64_t hands_of(const struct ledger *l, const struct row *row)
{
    return row_number(l, row, AGENDA_ITEM_APPROVE) +
           row_number(l, row, AGENDA_ITEM_OPPOSE) + row_number(l, row, AGENDA_ITEM_ABSTAIN);
}

/* Do the numbers say what the item's state says?  ERR_RULE "agenda.not_carried", "agenda.carried". */
static enum err judge(struct call *c, const struct ledger *l, const struct row *row,
                      struct fault *f)
{
    const struct ledger *sittings = ledger_of(c, LEDGER_SITTING);
    struct congress_of k = {.ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct hands h = {.approve = row_number(l, row, AGENDA_ITEM_APPROVE),
                      .oppose = row_number(l, row, AGENDA_ITEM_OPPOSE),
                      .abstain = row_number(l, row, AGENDA_ITEM_ABSTAIN)};
    row_id sitting = {row_number(l, row, AGENDA_ITEM_SITTING)};
    struct hands_decision d;
    struct row *at;

    TRY(row_fetch(c, sittings, sitting, &at));
    TRY(row_fetch(c, k.ledger, (row_id){row_number(sittings, at, SITTING_CONGRESS)},
                  &k.row));
    TRY(hands_decide(c, &k, sitting, &h, &d));
    if (d.verdict.carries == row_is(l, row, AGENDA_ITEM_IS_PASSED))
        return ERR_OK;
    return FAIL(f, ERR_RULE, d.verdict.carries ? "agenda.carried" : "agenda.not_carried",
                "%lld" SEP "%lld" SEP "%lld" SEP "%.*s", (long long)h.approve,
                (long long)d.verdict.of, (long long)d.verdict.needed, STR_FMT(d.rule));
}

static bool is_decided(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, AGENDA_ITEM_IS_PASSED) || row_is(l, row, AGENDA_ITEM_IS_REJECTED);
}

/* What an election rests on is not taken up again once a poll is frozen. */
static enum err matter_free(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    struct row *sitting;
    struct str title;

    if (!row_has(l, row, AGENDA_ITEM_MATTER))
        return ERR_OK;
    TRY(row_fetch(c, ls, (row_id){row_number(l, row, AGENDA_ITEM_SITTING)}, &sitting));
    TRY(congress_polled(c, (row_id){row_number(ls, sitting, SITTING_CONGRESS)}, &title));
    return title.len
               ? FAIL(&c->fault, ERR_RULE, "agenda.matter_polled", "%.*s", STR_FMT(title))
               : ERR_OK;
}

/* What a poll was declared void by is not taken up again: the vote stays void. */
static enum err void_free(struct call *c, const struct row *row)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list on;

    TRY(rows_of_one(c, l, POLL_VOID_ITEM, row->id, 0, &on));
    return on.count ? FAIL(&c->fault, ERR_RULE, "agenda.void_rests", "%.*s",
                           STR_FMT(row_text(l, on.rows[0], POLL_TITLE)))
                    : ERR_OK;
}

static enum err agenda_act(struct call *c, const struct ledger *l, const struct act *act,
                           const struct row *row)
{
    if (act == act_at(l, AGENDA_ITEM_DO_FINISH) &&
        row_has_code(l, row, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS))
        return FAIL(&c->fault, ERR_RULE, "agenda.by_hands", "%s", "");
    if (act == act_at(l, AGENDA_ITEM_DO_REOPEN)) {
        TRY(passed_by_free(c, row));
        TRY(matter_free(c, l, row));
        TRY(void_free(c, row));
    }
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

/* A ballot that an item has is one of the same congress, or the chair would announce another's result. */
static void check_poll(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);
    row_id id = {row_number(l, row, AGENDA_ITEM_POLL)};
    row_id at = {row_number(l, row, AGENDA_ITEM_SITTING)};
    struct row *poll, *sitting;

    if (!id.v || engine_get(call_reading(c), lp, id, &poll) ||
        engine_get(call_reading(c), ls, at, &sitting))
        return;
    if (row_number(lp, poll, POLL_CONGRESS) != row_number(ls, sitting, SITTING_CONGRESS))
        record_wrong(c, field_at(l, AGENDA_ITEM_POLL), "agenda.other_poll",
                     row_text(lp, poll, POLL_TITLE));
}

/* What an election rests on stays its ground: from the first frozen poll on an item's matter is not another's. */
static enum err check_matter(struct call *c, const struct ledger *l, const struct row *row,
                             row_id congress)
{
    struct row *before;
    struct str title;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !row_has(l, before, AGENDA_ITEM_MATTER) ||
        str_eq(row_text(l, before, AGENDA_ITEM_MATTER),
               row_text(l, row, AGENDA_ITEM_MATTER)))
        return ERR_OK;
    TRY(congress_polled(c, congress, &title));
    if (title.len)
        record_wrong(c, field_at(l, AGENDA_ITEM_MATTER), "agenda.matter_polled", title);
    return ERR_OK;
}

/* An item that laid a list stays with the meeting and the matter that it was laid on, and stays: names that were
 * nominated would vanish with it. */
static void check_laid(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int STAYING[] = {AGENDA_ITEM_MATTER, AGENDA_ITEM_SITTING};
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        !row_has(l, before, AGENDA_ITEM_LAID_BEFORE))
        return;
    for (size_t i = 0; i < sizeof(STAYING) / sizeof(STAYING[0]); i++) {
        int at = field_at(l, STAYING[i]);
        if (!value_equal(&l->fields[at], &before->values[at], &row->values[at]))
            record_wrong(c, at, "agenda.laid_stays",
                         row_text(l, before, AGENDA_ITEM_TITLE));
    }
}

/* Is it stored in that state already? */
static bool is_stored_so(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
           before->state == row->state;
}

/* Then what a decided one says is held, and the roll may have changed since. */
static bool was_decided(struct call *c, const struct ledger *l, const struct row *row)
{
    return is_decided(l, row) && is_stored_so(c, l, row);
}

/* Nothing was done or decided at a sitting that was never opened. */
static void check_opened(struct call *c, const struct ledger *l, const struct row *row,
                         const struct row *sitting)
{
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);

    if (!row_is(l, row, AGENDA_ITEM_IS_PLANNED) && !sitting_begun(ls, sitting) &&
        !is_stored_so(c, l, row))
        record_wrong(c, field_at(l, AGENDA_ITEM_SITTING), "agenda.not_opened",
                     row_text(ls, sitting, SITTING_TITLE));
}

/* What was laid stays on record when its item is taken up again. */
static void keep_list(struct call *c, const struct ledger *l, struct row *row)
{
    struct str kept = row_text(l, row, AGENDA_ITEM_LAID_BEFORE),
               laid = row_text(l, row, AGENDA_ITEM_LAID);

    if (laid.len)
        row_put_text(l, row, AGENDA_ITEM_LAID_BEFORE,
                     str_print(c->arena, "%.*s%s%.*s", STR_FMT(kept), kept.len ? "\n" : "",
                               STR_FMT(laid)));
}

/* A list of candidates that was dealt with is kept as it was then; taken up again there is none. */
static enum err take_list(struct call *c, const struct ledger *l, struct row *row,
                          row_id congress)
{
    struct str list = {0};

    if (!row_has_code(l, row, AGENDA_ITEM_MATTER, CODE_AGENDA_MATTER_CANDIDATES) ||
        is_stored_so(c, l, row))
        return ERR_OK;
    if (!row_is(l, row, AGENDA_ITEM_IS_PLANNED)) {
        TRY(laid_now(c, congress, &list));
        if (!list.len)
            record_wrong(c, field_at(l, AGENDA_ITEM_MATTER), "agenda.no_candidates",
                         row_text(l, row, AGENDA_ITEM_TITLE));
    } else {
        keep_list(c, l, row);
    }
    row_put_text(l, row, AGENDA_ITEM_LAID, list);
    return ERR_OK;
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
    check_poll(c, l, row);
    TRY(passed_by_stays(c, l, row));
    if (!id.v || engine_get(call_reading(c), sittings, id, &sitting))
        return ERR_OK;
    congress_same_region(c, l, AGENDA_ITEM_SITTING, sitting, row);
    row_id congress = {row_number(sittings, sitting, SITTING_CONGRESS)};
    TRY(check_matter(c, l, row, congress));
    check_laid(c, l, row);
    check_opened(c, l, row, sitting);
    TRY(take_list(c, l, row, congress));
    return was_decided(c, l, row) || !(hands_of(l, row) || is_decided(l, row))
               ? ERR_OK
               : check_hands(c, l, row, congress);
}

/* What was done or decided is taken up again with a reason; until then it stays.  That on which officers rest is not
 * even taken up again. */
static enum err agenda_stays(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title = row_text(l, row, AGENDA_ITEM_TITLE);

    if (row_is(l, row, AGENDA_ITEM_IS_PLANNED))
        return ERR_OK;
    TRY(passed_by_free(c, row));
    return FAIL(&c->fault, ERR_RULE, "agenda.stays", "%.*s", STR_FMT(title));
}

static enum err agenda_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *whole;

    TRY(agenda_stays(c, l, row));
    TRY(row_fetch(c, l, row->id, &whole));
    return row_has(l, whole, AGENDA_ITEM_LAID_BEFORE)
               ? FAIL(&c->fault, ERR_RULE, "agenda.laid_stays", "%.*s",
                      STR_FMT(row_text(l, row, AGENDA_ITEM_TITLE)))
               : ERR_OK;
}

static enum err agenda_held(struct call *c, const struct ledger *l,
                            const struct row *before, bool *out)
{
    *out = false;
    return agenda_stays(c, l, before);
}

const struct hook agenda_item_hook = {
    .guard = agenda_guard, .act = agenda_act, .drop = agenda_drop, .held = agenda_held};
