/* The day after the county's congress: the commission elects its standing members and secretaries, then the
 * committee, to whom the commission reports, its own (党章 arts 28, 45). */
#include "demo/session.h"

enum { CALLED_AT_S = 18 * 3600 };
enum { THE_DAY_AFTER = 20210731, CALLED_MOST = 2 * PICKS_MOST, DEPUTIES = 2 };

/* One plenary: its members are the first of `members`, and so are those who stand for its standing seats. */
struct plenary_plan {
    const char *title, *kind, *standing, *secretary, *deputies, *chiefs, *colour;
    struct sitting_word sitting;
    const struct picks *members, *alternates; /* alternates: NULL for none */
    int standing_seats, standing_listed;
    row_id body;
};

static enum err call_list(struct demo *d, const struct congress_plan *k,
                          const struct picks *p, const char *kind, struct called_list *out)
{
    for (int i = 0; i < p->seats; i++) {
        const struct person *who = &d->county->people[p->who[i]];
        TRY(session_call_person(d, k, who, kind, (int)out->count + 1,
                                &out->items[out->count]));
        out->count++;
    }
    return ERR_OK;
}

static enum err call_members(struct demo *d, const struct congress_plan *k,
                             const struct plenary_plan *p, struct called_list *out)
{
    *out = (struct called_list){ARENA_ARRAY(d->keep, struct called, CALLED_MOST), 0};
    TRY(call_list(d, k, p->members, "member", out));
    return p->alternates ? call_list(d, k, p->alternates, "alternate", out) : ERR_OK;
}

/* Members who stand for nothing watch and count: the last of them. */
static enum err put_counters(struct demo *d, const struct congress_plan *k,
                             const struct plenary_plan *p, const struct called_list *people,
                             struct officer_list *out)
{
    static const char *const DUTIES[] = {"chief_scrutineer", "scrutineer", "scrutineer",
                                         "chief_teller",     "teller",     "teller"};

    for (int i = 0; i < COUNT_OF(DUTIES); i++)
        TRY(session_officer(d, k, &people->items[p->members->seats - 1 - i], DUTIES[i],
                            out));
    return ERR_OK;
}

/* The standing members with one more than there are seats; secretary and deputies on one sheet, as many as seats. */
static void make_ballots(struct demo *d, const struct plenary_plan *p,
                         struct held_ballot out[2])
{
    const int *who = p->members->who;

    out[0] = (struct held_ballot){p->standing, p->colour, 1, 1, {{0}}};
    out[0].questions[0] = held_question(d, p->standing, "standing", who, p->standing_listed,
                                        p->standing_seats);
    out[1] = (struct held_ballot){p->chiefs, "white", 2, 2, {{0}}};
    out[1].questions[0] = held_question(d, p->secretary, "secretary", who, 1, 1);
    out[1].questions[1] =
        held_question(d, p->deputies, "deputy_secretary", who + 1, DEPUTIES, DEPUTIES);
}

static enum err hold(struct demo *d, const struct plenary_plan *p)
{
    struct county *c = d->county;
    struct congress_plan k = {
        .where = c->code,
        .title = str_print(d->keep, "中共%.*s%s", STR_FMT(c->name), p->title),
        .kind = p->kind,
        .level = "county",
        .body = p->body,
        .parent = c->party_congress,
        .place = "县委会议中心",
        .organiser = "县委换届工作领导小组办公室",
        .rules = "county-party-2020",
        .state = "open",
        .chair = "大会主席团委托的新当选委员",
        .term = TERM_COUNTY,
        .session = 1,
        .called_at = instant_of_date(DAY_COUNTY, CALLED_AT_S),
        .from = THE_DAY_AFTER,
        .until = THE_DAY_AFTER};
    struct officer_list *officers = ARENA_NEW(d->keep, struct officer_list);
    struct held_ballot ballots[2];
    struct called_list people;

    TRY(session_congress(d, &k));
    TRY(call_members(d, &k, p, &people));
    TRY(put_counters(d, &k, p, &people, officers));
    make_ballots(d, p, ballots);
    struct held_election election = {.chief_scrutineer = officers->chief_scrutineer,
                                     .chief_teller = officers->chief_teller,
                                     .ballots = ballots,
                                     .ballot_count = COUNT_OF(ballots)};
    struct sitting_plan s = {.word = &p->sitting,
                             .people = &people,
                             .present = session_present((size_t)p->members->seats),
                             .officers = officers,
                             .ballots = &election};
    TRY(session_hold(d, &k, &s));
    return entry_turn(d, "congress", k.id, "closed", k.until);
}

/* The commission in the morning, the committee in the afternoon. */
enum err plenary_make(struct demo *d)
{
    struct county *c = d->county;
    struct plenary_plan commission = {
        .title = "第十四届纪律检查委员会第一次全体会议",
        .kind = "discipline_plenary",
        .standing = "县纪委常委",
        .secretary = "县纪委书记",
        .deputies = "县纪委副书记",
        .chiefs = "县纪委书记、副书记",
        .colour = "yellow",
        .sitting = {"县纪委第一次全体会议",
                    "plenary",
                    0,
                    900,
                    {{"通过选举办法和监票人、计票人名单", "hands"},
                     {"酝酿讨论候选人名单", "deliberation"},
                     {"选举县纪委常委", "election"},
                     {"选举县纪委书记、副书记", "election"}}},
        .members = &c->picks[2],
        .standing_seats = 7,
        .standing_listed = 8,
        .body = c->discipline};
    struct plenary_plan committee = {
        .title = "第十四届委员会第一次全体会议",
        .kind = "plenary",
        .standing = "县委常委",
        .secretary = "县委书记",
        .deputies = "县委副书记",
        .chiefs = "县委书记、副书记",
        .colour = "pink",
        .sitting = {"县委第一次全体会议",
                    "plenary",
                    0,
                    1430,
                    {{"通过选举办法和监票人、计票人名单", "hands"},
                     {"酝酿讨论候选人名单", "deliberation"},
                     {"选举县委常委", "election"},
                     {"选举县委书记、副书记", "election"},
                     {"通过县纪委第一次全体会议选举结果", "hands"}}},
        .members = &c->picks[0],
        .alternates = &c->picks[1],
        .standing_seats = COUNTY_SEATS,
        .standing_listed = COUNTY_SEATS + 1,
        .body = c->party};

    if (!c->plan->is_exact) /* a province has its rows elsewhere */
        return ERR_OK;
    TRY(hold(d, &commission));
    return hold(d, &committee);
}
