/* Values of the report to those above, and of their reply: what the congress elected, and what the first plenaries of
 * those it elected did.  A plenary that was not held is not told of. */
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

/* ---- who was elected to lead ------------------------------------------------------------------ */

static void put_chief(struct values *v, const struct poll *p, const struct poll_election *e,
                      const struct row *who)
{
    jsonw_open(&v->w, '{');
    put_person(v, p->candidate_ledger, who);
    put_text(v, "office", row_text(p->election_ledger, e->row, ELECTION_TITLE));
    if (row_has(p->candidate_ledger, who, CANDIDATE_APPROVE))
        put_number(v, "approve", row_number(p->candidate_ledger, who, CANDIDATE_APPROVE));
    jsonw_close(&v->w, '}');
}

/* Secretaries and deputies who were elected, for the report upward. */
static void add_chiefs(struct values *v, const struct polls_of *polls)
{
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++) {
            const struct poll *p = polls->items[i];
            const struct poll_election *e = &p->elections[k];
            struct str office = row_text(p->election_ledger, e->row, ELECTION_OFFICE);
            bool is_chief = code_is(office, CODE_ELECTION_OFFICE_SECRETARY) ||
                            code_is(office, CODE_ELECTION_OFFICE_DEPUTY_SECRETARY) ||
                            code_is(office, CODE_ELECTION_OFFICE_CONGRESS_CHIEF) ||
                            code_is(office, CODE_ELECTION_OFFICE_CONGRESS_VICE) ||
                            code_is(office, CODE_ELECTION_OFFICE_CHIEF) ||
                            code_is(office, CODE_ELECTION_OFFICE_VICE);
            for (size_t n = 0; is_chief && n < e->candidate_count; n++) {
                const struct ledger *l = p->candidate_ledger;
                bool is_asked =
                    str_eq(v->form, STR("congress_reply")); /* before any vote */
                bool is_elected =
                    poll_is_signed(p) && row_number(l, e->candidates[n], CANDIDATE_ELECTED);
                if (!is_asked && !is_elected)
                    continue;
                put_chief(v, p, e, e->candidates[n]);
            }
        }
}

/* The first signed poll that elects; NULL: none. */
static const struct poll *first_signed(const struct polls_of *polls)
{
    for (size_t i = 0; i < polls->count; i++) {
        const struct poll *p = polls->items[i];
        if (poll_is_signed(p) && p->election_count &&
            !row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION))
            return p;
    }
    return NULL;
}

/* ---- the first plenaries ---------------------------------------------------------------------------- */

static bool is_plenary(const struct ledger *l, const struct row *row)
{
    return row_has_code(l, row, CONGRESS_KIND, CODE_CONGRESS_KIND_PLENARY) ||
           row_has_code(l, row, CONGRESS_KIND, CODE_CONGRESS_KIND_DISCIPLINE_PLENARY);
}

/* 2021年7月30日，××第一次全体会议召开，应到35名，实到35名，选举产生……; empty: no result is signed. */
static enum err plenary_sentence(struct values *v, const struct row *plenary,
                                 const struct polls_of *polls, struct str *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct arena *a = v->call->arena;
    const struct poll *p = first_signed(polls);
    struct seats_told told;
    struct str day;

    *out = (struct str){0};
    TRY(seats_told(v, polls, &told));
    if (!p || !told.outcome.len)
        return ERR_OK;
    day = date_text(a, (date)row_number(l, plenary, CONGRESS_OPENS_ON));
    *out = str_print(
        a, "%.*s%s%.*s召开，应到委员%lld名，实到%lld名，%.*s。%.*s%s", STR_FMT(day),
        day.len ? "，" : "", STR_FMT(row_text(l, plenary, CONGRESS_TITLE)),
        (long long)row_number(p->ledger, p->row, POLL_DUE),
        (long long)row_number(p->ledger, p->row, POLL_PRESENT), STR_FMT(told.outcome),
        STR_FMT(told.lacking), told.lacking.len ? "。" : "");
    return ERR_OK;
}

