/* Values of a poll: people and papers counted, the question's names and votes. */
#include "service/papers/values.h"

#include "base/utf8.h"
#include "domain/names/same.h"
#include "domain/poll/rules.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/person.h"
#include "ledgers/poll.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

#include <stdlib.h>
#include <string.h>

/* ---- one question ---------------------------------------------------------------------------- */

struct str hans_sentence(struct call *c, const struct rule_office *o, const char *rule)
{
    enum locale mine = c->locale;

    c->locale = LOCALE_HANS;
    struct str text = rule_sentence(c, o, rule);
    c->locale = mine;
    return text;
}

struct str hans_article(struct call *c, const char *article)
{
    enum locale mine = c->locale;

    c->locale = LOCALE_HANS;
    struct str text = rule_article(c, article);
    c->locale = mine;
    return text;
}

static void put_votes(struct values *v, const struct ledger *l, const struct row *row)
{
    static const struct {
        int field;
        const char *key;
    } FIELDS[] = {{CANDIDATE_APPROVE, "approve"},
                  {CANDIDATE_OPPOSE, "oppose"},
                  {CANDIDATE_ABSTAIN, "abstain"},
                  {CANDIDATE_UNCLEAR, "unclear"}};

    if (!row_has(l, row, CANDIDATE_APPROVE))
        return;
    put_text(
        v, "summary",
        str_print(v->call->arena, "%.*s%lld票",
                  STR_FMT(v->called.len ? v->called : row_text(l, row, CANDIDATE_NAME)),
                  (long long)row_number(l, row, CANDIDATE_APPROVE)));
    for (size_t i = 0; i < 4; i++)
        put_number(v, FIELDS[i].key, row_number(l, row, FIELDS[i].field));
}

static int by_votes(const void *a, const void *b, void *arg)
{
    const struct row *const *x = a, *const *y = b;
    const struct ledger *l = arg;
    int64_t p = row_number(l, *x, CANDIDATE_APPROVE),
            q = row_number(l, *y, CANDIDATE_APPROVE);

    return p != q
               ? (p < q) - (p > q)
               : (row_number(l, *x, CANDIDATE_PLACE) > row_number(l, *y, CANDIDATE_PLACE)) *
                         2 -
                     1;
}

/* Is the poll void, by the count or by decision? */
static bool is_void(const struct values *v)
{
    const struct json *q = result_question(v->poll->result, v->question);
    const struct poll *p = v->poll->poll;

    return row_is(p->ledger, p->row, POLL_IS_VOID) ||
           str_eq(json_find_text(q, "election"), STR("void"));
}

static bool is_pre(const struct values *v)
{
    const struct poll *p = v->poll->poll;

    return row_number(p->election_ledger, p->elections[v->question].row,
                      ELECTION_PRE_ELECTION) != 0;
}

/* The person of the result that the row stands for; NULL: not counted. */
static const struct json *person_of(struct values *v, const struct row *row)
{
    const struct json *q = result_question(v->poll->result, v->question);
    const struct poll *p = v->poll->poll;
    const struct poll_election *e = &p->elections[v->question];
    const struct json *all = json_find(q, "candidates"),
                      *others = json_find(q, "write_ins");

    for (size_t i = 0; all && i < all->count && i < e->candidate_count; i++)
        if (e->candidates[i]->id.v == row->id.v)
            return &all->items[i];
    for (size_t i = 0; others && i < others->count; i++)
        if (name_is(json_find_text(&others->items[i], "name"),
                    row_text(p->candidate_ledger, row, CANDIDATE_NAME)))
            return &others->items[i];
    return NULL;
}

/* What became of him, as papers say it. */
static const char *outcome_of(struct values *v, const struct row *row)
{
    static const char *const WORDS[][2] = {{"elected", "当选"},
                                           {"formal", "列为正式候选人"},
                                           {"tied", "票数相等"},
                                           {"seats_full", "超过当选票数，名额已满"},
                                           {"barred", "不能担任这一职务，不计"}};
    const struct json *person = person_of(v, row);
    const char *fate =
        person && !is_void(v)
            ? result_fate(result_question(v->poll->result, v->question), person)
            : "";

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (strcmp(fate, WORDS[i][0]) == 0)
            return WORDS[i][1];
    return "";
}

/* What a candidate is called on the ballot: a namesake with his unit; whoever was written in is called as the
 * result names him. */
static struct str called(struct values *v, const struct row *row)
{
    const struct poll *p = v->poll->poll;
    const struct poll_election *e = &p->elections[v->question];

