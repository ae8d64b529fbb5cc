/* The outcome of an election as JSON. */
#include "domain/poll/result_json.h"

static const char *const NEXT[] = {
    [NEXT_NONE] = "none",
    [NEXT_RERUN_TIED] = "rerun_tied",
    [NEXT_ANOTHER_ELECTION] = "another_election",
    [NEXT_START_AGAIN] = "start_again",
    [NEXT_FORMAL_ELECTION] = "formal_election",
};

static void put_source(struct jsonw *w, const struct rule_source *s)
{
    jsonw_pair(w, "rule", str_of(s->rule));
    jsonw_pair(w, "document", str_of(s->document));
    jsonw_pair(w, "article", str_of(s->article));
    jsonw_pair(w, "edition", str_of(s->edition));
    jsonw_pair(w, "confidence", str_of(s->confidence));
}

static void put_limit(struct jsonw *w, const struct rule_share *s, int64_t of)
{
    jsonw_pair(w, "base", str_of(rule_base_name(s->base)));
    jsonw_pair_i64(w, "of", of);
    jsonw_pair_i64(w, s->at_least ? "at_least" : "more_than", rule_limit(s, of));
}

static void put_person(struct jsonw *w, const struct outcome_person *p)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "name", p->name);
    jsonw_pair_i64(w, "approve", p->approve);
    jsonw_pair_i64(w, "oppose", p->oppose);
    jsonw_pair_i64(w, "abstain", p->abstain);
    jsonw_pair_i64(w, "unclear", p->unclear);
    jsonw_pair_bool(w, "elected", p->is_elected);
    if (p->is_barred)
        jsonw_pair_bool(w, "barred", true);
    jsonw_close(w, '}');
}

static void put_people(struct jsonw *w, const char *key,
                       const struct outcome_person *people, size_t count)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        put_person(w, &people[i]);
    jsonw_close(w, ']');
}

static void put_names(struct jsonw *w, const char *key,
                      struct outcome_person *const *people, size_t count)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        jsonw_str(w, people[i]->name);
    jsonw_close(w, ']');
}

static void put_books(struct jsonw *w, const struct election *e, const struct outcome *o)
{
    const struct tally_result *t = &o->tally;

    jsonw_pair_i64(w, "returned", t->returned);
    jsonw_pair_i64(w, "valid", t->valid);
    jsonw_pair_i64(w, "void", t->spoilt);
    jsonw_key(w, "void_for");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "decided", t->spoilt_decided);
    jsonw_pair_i64(w, "too_many", t->spoilt_too_many);
    jsonw_pair_i64(w, "unclear", t->spoilt_unclear);
    jsonw_close(w, '}');
    jsonw_pair_i64(w, "issued", e->issued);
    jsonw_pair_i64(w, "printed", e->printed);
    jsonw_pair_i64(w, "left", e->printed - e->issued);
}

static void put_shares(struct jsonw *w, const struct election *e, const struct outcome *o)
{
    const struct rule_share *quorum = &e->rules.quorum;

    jsonw_key(w, "quorum");
    jsonw_open(w, '{');
    put_limit(w, quorum, election_base(e, quorum->base, 0));
    jsonw_pair_i64(w, "present", e->present);
    jsonw_close(w, '}');
    jsonw_key(w, "bar");
    jsonw_open(w, '{');
    put_limit(w, &o->bar, o->bar_of);
    jsonw_close(w, '}');
}

/* A list that breaks the surplus rule is counted all the same: who may vote has
 * decided on it.  The result says so. */
static void put_warnings(struct jsonw *w, const struct election *e)
{
    int64_t least, most;

    jsonw_key(w, "warnings");
    jsonw_open(w, '[');
    if (election_asks_surplus(e) && !election_surplus_is_kept(e, &least, &most)) {
        jsonw_open(w, '{');
        put_source(w, &e->rules.surplus.source);
        jsonw_pair_i64(w, "least", least);
        jsonw_pair_i64(w, "most", most);
        jsonw_pair_i64(w, "got", (int64_t)e->candidate_count);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void put_rules(struct jsonw *w, const struct outcome *o)
{
    jsonw_key(w, "rules");
    jsonw_open(w, '[');
    for (size_t i = 0; i < o->rule_count; i++) {
        jsonw_open(w, '{');
        put_source(w, &o->rules[i]);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static int64_t next_seats(const struct election *e, const struct outcome *o)
{
    switch (o->next) {
    case NEXT_NONE:
        return 0;
    case NEXT_FORMAL_ELECTION:
    case NEXT_START_AGAIN:
        return e->seats;
    case NEXT_RERUN_TIED:
    case NEXT_ANOTHER_ELECTION:
        break;
    }
    return o->unfilled;
}

void result_write(struct jsonw *w, const struct election *e, const struct outcome *o)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "election", o->void_reason ? STR("void") : STR("valid"));
    jsonw_key(w, "reason");
    jsonw_str_or_null(w, str_of(o->void_reason));
    if (e->is_pre_election) /* "elected" came through to the formal ballot */
        jsonw_pair_bool(w, "pre_election", true);
    put_books(w, e, o);
    put_shares(w, e, o);
    put_people(w, "candidates", o->candidates, o->candidate_count);
    put_people(w, "write_ins", o->write_ins, o->write_in_count);
    if (e->tells_own)
        jsonw_pair_i64(w, "own_names", o->tally.own);
    put_names(w, "elected", o->elected, o->elected_count);
    put_names(w, "tied", o->tied, o->tied_count);
    jsonw_pair_i64(w, "unfilled", o->unfilled);
    jsonw_pair(w, "next", str_of(NEXT[o->next]));
    jsonw_pair_i64(w, "next_seats", next_seats(e, o));
    put_names(w, "next_candidates", o->next_candidates, o->next_count);
    put_warnings(w, e);
    put_rules(w, o);
    jsonw_close(w, '}');
}
