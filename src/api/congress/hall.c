/* Routes of congresses: who is called, who holds which duty (docs/congress.md, Hall). */
#include "service/congress/hall.h"
#include "ledgers/codes.h"

#include "api/part_json.h"
#include "api/record/record_json.h"
#include "api/second.h"
#include "api/shapes.h"
#include "domain/congress/electing.h"
#include "ledgers/agenda_item.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/recorded.h"
#include "service/congress/watch.h"
#include "service/record/fields.h"
#include "service/record/row_acts.h"
#include "service/site/site.h"

static void write_rows(struct api *r, const char *key, const struct ledger *l,
                       struct row *const *rows, size_t count)
{
    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_row(r, l, rows[i], true);
    jsonw_close(&r->w, ']');
}

/* ---- congresses ---------------------------------------------------------------------- */

static void write_line(struct api *r, const struct ledger *l, const struct congress_line *k)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    write_id(r, "id", k->row->id.v);
    write_field(r, l, k->row, CONGRESS_TITLE);
    write_field(r, l, k->row, CONGRESS_KIND);
    jsonw_pair(w, "state", row_state(l, k->row));
    write_region(r, "region", k->row->region);
    write_field(r, l, k->row, CONGRESS_OPENS_ON);
    write_field(r, l, k->row, CONGRESS_CLOSES_ON);
    jsonw_pair_i64(w, "due", k->due);
    jsonw_pair_i64(w, "polls", k->polls);
    jsonw_pair_i64(w, "signed", k->polls_signed);
    jsonw_close(w, '}');
}

static enum err list_congresses(struct api *r)
{
    struct congress_line *lines;
    size_t count;
    region within;

    TRY(api_region(r, api_query(r, "region"), &within));
    TRY(hall_congresses(&r->call, within, &lines, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "congresses");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_line(r, ledger_of(&r->call, LEDGER_CONGRESS), &lines[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static void write_sittings(struct api *r, const struct congress_view *v)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_SITTING);
    const struct ledger *items = ledger_of(&r->call, LEDGER_AGENDA_ITEM);

    jsonw_key(&r->w, "sittings");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v->sitting_count; i++) {
        const struct sitting_view *s = &v->sittings[i];
        jsonw_open(&r->w, '{');
        write_row_members(r, l, s->row, true);
        write_rows(r, "agenda", items, s->agenda, s->agenda_count);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
}

static void write_election(struct api *r, const struct election_brief *e)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_ELECTION);

    jsonw_open(&r->w, '{');
    write_id(r, "id", e->row->id.v);
    write_field(r, l, e->row, ELECTION_TITLE);
    write_field(r, l, e->row, ELECTION_OFFICE);
    write_field(r, l, e->row, ELECTION_SEATS);
    jsonw_pair_i64(&r->w, "candidates", e->candidates);
    jsonw_close(&r->w, '}');
}

static void write_polls(struct api *r, const struct congress_view *v)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_POLL);

    jsonw_key(&r->w, "polls");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v->poll_count; i++) {
        const struct poll_brief *p = &v->polls[i];
        jsonw_open(&r->w, '{');
        write_id(r, "id", p->row->id.v);
        write_field(r, l, p->row, POLL_TITLE);
        jsonw_pair(&r->w, "state", row_state(l, p->row));
        jsonw_pair_i64(&r->w, "cast", row_number(l, p->row, POLL_CAST_NO));
        write_field(r, l, p->row, POLL_ROUND);
        write_field(r, l, p->row, POLL_COLOUR);
        jsonw_key(&r->w, "elections");
        jsonw_open(&r->w, '[');
        for (size_t k = 0; k < p->election_count; k++)
            write_election(r, &p->elections[k]);
        jsonw_close(&r->w, ']');
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
}

