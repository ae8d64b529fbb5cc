#include "service/avoidance/avoidance.h"

#include "base/utf8.h"
#include "domain/names/bare.h"
#include "domain/names/same.h"
#include "ledgers/family.h"
#include "ledgers/person.h"
#include "service/record/fields.h"
#include "service/site/hant.h"
#include "service/site/site.h"

/* ---- what the records say ------------------------------------------------------------ */

struct known { /* the one who acts */
    struct row *row;
    struct relation_of *relations; /* where he stands on either side */
    size_t count;
};

static struct relation_of relation_of_row(const struct ledger *l, const struct row *row)
{
    return (struct relation_of){
        .person = row_number(l, row, FAMILY_PERSON),
        .person_name = row_label(l, row, FAMILY_PERSON),
        .relation = row_text(l, row, FAMILY_RELATION),
        .to = {row_text(l, row, FAMILY_NAME), row_number(l, row, FAMILY_RELATIVE_PERSON)}};
}

static enum err load_family(struct call *c, struct ids people, struct known *k)
{
    static const int SIDES[] = {FAMILY_PERSON, FAMILY_RELATIVE_PERSON};
    const struct ledger *l = ledger_of(c, LEDGER_FAMILY);
    struct list lists[2];

    for (int i = 0; i < 2; i++)
        TRY(rows_of(c, l, SIDES[i], people, 0, &lists[i]));
    k->relations =
        ARENA_ARRAY(c->arena, struct relation_of, lists[0].count + lists[1].count + 1);
    for (int i = 0; i < 2; i++)
        for (size_t n = 0; n < lists[i].count; n++)
            k->relations[k->count++] = relation_of_row(l, lists[i].rows[n]);
    return ERR_OK;
}

/* A record that is gone is nobody. */
static enum err load_person(struct call *c, row_id id, struct row **out)
{
    enum err err = ERR_NOT_FOUND;

    *out = NULL;
    if (id.v)
        err = engine_get(call_reading(c), ledger_of(c, LEDGER_PERSON), id, out);
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* 籍贯 and 出生地 are texts ("广东和平"): does one name the county of `place`, with or without 县? */
static region home_near(struct call *c, const struct row *row, region place)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    region county = region_at(place, REGION_COUNTY);
    struct str name = region_name(c->site->regions, c->arena, county, LOCALE_HANS);
    enum { HAN = 3, SHORTEST = 2 * HAN };

    if (!county || region_level(county) != REGION_COUNTY || name.len <= HAN)
        return 0;
    if (name.len > SHORTEST)
        name = str_sub(name, 0, name.len - HAN);
    bool native = str_find(row_text(l, row, PERSON_NATIVE_PLACE), name) >= 0 ||
                  str_find(row_text(l, row, PERSON_BIRTHPLACE), name) >= 0;
    return native ? county : 0;
}

static enum err load_party(struct call *c, const struct avoidance_of *of,
                           struct avoidance_party *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct row *row;

    *out = (struct avoidance_party){
        .who = {of->name, of->person.v}, .unit = of->unit.v, .home = of->place};
    TRY(load_person(c, of->person, &row));
    if (!row)
        return ERR_OK;
    out->who.name = row_text(l, row, PERSON_NAME);
    if (!out->unit)
        out->unit = row_number(l, row, PERSON_UNIT);
    return ERR_OK;
}

/* ---- asking -------------------------------------------------------------------------- */

