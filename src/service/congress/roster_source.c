/* Where the people on a roster come from: delegates whose credentials hold, the elected, deputies. */
#include "service/congress/roster_source.h"
#include "base/utf8.h"
#include "domain/names/same.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/departure.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "service/congress/body.h"
#include "service/congress/dealt.h"
#include "service/congress/sessions.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40 };

/* ---- where attendees come from ------------------------------------------------------- */

static const int FROM[ROSTER_FROM_COUNT] = {CODE_ATTENDEE_SOURCE_DELEGATES,
                                            CODE_ATTENDEE_SOURCE_ELECTED,
                                            CODE_ATTENDEE_SOURCE_DEPUTIES};

int roster_code(enum roster_from from)
{
    return FROM[from];
}

enum err roster_from_read(struct call *c, struct str name, enum roster_from *out)
{
    for (int i = 0; i < ROSTER_FROM_COUNT; i++) {
        if (!code_is(name, FROM[i]))
            continue;
        *out = (enum roster_from)i;
        return ERR_OK;
    }
    return FAIL(&c->fault, ERR_INVALID, "roster.from", "%.*s", STR_FMT(name));
}

static void source_new(struct call *c, const struct ledger *l, size_t most,
                       struct roster_source *s)
{
    *s = (struct roster_source){.ledger = l,
                                .rows = ARENA_ARRAY(c->arena, struct row *, most + 1),
                                .kinds = ARENA_ARRAY(c->arena, int, most + 1)};
}

static void source_add(struct roster_source *s, struct row *row, int kind)
{
    s->rows[s->count] = row;
    s->kinds[s->count++] = kind;
}

static bool is_meeting(const struct congress_of *k)
{
    return row_has_code(k->ledger, k->row, CONGRESS_KIND,
                        CODE_CONGRESS_KIND_MEMBER_MEETING);
}

/* Delegates are of the congress's term; those of another, or of none that is on record, have no mandate here.
 * Members come to their meeting for no term. */
static bool is_of_term(const struct congress_of *k, const struct ledger *l,
                       const struct row *delegate)
{
    int64_t term = row_number(l, delegate, DELEGATE_TERM);

    return term ? term == row_number(k->ledger, k->row, CONGRESS_TERM) : is_meeting(k);
}

static enum err from_delegates(struct call *c, const struct congress_of *k,
                               struct roster_source *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    struct value level = k->row->values[field_at(k->ledger, CONGRESS_LEVEL)],
                 term = {.is_set = true,
                         .number = row_number(k->ledger, k->row, CONGRESS_TERM)};
    struct filter filters[] = {{field_at(l, DELEGATE_LEVEL), FILTER_ANY, &level, 1},
                               {field_at(l, DELEGATE_TERM), FILTER_ANY, &term, 1}};
    struct list_query q = {.region = k->row->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .states = (uint64_t)1 << state_at(l, DELEGATE_IS_QUALIFIED) |
                                     (uint64_t)1 << state_at(l, DELEGATE_IS_MEMBER),
                           .filters = filters,
                           .filter_count = is_meeting(k) ? 1 : 2};
    struct list list;

    int body = body_of_congress(k->ledger, k->row);
    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    source_new(c, l, list.count, s);
    for (size_t i = 0; i < list.count; i++)
        if (body_of_row(l, list.rows[i]) == body && is_of_term(k, l, list.rows[i]))
            source_add(s, list.rows[i],
                       is_meeting(k) ? CODE_ATTENDEE_KIND_PARTY_MEMBER
                                     : body_attendee(body));
    return ERR_OK;
}

