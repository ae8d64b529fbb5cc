/* Cases per rule: an election, its ballots, and what the result must say. */
#include "domain/poll/rules.h"
#include "domain/poll/sheet.h"
#include "unit/domain/poll/check.h"

/* ---- quorum ---------------------------------------------------------------------- */

Test(quorum, township_congress_needs_four_fifths_of_those_due)
{
    CHECK(TOWNSHIP("\"due\":10,\"present\":8," THREE), MANY("YYN", 6),
          "\"election\":\"valid\"",
          "\"quorum\":{\"base\":\"due\",\"of\":10,\"at_least\":8,\"present\":8}",
          "art. 19");
    CHECK(TOWNSHIP("\"due\":10,\"present\":7," THREE), MANY("YYN", 6),
          "\"election\":\"void\"", "\"reason\":\"quorum_not_met\"",
          "\"returned\":0,\"valid\":0,\"void\":0", "\"elected\":[]",
          "\"next\":\"start_again\"", "\"approve\":0");
    CHECK(TOWNSHIP("\"due\":11,\"present\":8," THREE), "", "\"election\":\"void\"");
    CHECK(TOWNSHIP("\"due\":11,\"present\":9," THREE), "", "\"election\":\"valid\"");
}

Test(quorum, county_congress_needs_more_than_half_of_those_due)
{
    CHECK(COUNTY("\"due\":10,\"present\":6," THREE), "", "\"election\":\"valid\"",
          "\"more_than\":5,\"present\":6");
    CHECK(COUNTY("\"due\":10,\"present\":5," THREE), "", "\"reason\":\"quorum_not_met\"");
}

Test(quorum, county_plenary_needs_more_than_two_thirds)
{
    CHECK(ELECTION("county-party-2020", "standing", 2, "\"due\":9,\"present\":7," THREE),
          "", "\"election\":\"valid\"");
    CHECK(ELECTION("county-party-2020", "secretary", 1, "\"due\":9,\"present\":6," THREE),
          "", "\"reason\":\"quorum_not_met\"");
}

Test(quorum, direct_election_needs_more_than_half_of_the_voters)
{
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 2,
                   "\"due\":10,\"present\":5," THREE),
          "", "\"reason\":\"quorum_not_met\"", "art. 45", "\"confidence\":\"F\"");
}

Test(quorum, sessions_need_two_thirds_of_all_deputies)
{
    CHECK(ELECTION("organic-2022", "vice", 2, "\"due\":9,\"present\":6," THREE), "",
          "\"election\":\"valid\"", "art. 14");
    CHECK(ELECTION("people-indirect-2020", "deputy_indirect", 2,
                   "\"due\":9,\"present\":5," THREE),
          "", "\"reason\":\"quorum_not_met\"");
    CHECK(ELECTION("cppcc", "standing_member", 2, "\"due\":9,\"present\":5," THREE), "",
          "\"reason\":\"quorum_not_met\"");
}

Test(quorum, its_comparison_is_a_setting)
{
    CHECK(TOWNSHIP("\"due\":10,\"present\":8,\"settings\":{\"quorum\":{\"more_than\":[4,5]}"
                   "}," THREE),
          "", "\"reason\":\"quorum_not_met\"", "\"document\":\"settings\"");
}

/* ---- books ----------------------------------------------------------------------- */

Test(returned, more_ballots_than_issued_void_the_election)
{
    CHECK(COUNTY("\"due\":10,\"present\":9,\"issued\":3," THREE), MANY("YYN", 4),
          "\"election\":\"void\"", "\"reason\":\"more_returned_than_issued\"",
          "\"returned\":4,\"valid\":0,\"void\":4", "\"next\":\"start_again\"",
          "\"elected\":[]", "art. 33-34");
    CHECK(COUNTY("\"due\":10,\"present\":9,\"issued\":4," THREE), MANY("YYN", 4),
          "\"election\":\"valid\"");
}