enum err avoidance_look(struct call *c, row_id actor, enum avoidance_kind kind,
                        const struct avoidance_of *concerned, size_t count,
                        struct avoidances *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct avoidance_party *parties = ARENA_ARRAY(c->arena, struct avoidance_party, count);
    struct ids people = {ARENA_ARRAY(c->arena, int64_t, count + 1), 0};
    struct known me = {0};
    struct avoidance_finding *found;

    *out = (struct avoidances){0};
    TRY(load_person(c, actor, &me.row));
    if (!me.row)
        return ERR_OK;
    people.items[people.count++] = actor.v;
    for (size_t i = 0; i < count; i++) {
        TRY(load_party(c, &concerned[i], &parties[i]));
        if (parties[i].who.person)
            people.items[people.count++] = parties[i].who.person;
    }
    TRY(load_family(c, people, &me));
    struct avoidance_input in = {
        .kind = kind,
        .actor = {.who = {row_text(l, me.row, PERSON_NAME), actor.v},
                  .unit = row_number(l, me.row, PERSON_UNIT),
                  .home = count ? home_near(c, me.row, concerned[0].place) : 0},
        .concerned = parties,
        .concerned_count = count,
        .relations = me.relations,
        .relation_count = me.count};
    avoidance_find(c->arena, &in, &found, &out->count);
    out->items = found;
    return ERR_OK;
}

static struct str relation_label(struct call *c, struct str code)
{
    const struct ledger *l = ledger_of(c, LEDGER_FAMILY);
    const struct code_item *item =
        code_find(l->fields[field_at(l, FAMILY_RELATION)].codes, code);

    return item ? item->label.in[c->locale] : code;
}

static enum err refuse(struct call *c, const struct avoidance_finding *f, region place)
{
    if (!call_may(c, ledger_of(c, LEDGER_FAMILY)->readers, place))
        return FAIL(&c->fault, ERR_RULE, "avoidance.barred", "%s", "");
    struct str relation = relation_label(c, f->relation);
    return FAIL(&c->fault, ERR_RULE, f->code, "%s" SEP "%.*s", f->source,
                STR_FMT(relation));
}

static enum err require(struct call *c, const struct avoidances *a, region place)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].force == AVOIDANCE_HARD)
            return refuse(c, &a->items[i], place);
    return ERR_OK;
}

enum err avoidance_require(struct call *c, row_id actor, enum avoidance_kind kind,
                           const struct avoidance_of *concerned, size_t count, region place)
{
    struct avoidances found;

    TRY(avoidance_look(c, actor, kind, concerned, count, &found));
    return require(c, &found, place);
}

/* As it is looked for in a text: in simplified characters, too. */
static struct str plain_name(struct arena *a, struct str text)
{
    return name_plain(a, hans_of(a, text));
}

/* Of himself and his kin, those whose names stand in the text. */
static void find_named(struct arena *a, struct avoidance_of *out, size_t *count,
                       struct str text, const struct somebody *who)
{
    struct str name = plain_name(a, who->name);

    if (name.len && str_find(text, name) >= 0)
        out[(*count)++] = (struct avoidance_of){{who->person}, who->name, {0}, 0};
}

enum err avoidance_require_text(struct call *c, row_id actor, enum avoidance_kind kind,
                                struct str text, region place)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct known me = {0};
    size_t count = 0;

    TRY(load_person(c, actor, &me.row));
    if (!me.row || !text.len)
        return ERR_OK;
    TRY(load_family(c, (struct ids){&actor.v, 1}, &me));
    struct avoidance_of *named =
        ARENA_ARRAY(c->arena, struct avoidance_of, 2 * me.count + 1);
    struct somebody self = {row_text(l, me.row, PERSON_NAME), actor.v};
    text = plain_name(c->arena, text);
    find_named(c->arena, named, &count, text, &self);
    for (size_t i = 0; i < me.count; i++) {
        const struct relation_of *r = &me.relations[i];
        struct somebody owner = {r->person_name, r->person};
        find_named(c->arena, named, &count, text, r->person == actor.v ? &r->to : &owner);
    }
    return avoidance_require(c, actor, kind, named, count, place);
}

/* ---- the caller's own people ----------------------------------------------------------- */

static void add_near(struct near_ones *n, int64_t person, struct str name)
{
    if (!person && !name.len)
        return;
    if (n->count == NEAR_MOST || name.len >= NEAR_NAME_BYTES) {
        n->is_full = true;
        return;
    }
    struct near_one *one = &n->items[n->count++];
    *one = (struct near_one){.person = person};
    if (name.len)
        memcpy(one->name, name.ptr, name.len);
}

