/*
 * Figures that are kept up to date: what a row adds, summed over a batch of writes, and stored
 * for the row's region and every region above it up to the site's.
 */
#include "ledger/shape.h"

#include "base/mem.h"
#include "store/queries.h"

/* ---- what one row adds --------------------------------------------------------------- */

static bool value_is(const struct field *f, const struct value *v, struct str wanted)
{
    if (str_eq(wanted, STR("*")))
        return v->is_set;
    if (!wanted.len)
        return !v->is_set;
    if (!v->is_set)
        return false;
    if (f->type == FIELD_BOOL)
        return v->number == (str_eq(wanted, STR("true")) || str_eq(wanted, STR("1")));
    if (!field_is_number(f))
        return str_eq(v->text, wanted);
    int64_t number;
    return str_i64(wanted, &number) && number == v->number;
}

static bool state_is(const struct ledger *l, const struct row *row, struct str wanted)
{
    return row->state >= 0 && str_eq(l->states[row->state].name, wanted);
}

static bool matches(const struct ledger *l, const struct row *row,
                    const struct figure_where *w)
{
    for (size_t i = 0; i < w->count; i++) {
        bool fits =
            w->field == FIGURE_STATE
                ? state_is(l, row, w->values[i])
                : value_is(&l->fields[w->field], &row->values[w->field], w->values[i]);
        if (fits)
            return true;
    }
    return false;
}

static struct str key_of(struct arena *a, const struct ledger *l, const struct row *row,
                         int by)
{
    if (by == FIGURE_NONE)
        return STR("*");
    if (by == FIGURE_STATE)
        return row->state >= 0 ? l->states[row->state].name : KEY_EMPTY;
    const struct value *v = &row->values[by];
    if (!v->is_set)
        return KEY_EMPTY;
    if (!field_is_number(&l->fields[by]))
        return v->text;
    int64_t number = l->fields[by].type == FIELD_DATE ? v->number / 100 : v->number;
    return str_print(a, "%lld", (long long)number);
}

void row_tallies(struct arena *a, const struct ledger *l, const struct row *row,
                 struct tally **out, size_t *out_count)
{
    struct tally *t = ARENA_ARRAY(a, struct tally, l->figure_count + 2);
    size_t n = 0;

    t[n++] = (struct tally){FIGURE_ROWS, STR("*"), 1};
    if (l->deadline >= 0 && row->values[l->deadline].is_set && row->state >= 0 &&
        !(l->deadline_done >> row->state & 1))
        t[n++] = (struct tally){
            FIGURE_LATE, str_print(a, "%lld", (long long)row->values[l->deadline].number),
            1};
    for (size_t i = 0; i < l->figure_count; i++) {
        const struct figure *fig = &l->figures[i];
        bool counts = true;
        for (size_t k = 0; k < fig->where_count && counts; k++)
            counts = matches(l, row, &fig->where[k]);
        int64_t add = fig->sum == FIGURE_NONE ? 1 : row->values[fig->sum].number;
        if (counts && add)
            t[n++] = (struct tally){fig->name, key_of(a, l, row, fig->by), add};
    }
    *out = t;
    *out_count = n;
}

/* ---- sums of a call, then of a batch ------------------------------------------------- */

struct sum {
    region region;
    struct str ledger, figure, key;
    int64_t n;
};

struct tallies {
    struct arena *arena; /* own: outlives the call */
    struct sum *slots;
    size_t count, room; /* room is a power of two */
};

static struct tallies *tallies_new(void)
{
    struct tallies *t = MEM_NEW(struct tallies);

    t->arena = arena_new();
    t->room = 256;
    t->slots = mem_new(t->room, sizeof(*t->slots));
    return t;
}

static void tallies_free(struct tallies *t)
{
    if (!t)
        return;
    arena_free(t->arena);
    mem_free(t->slots);
    mem_free(t);
}

static struct sum *slot_of(struct tallies *t, const struct sum *s)
{
    size_t at = str_hash(s->key) * 31 + str_hash(s->figure) * 7 + str_hash(s->ledger) +
                (size_t)s->region;

    for (at &= t->room - 1; t->slots[at].ledger.len; at = (at + 1) & (t->room - 1))
        if (t->slots[at].region == s->region && str_eq(t->slots[at].key, s->key) &&
            str_eq(t->slots[at].figure, s->figure) &&
            str_eq(t->slots[at].ledger, s->ledger))
            break;
    return &t->slots[at];
}

