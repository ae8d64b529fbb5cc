#include "service/congress/body.h"

#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/delegate_step.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"

static const struct {
    int body, attendee;
} BODIES[] = {{CODE_BODY_KIND_PARTY, CODE_ATTENDEE_KIND_DELEGATE},
              {CODE_BODY_KIND_CONGRESS, CODE_ATTENDEE_KIND_DEPUTY},
              {CODE_BODY_KIND_CONFERENCE, CODE_ATTENDEE_KIND_CONFERENCE}};
enum { BODY_COUNT = sizeof(BODIES) / sizeof(BODIES[0]) };

int body_of_row(const struct ledger *l, const struct row *row)
{
    int field = ANY_OF(l, DELEGATE_BODY_KIND, ELECTORAL_UNIT_BODY_KIND,
                       DELEGATE_STEP_BODY_KIND, STRUCTURE_TARGET_BODY_KIND);

    for (int i = 0; field && i < BODY_COUNT; i++)
        if (row_has_code(l, row, field, BODIES[i].body))
            return BODIES[i].body;
    return CODE_BODY_KIND_PARTY;
}

int body_of_congress(const struct ledger *l, const struct row *congress)
{
    if (row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_CONFERENCE))
        return CODE_BODY_KIND_CONFERENCE;
    return row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE) ||
                   row_has_code(l, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT)
               ? CODE_BODY_KIND_CONGRESS
               : CODE_BODY_KIND_PARTY;
}

int body_attendee(int body)
{
    for (int i = 0; i < BODY_COUNT; i++)
        if (BODIES[i].body == body)
            return BODIES[i].attendee;
    return CODE_ATTENDEE_KIND_DELEGATE;
}
