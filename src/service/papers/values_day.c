/* The day that stands on a paper: of what it tells of, never that of the printing where the event is on record.  What
 * nobody has on record stays open, to be written in. */
#include "ledgers/agenda_item.h"
#include "ledgers/congress.h"
#include "ledgers/delegate_step.h"
#include "ledgers/district.h"
#include "ledgers/document.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "ledgers/voter_objection.h"
#include "service/congress/hall.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

static bool is_one_of(const struct values *v, const char *const *forms)
{
    for (; *forms; forms++)
        if (str_eq(v->form, str_of(*forms)))
            return true;
    return false;
}

/* What went before an event bears no day after it. */
static date day_before(const struct values *v, date event)
{
    return event && event < v->today ? 0 : v->today;
}

/* ---- a poll --------------------------------------------------------------------------------- */

/* Ballots are issued and returned on the day of the vote, a result is of the day it was signed. */
static date poll_day(const struct values *v)
{
    static const char *const VOTED[] = {"issue_slip", "return_slip", "primary_result",
                                        "group_count", NULL};
    if (!v->poll)
        return 0;
    const struct poll *p = v->poll->poll;
    bool is_signed = row_has(p->ledger, p->row, POLL_SIGNED_AT) && !is_one_of(v, VOTED);
    instant at = {
        row_number(p->ledger, p->row, is_signed ? POLL_SIGNED_AT : POLL_FROZEN_AT)};

    return at.ms ? date_of_instant(at) : 0;
}

/* ---- a district, a unit ------------------------------------------------------------------------ */

/* The day that the last objection to the list of voters was decided on. */
static enum err decided_on(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER_OBJECTION);
    struct list all;

    *out = 0;
    TRY(rows_of_one(v->call, l, VOTER_OBJECTION_DISTRICT, v->district->id,
                    VOTER_OBJECTION_RECEIVED_ON, &all));
    if (all.count)
        *out = (date)row_number(l, all.rows[all.count - 1], VOTER_OBJECTION_DECIDED_ON);
    return ERR_OK;
}

/* A notice bears the day on which the list was published, a result the day of the vote while nobody has signed it. */
static enum err district_day(struct values *v, date *out)
{
    static const struct {
        const char *form;
        int field;
    } LISTS[] = {{"voter_list_notice", DISTRICT_VOTER_LIST_ON},
                 {"voter_register", DISTRICT_VOTER_LIST_ON},
                 {"first_candidates_notice", DISTRICT_FIRST_LIST_ON},
                 {"formal_candidates_notice", DISTRICT_FORMAL_LIST_ON}};
    static const char *const RESULTS[] = {
        "station_result", "district_result", "result_confirmation", "by_election_result",
        "elected_notice", "deputy_register", "primary_result",      NULL};
    static const char *const OPEN[] = {"voter_objection", "consultation_record", NULL};
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    date election = (date)row_number(l, v->district, DISTRICT_ELECTION_DAY);

    *out = is_one_of(v, OPEN) ? 0 : day_before(v, election);
    if (str_eq(v->form, STR("voter_objection_decision")))
        return decided_on(v, out);
    if (is_one_of(v, RESULTS))
        *out = poll_day(v) ? poll_day(v) : election;
    for (size_t i = 0; i < sizeof(LISTS) / sizeof(LISTS[0]); i++)
        if (str_eq(v->form, str_of(LISTS[i].form)) &&
            row_has(l, v->district, LISTS[i].field))
            *out = (date)row_number(l, v->district, LISTS[i].field);
    return ERR_OK;
}

static date unit_day(const struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);
    date elected = (date)row_number(l, v->unit, ELECTORAL_UNIT_ELECTED_ON);

    return str_eq(v->form, STR("delegate_election_report")) ? elected
                                                            : day_before(v, elected);
}

/* When the last of the units voted; today while one of them has not. */
static enum err units_day(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    date last = 0;
    struct list all;

    *out = v->today;
    TRY(rows_of_level(v, l, row_text(lc, v->congress, CONGRESS_LEVEL), ELECTORAL_UNIT_LEVEL,
                      ELECTORAL_UNIT_PLACE, &all));
    for (size_t i = 0; i < all.count; i++) {
        date day = (date)row_number(l, all.rows[i], ELECTORAL_UNIT_ELECTED_ON);
        if (!day)
            return ERR_OK;
        last = day > last ? day : last;
    }
    *out = last ? last : v->today;
    return ERR_OK;
}

/* ---- a congress -------------------------------------------------------------------------------- */

static date date_field(const struct values *v, int field)
{
    return (date)row_number(ledger_of(v->call, LEDGER_CONGRESS), v->congress, field);
}

/* When a step towards its delegates or members was done; 0: it is not on record. */
static enum err step_day(struct values *v, int step, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE_STEP);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct list all;

    *out = 0;
    TRY(rows_of_level(v, l, row_text(lc, v->congress, CONGRESS_LEVEL), DELEGATE_STEP_LEVEL,
                      DELEGATE_STEP_DONE_ON, &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.rows[i]->region == v->congress->region &&
            row_has_code(l, all.rows[i], DELEGATE_STEP_STEP, step))
            *out = (date)row_number(l, all.rows[i], DELEGATE_STEP_DONE_ON);
    return ERR_OK;
}

