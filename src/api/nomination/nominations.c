/* Routes of nomination: rounds up and down, lists as issued (docs/congress.md, Nomination). */
#include "service/nomination/nominations.h"
#include "domain/calendar/calendar.h"
#include "ledgers/codes.h"

#include "api/api.h"
#include "api/part_json.h"
#include "api/record/record_json.h"
#include "api/shapes.h"
#include "ledgers/election.h"
#include "ledgers/nomination.h"
#include "ledgers/nomination_opinion.h"
#include "ledgers/nominee.h"

/* ---- small parts --------------------------------------------------------------------------- */

static void write_day(struct api *r, const char *key, date d)
{
    AUTO(buf) struct buf text = BUF(64);

    date_write(&text, d);
    write_text(r, key, buf_view(&text));
}

static void write_direction(struct jsonw *w, struct flow_place p)
{
    jsonw_pair(w, "direction", p.is_down ? STR("down") : STR("up"));
}

/* What was left out by decision is 未履行 for ever: who decided, by which paper, and why. */
static void write_undone(struct api *r, const struct flow_line *k, struct buf *text)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_NOMINATION);
    AUTO(buf) struct buf what = BUF(BUF_MESSAGE);
    struct str by = row_text(l, k->row, NOMINATION_WAIVED_BY);
    struct str word = message_find(
        r->call.locale, str_print(r->call.arena, "rule.skip_by.%.*s", STR_FMT(by)));

    fault_write(&what, r->call.locale, &k->undone);
    message_write(text, r->call.locale, STR("nominations.gate_undone"),
                  str_print(r->call.arena, "%.*s" SEP "%.*s" SEP "%.*s" SEP "%.*s",
                            STR_FMT(buf_view(&what)), STR_FMT(by.len ? word : STR("—")),
                            STR_FMT(row_text(l, k->row, NOMINATION_WAIVED_PAPER)),
                            STR_FMT(row_text(l, k->row, NOMINATION_WAIVED))));
}

static void write_gate(struct api *r, const struct flow_line *k)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw *w = &r->w;

    if (k->is_undone)
        write_undone(r, k, &text);
    if (k->gate.kind)
        fault_tell(&text, r->call.locale, &k->gate);
    else if (!k->is_undone)
        message_write(&text, r->call.locale, STR("nominations.gate_ok"), STR(""));
    jsonw_key(w, "gate");
    jsonw_open(w, '{');
    jsonw_pair_bool(w, "ok", !k->gate.kind && !k->is_undone);
    jsonw_pair_bool(w, "passes", !k->gate.kind);
    jsonw_pair_bool(w, "skippable", k->gate.kind && flow_skip_of(k->gate.code) >= 0);
    jsonw_pair(w, "message", buf_view(&text));
    jsonw_close(w, '}');
}

/* Working days of a year that the calendar does not know are said to be so, never made up. */
static void write_unknown_year(struct api *r, date from, date until)
{
    const struct day_calendar *c = calendar_in_force();
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE), year = BUF(BUF_MESSAGE);

    jsonw_key(&r->w, "warning");
    if (!until || calendar_knows(c, from, until)) {
        jsonw_null(&r->w);
        return;
    }
    buf_i64(&year, calendar_knows(c, from, from) ? date_year(until) : date_year(from));
    message_write(&text, r->call.locale, STR("nominations.calendar_unknown"),
                  buf_view(&year));
    jsonw_str(&r->w, buf_view(&text));
}

static void write_publicity(struct api *r, const struct flow_line *k)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "public");
    if (!k->step.public_from) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    write_day(r, "from", k->step.public_from);
    write_day(r, "until", k->step.public_until);
    jsonw_pair_bool(w, "open", k->is_open);
    write_unknown_year(r, k->step.public_from, k->step.public_until);
    jsonw_close(w, '}');
}

/* ---- the flow ------------------------------------------------------------------------------ */

static void write_step(struct api *r, const struct ledger *l, const struct flow_line *k)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    write_id(r, "id", k->row->id.v);
    write_direction(w, k->step.place);
    write_field(r, l, k->row, NOMINATION_TITLE);
    write_day(r, "held_on", row_number(l, k->row, NOMINATION_HELD_ON));
    jsonw_pair(w, "state", row_state(l, k->row));
    jsonw_pair_i64(w, "listed", k->listed);
    write_field(r, l, k->row, NOMINATION_SEATS);
    write_field(r, l, k->row, NOMINATION_SURPLUS);
    write_gate(r, k);
    jsonw_pair_i64(w, "opinions", (int64_t)k->opinion_count);
    jsonw_pair_i64(w, "objections", k->objections);
    write_publicity(r, k);
    jsonw_close(w, '}');
}

