#include "demo/demo.h"

#include "demo/county.h"

#include <assert.h>

/* ---- plans -------------------------------------------------------------------------- */

/* The county of S3 with the towns of S4. */
static const struct plan FACTS = {
    .is_exact = true,
    .careers = 4,
    .town_staff = 33,
    .villages = 10,
    .town_delegates = 2078,
    .county_delegates = 248,
    .pledges = 2740,
    .talks = 410,
    .talked_again = 10,
    .pools = 12,
    .pool_members = 104,
    .vetted = 330,
    .archives = 140,
    .conclusions = 753,
    .held = 10,
    .risks = 27,
    .complaints = 5,
    .cases = 2,
    .placements = 24,
    .interviews = 40,
    .surveys = 180,
    .nominees = {35, 6, 19, 11},
    .teams = 3,
    .cards = 3100,
    .leaflets = 12000,
    .viewers = 2600,
};

/* What a county of a province of a million rows has, beside what it has anyway. */
static const struct plan PROVINCE = {
    .careers = 1,
    .town_staff = 14,
    .villages = 8,
    .town_delegates = 900,
    .county_delegates = 220,
    .pledges = 800,
    .talked_again = 4,
    .pools = 12,
    .pool_members = 104,
    .vetted = 25,
    .archives = 60,
    .conclusions = 150,
    .held = 3,
    .interviews = 25,
    .surveys = 60,
    .nominees = {35, 6, 19, 11},
    .tasks = 10,
};

enum {
    PROVINCE_ROWS = 1000000,
    SCALED_ROWS = 200000, /* of them, those that a larger province has more of */
    COUNTY_ROWS = 32800,
    COUNTIES_MOST = 260,
};

/* Of the 117 counties of S2: 21,100 talks, 219 risks, 221 cases, 426 placements, 95 teams,
 * 102 chiefs, 373,400 cards and leaflets, 176,100 viewers. */
static struct plan province_plan(int i, int counties, int64_t rows)
{
    struct plan p = PROVINCE;
    int64_t scale = 100 + (rows - PROVINCE_ROWS) * 100 / SCALED_ROWS; /* percent */

    if (scale < 10)
        scale = 10;
    p.town_delegates = (int)(p.town_delegates * scale / 100);
    p.pledges = (int)(p.pledges * scale / 100);
    p.tasks = (int)(p.tasks * scale / 100);
    p.interviews = (int)(p.interviews * scale / 100);
    p.talks = share(21100, i, counties);
    p.risks = share(219, i, counties);
    p.complaints = p.cases = share(221, i, counties);
    p.placements = share(426, i, counties);
    p.teams = share(95, i, counties);
    p.chiefs = share(102, i, counties);
    p.cards = 1200;
    p.leaflets = share(373400, i, counties) - p.cards;
    p.viewers = share(176100, i, counties);
    return p;
}

/* ---- one county --------------------------------------------------------------------- */

enum { TOWNS_OF_FACTS = 17, PILOT_TOWNS = 3, KIN_BYTES = 3 };

static void find_towns(struct demo *d, struct county *c)
{
    const struct region_table *t = d->w->engine->regions;
    size_t first, end, most = c->plan->is_exact ? TOWNS_OF_FACTS : SIZE_MAX;

    region_subtree(t, c->code, &first, &end);
    c->towns = ARENA_ARRAY(d->keep, struct town, end - first + 1);
    for (size_t i = first; i < end && (size_t)c->town_count < most; i++) {
        struct town *town = &c->towns[c->town_count];
        if (region_level(t->entries[i].code) != REGION_TOWNSHIP)
            continue;
        town->code = t->entries[i].code;
        town->name = t->entries[i].name[LOCALE_HANS];
        town->is_pilot = c->plan->is_exact && c->town_count < PILOT_TOWNS;
        c->town_count++;
    }
}

/* 青岚县 → 县; 天元区 → 区; a name of another kind counts as a county. */
static struct str kin_of(struct str name)
{
    struct str last =
        str_sub(name, name.len > KIN_BYTES ? name.len - KIN_BYTES : 0, KIN_BYTES);
    bool known =
        str_eq(last, STR("区")) || str_eq(last, STR("市")) || str_eq(last, STR("旗"));

