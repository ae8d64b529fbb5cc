#include "service/poll/term.h"

#include "base/utf8.h"
#include "domain/congress/electing.h"
#include "domain/congress/seats.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/departure.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/congress/sessions.h"
#include "service/congress/term_order.h"
#include "service/poll/follow.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

enum { TITLE_SHOWN = 40, NAME_SHOWN = 20, ROUNDS_MOST = 100 };

/* ---- the sessions of a term --------------------------------------------------------------------- */

/* The polls of the other sessions that are asked or settled. */
static enum err other_polls(struct call *c, const struct poll *p, struct list *out)
{
    struct list sessions;
    size_t kept = 0;

    TRY(congress_sessions(c, p->congress_ledger, p->congress, &sessions));
    TRY(rows_of(c, p->ledger, POLL_CONGRESS, rows_ids(c, &sessions), 0, out));
    for (size_t i = 0; i < out->count; i++)
        if (!row_is(p->ledger, out->rows[i], POLL_IS_PREPARING) &&
            !row_is(p->ledger, out->rows[i], POLL_IS_VOID))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Those of this session, too: where a post is added, two votes of one session are on one office. */
static enum err term_polls(struct call *c, const struct poll *p, bool with_own,
                           struct list *out)
{
    struct list others, own = {0};

    TRY(other_polls(c, p, &others));
    if (with_own)
        TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &own));
    *out = (struct list){
        .rows = ARENA_ARRAY(c->arena, struct row *, others.count + own.count + 1)};
    for (size_t i = 0; i < others.count; i++)
        out->rows[out->count++] = others.rows[i];
    for (size_t i = 0; i < own.count; i++)
        if (own.rows[i]->id.v != p->row->id.v &&
            !row_is(p->ledger, own.rows[i], POLL_IS_PREPARING) &&
            !row_is(p->ledger, own.rows[i], POLL_IS_VOID))
            out->rows[out->count++] = own.rows[i];
    return ERR_OK;
}

static bool is_said(const struct poll *p, const struct row *election)
{
    return row_has(p->election_ledger, election, ELECTION_SEATS_SAID);
}

static bool has_left(const struct ledger *l, const struct list *left, const struct row *who)
{
    for (size_t i = 0; i < left->count; i++)
        if (row_number(l, left->rows[i], DEPARTURE_CANDIDATE) == who->id.v &&
            row_is(l, left->rows[i], DEPARTURE_IS_CONFIRMED))
            return true;
    return false;
}

