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

enum err template_put(struct call *c, struct str name, struct str docx)
{
    const struct form_blanks *blanks;
    struct noting n = {"template_put", name};

    TRY(need_known(c, name));
    TRY(need_keeper(c));
    TRY(template_blanks(c, &blanks));
    TRY(form_check(c->arena, docx, blanks, &c->fault));
    (void)mkdir(site_path(c->site, c->arena, "templates"), 0750);
    TRY(file_write(own_path(c, name), docx, 0640, &c->fault));
    return call_write(c, write_event, &n);
}

enum err template_reset(struct call *c, struct str name)
{
    struct noting n = {"template_reset", name};

    TRY(need_known(c, name));
    TRY(need_keeper(c));
    if (unlink(own_path(c, name)) && errno != ENOENT)
        return FAIL(&c->fault, ERR_IO, "file.write", "%s" SEP "%s", own_path(c, name),
                    strerror(errno));
    return call_write(c, write_event, &n);
}
