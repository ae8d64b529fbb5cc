/* Places and bodies: units, villages, the renewals and the bodies to be renewed. */
#include "demo/entry.h"

/* ---- units -------------------------------------------------------------------------- */

static struct str office_name(struct arena *a, const struct county *c,
                              const struct office_word *o)
{
    struct str n = c->name;

    if (o->side == 'p')
        return str_print(a, "中共%.*s委%s", STR_FMT(n), o->name);
    if (strcmp(o->kind, "discipline") == 0)
        return str_print(a, "中共%.*s%s", STR_FMT(n), o->name);
    if (strcmp(o->name, "团委") == 0)
        return str_print(a, "共青团%.*s委员会", STR_FMT(n));
    return str_print(a, "%.*s%s", STR_FMT(n), o->name);
}

static enum err make_county_unit(struct demo *d)
{
    struct county *c = d->county;
    struct entry e = entry_new(d, "unit", c->code);

    PRINT(&e, "title", "中共%.*s委员会", STR_FMT(c->name));
    PRINT(&e, "short_title", "%.*s委", STR_FMT(c->kin));
    SET(&e, "kind", "committee");
    SET(&e, "level", "county");
    PRINT(&e, "code", "%lld-001", (long long)c->code);
    SET(&e, "leaders", COUNTY_SEATS);
    c->population = 300000 + dice_below(&d->dice, 300000);
    SET(&e, "population", c->population);
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210104, &c->unit);
}

static enum err make_office(struct demo *d, int i)
{
    struct county *c = d->county;
    struct office *o = &c->offices[i];
    struct entry e = entry_new(d, "unit", c->code);

    o->word = &WORD_OFFICES[i];
    o->name = office_name(d->keep, c, o->word);
    SET(&e, "title", o->name);
    SET(&e, "short_title", o->word->name);
    SET(&e, "kind", o->word->kind);
    SET(&e, "level", "county");
    SET(&e, "parent", c->unit);
    PRINT(&e, "code", "%lld-%03d", (long long)c->code, i + 2);
    SET(&e, "place", i + 10);
    SET(&e, "headcount", o->word->headcount);
    SET(&e, "staff", o->word->headcount - dice_below(&d->dice, 4));
    SET(&e, "leaders", o->word->cadres);
    SET(&e, "party_members", o->word->headcount * 7 / 10);
    PRINT(&e, "address", "%.*s行政中心%d号楼", STR_FMT(c->name), 1 + i % 6);
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210104, &o->unit);
}

static enum err make_town_unit(struct demo *d, int i)
{
    struct county *c = d->county;
    struct town *t = &c->towns[i];
    struct entry e = entry_new(d, "unit", t->code);
    int headcount = dice_between(&d->dice, 52, 78);

    PRINT(&e, "title", "%.*s%.*s", STR_FMT(c->name), STR_FMT(t->name));
    SET(&e, "short_title", t->name);
    SET(&e, "kind",
        str_ends(t->name, STR("街道")) && !c->plan->is_exact ? "subdistrict" : "township");
    SET(&e, "level", "township");
    SET(&e, "parent", c->unit);
    PRINT(&e, "code", "%lld-000", (long long)t->code);
    SET(&e, "place", 100 + i);
    SET(&e, "headcount", headcount);
    SET(&e, "staff", headcount - dice_below(&d->dice, 6));
    SET(&e, "leaders", TOWN_SEATS);
    SET(&e, "party_members", dice_between(&d->dice, 900, 2100));
    SET(&e, "population", dice_between(&d->dice, 12000, 46000));
    PRINT(&e, "address", "%.*s%.*s人民路1号", STR_FMT(c->name), STR_FMT(t->name));
    SET(&e, "phone", entry_phone(d));
    return entry_put(&e, 20210104, &t->unit);
}

static bool village_is_new(const struct town *t, struct str name)
{
    for (int i = 0; i < t->village_count; i++)
        if (str_eq(t->villages[i].name, name))
            return false;
    return true;
}

static enum err make_village(struct demo *d, struct town *t)
{
    struct village *v = &t->villages[t->village_count];
    struct str name = word_village(d->keep, &d->dice);

    if (!village_is_new(t, name))
        return ERR_OK; /* one village less: towns differ */
    struct entry e = entry_new(d, "unit", t->code);
    v->name = name;
    PRINT(&e, "title", "%.*s%.*s", STR_FMT(t->name), STR_FMT(name));
    SET(&e, "short_title", name);
    SET(&e, "kind", "village");
    SET(&e, "level", "township");
    SET(&e, "parent", t->unit);
    PRINT(&e, "code", "%lld-%03d", (long long)t->code, 201 + t->village_count);
    SET(&e, "place", 1000 + t->village_count);
    SET(&e, "party_members", dice_between(&d->dice, 28, 120));
    SET(&e, "population", dice_between(&d->dice, 800, 4200));
    SET(&e, "head_name", word_person(d->scratch, &d->dice, !dice_percent(&d->dice, 22)));
    t->village_count++;
    return entry_put(&e, 20210105, &v->unit);
}

/* ---- bodies ------------------------------------------------------------------------- */

struct body_word {
    const char *kind, *name; /* after the county's or town's name */
    int term;
    date held; /* 0: see make_town_bodies() */
    int members, alternates;
};

