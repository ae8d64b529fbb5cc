/* Motions and joint nominations are withdrawn by those who put them, a nomination also by whom it names; neither
 * presidium nor secretariat takes them out (组织法 2022 arts 22, 26). */
#pragma once

#include "service/record/withdrawal.h"

extern const struct withdrawal_fields MOTION_WITHDRAWAL;

/* May this one be withdrawn, as its row will be?  Deputies' by all who signed it, named; a nomination before its poll
 * is frozen; a motion on the agenda with the presidium's consent; each entered and confirmed by two people.
 * ERR_RULE "withdrawal.*". */
MUST_USE enum err motion_withdraw(struct call *c, const struct ledger *l,
                                  const struct row *row);
