/* Routes of delegates: quotas, composition, steps, credentials (docs/congress.md, Delegates). */
#include "service/delegates/delegates.h"

#include "api/part_json.h"
#include "domain/figures/measure.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"

/* ---- reading ------------------------------------------------------------------------------ */

static enum err read_at(struct api *r, struct str place, struct str level,
                        struct delegates_at *out)
{
    out->level = level;
    return api_region(r, place, &out->region);
}

static enum err query_at(struct api *r, struct delegates_at *out)
{
    return read_at(r, api_query(r, "region"), api_query(r, "level"), out);
}

static enum err body_at(struct api *r, struct delegates_at *out)
{
    return read_at(r, json_find_text(r->body, "region"), json_find_text(r->body, "level"),
                   out);
}

static enum err query_number(struct api *r, const char *key, int64_t otherwise,
                             int64_t *out)
{
    struct str text = api_query(r, key);

    *out = otherwise;
    if (!text.len || str_i64(text, out))
        return ERR_OK;
    return FAIL(&r->call.fault, ERR_INVALID, "apportion.total", "%d", APPORTION_TOTAL_MOST);
}

static void write_day(struct api *r, const char *key, date d)
{
    AUTO(buf) struct buf text = BUF(64);

    date_write(&text, d);
    write_text(r, key, buf_view(&text));
}

static void write_code(struct api *r, int ledger, int field, const char *code)
{
    const struct ledger *l = ledger_of(&r->call, ledger);
    const struct code_item *item =
        code_find(l->fields[field_at(l, field)].codes, str_of(code));

    jsonw_pair(&r->w, "label", item ? item->label.in[r->call.locale] : str_of(code));
}

/* ---- quotas ------------------------------------------------------------------------------- */

static void write_quota(struct api *r, const struct ledger *l, const struct quota_line *k)
{
    AUTO(buf) struct buf exact = BUF(64);
    struct jsonw *w = &r->w;

    rounded_write(&exact, (struct rounded){k->dealt.exact, 2});
    jsonw_open(w, '{');
    write_id(r, "id", k->unit->id.v);
    jsonw_pair_i64(w, "ver", k->unit->ver);
    write_field(r, l, k->unit, ELECTORAL_UNIT_TITLE);
    write_field(r, l, k->unit, ELECTORAL_UNIT_KIND);
    jsonw_pair_i64(w, "members", k->dealt.members);
    jsonw_pair_i64(w, "organisations", k->dealt.organisations);
    jsonw_pair_i64(w, "minimum", k->dealt.minimum);
    jsonw_pair(w, "exact", buf_view(&exact));
    jsonw_pair_i64(w, "quota", k->quota);
    jsonw_pair_i64(w, "was", k->was);
    jsonw_close(w, '}');
}

static struct str code_text(struct api *r, int field, const char *code)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_DELEGATE_STEP);

    return code_find(l->fields[field_at(l, field)].codes, str_of(code))
        ->label.in[r->call.locale];
}

static void write_note(struct api *r, const struct quotas *q, int64_t minimum)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct str method =
        code_text(r, DELEGATE_STEP_METHOD, apportion_method_name(q->rule.method));
    struct str by = code_text(r, DELEGATE_STEP_BASIS, apportion_by_name(q->rule.by));
    struct str args = str_print(r->call.arena, "%.*s" SEP "%.*s" SEP "%lld",
                                STR_FMT(method), STR_FMT(by), (long long)minimum);

    message_write(&text, r->call.locale,
                  q->is_reckoned ? STR("delegates.note") : STR("delegates.note_stands"),
                  args);
    jsonw_pair(&r->w, "note", buf_view(&text));
}

enum { LEAST_EACH = 1 };

static enum err get_quotas(struct api *r)
{
    struct quota_query q = {.method = api_query(r, "method"), .by = api_query(r, "by")};
    struct delegates_at at;
    struct quotas quotas;

