#include "service/record/record.h"

#include "base/utf8.h"
#include "domain/ledger/signing.h"
#include "service/account/event.h"
#include "service/record/demand.h"
#include "service/record/gate.h"
#include "service/record/hooks.h"
#include "service/record/seen.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <stdlib.h>

enum { HISTORY_MOST = 500, HITS_MOST = 50, REASON_MOST = 500 };

/* ---- reading ------------------------------------------------------------------------- */

/* Text that this caller sees masked: those who may not write see no telephone numbers. */
static void mask_row(struct call *c, const struct ledger *l, struct row *row)
{
    if (call_may(c, l->writers, row->region))
        return;
    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].mask != MASK_NONE && row->values[i].is_set)
            row->values[i].text =
                value_masked(c->arena, l->fields[i].mask, row->values[i].text);
}

static enum err none(struct call *c)
{
    return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
}

/* The row, when the caller may read it; else as if there were none. */
static enum err load(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    enum err err = engine_get(call_reading(c), l, id, out);

    if (err == ERR_NOT_FOUND || (!err && !call_may(c, l->readers, (*out)->region)))
        return none(c);
    return err ? db_fail(c->db, err, &c->fault) : ERR_OK;
}

enum err record_get(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    bool hidden;

    TRY(load(c, l, id, out));
    TRY(row_concerns(c, l, *out, &hidden));
    if (hidden)
        return none(c);
    mask_row(c, l, *out);
    return ERR_OK;
}

/* A masked field must not be found out by filtering or sorting on it, nor a sealed one by whoever writes it but may
 * not unseal it: he would have it at the first right guess. */
static bool may_ask(const struct call *c, const struct ledger *l, const struct field *f,
                    region within)
{
    if (f->type == FIELD_SEALED)
        return call_may(c, l->unsealers[f->seal], within);
    return f->mask == MASK_NONE || call_may(c, l->writers, within);
}

static enum err check_masked(struct call *c, const struct ledger *l,
                             const struct list_query *q)
{
    for (size_t i = 0; i <= q->filter_count; i++) {
        int field = i < q->filter_count ? q->filters[i].field : q->sort;
        if (field >= 0 && !may_ask(c, l, &l->fields[field], q->region))
            return FAIL(&c->fault, ERR_DENIED, "list.masked", "%.*s",
                        STR_FMT(l->fields[field].name));
    }
    return ERR_OK;
}

enum err record_list(struct call *c, const struct ledger *l, const struct list_query *q,
                     struct list *out)
{
    struct list_query seen;

    TRY(call_require(c, l->readers, q->region));
    TRY(check_masked(c, l, q));
    TRY(query_seen(c, l, q, &seen));
    TRY(engine_list(call_reading(c), l, &seen, out, &c->fault));
    for (size_t i = 0; i < out->count; i++)
        mask_row(c, l, out->rows[i]);
    return ERR_OK;
}

enum err record_count(struct call *c, const struct ledger *l, const struct list_query *q,
                      int64_t *out)
{
    struct list_query seen;

    TRY(call_require(c, l->readers, q->region));
    TRY(check_masked(c, l, q));
    TRY(query_seen(c, l, q, &seen));
    return engine_count(call_reading(c), l, &seen, COUNT_MOST, out);
}

enum err group_add(struct call *c, const struct ledger *l, struct str name,
                   struct grouping *q)
{
    const struct field *f = ledger_field(l, name);
    int by = GROUP_NONE;

    if (str_eq(name, STR("region")))
        by = GROUP_REGION;
    else if (str_eq(name, STR("state")) && l->state_count)
        by = GROUP_STATE;
    else if (f && field_in_rows(f) && f->mask == MASK_NONE)
        by = f->index;
    if (by == GROUP_NONE)
        return FAIL(&c->fault, ERR_INVALID, "list.key", "%.*s", STR_FMT(name));
    if (q->count == GROUP_FIELDS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "list.groups", "%d", GROUP_FIELDS_MOST);
    q->by[q->count++] = by;
    return ERR_OK;
}

enum err record_group(struct call *c, const struct ledger *l, const struct list_query *q,
                      const struct grouping *by, struct group_row **out, size_t *out_count)
{
    struct list_query seen;

    TRY(call_require(c, l->readers, q->region));
    TRY(check_masked(c, l, q));
    TRY(query_seen(c, l, q, &seen));
    return engine_group(call_reading(c), l, &seen, by, out, out_count);
}

/* ---- creating ------------------------------------------------------------------------ */

