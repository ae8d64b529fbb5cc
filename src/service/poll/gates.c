/* What must be so before the next step of a poll: each condition by its name, with why it is not. */
#include "service/poll/gates.h"
#include "domain/names/same.h"
#include "domain/poll/outcome.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "service/congress/hall.h"
#include "service/congress/size.h"
#include "service/direct/turnout.h"
#include "service/poll/alike.h"
#include "service/poll/follow.h"
#include "service/poll/names.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "store/queries.h"

/* The texts of a fault point into its own detail: small enough to carry a title. */
static struct str title_of(const struct poll *p, const struct poll_election *e)
{
    return utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), 40);
}

static void gate_names(struct gates *out, const struct poll *p)
{
    struct gate *g = gates_add(out, "candidates");

    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        if (!p->elections[i].candidate_count)
            GATE_REFUSE(g, "poll.no_candidates", "%.*s",
                        STR_FMT(title_of(p, &p->elections[i])));
}

static bool is_called_so(struct call *c, const struct poll *p,
                         const struct poll_election *e, struct str name)
{
    for (size_t i = 0; i < e->candidate_count; i++)
        if (name_is(candidate_called(c, p, e, i), name))
            return true;
    return false;
}

static bool are_the_only(struct call *c, const struct poll *p,
                         const struct poll_election *e, const struct str *names,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_called_so(c, p, e, names[i]))
            return false;
    return e->candidate_count == count;
}

/* Whom alone a later round takes: those tied, or come through, or, where the law says so, by the votes of the round
 * before (选举法 44).  NULL: others may be nominated. */
static const struct str *only_names(const struct poll_election *e, bool is_pre,
                                    const struct follow *f, size_t *count)
{
    bool by_votes =
        f->kind == FOLLOW_ANOTHER && rules_again(e->office, is_pre) == CANDIDATES_BY_VOTES;

    *count = by_votes ? f->next_count : f->only_count;
    return by_votes ? f->next : f->only;
}

static struct str joined(struct call *c, const struct str *names, size_t count)
{
    struct str all = {0};

    for (size_t i = 0; i < count; i++)
        all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(all), i ? "、" : "",
                        STR_FMT(names[i]));
    return utf8_head(all, 200);
}

/* One round follows another: a second paper for the same, taken out and brought back, would fill the seats twice. */
static enum err check_twin(struct call *c, const struct poll *p,
                           const struct poll_election *e, struct gate *g)
{
    row_id before = {row_number(p->election_ledger, e->row, ELECTION_PREVIOUS)};
    struct list all;

    if (!before.v)
        return ERR_OK;
    TRY(rows_of_one(c, p->election_ledger, ELECTION_PREVIOUS, before, 0, &all));
    for (size_t i = 0; i < all.count && g->is_ok; i++) {
        row_id poll = {row_number(p->election_ledger, all.rows[i], ELECTION_POLL)};
        struct row *row;
        if (all.rows[i]->id.v == e->row->id.v)
            continue;
        TRY(row_fetch(c, p->ledger, poll, &row));
        if (!row_is(p->ledger, row, POLL_IS_VOID))
            GATE_REFUSE(g, "poll.round_twice", "%.*s", STR_FMT(title_of(p, e)));
    }
    return ERR_OK;
}

/* A later round asks what the one before asked, by the same rules; on its paper stands nothing else. */
static enum err check_same(struct call *c, const struct poll *p,
                           const struct poll_election *e, const struct follow *f,
                           struct gate *g)
{
    const struct ledger *l = p->election_ledger;
    row_id before = {row_number(l, e->row, ELECTION_PREVIOUS)};
    struct row *first;

    if (f->kind == FOLLOW_NOTHING) {
        if (row_number(p->ledger, p->row, POLL_ROUND) > 1 && g->is_ok)
            GATE_REFUSE(g, "poll.round_stray", "%.*s", STR_FMT(title_of(p, e)));
        return ERR_OK;
    }
    TRY(row_fetch(c, l, before, &first));
    bool is_same =
        str_eq(row_text(l, e->row, ELECTION_OFFICE), row_text(l, first, ELECTION_OFFICE)) &&
        str_eq(row_text(l, e->row, ELECTION_RULES), row_text(l, first, ELECTION_RULES)) &&
        str_eq(row_text(l, e->row, ELECTION_SETTINGS),
               row_text(l, first, ELECTION_SETTINGS)) &&
        row_number(p->ledger, p->row, POLL_ROUND) == f->round;
    if (!is_same && g->is_ok)
        GATE_REFUSE(g, "poll.round_other", "%.*s", STR_FMT(title_of(p, e)));
    return ERR_OK;
}

