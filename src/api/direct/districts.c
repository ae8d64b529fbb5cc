/* Routes of districts: where a direct election stands (docs/congress.md, Districts). */
#include "service/direct/districts.h"

#include "api/part_json.h"
#include "api/record/record_json.h"
#include "api/shapes.h"
#include "ledgers/district.h"

static void write_day(struct api *r, const char *key, date d)
{
    AUTO(buf) struct buf text = BUF(64);

    date_write(&text, d);
    write_text(r, key, buf_view(&text));
}

static void write_name(struct api *r, const char *name)
{
    struct str code = str_print(r->call.arena, "district.label.%s", name);

    jsonw_pair(&r->w, "label", message_find(r->call.locale, code));
}

static void write_numbers(struct api *r, const struct district_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "voters");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "registered", v->registered);
    jsonw_pair_i64(w, "suspended", v->suspended);
    jsonw_pair_i64(w, "removed", v->removed);
    jsonw_close(w, '}');
    jsonw_key(w, "proxies");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "asked", v->proxies_asked);
    jsonw_pair_i64(w, "agreed", v->proxies_agreed);
    jsonw_pair_i64(w, "broken", v->proxies_broken);
    jsonw_close(w, '}');
    jsonw_key(w, "boxes");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "count", v->boxes);
    jsonw_pair_i64(w, "voters_due", v->boxes_due);
    jsonw_close(w, '}');
    jsonw_key(w, "objections");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "count", v->objections);
    jsonw_pair_i64(w, "open", v->objections_open);
    jsonw_pair_i64(w, "late", v->objections_late);
    write_day(r, "until", v->objections_until);
    jsonw_close(w, '}');
}

static void write_dates(struct api *r, const struct district_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "dates");
    jsonw_open(w, '[');
    for (int i = 0; i < DIRECT_DATES; i++) {
        const char *name = direct_date_name((enum direct_date)i);
        jsonw_open(w, '{');
        jsonw_pair(w, "date", str_of(name));
        write_name(r, name);
        write_day(r, "latest", v->days[i].latest);
        write_day(r, "on", v->days[i].on);
        jsonw_pair_bool(w, "late", v->days[i].is_late);
        jsonw_pair(w, "article", str_of(v->days[i].article));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_election(struct api *r, const struct district_view *v)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_DISTRICT);
    struct jsonw *w = &r->w;

    write_field(r, l, v->row, DISTRICT_CONGRESS);
    jsonw_key(w, "candidates");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "count", v->candidates);
    jsonw_pair_i64(w, "least", v->least);
    jsonw_key(w, "most");
    if (v->most < 0)
        jsonw_null(w);
    else
        jsonw_i64(w, v->most);
    jsonw_close(w, '}');
    jsonw_key(w, "polls");
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "count", v->polls);
    jsonw_pair_i64(w, "signed", v->polls_signed);
    jsonw_close(w, '}');
}

static void write_gates(struct api *r, const struct district_view *v)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "gates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->gate_count; i++) {
        AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
        const struct district_gate *g = &v->gates[i];
        if (g->is_ok)
            message_write(&text, r->call.locale, STR("district.gate_ok"), STR(""));
        else
            fault_tell(&text, r->call.locale, &g->fault);
        jsonw_open(w, '{');
        jsonw_pair(w, "gate", str_of(g->name));
        write_name(r, g->name);
        jsonw_pair_bool(w, "ok", g->is_ok);
        jsonw_pair(w, "message", buf_view(&text));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static enum err get_district(struct api *r)
{
    struct district_view v;
    row_id id;

    TRY(path_id(r, &id));
    TRY(district_view(&r->call, id, &v));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "district");
    write_row(r, ledger_of(&r->call, LEDGER_DISTRICT), v.row, true);
    write_numbers(r, &v);
    write_dates(r, &v);
    write_election(r, &v);
    write_gates(r, &v);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape district_shape = NAMED("District",
    {"district", MUST, SAME(&row_shape)},
    {"voters", MUST, OBJECT({"registered", MUST, COUNT}, {"suspended", MUST, COUNT}, {"removed", MUST, COUNT})},
    {"proxies", MUST, OBJECT({"asked", MUST, COUNT}, {"agreed", MUST, COUNT}, {"broken", MUST, COUNT})},
    {"boxes", MUST, OBJECT({"count", MUST, COUNT}, {"voters_due", MUST, COUNT})},
    {"objections", MUST, OBJECT(
        {"count", MUST, COUNT}, {"open", MUST, COUNT}, {"late", MUST, COUNT}, {"until", OR_NULL, DAY})},
    {"dates", MUST, EACH(NAMED("LegalDate",
        {"date", MUST, STRING},
        {"label", MUST, STRING},
        {"latest", OR_NULL, DAY},
        {"on", OR_NULL, DAY},
        {"late", MUST, BOOL},
        {"article", MUST, STRING}))},
    {"congress", OR_NULL, SAME(&ref_shape)},
    {"candidates", MUST, OBJECT({"count", MUST, COUNT}, {"least", MUST, COUNT}, {"most", OR_NULL, COUNT})},
    {"polls", MUST, OBJECT({"count", MUST, COUNT}, {"signed", MUST, COUNT})},
    {"gates", MUST, EACH(NAMED("DistrictGate", {"gate", MUST, STRING}, {"label", MUST, STRING}, GATE_MEMBERS))});

static const struct route routes[] = {
/*    method     path                         who                 how       query     body     reply                handler       what */
    { HTTP_GET,  "/api/districts/{district}", OF(DISTRICT, READ), RUN_READ, NO_QUERY, NO_BODY, OK(&district_shape), get_district, "a district: numbers, dates, what is missing for the election day" },
};
/* clang-format on */

ROUTE_TABLE(district_routes);
