/* Values of a congress: those who have a duty in it, and how they were passed. */
#include "domain/avoidance/conflicts.h"
#include "domain/names/same.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/papers/values.h"
#include "service/record/codes.h"

bool officer_stands(const struct ledger *l, const struct row *row)
{
    return !row_is(l, row, OFFICER_IS_WITHDRAWN);
}

/* The duties of one list, the highest first; 0 at the end. */
static const int WATCHING[] = {CODE_OFFICER_DUTY_CHIEF_SCRUTINEER,
                               CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER,
                               CODE_OFFICER_DUTY_SCRUTINEER, 0},
                 COUNTING[] = {CODE_OFFICER_DUTY_CHIEF_TELLER, CODE_OFFICER_DUTY_TELLER, 0};

static bool is_same_person(const struct ledger *l, const struct row *a, const struct row *b)
{
    int64_t x = row_number(l, a, OFFICER_ATTENDEE), y = row_number(l, b, OFFICER_ATTENDEE);

    return x && y ? x == y
                  : name_is(row_text(l, a, OFFICER_NAME), row_text(l, b, OFFICER_NAME));
}

/* Has he a higher one of these duties than the kth, as a deputy who succeeded the chief? */
static bool is_higher_too(const struct ledger *l, const struct list *all, const int *duties,
                          size_t k, const struct row *row)
{
    for (size_t d = 0; d < k; d++)
        for (size_t i = 0; i < all->count; i++)
            if (officer_stands(l, all->rows[i]) &&
                row_has_code(l, all->rows[i], OFFICER_DUTY, duties[d]) &&
                is_same_person(l, all->rows[i], row))
                return true;
    return false;
}

/* Does a list of these duties have him at the kth?  Nobody stands on it twice. */
static bool stands_as(const struct ledger *l, const struct list *all, const int *duties,
                      size_t k, const struct row *row)
{
    return officer_stands(l, row) && row_has_code(l, row, OFFICER_DUTY, duties[k]) &&
           !is_higher_too(l, all, duties, k, row);
}

static void put_presidium(struct values *v, const struct ledger *l, const struct list *all)
{
    int64_t count = 0;

    open_list(v, "presidium");
    for (size_t i = 0; i < all->count; i++) {
        if (!officer_stands(l, all->rows[i]) ||
            !row_has_code(l, all->rows[i], OFFICER_DUTY, CODE_OFFICER_DUTY_PRESIDIUM))
            continue;
        jsonw_open(&v->w, '{');
        put_person(v, l, all->rows[i]);
        jsonw_close(&v->w, '}');
        count++;
    }
    close_list(v);
    put_known(v, "presidium_count", count, count, OPEN_PRESIDIUM);
}

/* 主席团常务委员会: their names in one text; nobody where the presidium has no committee. */
static void put_standing(struct values *v, const struct ledger *l, const struct list *all)
{
    struct str names = {0};

    for (size_t i = 0; i < all->count; i++)
        if (officer_stands(l, all->rows[i]) &&
            row_has_code(l, all->rows[i], OFFICER_DUTY,
                         CODE_OFFICER_DUTY_PRESIDIUM_STANDING))
            names = names_joined(v->call->arena, names,
                                 row_text(l, all->rows[i], OFFICER_NAME));
    if (names.len)
        put_text(v, "standing_text", str_print(v->call->arena, "%.*s。", STR_FMT(names)));
}

/* Whoever of them signed the poll as chief scrutineer is in *out. */
static void find_signer(const struct poll_officer *all, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].has_signed && code_is(all[i].duty, CODE_OFFICER_DUTY_CHIEF_SCRUTINEER))
            *out = all[i].name;
}

/* As the signed poll knows him: the row of the officer as it would be; without one name and duty alone. */
static struct row *row_of_poll(struct values *v, const struct ledger *l,
                               const struct list *all, const struct poll_officer *o)
{
    struct row *row = NULL;

    for (size_t i = 0; i < all->count && !row; i++)
        if (str_eq(row_text(l, all->rows[i], OFFICER_DUTY), o->duty) &&
            name_is(row_text(l, all->rows[i], OFFICER_NAME), o->name))
            row = row_copy(v->call->arena, l, all->rows[i]);
    if (!row)
        row = row_new(v->call->arena, l);
    row_put_text(l, row, OFFICER_NAME, o->name);
    row_put_text(l, row, OFFICER_DUTY, o->duty);
    row_put_state(l, row, OFFICER_IS_PASSED);
    return row;
}

