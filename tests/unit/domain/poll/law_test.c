/* The law, word for word: what the rule sets say, by article. */
#include "domain/delegates/steps.h"
#include "domain/person.h"
#include "domain/poll/outcome.h"
#include "domain/poll/rules.h"

#include <criterion/criterion.h>

static const struct rule_office *office(const char *set, const char *name)
{
    const struct rule_set *s = rules_find(str_of(set));
    cr_assert_not_null(s, "%s", set);
    const struct rule_office *o = rules_office(s, str_of(name));
    cr_assert_not_null(o, "%s %s", set, name);
    return o;
}

Test(law_2_1, only_a_deputy_who_opposes_writes_in_and_a_voter_is_free)
{
    cr_expect_eq(office("organic-2022", "vice")->write_in.needs, NEEDS_OPPOSE);
    cr_expect_eq(office("people-indirect-2020", "deputy_indirect")->write_in.needs,
                 NEEDS_OPPOSE);
    cr_expect_str_eq(office("organic-2022", "vice")->write_in.source.article, "art. 17");
    cr_expect_eq(office("people-direct-2020", "deputy_direct")->write_in.needs,
                 NEEDS_NOTHING); /* 选举法 41 */
}

Test(law_2_1, deputies_and_officers_have_no_fewer_seats_by_decision)
{
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        for (size_t j = 0; j < RULE_SETS[i].office_count; j++) {
            const struct rule_office *o = &RULE_SETS[i].offices[j];
            bool is_party = str_find(str_of(RULE_SETS[i].name), STR("party")) >= 0;
            bool is_officer = str_eq(str_of(RULE_SETS[i].name), STR("organic-2022"));
            cr_expect_eq(o->shortfall.reduce != 0, is_party, "%s", RULE_SETS[i].name);
            cr_expect_eq(o->shortfall.may_put_off, is_officer, "%s", RULE_SETS[i].name);
            cr_expect_eq(o->choices.says_disapprove, is_party, "%s", RULE_SETS[i].name);
        }
}

Test(law_2_1, fewer_seats_are_near_to_all_and_never_none)
{
    static const struct {
        int64_t num, den, seats, least;
    } CASES[] = {
        {2, 3, 1, 1}, {2, 3, 2, 2}, {2, 3, 3, 2},  {2, 3, 4, 3},   {2, 3, 10, 7},
        {4, 5, 9, 8}, {1, 1, 9, 9}, {0, 0, 10, 7}, {2, 3, 35, 24},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct rule_shortfall s = {.near_num = CASES[i].num, .near_den = CASES[i].den};
        cr_expect_eq(rule_near(&s, CASES[i].seats), CASES[i].least, "%zu", i);
    }
}

