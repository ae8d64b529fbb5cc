/* Two counters that know nothing of each other agree on random elections. */
#include "unit/domain/poll/naive.h"

#include "domain/poll/count.h"

#include <criterion/criterion.h>
#include <stdlib.h>

struct dice {
    uint64_t state;
};

static int roll(struct dice *d, int sides) /* 0 … sides - 1 */
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (int)((d->state >> 33) % (uint64_t)sides);
}

static const struct {
    const char *rules, *office;
} KINDS[] = {
    {"township-party-2020", "delegate"},         {"township-party-2020", "committee"},
    {"township-party-2020", "secretary"},        {"county-party-2020", "committee"},
    {"county-party-2020", "alternate"},          {"county-party-2020", "standing"},
    {"county-party-2020", "discipline"},         {"people-direct-2020", "deputy_direct"},
    {"people-indirect-2020", "deputy_indirect"}, {"organic-2022", "chief"},
    {"organic-2022", "standing_member"},         {"cppcc", "vice"},
};

static void roll_ballot(struct dice *d, struct naive_election *e, const char *mood)
{
    struct naive_ballot *b = &e->ballots[e->ballot_count++];

    *b = (struct naive_ballot){.is_void = roll(d, 30) == 0};
    for (int i = 0; i < e->candidate_count; i++)
        b->marks[i] = mood[roll(d, 8)];
    if (roll(d, 3) == 0)
        b->name_count = roll(d, NAIVE_NAMES + 1);
    for (int k = 0; k < b->name_count; k++)
        b->names[k] = roll(d, NAIVE_POOL);
}

static bool is_candidate(const struct naive_election *e, int person)
{
    for (int i = 0; i < e->candidate_count; i++)
        if (e->candidates[i] == person)
            return true;
    return false;
}

static void roll_election(struct dice *d, struct naive_election *e)
{
    static const char *const MOODS[] = {"YYYNNNAA", "YYYYYYNA", "YYYYYNA?", "YNNNNAA?"};
    int kind = roll(d, (int)(sizeof(KINDS) / sizeof(KINDS[0]))), mood = roll(d, 4);
    int people = roll(d, 4) ? 12 : NAIVE_BALLOTS - 2;

    *e = (struct naive_election){.rules = KINDS[kind].rules, .office = KINDS[kind].office};
    e->seats = 1 + roll(d, 4);
    e->due = 1 + roll(d, people);
    e->present = e->due - (roll(d, 2) ? 0 : roll(d, e->due + 1) / 2);
    e->issued = e->present - (roll(d, 8) ? 0 : roll(d, e->present + 1));
    if (roll(d, 16) == 0)
        e->issued = e->present + roll(d, 3); /* handed out twice */
    e->round = 1 + roll(d, 2);
    e->is_rerun = roll(d, 8) == 0;
    e->is_pre = !e->is_rerun && roll(d, 6) == 0;
    bool is_free = strcmp(e->office, "committee") == 0; /* any surplus, or none */
    e->surplus = e->is_pre && is_free && roll(d, 2) ? roll(d, 3) : -1;
    e->abstain_entitles = roll(d, 4) == 0;
    e->unclear_voids = roll(d, 4) == 0;
    e->never_writes = roll(d, 8) == 0;
    e->candidate_count = 1 + roll(d, NAIVE_CANDIDATES);
    for (int i = 0; i < e->candidate_count; i++) {
        int person = roll(d, NAIVE_POOL);
        for (int j = 0; j < i; j++)
            if (e->candidates[j] == person) {
                person = (person + 1) % NAIVE_POOL;
                j = -1; /* look at all again */
            }
        e->candidates[i] = person;
    }
    for (int p = 0; p < NAIVE_POOL; p++)
        e->was_elected[p] = !is_candidate(e, p) && e->round > 1 && roll(d, 6) == 0;
    for (int p = 0; p < NAIVE_POOL; p++)
        e->has_two[p] = roll(d, 3) == 0;
    int ballots = e->issued + 1 - (roll(d, 16) ? 1 + roll(d, 3) : 0);
    while (e->ballot_count < ballots)
        roll_ballot(d, e, MOODS[mood]);
}

/* Of those with a mark or a seat the other way may stand first: whoever is written in is called by the first. */
static void write_ways(const struct naive_election *e, struct buf *b)
{
    buf_text(b, "],\"same_names\":[");
    for (int p = 0, n = 0; p < NAIVE_POOL; p++) {
        bool turned = (is_candidate(e, p) || e->was_elected[p]) && (p + e->due) % 2;
        if (e->has_two[p])
            buf_print(b, "%s[\"%s%s\",\"%s%s\"]", n++ ? "," : "", NAIVE_NAMES_OF[p],
                      turned ? "兄" : "", NAIVE_NAMES_OF[p], turned ? "" : "兄");
    }
}

