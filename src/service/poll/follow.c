#include "service/poll/follow.h"

#include "base/json.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/said.h"

/* ---- a round that was counted ------------------------------------------------------------- */

struct round {
    const struct ledger *elections, *polls;
    struct row *election, *poll;
    const struct json *result; /* of the election; NULL: not counted */
    int64_t seats;             /* after reductions */
    bool is_put_off;           /* what is left of them waits for the next session */
};

static enum err load_json(struct call *c, row_id poll, const char *part, struct json **out)
{
    struct str text;

    *out = NULL;
    TRY(poll_part(c, poll, part, &text));
    return text.len ? json_parse(c->arena, text, out, &c->fault) : ERR_OK;
}

/* What the electors decided about the seats: fewer of them, the last decision counts, or the rest later. */
static enum err take_decisions(struct call *c, struct round *r)
{
    struct json *all;
    int64_t id;

    r->seats = row_number(r->elections, r->election, ELECTION_SEATS);
    if (row_is(r->polls, r->poll, POLL_IS_VOID))
        return ERR_OK; /* decided about a result that is none */
    TRY(load_json(c, r->poll->id, "reductions", &all));
    for (size_t i = 0; all && i < all->count; i++) {
        const struct json *one = &all->items[i];
        if (!str_i64(json_find_text(one, "election"), &id) || id != r->election->id.v)
            continue;
        if (str_eq(json_find_text(one, "kind"), STR("put_off")))
            r->is_put_off = true;
        else
            r->seats = json_find_number(one, "seats", r->seats);
    }
    return ERR_OK;
}

static enum err load_round(struct call *c, row_id election, struct round *r)
{
    struct json *result;
    struct list all;

    *r = (struct round){.elections = ledger_of(c, LEDGER_ELECTION),
                        .polls = ledger_of(c, LEDGER_POLL)};
    TRY(row_fetch(c, r->elections, election, &r->election));
    row_id poll = {row_number(r->elections, r->election, ELECTION_POLL)};
    TRY(row_fetch(c, r->polls, poll, &r->poll));
    TRY(take_decisions(c, r));
    TRY(load_json(c, poll, "result", &result));
    TRY(rows_of_one(c, r->elections, ELECTION_POLL, poll, ELECTION_PLACE, &all));
    for (size_t i = 0; result && i < all.count; i++)
        if (all.rows[i]->id.v == election.v)
            r->result = result_question(result, i);
    return ERR_OK;
}

static bool is_void(const struct round *r)
{
    return row_is(r->polls, r->poll, POLL_IS_VOID) || !r->result ||
           str_eq(json_find_text(r->result, "election"), STR("void"));
}

static size_t count_of(const struct json *list)
{
    return list ? list->count : 0;
}

static void add_names(struct call *c, const struct json *list, struct str **names,
                      size_t *count)
{
    struct str *all = ARENA_ARRAY(c->arena, struct str, *count + count_of(list));

    for (size_t i = 0; i < *count; i++)
        all[i] = (*names)[i];
    for (size_t i = 0; i < count_of(list); i++)
        all[(*count)++] = list->items[i].text;
    *names = all;
}

static struct str next_of(const struct round *r)
{
    int64_t missing = r->seats - (int64_t)count_of(json_find(r->result, "elected"));

    if (is_void(r))
        return STR("start_again");
    /* who has as many as are wanted now wants nobody else, tied or not */
    if (result_elects(r->result) && missing <= 0)
        return STR("none");
    return r->is_put_off ? STR("put_off") : json_find_text(r->result, "next");
}

static int64_t missing_of(const struct round *r)
{
    return result_elects(r->result)
               ? r->seats - (int64_t)count_of(json_find(r->result, "elected"))
               : json_find_number(r->result, "unfilled", 0);
}

enum err poll_left(struct call *c, row_id election, struct left *out)
{
    struct round r;

    TRY(load_round(c, election, &r));
    *out = (struct left){.decision = next_of(&r), .seats = r.seats};
    if (!is_void(&r) && result_elects(r.result))
        out->elected = (int64_t)count_of(json_find(r.result, "elected"));
    return ERR_OK;
}

enum err poll_seats(struct call *c, row_id election, int64_t *out)
{
    struct round r;

    TRY(load_round(c, election, &r));
    *out = r.seats;
    return ERR_OK;
}

enum err poll_put_off(struct call *c, row_id election, int64_t *out)
{
    struct round r;

    TRY(load_round(c, election, &r));
    *out = r.is_put_off && r.result ? missing_of(&r) : 0;
    return ERR_OK;
}

/* ---- what they leave ------------------------------------------------------------------------ */

enum { ROUNDS_MOST = 100 }; /* of one election; an election of four is rare */

struct rounds {
    struct round items[ROUNDS_MOST]; /* the newest first */
    size_t count;
};

static enum err load_rounds(struct call *c, row_id newest, struct rounds *out)
{
    out->count = 0;
    while (newest.v && out->count < ROUNDS_MOST) {
        struct round *r = &out->items[out->count++];
        TRY(load_round(c, newest, r));
        newest.v = row_number(r->elections, r->election, ELECTION_PREVIOUS);
    }
    return ERR_OK;
}

/* What one more round makes of what those before it left. */
static void follow_round(struct call *c, const struct round *r, int64_t first_seats,
                         struct follow *f)
{
    struct str next = next_of(r);

    int64_t round = row_number(r->polls, r->poll, POLL_ROUND);