/* How the elected of an office come to a congress of this kind; 0: they do not. */
static int kind_of_office(struct str congress_kind, struct str office)
{
    static const struct {
        int congress, office, kind;
    } COMES[] = {
        {CODE_CONGRESS_KIND_PLENARY, CODE_ELECTION_OFFICE_COMMITTEE,
         CODE_ATTENDEE_KIND_MEMBER},
        {CODE_CONGRESS_KIND_PLENARY, CODE_ELECTION_OFFICE_ALTERNATE,
         CODE_ATTENDEE_KIND_ALTERNATE},
        {CODE_CONGRESS_KIND_DISCIPLINE_PLENARY, CODE_ELECTION_OFFICE_DISCIPLINE,
         CODE_ATTENDEE_KIND_MEMBER},
        {CODE_CONGRESS_KIND_PARTY, CODE_ELECTION_OFFICE_DELEGATE,
         CODE_ATTENDEE_KIND_DELEGATE},
        {CODE_CONGRESS_KIND_PEOPLE, CODE_ELECTION_OFFICE_DEPUTY_DIRECT,
         CODE_ATTENDEE_KIND_DEPUTY},
        {CODE_CONGRESS_KIND_PEOPLE, CODE_ELECTION_OFFICE_DEPUTY_INDIRECT,
         CODE_ATTENDEE_KIND_DEPUTY},
    };

    for (size_t i = 0; i < sizeof(COMES) / sizeof(COMES[0]); i++)
        if (code_is(congress_kind, COMES[i].congress) && code_is(office, COMES[i].office))
            return COMES[i].kind;
    return 0;
}

static struct str office_of(struct call *c, const struct list *elections, int64_t id)
{
    const struct ledger *l = ledger_of(c, LEDGER_ELECTION);

    for (size_t i = 0; i < elections->count; i++)
        if (elections->rows[i]->id.v == id)
            return row_text(l, elections->rows[i], ELECTION_OFFICE);
    return (struct str){0};
}

static bool has_left(const struct ledger *l, const struct list *left, int64_t who)
{
    for (size_t i = 0; i < left->count; i++)
        if (row_number(l, left->rows[i], DEPARTURE_CANDIDATE) == who &&
            row_is(l, left->rows[i], DEPARTURE_IS_CONFIRMED))
            return true;
    return false;
}

/* Who was elected and has left has no mandate: his seat is empty, or another's. */
static enum err drop_left(struct call *c, struct list *elected)
{
    const struct ledger *l = ledger_of(c, LEDGER_DEPARTURE);
    struct list left;
    size_t kept = 0;

    TRY(rows_of(c, l, DEPARTURE_CANDIDATE, rows_ids(c, elected), 0, &left));
    for (size_t i = 0; i < elected->count; i++)
        if (!has_left(l, &left, elected->rows[i]->id.v))
            elected->rows[kept++] = elected->rows[i];
    elected->count = kept;
    return ERR_OK;
}

/* Somebody who was elected twice, an alternate who became a member say, comes once, and with his vote. */
static void add_once(struct roster_source *s, struct row *who, int kind)
{
    const struct ledger *l = s->ledger;

    for (size_t i = 0; i < s->count; i++) {
        int64_t x = row_number(l, s->rows[i], CANDIDATE_PERSON),
                y = row_number(l, who, CANDIDATE_PERSON);
        if (x && y ? x != y
                   : !name_is(row_text(l, s->rows[i], CANDIDATE_NAME),
                              row_text(l, who, CANDIDATE_NAME)) ||
                         row_number(l, s->rows[i], CANDIDATE_BIRTH) !=
                             row_number(l, who, CANDIDATE_BIRTH))
            continue;
        if (s->kinds[i] == CODE_ATTENDEE_KIND_ALTERNATE) {
            s->rows[i] = who;
            s->kinds[i] = kind;
        }
        return;
    }
    source_add(s, who, kind);
}

static enum err from_congresses(struct call *c, const struct congress_of *k, struct ids ids,
                                struct roster_source *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct str kind = row_text(k->ledger, k->row, CONGRESS_KIND);
    struct list elected, elections;

    TRY(candidates_of(c, ids, true, &elected, &elections));
    TRY(drop_left(c, &elected));
    source_new(c, l, elected.count, s);
    for (size_t i = 0; i < elected.count; i++) {
        int64_t election = row_number(l, elected.rows[i], CANDIDATE_ELECTION);
        int as = kind_of_office(kind, office_of(c, &elections, election));
        if (as)
            add_once(s, elected.rows[i], as);
    }
    return ERR_OK;
}

