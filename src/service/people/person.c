/* What must agree in a person's record, whichever ledger holds it. */
#include "domain/person.h"
#include "service/record/hooks.h"

const struct hook person_hook = {.check = person_check};