/* Those whom elections seated, whether they have left since or not. */
static enum err seated_once(struct call *c, const struct poll *p,
                            const struct list *elections, struct list *out)
{
    const struct ledger *l = p->candidate_ledger;
    size_t kept = 0;

    TRY(rows_of(c, l, CANDIDATE_ELECTION, rows_ids(c, elections), 0, out));
    for (size_t i = 0; i < out->count; i++)
        if (row_number(l, out->rows[i], CANDIDATE_ELECTED))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

static enum err drop_left(struct call *c, struct list *out)
{
    const struct ledger *ld = ledger_of(c, LEDGER_DEPARTURE);
    struct list left;
    size_t kept = 0;

    TRY(rows_of(c, ld, DEPARTURE_CANDIDATE, rows_ids(c, out), 0, &left));
    for (size_t i = 0; i < out->count; i++)
        if (!has_left(ld, &left, out->rows[i]))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Those whom elections seated and who have not left since. */
static enum err seated(struct call *c, const struct poll *p, const struct list *elections,
                       struct list *out)
{
    TRY(seated_once(c, p, elections, out));
    return drop_left(c, out);
}

static enum err seated_by(struct call *c, const struct poll *p, struct row *election,
                          struct list *out)
{
    struct list one = {.rows = &election, .count = 1};

    return seated(c, p, &one, out);
}

static bool is_one(const struct ledger *l, const struct row *a, const struct row *b)
{
    int64_t person = row_number(l, a, CANDIDATE_PERSON),
            other = row_number(l, b, CANDIDATE_PERSON);

    return person && other
               ? person == other
               : name_is(row_text(l, a, CANDIDATE_NAME), row_text(l, b, CANDIDATE_NAME));
}

/* ---- an office once ------------------------------------------------------------------------------ */

bool poll_same_office(const struct ledger *l, const struct row *a, const struct row *b)
{
    struct str office = row_text(l, a, ELECTION_OFFICE);
    struct str one = row_text(l, a, ELECTION_TITLE), other = row_text(l, b, ELECTION_TITLE);

    if (!str_eq(office, row_text(l, b, ELECTION_OFFICE)))
        return false;
    return !code_is(office, CODE_ELECTION_OFFICE_CHIEF) ||
           electing_head_of(one) == electing_head_of(other);
}

/* ---- seats that are free -------------------------------------------------------------------------- */

/* How an office stands with the earlier sessions. */
struct filling {
    struct str open;    /* a poll about it that is not signed, by its title */
    int64_t size;       /* its seats; 0: nobody was elected to it yet */
    int64_t seated;     /* who was elected to it and has not left */
    int64_t first;      /* who was elected otherwise than at a by-election */
    struct row *newest; /* the last election that was no by-election */
    int64_t session, round;
    int64_t waiting; /* what it left to the next session by decision of the congress */
    int64_t said,
        said_at; /* its seats as two people recorded them last (number.h), and at which session */
};

/* Seats that were filled and fell vacant; the others that are free were never filled. */
static int64_t vacated_of(const struct filling *f)
{
    int64_t unfilled = f->size > f->first ? f->size - f->first : 0;

    return f->size - f->seated - unfilled;
}

static bool is_by_election(struct call *c, const struct poll *p, const struct row *election)
{
    return settings_by_election(c,
                                row_text(p->election_ledger, election, ELECTION_SETTINGS));
}

/* The newest round of the latest session says what waits. */
static enum err keep_newest(struct call *c, const struct poll *p, const struct row *poll,
                            struct row *election, struct filling *f)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    int64_t round = row_number(p->ledger, poll, POLL_ROUND), session;
    struct row *congress;

    if (row_number(p->election_ledger, election, ELECTION_PRE_ELECTION))
        return ERR_OK;
    TRY(row_fetch(c, l, (row_id){row_number(p->ledger, poll, POLL_CONGRESS)}, &congress));
    session = row_number(l, congress, CONGRESS_SESSION);
    if (f->newest && (session < f->session || (session == f->session && round < f->round)))
        return ERR_OK;
    f->newest = election;
    f->session = session;
    f->round = round;
    return ERR_OK;
}

/* What two people recorded for its first round: a round after a void one has it from there. */
static enum err see_said(struct call *c, const struct poll *p, const struct row *poll,
                         const struct row *election, struct filling *f)
{
    const struct ledger *l = p->election_ledger, *lc = ledger_of(c, LEDGER_CONGRESS);
    row_id before = {row_number(l, election, ELECTION_PREVIOUS)};
    int64_t said = row_number(l, election, ELECTION_SEATS_SAID), at;
    struct row *row;

    for (int i = 0; i < ROUNDS_MOST && before.v && !said; i++) {
        TRY(row_fetch(c, l, before, &row));
        said = row_number(l, row, ELECTION_SEATS_SAID);
        before.v = row_number(l, row, ELECTION_PREVIOUS);
    }
    TRY(row_fetch(c, lc, (row_id){row_number(p->ledger, poll, POLL_CONGRESS)}, &row));
    at = row_number(lc, row, CONGRESS_SESSION);
    if (!said || at < f->said_at || (at == f->said_at && said < f->said))
        return ERR_OK; /* of one session the most: it adds posts */
    f->said = said;
    f->said_at = at;
    return ERR_OK;
}

static enum err add_election(struct call *c, const struct poll *p, const struct row *poll,
                             struct row *election, struct filling *f)
{
    const struct ledger *l = p->election_ledger;
    struct list one = {.rows = &election, .count = 1}, in;
    int64_t size;

    if (!row_is(p->ledger, poll, POLL_IS_SIGNED)) {
        f->open = row_text(p->ledger, poll, POLL_TITLE);
        return ERR_OK;
    }
    bool is_by = is_by_election(c, p, election);
    TRY(see_said(c, p, poll, election, f));
    TRY(seated_once(c, p, &one, &in));
    f->first += is_by ? 0 : (int64_t)in.count;
    TRY(drop_left(c, &in));
    f->seated += (int64_t)in.count;
    if (is_by)
        return ERR_OK;
    TRY(keep_newest(c, p, poll, election, f));
    if (row_number(l, election, ELECTION_PREVIOUS))
        return ERR_OK; /* a later round: of the same seats */
    TRY(poll_seats(c, election->id, &size));
    f->size = size > f->size ? size : f->size;
    return ERR_OK;
}

static enum err look_at_office(struct call *c, const struct poll *p,
                               const struct poll_election *mine, const struct list *polls,
                               struct filling *f)
{
    struct list all;

    *f = (struct filling){0};
    for (size_t i = 0; i < polls->count; i++) {
        TRY(rows_of_one(c, p->election_ledger, ELECTION_POLL, polls->rows[i]->id, 0, &all));
        for (size_t k = 0; k < all.count; k++)
            if (poll_same_office(p->election_ledger, mine->row, all.rows[k]))
                TRY(add_election(c, p, polls->rows[i], all.rows[k], f));
    }
    f->size = f->said ? f->said : f->size;
    return f->newest ? poll_put_off(c, f->newest->id, &f->waiting) : ERR_OK;
}

/* What a poll may fill of an office. */
struct fillable {
    bool is_by; /* a by-election: what somebody left, and nothing else */
    int64_t asked, vacated, unfilled, waiting;
    int64_t said;   /* its seats, as two people recorded them for this poll; 0: nobody */
    int64_t number; /* its seats once the poll is held */
};

static struct fillable fillable_of(struct call *c, const struct poll *p,
                                   const struct poll_election *e, const struct filling *f)
{
    const struct ledger *l = p->election_ledger;
    struct fillable k = {.is_by = is_by_election(c, p, e->row),
                         .asked = row_number(l, e->row, ELECTION_SEATS),
                         .vacated = vacated_of(f),
                         .said = row_number(l, e->row, ELECTION_SEATS_SAID)};

    k.unfilled = f->size - f->seated - k.vacated;
    bool is_all = !e->office->shortfall.may_put_off || k.unfilled < f->waiting;
    k.waiting = is_all ? k.unfilled : f->waiting;
    k.number =
        f->size ? f->size + k.asked - k.vacated - (k.is_by ? 0 : k.waiting) : k.asked;
    return k;
}

/* More than the office has, or fewer than are free: what two people recorded says so. */
static void check_number(const struct fillable *k, const struct filling *f,
                         struct str title, struct gate *g)
{
    if (!k->said && f->size && k->number < f->size)
        GATE_REFUSE(g, "poll.seats_left", "%.*s" SEP "%lld" SEP "%lld" SEP "%lld",
                    STR_FMT(title), (long long)(k->asked + f->size - k->number),
                    (long long)k->asked, (long long)k->number);
    else if (k->said && k->said != k->number)
        GATE_REFUSE(g, "poll.seats_other", "%.*s" SEP "%lld" SEP "%lld", STR_FMT(title),
                    (long long)k->said, (long long)k->number);
}

/* 补选 fills what somebody left.  What nobody was elected to yet is another election: with its surplus, and at a later
 * session only where the congress decided so (组织法 29, 30).  A post that is added is recorded by two (number.h). */
static void check_free(struct call *c, const struct poll *p, const struct poll_election *e,
                       const struct filling *f, struct gate *g)
{
    struct str title =
        utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), TITLE_SHOWN);
    struct fillable k = fillable_of(c, p, e, f);

    if (!k.said && f->size && k.asked > f->size - f->seated)
        GATE_REFUSE(g, "poll.no_vacancy", "%.*s" SEP "%lld" SEP "%lld" SEP "%lld",
                    STR_FMT(title), (long long)f->size, (long long)f->seated,
                    (long long)k.asked);
    else if (k.is_by && k.asked > k.vacated)
        GATE_REFUSE(g, "poll.not_vacated", "%.*s" SEP "%lld" SEP "%lld" SEP "%lld",
                    STR_FMT(title), (long long)k.asked, (long long)k.vacated,
                    (long long)k.unfilled);
    else if (!k.said && f->size && k.asked > k.vacated + k.waiting)
        GATE_REFUSE(g, "poll.not_put_off", "%.*s" SEP "%lld" SEP "%lld" SEP "%.*s",
                    STR_FMT(title), (long long)k.unfilled, (long long)k.waiting,
                    STR_FMT(rule_article(c, e->office->shortfall.source.article)));
    else
        check_number(&k, f, title, g);
}

