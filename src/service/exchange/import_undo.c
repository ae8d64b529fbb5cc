/* Taking a whole import back. */
#include "service/exchange/import_held.h"

#include "service/account/event.h"
#include "service/account/session.h"
#include "service/record/gate.h"
#include "service/site/site.h"
#include "store/queries.h"

struct undo {
    batch_id id;
    const struct ledger *ledger;
    enum door door; /* of old books: two people take them back, as two brought them */
};

/* A row may have several entries in one batch (created, then acts; left one region, entered another):
 * it goes back once, at the first of them, to what it was before; its last entry must be of the batch. */
static enum err undo_change(struct call *c, struct writing *w, const struct undo *u,
                            const struct change *change)
{
    const struct ledger *l = u->ledger;
    struct change first, last;
    struct row *now;

    TRY(store_change_last(c->db, c->arena, change->row_id, &last));
    if (last.batch != u->id.v) {
        struct str who = account_title(c, last.who);
        return FAIL(&c->fault, ERR_CONFLICT, "import.changed", "%.*s", STR_FMT(who));
    }
    TRY(store_change_first_in_batch(c->db, c->arena, change->row_id, u->id.v, &first));
    if (first.id != change->id)
        return ERR_OK;
    TRY(engine_get(call_reading(c), l, change->row_id, &now));
    if (str_eq(change->act, STR("create")))
        return gate_drop(c, w, l, now, (struct passage){u->door, STR("undo")});
    struct row *was = row_copy(c->arena, l, now);
    TRY(engine_row_of_json(c->arena, l, change->was, was, &c->fault));
    was->region = (region)change->region; /* a move left its trace where the row was */
    enum err err = gate_change(c, w, l, now, was, (struct passage){u->door, STR("undo")});
    if (err && c->faults.count)
        c->fault =
            c->faults.items[0].fault; /* nobody sees the form: say the first mistake */
    return err;
}

enum { UNDO_PAGE = 500 };

static enum err undo_page(struct call *c, struct writing *w, const struct undo *u,
                          int64_t *before, size_t *count)
{
    struct change *changes;

    arena_clear(c->arena);
    TRY(store_change_in_batch(c->db, c->arena, u->id.v, *before, UNDO_PAGE, &changes,
                              count));
    for (size_t i = 0; i < *count; i++) {
        TRY(call_require(c, u->ledger->writers, changes[i].region));
        TRY(undo_change(c, w, u, &changes[i]));
        *before = changes[i].id;
    }
    return ERR_OK;
}

static enum err write_undo(struct call *c, void *arg)
{
    const struct undo *u = arg;
    AUTO(arena) struct arena *scratch = arena_new();
    struct arena *kept = c->arena;
    AUTO(writing) struct writing w = call_writing(c);
    int64_t before = INT64_MAX;
    size_t count = 0;
    enum err err;

    c->arena = w.arena = scratch;
    w.reason = STR("undo");
    do
        err = undo_page(c, &w, u, &before, &count);
    while (!err && count == UNDO_PAGE);
    c->arena = kept;
    if (err)
        return err;
    struct import_row row;
    TRY(store_import_get(c->db, c->arena, u->id, &row));
    TRY(store_import_set(c->db, u->id, STR("undone"), row.rows, row.region));
    engine_written(&w);
    return ERR_OK;
}

static void work_undo(struct held *h, struct call *c)
{
    struct undo u = {h->view.id, h->view.ledger, h->view.is_old ? DOOR_VOUCHED : DOOR_ACT};

    if (call_write(c, write_undo, &u)) {
        pthread_mutex_lock(&h->lock);
        h->view.state = IMPORT_DONE; /* nothing was taken back */
        h->view.fault = c->fault;
        pthread_mutex_unlock(&h->lock);
    } else {
        held_set_state(h, IMPORT_UNDONE);
    }
}

/* Nobody alone decides what a book of before says: a registrar vouches beside the one who brings it. */
enum err import_vouch(struct call *c, region place, const struct second *registrar,
                      account_id *out)
{
    if (!registrar || !registrar->name.len)
        return FAIL(&c->fault, ERR_RULE, "import.unvouched", "%s", "");
    return session_second(c, registrar, 1u << ROLE_REGISTRAR, place, out);
}

enum err import_undo(struct call *c, batch_id id, const struct second *registrar)
{
    AUTO(held) struct held *h = NULL;
    enum import_state was;
    account_id vouched;

    if (import_find(c, id, &h))
        TRY(held_again(c, id, &h));
    if (h->view.is_old)
        TRY(import_vouch(c, h->view.region, registrar, &vouched));
    TRY(held_claim(c, h, IMPORT_DONE, IMPORT_UNDOING, &was));
    held_work(c, h, work_undo);
    return ERR_OK;
}
