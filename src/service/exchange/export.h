/* Rows as a spreadsheet.  The export is the import template: same headings, same values. */
#pragma once

#include "office/sheet.h"
#include "service/record/record.h"

enum { EXPORT_ROWS_MOST = 1000000 };

/* All rows that `q` matches, whatever its limit; none with `empty`.  ERR_DENIED; ERR_TOO_BIG "export.too_big". */
MUST_USE enum err export_rows(struct call *c, const struct ledger *l,
                              const struct list_query *q, enum sheet_format format,
                              bool empty, struct buf *out);
