/* The days after the Party's congress: the county's consultative conference and people's congress elect the officers
 * of the county (地方组织法 art. 11). */
#include "demo/deputies.h"
#include "demo/presidium.h"
#include "demo/sectors.h"

enum { DEPUTIES_MOST = 320, STANDING = 22, STANDING_BEYOND = 3 };
enum { DEPUTIES_BASE = 140, DEPUTY_FOR = 5000 }; /* 选举法 art. 12 */

/* Seats of the county by their place among those of words.h. */
enum {
    SEAT_HEAD = 1,
    SEAT_FIRST_VICE = 3,
    SEAT_SUPERVISOR,
    SEAT_VICE_STANDING = 9,
    SEAT_CHAIR = COUNTY_SEATS, /* five of the standing committee of the people's congress */
    SEAT_VICES = SEAT_CHAIR + 5,
    SEAT_CONFERENCE = SEAT_VICES + 6,
    SEAT_COURT = SEAT_CONFERENCE + 5,
    SEAT_PROCURATOR,
};

enum { CHAIR_SEATS = 5, VICE_SEATS = 6 };

struct assembly {
    struct congress_plan plan;
    int size;
    int first, seats; /* the county's seats that it fills out of its own members */
    int losers;       /* who stand for them beyond the seats */
    const struct person **leaders; /* NULL behind the last */
    int leader_count;
    const struct sitting_word *sittings;
    int sitting_count, presidium;
    int elects_at, counters_at; /* of its sittings, from 0 */
    struct called_list people, leading;
    struct officer_list officers, executives, counters;
};

/* ---- the ballots ---------------------------------------------------------------------- */

/* One who loses: the last of those elected to the committee is the first, and so on. */
static int loser(const struct county *c, int nth)
{
    return c->picks[0].who[c->picks[0].seats - nth];
}

/* Deputies who stand for nothing: the secretary, his deputy, who organises, who writes, the office, and the secretaries
 * of the towns. */
static const int OF_COUNTY[] = {0, 2, 5, 6, 8};

enum { LEADERS_MOST = 64 };

/* The people's congress elects one of its leaders from more than there are seats: who loses is a deputy too. */
static void find_leaders(struct demo *d, struct assembly *a)
{
    const struct county *c = d->county;
    bool is_people = strcmp(a->plan.kind, "people") == 0;

    a->leaders = ARENA_ARRAY(d->keep, const struct person *, LEADERS_MOST + 1);
    for (int i = 0; i < a->seats; i++)
        a->leaders[a->leader_count++] = &c->people[c->seats[a->first + i].after];
    for (int i = 0; i < a->losers; i++)
        a->leaders[a->leader_count++] = &c->people[loser(c, 1)];
    for (int i = 0; is_people && i < COUNT_OF(OF_COUNTY); i++)
        a->leaders[a->leader_count++] = &c->people[c->seats[OF_COUNTY[i]].after];
    for (int i = 0; is_people && i < c->town_count; i++)
        a->leaders[a->leader_count++] = &c->people[c->seats[seat_of_town(i, 0)].after];
}

/* Members of the conference come out of its sectors, deputies out of their districts; the leaders first. */
static enum err call_all(struct demo *d, struct assembly *a)
{
    struct called_list *out = &a->people;

    find_leaders(d, a);
    out->items = ARENA_ARRAY(d->keep, struct called, DEPUTIES_MOST);
    if (strcmp(a->plan.kind, "people") == 0)
        return deputies_call(d, &a->plan, a->size, a->leaders, out);
    return sectors_call(d, &a->plan, a->leaders, out);
}

/* Those behind all who stand for something. */
static struct called_list others(const struct assembly *a)
{
    size_t from = (size_t)a->leader_count + STANDING + STANDING_BEYOND;

    return (struct called_list){a->people.items + from, a->people.count - from};
}

/* Those who came into the county's seats named, and the `beyond`th who loses; 0: nobody. */
static struct held_question of_seats(struct demo *d, const char *title, const char *office,
                                     const int *seats, int count, int beyond)
{
    const struct county *c = d->county;
    int who[PICKS_MOST];

    for (int i = 0; i < count; i++)
        who[i] = c->seats[seats[i]].after;
    if (beyond)
        who[count] = loser(c, beyond);
    return held_question(d, title, office, who, count + (beyond > 0), count);
}

static struct held_question of_seat(struct demo *d, const char *title, const char *office,
                                    int seat)
{
    return of_seats(d, title, office, &seat, 1, 0);
}

