/* A congress: what two people record of it, a sitting with its door, officers, who has left. */
#include "service/congress/hall.h"
#include "service/congress/recorded.h"
#include "service/failing.h"
#include "store/queries.h"

#include <criterion/criterion.h>

enum { PARTY, SITTING, ATTENDEE, PEOPLE, ELECTED, DOOR, NEWCOMER };

static const account_id SECOND = {1002};

static enum err convene(struct call *c, struct house *h)
{
    TRY(store_account_add(c->db, SECOND, STR("second"), STR("核对人"), STR("-"), c->now, 0,
                          (account_id){0}));
    TRY(house_enter(c, "congress", COUNTY, "",
                    PAIRS("title", "中共某县第十四次代表大会", "kind", "party", "level",
                          "county", "rules", "county-party-2020", "term", "14"),
                    &h->rows[PARTY]));
    const char *congress = house_number(c, h->rows[PARTY]);
    TRY(house_enter(c, "sitting", COUNTY, "",
                    PAIRS("congress", congress, "title", "选举大会", "kind", "plenary"),
                    &h->rows[SITTING]));
    TRY(house_enter(c, "sitting", COUNTY, "",
                    PAIRS("congress", congress, "title", "预备会议", "kind", "preparatory"),
                    &h->rows[DOOR]));
    TRY(house_enter(c, "attendee", COUNTY, "",
                    PAIRS("congress", congress, "name", "赵三", "kind", "delegate"),
                    &h->rows[ATTENDEE]));
    return house_enter(c, "attendee", COUNTY, "",
                       PAIRS("congress", congress, "name", "王一", "kind", "delegate"),
                       &h->rows[ATTENDEE]);
}

/* Another congress, whose signed poll elected somebody. */
static enum err elect(struct call *c, struct house *h)
{
    row_id poll, election;

    TRY(house_enter(c, "congress", COUNTY, "",
                    PAIRS("title", "某县第十七届人民代表大会第一次会议", "kind", "people",
                          "level", "county", "rules", "organic-2022", "term", "17",
                          "session", "1", "deputies", "200", "population", "300000",
                          "approval_number", "粤人常〔2021〕3号"),
                    &h->rows[PEOPLE]));
    TRY(house_put(c, "poll", COUNTY, "preparing",
                  PAIRS("title", "选票", "congress", house_number(c, h->rows[PEOPLE])),
                  &poll));
    TRY(house_put(c, "election", COUNTY, "",
                  PAIRS("title", "副县长", "poll", house_number(c, poll), "office", "vice",
                        "seats", "1", "rules", "organic-2022"),
                  &election));
    TRY(house_put(
        c, "candidate", COUNTY, "",
        PAIRS("name", "李二", "election", house_number(c, election), "elected", "1"),
        &h->rows[ELECTED]));
    return house_turn(c, "poll", poll, "signed");
}

static enum err furnish(struct call *c, void *arg)
{
    struct row *row;
    struct house *h = arg;

    TRY(convene(c, h));
    TRY(elect(c, h));
    return hall_turn(c, h->rows[DOOR], true, &row);
}

/* ---- recorded by two -------------------------------------------------------------------------- */

static enum err record(struct call *c, struct house *h, enum recorded_kind kind, int64_t n)
{
    struct recorded r = {n, str_print(c->arena, "批复〔2021〕%d号", h->serial), SECOND};
    struct row *row;

    return congress_record(c, h->rows[PARTY], kind, &r, &row);
}

static enum err record_term(struct call *c, void *arg)
{
    return record(c, arg, RECORDED_TERM, 14);
}

static enum err record_due(struct call *c, void *arg)
{
    return record(c, arg, RECORDED_DUE, 2);
}

/* ---- in the hall ------------------------------------------------------------------------------ */

static enum err open_and_close(struct call *c, void *arg)
{
    struct house *h = arg;
    struct row *row;

