/* Counting, and writing the numbers down. */
#include "service/poll/result.h"

#include "domain/poll/count.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/poll_private.h"
#include "service/poll/view.h"
#include "store/queries.h"

/* ---- counting ------------------------------------------------------------------------- */

static enum err refuse_sums(struct call *c, const struct poll *p)
{
    struct gates gates;

    TRY(poll_sums(c, p, &gates));
    for (size_t i = 0; i < gates.count; i++)
        if (!gates.items[i].is_ok) {
            c->fault = gates.items[i].fault;
            return ERR_RULE;
        }
    return ERR_OK;
}

/* ---- the numbers in the ledgers ------------------------------------------------------- */

/* `elects`: a pre-election makes candidates, no members. */
static void put_votes(const struct ledger *l, struct row *row, const struct json *v,
                      bool elects)
{
    static const int FIELDS[] = {CANDIDATE_APPROVE, CANDIDATE_OPPOSE, CANDIDATE_ABSTAIN,
                                 CANDIDATE_UNCLEAR};

    for (size_t i = 0; i < 4; i++)
        row_put_number(l, row, FIELDS[i],
                       json_find_number(v, field_name(l, FIELDS[i]).ptr, 0));
    row_put_number(l, row, CANDIDATE_ELECTED, elects && json_find_true(v, "elected"));
}

static enum err write_candidates(struct call *c, const struct poll *p,
                                 const struct poll_election *e, const struct json *result)
{
    const struct json *list = json_find(result, "candidates");

    for (size_t i = 0; list && i < list->count && i < e->candidate_count; i++) {
        struct row *before, *after;
        TRY(row_fetch(c, p->candidate_ledger, e->candidates[i]->id, &before));
        after = row_copy(c->arena, p->candidate_ledger, before);
        put_votes(p->candidate_ledger, after, &list->items[i], result_elects(result));
        TRY(row_change(c, p->candidate_ledger, before, after, "update", (struct str){0}));
    }
    return ERR_OK;
}

/* Those written in are kept as rows, too: some may be elected. */
static enum err write_write_ins(struct call *c, const struct poll *p,
                                const struct poll_election *e, const struct json *result)
{
    const struct json *list = json_find(result, "write_ins");
    const struct ledger *l = p->candidate_ledger;
    struct list old;

    TRY(rows_of_one(c, l, CANDIDATE_ELECTION, e->row->id, 0, &old));
    for (size_t i = 0; i < old.count; i++)
        if (row_number(l, old.rows[i], CANDIDATE_WRITTEN_IN))
            TRY(row_drop(c, l, old.rows[i], STR("recount")));
    for (size_t i = 0; list && i < list->count; i++) {
        struct row *row = row_new(c->arena, l);
        row->region = e->row->region;
        row_put_text(l, row, CANDIDATE_NAME, json_find_text(&list->items[i], "name"));
        row_put_number(l, row, CANDIDATE_ELECTION, e->row->id.v);
        row_put_number(l, row, CANDIDATE_WRITTEN_IN, 1);
        put_votes(l, row, &list->items[i], result_elects(result));
        TRY(row_add(c, l, row));
    }
    return ERR_OK;
}

static struct str joined(struct arena *a, const struct json *list)
{
    struct str all = {0};

    for (size_t i = 0; list && i < list->count; i++)
        all = str_print(a, "%.*s%s%.*s", STR_FMT(all), i ? "、" : "",
                        STR_FMT(list->items[i].text));
    return all;
}

static enum err write_election(struct call *c, const struct poll *p,
                               const struct poll_election *e, const struct json *result)
{
    const struct ledger *l = p->election_ledger;
    struct row *after = row_copy(c->arena, l, e->row);
    const struct json *elected = json_find(result, "elected");

    row_put_number(l, after, ELECTION_ELECTED,
                   elected && result_elects(result) ? (int64_t)elected->count : 0);
    row_put_number(l, after, ELECTION_UNFILLED, json_find_number(result, "unfilled", 0));
    row_put_text(l, after, ELECTION_TIED,
                 utf8_head(joined(c->arena, json_find(result, "tied")), 200));
    TRY(row_change(c, l, e->row, after, "update", (struct str){0}));
    TRY(write_candidates(c, p, e, result));
    return write_write_ins(c, p, e, result);
}

static enum err write_result(struct call *c, struct poll *p, struct str election,
                             struct str text)
{
    struct json *result = NULL;
    struct row *after = row_copy(c->arena, p->ledger, p->row);

    TRY(json_parse(c->arena, text, &result, &c->fault));
    TRY(store_poll_part_put(c->db, p->row->id, STR("election"), election));
    TRY(store_poll_part_put(c->db, p->row->id, STR("result"), text));
    for (size_t i = 0; i < p->election_count; i++)
        TRY(write_election(c, p, &p->elections[i], result_question(result, i)));
    TRY(poll_fix_turnout(c, p, after));
    row_put_number(p->ledger, after, POLL_VALID,
                   json_find_number(result_question(result, 0), "valid", 0));
    row_put_number(p->ledger, after, POLL_VOID,
                   json_find_number(result_question(result, 0), "void", 0));
    return poll_act(c, p, after, POLL_DO_COUNT, (struct str){0});
}

enum err result_count(struct call *c, row_id poll)
{
    struct str election, text;
    struct poll *p;
    int64_t gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_COUNT));
    TRY(refuse_sums(c, p));
    TRY(poll_counted(c, p, &election, &text));
    TRY(store_poll_part_drop(c->db, poll, STR("signatures"), &gone));
    return write_result(c, p, election, text);
}
