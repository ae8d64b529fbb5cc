#include "service/hooks.h"

#include "domain/person.h"
#include "service/congress/hall.h"
#include "service/delegates/delegates.h"
#include "service/direct/districts.h"
#include "service/nomination/nominations.h"
#include "service/poll/poll.h"

struct hook {
    const char *name;
    void (*check)(struct arena *, const struct ledger *, const struct row *,
                  struct row_faults *); /* pure; any of the three may be NULL */
    enum err (*guard)(struct call *, const struct ledger *, struct row *);
    enum err (*drop)(struct call *, const struct ledger *, const struct row *);
};

static const struct hook HOOKS[] = {
    {"person", person_check, NULL, NULL},
    {"sitting", NULL, congress_guard, sitting_drop_guard},
    {"attendee", NULL, attendee_guard, NULL},
    {"attendance", NULL, NULL, attendance_drop_guard},
    {"officer", NULL, officer_guard, NULL},
    {"poll", NULL, poll_guard, poll_drop_guard},
    {"election", NULL, election_guard, election_drop_guard},
    {"candidate", NULL, candidate_guard, candidate_drop_guard},
    {"nomination", NULL, NULL, nomination_drop_guard},
    {"structure_target", NULL, structure_target_guard, NULL},
    {"district", NULL, district_guard, NULL},
    {"voter", person_check, voter_guard, NULL},
    {"proxy", NULL, proxy_guard, NULL},
    {"mobile_box", NULL, mobile_box_guard, NULL},
    {"voter_objection", NULL, voter_objection_guard, NULL},
};

static const struct hook *find(struct str name)
{
    for (size_t i = 0; i < sizeof(HOOKS) / sizeof(HOOKS[0]); i++)
        if (str_eq(name, str_of(HOOKS[i].name)))
            return &HOOKS[i];
    return NULL;
}

bool hook_is_known(struct str name)
{
    return find(name) != NULL;
}

void hook_check(struct arena *a, const struct ledger *l, const struct row *row,
                struct row_faults *faults)
{
    const struct hook *hook = find(l->check_hook);

    if (hook && hook->check)
        hook->check(a, l, row, faults);
}

enum err hook_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct hook *hook = find(l->check_hook);

    return hook && hook->guard ? hook->guard(c, l, row) : ERR_OK;
}

enum err hook_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct hook *hook = find(l->check_hook);

    return hook && hook->drop ? hook->drop(c, l, row) : ERR_OK;
}
