#include "service/record/check.h"

#include "domain/person.h"

#include "base/utf8.h"
#include "service/record/attachment.h"
#include "service/record/hooks.h"
#include "service/record/taken.h"
#include "service/site/site.h"
#include "store/queries.h"

void record_of_age(struct call *c, int birth, const struct row *row)
{
    if (row->values[birth].is_set &&
        !person_is_of_age(row->values[birth].number, date_of_instant(c->now)))
        record_wrong(c, birth, "person.minor", STR(""));
}

void record_wrong(struct call *c, int field, const char *code, struct str text)
{
    struct fault fault = {0};
    enum err err = FAIL(&fault, ERR_INVALID, code, "%.*s", STR_FMT(text));

    (void)err; /* collected, not returned */
    row_faults_add(c->arena, &c->faults, field, &fault);
}

void record_wrong_key(struct call *c, struct str key, const char *code, struct str text)
{
    record_wrong(c, -1, code, text);
    c->faults.items[c->faults.count - 1].name = key;
}

enum err record_wrong_part(struct call *c, struct str place, enum err err)
{
    if ((err != ERR_INVALID && err != ERR_RULE) || c->faults.count)
        return err;
    row_faults_add(c->arena, &c->faults, -1, &c->fault);
    c->faults.items[0].name = place;
    return err;
}

void record_name_faults(struct call *c, const struct ledger *l)
{
    for (size_t i = 0; i < c->faults.count; i++) {
        struct row_fault *rf = &c->faults.items[i];
        if (rf->name.len)
            continue;
        rf->name = rf->field >= 0 ? l->fields[rf->field].name : STR("region");
        if (c->place.len)
            rf->name =
                str_print(c->arena, "%.*s.%.*s", STR_FMT(c->place), STR_FMT(rf->name));
    }
}

enum { DATE_SHOWN = 40 };

/* ---- values ---------------------------------------------------------------------------- */

static bool is_pointer(const struct field *f)
{
    return f->type == FIELD_REF || f->type == FIELD_PERSON || f->type == FIELD_ACCOUNT ||
           f->type == FIELD_FILE || f->type == FIELD_REGION;
}

/* The types of docs/ledgers.md: what is wrong with one that is another, or NULL. */
static const char *mistyped(const struct field *f, enum given given)
{
    if (given == GIVEN_WORDS)
        return NULL;
    if (f->type == FIELD_INTEGER)
        return given == GIVEN_NUMBER ? NULL : "cell.type_number";
    if (f->type == FIELD_BOOL)
        return given == GIVEN_BOOL ? NULL : "cell.type_bool";
    if (given == GIVEN_TEXT || (given == GIVEN_ID && is_pointer(f)))
        return NULL;
    return is_pointer(f) ? "cell.type_id" : "cell.type_text";
}

/* What cannot be read at all is not blamed on its type. */
static bool read_value(struct call *c, const struct field *f, const struct input *in,
                       struct value *out)
{
    const char *code = mistyped(f, in->given);
    struct fault fault = {0};

    if (!in->clears && value_read(c->arena, f, in->text, out, &fault)) {
        row_faults_add(c->arena, &c->faults, f->index, &fault);
        return false;
    }
    if (code)
        record_wrong(c, f->index, code, utf8_head(in->text, 40));
    return !code;
}

static void fill(struct call *c, const struct ledger *l, const struct input *in,
                 struct row *row)
{
    const struct field *f = ledger_field(l, in->field);
    struct value v = {0};

    if (!f) {
        record_wrong_key(c, in->field, "row.field", utf8_head(in->field, 40));
        return;
    }
    if (f->is_kept) {
        record_wrong(c, f->index, "cell.kept", f->label.in[c->locale]);
        return;
    }
    if (!read_value(c, f, in, &v))
        return;
    if (f->type == FIELD_SEALED && v.is_set)
        v.number = SEALED_PLAIN;
    if (f->type == FIELD_FILE && v.is_set && v.number != row->values[f->index].number &&
        !attachment_may_use(c, (file_id){v.number})) {
        record_wrong(c, f->index, "cell.file", STR(""));
        return;
    }
    if (f->is_picture && v.is_set && v.number != row->values[f->index].number) {
        const char *why = attachment_no_picture(c, (file_id){v.number});
        if (why) {
            record_wrong(c, f->index, why, STR(PICTURE_MOST_SHOWN));
            return;
        }
    }
    row->values[f->index] = v;
}

