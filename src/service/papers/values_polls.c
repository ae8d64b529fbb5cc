/* Values of all polls of a congress: each election for itself, so that no paper has the members of two bodies in one
 * list. */
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/values.h"
#include "service/record/codes.h"

/* ---- all elections of a congress ---------------------------------------------------------------- */

static struct str joined(struct arena *a, struct str all, struct str name)
{
    return str_print(a, "%.*s%s%.*s", STR_FMT(all), all.len ? "、" : "", STR_FMT(name));
}

static struct str candidate_names(struct values *v, const struct poll *p,
                                  const struct poll_election *e)
{
    struct str all = {0};

    for (size_t i = 0; i < e->candidate_count; i++)
        all = joined(v->call->arena, all, candidate_called(v->call, p, e, i));
    return all;
}

/* The elected of one question of a signed poll, in official order, with those written in. */
static enum err elected_names(struct values *v, const struct poll *p, size_t question,
                              struct str *out)
{
    struct json *result;
    struct str text;

    *out = (struct str){0};
    TRY(poll_part(v->call, p->row->id, "result", &text));
    if (!text.len)
        return ERR_OK;
    TRY(json_parse(v->call->arena, text, &result, &v->call->fault));
    const struct json *q = result_question(result, question);
    const struct json *names = q && result_elects(q) ? json_find(q, "elected") : NULL;
    for (size_t i = 0; names && i < names->count; i++)
        *out = joined(v->call->arena, *out, names->items[i].text);
    return ERR_OK;
}

/* Seats and candidates of an office under the key that papers use for it. */
static void put_office(struct values *v, struct str office, int64_t seats,
                       int64_t candidates, uint32_t *seen)
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

    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++) {
        if (!code_is(office, KEYS[i].office) || (*seen >> i & 1))
            continue; /* a second round has the seats of the first */
        *seen |= (uint32_t)1 << i;
        put_number(v, str_c(a, str_print(a, "%s_seats", KEYS[i].key)), seats);
        put_number(v, str_c(a, str_print(a, "%s_candidates", KEYS[i].key)), candidates);
        put_number(v, str_c(a, str_print(a, "%s_surplus", KEYS[i].key)),
                   candidates > seats ? candidates - seats : 0);
    }
}

/* Papers of a whole congress, and what its chair reads, say nothing of a result that may still be counted again. */
static bool is_signed(const struct poll *p)
{
    return row_is(p->ledger, p->row, POLL_IS_SIGNED);
}

static enum err put_election_item(struct values *v, const struct poll *p, size_t question)
{
    const struct poll_election *e = &p->elections[question];
    const struct ledger *l = p->election_ledger;
    int64_t seats = row_number(l, e->row, ELECTION_SEATS);
    int64_t count = (int64_t)e->candidate_count;

    jsonw_open(&v->w, '{');
    put_text(v, "title", row_text(l, e->row, ELECTION_TITLE));
    put_number(v, "seats", seats);
    put_number(v, "candidates", count);
    put_number(v, "surplus", count > seats ? count - seats : 0);
    put_text(v, "candidate_names", candidate_names(v, p, e));
    put_c(v, "elected_order", elected_order_text(e->office));
    if (is_signed(p)) {
        struct str names;
        TRY(elected_names(v, p, question, &names));
        put_number(v, "elected_count", row_number(l, e->row, ELECTION_ELECTED));
        put_text(v, "elected_names", names);
    }
    put_text(v, "approval", approval_note(v, l, e->row));
    jsonw_close(&v->w, '}');
    return ERR_OK;
}

struct polls_of {
    struct poll **items;
    size_t count;
};

static enum err load_polls(struct values *v, struct polls_of *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list all;

    TRY(rows_of_one(v->call, l, POLL_CONGRESS, v->congress->id, POLL_CAST_NO, &all));
    out->items = ARENA_ARRAY(v->call->arena, struct poll *, all.count);
    out->count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (!row_is(l, all.rows[i], POLL_IS_VOID))
            TRY(poll_load(v->call, all.rows[i]->id, &out->items[out->count++]));
    return ERR_OK;
}

static void put_chief(struct values *v, const struct poll *p, const struct poll_election *e,
                      const struct row *who)
{
    jsonw_open(&v->w, '{');
    put_person(v, p->candidate_ledger, who);
    put_text(v, "office", code_text(p->election_ledger, e->row, ELECTION_OFFICE));
    if (row_has(p->candidate_ledger, who, CANDIDATE_APPROVE))
        put_number(v, "approve", row_number(p->candidate_ledger, who, CANDIDATE_APPROVE));
    jsonw_close(&v->w, '}');
}

/* Secretaries and deputies who were elected, for the report upward. */
static void put_chiefs(struct values *v, const struct polls_of *polls)
{
    open_list(v, "officers");
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
                    is_signed(p) && row_number(l, e->candidates[n], CANDIDATE_ELECTED);
                if (!is_asked && !is_elected)
                    continue;
                put_chief(v, p, e, e->candidates[n]);
            }
        }
    close_list(v);
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
                if (!is_signed(p) || !row_number(l, e->candidates[n], CANDIDATE_ELECTED))
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

enum err put_polls(struct values *v)
{
    struct polls_of polls;
    int64_t casts = 0;
    uint32_t seen = 0;

    TRY(load_polls(v, &polls));
    open_list(v, "elections");
    for (size_t i = 0; i < polls.count; i++)
        for (size_t k = 0; k < polls.items[i]->election_count; k++)
            TRY(put_election_item(v, polls.items[i], k));
    close_list(v);
    for (size_t i = 0; i < polls.count; i++) {
        const struct poll *p = polls.items[i];
        casts = p->cast > casts ? p->cast : casts;
        for (size_t k = 0; k < p->election_count; k++)
            put_office(v,
                       row_text(p->election_ledger, p->elections[k].row, ELECTION_OFFICE),
                       row_number(p->election_ledger, p->elections[k].row, ELECTION_SEATS),
                       (int64_t)p->elections[k].candidate_count, &seen);
    }
    put_pre_election(v, &polls);
    put_number(v, "ballot_kinds", (int64_t)polls.count);
    put_number(v, "casts", casts);
    if (v->poll)
        return ERR_OK; /* the poll's own question says the rest */
    if (values_are_of_elected(v))
        put_chiefs(v, &polls);
    if (!values_are_of_deputies(v))
        put_all_elected(v, &polls);
    if (polls.count && polls.items[0]->election_count)
        put_rule_texts(v, polls.items[0], &polls.items[0]->elections[0]);
    return ERR_OK;
}
