/* The people of a county, first in memory: who they are and which seats they hold. */
#pragma once

#include "demo/entry.h"

/* A new person of `age` years at `at`; name, sex, birth and schooling by chance. */
struct person *person_new(struct demo *d, int age, date at);

/* Deal the seats of all leading teams, with the ages that the facts ask for. */
void team_deal(struct demo *d);

/* Write one person's record and everything that hangs on it. */
MUST_USE enum err record_put(struct demo *d, struct person *p);