void record_fill(struct call *c, const struct ledger *l, const struct input *in,
                 struct row *row)
{
    fill(c, l, in, row);
    record_name_faults(c, l);
}

/* Is there such a row, and may whoever comes through this door see it, or at least name it? */
static bool may_point_to(struct call *c, const struct field *f, const struct ledger *to,
                         row_id id, enum door door)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct row *target;

    return !engine_get((struct reading){c->site->engine, c->db, scratch}, to, id,
                       &target) &&
           (door == DOOR_FEATURE || f->is_named ||
            call_may(c, to->readers, target->region));
}

/* A row that names another by its title. */
struct naming {
    const struct ledger *ledger, *to;
    const struct row *row;
    struct str title;
};

enum { KEYS_MOST = 8 };

/* What beside the title makes a row of the target one, where the row that names it has a field of that name: the term
 * of an electoral unit, as units are named alike from term to term (届). */
static size_t own_keys(const struct naming *n, struct value *values, struct filter *out)
{
    size_t count = 0;

    for (size_t i = 0; i < n->to->unique_count; i++)
        for (size_t k = 0; k < n->to->uniques[i].count && count < KEYS_MOST; k++) {
            const struct field *its = &n->to->fields[n->to->uniques[i].fields[k]];
            const struct field *own = ledger_field(n->ledger, its->name);
            if (its->index == n->to->title || !own || own->type != its->type ||
                !n->row->values[own->index].is_set)
                continue;
            values[count] = n->row->values[own->index];
            out[count] = (struct filter){its->index, FILTER_ANY, &values[count], 1};
            count++;
        }
    return count;
}

/* Of several with one title the one that the row's own fields say. */
static void find_by_keys(struct call *c, const struct naming *n, region within,
                         row_id *found, int *count)
{
    struct value values[KEYS_MOST], title = {.is_set = true, .text = n->title};
    struct filter filters[KEYS_MOST + 1];
    size_t keys = own_keys(n, values, filters);
    struct list all;

    filters[keys] = (struct filter){n->to->title, FILTER_ANY, &title, 1};
    struct list_query q = {.region = within,
                           .sort = -1,
                           .limit = 2,
                           .filters = filters,
                           .filter_count = keys + 1};
    if (!keys || engine_list(call_reading(c), n->to, &q, &all, &c->fault) || all.count != 1)
        return;
    *found = all.rows[0]->id;
    *count = 1;
}

/* A reference given by title: exactly one row of its own region, else of its county, must bear it. */
static void resolve_title(struct call *c, const struct ledger *l, const struct ledger *to,
                          const struct field *f, struct row *row, enum door door)
{
    struct reading r = call_reading(c);
    struct value *v = &row->values[f->index];
    struct naming n = {l, to, row, v->text};
    region place = row->region, within = region_at(place, REGION_COUNTY);
    row_id found;
    int count = 0;

    if (!region_holds(c->site->region, within))
        within = c->site->region;
    if (engine_find_title(r, to, place, v->text, &found, &count) ||
        (!count && engine_find_title(r, to, within, v->text, &found, &count)))
        count = 0;
    if (count > 1)
        find_by_keys(c, &n, within, &found, &count);
    if (count == 1 && !may_point_to(c, f, to, found, door))
        count = 0;
    if (count == 1)
        *v = (struct value){.is_set = true, .number = found.v};
    else
        record_wrong(c, f->index, count ? "cell.ref_many" : "cell.ref_none", v->text);
}

/* Does the row as it is stored point there already?  Who may not see the target may still change
 * the rest of the row. */
static bool is_as_stored(struct call *c, const struct ledger *l, const struct field *f,
                         const struct row *row)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct row *stored;

    return row->id.v &&
           !engine_get((struct reading){c->site->engine, c->db, scratch}, l, row->id,
                       &stored) &&
           value_equal(f, &stored->values[f->index], &row->values[f->index]);
}

/* An account given by its title or by the name that is typed at sign-in: exactly one that is in use. */
static void resolve_account(struct call *c, const struct field *f, struct value *v)
{
    struct account *all;
    account_id found = {0};
    size_t count, hits = 0;

    if (store_account_called(c->db, c->arena, v->text, &all, &count))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (all[i].is_disabled)
            continue;
        found = all[i].id;
        hits++;
    }
    if (hits == 1)
        *v = (struct value){.is_set = true, .number = found.v};
    else
        record_wrong(c, f->index, hits ? "cell.account_many" : "cell.account_none",
                     v->text);
}

