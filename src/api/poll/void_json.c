/* What a poll says of being declared void: for which causes, by whom, and what was proposed or decided. */
#include "api/part_json.h"
#include "api/poll/poll_json.h"
#include "ledgers/agenda_item.h"
#include "ledgers/poll.h"
#include "service/poll/poll.h"
#include "service/poll/presidium.h"
#include "service/poll/result.h"

static struct str void_cause(struct api *r, struct str word)
{
    return message_find(r->call.locale,
                        str_print(r->call.arena, "void.cause.%.*s", STR_FMT(word)));
}

static struct str void_body(struct api *r, struct str word)
{
    return message_find(r->call.locale,
                        str_print(r->call.arena, "void.by.%.*s", STR_FMT(word)));
}

static void write_words(struct api *r, const char *key,
                        struct str (*label)(struct api *, struct str),
                        const char *const *names, int count, unsigned bits)
{
    struct jsonw *w = &r->w;

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (int i = 0; i < count; i++) {
        if (!(bits >> i & 1))
            continue;
        jsonw_open(w, '{');
        jsonw_pair(w, "name", str_of(names[i]));
        jsonw_pair(w, "label", label(r, str_of(names[i])));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_void_names(struct jsonw *w, const struct json *list)
{
    jsonw_key(w, "names");
    jsonw_open(w, '[');
    for (size_t i = 0; list && i < list->count; i++)
        jsonw_str(w, list->items[i].text);
    jsonw_close(w, ']');
}

/* What the first scrutineer said, or what was decided. */
static enum err write_void_part(struct api *r, const struct poll *p, const char *key,
                                const char *part, bool is_decided)
{
    struct jsonw *w = &r->w;
    struct json *o = NULL;
    struct str text, by;

    TRY(poll_part(&r->call, p->row->id, part, &text));
    jsonw_key(w, key);
    if (!text.len) {
        jsonw_null(w);
        return ERR_OK;
    }
    TRY(json_parse(r->call.arena, text, &o, &r->call.fault));
    by = json_find_text(o, "by");
    jsonw_open(w, '{');
    jsonw_pair(w, "cause", void_cause(r, json_find_text(o, "cause")));
    jsonw_pair(w, "reason", json_find_text(o, "reason"));
    if (is_decided) {
        write_text(r, "by", by.len ? void_body(r, by) : by);
        write_text(r, "document", json_find_text(o, "document"));
        write_text(r, "sitting", json_find_text(o, "sitting"));
        write_text(r, "item", json_find_text(o, "item"));
        write_moment(r, "at", (instant){json_find_number(o, "at", 0)});
    }
    write_void_names(w, json_find(o, "names"));
    jsonw_close(w, '}');
    return ERR_OK;
}

/* What the presidium could have decided it by. */
static enum err write_items(struct api *r, const struct poll *p)
{
    const struct ledger *l = ledger_of(&r->call, LEDGER_AGENDA_ITEM);
    struct list items = {0};
    struct jsonw *w = &r->w;

    if (row_is(p->ledger, p->row, POLL_IS_COUNTED) ||
        row_is(p->ledger, p->row, POLL_IS_SIGNED))
        TRY(presidium_items(&r->call, p, &items));
    jsonw_key(w, "items");
    jsonw_open(w, '[');
    for (size_t i = 0; i < items.count; i++) {
        jsonw_open(w, '{');
        write_id(r, "id", items.rows[i]->id.v);
        jsonw_pair(w, "label",
                   str_print(r->call.arena, "%.*s · %.*s",
                             STR_FMT(row_label(l, items.rows[i], AGENDA_ITEM_SITTING)),
                             STR_FMT(row_text(l, items.rows[i], AGENDA_ITEM_TITLE))));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    return ERR_OK;
}

enum err write_void_json(struct api *r, const struct poll *p)
{
    struct rule_void rule = poll_void_rule(p);
    struct jsonw *w = &r->w;

    jsonw_key(w, "voiding");
    jsonw_open(w, '{');
    write_words(r, "causes", void_cause, VOID_CAUSE_NAMES, VOID_CAUSES, rule.causes);
    write_words(r, "by", void_body, VOID_BY_NAMES, VOID_BY_COUNT, rule.by);
    TRY(write_items(r, p));
    TRY(write_void_part(r, p, "proposed", "void_proposed", false));
    TRY(write_void_part(r, p, "decision", "decision", true));
    jsonw_close(w, '}');
    return ERR_OK;
}
