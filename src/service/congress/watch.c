#include "service/congress/watch.h"

#include "base/jsonw.h"
#include "base/utf8.h"
#include "domain/avoidance/conflicts.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/record/codes.h"
#include "service/record/gate.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { NAME_SHOWN = 20 };

static bool counts_or_watches(const struct ledger *l, const struct row *officer)
{
    return officer_task_of(row_text(l, officer, OFFICER_DUTY)) != TASK_NONE;
}

/* Who presides: a ballot rests on him as on who counts (domain/congress/before.h). */
static bool presides(const struct ledger *l, const struct row *officer)
{
    return row_has_code(l, officer, OFFICER_DUTY, CODE_OFFICER_DUTY_PRESIDIUM) ||
           row_has_code(l, officer, OFFICER_DUTY, CODE_OFFICER_DUTY_SECRETARY_GENERAL);
}

/* ---- how the congress's polls stand ------------------------------------------------------ */

static bool is_in_hand(const struct ledger *l, const struct row *poll)
{
    return !row_is(l, poll, POLL_IS_PREPARING) && !row_is(l, poll, POLL_IS_SIGNED) &&
           !row_is(l, poll, POLL_IS_VOID);
}

struct polls_standing {
    bool has_begun; /* one was frozen and is not void */
    bool is_open;   /* one is still to be signed */
};

static enum err polls_stand(struct call *c, row_id congress, struct polls_standing *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list all;

    *out = (struct polls_standing){0};
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *poll = all.rows[i];
        out->has_begun |= is_in_hand(l, poll) || row_is(l, poll, POLL_IS_SIGNED);
        out->is_open |= is_in_hand(l, poll) || row_is(l, poll, POLL_IS_PREPARING);
    }
    return ERR_OK;
}

static enum err refuse_settled(struct call *c, const struct ledger *l,
                               const struct row *officer)
{
    struct str name = utf8_head(row_text(l, officer, OFFICER_NAME), NAME_SHOWN);

    return FAIL(&c->fault, ERR_RULE, "officer.settled", "%.*s", STR_FMT(name));
}

/* The first of them who counts or watches; NULL: none does. */
static const struct row *first_watch(const struct ledger *l, struct row *const *officers,
                                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (counts_or_watches(l, officers[i]))
            return officers[i];
    return NULL;
}

enum err watch_may_change(struct call *c, row_id congress, struct row *const *officers,
                          size_t count, account_id second)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    const struct row *watch = first_watch(l, officers, count);
    struct polls_standing polls;

    if (!watch || call_is_machine(c))
        return ERR_OK;
    TRY(polls_stand(c, congress, &polls));
    if (!polls.has_begun)
        return ERR_OK;
    if (!polls.is_open)
        return refuse_settled(c, l, watch);
    return second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

enum err watch_refuse_alone(struct call *c, const struct row *officer)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    row_id congress = {row_number(l, officer, OFFICER_CONGRESS)};
    struct polls_standing polls;

    if (call_is_machine(c) || !row_is(l, officer, OFFICER_IS_PASSED) ||
        !(counts_or_watches(l, officer) || presides(l, officer)))
        return ERR_OK;
    TRY(polls_stand(c, congress, &polls));
    if (!polls.has_begun || (!polls.is_open && presides(l, officer)))
        return ERR_OK;
    if (!polls.is_open)
        return refuse_settled(c, l, officer);
    struct str name = utf8_head(row_text(l, officer, OFFICER_NAME), NAME_SHOWN);
    return FAIL(&c->fault, ERR_RULE, "officer.two", "%.*s", STR_FMT(name));
}

/* ---- what the evidence will say ---------------------------------------------------------- */

