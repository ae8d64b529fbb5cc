/* From numbers to persons. */
#include "domain/poll/outcome.h"

#include "domain/names/names.h"

bool election_may_vote(const struct election *e)
{
    const struct rule_share *q = &e->rules.quorum;

    return rule_is_met(q, election_base(e, q->base, 0), e->present);
}

bool election_surplus_is_kept(const struct election *e, int64_t *least, int64_t *most)
{
    int64_t count = (int64_t)e->candidate_count;

    election_surplus(e, least, most);
    if (e->surplus != SURPLUS_OF_RULE)
        *least = *most = e->surplus;
    *least += e->seats;
    *most = *most < 0 ? ELECTION_CANDIDATES_MAX : *most + e->seats;
    return count >= *least && count <= *most;
}

bool election_pre_is_needed(const struct election *e, int64_t *most)
{
    int64_t least, above;

    rule_surplus_of(&e->rules.surplus, e->seats, &least, &above);
    *most = e->places;
    if (!e->rules.pre_election.makes_equal && above >= 0 && e->seats + above > *most)
        *most = e->seats + above;
    return (int64_t)e->candidate_count > *most;
}

/* ---- orders ---------------------------------------------------------------------- */

typedef bool (*before_fn)(const struct outcome_person *x, const struct outcome_person *y);

static bool by_votes(const struct outcome_person *x, const struct outcome_person *y)
{
    return x->approve != y->approve ? x->approve > y->approve : x->place < y->place;
}

static bool by_strokes(const struct outcome_person *x, const struct outcome_person *y)
{
    return x->place < y->place;
}

static bool by_list(const struct outcome_person *x, const struct outcome_person *y)
{
    return x->listed != y->listed ? x->listed < y->listed : x->place < y->place;
}

/* Merge sort; `spare` has the same room. */
static void sort(struct outcome_person **people, struct outcome_person **spare,
                 size_t count, before_fn before)
{
    if (count < 2)
        return;
    size_t half = count / 2, left = 0, right = half;
    sort(people, spare, half, before);
    sort(people + half, spare, count - half, before);
    for (size_t i = 0; i < count; i++) {
        bool take_right =
            left == half || (right < count && before(people[right], people[left]));
        spare[i] = take_right ? people[right++] : people[left++];
    }
    memcpy(people, spare, count * sizeof(struct outcome_person *));
}

static before_fn official_order(enum rule_order order)
{
    switch (order) {
    case ORDER_VOTES:
        return by_votes;
    case ORDER_LISTED:
        return by_list;
    case ORDER_SURNAME:
    case ORDER_FULLNAME:
        break;
    }
    return by_strokes;
}

/* ---- persons --------------------------------------------------------------------- */

struct verdict {
    const struct election *e;
    struct arena *arena;
    struct outcome *out;
    struct outcome_person **people, **spare; /* everybody with a mark */
    size_t count;
};

static void cite(struct outcome *o, struct rule_source source)
{
    o->rules[o->rule_count++] = source;
}

static void put_places(struct verdict *v)
{
    enum names_order order =
        v->e->rules.order.order == ORDER_FULLNAME ? NAMES_FULLNAME : NAMES_SURNAME;
    struct str *names = ARENA_ARRAY(v->arena, struct str, v->count);
    size_t *from = ARENA_ARRAY(v->arena, size_t, v->count);

    for (size_t i = 0; i < v->count; i++)
        names[i] = v->people[i]->name;
    names_sort(names, v->count, order, from);
    for (size_t i = 0; i < v->count; i++)
        v->people[from[i]]->place = i;
}

