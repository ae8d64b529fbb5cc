/* A new poll, and the names on it: what its body says. */
#include "api/poll/new.h"

#include "api/part_json.h"
#include "api/poll/poll_json.h"
#include "service/poll/poll.h"

/* Everything in a body that stands for candidates. */
static enum err read_candidate(struct api *r, const struct json *o,
                               struct candidate_new *out)
{
    struct str birth = json_find_text(o, "birth"),
               joined = json_find_text(o, "party_joined");

    *out = (struct candidate_new){.name = str_trim(json_find_text(o, "name")),
                                  .unit = json_find_text(o, "unit"),
                                  .post = json_find_text(o, "post"),
                                  .sex = json_find_text(o, "sex"),
                                  .ethnicity = json_find_text(o, "ethnicity"),
                                  .education = json_find_text(o, "education")};
    TRY(body_id(r, o, "person", &out->person.v));
    (void)date_read(birth, &out->birth); /* the door has read them; empty: not known */
    (void)date_read(joined, &out->party_joined);
    return ERR_OK;
}

static enum err read_candidates(struct api *r, const struct json *list,
                                const struct candidate_new **out, size_t *count)
{
    size_t n = list ? list->count : 0;
    struct candidate_new *all = ARENA_ARRAY(r->call.arena, struct candidate_new, n);

    for (size_t i = 0; i < n; i++)
        TRY(read_candidate(r, &list->items[i], &all[i]));
    *out = all;
    *count = n;
    return ERR_OK;
}

static enum err read_election(struct api *r, const struct json *o, struct election_new *out)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &text};
    const struct json *settings = json_find(o, "settings");

    *out = (struct election_new){.title = str_trim(json_find_text(o, "title")),
                                 .office = json_find_text(o, "office"),
                                 .post_title = json_find_text(o, "post_title"),
                                 .rules = json_find_text(o, "rules"),
                                 .seats = json_number(o, "seats"),
                                 .is_pre_election = json_find_true(o, "pre_election")};
    if (settings && settings->count)
        jsonw_value(&w, settings);
    out->settings = str_copy(r->call.arena, buf_view(&text));
    return read_candidates(r, json_find(o, "candidates"), &out->candidates,
                           &out->candidate_count);
}

enum err poll_create_route(struct api *r)
{
    size_t count;
    const struct json *items = body_list(r, "elections", &count);
    struct poll_new n = {.title = str_trim(body_text(r, "title")),
                         .colour = body_text(r, "colour"),
                         .way = body_text(r, "way"),
                         .style = body_text(r, "style"),
                         .cast = body_number_or(r, "cast", 1)};
    struct election_new *elections = ARENA_ARRAY(r->call.arena, struct election_new, count);
    row_id id;

    TRY(body_id(r, r->body, "congress", &n.congress.v));
    TRY(body_id(r, r->body, "sitting", &n.sitting.v));
    for (size_t i = 0; i < count; i++)
        TRY(read_election(r, &items[i], &elections[i]));
    n.elections = elections;
    n.election_count = count;
    TRY(poll_create(&r->call, &n, &id));
    return write_poll(r, id);
}

/* The names in the order given, of those that were sent. */
static enum err reorder(struct api *r, const struct json *order,
                        const struct candidate_new **names, size_t count)
{
    struct candidate_new *sorted = ARENA_ARRAY(r->call.arena, struct candidate_new, count);
    bool *is_taken = ARENA_ARRAY(r->call.arena, bool, count);
    size_t n = 0, ordered = order ? order->count : 0;

    for (size_t i = 0; i < ordered; i++)
        for (size_t k = 0; k < count; k++)
            if (!is_taken[k] && str_eq((*names)[k].name, order->items[i].text)) {
                is_taken[k] = true;
                sorted[n++] = (*names)[k];
                break;
            }
    if (n != count || ordered != count)
        return FAIL(&r->call.fault, ERR_INVALID, "poll.order", "%zu" SEP "%zu", n, count);
    *names = sorted;
    return ERR_OK;
}

void read_seen(struct api *r, struct poll_seen *out)
{
    const struct json *list = json_find(r->body, "seen");

    out->count = list ? list->count : 0;
    row_id *ids = ARENA_ARRAY(r->call.arena, row_id, out->count + 1);
    for (size_t i = 0; i < out->count; i++)
        (void)str_i64(list->items[i].text, &ids[i].v); /* the door has looked */
    out->candidates = list ? ids : NULL;
}

enum err poll_candidates_route(struct api *r)
{
    const struct json *order = json_find(r->body, "order");
    struct str reason = str_trim(body_text(r, "order_reason"));
    const struct candidate_new *names;
    row_id id, election;
    size_t count;

    TRY(path_id(r, &id));
    TRY(body_id(r, r->body, "election", &election.v));
    TRY(read_candidates(r, json_find(r->body, "candidates"), &names, &count));
    if (order) {
        if (!reason.len)
            return FAIL(&r->call.fault, ERR_RULE, "act.reason_needed", "%s", "");
        TRY(reorder(r, order, &names, count));
    }
    struct poll_seen seen = {.election = election};
    read_seen(r, &seen);
    TRY(poll_seen(&r->call, id, &seen));
    TRY(poll_set_candidates(&r->call, id, election, names, count, reason));
    return write_poll(r, id);
}
