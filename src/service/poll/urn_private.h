/* What slips.c, urn.c and vote.c share. */
#pragma once

#include "base/crypto.h"

/* Of a slip as people type it: any case, with or without blanks and dashes. */
void slip_hash(struct str slip, unsigned char out[HASH_BYTES]);