static void collect(struct verdict *v)
{
    const struct election *e = v->e;
    const struct tally_result *t = &v->out->tally;
    struct outcome *o = v->out;

    v->count = e->candidate_count + t->name_count;
    v->people = ARENA_ARRAY(v->arena, struct outcome_person *, v->count);
    v->spare = ARENA_ARRAY(v->arena, struct outcome_person *, v->count);
    o->candidates = ARENA_ARRAY(v->arena, struct outcome_person, e->candidate_count);
    o->write_ins = ARENA_ARRAY(v->arena, struct outcome_person, t->name_count);
    o->candidate_count = e->candidate_count;
    o->write_in_count = t->name_count;
    for (size_t i = 0; i < e->candidate_count; i++) {
        v->people[i] = &o->candidates[i];
        *v->people[i] = (struct outcome_person){.name = e->candidates[i], .listed = i};
        if (!t->approve)
            continue;
        v->people[i]->approve = t->approve[i];
        v->people[i]->oppose = t->oppose[i];
        v->people[i]->abstain = t->abstain[i];
        v->people[i]->unclear = t->unclear[i];
    }
    for (size_t i = 0; i < t->name_count; i++) {
        struct outcome_person *p = v->people[e->candidate_count + i] = &o->write_ins[i];
        *p = (struct outcome_person){.name = t->names[i].name,
                                     .approve = t->names[i].approve};
        p->is_write_in = true;
        p->is_barred = !election_takes(e, p->name);
        p->listed = e->candidate_count;
    }
    put_places(v);
}

/* Those written in came in the order of a hash table: put them into a lasting one. */
static void arrange_write_ins(struct verdict *v)
{
    struct outcome *o = v->out;
    struct outcome_person *sorted =
        ARENA_ARRAY(v->arena, struct outcome_person, o->write_in_count);
    struct outcome_person **own = v->people + o->candidate_count;

    sort(own, v->spare, o->write_in_count, by_votes);
    for (size_t i = 0; i < o->write_in_count; i++) {
        sorted[i] = *own[i];
        own[i] = &sorted[i];
    }
    o->write_ins = sorted;
}

/* ---- the verdict ----------------------------------------------------------------- */

static bool may_win(const struct election *e, const struct outcome_person *p)
{
    if (p->is_write_in)
        return !e->is_rerun && !p->is_barred;
    return !e->is_rerun || e->may_win[p->listed];
}

/* Moves those who passed the bar to the front, most votes first; how many they are. */
static size_t passed(struct verdict *v)
{
    size_t count = 0;

    for (size_t i = 0; i < v->count; i++) {
        struct outcome_person *p = v->people[i];
        if (!may_win(v->e, p) || !rule_is_met(&v->out->bar, v->out->bar_of, p->approve) ||
            p->approve == 0)
            continue;
        v->people[i] = v->people[count];
        v->people[count++] = p;
    }
    sort(v->people, v->spare, count, by_votes);
    return count;
}

/* How many of the `count` that passed are elected: all who fit, but of equals at the edge
 * none; *tied gets how many those are. */
static size_t elected(const struct verdict *v, size_t count, size_t *tied)
{
    size_t seats = (size_t)v->e->places, above, behind;

    *tied = 0;
    if (count <= seats)
        return count;
    int64_t edge = v->people[seats]->approve; /* the first who does not fit */
    if (v->people[seats - 1]->approve != edge)
        return seats;
    for (above = seats - 1; above > 0 && v->people[above - 1]->approve == edge;)
        above--;
    for (behind = seats + 1; behind < count && v->people[behind]->approve == edge;)
        behind++;
    *tied = behind - above;
    return above;
}

static struct outcome_person **take(struct verdict *v, size_t from, size_t count)
{
    struct outcome_person **list = ARENA_ARRAY(v->arena, struct outcome_person *, count);

    memcpy(list, v->people + from, count * sizeof(struct outcome_person *));
    sort(list, v->spare, count, official_order(v->e->rules.order.order));
    return list;
}

/* Who was written in stands by his votes alone, and only where he may be elected. */
static bool may_stand_again(const struct outcome_person *p, bool is_by_votes)
{
    return !p->is_elected && (!p->is_write_in || (is_by_votes && !p->is_barred));
}

/* The candidates of another election: those not elected; by votes at the surplus ratio
 * where that is the rule, equals at the edge left out as far as the ratio allows. */