static enum err check_place(struct call *c, const struct ledger *l, region place)
{
    if (!region_find(c->site->regions, place) || !region_holds(c->site->region, place))
        return FAIL(&c->fault, ERR_INVALID, "row.region", "%lld", (long long)place);
    return call_require(c, l->writers, place);
}

enum err record_create(struct call *c, const struct ledger *l, region place,
                       struct str state, struct inputs inputs, struct row **out)
{
    struct row *row = row_new(c->arena, l);
    AUTO(writing) struct writing w = call_writing(c);

    TRY(check_place(c, l, place));
    row->region = place;
    if (state.len && (row->state = ledger_state(l, state)) < 0)
        return FAIL(&c->fault, ERR_INVALID, "list.state", "%.*s", STR_FMT(state));
    for (size_t i = 0; i < inputs.count; i++)
        record_fill(c, l, &inputs.items[i], row);
    row_defaults(c->arena, l, row);
    TRY(gate_add(c, &w, l, row, (struct passage){DOOR_WORDS, STR("create")}));
    engine_written(&w);
    *out = row;
    return ERR_OK;
}

/* ---- changing ------------------------------------------------------------------------ */

/* A row as the caller saw it, and the last change since; NULL when there was none. */
struct past {
    struct row *row;
    const struct change *last;
};

/* The row as it was at `ver`, by taking back the newest changes one by one. */
static enum err row_at(struct call *c, const struct ledger *l, const struct row *now,
                       int64_t ver, struct past *out)
{
    struct change *changes;
    size_t count;

    *out = (struct past){.row = row_copy(c->arena, l, now)};
    if (ver < 1 || ver > now->ver || now->ver - ver > HISTORY_MOST)
        return FAIL(&c->fault, ERR_CONFLICT, "row.stale", "%s", "");
    if (ver == now->ver)
        return ERR_OK;
    TRY(store_change_of(c->db, c->arena, now->id, now->ver - ver, &changes, &count));
    for (size_t i = 0; i < count; i++)
        if (changes[i].was.len)
            TRY(engine_row_of_json(c->arena, l, changes[i].was, out->row, &c->fault));
    out->last = count ? &changes[0] : NULL;
    return ERR_OK;
}

static bool same(const struct ledger *l, size_t i, const struct row *a, const struct row *b)
{
    return value_equal(&l->fields[i], &a->values[i], &b->values[i]);
}

static enum err report_conflict(struct call *c, const struct change *last,
                                struct conflict *conflict)
{
    static const struct field MOMENT = {.type = FIELD_INSTANT};
    AUTO(buf) struct buf when = BUF(64);

    conflict->who = account_title(c, last ? last->who : (account_id){0});
    conflict->at = last ? last->at : c->now;
    struct value at = {.is_set = true, .number = conflict->at.ms};
    value_write_cell(&when, &MOMENT, &at, (struct str){0}, c->locale);
    return FAIL(&c->fault, ERR_CONFLICT, "row.changed", "%.*s" SEP "%.*s",
                STR_FMT(conflict->who), STR_FMT(buf_view(&when)));
}

/* Put what the caller changed (past → mine) onto the row as it stands now. */
static enum err merge(struct call *c, const struct ledger *l, const struct row *now,
                      const struct past *past, struct row *mine, struct conflict *conflict)
{
    const struct row *base = past->row;

    *conflict = (struct conflict){.base = row_copy(c->arena, l, base),
                                  .theirs = row_copy(c->arena, l, now)};
    conflict->fields = ARENA_ARRAY(c->arena, int, l->field_count);
    for (size_t i = 0; i < l->field_count; i++) {
        if (same(l, i, base, mine))
            mine->values[i] = now->values[i];
        else if (!same(l, i, base, now) && !same(l, i, mine, now))
            conflict->fields[conflict->count++] = (int)i;
    }
    return conflict->count ? report_conflict(c, past->last, conflict) : ERR_OK;
}

static enum err move_row(struct call *c, const struct ledger *l, const struct input *in,
                         struct row *row)
{
    bool is_mistyped = in->given == GIVEN_NUMBER || in->given == GIVEN_BOOL;
    region place;

    if (is_mistyped || !region_read(in->text, &place)) {
        record_wrong_key(c, in->field, is_mistyped ? "cell.type_id" : "cell.region",
                         utf8_head(in->text, 40));
        return ERR_OK;
    }
    TRY(check_place(c, l, place));
    row->region = place;
    return ERR_OK;
}