/* Standing members come from those called, behind the leaders. */
static struct held_question of_members(struct demo *d, const char *title,
                                       const struct assembly *a, int beyond)
{
    struct candidate_new *names =
        ARENA_ARRAY(d->keep, struct candidate_new, STANDING + STANDING_BEYOND);

    for (int i = 0; i < STANDING + beyond; i++)
        names[i] =
            (struct candidate_new){.name = a->people.items[a->leader_count + i].name};
    return (struct held_question){title, "standing_member", names, STANDING + beyond,
                                  STANDING};
}

/* One more than there are seats for deputies of an office and a tenth more for members (art. 27); those alone in
 * their office stand alone. */
static int people_ballots(struct demo *d, const struct assembly *a, struct held_ballot *out)
{
    static const int chairs[] = {SEAT_CHAIR + 1, SEAT_CHAIR + 2, SEAT_CHAIR + 3,
                                 SEAT_CHAIR + 4};
    static const int vices[] = {SEAT_FIRST_VICE, SEAT_VICE_STANDING, SEAT_VICES,
                                SEAT_VICES + 1,  SEAT_VICES + 2,     SEAT_VICES + 3,
                                SEAT_VICES + 4,  SEAT_VICES + 5};

    out[0] = (struct held_ballot){
        "县人大常委会主任、副主任",
        "pink",
        1,
        2,
        {of_seat(d, "县人大常委会主任", "congress_chief", SEAT_CHAIR),
         of_seats(d, "县人大常委会副主任", "congress_vice", chairs, COUNT_OF(chairs), 1)}};
    out[1] = (struct held_ballot){"县人大常委会委员",
                                  "yellow",
                                  1,
                                  1,
                                  {of_members(d, "县人大常委会委员", a, STANDING_BEYOND)}};
    out[2] =
        (struct held_ballot){"县长、副县长",
                             "green",
                             1,
                             2,
                             {of_seat(d, "县长", "chief", SEAT_HEAD),
                              of_seats(d, "副县长", "vice", vices, COUNT_OF(vices), 2)}};
    out[3] = (struct held_ballot){
        "县监委主任、县法院院长、县检察院检察长",
        "blue",
        1,
        3,
        {of_seat(d, "县监委主任", "chief", SEAT_SUPERVISOR),
         of_seat(d, "县人民法院院长", "chief", SEAT_COURT),
         of_seat(d, "县人民检察院检察长", "procurator", SEAT_PROCURATOR)}};
    return 4;
}

static int conference_ballots(struct demo *d, const struct assembly *a,
                              struct held_ballot *out)
{
    static const int vices[] = {SEAT_CONFERENCE + 1, SEAT_CONFERENCE + 2,
                                SEAT_CONFERENCE + 3, SEAT_CONFERENCE + 4};

    out[0] = (struct held_ballot){
        "县政协主席、副主席",
        "pink",
        1,
        2,
        {of_seat(d, "县政协主席", "chief", SEAT_CONFERENCE),
         of_seats(d, "县政协副主席", "vice", vices, COUNT_OF(vices), 0)}};
    out[1] = (struct held_ballot){
        "县政协常务委员", "yellow", 1, 1, {of_members(d, "县政协常务委员", a, 0)}};
    return 2;
}

/* ---- held ----------------------------------------------------------------------------- */

enum { PEOPLE_SITTINGS = 12, CONFERENCE_SITTINGS = 6 };

/* The rules of the election are passed on the first day: deputies may then nominate and consult for two days (组织法),
 * until names_until.  The presidium names whom it proposes, the delegations talk, the presidium settles the list, and
 * the delegations see it before they vote. */