/* The name with the unit, which tells two of one name apart. */
static struct str with_unit(struct call *c, const struct poll *p,
                            const struct poll_election *e, size_t i)
{
    const struct row *row = e->candidates[i];
    struct str unit = str_trim(row_text(p->candidate_ledger, row, CANDIDATE_UNIT));
    struct str name = row_text(p->candidate_ledger, row, CANDIDATE_NAME);

    return unit.len ? str_print(c->arena, "%.*s（%.*s）", STR_FMT(name), STR_FMT(unit))
                    : name;
}

/* Whoever has a seat stands for no other of the same office, in whatever way he is written. */
static void check_elected(struct call *c, const struct poll *p,
                          const struct poll_election *e, const struct follow *f,
                          struct gate *g)
{
    for (size_t i = 0; i < e->candidate_count; i++) {
        struct str name = candidate_called(c, p, e, i), full = with_unit(c, p, e, i);
        for (size_t k = 0; k < f->elected_count && g->is_ok; k++)
            if (!name_is(name, f->elected[k]) && /* that one the election itself refuses */
                poll_name_perhaps(c, full, f->elected[k]))
                GATE_REFUSE(g, "poll.elected_alike", "%.*s" SEP "%.*s" SEP "%.*s",
                            STR_FMT(title_of(p, e)), STR_FMT(utf8_head(name, 40)),
                            STR_FMT(utf8_head(f->elected[k], 40)));
    }
}

/* A later round keeps to what the one before left: its seats, and its names where nobody else may stand. */
static enum err gate_round(struct call *c, struct gates *out, const struct poll *p)
{
    struct gate *g = gates_add(out, "round");
    bool is_later = false;

    for (size_t i = 0; i < p->election_count && g->is_ok; i++) {
        const struct poll_election *e = &p->elections[i];
        int64_t seats = row_number(p->election_ledger, e->row, ELECTION_SEATS);
        struct follow f;
        TRY(poll_follow(c, p, e, &f));
        is_later |= f.kind != FOLLOW_NOTHING;
        TRY(check_twin(c, p, e, g));
        TRY(check_same(c, p, e, &f, g));
        check_elected(c, p, e, &f, g);
        size_t count;
        bool is_pre = row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION);
        const struct str *only = only_names(e, is_pre, &f, &count);
        if (!g->is_ok)
            continue;
        if (f.kind != FOLLOW_NOTHING && f.seats != seats)
            GATE_REFUSE(g, "poll.round_seats", "%.*s" SEP "%lld" SEP "%lld",
                        STR_FMT(title_of(p, e)), (long long)f.seats, (long long)seats);
        else if (only && !are_the_only(c, p, e, only, count))
            GATE_REFUSE(g, "poll.round_names", "%.*s" SEP "%.*s", STR_FMT(title_of(p, e)),
                        STR_FMT(joined(c, only, count)));
    }
    out->count -= !is_later && g->is_ok; /* of a first round nothing is asked */
    return ERR_OK;
}

/* A pre-election has something to cut: elsewhere it would only be a second hurdle. */
static void gate_pre(struct call *c, struct gates *out, const struct poll *p,
                     const struct election_paper *paper)
{
    struct gate *g = gates_add(out, "pre_election");
    bool is_asked = false;
    int64_t most;

    for (size_t i = 0; i < paper->count && g->is_ok; i++) {
        const struct election *e = &paper->questions[i];
        bool is_first = e->is_pre_election && e->round == 1 && !e->is_rerun;
        is_asked |= is_first;
        if (!is_first || election_pre_is_needed(e, &most))
            continue;
        struct str article = rule_article(c, e->rules.pre_election.share.source.article);
        GATE_REFUSE(g, "poll.pre_needless", "%.*s" SEP "%zu" SEP "%lld" SEP "%.*s",
                    STR_FMT(title_of(p, &p->elections[i])), e->candidate_count,
                    (long long)most, STR_FMT(article));
    }
    out->count -= !is_asked;
}

static void gate_surplus(struct call *c, struct gates *out, const struct poll *p,
                         const struct election_paper *paper)
{
    struct gate *g = gates_add(out, "surplus");
    int64_t least, most;

    for (size_t i = 0; i < paper->count && g->is_ok; i++) {
        const struct election *e = &paper->questions[i];
        if (!election_asks_surplus(e) || election_surplus_is_kept(e, &least, &most))
            continue;
        struct str article = rule_article(c, election_surplus_source(e)->article);
        struct str range = gates_range(c, least, most);
        GATE_REFUSE(g, "poll.surplus", "%.*s" SEP "%zu" SEP "%.*s" SEP "%.*s",
                    STR_FMT(title_of(p, &p->elections[i])), e->candidate_count,
                    STR_FMT(range), STR_FMT(article));
    }
}

