/* Party congresses: the county's, held, with its next session made ready, and those of the towns, over. */
#include "demo/presidium.h"
#include "demo/town_plenary.h"
#include "ledger/list.h"
#include "store/queries.h"

enum {
    PRESIDIUM_SITTING = 2,
    ELECTION_SITTING = 7,
    DELEGATES_MOST = 5000,
    OVER_S = 12 * 3600 + 2700
};

/* ---- who is called ------------------------------------------------------------------- */

static void copy_value(struct entry *e, const struct ledger *from, const struct row *row,
                       const char *field, const char *as)
{
    const struct field *f = ledger_field(from, str_of(field));
    const struct field *to = ledger_field(e->ledger, str_of(as));

    e->row->values[to->index] = row->values[f->index];
}

static enum err put_attendee(struct demo *d, const struct congress_plan *k,
                             const struct ledger *l, const struct row *delegate, int n,
                             struct called *out)
{
    static const char *const SAME[] = {"name",       "sex",   "birth", "ethnicity",
                                       "delegation", "phone", "person"};
    struct entry e = entry_new(d, "attendee", k->where);

    for (int i = 0; i < COUNT_OF(SAME); i++)
        copy_value(&e, l, delegate, SAME[i], SAME[i]);
    copy_value(&e, l, delegate, "unit_post", "post");
    SET(&e, "votes", 1);
    SET(&e, "kind", "delegate");
    SET(&e, "delegate", delegate->id);
    SET(&e, "source", "delegates");
    PRINT(&e, "seat_number", "%d排%d座", 1 + n / 24, 1 + n % 24);
    TRY(session_call(d, k, &e, out));
    out->kind = delegate->values[ledger_field(l, STR("kind"))->index].text;
    return ERR_OK;
}

/* The delegates of a congress, delegation after delegation. */
static enum err load_delegates(struct demo *d, const struct congress_plan *k,
                               const struct ledger *l, struct list *out)
{
    struct value level = {.is_set = true, .text = str_of(k->level)};
    struct filter filter = {ledger_field(l, STR("level"))->index, FILTER_ANY, &level, 1};
    struct list_query q = {.region = k->where,
                           .sort = ledger_field(l, STR("delegation"))->index,
                           .limit = DELEGATES_MOST,
                           .states = (uint64_t)1 << ledger_state(l, STR("qualified")),
                           .filters = &filter,
                           .filter_count = 1};
    struct reading r = {d->w->engine, d->w->db, d->keep};

    return engine_list(r, l, &q, out, d->w->fault);
}

enum { OBSERVERS = 6 };

/* Leading cadres outside the Party sit in: they are no delegates. */
static enum err put_observers(struct demo *d, const struct congress_plan *k)
{
    const struct county *c = d->county;
    struct called called;
    int count = 0;

    for (size_t i = 0; i < c->person_count && count < OBSERVERS; i++) {
        const struct person *p = &c->people[i];
        if (p->is_party || p->is_left || !p->is_leader || p->place == PLACE_TOWN_TEAM)
            continue;
        struct entry e = entry_new(d, "attendee", k->where);
        SET(&e, "name", p->name);
        SET(&e, "person", p->id);
        SET(&e, "votes", 0);
        SET(&e, "kind", "observer");
        PRINT(&e, "post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
        PRINT(&e, "seat_number", "列席%d座", ++count);
        TRY(session_call(d, k, &e, &called));
    }
    return ERR_OK;
}

static enum err call_delegates(struct demo *d, const struct congress_plan *k,
                               struct called_list *out)
{
    const struct ledger *l = catalog_ledger(engine_catalog(d->w->engine), STR("delegate"));
    struct list list;

