/*
 * The one gate: every row that is created, changed, acted upon, imported, undone, restored or removed,
 * by a person or a feature, passes here and nowhere else (tools/rooms.py knows who calls the engine's
 * writing functions).  Behind it lie the checks of the ledger (record_check: required, references,
 * unique, hook), the hook's word on removals, and the way a row comes into its state.
 *
 * Permission is the caller's business; whoever is at the door has asked already.  Inside the writer.
 * Errors: ERR_INVALID "row.invalid" with c->faults, ERR_RULE "state.*" or the hook's, ERR_CONFLICT.
 */
#pragma once

#include "service/record/check.h"
#include "service/record/hooks.h"

struct passage {
    enum door door;
    struct str
        act; /* what the trace says of it: "create", "restore", "update", or the act's name */
};

/* A new row.  DOOR_WORDS: it begins in the first state and passes every act on the way, each in the
 * trace. */
MUST_USE enum err gate_add(struct call *c, struct writing *w, const struct ledger *l,
                           struct row *row, struct passage by);

/* `after` in the place of `before`, if gate_may() (features are trusted).  A deadline that followed from a date
 * follows it.  The state is the act's or the feature's word: no DOOR_WORDS here. */
MUST_USE enum err gate_change(struct call *c, struct writing *w, const struct ledger *l,
                              const struct row *before, struct row *after,
                              struct passage by);

/* May the caller make the row that is there, `before`, into `after`?  Whom it concerns stays out, it leaves no
 * place that it must stay in, what is signed and decided stays, each signature is another person's.  Every door but
 * DOOR_FEATURE asks; a form that is only checked asks by itself.  `act`: what is done, or empty.
 * ERR_RULE "avoidance.*", the hook's, "signed.*", "held.kept", "sign.one_person". */
MUST_USE enum err gate_may(struct call *c, const struct ledger *l, const struct row *before,
                           const struct row *after, struct str act);

/* Any door but DOOR_FEATURE asks the ledger's hook; no row goes that is signed, or that another row points
 * to.  ERR_RULE "signed.stays", "row.used_by", "row.used". */
MUST_USE enum err gate_drop(struct call *c, struct writing *w, const struct ledger *l,
                            const struct row *before, struct passage by);

/* What an act writes besides the state: today into its date field, who did it into the field "by", a
 * deadline that it starts; a date that somebody gave is left as it is, but for that of a signature.
 * One that unsigns takes the signatures out first. */
void act_marks(struct call *c, const struct ledger *l, const struct act *act,
               struct row *row);

/* Is what the row hangs on over?  Every door but DOOR_FEATURE asks; old books do not.  ERR_RULE, of hooks.over. */
MUST_USE enum err gate_open(struct call *c, const struct ledger *l, const struct row *row,
                            enum handling how);

/* May this act be done, as the ledger's hook sees the row after it? */
MUST_USE enum err gate_act(struct call *c, const struct ledger *l, const struct act *act,
                           const struct row *row);

/*
 * Many rows of one import, checked with record_check() on another thread in a moment of their own: there
 * too the way into the state is found and the row made ready.  The writer asks the hook's guard and what is
 * signed again; uniques are held by the database, references stand as they were looked up.  Everything lives in
 * w->arena, which must last until gate_store().
 */
struct passing {
    struct row *row;
    const struct row *before; /* NULL: a new row */
    bool is_old;              /* of old books */
    struct ready ready;       /* of a new one, in its first state */
    const struct act *acts[LEDGER_STATES_MAX];
    size_t act_count;
};

/* The way of p->row from its state before (the first, of a new one) to the one it names, which it is put
 * back from.  ERR_RULE "state.unreached", "state.barred". */
MUST_USE enum err gate_way(struct call *c, const struct ledger *l, struct str reason,
                           struct passing *p);
MUST_USE enum err gate_ready(struct writing *w, const struct ledger *l, struct passing *p);
MUST_USE enum err gate_store(struct call *c, struct writing *w, const struct ledger *l,
                             struct passing *p);
