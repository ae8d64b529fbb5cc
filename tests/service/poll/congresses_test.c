/*
 * Random whole counts through the services, one after another in one site: elections of every rule set (Party of county
 * and township, deputies direct and indirect, officers, the conference), some with a pre-election, with write-ins,
 * abstentions and void ballots, whose rounds are followed until nothing is next.  CONGRESSES: how many; CONGRESS_SEED:
 * the first number drawn from.
 */
#include "base/json.h"
#include "domain/poll/evidence.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "service/congress/hall.h"
#include "service/congress/recorded.h"
#include "service/opened.h"
#include "service/poll/entry.h"
#include "service/poll/follow.h"
#include "service/poll/result.h"
#include "service/poll/urn.h"
#include "service/record/record.h"
#include "service/upkeep/upkeep.h"
#include "store/queries.h"

enum {
    PROVINCE = 440000000,
    TOWN = 441624100, /* the first of several */
    TOWNS = 17,
    TERMS = 99, /* of one place: then the next has its congresses */
    PEOPLE_MOST = 50,
    ROUNDS_MOST = 6,
    NAMES_MOST = 12,
    SAMPLE = 150
};

/* What is elected, and by whom. */
struct body {
    const char *kind, *level, *rules, *office;
};

static const region COUNTIES[] = {441602000, 441621000, 441622000, 441623000, 441624000,
                                  441625000, 441702000, 441704000, 441721000, 441781000,
                                  441802000, 441803000, 441821000, 441823000, 441825000,
                                  441826000, 441881000, 441882000, 445102000, 445103000};
enum { COUNTY_COUNT = sizeof(COUNTIES) / sizeof(COUNTIES[0]) };

static const struct body BODIES[] = {
    {"party", "county", "county-party-2020", "committee"},
    {"party", "county", "county-party-2020", "alternate"},
    {"party", "county", "county-party-2020", "discipline"},
    {"party", "county", "county-party-2020", "delegate"},
    {"party", "township", "township-party-2020", "committee"},
    {"party", "township", "township-party-2020", "delegate"},
    {"people", "county", "organic-2022", "vice"},
    {"people", "county", "organic-2022", "chief"},
    {"people", "township", "organic-2022", "vice"},
    {"people", "county", "people-indirect-2020", "deputy_indirect"},
    {"district", "county", "people-direct-2020", "deputy_direct"},
    {"conference", "county", "cppcc", "vice"},
};
enum { BODY_COUNT = sizeof(BODIES) / sizeof(BODIES[0]) };

/* Of candidates. */
static const char *const NAMES[NAMES_MOST] = {"王一", "李二", "张三", "刘四",
                                              "陈五", "杨六", "赵七", "黄八",
                                              "周九", "吴十", "徐甲", "孙乙"};

struct hall {
    struct opened *x;
    const struct body *body;
    int met[BODY_COUNT], pre_elections; /* of each body, how many rounds were held */
    uint64_t state, seed;
    int number, present, due, rounds, later, refused; /* counts over the whole batch */
    row_id congress, sitting, poll;                   /* sitting 0: of a district */
    row_id presidium, talks; /* where the candidates come before somebody */
    row_id called[PEOPLE_MOST];
    struct str elected[NAMES_MOST];
    int64_t elected_count, seats;
};

#define HOLDS(h, is_so, what)                                                             \
    cr_assert(is_so, "seed %llu, congress %d: %s (%s %s)", (unsigned long long)(h)->seed, \
              (h)->number, what, (h)->x->call.fault.code ? (h)->x->call.fault.code : "",  \
              (h)->x->call.fault.detail)

static int draw(struct hall *h, int below)
{
    h->state = h->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((h->state >> 33) % (uint64_t)below);
}

/* Where the congress is held: an office is filled once in a term. */
static region place_of(const struct hall *h)
{
    int nth = h->number / TERMS;

    return strcmp(h->body->level, "township") == 0 ? TOWN + nth % TOWNS
                                                   : COUNTIES[nth % COUNTY_COUNT];
}

static row_id file_row_as(struct hall *h, const char *ledger, struct str state,
                          struct input *items, size_t n)
{
    struct call *c = &h->x->call;
    struct row *row = NULL;
    enum err err =
        record_create(c, catalog_ledger(engine_catalog(c->site->engine), str_of(ledger)),
                      place_of(h), state, (struct inputs){items, n}, &row);

