#include "service/record/trace.h"

#include "service/account/event.h"
#include "service/record/handed.h"
#include "service/record/record.h"
#include "service/record/seen.h"
#include "service/site/site.h"
#include "store/queries.h"

static enum err read_side(struct call *c, const struct ledger *l, struct str json,
                          struct row *row, const struct json **names)
{
    struct json *root;

    if (!json.len)
        return ERR_OK;
    TRY(json_parse(c->arena, json, &root, &c->fault));
    *names = root;
    return engine_row_of_json(c->arena, l, json, row, &c->fault);
}

static struct str title_of(struct call *c, const struct field *f, const struct value *v)
{
    const struct ledger *to =
        catalog_ledger(engine_catalog(c->site->engine), field_target(f));
    struct row *row;

    if (f->type == FIELD_ACCOUNT && v->is_set)
        return account_title(c, (account_id){v->number});
    if (!to || !v->is_set || engine_get(call_reading(c), to, (row_id){v->number}, &row))
        return (struct str){0};
    return f->is_named || call_may(c, to->readers, row->region)
               ? row->values[to->title].text
               : (struct str){0};
}

static struct change_side side_of(struct call *c, const struct ledger *l,
                                  const struct json *names, const struct row *row,
                                  struct str name)
{
    struct change_side side = {.field = ledger_field(l, name)};

    if (!names || !json_find(names, str_c(c->arena, name)))
        return side;
    if (!side.field) {
        side.state = json_find_text(names, str_c(c->arena, name));
        return side;
    }
    side.value = row->values[side.field->index];
    side.title = title_of(c, side.field, &side.value);
    if (side.field->mask != MASK_NONE && !call_may(c, l->writers, row->region))
        side.value.text = value_masked(c->arena, side.field->mask, side.value.text);
    return side;
}

static bool has_name(const struct change_entry *e, struct str name)
{
    for (size_t i = 0; i < e->count; i++)
        if (str_eq(e->fields[i].name, name))
            return true;
    return false;
}

static enum err read_entry(struct call *c, const struct ledger *l,
                           const struct change *change, struct change_entry *out)
{
    const struct json *sides[2] = {NULL, NULL};
    struct row *was = row_new(c->arena, l), *became = row_new(c->arena, l);

    was->region = became->region = change->region;
    *out = (struct change_entry){.seq = change->seq,
                                 .batch = change->batch,
                                 .at = change->at,
                                 .who = account_title(c, change->who),
                                 .act = change->act,
                                 .reason = change->reason};
    TRY(read_side(c, l, change->was, was, &sides[0]));
    TRY(read_side(c, l, change->became, became, &sides[1]));
    out->fields = ARENA_ARRAY(c->arena, struct change_field, l->field_count * 2 + 2);
    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; sides[s] && i < sides[s]->count; i++) {
            struct str name = sides[s]->items[i].key;
            if (has_name(out, name) || out->count > l->field_count)
                continue;
            out->fields[out->count++] =
                (struct change_field){name, side_of(c, l, sides[0], was, name),
                                      side_of(c, l, sides[1], became, name)};
        }
    }
    return ERR_OK;
}

enum err trace_history(struct call *c, const struct ledger *l, row_id id,
                       struct change_entry **out, size_t *out_count)
{
    struct change *changes;
    size_t count;

    TRY(record_history(c, l, id, &changes, &count));
    *out = ARENA_ARRAY(c->arena, struct change_entry, count);
    for (size_t i = 0; i < count; i++)
        TRY(read_entry(c, l, &changes[i], &(*out)[i]));
    *out_count = count;
    return ERR_OK;
}

/* The row as it was when it was removed; false when that cannot be read any more. */
static bool removed_row(struct call *c, const struct ledger *l, const struct change *change,
                        struct row *out)
{
    struct fault ignored = {0};

    out->id = change->row_id;
    out->region = change->region;
    return engine_row_of_json(c->arena, l, change->was, out, &ignored) == ERR_OK;
}

static struct str removed_title(struct call *c, const struct ledger *l,
                                const struct row *row)
{
    AUTO(buf) struct buf title = BUF(BUF_MESSAGE);

    value_write_cell(&title, &l->fields[l->title], &row->values[l->title], (struct str){0},
                     c->locale);
    return str_copy(c->arena, buf_view(&title));
}

enum err trace_removed(struct call *c, const struct ledger *l, region r,
                       struct removed_row **out, size_t *out_count)
{
    struct change *changes;
    size_t count;

