/* Routes of delegates: quotas, composition, steps, credentials (docs/congress.md, Delegates). */
#include "service/delegates/delegates.h"
#include "service/record/codes.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "domain/figures/measure.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"

/* ---- reading ------------------------------------------------------------------------------ */

/* Whose roster: the Party's, when nothing is said, or the conference's. */
static enum err read_body(struct api *r, struct str body, int *out)
{
    *out = code_is(body, CODE_BODY_KIND_CONFERENCE) ? CODE_BODY_KIND_CONFERENCE
                                                    : CODE_BODY_KIND_PARTY;
    return !body.len || code_is(body, *out)
               ? ERR_OK
               : FAIL(&r->call.fault, ERR_INVALID, "delegates.body", "%.*s", STR_FMT(body));
}

static enum err query_at(struct api *r, struct delegates_at *out)
{
    out->level = api_query(r, "level");
    out->term = api_query_number(r, "term", 0);
    TRY(read_body(r, api_query(r, "body"), &out->body));
    return api_region(r, api_query(r, "region"), &out->region);
}

static enum err body_at(struct api *r, struct delegates_at *out)
{
    out->level = body_text(r, "level");
    out->term = body_number_or(r, "term", 0);
    TRY(read_body(r, body_text(r, "body"), &out->body));
    return api_region(r, body_text(r, "region"), &out->region);
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
    q.total = api_query_number(r, "total", 0);
    q.minimum = api_query_number(r, "minimum", q.total ? LEAST_EACH : 0);
    q.members_share = api_query_number(r, "weight", -1);
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
    struct quota_query q = {.method = body_text(r, "method"),
                            .by = body_text(r, "by"),
                            .total = body_number(r, "total"),
                            .minimum = body_number_or(r, "minimum", LEAST_EACH),
                            .members_share = body_number_or(r, "weight", -1)};
    size_t count;
    const struct json *items = body_list(r, "units", &count);
    struct quota_given *given = ARENA_ARRAY(r->call.arena, struct quota_given, count + 1);
    struct delegates_at at;
    int64_t done;

    TRY(body_at(r, &at));
    for (size_t i = 0; i < count; i++) {
        TRY(api_id(r, json_find_text(&items[i], "id"), &given[i].unit.v));
        given[i].ver = json_find_number(&items[i], "ver", 0);
        given[i].quota = json_number(&items[i], "quota");
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
    jsonw_pair_i64(w, "non_party", n->of_kind[STRUCTURE_NON_PARTY]);
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
    jsonw_pair_i64(w, "consulted", u->consulted);
    jsonw_pair_i64(w, "considered", u->considered);
    jsonw_pair_i64(w, "decided", u->decided);
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
        fault_tell(&text, locale, &k->gate.fault);
    jsonw_key(&r->w, "gate");
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "ok", k->gate.is_ok);
    jsonw_pair(&r->w, "message", buf_view(&text));
    jsonw_close(&r->w, '}');
}

static void write_steps(struct api *r, const struct delegates_at *at,
                        const struct steps_view *v)
{
    enum delegate_way way = delegates_way(at);
    static const char *const STATES[] = {"done", "now", "waiting"};
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "steps");
    jsonw_open(w, '[');
    for (int i = 0; i < DELEGATE_STEPS; i++) {
        const char *name = delegate_step_name(way, (enum delegate_step)i);
        jsonw_open(w, '{');
        jsonw_pair(w, "step", str_of(name));
        write_code(r, LEDGER_DELEGATE_STEP, DELEGATE_STEP_STEP, name);
        write_day(r, "planned", v->lines[i].planned);
        write_day(r, "done_on", v->lines[i].done_on);
        jsonw_pair(w, "state", str_of(STATES[v->lines[i].state]));
        if (v->lines[i].committee) {
            jsonw_pair_i64(w, "committee", v->lines[i].committee);
            jsonw_pair_i64(w, "approve", v->lines[i].approve);
        }
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
    write_steps(r, &at, &v);
    return ERR_OK;
}

static enum err take_step(struct api *r)
{
    struct steps_view v;
    struct delegates_at at;
    struct step_taken t = {.step = r->params[0],
                           .decision = body_text(r, "decision"),
                           .committee = body_number_or(r, "committee", 0),
                           .approve = body_number_or(r, "approve", 0)};

