/* Whom deputies nominated jointly stands: neither presidium nor secretariat leaves him off the paper. */
#include "base/utf8.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "service/congress/motion.h"
#include "service/poll/follow.h"
#include "service/poll/gates.h"
#include "service/record/codes.h"

enum { NAME_SHOWN = 20, TITLE_SHOWN = 40 };

static bool stands(struct call *c, const struct poll *p, const struct poll_election *e,
                   struct str nominee)
{
    for (size_t i = 0; i < e->candidate_count; i++)
        if (name_is(row_text(p->candidate_ledger, e->candidates[i], CANDIDATE_NAME),
                    nominee) ||
            name_is(candidate_called(c, p, e, i), nominee))
            return true;
    return false;
}

/* Lawfully signed and in time, but nobody has decided on it. */
static bool is_waiting(const struct ledger *l, const struct motion_line *m)
{
    return row_is(l, m->row, MOTION_IS_REFERRED) ||
           (row_is(l, m->row, MOTION_IS_RECEIVED) && !m->fault.code);
}

static void check_nominee(struct call *c, const struct poll *p,
                          const struct poll_election *e, const struct motion_line *m,
                          struct gate *g)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    struct str who = utf8_head(row_text(l, m->row, MOTION_NOMINEE), NAME_SHOWN);
    struct str title =
        utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), TITLE_SHOWN);

    if (is_waiting(l, m))
        GATE_REFUSE(g, "poll.nomination_open", "%.*s" SEP "%.*s", STR_FMT(who),
                    STR_FMT(title));
    else if (row_is(l, m->row, MOTION_IS_ACCEPTED) &&
             !stands(c, p, e, row_text(l, m->row, MOTION_NOMINEE)))
        GATE_REFUSE(g, "poll.nominee_left_out", "%.*s" SEP "%.*s", STR_FMT(who),
                    STR_FMT(title));
}

static enum err check_election(struct call *c, const struct poll *p,
                               const struct poll_election *e, const struct motion_list *all,
                               struct gate *g, bool *is_asked)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    struct follow f;

    TRY(poll_follow(c, p, e, &f));
    if (f.kind != FOLLOW_NOTHING)
        return ERR_OK; /* a later round has the names that the one before left */
    for (size_t i = 0; i < all->count && g->is_ok; i++) {
        const struct row *row = all->items[i].row;
        if (row_number(l, row, MOTION_ELECTION) != e->row->id.v ||
            !row_has_code(l, row, MOTION_KIND, CODE_MOTION_KIND_NOMINATION))
            continue;
        *is_asked = true;
        check_nominee(c, p, e, &all->items[i], g);
    }
    return ERR_OK;
}

enum err gate_nominated(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct motion_list all;
    bool is_asked = false;

    if (!row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE))
        return ERR_OK;
    TRY(congress_motions(c, p->congress->id, &all));
    struct gate *g = gates_add(out, "nominated");
    for (size_t i = 0; i < p->election_count; i++)
        TRY(check_election(c, p, &p->elections[i], &all, g, &is_asked));
    out->count -= !is_asked;
    return ERR_OK;
}

/* ---- what was withdrawn ------------------------------------------------------------------------- */

/* 周新：由提名人撤回（撤回书…）；… */
static struct str withdrawn_text(struct call *c, const struct ledger *l,
                                 const struct row *row)
{
    return str_print(c->arena, "%.*s：%.*s %.*s（%.*s）",
                     STR_FMT(row_text(l, row, MOTION_NOMINEE)),
                     STR_FMT(row_code_label(l, row, MOTION_WITHDRAW_BY, LOCALE_HANS)),
                     STR_FMT(row_text(l, row, MOTION_WITHDRAW_NAMES)),
                     STR_FMT(row_text(l, row, MOTION_WITHDRAW_PAPER)));
}

enum err withdrawn_write(struct call *c, const struct poll *p,
                         const struct poll_election *e, struct jsonw *w)
{
    const struct ledger *l = ledger_of(c, LEDGER_MOTION);
    struct list all;
    bool is_any = false;

    TRY(rows_of_one(c, l, MOTION_ELECTION, e->row->id, MOTION_NUMBER, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        if (!row_is(l, row, MOTION_IS_WITHDRAWN) ||
            row_number(l, row, MOTION_CONGRESS) != p->congress->id.v)
            continue;
        if (!is_any) {
            jsonw_key(w, "withdrawn");
            jsonw_open(w, '[');
        }
        is_any = true;
        jsonw_str(w, withdrawn_text(c, l, row));
    }
    if (is_any)
        jsonw_close(w, ']');
    return ERR_OK;
}
