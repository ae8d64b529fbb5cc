/* Values of the joint nominations that a congress received: all of them, each with its state, the withdrawn with the
 * paper that withdrew them. */
#include "ledgers/motion.h"
#include "ledgers/motion_signer.h"
#include "service/papers/values.h"
#include "service/record/codes.h"

static enum err put_nomination(struct values *v, const struct ledger *l,
                               const struct row *row)
{
    bool is_withdrawn = row_is(l, row, MOTION_IS_WITHDRAWN);
    struct list signers;

    TRY(rows_of_one(v->call, ledger_of(v->call, LEDGER_MOTION_SIGNER), MOTION_SIGNER_MOTION,
                    row->id, 0, &signers));
    jsonw_open(&v->w, '{');
    put_number(v, "number", row_number(l, row, MOTION_NUMBER));
    put_text(v, "office", row_label(l, row, MOTION_ELECTION));
    put_text(v, "name", row_text(l, row, MOTION_NOMINEE));
    put_text(v, "post", row_text(l, row, MOTION_NOMINEE_POST));
    put_text(v, "leader", row_label(l, row, MOTION_LEADER));
    put_number(v, "signers", (int64_t)signers.count + row_has(l, row, MOTION_LEADER));
    put_date(v, "received",
             date_of_instant((instant){row_number(l, row, MOTION_RECEIVED_AT)}));
    put_text(v, "state", l->states[row->state].label.in[LOCALE_HANS]);
    put_text(v, "paper",
             row_text(l, row, is_withdrawn ? MOTION_WITHDRAW_PAPER : MOTION_DECISION));
    jsonw_close(&v->w, '}');
    return ERR_OK;
}

enum err put_nominations(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_MOTION);
    struct list all;

    if (!str_eq(v->form, STR("nomination_list")))
        return ERR_OK;
    TRY(rows_of_one(v->call, l, MOTION_CONGRESS, v->congress->id, MOTION_NUMBER, &all));
    open_list(v, "nominations");
    for (size_t i = 0; i < all.count; i++)
        if (row_has_code(l, all.rows[i], MOTION_KIND, CODE_MOTION_KIND_NOMINATION))
            TRY(put_nomination(v, l, all.rows[i]));
    close_list(v);
    return ERR_OK;
}