/* Whoever left keeps what he was given; nothing new is given to him. */
static void check_account(struct call *c, const struct ledger *l, const struct field *f,
                          struct row *row)
{
    struct value *v = &row->values[f->index];
    struct account a;

    if (!v->number)
        resolve_account(c, f, v);
    else if (is_as_stored(c, l, f, row))
        return;
    else if (store_account_get(c->db, c->arena, (account_id){v->number}, &a))
        record_wrong(c, f->index, "cell.account_none", v->text);
    else if (a.is_disabled)
        record_wrong(c, f->index, "cell.account_disabled", a.title);
}

static void check_reference(struct call *c, const struct ledger *l, const struct field *f,
                            struct row *row, enum door door)
{
    struct value *v = &row->values[f->index];
    const struct ledger *to =
        catalog_ledger(engine_catalog(c->site->engine), field_target(f));
    struct file_row file;
    AUTO(arena) struct arena *scratch = arena_new();

    if (f->type == FIELD_ACCOUNT) {
        check_account(c, l, f, row);
    } else if (f->type == FIELD_FILE) {
        if (store_file_get(c->db, scratch, (file_id){v->number}, &file))
            record_wrong(c, f->index, "cell.file", STR(""));
    } else if (!v->number) {
        resolve_title(c, l, to, f, row, door);
    } else if (!may_point_to(c, f, to, (row_id){v->number}, door) &&
               !is_as_stored(c, l, f, row)) {
        record_wrong(c, f->index, "cell.ref_none", v->text);
    }
}

static void check_region_field(struct call *c, const struct field *f, struct row *row)
{
    struct value *v = &row->values[f->index];
    region found;

    if (!v->number &&
        region_resolve(c->site->regions, c->arena, v->text, c->site->region, &found))
        *v = (struct value){.is_set = true, .number = found};
    else if (!v->number || !region_find(c->site->regions, v->number))
        record_wrong(c, f->index, "cell.region", v->text);
}

/* 会次、顺序 */
static struct str labels_of(struct call *c, const struct ledger *l,
                            const struct unique_group *g)
{
    struct str out = {0};

    for (size_t i = 0; i < g->count; i++)
        out = str_print(c->arena, "%.*s%s%.*s", STR_FMT(out), i ? "、" : "",
                        STR_FMT(l->fields[g->fields[i]].label.in[c->locale]));
    return out;
}

/* The plain text of a sealed value that was not checked yet: new, or brought back with a removed row.  Empty: it stands
 * as it was, or does not open here. */
static enum err sealed_anew(struct call *c, const struct ledger *l, const struct field *f,
                            const struct row *row, struct str *out)
{
    const struct value *v = &row->values[f->index];

    *out = v->text;
    if (v->number == SEALED_PLAIN)
        return ERR_OK;
    *out = (struct str){0};
    if (!v->is_set || c->site->rehearsed || is_as_stored(c, l, f, row))
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, v->text, out, &c->fault);
}

enum { SAME_MOST = 200 };

/* Another row with the same sealed value, said only of rows that the caller may unseal: to all others neither a refusal
 * nor a row that is let in says that the value stands elsewhere (docs/decisions/0019-sealed-numbers.md). */
static enum err check_sealed(struct call *c, const struct ledger *l, const struct field *f,
                             const struct row *row)
{
    struct value v = {.is_set = true, .number = SEALED_PLAIN};
    struct filter same = {f->index, FILTER_ANY, &v, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = SAME_MOST,
                           .filters = &same,
                           .filter_count = 1};
    struct list all;

    TRY(sealed_anew(c, l, f, row, &v.text));
    if (!v.text.len)
        return ERR_OK;
    TRY(engine_list(call_reading(c), l, &q, &all, &c->fault));
    for (size_t i = 0; i < all.count; i++)
        if (all.rows[i]->id.v != row->id.v &&
            call_may(c, l->unsealers[f->seal], all.rows[i]->region)) {
            /* whose it is would tell what is sealed */
            record_wrong(c, f->index, "cell.taken", STR(""));
            break;
        }
    return ERR_OK;
}

static enum err check_one(struct call *c, const struct ledger *l, const struct field *f,
                          struct row *row)
{
    struct str by;
    row_id other;

