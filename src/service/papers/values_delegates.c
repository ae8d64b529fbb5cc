/* Values of delegates: roster, structure, electoral units. */
#include "ledgers/congress.h"
#include "ledgers/delegate.h"
#include "ledgers/electoral_unit.h"
#include "ledgers/structure_target.h"
#include "service/congress/body.h"
#include "service/delegates/delegates.h"
#include "service/papers/values.h"
#include "service/site/site.h"

#include <stdlib.h>

/* ---- structure --------------------------------------------------------------------------- */

struct structure {
    struct structure_count count;
    int64_t with_age, age_sum, invalid;
};

static void add_person(struct structure *s, const struct ledger *l, const struct row *row,
                       date at)
{
    int age = date_age((date)row_number(l, row, DELEGATE_BIRTH), at);

    delegate_add(&s->count, l, row, at);
    if (age >= 0) {
        s->age_sum += age;
        s->with_age++;
    }
}

static void put_counts(struct values *v, const struct structure *s)
{
    static const struct {
        const char *key, *share;
        enum structure_kind kind;
    } KINDS[] = {{"leaders", "leaders_share", STRUCTURE_LEADER},
                 {"experts", "experts_share", STRUCTURE_PROFESSIONAL},
                 {"models", "models_share", STRUCTURE_MODEL},
                 {"workers", NULL, STRUCTURE_WORKER},
                 {"farmers", NULL, STRUCTURE_FARMER},
                 {"frontline", "frontline_share", STRUCTURE_FRONTLINE},
                 {"women", "women_actual_share", STRUCTURE_WOMEN},
                 {"ethnic", "ethnic_actual_share", STRUCTURE_ETHNIC},
                 {"young", "young_actual_share", STRUCTURE_UNDER45},
                 {"college", "college_share", STRUCTURE_COLLEGE},
                 {"reelected_count", "reelected_share", STRUCTURE_INCUMBENT}};

    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        put_kind(v, &s->count, KINDS[i].kind, KINDS[i].key, KINDS[i].share);
    if (s->with_age && s->with_age == s->count.people) {
        int64_t tenths = (20 * s->age_sum + s->with_age) / (2 * s->with_age);
        put_text(v, "mean_age",
                 str_print(v->call->arena, "%lld.%lld", (long long)(tenths / 10),
                           (long long)(tenths % 10)));
    }
}

/* ---- who counts ------------------------------------------------------------------------------ */

static bool is_chosen(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, DELEGATE_IS_ELECTED) || row_is(l, row, DELEGATE_IS_QUALIFIED);
}

static bool is_of_credentials(const struct values *v)
{
    return str_eq(v->form, STR("credentials_report"));
}

/* ---- how many stand in a unit: one answer for all papers ----------------------------------- */

static bool is_of_unit(const struct ledger *l, const struct row *row, row_id unit)
{
    return row_number(l, row, DELEGATE_ELECTORAL_UNIT) == unit.v;
}

static bool has_elected(const struct ledger *l, const struct row *unit)
{
    return row_is(l, unit, ELECTORAL_UNIT_IS_ELECTED) ||
           row_is(l, unit, ELECTORAL_UNIT_IS_APPROVED);
}

/* Until its unit has elected, whoever is put forward and was not replaced; from then on whoever was on its ballot, with
 * those whose mandate ended since. */
static bool is_standing(const struct ledger *l, const struct row *row, bool is_elected)
{
    if (!is_elected)
        return delegate_stands(l, row);
    return delegate_was_elected(l, row) ||
           (delegate_stands(l, row) && !row_is(l, row, DELEGATE_IS_PROPOSED));
}

/* The names on record when they are more than the seats, else the number that was entered. */
static int64_t stood(const struct ledger *l, const struct row *unit, int64_t names)
{
    int64_t entered = row_number(l, unit, ELECTORAL_UNIT_CANDIDATES);

    return names <= row_number(l, unit, ELECTORAL_UNIT_QUOTA) && entered > names ? entered
                                                                                 : names;
}

static int64_t unit_stood(const struct ledger *l, const struct row *unit,
                          const struct ledger *ld, const struct list *all)
{
    bool is_elected = has_elected(l, unit);
    int64_t names = 0;

    for (size_t i = 0; i < all->count; i++)
        names += is_of_unit(ld, all->rows[i], unit->id) &&
                 is_standing(ld, all->rows[i], is_elected);
    return stood(l, unit, names);
}

