/* What a poll says of the names that were laid before the meetings and are not on it. */
#include "api/part_json.h"
#include "api/poll/poll_json.h"
#include "service/congress/before.h"
#include "service/poll/left_out.h"

static enum err write_left_out(struct api *r, const struct poll *p)
{
    struct jsonw *w = &r->w;
    struct before_all before;
    struct left_out_all all;

    TRY(congress_before(&r->call, p->congress, &before));
    TRY(poll_left_out(&r->call, p, &before, &all));
    jsonw_key(w, "left_out");
    jsonw_open(w, '[');
    for (size_t i = 0; i < all.count; i++) {
        jsonw_open(w, '{');
        write_id(r, "election", all.items[i].election->row->id.v);
        jsonw_pair(w, "name", all.items[i].name);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    return ERR_OK;
}

static enum err write_withdrawals(struct api *r, const struct poll *p)
{
    struct jsonw *w = &r->w;
    struct json *all = NULL;
    struct str list;

    TRY(poll_withdrawals(&r->call, p, &list));
    TRY(json_parse(r->call.arena, list, &all, &r->call.fault));
    jsonw_key(w, "withdrawals");
    jsonw_open(w, '[');
    for (size_t i = 0; i < all->count; i++) {
        const struct json *one = &all->items[i];
        jsonw_open(w, '{');
        jsonw_pair(w, "title", json_find_text(one, "title"));
        jsonw_pair(w, "name", json_find_text(one, "name"));
        jsonw_pair(w, "by", json_find_text(one, "by"));
        write_text(r, "right", json_find_text(one, "right"));
        jsonw_pair(w, "paper", json_find_text(one, "paper"));
        write_moment(r, "at", (instant){json_find_number(one, "at", 0)});
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    return ERR_OK;
}

enum err write_laid_json(struct api *r, const struct poll *p)
{
    TRY(write_left_out(r, p));
    return write_withdrawals(r, p);
}
