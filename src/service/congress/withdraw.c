#include "service/congress/withdraw.h"

#include "base/utf8.h"
#include "domain/names/same.h"
#include "domain/names/series.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "ledgers/motion_signer.h"
#include "ledgers/poll.h"
#include "service/record/codes.h"
#include "service/record/row_acts.h"
#include "service/rules/rules.h"

enum { NAME_SHOWN = 20, TITLE_SHOWN = 40 };

const struct withdrawal_fields MOTION_WITHDRAWAL = {.by = MOTION_WITHDRAW_BY,
                                                    .names = MOTION_WITHDRAW_NAMES,
                                                    .paper = MOTION_WITHDRAW_PAPER,
                                                    .entered_by =
                                                        MOTION_WITHDRAW_ENTERED_BY};

/* Those who put it sign its withdrawal, all of them and nobody else. */
static enum err check_putters(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *ls = ledger_of(c, LEDGER_MOTION_SIGNER);
    struct name_series given =
        names_of_series(c->arena, row_text(l, row, MOTION_WITHDRAW_NAMES));
    struct list signers;

    TRY(rows_of_one(c, ls, MOTION_SIGNER_MOTION, row->id, 0, &signers));
    struct name_series put = {ARENA_ARRAY(c->arena, struct str, signers.count + 1), 0};
    put.items[put.count++] = row_label(l, row, MOTION_LEADER);
    for (size_t i = 0; i < signers.count; i++)
        put.items[put.count++] = row_text(ls, signers.rows[i], MOTION_SIGNER_NAME);
    for (size_t i = 0; i < put.count; i++)
        if (!series_has(&given, put.items[i]))
            return FAIL(&c->fault, ERR_RULE, "withdrawal.unsigned", "%.*s" SEP "%zu",
                        STR_FMT(utf8_head(put.items[i], NAME_SHOWN)), put.count);
    for (size_t i = 0; i < given.count; i++)
        if (!series_has(&put, given.items[i]))
            return FAIL(&c->fault, ERR_RULE, "withdrawal.stranger", "%.*s",
                        STR_FMT(utf8_head(given.items[i], NAME_SHOWN)));
    return ERR_OK;
}

/* The ballot paper of the nomination is not fixed yet. */
static enum err check_paper(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct ledger *le = ledger_of(c, LEDGER_ELECTION),
                        *lp = ledger_of(c, LEDGER_POLL);
    row_id id = {row_number(l, row, MOTION_ELECTION)};
    struct row *election, *poll;

    if (!id.v)
        return ERR_OK;
    TRY(row_fetch(c, le, id, &election));
    TRY(row_fetch(c, lp, (row_id){row_number(le, election, ELECTION_POLL)}, &poll));
    if (row_is(lp, poll, POLL_IS_PREPARING))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "withdrawal.fixed", "%.*s",
                STR_FMT(utf8_head(row_text(lp, poll, POLL_TITLE), TITLE_SHOWN)));
}

static enum err check_who(struct call *c, const struct ledger *l, const struct row *row)
{
    bool is_nomination = row_has_code(l, row, MOTION_KIND, CODE_MOTION_KIND_NOMINATION);

    if (row_has_code(l, row, MOTION_WITHDRAW_BY, CODE_WITHDRAWAL_BY_NOMINEE))
        return is_nomination ? ERR_OK
                             : FAIL(&c->fault, ERR_RULE, "withdrawal.putters", "%s", "");
    return row_has_code(l, row, MOTION_SOURCE, CODE_MOTION_SOURCE_DEPUTIES)
               ? check_putters(c, l, row)
               : ERR_OK;
}

enum err motion_withdraw(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    TRY(check_who(c, l, row));
    if (row_has_code(l, row, MOTION_KIND, CODE_MOTION_KIND_NOMINATION))
        TRY(check_paper(c, l, row));
    TRY(row_fetch(c, l, row->id, &before));
    if (row_is(l, before, MOTION_IS_AGENDA) && !row_has(l, row, MOTION_WITHDRAW_CONSENT))
        return FAIL(&c->fault, ERR_RULE, "withdrawal.consent", "%.*s",
                    STR_FMT(rule_article(c, "art. 22")));
    return withdrawal_act(c, l, row, &MOTION_WITHDRAWAL);
}