    HOLDS(h, !err, ledger);
    return row->id;
}

static row_id file_row(struct hall *h, const char *ledger, struct input *items, size_t n)
{
    return file_row_as(h, ledger, (struct str){0}, items, n);
}

static bool is_direct(const struct hall *h)
{
    return strcmp(h->body->kind, "district") == 0;
}

enum { DISTRICT_SEATS = 3, DISTRICT_VOTERS = 14 };

/* Who watches and who counts; in a district they are on its list. */
static const char *const COUNTERS[] = {"监票甲", "计票甲"};

/* A district that is ready for its election, with everybody on its list. */
static void register_voters(struct hall *h, struct str congress)
{
    struct arena *a = h->x->arena;
    struct input district[] = {
        {STR("title"), str_print(a, "第%d选区", h->number), false, GIVEN_WORDS},
        {STR("level"), str_of(h->body->level), false, GIVEN_WORDS},
        {STR("place"), str_print(a, "%d", h->number), false, GIVEN_WORDS},
        {STR("seats"), str_print(a, "%d", DISTRICT_SEATS), false, GIVEN_WORDS},
        {STR("population"), STR("900000"), false, GIVEN_WORDS},
        {STR("rules"), str_of(h->body->rules), false, GIVEN_WORDS},
        {STR("congress"), congress, false, GIVEN_WORDS},
        {STR("election_day"), STR("2020-03-08"), false, GIVEN_WORDS},
        {STR("voter_list_on"), STR("2020-02-16"), false, GIVEN_WORDS},
        {STR("first_list_on"), STR("2020-02-22"), false, GIVEN_WORDS},
        {STR("formal_list_on"), STR("2020-03-01"), false, GIVEN_WORDS}};
    row_id id = file_row(h, "district", district, 11);

    for (int i = 0; i < DISTRICT_VOTERS; i++) {
        struct str number = str_print(a, "%d-%d", h->number, i);
        struct input voter[] = {
            {STR("name"),
             i < 2 ? str_of(COUNTERS[i]) : str_print(a, "选民%d号%d", h->number, i), false,
             GIVEN_WORDS},
            {STR("district"), str_print(a, "%lld", (long long)id.v), false, GIVEN_WORDS},
            {STR("card_number"), number, false, GIVEN_WORDS},
            {STR("sex"), STR("1"), false, GIVEN_WORDS},
            {STR("birth"), STR("1970-01-01"), false, GIVEN_WORDS}};
        (void)file_row(h, "voter", voter, 5);
    }
}

/* The second person of acts of two. */
static const account_id SECOND = {1};

static void make_second(struct hall *h, struct db *db)
{
    enum err err = store_account_add(db, SECOND, STR("second"), STR("核对人"), STR("-"),
                                     h->x->call.now, 0, (account_id){0});

    HOLDS(h, !err, "the second");
}

/* The first of those called come through the door of the sitting, which is opened. */
static void come(struct hall *h, row_id sitting, int count)
{
    struct call *c = &h->x->call;
    struct check_in_event events[PEOPLE_MOST];
    struct check_in_answer answers[PEOPLE_MOST];
    struct row *row;

    for (int i = 0; i < count; i++)
        events[i] = (struct check_in_event){
            .key = str_print(c->arena, "%lld-%d", (long long)sitting.v, i),
            .attendee = h->called[i],
            .kind = STR("in"),
            .way = STR("list"),
            .at = STR("2021-05-30T08:00:00Z")};
    HOLDS(h, !hall_turn(c, sitting, true, &row), "sitting opened");
    HOLDS(h, !hall_check_in(c, sitting, STR("正门"), events, (size_t)count, answers),
          "checked in");
}

