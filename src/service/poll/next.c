/* The round that follows a result, and decisions on it. */
#include "base/json.h"
#include "base/jsonw.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/follow.h"
#include "service/poll/poll_private.h"
#include "service/poll/result.h"
#include "service/poll/view.h"
#include "service/rules/rules.h"
#include "store/queries.h"

/* ---- the next round ------------------------------------------------------------------------ */

static enum err find_question(struct call *c, const struct poll *p, row_id election,
                              size_t *at)
{
    for (*at = 0; *at < p->election_count; (*at)++)
        if (p->elections[*at].row->id.v == election.v)
            return ERR_OK;
    return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

static void copy_candidate(struct call *c, const struct poll *p,
                           const struct poll_election *e, struct str name,
                           struct candidate_new *out)
{
    const struct ledger *l = p->candidate_ledger;

    *out = (struct candidate_new){.name = name};
    for (size_t i = 0; i < e->candidate_count; i++) {
        const struct row *row = e->candidates[i];
        if (!str_eq(candidate_called(c, p, e, i), name))
            continue;
        out->name = row_text(l, row, CANDIDATE_NAME);
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

static struct str next_label(struct call *c, struct str decision)
{
    return message_find(c->locale, str_print(c->arena, "next.%.*s", STR_FMT(decision)));
}

/* The decision as the result says it, and its seats: nobody picks another. */
static enum err check_next(struct call *c, const struct next_view *next,
                           const struct next_round *n)
{
    if (str_eq(next->decision, STR("none")))
        return FAIL(&c->fault, ERR_RULE, "next.none", "%s", "");
    if (!str_eq(next->decision, n->decision))
        return FAIL(&c->fault, ERR_RULE, "next.decision", "%.*s" SEP "%.*s",
                    STR_FMT(next_label(c, n->decision)),
                    STR_FMT(next_label(c, next->decision)));
    if (n->seats && n->seats != next->seats)
        return FAIL(&c->fault, ERR_RULE, "next.seats", "%lld", (long long)next->seats);
    return ERR_OK;
}

static void fill_next(struct call *c, const struct poll *p, const struct poll_election *e,
                      const struct next_view *next, struct election_new *out)
{
    const struct ledger *l = p->election_ledger;
    struct candidate_new *all =
        ARENA_ARRAY(c->arena, struct candidate_new, next->name_count);
    bool is_formal = str_eq(next->decision, STR("formal_election"));

    for (size_t i = 0; i < next->name_count; i++)
        copy_candidate(c, p, e, next->names[i], &all[i]);
    out->title = row_text(l, e->row, ELECTION_TITLE);
    out->office = row_text(l, e->row, ELECTION_OFFICE);
    out->post_title = row_text(l, e->row, ELECTION_POST_TITLE);
    out->rules = row_text(l, e->row, ELECTION_RULES);
    out->settings = row_text(l, e->row, ELECTION_SETTINGS);
    out->is_pre_election = row_number(l, e->row, ELECTION_PRE_ELECTION) && !is_formal;
    out->is_formal = is_formal;
    out->previous = e->row->id;
    out->seats = next->seats;
    out->candidates = all;
    out->candidate_count = next->name_count;
}

/* `text` with the first `old` taken out, and `fresh` put there. */
static struct str without(struct call *c, struct str text, struct str old, struct str fresh)
{
    ptrdiff_t at = str_find(text, old);

    if (at < 0)
        return text;
    struct str head = str_sub(text, 0, (size_t)at),
               tail = str_sub(text, (size_t)at + old.len, text.len);
    return str_print(c->arena, "%.*s%.*s%.*s", STR_FMT(head), STR_FMT(fresh),
                     STR_FMT(tail));
}

/* 县委委员选票（另行选举）: what the first round was called, and why this one is held; once behind the pre-election no
 * round is called one. */
static enum err next_title(struct call *c, const struct poll *p, bool is_pre,
                           struct str kind, struct str *out)
{
    struct row *first = p->row;

    for (int64_t id; (id = row_number(p->ledger, first, POLL_PREVIOUS)) != 0;)
        TRY(row_fetch(c, p->ledger, (row_id){id}, &first));
    *out = row_text(p->ledger, first, POLL_TITLE);
    if (!is_pre) {
        *out = without(c, *out, STR("（预选）"), STR(""));
        *out = without(c, *out, STR("预选票"), STR("选票"));
        *out = without(c, *out, STR("预选"), STR(""));
    }
    *out = str_print(c->arena, "%.*s（%.*s）", STR_FMT(*out), STR_FMT(kind));
    return ERR_OK;
}

static enum err fill_poll(struct call *c, const struct poll *p,
                          const struct next_view *next, struct poll_new *fresh)
{
    bool is_later = str_eq(next->decision, STR("rerun_tied")) ||
                    str_eq(next->decision, STR("another_election"));
    bool is_pre = fresh->elections[0].is_pre_election;
    struct str kind = message_find(
        LOCALE_HANS,
        is_pre && str_eq(next->decision, STR("another_election"))
            ? STR("next.another_pre_election") /* places on the formal ballot */
            : str_print(c->arena, "next.%.*s", STR_FMT(next->decision)));

    fresh->round = str_eq(next->decision, STR("formal_election"))
                       ? 1
                       : row_number(p->ledger, p->row, POLL_ROUND) + is_later;
    fresh->congress = p->congress->id;
    fresh->previous = p->row->id;
    fresh->colour = row_text(p->ledger, p->row, POLL_COLOUR);
    fresh->way = row_text(p->ledger, p->row, POLL_WAY);
    fresh->style = row_text(p->ledger, p->row, POLL_STYLE);
    return next_title(c, p, is_pre, kind, &fresh->title);
}

enum err result_next(struct call *c, row_id poll, const struct next_round *n, row_id *out)
{
    struct election_new election = {0};
    struct poll_new fresh = {.elections = &election, .election_count = 1};
    struct next_view next;
    struct poll *p;
    size_t at;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (!row_is(p->ledger, p->row, POLL_IS_SIGNED) &&
        !row_is(p->ledger, p->row, POLL_IS_VOID))
        return FAIL(&c->fault, ERR_RULE, "next.unsigned", "%s", "");
    TRY(find_question(c, p, n->election, &at));
    TRY(poll_next(c, p, at, &next));
    TRY(check_next(c, &next, n));
    *out = next.made;
    if (next.made.v) /* asked twice: it is there */
        return ERR_OK;
    fill_next(c, p, &p->elections[at], &next, &election);
    TRY(fill_poll(c, p, &next, &fresh));
    TRY(greatest_cast(c, p, &fresh.cast));
    fresh.cast++;
    return poll_create(c, &fresh, out);
}

/* ---- fewer seats, or later --------------------------------------------------------------------------- */

static enum err load_result(struct call *c, const struct poll *p, size_t at,
                            const struct json **out)
{
    struct json *result = NULL;
    struct str text;

    TRY(poll_part(c, p->row->id, "result", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_RULE, "next.none", "%s", "");
    TRY(json_parse(c->arena, text, &result, &c->fault));
    *out = result_question(result, at);
    return ERR_OK;
}

/* Deputies and officers are elected again: only the rules of the Party know fewer seats. */
static enum err refuse_by(struct call *c, const struct poll_election *e, const char *code)
{
    const struct rule_source *s = &e->office->shortfall.source;

    return FAIL(&c->fault, ERR_RULE, code, "%s" SEP "%.*s", s->document,
                STR_FMT(rule_article(c, s->article)));
}

/* A pre-election elects nobody: nothing is decided about the seats before the formal ballot. */
static enum err refuse_pre(struct call *c, const struct poll *p,
                           const struct poll_election *e)
{
    return row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION)
               ? FAIL(&c->fault, ERR_RULE, "reduce.pre_election", "%s", "")
               : ERR_OK;
}

static enum err check_hands(struct call *c, const struct poll *p,
                            const struct seats_vote *v, int64_t of, const char *code)
{
    int64_t present = row_number(p->ledger, p->row, POLL_PRESENT);

    if (row_is(ledger_of(c, LEDGER_CONGRESS), p->congress, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "seats.closed", "%s", "");
    if (!v->second.v)
        return FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
    if (v->approve * 2 <= of || v->approve + v->oppose + v->abstain > present ||
        v->oppose < 0 || v->abstain < 0)
        return FAIL(&c->fault, ERR_RULE, code, "%lld" SEP "%lld", (long long)v->approve,
                    (long long)of);
    return str_is_empty(str_trim(v->reason))
               ? FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "")
               : ERR_OK;
}

/* 接近应选名额: of all the seats of the office, those filled in rounds before among them. */
static enum err check_near(struct call *c, const struct poll *p,
                           const struct poll_election *e, int64_t seats)
{
    struct follow f;

    TRY(poll_follow(c, p, e, &f));
    int64_t whole =
        f.whole ? f.whole : row_number(p->election_ledger, e->row, ELECTION_SEATS);
    int64_t kept = (int64_t)f.elected_count + seats;
    int64_t least = rule_near(&e->office->shortfall, whole);
    const struct rule_source *s = &e->office->shortfall.source;

    return kept >= least ? ERR_OK
                         : FAIL(&c->fault, ERR_RULE, "reduce.far",
                                "%lld" SEP "%lld" SEP "%lld" SEP "%s" SEP "%.*s",
                                (long long)whole, (long long)kept, (long long)least,
                                s->document, STR_FMT(rule_article(c, s->article)));
}

/* `seats` as they stand now, `elected` of them filled. */
static enum err check_reduction(struct call *c, const struct poll *p,
                                const struct poll_election *e, int64_t seats,
                                int64_t elected, const struct seats_vote *v)
{
    if (!e->office->shortfall.reduce)
        return refuse_by(
            c, e, e->office->shortfall.may_put_off ? "reduce.put_off" : "reduce.never");
    if (v->seats >= seats || v->seats < elected)
        return FAIL(&c->fault, ERR_RULE, "reduce.seats", "%lld" SEP "%lld",
                    (long long)seats, (long long)elected);
    TRY(check_near(c, p, e, v->seats));
    return check_hands(c, p, v, row_number(p->ledger, p->row, POLL_PRESENT),
                       "reduce.votes");
}

/* One line more in what was decided about the seats of the poll; the evidence says it, whenever that was. */
static enum err record_vote(struct call *c, const struct poll *p,
                            const struct poll_election *e, const struct seats_vote *v,
                            const char *kind)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '{');
    jsonw_key(&w, "election");
    jsonw_id(&w, e->row->id.v);
    jsonw_pair(&w, "kind", str_of(kind));
    jsonw_pair(&w, "title", row_text(p->election_ledger, e->row, ELECTION_TITLE));
    jsonw_pair_i64(&w, "seats", v->seats);
    jsonw_pair_i64(&w, "approve", v->approve);
    jsonw_pair_i64(&w, "oppose", v->oppose);
    jsonw_pair_i64(&w, "abstain", v->abstain);
    jsonw_pair(&w, "reason", str_trim(v->reason));
    jsonw_key(&w, "account");
    jsonw_id(&w, c->who.v);
    jsonw_key(&w, "second");
    jsonw_id(&w, v->second.v);
    jsonw_close(&w, '}');
    TRY(poll_part_append(c, p->row->id, "reductions", buf_view(&text)));
    struct row *after = row_copy(c->arena, p->ledger, p->row);
    if (row_is(p->ledger, p->row, POLL_IS_SIGNED))
        TRY(evidence_make(c, p, after));
    return row_change(c, p->ledger, p->row, after, kind, v->reason);
}

enum err result_reduce(struct call *c, row_id poll, const struct seats_vote *v)
{
    const struct json *result;
    struct next_view next;
    row_id later;
    struct poll *p;
    size_t at;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    TRY(find_question(c, p, v->election, &at));
    if (row_is(p->ledger, p->row, POLL_IS_VOID))
        return FAIL(&c->fault, ERR_RULE, "reduce.void", "%s", "");
    TRY(refuse_pre(c, p, &p->elections[at]));
    TRY(load_result(c, p, at, &result));
    TRY(poll_followed(c, v->election, &later));
    if (later.v)
        return FAIL(&c->fault, ERR_RULE, "reduce.made", "%s", "");
    TRY(poll_next(c, p, at, &next));
    const struct json *list = json_find(result, "elected");
    int64_t elected = list ? (int64_t)list->count : 0;
    TRY(check_reduction(c, p, &p->elections[at], elected + next.seats, elected, v));
    return record_vote(c, p, &p->elections[at], v, "reduce");
}

/* What is left to elect, when that is another election (those tied are voted on again at once) and no paper for it
 * was prepared yet. */
static enum err check_left(struct call *c, const struct poll *p, size_t at,
                           struct seats_vote *v)
{
    struct next_view next;

    TRY(poll_next(c, p, at, &next));
    if (!str_eq(next.decision, STR("another_election")))
        return FAIL(&c->fault, ERR_RULE, "put_off.nothing", "%s", "");
    if (next.made.v)
        return FAIL(&c->fault, ERR_RULE, "put_off.made", "%s", "");
    v->seats = next.seats;
    return ERR_OK;
}

enum err result_put_off(struct call *c, row_id poll, const struct seats_vote *vote)
{
    struct seats_vote v = *vote;
    struct poll *p;
    size_t at;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (!row_is(p->ledger, p->row, POLL_IS_SIGNED))
        return FAIL(&c->fault, ERR_RULE, "next.unsigned", "%s", "");
    TRY(find_question(c, p, v.election, &at));
    TRY(refuse_pre(c, p, &p->elections[at]));
    if (!p->elections[at].office->shortfall.may_put_off)
        return refuse_by(c, &p->elections[at], "put_off.never");
    TRY(check_left(c, p, at, &v));
    TRY(check_hands(c, p, &v, row_number(p->ledger, p->row, POLL_DUE), "put_off.votes"));
    return record_vote(c, p, &p->elections[at], &v, "put_off");
}
