/* Values of the deputies whom voters elected: counted in the signed polls of the districts, never in the ledger of the
 * Party's delegates. */
#include "domain/delegates/structure.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/voter.h"
#include "service/congress/dealt.h"
#include "service/papers/values.h"
#include "service/record/codes.h"

bool values_are_of_deputies(const struct values *v)
{
    return str_eq(v->form, STR("elected_announcement")) ||
           str_eq(v->form, STR("deputy_credentials_report"));
}

/* ---- one district ------------------------------------------------------------------------- */

/* Of one poll, with those written in: appended to out. */
static enum err add_elected(struct values *v, const struct poll *p, struct list *out)
{
    const struct ledger *l = p->candidate_ledger;
    struct list all;

    for (size_t k = 0; k < p->election_count; k++) {
        const struct row *election = p->elections[k].row;
        if (row_number(p->election_ledger, election, ELECTION_PRE_ELECTION))
            continue; /* makes candidates, not deputies */
        TRY(rows_of_one(v->call, l, CANDIDATE_ELECTION, election->id, CANDIDATE_PLACE,
                        &all));
        struct list grown = {
            .rows = ARENA_ARRAY(v->call->arena, struct row *, out->count + all.count),
            .count = out->count};
        for (size_t i = 0; i < out->count; i++)
            grown.rows[i] = out->rows[i];
        for (size_t i = 0; i < all.count; i++)
            if (row_number(l, all.rows[i], CANDIDATE_ELECTED))
                grown.rows[grown.count++] = all.rows[i];
        *out = grown;
    }
    return ERR_OK;
}

static bool counts(const struct ledger *l, const struct row *poll)
{
    return row_is(l, poll, POLL_IS_SIGNED) && !row_is(l, poll, POLL_IS_VOID);
}

enum err deputies_elected(struct values *v, row_id congress, struct list *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list polls;

    *out = (struct list){0};
    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, congress, POLL_ROUND, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        struct poll *p;
        if (!counts(l, polls.rows[i]))
            continue;
        TRY(poll_load(v->call, polls.rows[i]->id, &p));
        TRY(add_elected(v, p, out));
    }
    sort_by_strokes(v, ledger_of(v->call, LEDGER_CANDIDATE), out);
    return ERR_OK;
}

/* Who took part in the district's election: in its first round. */
static enum err taken_part(struct values *v, row_id congress, int64_t *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list polls;
    struct poll *p;

    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(v->call, l, POLL_CONGRESS, congress, POLL_ROUND, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        if (!counts(l, polls.rows[i]) || row_number(l, polls.rows[i], POLL_ROUND) > 1)
            continue;
        TRY(poll_load(v->call, polls.rows[i]->id, &p));
        if (!p->election_count ||
            row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION))
            continue;
        *out += row_number(l, polls.rows[i], POLL_PRESENT);
        return ERR_OK;
    }
    return ERR_OK;
}

/* ---- all of the congress -------------------------------------------------------------------- */

struct deputies {
    int64_t seats, districts, voters, present;
    int64_t voted, voters_voted; /* districts with a signed result, and their voters */
    struct structure_count people;
};

/* Those of the general election of its term: a by-election fills a seat of one of them. */
static enum err deputy_districts(struct values *v, struct list *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    size_t kept = 0;

    TRY(dealt_districts(v->call, ledger_of(v->call, LEDGER_CONGRESS), v->congress, out));
    for (size_t i = 0; i < out->count; i++)
        if (dealt_counts(l, out->rows[i]))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

static enum err count_voters(struct values *v, row_id district, int64_t *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER);
    struct list all;

    TRY(rows_of_one(v->call, l, VOTER_DISTRICT, district, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out += row_is(l, all.rows[i], VOTER_IS_REGISTERED);
    return ERR_OK;
}

void deputies_add(struct values *v, const struct list *all, struct structure_count *n)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CANDIDATE);

    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = all->rows[i];
        struct structure_person p = {.sex = row_text(l, row, CANDIDATE_SEX),
                                     .ethnicity = row_text(l, row, CANDIDATE_ETHNICITY),
                                     .birth = (date)row_number(l, row, CANDIDATE_BIRTH),
                                     .education = row_text(l, row, CANDIDATE_EDUCATION)};
        structure_add_person(n, &p, v->ages_at);
    }
}

