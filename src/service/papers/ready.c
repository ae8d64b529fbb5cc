#include "service/papers/ready.h"

#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/record/codes.h"

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

static bool question_is_void(const struct poll_view *v, const struct json *q)
{
    return row_is(v->poll->ledger, v->poll->row, POLL_IS_VOID) ||
           str_eq(json_find_text(q, "election"), STR("void"));
}

/* A list of the elected: of an election that is valid and elects. */
static const char *why_nobody(const struct poll_view *v, const struct json *q)
{
    if (question_is_void(v, q))
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
    if (!str_eq(name, STR("runoff_report")))
        return NULL;
    if (!result_elects(q)) /* it reports how many are elected and how many seats are left */
        return "forms.pre_election";
    if (question_is_void(v, q)) /* it is held again, whole */
        return "forms.no_runoff";
    return is_runoff(v, q) ? NULL : "forms.no_runoff";
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

static bool is_by_election_paper(struct str name)
{
    static const char *const FORMS[] = {"by_election", "by_election_result", NULL};

    return is_one_of(name, FORMS);
}

/* Questions of the district's polls that fill seats fallen vacant, prepared or held. */
static enum err count_by_elections(struct values *v, int64_t *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTION),
                        *lp = ledger_of(v->call, LEDGER_POLL);
    struct list polls, questions;

    *out = 0;
    if (!v->congress)
        return ERR_OK;
    TRY(rows_of_one(v->call, lp, POLL_CONGRESS, v->congress->id, 0, &polls));
    TRY(rows_of(v->call, l, ELECTION_POLL, rows_ids(v->call, &polls), 0, &questions));
    for (size_t i = 0; i < questions.count; i++) {
        struct json *own = NULL;
        struct row *row;
        TRY(row_fetch(v->call, l, questions.rows[i]->id, &row));
        struct str settings = row_text(l, row, ELECTION_SETTINGS);
        if (!settings.len)
            continue;
        TRY(json_parse(v->call->arena, settings, &own, &v->call->fault));
        *out += json_find_true(own, "by_election");
    }
    return ERR_OK;
}

bool form_is_spoken(struct str name)
{
    static const char *const FORMS[] = {"plenary_script", "session_script", NULL};

    return str_starts(name, STR("chair_script_")) || is_one_of(name, FORMS);
}

bool form_tells_of_unit(struct str name)
{
    static const char *const FORMS[] = {"delegate_election_report", NULL};

    return is_one_of(name, FORMS);
}

bool form_tells_of_district(struct str name)
{
    static const char *const FORMS[] = {"elected_notice", "result_confirmation", NULL};

    return is_one_of(name, FORMS) || is_by_election_paper(name);
}

/* ---- of a sitting ----------------------------------------------------------------------------------- */

/* Is there a sitting of all before it (sign -1), or after it (1)? */
static enum err has_other_plenary(struct values *v, int sign, bool *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    int64_t at = row_number(l, v->sitting, SITTING_HELD_AT);
    struct list all;

    *out = false;
    TRY(hall_sittings(v->call, (row_id){row_number(l, v->sitting, SITTING_CONGRESS)},
                      &all));
    for (size_t i = 0; i < all.count; i++) {
        int64_t other = row_number(l, all.rows[i], SITTING_HELD_AT);
        bool is_there = sign < 0 ? other < at : other > at;
        *out |= other && at && is_there &&
                row_has_code(l, all.rows[i], SITTING_KIND, CODE_SITTING_KIND_PLENARY);
    }
    return ERR_OK;
}

/* Has it an item of elections, or a poll? */
static enum err elects_there(struct values *v, bool *out)
{
    const struct ledger *items = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list all;

