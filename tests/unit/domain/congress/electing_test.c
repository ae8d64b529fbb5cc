#include "domain/congress/electing.h"
#include "domain/poll/rules.h"

#include <criterion/criterion.h>

Test(electing, each_kind_of_congress_elects_its_own)
{
    static const struct {
        const char *kind, *level, *rules, *office;
        bool is_its;
    } CASES[] = {
        {"party", "county", "county-party-2020", "committee", true},
        {"party", "county", "county-party-2020", "alternate", true},
        {"party", "county", "county-party-2020", "standing", false}, /* the plenary's */
        {"party", "county", "county-party-2020", "secretary", false},
        {"party", "county", "organic-2022", "chief", false},
        {"party", "county", "township-party-2020", "committee",
         false}, /* the level's rules */
        {"party", "township", "county-party-2020", "committee", false},
        {"party", "township", "township-party-2020", "committee", true},
        {"party", "township", "township-party-2020", "alternate", false},
        {"party", "city", "county-party-2020", "alternate", true},
        {"member_meeting", "township", "county-party-2020", "committee", false},
        {"plenary", "township", "county-party-2020", "secretary", false},
        {"plenary", "township", "township-party-2020", "secretary", true},
        {"people", "township", "organic-2022", "congress_chief", true},
        {"conference", "township", "cppcc", "chief", false}, /* there is none */
        {"member_meeting", "county", "township-party-2020", "secretary", true},
        {"plenary", "county", "county-party-2020", "secretary", true},
        {"plenary", "county", "county-party-2020", "committee", false}, /* the congress's */
        {"discipline_plenary", "county", "county-party-2020", "standing", true},
        {"people", "county", "organic-2022", "vice", true},
        {"people", "county", "people-indirect-2020", "deputy_indirect", true},
        {"people", "county", "people-direct-2020", "deputy_direct",
         false}, /* the voters' */
        {"people", "county", "cppcc", "standing_member", false},
        {"people", "county", "organic-2022", "procurator", true},
        {"people", "township", "organic-2022", "chief", true},
        {"people", "township", "organic-2022", "standing_member", false}, /* it has none */
        {"people", "township", "organic-2022", "procurator", false},
        {"people", "township", "people-indirect-2020", "deputy_indirect", false},
        {"conference", "county", "cppcc", "standing_member", true},
        {"conference", "county", "organic-2022", "standing_member", false},
        {"district", "county", "people-direct-2020", "deputy_direct", true},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct electing *e =
            electing_of(str_of(CASES[i].kind), str_of(CASES[i].level));
        cr_assert_not_null(e, "%s", CASES[i].kind);
        cr_expect_eq(electing_by(e, str_of(CASES[i].rules)) &&
                         electing_office(e, str_of(CASES[i].office)),
                     CASES[i].is_its, "%s %s %s", CASES[i].kind, CASES[i].rules,
                     CASES[i].office);
    }
    cr_expect_null(electing_of(STR("wedding"), STR("county")));
}

/* Every office of every rule set is elected by somebody, or nobody could ever prepare it. */
Test(electing, leaves_no_office_out)
{
    static const char *const KINDS[] = {"party",  "member_meeting", "plenary",
                                        "people", "district",       "conference"};

    const struct str LEVELS[] = {STR("county"), STR("township")};

    for (size_t s = 0; s < RULE_SET_COUNT; s++)
        for (size_t i = 0; i < RULE_SETS[s].office_count; i++) {
            bool found = false;
            for (size_t k = 0; k < 2 * sizeof(KINDS) / sizeof(KINDS[0]); k++) {
                const struct electing *e = electing_of(str_of(KINDS[k / 2]), LEVELS[k % 2]);
                found =
                    found || (electing_by(e, str_of(RULE_SETS[s].name)) &&
                              electing_office(e, str_of(RULE_SETS[s].offices[i].office)));
            }
            cr_expect(found, "%s %s", RULE_SETS[s].name, RULE_SETS[s].offices[i].office);
        }
}