/* Who is called, and how many of them come to the sitting. */
static void assemble(struct hall *h, struct str congress)
{
    struct call *c = &h->x->call;
    struct input sitting[] = {{STR("congress"), congress, false, GIVEN_WORDS},
                              {STR("title"), STR("选举大会"), false, GIVEN_WORDS},
                              {STR("kind"), STR("plenary"), false, GIVEN_WORDS}};
    int due = h->due;
    struct row *row;

    h->present = due - draw(h, due / 3);
    h->sitting = file_row(h, "sitting", sitting, 3);
    bool is_conference = str_eq(str_of(h->body->kind), STR("conference"));
    for (int i = 0; i < due; i++) {
        int stands =
            i - (due - NAMES_MOST); /* its members alone stand; the first count and watch */
        struct str name = is_conference && stands >= 0 ? str_of(NAMES[stands])
                                                       : str_print(c->arena, "代表%d号", i);
        struct input person[] = {{STR("congress"), congress, false, GIVEN_WORDS},
                                 {STR("name"), name, false, GIVEN_WORDS},
                                 {STR("kind"), STR("delegate"), false, GIVEN_WORDS}};
        h->called[i] = file_row(h, "attendee", person, 3);
    }
    /* nobody's mandate is on record in this site */
    struct recorded called = {due, STR("代表资格审查报告〔2021〕1号"), SECOND};
    HOLDS(h, !congress_record(c, h->congress, RECORDED_DUE, &called, &row), "recorded");
    struct recorded term = {h->number % TERMS + 1, STR("提前换届的批复〔2021〕1号"),
                            SECOND};
    HOLDS(h, !congress_record(c, h->congress, RECORDED_TERM, &term, &row), "term");
}

/* What comes before the elections of a party and a people's congress (domain/congress/before.h). */
static bool prepares(const struct hall *h)
{
    return strcmp(h->body->kind, "party") == 0 || strcmp(h->body->kind, "people") == 0;
}

static row_id file_sitting(struct hall *h, struct str congress, const char *kind)
{
    struct input items[] = {{STR("congress"), congress, false, GIVEN_WORDS},
                            {STR("title"), str_of(kind), false, GIVEN_WORDS},
                            {STR("kind"), str_of(kind), false, GIVEN_WORDS}};

    return file_row(h, "sitting", items, 3);
}

/* What the congress did there of all that its election rests on; `approve` NULL: no hand was raised. */
static void do_item(struct hall *h, row_id sitting, const char *matter, const char *approve)
{
    struct arena *a = h->x->arena;
    struct input item[] = {
        {STR("sitting"), str_print(a, "%lld", (long long)sitting.v), false, GIVEN_WORDS},
        {STR("place"), str_print(a, "%d", (int)strlen(matter)), false, GIVEN_WORDS},
        {STR("title"), str_of(matter), false, GIVEN_WORDS},
        {STR("kind"), str_of(approve ? "hands" : "deliberation"), false, GIVEN_WORDS},
        {STR("matter"), str_of(matter), false, GIVEN_WORDS},
        {STR("approve"), approve ? str_of(approve) : (struct str){0}, false, GIVEN_WORDS},
        {STR("oppose"), STR("0"), false, GIVEN_WORDS},
        {STR("abstain"), STR("0"), false, GIVEN_WORDS}};

    file_row_as(h, "agenda_item", approve ? STR("passed") : STR("done"), item,
                approve ? 8 : 5);
}

static row_id file_officer(struct hall *h, struct str congress, const char *duty, int nth)
{
    bool counts = strcmp(duty, "scrutineer") == 0 || strcmp(duty, "teller") == 0;
    struct str who = str_print(h->x->arena, "%lld", (long long)h->called[nth].v);
    struct input items[] = {
        {STR("congress"), congress, false, GIVEN_WORDS},
        {STR("name"),
         counts ? str_of(COUNTERS[nth]) : str_print(h->x->arena, "代表%d号", nth), false,
         GIVEN_WORDS},
        {STR("duty"), str_of(duty), false, GIVEN_WORDS},
        {STR("attendee"), who, false, GIVEN_WORDS}};

    return file_row(h, "officer", items, counts ? 3 : 4);
}

enum { OFFICERS = 6 };

static void pass_officers(struct hall *h, struct str congress)
{
    static const struct {
        const char *duty;
        int nth;
    } DUTIES[OFFICERS] = {{"scrutineer", 0}, {"teller", 1},    {"presidium", 0},
                          {"presidium", 1},  {"presidium", 2}, {"secretary_general", 0}};
    int count = prepares(h) ? OFFICERS : 2;
    struct hands_at hands = {
        .hands = {.approve = is_direct(h) ? 10 : h->due, .by = STR("举手")}};
    row_id officers[OFFICERS];
    int64_t passed;

    for (int i = 0; i < count; i++)
        officers[i] = file_officer(h, congress, DUTIES[i].duty, DUTIES[i].nth);
    HOLDS(h,
          !hall_officers_pass(&h->x->call, h->congress, officers, (size_t)count, &hands,
                              &passed),
          "officers pass");
}

