/* Elections and ballots that are refused: where, what was read, and what is allowed. */
#include "unit/domain/poll/check.h"

/* The place, what was read there as JSON, and what may stand there; what is missing is said to be missing. */
Test(refused, a_refusal_says_where_what_and_what_is_allowed)
{
#define QUESTIONS(first, second)                                                      \
    "{\"rules\":\"county-party-2020\",\"due\":9,\"present\":9,\"questions\":[{" first \
    "},{\"office\":\"committee\"," second "}]}"
#define RIGHT "\"office\":\"committee\",\"seats\":2," THREE

    CHECK(QUESTIONS(RIGHT, "\"seats\":0," THREE), "",
          "election.integer(questions[1].seats,1,100000000,0)");
    CHECK(QUESTIONS(RIGHT, "\"seats\":\"1\"," THREE), "",
          "election.integer(questions[1].seats,1,100000000,\"1\")");
    CHECK(QUESTIONS(RIGHT, THREE), "", "election.missing_integer(questions[1].seats,1,");
    CHECK(QUESTIONS(RIGHT, "\"seats\":2"), "",
          "election.missing_list(questions[1].candidates,1,2000,");
    CHECK(QUESTIONS(RIGHT, "\"seats\":2,\"candidates\":[\"王一\",7]"), "",
          "election.name(questions[1].candidates[1],7)");
    CHECK(QUESTIONS(RIGHT, "\"seats\":2,\"present\":10," THREE), "",
          "election.numbers(questions[1].present,due)");
    CHECK(QUESTIONS(RIGHT, "\"seats\":2,\"questions\":[]," THREE), "",
          "election.unknown_key(questions[1].questions,rules, office");
    CHECK(QUESTIONS("\"seats\":2," THREE, "\"seats\":2," THREE), "",
          "election.missing_word(questions[0].office,delegate, committee");
    CHECK("{\"rules\":\"cppcc\",\"questions\":[1]}", "", "election.object(questions[0],1)");
    CHECK("{\"questions\":{}}", "", "election.list(questions,1,20,{})");
    CHECK("{\"office\":\"committee\"}", "", "election.missing_word(rules,");
    CHECK(COUNTY("\"present\":2," THREE), "", "election.missing_integer(due,1,100000000,");
#undef QUESTIONS
#undef RIGHT
}

Test(refused, a_setting_is_refused_with_what_it_may_be)
{
#define SET(settings) COUNTY("\"due\":9,\"present\":9,\"settings\":{" settings "}," THREE)

    CHECK(SET("\"majority\":{\"base\":\"half\",\"more_than\":[1,2]}"), "",
          "election.word(settings.majority.base,none, due, present, all_members, "
          "all_voters, voters_taking_part, ballots,\"half\")");
    CHECK(SET("\"majority\":\"1/2\""), "", "election.share(settings.majority,\"1/2\")");
    CHECK(SET("\"order\":1"), "",
          "election.word(settings.order,surname, fullname, votes, listed,1)");
    CHECK(SET("\"formal\":\"true\""), "", "election.bool(settings.formal,\"true\")");
    CHECK(SET("\"surplus\":\"1\""), "", "election.integer(settings.surplus,0,2000,\"1\")");
    CHECK(SET("\"marks\":{\"YY\":\"N\"}"), "", "election.letter(settings.marks,YY)");
    CHECK(COUNTY("\"due\":9,\"present\":9,\"settings\":[]," THREE), "",
          "election.object(settings,[])");
#undef SET
}

/* One paper is valid or void, and a void one says why. */
Test(refused, a_void_ballot_says_why_and_nothing_else)
{
    static const char REST[] = COUNTY("\"due\":10,\"present\":9," THREE);

    CHECK(REST, MANY("YYN", 1) "{\"marks\":\"YYN\",\"void\":\"a\"}",
          "ballot.void_beside(2,marks)");
    CHECK(REST, "{\"void\":\"a\",\"write_in\":[]}", "ballot.void_beside(1,write_in)");
    CHECK(REST, MANY("YYN", 2) "{\"void\":\"\"}", "ballot.void_why(3)");
    CHECK(REST, "{\"void\":\" 　\"}", "ballot.void_why(1)");
    CHECK(REST, "{\"void\":true}", "ballot.void_why(1)");
    CHECK(REST, "{\"void\":\"a\",\"marks\":null}", "\"decided\":1");
}
