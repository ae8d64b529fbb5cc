/* Names written in: several ways to write one, and a candidate's own. */
#include "domain/names/same.h"
#include "unit/domain/poll/check.h"

#define ONE(rest) COUNTY("\"due\":20,\"present\":20," THREE rest)

Test(names, written_differently_and_found_to_be_one_count_as_one)
{
    /* 6 + 6 + 4 made three losers */
    const char *ballots = MANY_6("{\"marks\":\"NNA\",\"write_in\":[\"买买提·艾力\"]}\n")
        MANY_6("{\"marks\":\"NNA\",\"write_in\":[\"买买提艾力\"]}\n")
            MANY_4("{\"marks\":\"NNA\",\"write_in\":[\"買買提·艾力\"]}\n");

    CHECK(ONE(""), ballots, "\"elected\":[],", "\"买买提艾力\",\"approve\":6");
    CHECK(ONE(",\"same_names\":[[\"买买提·艾力\",\"买买提艾力\",\"買買提·艾力\"]]"),
          ballots, "\"write_ins\":[{\"name\":\"买买提·艾力\",\"approve\":16",
          "\"own_names\":0", "\"elected\":[\"买买提·艾力\"]");
    /* several people stay several */
    CHECK(ONE(",\"same_names\":[],\"different_names\":[[\"买买提艾力\",\"买买提·艾力\"]]"),
          ballots, "\"elected\":[],", "\"approve\":6", "\"approve\":4");
}

Test(names, both_ways_on_one_ballot_are_one_vote)
{
    CHECK(ONE(",\"same_names\":[[\"周新人\",\"周新亻\"]]"),
          "{\"marks\":\"NNN\",\"write_in\":[\"周新亻\",\"周新人\"]}\n",
          "\"write_ins\":[{\"name\":\"周新人\",\"approve\":1,", "\"valid\":1");
    CHECK(ONE(",\"same_names\":[[\"周新人\",\"周新亻\"]]"),
          "{\"sum\":{\"returned\":5,\"void\":0,\"answers\":[{\"marks\":[[0,5,0,0],[0,5,0,0]"
          ",[0,5,0,0]],"
          "\"write_in\":[{\"name\":\"周新亻\",\"approve\":3},{\"name\":\"周新人\","
          "\"approve\":2}]}]}}\n",
          "\"write_ins\":[{\"name\":\"周新人\",\"approve\":5,");
}

Test(names, a_candidates_own_counts_for_nothing_and_is_told)
{
    CHECK(ONE(",\"same_names\":[[\"王一\",\"王壹\"]],\"elected\":[\"赵四\"]"),
          "{\"marks\":\"NNY\",\"write_in\":[\"王一\",\"周新人\"]}\n"
          "{\"marks\":\"NNY\",\"write_in\":[\"王壹\"]}\n"
          "{\"marks\":\"NNY\",\"write_in\":[\"赵四\"]}\n"
          "{\"marks\":\"YYY\",\"write_in\":[\"王一\"]}\n", /* void: nothing on it is told */
          "\"own_names\":3", "\"write_ins\":[{\"name\":\"周新人\",\"approve\":1,",
          "{\"name\":\"王一\",\"approve\":0,\"oppose\":3");
    CHECK(ONE(",\"same_names\":[]"),
          "{\"sum\":{\"returned\":4,\"void\":0,\"answers\":[{\"marks\":[[0,4,0,0],[0,4,0,0]"
          ",[0,4,0,0]],"
          "\"write_in\":[{\"name\":\"王一\",\"approve\":3}]}]}}\n",
          "\"own_names\":3", "\"write_ins\":[]");
}

Test(names, outside_the_electors_or_barred_they_have_votes_and_no_seat)
{
    const char *ballots = MANY_6("{\"marks\":\"NNA\",\"write_in\":[\"周新人\"]}\n")
        MANY_6("{\"marks\":\"NNA\",\"write_in\":[\"周新人\"]}\n")
            MANY_4("{\"marks\":\"NNA\",\"write_in\":[\"吴春\"]}\n");

    CHECK(ONE(""), ballots, "\"elected\":[\"周新人\"]",
          "\"name\":\"周新人\",\"approve\":12", "\"elected\":true}");
    CHECK(ONE(",\"electors\":[\"王一\",\"吴 春\",\"李二\"]"), ballots, "\"elected\":[],",
          "\"name\":\"周新人\",\"approve\":12,\"oppose\":0,\"abstain\":0,\"unclear\":0,"
          "\"elected\":false,\"barred\":true}",
          "\"name\":\"吴春\",\"approve\":4,\"oppose\":0,\"abstain\":0,\"unclear\":0,"
          "\"elected\":false}");
    CHECK(ONE(",\"electors\":[\"周 新 人\",\"吴春\"]"), ballots,
          "\"elected\":[\"周新人\"]");
    CHECK(ONE(",\"electors\":[\"周新人\",\"吴春\"],\"barred\":[\"周新人\"]"), ballots,
          "\"elected\":[],", "\"barred\":true");
    CHECK(ONE(",\"electors\":[]"), ballots, "\"elected\":[],");
}

