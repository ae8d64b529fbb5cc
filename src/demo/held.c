#include "demo/held.h"
#include "domain/congress/laid.h"
#include "ledgers/candidate.h"
#include "service/congress/hall.h"
#include "service/congress/recorded.h"
#include "service/poll/entry.h"
#include "service/poll/result.h"
#include "service/poll/urn.h"
#include "store/queries.h"

enum {
    HOUR_S = 3600,
    MINUTE_S = 60,
    SPARE_PAPERS = 15,
    SECONDS_APART = 5,
};

/* ---- as whoever does it -------------------------------------------------------------- */

struct deed {
    struct call call;
    struct power power;
};

/* The account's own call, on the day and at the second of the deed. */
static struct call *as(struct demo *d, struct deed *x, const char *name, enum role role,
                       instant at)
{
    struct account a = {0};

    x->power = (struct power){role, d->county->code};
    x->call = *d->call;
    x->call.arena = d->scratch;
    x->call.now = at;
    x->call.actor = ACTOR_ACCOUNT;
    x->call.powers = &x->power;
    x->call.power_count = 1;
    if (!store_account_find(d->w->db, d->scratch, str_of(name), &a))
        x->call.who = a.id;
    return &x->call;
}

/* What a service wrote stands in the trace behind what the demo's own hand remembers of it. */
static enum err done(struct demo *d, const struct deed *x, enum err err)
{
    d->w->chain.seq = 0;
    if (err)
        *d->w->fault = x->call.fault;
    return err;
}

/* ---- who came ------------------------------------------------------------------------ */

static instant doors_of(const struct sitting_held *s)
{
    return (instant){s->at.ms - (int64_t)DOORS_MINUTES * MINUTE_S * 1000};
}

static enum err check_in(struct demo *d, const struct sitting_held *s,
                         const struct called_list *people)
{
    struct check_in_event *events =
        ARENA_ARRAY(d->scratch, struct check_in_event, people->count);
    struct check_in_answer *answers =
        ARENA_ARRAY(d->scratch, struct check_in_answer, people->count);
    struct deed x;

    for (size_t i = 0; i < people->count; i++) {
        bool away = (int)i % AWAY_EVERY == AWAY_FIRST;
        instant at = {doors_of(s).ms + (int64_t)1000 * (int64_t)i * SECONDS_APART};
        struct buf text = BUF(64);
        instant_write(&text, at);
        events[i] = (struct check_in_event){.key = str_print(d->scratch, "s%zu", i),
                                            .attendee = people->items[i].id,
                                            .kind = away ? STR("leave_sick") : STR("in"),
                                            .way = away ? STR("list") : STR("qr"),
                                            .reason = away ? STR("病假") : STR(""),
                                            .at = str_copy(d->scratch, buf_view(&text))};
        buf_done(&text);
    }
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, s->at);
    TRY(done(d, &x,
             hall_check_in(c, s->id, STR("礼堂正门"), events, people->count, answers)));
    for (size_t i = 0; i < people->count; i++)
        if (answers[i].fault.kind) {
            *d->w->fault = answers[i].fault;
            return answers[i].fault.kind;
        }
    return ERR_OK;
}

enum err held_open(struct demo *d, const struct sitting_held *s,
                   const struct called_list *people)
{
    struct deed x;
    struct row *row;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, doors_of(s));

    TRY(done(d, &x, hall_turn(c, s->id, true, &row)));
    if (people->count)
        TRY(check_in(d, s, people));
    arena_clear(d->scratch);
    return ERR_OK;
}

enum err held_close(struct demo *d, const struct sitting_held *s)
{
    struct deed x;
    struct row *row;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, s->until);
    enum err err = done(d, &x, hall_turn(c, s->id, false, &row));

    arena_clear(d->scratch);
    return err;
}

enum err held_pass(struct demo *d, const struct held_vote *v)
{
    struct deed x;
    struct hands_at by = {.item = v->item};
    int64_t passed;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, v->at);
    enum err err = done(
        d, &x, hall_officers_pass(c, v->congress, v->officers, v->count, &by, &passed));

    arena_clear(d->scratch);
    return err;
}

enum err held_due(struct demo *d, row_id congress, int64_t due, const char *paper, date on)
{
    struct deed x;
    struct recorded r = {.number = due, .paper = str_of(paper)};
    struct account second = {0};
    struct row *row;
    struct call *c =
        as(d, &x, "congress", ROLE_CONGRESS, instant_of_date(on, (int64_t)10 * HOUR_S));
    enum err err = store_account_find(d->w->db, d->scratch, STR("leader"), &second);

    r.second = second.id;
    if (!err)
        err = done(d, &x, congress_record(c, congress, RECORDED_DUE, &r, &row));
    arena_clear(d->scratch);
    return err;
}

enum err held_issue(struct demo *d, row_id nomination, date on)
{
    struct deed x;
    struct call *c =
        as(d, &x, "cadre", ROLE_CADRE, instant_of_date(on, (int64_t)18 * HOUR_S));
    enum err err = d->issue ? done(d, &x, d->issue(c, nomination)) : ERR_OK;

