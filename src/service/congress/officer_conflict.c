/* Who may not hold a duty beside what he or his family is: the congress's people, for domain/avoidance/conflicts.h. */
#include "service/congress/officer_conflict.h"

#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/family.h"
#include "ledgers/officer.h"
#include "service/congress/hall_load.h"
#include "service/record/codes.h"
#include "service/site/site.h"

/* ---- what is known of people --------------------------------------------------------- */

static struct somebody somebody_of(const struct ledger *l, const struct row *row, int name,
                                   int person)
{
    return (struct somebody){row_text(l, row, name), row_number(l, row, person)};
}

static struct officer_of officer_of(const struct ledger *l, const struct row *row)
{
    return (struct officer_of){somebody_of(l, row, OFFICER_NAME, OFFICER_PERSON),
                               row_text(l, row, OFFICER_DUTY)};
}

static struct str title_at(const struct ledger *l, const struct list *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i]->id.v == id)
            return row_text(l, rows->rows[i], ELECTION_TITLE);
    return (struct str){0};
}

static enum err load_candidates(struct call *c, row_id congress, struct conflict_input *in)
{
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    const struct ledger *elections = ledger_of(c, LEDGER_ELECTION);
    struct list list, titles;

    TRY(candidates_of(c, (struct ids){&congress.v, 1}, false, &list, &titles));
    struct candidate_of *all = ARENA_ARRAY(c->arena, struct candidate_of, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        all[i] = (struct candidate_of){
            somebody_of(l, list.rows[i], CANDIDATE_NAME, CANDIDATE_PERSON),
            title_at(elections, &titles, row_number(l, list.rows[i], CANDIDATE_ELECTION))};
    in->candidates = all;
    in->candidate_count = list.count;
    return ERR_OK;
}

/* The families of candidates and of those asked about who count or watch, as far as they are on record. */
static enum err load_relations(struct call *c, struct conflict_input *in)
{
    const struct ledger *l = ledger_of(c, LEDGER_FAMILY);
    struct ids ids = {
        ARENA_ARRAY(c->arena, int64_t, in->candidate_count + in->officer_count + 1), 0};
    struct list list;

    for (size_t i = 0; i < in->candidate_count; i++)
        if (in->candidates[i].who.person)
            ids.items[ids.count++] = in->candidates[i].who.person;
    for (size_t i = 0; i < (in->asked ? in->asked : in->officer_count); i++)
        if (in->officers[i].who.person && officer_task_of(in->officers[i].duty))
            ids.items[ids.count++] = in->officers[i].who.person;
    TRY(rows_of(c, l, FAMILY_PERSON, ids, 0, &list));
    struct relation_of *all = ARENA_ARRAY(c->arena, struct relation_of, list.count + 1);
    for (size_t i = 0; i < list.count; i++) {
        const struct row *row = list.rows[i];
        all[i] = (struct relation_of){
            .person = row_number(l, row, FAMILY_PERSON),
            .person_name = row_label(l, row, FAMILY_PERSON),
            .relation = row_text(l, row, FAMILY_RELATION),
            .to = somebody_of(l, row, FAMILY_NAME, FAMILY_RELATIVE_PERSON)};
    }
    in->relations = all;
    in->relation_count = list.count;
    return ERR_OK;
}

static bool stands(const struct ledger *l, const struct row *row)
{
    return !row_is(l, row, OFFICER_IS_WITHDRAWN);
}

/* ---- conflicts ----------------------------------------------------------------------- */

/* The articles are those of the congress, whoever asks. */
static enum err load_rules(struct call *c, row_id congress, struct conflict_input *in)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *row;

    TRY(row_fetch(c, l, congress, &row));
    in->by =
        count_rules_of(row_text(l, row, CONGRESS_KIND), row_text(l, row, CONGRESS_LEVEL));
    return ERR_OK;
}

static enum err find_conflicts(struct call *c, row_id congress, struct conflict_input *in,
                               struct officer_conflict **out, size_t *out_count)
{
    TRY(load_candidates(c, congress, in));
    TRY(load_relations(c, in));
    TRY(load_rules(c, congress, in));
    conflicts_find(c->arena, in, out, out_count);
    return ERR_OK;
}

