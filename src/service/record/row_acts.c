#include "service/record/row_acts.h"

#include "service/record/gate.h"
#include "service/site/site.h"

enum err row_fetch(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    enum err err = engine_get(call_reading(c), l, id, out);

    if (err == ERR_NOT_FOUND)
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    return err ? db_fail(c->db, err, &c->fault) : ERR_OK;
}

enum err row_open(struct call *c, const struct ledger *l, row_id id, struct row **out)
{
    TRY(row_fetch(c, l, id, out));
    if (!call_may(c, l->readers, (*out)->region))
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    return ERR_OK;
}

enum err row_add(struct call *c, const struct ledger *l, struct row *row)
{
    AUTO(writing) struct writing w = call_writing(c);

    row_defaults(c->arena, l, row);
    TRY(gate_add(c, &w, l, row, (struct passage){DOOR_FEATURE, STR("create")}));
    engine_written(&w);
    return ERR_OK;
}

static enum err change(struct call *c, const struct ledger *l, const struct row *before,
                       struct row *after, struct str word, struct str reason)
{
    AUTO(writing) struct writing w = call_writing(c);

    w.reason = reason;
    TRY(gate_change(c, &w, l, before, after, (struct passage){DOOR_FEATURE, word}));
    engine_written(&w);
    return ERR_OK;
}

enum err row_act(struct call *c, const struct ledger *l, const struct row *before,
                 struct row *after, int act, struct str reason)
{
    return change(c, l, before, after, act_at(l, act)->name, reason);
}

enum err row_change(struct call *c, const struct ledger *l, const struct row *before,
                    struct row *after, const char *word, struct str reason)
{
    return change(c, l, before, after, str_of(word), reason);
}

enum err row_drop(struct call *c, const struct ledger *l, const struct row *before,
                  struct str reason)
{
    AUTO(writing) struct writing w = call_writing(c);

    w.reason = reason;
    TRY(gate_drop(c, &w, l, before, (struct passage){DOOR_FEATURE, STR("remove")}));
    engine_written(&w);
    return ERR_OK;
}