static const struct sitting_word PEOPLE[PEOPLE_SITTINGS] = {
    {"预备会议",
     "preparatory",
     0,
     745,
     {{"听取代表资格审查报告", "report"},
      {"通过大会主席团和秘书长名单", "hands"},
      {"通过大会议程", "hands"}}},
    {"主席团第一次会议",
     "presidium",
     0,
     845,
     {{"通过大会日程", "hands"},
      {"通过大会执行主席分组名单", "hands"},
      {"决定大会副秘书长人选", "hands"},
      {"通过选举办法（草案）", "hands"},
      {"决定代表联合提名候选人的截止时间", "hands"}}},
    {"第一次全体会议（开幕）",
     "plenary",
     0,
     945,
     {{"通过选举办法", "hands"},
      {"听取县人民政府工作报告", "report"},
      {"审查国民经济和社会发展计划执行情况与计划草案的报告（书面）", "report"},
      {"审查预算执行情况与预算草案的报告（书面）", "report"}}},
    {"各代表团会议（审议报告）",
     "delegation",
     0,
     1430,
     {{"审议县人民政府工作报告", "deliberation"},
      {"审查计划报告和预算报告", "deliberation"}}},
    {"第二次全体会议",
     "plenary",
     1,
     900,
     {{"听取县人大常委会工作报告", "report"},
      {"听取县人民法院工作报告", "report"},
      {"听取县人民检察院工作报告", "report"}}},
    {"主席团第二次会议",
     "presidium",
     1,
     1130,
     {{"通过候选人建议名单", "hands"}, {"通过各项决议（草案）", "hands"}}},
    {"各代表团会议（酝酿候选人）",
     "delegation",
     1,
     1430,
     {{"审议县人大常委会、县人民法院、县人民检察院工作报告", "deliberation"},
      {"酝酿讨论候选人建议名单", "deliberation"}}},
    {"主席团第三次会议",
     "presidium",
     2,
     1130,
     {{"确定正式候选人名单", "hands"}, {"通过监票人、计票人名单（草案）", "hands"}}},
    {"各代表团会议", "delegation", 2, 1330, {{"酝酿讨论正式候选人名单", "deliberation"}}},
    {"第三次全体会议（选举）",
     "plenary",
     2,
     1430,
     {{"通过监票人、计票人名单", "hands"},
      {"选举县人大常委会主任、副主任", "election"},
      {"选举县人大常委会委员", "election"},
      {"选举县长、副县长", "election"},
      {"选举县监委主任、县法院院长、县检察院检察长", "election"}}},
    {"主席团第四次会议", "presidium", 2, 1605, {{"确认选举结果", "hands"}}},
    {"第四次全体会议（闭幕）",
     "plenary",
     2,
     1645,
     {{"宣布选举结果", "announcement"},
      {"新当选人员宪法宣誓", "other"},
      {"通过县人民政府工作报告的决议", "hands"},
      {"通过计划和计划报告的决议", "hands"},
      {"通过预算和预算报告的决议", "hands"},
      {"通过县人大常委会工作报告的决议", "hands"},
      {"通过县人民法院工作报告的决议", "hands"},
      {"通过县人民检察院工作报告的决议", "hands"}}},
};

/* The first session of a term elects who presides over it; between sessions the standing committee does. */
static const struct sitting_word CONFERENCE[CONFERENCE_SITTINGS] = {
    {"预备会议",
     "preparatory",
     0,
     1400,
     {{"通过大会主席团和秘书长名单", "hands"}, {"通过大会议程", "hands"}}},
    {"主席团第一次会议",
     "presidium",
     0,
     1445,
     {{"通过大会日程", "hands"},
      {"通过大会执行主席分组名单", "hands"},
      {"通过选举办法（草案）", "hands"}}},
    {"第一次全体会议（开幕）",
     "plenary",
     0,
     1545,
     {{"听取县政协常委会工作报告", "report"},
      {"听取县政协常委会提案工作情况的报告", "report"},
      {"通过选举办法", "hands"}}},
    {"主席团第二次会议",
     "presidium",
     1,
     800,
     {{"通过候选人建议名单", "hands"}, {"通过监票人、计票人名单（草案）", "hands"}}},
    {"各界别小组会议", "delegation", 1, 845, {{"酝酿讨论候选人建议名单", "deliberation"}}},
    {"第二次全体会议（选举）",
     "plenary",
     1,
     945,
     {{"通过监票人、计票人名单", "hands"},
      {"选举县政协主席、副主席", "election"},
      {"选举县政协常务委员", "election"},
      {"通过政治决议", "hands"}}},
};

/* Of the people's congress its leaders, then the heads of the delegations and models; of the conference the leaders and
 * one of each sector, as they are called. */
static struct called_list find_presidium(struct demo *d, const struct assembly *a)
{
    int seats[CHAIR_SEATS + COUNT_OF(OF_COUNTY)], count = 0;
    struct called_list first = {a->people.items, (size_t)a->presidium};

    if (strcmp(a->plan.kind, "people") != 0)
        return first;
    for (int i = 0; i < COUNT_OF(OF_COUNTY); i++)
        seats[count++] = OF_COUNTY[i];
    for (int i = 0; i < a->seats; i++)
        seats[count++] = a->first + i;
    return presidium_compose(d, &a->people, seats, count, a->presidium);
}

/* A deputy head is secretary-general; those of the office and of the department that writes help him. */
static enum err put_presidium(struct demo *d, struct assembly *a)
{
    static const int helpers[] = {8, 6};
    int chief = a->first + 1;

    a->leading = find_presidium(d, a);
    TRY(presidium_all(d, &a->plan, &a->leading, "presidium", &a->officers));
    TRY(presidium_duty(d, &a->plan, &a->people, (struct seat_list){&chief, 1},
                       "secretary_general", &a->officers));
    return strcmp(a->plan.kind, "people") == 0
               ? presidium_duty(d, &a->plan, &a->people,
                                (struct seat_list){helpers, COUNT_OF(helpers)},
                                "deputy_secretary_general", &a->executives)
               : ERR_OK;
}

