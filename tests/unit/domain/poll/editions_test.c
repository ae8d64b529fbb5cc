/* Rule sets read from JSON, and counting groups' sums. */
#include "base/buf.h"
#include "domain/poll/count.h"
#include "domain/poll/rules_read.h"

#include <criterion/criterion.h>

static struct str count(struct arena *a, const char *election, const char *ballots)
{
    static struct buf out;
    struct fault f = {0};

    buf_done(&out);
    out = BUF(BUF_REPLY);
    enum err err = election_count_json(str_of(election), str_of(ballots), a, &out, &f);
    return err ? str_of(f.code) : buf_view(&out);
}

static void check_share(const struct rule_share *x, const struct rule_share *y)
{
    cr_assert_eq(x->base, y->base);
    cr_assert_eq(x->at_least, y->at_least);
    cr_assert_eq(x->num * y->den, y->num * x->den);
    cr_assert_str_eq(x->source.article, y->source.article);
    cr_assert_str_eq(x->source.document, y->source.document);
    cr_assert_str_eq(x->source.edition, y->source.edition);
}

Test(editions, the_text_of_a_set_reads_as_the_set_compiled_in)
{
    AUTO(arena) struct arena *a = arena_new();

    for (size_t s = 0; s < RULE_SET_COUNT; s++) {
        struct rule_set set = {0};
        struct json *root = NULL;
        struct fault f = {0};
        cr_assert_eq(json_parse(a, str_of(RULE_TEXTS[s]), &root, &f), ERR_OK);
        cr_assert_eq(rules_of_json(a, root, &set, &f), ERR_OK, "%s: %.*s",
                     RULE_SETS[s].name, f.code);
        cr_assert_str_eq(set.name, RULE_SETS[s].name);
        cr_assert_eq(set.office_count, RULE_SETS[s].office_count);
        cr_assert_eq(set.deadline_count, RULE_SETS[s].deadline_count);
        cr_assert_eq(set.signer_count, RULE_SETS[s].signer_count);
        cr_assert_eq(set.decision.den, RULE_SETS[s].decision.den);
        if (set.decision.den)
            check_share(&set.decision, &RULE_SETS[s].decision);
        for (size_t i = 0; i < set.signer_count; i++) {
            const struct rule_signers *mine = &set.signers[i];
            const struct rule_signers *built =
                rules_signers(&RULE_SETS[s], str_of(mine->name), str_of(mine->level));
            cr_assert_not_null(built);
            cr_assert_eq(mine->least, built->least);
            cr_assert_str_eq(mine->source.article, built->source.article);
        }
        for (size_t o = 0; o < set.office_count; o++) {
            const struct rule_office *x = &set.offices[o], *y = &RULE_SETS[s].offices[o];
            cr_assert_str_eq(x->office, y->office);
            check_share(&x->quorum, &y->quorum);
            check_share(&x->majority, &y->majority);
            check_share(&x->second.share, &y->second.share);
            check_share(&x->pre_election.share, &y->pre_election.share);
            cr_assert_eq(x->pre_election.candidates, y->pre_election.candidates);
            cr_assert_eq(x->second.keeps_surplus, y->second.keeps_surplus);
            cr_assert_eq(x->second.candidates, y->second.candidates);
            cr_assert_str_eq(x->ballot_order.source.edition, y->ballot_order.source.edition,
                             "%s", set.name);
            cr_assert_str_eq(x->order.source.edition, y->order.source.edition);
            cr_assert_eq(x->second.candidates, y->second.candidates);
            cr_assert_eq(x->order.order, y->order.order);
            cr_assert_eq(x->ballot_order.order, y->ballot_order.order);
            cr_assert_eq(x->write_in.needs, y->write_in.needs);
            for (int64_t seats = 1; seats < 60; seats++) {
                int64_t least[2], most[2];
                rule_surplus_of(&x->surplus, seats, &least[0], &most[0]);
                rule_surplus_of(&y->surplus, seats, &least[1], &most[1]);
                cr_assert_eq(least[0], least[1]);
                cr_assert_eq(most[0], most[1]);
            }
        }
    }
}

