/* Fixing who may vote, by which rules and on whom; the issue of paper ballots; closing. */
#include "domain/election/election.h"
#include "domain/election/outcome.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/hall.h"
#include "service/poll/poll_private.h"
#include "service/rules/rules.h"
#include "store/queries.h"

#include <assert.h>

enum { FROZEN_MOST = 4 << 20 };

/* ---- the questions as ELECTION.json has them ------------------------------------------ */

static struct str settings_of(struct call *c, const struct poll *p,
                              const struct poll_election *e)
{
    struct str own = str_trim(row_text(p->election_ledger, e->row, ELECTION_SETTINGS));

    if (own.len < 2)
        own = STR("{}");
    if (!row_number(p->election_ledger, e->row, ELECTION_PRE_ELECTION))
        return own;
    struct str rest = str_trim(str_sub(own, 1, own.len));
    return str_print(c->arena, "{\"pre_election\":true%s%.*s", rest.len > 1 ? "," : "",
                     STR_FMT(rest));
}

static void write_candidates(struct jsonw *w, const struct poll *p,
                             const struct poll_election *e)
{
    jsonw_key(w, "candidates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->candidate_count; i++)
        jsonw_str(w, row_text(p->candidate_ledger, e->candidates[i], CANDIDATE_NAME));
    jsonw_close(w, ']');
}

static enum err write_question(struct call *c, struct jsonw *w, const struct poll *p,
                               const struct poll_election *e, bool is_rerun)
{
    struct rules_edition edition;
    struct json *rules = NULL, *settings = NULL;

    TRY(rules_in_force(c, row_text(p->election_ledger, e->row, ELECTION_RULES), &edition));
    TRY(json_parse(c->arena, edition.text, &rules, &c->fault));
    TRY(json_parse(c->arena, settings_of(c, p, e), &settings, &c->fault));
    jsonw_open(w, '{');
    jsonw_pair(w, "title", row_text(p->election_ledger, e->row, ELECTION_TITLE));
    jsonw_pair(w, "note", /* the edition of the rules; not read by a count */
               str_print(c->arena, "%lld", (long long)edition.number));
    jsonw_pair(w, "office", row_text(p->election_ledger, e->row, ELECTION_OFFICE));
    jsonw_pair_i64(w, "seats", row_number(p->election_ledger, e->row, ELECTION_SEATS));
    jsonw_key(w, "rules");
    jsonw_value(w, rules); /* on one line, as evidence needs it */
    write_candidates(w, p, e);
    if (is_rerun)
        jsonw_pair_bool(w, "tied", true);
    jsonw_key(w, "settings");
    jsonw_value(w, settings);
    jsonw_close(w, '}');
    return ERR_OK;
}

struct str poll_election_json(struct call *c, const struct poll_numbers *n,
                              struct str questions)
{
    struct str rest = str_trim(questions), head;
    bool is_one = n->questions == 1;

    head = str_print(c->arena,
                     "{\"due\":%lld,\"present\":%lld,\"issued\":%lld,\"printed\":%lld,"
                     "\"round\":%lld,",
                     (long long)n->due, (long long)n->present, (long long)n->issued,
                     (long long)n->printed, (long long)n->round);
    if (is_one) /* [{…}] → …} */
        return str_print(c->arena, "%.*s%.*s", STR_FMT(head),
                         STR_FMT(str_sub(rest, 2, rest.len - 3)));
    return str_print(c->arena, "%.*s\"questions\":%.*s}", STR_FMT(head), STR_FMT(rest));
}

static enum err questions_json(struct call *c, const struct poll *p, struct str *out)
{
    AUTO(buf) struct buf text = BUF(FROZEN_MOST);
    struct jsonw w = {.out = &text};
    struct str rerun;

    TRY(poll_part(c, p->row->id, "rerun", &rerun));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < p->election_count; i++)
        TRY(write_question(c, &w, p, &p->elections[i], rerun.len > 0));
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}

/* ---- gates --------------------------------------------------------------------------- */

