#include "service/poll/groups.h"

#include "base/jsonw.h"
#include "domain/poll/count.h"
#include "domain/poll/groups.h"
#include "domain/poll/sheet.h"
#include "service/poll/alike.h"
#include "service/poll/poll_private.h"
#include "service/poll/said.h"
#include "store/queries.h"

struct source {
    int64_t number; /* 0: by slip */
    struct str name;
};

struct piling {
    struct call *call;
    const struct poll *poll;
    struct source *sources; /* of each pile */
    struct pile *piles;
    size_t *part;
    size_t count;
    bool counts;
    struct ballot_row *ballots;
    size_t ballot_count;
};

static enum err load_piles(struct piling *k)
{
    struct call *c = k->call;
    row_id poll = k->poll->row->id;
    struct count_group *groups;
    size_t count;

    TRY(store_group_list(c->db, c->arena, poll, &groups, &count));
    TRY(store_ballot_list(c->db, c->arena, poll, &k->ballots, &k->ballot_count));
    k->sources = ARENA_ARRAY(c->arena, struct source, count + 1);
    k->piles = ARENA_ARRAY(c->arena, struct pile, count + 1);
    k->part = ARENA_ARRAY(c->arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        k->sources[k->count] = (struct source){groups[i].number, groups[i].name};
        k->piles[k->count++] =
            (struct pile){groups[i].returned, str_eq(groups[i].mode, STR("sums"))};
    }
    if (!poll_is_electronic(k->poll))
        return ERR_OK;
    k->sources[k->count].name = STR("电子投票");
    for (size_t i = 0; i < k->ballot_count; i++)
        if (!k->ballots[i].source)
            k->piles[k->count].returned += k->ballots[i].times;
    k->count++;
    return ERR_OK;
}

static bool is_in(const struct piling *k, size_t part, int64_t source)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->sources[i].number == source)
            return k->part[i] == part;
    return false;
}

static enum err feed(struct piling *k, size_t part, struct count *counting)
{
    struct call *c = k->call;

    for (size_t i = 0; i < k->ballot_count; i++)
        for (int64_t n = 0; n < k->ballots[i].times; n++) {
            if (!is_in(k, part, k->ballots[i].source))
                break;
            TRY(election_feed(counting, k->ballots[i].ballot, &c->fault));
            TRY(election_feed(counting, STR("\n"), &c->fault));
        }
    return ERR_OK;
}

/* Numbers alone are wanted: of people there are enough for whatever is in the pile. */
static enum err count_part(struct piling *k, size_t part, struct json **out)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct call *c = k->call;
    struct poll_numbers n = {ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             1,
                             k->poll->election_count};
    struct count *counting;
    struct str questions;

    TRY(alike_questions(c, k->poll, &questions));
    TRY(election_begin(c->arena, poll_election_json(c, &n, questions), &counting,
                       &c->fault));
    TRY(feed(k, part, counting));
    TRY(election_end(counting, &text, &c->fault));
    return json_parse(c->arena, str_copy(c->arena, buf_view(&text)), out, &c->fault);
}

static enum err fill_part(struct piling *k, size_t part, struct group_part *out)
{
    struct arena *a = k->call->arena;
    int64_t *numbers = ARENA_ARRAY(a, int64_t, k->count);

    *out = (struct group_part){.groups = numbers};
    for (size_t i = 0; i < k->count; i++) {
        if (k->part[i] != part)
            continue;
        numbers[out->group_count++] = k->sources[i].number;
        out->returned += k->piles[i].returned;
        out->title = str_print(a, "%.*s%s%.*s", STR_FMT(out->title),
                               out->title.len ? "、" : "", STR_FMT(k->sources[i].name));
    }
    return k->counts ? count_part(k, part, &out->result) : ERR_OK;
}

enum err poll_group_parts(struct call *c, const struct poll *p, bool counts,
                          struct group_parts *out)
{
    struct piling k = {.call = c, .poll = p, .counts = counts};
    struct str result;

    *out = (struct group_parts){0};
    TRY(poll_part(c, p->row->id, "result", &result));
    if (!result.len)
        return ERR_OK;
    TRY(load_piles(&k));
    out->count = groups_merge(k.piles, k.count, k.part);
    out->items = ARENA_ARRAY(c->arena, struct group_part, out->count + 1);
    for (size_t i = 0; i < out->count; i++)
        TRY(fill_part(&k, i, &out->items[i]));
    return ERR_OK;
}

bool group_is_hidden(const struct group_parts *parts, int64_t number)
{
    for (size_t i = 0; i < parts->count; i++)
        for (size_t k = 0; k < parts->items[i].group_count; k++)
            if (parts->items[i].groups[k] == number)
                return parts->items[i].group_count > 1;
    return true;
}

/* ---- as it is shown ------------------------------------------------------------------------ */

static void write_people_of(struct jsonw *w, const char *key, const struct json *list)
{
    static const char *const MARKS[] = {"approve", "oppose", "abstain", "unclear"};

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; list && i < list->count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", json_find_text(&list->items[i], "name"));
        for (size_t k = 0; k < 4; k++)
            jsonw_pair_i64(w, MARKS[k], json_find_number(&list->items[i], MARKS[k], 0));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

void group_part_write(struct jsonw *w, const struct group_part *g, size_t questions)
{
    jsonw_key(w, "groups");
    jsonw_open(w, '[');
    for (size_t i = 0; i < g->group_count; i++)
        jsonw_i64(w, g->groups[i]);
    jsonw_close(w, ']');
    jsonw_pair_i64(w, "returned", g->returned);
    jsonw_key(w, "questions");
    jsonw_open(w, '[');
    for (size_t i = 0; i < questions; i++) {
        const struct json *q = result_question(g->result, i);
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "valid", json_find_number(q, "valid", 0));
        jsonw_pair_i64(w, "void", json_find_number(q, "void", 0));
        write_people_of(w, "candidates", json_find(q, "candidates"));
        write_people_of(w, "write_ins", json_find(q, "write_ins"));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}
