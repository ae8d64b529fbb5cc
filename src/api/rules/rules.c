/* Routes of rule sets and their editions (docs/congress.md, Rules). */
#include "service/rules/touched.h"
#include "service/site/site.h"

#include "api/part_json.h"
#include "api/rules/rules_json.h"
#include "api/shapes.h"
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
    static const int PEOPLE[] = {RULE_EDITION_WRITTEN_BY, RULE_EDITION_FIRST_BY,
                                 RULE_EDITION_SECOND_BY};
    static const char *const KEYS[] = {"by", "first", "second"};

    jsonw_open(&r->w, '{');
    write_id(r, "id", row->id.v);
    jsonw_pair_i64(&r->w, "number", row_number(l, row, RULE_EDITION_NUMBER));
    jsonw_pair(&r->w, "state", row_state(l, row));
    write_text(r, "reason", row_text(l, row, RULE_EDITION_REASON));
    for (size_t i = 0; i < 3; i++)
        write_text(r, KEYS[i], row_label(l, row, PEOPLE[i]));
    write_text(r, "refused_for", row_text(l, row, RULE_EDITION_REFUSED_FOR));
    write_moment(r, "at", row->created_at);
    write_moment(r, "in_force_at", (instant){row_number(l, row, RULE_EDITION_IN_FORCE_AT)});
    jsonw_close(&r->w, '}');
}

bool sees_certainty(struct api *r)
{
    return call_may(&r->call, ledger_of(&r->call, LEDGER_RULE_EDITION)->writers,
                    r->call.site->region);
}

/* How surely a rule is known is an editor's view; everybody is told what is open: 须对照原文.  What an election settled
 * for itself is known. */
void write_certainty(struct api *r, struct str confidence)
{
    bool is_open =
        !rule_is_read(str_c(r->call.arena, confidence)) && !str_eq(confidence, STR("set"));

    jsonw_pair(&r->w, "open",
               is_open ? message_find(r->call.locale, STR("rule.open")) : (struct str){0});
    if (sees_certainty(r))
        jsonw_pair(&r->w, "confidence", confidence);
    else {
        jsonw_key(&r->w, "confidence");
        jsonw_null(&r->w);
    }
}

static enum err write_touched(struct api *r)
{
    static const char *const KINDS[] = {"poll", "plan", "paper", "deadline"};
    struct touched *all;
    size_t count;

    TRY(rules_touched(&r->call, r->params[0], &all, &count));
    jsonw_key(&r->w, "touched");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        const struct ledger *l = all[i].ledger;
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "kind", str_of(KINDS[all[i].kind]));
        jsonw_pair(&r->w, "ledger", l->name);
        write_id(r, "id", all[i].row->id.v);
        jsonw_pair(&r->w, "title", all[i].row->values[l->title].text);
        jsonw_pair(&r->w, "state", l->states[all[i].row->state].label.in[r->call.locale]);
        jsonw_pair_bool(&r->w, "keeps", all[i].keeps);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    return ERR_OK;
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
    write_certainty(r, str_of(s->confidence));
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
    write_certainty(r, str_of(d->source.confidence));
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
    jsonw_key(w, "text"); /* has the same, and the editor's notes */
    if (sees_certainty(r))
        jsonw_str(w, e->text);
    else
        jsonw_null(w);
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
    TRY(write_touched(r));
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- amending --------------------------------------------------------------------------- */

static enum err propose(struct api *r)
{
    row_id id;

    TRY(rules_propose(&r->call, r->params[0], body_text(r, "text"),
                      str_trim(body_text(r, "reason")), &id));
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
    struct deciding d;

    TRY(path_id(r, &d.id));
    TRY(call_require_anywhere(&r->call, ledger_of(&r->call, LEDGER_RULE_EDITION)->writers));
    TRY(session_confirm(&r->call, body_text(r, "password")));
    TRY(call_write(&r->call, write_approval, &d));
    return write_state(r, d.row);
}

static enum err refuse(struct api *r)
{
    struct row *row;
    row_id id;

    TRY(path_id(r, &id));
    TRY(rules_refuse(&r->call, id, body_text(r, "reason"), &row));
    return write_state(r, row);
}

/* clang-format off */
static const struct shape edition_query = OBJECT({"edition", MAY, TEXT(20)}); /* an id, or 0: the program's own */