    TRY(load_delegates(d, k, l, &list));
    out->items = ARENA_ARRAY(d->keep, struct called, list.count + 1);
    out->count = list.count;
    for (size_t i = 0; i < list.count; i++)
        TRY(put_attendee(d, k, l, list.rows[i], (int)i, &out->items[i]));
    return ERR_OK;
}

/* ---- sittings and agenda ------------------------------------------------------------- */

/* The committee on credentials is passed before it reports, the rules before names are talked over. */
static const struct sitting_word COUNTY_SITTINGS[] = {
    {"预备会议",
     "preparatory",
     0,
     830,
     {{"通过代表资格审查委员会和各代表团团长名单", "hands"},
      {"通过大会主席团和秘书长、副秘书长名单", "hands"},
      {"通过大会议程", "hands"}}},
    {"预备会议（听取代表资格审查报告）",
     "preparatory",
     0,
     945,
     {{"通过代表资格审查报告", "hands"}}},
    {"主席团第一次会议",
     "presidium",
     0,
     1100,
     {{"推选主席团常务委员会成员", "hands"},
      {"通过大会日程", "hands"},
      {"通过大会执行主席分组名单", "hands"},
      {"通过选举办法（草案）", "hands"}}},
    {"第一次全体会议（开幕）",
     "plenary",
     0,
     1500,
     {{"听取县委工作报告", "report"},
      {"审查县纪委工作报告", "report"},
      {"通过选举办法", "hands"}}},
    {"主席团第二次会议",
     "presidium",
     1,
     1600,
     {{"通过候选人建议名单", "hands"}, {"通过监票人、计票人名单（草案）", "hands"}}},
    {"各代表团会议", "delegation", 1, 1700, {{"酝酿讨论候选人建议名单", "deliberation"}}},
    {"主席团第三次会议",
     "presidium",
     2,
     800,
     {{"确定候选人名单", "hands"}, {"通过各项决议（草案）", "hands"}}},
    {"第二次全体会议（选举）",
     "plenary",
     2,
     900,
     {{"通过监票人、计票人名单", "hands"},
      {"选举县委委员", "election"},
      {"选举县纪委委员", "election"},
      {"选举出席市党代会代表", "election"},
      {"选举县委候补委员", "election"}}},
    {"第三次全体会议（闭幕）",
     "plenary",
     2,
     1500,
     {{"宣布选举结果", "announcement"},
      {"通过县委工作报告的决议", "hands"},
      {"通过县纪委工作报告的决议", "hands"}}},
};

/* The session of the year after: the committees report, and nobody is elected. */
static const struct sitting_word NEXT_SITTINGS[] = {
    {"预备会议",
     "preparatory",
     0,
     900,
     {{"通过代表资格变动情况的报告", "hands"},
      {"通过大会主席团和秘书长名单", "hands"},
      {"通过大会议程", "hands"}}},
    {"主席团第一次会议", "presidium", 0, 1100, {{"通过大会日程", "hands"}}},
    {"第一次全体会议（开幕）",
     "plenary",
     0,
     1500,
     {{"听取县委年度工作报告", "report"}, {"审查县纪委年度工作报告", "report"}}},
    {"第二次全体会议（闭幕）",
     "plenary",
     1,
     1500,
     {{"通过县委年度工作报告的决议", "hands"}, {"通过县纪委年度工作报告的决议", "hands"}}},
};

static const struct sitting_word TOWN_SITTINGS[] = {
    {"预备会议",
     "preparatory",
     0,
     730,
     {{"通过代表资格审查报告", "hands"},
      {"通过大会主席团和秘书长名单", "hands"},
      {"通过大会议程", "hands"}}},
    {"主席团第一次会议",
     "presidium",
     0,
     820,
     {{"通过大会日程", "hands"},
      {"通过大会执行主席名单", "hands"},
      {"通过候选人建议名单", "hands"},
      {"通过选举办法（草案）", "hands"}}},
    {"各代表团会议", "delegation", 0, 915, {{"酝酿讨论候选人建议名单", "deliberation"}}},
    {"主席团第二次会议", "presidium", 0, 1005, {{"确定候选人名单", "hands"}}},
    {"全体会议",
     "plenary",
     0,
     1045,
     {{"听取镇党委工作报告", "report"},
      {"审查镇纪委工作报告（书面）", "report"},
      {"通过选举办法", "hands"},
      {"通过监票人、计票人名单", "hands"},
      {"选举镇党委、纪委委员", "election"},
      {"宣布选举结果", "announcement"},
      {"通过工作报告的决议", "hands"}}}};

/* ---- officers of the county ---------------------------------------------------------- */

enum { PRESIDIUM = 25 };

/* Of WORD_COUNTY_SEATS, and behind them of WORD_OTHER_SEATS. */
enum {
    DEPUTY = 2,
    WATCH = 4,
    ORGANISATION,
    PUBLICITY,
    FRONT,
    OFFICE,
    CONGRESS_CHAIR = COUNTY_SEATS,
    CONFERENCE_CHAIR = COUNTY_SEATS + 11
};

static struct called_list presidium_of(struct demo *d, const struct called_list *people)
{
    int seats[COUNTY_SEATS + 2] = {[COUNTY_SEATS] = CONGRESS_CHAIR, CONFERENCE_CHAIR};

