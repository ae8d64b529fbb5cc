/* Routes that describe the site: ledgers, code tables, regions, OpenAPI. */
#include "service/site/site.h"
#include "api/record/record_json.h"
#include "api/shapes.h"
#include "api/site/openapi.h"
#include "ledgers/codes.h"
#include "service/record/definition.h"

static enum err get_ledgers(struct api *r)
{
    const struct catalog *c = engine_catalog(r->call.site->engine);

    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "ledgers");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < c->count; i++)
        if (call_may_anywhere(&r->call, c->ledgers[i]->readers))
            write_ledger(r, c->ledgers[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_codes(struct api *r)
{
    const struct catalog *c = engine_catalog(r->call.site->engine);

    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "codes");
    jsonw_open(&r->w, '{');
    for (size_t i = 0; i < c->code_count; i++)
        write_codes(r, c->codes[i]);
    jsonw_close(&r->w, '}');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- regions ------------------------------------------------------------------------- */

static bool has_children(const struct region_table *t, region place)
{
    size_t first, end;

    region_subtree(t, place, &first, &end);
    return end > first;
}

static void write_region_entry(struct api *r, region place, bool with_path)
{
    const struct region_table *t = r->call.site->regions;

    jsonw_open(&r->w, '{');
    write_region_members(r, place);
    jsonw_pair_i64(&r->w, "level", region_level(place));
    jsonw_pair_bool(&r->w, "children", has_children(t, place));
    if (with_path)
        jsonw_pair(&r->w, "path", region_path(t, r->call.arena, place, r->call.locale));
    jsonw_close(&r->w, '}');
}

static void write_children(struct api *r, region parent)
{
    const struct region_table *t = r->call.site->regions;
    size_t first, end;

    region_subtree(t, parent, &first, &end);
    for (size_t i = first; i < end; i++)
        if (region_known_parent(t, t->entries[i].code) == parent)
            write_region_entry(r, t->entries[i].code, false);
}

static bool is_first_power(const struct call *c, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (c->powers[k].region == c->powers[i].region)
            return false;
    return true;
}

static enum err get_regions(struct api *r)
{
    struct str parent = api_query(r, "parent");
    region place = 0;

    if (parent.len)
        TRY(api_region(r, parent, &place));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "regions");
    jsonw_open(&r->w, '[');
    if (parent.len)
        write_children(r, place);
    for (size_t i = 0; !parent.len && i < r->call.power_count; i++)
        if (is_first_power(&r->call, i))
            write_region_entry(r, r->call.powers[i].region, false);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_region(struct api *r)
{
    const struct region_table *t = r->call.site->regions;
    region place;

    TRY(api_region(r, r->params[0], &place));
    jsonw_open(&r->w, '{');
    write_region_members(r, place);
    jsonw_pair_i64(&r->w, "level", region_level(place));
    jsonw_key(&r->w, "path");
    jsonw_open(&r->w, '[');
    for (int level = REGION_PROVINCE; level <= (int)region_level(place); level++) {
        region at = region_at(place, (enum region_level)level);
        if (region_find(t, at) && at != region_at(place, (enum region_level)(level - 1)))
            write_region(r, NULL, at);
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

enum { FOUND_MOST = 20 };

static enum err find_regions(struct api *r)
{
    const struct region_table *t = r->call.site->regions;
    struct str text = api_query(r, "q");
    size_t first, end, found = 0;

    region_subtree(t, r->call.site->region, &first, &end);
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "regions");
    jsonw_open(&r->w, '[');
    for (size_t i = first; i < end && found < FOUND_MOST && text.len; i++) {
        const struct region_entry *e = &t->entries[i];
        if (str_find(e->name[0], text) < 0 && str_find(e->name[1], text) < 0)
            continue;
        write_region_entry(r, e->code, true);
        found++;
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* ---- a site's own ledgers and fields ------------------------------------------------- */

static enum err add_ledger(struct api *r)
{
    const struct ledger *l;

    TRY(definition_add_ledger(&r->call, r->bytes, &l));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "name", l->name);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err add_field(struct api *r)
{
    TRY(definition_add_field(&r->call, r->params[0], r->bytes));
    return ERR_OK;
}

static enum err get_openapi(struct api *r)
{
    openapi_write(&r->w, r->routes, engine_catalog(r->call.site->engine), &r->call);
    return ERR_OK;
}

enum { DEFINITION_MOST = 256 << 10, SYSTEM = 1 << ROLE_SYSTEM };

/* clang-format off */
#define LABELLED {"name", MUST, STRING}, {"label", MUST, SAME(&label_shape)}

static const struct shape field_shape = NAMED("FieldDef",
    LABELLED,
    {"type", MUST, WORD("text", "longtext", "integer", "decimal", "money", "date", "instant", "bool", "code", "region",
                        "ref", "person", "account", "file", "sealed")},
    {"help", MAY, SAME(&label_shape)},
    {"unit", MAY, SAME(&label_shape)},
    {"group", MUST, WORD("basic", "more", "work", "result", "review", "contact", "note")},
    {"required", MAY, BOOL},
    {"unique", MAY, BOOL},
    {"list", MAY, BOOL},
    {"search", MAY, BOOL},
    {"index", MAY, BOOL},
    {"lookup", MAY, BOOL},
    {"site", MAY, BOOL},
    {"kept", MAY, BOOL},
    {"named", MAY, BOOL},
    {"after_sign", MAY, BOOL},
    {"past", MAY, BOOL},
    {"picture", MAY, BOOL},
    {"codes", MAY, STRING},
    {"to", MAY, STRING},
    {"format", MAY, WORD("id_number", "phone", "email")},
    {"seal", MAY, STRING},
    {"precision", MAY, WORD("month")},
    {"scale", MAY, COUNT},
    {"min", MAY, VALUE},
    {"max", MAY, VALUE},
    {"default", MAY, STRING},
    {"masked", MAY, BOOL});

static const struct shape act_shape = NAMED("ActDef",
    LABELLED,
    {"help", MAY, SAME(&label_shape)},
    {"from", MUST, EACH(STRING)},
    {"to", MUST, STRING},
    {"requires", MUST, EACH(STRING)},
    {"reason", MUST, BOOL},
    {"sign", MUST, BOOL},
    {"kept", MAY, BOOL},
    {"unsign", MAY, BOOL},
    {"as", MAY, STRING});

static const struct shape ledgers_shape = NAMED("Ledgers",
    {"ledgers", MUST, EACH(NAMED("Ledger",
        LABELLED,
        {"hint", MAY, SAME(&label_shape)},
        {"menu", MUST, WORD("command", "people", "team", "selection", "congress", "discipline", "outcome")},
        {"order", MUST, INTEGER},
        {"title", MUST, STRING},
        {"sort", MUST, STRING},
        {"region", MAY, OBJECT({"label", MUST, SAME(&label_shape)})},
        {"fields", MUST, EACH(SAME(&field_shape))},
        {"states", MUST, EACH(NAMED("StateDef", LABELLED,
            {"tone", MUST, WORD("info", "success", "warning", "danger", "neutral")}))},
        {"acts", MUST, EACH(SAME(&act_shape))},
        {"deadline", MAY, OBJECT({"field", MUST, STRING}, {"until", MUST, EACH(STRING)})},
        {"figures", MUST, EACH(NAMED("FigureDef",
            LABELLED, {"by", MAY, STRING}, {"sum", MAY, STRING}, {"wall", MAY, COUNT},
            {"where", MAY, MAP(EACH(STRING))}))},
        {"may", MUST, OBJECT(
            {"write", MUST, BOOL}, {"export", MUST, BOOL}, {"acts", MUST, EACH(STRING)}, {"unseal", MUST, EACH(STRING)})},
        {"site", MUST, BOOL}))});

static const struct shape codes_shape = NAMED("CodeTables",
    {"codes", MUST, MAP(NAMED("CodeTable",
        {"label", MUST, SAME(&label_shape)},
        {"items", MUST, EACH(NAMED("CodeItem", {"code", MUST, STRING}, {"label", MUST, SAME(&label_shape)}))}))});

static const struct shape regions_query = OBJECT({"parent", MAY, REGION});
static const struct shape find_query = OBJECT({"q", MAY, TEXT(100)});

static const struct shape regions_shape = NAMED("Regions",
    {"regions", MUST, EACH(NAMED("Region",
        {"id", MUST, REGION},
        {"label", MUST, STRING},
        {"level", MUST, INT(0, 4)},
        {"children", MUST, BOOL},
        {"path", MAY, STRING}))});

static const struct shape region_path_shape = NAMED("RegionPath",
    {"id", MUST, REGION},
    {"label", MUST, STRING},
    {"level", MUST, INT(0, 4)},
    {"path", MUST, EACH(SAME(&region_shape))});

static const struct shape description = NAMED("OpenApi", {"openapi", MUST, STRING}, {"info", MUST, ANY},
    {"servers", MUST, ANY}, {"security", MUST, ANY}, {"tags", MAY, ANY}, {"paths", MUST, ANY}, {"components", MUST, ANY});
static const struct shape named_shape = OBJECT({"name", MUST, STRING});

/* ---- what comes in: docs/ledgers.md ---- */
static const struct shape given_label = NAMED("NewLabel", {"zh-Hans", MUST, STRING}, {"zh-Hant", MAY, STRING}, {"en", MUST, STRING});

#define GIVEN    {"name", MUST, FILLED(30)}, {"label", MUST, SAME(&given_label)}
#define TEXTS    EACH(STRING)
#define ROLE_SET EACH(SAME(&role_shape))

static const struct shape new_field = NAMED("NewField",
    GIVEN,
    {"type", MUST, {.kind = SHAPE_WORD, .words = FIELD_TYPE_NAMES}},
    {"required", MAY, BOOL}, {"unique", MAY, BOOL}, {"list", MAY, BOOL}, {"search", MAY, BOOL}, {"index", MAY, BOOL},
    {"lookup", MAY, BOOL}, {"kept", MAY, BOOL}, {"named", MAY, BOOL}, {"after_sign", MAY, BOOL}, {"past", MAY, BOOL}, {"picture", MAY, BOOL},
    {"default", MAY, STRING},
    {"group", MAY, WORD("basic", "more", "work", "result", "review", "contact", "note")},
    {"alias", MAY, TEXTS},
    {"help", MAY, SAME(&given_label)},
    {"unit", MAY, SAME(&given_label)},
    {"min", MAY, INTEGER},
    {"max", MAY, INTEGER},
    {"scale", MAY, INT(1, 4)},
    {"precision", MAY, WORD("day", "month")},
    {"codes", MAY, STRING},
    {"to", MAY, STRING},
    {"format", MAY, WORD("id_number", "phone", "email")},
    {"mask", MAY, WORD("name", "phone", "all")},
    {"seal", MAY, {.kind = SHAPE_WORD, .words = SEAL_NAMES + 1}});

static const struct shape new_act = NAMED("NewAct",
    GIVEN,
    {"help", MAY, SAME(&given_label)},
    {"from", MUST, TEXTS},
    {"to", MUST, STRING},
    {"roles", MAY, ROLE_SET},
    {"requires", MAY, TEXTS},
    {"reason", MAY, BOOL}, {"sign", MAY, BOOL}, {"unsign", MAY, BOOL}, {"kept", MAY, BOOL},
    {"as", MAY, STRING}, {"at", MAY, WORD(WORDS_LEVEL)},
    {"stamp", MAY, STRING},
    {"by", MAY, STRING},
    {"start", MAY, OBJECT({"field", MUST, STRING}, {"days", MUST, COUNT}, {"working", MAY, BOOL})});

static const struct shape new_ledger = NAMED("NewLedger",
    GIVEN,
    {"hint", MAY, SAME(&given_label)},
    {"menu", MUST, WORD("command", "people", "team", "selection", "congress", "discipline", "outcome")},
    {"order", MAY, INTEGER},
    {"title", MUST, STRING},
    {"sort", MAY, STRING},
    {"region", MAY, OBJECT({"label", MUST, SAME(&given_label)}, {"alias", MAY, TEXTS})},
    {"fields", MUST, EACH(SAME(&new_field))},
    {"unique", MAY, EACH(TEXTS)},
    {"states", MAY, EACH(NAMED("NewState", GIVEN, {"tone", MAY, WORD("info", "success", "warning", "danger", "neutral")}))},
    {"acts", MAY, EACH(SAME(&new_act))},
    {"deadline", MAY, OBJECT(
        {"field", MUST, STRING}, {"until", MUST, TEXTS}, {"from", MAY, STRING}, {"days", MAY, COUNT}, {"working", MAY, BOOL})},
    {"roles", MUST, OBJECT({"read", MUST, ROLE_SET}, {"write", MUST, ROLE_SET}, {"export", MAY, ROLE_SET})},
    {"seals", MAY, MAP(ROLE_SET)},
    {"held", MAY, OBJECT({"from", MAY, TEXTS}, {"fields", MAY, TEXTS}, {"always", MAY, TEXTS})},
    {"figures", MAY, EACH(NAMED("NewFigure",
        GIVEN, {"by", MAY, STRING}, {"sum", MAY, STRING}, {"where", MAY, MAP(ANY)}, {"wall", MAY, COUNT}))});

#define READABLE SIGNED("lists the ledgers that one may read")
#define DEFINITION(shape_) JSON_BYTES(shape_, DEFINITION_MOST) /* its own reader names the line */

static const struct route routes[] = {
/*    method     path                           who           how       query           body        reply                   handler       what */
    { HTTP_GET,  "/api/ledgers",                READABLE,     RUN_READ, NO_QUERY,       NO_BODY,    OK(&ledgers_shape),     get_ledgers,  "descriptions of the ledgers one may read" },
    { HTTP_GET,  "/api/codes",                  SIGNED(NULL), RUN_READ, NO_QUERY,       NO_BODY,    OK(&codes_shape),       get_codes,    "code tables" },
    { HTTP_GET,  "/api/regions",                SIGNED(NULL), RUN_READ, &regions_query, NO_BODY,    OK(&regions_shape),     get_regions,  "children of a region, or one's own regions" },
    { HTTP_GET,  "/api/regions/find",           SIGNED(NULL), RUN_READ, &find_query,    NO_BODY,    OK(&regions_shape),     find_regions, "regions whose name holds a text" },
    { HTTP_GET,  "/api/regions/{region}",       SIGNED(NULL), RUN_READ, NO_QUERY,       NO_BODY,    OK(&region_path_shape), get_region,   "one region with its path" },
    { HTTP_GET,  "/api/openapi.json",           SIGNED("adds the fields of the ledgers that one may read"), RUN_READ, NO_QUERY, NO_BODY, OK(&description), get_openapi, "this interface, for programs" },
    { HTTP_POST, "/api/ledgers",                ROLES(SYSTEM), RUN_WORK, NO_QUERY,      DEFINITION(&new_ledger), CREATED(&named_shape),  add_ledger,   "add a ledger of the site's own" },
    { HTTP_POST, "/api/ledgers/{ledger}/fields", ROLES(SYSTEM), RUN_WORK, NO_QUERY,     DEFINITION(&new_field), CREATED(NULL),          add_field,    "add a field to a ledger" },
};
/* clang-format on */

ROUTE_TABLE(site_routes);
