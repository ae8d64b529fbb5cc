/* Values of all polls of a congress: each election for itself, so that no paper has the members of two bodies in one
 * list. */
#include "domain/congress/quorum.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/ready.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

/* ---- all elections of a congress ---------------------------------------------------------------- */

static struct str candidate_names(struct values *v, const struct poll *p,
                                  const struct poll_election *e)
{
    struct str all = {0};

    for (size_t i = 0; i < e->candidate_count; i++)
        all = names_joined(v->call->arena, all, candidate_called(v->call, p, e, i));
    return all;
}

/* 出席市党代会代表: the congress that the delegates are sent to is named in the title of their election. */
static void put_superior_congress(struct values *v, struct str title)
{
    const struct str head = STR("出席"), tail = STR("代表");

    if (str_starts(title, head) && str_ends(title, tail) && title.len > head.len + tail.len)
        put_text(v, "superior_congress",
                 (struct str){title.ptr + head.len, title.len - head.len - tail.len});
}

/* Seats and candidates of an office under the key that papers use for it. */
static void put_office(struct values *v, const struct poll *p,
                       const struct poll_election *e, uint32_t *seen)
{
    static const struct {
        int office;
        const char *key;
    } KEYS[] = {{CODE_ELECTION_OFFICE_COMMITTEE, "member"},
                {CODE_ELECTION_OFFICE_ALTERNATE, "alternate"},
                {CODE_ELECTION_OFFICE_DISCIPLINE, "commission"},
                {CODE_ELECTION_OFFICE_DELEGATE, "delegate"},
                {CODE_ELECTION_OFFICE_VICE, "deputy"}};
    struct arena *a = v->call->arena;
    struct str office = row_text(p->election_ledger, e->row, ELECTION_OFFICE);
    int64_t seats = row_number(p->election_ledger, e->row, ELECTION_SEATS);
    int64_t candidates = (int64_t)e->candidate_count;

    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++) {
        if (!code_is(office, KEYS[i].office) || (*seen >> i & 1))
            continue; /* a second round has the seats of the first */
        *seen |= (uint32_t)1 << i;
        put_number(v, str_c(a, str_print(a, "%s_seats", KEYS[i].key)), seats);
        put_number(v, str_c(a, str_print(a, "%s_candidates", KEYS[i].key)), candidates);
        put_number(v, str_c(a, str_print(a, "%s_surplus", KEYS[i].key)),
                   candidates > seats ? candidates - seats : 0);
        if (KEYS[i].office == CODE_ELECTION_OFFICE_DELEGATE)
            put_superior_congress(v, row_text(p->election_ledger, e->row, ELECTION_TITLE));
    }
}

/* What the chair proclaims: nothing before the result is signed. */
static struct str announced(struct values *v, const struct poll *p,
                            const struct poll_election *e, struct str names)
{
    struct str title = row_text(p->election_ledger, e->row, ELECTION_TITLE);
    struct arena *a = v->call->arena;

    if (!poll_is_signed(p))
        return str_print(a, "%.*s：＿＿＿＿〔签字后的选举结果〕", STR_FMT(title));
    if (row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION))
        return str_print(a, "%.*s：预选，正式候选人另行公布", STR_FMT(title));
    return names.len ? str_print(a, "%.*s当选为%.*s", STR_FMT(names), STR_FMT(title))
                     : str_print(a, "%.*s：没有人当选", STR_FMT(title));
}

/* A paper that tells who was elected names no office that nobody was elected to. */
static bool tells_of_elected(const struct values *v)
{
    return str_eq(v->form, STR("announcement")) || str_eq(v->form, STR("result_report"));
}

/* The rules of an election fix by how many the candidates are more: to be written in while there are none. */
static struct str surplus_text(struct values *v, int64_t candidates, int64_t seats)
{
    struct arena *a = v->call->arena;

    if (!candidates)
        return STR("候选人＿＿＿＿〔候选人数〕名，差额＿＿＿＿〔差额数〕名");
    if (candidates <= seats)
        return str_print(a, "候选人%lld名，等额选举", (long long)candidates);
    return str_print(a, "候选人%lld名，差额%lld名", (long long)candidates,
                     (long long)(candidates - seats));
}

