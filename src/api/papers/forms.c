/* Routes of papers and their templates (docs/congress.md, Papers). */
#include "service/papers/forms.h"

#include "api/part_json.h"

enum { TEMPLATE_MOST = 2 << 20 };

static enum err read_request(struct api *r, struct form_request *out)
{
    struct str format = api_query(r, "format");

    out->scope = api_query(r, "scope");
    out->is_docx = str_eq(format, STR("docx"));
    if (format.len && !out->is_docx && !str_eq(format, STR("pdf")))
        return FAIL(&r->call.fault, ERR_INVALID, "forms.format", "%.*s", STR_FMT(format));
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

static const char DOCX[] =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

static void name_file(struct api *r, struct str name, bool is_docx)
{
    r->type = is_docx ? DOCX : "application/pdf";
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
    r->status = 204;
    return ERR_OK;
}

static enum err reset_template(struct api *r)
{
    TRY(template_reset(&r->call, r->params[0]));
    r->status = 204;
    return ERR_OK;
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path                        who       how       body           handler         what */
    { HTTP_GET,  "/api/forms",               MAY_READ, RUN_READ, BODY_NONE,     list,           "papers that can be made of a record" },
    { HTTP_GET,  "/api/forms/{}",            MAY_READ, RUN_WORK, BODY_NONE,     make,           "a paper, its blanks filled" },
    { HTTP_GET,  "/api/templates",           MAY_READ, RUN_READ, BODY_NONE,     list_templates, "templates of papers" },
    { HTTP_GET,  "/api/templates/{}",        MAY_READ, RUN_READ, BODY_NONE,     get_template,   "a template as DOCX" },
    { HTTP_POST, "/api/templates/{}",        MAY_READ, RUN_WORK, TEMPLATE_MOST, put_template,   "a site's own edition of a template" },
    { HTTP_POST, "/api/templates/{}/reset",  MAY_READ, RUN_WORK, BODY_JSON,     reset_template, "back to the template of the program" },
};
/* clang-format on */

ROUTE_TABLE(forms_routes);