static void widen(struct tallies *t)
{
    struct tallies wider = *t;

    wider.room *= 2;
    wider.slots = mem_new(wider.room, sizeof(*wider.slots));
    for (size_t i = 0; i < t->room; i++)
        if (t->slots[i].ledger.len)
            *slot_of(&wider, &t->slots[i]) = t->slots[i];
    mem_free(t->slots);
    *t = wider;
}

static void add_sum(struct tallies *t, const struct sum *s)
{
    struct sum *slot = slot_of(t, s);

    if (slot->ledger.len) {
        slot->n += s->n;
        return;
    }
    *slot = *s;
    slot->key = str_copy(t->arena, s->key);
    slot->figure = str_copy(t->arena, s->figure);
    slot->ledger = str_copy(t->arena, s->ledger);
    if (++t->count * 2 > t->room)
        widen(t);
}

void tallies_add(struct tallies **t, struct arena *a, const struct ledger *l,
                 const struct row *row, int64_t sign)
{
    struct tally *adds;
    size_t count;

    if (!*t)
        *t = tallies_new();
    row_tallies(a, l, row, &adds, &count);
    for (size_t i = 0; i < count; i++) {
        struct sum s = {row->region, l->name, adds[i].figure, adds[i].key,
                        sign * adds[i].n};
        add_sum(*t, &s);
    }
}

/* Move all sums of *from into *to. */
static void join(struct tallies **to, struct tallies **from)
{
    if (!*from)
        return;
    if (!*to)
        *to = tallies_new();
    for (size_t i = 0; i < (*from)->room; i++)
        if ((*from)->slots[i].ledger.len)
            add_sum(*to, &(*from)->slots[i]);
    tallies_free(*from);
    *from = NULL;
}

void engine_written(struct writing *w)
{
    join(&w->engine->current, &w->tallies);
}

void engine_drop(struct writing *w)
{
    tallies_free(w->tallies);
    w->tallies = NULL;
}

void engine_job_ended(struct engine *e, bool is_kept)
{
    if (is_kept)
        join(&e->pending, &e->current);
    tallies_free(e->current);
    e->current = NULL;
}

void engine_forget(struct engine *e)
{
    tallies_free(e->pending);
    e->pending = NULL;
}

/* The same figure of every region above, up to the site's. */
static void roll_up(struct engine *e, struct tallies *t)
{
    struct tallies *whole = tallies_new();

    for (size_t i = 0; i < t->room; i++) {
        struct sum s = t->slots[i];
        if (!s.ledger.len || s.n == 0)
            continue;
        add_sum(whole, &s);
        while (s.region != e->root && region_holds(e->root, s.region)) {
            s.region = region_parent(s.region);
            add_sum(whole, &s);
        }
    }
    struct tallies old = *t;
    *t = *whole;
    *whole = old;
    tallies_free(whole);
}

enum err engine_flush(struct engine *e, struct db *db, struct arena *a)
{
    struct tallies *t = e->pending;

    (void)a;
    if (!t)
        return ERR_OK;
    roll_up(e, t);
    for (size_t i = 0; i < t->room; i++) {
        const struct sum *s = &t->slots[i];
        if (s->ledger.len && s->n)
            TRY(store_tally_add(db, s->region, s->ledger, s->figure, s->key, s->n));
    }
    engine_forget(e);
    return ERR_OK;
}

enum { WALK_ROWS = 1000 };

enum err engine_recount(struct engine *e, struct db *db, const struct ledger *l)
{
    AUTO(arena) struct arena *a = arena_new();
    struct tallies *fresh = NULL;
    struct row **rows;
    size_t count;
    int64_t cleared;
    row_id last = {0};

    TRY(store_tally_clear(db, l->name, &cleared));
    do {
        arena_clear(a);
        TRY(engine_walk((struct reading){e, db, a}, l, last, WALK_ROWS, &rows, &count));
        for (size_t i = 0; i < count; i++)
            tallies_add(&fresh, a, l, rows[i], 1);
        if (count)
            last = rows[count - 1]->id;
    } while (count == WALK_ROWS);
    struct writing w = {.engine = e, .db = db, .arena = a, .tallies = fresh};
    engine_written(&w);
    engine_job_ended(e, true);
    return engine_flush(e, db, a);
}
