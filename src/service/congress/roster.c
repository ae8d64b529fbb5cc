/* Who is called: attendees out of delegates, of the elected, of deputies; their badges. */
#include "domain/names/same.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/body.h"
#include "service/congress/hall_load.h"
#include "service/record/codes.h"
#include "service/record/gate.h"
#include "service/record/hooks.h"
#include "service/site/site.h"
#include "store/queries.h"

/* ---- badges -------------------------------------------------------------------------- */

/* Without what is mistaken for something else: 0 O 1 I L U. */
static const char BADGE_LETTERS[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { BADGE_LETTER_COUNT = sizeof(BADGE_LETTERS) - 1 };

struct str badge_of(struct arena *a, const unsigned char random[BADGE_LEN])
{
    char *text = arena_bytes(a, BADGE_LEN);

    for (size_t i = 0; i < BADGE_LEN; i++)
        text[i] = BADGE_LETTERS[random[i] % BADGE_LETTER_COUNT];
    return (struct str){text, BADGE_LEN};
}

/* One that nobody wears yet. */
static enum err give_badge(struct call *c, const struct ledger *l, struct row *row)
{
    bool taken = true;

    while (taken) {
        unsigned char random[BADGE_LEN];
        crypto_random(random, sizeof(random));
        row_put_text(l, row, ATTENDEE_BADGE, badge_of(c->arena, random));
        TRY(engine_is_taken(call_reading(c), l, row, field_at(l, ATTENDEE_BADGE), &taken));
    }
    return ERR_OK;
}

/* ---- who has a vote ------------------------------------------------------------------- */

enum err hall_has_sat(struct call *c, row_id congress, bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    struct list all;

    *out = false;
    TRY(rows_of_one(c, l, SITTING_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out = *out || !row_is(l, all.rows[i], SITTING_IS_PLANNED);
    return ERR_OK;
}

/* The poll whose number of people due is frozen and not signed for yet, by its title; or empty. */
static enum err poll_in_hand(struct call *c, row_id congress, struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct list all;

    *title = (struct str){0};
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count && !title->len; i++)
        if (!row_is(l, all.rows[i], POLL_IS_PREPARING) &&
            !row_is(l, all.rows[i], POLL_IS_SIGNED) &&
            !row_is(l, all.rows[i], POLL_IS_VOID))
            *title = row_text(l, all.rows[i], POLL_TITLE);
    return ERR_OK;
}

/* The row as it is stored, in the same congress; NULL: it is new there. */
static struct row *stored(struct call *c, const struct ledger *l, const struct row *row)
{
    struct row *before;

    return row->id.v && !engine_get(call_reading(c), l, row->id, &before) &&
                   row_number(l, before, ATTENDEE_CONGRESS) ==
                       row_number(l, row, ATTENDEE_CONGRESS)
               ? before
               : NULL;
}

/* Once a sitting was opened a vote is given or taken by a decision (hall_vote()), and never while a poll is in hand. */
static enum err check_vote(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct row *before = stored(c, l, row);
    bool had = before && row_number(l, before, ATTENDEE_VOTES);
    row_id congress = {row_number(l, row, ATTENDEE_CONGRESS)};
    struct str title;
    bool begun;

    if (!congress.v || had == (row_number(l, row, ATTENDEE_VOTES) != 0))
        return ERR_OK;
    TRY(poll_in_hand(c, congress, &title));
    if (title.len) {
        record_wrong(c, field_at(l, ATTENDEE_VOTES), "roster.vote_polling", title);
        return ERR_OK;
    }
    TRY(hall_has_sat(c, congress, &begun));
    if (begun && row_number(l, row, ATTENDEE_VOTE_DECIDED_AT) != c->now.ms)
        record_wrong(c, field_at(l, ATTENDEE_VOTES), "roster.vote_fixed",
                     row_text(l, row, ATTENDEE_NAME));
    return ERR_OK;
}

/* Gives a new row its badge. */
static enum err attendee_guard(struct call *c, const struct ledger *l, struct row *row)
{
    TRY(congress_guard(c, l, row));
    TRY(check_vote(c, l, row));
    return row_has(l, row, ATTENDEE_BADGE) ? ERR_OK : give_badge(c, l, row);
}

/* ---- where attendees come from ------------------------------------------------------- */

enum roster_from { ROSTER_DELEGATES, ROSTER_ELECTED, ROSTER_DEPUTIES, ROSTER_FROM_COUNT };

static const int FROM[ROSTER_FROM_COUNT] = {CODE_ATTENDEE_SOURCE_DELEGATES,
                                            CODE_ATTENDEE_SOURCE_ELECTED,
                                            CODE_ATTENDEE_SOURCE_DEPUTIES};

static enum err read_from(struct call *c, struct str name, enum roster_from *out)
{
    for (int i = 0; i < ROSTER_FROM_COUNT; i++) {
        if (!code_is(name, FROM[i]))
            continue;
        *out = (enum roster_from)i;
        return ERR_OK;
    }
    return FAIL(&c->fault, ERR_INVALID, "roster.from", "%.*s", STR_FMT(name));
}

/* The rows to take, in rows of one ledger, and how each is called to the hall. */
struct source {
    const struct ledger *ledger;
    struct row **rows;
    int *kinds; /* CODE_ATTENDEE_KIND_*, one for each row */
    size_t count;
};

static void source_new(struct call *c, const struct ledger *l, size_t most,
                       struct source *s)
{
    *s = (struct source){.ledger = l,
                         .rows = ARENA_ARRAY(c->arena, struct row *, most + 1),
                         .kinds = ARENA_ARRAY(c->arena, int, most + 1)};
}

static void source_add(struct source *s, struct row *row, int kind)
{
    s->rows[s->count] = row;
    s->kinds[s->count++] = kind;
}

static enum err from_delegates(struct call *c, const struct congress_of *k,
                               struct source *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_DELEGATE);
    bool is_meeting =
        row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_MEMBER_MEETING);
    struct value level = k->row->values[field_at(k->ledger, CONGRESS_LEVEL)];
    struct filter filter = {field_at(l, DELEGATE_LEVEL), FILTER_ANY, &level, 1};
    struct list_query q = {.region = k->row->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .states = (uint64_t)1 << state_at(l, DELEGATE_IS_QUALIFIED) |
                                     (uint64_t)1 << state_at(l, DELEGATE_IS_MEMBER),
                           .filters = &filter,
                           .filter_count = 1};
    struct list list;

    int body = body_of_congress(k->ledger, k->row);
    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    source_new(c, l, list.count, s);
    for (size_t i = 0; i < list.count; i++)
        if (body_of_row(l, list.rows[i]) == body)
            source_add(s, list.rows[i],
                       is_meeting ? CODE_ATTENDEE_KIND_PARTY_MEMBER : body_attendee(body));
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

static enum err from_congresses(struct call *c, const struct congress_of *k, struct ids ids,
                                struct source *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct str kind = row_text(k->ledger, k->row, CONGRESS_KIND);
    struct list elected, elections;

    TRY(candidates_of(c, ids, true, &elected, &elections));
    source_new(c, l, elected.count, s);
    for (size_t i = 0; i < elected.count; i++) {
        int64_t election = row_number(l, elected.rows[i], CANDIDATE_ELECTION);
        int as = kind_of_office(kind, office_of(c, &elections, election));
        if (as)
            source_add(s, elected.rows[i], as);
    }
    return ERR_OK;
}

static enum err from_elected(struct call *c, const struct congress_of *k, struct source *s)
{
    int64_t parent = row_number(k->ledger, k->row, CONGRESS_PARENT);

    if (!parent)
        return FAIL(&c->fault, ERR_RULE, "roster.parent", "%s", "");
    return from_congresses(c, k, (struct ids){&parent, 1}, s);
}

/* The direct elections of the same level within the region of the congress. */
static enum err from_deputies(struct call *c, const struct congress_of *k, struct source *s)
{
    const struct ledger *l = k->ledger;
    struct value kind = {.is_set = true, .text = code_name(CODE_CONGRESS_KIND_DISTRICT)};
    struct value level = k->row->values[field_at(l, CONGRESS_LEVEL)];
    struct filter filters[] = {{field_at(l, CONGRESS_KIND), FILTER_ANY, &kind, 1},
                               {field_at(l, CONGRESS_LEVEL), FILTER_ANY, &level, 1}};
    struct list_query q = {.region = k->row->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = filters,
                           .filter_count = 2};
    struct list list;

    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, list.count + 1), list.count};
    for (size_t i = 0; i < list.count; i++)
        ids.items[i] = list.rows[i]->id.v;
    return from_congresses(c, k, ids, s);
}

