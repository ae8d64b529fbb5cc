/*
 * Whose a delegate, an electoral unit or a congress is: the Party's, the people's congress's, the conference's.
 * Delegates of the Party, deputies and members of the conference are never counted or called together.
 */
#pragma once

#include "service/record/codes.h"

/* Code of body_kind, of a delegate, unit, step or target.  One that does not say is the Party's, and so is all that
 * has no such field. */
int body_of_row(const struct ledger *l, const struct row *row);

/* Of a congress, by its kind. */
int body_of_congress(const struct ledger *l, const struct row *congress);

/* As what somebody of the body is called to it: code of attendee_kind. */
int body_attendee(int body);
