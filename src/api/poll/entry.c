/* Routes of counting groups: two tellers, a scrutineer (docs/congress.md, Polls). */
#include "service/poll/entry.h"

#include "api/part_json.h"
#include "api/poll/poll_json.h"

enum { ENTRIES_AT_ONCE = 500 };

struct target { /* of the path */
    row_id poll;
    int64_t number;
};

static enum err read_target(struct api *r, struct target *out)
{
    TRY(path_id(r, &out->poll));
    if (!str_i64(r->params[1], &out->number))
        return FAIL(&r->call.fault, ERR_NOT_FOUND, "entry.no_group", "%.*s",
                    STR_FMT(r->params[1]));
    return ERR_OK;
}

static enum err write_one_group(struct api *r, const struct target *t)
{
    struct poll_view v;

    TRY(poll_view(&r->call, t->poll, &v));
    for (size_t i = 0; i < v.group_count; i++)
        if (v.groups[i].number == t->number)
            write_group(r, &v.groups[i], v.first[i].n, v.second[i].n);
    return ERR_OK;
}

static enum err new_group(struct api *r)
{
    static const char *const KEYS[] = {"name", "mode", NULL};
    int64_t number;
    row_id id;

    TRY(path_id(r, &id));
    TRY(api_keys(r, KEYS));
    TRY(entry_group_new(&r->call, id, json_find_text(r->body, "name"),
                        json_find_text(r->body, "mode"), &number));
    r->status = 201;
    return write_poll(r, id);
}

/* A line as pages know ballots: {"answers":[…]}, {"void":…}, or the sums themselves. */
static void write_ballot(struct api *r, struct str line)
{
    struct jsonw *w = &r->w;
    struct json *v = NULL;
    struct fault f = {0};

    if (!line.len || json_parse(r->call.arena, line, &v, &f)) {
        jsonw_null(w);
        return;
    }
    const struct json *sum = json_find(v, "sum"), *sheet = json_find(v, "sheet");
    if (sum || json_find(v, "void")) {
        jsonw_value(w, sum ? sum : v);
        return;
    }
    jsonw_open(w, '{');
    jsonw_key(w, "answers");
    if (sheet) {
        jsonw_value(w, sheet);
    } else {
        jsonw_open(w, '[');
        jsonw_value(w, v);
        jsonw_close(w, ']');
    }
    jsonw_close(w, '}');
}

static enum err get_side(struct api *r)
{
    struct entries e;
    struct target t;
    int64_t side = 0;

    TRY(read_target(r, &t));
    (void)str_i64(api_query(r, "side"), &side);
    TRY(entry_of_side(&r->call, t.poll, t.number, side, &e));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "number", e.group.number);
    jsonw_pair(&r->w, "name", e.group.name);
    jsonw_pair(&r->w, "mode", e.group.mode);
    jsonw_pair(&r->w, "state", e.group.state);
    jsonw_pair_bool(&r->w, "finished",
                    side == 1 ? e.group.first_done : e.group.second_done);
    jsonw_key(&r->w, "entries");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < e.count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair_i64(&r->w, "pos", e.items[i].pos);
        jsonw_key(&r->w, "ballot");
        write_ballot(r, e.items[i].ballot);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err save(struct api *r)
{
    static const char *const KEYS[] = {"side", "entries", NULL};
    size_t count;
    const struct json *items = body_list(r, "entries", &count);
    int64_t side = json_find_number(r->body, "side", 0), total;
    struct entry_in *in = ARENA_ARRAY(r->call.arena, struct entry_in, count);
    struct entries_in given = {side, in, count};
    struct target t;

    TRY(read_target(r, &t));
    TRY(api_keys(r, KEYS));
    if (count > ENTRIES_AT_ONCE)
        return FAIL(&r->call.fault, ERR_TOO_BIG, "bulk.count", "%d", ENTRIES_AT_ONCE);
    for (size_t i = 0; i < count; i++)
        in[i] = (struct entry_in){json_find_number(&items[i], "pos", 0),
                                  json_find(&items[i], "ballot")};
    TRY(entry_save(&r->call, t.poll, t.number, &given, &total));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "side", side);
    jsonw_pair_i64(&r->w, "count", total);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err finish(struct api *r)
{
    static const char *const KEYS[] = {"side", NULL};
    struct target t;

    TRY(read_target(r, &t));
    TRY(api_keys(r, KEYS));
    TRY(entry_finish(&r->call, t.poll, t.number, json_find_number(r->body, "side", 0)));
    return write_one_group(r, &t);
}

