/* Ledgers whose rows somebody must stay out of: opinions, complaints, cases, objections, inspections. */
#include "ledgers/appraisal.h"
#include "ledgers/appraisal_group.h"
#include "ledgers/case_.h"
#include "ledgers/complaint.h"
#include "ledgers/delegate.h"
#include "ledgers/family.h"
#include "ledgers/nominee.h"
#include "ledgers/objection.h"
#include "ledgers/vetting_opinion.h"
#include "service/avoidance/avoidance.h"
#include "service/record/check.h"
#include "service/record/codes.h"
#include "service/record/fields.h"
#include "service/record/hooks.h"
#include "service/record/withdrawal.h"
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

/* 双签字 (干部选拔任用工作条例 2019, art. 31): the conclusion on integrity is signed by the secretary and by
 * the discipline secretary before it counts. */
static enum err opinion_act(struct call *c, const struct ledger *l, const struct act *act,
                            const struct row *row)
{
    bool needs = act == act_at(l, VETTING_OPINION_DO_CONFIRM) &&
                 row_has_code(l, row, VETTING_OPINION_KIND, CODE_VETTING_KIND_INTEGRITY);

    if (!needs || (row_has(l, row, VETTING_OPINION_SIGNED_BY) &&
                   row_has(l, row, VETTING_OPINION_COUNTERSIGNED_BY)))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "vetting.unsigned", "%s", "");
}

/* Nobody handles the opinion about himself or his kin. */
static enum err bar_concerned(struct call *c, const struct ledger *l, const struct row *row)
{
    row_id person = {row_number(l, row, VETTING_OPINION_PERSON)};
    struct str name = row_text(l, row, VETTING_OPINION_NAME);
    struct avoidance_of concerned = {.person = person, .name = name};
    struct somebody called[] = {{name, person.v},
                                {row_label(l, row, VETTING_OPINION_PERSON), person.v}};
    bool near;

    TRY(avoidance_near(c, called, 2, &near));
    return near ? avoidance_require(c, c->person, AVOID_OPINION, &concerned, 1, row->region)
                : ERR_OK;
}

static enum err opinion_guard(struct call *c, const struct ledger *l, struct row *row)
{
    return collect(c, field_at(l, VETTING_OPINION_NAME), bar_concerned(c, l, row));
}

/* Opinions about somebody of his record or name; the names in the spellings that lists find. */
static enum err opinion_suspects(struct call *c, const struct ledger *l,
                                 struct filter **out, size_t *count, bool *is_all)
{
    struct value *people, *names;
    size_t person_count, name_count;

    TRY(avoidance_near_values(c, &people, &person_count, &names, &name_count, is_all));
    struct filter *all = ARENA_ARRAY(c->arena, struct filter, 2);
    *count = 0;
    if (person_count)
        all[(*count)++] = (struct filter){field_at(l, VETTING_OPINION_PERSON), FILTER_ANY,
                                          people, person_count};
    if (name_count)
        all[(*count)++] = (struct filter){field_at(l, VETTING_OPINION_NAME), FILTER_ANY,
                                          names, name_count};
    *out = all;
    return ERR_OK;
}

const struct hook vetting_opinion_hook = {.guard = opinion_guard,
                                          .handle = bar_concerned,
                                          .suspects = opinion_suspects,
                                          .act = opinion_act};

/* ---- complaints and cases ------------------------------------------------------------ */

/* Who is accused, as the row says it; a seal that does not open is an error, never "nobody". */
static enum err accused_of(struct call *c, const struct ledger *l, const struct row *row,
                           struct str *out)
{
    const struct field *f =
        &l->fields[field_at(l, ONE_OF(l, COMPLAINT_ACCUSED, CASE__ACCUSED))];
    const struct value *v = &row->values[f->index];

    *out = v->text;
    if (!v->is_set || v->number == SEALED_PLAIN)
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, v->text, out, &c->fault);
}