static struct str replaced(struct arena *a, const char *text, const char *old,
                           const char *fresh)
{
    const char *at = strstr(text, old);

    cr_assert_not_null(at);
    return str_print(a, "%.*s%s%s", (int)(at - text), text, fresh, at + strlen(old));
}

static struct str code_of(struct arena *a, struct str text)
{
    struct rule_set set = {0};
    struct json *root = NULL;
    struct fault f = {0};

    cr_assert_eq(json_parse(a, text, &root, &f), ERR_OK);
    return rules_of_json(a, root, &set, &f) ? str_of(f.code) : STR("");
}

Test(editions, a_wrong_set_is_refused_by_what_is_wrong)
{
    AUTO(arena) struct arena *a = arena_new();
    static const struct {
        const char *old, *fresh, *code;
    } CASES[] = {
        {"\"rule\": \"majority\"", "\"rule\": \"most_votes\"", "rules.missing"},
        {"\"rule\": \"majority\"", "\"rule\": \"whim\"", "rules.unknown"},
        {"\"rule\": \"choices\"", "\"rule\": \"ballot\"", "rules.twice"},
        {"\"base\": \"due\"", "\"base\": \"friends\"", "rules.value"},
        {"\"more_than\": [\n    1,\n    2\n", "\"more_than\": [\n    3,\n    2\n",
         "rules.value"},
        {"\"near\": [\n    2,\n    3\n", "\"near\": [\n    1,\n    2\n", "rules.value"},
        {"\"article\": \"art. 24\"", "\"article\": \"\"", "rules.uncited"},
        {"\"name\": \"county-party-2020\"", "\"name\": \"\"", "rules.value"},
    };

    const char *text = NULL;
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        if (strcmp(RULE_SETS[i].name, "county-party-2020") == 0)
            text = RULE_TEXTS[i];
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str code = code_of(a, replaced(a, text, CASES[i].old, CASES[i].fresh));
        bool twice = strcmp(CASES[i].code, "rules.missing") == 0 &&
                     str_eq(code, STR("rules.twice")); /* whichever is met first */
        cr_assert(str_eq(code, str_of(CASES[i].code)) || twice, "%zu: %.*s", i,
                  STR_FMT(code));
    }
}

Test(editions, an_election_follows_the_set_it_carries)
{
    AUTO(arena) struct arena *a = arena_new();
    const char *text = NULL;

    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        if (strcmp(RULE_SETS[i].name, "county-party-2020") == 0)
            text = RULE_TEXTS[i];
    struct str amended =
        replaced(a, text,
                 "\"rule\": \"majority\",\n   \"base\": \"due\",\n   \"more_than\": [\n    "
                 "1,\n    2\n   ]",
                 "\"rule\": \"majority\", \"base\": \"present\", \"at_least\": [2, 3]");
    struct str election = str_print(
        a,
        "{\"rules\":%.*s,\"office\":\"committee\",\"seats\":1,\"due\":9,\"present\":6,"
        "\"candidates\":[\"王甲\",\"李乙\"]}",
        STR_FMT(amended));
    struct str result =
        count(a, str_c(a, election),
              "{\"marks\":\"YN\"}\n{\"marks\":\"YN\"}\n{\"marks\":\"YN\"}\n"
              "{\"marks\":\"YN\"}\n{\"marks\":\"NY\"}\n{\"marks\":\"NA\"}\n");
    cr_assert(strstr(str_c(a, result), "\"base\":\"present\",\"of\":6,\"at_least\":4"),
              "%.*s", STR_FMT(result));
    cr_assert(strstr(str_c(a, result), "\"elected\":[\"王甲\"]"));
}