/* All come to the preparatory meeting; presidium and delegations meet for the candidates. */
static void settle(struct hall *h, struct str congress)
{
    const char *all = str_print(h->x->arena, "%d", h->due).ptr;
    row_id first = file_sitting(h, congress, "preparatory");
    struct row *row;

    come(h, first, h->due);
    pass_officers(h, congress);
    if (prepares(h)) {
        do_item(h, first, "credentials", all);
        do_item(h, first, "election_rules", all);
        h->presidium = file_sitting(h, congress, "presidium");
        come(h, h->presidium, 3);
        h->talks = file_sitting(h, congress, "delegation");
        HOLDS(h, !hall_turn(&h->x->call, h->talks, true, &row), "delegations meet");
    }
    HOLDS(h, !hall_turn(&h->x->call, first, false, &row), "and over");
}

static void convene(struct hall *h)
{
    struct arena *a = h->x->arena;
    int sessions = h->number / (TERMS * COUNTY_COUNT) + 1;

    h->due = 10 + draw(h, 35); /* a township of so few people has 45 deputies at most */
    struct input congress[] = {
        {STR("title"), str_print(a, "第%d次大会", h->number), false, GIVEN_WORDS},
        {STR("kind"), str_of(h->body->kind), false, GIVEN_WORDS},
        {STR("level"), str_of(h->body->level), false, GIVEN_WORDS},
        {STR("rules"), str_of(h->body->rules), false, GIVEN_WORDS},
        {STR("term"), str_print(a, "%d", h->number % TERMS + 1), false, GIVEN_WORDS},
        {STR("session"), str_print(a, "%d", sessions), false, GIVEN_WORDS},
        {STR("approval_number"), str_print(a, "望组批〔2021〕%d号", h->number), false,
         GIVEN_WORDS},
        {STR("population"), STR("1500"), false, GIVEN_WORDS}, /* few people, few deputies */
        {STR("deputies"), str_print(a, "%d", h->due), false, GIVEN_WORDS},
        {STR("opens_on"), /* long ago: names were talked over for two days */
         str_print(a, "19%02d-%02d-01", h->number % TERMS + 1, sessions), false,
         GIVEN_WORDS}};
    bool is_people = str_eq(str_of(h->body->kind), STR("people"));
    struct str id;

    h->congress = file_row(h, "congress", congress, is_people ? 10 : 8);
    id = str_print(a, "%lld", (long long)h->congress.v);
    if (is_direct(h)) {
        register_voters(h, id);
        pass_officers(h, id);
    } else {
        assemble(h, id);
        settle(h, id);
        come(h, h->sitting, h->present);
    }
}

static void prepare(struct hall *h)
{
    struct candidate_new names[NAMES_MOST] = {0};
    bool is_chief = str_eq(str_of(h->body->office), STR("chief"));
    int most = is_chief       ? 1
               : is_direct(h) ? DISTRICT_SEATS + 1
                              : 6; /* one too many is refused */
    int seats = 1 + draw(h, most), count = seats + draw(h, 5);

    for (int i = 0; i < count; i++)
        names[i] =
            (struct candidate_new){.name = str_of(NAMES[i]), .unit = STR("县直单位")};
    struct election_new e = {.title = STR("选举"),
                             .office = str_of(h->body->office),
                             .rules = str_of(h->body->rules),
                             .is_pre_election = draw(h, 3) == 0,
                             .seats = seats,
                             .candidates = names,
                             .candidate_count = (size_t)count};
    struct poll_new n = {.congress = h->congress,
                         .title = STR("选票"),
                         .colour = STR("pink"),
                         .way = STR("paper"),
                         .style = STR("boxes"),
                         .cast = 1,
                         .elections = &e,
                         .election_count = 1};
    h->seats = seats;
    h->elected_count = 0;
    HOLDS(h, !poll_create(&h->x->call, &n, &h->poll), "poll made");
    if (prepares(h)) {
        do_item(h, h->presidium, "candidates", NULL);
        do_item(h, h->talks, "candidates", NULL);
    }
}

