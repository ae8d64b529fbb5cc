#include "service/upkeep/polls.h"

#include "base/box.h"
#include "domain/names/same.h"
#include "domain/poll/evidence.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/record/fields.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { AT_ONCE = 100 };

/* ---- what the ledgers show, against what was signed ------------------------------------- */

struct comparing {
    const struct poll_check *k;
    struct call *call; /* in the arena of the page */
    struct str args;   /* title, region */
    bool is_void;      /* declared void: it elects nobody, whatever was counted */
    bool elects;       /* the election in hand: a pre-election makes candidates alone */
    struct str whose;  /* of the row in hand: a candidate, an election, the poll */
};

static void tell_value(struct comparing *x, const struct ledger *l, int field,
                       struct str signed_, struct str stored)
{
    struct str label = l->fields[field_at(l, field)].label.in[x->call->locale];

    if (str_eq(signed_, stored))
        return;
    x->k->tell(x->k->arg, "verify.poll_value",
               str_print(x->k->page, "%.*s" SEP "%.*s" SEP "%.*s" SEP "%.*s" SEP "%.*s",
                         STR_FMT(x->args), STR_FMT(x->whose), STR_FMT(label),
                         STR_FMT(signed_), STR_FMT(stored)));
}

static void same_number(struct comparing *x, const struct ledger *l, const struct row *row,
                        int field, int64_t signed_)
{
    tell_value(x, l, field, str_print(x->k->page, "%lld", (long long)signed_),
               str_print(x->k->page, "%lld", (long long)row_number(l, row, field)));
}

/* The members of `o` that have the names of the fields. */
static void same_numbers(struct comparing *x, const struct ledger *l, const struct row *row,
                         const int *fields, const struct json *o)
{
    for (; o && *fields; fields++)
        same_number(x, l, row, *fields, json_find_number(o, field_name(l, *fields).ptr, 0));
}

static bool same_count(struct comparing *x, const struct ledger *l, size_t signed_,
                       size_t stored)
{
    if (signed_ == stored)
        return true;
    x->k->tell(x->k->arg, "verify.poll_rows",
               str_print(x->k->page, "%.*s" SEP "%.*s" SEP "%zu" SEP "%zu",
                         STR_FMT(x->args), STR_FMT(l->label.in[x->call->locale]), signed_,
                         stored));
    return false;
}

static size_t count_of(const struct json *list)
{
    return list ? list->count : 0;
}

/* Of several questions the `i`th; of one that one. */
static const struct json *question(const struct json *o, size_t i)
{
    const struct json *all = json_find(o, "questions");

    return all && i < all->count ? &all->items[i] : o;
}

static void same_votes(struct comparing *x, const struct ledger *l, const struct row *row,
                       const struct json *person)
{
    static const int VOTES[] = {CANDIDATE_APPROVE, CANDIDATE_OPPOSE, CANDIDATE_ABSTAIN,
                                CANDIDATE_UNCLEAR, 0};

    same_numbers(x, l, row, VOTES, person);
    same_number(x, l, row, CANDIDATE_ELECTED,
                x->elects && json_find_true(person, "elected"));
}

/* As on the ballot: with the unit beside a namesake (poll.h: candidate_called()). */
static struct str called(struct comparing *x, const struct ledger *l,
                         const struct list *rows, size_t i)
{
    struct str name = row_text(l, rows->rows[i], CANDIDATE_NAME);

    for (size_t k = 0; k < rows->count; k++)
        if (k != i && name_is(row_text(l, rows->rows[k], CANDIDATE_NAME), name))
            return str_print(x->call->arena, "%.*s（%.*s）", STR_FMT(name),
                             STR_FMT(row_text(l, rows->rows[i], CANDIDATE_UNIT)));
    return name;
}

static void same_candidates(struct comparing *x, const struct ledger *l,
                            const struct list *rows, const struct json *names,
                            const struct json *votes)
{
    if (!same_count(x, l, count_of(names), rows->count))
        return;
    for (size_t i = 0; i < rows->count; i++) {
        x->whose = names->items[i].text;
        tell_value(x, l, CANDIDATE_NAME, x->whose, called(x, l, rows, i));
        if (i < count_of(votes))
            same_votes(x, l, rows->rows[i], &votes->items[i]);
    }
}