static enum err get_differences(struct api *r)
{
    struct difference *all;
    struct target t;
    size_t count;

    TRY(read_target(r, &t));
    TRY(entry_differences(&r->call, t.poll, t.number, &all, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "differences");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair_i64(&r->w, "pos", all[i].pos);
        jsonw_key(&r->w, "first");
        write_ballot(r, all[i].first);
        jsonw_key(&r->w, "second");
        write_ballot(r, all[i].second);
        jsonw_key(&r->w, "settled");
        write_ballot(r, all[i].settled);
        write_text(r, "reason", all[i].reason);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err settle(struct api *r)
{
    static const char *const KEYS[] = {"pos", "ballot", "reason", NULL};
    struct target t;

    TRY(read_target(r, &t));
    TRY(api_keys(r, KEYS));
    TRY(entry_settle(&r->call, t.poll, t.number, json_find_number(r->body, "pos", 0),
                     json_find(r->body, "ballot"), json_find_text(r->body, "reason")));
    return write_one_group(r, &t);
}

static enum err write_accept(struct call *c, void *arg)
{
    const struct target *t = arg;

    return entry_accept(c, t->poll, t->number);
}

static enum err accept(struct api *r)
{
    static const char *const KEYS[] = {"password", NULL};
    struct target t;

    TRY(read_target(r, &t));
    TRY(api_keys(r, KEYS));
    TRY(call_require_anywhere(&r->call, (role_set)1 << ROLE_SCRUTINEER));
    TRY(session_confirm(&r->call, json_find_text(r->body, "password")));
    TRY(call_write(&r->call, write_accept, &t));
    return write_one_group(r, &t);
}

static enum err reopen(struct api *r)
{
    static const char *const KEYS[] = {"reason", NULL};
    struct target t;

    TRY(read_target(r, &t));
    TRY(api_keys(r, KEYS));
    TRY(entry_reopen(&r->call, t.poll, t.number, json_find_text(r->body, "reason")));
    return write_one_group(r, &t);
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path                                   who       how        body       handler          what */
    { HTTP_POST, "/api/polls/{}/groups",                MAY_READ, RUN_WRITE, BODY_JSON, new_group,       "a counting group" },
    { HTTP_GET,  "/api/polls/{}/groups/{}",             MAY_READ, RUN_READ,  BODY_NONE, get_side,        "what this teller entered" },
    { HTTP_POST, "/api/polls/{}/groups/{}/entries",     MAY_READ, RUN_WRITE, BODY_JSON, save,            "ballots as a teller reads them" },
    { HTTP_POST, "/api/polls/{}/groups/{}/finish",      MAY_READ, RUN_WRITE, BODY_JSON, finish,          "this side is complete" },
    { HTTP_GET,  "/api/polls/{}/groups/{}/differences", MAY_READ, RUN_READ,  BODY_NONE, get_differences, "where the tellers differ" },
    { HTTP_POST, "/api/polls/{}/groups/{}/settle",      MAY_READ, RUN_WRITE, BODY_JSON, settle,          "a scrutineer decides one ballot" },
    { HTTP_POST, "/api/polls/{}/groups/{}/accept",      MAY_READ, RUN_WORK,  BODY_JSON, accept,          "the group joins the count" },
    { HTTP_POST, "/api/polls/{}/groups/{}/reopen",      MAY_READ, RUN_WRITE, BODY_JSON, reopen,          "enter the group anew" },
};
/* clang-format on */

ROUTE_TABLE(entry_routes);
