/* Ledgers whose rows somebody must stay out of: opinions, complaints, cases, inspections. */
#include "ledgers/appraisal.h"
#include "ledgers/appraisal_group.h"
#include "ledgers/case_.h"
#include "ledgers/complaint.h"
#include "ledgers/vetting_opinion.h"
#include "service/avoidance/avoidance.h"
#include "service/record/fields.h"
#include "service/record/hooks.h"
#include "service/site/site.h"

/* The rule's word beside the field, as a mistake of the row; what the database says stays an error. */
static enum err collect(struct call *c, int field, enum err err)
{
    if (err != ERR_RULE)
        return err;
    row_faults_add(c->arena, &c->faults, field, &c->fault);
    c->fault = (struct fault){0};
    return ERR_OK;
}

/* ---- opinions ------------------------------------------------------------------------ */

/* Two signatures are two people's. */
static void check_signers(struct call *c, const struct ledger *l, const struct row *row)
{
    account_id first = {row_number(l, row, VETTING_OPINION_SIGNED_BY)};
    account_id second = {row_number(l, row, VETTING_OPINION_COUNTERSIGNED_BY)};
    struct fault fault = {0};

    if (!first.v || !second.v || !call_same_person(c, first) ||
        !call_same_person(c, second))
        return;
    enum err err = FAIL(&fault, ERR_RULE, "sign.one_person", "%s", "");
    (void)err; /* collected with the other mistakes of the row */
    row_faults_add(c->arena, &c->faults, field_at(l, VETTING_OPINION_COUNTERSIGNED_BY),
                   &fault);
}

/* Nobody handles the opinion about himself or his kin. */
static enum err bar_concerned(struct call *c, const struct ledger *l, const struct row *row)
{
    struct avoidance_of concerned = {{row_number(l, row, VETTING_OPINION_PERSON)},
                                     row_text(l, row, VETTING_OPINION_NAME),
                                     {0},
                                     0};

    return avoidance_require(c, c->person, AVOID_OPINION, &concerned, 1, row->region);
}

static enum err opinion_guard(struct call *c, const struct ledger *l, struct row *row)
{
    if (row_is(l, row,
               VETTING_OPINION_IS_WAITING)) { /* what is asked again is signed anew */
        row_put_number(l, row, VETTING_OPINION_SIGNED_BY, 0);
        row_put_number(l, row, VETTING_OPINION_COUNTERSIGNED_BY, 0);
    }
    check_signers(c, l, row);
    return collect(c, field_at(l, VETTING_OPINION_NAME), bar_concerned(c, l, row));
}

const struct hook vetting_opinion_hook = {.guard = opinion_guard, .handle = bar_concerned};

/* ---- complaints and cases ------------------------------------------------------------ */

static struct str accused_of(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct field *f =
        &l->fields[field_at(l, ONE_OF(l, COMPLAINT_ACCUSED, CASE__ACCUSED))];
    const struct value *v = &row->values[f->index];
    struct fault ignored = {0};
    struct str text = {0};

    if (!v->is_set || v->number == SEALED_PLAIN)
        return v->text;
    if (engine_unseal(c->site->engine, c->arena, f, v->text, &text, &ignored))
        return (struct str){0};
    return text;
}

static enum err bar_accused(struct call *c, const struct ledger *l, const struct row *row)
{
    if (!c->person.v)
        return ERR_OK;
    return avoidance_require_text(c, c->person, AVOID_CASE, accused_of(c, l, row),
                                  row->region);
}

static enum err case_guard(struct call *c, const struct ledger *l, struct row *row)
{
    int field = field_at(l, ONE_OF(l, COMPLAINT_ACCUSED, CASE__ACCUSED));

    return collect(c, field, bar_accused(c, l, row));
}

const struct hook case_hook = {
    .guard = case_guard, .handle = bar_accused, .unseal = bar_accused};

/* ---- inspections --------------------------------------------------------------------- */

/* Nobody leads the inspection of his own unit. */
static enum err appraisal_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *groups = ledger_of(c, LEDGER_APPRAISAL_GROUP);
    row_id id = {row_number(l, row, APPRAISAL_APPRAISAL_GROUP)};
    struct avoidance_of concerned = {
        {0}, {0}, {row_number(l, row, APPRAISAL_UNIT)}, row->region};
    struct row *group;

    if (!id.v || engine_get(call_reading(c), groups, id, &group))
        return ERR_OK; /* another check names a group that is not there */
    row_id leader = {row_number(groups, group, APPRAISAL_GROUP_LEADER_PERSON)};
    return collect(c, field_at(l, APPRAISAL_APPRAISAL_GROUP),
                   avoidance_require(c, leader, AVOID_INSPECT, &concerned, 1, row->region));
}

const struct hook appraisal_hook = {.guard = appraisal_guard};