struct paper_officers {
    struct list all;
    struct list gone; /* who was passed and withdrawn since */
    struct str chief; /* who signed as such; empty: nobody */
};

/* Of a poll that is not frozen: all who were passed once. */
static void find_gone(struct values *v, const struct ledger *l, const struct list *all,
                      struct list *out)
{
    *out = (struct list){.rows = ARENA_ARRAY(v->call->arena, struct row *, all->count + 1)};
    for (size_t i = 0; i < all->count; i++)
        if (!officer_stands(l, all->rows[i]) && row_has(l, all->rows[i], OFFICER_PASSED_ON))
            out->rows[out->count++] = all->rows[i];
}

/* On papers of a poll that is signed, or void, those count and watch who did so then (poll_officers()), whatever became
 * of them; once it is frozen, those are gone who went since. */
static enum err officers_of_poll(struct values *v, const struct ledger *l,
                                 const struct list *all, struct paper_officers *out)
{
    struct poll_officer *own;
    size_t count;

    *out = (struct paper_officers){.all = *all};
    const struct poll *p = v->poll ? v->poll->poll : NULL;
    find_gone(v, l, all, &out->gone);
    if (!p || !v->poll->is_frozen)
        return ERR_OK;
    TRY(poll_officers(v->call, p, &own, &count));
    struct row **rows =
        ARENA_ARRAY(v->call->arena, struct row *, 2 * count + all->count + 1);
    out->gone = (struct list){.rows = rows};
    for (size_t i = 0; i < count; i++)
        if (own[i].is_gone)
            rows[out->gone.count++] = row_of_poll(v, l, all, &own[i]);
    if (!poll_is_signed(p) && !row_is(p->ledger, p->row, POLL_IS_VOID))
        return ERR_OK;
    out->all = (struct list){.rows = rows + out->gone.count};
    for (size_t i = 0; i < all->count; i++)
        if (officer_task_of(row_text(l, all->rows[i], OFFICER_DUTY)) == TASK_NONE)
            out->all.rows[out->all.count++] = all->rows[i];
    for (size_t i = 0; i < count; i++)
        if (!own[i].is_gone)
            out->all.rows[out->all.count++] = row_of_poll(v, l, all, &own[i]);
    sort_by_strokes(v, l, &out->all);
    find_signer(own, count, &out->chief);
    return ERR_OK;
}

static void put_chief_name(struct values *v, const struct ledger *l, const struct list *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (officer_stands(l, all->rows[i]) &&
            row_has_code(l, all->rows[i], OFFICER_DUTY,
                         CODE_OFFICER_DUTY_CHIEF_SCRUTINEER)) {
            put_text(v, "chief_name", row_text(l, all->rows[i], OFFICER_NAME));
            return;
        }
}

/* Those with one of the duties, in the order of these: a list, and one text that says who is the chief. */
struct duty_list {
    const char *list, *text;
    const int *duties;
};

static void put_of_duties(struct values *v, const struct ledger *l, const struct list *all,
                          const struct duty_list *d)
{
    struct str text = {0};

    open_list(v, d->list);
    for (size_t k = 0; d->duties[k]; k++) {
        struct str names = {0}, duty = {0};
        for (size_t i = 0; i < all->count; i++) {
            const struct row *row = all->rows[i];
            if (!stands_as(l, all, d->duties, k, row))
                continue;
            duty = code_text(l, row, OFFICER_DUTY);
            names = names_joined(v->call->arena, names, row_text(l, row, OFFICER_NAME));
            jsonw_open(&v->w, '{');
            put_text(v, "duty", duty);
            put_text(v, "name", row_text(l, row, OFFICER_NAME));
            put_text(v, "delegation", row_text(l, row, OFFICER_DELEGATION));
            jsonw_close(&v->w, '}');
        }
        if (names.len)
            text = str_print(v->call->arena, "%.*s%s%.*s：%.*s", STR_FMT(text),
                             text.len ? "；" : "", STR_FMT(duty), STR_FMT(names));
    }
    close_list(v);
    put_text(v, d->text, text);
}