/* Take the inputs; a region among them moves the row. */
static enum err take_inputs(struct call *c, const struct ledger *l, struct inputs inputs,
                            struct row *row)
{
    for (size_t i = 0; i < inputs.count; i++) {
        if (str_eq(inputs.items[i].field, STR("region")))
            TRY(move_row(c, l, &inputs.items[i], row));
        else
            record_fill(c, l, &inputs.items[i], row);
    }
    return ERR_OK;
}

enum err record_update(struct call *c, const struct ledger *l, struct row_ver seen,
                       struct inputs inputs, struct conflict *conflict, struct row **out)
{
    struct row *now;
    struct past past;
    AUTO(writing) struct writing w = call_writing(c);

    TRY(load(c, l, seen.id, &now));
    TRY(call_require(c, l->writers, now->region));
    if (now->ver != seen.ver) /* before the newer row is shown as the reason why not */
        TRY(row_require(c, l, now));
    TRY(row_at(c, l, now, seen.ver, &past));
    struct row *mine = row_copy(c->arena, l, past.row);
    mine->region = now->region;
    mine->state = now->state;
    TRY(take_inputs(c, l, inputs, mine));
    TRY(merge(c, l, now, &past, mine, conflict));
    mine->id = seen.id;
    TRY(gate_change(c, &w, l, now, mine, (struct passage){DOOR_ACT, STR("update")}));
    engine_written(&w);
    *out = mine;
    return ERR_OK;
}

static enum err read_reason(struct call *c, struct str text, bool needed, struct str *out)
{
    TRY(utf8_take(c->arena, text, true, out, &c->fault));
    if (needed && utf8_count(*out) < REASON_LEAST)
        return FAIL(&c->fault, ERR_RULE, "act.reason", "%s", "");
    if (utf8_count(*out) > REASON_MOST)
        return FAIL(&c->fault, ERR_INVALID, "act.reason_long", "%d", REASON_MOST);
    return ERR_OK;
}

/* The row, provided that nobody changed it since it was seen. */
static enum err load_seen(struct call *c, const struct ledger *l, struct row_ver seen,
                          struct row **out)
{
    struct change last;

    TRY(load(c, l, seen.id, out));
    if ((*out)->ver == seen.ver)
        return ERR_OK;
    TRY(row_require(c, l, *out));
    struct conflict conflict = {0};
    bool known = store_change_last(c->db, c->arena, seen.id, &last) == ERR_OK;
    return report_conflict(c, known ? &last : NULL, &conflict);
}

enum err record_remove(struct call *c, const struct ledger *l, struct row_ver seen,
                       struct str reason)
{
    struct row *row;
    AUTO(writing) struct writing w = call_writing(c);

    TRY(load_seen(c, l, seen, &row));
    TRY(call_require(c, l->writers, row->region));
    TRY(read_reason(c, reason, true, &w.reason));
    TRY(gate_drop(c, &w, l, row, (struct passage){DOOR_ACT, STR("remove")}));
    engine_written(&w);
    return ERR_OK;
}

enum err record_restore(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    struct change last;
    struct row *row = row_new(c->arena, l);
    AUTO(writing) struct writing w = call_writing(c);
    enum err err = store_change_last(c->db, c->arena, id, &last);

    if (err == ERR_NOT_FOUND ||
        (!err && (last.became.len || !str_eq(last.ledger, l->name))))
        return none(c);
    TRY(err);
    if (!call_may(c, l->writers, last.region))
        return none(c);
    row->id = id;
    row->region = last.region;
    TRY(engine_row_of_json(c->arena, l, last.was, row, &c->fault));
    struct change *all;
    size_t count;
    TRY(store_change_of(c->db, c->arena, id, HISTORY_MOST, &all, &count));
    row->ver = (int64_t)count; /* versions go on from where they were */
    TRY(gate_add(c, &w, l, row, (struct passage){DOOR_ACT, STR("restore")}));
    engine_written(&w);
    *out = row;
    return ERR_OK;
}

/* ---- acts ---------------------------------------------------------------------------- */

static void require_fields(struct call *c, const struct ledger *l, const struct act *act,
                           const struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (act_lacks(act, row, i))
            record_wrong(c, (int)i, "cell.required", STR(""));
    record_name_faults(c, l);
}

static enum err refuse_post(struct call *c, const struct act *act, region at)
{
    const struct code_table *posts =
        catalog_codes(engine_catalog(c->site->engine), STR("signing_post"));
    region held = act->post_level ? region_at(at, act->post_level) : at;

    return FAIL(&c->fault, ERR_RULE, "act.post", "%.*s" SEP "%.*s" SEP "%.*s",
                STR_FMT(act->label.in[c->locale]),
                STR_FMT(code_find(posts, act->post)->label.in[c->locale]),
                STR_FMT(region_name(c->site->regions, c->arena, held, c->locale)));
}