static const char ELECTION[] =
    "{\"rules\":\"county-party-2020\",\"office\":\"committee\",\"seats\":2,\"due\":9,"
    "\"present\":9,\"candidates\":[\"王甲\",\"李乙\",\"张丙\"]}";

Test(sums, a_groups_sums_count_as_its_ballots_would)
{
    AUTO(arena) struct arena *a = arena_new();
    static const char BALLOTS[] = "{\"marks\":\"YYN\",\"write_in\":[\"赵丁\"]}\n"
                                  "{\"marks\":\"YNA\",\"write_in\":[\"赵丁\"]}\n"
                                  "{\"marks\":\"Y?A\"}\n{\"marks\":\"NNY\"}\n"
                                  "{\"void\":\"撕毁\"}\n";
    /* the first chooses three for two seats: void; of the others each row adds up to 3 */
    static const char SUMS[] =
        "{\"sum\":{\"returned\":3,\"void\":1,\"answers\":[{\"marks\":[[2,0,0,0],[0,1,0,1],"
        "[0,0,2,0]],\"write_in\":[{\"name\":\"赵丁\",\"approve\":1}]}]}}\n"
        "{\"sum\":{\"returned\":2,\"void\":1,\"answers\":[{\"marks\":[[0,1,0,0],[0,1,0,0],"
        "[1,0,0,0]]}]}}\n";
    struct str one = str_copy(a, count(a, ELECTION, BALLOTS));
    struct str two = str_copy(a, count(a, ELECTION, SUMS));
    struct str key = STR("\"candidates\":");
    const char *x = strstr(str_c(a, one), key.ptr), *y = strstr(str_c(a, two), key.ptr);

    cr_assert_not_null(x);
    cr_assert_not_null(y);
    cr_assert_str_eq(x, y);
    cr_assert(strstr(str_c(a, two), "\"returned\":5,\"valid\":3,\"void\":2"));
}