/* How many are on the list with the kth of the duties of those who watch. */
static int64_t count_watching(const struct ledger *l, const struct list *all, size_t k)
{
    int64_t n = 0;

    for (size_t i = 0; i < all->count; i++)
        n += stands_as(l, all, WATCHING, k, all->rows[i]);
    return n;
}

/* In a district there is no congress, no delegate and no secretariat. */
static void put_chosen(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);
    bool is_district =
        row_has_code(l, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT);

    put_c(v, "scrutineers_chosen",
          is_district
              ? "监票人、计票人由选民推选，候选人的近亲属不得担任（选举法第四十三条）；"
                "计票人在监票人监督下进行工作。"
              : "监票人从不是候选人的代表中推选，经大会通过；计票人在监票人监督下"
                "进行工作。");
}

/* 总监票人1名、副总监票人1名、监票人7名: each duty that somebody has, as the list of them has it. */
static void put_counts(struct values *v, const struct ledger *l, const struct list *all)
{
    static const char *const WORDS[] = {"总监票人", "副总监票人", "监票人"};
    struct str text = {0};

    for (size_t k = 0; WATCHING[k]; k++) {
        int64_t n = count_watching(l, all, k);
        if (n)
            text = str_print(v->call->arena, "%.*s%s%s%lld名", STR_FMT(text),
                             text.len ? "、" : "", WORDS[k], (long long)n);
    }
    put_text(v, "scrutineers_count", text);
}

/* A congress passes its scrutineers; tellers work under them, and are in a list of their own. */
static void put_scrutineers(struct values *v, const struct ledger *l,
                            const struct list *all)
{
    static const struct duty_list SCRUTINEERS = {"scrutineers", "scrutineers_text",
                                                 WATCHING},
                                  TELLERS = {"tellers", "tellers_text", COUNTING};

    put_of_duties(v, l, all, &SCRUTINEERS);
    put_of_duties(v, l, all, &TELLERS);
    put_chosen(v);
    put_number(v, "scrutineer_count",
               count_watching(l, all, 1) + count_watching(l, all, 2));
    put_number(v, "chief_count", count_watching(l, all, 0));
}

/* The lists of officers, and whose votes and day stand on them: those with one of these duties. */
static const struct {
    const char *form;
    int duties[6]; /* 0 at the end */
} PAPERS[] = {
    {"presidium_list", {CODE_OFFICER_DUTY_PRESIDIUM}},
    {"secretariat_list",
     {CODE_OFFICER_DUTY_SECRETARY_GENERAL, CODE_OFFICER_DUTY_DEPUTY_SECRETARY_GENERAL}},
    {"credentials_committee",
     {CODE_OFFICER_DUTY_CREDENTIALS_HEAD, CODE_OFFICER_DUTY_CREDENTIALS_MEMBER}},
    {"executive_chairs", {CODE_OFFICER_DUTY_EXECUTIVE_CHAIR}},
    {"scrutineer_list",
     {CODE_OFFICER_DUTY_CHIEF_SCRUTINEER, CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER,
      CODE_OFFICER_DUTY_SCRUTINEER, CODE_OFFICER_DUTY_CHIEF_TELLER,
      CODE_OFFICER_DUTY_TELLER}},
};

/* The duties of the list that the paper is; NULL: it is none. */
static const int *duties_of_paper(const struct values *v)
{
    for (size_t i = 0; i < sizeof(PAPERS) / sizeof(PAPERS[0]); i++)
        if (str_eq(v->form, str_of(PAPERS[i].form)))
            return PAPERS[i].duties;
    return NULL;
}

static bool is_one_of(const int *duties, struct str duty)
{
    for (; *duties; duties++)
        if (code_is(duty, *duties))
            return true;
    return false;
}

/* ---- how a list was voted on --------------------------------------------------------------- */

/* Those on the paper's list, the chiefs first. */
static struct list listed(struct values *v, const struct ledger *l, const struct list *all)
{
    const int *duties = duties_of_paper(v);
    struct list out = {.rows = ARENA_ARRAY(v->call->arena, struct row *, all->count + 1)};