    for (int i = 0; i < COUNTY_SEATS; i++)
        seats[i] = i;
    return presidium_compose(d, people, seats, COUNT_OF(seats), PRESIDIUM);
}

/* The deputy secretary and his staff write; those who know the files look at the credentials. */
static enum err put_secretariat(struct demo *d, const struct congress_plan *k,
                                const struct called_list *people, struct officer_list *out)
{
    static const int chief[] = {DEPUTY}, deputies[] = {OFFICE, PUBLICITY},
                     head[] = {ORGANISATION}, members[] = {WATCH, FRONT, OFFICE, DEPUTY};

    TRY(presidium_duty(d, k, people, (struct seat_list){chief, 1}, "secretary_general",
                       out));
    TRY(presidium_duty(d, k, people, (struct seat_list){deputies, 2},
                       "deputy_secretary_general", out));
    TRY(presidium_duty(d, k, people, (struct seat_list){head, 1}, "credentials_head", out));
    return presidium_duty(d, k, people, (struct seat_list){members, COUNT_OF(members)},
                          "credentials_member", out);
}

/* The presidium's own committee: the committee's team. */
static enum err put_standing(struct demo *d, const struct congress_plan *k,
                             const struct called_list *people, struct officer_list *out)
{
    static const int seats[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    return presidium_duty(d, k, people, (struct seat_list){seats, COUNTY_SEATS},
                          "presidium_standing", out);
}

/* ---- the two kinds of congress ------------------------------------------------------- */

/* `counters` are passed where the elections begin, everybody else at the first meeting. */
static enum err put_officers(struct demo *d, const struct congress_plan *k,
                             const struct called_list *people, struct officer_list *out,
                             struct officer_list *counters)
{
    struct called_list presidium = presidium_of(d, people), rest;
    struct called_list heads = delegation_heads(d, people);
    TRY(presidium_all(d, k, &presidium, "presidium", out));
    TRY(put_secretariat(d, k, people, out));
    TRY(presidium_all(d, k, &heads, "delegation_head", out));
    rest = called_without(d, people, &presidium);
    return session_counters(d, k, &rest, counters);
}

/* As the agenda has them: alternates after the members, whom they may come from. */
static void make_ballots(struct demo *d, struct held_ballot ballots[SEAT_KINDS])
{
    static const struct {
        const char *title, *office, *colour;
        int seat, cast;
    } WORDS[SEAT_KINDS] = {{"县委委员", "committee", "pink", 0, 1},
                           {"县纪委委员", "discipline", "yellow", 2, 1},
                           {"出席市党代会代表", "delegate", "green", 3, 1},
                           {"县委候补委员", "alternate", "blue", 1, 2}};

    for (int i = 0; i < SEAT_KINDS; i++) {
        const struct picks *k = &d->county->picks[WORDS[i].seat];
        ballots[i] = (struct held_ballot){.title = WORDS[i].title,
                                          .colour = WORDS[i].colour,
                                          .cast = WORDS[i].cast,
                                          .question_count = 1};
        ballots[i].questions[0] =
            held_question(d, WORDS[i].title, WORDS[i].office, k->who, k->count, k->seats);
    }
}

/* Held: the first session, whose ballots are in the evidence. */
static enum err hold_county(struct demo *d, const struct congress_plan *k)
{
    struct officer_list *officers = ARENA_NEW(d->keep, struct officer_list);
    struct officer_list *executives = ARENA_NEW(d->keep, struct officer_list);
    struct officer_list *counters = ARENA_NEW(d->keep, struct officer_list);
    struct held_ballot ballots[SEAT_KINDS];
    struct called_list people, presidium;
    struct sittings sittings = {COUNTY_SITTINGS, COUNT_OF(COUNTY_SITTINGS), {{0}}};

    TRY(call_delegates(d, k, &people));
    TRY(put_observers(d, k));
    TRY(put_officers(d, k, &people, officers, counters));
    presidium = presidium_of(d, &people);
    TRY(session_plan_all(d, k, &sittings));
    TRY(put_standing(d, k, &people, executives));
    TRY(session_executives(d, k, &sittings, &presidium, executives));
    make_ballots(d, ballots);
    struct held_election election = {.chief_scrutineer = counters->chief_scrutineer,
                                     .chief_teller = counters->chief_teller,
                                     .ballots = ballots,
                                     .ballot_count = SEAT_KINDS};
    for (int i = 0; i < COUNT_OF(COUNTY_SITTINGS); i++) {
        const struct sitting_word *w = &COUNTY_SITTINGS[i];
        const struct called_list *due = session_due(w, &presidium, &people);
        struct sitting_plan s = {.word = w,
                                 .id = sittings.ids[i],
                                 .people = due,
                                 .present = session_present(due->count),
                                 .officers = i == 0                   ? officers
                                             : i == PRESIDIUM_SITTING ? executives
                                             : i == ELECTION_SITTING  ? counters
                                                                      : NULL,
                                 .ballots = i == ELECTION_SITTING ? &election : NULL,
                                 .lists = &election};
        TRY(session_hold(d, k, &s));
    }
    return ERR_OK;
}

static enum err prepare_county(struct demo *d, const struct congress_plan *k)
{
    struct officer_list *officers = ARENA_NEW(d->keep, struct officer_list);
    struct officer_list *counters = ARENA_NEW(d->keep, struct officer_list);
    struct called_list people;

    for (int i = 0; i < COUNT_OF(NEXT_SITTINGS); i++)
        TRY(session_planned(d, k, &NEXT_SITTINGS[i]));
    TRY(call_delegates(d, k, &people));
    TRY(put_observers(d, k));
    return put_officers(d, k, &people, officers, counters);
}

static struct str congress_title(struct demo *d, struct str name, const char *term,
                                 const char *session)
{
    return str_print(d->keep, "中国共产党%.*s第%s次代表大会%s", STR_FMT(name), term,
                     session);
}

/* The congress that renewed the county, over, and its session of the year after, still to be held. */
static enum err make_county(struct demo *d)
{
    struct county *c = d->county;
    struct congress_plan k = {.where = c->code,
                              .title = congress_title(d, c->name, "十四", ""),
                              .kind = "party",
                              .body = c->party,
                              .level = "county",
                              .place = "县会议中心礼堂",
                              .approval = "市委复",
                              .rules = "county-party-2020",
                              .organiser = "县委换届工作领导小组办公室",
                              .state = "open",
                              .term = TERM_COUNTY,
                              .session = 1,
                              .from = DAY_COUNTY_OPENS,
                              .until = DAY_COUNTY};
    struct congress_plan next = k;

    if (!c->plan->is_exact) { /* a province has its rows elsewhere */
        k.state = "closed";
        TRY(session_congress(d, &k));
        return ERR_OK;
    }
    TRY(session_congress(d, &k));
    TRY(hold_county(d, &k));
    TRY(entry_turn(d, "congress", k.id, "closed", k.until));
    c->party_congress = k.id;
    next.state = "preparing";
    next.session = 2;
    next.title = congress_title(d, c->name, "十四", "第二次会议");
    next.approval = NULL;
    next.from = 20211228;
    next.until = 20211230;
    TRY(session_congress(d, &next));
    return prepare_county(d, &next);
}

/* ---- a town's ---------------------------------------------------------------------------- */

enum {
    TOWN_MEMBERS = 9,
    TOWN_MEMBERS_LISTED = 11,
    TOWN_WATCH = 5,
    TOWN_WATCH_LISTED = 6,
    TOWN_PRESIDIUM = 9,
    SECRETARY_SEAT = 0, /* of WORD_TOWN_SEATS */
    CHIEF_SEAT = 1,
    DEPUTY_SEAT = 3,
    DISCIPLINE_SEAT = 4,
};

/* Of the delegates, those who may still be put on a paper, and count its votes. */
struct town_names {
    const struct called_list *people;
    size_t used;
};

static bool is_taken(const struct candidate_new *names, int count, struct str name)
{
    for (int i = 0; i < count; i++)
        if (str_eq(names[i].name, name))
            return true;
    return false;
}

static bool has_namesake(const struct town_names *t)
{
    struct str name = t->people->items[t->used].name;

    for (size_t i = t->used + 1; i < t->people->count; i++)
        if (str_eq(t->people->items[i].name, name))
            return true;
    return false;
}

/* Up to `most` names with the next delegates, none of whom bears the name of another. */
static void fill_up(struct town_names *t, struct candidate_new *names, int *count, int most)
{
    for (; *count < most && t->used < t->people->count; t->used++) {
        struct str name = t->people->items[t->used].name;
        if (!has_namesake(t) && !is_taken(names, *count, name))
            names[(*count)++] = (struct candidate_new){.name = name};
    }
}

/* Whom the team has after the renewal, as far as he is in the Party; `seat` of WORD_TOWN_SEATS. */
static void add_seat(struct demo *d, int town, int seat, struct candidate_new *names,
                     int *count)
{
    const struct county *c = d->county;
    int who = c->seats[seat_of_town(town, seat)].after;
    struct held_question one;

    if (who < 0 || !c->people[who].is_party)
        return;
    one = held_question(d, "", "", &who, 1, 1);
    if (!is_taken(names, *count, one.names[0].name))
        names[(*count)++] = one.names[0];
}

/* One sheet: members of the committee, its secretaries first, and of the commission. */
static struct held_ballot town_ballot(struct demo *d, int town, struct town_names *t,
                                      int *deputies)
{
    struct candidate_new *members =
        ARENA_ARRAY(d->keep, struct candidate_new, TOWN_MEMBERS_LISTED);
    struct candidate_new *watch =
        ARENA_ARRAY(d->keep, struct candidate_new, TOWN_WATCH_LISTED);
    int member_count = 0, watch_count = 0;

    add_seat(d, town, SECRETARY_SEAT, members, &member_count);
    add_seat(d, town, CHIEF_SEAT, members, &member_count);
    add_seat(d, town, DEPUTY_SEAT, members, &member_count);
    *deputies = member_count - 1;
    for (int seat = 0; seat < TOWN_MEMBERS; seat++)
        add_seat(d, town, seat, members, &member_count);
    fill_up(t, members, &member_count, TOWN_MEMBERS_LISTED);
    add_seat(d, town, DISCIPLINE_SEAT, watch, &watch_count);
    fill_up(t, watch, &watch_count, TOWN_WATCH_LISTED);
    return (struct held_ballot){
        .title = "镇党委委员、纪委委员",
        .colour = "pink",
        .cast = 1,
        .question_count = 2,
        .questions = {{"镇党委委员", "committee", members, member_count, TOWN_MEMBERS},
                      {"镇纪委委员", "discipline", watch, watch_count, TOWN_WATCH}}};
}

/* The team of the town, then the heads of the delegations. */
static struct called_list town_presidium(struct demo *d, int town,
                                         const struct called_list *people)
{
    int seats[TOWN_LEADERS];
    for (int i = 0; i < TOWN_LEADERS; i++)
        seats[i] = seat_of_town(town, i);
    return presidium_compose(d, people, seats, TOWN_LEADERS, TOWN_PRESIDIUM);
}

/* The deputy secretary is secretary-general; where he is not called, the presidium's second. */
static enum err put_town_presidium(struct demo *d, const struct congress_plan *k, int town,
                                   const struct called_list *people,
                                   const struct called_list *presidium,
                                   struct officer_list *out)
{
    const struct called *who = called_of_seat(d, people, seat_of_town(town, DEPUTY_SEAT));

    TRY(presidium_all(d, k, presidium, "presidium", out));
    return session_officer(d, k, who ? who : &presidium->items[1], "secretary_general",
                           out);
}

/* Over by midday; the plenaries are in the afternoon. */
static enum err close_town(struct demo *d, const struct congress_plan *k, int town,
                           const struct held_ballot *ballot, int deputies)
{
    const struct held_question *q = ballot->questions;
    struct elected_list committee = {q[0].names, q[0].seats, deputies};
    struct elected_list commission = {q[1].names, q[1].seats, 1};

    TRY(entry_turn_at(d, "congress", k->id, "closed",
                      instant_of_date(k->until, (int64_t)OVER_S)));
    return town_plenaries_hold(d, k, town, &committee, &commission);
}

static enum err hold_town(struct demo *d, const struct congress_plan *k, int town)
{
    int deputies;
    struct officer_list *officers = ARENA_NEW(d->keep, struct officer_list);
    struct officer_list *executives = ARENA_NEW(d->keep, struct officer_list);
    struct officer_list *counters = ARENA_NEW(d->keep, struct officer_list);
    struct called_list people;
    struct sittings sittings = {TOWN_SITTINGS, COUNT_OF(TOWN_SITTINGS), {{0}}};

    TRY(call_delegates(d, k, &people));
    struct called_list presidium = town_presidium(d, town, &people);
    TRY(session_plan_all(d, k, &sittings));
    struct called_list others = called_without(d, &people, &presidium);
    struct town_names names = {&others, 0};
    struct held_ballot ballot = town_ballot(d, town, &names, &deputies);
    others = (struct called_list){others.items + names.used, others.count - names.used};
    TRY(put_town_presidium(d, k, town, &people, &presidium, officers));
    TRY(session_executives(d, k, &sittings, &presidium, executives));
    TRY(session_counters(d, k, &others, counters));
    struct held_election election = {.chief_scrutineer = counters->chief_scrutineer,
                                     .chief_teller = counters->chief_teller,
                                     .ballots = &ballot,
                                     .ballot_count = 1};
    for (int i = 0; i < COUNT_OF(TOWN_SITTINGS); i++) {
        bool votes = i == COUNT_OF(TOWN_SITTINGS) - 1;
        const struct called_list *due = session_due(&TOWN_SITTINGS[i], &presidium, &people);
        struct sitting_plan s = {.word = &TOWN_SITTINGS[i],
                                 .id = sittings.ids[i],
                                 .people = due,
                                 .present = session_present(due->count),
                                 .officers = i == 0   ? officers
                                             : i == 1 ? executives
                                             : votes  ? counters
                                                      : NULL,
                                 .ballots = votes ? &election : NULL,
                                 .lists = &election};
        TRY(session_hold(d, k, &s));
    }
    return close_town(d, k, town, &ballot, deputies);
}

static enum err make_town(struct demo *d, int town)
{
    struct county *c = d->county;
    const struct town *t = &c->towns[town];
    date on = congress_day(c, town);
    struct congress_plan k = {.where = t->code,
                              .title = congress_title(d, t->name, "十二", ""),
                              .kind = "party",
                              .body = t->party,
                              .place = "镇政府礼堂",
                              .approval = "县委复",
                              .level = "township",
                              .rules = "township-party-2020",
                              .organiser = "镇党委",
                              .state = c->plan->is_exact ? "open" : "closed",
                              .term = TERM_TOWN,
                              .session = 1,
                              .from = on,
                              .until = on};

    TRY(session_congress(d, &k));
    return c->plan->is_exact ? hold_town(d, &k, town)
                             : ERR_OK; /* of a province elsewhere */
}

enum err hall_make(struct demo *d)
{
    for (int i = 0; i < d->county->town_count; i++)
        TRY(make_town(d, i));
    return make_county(d);
}
