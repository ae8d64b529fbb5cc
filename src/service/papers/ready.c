#include "service/papers/ready.h"

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
                                          NULL};
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

/* ---- of a congress ------------------------------------------------------------------------------ */

/* What a paper that tells of a whole congress waits for: deputies are certified and announced once a poll of a
 * district is signed, officers once one of theirs is, members of a conference once decided on.  NULL: for nothing. */
enum err form_wait(struct values *v, const char **out)
{
    int64_t count = 1;

    *out = NULL;
    if (values_are_of_deputies(v)) {
        TRY(deputies_count(v, &count));
        *out = count ? NULL : "forms.no_deputies";
    } else if (str_eq(v->form, STR("conference_decision"))) {
        TRY(members_count(v, &count));
        *out = count ? NULL : "forms.no_members";
    } else if (str_eq(v->form, STR("announcement")) ||
               str_eq(v->form, STR("result_report"))) {
        TRY(polls_filled(v, &count));
        *out = count ? NULL : "forms.nobody_signed";
    }
    return ERR_OK;
}
