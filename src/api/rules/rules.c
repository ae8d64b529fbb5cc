/* Routes of rule sets and their editions (docs/congress.md, Rules). */
#include "service/rules/rules.h"
#include "service/site/site.h"

#include "api/part_json.h"
#include "ledgers/rule_edition.h"

static struct str rule_label(struct api *r, const char *rule)
{
    return message_find(r->call.locale, str_print(r->call.arena, "rule.%s", rule));
}

static void write_title(struct api *r, const struct rule_set *set)
{
    struct label label = {
        {str_of(set->title_hans), str_of(set->title_hans), str_of(set->title_en)}};

    write_label(&r->w, "title", &label);
}

/* ---- all sets --------------------------------------------------------------------------- */

static enum err write_set(struct api *r, const struct rule_set *set)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_RULE_EDITION);
    struct rules_edition now;
    struct row **rows;
    size_t count, drafts = 0;

    TRY(rules_in_force(&r->call, str_of(set->name), &now));
    TRY(rules_editions(&r->call, str_of(set->name), &rows, &count));
    for (size_t i = 0; i < count; i++)
        drafts += row_is(l, rows[i], RULE_EDITION_IS_DRAFT) ||
                  row_is(l, rows[i], RULE_EDITION_IS_SECONDED);
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "name", str_of(set->name));
    write_title(r, set);
    jsonw_key(&r->w, "edition");
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "id");
    if (now.row)
        jsonw_id(&r->w, now.row->id.v);
    else
        jsonw_null(&r->w);
    jsonw_pair_i64(&r->w, "number", now.number);
    jsonw_close(&r->w, '}');
    jsonw_pair_i64(&r->w, "drafts", (int64_t)drafts);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err list_sets(struct api *r)
{
    TRY(call_require_anywhere(&r->call, ledger_of(&r->call, LEDGER_RULE_EDITION)->readers));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "sets");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        TRY(write_set(r, &RULE_SETS[i]));
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- one set ---------------------------------------------------------------------------- */

static void write_edition(struct api *r, const struct ledger *l, const struct row *row)
{
    static const int TEXTS[] = {RULE_EDITION_REASON, RULE_EDITION_WRITTEN_BY,
                                RULE_EDITION_FIRST_BY, RULE_EDITION_SECOND_BY,
                                RULE_EDITION_REFUSED_FOR};
    static const char *const KEYS[] = {"reason", "by", "first", "second", "refused_for"};

    jsonw_open(&r->w, '{');
    write_id(r, "id", row->id.v);
    jsonw_pair_i64(&r->w, "number", row_number(l, row, RULE_EDITION_NUMBER));
    jsonw_pair(&r->w, "state", row_state(l, row));
    for (size_t i = 0; i < 5; i++)
        write_text(r, KEYS[i], row_text(l, row, TEXTS[i]));
    write_moment(r, "at", row->created_at);
    write_moment(r, "in_force_at", (instant){row_number(l, row, RULE_EDITION_IN_FORCE_AT)});
    jsonw_close(&r->w, '}');
}

static void write_rule(struct api *r, const struct rule_office *o, const char *rule)
{
    const struct rule_source *s = rule_source_of(o, rule);
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "rule", str_of(rule));
    jsonw_pair(w, "label", rule_label(r, rule));
    jsonw_pair(w, "value", rule_sentence(&r->call, o, rule));
    jsonw_pair(w, "document", str_of(s->document));
    jsonw_pair(w, "edition", str_of(s->edition));
    jsonw_pair(w, "article", rule_article(&r->call, s->article));
    jsonw_pair(w, "confidence", str_of(s->confidence));
    jsonw_close(w, '}');
}

static void write_office(struct api *r, const struct rule_office *o)
{
    const struct code_table *offices =
        catalog_codes(engine_catalog(r->call.site->engine), STR("election_office"));
    const struct code_item *item = code_find(offices, str_of(o->office));

    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "office", str_of(o->office));
    jsonw_pair(&r->w, "label", item ? item->label.in[r->call.locale] : str_of(o->office));
    jsonw_key(&r->w, "rules");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; RULE_NAMES[i]; i++)
        write_rule(r, o, RULE_NAMES[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
}

static void write_deadline(struct api *r, const struct rule_deadline *d)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_pair(w, "deadline", str_of(d->name));
    jsonw_pair(w, "op", d->at_least ? STR("at_least") : STR("at_most"));
    jsonw_pair_i64(w, "count", d->count);
    jsonw_pair(w, "unit", str_of(d->unit));
    jsonw_pair(w, "from", str_of(d->from));
    jsonw_pair(w, "document", str_of(d->source.document));
    jsonw_pair(w, "article", rule_article(&r->call, d->source.article));
    jsonw_pair(w, "confidence", str_of(d->source.confidence));
    jsonw_close(w, '}');
}

