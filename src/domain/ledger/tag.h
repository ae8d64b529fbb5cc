/* Names of the compiler for fields, states and acts, "ledgers/NAME.h", and for codes, "ledgers/codes.h". */
#pragma once

#include "base/str.h"

/* A ledger's mark in the numbers of "ledgers/NAME.h" (tools/ledgers.py): 15 bits of FNV-1a. */
int ledger_tag(struct str name);
/* The same for a code list, in the numbers of "ledgers/codes.h": never that of a ledger. */
int code_tag(struct str list);
enum {
    TAG_SHIFT = 8,
    TAG_INDEX = 0xFF
}; /* tag << TAG_SHIFT | index of the field, state, act or code */