static void write_roster(struct api *r, const struct congress_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "roster");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "due", v->due);
    jsonw_pair_i64(w, "observers", v->observers);
    jsonw_key(w, "delegations");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->delegations.count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", v->delegations.items[i].name);
        jsonw_pair_i64(w, "due", v->delegations.items[i].numbers.due);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static void write_steps(struct api *r, const struct congress_view *v)
{
    struct jsonw *w = &r->w;
    enum locale locale = r->call.locale;

    jsonw_key(w, "steps");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->step_count; i++) {
        AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
        const struct hall_step *s = &v->steps[i];
        message_write(&text, locale, str_of(s->message), s->args);
        jsonw_open(w, '{');
        jsonw_pair(w, "step", str_of(s->step));
        jsonw_pair(w, "label", message_find(locale, str_of(s->label)));
        jsonw_pair_bool(w, "ok", s->is_ok);
        jsonw_pair(w, "message", buf_view(&text));
        jsonw_pair(w, "to", str_of(s->to));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_names(struct api *r, const char *key, const char *const *names,
                        size_t most)
{
    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < most && names[i]; i++)
        jsonw_str(&r->w, str_of(names[i]));
    jsonw_close(&r->w, ']');
}

/* By which rules it elects which offices. */
static void write_electing(struct api *r, const struct row *congress)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_CONGRESS);
    static const struct electing NO_ELECTING;
    const struct electing *e = electing_of(row_text(l, congress, CONGRESS_KIND),
                                           row_text(l, congress, CONGRESS_LEVEL));

    if (!e)
        e = &NO_ELECTING;
    jsonw_key(&r->w, "elects");
    jsonw_open(&r->w, '{');
    write_names(r, "rules", e->sets, ELECTING_SETS_MOST);
    write_names(r, "offices", e->offices, ELECTING_OFFICES_MOST);
    jsonw_close(&r->w, '}');
}

static enum err get_congress(struct api *r)
{
    struct congress_view v;
    row_id id;

    TRY(path_id(r, &id));
    TRY(hall_congress(&r->call, id, &v));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "congress");
    write_row(r, ledger_of(&r->call, LEDGER_CONGRESS), v.row, true);
    write_sittings(r, &v);
    write_polls(r, &v);
    write_rows(r, "officers", ledger_of(&r->call, LEDGER_OFFICER), v.officers,
               v.officer_count);
    write_roster(r, &v);
    write_electing(r, v.row);
    write_steps(r, &v);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err make_roster(struct api *r)
{
    struct roster_done done;
    row_id id;

    TRY(path_id(r, &id));
    TRY(hall_roster(&r->call, id, body_text(r, "from"), &done));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "added", done.added);
    jsonw_pair_i64(&r->w, "kept", done.kept);
    jsonw_pair_i64(&r->w, "removed", done.removed);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_badges(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    TRY(hall_badges_pdf(&r->call, id, &r->out));
    r->type = "application/pdf";
    r->disposition = "attachment; filename=\"badges.pdf\"";
    return ERR_OK;
}

/* ---- officers ------------------------------------------------------------------------ */

static enum err write_done(struct api *r, int64_t done)
{
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "done", done);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err propose_officers(struct api *r)
{
    size_t count;
    const struct json *items = body_list(r, "officers", &count);
    int64_t done;
    row_id id;

    TRY(path_id(r, &id));
    struct officer_input *in = ARENA_ARRAY(r->call.arena, struct officer_input, count + 1);
    for (size_t i = 0; i < count; i++) {
        in[i] =
            (struct officer_input){.name = json_find_text(&items[i], "name"),
                                   .duty = json_find_text(&items[i], "duty"),
                                   .delegation = json_find_text(&items[i], "delegation")};
        TRY(body_id(r, &items[i], "attendee", &in[i].attendee.v));
    }
    TRY(hall_officers(&r->call, id, in, count, &done));
    return write_done(r, done);
}

struct pass_act {
    row_id congress;
    const row_id *ids;
    size_t count;
    struct hands_at at;
    int64_t done;
};

static enum err write_pass(struct call *c, void *arg)
{
    struct pass_act *a = arg;

    return hall_officers_pass(c, a->congress, a->ids, a->count, &a->at, &a->done);
}

/* Who vouches for what the caller does with officers of a congress at `at`. */
static enum err officer_second(struct api *r, region at, account_id *out)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_OFFICER);

    return api_second(
        r, l->writers | (role_set)1 << ROLE_SCRUTINEER | (role_set)1 << ROLE_LEADER, at,
        out);
}

