/*
 * Rules that belong to one ledger.  A description names its hook ("hooks": {"check": "poll"}); the room
 * that owns the rule defines `const struct hook poll_hook`.  The table that joins them is made from the
 * descriptions at build (tools/ledgers.py), so a name without a function does not link, and is handed
 * down with the site.
 */
#pragma once

#include "ledger/list.h"
#include "service/site/call.h"

/* Any of them may be NULL. */
struct hook {
    /* What a row alone shows; pure.  Mistakes go to `faults`. */
    void (*check)(struct arena *a, const struct ledger *l, const struct row *row,
                  struct row_faults *faults);
    /* May the caller handle the row as it stands?  Whom it concerns stays out: asked before every change
     * and removal, by words or by an act, and before the row, its history or its place in a list, an export
     * or a search is shown.  ERR_RULE: he may not. */
    enum err (*handle)(struct call *c, const struct ledger *l, const struct row *before);
    /* Conditions of lists, each by itself, under which a row may concern the caller: those that `handle` is asked
     * about when rows are counted.  *is_all: any row may; so it is for a hook without this. */
    enum err (*suspects)(struct call *c, const struct ledger *l, struct filter **out,
                         size_t *count, bool *is_all);
    /* What takes a look at other rows, whatever door the row comes through.  Mistakes go to c->faults;
     * kept fields may be filled in.  An error is one of the database. */
    enum err (*guard)(struct call *c, const struct ledger *l, struct row *row);
    /* May this act be done?  The row as it will be after it.  Fails with the reason; asked of acts done
     * one by one and on the way to a state, beside the act's own demands. */
    enum err (*act)(struct call *c, const struct ledger *l, const struct act *act,
                    const struct row *row);
    /* May the row be removed, or leave its region or a row that it belongs to?  Fails with the reason. */
    enum err (*drop)(struct call *c, const struct ledger *l, const struct row *row);
    /* Are the fields that the description holds ("held") fixed by now, whatever the row's state?  May fail with the
     * reason, which says how to mend it. */
    enum err (*held)(struct call *c, const struct ledger *l, const struct row *before,
                     bool *out);
    /* May the caller, who has the role, see a sealed field of the row?  Fails with the reason. */
    enum err (*unseal)(struct call *c, const struct ledger *l, const struct row *row);
};

struct named_hook {
    struct str name;
    const struct hook *hook;
};

/* What words do to a row: as it is, or will be. */
enum handling { HANDLE_ADD, HANDLE_CHANGE, HANDLE_DROP };

struct unfilled; /* service/congress/unfilled.h */

struct hooks {
    const struct named_hook *items;
    size_t count;
    /* Of every ledger: is what the row hangs on over?  Asked of all doors but a feature's, and not of old books, which
     * tell of what is over.  ERR_RULE; NULL: nothing ever is. */
    enum err (*over)(struct call *c, const struct ledger *l, const struct row *row,
                     enum handling how);
    /* Of a congress: the first of the seats that its polls left open; out->title is empty without.  The room of polls,
     * above that of congresses, knows it.  NULL: nothing ever is. */
    enum err (*unfilled)(struct call *c, row_id congress, struct unfilled *out);
};

/* All of the program's. */
extern const struct hooks HOOKS;

/* NULL: the ledger has none. */
const struct hook *hook_of(const struct hooks *hooks, const struct ledger *l);

/* Does every ledger's hook have a function, and has no site's own ledger one?  ERR_INVALID
 * "definition.no_hook". */
MUST_USE enum err hooks_check(const struct hooks *hooks, const struct catalog *c,
                              struct fault *f);