/* A head may be voted on with one name or one more, as long as names are put forward: the rules say which, not how many
 * came (组织法 arts 26, 27). */
static bool is_open_surplus(const struct values *v, const struct poll_election *e)
{
    const struct rule_surplus *s = &e->office->surplus;

    return str_eq(v->form, STR("session_rules")) && !s->least_den && !s->least_persons &&
           s->most_persons > 0;
}

static enum err put_election_item(struct values *v, const struct poll *p, size_t question)
{
    const struct poll_election *e = &p->elections[question];
    const struct ledger *l = p->election_ledger;
    int64_t seats = row_number(l, e->row, ELECTION_SEATS);
    int64_t candidates = (int64_t)e->candidate_count, elected;
    struct str names;

    TRY(elected_names(v, p, question, &names, &elected));
    if (tells_of_elected(v) && !elected)
        return ERR_OK;
    jsonw_open(&v->w, '{');
    put_text(v, "title", row_text(l, e->row, ELECTION_TITLE));
    put_number(v, "seats", seats);
    put_number(v, "candidates", candidates);
    put_number(v, "surplus", candidates > seats ? candidates - seats : 0);
    put_text(v, "surplus_text",
             is_open_surplus(v, e) ? hans_sentence(v->call, e->office, "surplus")
                                   : surplus_text(v, candidates, seats));
    put_text(v, "candidate_names", candidate_names(v, p, e));
    put_c(v, "elected_order", elected_order_text(e->office));
    if (poll_is_signed(p))
        put_number(v, "elected_count", row_number(l, e->row, ELECTION_ELECTED));
    put_text(v, "elected_names", names);
    put_text(v, "announced", announced(v, p, e, names));
    put_text(v, "approval", approval_note(v, l, e->row));
    jsonw_close(&v->w, '}');
    return ERR_OK;
}

static void put_all_elected(struct values *v, const struct polls_of *polls)
{
    int64_t count = 0;

    open_list(v, "elected");
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct poll *p = polls->items[i];
            const struct poll_election *e = &p->elections[k];
            for (size_t n = 0; n < e->candidate_count; n++) {
                const struct ledger *l = p->candidate_ledger;
                if (!poll_is_signed(p) ||
                    !row_number(l, e->candidates[n], CANDIDATE_ELECTED))
                    continue;
                jsonw_open(&v->w, '{');
                put_person(v, l, e->candidates[n]);
                put_text(v, "office",
                         code_text(p->election_ledger, e->row, ELECTION_OFFICE));
                put_number(v, "approve",
                           row_number(l, e->candidates[n], CANDIDATE_APPROVE));
                jsonw_close(&v->w, '}');
                count++;
            }
        }
    close_list(v);
    put_number(v, "elected_count", count);
}

/* Who takes the oath to the Constitution: whom the people's congress elected to an office, in the order of the ballots;
 * no deputy does (宪法宣誓制度的决定, 2018). */
static enum err put_sworn(struct values *v, const struct polls_of *polls)
{
    struct str all = {0};

    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct poll *p = polls->items[i];
            const struct row *row = p->elections[k].row;
            struct str names;
            int64_t count;
            if (row_has_code(p->election_ledger, row, ELECTION_OFFICE,
                             CODE_ELECTION_OFFICE_DEPUTY_INDIRECT))
                continue;
            TRY(elected_names(v, p, k, &names, &count));
            if (count)
                all = str_print(v->call->arena, "%.*s%s%.*s：%.*s", STR_FMT(all),
                                all.len ? "；" : "",
                                STR_FMT(row_text(p->election_ledger, row, ELECTION_TITLE)),
                                STR_FMT(names));
        }
    put_text(v, "sworn_text", all);
    return ERR_OK;
}

/* A line of 预选 stands only on papers of a congress that holds one. */
static void put_pre_election(struct values *v, const struct polls_of *polls)
{
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct poll *p = polls->items[i];
            if (!row_number(p->election_ledger, p->elections[k].row, ELECTION_PRE_ELECTION))
                continue;
            put_c(v, "pre_election_text", "预选");
            return;
        }
}

