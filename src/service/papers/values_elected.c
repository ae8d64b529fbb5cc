/* Whom the polls of a congress elected: what the papers about it read. */
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/papers/values.h"
#include "service/record/codes.h"

struct str names_joined(struct arena *a, struct str all, struct str name)
{
    return str_print(a, "%.*s%s%.*s", STR_FMT(all), all.len ? "、" : "", STR_FMT(name));
}

/* Papers of a whole congress, and what its chair reads, say nothing of a result that may still be counted again. */
bool poll_is_signed(const struct poll *p)
{
    return row_is(p->ledger, p->row, POLL_IS_SIGNED);
}

/* The elected of one question of a signed poll, in official order, with those written in. */
enum err elected_names(struct values *v, const struct poll *p, size_t question,
                       struct str *out, int64_t *count)
{
    struct json *result;
    struct str text;

    *out = (struct str){0};
    *count = 0;
    if (!poll_is_signed(p))
        return ERR_OK;
    TRY(poll_part(v->call, p->row->id, "result", &text));
    if (!text.len)
        return ERR_OK;
    TRY(json_parse(v->call->arena, text, &result, &v->call->fault));
    const struct json *q = result_question(result, question);
    const struct json *names = q && result_elects(q) ? json_find(q, "elected") : NULL;
    for (size_t i = 0; names && i < names->count; i++)
        *out = names_joined(v->call->arena, *out, names->items[i].text);
    *count = names ? (int64_t)names->count : 0;
    return ERR_OK;
}

/* What a congress adopted before it voted is not unmade by what became of the vote. */
bool values_are_adopted(const struct values *v)
{
    return str_eq(v->form, STR("election_rules")) ||
           str_eq(v->form, STR("plenary_rules")) || str_eq(v->form, STR("session_rules"));
}

enum err load_polls(struct values *v, row_id congress, struct polls_of *out)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_POLL);
    struct list all;

    TRY(rows_of_one(v->call, l, POLL_CONGRESS, congress, POLL_CAST_NO, &all));
    out->items = ARENA_ARRAY(v->call->arena, struct poll *, all.count);
    out->count = 0;
    for (size_t i = 0; i < all.count; i++)
        if (!row_is(l, all.rows[i], POLL_IS_VOID) || values_are_adopted(v))
            TRY(poll_load(v->call, all.rows[i]->id, &out->items[out->count++]));
    return ERR_OK;
}

enum err polls_signed(struct values *v, int64_t *out)
{
    struct polls_of polls;

    *out = 0;
    TRY(load_polls(v, v->congress->id, &polls));
    for (size_t i = 0; i < polls.count; i++)
        for (size_t k = 0; k < polls.items[i]->election_count; k++)
            *out += poll_is_signed(polls.items[i]) &&
                    !row_number(polls.items[i]->election_ledger,
                                polls.items[i]->elections[k].row, ELECTION_PRE_ELECTION);
    return ERR_OK;
}

enum err polls_filled(struct values *v, int64_t *out)
{
    struct polls_of polls;

    *out = 0;
    TRY(load_polls(v, v->congress->id, &polls));
    for (size_t i = 0; i < polls.count; i++)
        for (size_t k = 0; k < polls.items[i]->election_count; k++) {
            struct str names;
            int64_t elected;
            TRY(elected_names(v, polls.items[i], k, &names, &elected));
            *out += elected > 0;
        }
    return ERR_OK;
}