enum err term_further(struct call *c, const struct poll *p, const struct poll_election *e,
                      struct gate *g, bool *held)
{
    const struct ledger *l = p->election_ledger;
    struct seats_further further = {.said = row_number(l, e->row, ELECTION_SEATS_SAID),
                                    .asked = row_number(l, e->row, ELECTION_SEATS)};
    struct filling f = {0};
    struct list polls;

    if (further.said) {
        TRY(term_polls(c, p, true, &polls));
        TRY(look_at_office(c, p, e, &polls, &f));
    }
    further.is_open = f.open.len > 0;
    further.size = f.size;
    enum seats_verdict verdict = seats_judge_further(&further);
    *held = verdict == SEATS_HELD;
    if (verdict == SEATS_OTHER)
        GATE_REFUSE(g, "poll.seats_other", "%.*s" SEP "%lld" SEP "%lld",
                    STR_FMT(utf8_head(row_text(l, e->row, ELECTION_TITLE), TITLE_SHOWN)),
                    (long long)further.said, (long long)(further.size + further.asked));
    return ERR_OK;
}

static enum err check_office(struct call *c, const struct poll *p,
                             const struct poll_election *e, struct gate *g)
{
    struct str title =
        utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), TITLE_SHOWN);
    struct filling f;
    struct list polls;

    TRY(term_polls(c, p, is_said(p, e->row), &polls));
    TRY(look_at_office(c, p, e, &polls, &f));
    if (f.open.len)
        GATE_REFUSE(g, "poll.held_before", "%.*s" SEP "%.*s", STR_FMT(title),
                    STR_FMT(utf8_head(f.open, TITLE_SHOWN)));
    else
        check_free(c, p, e, &f, g);
    return ERR_OK;
}

