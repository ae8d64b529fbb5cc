/* Small workbooks for tests, made part by part, as other programs would write them. */
#pragma once

#include "office/sheet.h"

struct test_part {
    const char *name;
    const char *text;
};

/* A zip archive of `parts` (ends with a NULL name), in `a`. */
struct str zip_of(struct arena *a, const struct test_part *parts);

/* A workbook with one visible sheet of that XML; `styles`, `strings` may be NULL. */
struct str book_of(struct arena *a, const char *sheet, const char *styles,
                   const char *strings);

/* All rows of a file as "1:A|B|;3:C|", and the code of the error that ended it, if any:
 * "sheet.bomb", with its arguments: "sheet.broken(xl/workbook.xml,missing)". */
struct str rows_of(struct arena *a, struct str bytes);