/* Either the poll is frozen, or a gate says why not. */
static bool freeze(struct hall *h)
{
    struct attendance_given voters = {.people.due = DISTRICT_VOTERS, .second = {1}};
    struct call *c = &h->x->call;

    if (is_direct(h)) {
        h->present = DISTRICT_VOTERS - draw(h, DISTRICT_VOTERS / 3);
        voters.people.present = h->present;
        voters.people.absent = DISTRICT_VOTERS - h->present;
    }
    enum err err = poll_freeze(c, h->poll, h->sitting, is_direct(h) ? &voters : NULL);
    HOLDS(h, !err || (err == ERR_RULE && !strncmp(c->fault.code, "poll.", 5)),
          "a refused freeze names its gate");
    h->refused += err != ERR_OK;
    return !err;
}

/* Most choose as many as there are seats; some choose too many, abstain, write somebody in, tear it. */
static struct json *fill_ballot(struct hall *h, size_t names, int64_t seats)
{
    static const char *const OTHERS[] = {"外一", "外二", "王一"};
    struct call *c = &h->x->call;
    char marks[NAMES_MOST];
    int64_t left = seats + (draw(h, 40) == 0), opposed = 0;
    struct str more = {0}, text;
    struct json *ballot;

    for (size_t k = 0; k < names; k++) {
        marks[k] = draw(h, 4) && left-- > 0 ? 'Y' : draw(h, 8) ? 'N' : 'A';
        opposed += marks[k] == 'N';
    }
    if (opposed && left > 0 && draw(h, 12) == 0)
        more = str_print(c->arena, ",\"write_in\":[\"%s\"]", OTHERS[draw(h, 3)]);
    text = draw(h, 50) ? str_print(c->arena, "{\"answers\":[{\"marks\":\"%.*s\"%.*s}]}",
                                   (int)names, marks, STR_FMT(more))
                       : STR("{\"void\":\"撕毁\"}");
    HOLDS(h, !json_parse(c->arena, text, &ballot, &c->fault), "ballot");
    return ballot;
}

static void enter(struct hall *h, size_t names, int64_t seats)
{
    struct call *c = &h->x->call;
    struct entry_in items[64];
    int64_t number, total;

    HOLDS(h, !entry_group_new(c, h->poll, STR("第一组"), STR("ballots"), &number), "group");
    for (int i = 0; i < h->present; i++) {
        items[i] = (struct entry_in){i + 1, fill_ballot(h, names, seats)};
    }
    for (int side = 1; side <= 2; side++) {
        struct entries_in in = {side, items, (size_t)h->present};
        HOLDS(h, !entry_save(c, h->poll, number, &in, &total), "saved");
        HOLDS(h, !entry_finish(c, h->poll, number, side), "finished");
    }
    HOLDS(h, !entry_accept(c, h->poll, number), "accepted");
}

static void hold(struct hall *h)
{
    struct call *c = &h->x->call;
    struct issue papers = {h->present + 2, h->present, 2, 2, h->present};
    struct signing watch = {STR("scrutineer"), STR("监票甲")},
                   count = {STR("teller"), STR("计票甲")};
    struct evidence_report e = {0};
    struct follow f;
    struct str text;
    struct poll *p;

    HOLDS(h, !poll_load(c, h->poll, &p) && !poll_follow(c, p, &p->elections[0], &f),
          "loaded");
    HOLDS(h, !poll_issue(c, h->poll, &papers), "issued");
    HOLDS(h, !urn_open_paper(c, h->poll), "opened");
    HOLDS(h, !poll_close(c, h->poll), "closed");
    enter(h, p->elections[0].candidate_count, f.kind ? f.seats : h->seats);
    HOLDS(h, !result_count(c, h->poll), "counted");
    HOLDS(h, !result_sign(c, h->poll, &watch) && !result_sign(c, h->poll, &count),
          "signed");
    HOLDS(h, !result_evidence(c, h->poll, &text), "evidence");
    HOLDS(h, !evidence_check(c->arena, text, &e, &c->fault), "evidence read");
    HOLDS(h, e.is_whole && e.is_signed && e.is_recounted && e.is_in_form && e.sums_agree,
          "evidence verified");
}

