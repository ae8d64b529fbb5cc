/* Counting, writing the numbers down, the next round. */
#include "service/poll/result.h"

#include "domain/election/count.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/poll_private.h"
#include "service/poll/view.h"
#include "store/queries.h"

/* ---- counting ------------------------------------------------------------------------- */

static enum err numbers_of(struct call *c, const struct poll *p, struct poll_numbers *out)
{
    int64_t slips, used;

    TRY(poll_slips(c, p, &slips, &used));
    if (!poll_is_electronic(p))
        slips = used = 0;
    out->due = row_number(p->ledger, p->row, POLL_DUE);
    out->present = row_number(p->ledger, p->row, POLL_PRESENT);
    out->issued = row_number(p->ledger, p->row, POLL_ISSUED) + used;
    out->printed = row_number(p->ledger, p->row, POLL_PRINTED) + slips;
    out->round = row_number(p->ledger, p->row, POLL_ROUND);
    out->questions = p->election_count;
    if (str_eq(row_text(p->congress_ledger, p->congress, CONGRESS_KIND), STR("district")))
        out->present = out->issued; /* voters who took part */
    return ERR_OK;
}

static enum err count_ballots(struct call *c, const struct poll *p, struct str election,
                              struct buf *out)
{
    struct ballot_row *ballots;
    struct count *counting;
    size_t count;

    TRY(store_ballot_list(c->db, c->arena, p->row->id, &ballots, &count));
    TRY(election_begin(c->arena, election, &counting, &c->fault));
    for (size_t i = 0; i < count; i++)
        for (int64_t k = 0; k < ballots[i].times; k++) {
            TRY(election_feed(counting, ballots[i].ballot, &c->fault));
            TRY(election_feed(counting, STR("\n"), &c->fault));
        }
    return election_end(counting, out, &c->fault);
}

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

static void put_votes(const struct ledger *l, struct row *row, const struct json *v)
{
    static const int FIELDS[] = {CANDIDATE_APPROVE, CANDIDATE_OPPOSE, CANDIDATE_ABSTAIN,
                                 CANDIDATE_UNCLEAR};

    for (size_t i = 0; i < 4; i++)
        row_put_number(l, row, FIELDS[i],
                       json_find_number(v, field_name(l, FIELDS[i]).ptr, 0));
    row_put_number(l, row, CANDIDATE_ELECTED, json_find_true(v, "elected"));
}

static enum err write_candidates(struct call *c, const struct poll *p,
                                 const struct poll_election *e, const struct json *result)
{
    const struct json *list = json_find(result, "candidates");

    for (size_t i = 0; list && i < list->count && i < e->candidate_count; i++) {
        struct row *before, *after;
        TRY(row_fetch(c, p->candidate_ledger, e->candidates[i]->id, &before));
        after = row_copy(c->arena, p->candidate_ledger, before);
        put_votes(p->candidate_ledger, after, &list->items[i]);
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
        put_votes(l, row, &list->items[i]);
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

    row_put_number(l, after, ELECTION_ELECTED, elected ? (int64_t)elected->count : 0);
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
    row_put_number(p->ledger, after, POLL_VALID,
                   json_find_number(result_question(result, 0), "valid", 0));
    row_put_number(p->ledger, after, POLL_VOID,
                   json_find_number(result_question(result, 0), "void", 0));
    return poll_act(c, p, after, "count", (struct str){0});
}

enum err result_count(struct call *c, row_id poll)
{
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct poll_numbers n;
    struct str questions;
    struct poll *p;
    int64_t gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, "count"));
    TRY(refuse_sums(c, p));
    TRY(poll_part(c, poll, "questions", &questions));
    TRY(numbers_of(c, p, &n));
    struct str election = poll_election_json(c, &n, questions);
    TRY(count_ballots(c, p, election, &out));
    TRY(store_poll_part_drop(c->db, poll, STR("signatures"), &gone));
    return write_result(c, p, election, str_copy(c->arena, buf_view(&out)));
}

enum err result_recount(struct call *c, row_id poll, struct str reason)
{
    struct poll *p;
    struct row *after;
    int64_t gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, "recount"));
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    TRY(store_poll_part_drop(c->db, poll, STR("signatures"), &gone));
    TRY(store_poll_part_drop(c->db, poll, STR("result"), &gone));
    after = row_copy(c->arena, p->ledger, p->row);
    return poll_act(c, p, after, "recount", reason);
}

