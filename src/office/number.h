/*
 * Numbers of a spreadsheet as text: without binary artefacts, dates as dates.
 * Pure, on decimal digits only: no floating point, no locale.
 */
#pragma once

#include "base/str.h"

enum { NUMBER_DIGITS = 15 }; /* what Excel keeps and shows of a number */

/* What a number format makes of a number: a set of these. */
enum {
    FORMAT_PLAIN = 0,
    FORMAT_DATE = 1,
    FORMAT_TIME = 2,
    FORMAT_ELAPSED = 4, /* [h]:mm, hours beyond 24 */
};

/* The meaning of a built-in format (ECMA-376 18.8.30, with the ids that Chinese
 * versions use for dates), and of a format code such as yyyy"年"m"月";@ . */
unsigned format_of_id(int64_t id);
unsigned format_of_code(struct str code);

/*
 * A stored number as a cell: plain decimal text of at most 15 significant digits,
 * or with a date format 2021-05-30, 2021-05-30 08:30:00, 08:30:00.  Text that is no
 * number, and a date outside 1900..9999, comes back as it is.
 */
struct str number_text(struct arena *a, struct str stored, unsigned format, bool is_1904);

/* Is `s` a plain decimal number that keeps all its digits when stored as a number:
 * no blank, no leading zero, no exponent, at most 15 digits? */
bool number_is_plain(struct str s);