    arena_clear(d->scratch);
    return err;
}

/* ---- one ballot paper ---------------------------------------------------------------- */

struct counting {
    const struct held_ballot *ballot;
    const struct held_election *election;
    row_id poll;
    bool *is_surplus[HELD_QUESTIONS]; /* by place on the paper */
    instant at;
};

static struct candidate_new candidate_of_person(const struct person *p)
{
    return (struct candidate_new){.name = p->name,
                                  .unit = p->unit_name,
                                  .post = p->post,
                                  .person = p->id,
                                  .sex = p->is_male ? STR("1") : STR("2"),
                                  .ethnicity = STR("01"),
                                  .education = str_of(p->education),
                                  .birth = p->birth / 100 * 100,
                                  .party_joined = person_party_joined(p)};
}

struct str held_list(struct demo *d, const struct held_election *e)
{
    struct str all = {0};

    for (int i = 0; e && i < e->ballot_count; i++)
        for (int n = 0; n < e->ballots[i].question_count; n++) {
            const struct held_question *q = &e->ballots[i].questions[n];
            struct str *names = ARENA_ARRAY(d->scratch, struct str, (size_t)q->count);
            for (int k = 0; k < q->count; k++)
                names[k] = q->names[k].name;
            struct str line =
                laid_line(d->scratch, str_of(q->title), names, (size_t)q->count);
            all = str_print(d->scratch, "%.*s%s%.*s", STR_FMT(all), all.len ? "\n" : "",
                            STR_FMT(line));
        }
    return all;
}

struct held_question held_question(struct demo *d, const char *title, const char *office,
                                   const int *who, int count, int seats)
{
    struct candidate_new *names = ARENA_ARRAY(d->keep, struct candidate_new, (size_t)count);

    for (int i = 0; i < count; i++)
        names[i] = candidate_of_person(&d->county->people[who[i]]);
    return (struct held_question){title, office, names, count, seats};
}

static struct election_new election_of(const struct counting *k,
                                       const struct held_question *q)
{
    return (struct election_new){.title = str_of(q->title),
                                 .office = str_of(q->office),
                                 .rules = str_of(k->election->rules),
                                 .seats = q->seats,
                                 .candidates = q->names,
                                 .candidate_count = (size_t)q->count};
}

static enum err make_poll(struct demo *d, struct counting *k)
{
    struct election_new elections[HELD_QUESTIONS];
    struct deed x;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, k->at);

    for (int i = 0; i < k->ballot->question_count; i++)
        elections[i] = election_of(k, &k->ballot->questions[i]);
    struct poll_new n = {.congress = k->election->congress,
                         .sitting = k->election->sitting.id,
                         .title = str_print(d->scratch, "%s选票", k->ballot->title),
                         .colour = str_of(k->ballot->colour),
                         .way = STR("paper"),
                         .style = STR("boxes"),
                         .cast = k->ballot->cast,
                         .elections = elections,
                         .election_count = (size_t)k->ballot->question_count};
    TRY(done(d, &x, poll_create(c, &n, &k->poll)));
    return done(d, &x, poll_freeze(c, k->poll, k->election->sitting.id, NULL));
}

static bool is_beyond(const struct held_question *q, struct str name)
{
    for (int n = q->seats; n < q->count; n++)
        if (str_eq(q->names[n].name, name))
            return true;
    return false;
}

/* The paper is in its own order: which of its places are those that the list has beyond the seats? */
static enum err read_places(struct demo *d, struct counting *k)
{
    struct deed x;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, k->at);
    struct poll *p;

    TRY(done(d, &x, poll_load(c, k->poll, &p)));
    for (int n = 0; n < k->ballot->question_count; n++) {
        const struct held_question *q = &k->ballot->questions[n];
        k->is_surplus[n] = ARENA_ARRAY(d->keep, bool, (size_t)q->count);
        for (int i = 0; i < q->count; i++)
            k->is_surplus[n][i] =
                is_beyond(q, row_text(p->candidate_ledger, p->elections[n].candidates[i],
                                      CANDIDATE_NAME));
    }
    return ERR_OK;
}

/* Most approve of as many as there are seats, of some names a little fewer; who opposes somebody may approve of one of
 * the others, whichever. */
static struct str marks_of(struct demo *d, const struct counting *k, int n, int ballot)
{
    int count = k->ballot->questions[n].count, free_seats = 0;
    char *marks = ARENA_ARRAY(d->scratch, char, (size_t)count);
    const bool *is_surplus = k->is_surplus[n];

    for (int i = 0; i < count; i++) {
        bool opposed = (ballot * 13 + i * 7) % (23 + i * 5 % 11) == 0;
        marks[i] = is_surplus[i] || opposed ? 'N' : 'Y';
        free_seats += !is_surplus[i] && opposed;
    }
    for (int step = 0; step < count && free_seats > 0; step++) {
        int i = (ballot * 7 + step) % count;
        if (!is_surplus[i] || (ballot / 3 + i) % 3 == 2)
            continue;
        marks[i] = 'Y';
        free_seats--;
    }
    return (struct str){marks, (size_t)count};
}

