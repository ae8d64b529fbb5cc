/* Routes of motions, suggestions and joint nominations (docs/congress.md, Motions). */
#include "service/congress/motion.h"

#include "api/part_json.h"
#include "api/record/record_json.h"
#include "api/shapes.h"
#include "ledgers/congress.h"
#include "ledgers/motion.h"
#include "service/record/fields.h"
#include "service/rules/rules.h"

static void write_line(struct api *r, const struct motion_line *k)
{
    struct jsonw *w = &r->w;
    AUTO(buf) struct buf why = BUF(BUF_MESSAGE);
    struct str article =
        k->rule ? rule_article(&r->call, k->rule->source.article) : STR("");

    if (k->fault.code)
        fault_tell(&why, r->call.locale, &k->fault);
    jsonw_open(w, '{');
    jsonw_key(w, "motion");
    write_row(r, ledger_of(&r->call, LEDGER_MOTION), k->row, true);
    jsonw_pair_i64(w, "signers", k->signers);
    jsonw_pair_i64(w, "needed", k->rule ? k->rule->least : 0);
    jsonw_pair(w, "article", article);
    jsonw_pair_bool(w, "ok", !k->fault.code);
    jsonw_pair(w, "message", buf_view(&why));
    jsonw_close(w, '}');
}

static enum err get_motions(struct api *r)
{
    struct motion_list all;
    row_id id;

    TRY(path_id(r, &id));
    TRY(congress_motions(&r->call, id, &all));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "motions");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < all.count; i++)
        write_line(r, &all.items[i]);
    jsonw_close(&r->w, ']');
    write_moment(r, "motions_until", all.motions_until);
    write_moment(r, "names_until", all.names_until);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape motions_shape = NAMED("Motions",
    {"motions", MUST, EACH(NAMED("MotionLine",
        {"motion", MUST, SAME(&row_shape)},
        {"signers", MUST, COUNT},
        {"needed", MUST, COUNT},
        {"article", MUST, STRING},
        GATE_MEMBERS))},
    {"motions_until", OR_NULL, INSTANT},
    {"names_until", OR_NULL, INSTANT});

static const struct route routes[] = {
/*    method    path                                  who                how       query     body     reply               handler      what */
    { HTTP_GET, "/api/congresses/{congress}/motions", OF(CONGRESS, READ), RUN_READ, NO_QUERY, NO_BODY, OK(&motions_shape), get_motions, "motions, suggestions and joint nominations, and whether enough deputies sign" },
};
/* clang-format on */

ROUTE_TABLE(motion_routes);
