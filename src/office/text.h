/* Bytes of a text file as UTF-8, whatever a Chinese office program wrote. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

/*
 * `bytes` as UTF-8 without byte order mark: itself when it is UTF-8, else converted
 * into `room` (which must outlive *out) from UTF-16 with a mark or from GB18030.
 * ERR_INVALID sheet.encoding with the line; ERR_TOO_BIG sheet.bomb past room's limit.
 */
MUST_USE enum err text_decode(struct str bytes, struct buf *room, struct str *out,
                              struct fault *f);
