/* Values of the deputies of a people's congress: numbers and names of the papers that certify and announce them. */
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "service/congress/dealt.h"
#include "service/papers/deputies.h"
#include "service/record/codes.h"

bool values_are_of_deputies(const struct values *v)
{
    return str_eq(v->form, STR("elected_announcement")) ||
           str_eq(v->form, STR("deputy_credentials_report"));
}

/* ---- numbers ------------------------------------------------------------------------------------ */

/* What the list at hand says of a person: whether somebody serves again or in which trade he works neither a ballot nor
 * the roster does. */
static void put_kinds(struct values *v, const struct deputies *d)
{
    static const struct {
        const char *key, *share;
        enum structure_kind kind;
        enum deputies_from most;
    } KINDS[] = {{"women", "women_actual_share", STRUCTURE_WOMEN, FROM_ROSTER},
                 {"ethnic", "ethnic_actual_share", STRUCTURE_ETHNIC, FROM_ROSTER},
                 {"young", "young_actual_share", STRUCTURE_UNDER45, FROM_ROSTER},
                 {"college", "college_share", STRUCTURE_COLLEGE, FROM_ENTERED},
                 {"non_party", "non_party_share", STRUCTURE_NON_PARTY, FROM_ENTERED},
                 {"reelected_count", "reelected_share", STRUCTURE_INCUMBENT, 0},
                 {"workers", NULL, STRUCTURE_WORKER, 0},
                 {"farmers", NULL, STRUCTURE_FARMER, 0},
                 {"experts", NULL, STRUCTURE_PROFESSIONAL, 0},
                 {"leaders", NULL, STRUCTURE_LEADER, 0}};

    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (d->from == FROM_ENTERED || d->from <= KINDS[i].most)
            put_kind(v, &d->people, KINDS[i].kind, KINDS[i].key, KINDS[i].share);
}

static void put_sum(struct values *v, const struct deputies *d, enum place_number n,
                    const char *key)
{
    int64_t sum;

    if (deputies_sum(d, n, &sum))
        put_number(v, key, sum);
}

/* Who took part, in the districts that have voted. */
static void put_turnout(struct values *v, const struct deputies *d)
{
    int64_t voted = 0, voters = 0, present = 0;

    for (size_t i = 0; i < d->count; i++) {
        const struct deputy_place *p = &d->places[i];
        bool has_voted = p->n[PLACE_PRESENT] > 0;
        voted += has_voted;
        present += p->n[PLACE_PRESENT];
        voters += has_voted ? p->n[PLACE_VOTERS] : 0;
    }
    put_sum(v, d, PLACE_VOTERS, "voters");
    if (!voted)
        return;
    put_number(v, "present", present);
    put_share(v, "present_share", present, voters);
    put_number(v, "voted_districts", voted);
    put_number(v, "open_districts", (int64_t)d->count - voted);
}

/* What the committee on credentials found: of those entered one by one; nobody has it on record of others. */
static void put_findings(struct values *v, const struct deputies *d)
{
    if (d->from != FROM_ENTERED)
        return;
    if (d->valid)
        put_number(v, "valid_delegates", d->valid);
    put_number(v, "invalid_delegates", d->invalid);
    put_text(v, "invalid_text", d->invalid_text);
    put_date(v, "credentials_day", d->confirmed_on);
}

static void put_deputy_numbers(struct values *v, const struct deputies *d)
{
    int64_t n = d->people.people;

    put_number(v, "elected_count", n);
    put_number(v, "delegate_count", n);
    if (d->count)
        put_number(v, "unit_count", (int64_t)d->count);
    if (d->seats) {
        put_number(v, "quota", d->seats);
        put_number(v, "seats", d->seats);
        put_number(v, "unfilled", d->seats > n ? d->seats - n : 0);
    }
    put_turnout(v, d);
    put_kinds(v, d);
    put_findings(v, d);
}

static void put_district_lines(struct values *v, const struct deputies *d)
{
    open_list(v, "districts");
    for (size_t i = 0; i < d->count; i++) {
        jsonw_open(&v->w, '{');
        put_number(v, "number", d->places[i].number);
        put_text(v, "title", d->places[i].title);
        put_text(v, "elected_names", d->places[i].elected);
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

/* The day on which the districts voted; open when they did on several. */
static void put_day(struct values *v, const struct deputies *d)
{
    date day = 0;

    for (size_t i = 0; i < d->count; i++) {
        date own = d->places[i].day;
        if (day && own && own != day)
            return;
        day = own ? own : day;
    }
    put_date(v, "election_day", day);
}

/* ---- by-elections --------------------------------------------------------------------------------- */

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

enum err deputies_count(struct values *v, int64_t *out)
{
    struct deputies d;

    TRY(deputies_who(v, &d));
    *out = d.from == FROM_ROSTER ? 0 : d.people.people;
    return ERR_OK;
}

enum err put_deputies(struct values *v)
{
    struct deputies d;

    TRY(deputies_load(v, &d));
    TRY(put_by_elected(v));
    put_deputy_numbers(v, &d);
    put_day(v, &d);
    put_district_lines(v, &d);
    return ERR_OK;
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
