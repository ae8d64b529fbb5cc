/* What holds for every election: the books balance, and no order matters. */
#include "base/json.h"
#include "domain/poll/count.h"
#include "domain/poll/rules.h"

#include <criterion/criterion.h>

static const char *const LETTERS = "YNA?";

static void write_election(struct buf *b, size_t candidates, bool backwards)
{
    buf_clear(b);
    buf_print(b,
              "{\"rules\":\"county-party-2020\",\"office\":\"committee\",\"seats\":%zu,"
              "\"due\":2000,\"present\":1900,\"candidates\":[",
              candidates / 2 + 1);
    for (size_t i = 0; i < candidates; i++)
        buf_print(b, "%s\"C%zu\"", i ? "," : "", backwards ? candidates - 1 - i : i);
    buf_text(b, "]}");
}

/* Ballot number `i` of the election: any letters, some choosing too many. */
static char letter(size_t ballot, size_t candidate)
{
    size_t mixed = (ballot * 2654435761u + candidate * 40503u) >> 7;

    return LETTERS[(mixed ^ ballot ^ candidate * ballot) % 4];
}

static void write_ballot(struct buf *b, size_t ballot, size_t candidates, bool backwards)
{
    buf_text(b, ballot % 7 ? "{\"marks\":\"" : "{ \"write_in\": [], \"marks\": \"");
    for (size_t i = 0; i < candidates; i++)
        buf_char(b, letter(ballot, backwards ? candidates - 1 - i : i));
    buf_text(b, "\"}\n");
}

static struct json *count(struct arena *a, struct buf *election, struct buf *ballots)
{
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct fault f = {0};
    struct json *root = NULL;

    cr_assert_eq(election_count_json(buf_view(election), buf_view(ballots), a, &out, &f),
                 ERR_OK, "%s %s", f.code, f.detail);
    cr_assert_eq(json_parse(a, buf_view(&out), &root, &f), ERR_OK);
    return root;
}

struct numbers {
    int64_t valid, of[4];
};

/* Counted once more, one candidate at a time. */
static struct numbers plain_count(size_t ballots, size_t candidates, size_t candidate)
{
    struct numbers n = {0};

    for (size_t i = 0; i < ballots; i++) {
        size_t chosen = 0;
        for (size_t j = 0; j < candidates; j++)
            chosen += letter(i, j) == 'Y';
        if (chosen > candidates / 2 + 1)
            continue;
        n.valid++;
        for (int k = 0; k < 4; k++)
            n.of[k] += letter(i, candidate) == LETTERS[k];
    }
    return n;
}

static void check_candidate(const struct json *root, size_t ballots, size_t candidates,
                            size_t i)
{
    static const char *const KEYS[] = {"approve", "oppose", "abstain", "unclear"};
    const struct json *c = &json_find(root, "candidates")->items[i];
    struct numbers n = plain_count(ballots, candidates, i);

    cr_expect_eq(json_find_number(root, "valid", -1), n.valid);
    cr_expect_eq(json_find_number(root, "void", -1), (int64_t)ballots - n.valid);
    for (int k = 0; k < 4; k++)
        cr_expect_eq(json_find_number(c, KEYS[k], -1), n.of[k], "%zu of %zu: %s", i,
                     candidates, KEYS[k]);
}

Test(tally, many_ballots_of_any_width_are_counted_as_one_by_one)
{
    static const size_t WIDTHS[] = {1, 2, 15, 16, 17, 32, 40, 239, 240, 241, 300};
    AUTO(buf) struct buf election = BUF(BUF_FILE), ballots = BUF(BUF_FILE);
    const size_t count_of = 1100;

    for (size_t w = 0; w < sizeof(WIDTHS) / sizeof(WIDTHS[0]); w++) {
        AUTO(arena) struct arena *a = arena_new();
        write_election(&election, WIDTHS[w], false);
        buf_clear(&ballots);
        for (size_t i = 0; i < count_of; i++)
            write_ballot(&ballots, i, WIDTHS[w], false);
        struct json *root = count(a, &election, &ballots);
        for (size_t i = 0; i<WIDTHS[w]; i += WIDTHS[w]> 50 ? 37 : 1)
            check_candidate(root, count_of, WIDTHS[w], i);
    }
}

static struct str elected_of(struct arena *a, const struct json *root)
{
    const struct json *list = json_find(root, "elected");
    struct str all = str_print(a, "next %.*s", STR_FMT(json_find_text(root, "next")));

    for (size_t i = 0; i < list->count; i++)
        all = str_print(a, "%.*s %.*s", STR_FMT(all), STR_FMT(list->items[i].text));
    return all;
}

