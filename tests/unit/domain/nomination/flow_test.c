#include "domain/nomination/flow.h"

#include <criterion/criterion.h>

#include <string.h>

static const struct flow_step FINE = {
    .place = {1, false}, .listed = 5, .article = "art. 3"};

enum { MONDAY = 20210712, FRIDAY = 20210716, NEXT_MONDAY = 20210719 };

Test(flow, rounds_go_up_and_down_and_end_after_the_fifth)
{
    struct flow_place p = {1, false}, next;
    int steps = 1;

    while (flow_after(p, &next)) {
        cr_assert_eq(flow_compare(p, next), -1);
        cr_assert_eq(flow_compare(next, p), 1);
        cr_assert_eq(next.is_down, !p.is_down);
        cr_assert_eq(next.round, p.round + p.is_down);
        p = next;
        steps++;
    }
    cr_expect_eq(steps, 2 * FLOW_ROUNDS_MOST);
}

static const char *gate(struct flow_step s, const struct flow_step *before, date today)
{
    static struct fault f;

    f = (struct fault){0};
    return flow_gate(&s, before, today, &f) ? f.code : NULL;
}

static void expect(struct flow_step s, const struct flow_step *before, date today,
                   const char *code, const char *what)
{
    const char *got = gate(s, before, today);

    cr_expect(got == code || (got && code && strcmp(got, code) == 0), "%s: %s", what,
              got ? got : "open");
}

Test(flow, each_gate_of_a_step)
{
    struct flow_step s = FINE;

    expect(s, NULL, MONDAY, NULL, "all is well");
    s.listed = 0;
    expect(s, NULL, MONDAY, "flow.empty", "nobody listed");
    s = FINE;
    s.broken_seat = "committee";
    expect(s, NULL, MONDAY, "flow.differential", "too few for the differential");
    s = FINE;
    s.is_unissued = true;
    expect(s, NULL, MONDAY, "flow.unissued", "the list is not kept yet");
    s = FINE;
    s.is_draft = true;
    expect(s, NULL, MONDAY, "flow.draft", "no meeting yet");
    s = FINE;
    s.is_returned = true;
    expect(s, NULL, MONDAY, "flow.returned", "sent back");
    s = FINE;
    s.opinions_open = 2;
    expect(s, NULL, MONDAY, "flow.opinions", "opinions are out");
    s = FINE;
    s.objections_open = 1;
    expect(s, NULL, MONDAY, "flow.objections", "an objection is open");
}

Test(flow, what_came_down_must_be_approved_and_the_last_be_published)
{
    struct flow_step s = FINE;

    s.place.is_down = true;
    expect(s, &FINE, MONDAY, "flow.unapproved", "not approved");
    s.is_approved = true;
    expect(s, &FINE, MONDAY, NULL, "approved with changes: goes up again");
    s.is_agreed = true;
    expect(s, &FINE, MONDAY, "flow.not_published", "the last step was never published");
    s.public_from = MONDAY;
    s.public_until = 20210715;
    expect(s, &FINE, NEXT_MONDAY, "flow.public_short", "four working days");
    s.public_until = FRIDAY;
    expect(s, &FINE, FRIDAY, "flow.public_open", "the last day counts");
    expect(s, &FINE, 20210717, NULL, "over");
    s.public_days = 7; /* a site's own rule */
    expect(s, &FINE, 20210717, "flow.public_short", "seven are asked");
    cr_expect(flow_is_last(&s));
}

Test(flow, nothing_is_left_out_without_a_decision)
{
    struct flow_step s = FINE;

    s.place = (struct flow_place){2, false};
    expect(s, NULL, MONDAY, "flow.skipped", "the second round without a first");
    expect(s, &FINE, MONDAY, "flow.skipped", "up twice, never down");
    s.skipped = 1u << FLOW_SKIP_ROUNDS;
    expect(s, &FINE, MONDAY, NULL, "by decision");
    struct fault f = {0};
    cr_expect(flow_undone(&s, &FINE, &f), "law 2.3: it stays undone");
    cr_expect_str_eq(f.code, "flow.skipped");
    struct flow_step down = FINE;
    down.place.is_down = true;
    s.skipped = 0;
    expect(s, &down, MONDAY, NULL, "in order");
}

Test(law_2_3, no_decision_waives_the_surplus_nor_approval_publicity_and_objections)
{
    struct flow_step s = FINE;

    s.skipped = ~0u;
    s.broken_seat = "committee";
    expect(s, NULL, MONDAY, "flow.differential", "the surplus of the law");
    s.broken_seat = NULL;
    s.place.is_down = true;
    expect(s, &FINE, MONDAY, "flow.unapproved", "approval from above");
    s.is_approved = s.is_agreed = true;
    expect(s, &FINE, MONDAY, "flow.not_published", "publicity");
    s = FINE;
    s.skipped = ~0u;
    s.objections_open = 1;
    expect(s, NULL, MONDAY, "flow.objections", "objections");
    cr_expect_eq(flow_skip_of("flow.differential"), -1);
}