static enum err sum_district(struct values *v, const struct row *district,
                             struct deputies *d)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    row_id congress = {row_number(l, district, DISTRICT_CONGRESS)};
    struct list elected;

    int64_t voters = 0, present = 0;

    d->districts++;
    d->seats += row_number(l, district, DISTRICT_SEATS);
    TRY(count_voters(v, district->id, &voters));
    TRY(taken_part(v, congress, &present));
    d->voters += voters;
    d->present += present;
    d->voted += present > 0;
    d->voters_voted += present ? voters : 0;
    TRY(deputies_elected(v, congress, &elected));
    deputies_add(v, &elected, &d->people);
    return ERR_OK;
}

enum { KNOWN_OF_ROSTER = 3, KNOWN_OF_BALLOT };

/* How many are of each kind, of the first `known`: what the list at hand says of a person. */
static void put_kinds(struct values *v, const struct structure_count *n, size_t known)
{
    static const struct {
        const char *key, *share;
        enum structure_kind kind;
    } KINDS[] = {{"women", "women_actual_share", STRUCTURE_WOMEN},
                 {"ethnic", "ethnic_actual_share", STRUCTURE_ETHNIC},
                 {"young", "young_actual_share", STRUCTURE_UNDER45},
                 {"college", "college_share", STRUCTURE_COLLEGE}};

    for (size_t i = 0; i < known; i++)
        put_kind(v, n, KINDS[i].kind, KINDS[i].key, KINDS[i].share);
}

/* What a ballot's list of candidates says of them; whether somebody serves again or in which trade he works it does
 * not say, nor has anybody on record what the committee on credentials found: those blanks stay open. */
static void put_deputy_numbers(struct values *v, const struct deputies *d)
{
    int64_t n = d->people.people;

    put_number(v, "quota", d->seats);
    put_number(v, "seats", d->seats);
    put_number(v, "unit_count", d->districts);
    put_number(v, "elected_count", n);
    put_number(v, "delegate_count", n);
    put_number(v, "unfilled", d->seats > n ? d->seats - n : 0);
    put_number(v, "voters", d->voters);
    put_number(v, "present", d->present);
    put_share(v, "present_share", d->present, d->voters_voted);
    put_number(v, "voted_districts", d->voted);
    put_number(v, "open_districts", d->districts - d->voted);
    put_kinds(v, &d->people, KNOWN_OF_BALLOT);
}

static enum err put_district_lines(struct values *v, const struct list *districts)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CANDIDATE);

    open_list(v, "districts");
    for (size_t i = 0; i < districts->count; i++) {
        const struct row *row = districts->rows[i];
        struct str names = {0};
        struct list elected;
        TRY(deputies_elected(v, (row_id){row_number(l, row, DISTRICT_CONGRESS)}, &elected));
        for (size_t k = 0; k < elected.count; k++)
            names = str_print(v->call->arena, "%.*s%s%.*s", STR_FMT(names), k ? "、" : "",
                              STR_FMT(row_text(lc, elected.rows[k], CANDIDATE_NAME)));
        jsonw_open(&v->w, '{');
        put_number(v, "number", row_number(l, row, DISTRICT_PLACE));
        put_text(v, "title", row_text(l, row, DISTRICT_TITLE));
        put_text(v, "elected_names", names);
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    return ERR_OK;
}

/* The day on which the districts voted; open when they did on several. */
static void put_day(struct values *v, const struct list *districts)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    int64_t day = 0;

    for (size_t i = 0; i < districts->count; i++) {
        int64_t own = row_number(l, districts->rows[i], DISTRICT_ELECTION_DAY);
        if (day && own && own != day)
            return;
        day = own ? own : day;
    }
    put_date(v, "election_day", (date)day);
}

/* 王文（第7选区，2026年11月28日补选）: whom the by-elections of its term elected. */
static enum err by_elected_of(struct values *v, const struct row *district, struct str *all)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CANDIDATE);
    struct arena *a = v->call->arena;
    struct str day = date_text(a, (date)row_number(l, district, DISTRICT_ELECTION_DAY));
    struct list elected;

    TRY(deputies_elected(v, (row_id){row_number(l, district, DISTRICT_CONGRESS)},
                         &elected));
    for (size_t i = 0; i < elected.count; i++)
        *all = names_joined(
            a, *all,
            str_print(a, "%.*s（第%lld选区，%.*s补选）",
                      STR_FMT(row_text(lc, elected.rows[i], CANDIDATE_NAME)),
                      (long long)row_number(l, district, DISTRICT_PLACE), STR_FMT(day)));
    return ERR_OK;
}

