/* What one vote may have of its own. */
#include "base/json.h"
#include "base/utf8.h"
#include "service/poll/poll_private.h"

enum { KEY_SHOWN = 40 };

struct str poll_settings(struct call *c, struct str own, bool is_pre, bool is_formal)
{
    own = str_trim(own);
    if (own.len < 2)
        own = STR("{}");
    if (!is_pre && !is_formal)
        return own;
    struct str rest = str_trim(str_sub(own, 1, own.len));
    return str_print(c->arena, "{\"%s\":true%s%.*s", is_pre ? "pre_election" : "formal",
                     rest.len > 1 ? "," : "", STR_FMT(rest));
}

bool settings_by_election(struct call *c, struct str settings)
{
    struct json *all;

    return !str_is_empty(str_trim(settings)) &&
           !json_parse(c->arena, settings, &all, &c->fault) &&
           json_find_true(all, "by_election");
}

struct str settings_beyond(struct call *c, struct str settings)
{
    /* that it is a pre-election or follows one, its own field and the round before say */
    static const char *const OWN[] = {
        "surplus", "by_election", "sheet", "unclear", "unmarked_write_in", "marks", NULL};
    struct json *all;

    if (str_is_empty(str_trim(settings)) || json_parse(c->arena, settings, &all, &c->fault))
        return (struct str){0}; /* refused where it is read */
    const struct json *rule = json_unknown(all, OWN);
    return rule ? utf8_head(rule->key, KEY_SHOWN) : (struct str){0};
}