/* The presidium meets alone, and passes in its first meeting who presides. */
static struct sitting_plan plan_sitting(const struct assembly *a, int i, row_id id,
                                        const struct called_list *due)
{
    return (struct sitting_plan){.word = &a->sittings[i],
                                 .id = id,
                                 .people = due,
                                 .present = session_present(due->count),
                                 .officers = i == a->counters_at ? &a->counters
                                             : i == 0            ? &a->officers
                                             : i == 1            ? &a->executives
                                                                 : NULL};
}

static enum err hold_sittings(struct demo *d, struct assembly *a,
                              const struct held_election *election)
{
    struct called_list presidium = a->leading;
    struct sittings all = {a->sittings, a->sitting_count, {{0}}};

    TRY(session_plan_all(d, &a->plan, &all));
    TRY(session_executives(d, &a->plan, &all, &presidium, &a->executives));
    for (int i = 0; i < all.count; i++) {
        struct sitting_plan s = plan_sitting(
            a, i, all.ids[i], session_due(&a->sittings[i], &presidium, &a->people));
        s.ballots = i == a->elects_at ? election : NULL;
        s.lists = election;
        TRY(session_hold(d, &a->plan, &s));
    }
    return ERR_OK;
}

static enum err hold(struct demo *d, struct assembly *a,
                     int (*fill)(struct demo *, const struct assembly *,
                                 struct held_ballot *))
{
    struct held_ballot ballots[HELD_BALLOTS];

    if (!d->county->plan->is_exact) { /* a province has its rows elsewhere */
        a->plan.state = "closed";
        return session_congress(d, &a->plan);
    }
    TRY(session_congress(d, &a->plan));
    TRY(call_all(d, a));
    struct called_list rest = others(a);
    TRY(put_presidium(d, a));
    rest = called_without(d, &rest, &a->leading);
    TRY(session_counters(d, &a->plan, &rest, &a->counters));
    struct held_election election = {.chief_scrutineer = a->counters.chief_scrutineer,
                                     .chief_teller = a->counters.chief_teller,
                                     .ballots = ballots,
                                     .ballot_count = fill(d, a, ballots)};
    TRY(hold_sittings(d, a, &election));
    return entry_turn(d, "congress", a->plan.id, "closed", a->plan.until);
}

static struct congress_plan plan_of(struct demo *d, const char *kind, struct str title)
{
    struct county *c = d->county;

    return (struct congress_plan){.where = c->code,
                                  .title = title,
                                  .kind = kind,
                                  .level = "county",
                                  .place = "县会议中心礼堂",
                                  .state = "open",
                                  .session = 1,
                                  .from = 20210801};
}

enum err assembly_make(struct demo *d)
{
    struct county *c = d->county;
    struct assembly *a = ARENA_ARRAY(d->keep, struct assembly, 2);

    a[0] = (struct assembly){
        .plan = plan_of(
            d, "conference",
            str_print(d->keep, "政协%.*s第十三届委员会第一次会议", STR_FMT(c->name))),
        .size = CONFERENCE_SIZE,
        .first = SEAT_CONFERENCE,
        .seats = CHAIR_SEATS,
        .sittings = CONFERENCE,
        .sitting_count = CONFERENCE_SITTINGS,
        .elects_at = 5,
        .counters_at = 5,
        .presidium = 15};
    a[0].plan.body = c->conference;
    a[0].plan.term = TERM_CONFERENCE;
    a[0].plan.until = 20210802;
    a[0].plan.rules = "cppcc";
    a[0].plan.organiser = "县政协办公室";
    a[1] = (struct assembly){
        .plan = plan_of(
            d, "people",
            str_print(d->keep, "%.*s第十七届人民代表大会第一次会议", STR_FMT(c->name))),
        .size = DEPUTIES_BASE + c->population / DEPUTY_FOR,
        .first = SEAT_CHAIR,
        .seats = CHAIR_SEATS,
        .sittings = PEOPLE,
        .sitting_count = PEOPLE_SITTINGS,
        .elects_at = 9,
        .counters_at = 9,
    };
    a[1].presidium = (a[1].size + 9) / 10 | 1; /* an odd number, a tenth */
    a[1].plan.names_until = instant_of_date(DAY_COUNTY_ALL, (int64_t)11 * 3600);
    a[1].losers = 1;
    a[1].plan.body = c->congress;
    a[1].plan.deputies = a[1].size;
    a[1].plan.population = c->population;
    a[1].plan.term = TERM_CONGRESS;
    a[1].plan.until = DAY_COUNTY_ALL;
    a[1].plan.rules = "organic-2022";
    a[1].plan.organiser = "县人大常委会办公室";
    TRY(hold(d, &a[0], conference_ballots));
    return hold(d, &a[1], people_ballots);
}
