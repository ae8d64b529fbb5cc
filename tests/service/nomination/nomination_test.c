/* Nomination: a step with its names entered and approved, its list issued, the next step, names put on the ballot. */
#include "service/failing.h"
#include "service/nomination/nominations.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { BODY, STEP, ELECTION };

static int made; /* bodies so far: each has a flow of its own */

/* The first step of a body of its own, up, with three names for two seats. */
static enum err make_step(struct call *c, struct house *h, const char *state)
{
    static const char *const NAMES[] = {"王一", "李二", "张三"};
    char title[40];
    row_id id;

    snprintf(title, sizeof(title), "第%d届", ++made);
    TRY(house_put(c, "body", COUNTY, "",
                  PAIRS("title", title, "kind", "party", "level", "county"),
                  &h->rows[BODY]));
    TRY(house_put(c, "nomination", COUNTY, state,
                  PAIRS("title", title, "round", "1", "direction", "up", "body_kind",
                        "party", "level", "county", "body", house_number(c, h->rows[BODY]),
                        "held_on", "2021-05-20", "seats_member", "2", "decision", "agreed"),
                  &h->rows[STEP]));
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        TRY(house_put(c, "nominee", COUNTY, "approved",
                      PAIRS("name", NAMES[i], "round", "1", "seat", "member", "nomination",
                            house_number(c, h->rows[STEP]), "body_kind", "party", "level",
                            "county"),
                      &id));
    return ERR_OK;
}

static enum err issue_list(struct call *c, void *arg)
{
    struct house *h = arg;
    struct flow f;
    size_t at;

    TRY(nomination_open(c, h->rows[STEP], &f, &at));
    return nomination_issue(c, &f.lines[at], STR("{\"names\":[\"王一\",\"李二\"]}"));
}

static enum err make_draft(struct call *c, void *arg)
{
    return make_step(c, arg, "draft");
}

static enum err have_draft(struct call *c, struct house *h)
{
    return call_write(c, make_draft, h);
}

/* It has come down again, was published, and its list is issued. */
static enum err come_down(struct call *c, struct house *h, const char *decision)
{
    TRY(make_step(c, h, "approved"));
    TRY(house_put(c, "nomination", COUNTY, "approved",
                  PAIRS("title", "下", "round", "1", "direction", "down", "body_kind",
                        "party", "level", "county", "body", house_number(c, h->rows[BODY]),
                        "held_on", "2021-05-22", "seats_member", "2", "decision", decision,
                        "public_from", "2021-05-08", "public_until", "2021-05-25"),
                  &h->rows[STEP]));
    return issue_list(c, h);
}

static enum err make_approved(struct call *c, void *arg)
{
    return come_down(c, arg, "amended");
}

static enum err have_approved(struct call *c, struct house *h)
{
    return call_write(c, make_approved, h);
}

/* The next round, which begins with the names that are left. */
static enum err go_on(struct call *c, void *arg)
{
    const struct house *h = arg;
    struct skip_decision none = {0};
    row_id next;

    return nomination_next(c, h->rows[STEP], &none, &next);
}

/* ---- to the ballot --------------------------------------------------------------------------- */

static enum err make_last(struct call *c, void *arg)
{
    struct house *h = arg;
    char title[40];
    row_id congress, poll;

    TRY(come_down(c, h, "agreed"));
    snprintf(title, sizeof(title), "大会%d", made);
    TRY(house_put(c, "congress", COUNTY, "",
                  PAIRS("title", title, "kind", "party", "level", "county", "rules",
                        "county-party-2020", "body", house_number(c, h->rows[BODY])),
                  &congress));
    TRY(house_put(c, "poll", COUNTY, "preparing",
                  PAIRS("title", "选票", "congress", house_number(c, congress)), &poll));
    return house_put(c, "election", COUNTY, "",
                     PAIRS("title", "委员", "poll", house_number(c, poll), "office",
                           "committee", "seats", "2", "rules", "county-party-2020"),
                     &h->rows[ELECTION]);
}

static enum err have_last(struct call *c, struct house *h)
{
    return call_write(c, make_last, h);
}

static enum err put_on_ballot(struct call *c, void *arg)
{
    const struct house *h = arg;
    int64_t added;

    TRY(nomination_candidates(c, h->rows[STEP], h->rows[ELECTION], (struct str){0},
                              &added));
    cr_assert_eq(added, 3);
    return ERR_OK;
}

static enum err enter(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str name = str_print(c->arena, "赵%d", h->serial);
    row_id id;

    TRY(house_enter(c, "nominee", COUNTY, "",
                    PAIRS("name", str_c(c->arena, name), "round", "1", "seat", "member",
                          "nomination", house_number(c, h->rows[STEP])),
                    &id));
    TRY(house_act(c, "nominee", id, "approve", PAIRS("reason", "")));
    return house_act(c, "nominee", id, "withdraw",
                     PAIRS("withdraw_paper", "县委常委会纪要〔2021〕5号"));
}

static enum err look(struct call *c, struct house *h)
{
    struct flow_query q = {COUNTY, STR("party"), STR("county")};
    struct flow f;

    (void)h;
    return nomination_flow(c, &q, &f);
}

static const struct deed ACTS[] = {
    {"a list issued", .ready = have_draft, .in_writer = issue_list, .what = STEPS,
     .entries = 1},
    {"a name", .in_writer = enter, .what = STEPS, .entries = 3},
    {"a look at the flow", .waiting = look, .what = STEPS},
    {"the next step", .ready = have_approved, .in_writer = go_on, .what = STEPS | MEMORY,
     .entries = 4},
    {"to the ballot", .ready = have_last, .in_writer = put_on_ballot, .what = STEPS,
     .entries = 4},
};

Test(nomination, goes_on_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = make_draft, DEEDS(ACTS)});
}