/* By an item of the agenda, or by hands that are typed: never both. */
static enum err read_hands(struct api *r, struct hands_at *at)
{
    static const char *const TYPED[] = {"approve", "oppose", "abstain", "by", "sitting"};

    TRY(body_id(r, r->body, "sitting", &at->sitting.v));
    TRY(body_id(r, r->body, "agenda_item", &at->item.v));
    for (size_t i = 0; at->item.v && i < sizeof(TYPED) / sizeof(TYPED[0]); i++)
        if (json_find(r->body, TYPED[i]))
            return FAIL(&r->call.fault, ERR_INVALID, "officer.item_and_hands", "%s",
                        TYPED[i]);
    at->hands.approve = body_number_or(r, "approve", at->item.v ? 0 : -1);
    at->hands.oppose = body_number_or(r, "oppose", 0);
    at->hands.abstain = body_number_or(r, "abstain", 0);
    at->hands.by = body_text(r, "by");
    return ERR_OK;
}

static enum err pass_officers(struct api *r)
{
    size_t count;
    const struct json *items = body_list(r, "ids", &count);
    struct pass_act a = {.count = count};
    struct row *congress;

    TRY(path_id(r, &a.congress));
    TRY(read_hands(r, &a.at));
    row_id *ids = ARENA_ARRAY(r->call.arena, row_id, count + 1);
    for (size_t i = 0; i < count; i++)
        TRY(api_id(r, items[i].text, &ids[i].v));
    a.ids = ids;
    TRY(row_open(&r->call, ledger_of(&r->call, LEDGER_CONGRESS), a.congress, &congress));
    TRY(officer_second(r, congress->region, &a.at.hands.second));
    TRY(call_write(&r->call, write_pass, &a));
    return write_done(r, a.done);
}

struct withdraw_act {
    row_id officer;
    struct officer_withdrawal withdrawal;
    struct row *row;
};

static enum err write_withdrawal(struct call *c, void *arg)
{
    struct withdraw_act *a = arg;

    return hall_officer_withdraw(c, a->officer, &a->withdrawal, &a->row);
}

static enum err withdraw_officer(struct api *r)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_OFFICER);
    struct withdraw_act a = {
        .withdrawal = {.ver = body_number(r, "ver"), .reason = body_text(r, "reason")}};

    TRY(path_id(r, &a.officer));
    TRY(row_open(&r->call, l, a.officer, &a.row));
    TRY(officer_second(r, a.row->region, &a.withdrawal.second));
    TRY(call_write(&r->call, write_withdrawal, &a));
    write_row(r, l, a.row, true);
    return ERR_OK;
}

/* ---- whose vote ends or begins --------------------------------------------------------- */

struct vote_act {
    row_id attendee;
    struct vote_change change;
    struct row *row;
};

static enum err write_vote(struct call *c, void *arg)
{
    struct vote_act *a = arg;

    return hall_vote(c, a->attendee, &a->change, &a->row);
}

static enum err change_vote(struct api *r)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_ATTENDEE);
    struct vote_act a = {
        .change = {.votes = body_true(r, "votes"), .decision = body_text(r, "decision")}};

    TRY(path_id(r, &a.attendee));
    TRY(row_open(&r->call, l, a.attendee, &a.row));
    TRY(api_second(r,
                   l->writers | (role_set)1 << ROLE_SCRUTINEER | (role_set)1 << ROLE_LEADER,
                   a.row->region, &a.change.second));
    TRY(call_write(&r->call, write_vote, &a));
    write_row(r, l, a.row, true);
    return ERR_OK;
}

/* ---- numbers that two people record ------------------------------------------------------ */

struct record_act {
    row_id congress;
    enum recorded_kind kind;
    struct recorded recorded;
    struct row *row;
};

static enum err write_record(struct call *c, void *arg)
{
    struct record_act *a = arg;

    return congress_record(c, a->congress, a->kind, &a->recorded, &a->row);
}

