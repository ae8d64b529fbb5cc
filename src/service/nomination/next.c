/* Nomination: the next step of a flow, and from its end to the ballot. */
#include "base/utf8.h"
#include "domain/names/same.h"
#include "domain/poll/election.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/nomination.h"
#include "ledgers/nominee.h"
#include "service/nomination/nominations_private.h"
#include "service/poll/poll.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

enum { REASON_MOST = 500 };

/* ---- the next step ------------------------------------------------------------------------- */

static struct str code_label(struct call *c, const struct ledger *l, int field,
                             struct str code)
{
    const struct code_item *item = code_find(l->fields[field_at(l, field)].codes, code);

    return item ? item->label.in[c->locale] : code;
}

static struct str title_of(struct call *c, const struct ledger *l, const struct row *row)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct str kind =
        code_label(c, l, NOMINATION_BODY_KIND, row_text(l, row, NOMINATION_BODY_KIND));
    struct str round =
        code_label(c, l, NOMINATION_ROUND, row_text(l, row, NOMINATION_ROUND));
    struct str way =
        code_label(c, l, NOMINATION_DIRECTION, row_text(l, row, NOMINATION_DIRECTION));
    struct str args = str_print(c->arena, "%.*s" SEP "%.*s" SEP "%.*s", STR_FMT(kind),
                                STR_FMT(round), STR_FMT(way));

    message_write(&text, c->locale, STR("nominations.title"), args);
    return str_copy(c->arena, buf_view(&text));
}

static void copy_field(const struct ledger *l, const struct row *from, struct row *to,
                       int field)
{
    to->values[field_at(l, field)] = from->values[field_at(l, field)];
}

static struct row *new_step(struct call *c, const struct flow *f, const struct flow_line *k)
{
    static const int SAME[] = {
        NOMINATION_BODY,           NOMINATION_BODY_KIND,      NOMINATION_LEVEL,
        NOMINATION_SEATS,          NOMINATION_SEATS_MEMBER,   NOMINATION_SEATS_ALTERNATE,
        NOMINATION_SEATS_STANDING, NOMINATION_SEATS_DELEGATE, NOMINATION_SEATS_COMMISSION,
        NOMINATION_SEATS_SECRETARY};
    const struct ledger *l = f->ledger;
    struct row *row = row_new(c->arena, l);

    row->region = k->row->region;
    for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
        copy_field(l, k->row, row, SAME[i]);
    row_put_text(l, row, NOMINATION_ROUND, str_print(c->arena, "%d", f->next.round));
    row_put_code(l, row, NOMINATION_DIRECTION,
                 f->next.is_down ? CODE_DIRECTION_DOWN : CODE_DIRECTION_UP);
    row_put_number(l, row, NOMINATION_LISTED, k->step.listed);
    row_put_text(l, row, NOMINATION_TITLE, title_of(c, l, row));
    row_put_state(l, row, NOMINATION_IS_DRAFT);
    return row;
}

/* A new round begins with the names that are left. */
static enum err copy_names(struct call *c, const struct flow_line *k,
                           const struct row *step)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINEE);
    const struct ledger *steps = ledger_of(c, LEDGER_NOMINATION);

    for (size_t i = 0; i < k->nominee_count; i++) {
        struct row *whole, *row = row_new(c->arena, l);
        if (row_is(l, k->nominees[i], NOMINEE_IS_WITHDRAWN))
            continue;
        TRY(row_fetch(c, l, k->nominees[i]->id, &whole));
        for (size_t n = 0; n < l->field_count; n++)
            row->values[n] = whole->values[n];
        row->region = whole->region;
        row_put_number(l, row, NOMINEE_NOMINATION, step->id.v);
        row_put_text(l, row, NOMINEE_ROUND, row_text(steps, step, NOMINATION_ROUND));
        row->values[field_at(l, NOMINEE_VOTES_FOR)] = (struct value){0};
        row->values[field_at(l, NOMINEE_REASON)] = (struct value){0};
        row_put_state(l, row, NOMINEE_IS_PROPOSED);
        TRY(row_add(c, l, row));
    }
    return ERR_OK;
}

static struct str skip_words(struct call *c, unsigned by)
{
    struct str all = STR("");

