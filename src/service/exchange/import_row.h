/* One row of a spreadsheet into a row of a ledger.  Private to imports. */
#pragma once

#include "service/exchange/import.h"
#include "service/record/gate.h"

struct seen; /* unique values met in this file */

struct importing {
    struct call *call;
    const struct ledger *ledger;
    const int *targets;
    size_t count;
    region place;
    bool is_old;          /* the state is as the file has it, and every row is new */
    account_id registrar; /* who vouches for old rows, each where he may; 0: nobody yet */
    region vouched;       /* where he was last found to be allowed; 0: nowhere */
    struct seen *seen;    /* NULL: the database itself tells (while importing) */
};

/* Everything lives in call->arena; mistakes are in call->faults.  True: no mistake. */
bool import_row_read(struct importing *m, const struct sheet_row *cells,
                     struct passing *out);

struct seen *seen_new(void);
void seen_free(struct seen *s);
