#include "unit/domain/poll/naive.h"

const char *const NAIVE_NAMES_OF[NAIVE_POOL] = {"丁一", "卜一", "刁一", "干一",
                                                "于一", "万一", "门一", "卫一",
                                                "马一", "王一", "李一", "张一"};

static bool is(const char *x, const char *y)
{
    return strcmp(x, y) == 0;
}

static bool is_plenary(const struct naive_election *e)
{
    return is(e->office, "standing") || is(e->office, "secretary") ||
           is(e->office, "deputy_secretary");
}

static bool is_party(const struct naive_election *e)
{
    return is(e->rules, "township-party-2020") || is(e->rules, "county-party-2020");
}

static bool has_quorum(const struct naive_election *e)
{
    if (is(e->rules, "township-party-2020"))
        return e->present * 5 >= e->due * 4;
    if (is(e->rules, "county-party-2020"))
        return is_plenary(e) ? e->present * 3 > e->due * 2 : e->present * 2 > e->due;
    if (is(e->rules, "people-direct-2020"))
        return e->present * 2 > e->due;
    return e->present * 3 >= e->due * 2;
}

/* The people's congresses cut their list to the lawful maximum, or to a surplus that was settled. */
static int greatest_surplus(const struct naive_election *e)
{
    int least, most;

    if (is(e->office, "chief"))
        return 1;
    if (is(e->office, "vice"))
        return is(e->rules, "cppcc") ? 0 : 3;
    if (is(e->office, "deputy_direct"))
        return e->seats;
    least = is(e->office, "standing_member") ? (e->seats + 9) / 10 : (e->seats + 4) / 5;
    most = is(e->office, "standing_member") ? e->seats / 5 : e->seats / 2;
    return most > least ? most : least;
}

/* How many come through: of a pre-election the candidates of the formal ballot. */
static int places(const struct naive_election *e)
{
    if (!e->is_pre || e->round > 1)
        return e->seats;
    if (e->surplus >= 0)
        return e->seats + e->surplus;
    return is_party(e) ? e->seats : e->seats + greatest_surplus(e);
}

static bool passes(const struct naive_election *e, int votes)
{
    if (votes == 0)
        return false;
    if (e->is_rerun || (e->is_pre && !is_party(e)))
        return true;
    if (e->is_pre)
        return votes * 2 > (is(e->rules, "township-party-2020") ? e->present : e->due);
    if (is(e->rules, "people-direct-2020") && e->round > 1)
        return votes * 3 >= e->ballot_count;
    if (is(e->rules, "township-party-2020") || is(e->rules, "people-direct-2020"))
        return votes * 2 > e->present;
    return votes * 2 > e->due;
}

static int listed(const struct naive_election *e, int person)
{
    for (int i = 0; i < e->candidate_count; i++)
        if (e->candidates[i] == person)
            return i;
    return -1;
}

static int how_many(const struct naive_election *e, const struct naive_ballot *b, char mark)
{
    int n = 0;

    for (int i = 0; i < e->candidate_count; i++)
        n += b->marks[i] == mark;
    return n;
}

/* Whether the k-th name written on a ballot counts. */
static bool name_counts(const struct naive_election *e, const struct naive_ballot *b, int k)
{
    int before = 0, entitled = NAIVE_NAMES;

    if (!is(e->rules, "people-direct-2020") && !is(e->rules, "cppcc"))
        entitled = how_many(e, b, 'N') + (e->abstain_entitles ? how_many(e, b, 'A') : 0);
    if (listed(e, b->names[k]) >= 0 || e->never_writes || e->is_rerun ||
        e->was_elected[b->names[k]])
        return false;
    for (int i = 0; i < k; i++) {
        if (b->names[i] == b->names[k])
            return false;
        before += name_counts(e, b, i);
    }
    return before < entitled;
}

static bool is_valid(const struct naive_election *e, const struct naive_ballot *b)
{
    int chosen = how_many(e, b, 'Y');

    for (int k = 0; k < b->name_count; k++)
        chosen += name_counts(e, b, k);
    return !b->is_void && chosen <= places(e) &&
           !(e->unclear_voids && how_many(e, b, '?') > 0);
}

/* How often `person` has the mark, written in or listed, on valid ballots. */
static int votes(const struct naive_election *e, int person, char mark)
{
    int n = 0, at = listed(e, person);

    for (int i = 0; i < e->ballot_count; i++) {
        const struct naive_ballot *b = &e->ballots[i];
        if (!is_valid(e, b))
            continue;
        if (at >= 0)
            n += b->marks[at] == mark;
        for (int k = 0; k < b->name_count && at < 0 && mark == 'Y'; k++)
            n += b->names[k] == person && name_counts(e, b, k);
    }
    return n;
}

enum fate { NOBODY, ELECTED, TIED };

static enum fate fate_of(const struct naive_election *e, int person)
{
    int mine = votes(e, person, 'Y'), better = 0, equal = 0;

    if (!passes(e, mine) || (e->is_rerun && listed(e, person) < 0))
        return NOBODY;
    for (int other = 0; other < NAIVE_POOL; other++) {
        int theirs = votes(e, other, 'Y');
        if (e->is_rerun && listed(e, other) < 0)
            continue;
        better += theirs > mine;
        equal += theirs == mine;
    }
    if (better + equal <= places(e))
        return ELECTED;
    return better < places(e) ? TIED : NOBODY;
}

