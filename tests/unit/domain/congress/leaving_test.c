#include "domain/congress/leaving.h"

#include <criterion/criterion.h>

static const struct leaving *of(const char *kind, const char *level, const char *office,
                                const char *cause)
{
    return leaving_of(str_of(kind), str_of(level), str_of(office), str_of(cause));
}

Test(leaving, an_office_ends_by_what_the_law_says_and_by_nothing_else)
{
    static const struct {
        const char *kind, *level, *office, *cause, *organ;
        bool is_so;
    } CASES[] = {
        {"people", "county", "chief", "resigned", "standing_committee",
         true}, /* 组织法 32 */
        {"people", "county", "chief", "resigned", "congress", true},
        {"people", "county", "chief", "resigned", "party", false},
        {"people", "county", "chief", "recalled", "congress", true}, /* 组织法 31 */
        {"people", "county", "chief", "recalled", "standing_committee", false},
        {"people", "county", "chief", "removed", "standing_committee", false},
        {"people", "county", "vice", "removed", "standing_committee", true}, /* 组织法 50 */
        {"people", "county", "vice", "moved", "party", false},
        {"people", "county", "standing_member", "ended", "standing_committee", true},
        {"people", "county", "chief", "ended", "standing_committee", false},
        {"people", "county", "chief", "died", "report", true},
        {"people", "township", "chief", "resigned", "congress", true},
        {"people", "township", "chief", "resigned", "standing_committee", false},
        {"people", "township", "vice", "removed", "standing_committee", false},
        {"people", "township", "congress_vice", "ended", "congress", true},
        {"people", "county", "deputy_indirect", "moved", "report", true}, /* 代表法 62 */
        {"people", "county", "deputy_indirect", "resigned", "standing_committee", true},
        {"district", "county", "deputy_direct", "moved", "report", true}, /* 选举法 57 */
        {"district", "county", "deputy_direct", "recalled", "voters", true},
        {"district", "county", "deputy_direct", "resigned", "congress", false},
        {"district", "township", "deputy_direct", "resigned", "congress", true},
        {"district", "county", "deputy_direct", "removed", "standing_committee", false},
        {"party", "county", "committee", "moved", "party", true},
        {"party", "county", "committee", "recalled", "party", false},
        {"plenary", "county", "secretary", "removed", "party", true},
        {"conference", "county", "standing_member", "moved", "conference", true},
        {"unknown", "county", "chief", "died", "report", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct leaving *l =
            of(CASES[i].kind, CASES[i].level, CASES[i].office, CASES[i].cause);
        cr_expect_eq(l && leaving_decides(l, str_of(CASES[i].organ)), CASES[i].is_so, "%zu",
                     i);
    }
}

Test(leaving, of_a_chief_procurator_is_approved_one_level_up)
{
    cr_expect(of("people", "county", "procurator", "resigned")->needs_approval);
    cr_expect(of("people", "county", "procurator", "recalled")->needs_approval);
    cr_expect(!of("people", "county", "procurator", "died")->needs_approval);
    cr_expect(!of("people", "county", "chief", "resigned")->needs_approval);
}

Test(leaving, names_the_causes_of_an_office)
{
    struct str cause, all[8];
    size_t count = 0;

    while (leaving_cause(STR("people"), STR("township"), STR("chief"), count, &cause))
        all[count++] = cause;
    cr_assert_eq(count, 3);
    cr_expect(str_eq(all[0], STR("resigned")) && str_eq(all[1], STR("recalled")) &&
              str_eq(all[2], STR("died")));
    cr_expect(!leaving_cause(STR("unknown"), STR("county"), STR("chief"), 0, &cause));
}