Test(sums, rows_that_do_not_add_up_are_refused)
{
    AUTO(arena) struct arena *a = arena_new();
    static const struct {
        const char *line, *code;
    } CASES[] = {
        {"{\"sum\":{\"returned\":3,\"void\":1,\"answers\":[{\"marks\":[[2,0,0,1],[0,1,0,1],"
         "[0,0,2,0]]}]}}",
         "sum.valid"},
        {"{\"sum\":{\"returned\":3,\"void\":1,\"answers\":[{\"marks\":[[2,0,0,0],[0,1,0,1]]"
         "}]}}",
         "sum.shape"},
        {"{\"sum\":{\"returned\":1,\"void\":2,\"answers\":[{\"marks\":[]}]}}", "sum.void"},
        {"{\"sum\":{\"returned\":-1,\"void\":0,\"answers\":[{\"marks\":[]}]}}",
         "sum.shape"},
        {"{\"sum\":{\"returned\":1,\"void\":0,\"answers\":[]}}", "sum.shape"},
        {"{\"sum\":{\"returned\":1,\"void\":0,\"answers\":[{\"marks\":[[1,0,0,0],[1,0,0,0],"
         "[1,0,0,0]],\"write_in\":[{\"name\":\"赵丁\",\"approve\":2}]}]}}",
         "sum.names"},
        {"{\"sum\":", "ballot.syntax"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str got = count(a, ELECTION, CASES[i].line);
        cr_assert(str_eq(got, str_of(CASES[i].code)), "%zu: %.*s", i, STR_FMT(got));
    }
}

#define SIX(settings)                                                                  \
    "{\"rules\":\"county-party-2020\",\"office\":\"committee\",\"seats\":2,\"due\":9," \
    "\"present\":9,\"candidates\":[\"王甲\",\"李乙\"],\"settings\":{" settings "}}"
#define SHEET(marks, names)                                               \
    "{\"sum\":{\"returned\":6,\"void\":0,\"answers\":[{\"marks\":[" marks \
    "],\"write_in\":[" names "]}]}}"
#define ZHAO(votes)  "{\"name\":\"赵六\",\"approve\":" #votes "}"
#define ZHAO_(votes) "{\"name\":\"赵　六\",\"approve\":" #votes "}"

/* What no valid ballot may show, no sum of six of them shows. */
Test(sums, what_no_ballots_can_give_is_refused)
{
    static const char ABSTAIN[] = SIX("\"write_in_after_abstain\":true");
    static const char NEVER[] = SIX("\"write_in\":\"never\"");
    static const char NOTHING[] = SIX("\"write_in\":\"nothing\"");
    static const struct {
        const char *election, *line, *code;
    } CASES[] = {
        {SIX(""), SHEET("[0,6,0,0],[0,6,0,0]", ZHAO(5) "," ZHAO(5)), "sum.names"},
        {SIX(""), SHEET("[0,6,0,0],[0,6,0,0]", ZHAO(5) "," ZHAO_(2)), "sum.names"},
        {SIX(""), SHEET("[0,6,0,0],[0,6,0,0]", ZHAO(5) "," ZHAO_(1)), NULL},
        {SIX(""), SHEET("[6,0,0,0],[6,0,0,0]", ZHAO(1)), "sum.chosen"},
        {NOTHING, SHEET("[6,0,0,0],[5,0,1,0]", ZHAO(2)), "sum.chosen"},
        {NOTHING, SHEET("[6,0,0,0],[5,0,1,0]", ZHAO(1)), NULL},
        {SIX(""), SHEET("[3,1,2,0],[4,1,1,0]", ZHAO(3)), "sum.write_ins"},
        {SIX(""), SHEET("[3,1,2,0],[4,1,1,0]", ZHAO(2)), NULL},
        {ABSTAIN, SHEET("[3,1,2,0],[4,1,1,0]", ZHAO(5)), NULL},
        {ABSTAIN, SHEET("[3,0,2,1],[4,0,1,1]", ZHAO(4)), "sum.write_ins"},
        {NEVER, SHEET("[0,6,0,0],[0,6,0,0]", ZHAO(1)), "sum.never"},
        {NEVER, SHEET("[0,6,0,0],[0,6,0,0]", ZHAO(0)), NULL},
        {SIX("\"unclear\":\"ballot\""), SHEET("[3,2,0,1],[4,2,0,0]", ""), "sum.unclear"},
        {SIX("\"unclear\":\"part\""), SHEET("[3,2,0,1],[4,2,0,0]", ""), NULL},
        {SIX(""), SHEET("[6,0,0,0],[6,0,0,0]", "{\"name\":\"王　甲\",\"approve\":6}"),
         NULL},
        {SIX(""), SHEET("[6,0,0,0],[6,0,0,0]", "{\"name\":\"　\",\"approve\":1}"),
         "ballot.blank_name"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str got = count(a, CASES[i].election, CASES[i].line);
        cr_assert(CASES[i].code ? str_eq(got, str_of(CASES[i].code)) : got.ptr[0] == '{',
                  "%zu: %.*s", i, STR_FMT(got));
    }
}

/* An article is a number that somebody read, or open: what was heard where is a note, not signed with a result. */
Test(editions, an_article_is_read_or_empty)
{
    for (size_t s = 0; s < RULE_SET_COUNT; s++)
        for (size_t o = 0; o < RULE_SETS[s].office_count; o++)
            for (size_t i = 0; RULE_NAMES[i]; i++) {
                const struct rule_source *at =
                    rule_source_of(&RULE_SETS[s].offices[o], RULE_NAMES[i]);
                bool is_number = strstr(at->article, "art") != NULL;
                cr_expect(is_number || (!at->article[0] && !rule_is_read(at->confidence)),
                          "%s %s: %s", RULE_SETS[s].name, at->rule, at->article);
            }
}