    TRY(query_at(r, &at));
    TRY(query_number(r, "total", 0, &q.total));
    TRY(query_number(r, "minimum", q.total ? LEAST_EACH : 0, &q.minimum));
    TRY(query_number(r, "weight", -1, &q.members_share));
    TRY(delegates_quotas(&r->call, &at, &q, &quotas));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "level", at.level);
    jsonw_pair_i64(&r->w, "total", quotas.total);
    jsonw_pair(&r->w, "method", str_of(apportion_method_name(quotas.rule.method)));
    jsonw_pair(&r->w, "by", str_of(apportion_by_name(quotas.rule.by)));
    jsonw_pair_i64(&r->w, "given", quotas.given);
    jsonw_key(&r->w, "units");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < quotas.count; i++)
        write_quota(r, ledger_of(&r->call, LEDGER_ELECTORAL_UNIT), &quotas.lines[i]);
    jsonw_close(&r->w, ']');
    write_note(r, &quotas, q.minimum);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err write_done(struct api *r, int64_t done)
{
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "done", done);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err set_quotas(struct api *r)
{
    static const char *const KEYS[] = {"region",  "level",  "total", "method", "by",
                                       "minimum", "weight", "units", NULL};
    struct quota_query q = {.method = json_find_text(r->body, "method"),
                            .by = json_find_text(r->body, "by"),
                            .total = json_find_number(r->body, "total", 0),
                            .minimum = json_find_number(r->body, "minimum", LEAST_EACH),
                            .members_share = json_find_number(r->body, "weight", -1)};
    size_t count;
    const struct json *items = body_list(r, "units", &count);
    struct quota_given *given = ARENA_ARRAY(r->call.arena, struct quota_given, count + 1);
    struct delegates_at at;
    int64_t done;

    TRY(api_keys(r, KEYS));
    TRY(body_at(r, &at));
    for (size_t i = 0; i < count; i++) {
        TRY(api_id(r, json_find_text(&items[i], "id"), &given[i].unit.v));
        given[i].ver = json_find_number(&items[i], "ver", 0);
        given[i].quota = json_find_number(&items[i], "quota", -1);
    }
    TRY(delegates_allot(&r->call, &at, &q, given, count, &done));
    return write_done(r, done);
}

/* ---- composition -------------------------------------------------------------------------- */

static void write_target(struct api *r, const struct ledger *l, const struct target_line *t)
{
    AUTO(buf) struct buf wanted = BUF(64);
    struct jsonw *w = &r->w;

    buf_print(&wanted, "%s %lld%s", t->target.is_at_least ? "≥" : "≤",
              (long long)t->target.number, t->target.is_percent ? "%" : "");
    jsonw_open(w, '{');
    write_id(r, "id", t->row->id.v);
    write_field(r, l, t->row, STRUCTURE_TARGET_KIND);
    jsonw_pair(w, "label", row_text(l, t->row, STRUCTURE_TARGET_TITLE));
    jsonw_key(w, "unit");
    if (row_number(l, t->row, STRUCTURE_TARGET_ELECTORAL_UNIT)) {
        jsonw_open(w, '{');
        write_id(r, "id", row_number(l, t->row, STRUCTURE_TARGET_ELECTORAL_UNIT));
        jsonw_pair(w, "label", row_label(l, t->row, STRUCTURE_TARGET_ELECTORAL_UNIT));
        jsonw_close(w, '}');
    } else {
        jsonw_null(w);
    }
    jsonw_pair_bool(w, "at_least", t->target.is_at_least);
    jsonw_pair(w, "wanted", buf_view(&wanted));
    jsonw_pair_i64(w, "wanted_count", t->standing.wanted);
    jsonw_pair_i64(w, "got", t->standing.got);
    jsonw_pair_i64(w, "of", t->standing.of);
    jsonw_pair_bool(w, "met", t->standing.is_met);
    jsonw_close(w, '}');
}

static void write_counts(struct jsonw *w, const struct structure_count *n)
{
    jsonw_pair_i64(w, "women", n->of_kind[STRUCTURE_WOMEN]);
    jsonw_pair_i64(w, "frontline", n->of_kind[STRUCTURE_FRONTLINE]);
    jsonw_pair_i64(w, "ethnic", n->of_kind[STRUCTURE_ETHNIC]);
    jsonw_pair_i64(w, "under45", n->of_kind[STRUCTURE_UNDER45]);
}