Test(ballot, more_names_than_seats_spoil_it)
{
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE), MANY("YYY", 1) MANY("YYN", 1),
          "\"returned\":2,\"valid\":1,\"void\":1", "\"too_many\":1");
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE),
          "{\"marks\":\"YYN\",\"write_in\":[\"赵四\"]}", "\"valid\":0,\"void\":1",
          "\"write_ins\":[]");
    CHECK(COUNTY("\"due\":10,\"present\":9,\"issued\":9,\"printed\":12," THREE),
          "{\"void\":\"撕毁\"}\n\n{\"void\":\"污损\"}\r\n",
          "\"returned\":2,\"valid\":0,\"void\":2", "\"decided\":2",
          "\"printed\":12,\"left\":3");
}

Test(ballot, an_unreadable_mark_voids_its_part_or_the_ballot)
{
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE), MANY("Y?A", 1),
          "\"name\":\"李二\",\"approve\":0,\"oppose\":0,\"abstain\":0,\"unclear\":1");
    CHECK(COUNTY("\"due\":10,\"present\":9,\"settings\":{\"unclear\":\"ballot\"}," THREE),
          MANY("Y?A", 1) MANY("YYN", 1), "\"valid\":1,\"void\":1", "\"unclear\":1}");
}

/* Beside a name written in as beside a candidate's. */
Test(ballot, an_unreadable_mark_of_a_name_voids_its_part_or_the_ballot)
{
    static const char UNREADABLE[] =
        "{\"marks\":\"YNN\",\"write_in\":[{\"name\":\"赵六\",\"mark\":\"?\"}]}\n";
    static const char OF_A_CANDIDATE[] =
        "{\"marks\":\"YAA\",\"write_in\":[{\"name\":\"王一\",\"mark\":\"?\"}]}\n";
    static const char OPPOSED[] =
        "{\"marks\":\"YNN\",\"write_in\":[{\"name\":\"赵六\",\"mark\":\"N\"}]}\n";
#define VOIDS \
    COUNTY("\"due\":10,\"present\":9,\"settings\":{\"unclear\":\"ballot\"}," THREE)

    CHECK(COUNTY("\"due\":10,\"present\":9," THREE), UNREADABLE, "\"valid\":1,\"void\":0",
          "\"write_ins\":[]");
    CHECK(VOIDS, UNREADABLE, "\"valid\":0,\"void\":1", "\"unclear\":1}");
    CHECK(VOIDS, OF_A_CANDIDATE, "\"valid\":0,\"void\":1", "\"unclear\":1}");
    CHECK(VOIDS, OPPOSED, "\"valid\":1,\"void\":0", "\"write_ins\":[]");
}

Test(ballot, other_letters_mean_what_the_settings_say)
{
    CHECK(COUNTY("\"due\":10,\"present\":9,\"settings\":{\"marks\":{\"-\":\"A\",\"O\":"
                 "\"Y\"}}," THREE),
          MANY("O-N", 1), "\"name\":\"李二\",\"approve\":0,\"oppose\":0,\"abstain\":1");
}

/* ---- write-ins ------------------------------------------------------------------- */

Test(write_in, party_elections_need_a_name_opposed_for_each)
{
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE),
          "{\"marks\":\"YAN\",\"write_in\":[\"赵四\",\"钱五\"]}\n"
          "{\"marks\":\"YAA\",\"write_in\":[\"钱五\"]}\n",
          "\"valid\":2", "\"write_ins\":[{\"name\":\"赵四\",\"approve\":1,");
}

Test(write_in, an_abstention_entitles_only_by_setting)
{
    CHECK(COUNTY("\"due\":10,\"present\":9,\"settings\":{\"write_in_after_abstain\":true}"
                 "," THREE),
          "{\"marks\":\"YAA\",\"write_in\":[\"钱五\"]}\n",
          "\"name\":\"钱五\",\"approve\":1");
}