/* The units of the congress; none: the paper is of one of them. */
struct units_of {
    const struct ledger *ledger;
    struct list all;
};

static bool stands_in_unit(const struct units_of *u, const struct ledger *l,
                           const struct row *row)
{
    for (size_t i = 0; i < u->all.count; i++)
        if (is_of_unit(l, row, u->all.rows[i]->id))
            return is_standing(l, row, has_elected(u->ledger, u->all.rows[i]));
    return delegate_stands(l, row);
}

/* Whose make-up the paper tells: that of all who stand as candidates, or of the elected alone; the report on
 * credentials is of all who were elected, and says who is one no longer. */
static bool is_counted(const struct values *v, const struct ledger *l,
                       const struct units_of *units, const struct row *row)
{
    if (is_of_credentials(v))
        return delegate_was_elected(l, row);
    return str_eq(v->form, STR("structure_statistics")) ? stands_in_unit(units, l, row)
                                                        : is_chosen(l, row);
}

/* ---- electoral units ----------------------------------------------------------------------- */

/* Numbers that are entered with a unit and added up for all of them. */
enum { UNIT_NUMBERS = 5 };
static const struct {
    const char *key;
    int field;
    enum open_what what;
} OF_UNIT[UNIT_NUMBERS] = {{"organisations", ELECTORAL_UNIT_ORGANISATIONS, OPEN_MEMBERS},
                           {"members", ELECTORAL_UNIT_MEMBERS, OPEN_MEMBERS},
                           {"full_members", ELECTORAL_UNIT_FULL_MEMBERS, OPEN_MEMBERS},
                           {"due", ELECTORAL_UNIT_VOTERS_DUE, OPEN_TURNOUT},
                           {"present", ELECTORAL_UNIT_VOTERS, OPEN_TURNOUT}};
enum { UNIT_DUE = 3, UNIT_PRESENT = 4 };

struct unit_sums {
    int64_t quota, candidates, of_field[UNIT_NUMBERS];
    bool lacks[UNIT_NUMBERS]; /* of some unit nobody has it on record */
    int64_t least, least_of;  /* the smallest surplus, of so many seats */
    bool is_surplus_open;     /* of some unit nobody has on record how many stood */
};

/* How many more than its seats stood in the unit. */
static void add_surplus(const struct ledger *l, const struct row *unit, int64_t count,
                        struct unit_sums *sums)
{
    int64_t quota = row_number(l, unit, ELECTORAL_UNIT_QUOTA);
    int64_t surplus = count > quota ? count - quota : 0;

    sums->candidates += count;
    if (!quota)
        return;
    if (count <= quota && !row_has(l, unit, ELECTORAL_UNIT_CANDIDATES))
        sums->is_surplus_open = true;
    if (!sums->least_of || surplus * sums->least_of < sums->least * quota) {
        sums->least = surplus;
        sums->least_of = quota;
    }
}

static void put_own_numbers(struct values *v, const struct ledger *l, const struct row *row,
                            struct unit_sums *sums)
{
    for (size_t i = 0; i < UNIT_NUMBERS; i++) {
        bool is_known = row_has(l, row, OF_UNIT[i].field);
        int64_t n = row_number(l, row, OF_UNIT[i].field);
        put_known(v, OF_UNIT[i].key, n, is_known, OF_UNIT[i].what);
        sums->of_field[i] += n;
        sums->lacks[i] = sums->lacks[i] || !is_known;
    }
}

static void put_unit_item(struct values *v, const struct ledger *l, const struct row *row,
                          const struct structure *s, int64_t candidates,
                          struct unit_sums *sums)
{
    static const struct {
        int field;
        const char *key;
    } NUMBERS[] = {{ELECTORAL_UNIT_QUOTA, "quota"},
                   {ELECTORAL_UNIT_WOMEN_MIN, "women_min"},
                   {ELECTORAL_UNIT_FRONTLINE_MIN, "frontline_min"}};
    static const struct {
        enum structure_kind kind;
        const char *key;
    } KINDS[] = {{STRUCTURE_LEADER, "leaders"}, {STRUCTURE_PROFESSIONAL, "experts"},
                 {STRUCTURE_MODEL, "models"},   {STRUCTURE_FRONTLINE, "frontline"},
                 {STRUCTURE_WOMEN, "women"},    {STRUCTURE_ETHNIC, "ethnic"},
                 {STRUCTURE_UNDER45, "young"},  {STRUCTURE_COLLEGE, "college"}};
    int64_t quota = row_number(l, row, ELECTORAL_UNIT_QUOTA);