static void write_unit(struct api *r, const struct ledger *l,
                       const struct structure_line *u)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    write_id(r, "id", u->unit->id.v);
    write_field(r, l, u->unit, ELECTORAL_UNIT_TITLE);
    jsonw_pair_i64(w, "quota", u->quota);
    jsonw_pair_i64(w, "proposed", u->proposed);
    jsonw_pair_i64(w, "reviewed", u->reviewed);
    jsonw_pair_i64(w, "elected", u->elected);
    jsonw_pair_i64(w, "qualified", u->qualified);
    write_counts(w, &u->names);
    jsonw_key(w, "missing");
    jsonw_open(w, '[');
    for (size_t i = 0; i < u->missing_count; i++)
        jsonw_str(w, u->missing[i]);
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static enum err get_structure(struct api *r)
{
    struct structure_view v;
    struct delegates_at at;

    TRY(query_at(r, &at));
    TRY(delegates_structure(&r->call, &at, &v));
    jsonw_open(&r->w, '{');
    jsonw_pair_i64(&r->w, "total", v.total);
    write_day(r, "at", v.at);
    jsonw_key(&r->w, "targets");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v.target_count; i++)
        write_target(r, ledger_of(&r->call, LEDGER_STRUCTURE_TARGET), &v.targets[i]);
    jsonw_close(&r->w, ']');
    jsonw_key(&r->w, "units");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < v.unit_count; i++)
        write_unit(r, ledger_of(&r->call, LEDGER_ELECTORAL_UNIT), &v.units[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- steps -------------------------------------------------------------------------------- */

static void write_gate(struct api *r, const struct step_line *k)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    enum locale locale = r->call.locale;

    if (k->state == STEP_DONE)
        message_write(&text, locale, STR("delegates.gate_done"), STR(""));
    else if (k->gate.is_ok)
        message_write(&text, locale, STR("delegates.gate_ok"), STR(""));
    else if (k->state == STEP_WAITING)
        message_write(&text, locale, STR("delegates.gate_waits"), STR(""));
    else
        fault_write(&text, locale, &k->gate.fault);
    jsonw_key(&r->w, "gate");
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "ok", k->gate.is_ok);
    jsonw_pair(&r->w, "message", buf_view(&text));
    jsonw_close(&r->w, '}');
}