    TRY(hall_turn(c, h->rows[SITTING], true, &row));
    return hall_turn(c, h->rows[SITTING], false, &row);
}

static enum err check_in(struct call *c, void *arg)
{
    struct house *h = arg;
    struct check_in_event e = {.key = str_print(c->arena, "k%d", h->serial),
                               .attendee = h->rows[ATTENDEE],
                               .kind = STR("in"),
                               .way = STR("list"),
                               .at = STR("2021-05-30T00:00:00Z")};
    struct check_in_answer answer;

    TRY(hall_check_in(c, h->rows[DOOR], STR("正门"), &e, 1, &answer));
    if (answer.fault.kind)
        c->fault = answer.fault;
    return answer.fault.kind;
}

static enum err end_and_give_vote(struct call *c, void *arg)
{
    struct house *h = arg;
    struct vote_change end = {false, STR("辞去代表职务的决定"), SECOND},
                       give = {true, STR("资格审查委员会的决定"), SECOND};
    struct row *row;

    TRY(hall_vote(c, h->rows[ATTENDEE], &end, &row));
    return hall_vote(c, h->rows[ATTENDEE], &give, &row);
}

static enum err enter_newcomer(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str name = str_print(c->arena, "王%d", h->serial);

    return house_enter(c, "attendee", COUNTY, "",
                       PAIRS("congress", house_number(c, h->rows[PEOPLE]), "name",
                             str_c(c->arena, name), "kind", "staff"),
                       &h->rows[NEWCOMER]);
}

static enum err have_newcomer(struct call *c, struct house *h)
{
    return call_write(c, enter_newcomer, h);
}

static enum err propose_officers(struct call *c, void *arg)
{
    struct house *h = arg;
    struct officer_input one = {.attendee = h->rows[NEWCOMER], .duty = STR("teller")};
    int64_t done;

    return hall_officers(c, h->rows[PEOPLE], &one, 1, &done);
}

static enum err look(struct call *c, struct house *h)
{
    struct congress_view congress;
    struct hall_view hall;
    struct roll_line *roll;
    size_t count;

    TRY(hall_congress(c, h->rows[PARTY], &congress));
    TRY(hall_now(c, h->rows[DOOR], &hall));
    return hall_roll(c, h->rows[DOOR], &roll, &count);
}

/* ---- who has left ----------------------------------------------------------------------------- */

/* Entered, confirmed, sent back and removed. */
static enum err leave(struct call *c, void *arg)
{
    struct house *h = arg;
    row_id departure;

    TRY(house_enter(c, "departure", COUNTY, "",
                    PAIRS("candidate", house_number(c, h->rows[ELECTED]), "cause",
                          "resigned", "left_on", "2021-05-30", "organ",
                          "standing_committee", "decided_by", "县人大常委会", "document",
                          "县人大常委会公告〔2021〕3号"),
                    &departure));
    TRY(house_act(c, "departure", departure, "confirm", PAIRS("note", "")));
    TRY(house_act(c, "departure", departure, "return", PAIRS("note", "")));
    return house_remove(c, "departure", departure);
}

static const struct deed ACTS[] = {
    {"the term by two", .in_writer = record_term, .what = STEPS | MEMORY, .entries = 1},
    {"who are due by two", .in_writer = record_due, .what = STEPS, .entries = 1},
    {"a sitting", .in_writer = open_and_close, .what = STEPS, .entries = 2},
    {"check-in", .in_writer = check_in, .what = STEPS, .entries = 1},
    {"a vote ended and given", .in_writer = end_and_give_vote, .what = STEPS, .entries = 4},
    {"officers", .ready = have_newcomer, .in_writer = propose_officers, .what = STEPS,
     .entries = 1},
    {"a look at the hall", .waiting = look, .what = STEPS},
    {"a departure", .in_writer = leave, .what = STEPS, .entries = 4},
};

Test(congress, is_done_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = furnish, .without_evidence = true, DEEDS(ACTS)});
}