Test(names, of_an_older_file_the_result_is_what_it_was)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str result =
        result_of(a, ONE(""), "{\"marks\":\"NNY\",\"write_in\":[\"王一\"]}\n");

    cr_expect(str_find(result, STR("own_names")) < 0);
}

Test(names, one_name_stands_for_one_person)
{
    static const char *const WRONG[] = {"[[\"周新人\"]]",
                                        "[\"周新人\"]",
                                        "{}",
                                        "[[\"周新人\",\"周　新人\"]]",
                                        "[[\"周新人\",\"周新亻\"],[\"周新亻\",\"周人\"]]",
                                        "[[\"\",\"周新亻\"]]"};

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str text = str_print(
            a,
            "{\"rules\":\"county-party-2020\",\"office\":\"committee\",\"seats\":2,"
            "\"due\":20,\"present\":20,\"candidates\":[\"王一\",\"李二\",\"张三\"],\"same_"
            "names\":%s}",
            WRONG[i]);
        struct str result = result_of(a, str_c(a, text), "");
        cr_expect(str_find(result, STR("election.")) == 0, "%s: %.*s", WRONG[i],
                  STR_FMT(result));
    }
}

#define WROTE(name)  "{\"marks\":\"NNA\",\"write_in\":[\"" name "\"]}\n"
#define BY_ALL(name) MANY_6(WROTE(name)) MANY_6(WROTE(name))