    for (int i = 0; i < SKIP_BY_COUNT; i++)
        if (by >> i & 1) {
            struct str word = message_find(
                c->locale, str_print(c->arena, "rule.skip_by.%s", SKIP_BY_NAMES[i]));
            all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(all), all.len ? "、" : "",
                            STR_FMT(word));
        }
    return all;
}

/* May that gate be left undone, by that body, with that paper? */
static enum err check_skip(struct call *c, const struct flow *f, const struct flow_line *k,
                           const struct skip_decision *d)
{
    struct str set = rules_of_body(row_text(f->ledger, k->row, NOMINATION_BODY_KIND),
                                   row_text(f->ledger, k->row, NOMINATION_LEVEL));
    int skip = flow_skip_of(k->gate.code), by;
    struct rules_edition e;

    TRY(rules_in_force(c, set, &e));
    if (skip < 0 || !e.set->skips[skip]) {
        AUTO(buf) struct buf why = BUF(BUF_MESSAGE);
        fault_write(&why, c->locale, &k->gate);
        return FAIL(&c->fault, ERR_RULE, "nominations.skip_never", "%.*s",
                    STR_FMT(buf_view(&why)));
    }
    by = rule_word(SKIP_BY_NAMES, SKIP_BY_COUNT, d->by);
    if (by < 0 || !(e.set->skips[skip] >> by & 1)) {
        struct str words = skip_words(c, e.set->skips[skip]);
        return FAIL(&c->fault, ERR_RULE, "nominations.skip_by", "%.*s", STR_FMT(words));
    }
    return str_is_empty(str_trim(d->paper))
               ? FAIL(&c->fault, ERR_RULE, "nominations.skip_paper", "%s", "")
               : ERR_OK;
}

/* The decision by which the flow goes on although a gate is not open. */
static enum err record_decision(struct call *c, const struct flow *f,
                                const struct flow_line *k, const struct skip_decision *d)
{
    struct row *after;
    struct str reason, paper;

    TRY(utf8_take(c->arena, d->reason, true, &reason, &c->fault));
    if (!reason.len) {
        c->fault = k->gate;
        return ERR_RULE;
    }
    if (utf8_count(reason) > REASON_MOST)
        return FAIL(&c->fault, ERR_INVALID, "delegates.decision_long", "%d", REASON_MOST);
    TRY(check_skip(c, f, k, d));
    TRY(utf8_take(c->arena, d->paper, false, &paper, &c->fault));
    after = row_copy(c->arena, f->ledger, k->row);
    row_put_text(f->ledger, after, NOMINATION_WAIVED, reason);
    row_put_text(f->ledger, after, NOMINATION_WAIVED_BY, d->by);
    row_put_text(f->ledger, after, NOMINATION_WAIVED_PAPER, paper);
    return row_change(c, f->ledger, k->row, after, "waive", reason);
}

enum err nomination_next(struct call *c, row_id from, const struct skip_decision *skip,
                         row_id *out)
{
    struct flow f;
    struct row *row;
    size_t at;

    TRY(nomination_open(c, from, &f, &at));
    const struct flow_line *k = &f.lines[at];
    TRY(call_require(c, f.ledger->writers, k->row->region));
    if (at + 1 != f.count)
        return FAIL(&c->fault, ERR_RULE, "nominations.not_last", "%s", "");
    if (!f.has_next)
        return FAIL(&c->fault, ERR_RULE, "nominations.finished", "%s", "");
    if (k->gate.kind)
        TRY(record_decision(c, &f, k, skip));
    row = new_step(c, &f, k);
    TRY(row_add(c, f.ledger, row));
    *out = row->id;
    return f.next.is_down ? ERR_OK : copy_names(c, k, row);
}

/* ---- to the ballot ------------------------------------------------------------------------- */

struct ballot_list {
    struct candidate_new *items;
    size_t count;
};

static void add_name(struct ballot_list *b, const struct candidate_new *n)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct candidate_new *k = &b->items[i];
        if ((k->person.v && k->person.v == n->person.v) || name_is(k->name, n->name))
            return;
    }
    b->items[b->count++] = *n;
}