/* A people's congress has as many deputies as the law and the standing committee above allow (选举法 12 to 14). */
static void gate_deputies(struct call *c, const struct poll *p, int64_t due,
                          struct gates *out)
{
    struct size_fault f = congress_size_fault(c, p->congress, due);
    struct gate *g = gates_add(out, "size");

    if (f.code)
        GATE_REFUSE(g, f.code, "%.*s", STR_FMT(f.args));
}

/* Who is due is who has a mandate: not what somebody left on the roster, or put there. */
static enum err gate_roster(struct call *c, const struct poll *p, int64_t due,
                            struct gates *out)
{
    struct size_fault f;
    struct gate *g = gates_add(out, "roster");

    TRY(congress_roster_fault(c, p->congress->id, due, &f));
    if (f.code)
        GATE_REFUSE(g, f.code, "%.*s", STR_FMT(f.args));
    return ERR_OK;
}

/* A party congress has its size, or the superior's word for another on record; never more than the rule says. */
static enum err gate_size(struct call *c, const struct poll *p, int64_t due,
                          struct gates *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct rules_edition edition;

    if (row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE))
        gate_deputies(c, p, due, out);
    if (!row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PARTY))
        return ERR_OK;
    TRY(rules_in_force(c, row_text(l, p->congress, CONGRESS_RULES), &edition));
    const struct rule_size *size = &edition.set->size;
    if (!size->most)
        return ERR_OK;
    struct gate *g = gates_add(out, "size");
    struct str article = rule_article(c, size->source.article);
    if (size->never && due > size->never)
        GATE_REFUSE(g, "poll.size_never", "%lld" SEP "%lld" SEP "%.*s", (long long)due,
                    (long long)size->never, STR_FMT(article));
    else if ((due < size->least || due > size->most) &&
             !row_has(l, p->congress, CONGRESS_APPROVAL_NUMBER))
        GATE_REFUSE(g, "poll.size", "%lld" SEP "%lld" SEP "%lld" SEP "%.*s", (long long)due,
                    (long long)size->least, (long long)size->most, STR_FMT(article));
    return ERR_OK;
}

static void gate_quorum(struct call *c, struct gates *out, const struct poll *p,
                        const struct election_paper *paper)
{
    struct gate *g = gates_add(out, "quorum");

    for (size_t i = 0; i < paper->count && g->is_ok && !poll_is_direct(p); i++) {
        const struct election *e = &paper->questions[i];
        if (election_may_vote(e))
            continue;
        const struct rule_share *s = &e->rules.quorum;
        int64_t of = election_base(e, s->base, 0), limit = rule_limit(s, of);
        struct str article = rule_article(c, s->source.article);
        GATE_REFUSE(g, s->at_least ? "poll.quorum" : "poll.quorum_more",
                    "%lld" SEP "%lld" SEP "%lld" SEP "%.*s", (long long)e->due,
                    (long long)e->present, (long long)limit, STR_FMT(article));
    }
}

/* Passed before the list of voters was entered, say: in a district they are on it (选举法 43). */
static enum err check_counter(struct call *c, const struct poll *p, const struct row *row,
                              struct gate *g)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct str name = row_text(l, row, OFFICER_NAME);
    bool is_there = true;

    if (officer_task_of(row_text(l, row, OFFICER_DUTY)) != TASK_NONE)
        TRY(hall_counts_there(c, p->congress->id, name, &is_there));
    if (!is_there && g->is_ok)
        GATE_REFUSE(g, "officer.no_voter", "%.*s", STR_FMT(name));
    return ERR_OK;
}