/* How many more names than seats stand for the members of a standing committee, of either kind. */
static void put_standing_rule(struct values *v, const struct poll *p,
                              const struct poll_election *e)
{
    struct str office = row_text(p->election_ledger, e->row, ELECTION_OFFICE);

    if (!code_is(office, CODE_ELECTION_OFFICE_STANDING) &&
        !code_is(office, CODE_ELECTION_OFFICE_STANDING_MEMBER))
        return;
    struct str says = hans_sentence(v->call, e->office, "surplus");
    const struct rule_surplus *surplus = &e->office->surplus;
    bool is_equal =
        !surplus->least_den && !surplus->least_persons && !surplus->most_persons;
    put_text(v, "standing_rule_text",
             str_print(v->call->arena, "%.*s的%.*s，进行%s选举。",
                       STR_FMT(row_text(p->election_ledger, e->row, ELECTION_TITLE)),
                       STR_FMT(says), is_equal ? "等额" : "差额"));
}

/* Rules of a plenary or a session say what it elects, and how many names more than seats. */
static void put_offices(struct values *v, const struct polls_of *polls)
{
    struct str all = {0};

    if (!str_eq(v->form, STR("plenary_rules")) && !str_eq(v->form, STR("session_rules")))
        return;
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct poll *p = polls->items[i];
            const struct poll_election *e = &p->elections[k];
            all = names_joined(v->call->arena, all,
                               row_text(p->election_ledger, e->row, ELECTION_TITLE));
            put_standing_rule(v, p, e);
        }
    put_text(v, "office", all);
}

/* A congress without a ballot yet goes by the rules that it is held under. */
static enum err put_rules(struct values *v, const struct polls_of *polls)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    const struct rule_office *office;
    struct rules_edition rules;

    if (polls->count && polls->items[0]->election_count) {
        put_rule_texts(v, polls->items[0], &polls->items[0]->elections[0]);
        return ERR_OK;
    }
    if (!row_has(l, v->congress, CONGRESS_RULES))
        return ERR_OK;
    TRY(rules_in_force(v->call, row_text(l, v->congress, CONGRESS_RULES), &rules));
    office = quorum_office(row_text(l, v->congress, CONGRESS_KIND), rules.set);
    if (office)
        put_office_rules(v, office, false);
    return ERR_OK;
}

/* Of the first question that elects to the office; 0: none does. */
static int64_t seats_of(const struct polls_of *polls, int office)
{
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct ledger *l = polls->items[i]->election_ledger;
            const struct row *e = polls->items[i]->elections[k].row;
            if (row_has_code(l, e, ELECTION_OFFICE, office) &&
                !row_number(l, e, ELECTION_PRE_ELECTION))
                return row_number(l, e, ELECTION_SEATS);
        }
    return 0;
}

static void put_seats(struct values *v, const struct polls_of *polls, int office,
                      const char *key)
{
    int64_t seats = seats_of(polls, office);

    if (seats)
        put_number(v, key, seats);
}

/* How many 常委 and 副书记 the plenaries elect, of the committee and of the commission on discipline; a township has
 * no standing committee. */
static enum err put_plenary_seats(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct list all;

    if (!row_has_code(l, v->congress, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP))
        put_number(v, "has_standing", 1);
    TRY(rows_of_one(v->call, l, CONGRESS_PARENT, v->congress->id, CONGRESS_OPENS_ON, &all));
    for (size_t i = 0; i < all.count; i++) {
        bool is_commission = row_has_code(l, all.rows[i], CONGRESS_KIND,
                                          CODE_CONGRESS_KIND_DISCIPLINE_PLENARY);
        struct polls_of polls;
        TRY(load_polls(v, all.rows[i]->id, &polls));
        put_seats(v, &polls, CODE_ELECTION_OFFICE_DEPUTY_SECRETARY,
                  is_commission ? "commission_deputy_seats" : "deputy_seats");
        put_seats(v, &polls, CODE_ELECTION_OFFICE_STANDING,
                  is_commission ? "commission_standing_seats" : "standing_seats");
    }
    return ERR_OK;
}

