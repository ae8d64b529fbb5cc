/* What the records say of two people, asked by a service directly. */
#include "service/avoidance/avoidance.h"
#include "service/opened.h"
#include "service/record/record.h"

enum { COUNTY = 441624000, TOWN = 441624100 };

struct cast {
    row_id own, other;                                     /* units */
    row_id actor, brother, colleague, namesake, born_here; /* people */
};

static enum err add(struct call *c, const char *ledger, struct input *items, size_t count,
                    row_id *out)
{
    struct inputs inputs = {items, count};
    struct row *row;

    TRY(record_create(c, catalog_ledger(engine_catalog(c->site->engine), str_of(ledger)),
                      COUNTY, (struct str){0}, inputs, &row));
    *out = row->id;
    return ERR_OK;
}

static enum err add_unit(struct call *c, const char *title, row_id *out)
{
    struct input items[] = {{STR("title"), str_of(title), false, GIVEN_WORDS},
                            {STR("kind"), STR("committee"), false, GIVEN_WORDS},
                            {STR("level"), STR("county"), false, GIVEN_WORDS}};

    return add(c, "unit", items, 3, out);
}

static struct str text_of(struct call *c, row_id id)
{
    return str_print(c->arena, "%lld", (long long)id.v);
}

static enum err add_person(struct call *c, const char *name, row_id unit, row_id *out)
{
    struct input items[] = {{STR("name"), str_of(name), false, GIVEN_WORDS},
                            {STR("sex"), STR("1"), false, GIVEN_WORDS},
                            {STR("birth"), STR("1979-03"), false, GIVEN_WORDS},
                            {STR("native_place"), STR("广东和平"), false, GIVEN_WORDS},
                            {STR("unit"), text_of(c, unit), false, GIVEN_WORDS}};

    return add(c, "person", items, 5, out);
}

/* 籍贯 elsewhere, 出生地 in the county. */
static enum err add_born_here(struct call *c, row_id unit, row_id *out)
{
    struct input items[] = {{STR("name"), STR("戊生"), false, GIVEN_WORDS},
                            {STR("sex"), STR("1"), false, GIVEN_WORDS},
                            {STR("birth"), STR("1981-05"), false, GIVEN_WORDS},
                            {STR("native_place"), STR("湖南长沙"), false, GIVEN_WORDS},
                            {STR("birthplace"), STR("广东和平"), false, GIVEN_WORDS},
                            {STR("unit"), text_of(c, unit), false, GIVEN_WORDS}};

    return add(c, "person", items, 6, out);
}

static enum err add_kin(struct call *c, row_id of, const char *relation, const char *name,
                        row_id as)
{
    row_id id;
    struct input items[] = {
        {STR("person"), text_of(c, of), false, GIVEN_WORDS},
        {STR("relation"), str_of(relation), false, GIVEN_WORDS},
        {STR("name"), str_of(name), false, GIVEN_WORDS},
        {STR("relative_person"), text_of(c, as), as.v == 0, GIVEN_WORDS}};

    return add(c, "family", items, 4, &id);
}

static enum err write_cast(struct call *c, void *arg)
{
    struct cast *p = arg;

    TRY(add_unit(c, "县委组织部", &p->own));
    TRY(add_unit(c, "县财政局", &p->other));
    TRY(add_person(c, "甲一", p->own, &p->actor));
    TRY(add_person(c, "甲二", p->other, &p->brother));
    TRY(add_person(c, "乙同事", p->own, &p->colleague));
    TRY(add_person(c, "甲一", p->other, &p->namesake));
    TRY(add_born_here(c, p->other, &p->born_here));
    TRY(add_kin(c, p->brother, "71", "甲一", p->actor)); /* recorded on his side alone */
    return add_kin(c, p->actor, "12", "丙妻", (row_id){0});
}

static const char *first(struct call *c, row_id actor, enum avoidance_kind kind,
                         struct avoidance_of concerned)
{
    struct avoidances found;

    cr_assert_eq(avoidance_look(c, actor, kind, &concerned, 1, &found), ERR_OK);
    return found.count ? found.items[0].code : "";
}

static const char *refused(struct call *c, enum err err)
{
    struct fault f = c->fault;

    c->fault = (struct fault){0};
    return err ? f.code : "";
}

static void look(struct call *c, const struct cast *p)
{
    const struct avoidance_of self = {.person = p->actor}, brother = {.person = p->brother};
    const struct avoidance_of wife = {.name = STR("丙妻")};

    cr_expect_str_eq(first(c, p->actor, AVOID_OPINION, self), "avoidance.self");
    cr_expect_str_eq(first(c, p->actor, AVOID_OPINION, brother), "avoidance.kin");
    cr_expect_str_eq(first(c, p->brother, AVOID_CASE, self), "avoidance.kin");
    cr_expect_str_eq(first(c, p->actor, AVOID_CASE, wife), "avoidance.kin");
    cr_expect_str_eq(
        first(c, p->actor, AVOID_OPINION, (struct avoidance_of){.person = p->colleague}),
        "avoidance.unit");
    cr_expect_str_eq(
        first(c, p->actor, AVOID_OPINION, (struct avoidance_of){.person = p->namesake}),
        "");
    cr_expect_str_eq(first(c, p->actor, AVOID_POST, (struct avoidance_of){.place = TOWN}),
                     "avoidance.home");
    cr_expect_str_eq(
        first(c, p->born_here, AVOID_POST, (struct avoidance_of){.place = TOWN}),
        "avoidance.home");
    cr_expect_str_eq(first(c, (row_id){0}, AVOID_OPINION, self), "");
}

static void require(struct call *c, const struct cast *p)
{
    const struct avoidance_of brother = {.person = p->brother};
    const struct avoidance_of colleague = {.person = p->colleague};
    struct str said = STR("某局 丙妻（职员）"), other = STR("某局 乙同事");

    cr_expect_str_eq(
        refused(c, avoidance_require(c, p->actor, AVOID_OPINION, &brother, 1, COUNTY)),
        "avoidance.kin");
    cr_expect_str_eq(
        refused(c, avoidance_require(c, p->actor, AVOID_OPINION, &colleague, 1, COUNTY)),
        "");
    cr_expect_str_eq(
        refused(c, avoidance_require_text(c, p->actor, AVOID_CASE, said, COUNTY)),
        "avoidance.kin");
    cr_expect_str_eq(
        refused(c, avoidance_require_text(c, p->actor, AVOID_CASE, other, COUNTY)), "");
    c->actor = ACTOR_ACCOUNT; /* one who reads no families */
    cr_expect_str_eq(
        refused(c, avoidance_require(c, p->actor, AVOID_OPINION, &brother, 1, COUNTY)),
        "avoidance.barred");
}

Test(avoidance_service, knows_family_unit_and_home_from_either_side)
{
    char dir[] = "/tmp/huanjie-avoidance-XXXXXX";
    struct opened x;
    struct cast cast;

    make_site(dir);
    must(&x, start(&x, dir, 1622332800000));
    must(&x, call_write(&x.call, write_cast, &cast));
    look(&x.call, &cast);
    require(&x.call, &cast);
    end(&x);
    remove_folder(dir);
}