/* ---- what comes next ------------------------------------------------------------------- */

static enum err load_result(struct call *c, struct poll *p, row_id election, size_t *at,
                            const struct json **out)
{
    struct json *result = NULL;
    struct str text;

    TRY(poll_part(c, p->row->id, "result", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_RULE, "next.none", "%s", "");
    TRY(json_parse(c->arena, text, &result, &c->fault));
    for (*at = 0; *at < p->election_count; (*at)++)
        if (p->elections[*at].row->id.v == election.v) {
            *out = result_question(result, *at);
            return ERR_OK;
        }
    return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

static void copy_candidate(const struct poll *p, const struct poll_election *e,
                           struct str name, struct candidate_new *out)
{
    const struct ledger *l = p->candidate_ledger;

    *out = (struct candidate_new){.name = name};
    for (size_t i = 0; i < e->candidate_count; i++) {
        const struct row *row = e->candidates[i];
        if (!name_is(row_text(l, row, CANDIDATE_NAME), name))
            continue;
        out->unit = row_text(l, row, CANDIDATE_UNIT);
        out->post = row_text(l, row, CANDIDATE_POST);
        out->person = (row_id){row_number(l, row, CANDIDATE_PERSON)};
        out->sex = row_text(l, row, CANDIDATE_SEX);
        out->ethnicity = row_text(l, row, CANDIDATE_ETHNICITY);
        out->education = row_text(l, row, CANDIDATE_EDUCATION);
        out->birth = (date)row_number(l, row, CANDIDATE_BIRTH);
        out->party_joined = (date)row_number(l, row, CANDIDATE_PARTY_JOINED);
    }
}

static enum err greatest_cast(struct call *c, const struct poll *p, int64_t *out)
{
    struct list all;

    TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &all));
    *out = 1;
    for (size_t i = 0; i < all.count; i++)
        if (row_number(p->ledger, all.rows[i], POLL_CAST_NO) > *out)
            *out = row_number(p->ledger, all.rows[i], POLL_CAST_NO);
    return ERR_OK;
}

static enum err check_next(struct call *c, const struct json *result,
                           const struct next_round *n, int64_t *seats)
{
    struct str wanted = json_find_text(result, "next");
    bool void_election = str_eq(wanted, STR("start_again"));

    if (str_eq(wanted, STR("none")))
        return FAIL(&c->fault, ERR_RULE, "next.none", "%s", "");
    if (!str_eq(wanted, n->decision))
        return FAIL(&c->fault, ERR_RULE, "next.decision", "%.*s" SEP "%.*s",
                    STR_FMT(message_find(
                        c->locale, str_print(c->arena, "next.%.*s", STR_FMT(n->decision)))),
                    STR_FMT(message_find(
                        c->locale, str_print(c->arena, "next.%.*s", STR_FMT(wanted)))));
    *seats = json_find_number(result, "next_seats", 0);
    if (n->seats > *seats || n->seats < 0 ||
        (n->seats && n->seats != *seats && str_is_empty(n->reason)))
        return FAIL(&c->fault, ERR_RULE, "next.seats", "%lld", (long long)*seats);
    if (n->seats && !void_election)
        *seats = n->seats;
    return ERR_OK;
}

static void fill_next(struct call *c, const struct poll *p, const struct poll_election *e,
                      const struct json *names, struct election_new *out)
{
    const struct ledger *l = p->election_ledger;
    struct candidate_new *all = ARENA_ARRAY(c->arena, struct candidate_new, names->count);

    for (size_t i = 0; i < names->count; i++)
        copy_candidate(p, e, names->items[i].text, &all[i]);
    out->title = row_text(l, e->row, ELECTION_TITLE);
    out->office = row_text(l, e->row, ELECTION_OFFICE);
    out->post_title = row_text(l, e->row, ELECTION_POST_TITLE);
    out->rules = row_text(l, e->row, ELECTION_RULES);
    out->settings = row_text(l, e->row, ELECTION_SETTINGS);
    out->candidates = all;
    out->candidate_count = names->count;
}