enum err hall_conflicts(struct call *c, row_id congress, struct officer_conflict **out,
                        size_t *out_count)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct conflict_input in = {0};
    struct list list;

    TRY(rows_of_one(c, l, OFFICER_CONGRESS, congress, 0, &list));
    struct officer_of *all = ARENA_ARRAY(c->arena, struct officer_of, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        if (stands(l, list.rows[i]))
            all[in.officer_count++] = officer_of(l, list.rows[i]);
    in.officers = all;
    return find_conflicts(c, congress, &in, out, out_count);
}

/* Would one with this task watch what one of the rows counts, or count what he watches? */
static bool clashes(const struct ledger *l, struct row *const *rows, size_t count,
                    enum officer_task task)
{
    for (size_t i = 0; i < count; i++)
        if (officer_tasks_clash(officer_task_of(row_text(l, rows[i], OFFICER_DUTY)), task))
            return true;
    return false;
}

/* The officers of the congress whose duties exclude one of those in `rows`: few, however many sit in the presidium. */
static enum err load_opponents(struct call *c, row_id congress, struct row *const *rows,
                               size_t count, struct list *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    const struct code_table *codes = l->fields[field_at(l, OFFICER_DUTY)].codes;
    struct value id = {.is_set = true, .number = congress.v};
    struct filter filters[] = {
        {field_at(l, OFFICER_CONGRESS), FILTER_ANY, &id, 1},
        {.field = field_at(l, OFFICER_DUTY), .op = FILTER_ANY},
    };
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = ROWS_MOST,
                           .filters = filters,
                           .filter_count = 2};

    *out = (struct list){0};
    filters[1].values = ARENA_ARRAY(c->arena, struct value, codes->count);
    for (size_t i = 0; i < codes->count; i++)
        if (clashes(l, rows, count, officer_task_of(codes->items[i].code)))
            filters[1].values[filters[1].count++] =
                (struct value){.is_set = true, .text = codes->items[i].code};
    return filters[1].count ? engine_list(call_reading(c), l, &q, out, &c->fault) : ERR_OK;
}

enum err conflict_first(struct call *c, row_id congress, struct row *const *rows,
                        size_t count, const struct officer_conflict **out)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct conflict_input in = {.officer_count = count, .asked = count};
    struct officer_conflict *found;
    struct list others;
    size_t n;

    *out = NULL;
    if (!clashes(l, rows, count, TASK_SCRUTINEER) && !clashes(l, rows, count, TASK_TELLER))
        return ERR_OK; /* nothing excludes a duty without a task */
    TRY(load_opponents(c, congress, rows, count, &others));
    struct officer_of *all =
        ARENA_ARRAY(c->arena, struct officer_of, count + others.count + 1);
    for (size_t i = 0; i < count;
         i++) /* first, so that every pair with one of them is theirs */
        all[i] = officer_of(l, rows[i]);
    for (size_t i = 0; i < others.count; i++) {
        bool is_new = false;
        for (size_t k = 0; k < count; k++)
            is_new = is_new || rows[k]->id.v == others.rows[i]->id.v;
        if (!is_new && stands(l, others.rows[i]))
            all[in.officer_count++] = officer_of(l, others.rows[i]);
    }
    in.officers = all;
    TRY(find_conflicts(c, congress, &in, &found, &n));
    *out = n ? &found[0] : NULL;
    return ERR_OK;
}

/* What stands against the officer: a candidate, or the label of the other duty. */
static struct str other_of(struct call *c, const struct officer_conflict *k)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    bool is_duty = k->why == CONFLICT_CHIEFS || k->why == CONFLICT_BOTH;
    const struct code_item *duty =
        is_duty ? code_find(l->fields[field_at(l, OFFICER_DUTY)].codes, k->other) : NULL;

    return duty ? duty->label.in[c->locale] : k->other;
}

enum err conflict_say(struct call *c, const struct officer_conflict *k, struct fault *f)
{
    struct str other = other_of(c, k);

    return FAIL(f, ERR_RULE, k->code, "%.*s" SEP "%.*s" SEP "%.*s" SEP "%s",
                STR_FMT(k->officer_name), STR_FMT(other), STR_FMT(k->election), k->source);
}

enum err hall_conflict_fail(struct call *c, const struct officer_conflict *k)
{
    return conflict_say(c, k, &c->fault);
}

enum err conflict_refuse(struct call *c, row_id congress, struct row *const *rows,
                         size_t count)
{
    const struct officer_conflict *k;

    TRY(conflict_first(c, congress, rows, count, &k));
    return k ? hall_conflict_fail(c, k) : ERR_OK;
}