Test(electing, the_chair_comes_from_the_electors_and_governs_nothing)
{
    static const struct {
        const char *kind, *level, *office, *article;
    } FROM[] = {
        {"people", "township", "congress_chief", "art. 18"},
        {"people", "county", "standing_member", "art. 47"},
        {"people", "county", "chief", NULL}, /* any citizen may govern */
        {"people", "county", "procurator", NULL},
        {"plenary", "county", "secretary", "art. 28"},
        {"discipline_plenary", "county", "standing", "art. 45"},
        {"party", "county", "committee", NULL},
        {"district", "county", "deputy_direct", NULL},
    };
    static const struct {
        const char *level, *a, *b, *article;
    } APART[] = {
        {"township", "congress_chief", "chief", "art. 18"},
        {"township", "vice", "congress_vice", "art. 18"},
        {"county", "standing_member", "procurator", "art. 47"},
        {"county", "chief", "vice", "art. 23"},
        {"county", "chief", "chief", "art. 23"}, /* head of the county and of the court */
        {"county", "procurator", "vice", "art. 23"},
        {"county", "vice", "vice", NULL},
        {"county", "congress_chief", "deputy_indirect", NULL},
        {"county", "congress_vice", "standing_member", "art. 47"},
        {"township", "congress_chief", "congress_vice", "art. 18"},
        {"county", "standing_member", "standing_member", NULL},
    };
    static const struct {
        const char *kind, *a, *b;
        bool apart;
    } BODIES[] = {
        {"party", "committee", "alternate", true},
        {"party", "committee", "discipline", false},
        {"party", "committee", "delegate", false},
        {"plenary", "deputy_secretary", "secretary", true},
        {"plenary", "standing", "secretary", false},
        {"conference", "chief", "vice", true},
        {"conference", "standing_member", "vice", true},
        {"conference", "vice", "vice", false},
    };
    static const struct {
        const char *title;
        enum electing_head head;
    } HEADS[] = {
        {"县长", HEAD_GOVERNMENT},
        {"县人民政府县长人选", HEAD_GOVERNMENT},
        {"县人民法院院长", HEAD_COURT},
        {"县法院院长", HEAD_COURT},
        {"县监察委员会主任", HEAD_SUPERVISION},
        {"县监委主任", HEAD_SUPERVISION},
    };

    for (size_t i = 0; i < sizeof(BODIES) / sizeof(BODIES[0]); i++)
        cr_expect_eq(electing_apart(electing_of(str_of(BODIES[i].kind), STR("county")),
                                    str_of(BODIES[i].a), str_of(BODIES[i].b)) != NULL,
                     BODIES[i].apart, "%s %s", BODIES[i].a, BODIES[i].b);
    for (size_t i = 0; i < sizeof(HEADS) / sizeof(HEADS[0]); i++)
        cr_expect_eq(electing_head_of(str_of(HEADS[i].title)), HEADS[i].head, "%s",
                     HEADS[i].title);

    for (size_t i = 0; i < sizeof(FROM) / sizeof(FROM[0]); i++) {
        const struct electing_source *s =
            electing_from_electors(electing_of(str_of(FROM[i].kind), str_of(FROM[i].level)),
                                   str_of(FROM[i].office));
        cr_expect_str_eq(s ? s->article : "", FROM[i].article ? FROM[i].article : "",
                         "%s %s", FROM[i].kind, FROM[i].office);
    }
    /* of the conference by its charter, whose article is open */
    cr_expect_not_null(electing_from_electors(electing_of(STR("conference"), STR("county")),
                                              STR("chief")));
    for (size_t i = 0; i < sizeof(APART) / sizeof(APART[0]); i++) {
        const struct electing_source *s =
            electing_apart(electing_of(STR("people"), str_of(APART[i].level)),
                           str_of(APART[i].a), str_of(APART[i].b));
        cr_expect_str_eq(s ? s->article : "", APART[i].article ? APART[i].article : "",
                         "%s %s", APART[i].a, APART[i].b);
    }
}