static enum err refuse_act(struct call *c, const struct act *act, enum demand unmet,
                           region at)
{
    switch (unmet) {
    case DEMAND_ROLE:
        return FAIL(&c->fault, ERR_DENIED, "denied", "%s", "");
    case DEMAND_KEPT:
        return FAIL(&c->fault, ERR_RULE, "act.kept", "%.*s",
                    STR_FMT(act->label.in[c->locale]));
    case DEMAND_SIGN:
        return FAIL(&c->fault, ERR_RULE, "act.sign", "%s", "");
    case DEMAND_POST:
        return refuse_post(c, act, at);
    case DEMAND_REASON:
        return FAIL(&c->fault, ERR_RULE, "act.reason", "%s", "");
    case DEMAND_NONE:
    case DEMAND_FIELDS: /* may come with the act: require_fields() */
        break;
    }
    return ERR_OK;
}

static enum err check_state(struct call *c, const struct ledger *l, const struct act *act,
                            int state)
{
    if (state >= 0 && act->from >> state & 1)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "act.state", "%.*s" SEP "%.*s",
                STR_FMT(act->label.in[c->locale]),
                STR_FMT(state < 0 ? STR("?") : l->states[state].label.in[c->locale]));
}

/* Whoever does an act fills what it asks for; the rest of the row is for those who write it. */
static enum err check_inputs(struct call *c, const struct ledger *l, const struct act *act,
                             const struct row *before, const struct inputs *in)
{
    if (call_may(c, l->writers, before->region))
        return ERR_OK;
    for (size_t i = 0; i < in->count; i++) {
        const struct field *f = ledger_field(l, in->items[i].field);
        if (f && (act_writes(act, f->index) || f->is_after_sign))
            continue;
        return FAIL(&c->fault, ERR_RULE, "act.field", "%.*s" SEP "%.*s",
                    STR_FMT(act->label.in[c->locale]),
                    STR_FMT(f ? f->label.in[c->locale] : in->items[i].field));
    }
    return ERR_OK;
}

/* May the caller do it now?  What he has no right to is refused before the state is spoken of. */
static enum err check_act(struct call *c, const struct ledger *l, const struct act *act,
                          const struct row *before, struct act_given given)
{
    enum demand unmet;

    TRY(act_unmet(c, l, act, before, given, &unmet));
    if (unmet == DEMAND_ROLE || unmet == DEMAND_KEPT)
        return refuse_act(c, act, unmet, before->region);
    TRY(check_state(c, l, act, before->state));
    return refuse_act(c, act, unmet, before->region);
}

static enum err do_act(struct call *c, const struct ledger *l, struct row *before,
                       const struct act_input *in, struct row **out)
{
    const struct act *act = ledger_act(l, in->name);
    struct row *row = row_copy(c->arena, l, before);
    AUTO(writing) struct writing w = call_writing(c);

    if (!act)
        return FAIL(&c->fault, ERR_NOT_FOUND, "act.none", "%.*s", STR_FMT(in->name));
    TRY(read_reason(c, in->reason, false, &w.reason));
    TRY(check_act(c, l, act, before, (struct act_given){w.reason, in->is_signed}));
    TRY(check_inputs(c, l, act, before, &in->inputs));
    for (size_t i = 0; i < in->inputs.count; i++)
        record_fill(c, l, &in->inputs.items[i], row);
    act_marks(c, l, act, row);
    row->state = act->to;
    require_fields(c, l, act, row);
    TRY(gate_act(c, l, act, row));
    TRY(gate_change(c, &w, l, before, row, (struct passage){DOOR_ACT, act->name}));
    engine_written(&w);
    *out = row;
    return ERR_OK;
}

enum err record_act(struct call *c, const struct ledger *l, struct row_ver seen,
                    const struct act_input *act, struct row **out)
{
    struct row *before;

    TRY(load_seen(c, l, seen, &before));
    return do_act(c, l, before, act, out);
}

