/*
 * Whose account it is, found by what somebody says of a person.  The system administrator makes accounts
 * and reads no records (三员分立): he gives words, and learns only whether one record fits them.
 */
#pragma once

#include "service/account/account.h"

struct person_words { /* empty: not said */
    struct str name;
    struct str birth; /* "1980-05", as in a cell */
    struct str unit;  /* its whole name */
};

/*
 * The one record within the caller's region that fits.  ERR_NOT_FOUND "account.person_none", ERR_CONFLICT
 * "account.person_many" (birth month and unit tell them apart), ERR_INVALID "account.person_name",
 * "cell.month".
 */
MUST_USE enum err person_find(struct call *c, const struct person_words *words,
                              struct owner_said *out);