static void write_rounds(struct api *r, const struct flow *f)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "rounds");
    jsonw_open(w, '[');
    for (size_t i = 0; i < f->count; i++) {
        int round = f->lines[i].step.place.round;
        if (!i || f->lines[i - 1].step.place.round != round) {
            jsonw_open(w, '{');
            jsonw_pair_i64(w, "round", round);
            jsonw_key(w, "steps");
            jsonw_open(w, '[');
        }
        write_step(r, f->ledger, &f->lines[i]);
        if (i + 1 == f->count || f->lines[i + 1].step.place.round != round) {
            jsonw_close(w, ']');
            jsonw_close(w, '}');
        }
    }
    jsonw_close(w, ']');
}

static void write_next(struct api *r, const struct flow *f)
{
    struct jsonw *w = &r->w;
    const char *why = !f->count         ? "nominations.why_first"
                      : f->next.is_down ? "nominations.why_down"
                                        : "nominations.why_up";

    jsonw_key(w, "next");
    if (!f->has_next) {
        jsonw_null(w);
        return;
    }
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "round", f->next.round);
    write_direction(w, f->next);
    jsonw_pair(w, "why", message_find(r->call.locale, str_of(why)));
    jsonw_close(w, '}');
}

static enum err get_flow(struct api *r)
{
    struct flow_query q = {.body_kind = api_query(r, "body_kind"),
                           .level = api_query(r, "level")};
    struct flow f;

    TRY(api_region(r, api_query(r, "region"), &q.region));
    TRY(nomination_flow(&r->call, &q, &f));
    jsonw_open(&r->w, '{');
    write_rounds(r, &f);
    write_next(r, &f);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- a list -------------------------------------------------------------------------------- */

static void write_rows(struct api *r, const char *key, const struct ledger *l,
                       struct row *const *rows, size_t count)
{
    jsonw_key(&r->w, key);
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_row(r, l, rows[i], true);
    jsonw_close(&r->w, ']');
}

static void write_differential(struct jsonw *w, const struct flow_line *k)
{
    jsonw_key(w, "differential");
    jsonw_open(w, '[');
    for (size_t i = 0; i < k->seat_count; i++) {
        const struct seat_line *s = &k->seats[i];
        jsonw_open(w, '{');
        jsonw_pair(w, "seat", s->seat);
        jsonw_pair_i64(w, "seats", s->seats);
        jsonw_pair_i64(w, "candidates", s->candidates);
        jsonw_pair_i64(w, "least", s->least);
        jsonw_key(w, "most");
        if (s->most < 0)
            jsonw_null(w);
        else
            jsonw_i64(w, s->most);
        jsonw_pair_bool(w, "kept", s->is_kept);
        jsonw_pair(w, "article", str_of(s->article));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

/* Who is on the list, what was said, how it stands: what is kept when it is issued. */
static void write_list(struct api *r, const struct flow_line *k)
{
    write_rows(r, "nominees", ledger_of(&r->call, LEDGER_NOMINEE), k->nominees,
               k->nominee_count);
    write_rows(r, "opinions", ledger_of(&r->call, LEDGER_NOMINATION_OPINION), k->opinions,
               k->opinion_count);
    write_differential(&r->w, k);
}

static enum err write_issued(struct api *r, struct str body)
{
    struct json *list;

    TRY(json_parse(r->call.arena, body, &list, &r->call.fault));
    for (size_t i = 0; i < list->count; i++) {
        jsonw_key_str(&r->w, list->items[i].key);
        jsonw_value(&r->w, &list->items[i]);
    }
    return ERR_OK;
}

static enum err get_list(struct api *r)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_NOMINATION);
    struct str issued;
    struct flow f;
    row_id id;
    size_t at;

    TRY(path_id(r, &id));
    TRY(nomination_open(&r->call, id, &f, &at));
    const struct flow_line *k = &f.lines[at];
    TRY(nomination_issued(&r->call, k, &issued));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "step");
    write_row(r, l, k->row, true);
    write_moment(r, "issued_at", (instant){row_number(l, k->row, NOMINATION_ISSUED_AT)});
    if (issued.len)
        TRY(write_issued(r, issued));
    else
        write_list(r, k);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

struct issuing {
    struct api *r;
    row_id id;
};

static enum err write_issue(struct call *c, void *arg)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct issuing *x = arg;
    struct jsonw reply = x->r->w;
    struct flow f;
    size_t at;

    TRY(nomination_open(c, x->id, &f, &at));
    TRY(nomination_may_issue(c, &f.lines[at]));
    x->r->w = (struct jsonw){.out = &text};
    jsonw_open(&x->r->w, '{');
    write_list(x->r, &f.lines[at]);
    jsonw_close(&x->r->w, '}');
    x->r->w = reply;
    return nomination_issue(c, &f.lines[at], str_copy(c->arena, buf_view(&text)));
}

enum err api_nomination_issue(struct call *c, row_id nomination)
{
    struct api r = {.call = *c};
    struct issuing x = {&r, nomination};
    enum err err = write_issue(&r.call, &x);

    c->fault = r.call.fault;
    return err;
}

static enum err issue_list(struct api *r)
{
    struct issuing x = {.r = r};
    struct flow f;
    size_t at;

