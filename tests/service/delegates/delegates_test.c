/* Delegates of one term after the other: seats dealt, a step taken, the elected of a poll, a vacancy. */
#include "service/delegates/delegates.h"
#include "service/failing.h"
#include "service/record/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST, OTHER, POLL, DELEGATE };
enum { TOTAL = 300, HALF = TOTAL / 2 };

static char term[12]; /* of the units that were made last */

static struct delegates_at at_term(void)
{
    return (struct delegates_at){COUNTY, STR("county"), 0, atoi(term)};
}

static enum err enter_unit(struct call *c, const char *title, const char *state,
                           row_id *out)
{
    return house_put(c, "electoral_unit", COUNTY, state,
                     PAIRS("title", title, "level", "county", "term", term, "body_kind",
                           "party", "quota", "2", "members", "500", "full_members", "480",
                           "voters_due", "480", "voters", "450"),
                     out);
}

static enum err make_units(struct call *c, void *arg)
{
    struct house *h = arg;

    snprintf(term, sizeof(term), "%d", atoi(term) + 1);
    TRY(enter_unit(c, "县直机关", "nominating", &h->rows[FIRST]));
    return enter_unit(c, "某镇", "nominating", &h->rows[OTHER]);
}

static enum err new_term(struct call *c, struct house *h)
{
    return call_write(c, make_units, h);
}

/* ---- seats ----------------------------------------------------------------------------------- */

static enum err deal(struct call *c, struct house *h)
{
    struct delegates_at at = at_term();
    struct quota_query q = {TOTAL, STR("largest_remainder"), STR("members"), 1, -1};
    struct quota_given given[] = {{h->rows[FIRST], 0, HALF + 1},
                                  {h->rows[OTHER], 0, HALF - 1}};
    int64_t done;

    return delegates_allot(c, &at, &q, given, 2, &done);
}

static enum err allot(struct call *c, void *arg)
{
    struct house *h = arg;
    struct delegates_at at = at_term();
    struct step_taken taken = {.step = STR("allot"), .on = 20210530};
    struct steps_view view;

    TRY(deal(c, h));
    return delegates_take(c, &at, &taken, &view);
}

static enum err look(struct call *c, struct house *h)
{
    struct delegates_at at = at_term();
    struct structure_view structure;
    struct credentials credentials;
    struct steps_view steps;

    (void)h;
    TRY(delegates_structure(c, &at, &structure));
    TRY(delegates_credentials(c, &at, &credentials));
    return delegates_steps(c, &at, &steps);
}

/* ---- people ---------------------------------------------------------------------------------- */

static enum err enter_delegate(struct call *c, struct house *h, const char *name,
                               const char *state)
{
    return house_put(c, "delegate", COUNTY, state,
                     PAIRS("name", name, "level", "county", "term", term, "body_kind",
                           "party", "sex", "1", "kind", "worker", "birth", "1975-01-01",
                           "political", "01", "party_joined", "2000-01-01",
                           "electoral_unit", house_number(c, h->rows[FIRST])),
                     &h->rows[DELEGATE]);
}

static enum err enter_candidate(struct call *c, row_id election, const char *name)
{
    row_id id;

    return house_put(c, "candidate", COUNTY, "",
                     PAIRS("name", name, "election", house_number(c, election), "birth",
                           "1975-01-01", "approve", "400", "elected", "1"),
                     &id);
}

/* Two delegates who were reviewed, and the signed poll that elected them. */
static enum err make_poll(struct call *c, void *arg)
{
    struct house *h = arg;
    row_id congress, election;

    TRY(make_units(c, h));
    TRY(enter_delegate(c, h, "王一", "reviewed"));
    TRY(enter_delegate(c, h, "李二", "reviewed"));
    TRY(house_put(c, "congress", COUNTY, "",
                  PAIRS("title", term, "kind", "member_meeting", "level", "county", "rules",
                        "township-party-2020"),
                  &congress));
    TRY(house_put(c, "poll", COUNTY, "preparing",
                  PAIRS("title", "选票", "congress", house_number(c, congress), "due",
                        "480", "present", "450", "signed_at", "1622332800000"),
                  &h->rows[POLL]));
    TRY(house_put(c, "election", COUNTY, "",
                  PAIRS("title", "代表", "poll", house_number(c, h->rows[POLL]), "office",
                        "delegate", "seats", "2", "rules", "township-party-2020"),
                  &election));
    TRY(enter_candidate(c, election, "王一"));
    TRY(enter_candidate(c, election, "李二"));
    return house_turn(c, "poll", h->rows[POLL], "signed");
}

static enum err have_poll(struct call *c, struct house *h)
{
    return call_write(c, make_poll, h);
}

static enum err take_over(struct call *c, void *arg)
{
    struct house *h = arg;
    int64_t done;

    return delegates_elect(c, h->rows[FIRST], h->rows[POLL], &done);
}

static enum err make_qualified(struct call *c, void *arg)
{
    struct house *h = arg;

    TRY(make_units(c, h));
    TRY(enter_unit(c, "某乡", "elected", &h->rows[FIRST]));
    return enter_delegate(c, h, "王一", "qualified");
}

static enum err have_qualified(struct call *c, struct house *h)
{
    return call_write(c, make_qualified, h);
}

static enum err fall_vacant(struct call *c, void *arg)
{
    struct house *h = arg;
    struct row_ver seen = {h->rows[DELEGATE], 0};

    return delegates_vacancy(c, &seen, STR("调离本县"), true);
}

/* Proposed by a form, reviewed. */
static enum err propose(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str name = str_print(c->arena, "赵%d", h->serial);
    row_id id;

    TRY(house_enter(c, "delegate", COUNTY, "",
                    PAIRS("name", str_c(c->arena, name), "level", "county", "term", term,
                          "body_kind", "party", "sex", "2", "kind", "worker",
                          "electoral_unit", house_number(c, h->rows[OTHER])),
                    &id));
    return house_act(c, "delegate", id, "review", PAIRS("note", ""));
}

static const struct deed ACTS[] = {
    {"seats", .ready = new_term, .in_writer = allot, .what = STEPS, .entries = 4},
    {"a look at a term", .waiting = look, .what = STEPS},
    {"a delegate", .in_writer = propose, .what = STEPS, .entries = 2},
    {"elected", .ready = have_poll, .in_writer = take_over, .what = STEPS | MEMORY,
     .entries = 3},
    {"vacant", .ready = have_qualified, .in_writer = fall_vacant, .what = STEPS,
     .entries = 2},
};

Test(delegates, are_chosen_or_not_whatever_fails, .timeout = 240)
{
    room_holds(
        &(struct room){.furnish = make_units, .without_evidence = true, DEEDS(ACTS)});
}