/* 代表法 (2025) art. 17: who opposes may write in; voters are free, 选举法 art. 41. */
Test(write_in, a_deputy_who_opposes_writes_in_and_a_voter_is_free)
{
#define ABSTAINED "{\"marks\":\"YAA\",\"write_in\":[\"钱五\"]}\n"
#define OPPOSED   "{\"marks\":\"YNA\",\"write_in\":[\"钱五\"]}\n"
    CHECK(ELECTION("organic-2022", "vice", 2, "\"due\":9,\"present\":9," THREE), ABSTAINED,
          "\"write_ins\":[]");
    CHECK(ELECTION("organic-2022", "vice", 2, "\"due\":9,\"present\":9," THREE), OPPOSED,
          "\"name\":\"钱五\",\"approve\":1", "art. 17");
    CHECK(ELECTION("people-indirect-2020", "deputy_indirect", 2,
                   "\"due\":9,\"present\":9," THREE),
          ABSTAINED, "\"write_ins\":[]");
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 2,
                   "\"due\":9,\"present\":9," THREE),
          ABSTAINED, "\"name\":\"钱五\",\"approve\":1");
}

Test(write_in, a_name_counts_once_and_not_for_a_candidate)
{
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE),
          "{\"marks\":\"NNN\",\"write_in\":[\"赵　四\",\" 赵四 \",\"李 二\"]}\n",
          "\"write_ins\":[{\"name\":\"赵四\",\"approve\":1,\"oppose\":0,\"abstain\":0,"
          "\"unclear\":0,"
          "\"elected\":false}]");
}

Test(write_in, a_name_without_a_mark_counts_only_by_setting)
{
    static const char BALLOT[] = "{\"marks\":\"NNN\",\"write_in\":[{\"name\":\"赵四\"}]}";

    CHECK(COUNTY("\"due\":10,\"present\":9," THREE), BALLOT, "\"write_ins\":[]");
    CHECK(
        COUNTY("\"due\":10,\"present\":9,\"settings\":{\"unmarked_write_in\":true}," THREE),
        BALLOT, "\"name\":\"赵四\",\"approve\":1");
}

Test(write_in, one_can_be_elected)
{
    CHECK(ELECTION("organic-2022", "chief", 1,
                   "\"due\":3,\"present\":3,\"candidates\":[\"王一\"]"),
          "{\"marks\":\"N\",\"write_in\":[\"\\u8d75四\"]}\n{\"marks\":\"N\",\"write_in\":["
          "\"赵四\"]}\n",
          "\"elected\":[\"赵四\"]", "\"next\":\"none\"");
}

/* ---- the bar --------------------------------------------------------------------- */

Test(majority, township_counts_from_those_present)
{
    CHECK(TOWNSHIP("\"due\":12,\"present\":10," THREE), MANY("YNN", 6) MANY("NYN", 4),
          "\"bar\":{\"base\":\"present\",\"of\":10,\"more_than\":5}",
          "\"elected\":[\"王一\"]", "\"unfilled\":1", "\"next\":\"another_election\"",
          "art. 29");
    CHECK(TOWNSHIP("\"due\":12,\"present\":10," THREE), MANY("YNN", 5), "\"elected\":[]");
}

Test(majority, county_counts_from_those_due)
{
    CHECK(COUNTY("\"due\":12,\"present\":10," THREE), MANY("YNN", 6),
          "\"bar\":{\"base\":\"due\",\"of\":12,\"more_than\":6}", "\"elected\":[]",
          "\"unfilled\":2",
          "{\"rule\":\"majority\",\"document\":\"中国共产党地方组织选举工作条例\","
          "\"article\":\"\"");
    CHECK(COUNTY("\"due\":13,\"present\":10," THREE), MANY("YNN", 6) MANY("YNN", 1),
          "\"more_than\":6", "\"elected\":[\"王一\"]");
}

Test(majority, officers_need_more_than_half_of_all_members)
{
    CHECK(ELECTION("organic-2022", "vice", 1, "\"due\":10,\"present\":9," THREE),
          MANY("YNN", 5), "\"bar\":{\"base\":\"all_members\",\"of\":10,\"more_than\":5}",
          "\"elected\":[]", "art. 25");
}

Test(majority, direct_election_counts_from_the_voters_taking_part)
{
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 1,
                   "\"due\":15,\"present\":10," THREE),
          MANY("YNN", 6),
          "\"bar\":{\"base\":\"voters_taking_part\",\"of\":10,\"more_than\":5}",
          "\"elected\":[\"王一\"]", "\"next\":\"none\"");
}

