/* Rows as a spreadsheet.  The export is the import template: same headings, same values. */
#pragma once

#include "office/sheet.h"
#include "service/record/record.h"

enum { EXPORT_ROWS_MOST = 1000000 };

struct export_wanted {
    const struct list_query *query; /* all rows that match, whatever its limit */
    enum sheet_format format;
    bool empty; /* no rows: the sheet to fill in */
};

/* *rows: how many there are in it.  Whoever hands it out notes that (service/record/handed.h).
 * ERR_DENIED; ERR_TOO_BIG "export.too_big". */
MUST_USE enum err export_rows(struct call *c, const struct ledger *l,
                              const struct export_wanted *want, struct buf *out,
                              int64_t *rows);