static struct gate *gate(struct gates *g, const char *name)
{
    assert(g->count < GATES_MOST); /* the program's own, not a request's */
    struct gate *one = &g->items[g->count++];

    *one = (struct gate){.name = name, .is_ok = true};
    return one;
}

#define REFUSE(g, code, ...)                                    \
    do {                                                        \
        (g)->is_ok = false;                                     \
        (void)FAIL(&(g)->fault, ERR_RULE, (code), __VA_ARGS__); \
    } while (0)

/* The texts of a fault point into its own detail: small enough to carry a title. */
static struct str title_of(const struct poll *p, const struct poll_election *e)
{
    return utf8_head(row_text(p->election_ledger, e->row, ELECTION_TITLE), 40);
}

static void gate_names(struct gates *out, const struct poll *p)
{
    struct gate *g = gate(out, "candidates");

    for (size_t i = 0; i < p->election_count && g->is_ok; i++)
        if (!p->elections[i].candidate_count)
            REFUSE(g, "poll.no_candidates", "%.*s", STR_FMT(title_of(p, &p->elections[i])));
}

static void gate_surplus(struct call *c, struct gates *out, const struct poll *p,
                         const struct election_paper *paper)
{
    struct gate *g = gate(out, "surplus");
    int64_t least, most;

    for (size_t i = 0; i < paper->count && g->is_ok; i++) {
        const struct election *e = &paper->questions[i];
        if (e->round > 1 || e->is_rerun || e->is_pre_election ||
            election_surplus_is_kept(e, &least, &most))
            continue;
        struct str article = rule_article(c, e->rules.surplus.source.article);
        REFUSE(g, "poll.surplus", "%.*s" SEP "%zu" SEP "%lld" SEP "%lld" SEP "%.*s",
               STR_FMT(title_of(p, &p->elections[i])), e->candidate_count, (long long)least,
               (long long)(most < 0 ? POLL_CANDIDATES_MOST : most), STR_FMT(article));
    }
}

static bool is_direct(const struct poll *p)
{
    return str_eq(row_text(p->congress_ledger, p->congress, CONGRESS_KIND),
                  STR("district"));
}

static void gate_quorum(struct call *c, struct gates *out, const struct poll *p,
                        const struct election_paper *paper)
{
    struct gate *g = gate(out, "quorum");

    for (size_t i = 0; i < paper->count && g->is_ok && !is_direct(p); i++) {
        const struct election *e = &paper->questions[i];
        if (election_may_vote(e))
            continue;
        const struct rule_share *s = &e->rules.quorum;
        int64_t of = election_base(e, s->base, 0), limit = rule_limit(s, of);
        struct str article = rule_article(c, s->source.article);
        REFUSE(g, s->at_least ? "poll.quorum" : "poll.quorum_more",
               "%lld" SEP "%lld" SEP "%lld" SEP "%.*s", (long long)e->due,
               (long long)e->present, (long long)limit, STR_FMT(article));
    }
}

