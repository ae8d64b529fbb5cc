/* Routes of counting groups: two tellers, a scrutineer (docs/congress.md, Polls). */
#include "service/poll/entry.h"

#include "api/part_json.h"
#include "api/poll/poll_json.h"
#include "api/poll/poll_shapes.h"
#include "ledgers/poll.h"

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
    int64_t number;
    row_id id;

    TRY(path_id(r, &id));
    TRY(entry_group_new(&r->call, id, body_text(r, "name"), body_text(r, "mode"), &number));
    return write_poll(r, id);
}

static enum err remove_group(struct api *r)
{
    struct target t;

    TRY(read_target(r, &t));
    TRY(entry_group_remove(&r->call, t.poll, t.number));
    return write_poll(r, t.poll);
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
    int64_t side = api_query_number(r, "side", 1);

    TRY(read_target(r, &t));
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
    size_t count;
    const struct json *items = body_list(r, "entries", &count);
    int64_t side = body_number(r, "side"), total;
    struct entry_in *in = ARENA_ARRAY(r->call.arena, struct entry_in, count);
    struct entries_in given = {side, in, count};
    struct target t;

    TRY(read_target(r, &t));
    for (size_t i = 0; i < count; i++)
        in[i] = (struct entry_in){json_number(&items[i], "pos"),
                                  json_find(&items[i], "ballot")}; /* NULL: null */
    TRY(entry_save(&r->call, t.poll, t.number, &given, &total));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "side", side);
    jsonw_pair_i64(&r->w, "count", total);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err finish(struct api *r)
{
    struct target t;

    TRY(read_target(r, &t));
    TRY(entry_finish(&r->call, t.poll, t.number, body_number(r, "side")));
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
    struct target t;

    TRY(read_target(r, &t));
    TRY(entry_settle(&r->call, t.poll, t.number, body_number(r, "pos"),
                     json_find(r->body, "ballot"), body_text(r, "reason")));
    return write_one_group(r, &t);
}

static enum err write_accept(struct call *c, void *arg)
{
    const struct target *t = arg;

    return entry_accept(c, t->poll, t->number);
}

static enum err accept(struct api *r)
{
    struct target t;

    TRY(read_target(r, &t));
    TRY(call_require_anywhere(&r->call, (role_set)1 << ROLE_SCRUTINEER));
    TRY(session_confirm(&r->call, body_text(r, "password")));
    TRY(call_write(&r->call, write_accept, &t));
    return write_one_group(r, &t);
}

static enum err reopen(struct api *r)
{
    struct target t;

    TRY(read_target(r, &t));
    TRY(entry_reopen(&r->call, t.poll, t.number, body_text(r, "reason")));
    return write_one_group(r, &t);
}

static enum err alike(struct api *r)
{
    row_id poll;

    TRY(path_id(r, &poll));
    TRY(alike_settle(&r->call, poll, (size_t)body_number(r, "question"),
                     json_find(r->body, "names"), body_text(r, "as")));
    return write_poll(r, poll);
}

static enum err alike_back(struct api *r)
{
    row_id poll;

    TRY(path_id(r, &poll));
    TRY(alike_withdraw(&r->call, poll, (size_t)body_number(r, "question"),
                       json_find(r->body, "names"), body_text(r, "reason")));
    return write_poll(r, poll);
}

/* clang-format off */
static const struct shape alike_body = OBJECT(
    {"question", MUST, INT(0, POLL_ELECTIONS_MOST)}, {"names", MUST, LIST(200, FILLED(100))}, {"as", OR_NULL, FILLED(100)});

static const struct shape alike_back_body = OBJECT(
    {"question", MUST, INT(0, POLL_ELECTIONS_MOST)}, {"names", MUST, LIST(200, FILLED(100))}, {"reason", MUST, REASON});

static const struct shape side_query = OBJECT({"side", MUST, INT(1, 2)});

static const struct shape new_group_body = OBJECT({"name", MUST, FILLED(200)}, {"mode", MUST, WORD("ballots", "sums")});