Test(outcome, the_order_of_ballots_and_of_candidates_changes_nothing)
{
    AUTO(buf) struct buf election = BUF(BUF_FILE), ballots = BUF(BUF_FILE);

    for (size_t n = 2; n < 30; n++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str results[2];
        for (int backwards = 0; backwards < 2; backwards++) {
            write_election(&election, n, backwards);
            buf_clear(&ballots);
            for (size_t i = 0; i < 1900; i++)
                write_ballot(&ballots, backwards ? 1899 - i : i, n, backwards);
            results[backwards] = elected_of(a, count(a, &election, &ballots));
        }
        cr_expect(str_eq(results[0], results[1]), "%.*s / %.*s", STR_FMT(results[0]),
                  STR_FMT(results[1]));
    }
}

/* ---- rules as values ------------------------------------------------------------- */

Test(rules, every_value_is_cited)
{
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        for (size_t j = 0; j < RULE_SETS[i].office_count; j++) {
            const struct rule_office *o = &RULE_SETS[i].offices[j];
            const struct rule_source *all[] = {&o->surplus.source,
                                               &o->quorum.source,
                                               &o->majority.source,
                                               &o->second.share.source,
                                               &o->pre_election.share.source,
                                               &o->order.source,
                                               &o->ballot_order.source,
                                               &o->write_in.source,
                                               &o->choices.source,
                                               &o->returned.source,
                                               &o->ballot,
                                               &o->most_votes,
                                               &o->tie,
                                               &o->shortfall.source};
            for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
                cr_expect(all[k]->rule && *all[k]->document &&
                              (*all[k]->article || !rule_is_read(all[k]->confidence)) &&
                              *all[k]->confidence,
                          "%s %s %zu", RULE_SETS[i].name, o->office, k);
        }
}

Test(rules, the_least_number_that_meets_a_share_is_exact)
{
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        for (size_t j = 0; j < RULE_SETS[i].office_count; j++) {
            const struct rule_share *q = &RULE_SETS[i].offices[j].quorum;
            for (int64_t of = 1; of < 3000; of++) {
                int64_t need = rule_limit(q, of) + !q->at_least;
                bool meets = q->at_least ? need * q->den >= of * q->num
                                         : need * q->den > of * q->num;
                bool less = q->at_least ? (need - 1) * q->den >= of * q->num
                                        : (need - 1) * q->den > of * q->num;
                cr_assert(meets && !less && rule_is_met(q, of, need) &&
                          !rule_is_met(q, of, need - 1));
            }
        }
}

static void check_surplus(const char *set, const char *office, int64_t seats, int64_t least,
                          int64_t most)
{
    int64_t got_least, got_most;

    rule_surplus_of(&rules_office(rules_find(str_of(set)), str_of(office))->surplus, seats,
                    &got_least, &got_most);
    cr_expect(got_least == least && got_most == most, "%s %s %lld: %lld, %lld", set, office,
              (long long)seats, (long long)got_least, (long long)got_most);
}

/* rules.md: rounding practice of township rules; tables of the electoral law. */
Test(rules, surplus_is_rounded_as_practice_does)
{
    check_surplus("township-party-2020", "committee", 7, 2, -1);
    check_surplus("township-party-2020", "committee", 3, 1, -1);
    check_surplus("township-party-2020", "delegate", 8, 2, -1);
    check_surplus("county-party-2020", "committee", 35, 4, -1);
    check_surplus("people-direct-2020", "deputy_direct", 1, 1, 1);
    check_surplus("people-direct-2020", "deputy_direct", 2, 1, 2);
    check_surplus("people-direct-2020", "deputy_direct", 3, 1, 3);
    check_surplus("people-indirect-2020", "deputy_indirect", 10, 2, 5);
    check_surplus("people-indirect-2020", "deputy_indirect", 20, 4, 10);
    check_surplus("people-indirect-2020", "deputy_indirect", 1, 1, 1);
    check_surplus("organic-2022", "standing_member", 15, 2, 3);
    check_surplus("organic-2022", "standing_member", 25, 3, 5);
    check_surplus("organic-2022", "standing_member", 35, 4, 7);
    check_surplus("organic-2022", "chief", 1, 0, 1);
    check_surplus("organic-2022", "vice", 4, 1, 3);
    check_surplus("township-party-2020", "secretary", 1, 0, 0);
}

Test(rules, deadlines_of_the_electoral_law_are_cited)
{
    const struct rule_set *direct = rules_find(STR("people-direct-2020"));

    cr_assert(direct->deadline_count >= 6);
    cr_expect_str_eq(direct->deadlines[0].name, "voter_list");
    cr_expect_eq(direct->deadlines[0].count, 20);
    cr_expect_str_eq(direct->deadlines[0].source.article, "art. 28");
}