static void same_write_ins(struct comparing *x, const struct ledger *l,
                           const struct list *rows, const struct json *names)
{
    if (!same_count(x, l, count_of(names), rows->count))
        return;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = NULL;
        x->whose = json_find_text(&names->items[i], "name");
        for (size_t j = 0; j < rows->count && !row; j++)
            if (str_eq(row_text(l, rows->rows[j], CANDIDATE_NAME), x->whose))
                row = rows->rows[j];
        if (row)
            same_votes(x, l, row, &names->items[i]);
        else
            tell_value(x, l, CANDIDATE_NAME, x->whose, (struct str){0});
    }
}

/* Those on the ballot in their order, and those written in. */
static enum err load_candidates(struct comparing *x, const struct ledger *l,
                                row_id election, struct list *listed, struct list *written)
{
    struct list all;

    TRY(rows_of_one(x->call, l, CANDIDATE_ELECTION, election, CANDIDATE_PLACE, &all));
    listed->rows = ARENA_ARRAY(x->call->arena, struct row *, all.count);
    written->rows = ARENA_ARRAY(x->call->arena, struct row *, all.count);
    for (size_t i = 0; i < all.count; i++) {
        bool is_written = row_number(l, all.rows[i], CANDIDATE_WRITTEN_IN) != 0;
        struct list *of = is_written ? written : listed;
        of->rows[of->count++] = all.rows[i];
    }
    return ERR_OK;
}

static enum err same_election(struct comparing *x, const struct row *row,
                              const struct json *asked, const struct json *result)
{
    const struct ledger *l = ledger_of(x->call, LEDGER_ELECTION),
                        *names = ledger_of(x->call, LEDGER_CANDIDATE);
    struct list listed = {0}, written = {0};

    x->whose = json_find_text(asked, "title");
    x->elects = !x->is_void && !json_find_true(result, "pre_election");
    tell_value(x, l, ELECTION_TITLE, x->whose, row_text(l, row, ELECTION_TITLE));
    tell_value(x, l, ELECTION_OFFICE, json_find_text(asked, "office"),
               row_text(l, row, ELECTION_OFFICE));
    tell_value(x, l, ELECTION_RULES, json_find_text(json_find(asked, "rules"), "name"),
               row_text(l, row, ELECTION_RULES));
    same_number(x, l, row, ELECTION_SEATS, json_find_number(asked, "seats", 0));
    same_number(x, l, row, ELECTION_CANDIDATES,
                (int64_t)count_of(json_find(asked, "candidates")));
    same_number(x, l, row, ELECTION_ELECTED,
                x->elects ? (int64_t)count_of(json_find(result, "elected")) : 0);
    same_number(x, l, row, ELECTION_UNFILLED, json_find_number(result, "unfilled", 0));
    TRY(load_candidates(x, names, row->id, &listed, &written));
    same_candidates(x, names, &listed, json_find(asked, "candidates"),
                    json_find(result, "candidates"));
    same_write_ins(x, names, &written, json_find(result, "write_ins"));
    return ERR_OK;
}

static void same_poll(struct comparing *x, const struct row *row,
                      const struct evidence_report *e, const struct json *result)
{
    static const int HEAD[] = {POLL_ROUND, 0};
    static const int PEOPLE[] = {POLL_DUE,
                                 POLL_PRESENT,
                                 POLL_LEAVE_SICK,
                                 POLL_LEAVE_BUSINESS,
                                 POLL_ABSENT,
                                 POLL_IN_PERSON,
                                 POLL_BY_PROXY,
                                 POLL_BY_BOX,
                                 0};
    static const int PAPERS[] = {
        POLL_PRINTED, POLL_ISSUED, POLL_UNUSED, POLL_CUT, POLL_RETURNED, POLL_VOTED, 0};
    static const int BALLOTS[] = {POLL_VALID, POLL_VOID, 0};
    const struct ledger *l = ledger_of(x->call, LEDGER_POLL);

    x->whose = e->title;
    tell_value(x, l, POLL_TITLE, e->title, row_text(l, row, POLL_TITLE));
    same_number(x, l, row, POLL_CAST_NO, json_find_number(e->head, "cast", 0));
    same_numbers(x, l, row, HEAD, e->head);
    same_numbers(x, l, row, PEOPLE, e->attendance);
    same_numbers(x, l, row, PAPERS, e->issue);
    same_numbers(x, l, row, BALLOTS, question(result, 0));
}