/* Papers of such a step: while it is not on record they are of a day before the congress. */
static enum err stepped_day(struct values *v, date *out)
{
    static const struct {
        const char *form;
        int step;
    } STEPS[] = {{"quota_table", CODE_DELEGATE_STEP_ALLOT},
                 {"conference_quota", CODE_DELEGATE_STEP_ALLOT},
                 {"conference_names", CODE_DELEGATE_STEP_CONSIDER}};

    *out = 0;
    for (size_t i = 0; i < sizeof(STEPS) / sizeof(STEPS[0]) && !*out; i++)
        if (str_eq(v->form, str_of(STEPS[i].form)))
            TRY(step_day(v, STEPS[i].step, out));
    return ERR_OK;
}

/* Joint nominations are all there when their time is over. */
static date nominated_day(const struct values *v)
{
    instant until = {
        row_number(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_NAMES_UNTIL)};
    date day = until.ms ? date_of_instant(until) : date_field(v, CONGRESS_CLOSES_ON);

    return day && day < v->today ? day : v->today;
}

/* The paper of those above that lets it be held, by its number. */
static enum err reply_day(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DOCUMENT);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct value number = {.is_set = true,
                           .text = row_text(lc, v->congress, CONGRESS_APPROVAL_NUMBER)};
    struct filter filter = {field_at(l, DOCUMENT_NUMBER), FILTER_ANY, &number, 1};
    struct list_query q = {.region = v->congress->region,
                           .sort = field_at(l, DOCUMENT_ISSUED_ON),
                           .limit = 2,
                           .filters = &filter,
                           .filter_count = 1};
    struct list all;

    if (!number.text.len)
        return ERR_OK;
    TRY(engine_list(call_reading(v->call), l, &q, &all, &v->call->fault));
    if (all.count == 1 && row_has(l, all.rows[0], DOCUMENT_ISSUED_ON))
        *out = (date)row_number(l, all.rows[0], DOCUMENT_ISSUED_ON);
    return ERR_OK;
}

/* When the last result of its elections was signed; 0: none is. */
static enum err results_day(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list all;

    *out = 0;
    if (!v->congress)
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, v->congress->id, POLL_SIGNED_AT, &all));
    for (size_t i = 0; i < all.count; i++)
        if (row_is(l, all.rows[i], POLL_IS_SIGNED))
            *out = date_of_instant((instant){row_number(l, all.rows[i], POLL_SIGNED_AT)});
    return ERR_OK;
}

/* The announcement of whom the districts elected to this people's congress, before it opens. */
static bool is_of_past_election(const struct values *v)
{
    return str_eq(v->form, STR("elected_announcement")) &&
           row_has_code(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_KIND,
                        CODE_CONGRESS_KIND_PEOPLE);
}

/* Of a paper about the whole congress: what it adopts bears its opening, what tells of its end its closing, what
 * went before it no day after it; all else, as a table filled in now, today. */
static enum err congress_day(struct values *v, date *out)
{
    static const char *const ADOPTED[] = {"election_rules", "plenary_rules",
                                          "session_rules", "deputy_credentials_report",
                                          NULL},
                             *const AFTER[] = {"result_report", "announcement", NULL},
                             *const UNITS[] = {"participation", "structure_statistics",
                                               NULL},
                             *const FILLED[] = {"statistics_voters", "statistics_deputies",
                                                NULL},
                             *const BEFORE[] = {"congress_request",
                                                "congress_reply",
                                                "notice",
                                                "quota_table",
                                                "conference_quota",
                                                "conference_names",
                                                "power_cut",
                                                "election_committee",
                                                "deputy_certificate_notice",
                                                "district_table",
                                                "election_committee_decision",
                                                NULL};
    date opens = date_field(v, CONGRESS_OPENS_ON),
         closes = date_field(v, CONGRESS_CLOSES_ON);

    *out = v->today;
    if (is_one_of(v, ADOPTED) && opens)
        *out = opens;
    else if (closes && (is_one_of(v, AFTER) || (is_one_of(v, FILLED) && closes < v->today)))
        *out = closes;
    else if (is_one_of(v, BEFORE) || is_of_past_election(v))
        *out = day_before(v, opens);
    if (is_one_of(v, AFTER)) {
        date results;
        TRY(results_day(v, &results));
        *out = results ? results : *out; /* not on the day that was planned */
    }
    if (str_eq(v->form, STR(NOMINATION_LIST)))
        *out = nominated_day(v);
    if (str_eq(v->form, STR("congress_reply")))
        return reply_day(v, out);
    return is_one_of(v, UNITS) ? units_day(v, out) : ERR_OK;
}