    for (size_t k = 0; duties && duties[k]; k++)
        for (size_t i = 0; i < all->count; i++)
            if (stands_as(l, all, duties, k, all->rows[i]))
                out.rows[out.count++] = all->rows[i];
    return out;
}

static bool is_voted_on(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, OFFICER_IS_PASSED) && row_has(l, row, OFFICER_APPROVE);
}

/* Were both passed by the same hands? */
static bool is_one_vote(const struct ledger *l, const struct row *a, const struct row *b)
{
    static const int FIELDS[] = {OFFICER_AGENDA_ITEM, OFFICER_APPROVE, OFFICER_OPPOSE,
                                 OFFICER_ABSTAIN, OFFICER_PASSED_ON};

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (row_number(l, a, FIELDS[i]) != row_number(l, b, FIELDS[i]))
            return false;
    return is_voted_on(l, a) && is_voted_on(l, b);
}

static bool is_first_of_vote(const struct ledger *l, const struct list *on, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (is_one_vote(l, on->rows[i], on->rows[at]))
            return false;
    return is_voted_on(l, on->rows[at]);
}

/* One vote, and beside it whom it passed, unless that is the whole list. */
static void put_vote(struct values *v, const struct ledger *l, const struct list *on,
                     const struct row *first)
{
    struct str names = {0};
    size_t count = 0;

    for (size_t i = 0; i < on->count; i++)
        if (is_one_vote(l, on->rows[i], first)) {
            names =
                names_joined(v->call->arena, names, row_text(l, on->rows[i], OFFICER_NAME));
            count++;
        }
    bool is_all = count == on->count;
    jsonw_open(&v->w, '{');
    struct str by = row_text(l, first, OFFICER_VOTE_BY);
    put_text(v, "title",
             str_print(v->call->arena, "%s%.*s%s表决结果%s%.*s%s",
                       by.len ? "表决方式：" : "", STR_FMT(by), by.len ? "。" : "",
                       is_all ? "" : "（", STR_FMT(is_all ? STR("") : names),
                       is_all ? "" : "）"));
    put_number(v, "approve", row_number(l, first, OFFICER_APPROVE));
    put_number(v, "oppose", row_number(l, first, OFFICER_OPPOSE));
    put_number(v, "abstain", row_number(l, first, OFFICER_ABSTAIN));
    jsonw_close(&v->w, '}');
}

/* How the list was voted on, group by group, where that is on record; who waits for a vote. */
static void put_list_votes(struct values *v, const struct ledger *l, const struct list *all)
{
    struct list on = listed(v, l, all);
    struct str open = {0};
    size_t votes = 0;

    open_list(v, "list_votes");
    for (size_t i = 0; i < on.count; i++)
        if (is_first_of_vote(l, &on, i)) {
            put_vote(v, l, &on, on.rows[i]);
            votes++;
        }
    close_list(v);
    for (size_t i = 0; i < on.count; i++)
        if (!row_is(l, on.rows[i], OFFICER_IS_PASSED))
            open =
                names_joined(v->call->arena, open, row_text(l, on.rows[i], OFFICER_NAME));
    if (votes)
        put_text(v, "list_open", open);
    if (votes != 1 || open.len)
        return;
    for (size_t i = 0; i < on.count && votes; i++)
        if (is_first_of_vote(l, &on, i)) {
            put_number(v, "list_for", row_number(l, on.rows[i], OFFICER_APPROVE));
            put_number(v, "list_against", row_number(l, on.rows[i], OFFICER_OPPOSE));
            put_number(v, "list_abstained", row_number(l, on.rows[i], OFFICER_ABSTAIN));
        }
}