static int by_number(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static enum err bulk_one(struct call *c, const struct ledger *l, struct row_ver seen,
                         const struct act_input *act)
{
    struct row *after;
    struct conflict conflict;

    if (act->name.len)
        return record_act(c, l, seen, act, &after);
    return record_update(c, l, seen, act->inputs, &conflict, &after);
}

/* A row stands once in a list: the second time it would be another version. */
static enum err check_once(struct call *c, const struct row_ver *rows, size_t count,
                           row_id *failed)
{
    int64_t *ids = ARENA_ARRAY(c->arena, int64_t, count);

    for (size_t i = 0; i < count; i++)
        ids[i] = rows[i].id.v;
    qsort(ids, count, sizeof(*ids), by_number);
    for (size_t i = 1; i < count; i++) {
        if (ids[i] != ids[i - 1])
            continue;
        *failed = (row_id){ids[i]};
        return FAIL(&c->fault, ERR_INVALID, "bulk.twice", "%lld", (long long)ids[i]);
    }
    return ERR_OK;
}

enum err record_bulk(struct call *c, const struct ledger *l, const struct row_ver *rows,
                     size_t row_count, const struct act_input *act, row_id *failed)
{
    if (row_count < 1 || row_count > BULK_MOST)
        return FAIL(&c->fault, ERR_INVALID, "bulk.count", "%d", BULK_MOST);
    if (!act->name.len && !act->inputs.count)
        return FAIL(&c->fault, ERR_INVALID, "bulk.nothing", "%s", "");
    TRY(check_once(c, rows, row_count, failed));
    for (size_t i = 0; i < row_count; i++) {
        *failed = rows[i].id;
        TRY(bulk_one(c, l, rows[i], act));
    }
    return ERR_OK;
}

/* ---- history and seals --------------------------------------------------------------- */

/* Does the row concern the caller: as it stands, or as it was when it was removed? */
static enum err was_hidden(struct call *c, const struct ledger *l,
                           const struct change *last, bool *out)
{
    struct row *row = row_new(c->arena, l);

    if (last->became.len)
        return row_is_hidden(c, l, last->row_id, out);
    TRY(engine_row_of_json(c->arena, l, last->was, row, &c->fault));
    row->id = last->row_id;
    row->region = last->region;
    return row_concerns(c, l, row, out);
}

enum err record_history(struct call *c, const struct ledger *l, row_id id,
                        struct change **out, size_t *out_count)
{
    struct change last;
    enum err err = store_change_last(c->db, c->arena, id, &last);

    if (err == ERR_NOT_FOUND ||
        (!err && (!str_eq(last.ledger, l->name) || !call_may(c, l->readers, last.region))))
        return none(c);
    TRY(err);
    bool hidden;
    TRY(was_hidden(c, l, &last, &hidden));
    if (hidden)
        return none(c);
    return store_change_of(c->db, c->arena, id, HISTORY_MOST, out, out_count);
}

enum err record_unseal(struct call *c, const struct ledger *l, row_id id, struct str field,
                       struct str purpose, struct str *out)
{
    const struct hook *hook = hook_of(c->site->hooks, l);
    const struct field *f = ledger_field(l, field);
    struct row *row;

    TRY(load(c, l, id, &row));
    if (c->site->rehearsed) /* who opens one here would leave no trace behind */
        return FAIL(&c->fault, ERR_RULE, "rehearsal.sealed", "%s", "");
    if (!f || f->type != FIELD_SEALED)
        return FAIL(&c->fault, ERR_INVALID, "row.field", "%.*s", STR_FMT(field));
    TRY(call_require(c, l->unsealers[f->seal], row->region));
    if (hook && hook->unseal)
        TRY(hook->unseal(c, l, row));
    TRY(utf8_take(c->arena, purpose, true, &purpose, &c->fault));
    if (utf8_count(purpose) < 2 || utf8_count(purpose) > 200)
        return FAIL(&c->fault, ERR_RULE, "seal.purpose", "%s", "");
    TRY(store_view_add(c->db, id_next(&c->site->engine->ids, c->now), c->now, c->who,
                       c->origin, l->name, id, row->region, f->name, purpose));
    *out = (struct str){0};
    if (!row->values[f->index].is_set)
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, row->values[f->index].text, out,
                         &c->fault);
}

enum err record_search(struct call *c, struct str text, region within, struct hit **out,
                       size_t *out_count)
{
    struct hit *hits;
    size_t count, kept = 0;

    TRY(query_words(c, text));
    TRY(engine_search(call_reading(c), text, within, 4 * (size_t)HITS_MOST, &hits, &count));
    for (size_t i = 0; i < count && kept < HITS_MOST; i++) {
        bool hidden = !call_may(c, hits[i].ledger->readers, hits[i].region);
        if (!hidden)
            TRY(row_is_hidden(c, hits[i].ledger, hits[i].id, &hidden));
        if (!hidden)
            hits[kept++] = hits[i];
    }
    *out = hits;
    *out_count = kept;
    return ERR_OK;
}
