#include "service/papers/templates.h"

#include "base/asset.h"
#include "base/json.h"
#include "ledgers/congress.h"
#include "service/account/event.h"
#include "service/record/fields.h"
#include "service/site/site.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct asset *asset_of(struct call *c, struct str name)
{
    struct str path = str_print(c->arena, "templates/%.*s.docx", STR_FMT(name));

    return asset_find(path);
}

/* Names are ours: no path can be made of one that has no asset. */
static char *own_path(struct call *c, struct str name)
{
    return site_path(
        c->site, c->arena,
        str_c(c->arena, str_print(c->arena, "templates/%.*s.docx", STR_FMT(name))));
}

static bool has_own(struct call *c, struct str name)
{
    return access(own_path(c, name), R_OK) == 0;
}

static enum err need_known(struct call *c, struct str name)
{
    return asset_of(c, name)
               ? ERR_OK
               : FAIL(&c->fault, ERR_NOT_FOUND, "forms.none", "%.*s", STR_FMT(name));
}

enum err template_get(struct call *c, struct str name, struct str *docx)
{
    TRY(need_known(c, name));
    if (has_own(c, name))
        return file_read(c->arena, own_path(c, name), FORM_BYTES_MAX, docx, &c->fault);
    *docx = asset_bytes(asset_of(c, name));
    return ERR_OK;
}

static struct str blanks_text(void)
{
    return asset_bytes(asset_find(STR("templates/blanks.json")));
}

enum err template_blanks(struct call *c, const struct form_blanks **out)
{
    struct form_blanks *blanks;

    TRY(form_blanks_read(c->arena, blanks_text(), &blanks, &c->fault));
    *out = blanks;
    return ERR_OK;
}

static void read_label(const struct json *o, struct label *out)
{
    struct str hans = json_find_text(o, "zh-Hans"), hant = json_find_text(o, "zh-Hant");

    out->in[LOCALE_HANS] = hans;
    out->in[LOCALE_HANT] = hant.len ? hant : hans;
    out->in[LOCALE_EN] = json_find_text(o, "en");
}

enum err templates_list(struct call *c, struct template_entry **out, size_t *count)
{
    const struct ledger *congresses = ledger_of(c, LEDGER_CONGRESS);
    struct json *root = NULL;

    TRY(call_require_anywhere(c, congresses->readers));
    TRY(json_parse(c->arena, blanks_text(), &root, &c->fault));
    const struct json *forms = json_find(root, "forms");
    *out = ARENA_ARRAY(c->arena, struct template_entry, forms->count);
    *count = 0;
    for (size_t i = 0; i < forms->count; i++) {
        const struct json *one = &forms->items[i];
        struct template_entry *t = &(*out)[(*count)++];
        t->name = one->key;
        t->scope = json_find_text(one, "scope");
        t->of = json_find(one, "of");
        read_label(json_find(one, "label"), &t->label);
        t->is_site = has_own(c, t->name);
    }
    return ERR_OK;
}

static enum err need_keeper(struct call *c)
{
    return call_require(c, (role_set)1 << ROLE_CONGRESS | (role_set)1 << ROLE_OFFICE,
                        c->site->region);
}

struct noting {
    const char *act;
    struct str name;
};

static enum err write_event(struct call *c, void *arg)
{
    const struct noting *n = arg;

    return event_add(c, str_of(n->act), n->name);
}

/* What the site has of its own; ptr NULL: nothing. */
static enum err own_edition(struct call *c, struct str name, struct str *out)
{
    *out = (struct str){0};
    return has_own(c, name)
               ? file_read(c->arena, own_path(c, name), FORM_BYTES_MAX, out, &c->fault)
               : ERR_OK;
}

/* A template that was changed stands in the audit list; what cannot be noted there is as it was before. */
static enum err note(struct call *c, struct noting *n, struct str was)
{
    struct fault ignored = {0};
    enum err err = call_write(c, write_event, n);

    if (err && was.ptr)
        err = file_write(own_path(c, n->name), was, 0640, &ignored) ? ERR_IO : err;
    else if (err)
        (void)unlink(own_path(c, n->name));
    return err;
}

enum err template_put(struct call *c, struct str name, struct str docx)
{
    const struct form_blanks *blanks;
    struct noting n = {"template_put", name};
    struct str was;

    TRY(need_known(c, name));
    TRY(need_keeper(c));
    TRY(own_edition(c, name, &was));
    TRY(template_blanks(c, &blanks));
    TRY(form_check(c->arena, docx, blanks, &c->fault));
    (void)mkdir(site_path(c->site, c->arena, "templates"), 0750);
    TRY(file_write(own_path(c, name), docx, 0640, &c->fault));
    return note(c, &n, was);
}

enum err template_reset(struct call *c, struct str name)
{
    struct noting n = {"template_reset", name};
    struct str was;

    TRY(need_known(c, name));
    TRY(need_keeper(c));
    TRY(own_edition(c, name, &was));
    if (unlink(own_path(c, name)) && errno != ENOENT)
        return FAIL(&c->fault, ERR_IO, "file.write", "%s" SEP "%s", own_path(c, name),
                    strerror(errno));
    return note(c, &n, was);
}