    for (size_t i = 0; i < e->candidate_count; i++)
        if (e->candidates[i]->id.v == row->id.v)
            return candidate_called(v->call, p, e, i);
    return json_find_text(person_of(v, row), "name");
}

/* 听泉镇 and 副镇长 are one post; what has its unit before it is left as it is: 财政局局长 says of which 青岚县财政局. */
static struct str whole_post(struct values *v, const struct ledger *l,
                             const struct row *row)
{
    enum { LETTERS = 9 }; /* bytes of three characters */
    const struct ledger *people = ledger_of(v->call, LEDGER_PERSON);
    struct str post = row_text(l, row, CANDIDATE_POST);
    row_id id = {row_number(l, row, CANDIDATE_PERSON)};
    struct row *person;

    if (!post.len || !id.v || engine_get(call_reading(v->call), people, id, &person))
        return post;
    struct str unit = row_label(people, person, PERSON_UNIT);
    struct str end = unit.len > LETTERS ? str_sub(unit, unit.len - LETTERS, LETTERS) : unit;
    return !unit.len || str_find(post, end) >= 0
               ? post
               : str_print(v->call->arena, "%.*s%.*s", STR_FMT(unit), STR_FMT(post));
}

static void put_candidate(struct values *v, const struct ledger *l, const struct row *row)
{
    v->post = whole_post(v, l, row);
    put_person(v, l, row);
    v->post = (struct str){0};
}

static void put_rows(struct values *v, const char *key, const struct ledger *l,
                     struct row *const *rows, size_t count, struct str office)
{
    open_list(v, key);
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&v->w, '{');
        v->called = called(v, rows[i]);
        put_candidate(v, l, rows[i]);
        put_text(v, "office", office);
        put_votes(v, l, rows[i]);
        v->called = (struct str){0};
        put_c(v, "outcome", outcome_of(v, rows[i]));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

/* Of `all`, those named in `names`, in that order. */
static size_t rows_named(struct values *v, const struct list *all, const struct json *names,
                         struct row **out)
{
    size_t count = 0;

    for (size_t k = 0; names && k < names->count; k++)
        for (size_t i = 0; i < all->count && count < all->count; i++) {
            const struct json *person = person_of(v, all->rows[i]);
            if (person && str_eq(json_find_text(person, "name"), names->items[k].text))
                out[count++] = all->rows[i];
        }
    return count;
}

/* Is one of them called by more than fits a narrow column: a namesake with his unit? */
static bool has_wide(struct values *v, struct row *const *rows, size_t count)
{
    enum { NARROW = 5 }; /* characters */

    for (size_t i = 0; i < count; i++)
        if (utf8_count(called(v, rows[i])) > NARROW)
            return true;
    return false;
}

/* Who came through a pre-election is a candidate; a void election has neither. */
static void put_the_elected(struct values *v, struct row *const *rows, size_t count,
                            struct str office)
{
    const struct json *q = result_question(v->poll->result, v->question);
    const struct ledger *l = v->poll->poll->candidate_ledger;

    if (is_void(v))
        return;
    if (str_eq(v->form, STR(ELECTED_NOTICE)) && v->person < count)
        put_text(v, "name", row_text(l, rows[v->person], CANDIDATE_NAME));
    if (has_wide(v, rows, count))
        put_number(v, "wide_names", 1);
    put_rows(v, result_elects(q) ? "elected" : "formal", l, rows, count, office);
}

/* The elected in official order: as the result names them. */
static enum err put_elected(struct values *v, const struct poll *p, const struct list *all,
                            struct str office)
{
    const struct json *q = result_question(v->poll->result, v->question);
    const struct ledger *l = p->candidate_ledger;
    struct row **rows = ARENA_ARRAY(v->call->arena, struct row *, all->count);
    size_t count = rows_named(v, all, json_find(q, "elected"), rows);

    if (str_eq(v->form, STR("elected_votes_list"))) /* as its heading says */
        qsort_r(rows, count, sizeof(struct row *), by_votes, (void *)(uintptr_t)l);
    put_the_elected(v, rows, count, office);
    if (q) { /* before the count nobody knows */
        put_number(v, is_pre(v) ? "formal_count" : "elected_count",
                   is_void(v) ? 0 : (int64_t)count);
        put_number(v, "through_count", is_void(v) ? 0 : (int64_t)count);
    }
    put_c(v, "through_word", is_pre(v) ? "正式候选人数" : "当选人数");
    count = is_void(v) ? 0 : rows_named(v, all, json_find(q, "tied"), rows);
    put_rows(v, "tied", l, rows, count, office);
    return ERR_OK;
}