    jsonw_open(&v->w, '{');
    put_text(v, "title", row_text(l, row, ELECTORAL_UNIT_TITLE));
    put_text(v, "kind", code_text(l, row, ELECTORAL_UNIT_KIND));
    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        if (row_has(l, row, NUMBERS[i].field))
            put_number(v, NUMBERS[i].key, row_number(l, row, NUMBERS[i].field));
    if (candidates)
        put_number(v, "candidates", candidates);
    if (candidates > quota) {
        put_number(v, "surplus", candidates - quota);
        put_share(v, "surplus_share", candidates - quota, quota);
    }
    put_share(v, "share", row_number(l, row, ELECTORAL_UNIT_VOTERS),
              row_number(l, row, ELECTORAL_UNIT_VOTERS_DUE));
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        put_kind(v, &s->count, KINDS[i].kind, KINDS[i].key, NULL);
    put_own_numbers(v, l, row, sums);
    jsonw_close(&v->w, '}');
    sums->quota += quota;
}

/* What all units have on record, added up: of other papers who came is who came to the congress. */
static void put_added_up(struct values *v, const struct unit_sums *sums, size_t units)
{
    bool is_turnout = str_eq(v->form, STR("participation"));

    for (size_t i = 0; i < UNIT_NUMBERS; i++)
        if (is_turnout || OF_UNIT[i].what != OPEN_TURNOUT)
            put_known(v, OF_UNIT[i].key, sums->of_field[i], units && !sums->lacks[i],
                      units ? OF_UNIT[i].what : OPEN_UNITS);
    if (is_turnout && !sums->lacks[UNIT_DUE] && !sums->lacks[UNIT_PRESENT])
        put_share(v, "present_share", sums->of_field[UNIT_PRESENT],
                  sums->of_field[UNIT_DUE]);
}

/* How many more stood than there are seats: in all units. */
static void put_unit_sums(struct values *v, const struct unit_sums *sums)
{
    int64_t surplus = sums->candidates - sums->quota;

    if (!(str_eq(v->form, STR("structure_statistics")) ||
          str_eq(v->form, STR("quota_table"))) ||
        !sums->candidates)
        return;
    put_number(v, "candidate_count", sums->candidates);
    put_number(v, "surplus", surplus > 0 ? surplus : 0);
    put_share(v, "surplus_share", surplus > 0 ? surplus : 0, sums->quota);
}

static void put_units(struct values *v, const struct units_of *u, const struct ledger *ld,
                      const struct list *delegates)
{
    const struct ledger *l = u->ledger;
    struct unit_sums sums = {0};

    open_list(v, "units");
    for (size_t i = 0; i < u->all.count; i++) {
        struct structure s = {0};
        for (size_t k = 0; k < delegates->count; k++)
            if (is_of_unit(ld, delegates->rows[k], u->all.rows[i]->id) &&
                is_counted(v, ld, u, delegates->rows[k]))
                add_person(&s, ld, delegates->rows[k], v->ages_at);
        int64_t count = unit_stood(l, u->all.rows[i], ld, delegates);
        put_unit_item(v, l, u->all.rows[i], &s, count, &sums);
        add_surplus(l, u->all.rows[i], count, &sums);
    }
    close_list(v);
    put_known(v, "unit_count", (int64_t)u->all.count, u->all.count, OPEN_UNITS);
    put_known(v, "quota", sums.quota, u->all.count, OPEN_UNITS);
    put_added_up(v, &sums, u->all.count);
    put_unit_sums(v, &sums);
    if (sums.is_surplus_open)
        v->open |= OPEN_STOOD;
    else
        put_share(v, "least_surplus_share", sums.least, sums.least_of);
}

static void put_roster(struct values *v, const struct ledger *l, const struct list *all,
                       const struct units_of *units, struct structure *s)
{
    struct str reasons = {0};

    open_list(v, "delegates");
    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = all->rows[i];
        struct str why = row_text(l, row, DELEGATE_INVALID_REASON);
        s->invalid += why.len > 0;
        if (why.len)
            reasons = str_print(v->call->arena, "%.*s%s%.*s：%.*s", STR_FMT(reasons),
                                reasons.len ? "；" : "",
                                STR_FMT(row_text(l, row, DELEGATE_NAME)), STR_FMT(why));
        if (!is_counted(v, l, units, row))
            continue;
        add_person(s, l, row, v->ages_at);
        jsonw_open(&v->w, '{');
        put_person(v, l, row);
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    put_text(v, "invalid_text", reasons);
}