enum err put_by_elected(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    struct str all = {0};
    struct list districts;

    TRY(dealt_districts(v->call, ledger_of(v->call, LEDGER_CONGRESS), v->congress,
                        &districts));
    for (size_t i = 0; i < districts.count; i++)
        if (!dealt_counts(l, districts.rows[i]))
            TRY(by_elected_of(v, districts.rows[i], &all));
    put_text(v, "by_elected_text", all);
    return ERR_OK;
}

static enum err sum_all(struct values *v, const struct list *districts, struct deputies *d)
{
    for (size_t i = 0; i < districts->count; i++)
        TRY(sum_district(v, districts->rows[i], d));
    return ERR_OK;
}

enum err deputies_count(struct values *v, int64_t *out)
{
    struct deputies d = {0};
    struct list districts;

    TRY(deputy_districts(v, &districts));
    TRY(sum_all(v, &districts, &d));
    *out = d.people.people;
    return ERR_OK;
}

/* Where the districts voted without this program the roster says who was elected; what it does not say stays open. */
static enum err put_roster_numbers(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ATTENDEE);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    int64_t seats = row_number(lc, v->congress, CONGRESS_DEPUTIES);
    struct structure_count n = {0};
    struct list all;

    TRY(rows_of_one(v->call, l, ATTENDEE_CONGRESS, v->congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        struct structure_person p = {.sex = row_text(l, row, ATTENDEE_SEX),
                                     .ethnicity = row_text(l, row, ATTENDEE_ETHNICITY),
                                     .birth = (date)row_number(l, row, ATTENDEE_BIRTH)};
        if (row_number(l, row, ATTENDEE_VOTES))
            structure_add_person(&n, &p, v->ages_at);
    }
    put_number(v, "delegate_count", n.people);
    put_kinds(v, &n, KNOWN_OF_ROSTER);
    if (!seats)
        return ERR_OK;
    put_number(v, "quota", seats);
    put_number(v, "unfilled", seats > n.people ? seats - n.people : 0);
    return ERR_OK;
}

enum err put_deputies(struct values *v)
{
    struct deputies d = {0};
    struct list districts;

    TRY(deputy_districts(v, &districts));
    TRY(sum_all(v, &districts, &d));
    TRY(put_by_elected(v));
    if (!d.people.people)
        return put_roster_numbers(v);
    put_deputy_numbers(v, &d);
    put_day(v, &districts);
    return put_district_lines(v, &districts);
}

enum err called_count(struct values *v, int64_t *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ATTENDEE);
    struct list all;

    TRY(rows_of_one(v->call, l, ATTENDEE_CONGRESS, v->congress->id, 0, &all));
    *out = 0;
    for (size_t i = 0; i < all.count; i++)
        *out += row_number(l, all.rows[i], ATTENDEE_VOTES) != 0;
    return ERR_OK;
}

/* Above the township the standing committee accepts a resignation, whose members nobody has on record here. */
static bool is_decided_by_committee(const struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_CONGRESS);

    return str_eq(v->form, STR("resignation_acceptance")) &&
           !row_has_code(l, v->congress, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP);
}

/* Who is called to the congress: its own roster. */
enum err put_called(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ATTENDEE);
    int64_t count = 0;
    struct list all;

    if (congress_is_of_people(
            row_text(ledger_of(v->call, LEDGER_CONGRESS), v->congress, CONGRESS_KIND)) &&
        !values_are_of_deputies(v))
        TRY(put_by_elected(v));
    TRY(rows_of_one(v->call, l, ATTENDEE_CONGRESS, v->congress->id, ATTENDEE_NAME, &all));
    sort_by_strokes(v, l, &all);
    open_list(v, "delegates");
    for (size_t i = 0; i < all.count; i++) {
        if (!row_number(l, all.rows[i], ATTENDEE_VOTES))
            continue;
        jsonw_open(&v->w, '{');
        put_person(v, l, all.rows[i]);
        jsonw_close(&v->w, '}');
        count++;
    }
    close_list(v);
    if (!count) {
        v->open |= OPEN_DELEGATES;
        return ERR_OK;
    }
    put_number(v, "delegate_count", count);
    put_number(v, "called_count", count);
    if (!v->sitting &&
        !is_decided_by_committee(v)) /* there it is who is due at the sitting */
        put_number(v, "due", count);
    return ERR_OK;
}