static void write_change(struct call *c, struct jsonw *w, const struct watch_change *change)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    const struct hands *h = change->hands;

    jsonw_open(w, '{');
    jsonw_pair(w, "change", h ? STR("passed") : STR("withdrawn"));
    jsonw_pair(w, "duty", row_text(l, change->officer, OFFICER_DUTY));
    jsonw_pair(w, "name", row_text(l, change->officer, OFFICER_NAME));
    if (h) {
        jsonw_pair_i64(w, "approve", h->approve);
        jsonw_pair_i64(w, "oppose", h->oppose);
        jsonw_pair_i64(w, "abstain", h->abstain);
    } else {
        jsonw_pair(w, "reason", change->reason);
    }
    jsonw_pair_i64(w, "at", c->now.ms);
    jsonw_key(w, "account");
    jsonw_id(w, c->who.v);
    jsonw_key(w, "second");
    jsonw_id(w, change->second.v);
    jsonw_close(w, '}');
}

static enum err keep_with(struct call *c, row_id poll, const struct watch_change *change)
{
    static const char PART[] = "officer_changes";
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct text_row before = {0};
    enum err err = store_poll_part_get(c->db, c->arena, poll, str_of(PART), &before);

    if (err && err != ERR_NOT_FOUND)
        return err;
    bool is_first = err == ERR_NOT_FOUND;
    buf_str(&text, is_first ? STR("[") : str_sub(before.value, 0, before.value.len - 1));
    if (!is_first)
        buf_char(&text, ',');
    write_change(c, &w, change);
    buf_char(&text, ']');
    return store_poll_part_put(c->db, poll, str_of(PART),
                               str_copy(c->arena, buf_view(&text)));
}

enum err watch_keep(struct call *c, row_id congress, const struct watch_change *change)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list all;

    if (!counts_or_watches(ledger_of(c, LEDGER_OFFICER), change->officer))
        return ERR_OK;
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        if (is_in_hand(l, all.rows[i]))
            TRY(keep_with(c, all.rows[i]->id, change));
    return ERR_OK;
}

/* Of those who preside nobody goes by one person's word while a ballot is in hand. */
static enum err presider_may_go(struct call *c, const struct ledger *l,
                                const struct row *row, account_id second)
{
    struct polls_standing polls;

    if (!presides(l, row) || second.v || call_is_machine(c))
        return ERR_OK;
    TRY(polls_stand(c, (row_id){row_number(l, row, OFFICER_CONGRESS)}, &polls));
    return polls.has_begun && polls.is_open
               ? FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "")
               : ERR_OK;
}

/* ---- withdrawing ------------------------------------------------------------------------- */

static enum err check_withdrawal(struct call *c, const struct ledger *l,
                                 const struct row *row, const struct officer_withdrawal *o)
{
    struct row *const one[] = {(struct row *)(uintptr_t)row};

    if (row->ver != o->ver)
        return FAIL(&c->fault, ERR_CONFLICT, "row.changed", "%s", "");
    if (!row_is(l, row, OFFICER_IS_PASSED))
        return FAIL(&c->fault, ERR_RULE, "officer.not_passed", "%.*s",
                    STR_FMT(utf8_head(row_text(l, row, OFFICER_NAME), NAME_SHOWN)));
    if (str_is_empty(str_trim(o->reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    TRY(presider_may_go(c, l, row, o->second));
    return watch_may_change(c, (row_id){row_number(l, row, OFFICER_CONGRESS)}, one, 1,
                            o->second);
}

enum err hall_officer_withdraw(struct call *c, row_id officer,
                               const struct officer_withdrawal *o, struct row **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct watch_change change = {.second = o->second};
    struct row *row;

    TRY(row_open(c, l, officer, &row));
    TRY(call_require(c, l->writers, row->region));
    TRY(check_withdrawal(c, l, row, o));
    TRY(utf8_take(c->arena, str_trim(o->reason), false, &change.reason, &c->fault));
    *out = row_copy(c->arena, l, row);
    row_put_number(l, *out, OFFICER_SECONDED_BY, o->second.v);
    row_put_state(l, *out, OFFICER_IS_WITHDRAWN);
    change.officer = row;
    TRY(watch_keep(c, (row_id){row_number(l, row, OFFICER_CONGRESS)}, &change));
    return row_act(c, l, row, *out, OFFICER_DO_WITHDRAW, change.reason);
}