/* 妇女不少于25%，领导干部不超过35%: what the congress as a whole is asked for. */
static enum err put_targets(struct values *v, struct str level)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_STRUCTURE_TARGET);
    struct str text = {0};
    struct list all;

    TRY(rows_of_level(v, l, level, STRUCTURE_TARGET_LEVEL, STRUCTURE_TARGET_KIND, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *row = all.rows[i];
        if (row_number(l, row, STRUCTURE_TARGET_ELECTORAL_UNIT))
            continue;
        text = str_print(v->call->arena, "%.*s%s%.*s%.*s%lld%s", STR_FMT(text),
                         text.len ? "，" : "",
                         STR_FMT(code_text(l, row, STRUCTURE_TARGET_KIND)),
                         STR_FMT(code_text(l, row, STRUCTURE_TARGET_SENSE)),
                         (long long)row_number(l, row, STRUCTURE_TARGET_NUMBER),
                         row_number(l, row, STRUCTURE_TARGET_PERCENT) ? "%" : "名");
    }
    put_text(v, "structure_text", text);
    return ERR_OK;
}

/* 初步人选 while the review of one of them is not over, else 预备人选. */
static void put_stage(struct values *v, const struct ledger *l, const struct list *all)
{
    bool is_first = false, is_any = false;

    for (size_t i = 0; i < all->count; i++) {
        is_any = is_any || delegate_stands(l, all->rows[i]);
        is_first = is_first || row_is(l, all->rows[i], DELEGATE_IS_PROPOSED);
    }
    if (is_any)
        put_c(v, "stage", is_first ? "初步人选" : "预备人选");
}

enum err put_delegates(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DELEGATE);
    const struct ledger *lc = ledger_of(v->call, LEDGER_CONGRESS);
    struct str level = row_text(lc, v->congress, CONGRESS_LEVEL);
    struct structure s = {0};
    struct units_of units = {.ledger = ledger_of(v->call, LEDGER_ELECTORAL_UNIT)};
    int64_t called;
    struct list all;

    if (!row_has_code(lc, v->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PARTY))
        return values_are_of_deputies(v) ? put_deputies(v) : put_called(v);
    TRY(rows_of_level(v, l, level, DELEGATE_LEVEL, DELEGATE_NAME, &all));
    sort_by_strokes(v, l, &all);
    TRY(rows_of_level(v, units.ledger, level, ELECTORAL_UNIT_LEVEL, ELECTORAL_UNIT_PLACE,
                      &units.all));
    put_roster(v, l, &all, &units, &s);
    put_counts(v, &s);
    put_stage(v, l, &all);
    put_known(v, "delegate_count", s.count.people, s.count.people, OPEN_DELEGATES);
    TRY(called_count(v, &called));
    if (called || s.count.people)
        put_number(v, "called_count", called ? called : s.count.people);
    put_number(v, "invalid_delegates", s.invalid);
    TRY(put_targets(v, level));
    put_units(v, &units, l, &all);
    return ERR_OK;
}

/* ---- one unit -------------------------------------------------------------------------------- */

/* Is the name on this paper?  Who was replaced is put before nobody; what is asked of those above names whom the review
 * has passed. */
static bool is_candidate(const struct values *v, const struct ledger *l,
                         const struct row *row, bool is_elected)
{
    if (!is_standing(l, row, is_elected))
        return false;
    return !str_eq(v->form, STR("delegate_election_request")) ||
           !row_is(l, row, DELEGATE_IS_PROPOSED);
}

static void put_candidates(struct values *v, const struct ledger *ld,
                           const struct list *all)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);
    int64_t quota = row_number(l, v->unit, ELECTORAL_UNIT_QUOTA), names = 0;
    bool is_elected = has_elected(l, v->unit);

    open_list(v, "candidates");
    for (size_t i = 0; i < all->count; i++) {
        const struct row *row = all->rows[i];
        if (!is_candidate(v, ld, row, is_elected))
            continue;
        names++;
        jsonw_open(&v->w, '{');
        put_person(v, ld, row);
        if (row_has(ld, row, DELEGATE_BRANCHES))
            put_number(v, "organisations", row_number(ld, row, DELEGATE_BRANCHES));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    if (!names)
        return;
    int64_t count = stood(l, v->unit, names);
    put_stage(v, ld, all);
    put_number(v, "candidate_count", count);
    put_number(v, "surplus", count > quota ? count - quota : 0);
    put_share(v, "surplus_share", count > quota ? count - quota : 0, quota);
}

