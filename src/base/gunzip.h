/* Unpacking gzip, for the rare client that does not take packed pages. */
#pragma once

#include "base/buf.h"

/* Append the unpacked bytes to `out`.  False: not gzip, or beyond the limit of `out`. */
MUST_USE bool gunzip(struct str packed, struct buf *out);