/* The committee is of a term: whoever a session of it elected sits, by-elected or at first. */
static enum err from_elected(struct call *c, const struct congress_of *k,
                             struct roster_source *s)
{
    row_id id = {row_number(k->ledger, k->row, CONGRESS_PARENT)};
    struct list others;
    struct row *parent;

    if (!id.v)
        return FAIL(&c->fault, ERR_RULE, "roster.parent", "%s", "");
    TRY(row_fetch(c, k->ledger, id, &parent));
    TRY(congress_sessions(c, k->ledger, parent, &others));
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, others.count + 1), 0};
    ids.items[ids.count++] = id.v;
    for (size_t i = 0; i < others.count; i++)
        ids.items[ids.count++] = others.rows[i]->id.v;
    return from_congresses(c, k, ids, s);
}

/* The elections in the districts of its renewal, by-elections among them. */
static enum err from_deputies(struct call *c, const struct congress_of *k,
                              struct roster_source *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct list list;

    TRY(dealt_districts(c, k->ledger, k->row, &list));
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, list.count + 1), 0};
    for (size_t i = 0; i < list.count; i++)
        if (row_has(l, list.rows[i], DISTRICT_CONGRESS))
            ids.items[ids.count++] = row_number(l, list.rows[i], DISTRICT_CONGRESS);
    return from_congresses(c, k, ids, s);
}

/* ---- of which congress -------------------------------------------------------------- */

static bool is_plenary(const struct congress_of *k)
{
    return congress_is_plenary(k->ledger, k->row);
}

/* Its deputies are elected by the voters (选举法 art. 3). */
static bool is_of_voters(const struct congress_of *k)
{
    return row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) &&
           (row_has_code(k->ledger, k->row, CONGRESS_LEVEL, CODE_LEVEL_COUNTY) ||
            row_has_code(k->ledger, k->row, CONGRESS_LEVEL, CODE_LEVEL_TOWNSHIP));
}

size_t roster_sources(const struct congress_of *k, enum roster_from out[ROSTER_FROM_COUNT])
{
    size_t n = 0;

    if (congress_is_district(k))
        return 0;
    if (is_plenary(k)) {
        out[n++] = ROSTER_ELECTED;
        return n;
    }
    if (is_of_voters(k))
        out[n++] = ROSTER_DEPUTIES;
    out[n++] = ROSTER_DELEGATES;
    return n;
}

enum err roster_parent(struct call *c, const struct congress_of *k)
{
    const struct ledger *l = k->ledger;
    row_id id = {row_number(l, k->row, CONGRESS_PARENT)};
    struct row *parent;

    if (!is_plenary(k))
        return ERR_OK;
    if (!id.v)
        return FAIL(&c->fault, ERR_RULE, "roster.parent", "%s", "");
    TRY(row_fetch(c, l, id, &parent));
    bool elects = row_has_code(l, parent, CONGRESS_KIND, CODE_CONGRESS_KIND_PARTY) ||
                  row_has_code(l, parent, CONGRESS_KIND, CODE_CONGRESS_KIND_MEMBER_MEETING);
    if (!elects || parent->region != k->row->region ||
        !str_eq(row_text(l, parent, CONGRESS_LEVEL), row_text(l, k->row, CONGRESS_LEVEL)))
        return FAIL(&c->fault, ERR_RULE, "roster.parent_other", "%.*s",
                    STR_FMT(row_text(l, parent, CONGRESS_TITLE)));
    int64_t term = row_number(l, k->row, CONGRESS_TERM),
            of = row_number(l, parent, CONGRESS_TERM);
    return congress_term_agrees(term, of)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "congress.parent_term",
                      "%lld" SEP "%.*s" SEP "%lld", (long long)term,
                      STR_FMT(utf8_head(row_text(l, parent, CONGRESS_TITLE), TITLE_SHOWN)),
                      (long long)of);
}