static void write_election(const struct naive_election *e, struct buf *b)
{
    buf_print(b,
              "{\"rules\":\"%s\",\"office\":\"%s\",\"seats\":%d,\"due\":%d,\"present\":%d,",
              e->rules, e->office, e->seats, e->due, e->present);
    buf_print(b, "\"issued\":%d,\"round\":%d,\"tied\":%s,\"settings\":{\"unclear\":\"%s\",",
              e->issued, e->round, e->is_rerun ? "true" : "false",
              e->unclear_voids ? "ballot" : "part");
    if (e->surplus >= 0)
        buf_print(b, "\"surplus\":%d,", e->surplus);
    buf_print(b, "\"pre_election\":%s,", e->is_pre ? "true" : "false");
    buf_print(b, "\"write_in_after_abstain\":%s%s},\"elected\":[",
              e->abstain_entitles ? "true" : "false",
              e->never_writes ? ",\"write_in\":\"never\"" : "");
    for (int p = 0, n = 0; p < NAIVE_POOL; p++)
        if (e->was_elected[p])
            buf_print(b, "%s\"%s\"", n++ ? "," : "", NAIVE_NAMES_OF[p]);
    write_ways(e, b);
    buf_text(b, "],\"candidates\":[");
    for (int i = 0; i < e->candidate_count; i++)
        buf_print(b, "%s\"%s\"", i ? "," : "", NAIVE_NAMES_OF[e->candidates[i]]);
    buf_text(b, "]}");
}

static void write_ballots(const struct naive_election *e, struct buf *out)
{
    for (int i = 0; i < e->ballot_count; i++) {
        const struct naive_ballot *b = &e->ballots[i];
        if (b->is_void) {
            buf_text(out, "{\"void\":\"x\"}\n");
            continue;
        }
        buf_print(out, "{\"marks\":\"%.*s\"", e->candidate_count, b->marks);
        for (int k = 0; k < b->name_count; k++)
            buf_print(out, "%s\"%s%s\"", k ? "," : ",\"write_in\":[",
                      NAIVE_NAMES_OF[b->names[k]],
                      e->has_two[b->names[k]] && (i + k) % 2 ? "兄" : "");
        buf_text(out, b->name_count ? "]}\n" : "}\n");
    }
}

/* Fed in pieces of any size. */
static enum err count_pieces(struct dice *d, struct arena *a, struct str election,
                             struct str ballots, struct buf *out, struct fault *f)
{
    struct count *c = NULL;

    TRY(election_begin(a, election, &c, f));
    while (ballots.len > 0) {
        size_t len = 1 + (size_t)roll(d, 400);
        TRY(election_feed(c, str_sub(ballots, 0, len), f));
        ballots = str_sub(ballots, len, ballots.len);
    }
    return election_end(c, out, f);
}

/* The same ballots on one to four tally sheets. */
static void write_sums(struct dice *d, const struct naive_election *e, struct buf *out)
{
    for (int from = 0, many = 0; from < e->ballot_count; from += many) {
        struct naive_election sheet = *e;
        many = 1 + roll(d, e->ballot_count - from);
        memmove(sheet.ballots, sheet.ballots + from, (size_t)many * sizeof(*sheet.ballots));
        sheet.ballot_count = many;
        naive_sums(&sheet, out);
    }
}

struct buffers {
    struct buf election, ballots, result, books, persons;
};

static bool agree(struct dice *d, const struct naive_election *e, struct arena *a,
                  struct buffers *b, bool as_sums)
{
    struct fault f = {0};

    buf_clear(&b->election), buf_clear(&b->ballots), buf_clear(&b->result);
    buf_clear(&b->books), buf_clear(&b->persons);
    write_election(e, &b->election);
    if (as_sums)
        write_sums(d, e, &b->ballots);
    else
        write_ballots(e, &b->ballots);
    naive_count(e, &b->books, &b->persons);
    cr_assert_eq(
        count_pieces(d, a, buf_view(&b->election), buf_view(&b->ballots), &b->result, &f),
        ERR_OK, "%s %s\n%.*s\n%.*s", f.code, f.detail, STR_FMT(buf_view(&b->election)),
        STR_FMT(buf_view(&b->ballots)));
    return str_find(buf_view(&b->result), buf_view(&b->books)) >= 0 &&
           str_find(buf_view(&b->result), buf_view(&b->persons)) >= 0;
}

static void try_many(int64_t elections, bool as_sums)
{
    AUTO(arena) struct arena *a = arena_new();
    struct buffers b = {BUF(BUF_FILE), BUF(BUF_FILE), BUF(BUF_FILE), BUF(BUF_FILE),
                        BUF(BUF_FILE)};
    struct dice d = {0x20211111};

    for (int64_t i = 0; i < elections; i++) {
        struct naive_election e;
        roll_election(&d, &e);
        e.is_sums = as_sums;
        cr_assert(agree(&d, &e, a, &b, as_sums), "%lld:\n%.*s\n%.*s%.*s\n%.*s\n%.*s",
                  (long long)i, STR_FMT(buf_view(&b.election)),
                  STR_FMT(buf_view(&b.ballots)), STR_FMT(buf_view(&b.result)),
                  STR_FMT(buf_view(&b.books)), STR_FMT(buf_view(&b.persons)));
        arena_clear(a);
    }
    buf_done(&b.election), buf_done(&b.ballots), buf_done(&b.result);
    buf_done(&b.books), buf_done(&b.persons);
}

static int64_t how_many(int64_t otherwise)
{
    const char *asked = getenv("ELECTIONS"); /* a million in the nightly run */

    if (asked)
        cr_assert(str_i64(str_of(asked), &otherwise));
    return otherwise;
}

Test(election, a_naive_second_counter_agrees, .timeout = 600)
{
    try_many(how_many(30000), false);
}

/* What ballots gave, a tally sheet may say; and it elects the same persons. */
Test(election, sums_of_any_ballots_are_taken_and_give_the_same_result, .timeout = 600)
{
    try_many(how_many(10000), true);
}
