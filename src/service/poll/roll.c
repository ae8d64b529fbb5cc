/* The roll behind the number of those due: whose vote was ended or given by a decision before the poll was frozen. */
#include "base/jsonw.h"
#include "ledgers/attendee.h"
#include "ledgers/poll.h"
#include "service/poll/poll_private.h"

static void write_change(struct jsonw *w, const struct ledger *l, const struct row *row)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "name", row_text(l, row, ATTENDEE_NAME));
    jsonw_pair_i64(w, "votes", row_number(l, row, ATTENDEE_VOTES));
    jsonw_pair(w, "decision", row_text(l, row, ATTENDEE_VOTE_DECISION));
    jsonw_pair_i64(w, "at", row_number(l, row, ATTENDEE_VOTE_DECIDED_AT));
    jsonw_key(w, "account");
    jsonw_id(w, row_number(l, row, ATTENDEE_VOTE_DECIDED_BY));
    jsonw_key(w, "second");
    jsonw_id(w, row_number(l, row, ATTENDEE_VOTE_SECONDED_BY));
    jsonw_close(w, '}');
}

enum err poll_vote_changes(struct call *c, const struct poll *p, struct str *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    int64_t frozen = row_number(p->ledger, p->row, POLL_FROZEN_AT);
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    struct jsonw w = {.out = &text};
    struct list called;

    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, p->congress->id, ATTENDEE_NAME, &called));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < called.count; i++) {
        int64_t at = row_number(l, called.rows[i], ATTENDEE_VOTE_DECIDED_AT);
        if (at && at <= frozen)
            write_change(&w, l, called.rows[i]);
    }
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}