static enum err gate_officers(struct call *c, struct gates *out, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct gate *g = gate(out, "scrutineer");
    size_t watch = 0, counting = 0;
    struct list all;

    TRY(rows_of_one(c, l, OFFICER_CONGRESS, p->congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        enum officer_task task = officer_task_of(row_text(l, all.rows[i], OFFICER_DUTY));
        if (!row_is(l, all.rows[i], OFFICER_IS_PASSED))
            continue;
        watch += task == TASK_CHIEF_SCRUTINEER || task == TASK_SCRUTINEER;
        counting += task == TASK_CHIEF_TELLER || task == TASK_TELLER;
    }
    if (!watch || !counting)
        REFUSE(g, "poll.no_scrutineer", "%zu" SEP "%zu", watch, counting);
    return ERR_OK;
}

static enum err gate_conflicts(struct call *c, struct gates *out, const struct poll *p)
{
    struct gate *g = gate(out, "conflict");
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

    TRY(questions_json(c, p, &questions));
    return election_read(c->arena, poll_election_json(c, &n, questions), out, &c->fault);
}

enum err poll_gates(struct call *c, const struct poll *p,
                    const struct attendance_numbers *people, struct gates *out)
{
    struct election_paper paper;

    out->count = 0;
    gate_names(out, p);
    if (out->items[0].is_ok && people->due > 0) {
        TRY(read_paper(c, p, people, &paper));
        gate_surplus(c, out, p, &paper);
        gate_quorum(c, out, p, &paper);
    } else if (out->items[0].is_ok) {
        struct gate *g = gate(out, "quorum");
        REFUSE(g, "poll.nobody_due", "%s", "");
    }
    TRY(gate_officers(c, out, p));
    return gate_conflicts(c, out, p);
}

/* ---- freezing ------------------------------------------------------------------------ */

static void set_people(const struct ledger *l, struct row *row,
                       const struct attendance_numbers *n)
{
    row_put_number(l, row, POLL_DUE, n->due);
    row_put_number(l, row, POLL_PRESENT, n->present);
    row_put_number(l, row, POLL_LEAVE_SICK, n->leave_sick);
    row_put_number(l, row, POLL_LEAVE_BUSINESS, n->leave_business);
    row_put_number(l, row, POLL_ABSENT, n->absent + n->unknown + n->left);
}

static enum err people_now(struct call *c, const struct poll *p, row_id sitting,
                           const struct attendance_numbers *given,
                           struct attendance_numbers *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_SITTING);
    struct row *row;

    if (given) {
        *out = *given;
        if (out->present < 0 || out->due < out->present)
            return FAIL(&c->fault, ERR_INVALID, "election.numbers", "present" SEP "due");
        out->absent = out->due - out->present - out->leave_sick - out->leave_business;
        return out->absent < 0
                   ? FAIL(&c->fault, ERR_INVALID, "election.numbers", "leave" SEP "due")
                   : ERR_OK;
    }
    if (!sitting.v)
        return FAIL(&c->fault, ERR_RULE, "poll.no_sitting", "%s", "");
    TRY(row_open(c, l, sitting, &row));
    if (row_number(l, row, SITTING_CONGRESS) != p->congress->id.v)
        return FAIL(&c->fault, ERR_RULE, "poll.no_sitting", "%s", "");
    return hall_attendance(c, sitting, out);
}

enum err poll_freeze(struct call *c, row_id poll, row_id sitting,
                     const struct attendance_numbers *given)
{
    struct attendance_numbers people;
    struct str questions;
    struct gates gates;
    struct poll *p;
    struct row *after;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, "freeze"));
    TRY(people_now(c, p, sitting, given, &people));
    TRY(poll_gates(c, p, &people, &gates));
    for (size_t i = 0; i < gates.count; i++)
        if (!gates.items[i].is_ok) {
            c->fault = gates.items[i].fault;
            return ERR_RULE;
        }
    TRY(questions_json(c, p, &questions));
    TRY(store_poll_part_put(c->db, poll, STR("questions"), questions));
    after = row_copy(c->arena, p->ledger, p->row);
    set_people(p->ledger, after, &people);
    row_put_number(p->ledger, after, POLL_FROZEN_AT, c->now.ms);
    if (sitting.v)
        row_put_number(p->ledger, after, POLL_SITTING, sitting.v);
    return poll_act(c, p, after, "freeze", (struct str){0});
}

enum err poll_thaw(struct call *c, row_id poll, struct str reason)
{
    struct poll *p;
    struct row *after;
    int64_t slips, used, gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, "thaw"));
    TRY(poll_slips(c, p, &slips, &used));
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    if (used)
        return FAIL(&c->fault, ERR_RULE, "poll.voted", "%lld", (long long)used);
    TRY(store_poll_part_drop(c->db, poll, STR("questions"), &gone));
    if (poll_is_electronic(p)) /* made for people who are not fixed any more */
        TRY(store_slip_drop(c->db, p->congress->id, p->cast, &gone));
    after = row_copy(c->arena, p->ledger, p->row);
    row_put_number(p->ledger, after, POLL_FROZEN_AT, 0);
    return poll_act(c, p, after, "thaw", reason);
}