static struct candidate_new of_candidate(const struct ledger *l, const struct row *row)
{
    return (struct candidate_new){.name = row_text(l, row, CANDIDATE_NAME),
                                  .unit = row_text(l, row, CANDIDATE_UNIT),
                                  .post = row_text(l, row, CANDIDATE_POST),
                                  .person = {row_number(l, row, CANDIDATE_PERSON)},
                                  .sex = row_text(l, row, CANDIDATE_SEX),
                                  .ethnicity = row_text(l, row, CANDIDATE_ETHNICITY),
                                  .education = row_text(l, row, CANDIDATE_EDUCATION),
                                  .birth = row_number(l, row, CANDIDATE_BIRTH),
                                  .party_joined =
                                      row_number(l, row, CANDIDATE_PARTY_JOINED)};
}

static struct candidate_new of_nominee(const struct ledger *l, const struct row *row)
{
    return (struct candidate_new){.name = row_text(l, row, NOMINEE_NAME),
                                  .post = row_text(l, row, NOMINEE_CURRENT_POST),
                                  .person = {row_number(l, row, NOMINEE_PERSON)},
                                  .sex = row_text(l, row, NOMINEE_SEX),
                                  .education = row_text(l, row, NOMINEE_EDUCATION),
                                  .birth = row_number(l, row, NOMINEE_BIRTH)};
}

static enum err check_end(struct call *c, const struct flow *f, size_t at)
{
    const struct flow_line *k = &f->lines[at];

    if (at + 1 != f->count || !flow_is_last(&k->step) || k->step.is_unissued)
        return FAIL(&c->fault, ERR_RULE, "nominations.unfinished", "%s", "");
    for (size_t i = 0; i < f->count; i++) {
        if (!f->lines[i].gate.kind)
            continue;
        c->fault = f->lines[i].gate;
        return ERR_RULE;
    }
    return ERR_OK;
}

static enum err load_ballot(struct call *c, row_id election, const struct flow_line *k,
                            struct row **poll_election, struct ballot_list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct list old;

    TRY(row_open(c, ledger_of(c, LEDGER_ELECTION), election, poll_election));
    TRY(rows_of_one(c, l, CANDIDATE_ELECTION, election, CANDIDATE_PLACE, &old));
    out->items =
        ARENA_ARRAY(c->arena, struct candidate_new, old.count + k->nominee_count + 1);
    for (size_t i = 0; i < old.count; i++) {
        struct candidate_new n = of_candidate(l, old.rows[i]);
        add_name(out, &n);
    }
    return ERR_OK;
}

static bool is_wanted(const struct ledger *l, const struct row *nominee, struct str seat,
                      struct str office)
{
    const struct seat_rule *r = seat_rule_of(row_text(l, nominee, NOMINEE_SEAT));

    if (!row_is(l, nominee, NOMINEE_IS_APPROVED))
        return false;
    return seat.len ? str_eq(row_text(l, nominee, NOMINEE_SEAT), seat)
                    : r && code_is(office, r->office);
}

enum err nomination_candidates(struct call *c, row_id id, row_id election, struct str seat,
                               int64_t *added)
{
    const struct ledger *l = ledger_of(c, LEDGER_NOMINEE);
    const struct ledger *elections = ledger_of(c, LEDGER_ELECTION);
    struct ballot_list ballot = {0};
    struct row *question;
    struct flow f;
    size_t at, before;

    TRY(nomination_open(c, id, &f, &at));
    const struct flow_line *k = &f.lines[at];
    TRY(load_ballot(c, election, k, &question, &ballot));
    TRY(call_require(c, elections->writers, question->region));
    TRY(check_end(c, &f, at));
    before = ballot.count;
    for (size_t i = 0; i < k->nominee_count; i++) {
        struct candidate_new n = of_nominee(l, k->nominees[i]);
        if (is_wanted(l, k->nominees[i], seat,
                      row_text(elections, question, ELECTION_OFFICE)))
            add_name(&ballot, &n);
    }
    *added = (int64_t)(ballot.count - before);
    if (!*added)
        return FAIL(&c->fault, ERR_RULE, "nominations.none", "%s", "");
    return poll_set_candidates(c, (row_id){row_number(elections, question, ELECTION_POLL)},
                               election, ballot.items, ballot.count, (struct str){0});
}