static const struct shape sets_shape = NAMED("RuleSets",
    {"sets", MUST, EACH(NAMED("RuleSetLine",
        {"name", MUST, STRING},
        {"title", MUST, SAME(&label_shape)},
        {"edition", MUST, OBJECT({"id", OR_NULL, ID}, {"number", MUST, COUNT})},
        {"drafts", MUST, COUNT}))});

static const struct shape edition_shape = NAMED("RuleEdition",
    {"id", MUST, ID},
    {"number", MUST, COUNT},
    {"state", MUST, WORD(WORDS_RULE_EDITION_STATES)},
    {"reason", OR_NULL, STRING},
    {"by", OR_NULL, STRING},
    {"first", OR_NULL, STRING},
    {"second", OR_NULL, STRING},
    {"refused_for", OR_NULL, STRING},
    {"at", OR_NULL, INSTANT},
    {"in_force_at", OR_NULL, INSTANT});

static const struct shape set_shape = NAMED("RuleSet",
    {"name", MUST, STRING},
    {"title", MUST, SAME(&label_shape)},
    {"edition", OR_NULL, SAME(&edition_shape)},
    {"editions", MUST, EACH(SAME(&edition_shape))},
    {"offices", MUST, EACH(NAMED("RuleOffice",
        {"office", MUST, STRING},
        {"label", MUST, STRING},
        {"rules", MUST, EACH(NAMED("RuleValue",
            {"rule", MUST, STRING},
            {"label", MUST, STRING},
            {"value", MUST, STRING},
            {"document", MUST, STRING},
            {"edition", MUST, STRING},
            {"article", MUST, STRING},
            {"open", MUST, STRING},
            {"confidence", OR_NULL, STRING}))}))},
    {"deadlines", MUST, EACH(NAMED("RuleDeadline",
        {"deadline", MUST, STRING},
        {"op", MUST, WORD("at_least", "at_most")},
        {"count", MUST, COUNT},
        {"unit", MUST, STRING},
        {"from", MUST, STRING},
        {"document", MUST, STRING},
        {"article", MUST, STRING},
        {"open", MUST, STRING},
            {"confidence", OR_NULL, STRING}))},
    {"text", OR_NULL, STRING},
    {"touched", MUST, EACH(NAMED("RuleTouched",
        {"kind", MUST, WORD("poll", "plan", "paper", "deadline")},
        {"ledger", MUST, STRING},
        {"id", MUST, ID},
        {"title", MUST, STRING},
        {"state", MUST, STRING},
        {"keeps", MUST, BOOL}))});

static const struct shape decided_shape = NAMED("EditionState", {"id", MUST, ID}, {"state", MUST, STRING});
static const struct shape propose_body = OBJECT({"text", MUST, TEXT(1 << 20)}, {"reason", MUST, REASON});

static const struct route routes[] = {
/*    method     path                                   who                     how        query           body                   reply                 handler    what */
    { HTTP_GET,  "/api/rules",                          OF(RULE_EDITION, READ), RUN_READ,  NO_QUERY,       NO_BODY,               OK(&sets_shape),      list_sets, "rule sets of elections" },
    { HTTP_GET,  "/api/rules/{rules}",                  OF(RULE_EDITION, READ), RUN_READ,  &edition_query, NO_BODY,               OK(&set_shape),       get_set,   "a rule set with every source, in force or of an edition" },
    { HTTP_POST, "/api/rules/{rules}/editions",         OF_BUT(RULE_EDITION, WRITE, "for the whole site"),          RUN_WRITE, NO_QUERY,       JSON(&propose_body),   CREATED(&made_shape), propose,   "propose an amended edition" },
    { HTTP_POST, "/api/rules/editions/{edition}/approve", OF_BUT(RULE_EDITION, WRITE, "not who wrote it, nobody twice"),             RUN_WORK,  NO_QUERY,       JSON(&password_shape), OK(&decided_shape),   approve,   "first or second approval" },
    { HTTP_POST, "/api/rules/editions/{edition}/refuse", OF(RULE_EDITION, WRITE),              RUN_WRITE, NO_QUERY,       JSON(&reason_shape),   OK(&decided_shape),   refuse,    "not approved" },
};
/* clang-format on */

ROUTE_TABLE(rules_routes);
