/* Routes of the chair's script (docs/congress.md, Papers). */
#include "service/papers/script.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "ledgers/congress.h"

static enum err get_script(struct api *r)
{
    struct script script;
    row_id id;

    TRY(path_id(r, &id));
    TRY(script_make(&r->call, id, &script));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "lines");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < script.count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "kind", str_of(script_kind_name(script.lines[i].kind)));
        jsonw_pair(&r->w, "text", script.lines[i].text);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_pair_i64(&r->w, "blanks", (int64_t)script.blanks);
    write_instant(&r->w, "at", r->call.now);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape script_shape = NAMED("Script",
    {"lines", MUST, EACH(NAMED("ScriptLine",
        {"kind", MUST, WORD("head", "say", "cue")},
        {"text", MUST, STRING}))},
    {"blanks", MUST, COUNT},
    {"at", MUST, INSTANT});

static const struct route routes[] = {
/*    method    path                              who                how       query     body     reply              handler     what */
    { HTTP_GET, "/api/sittings/{sitting}/script", OF(CONGRESS, READ), RUN_READ, NO_QUERY, NO_BODY, OK(&script_shape), get_script, "what the chair says, from what is on record" },
};
/* clang-format on */

ROUTE_TABLE(script_routes);