static enum err record_number(struct api *r, enum recorded_kind kind, int64_t number)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_CONGRESS);
    struct record_act a = {.kind = kind,
                           .recorded = {.number = number, .paper = body_text(r, "paper")}};

    TRY(path_id(r, &a.congress));
    TRY(row_open(&r->call, l, a.congress, &a.row));
    TRY(api_second(r,
                   l->writers | (role_set)1 << ROLE_SCRUTINEER | (role_set)1 << ROLE_LEADER,
                   a.row->region, &a.recorded.second));
    TRY(call_write(&r->call, write_record, &a));
    write_row(r, l, a.row, true);
    return ERR_OK;
}

static enum err record_vacant(struct api *r)
{
    return record_number(r, RECORDED_VACANT, body_number(r, "seats"));
}

static enum err record_due(struct api *r)
{
    return record_number(r, RECORDED_DUE, body_number(r, "due"));
}

static enum err record_refixed(struct api *r)
{
    return record_number(r, RECORDED_REFIXED, body_number(r, "deputies"));
}

static enum err record_term(struct api *r)
{
    return record_number(r, RECORDED_TERM, body_number(r, "term"));
}

/* clang-format off */
static const struct shape congress_lines = NAMED("Congresses",
    {"congresses", MUST, EACH(NAMED("CongressLine",
        {"id", MUST, ID},
        {"title", MUST, STRING},
        {"kind", MUST, STRING},
        {"state", MUST, STRING},
        {"region", MUST, SAME(&region_shape)},
        {"opens_on", OR_NULL, DAY},
        {"closes_on", OR_NULL, DAY},
        {"due", MUST, COUNT},
        {"polls", MUST, COUNT},
        {"signed", MUST, COUNT}))});

static const struct shape poll_line = NAMED("PollLine",
    {"id", MUST, ID},
    {"title", MUST, STRING},
    {"state", MUST, SAME(&poll_state_shape)},
    {"cast", MUST, COUNT},
    {"round", OR_NULL, COUNT},
    {"colour", OR_NULL, STRING},
    {"elections", MUST, EACH(OBJECT(
        {"id", MUST, ID}, {"title", MUST, STRING}, {"office", OR_NULL, STRING},
        {"seats", OR_NULL, COUNT}, {"candidates", MUST, COUNT}))});

static const struct shape congress_shape = NAMED("Congress",
    {"congress", MUST, SAME(&row_shape)},
    {"sittings", MUST, EACH(OPEN("SittingWithAgenda", ROW_MEMBERS, {"agenda", MUST, EACH(SAME(&row_shape))}))},
    {"polls", MUST, EACH(SAME(&poll_line))},
    {"officers", MUST, EACH(SAME(&row_shape))},
    {"roster", MUST, OBJECT(
        {"due", MUST, COUNT}, {"observers", MUST, COUNT},
        {"delegations", MUST, EACH(OBJECT({"name", MUST, STRING}, {"due", MUST, COUNT}))})},
    {"elects", MUST, OBJECT({"rules", MUST, EACH(STRING)}, {"offices", MUST, EACH(STRING)})},
    {"steps", MUST, EACH(NAMED("CongressStep",
        {"step", MUST, STRING}, {"label", MUST, STRING}, GATE_MEMBERS, {"to", MUST, STRING}))});

static const struct shape roster_done = NAMED("RosterMade",
    {"added", MUST, COUNT}, {"kept", MUST, COUNT}, {"removed", MUST, COUNT});

static const struct shape roster_body = OBJECT({"from", MUST, WORD(WORDS_ATTENDEE_SOURCE)});

static const struct shape officers_body = OBJECT(
    {"officers", MUST, LIST(OFFICERS_MOST, NAMED("NewOfficer",
        {"attendee", MAY, ID_OR_NONE},
        {"name", MAY, TEXT(200)},
        {"duty", MUST, TEXT(40)},
        {"delegation", MAY, TEXT(200)}))});

#define BY_TWO {"paper", MUST, TEXT(200)}, {"second", MAY, SAME(&second_shape)}

static const struct shape vacant_body = OBJECT({"seats", MUST, COUNT}, BY_TWO);
static const struct shape due_body = OBJECT({"due", MUST, COUNT}, BY_TWO);
static const struct shape term_body = OBJECT({"term", MUST, COUNT}, BY_TWO);
static const struct shape refixed_body = OBJECT({"deputies", MUST, COUNT}, BY_TWO);