/* The same of the complaint that a case came from: an empty field of the case hides nobody. */
static enum err accused_before(struct call *c, const struct ledger *l,
                               const struct row *row, struct str *out)
{
    const struct ledger *complaints = ledger_of(c, LEDGER_COMPLAINT);
    struct row *before;

    *out = (struct str){0};
    if (l == complaints || !row_has(l, row, CASE__COMPLAINT))
        return ERR_OK;
    enum err err = engine_get(call_reading(c), complaints,
                              (row_id){row_number(l, row, CASE__COMPLAINT)}, &before);
    if (err == ERR_NOT_FOUND)
        return ERR_OK; /* another check names a complaint that is not there */
    TRY(err);
    return accused_of(c, complaints, before, out);
}

static enum err bar_accused(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str accused, before;

    if (!c->person.v)
        return ERR_OK;
    TRY(accused_of(c, l, row, &accused));
    TRY(accused_before(c, l, row, &before));
    struct str all = str_print(c->arena, "%.*s|%.*s", STR_FMT(accused), STR_FMT(before));
    bool near;
    TRY(avoidance_near_text(c, all, &near));
    return near ? avoidance_require_text(c, c->person, AVOID_CASE, all, row->region)
                : ERR_OK;
}

static enum err case_guard(struct call *c, const struct ledger *l, struct row *row)
{
    int field = field_at(l, ONE_OF(l, COMPLAINT_ACCUSED, CASE__ACCUSED));

    return collect(c, field, bar_accused(c, l, row));
}

const struct hook case_hook = {
    .guard = case_guard, .handle = bar_accused, .unseal = bar_accused};

/* ---- objections ---------------------------------------------------------------------- */

/* One of those whom an objection is about: the nominee or the delegate that it names. */
static enum err bar_named(struct call *c, const struct ledger *l, row_id id, int person,
                          int name, region place)
{
    struct row *row;

    if (!id.v)
        return ERR_OK;
    enum err err = engine_get(call_reading(c), l, id, &row);
    if (err == ERR_NOT_FOUND)
        return ERR_OK; /* another check names a row that is not there */
    TRY(err);
    struct avoidance_of concerned = {.person = {row_number(l, row, person)},
                                     .name = row_text(l, row, name)};
    return avoidance_require(c, c->person, AVOID_CASE, &concerned, 1, place);
}

/* Nobody handles or opens the objection to himself or his kin. */
static enum err bar_objected(struct call *c, const struct ledger *l, const struct row *row)
{
    row_id nominee = {row_number(l, row, OBJECTION_NOMINEE)};
    row_id delegate = {row_number(l, row, OBJECTION_DELEGATE)};

    TRY(bar_named(c, ledger_of(c, LEDGER_NOMINEE), nominee, NOMINEE_PERSON, NOMINEE_NAME,
                  row->region));
    return bar_named(c, ledger_of(c, LEDGER_DELEGATE), delegate, DELEGATE_PERSON,
                     DELEGATE_NAME, row->region);
}

static const struct withdrawal_fields OBJECTION_WITHDRAWAL = {
    .by = OBJECTION_WITHDRAW_BY,
    .paper = OBJECTION_WITHDRAW_PAPER,
    .entered_by = OBJECTION_WITHDRAW_ENTERED_BY};

/* Who objected withdraws it, not the one who examines it. */
static enum err objection_act(struct call *c, const struct ledger *l, const struct act *act,
                              const struct row *row)
{
    if (act != act_at(l, OBJECTION_DO_WITHDRAW))
        return ERR_OK;
    TRY(bar_objected(c, l, row));
    if (!row_has_code(l, row, OBJECTION_WITHDRAW_BY, CODE_WITHDRAWAL_BY_PUTTERS))
        return FAIL(&c->fault, ERR_RULE, "withdrawal.putters", "%s", "");
    return withdrawal_act(c, l, row, &OBJECTION_WITHDRAWAL);
}