/* Does x stand before y among the elected? */
static bool stands_before(const struct naive_election *e, int x, int y)
{
    int more = votes(e, x, 'Y') - votes(e, y, 'Y');

    if (is(e->office, "alternate") && more != 0)
        return more > 0;
    if (is_plenary(e) && listed(e, x) >= 0 && listed(e, y) >= 0)
        return listed(e, x) < listed(e, y);
    if (is_plenary(e) && (listed(e, x) >= 0) != (listed(e, y) >= 0))
        return listed(e, x) >= 0;
    return x < y;
}

static int put_fated(const struct naive_election *e, enum fate fate, struct buf *out)
{
    bool done[NAIVE_POOL] = {0};
    int count = 0;

    for (;;) {
        int next = -1;
        for (int p = 0; p < NAIVE_POOL; p++)
            if (!done[p] && fate_of(e, p) == fate &&
                (next < 0 || stands_before(e, p, next)))
                next = p;
        if (next < 0)
            return count;
        buf_print(out, "%s\"%s\"", count++ ? "," : "", NAIVE_NAMES_OF[next]);
        done[next] = true;
    }
}

static void put_person(const struct naive_election *e, int person, struct buf *out)
{
    buf_print(out,
              "{\"name\":\"%s\",\"approve\":%d,\"oppose\":%d,\"abstain\":%d,\"unclear\":%d,"
              "\"elected\":%s}",
              NAIVE_NAMES_OF[person], votes(e, person, 'Y'), votes(e, person, 'N'),
              votes(e, person, 'A'), votes(e, person, '?'),
              fate_of(e, person) == ELECTED ? "true" : "false");
}

static void put_write_ins(const struct naive_election *e, struct buf *out)
{
    const char *comma = "";

    for (int n = NAIVE_BALLOTS * NAIVE_NAMES; n > 0; n--)
        for (int p = 0; p < NAIVE_POOL; p++) {
            if (listed(e, p) >= 0 || votes(e, p, 'Y') != n)
                continue;
            buf_text(out, comma);
            put_person(e, p, out);
            comma = ",";
        }
}

/* How often somebody was written in who has a mark, or a seat already. */
static int own_names(const struct naive_election *e)
{
    int n = 0;

    for (int i = 0; i < e->ballot_count && !e->is_sums; i++)
        for (int k = 0; k < e->ballots[i].name_count && is_valid(e, &e->ballots[i]); k++) {
            int person = e->ballots[i].names[k];
            n += listed(e, person) >= 0 || e->was_elected[person];
        }
    return n;
}

static int valid_ballots(const struct naive_election *e)
{
    int valid = 0;

    for (int i = 0; i < e->ballot_count; i++)
        valid += is_valid(e, &e->ballots[i]);
    return valid;
}

static void put_valid(const struct naive_election *e, struct buf *books,
                      struct buf *persons)
{
    int valid = valid_ballots(e);

    buf_print(books, "\"returned\":%d,\"valid\":%d,\"void\":%d,", e->ballot_count, valid,
              e->ballot_count - valid);
    buf_text(persons, "\"candidates\":[");
    for (int i = 0; i < e->candidate_count; i++) {
        buf_text(persons, i ? "," : "");
        put_person(e, e->candidates[i], persons);
    }
    buf_text(persons, "],\"write_ins\":[");
    put_write_ins(e, persons);
    buf_print(persons, "],\"own_names\":%d,\"elected\":[", own_names(e));
    int elected = put_fated(e, ELECTED, persons);
    buf_text(persons, "],\"tied\":[");
    int tied = put_fated(e, TIED, persons);
    buf_print(persons, "],\"unfilled\":%d,\"next\":\"%s\"", places(e) - elected,
              tied                  ? "rerun_tied"
              : elected < places(e) ? "another_election"
              : e->is_pre           ? "formal_election"
                                    : "none");
}

void naive_count(const struct naive_election *e, struct buf *books, struct buf *persons)
{
    if (has_quorum(e) && e->ballot_count <= e->issued && e->ballot_count <= e->present) {
        put_valid(e, books, persons);
        return;
    }
    int returned = has_quorum(e) ? e->ballot_count : 0;
    buf_print(books, "\"returned\":%d,\"valid\":0,\"void\":%d,", returned, returned);
    buf_print(persons,
              "\"write_ins\":[],\"own_names\":0,\"elected\":[],\"tied\":[],\"unfilled\":%d,"
              "\"next\":\"%s\"",
              e->seats, "start_again");
}

void naive_sums(const struct naive_election *e, struct buf *out)
{
    const char *comma = "";

    buf_print(out, "{\"sum\":{\"returned\":%d,\"void\":%d,\"answers\":[{\"marks\":[",
              e->ballot_count, e->ballot_count - valid_ballots(e));
    for (int i = 0; i < e->candidate_count; i++) {
        int p = e->candidates[i];
        buf_print(out, "%s[%d,%d,%d,%d]", i ? "," : "", votes(e, p, 'Y'), votes(e, p, 'N'),
                  votes(e, p, 'A'), votes(e, p, '?'));
    }
    buf_text(out, "],\"write_in\":[");
    for (int p = 0; p < NAIVE_POOL; p++) {
        if (listed(e, p) >= 0 || votes(e, p, 'Y') == 0)
            continue;
        buf_print(out, "%s{\"name\":\"%s\",\"approve\":%d}", comma, NAIVE_NAMES_OF[p],
                  votes(e, p, 'Y'));
        comma = ",";
    }
    buf_text(out, "]}]}}\n");
}