    TRY(body_at(r, &at));
    (void)date_read(body_text(r, "on"), &t.on); /* the door has read it */
    TRY(delegates_take(&r->call, &at, &t, &v));
    write_steps(r, &at, &v);
    return ERR_OK;
}

/* ---- election and credentials -------------------------------------------------------------- */

static enum err elect_unit(struct api *r)
{
    row_id unit, poll;
    int64_t done;

    TRY(path_id(r, &unit));
    TRY(api_id(r, body_text(r, "poll"), &poll.v));
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
    struct row_ver seen = {.ver = body_number(r, "ver")};

    TRY(api_id(r, body_text(r, "delegate"), &seen.id.v));
    TRY(delegates_vacancy(&r->call, &seen, body_text(r, "reason"),
                          body_true(r, "by_election")));
    return write_done(r, 1);
}

/* clang-format off */
#define LEVEL WORD("country", WORDS_LEVEL)
#define METHOD WORD_OR_NONE(WORDS_APPORTION_METHOD)
#define BY WORD_OR_NONE(WORDS_APPORTION_BY)

static const struct shape body_query = OBJECT({"region", MAY, REGION}, {"level", MAY, TEXT(40)}, {"body", MAY, TEXT(40)}, {"term", MAY, INT(0, 99)});

static const struct shape quota_query = OBJECT(
    {"region", MAY, REGION},
    {"level", MAY, TEXT(40)},
    {"body", MAY, TEXT(40)},
    {"term", MAY, INT(0, 99)},
    {"total", MAY, INT(0, APPORTION_TOTAL_MOST)},
    {"method", MAY, TEXT(40)},
    {"by", MAY, TEXT(40)},
    {"minimum", MAY, INT(0, APPORTION_TOTAL_MOST)},
    {"weight", MAY, INT(-1, 100)});

static const struct shape quotas_shape = NAMED("Quotas",
    {"level", MUST, STRING},
    {"total", MUST, COUNT},
    {"method", MUST, STRING},
    {"by", MUST, STRING},
    {"given", MUST, COUNT},
    {"units", MUST, EACH(NAMED("QuotaUnit",
        {"id", MUST, ID},
        {"ver", MUST, VERSION_OF_ROW},
        {"title", MUST, STRING},
        {"kind", OR_NULL, STRING},
        {"members", MUST, COUNT},
        {"organisations", MUST, COUNT},
        {"minimum", MUST, COUNT},
        {"exact", MUST, STRING},
        {"quota", MUST, COUNT},
        {"was", MUST, COUNT}))},
    {"note", MUST, STRING});

static const struct shape quotas_body = NAMED("QuotasInput",
    {"region", MAY, REGION_OR_NONE},
    {"level", MAY, TEXT(40)},
    {"body", MAY, TEXT(40)},
    {"term", MAY, INT(0, 99)},
    {"total", MUST, INT(0, APPORTION_TOTAL_MOST)},
    {"method", MAY, TEXT(40)},
    {"by", MAY, TEXT(40)},
    {"minimum", MAY, INT(0, APPORTION_TOTAL_MOST)},
    {"weight", MAY, INT(-1, 100)},
    {"units", MUST, LIST(ROWS_MOST, OBJECT(
        {"id", MUST, ID}, {"ver", MAY, VERSION_OF_ROW}, {"quota", MUST, INT(-1, APPORTION_TOTAL_MOST)}))});

#define COUNTS_MEMBERS \
    {"women", MUST, COUNT}, {"frontline", MUST, COUNT}, {"ethnic", MUST, COUNT}, {"under45", MUST, COUNT}, {"non_party", MUST, COUNT}

static const struct shape structure_shape = NAMED("Structure",
    {"total", MUST, COUNT},
    {"at", OR_NULL, DAY},
    {"targets", MUST, EACH(NAMED("StructureTarget",
        {"id", MUST, ID},
        {"kind", MUST, STRING},
        {"label", MUST, STRING},
        {"unit", OR_NULL, SAME(&ref_shape)},
        {"at_least", MUST, BOOL},
        {"wanted", MUST, STRING},
        {"wanted_count", MUST, COUNT},
        {"got", MUST, COUNT},
        {"of", MUST, COUNT},
        {"met", MUST, BOOL}))},
    {"units", MUST, EACH(NAMED("StructureUnit",
        {"id", MUST, ID},
        {"title", MUST, STRING},
        {"quota", MUST, COUNT},
        {"proposed", MUST, COUNT},
        {"reviewed", MUST, COUNT},
        {"elected", MUST, COUNT},
        {"qualified", MUST, COUNT},
        {"consulted", MUST, COUNT},
        {"considered", MUST, COUNT},
        {"decided", MUST, COUNT},
        COUNTS_MEMBERS,
        {"missing", MUST, EACH(STRING)}))});