static enum err read_ballot(struct demo *d, const struct counting *k, int ballot,
                            struct json **out)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);

    buf_str(&text, STR("{\"answers\":["));
    for (int n = 0; n < k->ballot->question_count; n++) {
        buf_str(&text, n ? STR(",{\"marks\":\"") : STR("{\"marks\":\""));
        buf_str(&text, marks_of(d, k, n, ballot));
        buf_str(&text, STR("\"}"));
    }
    buf_str(&text, STR("]}"));
    return json_parse(d->scratch, str_copy(d->scratch, buf_view(&text)), out, d->w->fault);
}

static enum err read_ballots(struct demo *d, const struct counting *k,
                             struct entry_in **out)
{
    int present = k->election->present;

    *out = ARENA_ARRAY(d->scratch, struct entry_in, (size_t)present);
    for (int i = 0; i < present; i++) {
        struct json *ballot;
        TRY(read_ballot(d, k, i, &ballot));
        (*out)[i] = (struct entry_in){i + 1, ballot};
    }
    return ERR_OK;
}

static instant later(const struct counting *k, int minutes)
{
    return (instant){k->at.ms + (int64_t)minutes * MINUTE_S * 1000};
}

/* Both tellers enter every paper, a scrutineer accepts. */
static enum err enter(struct demo *d, const struct counting *k)
{
    static const char *const TELLERS[] = {"teller1", "teller2"};
    struct deed x;
    struct entry_in *items;
    int64_t number, total;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, later(k, 20));

    TRY(done(d, &x,
             entry_group_new(c, k->poll, STR("第一计票组"), STR("ballots"), &number)));
    TRY(read_ballots(d, k, &items));
    for (int side = 1; side <= COUNT_OF(TELLERS); side++) {
        struct entries_in in = {side, items, (size_t)k->election->present};
        c = as(d, &x, TELLERS[side - 1], ROLE_TELLER, later(k, 40 + side));
        TRY(done(d, &x, entry_save(c, k->poll, number, &in, &total)));
        TRY(done(d, &x, entry_finish(c, k->poll, number, side)));
    }
    c = as(d, &x, "scrutineer", ROLE_SCRUTINEER, later(k, 44));
    return done(d, &x, entry_accept(c, k->poll, number));
}

static enum err sign(struct demo *d, const struct counting *k)
{
    struct deed x;
    struct signing watch = {STR("chief_scrutineer"), k->election->chief_scrutineer};
    struct signing count = {STR("chief_teller"), k->election->chief_teller};
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, later(k, 46));

    TRY(done(d, &x, result_count(c, k->poll)));
    c = as(d, &x, "scrutineer", ROLE_SCRUTINEER, later(k, 48));
    TRY(done(d, &x, result_sign(c, k->poll, &watch)));
    c = as(d, &x, "teller1", ROLE_TELLER, later(k, SIGNED_MINUTES));
    return done(d, &x, result_sign(c, k->poll, &count));
}

static enum err close_cast(struct demo *d, const struct counting *k)
{
    struct deed x;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, later(k, 15));

    return done(d, &x, poll_close(c, k->poll));
}

/* All papers of a cast are given out, put in and closed together. */
static enum err hold_cast(struct demo *d, struct counting *all, int from, int until)
{
    for (int i = from; i < until; i++)
        TRY(make_poll(d, &all[i]));
    for (int i = from; i < until; i++)
        TRY(read_places(d, &all[i]));
    for (int i = from; i < until; i++) {
        struct deed x;
        const struct counting *k = &all[i];
        int present = k->election->present;
        struct issue papers = {present + SPARE_PAPERS, present, SPARE_PAPERS, SPARE_PAPERS,
                               present};
        TRY(done(d, &x,
                 poll_issue(as(d, &x, "congress", ROLE_CONGRESS, later(k, 4)), k->poll,
                            &papers)));
    }
    struct deed x;
    struct call *c = as(d, &x, "congress", ROLE_CONGRESS, later(&all[from], 5));
    TRY(done(d, &x, urn_open_paper(c, all[from].poll)));
    TRY(close_cast(d, &all[from]));
    for (int i = from; i < until; i++) {
        TRY(enter(d, &all[i]));
        TRY(sign(d, &all[i]));
        arena_clear(d->scratch);
    }
    return ERR_OK;
}

enum err held_elect(struct demo *d, const struct held_election *e, row_id *polls)
{
    struct counting all[HELD_BALLOTS] = {{0}};
    int from = 0;

    for (int i = 0; i < e->ballot_count; i++)
        all[i] =
            (struct counting){.ballot = &e->ballots[i],
                              .election = e,
                              .at = {e->votes_at.ms + (int64_t)(e->ballots[i].cast - 1) *
                                                          CAST_MINUTES * MINUTE_S * 1000}};
    for (int i = 1; i <= e->ballot_count; i++) {
        if (i < e->ballot_count && e->ballots[i].cast == e->ballots[from].cast)
            continue;
        TRY(hold_cast(d, all, from, i));
        from = i;
    }
    for (int i = 0; i < e->ballot_count; i++)
        polls[i] = all[i].poll;
    return ERR_OK;
}
