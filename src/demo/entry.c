#include "demo/entry.h"

#include "domain/id_number.h"
#include "store/queries.h"

#include <assert.h>

/* ---- the row ------------------------------------------------------------------------ */

struct entry entry_new(struct demo *d, const char *ledger, region where)
{
    const struct catalog *c = engine_catalog(d->w->engine);
    struct entry e = {.demo = d, .ledger = catalog_ledger(c, str_of(ledger))};

    assert(e.ledger);
    e.row = row_new(d->scratch, e.ledger);
    e.row->region = where;
    return e;
}

static struct value *value_of(struct entry *e, const char *name, const struct field **f)
{
    *f = ledger_field(e->ledger, str_of(name));
    assert(*f);
    return &e->row->values[(*f)->index];
}

void entry_str(struct entry *e, const char *field, struct str text)
{
    const struct field *f;
    struct value *v = value_of(e, field, &f);

    assert(!field_is_number(f) && f->type != FIELD_SEALED);
    assert(!text.len || f->type != FIELD_CODE || code_find(f->codes, text));
    *v = (struct value){.is_set = text.len > 0, .text = text};
}

void entry_c(struct entry *e, const char *field, const char *text)
{
    entry_str(e, field, str_of(text));
}

void entry_num(struct entry *e, const char *field, int64_t number)
{
    const struct field *f;
    struct value *v = value_of(e, field, &f);

    assert(field_is_number(f));
    assert(!f->has_min || number >= f->min || f->type == FIELD_DATE);
    *v = (struct value){.is_set = number != 0 || f->type != FIELD_DATE, .number = number};
}

void entry_ref(struct entry *e, const char *field, row_id id)
{
    const struct field *f;
    struct value *v = value_of(e, field, &f);

    assert(f->type == FIELD_REF || f->type == FIELD_PERSON);
    *v = (struct value){.is_set = id.v != 0, .number = id.v};
}

void entry_account(struct entry *e, const char *field, const char *account)
{
    const struct field *f;
    struct value *v = value_of(e, field, &f);
    struct account a;

    assert(f->type == FIELD_ACCOUNT);
    if (!store_account_find(e->demo->w->db, e->demo->scratch, str_of(account), &a))
        *v = (struct value){.is_set = true, .number = a.id.v};
}

void entry_seal(struct entry *e, const char *field, struct str text)
{
    const struct field *f;
    struct value *v = value_of(e, field, &f);

    assert(f->type == FIELD_SEALED && text.len);
    *v = (struct value){.is_set = true, .number = SEALED_PLAIN, .text = text};
}

void entry_state(struct entry *e, const char *state)
{
    e->row->state = ledger_state(e->ledger, str_of(state));
    assert(e->row->state >= 0);
}