/* The questions of the other sessions that were signed, and of this one. */
static enum err signed_elections(struct call *c, const struct poll *p, bool with_own,
                                 struct list *out)
{
    struct list polls;
    size_t kept = 0;

    TRY(term_polls(c, p, with_own, &polls));
    for (size_t i = 0; i < polls.count; i++)
        if (row_is(p->ledger, polls.rows[i], POLL_IS_SIGNED))
            polls.rows[kept++] = polls.rows[i];
    polls.count = kept;
    return rows_of(c, p->election_ledger, ELECTION_POLL, rows_ids(c, &polls), 0, out);
}

enum err term_holders(struct call *c, const struct poll *p, const struct row *election,
                      struct list *out)
{
    struct list all;
    size_t kept = 0;

    TRY(signed_elections(c, p, is_said(p, election), &all));
    for (size_t i = 0; i < all.count; i++)
        if (poll_same_office(p->election_ledger, election, all.rows[i]))
            all.rows[kept++] = all.rows[i];
    all.count = kept;
    return seated(c, p, &all, out);
}

/* Nobody stands for what he holds already. */
static enum err check_holders(struct call *c, const struct poll *p,
                              const struct poll_election *e, struct gate *g)
{
    struct list holders;

    TRY(term_holders(c, p, e->row, &holders));
    for (size_t i = 0; i < e->candidate_count && g->is_ok; i++)
        for (size_t k = 0; k < holders.count && g->is_ok; k++)
            if (is_one(p->candidate_ledger, e->candidates[i], holders.rows[k]))
                GATE_REFUSE(g, "poll.in_office", "%.*s",
                            STR_FMT(utf8_head(row_text(p->candidate_ledger,
                                                       e->candidates[i], CANDIDATE_NAME),
                                              NAME_SHOWN)));
    return ERR_OK;
}

/* Is the other poll of a later session than this one's? */
static enum err is_later(struct call *c, const struct poll *p, const struct row *other,
                         bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *congress;

    TRY(row_fetch(c, l, (row_id){row_number(p->ledger, other, POLL_CONGRESS)}, &congress));
    *out = row_number(l, congress, CONGRESS_SESSION) >
           row_number(l, p->congress, CONGRESS_SESSION);
    return ERR_OK;
}

static enum err refuse_same(struct call *c, const struct poll *p, const struct row *other)
{
    struct str title = utf8_head(row_text(p->ledger, other, POLL_TITLE), TITLE_SHOWN);
    struct list all;

