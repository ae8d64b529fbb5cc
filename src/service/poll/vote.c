/* The voter's side of an urn. */
#include "base/box.h"
#include "ledgers/congress.h"
#include "service/poll/poll_private.h"
#include "service/poll/urn.h"
#include "service/poll/urn_private.h"
#include "store/queries.h"

static enum err find_slip(struct call *c, struct str slip, struct slip_row *out,
                          struct urn_row *urn, unsigned char hash[HASH_BYTES])
{
    slip_hash(slip, hash);
    struct blob blob = {(struct str){(const char *)hash, HASH_BYTES}};
    enum err err = store_slip_get(c->db, c->arena, blob, out);

    if (err == ERR_NOT_FOUND)
        return FAIL(&c->fault, ERR_NOT_FOUND, "vote.slip", "%s", "");
    if (err)
        return db_fail(c->db, err, &c->fault);
    if (out->is_used)
        return FAIL(&c->fault, ERR_CONFLICT, "vote.used", "%s", "");
    err = store_urn_get(c->db, c->arena, (row_id){out->congress}, out->round, urn);
    if (err && err != ERR_NOT_FOUND)
        return db_fail(c->db, err, &c->fault);
    if (err || !str_eq(urn->state, STR("open")))
        return FAIL(&c->fault, ERR_RULE, err ? "vote.not_open" : "vote.closed", "%s", "");
    return ERR_OK;
}

enum err vote_sheets(struct call *c, struct str slip, struct str *congress, int64_t *cast,
                     struct str *sheets)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    unsigned char hash[HASH_BYTES];
    struct slip_row found;
    struct urn_row urn = {0};
    struct row *row;

    TRY(find_slip(c, slip, &found, &urn, hash));
    TRY(row_fetch(c, l, (row_id){found.congress}, &row));
    *congress = row_text(l, row, CONGRESS_TITLE);
    *cast = found.round;
    *sheets = urn.sheets;
    return ERR_OK;
}

/* ---- casting ------------------------------------------------------------------------- */

static enum rule_needs needs_of(struct str word)
{
    if (str_eq(word, STR("oppose")))
        return NEEDS_OPPOSE;
    return str_eq(word, STR("never")) ? NEEDS_NEVER : NEEDS_NOTHING;
}

static struct sheet_question *questions_of(struct arena *a, const struct json *sheet,
                                           size_t *count)
{
    const struct json *list = json_find(sheet, "questions");
    struct sheet_question *out = ARENA_ARRAY(a, struct sheet_question, list->count);

    for (size_t i = 0; i < list->count; i++) {
        const struct json *q = &list->items[i];
        out[i] = (struct sheet_question){
            (int64_t)json_find(q, "candidates")->count, json_find_number(q, "seats", 0),
            needs_of(json_find_text(q, "write_in")), json_find_true(q, "after_abstain")};
    }
    *count = list->count;
    return out;
}

static const struct json *ballot_for(const struct json *ballots, struct str poll)
{
    for (size_t i = 0; ballots && i < ballots->count; i++)
        if (str_eq(json_find_text(&ballots->items[i], "poll"), poll))
            return &ballots->items[i];
    return NULL;
}

/* The answers alone: the poll's id stands beside the line. */
static struct json answers_of(struct arena *a, const struct json *ballot)
{
    const struct json *answers = json_find(ballot, "answers");
    struct json out = {.kind = JSON_KIND_OBJECT, .items = ARENA_NEW(a, struct json)};

    if (answers) {
        out.items[0] = *answers;
        out.count = 1;
    }
    return out;
}

static enum err write_line(struct call *c, struct jsonw *w, const struct json *sheet,
                           const struct json *ballots)
{
    struct str id = json_find_text(sheet, "id"), line;
    const struct json *ballot = ballot_for(ballots, id);
    struct sheet_question *questions;
    size_t count;

    if (!ballot)
        return FAIL(&c->fault, ERR_INVALID, "vote.sheet_missing", "%.*s",
                    STR_FMT(json_find_text(sheet, "title")));
    questions = questions_of(c->arena, sheet, &count);
    struct json answers = answers_of(c->arena, ballot);
    TRY(sheet_line(c->arena, &answers, (struct sheet){questions, count}, SHEET_VOTER, &line,
                   &c->fault));
    jsonw_open(w, '{');
    jsonw_pair(w, "poll", id);
    jsonw_pair(w, "line", line);
    jsonw_close(w, '}');
    return ERR_OK;
}

/* All ballots of one voter, padded with blanks so that every box has the same size. */
static enum err write_lines(struct call *c, const struct urn_row *urn,
                            const struct json *ballots, struct buf *out)
{
    struct jsonw w = {.out = out};
    struct json *sheets = NULL;

    TRY(json_parse(c->arena, urn->sheets, &sheets, &c->fault));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < sheets->count; i++)
        TRY(write_line(c, &w, &sheets->items[i], ballots));
    jsonw_close(&w, ']');
    if (!ballots || ballots->kind != JSON_KIND_LIST || ballots->count != sheets->count ||
        buf_is_full(out) || (int64_t)out->len > urn->size)
        return FAIL(&c->fault, ERR_INVALID, "vote.shape", "%s", "ballots");
    while ((int64_t)out->len < urn->size)
        buf_char(out, ' ');
    return ERR_OK;
}

/* Not even more slips than people make more votes than people: what is too much voids them all. */
static enum err check_room(struct call *c, row_id congress, int64_t cast)
{
    struct cast_room room;
    struct number_row used;

    TRY(poll_cast_room(c, congress, cast, &room));
    TRY(store_slip_used(c->db, c->arena, congress, cast, &used));
    if (used.n < room.votes)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "vote.full", "%lld" SEP "%lld", (long long)used.n,
                (long long)room.votes);
}

enum err vote_cast(struct call *c, struct str slip, const struct json *ballots)
{
    AUTO(buf) struct buf plain = BUF(BUF_FILE);
    unsigned char hash[HASH_BYTES];
    struct slip_row found;
    struct urn_row urn = {0};
    int64_t key;

    TRY(find_slip(c, slip, &found, &urn, hash));
    TRY(check_room(c, (row_id){found.congress}, found.round));
    TRY(write_lines(c, &urn, ballots, &plain));
    struct str box = box_close(c->arena, urn.public_key.bytes, buf_view(&plain));
    crypto_random(&key, sizeof(key));
    secret_forget(plain.ptr, plain.len);
    TRY(store_slip_use(c->db, (struct blob){(struct str){(const char *)hash, HASH_BYTES}}));
    return store_urn_ballot_add(c->db, key & INT64_MAX, (row_id){found.congress},
                                found.round, (struct blob){box});
}