    return known ? last : STR("县");
}

/* Names of counties repeat within a province: 望川市某区, 另一市某区. */
static struct str city_and(struct demo *d, const struct county *c)
{
    const struct region_table *t = d->w->engine->regions;
    struct str city = region_name(t, d->keep, region_at(c->code, REGION_CITY), LOCALE_HANS);

    return str_print(d->keep, "%.*s%.*s", STR_FMT(city), STR_FMT(c->name));
}

static enum err make_county(struct demo *d, region code, const struct plan *plan)
{
    static enum err (*const MAKERS[])(struct demo *) = {
        place_make,    people_make,   accounts_make,   team_make,    town_secretaries_make,
        command_make,  schedule_make, talk_make,       picks_make,   appraise_make,
        nominate_make, congress_make, discipline_make, outcome_make, hall_make,
        plenary_make,  assembly_make, delegates_make,  direct_make,  renewal_make,
    };
    struct county c = {.code = code, .plan = plan, .office_count = WORD_OFFICE_COUNT};

    c.name = region_name(d->w->engine->regions, d->keep, code, LOCALE_HANS);
    c.kin = kin_of(c.name);
    c.label = d->is_province ? city_and(d, &c) : STR("");
    c.offices = ARENA_ARRAY(d->keep, struct office, (size_t)c.office_count);
    find_towns(d, &c);
    if (c.town_count == 0)
        return FAIL(d->w->fault, ERR_INVALID, "demo.county", "%.*s", STR_FMT(c.name));
    d->county = &c;
    enum err err = ERR_OK;
    for (int i = 0; i < COUNT_OF(MAKERS) && !err; i++)
        err = MAKERS[i](d);
    d->county = NULL;
    arena_clear(d->keep);
    return err;
}

/* ---- the province ------------------------------------------------------------------- */

/* Zones with a code of their own (the last two digits 70 to 79) have no renewal. */
static bool is_county(region r)
{
    int64_t last = r / 1000 % 100;

    return region_level(r) == REGION_COUNTY && (last < 70 || last > 79);
}

static int find_counties(const struct region_table *t, region province, region *out)
{
    size_t first, end;
    int count = 0;

    region_subtree(t, province, &first, &end);
    for (size_t i = first; i < end && count < COUNTIES_MOST; i++)
        if (is_county(t->entries[i].code))
            out[count++] = t->entries[i].code;
    return count;
}

static enum err make_province(struct demo *d, const struct demo_options *o)
{
    region counties[COUNTIES_MOST];
    region province = o->county ? region_at(o->county, REGION_PROVINCE) : DEMO_PROVINCE;
    int count = find_counties(d->w->engine->regions, province, counties);

    if (count == 0)
        return FAIL(d->w->fault, ERR_INVALID, "demo.county", "%lld", (long long)province);
    for (int i = 0; i < count; i++) {
        struct plan p = province_plan(i, count, d->total);
        TRY(make_county(d, counties[i], &p));
    }
    return ERR_OK;
}

enum err demo_fill(struct call *c, struct writing *w, const struct demo_options *o,
                   void (*progress)(void *, int64_t done, int64_t total), void *arg)
{
    AUTO(arena) struct arena *keep = arena_new();
    AUTO(arena) struct arena *scratch = arena_new();
    struct arena *arena = w->arena;
    instant now = w->now;
    struct demo *d = ARENA_NEW(arena, struct demo);

    *d = (struct demo){.w = w,
                       .call = c,
                       .issue = o->issue,
                       .keep = keep,
                       .scratch = scratch,
                       .dice = {o->seed},
                       .seed = o->seed,
                       .is_province = o->province,
                       .progress = progress,
                       .arg = arg};
    d->total = !o->province ? COUNTY_ROWS : o->rows ? o->rows : PROVINCE_ROWS;
    enum err err = o->province
                       ? make_province(d, o)
                       : make_county(d, o->county ? o->county : DEMO_COUNTY, &FACTS);
    if (!err && progress)
        progress(arg, d->done, d->done);
    w->arena = arena;
    w->now = now;
    return err;
}
