/*
 * Names to choose from where a row says who is in charge or who did it.  Whoever works with records may
 * look for a name; nothing else of a record is told than what tells namesakes apart.
 */
#pragma once

#include "service/site/call.h"

struct name_line {
    int64_t id;
    struct str title;  /* of the account; the person's name */
    struct str name;   /* typed at sign-in; empty for people */
    struct str detail; /* unit of the person, or of the account's; may be empty */
};

enum {
    NAMES_MOST = 20,
    /* who works with records; a registrar alone only vouches for old books */
    NAMES_ROLES = (1 << ROLE_COUNT) - 1 - ROLES_ADMIN - (1 << ROLE_REGISTRAR),
};

/* Accounts in use that work with records, whose title or sign-in name holds `text`. */
MUST_USE enum err names_of_accounts(struct call *c, struct str text, struct name_line **out,
                                    size_t *out_count);

/* People of the caller's county by words of their names. */
MUST_USE enum err names_of_people(struct call *c, struct str text, struct name_line **out,
                                  size_t *out_count);