    TRY(rows_of_one(v->call, ledger_of(v->call, LEDGER_POLL), POLL_SITTING, v->sitting->id,
                    0, &all));
    *out = all.count > 0;
    TRY(rows_of_one(v->call, items, AGENDA_ITEM_SITTING, v->sitting->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out |=
            row_has_code(items, all.rows[i], AGENDA_ITEM_KIND, CODE_AGENDA_KIND_ELECTION);
    return ERR_OK;
}

/* What is said when a congress is opened is no paper of the sitting that closes it. */
static enum err is_of_sitting(struct values *v, bool *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    static const char *const ELECTING[] = {"chair_script_election", "session_script",
                                           "plenary_script", "oath", NULL};
    bool is_opening = str_eq(v->form, STR("chair_script_opening")),
         is_closing = str_eq(v->form, STR("chair_script_closing")), has_other;
    struct str kind = row_text(l, v->sitting, SITTING_KIND);

    *out = true;
    if (is_one_of(v->form, ELECTING))
        return elects_there(v, out);
    if (str_eq(v->form, STR("chair_script_prepare")) ||
        str_eq(v->form, STR("session_convenor_minutes")))
        *out = code_is(kind, CODE_SITTING_KIND_PREPARATORY);
    if (str_eq(v->form, STR("session_presidium_minutes")))
        *out = code_is(kind, CODE_SITTING_KIND_PRESIDIUM);
    if (!is_opening && !is_closing)
        return ERR_OK;
    TRY(has_other_plenary(v, is_opening ? -1 : 1, &has_other));
    *out = code_is(kind, CODE_SITTING_KIND_PLENARY) && !has_other;
    return ERR_OK;
}

static enum err wait_of_sitting(struct values *v, const char **out)
{
    bool is_its = true;

    TRY(is_of_sitting(v, &is_its));
    *out = is_its ? NULL : "forms.other_sitting";
    return ERR_OK;
}

/* ---- numbers that nobody has on record ------------------------------------------------------------- */

/* Which numbers a paper cannot do without. */
static unsigned needs_of(struct str form)
{
    static const struct {
        const char *form;
        unsigned needs;
    } FORMS[] = {
        {"congress_request", OPEN_UNITS},
        {"congress_reply", OPEN_UNITS},
        {"quota_table", OPEN_UNITS | OPEN_MEMBERS},
        {"participation", OPEN_UNITS | OPEN_MEMBERS | OPEN_TURNOUT},
        {"structure_statistics", OPEN_UNITS | OPEN_DELEGATES | OPEN_PERSONS},
        {"credentials_report",
         OPEN_UNITS | OPEN_STOOD | OPEN_DELEGATES | OPEN_PERSONS | OPEN_CONFIRMED},
        {"delegate_roster", OPEN_DELEGATES},
        {"presidium_list", OPEN_PRESIDIUM},
        {"delegation_list", OPEN_DELEGATIONS},
        {"conference_quota", OPEN_SECTORS},
        {"conference_names", OPEN_DELEGATES | OPEN_PERSONS},
        {"district_table", OPEN_DISTRICTS | OPEN_POPULATION | OPEN_VOTERS},
        {"statistics_voters", OPEN_DISTRICTS | OPEN_POPULATION | OPEN_VOTERS},
        {"statistics_deputies", OPEN_DISTRICTS | OPEN_DEPUTIES | OPEN_PERSONS},
    };

    for (size_t i = 0; i < sizeof(FORMS) / sizeof(FORMS[0]); i++)
        if (str_eq(form, str_of(FORMS[i].form)))
            return FORMS[i].needs;
    return 0;
}

/* Nobody is named yet: whom the paper counts. */
static const char *whose_names(const struct values *v)
{
    struct str kind =
        row_text(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_KIND);

    if (congress_is_of_people(kind))
        return "forms.open_called";
    if (str_eq(v->form, STR("conference_names")))
        return "forms.open_names";
    return str_eq(v->form, STR("structure_statistics")) ? "forms.open_candidates"
                                                        : "forms.open_delegates";
}

/* Where what is lacking is entered; what comes first in the work is told first. */
static const char *where_entered(struct values *v, unsigned open)
{
    static const struct {
        unsigned what;
        const char *says;
    } WHERE[] = {{OPEN_UNITS, "forms.open_units"},
                 {OPEN_DISTRICTS, "forms.open_districts"},
                 {OPEN_POPULATION, "forms.open_population"},
                 {OPEN_VOTERS, "forms.open_voters"},
                 {OPEN_DEPUTIES, "forms.open_deputies"},
                 {OPEN_SECTORS, "forms.open_sectors"},
                 {OPEN_MEMBERS, "forms.open_members"},
                 {OPEN_TURNOUT, "forms.open_turnout"},
                 {OPEN_STOOD, "forms.open_stood"},
                 {OPEN_DELEGATES, NULL},
                 {OPEN_PERSONS, "forms.open_persons"},
                 {OPEN_CONFIRMED, "forms.open_confirmed"},
                 {OPEN_PRESIDIUM, "forms.open_presidium"},
                 {OPEN_DELEGATIONS, "forms.open_delegations"}};

    for (size_t i = 0; i < sizeof(WHERE) / sizeof(WHERE[0]); i++)
        if (open & WHERE[i].what)
            return WHERE[i].what == OPEN_DELEGATES ? whose_names(v) : WHERE[i].says;
    return NULL;
}

/* What of the paper's numbers nobody has on record, asked of those who print it. */
static enum err open_numbers(struct values *v, const char **out)
{
    enum { TEXT_MOST = 32 << 20 };
    AUTO(buf) struct buf text = BUF(TEXT_MOST);
    struct values w = {.call = v->call,
                       .form = v->form,
                       .congress = v->congress,
                       .w = {.out = &text},
                       .today = v->today,
                       .ages_at = date_of_instant(v->call->now)};
    unsigned needs = needs_of(v->form);

    *out = NULL;
    if (!needs || !v->congress)
        return ERR_OK;
    jsonw_open(&w.w, '{');
    if (needs & (OPEN_PRESIDIUM | OPEN_DELEGATIONS))
        TRY(put_hall(&w));
    TRY(put_delegates(&w));
    TRY(put_credentials(&w));
    TRY(put_conference(&w));
    if (needs & OPEN_DISTRICTS)
        TRY(put_districts(&w));
    jsonw_close(&w.w, '}');
    *out = where_entered(v, w.open & needs);
    return ERR_OK;
}

/* What a paper that tells of an election waits for: deputies are certified and announced once a poll of a district is
 * signed, officers once one of theirs is, members of a conference once decided on.  NULL: for nothing. */
enum err form_wait(struct values *v, const char **out)
{
    int64_t count = 1;
    const char *why = NULL;

    if (v->sitting)
        return wait_of_sitting(v, out);
    if (values_are_of_deputies(v)) {
        TRY(deputies_count(v, &count));
        if (!count && str_eq(v->form, STR("deputy_credentials_report")) &&
            row_has_code(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_KIND,
                         CODE_CONGRESS_KIND_PEOPLE))
            TRY(called_count(v, &count)); /* elected without this program, and called */
        why = "forms.no_deputies";
    } else if (str_eq(v->form, STR("conference_decision"))) {
        TRY(members_count(v, &count));
        why = "forms.no_members";
    } else if (str_eq(v->form, STR("announcement"))) {
        TRY(polls_filled(v, &count));
        why = "forms.nobody_signed";
    } else if (str_eq(v->form, STR("result_report"))) {
        TRY(polls_signed(v, &count)); /* that nobody won is a result, too */
        why = "forms.nobody_signed";
    } else if (str_eq(v->form, STR(NOMINATION_LIST))) {
        TRY(nominations_count(v, &count));
        why = "forms.no_nominations";
    } else if (is_by_election_paper(v->form)) {
        TRY(count_by_elections(v, &count));
        why = "forms.no_by_election";
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

enum err form_lacks(struct values *v, const char **out)
{
    TRY(form_wait(v, out));
    return *out || v->sitting ? ERR_OK : open_numbers(v, out);
}
