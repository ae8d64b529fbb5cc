/* Rules for the record of a person.  Pure. */
#pragma once

#include "domain/ledger/value.h"

/*
 * The identity number agrees with birth and sex, and dates follow each other: born, then working,
 * then in the Party.  Fields are found by name (id_number, birth, sex, work_started, party_joined);
 * those that a ledger does not have are not checked.
 */
/* Is somebody born then eighteen on that day (宪法 34, 选举法 4)?  Without a birth nobody can say: true. */
bool person_is_of_age(date birth, date at);

/* Is it `years` or more from `since` to `at`?  A day or month that is not known counts as the first; true when
 * either is not known. */
bool person_has_years(date since, date at, int64_t years);

void person_check(struct arena *a, const struct ledger *l, const struct row *row,
                  struct row_faults *faults);