enum err result_next(struct call *c, row_id poll, const struct next_round *n, row_id *out)
{
    struct election_new election = {0};
    struct poll_new fresh = {.elections = &election, .election_count = 1};
    const struct json *result;
    struct poll *p;
    size_t at;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (!row_is(p->ledger, p->row, POLL_IS_SIGNED) &&
        !row_is(p->ledger, p->row, POLL_IS_VOID))
        return FAIL(&c->fault, ERR_RULE, "next.unsigned", "%s", "");
    TRY(load_result(c, p, n->election, &at, &result));
    TRY(check_next(c, result, n, &election.seats));
    fill_next(c, p, &p->elections[at], json_find(result, "next_candidates"), &election);
    TRY(greatest_cast(c, p, &fresh.cast));
    fresh.cast++;
    bool again = str_eq(n->decision, STR("start_again"));
    fresh.round = row_number(p->ledger, p->row, POLL_ROUND) + !again;
    fresh.congress = p->congress->id;
    fresh.previous = poll;
    fresh.title = str_print(
        c->arena, "%.*s（%.*s）", STR_FMT(row_text(p->ledger, p->row, POLL_TITLE)),
        STR_FMT(message_find(LOCALE_HANS,
                             str_print(c->arena, "next.%.*s", STR_FMT(n->decision)))));
    fresh.colour = row_text(p->ledger, p->row, POLL_COLOUR);
    fresh.way = row_text(p->ledger, p->row, POLL_WAY);
    fresh.style = row_text(p->ledger, p->row, POLL_STYLE);
    TRY(poll_create(c, &fresh, out));
    if (str_eq(n->decision, STR("rerun_tied")))
        return store_poll_part_put(c->db, *out, STR("rerun"), STR("true"));
    return ERR_OK;
}

static enum err check_reduction(struct call *c, const struct poll *p,
                                const struct poll_election *e, const struct json *result,
                                const struct reduction *r)
{
    const struct json *elected = json_find(result, "elected");
    int64_t seats = row_number(p->election_ledger, e->row, ELECTION_SEATS);
    int64_t present = row_number(p->ledger, p->row, POLL_PRESENT);

    if (r->seats >= seats || r->seats < (elected ? (int64_t)elected->count : 0))
        return FAIL(&c->fault, ERR_RULE, "reduce.seats", "%lld" SEP "%zu", (long long)seats,
                    elected ? elected->count : 0);
    if (r->approve * 2 <= present || r->approve + r->oppose + r->abstain > present ||
        r->oppose < 0 || r->abstain < 0)
        return FAIL(&c->fault, ERR_RULE, "reduce.votes", "%lld" SEP "%lld",
                    (long long)r->approve, (long long)present);
    return str_is_empty(str_trim(r->reason))
               ? FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "")
               : ERR_OK;
}

enum err result_reduce(struct call *c, row_id poll, const struct reduction *r)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    const struct json *result;
    struct poll *p;
    struct str before;
    size_t at;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    TRY(load_result(c, p, r->election, &at, &result));
    TRY(check_reduction(c, p, &p->elections[at], result, r));
    TRY(poll_part(c, poll, "reductions", &before));
    buf_str(&text, before.len ? str_sub(before, 0, before.len - 1) : STR("["));
    if (before.len)
        buf_char(&text, ',');
    jsonw_open(&w, '{');
    jsonw_key(&w, "election");
    jsonw_id(&w, r->election.v);
    jsonw_pair(&w, "title",
               row_text(p->election_ledger, p->elections[at].row, ELECTION_TITLE));
    jsonw_pair_i64(&w, "seats", r->seats);
    jsonw_pair_i64(&w, "approve", r->approve);
    jsonw_pair_i64(&w, "oppose", r->oppose);
    jsonw_pair_i64(&w, "abstain", r->abstain);
    jsonw_pair(&w, "reason", str_trim(r->reason));
    jsonw_close(&w, '}');
    buf_char(&text, ']');
    TRY(store_poll_part_put(c->db, poll, STR("reductions"),
                            str_copy(c->arena, buf_view(&text))));
    struct row *after = row_copy(c->arena, p->ledger, p->row);
    return row_change(c, p->ledger, p->row, after, "reduce", r->reason);
}