static const struct shape side_shape = NAMED("GroupSide",
    {"number", MUST, COUNT},
    {"name", MUST, STRING},
    {"mode", MUST, STRING},
    {"state", MUST, STRING},
    {"finished", MUST, BOOL},
    {"entries", MUST, EACH(OBJECT({"pos", MUST, COUNT}, {"ballot", MUST, SAME(&ballot_shape)}))});

static const struct shape entries_body = OBJECT(
    {"side", MUST, INT(1, 2)},
    {"entries", MUST, LIST(ENTRIES_AT_ONCE, OBJECT(
        {"pos", MUST, INT(1, GROUP_BALLOTS_MOST)}, {"ballot", OR_NULL, SAME(&ballot_shape)}))});

static const struct shape entries_done = OBJECT({"side", MUST, INT(1, 2)}, {"count", MUST, COUNT});

static const struct shape finish_body = OBJECT({"side", MUST, INT(1, 2)});

static const struct shape differences_shape = NAMED("Differences",
    {"differences", MUST, EACH(OBJECT(
        {"pos", MUST, COUNT}, {"first", OR_NULL, SAME(&ballot_shape)}, {"second", OR_NULL, SAME(&ballot_shape)},
        {"settled", OR_NULL, SAME(&ballot_shape)}, {"reason", OR_NULL, STRING}))});

static const struct shape settle_body = OBJECT(
    {"pos", MUST, INT(1, GROUP_BALLOTS_MOST)}, {"ballot", MUST, SAME(&ballot_shape)}, {"reason", MUST, REASON});

#define TELLERS ROLES_BUT(1 << ROLE_TELLER, "at the poll's region; the own side of the group")
#define SCRUTINEERS ROLES_BUT(1 << ROLE_SCRUTINEER, "at the poll's region")

static const struct route routes[] = {
/*    method     path                                           who             how        query        body                   reply                   handler          what */
    { HTTP_POST, "/api/polls/{poll}/groups",                    OF(POLL, WRITE), RUN_WRITE, NO_QUERY,   JSON(&new_group_body), CREATED(&poll_shape),   new_group,       "a counting group" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/remove",     OF(POLL, WRITE), RUN_WRITE, NO_QUERY,   JSON(&NOTHING),        OK(&poll_shape),        remove_group,    "a group in which nothing is entered goes" },
    { HTTP_GET,  "/api/polls/{poll}/groups/{group}",            TELLERS,        RUN_READ,  &side_query, NO_BODY,               OK(&side_shape),        get_side,        "what this teller entered" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/entries",    TELLERS,        RUN_WRITE, NO_QUERY,    JSON(&entries_body),   OK(&entries_done),      save,            "ballots as a teller reads them" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/finish",     TELLERS,        RUN_WRITE, NO_QUERY,    JSON(&finish_body),    OK(&group_shape),       finish,          "this side is complete" },
    { HTTP_GET,  "/api/polls/{poll}/groups/{group}/differences", SCRUTINEERS,   RUN_READ,  NO_QUERY,    NO_BODY,               OK(&differences_shape), get_differences, "where the tellers differ" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/settle",     SCRUTINEERS,    RUN_WRITE, NO_QUERY,    JSON(&settle_body),    OK(&group_shape),       settle,          "a scrutineer decides one ballot" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/accept",     SCRUTINEERS,    RUN_WORK,  NO_QUERY,    JSON(&password_shape), OK(&group_shape),       accept,          "the group joins the count" },
    { HTTP_POST, "/api/polls/{poll}/alike",                     SCRUTINEERS,    RUN_WRITE, NO_QUERY,    JSON(&alike_body),     OK(&poll_shape),        alike,           "names written in differently: one, or several; once a count was shown, two say the same" },
    { HTTP_POST, "/api/polls/{poll}/alike/withdraw",            SCRUTINEERS,    RUN_WRITE, NO_QUERY,    JSON(&alike_back_body), OK(&poll_shape),       alike_back,      "what was said of such names is taken back and asked again" },
    { HTTP_POST, "/api/polls/{poll}/groups/{group}/reopen",     SCRUTINEERS,    RUN_WRITE, NO_QUERY,    JSON(&reason_shape),   OK(&group_shape),       reopen,          "enter the group anew" },
};
/* clang-format on */

ROUTE_TABLE(entry_routes);