/* Sheets and casts; before there is a ballot nobody knows, and further rounds nobody plans. */
static void put_casts(struct values *v, const struct polls_of *polls)
{
    int64_t casts = 0, kinds = 0;

    for (size_t i = 0; i < polls->count; i++) {
        const struct poll *p = polls->items[i];
        if (row_number(p->ledger, p->row, POLL_ROUND) > 1)
            continue;
        casts = p->cast > casts ? p->cast : casts;
        kinds++;
    }
    if (!kinds)
        return;
    put_number(v, "ballot_kinds", kinds);
    put_number(v, "casts", casts);
}

/* What a chair says of the papers of several ballots of his sitting, each with its own numbers; while one of them is
 * not signed he is told nothing, and says what he hears. */
static void put_ballots(struct values *v, const struct polls_of *polls)
{
    struct arena *a = v->call->arena;
    struct str issued = {0}, text = {0};

    for (size_t i = 0; i < polls->count; i++) {
        const struct poll *p = polls->items[i];
        const struct ledger *l = p->ledger;
        if (row_number(l, p->row, POLL_SITTING) != v->sitting->id.v ||
            row_is(l, p->row, POLL_IS_VOID))
            continue;
        if (!poll_is_signed(p) || !row_has(l, p->row, POLL_ISSUED) ||
            !row_has(l, p->row, POLL_RETURNED))
            return;
        struct str title = row_text(l, p->row, POLL_TITLE);
        long long out = row_number(l, p->row, POLL_ISSUED),
                  back = row_number(l, p->row, POLL_RETURNED);
        issued = str_print(a, "%.*s%s《%.*s》%lld张", STR_FMT(issued),
                           issued.len ? "、" : "", STR_FMT(title), out);
        text = str_print(a, "%.*s%s《%.*s》发出%lld张、收回%lld张", STR_FMT(text),
                         text.len ? "；" : "", STR_FMT(title), out, back);
    }
    put_text(v, "issued_text", issued);
    put_text(v, "ballots_text", text);
}

static bool is_pre_question(const struct poll *p, size_t k)
{
    return row_number(p->election_ledger, p->elections[k].row, ELECTION_PRE_ELECTION) != 0;
}

/* Is the question told before this one, as adopted rules tell each office once: in the first round, or, void, in one
 * held again? */
static bool is_told_before(const struct polls_of *polls, size_t at, size_t question)
{
    const struct poll *p = polls->items[at];
    const struct ledger *l = p->election_ledger;
    struct str title = row_text(l, p->elections[question].row, ELECTION_TITLE);
    bool has_pre = false, is_told = false;

    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct row *other = polls->items[i]->elections[k].row;
            has_pre = has_pre || is_pre_question(polls->items[i], k);
            is_told =
                is_told || (i < at && str_eq(row_text(l, other, ELECTION_TITLE), title));
        }
    return is_told || (!has_pre && row_number(p->ledger, p->row, POLL_ROUND) > 1);
}

/* What all votes of the congress ask: each question, and each office once. */
static enum err put_questions(struct values *v, const struct polls_of *polls)
{
    uint32_t seen = 0;

    open_list(v, "elections");
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++)
            if (!values_are_adopted(v) || !is_told_before(polls, i, k))
                TRY(put_election_item(v, polls->items[i], k));
    close_list(v);
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++)
            put_office(v, polls->items[i], &polls->items[i]->elections[k], &seen);
    return ERR_OK;
}

enum err put_polls(struct values *v)
{
    struct polls_of polls;

    TRY(load_polls(v, v->congress->id, &polls));
    TRY(put_questions(v, &polls));
    put_pre_election(v, &polls);
    put_casts(v, &polls);
    if (str_eq(v->form, STR("oath")))
        TRY(put_sworn(v, &polls));
    if (v->poll)
        return ERR_OK; /* the poll's own question says the rest */
    if (v->sitting && form_is_spoken(v->form))
        put_ballots(v, &polls);
    if (values_are_of_elected(v))
        TRY(put_report(v, &polls));
    if (!values_are_of_deputies(v))
        put_all_elected(v, &polls);
    put_offices(v, &polls);
    if (str_eq(v->form, STR("congress_request")))
        TRY(put_plenary_seats(v));
    return put_rules(v, &polls);
}