enum err roster_voting(struct call *c, row_id congress, int64_t *voting, bool *called)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct list all;

    *voting = 0;
    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, congress, 0, &all));
    *called = all.count > 0;
    for (size_t i = 0; i < all.count; i++)
        *voting += row_number(l, all.rows[i], ATTENDEE_VOTES) != 0;
    return ERR_OK;
}

/* ---- one attendee -------------------------------------------------------------------- */

/* A field of the same name, where the source has one. */
static void copy_field(const struct roster_source *s, const struct row *from,
                       const struct ledger *l, struct row *to, int field)
{
    const struct field *f = ledger_field(s->ledger, field_name(l, field));

    if (f)
        to->values[field_at(l, field)] = from->values[f->index];
}

struct row *roster_attendee(struct call *c, const struct ledger *l,
                            const struct congress_of *k, const struct roster_source *s,
                            size_t i)
{
    static const int SAME[] = {ATTENDEE_NAME,       ATTENDEE_SEX,         ATTENDEE_BIRTH,
                               ATTENDEE_ETHNICITY,  ATTENDEE_POST,        ATTENDEE_PHONE,
                               ATTENDEE_DELEGATION, ATTENDEE_SEAT_NUMBER, ATTENDEE_PERSON};
    struct row *row = row_new(c->arena, l);

    row->region = k->row->region;
    for (size_t n = 0; n < sizeof(SAME) / sizeof(SAME[0]); n++)
        copy_field(s, s->rows[i], l, row, SAME[n]);
    if (s->from == ROSTER_DELEGATES) {
        row_put_text(l, row, ATTENDEE_POST,
                     row_text(s->ledger, s->rows[i], DELEGATE_UNIT_POST));
        row_put_number(l, row, ATTENDEE_DELEGATE, s->rows[i]->id.v);
    }
    row_put_number(l, row, ATTENDEE_CONGRESS, k->row->id.v);
    row_put_code(l, row, ATTENDEE_KIND, s->kinds[i]);
    row_put_number(l, row, ATTENDEE_VOTES, s->kinds[i] != CODE_ATTENDEE_KIND_ALTERNATE);
    row_put_code(l, row, ATTENDEE_SOURCE, FROM[s->from]);
    row_defaults(c->arena, l, row);
    return row;
}

/* By the delegate; else by the record, else by name and birth. */
bool roster_is_same(const struct ledger *l, const struct row *a, const struct row *b)
{
    int64_t delegate = row_number(l, b, ATTENDEE_DELEGATE);

    if (delegate)
        return row_number(l, a, ATTENDEE_DELEGATE) == delegate;
    int64_t x = row_number(l, a, ATTENDEE_PERSON), y = row_number(l, b, ATTENDEE_PERSON);
    if (x && y)
        return x == y;
    return name_is(row_text(l, a, ATTENDEE_NAME), row_text(l, b, ATTENDEE_NAME)) &&
           row_number(l, a, ATTENDEE_BIRTH) == row_number(l, b, ATTENDEE_BIRTH);
}

enum err roster_source_load(struct call *c, const struct congress_of *k,
                            enum roster_from from, struct roster_source *s)
{
    static enum err (*const READ[ROSTER_FROM_COUNT])(
        struct call *, const struct congress_of *,
        struct roster_source *) = {from_delegates, from_elected, from_deputies};

    TRY(READ[from](c, k, s));
    s->from = from;
    if (s->count)
        return ERR_OK;
    if (from == ROSTER_DELEGATES)
        return FAIL(&c->fault, ERR_RULE, "roster.no_delegates", "%lld",
                    (long long)row_number(k->ledger, k->row, CONGRESS_TERM));
    return FAIL(&c->fault, ERR_RULE, "roster.no_elected", "%s", "");
}
