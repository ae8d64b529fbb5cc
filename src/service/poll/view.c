#include "service/poll/view.h"

#include "service/poll/gates.h"

#include "domain/poll/outcome.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/poll/follow.h"
#include "service/poll/poll_private.h"
#include "store/queries.h"

/* ---- parts ---------------------------------------------------------------------------- */

static enum err read_people(struct call *c, struct poll_view *v)
{
    const struct poll *p = v->poll;
    row_id sitting = {row_number(p->ledger, p->row, POLL_SITTING)};

    v->is_direct = poll_is_direct(p);
    v->is_frozen = row_has(p->ledger, p->row, POLL_FROZEN_AT);
    if (!v->is_frozen)
        return sitting.v ? hall_attendance(c, sitting, &v->people) : ERR_OK;
    TRY(poll_turnout(c, p, &v->turnout));
    return poll_people(c, p, &v->people);
}

static enum err read_urn(struct call *c, struct poll_view *v)
{
    struct urn_row urn;
    enum err err =
        store_urn_get(c->db, c->arena, v->poll->congress->id, v->poll->cast, &urn);

    v->urn_state = STR("none");
    if (err == ERR_NOT_FOUND || !poll_is_electronic(v->poll))
        return ERR_OK;
    TRY(err);
    v->urn_state = urn.state;
    TRY(json_parse(c->arena, urn.locked, &v->locked, &c->fault));
    return ERR_OK;
}

static enum err read_groups(struct call *c, struct poll_view *v)
{
    row_id poll = v->poll->row->id;

    TRY(store_group_list(c->db, c->arena, poll, &v->groups, &v->group_count));
    v->first = ARENA_ARRAY(c->arena, struct number_row, v->group_count);
    v->second = ARENA_ARRAY(c->arena, struct number_row, v->group_count);
    for (size_t i = 0; i < v->group_count; i++) {
        int64_t number = v->groups[i].number;
        TRY(store_entry_count(c->db, c->arena, poll, number, 1, &v->first[i]));
        TRY(store_entry_count(c->db, c->arena, poll, number, 2, &v->second[i]));
    }
    return ERR_OK;
}

static enum err read_result(struct call *c, struct poll_view *v)
{
    row_id poll = v->poll->row->id;

    TRY(poll_part(c, poll, "result", &v->result_text));
    TRY(poll_part(c, poll, "signatures", &v->signatures));
    TRY(poll_part(c, poll, "reductions", &v->reductions));
    return v->result_text.len ? json_parse(c->arena, v->result_text, &v->result, &c->fault)
                              : ERR_OK;
}

enum err poll_view(struct call *c, row_id id, struct poll_view *out)
{
    struct str shown;

    *out = (struct poll_view){0};
    TRY(poll_load(c, id, &out->poll));
    TRY(poll_narrow(c, out->poll));
    TRY(read_people(c, out));
    TRY(poll_slips(c, out->poll, &out->slips, &out->used));
    TRY(poll_revision(c, out->poll, &out->revision));
    TRY(read_urn(c, out));
    TRY(read_groups(c, out));
    TRY(read_result(c, out));
    if (!out->is_frozen)
        return poll_gates(c, out->poll, &out->people, &out->gates);
    TRY(alike_said(c, out->poll, &out->alike_said));
    TRY(alike_proposed(c, out->poll, &out->alike_proposed));
    TRY(poll_part(c, id, "shown", &shown));
    out->is_shown = shown.len > 0;
    TRY(gates_of_signing(c, out->poll, &out->gates));
    TRY(poll_sums(c, out->poll, &out->sums));
    const struct gate *last =
        out->sums.count ? &out->sums.items[out->sums.count - 1] : NULL;
    bool is_asked = last && !last->is_ok && !strcmp(last->name, "alike");
    return is_asked ? alike_open(c, out->poll, &out->alike) : ERR_OK;
}

/* ---- rules ---------------------------------------------------------------------------- */

/* What the number of candidates is judged by: a ballot that follows a pre-election may be equal where the rules say
 * so, and a by-election too. */
static enum err read_asked(struct call *c, const struct poll *p,
                           const struct poll_election *e, struct election *out)
{
    struct str settings = str_trim(row_text(p->election_ledger, e->row, ELECTION_SETTINGS));
    struct json *all = NULL;
    struct follow follow;

    TRY(poll_follow(c, p, e, &follow));
    if (settings.len)
        TRY(json_parse(c->arena, settings, &all, &c->fault));
    *out =
        (struct election){.rules = *e->office,
                          .seats = row_number(p->election_ledger, e->row, ELECTION_SEATS),
                          .candidate_count = e->candidate_count,
                          .is_pre_election = row_number(p->election_ledger, e->row,
                                                        ELECTION_PRE_ELECTION) != 0,
                          .round = row_number(p->ledger, p->row, POLL_ROUND),
                          .is_rerun = follow.kind == FOLLOW_RERUN,
                          .is_formal = follow.kind == FOLLOW_FORMAL,
                          .is_by_election = json_find_true(all, "by_election"),
                          .surplus = SURPLUS_OF_RULE};
    if (out->round <= 1) /* settled for the first ballot; later ones have fewer seats */
        out->surplus = json_find_number(all, "surplus", SURPLUS_OF_RULE);
    return ERR_OK;
}

enum err poll_surplus(struct call *c, const struct poll *p, const struct poll_election *e,
                      struct surplus_view *out)
{
    struct election asked;

    TRY(read_asked(c, p, e, &asked));
    out->is_asked = election_asks_surplus(&asked);
    out->is_kept = election_surplus_is_kept(&asked, &out->least, &out->most);
    if (out->most >= ELECTION_CANDIDATES_MAX)
        out->most = -1;
    out->got = (int64_t)e->candidate_count;
    out->article = election_surplus_source(&asked)->article;
    return ERR_OK;
}

void poll_quorum(const struct poll *p, const struct attendance_numbers *people,
                 struct quorum_view *out)
{
    *out = (struct quorum_view){0};
    if (!p->election_count)
        return;
    out->share = &p->elections[0].office->quorum;
    out->of = people->due;
    out->present = people->present;
    out->needed = rule_limit(out->share, out->of) + !out->share->at_least;
    out->is_met = people->due > 0 && rule_is_met(out->share, out->of, out->present);
}