/* Rows of others that name him without pointing to his record. */
static enum err add_namers(struct call *c, struct near_ones *n, struct str name)
{
    const struct ledger *l = ledger_of(c, LEDGER_FAMILY);
    struct value value = {.is_set = true, .text = name};
    struct filter filter = {field_at(l, FAMILY_NAME), FILTER_ANY, &value, 1};
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = NEAR_MOST + 1,
                           .filters = &filter,
                           .filter_count = 1};
    struct list list;

    TRY(engine_list(call_reading(c), l, &q, &list, &c->fault));
    for (size_t i = 0; i < list.count; i++)
        add_near(n, row_number(l, list.rows[i], FAMILY_PERSON),
                 row_label(l, list.rows[i], FAMILY_PERSON));
    return ERR_OK;
}

static enum err load_near(struct call *c)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct near_ones *n = &c->near;
    struct known me = {0};

    if (n->is_loaded)
        return ERR_OK;
    TRY(load_person(c, c->person, &me.row));
    if (me.row) {
        struct str name = row_text(l, me.row, PERSON_NAME);
        TRY(load_family(c, (struct ids){&c->person.v, 1}, &me));
        add_near(n, c->person.v, name);
        for (size_t i = 0; i < me.count; i++) {
            add_near(n, me.relations[i].person, me.relations[i].person_name);
            add_near(n, me.relations[i].to.person, me.relations[i].to.name);
        }
        TRY(add_namers(c, n, name));
    }
    n->is_loaded = true;
    return ERR_OK;
}

static bool is_near(const struct near_ones *n, const struct somebody *who)
{
    for (int i = 0; i < n->count; i++)
        if ((who->person && who->person == n->items[i].person) ||
            name_may_be(who->name, str_of(n->items[i].name)))
            return true;
    return false;
}

enum err avoidance_near(struct call *c, const struct somebody *who, size_t count, bool *out)
{
    TRY(load_near(c));
    *out = c->near.is_full;
    for (size_t i = 0; i < count && !*out; i++)
        *out = is_near(&c->near, &who[i]);
    return ERR_OK;
}

enum err avoidance_near_text(struct call *c, struct str text, bool *out)
{
    TRY(load_near(c));
    *out = c->near.is_full;
    if (!text.len || *out || !c->near.count)
        return ERR_OK;
    text = plain_name(c->arena, text);
    for (int i = 0; i < c->near.count && !*out; i++) {
        struct str name = plain_name(c->arena, str_of(c->near.items[i].name));
        *out = name.len && str_find(text, name) >= 0;
    }
    return ERR_OK;
}

/* "王伟" also as "王 伟" and "王　伟": the blank stands behind the first character, however long that is. */
static size_t spellings(struct arena *a, struct str name, struct value *out)
{
    static const char *const BLANKS[] = {" ", "\u3000"};
    struct str first = utf8_head(name, 1);
    size_t count = 0;

    if (name.len)
        out[count++] = (struct value){.is_set = true, .text = name};
    for (size_t i = 0; i < 2 && utf8_count(name) == 2; i++)
        out[count++] =
            (struct value){.is_set = true,
                           .text = str_print(a, "%.*s%s%.*s", STR_FMT(first), BLANKS[i],
                                             STR_FMT(str_sub(name, first.len, name.len)))};
    return count;
}

enum err avoidance_near_values(struct call *c, struct value **people, size_t *person_count,
                               struct value **names, size_t *name_count, bool *is_full)
{
    const struct near_ones *n = &c->near;

    TRY(load_near(c));
    *is_full = n->is_full;
    *person_count = *name_count = 0;
    *people = ARENA_ARRAY(c->arena, struct value, (size_t)n->count + 1);
    *names = ARENA_ARRAY(c->arena, struct value, 3 * (size_t)n->count + 1);
    for (int i = 0; i < n->count; i++) {
        if (n->items[i].person)
            (*people)[(*person_count)++] =
                (struct value){.is_set = true, .number = n->items[i].person};
        struct str name = str_copy(c->arena, str_of(n->items[i].name));
        *name_count += spellings(c->arena, name, *names + *name_count);
    }
    return ERR_OK;
}
