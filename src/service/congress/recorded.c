#include "service/congress/recorded.h"

#include "base/jsonw.h"
#include "base/utf8.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "service/congress/hall.h"
#include "service/congress/roster_source.h"
#include "service/congress/size.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { PAPER_LEAST = 4 };

struct record_of {
    const struct ledger *ledger;
    struct row *row;
    const struct recorded *r;
};

static enum err check_vacant(struct call *c, const struct record_of *k)
{
    int64_t all = row_number(k->ledger, k->row, CONGRESS_DEPUTIES);

    if (!row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) || !all)
        return FAIL(&c->fault, ERR_RULE, "size.vacant_of_none", "%.*s",
                    STR_FMT(row_text(k->ledger, k->row, CONGRESS_TITLE)));
    if (k->r->number < 0 || k->r->number >= all)
        return FAIL(&c->fault, ERR_RULE, "size.vacant_most", "%lld" SEP "%lld",
                    (long long)k->r->number, (long long)all);
    return ERR_OK;
}

/* As many as the roster has with a vote; before there is one, how many it will have. */
static enum err check_due(struct call *c, const struct record_of *k)
{
    struct congress_of of = {k->ledger, k->row};
    int64_t voting;
    bool called;

    if (row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        return FAIL(&c->fault, ERR_RULE, "roster.due_district", "%s", "");
    TRY(roster_parent(c, &of));
    TRY(roster_voting(c, k->row->id, &voting, &called));
    if (called ? k->r->number != voting : k->r->number < 1)
        return FAIL(&c->fault, ERR_RULE, "roster.due_others", "%lld" SEP "%lld",
                    (long long)k->r->number, (long long)voting);
    return ERR_OK;
}

static enum err check_refixed(struct call *c, const struct record_of *k)
{
    int64_t now = row_number(k->ledger, k->row, CONGRESS_DEPUTIES);

    if (!row_has_code(k->ledger, k->row, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) || !now)
        return FAIL(&c->fault, ERR_RULE, "size.refixed_none", "%.*s",
                    STR_FMT(row_text(k->ledger, k->row, CONGRESS_TITLE)));
    return k->r->number == now
               ? FAIL(&c->fault, ERR_RULE, "size.refixed_same", "%lld", (long long)now)
               : ERR_OK;
}

/* The term that the record names: two people say no other. */
static enum err check_term(struct call *c, const struct record_of *k)
{
    int64_t term = row_number(k->ledger, k->row, CONGRESS_TERM);

    return term && k->r->number == term
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "term.said_other", "%lld" SEP "%lld",
                      (long long)k->r->number, (long long)term);
}

/* The fields of a record: the number, its paper, the two; and the number's name in the evidence. */
static const struct {
    int number, paper, by, second;
    const char *polled, *called;
    enum err (*check)(struct call *c, const struct record_of *k);
} RECORDS[RECORDED_KINDS] = {
    [RECORDED_VACANT] = {CONGRESS_VACANT, CONGRESS_VACANT_PAPER, CONGRESS_VACANT_BY,
                         CONGRESS_VACANT_SECONDED_BY, "size.vacant_polled", "seats",
                         check_vacant},
    [RECORDED_DUE] = {CONGRESS_ROSTER_DUE, CONGRESS_ROSTER_PAPER, CONGRESS_ROSTER_BY,
                      CONGRESS_ROSTER_SECONDED_BY, "roster.due_polled", "due", check_due},
    [RECORDED_REFIXED] = {CONGRESS_REFIXED, CONGRESS_REFIXED_PAPER, CONGRESS_REFIXED_BY,
                          CONGRESS_REFIXED_SECONDED_BY, "size.refixed_polled", "deputies",
                          check_refixed},
    [RECORDED_TERM] = {CONGRESS_TERM_SAID, CONGRESS_TERM_PAPER, CONGRESS_TERM_BY,
                       CONGRESS_TERM_SECONDED_BY, "term.said_polled", "term", check_term},
};

static enum err check(struct call *c, enum recorded_kind kind, const struct record_of *k)
{
    struct str polled;

    if (row_is(k->ledger, k->row, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "hall.congress_closed", "%.*s",
                    STR_FMT(row_text(k->ledger, k->row, CONGRESS_TITLE)));
    TRY(congress_polled(c, k->row->id, &polled));
    if (polled.len)
        return FAIL(&c->fault, ERR_RULE, RECORDS[kind].polled, "%.*s", STR_FMT(polled));
    TRY(RECORDS[kind].check(c, k));
    if (utf8_count(str_trim(k->r->paper)) < PAPER_LEAST)
        return FAIL(&c->fault, ERR_RULE, "roster.vote_why", "%d", PAPER_LEAST);
    return k->r->second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

enum err congress_record(struct call *c, row_id congress, enum recorded_kind kind,
                         const struct recorded *r, struct row **out)
{
    struct record_of k = {.ledger = ledger_of(c, LEDGER_CONGRESS), .r = r};
    struct row *row, *after;
    struct str paper, names;

    TRY(row_open(c, k.ledger, congress, &row));
    TRY(call_require(c, k.ledger->writers, row->region));
    k.row = row;
    TRY(check(c, kind, &k));
    TRY(utf8_take(c->arena, str_trim(r->paper), false, &paper, &c->fault));
    after = row_copy(c->arena, k.ledger, row);
    row_put_number(k.ledger, after, RECORDS[kind].number, r->number);
    row_put_text(k.ledger, after, RECORDS[kind].paper, paper);
    row_put_number(k.ledger, after, RECORDS[kind].by, c->who.v);
    row_put_number(k.ledger, after, RECORDS[kind].second, r->second.v);
    if (kind == RECORDED_REFIXED)
        row_put_number(k.ledger, after, CONGRESS_DEPUTIES, r->number);
    if (kind == RECORDED_DUE) {
        TRY(congress_due_names(c, congress, &names));
        row_put_text(k.ledger, after, CONGRESS_ROSTER_NAMES, names);
    }
    TRY(row_change(c, k.ledger, row, after, "update", (struct str){0}));
    *out = after;
    return ERR_OK;
}

enum err congress_due_moves(struct call *c, row_id congress, int64_t by, bool held)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *row, *after;
    struct str names;

    TRY(row_fetch(c, l, congress, &row));
    if (!row_has(l, row, CONGRESS_ROSTER_DUE))
        return ERR_OK;
    after = row_copy(c->arena, l, row);
    row_put_number(l, after, CONGRESS_ROSTER_DUE,
                   row_number(l, row, CONGRESS_ROSTER_DUE) + by);
    if (held) {
        TRY(congress_due_names(c, congress, &names));
        row_put_text(l, after, CONGRESS_ROSTER_NAMES, names);
    }
    return row_change(c, l, row, after, "update", (struct str){0});
}

struct str congress_recorded_json(struct call *c, const struct row *congress,
                                  enum recorded_kind kind)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '[');
    if (row_has(l, congress, RECORDS[kind].number)) {
        jsonw_open(&w, '{');
        jsonw_pair_i64(&w, RECORDS[kind].called,
                       row_number(l, congress, RECORDS[kind].number));
        jsonw_pair(&w, "paper", row_text(l, congress, RECORDS[kind].paper));
        jsonw_key(&w, "account");
        jsonw_id(&w, row_number(l, congress, RECORDS[kind].by));
        jsonw_key(&w, "second");
        jsonw_id(&w, row_number(l, congress, RECORDS[kind].second));
        jsonw_close(&w, '}');
    }
    jsonw_close(&w, ']');
    return str_copy(c->arena, buf_view(&text));
}
