#include "service/papers/ready.h"

#include "ledgers/delegate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"

bool poll_is_primary(const struct poll_view *v)
{
    const struct poll *p = v->poll;

    return p->election_count &&
           row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION);
}

/* ---- of a poll -------------------------------------------------------------------------------- */

static bool is_one_of(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_eq(name, str_of(*names)))
            return true;
    return false;
}

static const char *why_no_primary(const struct poll_view *v, const struct json *q)
{
    if (!v || !poll_is_primary(v))
        return "forms.no_primary";
    return q ? NULL : "forms.not_counted";
}

/* A list of the elected: of an election that is valid and elects. */
static const char *why_nobody(const struct poll_view *v, const struct json *q)
{
    bool is_void = row_is(v->poll->ledger, v->poll->row, POLL_IS_VOID) ||
                   str_eq(json_find_text(q, "election"), STR("void"));

    if (is_void)
        return "forms.void";
    if (!result_elects(q))
        return "forms.pre_election";
    return json_find(q, "elected") && json_find(q, "elected")->count ? NULL
                                                                     : "forms.nobody";
}

static bool is_runoff(const struct poll_view *v, const struct json *q)
{
    return row_number(v->poll->ledger, v->poll->row, POLL_ROUND) > 1 ||
           str_eq(json_find_text(q, "next"), STR("rerun_tied")) ||
           str_eq(json_find_text(q, "next"), STR("another_election"));
}

const char *form_why_not(const struct poll_view *v, size_t question, struct str name)
{
    static const char *const COUNTED[] = {"result_full", "result_public", "runoff_report",
                                          "plenary_result", NULL};
    static const char *const ELECTED[] = {"elected_list", "elected_votes_list", NULL};
    const struct json *q = v ? result_question(v->result, question) : NULL;
    bool of_elected = is_one_of(name, ELECTED);

    if (str_eq(name, STR(PRIMARY_RESULT)))
        return why_no_primary(v, q);
    if (!v || (!of_elected && !is_one_of(name, COUNTED)))
        return NULL;
    if (!q)
        return "forms.not_counted";
    if (of_elected)
        return why_nobody(v, q);
    return str_eq(name, STR("runoff_report")) && !is_runoff(v, q) ? "forms.no_runoff"
                                                                  : NULL;
}

/* ---- of a congress, a district, a unit ------------------------------------------------------------ */

/* Elected by the signed poll that the paper is about. */
static enum err count_elected(struct values *v, int64_t *out)
{
    struct str names;

    *out = 0;
    return v->poll ? elected_names(v, v->poll->poll, v->question, &names, out) : ERR_OK;
}

/* Delegates of a unit that are elected, or found qualified since. */
static enum err count_delegates(struct values *v, int64_t *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE);
    struct list all;

    TRY(rows_of_one(v->call, l, DELEGATE_ELECTORAL_UNIT, v->unit->id, 0, &all));
    *out = 0;
    for (size_t i = 0; i < all.count; i++)
        *out += row_is(l, all.rows[i], DELEGATE_IS_ELECTED) ||
                row_is(l, all.rows[i], DELEGATE_IS_QUALIFIED);
    return ERR_OK;
}

bool form_tells_of_unit(struct str name)
{
    static const char *const FORMS[] = {"delegate_election_report", NULL};

    return is_one_of(name, FORMS);
}

bool form_tells_of_district(struct str name)
{
    static const char *const FORMS[] = {"elected_notice", "result_confirmation", NULL};

    return is_one_of(name, FORMS);
}

/* What a paper that tells of an election waits for: deputies are certified and announced once a poll of a district is
 * signed, officers once one of theirs is, members of a conference once decided on.  NULL: for nothing. */
enum err form_wait(struct values *v, const char **out)
{
    static const char *const REPORTS[] = {"announcement", "result_report", NULL};
    int64_t count = 1;
    const char *why = NULL;

    if (values_are_of_deputies(v)) {
        TRY(deputies_count(v, &count));
        why = "forms.no_deputies";
    } else if (str_eq(v->form, STR("conference_decision"))) {
        TRY(members_count(v, &count));
        why = "forms.no_members";
    } else if (is_one_of(v->form, REPORTS)) {
        TRY(polls_filled(v, &count));
        why = "forms.nobody_signed";
    } else if (form_tells_of_district(v->form)) {
        TRY(count_elected(v, &count));
        why = "forms.no_deputies";
    } else if (form_tells_of_unit(v->form)) {
        TRY(count_delegates(v, &count));
        why = "forms.no_delegates";
    }
    *out = count ? NULL : why;
    return ERR_OK;
}