    TRY(call_require(c, l->writers, r));
    TRY(store_change_removed(c->db, c->arena, l->name, r, region_last(r), REMOVED_MOST,
                             &changes, &count));
    *out = ARENA_ARRAY(c->arena, struct removed_row, count);
    *out_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct row *row = row_new(c->arena, l);
        bool is_read = removed_row(c, l, &changes[i], row), hidden = false;
        if (is_read)
            TRY(row_concerns(c, l, row, &hidden));
        if (hidden)
            continue;
        (*out)[(*out_count)++] =
            (struct removed_row){.id = changes[i].row_id,
                                 .region = changes[i].region,
                                 .at = changes[i].at,
                                 .title = is_read ? removed_title(c, l, row) : STR("?"),
                                 .who = account_title(c, changes[i].who),
                                 .reason = changes[i].reason};
    }
    return ERR_OK;
}

/* ---- for the auditor ----------------------------------------------------------------- */

static enum err list_events(struct call *c, const struct trace_query *q, int64_t who,
                            struct trace_line **out, size_t *out_count)
{
    struct event_row *rows;
    size_t count;

    TRY(store_event_list(c->db, c->arena, q->before, who, TRACE_PAGE, &rows, &count));
    *out = ARENA_ARRAY(c->arena, struct trace_line, count);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = (struct trace_line){.id = rows[i].id,
                                        .at = rows[i].at,
                                        .who = event_actor(c, rows[i].act, rows[i].who),
                                        .act = rows[i].act,
                                        .target = handed_is(rows[i].act)
                                                      ? handed_words(c, rows[i].target)
                                                      : rows[i].target,
                                        .origin = rows[i].origin,
                                        .is_event = true};
    *out_count = count;
    return ERR_OK;
}

enum err trace_list(struct call *c, const struct trace_query *q, struct trace_line **out,
                    size_t *out_count)
{
    struct change *rows;
    struct account account = {.id = {-1}};
    size_t count;

    TRY(call_require_anywhere(c, 1 << ROLE_AUDIT));
    *out_count = 0;
    if (q->who.len && store_account_find(c->db, c->arena, q->who, &account))
        return FAIL(&c->fault, ERR_NOT_FOUND, "account.none", "%s", "");
    if (q->events)
        return list_events(c, q, account.id.v, out, out_count);
    TRY(store_change_list(c->db, c->arena, q->before, q->region, region_last(q->region),
                          q->ledger, account.id.v, TRACE_PAGE, &rows, &count));
    *out = ARENA_ARRAY(c->arena, struct trace_line, count);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = (struct trace_line){.id = rows[i].id,
                                        .at = rows[i].at,
                                        .who = account_title(c, rows[i].who),
                                        .act = rows[i].act,
                                        .ledger = rows[i].ledger,
                                        .origin = rows[i].origin,
                                        .row = rows[i].row_id,
                                        .region = rows[i].region};
    *out_count = count;
    return ERR_OK;
}

static struct trace_view *view_lines(struct call *c, const struct view_row *rows,
                                     size_t count)
{
    struct trace_view *lines = ARENA_ARRAY(c->arena, struct trace_view, count);

    for (size_t i = 0; i < count; i++)
        lines[i] = (struct trace_view){.id = rows[i].id,
                                       .at = rows[i].at,
                                       .who = account_title(c, rows[i].who),
                                       .ledger = rows[i].ledger,
                                       .field = rows[i].field,
                                       .purpose = rows[i].purpose,
                                       .row = rows[i].row_id,
                                       .region = rows[i].region};
    return lines;
}

enum err trace_views_of(struct call *c, const struct ledger *l, row_id id,
                        struct trace_view **out, size_t *out_count)
{
    struct view_row *rows;
    struct row *row;

    TRY(record_get(c, l, id, &row));
    TRY(store_view_of(c->db, c->arena, id, TRACE_PAGE, &rows, out_count));
    *out = view_lines(c, rows, *out_count);
    return ERR_OK;
}

enum err trace_views(struct call *c, int64_t before, struct trace_view **out,
                     size_t *out_count)
{
    struct view_row *rows;

    TRY(call_require_anywhere(c, 1 << ROLE_AUDIT));
    TRY(store_view_list(c->db, c->arena, before, TRACE_PAGE, &rows, out_count));
    *out = view_lines(c, rows, *out_count);
    return ERR_OK;
}
