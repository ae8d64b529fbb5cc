/* The power-cut kit: what is needed to go on by hand, and to type it back afterwards. */
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "paper/form.h"
#include "service/congress/hall.h"
#include "service/papers/fonts.h"
#include "service/papers/forms.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

enum { PAPERS_MOST = 400 };

struct kit {
    struct call *call;
    struct str papers[PAPERS_MOST];
    size_t count;
};

/* A paper of a row: its scope has the name of the ledger. */
static enum err add(struct kit *k, const char *name, const struct ledger *l, row_id id)
{
    struct form_request r = {.name = str_of(name), .scope = l->name, .id = id.v};

    if (k->count == PAPERS_MOST)
        return FAIL(&k->call->fault, ERR_TOO_BIG, "form.long", "%d", PAPERS_MOST);
    TRY(forms_fill(k->call, &r, &k->papers[k->count]));
    k->count++;
    return ERR_OK;
}

static enum err add_rosters(struct kit *k, row_id congress)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_SITTING);
    struct list all;

    TRY(hall_sittings(k->call, congress, &all));
    for (size_t i = 0; i < all.count; i++)
        if (!row_is(l, all.rows[i], SITTING_IS_CLOSED))
            TRY(add(k, "power_cut_roster", l, all.rows[i]->id));
    return ERR_OK;
}

/* Two tellers each keep a sheet of their own. */
static enum err add_questions(struct kit *k, row_id poll)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_ELECTION);
    struct list all;

    TRY(rows_of_one(k->call, l, ELECTION_POLL, poll, ELECTION_PLACE, &all));
    for (size_t i = 0; i < all.count; i++) {
        TRY(add(k, "power_cut_tally", l, all.rows[i]->id));
        TRY(add(k, "power_cut_tally", l, all.rows[i]->id));
        TRY(add(k, "result_full", l, all.rows[i]->id));
    }
    return ERR_OK;
}

static enum err add_polls(struct kit *k, row_id congress)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_POLL);
    struct list all;

    TRY(rows_of_one(k->call, l, POLL_CONGRESS, congress, POLL_CAST_NO, &all));
    for (size_t i = 0; i < all.count; i++) {
        row_id poll = all.rows[i]->id;
        if (row_is(l, all.rows[i], POLL_IS_SIGNED) || row_is(l, all.rows[i], POLL_IS_VOID))
            continue;
        TRY(add(k, "issue_slip", l, poll));
        TRY(add(k, "return_slip", l, poll));
        TRY(add(k, "power_cut_record", l, poll));
        TRY(add_questions(k, poll));
    }
    return ERR_OK;
}

enum err forms_power_cut(struct call *c, row_id congress, struct buf *out)
{
    struct kit *k = ARENA_NEW(c->arena, struct kit);
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct paper_fonts fonts;
    struct row *row;

    k->call = c;
    TRY(row_open(c, l, congress, &row));
    TRY(call_require(c, l->writers, row->region));
    TRY(add(k, "power_cut", l, congress));
    TRY(add_rosters(k, congress));
    TRY(add_polls(k, congress));
    TRY(site_fonts(c->site, &fonts, &c->fault));
    return form_pdf_all(c->arena, k->papers, k->count, &fonts, out, &c->fault);
}