/* When the preparatory meeting is held, which passes the agenda and the lists of those who lead; else the opening. */
static enum err preparatory_day(struct values *v, date *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    struct list all;

    *out = date_field(v, CONGRESS_OPENS_ON);
    TRY(hall_sittings(v->call, v->congress->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        instant at = {row_number(l, all.rows[i], SITTING_HELD_AT)};
        if (!at.ms ||
            !row_has_code(l, all.rows[i], SITTING_KIND, CODE_SITTING_KIND_PREPARATORY))
            continue;
        *out = date_of_instant(at);
        return ERR_OK;
    }
    return ERR_OK;
}

/* When it was opened, else as planned; 0: neither. */
static date sitting_day(const struct values *v, const struct row *sitting)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    instant at = {row_number(l, sitting,
                             row_has(l, sitting, SITTING_OPENED_AT) ? SITTING_OPENED_AT
                                                                    : SITTING_HELD_AT)};

    return at.ms ? date_of_instant(at) : 0;
}

/* ---- what was passed ----------------------------------------------------------------------------- */

/* How the item of the agenda is known that passes the paper: by the matter that it names, or by a word of its title. */
struct passing_item {
    const char *form;
    int matter;       /* CODE_AGENDA_MATTER_…; 0: by the title */
    const char *word; /* of the title */
};

/* NULL: the paper is passed by none. */
static const struct passing_item *passing_item(const struct values *v)
{
    static const struct passing_item ITEMS[] = {
        {"agenda", 0, "议程"},
        {"election_rules", CODE_AGENDA_MATTER_ELECTION_RULES, NULL},
        {"session_agenda", 0, "议程"},
        {"session_rules", CODE_AGENDA_MATTER_ELECTION_RULES, NULL},
        {"plenary_rules", CODE_AGENDA_MATTER_ELECTION_RULES, NULL},
        {"resolution", 0, "决议"}};

    for (size_t i = 0; i < sizeof(ITEMS) / sizeof(ITEMS[0]); i++)
        if (str_eq(v->form, str_of(ITEMS[i].form)))
            return &ITEMS[i];
    return NULL;
}

/* What the gates before a vote ask for is what the paper rests on (service/congress/before.h). */
static bool is_the_item(const struct ledger *l, const struct row *item,
                        const struct passing_item *of)
{
    if (!row_has_code(l, item, AGENDA_ITEM_KIND, CODE_AGENDA_KIND_HANDS))
        return false;
    if (of->matter)
        return row_has_code(l, item, AGENDA_ITEM_MATTER, of->matter);
    return str_find(row_text(l, item, AGENDA_ITEM_TITLE), str_of(of->word)) >= 0;
}

static enum err passed_at(struct values *v, const struct row *sitting,
                          const struct passing_item *of, struct passing *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_AGENDA_ITEM);
    struct list items;

    TRY(rows_of_one(v->call, l, AGENDA_ITEM_SITTING, sitting->id, AGENDA_ITEM_PLACE,
                    &items));
    for (size_t i = 0; i < items.count; i++) {
        if (!is_the_item(l, items.rows[i], of))
            continue;
        out->is_asked = true;
        if (row_is(l, items.rows[i], AGENDA_ITEM_IS_PASSED)) {
            out->is_passed = true;
            out->day = sitting_day(v, sitting);
        }
    }
    return ERR_OK;
}

enum err find_passing(struct values *v, struct passing *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_SITTING);
    const struct passing_item *of = passing_item(v);
    struct list all;

    *out = (struct passing){0};
    if (!of)
        return ERR_OK;
    if (v->sitting)
        return passed_at(v, v->sitting, of, out);
    TRY(hall_sittings(v->call, v->congress->id, &all));
    for (size_t i = 0; i < all.count && !out->is_passed; i++)
        if (!row_has_code(l, all.rows[i], SITTING_KIND, CODE_SITTING_KIND_PRESIDIUM))
            TRY(passed_at(v, all.rows[i], of, out)); /* there the draft alone is passed */
    return ERR_OK;
}

/* ---- the paper ----------------------------------------------------------------------------------- */

static enum err own_day(struct values *v, date *out)
{
    if (v->unit) {
        *out = unit_day(v);
        return ERR_OK;
    }
    if (v->district)
        return district_day(v, out);
    *out = poll_day(v);
    if (!*out && v->sitting)
        *out = sitting_day(v, v->sitting);
    if (*out || v->poll) /* a slip is dated by hand while nobody votes */
        return ERR_OK;
    return congress_day(v, out);
}

enum err event_date(struct values *v, date *out)
{
    static const char *const OPEN[] = {"resignation", "resignation_acceptance",
                                       "recommended_introduction", NULL};
    static const char *const PREPARED[] = {
        "agenda",           "session_agenda",     "presidium_list",
        "secretariat_list", "delegation_list",    "credentials_committee",
        "delegate_roster",  "executive_chairs",   "schedule",
        "session_schedule", "credentials_report", NULL};

    *out = 0;
    if (is_one_of(v, OPEN))
        return ERR_OK; /* nobody has on record when it was written: neither today nor on the day of the vote */
    TRY(officers_passed_on(v, out));
    if (*out)
        return ERR_OK;
    if (is_one_of(v, PREPARED))
        TRY(preparatory_day(v, out));
    if (!*out && v->congress && !v->unit && !v->district)
        TRY(stepped_day(v, out));
    return *out ? ERR_OK : own_day(v, out);
}
