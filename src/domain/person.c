#include "domain/person.h"

#include "domain/id_number.h"

enum { OF_AGE = 18 };

bool person_has_years(date since, date at, int64_t years)
{
    if (since <= 0 || at <= 0)
        return true;
    /* date_age() knows months: in the month of the anniversary the day decides */
    bool is_before = date_month(since) == date_month(at) && date_day(since) &&
                     date_day(since) > date_day(at);
    return date_age(since, at) - is_before >= years;
}

bool person_is_of_age(date birth, date at)
{
    return person_has_years(birth, at, OF_AGE);
}

enum {
    SEALED_PLAIN = 1,
    WORKING_AGE_MIN = 14
}; /* as in ledger/engine.h: text still plain */

static const struct value *value_of(const struct ledger *l, const struct row *row,
                                    const char *name, int *field)
{
    const struct field *f = ledger_field(l, str_of(name));

    *field = f ? f->index : -1;
    return f && row->values[f->index].is_set ? &row->values[f->index] : NULL;
}

static void complain(struct arena *a, struct row_faults *faults, int field,
                     const char *code)
{
    struct fault fault = {.kind = ERR_INVALID, .code = code};

    row_faults_add(a, faults, field, &fault);
}

static bool months_differ(date birth, date of_number)
{
    if (date_day(birth))
        return birth != of_number;
    return birth / 100 != of_number / 100;
}

static void check_number(struct arena *a, const struct ledger *l, const struct row *row,
                         struct row_faults *faults)
{
    int field, birth_field, sex_field;
    const struct value *number = value_of(l, row, "id_number", &field);
    const struct value *birth = value_of(l, row, "birth", &birth_field);
    const struct value *sex = value_of(l, row, "sex", &sex_field);

    if (!number || number->number != SEALED_PLAIN ||
        id_number_test(number->text) != ID_NUMBER_OK)
        return;
    if (birth && months_differ(birth->number, id_number_birth(number->text)))
        complain(a, faults, birth_field, "person.birth_differs");
    bool male = id_number_is_male(number->text);
    if (sex && !str_eq(sex->text, male ? STR("1") : STR("2")))
        complain(a, faults, sex_field, "person.sex_differs");
}

void person_check(struct arena *a, const struct ledger *l, const struct row *row,
                  struct row_faults *faults)
{
    int birth_field, work_field, party_field;
    const struct value *birth = value_of(l, row, "birth", &birth_field);
    const struct value *work = value_of(l, row, "work_started", &work_field);
    const struct value *party = value_of(l, row, "party_joined", &party_field);

    check_number(a, l, row, faults);
    if (birth && work && date_age(birth->number, work->number) < WORKING_AGE_MIN)
        complain(a, faults, work_field, "person.work_too_early");
    if (birth && party && date_age(birth->number, party->number) < 18)
        complain(a, faults, party_field,
                 "person.party_too_early"); /* Party Constitution, art. 1 */
}