    if (str_eq(next, STR("start_again"))) { /* what was left to it stays */
        if (f->kind == FOLLOW_NOTHING)
            *f = (struct follow){.kind = FOLLOW_AGAIN, .seats = r->seats};
        f->round = round;
        return;
    }
    f->round = round + 1;
    f->next = NULL;
    f->next_count = 0;
    add_names(c, json_find(r->result, "elected"), &f->elected, &f->elected_count);
    f->only = NULL;
    f->only_count = 0;
    f->seats = missing_of(r);
    f->kind = FOLLOW_ANOTHER;
    if (str_eq(next, STR("rerun_tied"))) {
        f->kind = FOLLOW_RERUN;
        add_names(c, json_find(r->result, "tied"), &f->only, &f->only_count);
    } else if (str_eq(next, STR("formal_election"))) {
        *f = (struct follow){.kind = FOLLOW_FORMAL,
                             .seats = first_seats,
                             .only = f->elected,
                             .only_count = f->elected_count,
                             .round = 1};
    } else
        add_names(c, json_find(r->result, "next_candidates"), &f->next, &f->next_count);
}

/* After the election `newest`, which was counted or is void. */
static enum err follow_after(struct call *c, row_id newest, struct follow *out)
{
    struct rounds *all = ARENA_NEW(c->arena, struct rounds);

    *out = (struct follow){0};
    TRY(load_rounds(c, newest, all));
    for (size_t i = all->count; i > 0; i--)
        follow_round(c, &all->items[i - 1], all->items[all->count - 1].seats, out);
    if (all->count)
        out->whole = row_number(all->items[all->count - 1].elections,
                                all->items[all->count - 1].election, ELECTION_SEATS);
    return ERR_OK;
}

enum err poll_follow(struct call *c, const struct poll *p, const struct poll_election *e,
                     struct follow *out)
{
    row_id before = {row_number(p->election_ledger, e->row, ELECTION_PREVIOUS)};

    return follow_after(c, before, out);
}

/* ---- what is next ---------------------------------------------------------------------------- */

/* The round that was made of what this one leaves.  Of a void one only a round that stands: those that rested on its
 * result went with it. */
static enum err find_made(struct call *c, const struct round *r, row_id *out)
{
    bool voided = row_is(r->polls, r->poll, POLL_IS_VOID);
    struct list all;
    struct row *poll;

    *out = (row_id){0};
    TRY(rows_of_one(c, r->elections, ELECTION_PREVIOUS, r->election->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        row_id id = {row_number(r->elections, all.rows[i], ELECTION_POLL)};
        TRY(row_fetch(c, r->polls, id, &poll));
        bool stands = !row_is(r->polls, poll, POLL_IS_VOID);
        if (stands || (!voided && !out->v))
            *out = id;
    }
    return ERR_OK;
}

/* Of the elections that follow `r`: the poll of one that is not void, and the newest of them all; 0: none. */
static enum err find_standing(struct call *c, struct round *r, row_id *out, row_id *newest)
{
    struct list all;

    *out = *newest = (row_id){0};
    TRY(rows_of_one(c, r->elections, ELECTION_PREVIOUS, r->election->id, 0, &all));
    for (size_t i = 0; i < all.count && !out->v; i++) {
        row_id id = {row_number(r->elections, all.rows[i], ELECTION_POLL)};
        TRY(row_fetch(c, r->polls, id, &r->poll));
        *newest = all.rows[i]->id;
        if (!row_is(r->polls, r->poll, POLL_IS_VOID))
            *out = id;
    }
    return ERR_OK;
}

enum err poll_followed(struct call *c, row_id election, row_id *out)
{
    struct round r;

    *out = (row_id){0};
    for (size_t round = 0; round < ROUNDS_MOST && election.v && !out->v; round++) {
        TRY(load_round(c, election, &r));
        TRY(find_standing(c, &r, out, &election));
    }
    return ERR_OK;
}

/* The same names once more, as they stood on the ballot. */
static void same_names(struct call *c, const struct poll *p, const struct poll_election *e,
                       struct next_view *out)
{
    out->names = ARENA_ARRAY(c->arena, struct str, e->candidate_count);
    for (size_t i = 0; i < e->candidate_count; i++)
        out->names[out->name_count++] = candidate_called(c, p, e, i);
}

enum err poll_next(struct call *c, const struct poll *p, size_t i, struct next_view *out)
{
    const struct poll_election *e = &p->elections[i];
    struct follow follow;
    struct round r;

    *out = (struct next_view){0};
    TRY(load_round(c, e->row->id, &r));
    if (!r.result && !row_is(p->ledger, p->row, POLL_IS_VOID))
        return FAIL(&c->fault, ERR_RULE, "next.none", "%s", "");
    out->decision = next_of(&r);
    TRY(find_made(c, &r, &out->made));
    if (str_eq(out->decision, STR("none")))
        return ERR_OK;
    TRY(follow_after(c, e->row->id, &follow));
    out->seats = follow.seats;
    if (str_eq(out->decision, STR("start_again")))
        same_names(c, p, e, out);
    else if (follow.only) {
        out->names = follow.only;
        out->name_count = follow.only_count;
    } else {
        add_names(c, json_find(r.result, "next_candidates"), &out->names, &out->name_count);
    }
    return ERR_OK;
}

enum err poll_narrow(struct call *c, struct poll *p)
{
    for (size_t i = 0; i < p->election_count; i++) {
        struct poll_election *e = &p->elections[i];
        struct rule_office *own;
        struct follow f;
        TRY(poll_follow(c, p, e, &f));
        if (f.kind != FOLLOW_RERUN)
            continue;
        own = ARENA_NEW(c->arena, struct rule_office);
        *own = *e->office;
        own->write_in.needs = NEEDS_NEVER;
        e->office = own;
    }
    return ERR_OK;
}