/* A list that begins with another way to write him frees nobody: whatever is said of a name is said of all its ways. */
Test(names, what_is_said_of_a_person_is_said_of_every_way_to_write_him)
{
    static const struct {
        const char *rest, *wanted;
    } CASES[] = {
        {"\"elected\":[\"白秀\"],\"same_names\":[[\"沈雪敏\",\"白秀\"]]",
         "\"own_names\":12"},
        {"\"elected\":[\"白秀\"],\"same_names\":[[\"白秀\",\"沈雪敏\"]]",
         "\"own_names\":12"},
        {"\"elected\":[\"白秀\"],\"same_names\":[[\"甲一\",\"白 秀\",\"沈雪敏\"]]",
         "\"own_names\":12"},
        {"\"barred\":[\"白秀\"],\"same_names\":[[\"沈雪敏\",\"白秀\"]]", "\"barred\":true"},
        {"\"barred\":[\"白秀\"],\"same_names\":[[\"白秀\",\"沈雪敏\"]]", "\"barred\":true"},
        {"\"barred\":[\"白秀\"],\"electors\":[\"沈雪敏\"],\"same_names\":[[\"沈雪敏\","
         "\"白秀\"]]",
         "\"barred\":true"},
        {"\"candidates\":[\"王一\",\"白秀\",\"张三\"],\"same_names\":[[\"沈雪敏\",\"白秀\"]"
         "]",
         "\"own_names\":12"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        bool stands = strstr(CASES[i].rest, "candidates") != NULL;
        struct str e =
            str_print(a,
                      "{\"rules\":\"county-party-2020\",\"office\":"
                      "\"committee\",\"seats\":2,\"due\":20,\"present\":20,%s%s}",
                      stands ? "" : THREE ",", CASES[i].rest);
        CHECK(str_c(a, e), BY_ALL("沈雪敏"), "\"elected\":[],", CASES[i].wanted);
    }
    /* who may be elected is so under all his names */
    CHECK(ONE(",\"electors\":[\"白秀\"],\"same_names\":[[\"沈雪敏\",\"白秀\"]]"),
          BY_ALL("沈雪敏"), "\"elected\":[\"沈雪敏\"]");
    /* somebody else of his name, who may be, has a word of his own */
    CHECK(ONE(",\"barred\":[\"白秀\"],\"namesakes\":[\"白秀（一团）\"],\"same_names\":[["
              "\"白秀（一团）"
              "\",\"白秀\"]]"),
          BY_ALL("白秀"), "\"elected\":[\"白秀（一团）\"]");
    CHECK(ONE(",\"barred\":[\"白秀\"],\"namesakes\":[\"白秀（一团）\"],\"same_names\":[["
              "\"白秀\",\"白"
              "秀（一团）\"]]"),
          BY_ALL("白秀（一团）"), "\"elected\":[],");
    /* tied by another way to write him */
    CHECK(ONE(",\"round\":2,\"tied\":[\"王壹\",\"李二\"],\"same_names\":[[\"王壹\","
              "\"王一\"]]"),
          MANY("YNN", 4), "\"elected\":[\"王一\"]");
    CHECK(ONE(",\"same_names\":[[\"王一\",\"李二\"]]"), "", "election.same_name(李二)");
    CHECK(ONE(",\"elected\":[\"赵四\"],\"same_names\":[[\"赵四\",\"李二\"]]"), "",
          "election.elected_before(赵四)");
}

/* Of any groups of names nobody is elected who is called, by one of them, like somebody elected or barred. */
Test(names, nobody_is_elected_under_another_name)
{
    static const char *const POOL[] = {"丁一", "卜一", "刁一", "干一", "于一", "万一"};
    enum { N = sizeof(POOL) / sizeof(POOL[0]) };
    uint64_t state = 2026;

    for (int round = 0; round < 2000; round++) {
        AUTO(arena) struct arena *a = arena_new();
        AUTO(buf) struct buf e = BUF(1 << 16), ballots = BUF(1 << 16);
        size_t out, written, order[N];
        for (size_t i = 0; i < N; i++) {
            order[i] = i;
            size_t k = (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
            size_t with = k % (i + 1), was = order[with];
            order[with] = order[i], order[i] = was;
        }
        size_t cut = 2 + (state >> 40) % (N - 2); /* names of one person: the first `cut` */
        out = (state >> 45) % cut, written = (state >> 50) % cut;
        buf_print(&e,
                  "{\"rules\":\"county-party-2020\",\"office\":\"committee\",\"seats\":2,"
                  "\"due\":20,\"present\":20," THREE ",\"%s\":[\"%s\"],\"same_names\":[[",
                  round % 2 ? "elected" : "barred", POOL[order[out]]);
        for (size_t i = 0; i < cut; i++)
            buf_print(&e, "%s\"%s\"", i ? "," : "", POOL[order[i]]);
        buf_text(&e, "]]}");
        for (int i = 0; i < 15; i++)
            buf_print(&ballots, "{\"marks\":\"NNA\",\"write_in\":[\"%s\"]}\n",
                      POOL[order[written]]);
        struct str election = str_copy(a, buf_view(&e)),
                   result = result_of(a, str_c(a, election),
                                      str_c(a, str_copy(a, buf_view(&ballots))));
        cr_assert(str_find(result, STR("\"elected\":[],")) >= 0, "%.*s\n%.*s",
                  STR_FMT(election), STR_FMT(result));
    }
}

/* Whatever way each ballot writes the names, the count is that of one way. */
Test(names, any_mixture_of_ways_counts_like_one_way)
{
    static const char *const WAYS[][3] = {{"周新人", "周新亻", "周 新 人A"},
                                          {"买买提·艾力", "买买提艾力", "買買提·艾力"}};
    uint64_t state = 77;

    for (int round = 0; round < 300; round++) {
        AUTO(arena) struct arena *a = arena_new();
        AUTO(buf) struct buf one = BUF(1 << 16), mixed = BUF(1 << 16);
        for (int i = 0; i < 20; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            int who = (int)(state >> 60 & 1), way = (int)(state >> 40) % 3;
#define LINE "{\"marks\":\"NNA\",\"write_in\":[\"%s\"]}\n"
            buf_print(&one, LINE, WAYS[who][0]);
            buf_print(&mixed, LINE, WAYS[who][way < 0 ? -way : way]);
        }
        const char *e = ONE(",\"same_names\":[[\"周新人\",\"周新亻\",\"周 新 人A\"],"
                            "[\"买买提·艾力\",\"买买提艾力\",\"買買提·艾力\"]]");
        struct str x = result_of(a, e, str_c(a, buf_view(&one))),
                   y = result_of(a, e, str_c(a, buf_view(&mixed)));
        cr_assert(str_eq(x, y), "round %d\n%.*s\n%.*s", round, STR_FMT(x), STR_FMT(y));
    }
}

Test(names, alike_is_what_hands_write_differently)
{
    static const struct {
        const char *a, *b;
        bool alike;
    } CASES[] = {
        {"买买提·艾力", "买买提艾力", true},
        {"买买提·艾力", "买买提.艾力", true},
        {"买买提·艾力", "买买提－艾力", true},
        {"买买提·艾力", "买买提 艾力", true},
        {"ＡＢＣ", "abc", true},
        {"John Smith", "JohnSmith", true},
        {"王明", "王　明", true},
        {"王明", "王名", false},
        {"⻢文武", "马文武", true}, /* the radical U+2EE2 for the character, out of a PDF */
        {"⾺文武", "马文武", true}, /* U+2FBA */
        {"⼀一", "一一", true},
        {"⻢文武", "鸟文武", false},
        {"买买提·艾力", "买买提·艾利", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str x = name_loose(a, str_of(CASES[i].a)),
                   y = name_loose(a, str_of(CASES[i].b));
        cr_expect_eq(str_eq(x, y), CASES[i].alike, "%s, %s", CASES[i].a, CASES[i].b);
    }
}
