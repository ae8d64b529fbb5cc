#include "service/hooks.h"

#include "domain/person.h"

struct hook {
    const char *name;
    void (*check)(struct arena *, const struct ledger *, const struct row *,
                  struct row_faults *);
};

static const struct hook HOOKS[] = {
    {"person", person_check},
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

    if (hook)
        hook->check(a, l, row, faults);
}