/* ---- one attendee -------------------------------------------------------------------- */

/* A field of the same name, where the source has one. */
static void copy_field(const struct source *s, const struct row *from,
                       const struct ledger *l, struct row *to, int field)
{
    const struct field *f = ledger_field(s->ledger, field_name(l, field));

    if (f)
        to->values[field_at(l, field)] = from->values[f->index];
}

static struct row *attendee_of(struct call *c, const struct ledger *l,
                               const struct congress_of *k, const struct source *s,
                               size_t i, enum roster_from from)
{
    static const int SAME[] = {ATTENDEE_NAME,       ATTENDEE_SEX,         ATTENDEE_BIRTH,
                               ATTENDEE_ETHNICITY,  ATTENDEE_POST,        ATTENDEE_PHONE,
                               ATTENDEE_DELEGATION, ATTENDEE_SEAT_NUMBER, ATTENDEE_PERSON};
    struct row *row = row_new(c->arena, l);

    row->region = k->row->region;
    for (size_t n = 0; n < sizeof(SAME) / sizeof(SAME[0]); n++)
        copy_field(s, s->rows[i], l, row, SAME[n]);
    if (from == ROSTER_DELEGATES) {
        row_put_text(l, row, ATTENDEE_POST,
                     row_text(s->ledger, s->rows[i], DELEGATE_UNIT_POST));
        row_put_number(l, row, ATTENDEE_DELEGATE, s->rows[i]->id.v);
    }
    row_put_number(l, row, ATTENDEE_CONGRESS, k->row->id.v);
    row_put_code(l, row, ATTENDEE_KIND, s->kinds[i]);
    row_put_number(l, row, ATTENDEE_VOTES, s->kinds[i] != CODE_ATTENDEE_KIND_ALTERNATE);
    row_put_code(l, row, ATTENDEE_SOURCE, FROM[from]);
    row_defaults(c->arena, l, row);
    return row;
}