enum err poll_frozen(struct call *c, row_id poll, struct json **out)
{
    struct str text;

    TRY(poll_part(c, poll, "questions", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_NOT_FOUND, "poll.not_frozen", "%s", "");
    return json_parse(c->arena, text, out, &c->fault);
}

enum err poll_frozen_paper(struct call *c, const struct poll *p,
                           const struct poll_numbers *n, struct election_paper *out)
{
    struct str text;

    TRY(poll_part(c, p->row->id, "questions", &text));
    if (!text.len)
        return FAIL(&c->fault, ERR_NOT_FOUND, "poll.not_frozen", "%s", "");
    return election_read(c->arena, poll_election_json(c, n, text), out, &c->fault);
}

enum err poll_questions(struct call *c, const struct poll *p, struct sheet_question **out)
{
    struct poll_numbers n = {1, 1, 1, 1, 1, p->election_count};
    struct election_paper paper;

    TRY(poll_frozen_paper(c, p, &n, &paper));
    *out = ARENA_ARRAY(c->arena, struct sheet_question, paper.count);
    for (size_t i = 0; i < paper.count; i++) {
        const struct election *e = &paper.questions[i];
        (*out)[i] =
            (struct sheet_question){(int64_t)e->candidate_count, e->seats,
                                    e->rules.write_in.needs, e->write_in_after_abstain};
    }
    return ERR_OK;
}

/* ---- paper --------------------------------------------------------------------------- */

static void take(const struct ledger *l, struct row *row, int field, int64_t n)
{
    if (n != ISSUE_KEEP)
        row_put_number(l, row, field, n);
}

enum err poll_issue(struct call *c, row_id poll, const struct issue *n)
{
    struct poll *p;
    struct row *after;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (row_is(p->ledger, p->row, POLL_IS_SIGNED) ||
        row_is(p->ledger, p->row, POLL_IS_VOID) ||
        row_is(p->ledger, p->row, POLL_IS_COUNTED))
        return poll_may(c, p, "close"); /* refuses, with the state */
    after = row_copy(c->arena, p->ledger, p->row);
    take(p->ledger, after, POLL_PRINTED, n->printed);
    take(p->ledger, after, POLL_ISSUED, n->issued);
    take(p->ledger, after, POLL_UNUSED, n->unused);
    take(p->ledger, after, POLL_CUT, n->cut);
    take(p->ledger, after, POLL_RETURNED, n->returned);
    return row_change(c, p->ledger, p->row, after, "update", (struct str){0});
}

static void check_equal(struct gates *out, const char *name, const char *code, int64_t x,
                        int64_t y)
{
    struct gate *g = gate(out, name);

    if (x != y)
        REFUSE(g, code, "%lld" SEP "%lld", (long long)x, (long long)y);
}

static void check_most(struct gates *out, const char *name, const char *code, int64_t x,
                       int64_t most)
{
    struct gate *g = gate(out, name);

    if (x > most)
        REFUSE(g, code, "%lld" SEP "%lld", (long long)x, (long long)most);
}

static enum err check_groups(struct call *c, const struct poll *p, struct gates *out)
{
    struct count_group *groups;
    struct gate *g = gate(out, "groups");
    int64_t returned = 0;
    size_t count;

    TRY(store_group_list(c->db, c->arena, p->row->id, &groups, &count));
    for (size_t i = 0; i < count; i++) {
        returned += groups[i].returned;
        if (!str_eq(groups[i].state, STR("accepted")) && g->is_ok)
            REFUSE(g, "poll.group_open", "%.*s", STR_FMT(groups[i].name));
    }
    check_equal(out, "returned", "poll.returned", returned,
                row_number(p->ledger, p->row, POLL_RETURNED));
    return ERR_OK;
}

enum err poll_sums(struct call *c, const struct poll *p, struct gates *out)
{
    const struct ledger *l = p->ledger;
    int64_t issued = row_number(l, p->row, POLL_ISSUED),
            unused = row_number(l, p->row, POLL_UNUSED);
    int64_t slips, used;