Test(second, direct_election_needs_a_third_of_the_ballots)
{
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 1,
                   "\"round\":2,\"due\":15,\"present\":10," THREE),
          MANY("YNN", 2) MANY("NYN", 3) MANY("AAA", 4),
          "\"bar\":{\"base\":\"ballots\",\"of\":9,\"at_least\":3}",
          "\"elected\":[\"李二\"]");
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 1,
                   "\"round\":2,\"due\":15,\"present\":10," THREE),
          MANY("NYN", 3) MANY("AAA", 6) MANY("NAA", 1), "\"at_least\":4", "\"elected\":[]");
}

Test(second, one_seat_of_a_direct_election_has_two_candidates)
{
    CHECK(ELECTION("people-direct-2020", "deputy_direct", 1,
                   "\"due\":10,\"present\":10," THREE),
          MANY("YNN", 4) MANY("NYN", 3) MANY("NNY", 2), "\"next\":\"another_election\"",
          "\"next_seats\":1,\"next_candidates\":[\"王一\",\"李二\"]");
}

Test(pre_election, has_its_own_bar)
{
    CHECK(TOWNSHIP("\"due\":12,\"present\":10,\"settings\":{\"pre_election\":true}," THREE),
          MANY("YNN", 6), "\"rule\":\"pre_election\"", "art. 28", "\"elected\":[\"王一\"]");
}

/* ---- too many, equal, too few ---------------------------------------------------- */

Test(most_votes, those_with_most_are_elected)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE),
          MANY("YYN", 3) MANY("YNY", 4) MANY("NYY", 3), "\"elected\":[\"王一\",\"张三\"]",
          "\"rule\":\"most_votes\"", "\"next\":\"none\"");
}

Test(tie, equals_at_the_edge_are_voted_on_again)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE),
          MANY("YYN", 4) MANY("YNY", 4) MANY("NYY", 2), "\"elected\":[\"王一\"]",
          "\"tied\":[\"李二\",\"张三\"]", "\"unfilled\":1", "\"next\":\"rerun_tied\"",
          "\"next_seats\":1,\"next_candidates\":[\"李二\",\"张三\"]", "\"rule\":\"tie\"");
    CHECK(COUNTY("\"due\":9,\"present\":9," THREE),
          MANY("YYN", 3) MANY("YNY", 3) MANY("NYY", 3), "\"elected\":[]",
          "\"tied\":[\"王一\",\"李二\",\"张三\"]", "\"unfilled\":2");
}

Test(tie, equals_who_all_fit_are_elected)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE), MANY("YYN", 6), "\"tied\":[]",
          "\"next\":\"none\"");
}

Test(tie, in_the_rerun_the_most_votes_win_without_a_bar)
{
    CHECK(ELECTION("county-party-2020", "committee", 1,
                   "\"tied\":[\"李二\",\"张三\"],\"due\":10,\"present\":10," THREE),
          MANY("YNN", 6) MANY("NYN", 3) MANY("NNY", 1), "\"elected\":[\"李二\"]",
          "\"bar\":{\"base\":\"none\",\"of\":0,\"more_than\":0}");
    CHECK(ELECTION("county-party-2020", "committee", 1,
                   "\"tied\":true,\"due\":10,\"present\":10," THREE),
          MANY("YNN", 3) MANY("NYN", 3) MANY("NNY", 1), "\"tied\":[\"王一\",\"李二\"]",
          "\"next\":\"rerun_tied\"");
}

/* ---- order of the elected -------------------------------------------------------- */

Test(order, members_stand_by_strokes_and_secretaries_as_approved)
{
    CHECK(TOWNSHIP("\"due\":10,\"present\":10,\"candidates\":[\"张三\",\"王一\",\"李二\"]"),
          MANY("YYN", 6), "\"elected\":[\"王一\",\"张三\"]", "art. 31-32");
    CHECK(ELECTION("township-party-2020", "deputy_secretary", 2,
                   "\"due\":10,\"present\":10,\"candidates\":[\"张三\",\"王一\"]"),
          MANY("YY", 6), "\"elected\":[\"张三\",\"王一\"]");
}