/* ---- old against new ----------------------------------------------------------------- */

/* Do both stand for the same person?  By the delegate; else by the record, else by name and birth. */
static bool is_same(const struct ledger *l, const struct row *a, const struct row *b)
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

struct roster {
    struct call *call;
    const struct ledger *ledger;
    struct list old;
    bool *is_kept; /* one for each old row */
    struct writing *writing;
    bool
        stays; /* a sitting was opened, or a poll frozen: nobody with a vote comes or goes */
    struct roster_done done;
};

static bool keep_old(struct roster *r, const struct row *wanted)
{
    for (size_t i = 0; i < r->old.count; i++) {
        if (r->is_kept[i] || !is_same(r->ledger, r->old.rows[i], wanted))
            continue;
        r->is_kept[i] = true;
        r->done.kept++;
        return true;
    }
    return false;
}

static enum err add_new(struct roster *r, struct row *row)
{
    struct str name = row_text(r->ledger, row, ATTENDEE_NAME);

    if (r->stays && row_number(r->ledger, row, ATTENDEE_VOTES))
        return FAIL(&r->call->fault, ERR_RULE, "roster.begun", "%.*s", STR_FMT(name));
    TRY(give_badge(r->call, r->ledger, row));
    TRY(gate_add(r->call, r->writing, r->ledger, row,
                 (struct passage){DOOR_FEATURE, STR("create")}));
    r->done.added++;
    return ERR_OK;
}

/* Was at the door, or is of a congress that has begun to vote: who was called then stays on its roll. */
static enum err must_stay(struct roster *r, const struct row *row, bool *out)
{
    struct number_row events = {0};

