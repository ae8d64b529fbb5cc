/* Members of a consultative conference: how far its sectors are, and what the outgoing standing committee decides. */
#include "ledgers/delegate.h"
#include "service/delegates/delegates_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

/* ---- how far it is --------------------------------------------------------------------------- */

static void count_sector(const struct structure_line *u, struct step_numbers *n)
{
    int64_t listed = u->considered + u->decided;

    n->units_without_quota += u->quota == 0;
    n->quota += u->quota;
    n->units_short_names += u->proposed + u->consulted + listed < u->quota;
    n->units_over += listed > u->quota;
}

/* Of all names, also of those that no sector has. */
static void count_name(const struct delegates *d, const struct row *row,
                       struct step_numbers *n)
{
    const struct ledger *l = d->ledger;
    bool proposed = row_is(l, row, DELEGATE_IS_PROPOSED);

    n->proposed += proposed;
    n->unsorted += proposed && !row_number(l, row, DELEGATE_ELECTORAL_UNIT);
    n->consulted += row_is(l, row, DELEGATE_IS_CONSULTED);
    n->considered += row_is(l, row, DELEGATE_IS_CONSIDERED);
    n->members += row_is(l, row, DELEGATE_IS_MEMBER);
}

enum err conference_count(struct call *c, const struct delegates *d,
                          struct step_numbers *out)
{
    struct structure_view v;

    TRY(structure_of(c, d, &v));
    *out = (struct step_numbers){.units = (int64_t)v.unit_count};
    for (size_t i = 0; i < v.unit_count; i++)
        count_sector(&v.units[i], out);
    for (size_t i = 0; i < d->all.count; i++)
        count_name(d, d->all.rows[i], out);
    return ERR_OK;
}

/* ---- the decision ---------------------------------------------------------------------------- */

static enum err check_votes(struct call *c, const struct step_taken *t)
{
    struct rules_edition edition;

    if (t->committee < 1 || t->approve < 0 || t->approve > t->committee)
        return FAIL(&c->fault, ERR_RULE, "sectors.votes", "%lld" SEP "%lld",
                    (long long)t->approve, (long long)t->committee);
    TRY(rules_in_force(c, code_name(CODE_RULE_SET_CPPCC), &edition));
    const struct rule_share *share = &edition.set->decision;
    if (!share->den) /* an edition of before this rule */
        share = &rules_find(code_name(CODE_RULE_SET_CPPCC))->decision;
    if (rule_is_met(share, t->committee, t->approve))
        return ERR_OK;
    int64_t limit = rule_limit(share, t->committee);
    return FAIL(&c->fault, ERR_RULE, "sectors.not_passed", "%lld" SEP "%lld" SEP "%lld",
                (long long)t->approve, (long long)t->committee,
                (long long)(share->at_least ? limit : limit + 1));
}

static enum err make_member(struct call *c, const struct ledger *l, row_id id, date on)
{
    struct row *before, *after;

    TRY(row_fetch(c, l, id, &before));
    after = row_copy(c->arena, l, before);
    row_put_state(l, after, DELEGATE_IS_MEMBER);
    row_put_number(l, after, DELEGATE_DECIDED_ON, on);
    return row_act(c, l, before, after, DELEGATE_DO_DECIDE, (struct str){0});
}

enum err conference_decide(struct call *c, const struct delegates *d,
                           const struct step_taken *t)
{
    TRY(check_votes(c, t));
    for (size_t i = 0; i < d->all.count; i++)
        if (row_is(d->ledger, d->all.rows[i], DELEGATE_IS_CONSIDERED))
            TRY(make_member(c, d->ledger, d->all.rows[i]->id, t->on));
    return ERR_OK;
}