static const struct shape steps_shape = NAMED("DelegateSteps",
    {"steps", MUST, EACH(NAMED("DelegateStep",
        {"step", MUST, STRING},
        {"label", MUST, STRING},
        {"planned", OR_NULL, DAY},
        {"done_on", OR_NULL, DAY},
        {"state", MUST, WORD("done", "now", "waiting")},
        {"committee", MAY, COUNT},
        {"approve", MAY, COUNT},
        {"gate", MUST, OBJECT(GATE_MEMBERS)}))});

static const struct shape step_body = OBJECT(
    {"region", MAY, REGION_OR_NONE},
    {"level", MAY, TEXT(40)},
    {"body", MAY, TEXT(40)},
    {"term", MAY, INT(0, 99)},
    {"committee", MAY, INT(0, 1000)},
    {"approve", MAY, INT(0, 1000)},
    {"on", MUST, DAY},
    {"decision", MAY, TEXT(2000)});

static const struct shape elect_body = OBJECT({"poll", MUST, ID});

static const struct shape credentials_shape = NAMED("Credentials",
    {"seats", MUST, COUNT},
    {"elected", MUST, COUNT},
    {"qualified", MUST, COUNT},
    {"invalid", MUST, EACH(OBJECT({"id", MUST, ID}, {"name", MUST, STRING}, {"reason", MUST, STRING}))},
    {"vacancies", MUST, COUNT},
    {"structure", MUST, OBJECT(COUNTS_MEMBERS)},
    {"mean_age", MUST, STRING},
    {"at", OR_NULL, DAY},
    {"complete", MUST, BOOL});

static const struct shape vacancy_body = OBJECT(
    {"delegate", MUST, ID},
    {"ver", MUST, VERSION_OF_ROW},
    {"reason", MUST, REASON},
    {"by_election", MAY, BOOL});

static const struct route routes[] = {
/*    method     path                                  who                        how        query         body                reply                  handler          what */
    { HTTP_GET,  "/api/delegates/quotas",              OF(ELECTORAL_UNIT, READ),  RUN_READ,  &quota_query, NO_BODY,            OK(&quotas_shape),     get_quotas,      "quotas of electoral units, as they stand or reckoned" },
    { HTTP_POST, "/api/delegates/quotas",              OF(ELECTORAL_UNIT, WRITE), RUN_WRITE, NO_QUERY,     JSON(&quotas_body), OK(&done_shape),       set_quotas,      "fix the quotas" },
    { HTTP_GET,  "/api/delegates/structure",           OF(ELECTORAL_UNIT, READ),  RUN_READ,  &body_query,  NO_BODY,            OK(&structure_shape),  get_structure,   "composition against targets, in all and by unit" },
    { HTTP_GET,  "/api/delegates/steps",               OF(ELECTORAL_UNIT, READ),  RUN_READ,  &body_query,  NO_BODY,            OK(&steps_shape),      get_steps,       "the steps to a roster, of the Party's delegates or the conference's members, with their gates" },
    { HTTP_POST, "/api/delegates/steps/{step}",        OF(ELECTORAL_UNIT, WRITE), RUN_WRITE, NO_QUERY,     JSON(&step_body),   OK(&steps_shape),      take_step,       "record a step as done" },
    { HTTP_POST, "/api/delegates/units/{unit}/elect",  OF(ELECTORAL_UNIT, WRITE), RUN_WRITE, NO_QUERY,     JSON(&elect_body),  OK(&done_shape),       elect_unit,      "take over the elected of a signed poll" },
    { HTTP_GET,  "/api/delegates/credentials",         OF(DELEGATE, READ),        RUN_READ,  &body_query,  NO_BODY,            OK(&credentials_shape), get_credentials, "the state of the credentials" },
    { HTTP_POST, "/api/delegates/vacancy",             OF(DELEGATE, WRITE),       RUN_WRITE, NO_QUERY,     JSON(&vacancy_body), OK(&done_shape),      let_lapse,       "let a delegate lapse, with or without a by-election" },
};
/* clang-format on */

ROUTE_TABLE(delegate_routes);
