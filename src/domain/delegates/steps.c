#include "domain/delegates/steps.h"

static const char *const STEPS[DELEGATE_WAYS][DELEGATE_STEPS] = {
    [WAY_PARTY] = {"allot", "nominate", "review", "elect", "credentials"},
    [WAY_CONFERENCE] = {"allot", "nominate", "consult", "consider", "decide"},
};

const char *delegate_step_name(enum delegate_way w, enum delegate_step s)
{
    return STEPS[w][s];
}

bool delegate_step_read(enum delegate_way w, struct str name, enum delegate_step *out)
{
    for (int i = 0; i < DELEGATE_STEPS; i++) {
        if (!str_eq(name, str_of(STEPS[w][i])))
            continue;
        *out = (enum delegate_step)i;
        return true;
    }
    return false;
}

#define REFUSE(g, ...)                                  \
    do {                                                \
        (g)->is_ok = false;                             \
        (void)FAIL(&(g)->fault, ERR_RULE, __VA_ARGS__); \
    } while (0)

/* As many delegates as the rule says, or another number that the superior approved. */
static bool size_is_kept(struct step_gate *g, const struct step_numbers *n)
{
    int64_t all = n->total ? n->total : n->quota;

    if (!n->most || (all >= n->least && all <= n->most))
        return true;
    if (n->never && all > n->never)
        REFUSE(g, "delegates.size_never", "%lld" SEP "%lld" SEP "%s", (long long)all,
               (long long)n->never, n->size_article);
    else if (!n->is_approved)
        REFUSE(g, "delegates.size", "%lld" SEP "%lld" SEP "%lld" SEP "%s", (long long)all,
               (long long)n->least, (long long)n->most, n->size_article);
    return g->is_ok;
}

static void gate_allot(struct step_gate *g, const struct step_numbers *n)
{
    if (!n->units)
        REFUSE(g, "delegates.no_units", "%s", "");
    else if (n->units_without_quota)
        REFUSE(g, "delegates.no_quota", "%lld", (long long)n->units_without_quota);
    else if (!size_is_kept(g, n))
        return;
    else if (n->total && n->total != n->quota) {
        REFUSE(g, "delegates.sum", "%lld" SEP "%lld", (long long)n->quota,
               (long long)n->total);
        g->may_decide = true;
    }
}

static void gate_nominate(struct step_gate *g, const struct step_numbers *n)
{
    if (n->units_short_names)
        REFUSE(g, "delegates.names", "%lld" SEP "%s", (long long)n->units_short_names,
               n->surplus_article);
}

static void gate_review(struct step_gate *g, const struct step_numbers *n)
{
    if (n->proposed)
        REFUSE(g, "delegates.unreviewed", "%lld", (long long)n->proposed);
    else if (n->units_short_reviewed)
        REFUSE(g, "delegates.reviewed", "%lld" SEP "%s", (long long)n->units_short_reviewed,
               n->surplus_article);
}

static void gate_elect(struct step_gate *g, const struct step_numbers *n)
{
    if (!n->elected)
        REFUSE(g, "delegates.nobody", "%s", "");
    else if (n->elected != n->quota) {
        REFUSE(g, "delegates.elected", "%lld" SEP "%lld", (long long)n->elected,
               (long long)n->quota);
        g->may_decide = n->elected < n->quota;
    }
}

static void gate_credentials(struct step_gate *g, const struct step_numbers *n)
{
    if (n->unchecked)
        REFUSE(g, "delegates.unchecked", "%lld", (long long)n->unchecked);
    else if (!n->qualified)
        REFUSE(g, "delegates.nobody", "%s", "");
}

/* ---- the conference -------------------------------------------------------------------------- */

static void gate_sectors(struct step_gate *g, const struct step_numbers *n)
{
    if (!n->units)
        REFUSE(g, "sectors.none", "%s", "");
    else if (n->units_without_quota)
        REFUSE(g, "sectors.no_quota", "%lld", (long long)n->units_without_quota);
    else if (n->total && n->total != n->quota) {
        REFUSE(g, "sectors.sum", "%lld" SEP "%lld", (long long)n->quota,
               (long long)n->total);
        g->may_decide = n->quota < n->total;
    }
}

static void gate_propose(struct step_gate *g, const struct step_numbers *n)
{
    if (n->unsorted)
        REFUSE(g, "sectors.unsorted", "%lld", (long long)n->unsorted);
    else if (n->units_short_names) {
        REFUSE(g, "sectors.names", "%lld", (long long)n->units_short_names);
        g->may_decide = true;
    }
}

static void gate_consult(struct step_gate *g, const struct step_numbers *n)
{
    if (n->proposed)
        REFUSE(g, "sectors.unconsulted", "%lld", (long long)n->proposed);
    else if (!n->consulted && !n->considered && !n->members)
        REFUSE(g, "sectors.nobody", "%s", "");
}

static void gate_consider(struct step_gate *g, const struct step_numbers *n)
{
    if (n->proposed || n->consulted)
        REFUSE(g, "sectors.unconsidered", "%lld", (long long)(n->proposed + n->consulted));
    else if (!n->considered && !n->members)
        REFUSE(g, "sectors.nobody", "%s", "");
}

/* One decision covers the whole list: it holds nobody who was not considered, and no more than there are seats. */
static void gate_decide(struct step_gate *g, const struct step_numbers *n)
{
    int64_t listed = n->considered + n->members;

    gate_consider(g, n);
    if (!g->is_ok)
        return;
    if (n->units_over)
        REFUSE(g, "sectors.over", "%lld", (long long)n->units_over);
    else if (listed < n->quota) {
        REFUSE(g, "sectors.short", "%lld" SEP "%lld", (long long)listed,
               (long long)n->quota);
        g->may_decide = true;
    }
}

struct step_gate delegate_gate(enum delegate_way w, enum delegate_step s,
                               const bool done[DELEGATE_STEPS],
                               const struct step_numbers *n)
{
    static void (*const GATES[DELEGATE_WAYS][DELEGATE_STEPS])(
        struct step_gate *, const struct step_numbers *) = {
        [WAY_PARTY] = {gate_allot, gate_nominate, gate_review, gate_elect,
                       gate_credentials},
        [WAY_CONFERENCE] = {gate_sectors, gate_propose, gate_consult, gate_consider,
                            gate_decide},
    };
    struct step_gate g = {.is_ok = true};

    for (int i = 0; i < (int)s; i++)
        if (!done[i]) {
            REFUSE(&g, "delegates.order", "%s", "");
            return g;
        }
    GATES[w][s](&g, n);
    return g;
}