static enum err put_names(struct values *v, const struct poll *p,
                          const struct poll_election *e, struct str office)
{
    const struct ledger *l = p->candidate_ledger;
    struct row **shown = ARENA_ARRAY(v->call->arena, struct row *, e->candidate_count + 1);
    struct row **others;
    size_t other_count = 0;
    struct list all;

    TRY(rows_of_one(v->call, l, CANDIDATE_ELECTION, e->row->id, CANDIDATE_PLACE, &all));
    for (size_t i = 0; i < e->candidate_count; i++)
        shown[i] = e->candidates[i];
    if (v->poll->result &&
        !str_eq(v->form, STR("power_cut_tally"))) /* a report is in the order of votes */
        qsort_r(shown, e->candidate_count, sizeof(struct row *), by_votes,
                (void *)(uintptr_t)l);
    put_rows(v, "candidates", l, shown, e->candidate_count, office);
    others = ARENA_ARRAY(v->call->arena, struct row *, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        if (row_number(l, all.rows[i], CANDIDATE_WRITTEN_IN))
            others[other_count++] = all.rows[i];
    qsort_r(others, other_count, sizeof(struct row *), by_votes, (void *)(uintptr_t)l);
    put_rows(v, "write_ins", l, others, other_count, office);
    return put_elected(v, p, &all, office);
}

/* When it happened: the sheets were out, the boxes were closed, the result was signed. */
static void put_time(struct values *v, const struct poll *p)
{
    static const struct {
        const char *form;
        int field;
    } TIMES[] = {{"issue_slip", POLL_OPENED_AT},
                 {"return_slip", POLL_CLOSED_AT},
                 {"result_full", POLL_SIGNED_AT}};

    for (size_t i = 0; i < sizeof(TIMES) / sizeof(TIMES[0]); i++)
        if (str_eq(v->form, str_of(TIMES[i].form)) &&
            row_has(p->ledger, p->row, TIMES[i].field))
            put_text(v, "time",
                     clock_text(v->call->arena,
                                (instant){row_number(p->ledger, p->row, TIMES[i].field)}));
}

/* Is the blank of that name on this paper the verdict on something else: on an objection, on somebody's credentials? */
static bool has_other_verdict(const struct values *v)
{
    return str_starts(v->form, STR("voter_objection")) ||
           str_eq(v->form, STR("deputy_register"));
}

/* Of a void election no ballot was judged: none of them is called valid or void. */
static void put_judged(struct values *v, const struct json *q)
{
    int64_t valid = json_find_number(q, "valid", 0),
            spoilt = json_find_number(q, "void", 0);

    if (str_eq(json_find_text(q, "election"), STR("void"))) {
        jsonw_pair(&v->w, "counted_text", STR(""));
        return;
    }
    put_number(v, "valid", valid);
    put_number(v, "void", spoilt);
    put_text(v, "counted_text",
             str_print(v->call->arena, "有效票%lld张，无效票%lld张，", (long long)valid,
                       (long long)spoilt));
}

static void put_question_numbers(struct values *v, const struct poll *p,
                                 const struct poll_election *e)
{
    const struct json *q = result_question(v->poll->result, v->question);
    int64_t seats = row_number(p->election_ledger, e->row, ELECTION_SEATS);
    int64_t surplus = (int64_t)e->candidate_count - seats;

    put_number(v, "seats", seats);
    put_number(v, "candidate_count", (int64_t)e->candidate_count);
    put_number(v, "surplus", surplus > 0 ? surplus : 0);
    put_share(v, "surplus_share", surplus > 0 ? surplus : 0, seats);
    if (!q)
        return;
    put_judged(v, q);
    put_number(v, "own_names", json_find_number(q, "own_names", 0));
    if (!is_void(v))
        put_number(v, "unfilled", json_find_number(q, "unfilled", 0));
    put_returned(v, json_find_number(q, "returned", 0), json_find_number(q, "issued", 0));
}

const char *elected_order_text(const struct rule_office *o)
{
    static const char *const ELECTED_ORDERS[] = {
        [ORDER_SURNAME] = "以姓氏笔画为序",
        [ORDER_FULLNAME] = "按姓名笔画为序",
        [ORDER_VOTES] = "以得票多少为序",
        [ORDER_LISTED] = "按上级批准的顺序",
    };

    /* the ballot had them by strokes, and so has the result: the order that was approved nobody wrote down */
    if (o->order.order == ORDER_LISTED && o->ballot_order.order == ORDER_SURNAME)
        return "以姓氏笔画为序，公布时按上级批准的顺序";
    return ELECTED_ORDERS[o->order.order];
}

const char *against_word(const struct rule_office *o)
{
    return o->choices.says_disapprove ? "不赞成" : "反对";
}

struct str marks_text(struct arena *a, const struct poll *p, const char *against)
{
    if (row_has_code(p->ledger, p->row, POLL_STYLE, CODE_BALLOT_STYLE_SIGN))
        return str_print(a, "赞成的在姓名右边空格内画“○”，%s的画“×”，弃权的不作任何记号。",
                         against);
    return str_print(a, "在姓名右边“赞成”“%s”“弃权”三格中选一格画“○”或者“√”。", against);
}

void put_office_rules(struct values *v, const struct rule_office *o, bool is_rerun)
{
    struct arena *a = v->call->arena;
    struct str quorum = hans_sentence(v->call, o, "quorum");
    struct str majority = hans_sentence(v->call, o, "majority");

    put_text(v, "quorum_text",
             v->poll && v->poll->is_direct
                 ? STR("选区全体选民的过半数参加投票（选举法第四十五条）")
                 : str_print(a, "实到会人数%.*s", STR_FMT(quorum)));
    put_text(v, "bar_text",
             is_rerun ? STR("得赞成票多")
                      : str_print(a, "获得赞成票%.*s", STR_FMT(majority)));
    put_text(v, "shortfall_text", hans_sentence(v->call, o, "shortfall"));
    put_text(v, "order_text", hans_sentence(v->call, o, "ballot_order"));
    put_text(v, "rule_set",
             str_print(a, "《%s》", rule_source_of(o, "majority")->document));
    put_c(v, "against_word", against_word(o));
    put_c(v, "elected_order", elected_order_text(o));
}

void put_rule_texts(struct values *v, const struct poll *p, const struct poll_election *e)
{
    static const char *const RULES[] = {"quorum", "write_in",  "returned",
                                        "ballot", "majority",  "most_votes",
                                        "tie",    "shortfall", "order"};
    struct arena *a = v->call->arena;
    struct str all = {0};

    for (size_t i = 0; i < sizeof(RULES) / sizeof(RULES[0]); i++) {
        struct str says = hans_sentence(v->call, e->office, RULES[i]);
        struct str where =
            hans_article(v->call, rule_source_of(e->office, RULES[i])->article);
        all = str_print(a, "%.*s%s%zu．%.*s（%s，%.*s）。", STR_FMT(all), i ? "\n" : "",
                        i + 1, STR_FMT(says), rule_source_of(e->office, RULES[i])->document,
                        STR_FMT(where));
    }
    const struct rule_source *s = rule_source_of(e->office, "majority");
    struct str edition = e->edition ? str_print(a, "本地第%lld版", (long long)e->edition)
                                    : STR("随程序发布");
    put_text(v, "rules_text",
             str_print(a, "%.*s\n规则版本：%s，%s，%.*s。", STR_FMT(all), s->document,
                       s->edition, STR_FMT(edition)));
    const struct json *bar =
        v->poll ? json_find(result_question(v->poll->result, v->question), "bar") : NULL;
    bool is_rerun = bar && str_eq(json_find_text(bar, "base"), STR("none"));
    put_office_rules(v, e->office, is_rerun);
    put_text(v, "marks_text", marks_text(a, p, against_word(e->office)));
}

/* ---- the paper ------------------------------------------------------------------------------- */

/* Names with their votes, as a count gave them. */
static void put_counted(struct values *v, const char *key, const struct json *people)
{
    static const char *const MARKS[] = {"approve", "oppose", "abstain", "unclear"};

    open_list(v, key);
    for (size_t i = 0; people && i < people->count; i++) {
        jsonw_open(&v->w, '{');
        put_text(v, "name", json_find_text(&people->items[i], "name"));
        for (size_t k = 0; k < 4; k++)
            put_number(v, MARKS[k], json_find_number(&people->items[i], MARKS[k], 0));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

/* The sheet of one counting group: its own numbers; before the count a blank one with the names. */
static void put_group_sheet(struct values *v, const struct poll *p,
                            const struct poll_election *e)
{
    const struct json *q = v->part ? result_question(v->part->result, v->question) : NULL;

    if (v->part) {
        put_text(v, "group_title", v->part->title);
        put_number(v, "group_received", v->part->returned);
        put_number(v, "valid", json_find_number(q, "valid", 0));
        put_number(v, "void", json_find_number(q, "void", 0));
        put_counted(v, "candidates", json_find(q, "candidates"));
        put_counted(v, "write_ins", json_find(q, "write_ins"));
        return;
    }
    open_list(v, "candidates");
    for (size_t i = 0; i < e->candidate_count; i++) {
        jsonw_open(&v->w, '{');
        put_text(v, "name", candidate_called(v->call, p, e, i));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

struct str said_of_pre(struct arena *a, bool is_pre, struct str title)
{
    return !is_pre || str_find(title, STR("预选")) >= 0
               ? title
               : str_print(a, "%.*s（预选）", STR_FMT(title));
}

static void put_titles(struct values *v, const struct poll *p,
                       const struct poll_election *e)
{
    put_text(
        v, "poll_title",
        said_of_pre(v->call->arena, is_pre(v), row_text(p->ledger, p->row, POLL_TITLE)));
    put_text(v, "election_title",
             said_of_pre(v->call->arena, is_pre(v),
                         row_text(p->election_ledger, e->row, ELECTION_TITLE)));
}

/* A tie is voted on again between those who are tied; seats left over are another election, by rules of its own.  A
 * round that left neither is called what it was. */
static const char *runoff_kind(const struct values *v, const struct json *q)
{
    const struct poll *p = v->poll->poll;
    const struct json *bar = json_find(q, "bar");
    struct str next = json_find_text(q, "next");

    if (str_eq(next, STR("rerun_tied")))
        return "再次投票";
    if (str_eq(next, STR("another_election")) ||
        row_number(p->ledger, p->row, POLL_ROUND) <= 1)
        return "另行选举";
    return str_eq(json_find_text(bar, "base"), STR("none")) ? "再次投票" : "另行选举";
}

/* …（《组织法》第二十九条）: a rule of the office, with the article that it rests on. */
static struct str rule_cited(struct values *v, const struct rule_office *o,
                             const char *rule)
{
    const struct rule_source *s = rule_source_of(o, rule);
    struct str says = hans_sentence(v->call, o, rule),
               where = hans_article(v->call, s->article);

    return str_print(v->call->arena, "%.*s（《%s》%.*s）", STR_FMT(says), s->document,
                     STR_FMT(where));
}

static void put_runoff(struct values *v, const struct poll_election *e)
{
    const struct json *q = result_question(v->poll->result, v->question);
    struct str next = json_find_text(q, "next");

    if (!q)
        return;
    put_c(v, "runoff_kind", runoff_kind(v, q));
    if (str_eq(next, STR("rerun_tied")))
        put_text(v, "tie_text", rule_cited(v, e->office, "tie"));
    if (str_eq(next, STR("another_election")))
        put_text(v, "another_text", rule_cited(v, e->office, "shortfall"));
}

enum err put_poll(struct values *v)
{
    const struct poll *p = v->poll->poll;
    const struct poll_election *e = &p->elections[v->question];
    struct str office = row_text(p->election_ledger, e->row, ELECTION_POST_TITLE);

    /* The label of the code names several: 副职, 人大常委会主任、乡镇人大主席. */
    if (!office.len)
        office = row_text(p->election_ledger, e->row, ELECTION_TITLE);
    put_titles(v, p, e);
    if (!row_has_code(p->ledger, p->row, POLL_WAY, CODE_VOTE_WAY_PAPER))
        put_c(v, "slips_word", "手机已投");
    put_text(v, "office", office);
    put_number(v, "round", row_number(p->ledger, p->row, POLL_ROUND));
    put_runoff(v, e);
    if (str_eq(v->form, STR("group_count"))) {
        put_c(v, "against_word", against_word(e->office));
        put_group_sheet(v, p, e);
        return ERR_OK;
    }
    put_poll_people(v);
    put_poll_papers(v);
    put_question_numbers(v, p, e);
    if (!has_other_verdict(v))
        TRY(put_verdict_of_poll(v));
    put_time(v, p);
    put_rule_texts(v, p, e);
    if (v->district && row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION))
        put_c(v, "pre_election_text", "预选");
    if (!v->district)
        put_date(v, "election_day",
                 date_of_instant((instant){row_number(p->ledger, p->row, POLL_FROZEN_AT)}));
    if (v->poll->group_count)
        put_number(v, "group_count", (int64_t)v->poll->group_count);
    return put_names(v, p, e, office);
}