static void write_steps(struct api *r, const struct steps_view *v)
{
    static const char *const STATES[] = {"done", "now", "waiting"};
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "steps");
    jsonw_open(w, '[');
    for (int i = 0; i < DELEGATE_STEPS; i++) {
        const char *name = delegate_step_name((enum delegate_step)i);
        jsonw_open(w, '{');
        jsonw_pair(w, "step", str_of(name));
        write_code(r, LEDGER_DELEGATE_STEP, DELEGATE_STEP_STEP, name);
        write_day(r, "planned", v->lines[i].planned);
        write_day(r, "done_on", v->lines[i].done_on);
        jsonw_pair(w, "state", str_of(STATES[v->lines[i].state]));
        write_gate(r, &v->lines[i]);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

static enum err get_steps(struct api *r)
{
    struct steps_view v;
    struct delegates_at at;

    TRY(query_at(r, &at));
    TRY(delegates_steps(&r->call, &at, &v));
    write_steps(r, &v);
    return ERR_OK;
}

static enum err take_step(struct api *r)
{
    static const char *const KEYS[] = {"region", "level", "on", "decision", NULL};
    struct str day = json_find_text(r->body, "on");
    struct steps_view v;
    struct delegates_at at;
    date on;

    TRY(api_keys(r, KEYS));
    TRY(body_at(r, &at));
    if (!date_read(day, &on))
        return FAIL(&r->call.fault, ERR_INVALID, "cell.date", "%.*s", STR_FMT(day));
    TRY(delegates_take(&r->call, &at, r->params[0], on, json_find_text(r->body, "decision"),
                       &v));
    write_steps(r, &v);
    return ERR_OK;
}

/* ---- election and credentials -------------------------------------------------------------- */

static enum err elect_unit(struct api *r)
{
    static const char *const KEYS[] = {"poll", NULL};
    row_id unit, poll;
    int64_t done;

    TRY(path_id(r, &unit));
    TRY(api_keys(r, KEYS));
    TRY(api_id(r, json_find_text(r->body, "poll"), &poll.v));
    TRY(delegates_elect(&r->call, unit, poll, &done));
    return write_done(r, done);
}

static void write_invalid(struct api *r, const struct credentials *k)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_DELEGATE);
    struct jsonw *w = &r->w;

    jsonw_key(w, "invalid");
    jsonw_open(w, '[');
    for (size_t i = 0; i < k->invalid_count; i++) {
        jsonw_open(w, '{');
        write_id(r, "id", k->invalid[i]->id.v);
        write_field(r, l, k->invalid[i], DELEGATE_NAME);
        jsonw_pair(w, "reason", row_text(l, k->invalid[i], DELEGATE_INVALID_REASON));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static enum err get_credentials(struct api *r)
{
    AUTO(buf) struct buf age = BUF(64);
    struct jsonw *w = &r->w;
    struct credentials k;
    struct delegates_at at;

    TRY(query_at(r, &at));
    TRY(delegates_credentials(&r->call, &at, &k));
    if (k.ages_of)
        rounded_write(&age, ratio(k.ages, k.ages_of, 1));
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "seats", k.seats);
    jsonw_pair_i64(w, "elected", k.elected);
    jsonw_pair_i64(w, "qualified", k.qualified);
    write_invalid(r, &k);
    jsonw_pair_i64(w, "vacancies", k.vacancies);
    jsonw_key(w, "structure");
    jsonw_open(w, '{');
    write_counts(w, &k.names);
    jsonw_close(w, '}');
    jsonw_pair(w, "mean_age", buf_view(&age));
    write_day(r, "at", k.at);
    jsonw_pair_bool(w, "complete", k.is_complete);
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err let_lapse(struct api *r)
{
    static const char *const KEYS[] = {"delegate", "ver", "reason", "by_election", NULL};
    struct row_ver seen = {.ver = json_find_number(r->body, "ver", 0)};

    TRY(api_keys(r, KEYS));
    TRY(api_id(r, json_find_text(r->body, "delegate"), &seen.id.v));
    TRY(delegates_vacancy(&r->call, &seen, json_find_text(r->body, "reason"),
                          json_find_true(r->body, "by_election")));
    return write_done(r, 1);
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path                              who       how        body       handler          what */
    { HTTP_GET,  "/api/delegates/quotas",          MAY_READ, RUN_READ,  BODY_NONE, get_quotas,      "quotas of electoral units, as they stand or reckoned" },
    { HTTP_POST, "/api/delegates/quotas",          MAY_READ, RUN_WRITE, BODY_JSON, set_quotas,      "fix the quotas" },
    { HTTP_GET,  "/api/delegates/structure",       MAY_READ, RUN_READ,  BODY_NONE, get_structure,   "composition against targets, in all and by unit" },
    { HTTP_GET,  "/api/delegates/steps",           MAY_READ, RUN_READ,  BODY_NONE, get_steps,       "the four steps and the credentials with their gates" },
    { HTTP_POST, "/api/delegates/steps/{}",        MAY_READ, RUN_WRITE, BODY_JSON, take_step,       "record a step as done" },
    { HTTP_POST, "/api/delegates/units/{}/elect",  MAY_READ, RUN_WRITE, BODY_JSON, elect_unit,      "take over the elected of a signed poll" },
    { HTTP_GET,  "/api/delegates/credentials",     MAY_READ, RUN_READ,  BODY_NONE, get_credentials, "the state of the credentials" },
    { HTTP_POST, "/api/delegates/vacancy",         MAY_READ, RUN_WRITE, BODY_JSON, let_lapse,       "let a delegate lapse, with or without a by-election" },
};
/* clang-format on */

ROUTE_TABLE(delegate_routes);