    out->count = 0;
    TRY(poll_slips(c, p, &slips, &used));
    if (poll_has_paper(p)) {
        check_equal(out, "printed", "poll.printed", issued + unused,
                    row_number(l, p->row, POLL_PRINTED));
        check_most(out, "cut", "poll.cut", row_number(l, p->row, POLL_CUT), unused);
        TRY(check_groups(c, p, out));
    }
    if (!is_direct(p))
        check_most(out, "issued", "poll.issued", used + (poll_has_paper(p) ? issued : 0),
                   row_number(l, p->row, POLL_PRESENT));
    if (poll_is_electronic(p)) {
        struct urn_row urn;
        struct gate *g = gate(out, "urn");
        enum err err = store_urn_get(c->db, c->arena, p->congress->id, p->cast, &urn);
        if (err && err != ERR_NOT_FOUND)
            return err;
        if (err || !str_eq(urn.state, STR("unsealed")))
            REFUSE(g, "poll.urn_sealed", "%s", "");
    }
    return ERR_OK;
}

bool poll_has_paper(const struct poll *p)
{
    return !str_eq(row_text(p->ledger, p->row, POLL_WAY), STR("electronic"));
}

bool poll_is_electronic(const struct poll *p)
{
    return !str_eq(row_text(p->ledger, p->row, POLL_WAY), STR("paper"));
}

/* ---- the polls of a cast -------------------------------------------------------------- */

enum err poll_cast(struct call *c, const struct poll *p, int state, struct poll ***out,
                   size_t *out_count)
{
    struct list all;
    size_t n = 0;

    TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &all));
    *out = ARENA_ARRAY(c->arena, struct poll *, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (row_number(p->ledger, all.rows[i], POLL_CAST_NO) == p->cast &&
            row_is(p->ledger, all.rows[i], state))
            TRY(poll_load(c, all.rows[i]->id, &(*out)[n++]));
    *out_count = n;
    return ERR_OK;
}

static void narrow(struct cast_room *room, int64_t people, int64_t papers)
{
    room->slips = people < room->slips ? people : room->slips;
    room->votes = people - papers < room->votes ? people - papers : room->votes;
}

enum err poll_cast_room(struct call *c, row_id congress, int64_t cast,
                        struct cast_room *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct poll p = {.ledger = l, .congress_ledger = ledger_of(c, LEDGER_CONGRESS)};
    struct list all;

    *out = (struct cast_room){ELECTION_PEOPLE_MAX, ELECTION_PEOPLE_MAX};
    TRY(row_fetch(c, p.congress_ledger, congress, &p.congress));
    TRY(rows_of_one(c, l, POLL_CONGRESS, congress, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        p.row = all.rows[i];
        if (row_number(l, p.row, POLL_CAST_NO) != cast || !poll_is_electronic(&p) ||
            row_is(l, p.row, POLL_IS_PREPARING) || row_is(l, p.row, POLL_IS_VOID))
            continue;
        narrow(out, row_number(l, p.row, is_direct(&p) ? POLL_DUE : POLL_PRESENT),
               poll_has_paper(&p) ? row_number(l, p.row, POLL_ISSUED) : 0);
    }
    return ERR_OK;
}

enum err poll_close(struct call *c, row_id poll)
{
    struct poll *p, **all;
    struct urn_row urn;
    size_t count;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, "close"));
    TRY(poll_cast(c, p, POLL_IS_OPEN, &all, &count));
    for (size_t i = 0; i < count; i++) {
        struct row *after = row_copy(c->arena, p->ledger, all[i]->row);
        row_put_number(p->ledger, after, POLL_CLOSED_AT, c->now.ms);
        TRY(poll_act(c, all[i], after, "close", (struct str){0}));
    }
    enum err err = store_urn_get(c->db, c->arena, p->congress->id, p->cast, &urn);
    if (!err && str_eq(urn.state, STR("open")))
        err = store_urn_state(c->db, p->congress->id, p->cast, STR("closed"));
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}