    if (f->type == FIELD_SEALED)
        return check_sealed(c, l, f, row);
    TRY(engine_is_taken(call_reading(c), l, row, f->index, &other));
    if (!other.v)
        return ERR_OK;
    TRY(taken_by(c, l, other, NULL, &by));
    record_wrong(c, f->index, "cell.taken", by);
    return ERR_OK;
}

static enum err check_group(struct call *c, const struct ledger *l,
                            const struct unique_group *g, struct row *row)
{
    struct str by;
    row_id other;

    TRY(engine_group_is_taken(call_reading(c), l, row, g, &other));
    if (!other.v)
        return ERR_OK;
    TRY(taken_by(c, l, other, g, &by));
    /* at the last: the others say among which rows it is taken */
    record_wrong(
        c, g->fields[g->count - 1], "cell.group_taken",
        str_print(c->arena, "%.*s" SEP "%.*s", STR_FMT(labels_of(c, l, g)), STR_FMT(by)));
    return ERR_OK;
}

static enum err check_unique(struct call *c, const struct ledger *l, struct row *row)
{
    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].is_unique)
            TRY(check_one(c, l, &l->fields[i], row));
    for (size_t i = 0; i < l->unique_count; i++)
        TRY(check_group(c, l, &l->uniques[i], row));
    return ERR_OK;
}

/* What has happened lies not behind today, and not before what it followed.  What stands in the row already is
 * left: old books say what they say. */
static void check_date(struct call *c, const struct ledger *l, const struct field *f,
                       const struct row *row)
{
    date day = (date)row->values[f->index].number;
    const struct field *first = f->not_before >= 0 ? &l->fields[f->not_before] : NULL;
    AUTO(buf) struct buf shown = BUF_SHOWN(DATE_SHOWN);

    date_write(&shown, day);
    if (f->is_past && day > date_of_instant(c->now) && !is_as_stored(c, l, f, row)) {
        record_wrong(c, f->index, "cell.future", buf_view(&shown));
        return;
    }
    if (first && date_precedes(day, (date)row->values[first->index].number) &&
        !is_as_stored(c, l, f, row))
        record_wrong(c, f->index, "cell.not_before", first->label.in[c->locale]);
}

static enum err check_row(struct call *c, const struct ledger *l, struct row *row,
                          enum door door)
{
    for (size_t i = 0; i < l->field_count; i++) {
        const struct field *f = &l->fields[i];
        if (!row->values[i].is_set)
            continue;
        if (field_has_title(f))
            check_reference(c, l, f, row, door);
        else if (f->type == FIELD_REGION)
            check_region_field(c, f, row);
        else if (f->is_past || f->not_before >= 0)
            check_date(c, l, f, row);
    }
    row_check(c->arena, l, row, &c->faults);
    const struct hook *hook = hook_of(c->site->hooks, l);
    if (hook && hook->check)
        hook->check(c->arena, l, row, &c->faults);
    if (hook && hook->guard)
        TRY(hook->guard(c, l, row));
    TRY(check_unique(c, l, row));
    if (!c->faults.count)
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "row.invalid", "%zu", c->faults.count);
}

enum err record_check(struct call *c, const struct ledger *l, struct row *row,
                      enum door door)
{
    enum err err = check_row(c, l, row, door);

    record_name_faults(c, l);
    return err;
}

/* ---- again, at the writer -------------------------------------------------------------- */

enum err record_refs_stand(struct call *c, const struct ledger *l, const struct row *row)
{
    const struct catalog *all = engine_catalog(c->site->engine);
    struct row *target;

    for (size_t i = 0; i < l->field_count; i++) {
        const struct ledger *to = catalog_ledger(all, field_target(&l->fields[i]));
        const struct value *v = &row->values[i];
        if (!to || !v->is_set)
            continue;
        AUTO(arena) struct arena *scratch = arena_new();
        enum err err = engine_get((struct reading){c->site->engine, c->db, scratch}, to,
                                  (row_id){v->number}, &target);
        if (err == ERR_NOT_FOUND)
            return FAIL(&c->fault, ERR_CONFLICT, "cell.ref_gone", "%.*s" SEP "%.*s",
                        STR_FMT(l->fields[i].label.in[c->locale]),
                        STR_FMT(to->label.in[c->locale]));
        TRY(err);
    }
    return ERR_OK;
}