    TRY(rows_of_one(c, p->election_ledger, ELECTION_POLL, other->id, 0, &all));
    for (size_t k = 0; k < all.count; k++)
        for (size_t m = 0; m < p->election_count; m++)
            if (poll_same_office(p->election_ledger, p->elections[m].row, all.rows[k]))
                return FAIL(&c->fault, ERR_RULE, "term.followed", "%.*s", STR_FMT(title));
    return ERR_OK;
}

enum err term_unfollowed(struct call *c, const struct poll *p)
{
    struct list polls;
    bool later;

    TRY(other_polls(c, p, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        TRY(is_later(c, p, polls.rows[i], &later));
        if (later)
            TRY(refuse_same(c, p, polls.rows[i]));
    }
    return ERR_OK;
}

static enum err check_named(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct gate *g = gates_add(out, "term");
    struct size_fault f;

    if (!row_number(l, p->congress, CONGRESS_TERM) ||
        !row_number(l, p->congress, CONGRESS_SESSION))
        GATE_REFUSE(g, "poll.no_term", "%s", "");
    TRY(congress_term_fault(c, p->congress, &f));
    if (f.code && g->is_ok)
        GATE_REFUSE(g, f.code, "%.*s", STR_FMT(f.args));
    out->count -= g->is_ok;
    return ERR_OK;
}

enum err gates_of_term(struct call *c, const struct poll *p, struct gates *out)
{
    if (poll_is_direct(p))
        return ERR_OK;
    TRY(check_named(c, p, out));
    struct gate *g = gates_add(out, "vacancy");
    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        if (!row_number(p->election_ledger, p->elections[i].row, ELECTION_PREVIOUS))
            TRY(check_office(c, p, &p->elections[i], g));
    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        TRY(check_holders(c, p, &p->elections[i], g));
    out->count -= g->is_ok;
    return ERR_OK;
}

/* ---- what has to be given up -------------------------------------------------------------------- */

static struct str sentence(struct call *c, struct str name, struct str office,
                           const struct electing_source *by)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct str args = str_print(c->arena, "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                                STR_FMT(utf8_head(name, NAME_SHOWN)),
                                STR_FMT(utf8_head(office, TITLE_SHOWN)), by->document,
                                STR_FMT(rule_article(c, by->article)));

    message_write(&text, c->locale, STR("poll.to_leave"), args);
    return str_copy(c->arena, buf_view(&text));
}

/* Of one election now and one of an earlier session: whoever is in both, where nobody holds both. */
static enum err compare(struct call *c, const struct poll *p, struct row *mine,
                        struct row *other, struct to_leave *out)
{
    const struct ledger *l = p->election_ledger, *lc = ledger_of(c, LEDGER_CONGRESS);
    const struct electing *e = electing_of(row_text(lc, p->congress, CONGRESS_KIND),
                                           row_text(lc, p->congress, CONGRESS_LEVEL));
    const struct electing_source *by =
        e ? electing_apart(e, row_text(l, mine, ELECTION_OFFICE),
                           row_text(l, other, ELECTION_OFFICE))
          : NULL;
    struct list now, before;

    if (!by)
        return ERR_OK;
    TRY(seated_by(c, p, mine, &now));
    TRY(seated_by(c, p, other, &before));
    for (size_t i = 0; i < now.count; i++)
        for (size_t k = 0; k < before.count; k++)
            if (is_one(p->candidate_ledger, now.rows[i], before.rows[k]))
                *ARENA_PUSH(c->arena, out->items, out->count, out->room) =
                    sentence(c, row_text(p->candidate_ledger, now.rows[i], CANDIDATE_NAME),
                             row_text(l, other, ELECTION_TITLE), by);
    return ERR_OK;
}

enum err term_to_leave(struct call *c, const struct poll *p, struct to_leave *out)
{
    struct list all;

    *out = (struct to_leave){0};
    if (!row_is(p->ledger, p->row, POLL_IS_SIGNED))
        return ERR_OK;
    TRY(signed_elections(c, p, false, &all));
    for (size_t k = 0; k < all.count; k++)
        for (size_t m = 0; m < p->election_count; m++)
            TRY(compare(c, p, p->elections[m].row, all.rows[k], out));
    return ERR_OK;
}