Test(order, alternates_stand_by_votes)
{
    CHECK(ELECTION("county-party-2020", "alternate", 2, "\"due\":10,\"present\":10," THREE),
          MANY("NYY", 3) MANY("NNY", 3) MANY("NYN", 3), "\"rule\":\"order\"",
          "\"elected\":[\"李二\",\"张三\"]");
    CHECK(ELECTION("county-party-2020", "alternate", 2, "\"due\":10,\"present\":10," THREE),
          MANY("NYY", 6) MANY("NNY", 3), "\"elected\":[\"张三\",\"李二\"]");
}

Test(order, people_s_congresses_compare_second_characters)
{
    CHECK(
        ELECTION("organic-2022", "vice", 2,
                 "\"due\":10,\"present\":10,\"candidates\":[\"田富\",\"田大利\",\"王一\"]"),
        MANY("YYN", 6), "\"elected\":[\"田大利\",\"田富\"]");
    CHECK(COUNTY("\"due\":10,\"present\":10,\"candidates\":[\"田大利\",\"田富\",\"王一\"]"),
          MANY("YYN", 6), "\"elected\":[\"田富\",\"田大利\"]");
}

/* ---- surplus --------------------------------------------------------------------- */

Test(surplus, a_list_that_breaks_it_is_counted_with_a_warning)
{
    CHECK(COUNTY("\"due\":10,\"present\":10,\"candidates\":[\"王一\",\"李二\"]"),
          MANY("YY", 6), "\"election\":\"valid\"", "\"warnings\":[{\"rule\":\"surplus\"",
          "\"least\":3");
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE), "", "\"warnings\":[]");
}

/* ---- wrong input ----------------------------------------------------------------- */

Test(input, wrong_elections_are_refused_with_a_reason)
{
    CHECK("[", "", "json.syntax(");
    CHECK("[]", "", "election.file([]");
    CHECK(ELECTION("x", "committee", 2, THREE), "",
          "election.rules(x,county-party-2020, cppcc");
    CHECK(ELECTION("cppcc", "committee", 2, THREE), "",
          "election.office(committee,cppcc,chief, vice, standing_member)");
    CHECK(COUNTY("\"due\":1,\"present\":2," THREE), "", "election.numbers(present,due)");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"printed\":1," THREE), "",
          "election.numbers(issued,printed)");
    CHECK(COUNTY("\"due\":\"x\",\"present\":2," THREE), "",
          "election.integer(due,1,100000000,\"x\")");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"candidates\":[]"), "",
          "election.items(candidates,1,2000,0)");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"candidates\":[\"王一\",\"王 一\"]"), "",
          "election.same_name(王 一)");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"seat\":1," THREE), "",
          "election.unknown_key(seat,questions, rules, office, seats");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"settings\":{\"x\":1}," THREE), "",
          "election.unknown_key(settings.x,quorum, majority");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"settings\":{\"quorum\":{\"at_least\":[3,2]}}"
                 "," THREE),
          "", "election.share(settings.quorum,{\"at_least\":[3,2]})");
    CHECK(COUNTY("\"due\":3,\"present\":2,\"tied\":[\"钱五\"]," THREE), "",
          "election.tied(tied[0],钱五)");
}

Test(input, wrong_ballots_are_refused_with_their_line)
{
    static const char REST[] = COUNTY("\"due\":10,\"present\":9," THREE);

    CHECK(REST, MANY("YYN", 2) "{\"marks\":\"YY\"}", "ballot.marks(3,2,3)");
    CHECK(REST, MANY("YYN", 2) "\n{\"marks\":\"YXN\"}", "ballot.letter(4,2)");
    CHECK(REST, MANY("YYN", 1) "{\"marks\":\"YYN\"", "ballot.syntax(2)");
    CHECK(REST, MANY("YYN", 1) "{}", "ballot.wrong_value(2,marks,\"YN\")");
    CHECK(REST, "{\"marks\":\"YYN\",\"x\":1}", "ballot.unknown_key(1,x)");
    CHECK(REST, "{\"marks\":\"YYN\",\"write_in\":\"x\"}", "ballot.wrong_value(1,write_in,");
    CHECK(REST, "{\"marks\":\"YYN\",\"marks\":\"YYN\"}", "ballot.syntax(1)");
    CHECK(REST, "{\"marks\":\"\xFF\"}", "ballot.marks(1,1,3)");
}