static void put_unit_elected(struct values *v, const struct ledger *l,
                             const struct list *all)
{
    open_list(v, "elected");
    for (size_t i = 0; i < all->count; i++) {
        if (!is_chosen(l, all->rows[i]))
            continue;
        jsonw_open(&v->w, '{');
        put_person(v, l, all->rows[i]);
        if (row_has(l, all->rows[i], DELEGATE_VOTES_FOR))
            put_number(v, "approve", row_number(l, all->rows[i], DELEGATE_VOTES_FOR));
        jsonw_close(&v->w, '}');
    }
    close_list(v);
}

/* What was counted, when the unit's poll was held in the program: nobody judges a vote that is not on record. */
static enum err put_unit_count(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);
    row_id id = {row_number(l, v->unit, ELECTORAL_UNIT_POLL)};
    struct quorum_view quorum;
    struct poll_view poll;

    if (!id.v)
        return ERR_OK;
    TRY(poll_view(v->call, id, &poll));
    const struct json *q = result_question(poll.result, 0);
    poll_quorum(poll.poll, &poll.people, &quorum);
    put_c(v, "ballot_manner", "无记名投票"); /* no ballot of the program has a name */
    if (quorum.of)
        put_c(v, "quorum_verdict", quorum.is_met ? "符合规定人数" : "未达到规定人数");
    if (!q)
        return ERR_OK;
    static const char *const KEYS[] = {"issued", "returned", "valid", "void"};
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
        put_number(v, KEYS[i], json_find_number(q, KEYS[i], 0));
    put_c(v, "verdict",
          str_eq(json_find_text(q, "election"), STR("void")) ? "选举无效" : "选举有效");
    return ERR_OK;
}

/* Of the whole unit: what stands on the paper of one branch is the branch's own, which nobody has on record. */
static void put_unit_numbers(struct values *v, const struct ledger *l)
{
    static const struct {
        int field;
        const char *key;
    } NUMBERS[] = {{ELECTORAL_UNIT_MEMBERS, "members"},
                   {ELECTORAL_UNIT_FULL_MEMBERS, "full_members"},
                   {ELECTORAL_UNIT_ORGANISATIONS, "organisations"},
                   {ELECTORAL_UNIT_VOTERS_DUE, "due"},
                   {ELECTORAL_UNIT_VOTERS, "present"}};

    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        if (row_has(l, v->unit, NUMBERS[i].field))
            put_number(v, NUMBERS[i].key, row_number(l, v->unit, NUMBERS[i].field));
}

/* Seats that stayed empty, where somebody was elected. */
static void put_unfilled(struct values *v, int64_t quota, int64_t elected)
{
    if (elected && elected < quota)
        put_number(v, "unfilled", quota - elected);
}

enum err put_unit(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_ELECTORAL_UNIT);
    const struct ledger *ld = ledger_of(v->call, LEDGER_DELEGATE);
    struct structure s = {0};
    struct list all;

    TRY(rows_of_one(v->call, ld, DELEGATE_ELECTORAL_UNIT, v->unit->id, DELEGATE_NAME,
                    &all));
    sort_by_strokes(v, ld, &all);
    put_text(v, "unit_title", row_text(l, v->unit, ELECTORAL_UNIT_TITLE));
    put_text(v, "chair", row_text(l, v->unit, ELECTORAL_UNIT_CHAIR));
    put_number(v, "quota", row_number(l, v->unit, ELECTORAL_UNIT_QUOTA));
    put_number(v, "seats", row_number(l, v->unit, ELECTORAL_UNIT_QUOTA));
    if (!str_eq(v->form, STR("branch_summary")))
        put_unit_numbers(v, l);
    put_date(v, "election_day", (date)row_number(l, v->unit, ELECTORAL_UNIT_ELECTED_ON));
    put_candidates(v, ld, &all);
    put_roster(v, ld, &all, &(struct units_of){.ledger = l}, &s);
    put_counts(v, &s);
    put_number(v, "elected_count", s.count.people);
    put_unfilled(v, row_number(l, v->unit, ELECTORAL_UNIT_QUOTA), s.count.people);
    put_unit_elected(v, ld, &all);
    return put_unit_count(v);
}
