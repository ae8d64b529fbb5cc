/* Cases of rounds: what one leaves to the next, pre-elections, by-elections, more ballots than people. */
#include "unit/domain/poll/check.h"

/* ---- more ballots than people ---------------------------------------------------------- */

Test(returned, more_than_are_present_voids_the_election)
{
    CHECK(COUNTY("\"due\":10,\"present\":6,\"issued\":8," THREE),
          MANY("YYN", 6) MANY("YNN", 1),
          "\"election\":\"void\",\"reason\":\"more_returned_than_present\"",
          "\"next\":\"start_again\",\"next_seats\":2", "\"elected\":[]");
    CHECK(COUNTY("\"due\":10,\"present\":6,\"issued\":8," THREE), MANY("YYN", 6),
          "\"election\":\"valid\"");
}

/* ---- surplus ------------------------------------------------------------------------------- */

Test(surplus, of_a_by_election_may_be_none_in_people_s_congresses_only)
{
    CHECK(ELECTION("people-indirect-2020", "deputy_indirect", 2,
                   "\"due\":9,\"present\":9,\"settings\":{\"by_election\":true},"
                   "\"candidates\":[\"王一\",\"李二\"]"),
          MANY("YY", 6), "\"warnings\":[]");
    CHECK(COUNTY("\"due\":9,\"present\":9,\"settings\":{\"by_election\":true},"
                 "\"candidates\":[\"王一\",\"李二\"]"),
          MANY("YY", 6), "\"warnings\":[{\"rule\":\"surplus\"");
}

Test(surplus, settled_for_an_election_is_kept_to_the_number)
{
    CHECK(ELECTION("people-indirect-2020", "deputy_indirect", 2,
                   "\"due\":9,\"present\":9,\"settings\":{\"surplus\":1}," THREE),
          MANY("YYN", 6), "\"warnings\":[]");
    CHECK(ELECTION("organic-2022", "vice", 1,
                   "\"due\":9,\"present\":9,\"settings\":{\"surplus\":1}," THREE),
          MANY("YNN", 6), "\"least\":2,\"most\":2,\"got\":3");
}

Test(tie, in_the_rerun_nobody_is_written_in)
{
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 1,
                   "\"tied\":true,\"due\":20,\"present\":20,"
                   "\"candidates\":[\"王一\",\"李二\"]"),
          MANY("YN", 6) MANY("NY", 5) MANY_6(
              "{\"marks\":\"NN\",\"write_in\":[{\"name\":\"赵六\",\"mark\":\"Y\"}]}\n")
              MANY_2(
                  "{\"marks\":\"NN\",\"write_in\":[{\"name\":\"赵六\",\"mark\":\"Y\"}]}\n"),
          "\"elected\":[\"王一\"]", "\"write_ins\":[]", "\"next\":\"none\"");
}

Test(another_election, takes_nobody_who_was_elected_before)
{
    CHECK(
        COUNTY(
            "\"round\":2,\"elected\":[\"钱五\",\"王一\"],\"due\":10,\"present\":10," THREE),
        "", "election.elected_before(王一)");
    CHECK(
        COUNTY("\"round\":2,\"elected\":[\"钱五\"],\"due\":10,\"present\":10," THREE),
        MANY_6("{\"marks\":\"YNN\",\"write_in\":[{\"name\":\"钱 五\",\"mark\":\"Y\"}]}\n"),
        "\"write_ins\":[]", "\"elected\":[\"王一\"]", "\"unfilled\":1");
}

/* ---- pre-election and formal ballot -------------------------------------------------- */

#define PRE "\"settings\":{\"pre_election\":true}"

Test(pre_election, of_a_party_makes_an_equal_formal_ballot)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," PRE "," THREE), MANY("YYN", 6) MANY("NYN", 4),
          "\"pre_election\":true", "\"elected\":[\"王一\",\"李二\"]",
          "\"next\":\"formal_election\"",
          "\"next_seats\":2,\"next_candidates\":[\"王一\",\"李二\"]");
}

