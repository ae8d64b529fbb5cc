/* What was on record of all that comes before an election, as its evidence names it. */
#include "base/jsonw.h"
#include "domain/congress/laid.h"
#include "ledgers/agenda_item.h"
#include "ledgers/election.h"
#include "ledgers/officer.h"
#include "ledgers/sitting.h"
#include "service/congress/before.h"
#include "service/poll/poll_private.h"

static void write_item(struct jsonw *w, const struct ledger *l, const struct row *item)
{
    jsonw_pair(w, "item", row_text(l, item, AGENDA_ITEM_TITLE));
    if (!row_is(l, item, AGENDA_ITEM_IS_PASSED))
        return; /* it was heard or talked over: nobody raised a hand */
    jsonw_pair_i64(w, "approve", row_number(l, item, AGENDA_ITEM_APPROVE));
    jsonw_pair_i64(w, "oppose", row_number(l, item, AGENDA_ITEM_OPPOSE));
    jsonw_pair_i64(w, "abstain", row_number(l, item, AGENDA_ITEM_ABSTAIN));
}

/* One vote, told of the officer whom it passed too. */
static void write_hands(struct jsonw *w, const struct ledger *l, const struct row *officer)
{
    jsonw_pair_i64(w, "approve", row_number(l, officer, OFFICER_APPROVE));
    jsonw_pair_i64(w, "oppose", row_number(l, officer, OFFICER_OPPOSE));
    jsonw_pair_i64(w, "abstain", row_number(l, officer, OFFICER_ABSTAIN));
}

/* The names that were laid for what this poll elects. */
static void write_laid(struct jsonw *w, struct call *c, const struct poll *p,
                       struct str laid)
{
    struct str all = {0};

    for (size_t i = 0; i < p->election_count; i++) {
        struct str title =
            row_text(p->election_ledger, p->elections[i].row, ELECTION_TITLE);
        struct str own = laid_of(c->arena, laid, title);
        all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(all),
                        all.len && own.len ? "\n" : "", STR_FMT(own));
    }
    if (all.len)
        jsonw_pair(w, "laid", all);
}

static void write_step(struct jsonw *w, struct call *c, const struct poll *p,
                       const struct before_seen *one)
{
    const struct ledger *ls = ledger_of(c, LEDGER_SITTING);

    jsonw_open(w, '{');
    jsonw_pair(w, "step", str_of(before_name(one->step)));
    jsonw_pair(w, "document", str_of(one->law->document));
    jsonw_pair(w, "article", str_of(one->law->article));
    jsonw_pair_i64(w, "done", one->is_done);
    if (one->sitting) {
        jsonw_pair(w, "sitting", row_text(ls, one->sitting, SITTING_TITLE));
        jsonw_pair_i64(w, "opened", row_number(ls, one->sitting, SITTING_OPENED_AT));
    }
    if (one->item)
        write_item(w, ledger_of(c, LEDGER_AGENDA_ITEM), one->item);
    else if (one->officer)
        write_hands(w, ledger_of(c, LEDGER_OFFICER), one->officer);
    write_laid(w, c, p, one->laid);
    jsonw_close(w, '}');
}

enum err poll_preceding(struct call *c, const struct poll *p, struct str *out)
{
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    struct jsonw w = {.out = &text};
    struct before_all all;

    TRY(congress_before(c, p->congress, &all));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < all.count; i++)
        write_step(&w, c, p, &all.items[i]);
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}