    TRY(path_id(r, &x.id));
    TRY(nomination_open(&r->call, x.id, &f, &at));
    TRY(nomination_may_issue(&r->call, &f.lines[at]));
    TRY(session_confirm(&r->call, body_text(r, "password")));
    TRY(call_write(&r->call, write_issue, &x));
    jsonw_open(&r->w, '{');
    write_id(r, "id", x.id.v);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- going on ------------------------------------------------------------------------------ */

static enum err open_next(struct api *r)
{
    row_id from, id;

    TRY(api_id(r, body_text(r, "from"), &from.v));
    struct skip_decision skip = {body_text(r, "skip_reason"), body_text(r, "skip_by"),
                                 body_text(r, "skip_paper")};
    TRY(nomination_next(&r->call, from, &skip, &id));
    jsonw_open(&r->w, '{');
    write_id(r, "id", id.v);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err make_candidates(struct api *r)
{
    row_id id, election;
    int64_t done;

    TRY(path_id(r, &id));
    TRY(api_id(r, body_text(r, "election"), &election.v));
    TRY(nomination_candidates(&r->call, id, election, body_text(r, "seat"), &done));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "done", done);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape flow_query = OBJECT(
    {"region", MAY, REGION}, {"body_kind", MAY, TEXT(40)}, {"level", MAY, TEXT(40)});

static const struct shape direction = WORD(WORDS_DIRECTION);

static const struct shape flow_shape = NAMED("Flow",
    {"rounds", MUST, EACH(OBJECT(
        {"round", MUST, COUNT},
        {"steps", MUST, EACH(NAMED("FlowStep",
            {"id", MUST, ID},
            {"direction", MUST, SAME(&direction)},
            {"title", MUST, STRING},
            {"held_on", OR_NULL, DAY},
            {"state", MUST, STRING},
            {"listed", MUST, COUNT},
            {"seats", OR_NULL, COUNT},
            {"surplus", OR_NULL, COUNT},
            {"gate", MUST, OBJECT(GATE_MEMBERS, {"passes", MUST, BOOL}, {"skippable", MUST, BOOL})},
            {"opinions", MUST, COUNT},
            {"objections", MUST, COUNT},
            {"public", OR_NULL, OBJECT({"from", OR_NULL, DAY}, {"until", OR_NULL, DAY}, {"open", MUST, BOOL}, {"warning", OR_NULL, STRING})}))}))},
    {"next", OR_NULL, OBJECT({"round", MUST, COUNT}, {"direction", MUST, SAME(&direction)}, {"why", MUST, STRING})});

static const struct shape list_shape = NAMED("IssuedList",
    {"step", MUST, SAME(&row_shape)},
    {"issued_at", OR_NULL, INSTANT},
    {"nominees", MUST, EACH(SAME(&row_shape))},
    {"opinions", MUST, EACH(SAME(&row_shape))},
    {"differential", MUST, EACH(NAMED("Differential",
        {"seat", MUST, STRING},
        {"seats", MUST, COUNT},
        {"candidates", MUST, COUNT},
        {"least", MUST, COUNT},
        {"most", OR_NULL, COUNT},
        {"kept", MUST, BOOL},
        {"article", MUST, STRING}))});

static const struct shape next_body = OBJECT({"from", MUST, ID}, {"skip_reason", MAY, TEXT(2000)},
    {"skip_by", MAY, WORD("committee", "superior")}, {"skip_paper", MAY, TEXT(120)});
static const struct shape candidates_body = OBJECT({"election", MUST, ID}, {"seat", MAY, TEXT(200)});

static const struct route routes[] = {
/*    method     path                                     who                    how        query        body                   reply                 handler          what */
    { HTTP_GET,  "/api/nominations/flow",                 OF(NOMINATION, READ),  RUN_READ,  &flow_query, NO_BODY,               OK(&flow_shape),      get_flow,        "the rounds of a body with their gates, and what comes next" },
    { HTTP_GET,  "/api/nominations/{nomination}/list",    OF(NOMINATION, READ),  RUN_READ,  NO_QUERY,    NO_BODY,               OK(&list_shape),      get_list,        "the list of a step, as issued" },
    { HTTP_POST, "/api/nominations/{nomination}/issue",   OF(NOMINATION, WRITE), RUN_WORK,  NO_QUERY,    JSON(&password_shape), OK(&made_shape),      issue_list,      "keep the list of a step as it stands" },
    { HTTP_POST, "/api/nominations/next",                 OF(NOMINATION, WRITE), RUN_WRITE, NO_QUERY,    JSON(&next_body),      CREATED(&made_shape), open_next,       "open the next step" },
    { HTTP_POST, "/api/nominations/{nomination}/candidates", OF_BUT(ELECTION, WRITE, "who reads the nomination too"), RUN_WRITE, NO_QUERY, JSON(&candidates_body), OK(&done_shape), make_candidates, "approved nominees become candidates of an election" },
};
/* clang-format on */

ROUTE_TABLE(nomination_routes);