Test(pre_election, of_a_peoples_congress_keeps_the_surplus)
{
    CHECK(ELECTION("organic-2022", "vice", 1,
                   "\"due\":10,\"present\":10,\"settings\":{\"pre_election\":true,"
                   "\"surplus\":1}," THREE),
          MANY("YYN", 6) MANY("YNY", 3), "\"elected\":[\"王一\",\"李二\"]",
          "\"next\":\"formal_election\"", "\"next_seats\":1");
    CHECK(ELECTION("organic-2022", "vice", 1,
                   "\"due\":10,\"present\":10,\"settings\":{\"pre_election\":true,"
                   "\"surplus\":0}," THREE),
          "", "election.surplus(0,1,3,art. 27)");
    /* where the rule knows no most, none is made up */
    CHECK(ELECTION("county-party-2020", "committee", 1,
                   "\"due\":10,\"present\":10,\"settings\":{\"surplus\":0}," THREE),
          "", "election.surplus_least(0,1,");
}

Test(pre_election, that_brings_too_few_goes_on_as_a_pre_election)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," PRE "," THREE), MANY("YNN", 6) MANY("NYN", 4),
          "\"elected\":[\"王一\"]", "\"next\":\"another_election\",\"next_seats\":1");
}

/* In a pre-election its own rule says who stands once more: by votes, with whom was written in (政协), though another
 * election takes the unelected alone. */
Test(pre_election, names_who_stands_once_more_by_its_own_rule)
{
#define CPPCC(settings)          \
    ELECTION("cppcc", "vice", 2, \
             "\"due\":9,\"present\":9," THREE ",\"settings\":{" settings "}")
    static const char BALLOTS[] =
        MANY_6("{\"marks\":\"YNN\",\"write_in\":[\"赵四\"]}\n") MANY("YYN", 1);

    CHECK(CPPCC("\"pre_election\":true,\"majority\":{\"more_than\":[8,9]}"), BALLOTS,
          "\"next\":\"another_election\"", "\"next_candidates\":[\"王一\",\"赵四\"]");
    CHECK(CPPCC("\"majority\":{\"more_than\":[8,9]}"), BALLOTS,
          "\"next_candidates\":[\"王一\",\"李二\",\"张三\"]");
}

/* Of two questions on one sheet one has its quorum: the other reads nothing, not even how many ballots there are. */
Test(quorum, below_it_no_ballot_is_a_base)
{
    CHECK("{\"rules\":\"people-direct-2020\",\"office\":\"deputy_direct\",\"seats\":1,"
          "\"due\":10,"
          "\"present\":6,\"round\":2,\"questions\":[{\"candidates\":[\"王一\",\"李二\"]},"
          "{\"candidates\":[\"张三\",\"赵四\"],\"settings\":{\"quorum\":{\"at_least\":[4,5]"
          "}}}]}",
          "{\"sheet\":[{\"marks\":\"YN\"},{\"marks\":\"YN\"}]}\n",
          "\"bar\":{\"base\":\"ballots\",\"of\":1,",
          "\"reason\":\"quorum_not_met\",\"returned\":0",
          "\"bar\":{\"base\":\"ballots\",\"of\":0,");
}

/* docs/evidence.md: a majority that an election settled for itself is the bar of every round, and what is cited. */
Test(rounds, a_majority_of_settings_is_the_bar_and_is_cited)
{
#define OF(settings, more)                                                                \
    COUNTY(                                                                               \
        "\"due\":10,\"present\":10,\"settings\":{\"majority\":{\"base\":\"all_members\"," \
        "\"more_than\":[2,3]}" settings "}," more THREE)
    static const char CITED[] = "{\"rule\":\"majority\",\"document\":\"settings\"";
    static const char BAR[] =
        "\"bar\":{\"base\":\"all_members\",\"of\":10,\"more_than\":6}";

    CHECK(OF("", "\"round\":2,"), MANY("YNN", 6), BAR, CITED, "\"elected\":[]");
    CHECK(OF(",\"pre_election\":true", ""), MANY("YNN", 6), BAR, CITED);
    CHECK(OF("", "\"tied\":true,"), MANY("YNN", 6),
          "\"bar\":{\"base\":\"none\",\"of\":0,\"more_than\":0}", "\"elected\":[\"王一\"]");
#undef OF
}

/* Candidates were asked as persons before the freeze: a namesake of somebody barred is elected. */
Test(rounds, what_bars_binds_those_written_in_alone)
{
    CHECK(COUNTY("\"due\":10,\"present\":10,\"electors\":[\"张三\"],\"barred\":[\"王一\"]"
                 "," THREE),
          MANY("YNN", 6) MANY_4("{\"marks\":\"YNN\",\"write_in\":[\"赵四\"]}\n"),
          "\"elected\":[\"王一\"]", "\"name\":\"赵四\",\"approve\":4", "\"barred\":true");
}
