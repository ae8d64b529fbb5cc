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

/* Of the congress, by their numbers. */
static enum err load_nominations(struct values *v, struct list *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_MOTION);
    size_t kept = 0;

    TRY(rows_of_one(v->call, l, MOTION_CONGRESS, v->congress->id, MOTION_NUMBER, out));
    for (size_t i = 0; i < out->count; i++)
        if (row_has_code(l, out->rows[i], MOTION_KIND, CODE_MOTION_KIND_NOMINATION))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

enum err nominations_count(struct values *v, int64_t *out)
{
    struct list all;

    TRY(load_nominations(v, &all));
    *out = (int64_t)all.count;
    return ERR_OK;
}

enum err put_nominations(struct values *v)
{
    struct list all;

    if (!str_eq(v->form, STR(NOMINATION_LIST)))
        return ERR_OK;
    TRY(load_nominations(v, &all));
    open_list(v, "nominations");
    for (size_t i = 0; i < all.count; i++)
        TRY(put_nomination(v, ledger_of(v->call, LEDGER_MOTION), all.rows[i]));
    close_list(v);
    return ERR_OK;
}