static enum err same_rows(struct comparing *x, const struct row *poll,
                          const struct evidence_report *e)
{
    const struct ledger *l = ledger_of(x->call, LEDGER_ELECTION);
    struct json *election = NULL, *result = NULL;
    struct list all;

    TRY(json_parse(x->call->arena, e->election, &election, &x->call->fault));
    if (e->stated.len)
        TRY(json_parse(x->call->arena, e->stated, &result, &x->call->fault));
    TRY(rows_of_one(x->call, l, ELECTION_POLL, poll->id, ELECTION_PLACE, &all));
    x->is_void = e->decision != NULL;
    same_poll(x, poll, e, result);
    const struct json *questions = json_find(election, "questions");
    if (!same_count(x, l, questions ? questions->count : 1, all.count))
        return ERR_OK;
    for (size_t i = 0; i < all.count; i++)
        TRY(same_election(x, all.rows[i], question(election, i), question(result, i)));
    return ERR_OK;
}

/* ---- every poll -------------------------------------------------------------------------- */

/* By this very site, a rehearsal's in a rehearsal.  What was signed before a rehearsal began came with the copy, under
 * the key of the real site, which did not. */
static bool is_ours(const struct poll_check *k, const struct evidence_report *e)
{
    const struct site *s = k->call->site;
    unsigned char key[PUBLIC_BYTES];

    if (s->rehearsed && !e->is_rehearsal)
        return true;
    sign_public(&s->engine->keys.sign, key);
    return e->is_rehearsal == (s->rehearsed != NULL) &&
           str_eq(e->key, crypto_hex(k->page, key, PUBLIC_BYTES));
}

/* Whole, signed by this very site, and the result that its ballots give. */
static bool is_sound(const struct poll_check *k, struct str text, struct str digest,
                     struct evidence_report *e)
{
    struct fault f = {0};

    return !evidence_check(k->page, text, e, &f) && e->is_whole && e->is_signed &&
           e->is_recounted && e->is_in_form && e->sums_agree && is_ours(k, e) &&
           str_find(text, digest) >= 0;
}

static enum err check_signed(const struct poll_check *k, const struct row *row,
                             struct str args, const struct evidence_report *e)
{
    struct call call = *k->call;
    struct comparing x = {.k = k, .call = &call, .args = args};

    call.arena = k->page;
    enum err err = same_rows(&x, row, e);
    k->call->fault = call.fault;
    return err;
}

static enum err check_poll(const struct poll_check *k, const struct ledger *l,
                           const struct row *row)
{
    struct evidence_report e;
    struct text_row part;
    struct str code =
        region_name(k->call->site->regions, k->page, row->region, k->call->locale);
    struct str args = str_print(k->page, "%.*s" SEP "%.*s",
                                STR_FMT(row_text(l, row, POLL_TITLE)), STR_FMT(code));
    enum err err = store_poll_part_get(k->db, k->page, row->id, STR("evidence"), &part);

    if (err && err != ERR_NOT_FOUND)
        return db_fail(k->db, err, &k->call->fault);
    if (!err && is_sound(k, part.value, row_text(l, row, POLL_DIGEST), &e))
        return check_signed(k, row, args, &e);
    k->tell(k->arg, err ? "verify.poll_gone" : "verify.poll_changed", args);
    return ERR_OK;
}

static enum err check_page(const struct poll_check *k, const struct ledger *l,
                           struct row *const *rows, size_t count, int64_t *checked)
{
    for (size_t i = 0; i < count; i++) {
        if (!row_is(l, rows[i], POLL_IS_SIGNED) && !row_is(l, rows[i], POLL_IS_VOID))
            continue;
        arena_clear(k->page);
        TRY(check_poll(k, l, rows[i]));
        (*checked)++;
    }
    return ERR_OK;
}

enum err polls_check(const struct poll_check *k, int64_t *count)
{
    AUTO(arena) struct arena *rows_arena = arena_new();
    const struct ledger *l = ledger_of(k->call, LEDGER_POLL);
    struct reading r = {k->call->site->engine, k->db, rows_arena};
    struct row **rows;
    row_id after = {0};
    size_t n;

    *count = 0;
    do {
        arena_clear(rows_arena);
        TRY(engine_walk(r, l, after, AT_ONCE, &rows, &n));
        TRY(check_page(k, l, rows, n, count));
        after = n ? rows[n - 1]->id : after;
    } while (n == AT_ONCE);
    return ERR_OK;
}