/* A line opened and left empty names nobody; whether the paper has a name there only the paper says. */
Test(input, a_write_in_left_blank_is_refused_at_every_door)
{
    static const char REST[] = COUNTY("\"due\":10,\"present\":9," THREE);
    static const char *const BLANK[] = {"", "  ", "　", " 　 "};

    for (size_t i = 0; i < sizeof(BLANK) / sizeof(BLANK[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct fault f = {0};
        struct str line;
        struct json *ballot;
        struct sheet_question q = {3, 2, NEEDS_OPPOSE, false};
        struct sheet sheet = {&q, 1};
        CHECK(REST,
              str_c(a, str_print(a, "{\"marks\":\"NNA\",\"write_in\":[\"周新\",\"%s\"]}",
                                 BLANK[i])),
              "ballot.blank_name(1)");
        CHECK(REST,
              str_c(a, str_print(a,
                                 "{\"marks\":\"NNA\",\"write_in\":[{\"name\":\"%s\","
                                 "\"mark\":\"Y\"}]}",
                                 BLANK[i])),
              "ballot.blank_name(1)");
        CHECK(REST,
              str_c(a,
                    str_print(a,
                              "{\"sum\":{\"returned\":1,\"void\":0,\"answers\":[{\"marks\":"
                              "[[0,1,0,0],[0,1,0,0],[0,0,1,0]],\"write_in\":[{\"name\":"
                              "\"%s\",\"approve\":1}]}]}}",
                              BLANK[i])),
              "ballot.blank_name(1)");
        struct str sent = str_print(
            a, "{\"answers\":[{\"marks\":\"NNA\",\"write_in\":[\"%s\"]}]}", BLANK[i]);
        cr_assert(!json_parse(a, sent, &ballot, &f));
        for (int from = SHEET_VOTER; from <= SHEET_TELLER; from++) {
            cr_assert_eq(sheet_line(a, ballot, sheet, from, &line, &f), ERR_INVALID);
            cr_assert_str_eq(f.code, "vote.blank_name");
        }
    }
}

/* What an editor puts before a file is no part of it, nor where one file is put behind another. */
Test(input, a_byte_order_mark_is_passed_over)
{
#define MARK "\xEF\xBB\xBF"
    static const char REST[] = COUNTY("\"due\":10,\"present\":9," THREE);

    CHECK(MARK COUNTY("\"due\":10,\"present\":9," THREE), MARK MANY("YYN", 2),
          "\"returned\":2");
    CHECK(REST, MANY("YYN", 2) MARK MANY("YYN", 2), "\"returned\":4");
    CHECK(REST, MARK "\n" MANY("YYN", 2), "\"returned\":2");
    CHECK(REST,
          MARK "{\"sum\":{\"returned\":1,\"void\":0,\"answers\":[{\"marks\":[[0,1,0,0],[0,"
               "1,0,0],[0,0,1,0]]}]}}",
          "\"returned\":1");
    CHECK(REST, "{" MARK "\"marks\":\"YYN\"}", "ballot.syntax(1)");
}

Test(input, unusual_but_right_ballots_are_read)
{
    CHECK(COUNTY("\"due\":10,\"present\":9," THREE),
          " { \"write_in\" : [ ] , \"marks\" : \"\\u0059YN\" } \r\n"
          "{\"marks\":\"YYN\",\"void\":null}\n{\"marks\":\"YYN\",\"void\":false,\"write_"
          "in\":null}",
          "\"returned\":3,\"valid\":3");
}

/* ---- several questions on one sheet ------------------------------------------------------ */

#define SHEET_OF(settings)                                                                 \
    "{\"rules\":\"township-party-2020\",\"due\":10,\"present\":10,\"settings\":{" settings \
    "},\"questions\":[{\"office\":\"committee\",\"seats\":2," THREE                        \
    "},{\"office\":\"secretary\",\"seats\":1,\"candidates\":[\"赵四\"]}]}"
#define SHEETS                                                                        \
    "{\"sheet\":[{\"marks\":\"YYY\"},{\"marks\":\"Y\"}]}\n"                           \
    "{\"sheet\":[{\"marks\":\"YYN\"},{\"marks\":\"N\",\"write_in\":[\"钱五\"]}]}\n" \
    "{\"sheet\":[{\"marks\":\"YYN\"},{\"void\":\"污损\"}]}\n"                       \
    "{\"void\":\"撕毁\"}\n"

Test(sheet, a_question_chosen_too_often_on_is_void_alone)
{
    CHECK(
        SHEET_OF(""), SHEETS, "{\"questions\":[{\"election\":\"valid\"",
        "\"returned\":4,\"valid\":2,\"void\":2,\"void_for\":{\"decided\":1,\"too_many\":1",
        "\"returned\":4,\"valid\":2,\"void\":2,\"void_for\":{\"decided\":2,\"too_many\":0",
        "\"name\":\"赵四\",\"approve\":1,\"oppose\":1", "\"name\":\"钱五\",\"approve\":1");
}

Test(sheet, or_voids_the_whole_sheet_by_setting)
{
    CHECK(
        SHEET_OF("\"sheet\":\"whole\""), SHEETS,
        "\"returned\":4,\"valid\":1,\"void\":3,\"void_for\":{\"decided\":2,\"too_many\":1",
        "\"name\":\"赵四\",\"approve\":0,\"oppose\":1", "\"name\":\"王一\",\"approve\":1");
}

/* A poll of a site has its settings in the questions, not beside them. */
Test(sheet, or_by_the_setting_of_one_of_its_questions)
{
    CHECK(
        "{\"rules\":\"township-party-2020\",\"due\":10,\"present\":10,\"questions\":["
        "{\"office\":\"committee\",\"seats\":2,\"settings\":{}," THREE "},"
        "{\"office\":\"secretary\",\"seats\":1,\"settings\":{\"sheet\":\"whole\"},"
        "\"candidates\":[\"赵四\"]}]}",
        SHEETS,
        "\"returned\":4,\"valid\":1,\"void\":3,\"void_for\":{\"decided\":2,\"too_many\":1",
        "\"name\":\"赵四\",\"approve\":0,\"oppose\":1");
}

Test(sheet, wrong_sheets_are_refused)
{
    CHECK(SHEET_OF(""), "{\"sheet\":[{\"marks\":\"YYN\"}]}", "ballot.questions(1,1,2)");
    CHECK(SHEET_OF(""), "{\"marks\":\"YYN\"}", "ballot.wrong_value(1,sheet,");
    CHECK(SHEET_OF(""),
          "{\"sheet\":[{\"marks\":\"YYN\"},{\"marks\":\"YYN\"}],\"void\":\"a\"}",
          "ballot.void_beside(1,sheet)");
    CHECK(SHEET_OF(""), "{\"sheet\":[{\"marks\":\"YYN\"},{\"void\":\"\"}]}",
          "ballot.void_why(1)");
    CHECK(SHEET_OF("\"sheet\":\"half\""), "",
          "election.word(settings.sheet,question, whole,\"half\")");
}

/* ---- another direct election: who stands (选举法 art. 45) ------------------------------ */

#define DIRECT(rest) ELECTION("people-direct-2020", "deputy_direct", 1, rest)

Test(second, direct_candidates_follow_the_votes_at_the_ratio_of_candidates)
{
    /* one seat takes two candidates: the two with most votes */
    CHECK(DIRECT("\"due\":12,\"present\":10," THREE),
          MANY("YNN", 4) MANY("NYN", 4) MANY("NNY", 2), "\"next\":\"another_election\"",
          "\"next_seats\":1", "\"next_candidates\":[\"王一\",\"李二\"]");
}

Test(second, direct_equals_at_the_edge_all_stand_when_too_few_are_above)
{
    CHECK(DIRECT("\"due\":12,\"present\":10," THREE),
          MANY("YNN", 4) MANY("NYN", 3) MANY("NNY", 3), "\"next\":\"another_election\"",
          "\"next_candidates\":[\"王一\",\"李二\",\"张三\"]");
}

Test(second, direct_one_third_of_the_ballots_elects_in_the_second_round)
{
    CHECK(DIRECT("\"due\":12,\"present\":9,\"round\":2,\"candidates\":[\"王一\",\"李二\"]"),
          MANY("YN", 3) MANY("NA", 6), "\"elected\":[\"王一\"]", "art. 45");
    CHECK(
        DIRECT("\"due\":12,\"present\":10,\"round\":2,\"candidates\":[\"王一\",\"李二\"]"),
        MANY("YN", 3) MANY("NA", 6) MANY("AA", 1), "\"elected\":[]");
}

/* ---- choices, shortfall, order on the ballot, deadlines --------------------------------- */

Test(choices, approve_oppose_and_abstain_are_counted_apart)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE), MANY("YNA", 4) MANY("AYN", 2),
          "{\"name\":\"王一\",\"approve\":4,\"oppose\":0,\"abstain\":2,\"unclear\":0",
          "{\"name\":\"李二\",\"approve\":2,\"oppose\":4,\"abstain\":0,\"unclear\":0",
          "{\"name\":\"张三\",\"approve\":0,\"oppose\":2,\"abstain\":4,\"unclear\":0");
}

