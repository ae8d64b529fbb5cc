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
    put_number(v, "presidium_count", count);
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

/* On papers of a poll that is signed, or void, those count and watch who did so then (poll_officers()), whatever became
 * of them; *chief: who signed as such. */
static enum err officers_of_poll(struct values *v, const struct ledger *l,
                                 const struct list *all, struct list *out,
                                 struct str *chief)
{
    struct poll_officer *own;
    size_t count;

    *chief = (struct str){0};
    *out = *all;
    const struct poll *p = v->poll ? v->poll->poll : NULL;
    if (!p || !(poll_is_signed(p) || row_is(p->ledger, p->row, POLL_IS_VOID)))
        return ERR_OK;
    TRY(poll_officers(v->call, p, &own, &count));
    *out = (struct list){
        .rows = ARENA_ARRAY(v->call->arena, struct row *, all->count + count + 1)};
    for (size_t i = 0; i < all->count; i++)
        if (officer_task_of(row_text(l, all->rows[i], OFFICER_DUTY)) == TASK_NONE)
            out->rows[out->count++] = all->rows[i];
    for (size_t i = 0; i < count; i++)
        if (!own[i].is_gone)
            out->rows[out->count++] = row_of_poll(v, l, all, &own[i]);
    sort_by_strokes(v, l, out);
    find_signer(own, count, chief);
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
    int duties[4]; /* 0 at the end */
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
            if (!officer_stands(l, row) ||
                !row_has_code(l, row, OFFICER_DUTY, d->duties[k]))
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

static int64_t count_of_duty(const struct ledger *l, const struct list *all, int duty)
{
    int64_t n = 0;

    for (size_t i = 0; i < all->count; i++)
        n += officer_stands(l, all->rows[i]) &&
             row_has_code(l, all->rows[i], OFFICER_DUTY, duty);
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
    static const struct {
        int duty;
        const char *word;
    } DUTIES[] = {{CODE_OFFICER_DUTY_CHIEF_SCRUTINEER, "总监票人"},
                  {CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER, "副总监票人"},
                  {CODE_OFFICER_DUTY_SCRUTINEER, "监票人"}};
    struct str text = {0};

    for (size_t i = 0; i < sizeof(DUTIES) / sizeof(DUTIES[0]); i++) {
        int64_t n = count_of_duty(l, all, DUTIES[i].duty);
        if (n)
            text = str_print(v->call->arena, "%.*s%s%s%lld名", STR_FMT(text),
                             text.len ? "、" : "", DUTIES[i].word, (long long)n);
    }
    put_text(v, "scrutineers_count", text);
}

/* A congress passes its scrutineers; tellers work under them, and are in a list of their own. */
static void put_scrutineers(struct values *v, const struct ledger *l,
                            const struct list *all)
{
    static const struct duty_list SCRUTINEERS = {"scrutineers",
                                                 "scrutineers_text",
                                                 {CODE_OFFICER_DUTY_CHIEF_SCRUTINEER,
                                                  CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER,
                                                  CODE_OFFICER_DUTY_SCRUTINEER}};
    static const struct duty_list TELLERS = {
        "tellers",
        "tellers_text",
        {CODE_OFFICER_DUTY_CHIEF_TELLER, CODE_OFFICER_DUTY_TELLER}};

    put_of_duties(v, l, all, &SCRUTINEERS);
    put_of_duties(v, l, all, &TELLERS);
    put_chosen(v);
    put_number(v, "scrutineer_count",
               count_of_duty(l, all, CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER) +
                   count_of_duty(l, all, CODE_OFFICER_DUTY_SCRUTINEER));
    put_number(v, "chief_count", count_of_duty(l, all, CODE_OFFICER_DUTY_CHIEF_SCRUTINEER));
}

/* The lists of officers, and whose votes and day stand on them: those with one of these duties. */
static const struct {
    const char *form;
    int duties[5]; /* 0 at the end */
} PAPERS[] = {
    {"presidium_list", {CODE_OFFICER_DUTY_PRESIDIUM}},
    {"secretariat_list",
     {CODE_OFFICER_DUTY_SECRETARY_GENERAL, CODE_OFFICER_DUTY_DEPUTY_SECRETARY_GENERAL}},
    {"credentials_committee",
     {CODE_OFFICER_DUTY_CREDENTIALS_HEAD, CODE_OFFICER_DUTY_CREDENTIALS_MEMBER}},
    {"executive_chairs", {CODE_OFFICER_DUTY_EXECUTIVE_CHAIR}},
    {"scrutineer_list",
     {CODE_OFFICER_DUTY_CHIEF_SCRUTINEER, CODE_OFFICER_DUTY_DEPUTY_CHIEF_SCRUTINEER,
      CODE_OFFICER_DUTY_SCRUTINEER}},
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

/* The first of the paper's list that was voted on; NULL: none. */
static const struct row *first_passed(const struct values *v, const struct ledger *l,
                                      const struct list *all)
{
    const int *duties = duties_of_paper(v);

    for (size_t i = 0; duties && i < all->count; i++) {
        const struct row *row = all->rows[i];
        if (row_is(l, row, OFFICER_IS_PASSED) &&
            is_one_of(duties, row_text(l, row, OFFICER_DUTY)))
            return row;
    }
    return NULL;
}

/* How the list was voted on, where that is on record. */
static void put_list_vote(struct values *v, const struct ledger *l, const struct list *all)
{
    const struct row *row = first_passed(v, l, all);

    if (!row || !row_has(l, row, OFFICER_APPROVE))
        return;
    put_number(v, "list_for", row_number(l, row, OFFICER_APPROVE));
    put_number(v, "list_against", row_number(l, row, OFFICER_OPPOSE));
    put_number(v, "list_abstained", row_number(l, row, OFFICER_ABSTAIN));
}

enum err officers_passed_on(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_OFFICER);
    const struct row *row;
    struct list all;

    *out = 0;
    if (!duties_of_paper(v))
        return ERR_OK;
    TRY(rows_of_one(v->call, l, OFFICER_CONGRESS, v->congress->id, OFFICER_NAME, &all));
    row = first_passed(v, l, &all);
    *out = row ? (date)row_number(l, row, OFFICER_PASSED_ON) : 0;
    return ERR_OK;
}

/* Has this officer a place on a paper that is no list of some duties? */
static bool is_on_paper(const struct values *v, struct str duty)
{
    if (str_starts(v->form, STR("election_committee")))
        return false; /* of an election by voters: appointed, not of this congress */
    return officer_task_of(duty) == TASK_NONE &&
           !code_is(duty, CODE_OFFICER_DUTY_PRESIDIUM);
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
    const int *duties = duties_of_paper(v);

    if (values_are_of_elected(v))
        return ERR_OK;
    open_list(v, "officers");
    for (; duties && *duties; duties++)
        for (size_t i = 0; i < all->count; i++)
            if (officer_stands(l, all->rows[i]) &&
                row_has_code(l, all->rows[i], OFFICER_DUTY, *duties))
                TRY(put_officer(v, l, all->rows[i]));
    for (size_t i = 0; !duties_of_paper(v) && i < all->count; i++)
        if (officer_stands(l, all->rows[i]) &&
            is_on_paper(v, row_text(l, all->rows[i], OFFICER_DUTY)))
            TRY(put_officer(v, l, all->rows[i]));
    close_list(v);
    return ERR_OK;
}

enum err put_officers(struct values *v, const struct ledger *l, const struct list *rows)
{
    struct list own;
    const struct list *all = &own;
    struct str chief;

    TRY(officers_of_poll(v, l, rows, &own, &chief));
    put_presidium(v, l, all);
    put_scrutineers(v, l, all);
    put_counts(v, l, all);
    if (chief.len)
        put_text(v, "chief_name", chief);
    else
        put_chief_name(v, l, all);
    put_list_vote(v, l, all);
    TRY(put_listed(v, l, all));
    if (!v->sitting ||
        !row_has(ledger_of(v->call, LEDGER_SITTING), v->sitting, SITTING_CHAIR))
        put_chair(v, l, all);
    return ERR_OK;
}