struct plenaries {
    struct str sentences; /* of those that elected */
    int64_t count;
};

static enum err add_plenary(struct values *v, const struct row *plenary,
                            struct plenaries *out)
{
    struct polls_of polls;
    struct str sentence;

    TRY(load_polls(v, plenary->id, &polls));
    add_chiefs(v, &polls);
    TRY(plenary_sentence(v, plenary, &polls, &sentence));
    if (!sentence.len)
        return ERR_OK;
    out->sentences = str_print(v->call->arena, "%.*s%s%.*s", STR_FMT(out->sentences),
                               out->sentences.len ? "\n" : "", STR_FMT(sentence));
    out->count++;
    return ERR_OK;
}

/* The committee's before the commission's, which it confirms. */
static enum err put_plenaries(struct values *v, struct plenaries *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct list all;

    TRY(rows_of_one(v->call, l, CONGRESS_PARENT, v->congress->id, CONGRESS_OPENS_ON, &all));
    for (size_t i = 0; i < all.count; i++)
        if (row_has_code(l, all.rows[i], CONGRESS_KIND, CODE_CONGRESS_KIND_PLENARY))
            TRY(add_plenary(v, all.rows[i], out));
    for (size_t i = 0; i < all.count; i++)
        if (row_has_code(l, all.rows[i], CONGRESS_KIND,
                         CODE_CONGRESS_KIND_DISCIPLINE_PLENARY))
            TRY(add_plenary(v, all.rows[i], out));
    return ERR_OK;
}

enum err report_day(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    struct list all;

    TRY(rows_of_one(v->call, l, CONGRESS_PARENT, v->congress->id, CONGRESS_OPENS_ON, &all));
    for (size_t i = 0; i < all.count; i++) {
        date day = (date)row_number(l, all.rows[i], CONGRESS_OPENS_ON);
        if (is_plenary(l, all.rows[i]) && day > *out && day <= v->today)
            *out = day;
    }
    return ERR_OK;
}

/* ---- the paper ------------------------------------------------------------------------------------- */

/* Did enough come, by the rule of the first ballot that was signed? */
static enum err put_verdict(struct values *v, const struct poll *p)
{
    struct quorum_view quorum;
    struct poll_view view;

    TRY(poll_view(v->call, p->row->id, &view));
    poll_quorum(view.poll, &view.people, &quorum);
    if (quorum.of)
        put_c(v, "quorum_verdict", quorum.is_met ? "符合规定人数" : "未达到规定人数");
    return ERR_OK;
}

enum err put_report(struct values *v, const struct polls_of *polls)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    const struct poll *p = first_signed(polls);
    struct plenaries plenaries = {0};
    struct seats_told told;

    open_list(v, "officers");
    add_chiefs(v, polls);
    TRY(put_plenaries(v, &plenaries));
    close_list(v);
    if (!str_eq(v->form, STR("result_report")))
        return ERR_OK;
    TRY(seats_told(v, polls, &told));
    put_text(v, "elected_text", told.elected);
    put_text(v, "outcome_text", told.outcome);
    put_text(v, "lacking_text", told.lacking);
    put_text(v, "plenary_text", plenaries.sentences);
    put_text(v, "report_subject",
             str_print(v->call->arena, "%.*s%s",
                       STR_FMT(row_text(l, v->congress, CONGRESS_TITLE)),
                       plenaries.count > 1 ? "和“两委”第一次全体会议"
                       : plenaries.count   ? "和第一次全体会议"
                                           : ""));
    if (!p)
        return ERR_OK;
    put_number(v, "due", row_number(p->ledger, p->row, POLL_DUE));
    put_number(v, "present", row_number(p->ledger, p->row, POLL_PRESENT));
    return put_verdict(v, p);
}