/* 原总监票人王文已撤换: of those whom the list had. */
static void put_list_changes(struct values *v, const struct ledger *l,
                             const struct list *gone)
{
    const int *duties = duties_of_paper(v);

    open_list(v, "list_changes");
    for (size_t i = 0; duties && i < gone->count; i++) {
        const struct row *row = gone->rows[i];
        if (!is_one_of(duties, row_text(l, row, OFFICER_DUTY)))
            continue;
        jsonw_open(&v->w, '{');
        put_text(v, "text",
                 str_print(v->call->arena, "原%.*s%.*s已撤换。",
                           STR_FMT(code_text(l, row, OFFICER_DUTY)),
                           STR_FMT(row_text(l, row, OFFICER_NAME))));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

/* The list is of the day of its last vote. */
enum err officers_passed_on(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_OFFICER);
    struct list all;

    *out = 0;
    if (!duties_of_paper(v))
        return ERR_OK;
    TRY(rows_of_one(v->call, l, OFFICER_CONGRESS, v->congress->id, OFFICER_NAME, &all));
    struct list on = listed(v, l, &all);
    for (size_t i = 0; i < on.count; i++) {
        date day = (date)row_number(l, on.rows[i], OFFICER_PASSED_ON);
        if (row_is(l, on.rows[i], OFFICER_IS_PASSED) && day > *out)
            *out = day;
    }
    return ERR_OK;
}

/* Has this officer a place on a paper that is no list of some duties? */
static bool is_on_paper(const struct values *v, struct str duty)
{
    if (str_starts(v->form, STR("election_committee")))
        return false; /* of an election by voters: appointed, not of this congress */
    return officer_task_of(duty) == TASK_NONE &&
           !code_is(duty, CODE_OFFICER_DUTY_PRESIDIUM) &&
           !code_is(duty, CODE_OFFICER_DUTY_PRESIDIUM_STANDING);
}

static void put_chair(struct values *v, const struct ledger *l, const struct list *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (officer_stands(l, all->rows[i]) &&
            row_has_code(l, all->rows[i], OFFICER_DUTY,
                         CODE_OFFICER_DUTY_EXECUTIVE_CHAIR)) {
            put_text(v, "chair", row_text(l, all->rows[i], OFFICER_NAME));
            return;
        }
}

static enum err put_officer(struct values *v, const struct ledger *l, const struct row *row)
{
    const struct ledger *people = ledger_of(v->call, LEDGER_ATTENDEE);
    row_id attendee = {row_number(l, row, OFFICER_ATTENDEE)};
    struct row *who = NULL;

    if (attendee.v)
        TRY(row_fetch(v->call, people, attendee, &who));
    jsonw_open(&v->w, '{');
    if (who)
        put_text(v, "post", row_text(people, who, ATTENDEE_POST));
    put_text(v, "office", code_text(l, row, OFFICER_DUTY));
    put_text(v, "name", row_text(l, row, OFFICER_NAME));
    put_text(v, "note", row_text(l, row, OFFICER_DELEGATION));
    jsonw_close(&v->w, '}');
    return ERR_OK;
}

/* A list has its chiefs first; on other papers stand all who have a place there. */
static enum err put_listed(struct values *v, const struct ledger *l, const struct list *all)
{
    if (values_are_of_elected(v))
        return ERR_OK;
    open_list(v, "officers");
    struct list on = listed(v, l, all);
    for (size_t i = 0; i < on.count; i++)
        TRY(put_officer(v, l, on.rows[i]));
    for (size_t i = 0; !duties_of_paper(v) && i < all->count; i++)
        if (officer_stands(l, all->rows[i]) &&
            is_on_paper(v, row_text(l, all->rows[i], OFFICER_DUTY)))
            TRY(put_officer(v, l, all->rows[i]));
    close_list(v);
    return ERR_OK;
}

enum err put_officers(struct values *v, const struct ledger *l, const struct list *rows)
{
    struct paper_officers own;
    const struct list *all = &own.all;

    TRY(officers_of_poll(v, l, rows, &own));
    put_presidium(v, l, all);
    put_standing(v, l, all);
    put_scrutineers(v, l, all);
    put_counts(v, l, all);
    if (own.chief.len)
        put_text(v, "chief_name", own.chief);
    else
        put_chief_name(v, l, all);
    put_list_votes(v, l, all);
    put_list_changes(v, l, &own.gone);
    TRY(put_listed(v, l, all));
    if (v->unit) /* whose meeting has a chair of its own */
        return ERR_OK;
    if (!v->sitting ||
        !row_has(ledger_of(v->call, LEDGER_SITTING), v->sitting, SITTING_CHAIR))
        put_chair(v, l, all);
    return ERR_OK;
}