void entry_person(struct entry *e, const char *name_field, const struct person *p)
{
    const struct field *unit = ledger_field(e->ledger, STR("unit"));

    SET(e, name_field, p->name);
    if (ledger_field(e->ledger, STR("person")))
        SET(e, "person", p->id);
    if (unit && unit->type == FIELD_REF)
        SET(e, "unit", p->unit);
    if (ledger_field(e->ledger, STR("unit_post")))
        PRINT(e, "unit_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
}

void entry_leader(struct entry *e, const struct person *p)
{
    entry_person(e, "name", p);
    SET(e, "kind", "leader");
    SET(e, "sex", p->is_male ? "1" : "2");
    SET(e, "birth", p->birth / 100 * 100);
    SET(e, "education", p->education);
}

/* ---- storing ------------------------------------------------------------------------ */

enum { WORK_BEGINS_S = 8 * 3600 + 1800, WORK_S = 9 * 3600, SHOW_ROWS = 2000 };

static void set_now(struct demo *d, date on)
{
    date day = on > DAY_TODAY || on < 20200101 ? DAY_TODAY : on;

    if (!date_day(day))
        day++;
    d->w->now = instant_of_date(day, WORK_BEGINS_S + dice_below(&d->dice, WORK_S));
}

static void show(struct demo *d)
{
    d->done++;
    if (!d->progress || d->done - d->shown < SHOW_ROWS)
        return;
    d->shown = d->done;
    d->progress(d->arg, d->done, d->total > d->done ? d->total : d->done);
}

/* At d->w->now. */
static enum err store_now(struct entry *e)
{
    struct demo *d = e->demo;

    row_defaults(d->scratch, e->ledger, e->row);
    d->w->arena = d->scratch;
    TRY(engine_insert(d->w, e->ledger, e->row, STR("create")));
    show(d);
    return ERR_OK;
}

static enum err store(struct entry *e, date on)
{
    set_now(e->demo, on);
    return store_now(e);
}

enum err entry_put(struct entry *e, date on, row_id *out)
{
    TRY(store(e, on));
    if (out)
        *out = e->row->id;
    arena_clear(e->demo->scratch);
    return ERR_OK;
}

enum err entry_put_at(struct entry *e, instant at, row_id *out)
{
    e->demo->w->now = at;
    TRY(store_now(e));
    if (out)
        *out = e->row->id;
    arena_clear(e->demo->scratch);
    return ERR_OK;
}

enum err entry_put_then(struct entry *e, date on, const char *state, date then, row_id *out)
{
    TRY(store(e, on));
    if (out)
        *out = e->row->id;
    struct row *after = row_copy(e->demo->scratch, e->ledger, e->row);
    after->state = ledger_state(e->ledger, str_of(state));
    set_now(e->demo, then);
    if (after->state != e->row->state)
        TRY(engine_update(e->demo->w, e->ledger, e->row, after, STR("update")));
    arena_clear(e->demo->scratch);
    return ERR_OK;
}

enum err entry_open(struct demo *d, const char *ledger, row_id id, struct entry *out)
{
    const struct ledger *l = catalog_ledger(engine_catalog(d->w->engine), str_of(ledger));
    struct reading r = {d->w->engine, d->w->db, d->scratch};
    struct row *row;

    TRY(engine_get(r, l, id, &row));
    *out = (struct entry){d, l, row_copy(d->scratch, l, row), row};
    return ERR_OK;
}

static enum err change_at(struct entry *e, instant at)
{
    struct demo *d = e->demo;

    d->w->arena = d->scratch;
    d->w->now = at;
    TRY(engine_update(d->w, e->ledger, e->before, e->row, STR("update")));
    arena_clear(d->scratch);
    return ERR_OK;
}

enum err entry_change(struct entry *e, date on)
{
    return change_at(e, instant_of_date(on, WORK_BEGINS_S + WORK_S));
}

enum err entry_turn(struct demo *d, const char *ledger, row_id id, const char *state,
                    date on)
{
    struct entry e;

    TRY(entry_open(d, ledger, id, &e));
    entry_state(&e, state);
    return entry_change(&e, on);
}

enum err entry_turn_at(struct demo *d, const char *ledger, row_id id, const char *state,
                       instant at)
{
    struct entry e;

    TRY(entry_open(d, ledger, id, &e));
    entry_state(&e, state);
    return change_at(&e, at);
}

/* ---- numbers that belong to nobody -------------------------------------------------- */

enum { BIRTH_FIRST = 1940, BIRTH_YEARS = 70, BIRTH_DAYS = 28, SEQUENCES = 5 };
enum { ORDERS = 500, ORDER_STEP = 187 }; /* of a day and sex; the step meets each of them */

/* The nth order of a day and sex: nobody finds a number by counting from another. */
static int scattered(uint64_t seed, const struct person *p, int nth)
{
    uint64_t mixed = (seed + (uint64_t)p->birth * 2 + p->is_male) * 0x9e3779b97f4a7c15u;

    mixed = (mixed ^ mixed >> 29) * 0xbf58476d1ce4e5b9u;
    return (int)((mixed >> 33) + (uint64_t)nth * ORDER_STEP) % ORDERS;
}

void entry_birth(struct demo *d, struct person *p, int age, date at)
{
    int month = dice_between(&d->dice, 1, 12);
    int year = date_year(at) - age - (month > date_month(at));
    int slot = ((year - BIRTH_FIRST) * 12 + month - 1) * 2 + p->is_male;

    assert(year >= BIRTH_FIRST && year < BIRTH_FIRST + BIRTH_YEARS);
    if (!d->county->births)
        d->county->births = ARENA_ARRAY(d->keep, uint8_t, (size_t)BIRTH_YEARS * 12 * 2);
    int dealt = d->county->births[slot]++;
    assert(dealt < BIRTH_DAYS * SEQUENCES);
    p->birth = year * 10000 + month * 100 + 1 + (slot * 5 + dealt * 11) % BIRTH_DAYS;
    p->sequence = scattered(d->seed, p, dealt / BIRTH_DAYS) * 2 + p->is_male;
}

struct str entry_id_number(struct demo *d, const struct person *p)
{
    struct str first =
        str_print(d->scratch, "%06lld%08lld%03d", (long long)(d->county->code / 1000),
                  (long long)p->birth, p->sequence);

    return str_print(d->scratch, "%.*s%c", STR_FMT(first), id_number_check(first));
}

struct str entry_phone(struct demo *d)
{
    return str_print(d->scratch, "199-0000-%04d", dice_below(&d->dice, 10000));
}
