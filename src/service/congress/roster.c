/* Who is called: attendees out of delegates, of the elected, of deputies; their badges. */
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall_load.h"
#include "service/congress/roster_source.h"
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
    row_id taken = {-1};

    while (taken.v) {
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
    struct row *first;

    TRY(row_past(c, l, SITTING_CONGRESS, congress,
                 STATES(SITTING_IS_PLANNED, SITTING_IS_CANCELLED), &first));
    *out = first != NULL;
    return ERR_OK;
}

/* The poll whose number of people due is frozen and not signed for yet, by its title; or empty. */
static enum err poll_in_hand(struct call *c, row_id congress, struct str *title)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct row *first;

    TRY(row_past(c, l, POLL_CONGRESS, congress,
                 STATES(POLL_IS_PREPARING, POLL_IS_SIGNED, POLL_IS_VOID), &first));
    *title = first ? row_text(l, first, POLL_TITLE) : (struct str){0};
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

/* ---- old against new ----------------------------------------------------------------- */

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
        if (r->is_kept[i] || !roster_is_same(r->ledger, r->old.rows[i], wanted))
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
        bool ours = row_has_code(r->ledger, row, ATTENDEE_SOURCE, roster_code(from));
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

enum err hall_roster(struct call *c, row_id congress, struct str name,
                     struct roster_done *out)
{
    AUTO(writing) struct writing w = call_writing(c);
    struct roster r = {.call = c, .ledger = ledger_of(c, LEDGER_ATTENDEE), .writing = &w};
    struct congress_of k;
    struct roster_source s;
    struct str title;
    enum roster_from from;

    TRY(congress_load(c, congress, &k));
    TRY(congress_require_open(c, &k, LEDGER_ATTENDEE));
    TRY(roster_from_read(c, name, &from));
    TRY(roster_source_load(c, &k, from, &s));
    TRY(rows_of_one(c, r.ledger, ATTENDEE_CONGRESS, congress, 0, &r.old));
    TRY(congress_polled(c, congress, &title));
    TRY(hall_has_sat(c, congress, &r.stays));
    r.stays = r.stays || title.len;
    r.is_kept = ARENA_ARRAY(c->arena, bool, r.old.count + 1);
    w.reason = message_find(c->locale, STR("roster.gone"));
    for (size_t i = 0; i < s.count; i++) {
        struct row *row = roster_attendee(c, r.ledger, &k, &s, i);
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