Test(law_2_1, another_election_of_deputies_and_members_keeps_the_surplus)
{
    static const struct {
        const char *office;
        int64_t round, seats, candidates;
        bool is_by_election, is_kept;
    } CASES[] = {
        {"vice", 2, 1, 1, false, false}, /* 组织法 29 (3): by art. 27 (1) */
        {"vice", 2, 1, 2, false, true},
        {"vice", 3, 1, 1, false, false},
        {"vice", 2, 1, 5, false, false}, /* one to three more */
        {"vice", 2, 1, 1, true, true},   /* 组织法 30: seats fallen vacant */
        {"congress_vice", 2, 1, 1, false, false},
        {"standing_member", 2, 1, 1, false, false},
        {"standing_member", 2, 10, 12, false, true},
        {"standing_member", 2, 10, 13, false, false},
        {"chief", 2, 1, 1, false, true}, /* a head may stand alone */
        {"chief", 2, 1, 3, false, false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct election e = {.rules = *office("organic-2022", CASES[i].office),
                             .seats = CASES[i].seats,
                             .round = CASES[i].round,
                             .candidate_count = (size_t)CASES[i].candidates,
                             .is_by_election = CASES[i].is_by_election,
                             .surplus = SURPLUS_OF_RULE};
        int64_t least, most;
        cr_expect(election_asks_surplus(&e), "%zu", i);
        cr_expect_eq(election_surplus_is_kept(&e, &least, &most), CASES[i].is_kept, "%zu",
                     i);
        cr_expect_str_eq(election_surplus_source(&e)->article, "art. 29");
        e.is_rerun = true; /* among the equal alone */
        cr_expect(!election_asks_surplus(&e), "%zu", i);
    }
    cr_expect(!office("county-party-2020", "committee")->second.keeps_surplus);
    cr_expect(!office("people-direct-2020", "deputy_direct")->second.keeps_surplus,
              "选举法 45: by votes at the ratio, a list that nobody changes");
}

Test(law_2_1, a_quorum_counts_all_deputies_or_all_voters_of_the_district)
{
    cr_expect_eq(office("organic-2022", "chief")->quorum.base, BASE_ALL_MEMBERS);
    cr_expect_eq(office("people-indirect-2020", "deputy_indirect")->quorum.base,
                 BASE_ALL_MEMBERS);
    const struct rule_office *direct = office("people-direct-2020", "deputy_direct");
    cr_expect_eq(direct->quorum.base, BASE_ALL_VOTERS);
    cr_expect(direct->returned.than_voters, "选举法 44: ballots against those who voted");
    cr_expect_eq(office("county-party-2020", "alternate")->order.order, ORDER_VOTES);
}

Test(law_2_1, no_rule_rests_on_a_repealed_text)
{
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        cr_expect_lt(str_find(str_of(RULE_TEXTS[i]), STR("1994")), 0, "%s",
                     RULE_SETS[i].name);
}

static const char *allot(const char *set, int64_t delegates, bool approved)
{
    static char code[64];
    const struct rule_size *s = &rules_find(str_of(set))->size;
    const bool done[DELEGATE_STEPS] = {0};
    const struct step_numbers n = {.units = 10,
                                   .quota = delegates,
                                   .total = delegates,
                                   .least = s->least,
                                   .most = s->most,
                                   .never = s->never,
                                   .is_approved = approved,
                                   .size_article = s->source.article,
                                   .surplus_article = ""};
    struct step_gate g = delegate_gate(WAY_PARTY, STEP_ALLOT, done, &n);

    strcpy(code, g.is_ok ? "" : g.fault.code);
    cr_assert(g.is_ok || !g.may_decide);
    return code;
}

Test(law_2_2, a_congress_has_its_size_or_the_superior_s_approval_on_record)
{
    static const struct {
        const char *set;
        int64_t delegates;
        bool approved;
        const char *code;
    } CASES[] = {
        {"county-party-2020", 199, false, "delegates.size"},
        {"county-party-2020", 200, false, ""},
        {"county-party-2020", 400, false, ""},
        {"county-party-2020", 900, false, "delegates.size"},
        {"county-party-2020", 420, true, ""},
        {"township-party-2020", 99, false, "delegates.size"},
        {"township-party-2020", 99, true, ""},
        {"township-party-2020", 200, false, ""},
        {"township-party-2020", 201, false, "delegates.size"},
        {"township-party-2020", 300, true, ""},
        {"township-party-2020", 301, true, "delegates.size_never"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_str_eq(allot(CASES[i].set, CASES[i].delegates, CASES[i].approved),
                         CASES[i].code, "%s %lld", CASES[i].set,
                         (long long)CASES[i].delegates);
}

Test(law_2_2, nobody_under_eighteen_is_elected)
{
    cr_expect_not(person_is_of_age(20080628, 20260627));
    cr_expect(person_is_of_age(20080600, 20260627));
    cr_expect(person_is_of_age(19800101, 20260101));
    cr_expect_not(person_is_of_age(20150101, 20260101));
}

Test(law_2_2,
     a_conference_s_standing_committee_decides_by_more_than_half_of_all_its_members)
{
    static const struct {
        int64_t all, approve;
        bool passes;
    } CASES[] = {
        {30, 15, false}, {30, 16, true}, {31, 15, false}, {31, 16, true}, {1, 1, true}};
    const struct rule_share *s = &rules_find(STR("cppcc"))->decision;

    cr_assert_eq(s->base, BASE_ALL_MEMBERS);
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(rule_is_met(s, CASES[i].all, CASES[i].approve), CASES[i].passes, "%zu",
                     i);
}