static enum err gate_officers(struct call *c, struct gates *out, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct gate *g = gates_add(out, "scrutineer");
    size_t watch = 0, counting = 0;
    struct list all;

    TRY(rows_of_one(c, l, OFFICER_CONGRESS, p->congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        enum officer_task task = officer_task_of(row_text(l, all.rows[i], OFFICER_DUTY));
        if (!row_is(l, all.rows[i], OFFICER_IS_PASSED))
            continue;
        TRY(check_counter(c, p, all.rows[i], g));
        watch += task == TASK_CHIEF_SCRUTINEER || task == TASK_SCRUTINEER;
        counting += task == TASK_CHIEF_TELLER || task == TASK_TELLER;
    }
    if (g->is_ok && (!watch || !counting))
        GATE_REFUSE(g, "poll.no_scrutineer", "%zu" SEP "%zu", watch, counting);
    return ERR_OK;
}

static enum err gate_conflicts(struct call *c, struct gates *out, const struct poll *p)
{
    struct gate *g = gates_add(out, "conflict");
    struct officer_conflict *conflicts;
    size_t count;

    TRY(hall_conflicts(c, p->congress->id, &conflicts, &count));
    if (count) {
        g->is_ok = false;
        (void)hall_conflict_fail(c, &conflicts[0]);
        g->fault = c->fault;
        c->fault = (struct fault){0};
    }
    return ERR_OK;
}

static enum err read_paper(struct call *c, const struct poll *p,
                           const struct attendance_numbers *people,
                           struct election_paper *out)
{
    struct str questions;
    struct poll_numbers n = {.due = people->due,
                             .present = people->present,
                             .issued = people->present,
                             .printed = people->present,
                             .round = row_number(p->ledger, p->row, POLL_ROUND),
                             .questions = p->election_count};

    TRY(poll_questions_json(c, p, &questions));
    return election_read(c->arena, poll_election_json(c, &n, questions), out, &c->fault);
}

enum err poll_gates(struct call *c, const struct poll *p,
                    const struct attendance_numbers *people, struct gates *out)
{
    struct election_paper paper;

    out->count = 0;
    gate_names(out, p);
    TRY(gate_round(c, out, p));
    TRY(gates_of_law(c, p, out));
    if (!poll_is_direct(p))
        TRY(gate_roster(c, p, people->due, out));
    if (out->items[0].is_ok && people->due > 0) {
        TRY(read_paper(c, p, people, &paper));
        gate_surplus(c, out, p, &paper);
        gate_pre(c, out, p, &paper);
        gate_quorum(c, out, p, &paper);
        TRY(gate_size(c, p, people->due, out));
    } else if (out->items[0].is_ok) {
        struct gate *g = gates_add(out, "quorum");
        GATE_REFUSE(g, "poll.nobody_due", "%s", "");
    }
    TRY(gates_of_standing(c, p, out));
    TRY(gate_nominated(c, p, out));
    TRY(gate_officers(c, out, p));
    return gate_conflicts(c, out, p);
}

/* ---- before a count ------------------------------------------------------------------------ */

static void check_equal(struct gates *out, const char *name, const char *code, int64_t x,
                        int64_t y)
{
    struct gate *g = gates_add(out, name);

    if (x != y)
        GATE_REFUSE(g, code, "%lld" SEP "%lld", (long long)x, (long long)y);
}

static void check_most(struct gates *out, const char *name, const char *code, int64_t x,
                       int64_t most)
{
    struct gate *g = gates_add(out, name);

    if (x > most)
        GATE_REFUSE(g, code, "%lld" SEP "%lld", (long long)x, (long long)most);
}

static enum err check_groups(struct call *c, const struct poll *p, struct gates *out)
{
    struct count_group *groups;
    struct gate *g = gates_add(out, "groups");
    int64_t returned = 0;
    size_t count;

    TRY(store_group_list(c->db, c->arena, p->row->id, &groups, &count));
    for (size_t i = 0; i < count; i++) {
        returned += groups[i].returned;
        if (!str_eq(groups[i].state, STR("accepted")) && g->is_ok)
            GATE_REFUSE(g, "poll.group_open", "%.*s", STR_FMT(groups[i].name));
    }
    check_equal(out, "returned", "poll.returned", returned,
                row_number(p->ledger, p->row, POLL_RETURNED));
    return ERR_OK;
}

/* Nothing agrees that was not written down: until then the first thing that lacks is named. */
static bool is_entered(struct call *c, struct gates *out, const struct poll *p)
{
    static const int NEEDED[] = {POLL_PRINTED, POLL_ISSUED, POLL_RETURNED};

    for (size_t i = 0; i < sizeof(NEEDED) / sizeof(NEEDED[0]); i++)
        if (!row_has(p->ledger, p->row, NEEDED[i])) {
            const struct field *f = &p->ledger->fields[field_at(p->ledger, NEEDED[i])];
            struct gate *g = gates_add(out, "entered");
            GATE_REFUSE(g, "poll.not_entered", "%.*s", STR_FMT(f->label.in[c->locale]));
            return false;
        }
    return true;
}

/* Names that are probably one: the scrutineer says so, or that they are not, before they are counted. */
static enum err check_alike(struct call *c, const struct poll *p, struct gates *out)
{
    struct alikes all;

    TRY(alike_open(c, p, &all));
    if (!all.count)
        return ERR_OK;
    struct gate *g = gates_add(out, "alike");
    GATE_REFUSE(g, "poll.alike", "%.*s",
                STR_FMT(joined(c, all.items[0].names, all.items[0].count)));
    return ERR_OK;
}

/* Two people say how many came, and have seen the proxies and boxes then: what one adds afterwards is seen again. */
static enum err check_vouched(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = p->ledger;
    struct turnout t;
    int64_t unsaid;

    if (!poll_is_direct(p))
        return ERR_OK;
    TRY(poll_turnout(c, p, &t));
    TRY(turnout_unsaid(c, p->row->id, &unsaid));
    struct gate *g = gates_add(out, "turnout");
    if (unsaid)
        GATE_REFUSE(g, "poll.proxies_unsaid", "%lld", (long long)unsaid);
    else if (!turnout_is_carried(&t))
        GATE_REFUSE(g, "poll.carried", "%lld" SEP "%lld", (long long)t.by_proxy,
                    (long long)(t.in_person + t.by_box));
    else if (!poll_vouched(p, &t))
        GATE_REFUSE(g, "poll.vouch_again", "%lld" SEP "%lld" SEP "%lld" SEP "%lld",
                    (long long)row_number(l, p->row, POLL_BY_PROXY),
                    (long long)row_number(l, p->row, POLL_BY_BOX), (long long)t.by_proxy,
                    (long long)t.by_box);
    return ERR_OK;
}

/* Nobody knows how many voted by a mobile box that is still out. */
static enum err check_boxes(struct call *c, const struct poll *p, struct gates *out)
{
    struct str title;

    TRY(turnout_box_out(c, p->row->id, &title));
    if (!title.len)
        return ERR_OK;
    struct gate *g = gates_add(out, "boxes");
    GATE_REFUSE(g, "poll.box_out", "%.*s", STR_FMT(utf8_head(title, 40)));
    return ERR_OK;
}

/* The slips given out, and no more ballots than people who are there or take part. */
static enum err check_paper(struct call *c, const struct poll *p, int64_t used,
                            struct gates *out)
{
    const struct ledger *l = p->ledger;
    bool has_paper = poll_has_paper(p);
    struct attendance_numbers people;
    int64_t issued = has_paper ? row_number(l, p->row, POLL_ISSUED) : 0;
    int64_t cast = used + (has_paper ? row_number(l, p->row, POLL_RETURNED) : 0);

    TRY(poll_people(c, p, &people));
    if (has_paper && is_entered(c, out, p)) {
        int64_t unused = row_number(l, p->row, POLL_UNUSED);
        check_equal(out, "printed", "poll.printed", issued + unused,
                    row_number(l, p->row, POLL_PRINTED));
        check_most(out, "cut", "poll.cut", row_number(l, p->row, POLL_CUT), unused);
        TRY(check_groups(c, p, out));
    }
    /* more ballots than people: nothing to mend, the count finds the election void; and how many were given out that
     * nobody wrote down is no number that fits */
    bool is_known = !has_paper || row_has(l, p->row, POLL_ISSUED);
    if (cast <= people.present && is_known)
        check_most(out, poll_is_direct(p) ? "issued_voters" : "issued",
                   poll_is_direct(p) ? "poll.issued_voters" : "poll.issued", used + issued,
                   people.present);
    TRY(check_boxes(c, p, out));
    return check_vouched(c, p, out);
}

static enum err check_urn(struct call *c, const struct poll *p, struct gates *out)
{
    struct urn_row urn;
    struct gate *g = gates_add(out, "urn");
    enum err err = store_urn_get(c->db, c->arena, p->congress->id, p->cast, &urn);

    if (err && err != ERR_NOT_FOUND)
        return err;
    if (err || !str_eq(urn.state, STR("unsealed")))
        GATE_REFUSE(g, "poll.urn_sealed", "%s", "");
    return ERR_OK;
}

enum err poll_sums(struct call *c, const struct poll *p, struct gates *out)
{
    int64_t slips, used;

    out->count = 0;
    TRY(poll_slips(c, p, &slips, &used));
    TRY(check_paper(c, p, used, out));
    if (poll_is_electronic(p))
        TRY(check_urn(c, p, out));
    for (size_t i = 0; i < out->count; i++)
        if (!out->items[i].is_ok)
            return ERR_OK;
    return row_is(p->ledger, p->row, POLL_IS_CLOSED) ? check_alike(c, p, out) : ERR_OK;
}