    if (!r->stays)
        TRY(store_check_in_count(r->call->db, r->call->arena, row->id, &events));
    *out = r->stays || events.n;
    return ERR_OK;
}

static enum err remove_old(struct roster *r, enum roster_from from)
{
    bool stays;

    for (size_t i = 0; i < r->old.count; i++) {
        const struct row *row = r->old.rows[i];
        bool ours = row_has_code(r->ledger, row, ATTENDEE_SOURCE, FROM[from]);
        if (r->is_kept[i] || !ours)
            continue;
        TRY(must_stay(r, row, &stays));
        if (stays) {
            r->done.kept++;
            continue;
        }
        TRY(gate_drop(r->call, r->writing, r->ledger, row,
                      (struct passage){DOOR_FEATURE, STR("remove")}));
        r->done.removed++;
    }
    return ERR_OK;
}

static enum err load_source(struct call *c, const struct congress_of *k,
                            enum roster_from from, struct source *s)
{
    static enum err (*const READ[ROSTER_FROM_COUNT])(
        struct call *, const struct congress_of *,
        struct source *) = {from_delegates, from_elected, from_deputies};

    TRY(READ[from](c, k, s));
    if (s->count)
        return ERR_OK;
    if (from == ROSTER_DELEGATES)
        return FAIL(&c->fault, ERR_RULE, "roster.no_delegates", "%s", "");
    return FAIL(&c->fault, ERR_RULE, "roster.no_elected", "%s", "");
}

enum err hall_roster(struct call *c, row_id congress, struct str name,
                     struct roster_done *out)
{
    AUTO(writing) struct writing w = call_writing(c);
    struct roster r = {.call = c, .ledger = ledger_of(c, LEDGER_ATTENDEE), .writing = &w};
    struct congress_of k;
    struct source s;
    struct str title;
    enum roster_from from;

    TRY(congress_load(c, congress, &k));
    TRY(congress_require(c, &k));
    TRY(read_from(c, name, &from));
    TRY(load_source(c, &k, from, &s));
    TRY(rows_of_one(c, r.ledger, ATTENDEE_CONGRESS, congress, 0, &r.old));
    TRY(congress_polled(c, congress, &title));
    TRY(hall_has_sat(c, congress, &r.stays));
    r.stays = r.stays || title.len;
    r.is_kept = ARENA_ARRAY(c->arena, bool, r.old.count + 1);
    w.reason = message_find(c->locale, STR("roster.gone"));
    for (size_t i = 0; i < s.count; i++) {
        struct row *row = attendee_of(c, r.ledger, &k, &s, i, from);
        if (!keep_old(&r, row))
            TRY(add_new(&r, row));
    }
    TRY(remove_old(&r, from));
    engine_written(&w);
    *out = r.done;
    return ERR_OK;
}

/* Who was at the door was there. */
static enum err attendee_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str name = row_text(l, row, ATTENDEE_NAME);
    struct number_row events;
    bool begun;

    TRY(polled_drop(c, l, row));
    TRY(store_check_in_count(c->db, c->arena, row->id, &events));
    if (events.n)
        return FAIL(&c->fault, ERR_RULE, "roster.stays", "%.*s", STR_FMT(name));
    if (!row_number(l, row, ATTENDEE_VOTES))
        return ERR_OK;
    TRY(hall_has_sat(c, (row_id){row_number(l, row, ATTENDEE_CONGRESS)}, &begun));
    return begun ? FAIL(&c->fault, ERR_RULE, "roster.voter_stays", "%.*s", STR_FMT(name))
                 : ERR_OK;
}

/* Who came to a door stays who he is; of his vote check_vote() judges. */
static enum err attendee_held(struct call *c, const struct ledger *l,
                              const struct row *before, bool *out)
{
    struct number_row events;

    TRY(store_check_in_count(c->db, c->arena, before->id, &events));
    *out = events.n > 0;
    return *out ? ERR_OK : polled_held(c, l, before, out);
}

const struct hook attendee_hook = {
    .guard = attendee_guard, .drop = attendee_drop, .held = attendee_held};