static enum err make_body(struct demo *d, region where, struct str place,
                          const struct body_word *b, row_id *out)
{
    const struct county *c = d->county;
    bool county = where == c->code;
    int delegates =
        county ? c->plan->county_delegates : c->plan->town_delegates / c->town_count;
    struct entry e = entry_new(d, "body", where);

    PRINT(&e, "title", "%s%.*s%s", *b->kind == 'p' || *b->kind == 'd' ? "中共" : "",
          STR_FMT(place), b->name);
    SET(&e, "kind", b->kind);
    SET(&e, "level", county ? "county" : "township");
    SET(&e, "renewal", c->renewal);
    SET(&e, "old_term", b->term - 1);
    SET(&e, "new_term", b->term);
    SET(&e, "term_start", 20160600);
    SET(&e, "term_end", 20210600);
    SET(&e, "congress_planned", b->held);
    SET(&e, "members", b->members);
    SET(&e, "alternates", b->alternates);
    if (*b->kind == 'p')
        SET(&e, "delegates_due", delegates);
    if (b->held > DAY_TODAY)
        return entry_put(&e, 20210308, out);
    SET(&e, "congress_held", b->held);
    SET(&e, "reported_on", date_add_days(b->held, 3));
    PRINT(&e, "approval", "%.*s委〔2021〕%d号", STR_FMT(county ? STR("市") : c->kin),
          dice_between(&d->dice, 40, 160));
    entry_state(&e, county || dice_percent(&d->dice, 80) ? "reported" : "held");
    return entry_put(&e, b->held, out);
}

static enum err make_county_bodies(struct demo *d)
{
    struct county *c = d->county;
    const struct plan *p = c->plan;
    const struct body_word words[] = {
        {"party", "委员会", 14, DAY_COUNTY, p->nominees[0], p->nominees[1]},
        {"discipline", "纪律检查委员会", 14, DAY_COUNTY, p->nominees[2], 0},
        {"congress", "人民代表大会", 17, DAY_COUNTY_ALL, 27, 0},
        {"government", "人民政府", 17, DAY_COUNTY_ALL, 8, 0},
        {"conference", "政协委员会", 13, 20210802, 29, 0},
    };
    row_id *const out[] = {&c->party, &c->discipline, &c->congress, &c->government,
                           &c->conference};

    for (int i = 0; i < COUNT_OF(words); i++)
        TRY(make_body(d, c->code, c->name, &words[i], out[i]));
    return ERR_OK;
}

/* The people's congresses of the towns are still to come: their deputies are elected on 8 December. */
static enum err make_town_bodies(struct demo *d, int i)
{
    struct county *c = d->county;
    struct town *t = &c->towns[i];
    date party = congress_day(c, i);
    date congress = dice_day(&d->dice, 20211220, 20211228);
    const struct body_word words[] = {
        {"party", "委员会", 12, party, 9, 0},
        {"discipline", "纪律检查委员会", 12, party, 5, 0},
        {"congress", "人民代表大会", 19, congress, 1, 0},
        {"government", "人民政府", 19, congress, 4, 0},
    };
    row_id other;
    row_id *const out[] = {&t->party, &t->discipline, &other, &other};

    t->people_on = congress;
    struct str place = str_print(d->keep, "%.*s%.*s", STR_FMT(c->name), STR_FMT(t->name));

    for (int k = 0; k < COUNT_OF(words); k++)
        TRY(make_body(d, t->code, place, &words[k], out[k]));
    return ERR_OK;
}

/* ---- renewals: what came of them is counted at the end (renewal.c) -------------------- */

static enum err make_county_renewal(struct demo *d)
{
    struct county *c = d->county;
    struct entry e = entry_new(d, "renewal", c->code);

    PRINT(&e, "title", "%.*s2021年领导班子换届", STR_FMT(c->name));
    SET(&e, "year", 2021);
    SET(&e, "level", "county");
    SET(&e, "stage", "prepare");
    SET(&e, "started_on", DAY_START);
    SET(&e, "congress_planned", DAY_COUNTY);
    SET(&e, "unit", c->unit);
    SET(&e, "phone", entry_phone(d));
    SET(&e, "requirements",
        "统一部署、统筹推进，坚持党的领导、发扬民主、严格依法办事，确保换届风清气正。");
    SET(&e, "congresses_due", 3);
    SET(&e, "congresses_done", 0);
    PRINT(&e, "approval", "市委〔2021〕%d号", dice_between(&d->dice, 30, 90));
    entry_state(&e, "running");
    return entry_put(&e, DAY_START, &c->renewal);
}

static enum err make_town_renewal(struct demo *d, int i)
{
    struct town *t = &d->county->towns[i];
    struct entry e = entry_new(d, "renewal", t->code);

    PRINT(&e, "title", "%.*s2021年领导班子换届", STR_FMT(t->name));
    SET(&e, "year", 2021);
    SET(&e, "level", "township");
    SET(&e, "stage", "prepare");
    SET(&e, "started_on", 20210308);
    SET(&e, "congress_planned", congress_day(d->county, i));
    SET(&e, "unit", t->unit);
    SET(&e, "congresses_due", 2);
    SET(&e, "congresses_done", 0);
    entry_state(&e, "running");
    return entry_put(&e, 20210308, &t->renewal);
}

enum err place_make(struct demo *d)
{
    struct county *c = d->county;

    TRY(make_county_unit(d));
    TRY(make_county_renewal(d));
    TRY(make_county_bodies(d));
    for (int i = 0; i < c->office_count; i++)
        TRY(make_office(d, i));
    for (int i = 0; i < c->town_count; i++) {
        TRY(make_town_unit(d, i));
        TRY(make_town_renewal(d, i));
        TRY(make_town_bodies(d, i));
        for (int v = 0; v < c->plan->villages; v++)
            TRY(make_village(d, &c->towns[i]));
    }
    return ERR_OK;
}