static void choose_next(struct verdict *v)
{
    bool is_by_votes =
        rules_again(&v->e->rules, v->e->is_pre_election) == CANDIDATES_BY_VOTES;
    struct outcome_person **rest = ARENA_ARRAY(v->arena, struct outcome_person *, v->count);
    size_t count = 0;
    int64_t least, most;

    for (size_t i = 0; i < v->count; i++) {
        struct outcome_person *p = v->people[i];
        if (may_stand_again(p, is_by_votes))
            rest[count++] = p;
    }
    sort(rest, v->spare, count, by_votes);
    v->out->next_candidates = rest;
    v->out->next_count = count;
    rule_surplus_of(&v->e->rules.surplus, v->out->unfilled, &least, &most);
    size_t limit = (size_t)(v->out->unfilled + (most < 0 ? least : most));
    if (!is_by_votes || count <= limit)
        return;
    size_t above = limit, behind = limit;
    while (above > 0 && rest[above - 1]->approve == rest[limit]->approve)
        above--;
    while (behind < count && rest[behind]->approve == rest[limit]->approve)
        behind++;
    bool enough = (int64_t)above >= v->out->unfilled + least;
    if (above < limit) /* equals stand on both sides of the edge */
        limit = enough ? above : behind;
    v->out->next_count = limit;
}

static void decide(struct verdict *v)
{
    struct outcome *o = v->out;
    size_t count = passed(v), tied;

    o->elected_count = elected(v, count, &tied);
    o->tied_count = tied;
    for (size_t i = 0; i < o->elected_count + tied; i++) {
        v->people[i]->is_elected = i < o->elected_count;
        v->people[i]->is_tied = i >= o->elected_count;
    }
    o->elected = take(v, 0, o->elected_count);
    o->tied = take(v, o->elected_count, tied);
    o->unfilled = v->e->places - (int64_t)o->elected_count;
    if (count > (size_t)v->e->places)
        cite(o, v->e->rules.most_votes);
    if (tied > 0) {
        o->next = NEXT_RERUN_TIED;
        o->next_candidates = o->tied;
        o->next_count = tied;
        cite(o, v->e->rules.tie);
    } else if (o->unfilled > 0) {
        o->next = NEXT_ANOTHER_ELECTION;
        choose_next(v);
        cite(o, v->e->rules.shortfall.source);
    } else if (v->e->is_pre_election) {
        o->next = NEXT_FORMAL_ELECTION;
        o->next_candidates = o->elected;
        o->next_count = o->elected_count;
    }
    if (o->elected_count > 0)
        cite(o, v->e->rules.order.source);
}

/* Nothing counts: the books alone are kept. */
static void make_void(struct outcome *o, const struct election *e, const char *reason,
                      int64_t returned)
{
    o->void_reason = reason;
    o->next = NEXT_START_AGAIN;
    o->unfilled = e->seats;
    o->tally = (struct tally_result){.returned = returned, .spoilt = returned};
}

void outcome_of(struct arena *a, const struct election *e, const struct tally_result *t,
                struct outcome *out)
{
    struct verdict v = {.e = e, .arena = a, .out = out};

    *out = (struct outcome){.tally = *t, .bar = election_bar(e)};
    cite(out, e->rules.quorum.source);
    if (!election_may_vote(e))
        make_void(out, e, "quorum_not_met", 0);
    else
        cite(out, e->rules.returned.source);
    if (!out->void_reason && t->returned > e->issued)
        make_void(out, e, "more_returned_than_issued", t->returned);
    if (!out->void_reason && t->returned > e->present)
        make_void(out, e, "more_returned_than_present", t->returned);
    out->bar_of = election_base(e, out->bar.base, out->tally.returned);
    collect(&v);
    arrange_write_ins(&v);
    if (out->void_reason) { /* begun again with the same names */
        out->next_candidates = v.people;
        out->next_count = e->candidate_count;
        return;
    }
    cite(out, e->rules.ballot);
    if (out->write_in_count > 0)
        cite(out, e->rules.write_in.source);
    cite(out, out->bar.source);
    decide(&v);
}
