/* Who counts and watches a poll: fixed at the freeze, changed since by two people, named in the evidence. */
#include "base/jsonw.h"
#include "domain/avoidance/conflicts.h"
#include "domain/names/same.h"
#include "ledgers/officer.h"
#include "ledgers/poll.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
#include "service/record/fields.h"
#include "store/queries.h"

static const char FIXED[] = "officers", CHANGES[] = "officer_changes";

/* Those passed now who count or watch. */
static enum err passed_now(struct call *c, const struct poll *p, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    size_t kept = 0;

    TRY(rows_of_one(c, l, OFFICER_CONGRESS, p->congress->id, OFFICER_NAME, out));
    for (size_t i = 0; i < out->count; i++)
        if (row_is(l, out->rows[i], OFFICER_IS_PASSED) &&
            officer_task_of(row_text(l, out->rows[i], OFFICER_DUTY)) != TASK_NONE)
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

enum err poll_officers_fix(struct call *c, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct list all;
    int64_t gone;

    TRY(passed_now(c, p, &all));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < all.count; i++) {
        jsonw_open(&w, '{');
        jsonw_pair(&w, "duty", row_text(l, all.rows[i], OFFICER_DUTY));
        jsonw_pair(&w, "name", row_text(l, all.rows[i], OFFICER_NAME));
        jsonw_close(&w, '}');
    }
    jsonw_close(&w, ']');
    TRY(store_poll_part_drop(c->db, p->row->id, str_of(CHANGES), &gone));
    return store_poll_part_put(c->db, p->row->id, str_of(FIXED),
                               str_copy(c->arena, buf_view(&text)));
}

enum err poll_officers_free(struct call *c, const struct poll *p)
{
    int64_t gone;

    TRY(store_poll_part_drop(c->db, p->row->id, str_of(CHANGES), &gone));
    return store_poll_part_drop(c->db, p->row->id, str_of(FIXED), &gone);
}

enum err poll_officer_changes(struct call *c, const struct poll *p, struct str *out)
{
    return poll_part(c, p->row->id, CHANGES, out);
}

/* ---- who they are ------------------------------------------------------------------------ */

/* A part of the poll that is a list; nothing is an empty one. */
static enum err read_list(struct call *c, const struct poll *p, const char *part,
                          struct json **out)
{
    struct str text;

    TRY(poll_part(c, p->row->id, part, &text));
    return json_parse(c->arena, text.len ? text : STR("[]"), out, &c->fault);
}

static struct poll_officer *find(struct poll_officer *all, size_t count, struct str duty,
                                 struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(all[i].duty, duty) && name_is(all[i].name, name))
            return &all[i];
    return NULL;
}

/* One who is not there yet; who is named again is there again. */
static struct poll_officer *join(struct poll_officer *all, size_t *count, struct str duty,
                                 struct str name)
{
    struct poll_officer *one = find(all, *count, duty, name);

    if (!one) {
        one = &all[(*count)++];
        *one = (struct poll_officer){duty, name, .has_signed = false};
    }
    one->is_gone = false;
    return one;
}

static void join_list(struct poll_officer *all, size_t *count, const struct json *list,
                      bool signs)
{
    for (size_t i = 0; i < list->count; i++)
        join(all, count, json_find_text(&list->items[i], "duty"),
             json_find_text(&list->items[i], "name"))
            ->has_signed |= signs;
}

static void follow_changes(struct poll_officer *all, size_t *count,
                           const struct json *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct json *one = &changes->items[i];
        struct str duty = json_find_text(one, "duty"), name = json_find_text(one, "name");
        join(all, count, duty, name)->is_gone =
            !str_eq(json_find_text(one, "change"), STR("passed"));
    }
}

enum err poll_officers(struct call *c, const struct poll *p, struct poll_officer **out,
                       size_t *count)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct json *fixed, *changes, *signatures;
    struct list now = {0};
    struct str has;

    TRY(poll_part(c, p->row->id, FIXED, &has));
    TRY(read_list(c, p, FIXED, &fixed));
    TRY(read_list(c, p, CHANGES, &changes));
    TRY(read_list(c, p, "signatures", &signatures));
    if (!has.len)
        TRY(passed_now(c, p, &now));
    size_t most = now.count + fixed->count + changes->count + signatures->count;
    *count = 0;
    *out = ARENA_ARRAY(c->arena, struct poll_officer, most + 1);
    for (size_t i = 0; i < now.count; i++)
        join(*out, count, row_text(l, now.rows[i], OFFICER_DUTY),
             row_text(l, now.rows[i], OFFICER_NAME));
    join_list(*out, count, fixed, false);
    follow_changes(*out, count, changes);
    join_list(*out, count, signatures, true);
    return ERR_OK;
}

/* Somebody was chief of that duty, and nobody is who could sign. */
static bool is_headless(const struct poll_officer *all, size_t count,
                        enum officer_task chief)
{
    size_t chiefs = 0, gone = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_chief = officer_task_of(all[i].duty) == chief;
        chiefs += is_chief;
        gone += is_chief && all[i].is_gone && !all[i].has_signed;
    }
    return chiefs > 0 && gone == chiefs;
}

enum err gates_of_signing(struct call *c, const struct poll *p, struct gates *out)
{
    struct poll_officer *all;
    size_t count;

    if (row_is(p->ledger, p->row, POLL_IS_SIGNED) ||
        row_is(p->ledger, p->row, POLL_IS_VOID))
        return ERR_OK;
    TRY(poll_officers(c, p, &all, &count));
    struct gate *g = gates_add(out, "chiefs");
    if (is_headless(all, count, TASK_CHIEF_SCRUTINEER) ||
        is_headless(all, count, TASK_CHIEF_TELLER))
        GATE_REFUSE(g, "congress.officers_headless", "%s", "");
    out->count -= g->is_ok;
    return ERR_OK;
}