Test(shortfall, seats_that_nobody_reached_are_elected_again_among_those_left)
{
    CHECK(COUNTY("\"due\":10,\"present\":10," THREE), MANY("YNN", 6) MANY("NYN", 4),
          "\"elected\":[\"王一\"]", "\"unfilled\":1", "\"next\":\"another_election\"",
          "\"next_seats\":1", "\"next_candidates\":[\"李二\",\"张三\"]",
          "\"rule\":\"shortfall\"");
}

Test(ballot_order, members_by_surname_secretaries_as_approved_deputies_by_full_name)
{
    static const struct {
        const char *set, *office;
        enum rule_order order;
    } CASES[] = {{"county-party-2020", "committee", ORDER_SURNAME},
                 {"county-party-2020", "secretary", ORDER_LISTED},
                 {"township-party-2020", "committee", ORDER_SURNAME},
                 {"township-party-2020", "deputy_secretary", ORDER_LISTED},
                 {"people-direct-2020", "deputy_direct", ORDER_FULLNAME},
                 {"people-indirect-2020", "deputy_indirect", ORDER_FULLNAME}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        const struct rule_set *set = rules_find(str_of(CASES[i].set));
        const struct rule_office *o = rules_office(set, str_of(CASES[i].office));
        cr_assert_not_null(o, "%s %s", CASES[i].set, CASES[i].office);
        cr_expect_eq(o->ballot_order.order, CASES[i].order, "%s %s", CASES[i].set,
                     CASES[i].office);
        cr_expect(o->ballot_order.source.article[0] != '\0');
    }
}

Test(deadlines, days_of_the_electoral_law)
{
    static const struct {
        const char *name;
        bool at_least;
        int64_t count;
    } CASES[] = {{"voter_list", true, 20},       {"appeal", false, 5},
                 {"answer_to_appeal", false, 3}, {"suit", true, 5},
                 {"first_list", true, 15},       {"formal_list", true, 7}};
    const struct rule_set *set = rules_find(STR("people-direct-2020"));

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        size_t found = 0;
        for (size_t d = 0; d < set->deadline_count; d++) {
            const struct rule_deadline *k = &set->deadlines[d];
            if (strcmp(k->name, CASES[i].name) != 0)
                continue;
            found++;
            cr_expect_eq(k->at_least, CASES[i].at_least, "%s", k->name);
            cr_expect_eq(k->count, CASES[i].count, "%s", k->name);
            cr_expect_str_eq(k->unit, "day");
            cr_expect_str_eq(k->source.confidence, "F");
        }
        cr_expect_eq(found, 1, "%s", CASES[i].name);
    }
}