/* Nobody is elected twice, never more than there are seats, and nobody by a pre-election. */
static void look(struct hall *h)
{
    struct poll *p;

    HOLDS(h, !poll_load(&h->x->call, h->poll, &p), "loaded");
    bool is_pre =
        row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION);
    h->pre_elections += is_pre;
    for (size_t i = 0; i < p->elections[0].candidate_count; i++) {
        const struct row *row = p->elections[0].candidates[i];
        struct str name = row_text(p->candidate_ledger, row, CANDIDATE_NAME);
        if (!row_number(p->candidate_ledger, row, CANDIDATE_ELECTED))
            continue;
        HOLDS(h, !is_pre, "a pre-election elects nobody");
        for (int64_t k = 0; k < h->elected_count; k++)
            HOLDS(h, !str_eq(h->elected[k], name), "nobody is elected twice");
        HOLDS(h, h->elected_count < h->seats, "no more elected than seats");
        h->elected[h->elected_count++] = name;
    }
}

static bool follow(struct hall *h)
{
    struct next_view next;
    struct poll *p;
    struct call *c = &h->x->call;

    HOLDS(h, !poll_load(c, h->poll, &p) && !poll_next(c, p, 0, &next), "next");
    if (str_eq(next.decision, STR("none")) || !next.name_count)
        return false;
    struct next_round n = {.election = p->elections[0].row->id, .decision = next.decision};
    /* one more pre-election seeks the candidates that are missing, which may be more than the seats */
    bool is_pre =
        row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION);
    HOLDS(h, is_pre || next.seats <= h->seats, "a round has no more seats than the first");
    HOLDS(h, !str_eq(next.decision, STR("formal_election")) || next.seats == h->seats,
          "the formal ballot has the seats of the first");
    HOLDS(h, !result_next(c, h->poll, &n, &h->poll), "next made");
    return true;
}

static enum err one(struct call *c, void *arg)
{
    struct hall *h = arg;

    h->x->call.db = c->db;
    h->x->call.fault = (struct fault){0};
    if (h->number == 1)
        make_second(h, c->db);
    h->body = &BODIES[draw(h, BODY_COUNT)];
    h->sitting = (row_id){0};
    convene(h);
    prepare(h);
    for (int round = 0; round < ROUNDS_MOST && freeze(h); round++) {
        h->rounds++;
        h->met[h->body - BODIES]++;
        h->later += round > 0;
        hold(h);
        look(h);
        if (!follow(h))
            break;
    }
    return ERR_OK;
}

Test(congresses, hold_whatever_is_drawn, .timeout = 3600)
{
    char dir[] = "/tmp/huanjie-congresses-XXXXXX";
    const char *many = getenv("CONGRESSES"), *seed = getenv("CONGRESS_SEED");
    int count = many ? atoi(many) : SAMPLE;
    struct verify_result v = {0};
    struct opened x;
    struct hall h = {.x = &x, .seed = seed ? strtoull(seed, NULL, 10) : 8};

    printf("congresses: %d, seed %llu\n", count, (unsigned long long)h.seed);
    make_site_at(dir, PROVINCE);
    must(&x, start(&x, dir, 1622332800000));
    h.state = h.seed;
    struct db *reader = x.call.db;
    for (h.number = 1; h.number <= count; h.number++) {
        struct call c = x.call;
        must(&x, call_write(&c, one, &h));
        x.call.db = reader;
        arena_clear(x.arena);
    }
    printf("%d rounds, %d of them later ones, %d pre-elections, %d refused\n", h.rounds,
           h.later, h.pre_elections, h.refused);
    cr_assert(count < SAMPLE || (h.later > 0 && h.refused > 0 && h.pre_elections > 0),
              "later rounds, pre-elections and refusals are all met");
    for (int i = 0; i < BODY_COUNT && count >= SAMPLE; i++)
        cr_assert(h.met[i] > 0, "%s %s %s is held", BODIES[i].level, BODIES[i].kind,
                  BODIES[i].office);
    must(&x, verify_site(&x.call, NULL, NULL, &v));
    cr_assert_eq(v.wrong, 0, "seed %llu: %.*s", (unsigned long long)h.seed,
                 STR_FMT(buf_view(&v.findings)));
    buf_done(&v.findings);
    end(&x);
    remove_folder(dir);
}
