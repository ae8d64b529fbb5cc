/* Routes of papers and their templates (docs/congress.md, Papers). */
#include "service/papers/forms.h"

#include "api/part_json.h"
#include "api/shapes.h"
#include "ledgers/congress.h"

enum { TEMPLATE_MOST = 2 << 20 };

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

static enum err read_request(struct api *r, struct form_request *out)
{
    out->scope = api_query(r, "scope");
    out->is_docx = str_eq(api_query(r, "format"), STR("docx"));
    return api_id(r, api_query(r, "id"), &out->id);
}

static enum err list(struct api *r)
{
    struct form_request q = {0};
    struct form_entry *all;
    size_t count;

    TRY(read_request(r, &q));
    TRY(forms_list(&r->call, q.scope, q.id, &all, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "forms");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "name", all[i].name);
        write_label(&r->w, "label", &all[i].label);
        jsonw_pair(&r->w, "scope", all[i].scope);
        jsonw_pair_bool(&r->w, "ready", all[i].is_ready);
        if (all[i].why.len)
            jsonw_pair(&r->w, "why", all[i].why);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static void name_file(struct api *r, struct str name, bool is_docx)
{
    r->type = is_docx ? DOCX_TYPE : "application/pdf";
    r->disposition =
        str_c(r->call.arena, str_print(r->call.arena, "%s; filename=\"%.*s.%s\"",
                                       is_docx ? "attachment" : "inline", STR_FMT(name),
                                       is_docx ? "docx" : "pdf"));
}

static enum err make(struct api *r)
{
    struct form_request q = {.name = r->params[0]};

    TRY(read_request(r, &q));
    TRY(forms_make(&r->call, &q, &r->out));
    name_file(r, q.name, q.is_docx);
    return ERR_OK;
}

static enum err get_power_cut(struct api *r)
{
    row_id id;

    TRY(path_id(r, &id));
    TRY(forms_power_cut(&r->call, id, &r->out));
    r->type = "application/pdf";
    r->disposition = "attachment; filename=\"power-cut.pdf\"";
    return ERR_OK;
}

/* ---- templates --------------------------------------------------------------------------- */

static enum err list_templates(struct api *r)
{
    struct template_entry *all;
    size_t count;

    TRY(templates_list(&r->call, &all, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "templates");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&r->w, '{');
        jsonw_pair(&r->w, "name", all[i].name);
        write_label(&r->w, "label", &all[i].label);
        jsonw_pair(&r->w, "scope", all[i].scope);
        jsonw_pair_bool(&r->w, "site", all[i].is_site);
        jsonw_close(&r->w, '}');
    }
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err get_template(struct api *r)
{
    struct template_entry *all; /* who may list them may have one */
    struct str docx;
    size_t count;

    TRY(templates_list(&r->call, &all, &count));
    TRY(template_get(&r->call, r->params[0], &docx));
    buf_str(&r->out, docx);
    name_file(r, r->params[0], true);
    return ERR_OK;
}

static enum err put_template(struct api *r)
{
    TRY(template_put(&r->call, r->params[0], r->bytes));
    return ERR_OK;
}

static enum err reset_template(struct api *r)
{
    TRY(template_reset(&r->call, r->params[0]));
    return ERR_OK;
}

/* clang-format off */
static const struct shape scope = WORD("congress", "poll", "election", "sitting", "unit", "district");
static const struct shape forms_query = OBJECT({"scope", MUST, SAME(&scope)}, {"id", MUST, ID});
static const struct shape form_query = OBJECT(
    {"scope", MUST, SAME(&scope)}, {"id", MUST, ID}, {"format", MAY, WORD("pdf", "docx")});

static const struct shape forms_shape = NAMED("Forms",
    {"forms", MUST, EACH(NAMED("Form",
        {"name", MUST, STRING},
        {"label", MUST, SAME(&label_shape)},
        {"scope", MUST, SAME(&scope)},
        {"ready", MUST, BOOL},
        {"why", MAY, STRING}))});

static const struct shape templates_shape = NAMED("Templates",
    {"templates", MUST, EACH(NAMED("Template",
        {"name", MUST, STRING},
        {"label", MUST, SAME(&label_shape)},
        {"scope", MUST, SAME(&scope)},
        {"site", MUST, BOOL}))});

#define KEEPERS ROLES_BUT(1 << ROLE_CONGRESS | 1 << ROLE_OFFICE, "for the whole site")
#define SCOPED SIGNED("read of the ledger that the scope names, a unit being of electoral_unit")

static const struct route routes[] = {
/*    method     path                              who                how       query         body                        reply                 handler         what */
    { HTTP_GET,  "/api/forms",                     SCOPED,            RUN_READ, &forms_query, NO_BODY,                    OK(&forms_shape),     list,           "papers that can be made of a record" },
    { HTTP_GET,  "/api/forms/{form}",              SCOPED,            RUN_WORK, &form_query,  NO_BODY,                    FILE_OR("paper", "application/pdf", DOCX_TYPE), make,      "a paper, its blanks filled" },
    { HTTP_GET,  "/api/congresses/{congress}/power-cut.pdf", OF(CONGRESS, WRITE), RUN_WORK, NO_QUERY, NO_BODY,              A_FILE("power_cut", "application/pdf"), get_power_cut, "the power-cut kit: roster, records and tally sheets to go on by hand" },
    { HTTP_GET,  "/api/templates",                 OF(CONGRESS, READ), RUN_READ, NO_QUERY,    NO_BODY,                    OK(&templates_shape), list_templates, "templates of papers" },
    { HTTP_GET,  "/api/templates/{template}",      OF(CONGRESS, READ), RUN_READ, NO_QUERY,    NO_BODY,                    A_FILE("template", DOCX_TYPE),    get_template,   "a template as DOCX" },
    { HTTP_POST, "/api/templates/{template}",      KEEPERS,           RUN_WORK, NO_QUERY,     BYTES(DOCX_TYPE, TEMPLATE_MOST), DONE,            put_template,   "a site's own edition of a template" },
    { HTTP_POST, "/api/templates/{template}/reset", KEEPERS,          RUN_WORK, NO_QUERY,     JSON(&NOTHING),             DONE,                 reset_template, "back to the template of the program" },
};
/* clang-format on */

ROUTE_TABLE(forms_routes);