static void write_contents(struct api *r, const struct rules_edition *e)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, "offices");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->set->office_count; i++)
        write_office(r, &e->set->offices[i]);
    jsonw_close(w, ']');
    jsonw_key(w, "deadlines");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->set->deadline_count; i++)
        write_deadline(r, &e->set->deadlines[i]);
    jsonw_close(w, ']');
    jsonw_pair(w, "text", e->text);
}

static enum err get_set(struct api *r)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_RULE_EDITION);
    struct str wanted = api_query(r, "edition");
    struct rules_edition e;
    struct row **rows;
    row_id id = {0};
    size_t count;

    TRY(call_require_anywhere(&r->call, l->readers));
    if (wanted.len && !str_eq(wanted, STR("0")))
        TRY(api_id(r, wanted, &id.v));
    if (wanted.len)
        TRY(rules_edition_of(&r->call, r->params[0], id, &e));
    else
        TRY(rules_in_force(&r->call, r->params[0], &e));
    TRY(rules_editions(&r->call, r->params[0], &rows, &count));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "name", str_of(e.set->name));
    write_title(r, e.set);
    jsonw_key(&r->w, "edition");
    if (e.row)
        write_edition(r, l, e.row);
    else
        jsonw_null(&r->w);
    jsonw_key(&r->w, "editions");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_edition(r, l, rows[i]);
    jsonw_close(&r->w, ']');
    write_contents(r, &e);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- amending --------------------------------------------------------------------------- */

static enum err propose(struct api *r)
{
    static const char *const KEYS[] = {"text", "reason", NULL};
    row_id id;

    TRY(api_keys(r, KEYS));
    TRY(rules_propose(&r->call, r->params[0], json_find_text(r->body, "text"),
                      str_trim(json_find_text(r->body, "reason")), &id));
    r->status = 201;
    jsonw_open(&r->w, '{');
    write_id(r, "id", id.v);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

struct deciding {
    row_id id;
    struct row *row;
};

static enum err write_approval(struct call *c, void *arg)
{
    struct deciding *d = arg;

    return rules_approve(c, d->id, &d->row);
}

static enum err write_state(struct api *r, const struct row *row)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_RULE_EDITION);

    jsonw_open(&r->w, '{');
    write_id(r, "id", row->id.v);
    jsonw_pair(&r->w, "state", row_state(l, row));
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err approve(struct api *r)
{
    static const char *const KEYS[] = {"password", NULL};
    struct deciding d;

    TRY(path_id(r, &d.id));
    TRY(api_keys(r, KEYS));
    TRY(call_require_anywhere(&r->call, ledger_of(&r->call, LEDGER_RULE_EDITION)->writers));
    TRY(session_confirm(&r->call, json_find_text(r->body, "password")));
    TRY(call_write(&r->call, write_approval, &d));
    return write_state(r, d.row);
}

static enum err refuse(struct api *r)
{
    static const char *const KEYS[] = {"reason", NULL};
    struct row *row;
    row_id id;

    TRY(path_id(r, &id));
    TRY(api_keys(r, KEYS));
    TRY(rules_refuse(&r->call, id, json_find_text(r->body, "reason"), &row));
    return write_state(r, row);
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path                              who       how        body       handler    what */
    { HTTP_GET,  "/api/rules",                     MAY_READ, RUN_READ,  BODY_NONE, list_sets, "rule sets of elections" },
    { HTTP_GET,  "/api/rules/{}",                  MAY_READ, RUN_READ,  BODY_NONE, get_set,   "a rule set with every source, in force or of an edition" },
    { HTTP_POST, "/api/rules/{}/editions",         MAY_READ, RUN_WRITE, BODY_JSON, propose,   "propose an amended edition" },
    { HTTP_POST, "/api/rules/editions/{}/approve", MAY_READ, RUN_WORK,  BODY_JSON, approve,   "first or second approval" },
    { HTTP_POST, "/api/rules/editions/{}/refuse",  MAY_READ, RUN_WRITE, BODY_JSON, refuse,    "not approved" },
};
/* clang-format on */

ROUTE_TABLE(rules_routes);