static enum err objection_guard(struct call *c, const struct ledger *l, struct row *row)
{
    int field = row_has(l, row, OBJECTION_NOMINEE) ? OBJECTION_NOMINEE : OBJECTION_DELEGATE;

    withdrawal_guard(c, l, row, &OBJECTION_WITHDRAWAL);
    return collect(c, field_at(l, field), bar_objected(c, l, row));
}

const struct hook objection_hook = {.act = objection_act,
                                    .guard = objection_guard,
                                    .handle = bar_objected,
                                    .unseal = bar_objected};

/* ---- inspections --------------------------------------------------------------------- */

/* Nobody leads the inspection of his own unit. */
static enum err bar_leader(struct call *c, const struct ledger *l, const struct row *row,
                           row_id leader)
{
    struct avoidance_of concerned = {.unit = {row_number(l, row, APPRAISAL_UNIT)},
                                     .place = row->region};

    return avoidance_require(c, leader, AVOID_INSPECT, &concerned, 1, row->region);
}

static enum err appraisal_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *groups = ledger_of(c, LEDGER_APPRAISAL_GROUP);
    row_id id = {row_number(l, row, APPRAISAL_APPRAISAL_GROUP)};
    struct row *group;

    enum err err = id.v ? engine_get(call_reading(c), groups, id, &group) : ERR_NOT_FOUND;
    if (err == ERR_NOT_FOUND)
        return ERR_OK; /* another check names a group that is not there */
    TRY(err);
    row_id leader = {row_number(groups, group, APPRAISAL_GROUP_LEADER_PERSON)};
    return collect(c, field_at(l, APPRAISAL_APPRAISAL_GROUP),
                   bar_leader(c, l, row, leader));
}

const struct hook appraisal_hook = {.guard = appraisal_guard};

/* Whoever is put at the head of a group later is asked about all that it inspects already. */
static enum err group_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *appraisals = ledger_of(c, LEDGER_APPRAISAL);
    row_id leader = {row_number(l, row, APPRAISAL_GROUP_LEADER_PERSON)};
    struct list all;

    if (!leader.v || !row->id.v)
        return ERR_OK;
    TRY(rows_of_one(c, appraisals, APPRAISAL_APPRAISAL_GROUP, row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        enum err err = bar_leader(c, appraisals, all.rows[i], leader);
        if (err)
            return collect(c, field_at(l, APPRAISAL_GROUP_LEADER_PERSON), err);
    }
    return ERR_OK;
}

const struct hook appraisal_group_hook = {.guard = group_guard};

/* ---- families -------------------------------------------------------------------------- */

/* His own relations are another's to write: they keep him out of matters. */
static bool is_of_caller(const struct call *c, const struct ledger *l,
                         const struct row *row)
{
    return c->person.v && (row_number(l, row, FAMILY_PERSON) == c->person.v ||
                           row_number(l, row, FAMILY_RELATIVE_PERSON) == c->person.v);
}

static bool is_same(const struct ledger *l, const struct row *a, const struct row *b)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (!value_equal(&l->fields[i], &a->values[i], &b->values[i]))
            return false;
    return true;
}

static enum err family_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *before = NULL;

    if (row->id.v && engine_get(call_reading(c), l, row->id, &before))
        before = NULL;
    if (before && is_same(l, before, row)) /* brought along in a file, as it stands */
        return ERR_OK;
    if ((before && is_of_caller(c, l, before)) || is_of_caller(c, l, row))
        record_wrong(c, field_at(l, FAMILY_PERSON), "avoidance.own_record", STR(""));
    return ERR_OK;
}

static enum err family_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    return is_of_caller(c, l, row)
               ? FAIL(&c->fault, ERR_RULE, "avoidance.own_record", "%s", "")
               : ERR_OK;
}

const struct hook family_hook = {.guard = family_guard, .drop = family_drop};