static const struct shape vote_body = OBJECT(
    {"votes", MUST, BOOL},
    {"decision", MUST, TEXT(200)},
    {"second", MAY, SAME(&second_shape)});

static const struct shape hands_body = OBJECT(
    {"ids", MUST, LIST(OFFICERS_MOST, ID)},
    {"agenda_item", MAY, ID_OR_NONE}, /* whose numbers they are; none: typed, as follows */
    {"approve", MAY, COUNT},
    {"oppose", MAY, COUNT},
    {"abstain", MAY, COUNT},
    {"by", MAY, TEXT(200)},
    {"sitting", MAY, ID_OR_NONE}, /* none: a meeting of all */
    {"second", MAY, SAME(&second_shape)});

static const struct shape withdraw_body = OBJECT(
    {"ver", MUST, VERSION_OF_ROW},
    {"reason", MUST, TEXT(200)},
    {"second", MAY, SAME(&second_shape)});

static const struct route routes[] = {
/*    method     path                                          who                 how        query       body                 reply                handler           what */
    { HTTP_GET,  "/api/congresses",                            OF(CONGRESS, READ),  RUN_READ,  &at_region, NO_BODY,             OK(&congress_lines), list_congresses,  "congresses of a region" },
    { HTTP_GET,  "/api/congresses/{congress}",                 OF(CONGRESS, READ),  RUN_READ,  NO_QUERY,   NO_BODY,             OK(&congress_shape), get_congress,     "a congress with sittings, polls, officers and what comes next" },
    { HTTP_GET,  "/api/congresses/{congress}/badges.pdf",      OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   NO_BODY,             A_FILE("badges", "application/pdf"), get_badges, "badges to print" },
    { HTTP_POST, "/api/congresses/{congress}/roster",          OF(CONGRESS, WRITE), RUN_WRITE, NO_QUERY,   JSON(&roster_body),  OK(&roster_done),    make_roster,      "attendees from delegates, the elected or deputies" },
    { HTTP_POST, "/api/attendees/{attendee}/vote",            OF(ATTENDEE, WRITE), RUN_WORK,  NO_QUERY,   JSON(&vote_body),    OK(&row_shape),      change_vote,      "end or give a vote by a decision, once a sitting was opened" },
    { HTTP_POST, "/api/congresses/{congress}/officers",        OF(CONGRESS, WRITE), RUN_WRITE, NO_QUERY,   JSON(&officers_body), OK(&done_shape),    propose_officers, "propose officers; conflicts are refused" },
    { HTTP_POST, "/api/congresses/{congress}/vacant",         OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   JSON(&vacant_body),  OK(&row_shape),      record_vacant,    "record seats of a people's congress that nobody holds, by two" },
    { HTTP_POST, "/api/congresses/{congress}/due",            OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   JSON(&due_body),     OK(&row_shape),      record_due,       "record how many are due where the roster's source is not here, by two" },
    { HTTP_POST, "/api/congresses/{congress}/term",           OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   JSON(&term_body),    OK(&row_shape),      record_term,      "record the term where sessions before are not here or it began early, by two" },
    { HTTP_POST, "/api/congresses/{congress}/deputies",       OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   JSON(&refixed_body), OK(&row_shape),      record_refixed,   "record that the deputies were fixed anew within a term, by two" },
    { HTTP_POST, "/api/congresses/{congress}/officers/pass",   OF(CONGRESS, WRITE), RUN_WORK,  NO_QUERY,   JSON(&hands_body),   OK(&done_shape),     pass_officers,    "record the vote on officers: an item of the agenda, or hands" },
    { HTTP_POST, "/api/officers/{officer}/withdraw",           OF(OFFICER, WRITE),  RUN_WORK,  NO_QUERY,   JSON(&withdraw_body), OK(&row_shape),      withdraw_officer, "withdraw a passed officer; who counts or watches, once a poll is frozen, by two people" },
};
/* clang-format on */

ROUTE_TABLE(hall_routes);
