/*
 * Leading teams before and after: who stays, moves, leaves and comes in (进退留转), dealt
 * so that the mean ages of the facts come out; then headcounts and posts.
 */
#include "demo/people.h"

#include <assert.h>

/* ---- ages of a class of seats ------------------------------------------------------- */

enum { CLASS_MOST = 400 };

struct class
{
    const char *team; /* "town", "county", "other" */
    bool is_pilot, is_chief;
    int before, after; /* mean age × 100 */
    int stay;          /* of a hundred */
    struct span stays, left, new;
    int young_stays, young_new; /* of them at most 35, all others above; -1: as it comes */
};

/* The sums that follow: 7386 and 6882 years of 187 members, 1462 and 1367 of 34 chiefs,
 * 1373 and 1277 of the 33 of the pilot towns, 529 and 488 of the county's 11. */
static const struct class CLASSES[] = {
    {"town", true, true, 4300, 4017, 50, {36, 50}, {36, 54}, {36, 46}, 0, 0},
    {"town", true, false, 4130, 3837, 45, {28, 50}, {30, 56}, {25, 50}, 2, 8},
    {"town", false, true, 4300, 4021, 43, {32, 50}, {34, 57}, {30, 46}, -1, -1},
    {"town", false, false, 3817, 3555, 45, {26, 50}, {27, 57}, {24, 46}, -1, -1},
    {"county", false, false, 4809, 4436, 46, {40, 52}, {42, 58}, {36, 50}, -1, -1},
    {"other", false, false, 5100, 4820, 50, {42, 57}, {46, 58}, {39, 55}, -1, -1},
};

struct ages {
    struct span spans[CLASS_MOST];
    int values[CLASS_MOST];
};

static const struct span YOUNG = {24, 35}, NOT_YOUNG = {36, 60};

static struct span both(struct span a, struct span b)
{
    return (struct span){a.low > b.low ? a.low : b.low, a.high < b.high ? a.high : b.high};
}

static int64_t deal_ages(struct demo *d, struct ages *a, struct span span, int young,
                         size_t count, int64_t sum)
{
    int64_t total = 0;

    for (size_t i = 0; i < count; i++)
        a->spans[i] = young < 0 ? span : both(span, (int)i < young ? YOUNG : NOT_YOUNG);
    if (count)
        dice_fit(&d->dice, a->spans, count, sum, a->values);
    for (size_t i = 0; i < count; i++)
        total += a->values[i];
    return total;
}

/* ---- filling seats ------------------------------------------------------------------ */

static date reference_day(const struct seat *s)
{
    return s->town >= 0 ? DAY_TOWNS : DAY_COUNTY;
}

static void seat_person(struct demo *d, const struct seat *s, struct person *p)
{
    struct county *c = d->county;
    struct town *t = s->town >= 0 ? &c->towns[s->town] : NULL;

    p->is_leader = true;
    p->town = s->town;
    p->place = t ? PLACE_TOWN_TEAM : PLACE_COUNTY_TEAM;
    p->region = t ? t->code : c->code;
    p->unit = t ? t->unit : c->unit;
    p->unit_name =
        t ? str_print(d->keep, "%.*s%.*s", STR_FMT(c->name), STR_FMT(t->name)) : str_of("");
    p->post = county_text(d->keep, c, s->word->title);
    p->rank = s->word->rank;
    if (str_find(p->post, STR("党外")) >= 0)
        p->is_party = false;
    else if (!s->word->body || strcmp(s->word->body, "government") != 0 || s->word->chief)
        p->is_party = true;
}

static int new_person(struct demo *d, const struct seat *s, int age)
{
    struct person *p = person_new(d, age, reference_day(s));

    seat_person(d, s, p);
    return (int)d->county->person_count - 1;
}

/* Where those go who leave the team. */
static void send_away(struct demo *d, struct seat *s, int age)
{
    struct county *c = d->county;
    struct person *p = &c->people[s->before];

    if (age >= 46 || s->town < 0) {
        s->move_before = "left";
        p->is_left = true;
        p->post = str_of(s->town < 0 ? "二级调研员" : "一级主任科员");
        p->rank = s->town < 0 ? "g04" : "g07";
        p->since = DAY_START / 100 * 100 + 300;
        return;
    }
    const struct office *o = &c->offices[dice_between(&d->dice, 14, c->office_count - 1)];
    s->move_before = "moved";
    p->unit = o->unit;
    p->unit_name = o->name;
    p->post = str_of(o->word->deputy);
    p->town = -1;
    p->region = c->code;
    p->place = PLACE_OFFICE;
    p->since = 20210500;
}

/* A member of another town, of just this age, who left a seat there: moved or promoted. */
static struct seat *find_mover(struct demo *d, const struct seat *to, int age)
{
    struct county *c = d->county;

    for (int i = 0; i < c->seat_count; i++) {
        struct seat *s = &c->seats[i];
        if (s->town < 0 || s->town == to->town || s->before < 0 || s->move_before ||
            s->word->chief || s->before == s->after)
            continue;
        if (date_age(c->people[s->before].birth, DAY_TOWNS) == age)
            return s;
    }
    return NULL;
}

static void seat_newcomer(struct demo *d, struct seat *s, int age)
{
    struct county *c = d->county;
    bool chief = s->word->chief;
    struct seat *from = s->town >= 0 && dice_percent(&d->dice, chief ? 60 : 25)
                            ? find_mover(d, s, age)
                            : NULL;

    if (from) {
        s->after = from->before;
        seat_person(d, s, &c->people[s->after]);
        s->move_after = from->move_before = chief ? "promoted" : "moved";
    } else {
        s->after = new_person(d, s, age);
        s->move_after = chief || s->town < 0 ? "promoted" : "new";
    }
    c->people[s->after].since = s->town >= 0 ? 20210500 : 20210700;
}

/* ---- classes ------------------------------------------------------------------------ */

static bool is_in_class(const struct demo *d, const struct seat *s, const struct class *k,
                        int index)
{
    if (s->town < 0)
        return strcmp(k->team, index < COUNTY_SEATS ? "county" : "other") == 0;
    return strcmp(k->team, "town") == 0 && k->is_chief == s->word->chief &&
           k->is_pilot == d->county->towns[s->town].is_pilot;
}

static size_t class_seats(struct demo *d, const struct class *k, struct seat **out)
{
    struct county *c = d->county;
    size_t count = 0;

    for (int i = 0; i < c->seat_count; i++)
        if (is_in_class(d, &c->seats[i], k, i) && count < CLASS_MOST)
            out[count++] = &c->seats[i];
    for (size_t i = count; i > 1; i--) { /* in any order */
        size_t other = (size_t)dice_below(&d->dice, (int)i);
        struct seat *kept = out[i - 1];
        out[i - 1] = out[other];
        out[other] = kept;
    }
    return count;
}

static int64_t years(size_t count, int mean)
{
    return ((int64_t)count * mean + 50) / 100;
}

/* The people before, and those who stay; the ages of the newcomers go to `fresh`. */
static size_t deal_class(struct demo *d, const struct class *k, struct seat **seats,
                         int *fresh)
{
    struct ages *a = ARENA_NEW(d->scratch, struct ages);
    size_t count = class_seats(d, k, seats), stay = (count * (size_t)k->stay + 50) / 100;
    assert(stay <= count); /* per cent */
    int64_t middle = years(stay, (k->before + k->after) / 2);
    int64_t kept = deal_ages(d, a, k->stays, k->young_stays, stay, middle);

    for (size_t i = 0; i < stay; i++) {
        struct seat *s = seats[i];
        s->before = s->after = new_person(d, s, a->values[i]);
        s->move_before = s->move_after = "stay";
    }
    (void)deal_ages(d, a, k->left, -1, count - stay, years(count, k->before) - kept);
    for (size_t i = stay; i < count; i++)
        seats[i]->before = new_person(d, seats[i], a->values[i - stay]);
    (void)deal_ages(d, a, k->new, k->young_new, count - stay,
                    years(count, k->after) - kept);
    for (size_t i = stay; i < count; i++)
        fresh[i] = a->values[i - stay];
    return count;
}

/* ---- the county team's schooling ---------------------------------------------------- */

static void set_graduate(struct person *p, bool graduate)
{
    p->education = graduate ? "14" : "21";
    p->degree = graduate ? "3" : p->is_fulltime ? "4" : NULL;
}

/* Four of eleven before, eight after: three of those who stay, one who leaves, five new. */
static void school_county_team(struct county *c)
{
    int stayed = 0, left = 0, came = 0;

    for (int i = 0; i < COUNTY_SEATS; i++) {
        struct seat *s = &c->seats[i];
        if (s->before == s->after) {
            set_graduate(&c->people[s->before], stayed++ < 3);
            continue;
        }
        set_graduate(&c->people[s->before], left++ < 1);
        set_graduate(&c->people[s->after], came++ < 5);
    }
}

/* Of the province's 102 new chiefs, 73 have a full-time degree and all know the grass
 * roots. */
static void school_chief(struct demo *d)
{
    struct county *c = d->county;
    struct person *p = &c->people[c->seats[0].after];
    int nth = d->chiefs++ % 102;

    p->is_fulltime = nth * 73 / 102 != (nth + 1) * 73 / 102;
    set_graduate(p, nth % 3 == 0);
    p->is_grassroots = true;
    /* The first are of 党务政工, 82 of another profession. */
    if (nth < 20)
        p->school = &WORD_SCHOOLS[4];
    else if (strcmp(p->school->specialty, "party") == 0)
        p->school = &WORD_SCHOOLS[nth % 2 ? 7 : 1];
}

static void add_seats(struct county *c, const struct seat_word *words, int count, int town)
{
    for (int i = 0; i < count; i++)
        c->seats[c->seat_count++] =
            (struct seat){.word = &words[i], .town = town, .before = -1, .after = -1};
}

static void settle_seat(struct demo *d, struct seat *s)
{
    if (!s->move_before)
        send_away(d, s, date_age(d->county->people[s->before].birth, reference_day(s)));
    d->county->people[s->before].move = s->move_before;
    d->county->people[s->after].move = s->move_after;
}

void team_deal(struct demo *d)
{
    struct county *c = d->county;
    struct seat *seats[COUNT_OF(CLASSES)][CLASS_MOST];
    int fresh[COUNT_OF(CLASSES)][CLASS_MOST];
    size_t counts[COUNT_OF(CLASSES)];

    c->seats =
        ARENA_ARRAY(d->keep, struct seat,
                    (size_t)(COUNTY_SEATS + OTHER_SEATS + c->town_count * TOWN_SEATS));
    add_seats(c, WORD_COUNTY_SEATS, COUNTY_SEATS, -1);
    add_seats(c, WORD_OTHER_SEATS, OTHER_SEATS, -1);
    for (int i = 0; i < c->town_count; i++)
        add_seats(c, WORD_TOWN_SEATS, TOWN_SEATS, i);
    for (int k = 0; k < COUNT_OF(CLASSES); k++)
        counts[k] = deal_class(d, &CLASSES[k], seats[k], fresh[k]);
    for (int k = 0; k < COUNT_OF(CLASSES); k++)
        for (size_t i = 0; i < counts[k]; i++)
            if (seats[k][i]->after < 0)
                seat_newcomer(d, seats[k][i], fresh[k][i]);
    for (int i = 0; i < c->seat_count; i++)
        settle_seat(d, &c->seats[i]);
    school_county_team(c);
    if (c->plan->chiefs)
        school_chief(d);
    arena_clear(d->scratch);
}

/* ---- rows --------------------------------------------------------------------------- */

static const char *scope_of(const struct county *c, const struct seat *s,
                            const struct town *t)
{
    if (s == c->seats && c->plan->chiefs)
        return "chief";
    if (t)
        return t->is_pilot ? "pilot" : "township";
    return s - c->seats < COUNTY_SEATS ? "county" : "county-other";
}

static enum err put_member(struct demo *d, const struct seat *s, bool after, int place)
{
    struct county *c = d->county;
    const struct person *p = &c->people[after ? s->after : s->before];
    const struct town *t = s->town >= 0 ? &c->towns[s->town] : NULL;
    struct entry e = entry_new(d, "team_member", t ? t->code : c->code);

    SET(&e, "name", p->name);
    SET(&e, "phase", after ? "after" : "before");
    SET(&e, "scope", scope_of(c, s, t));
    SET(&e, "unit", t ? t->unit : c->unit);
    PRINT(&e, "unit_name", "%.*s%.*s", STR_FMT(c->name), STR_FMT(t ? t->name : STR("")));
    SET(&e, "team_kind", s->word->team);
    SET(&e, "post_title", county_text(d->scratch, c, s->word->title));
    SET(&e, "chief", s->word->chief);
    SET(&e, "person", p->id);
    SET(&e, "place", place);
    SET(&e, "sex", p->is_male ? "1" : "2");
    SET(&e, "birth", p->birth / 100 * 100);
    SET(&e, "ethnicity", "01");
    SET(&e, "political", p->is_party ? "01" : "13");
    SET(&e, "education", p->education);
    SET(&e, "degree", p->degree);
    SET(&e, "fulltime_bachelor", p->is_fulltime);
    SET(&e, "specialty", p->school->specialty);
    SET(&e, "origin", p->origin);
    SET(&e, "grassroots", p->is_grassroots);
    SET(&e, "rank", s->word->rank);
    SET(&e, "since", after || s->before == s->after ? p->since : 20160900);
    SET(&e, "move", after ? s->move_after : s->move_before);
    return entry_put(&e, after ? 20210804 : 20210312, NULL);
}

static enum err put_post(struct demo *d, const struct seat *s, int place)
{
    struct county *c = d->county;
    const struct town *t = s->town >= 0 ? &c->towns[s->town] : NULL;
    struct entry e = entry_new(d, "post", t ? t->code : c->code);
    bool vacant = t && !s->word->chief && dice_percent(&d->dice, 5);

    SET(&e, "title", county_text(d->scratch, c, s->word->title));
    SET(&e, "unit", t ? t->unit : c->unit);
    SET(&e, "team_kind", s->word->team);
    SET(&e, "rank", s->word->rank);
    SET(&e, "chief", s->word->chief);
    SET(&e, "party_only", strcmp(s->word->body, "party") == 0);
    SET(&e, "vacant", vacant);
    SET(&e, "by_election", true);
    SET(&e, "body_kind", s->word->body);
    SET(&e, "place", place);
    if (vacant)
        SET(&e, "vacant_since", 20211000);
    else
        SET(&e, "person", c->people[s->after].id);
    if (!vacant)
        SET(&e, "holder_since", c->people[s->after].since);
    return entry_put(&e, 20210806, NULL);
}

static enum err put_headcount(struct demo *d, region where, row_id unit, const char *team,
                              const int counts[2])
{
    struct entry e = entry_new(d, "headcount", where);

    SET(&e, "unit", unit);
    SET(&e, "team_kind", team);
    SET(&e, "year", 2021);
    SET(&e, "approved", counts[0]);
    SET(&e, "filled", counts[1]);
    SET(&e, "vacant", counts[0] - counts[1]);
    SET(&e, "chiefs", strcmp(team, "township") == 0 ? 2 : 1);
    SET(&e, "deputies", counts[0] - (strcmp(team, "township") == 0 ? 2 : 1));
    SET(&e, "basis", "机构编制部门核定的领导职数");
    return entry_put(&e, 20210316, NULL);
}

static enum err put_headcounts(struct demo *d)
{
    struct county *c = d->county;
    static const struct {
        const char *team;
        int counts[2];
    } county[] = {{"party", {11, 11}},    {"congress", {5, 5}}, {"government", {8, 7}},
                  {"conference", {5, 5}}, {"justice", {2, 2}},  {"discipline", {7, 6}}};

    for (int i = 0; i < COUNT_OF(county); i++)
        TRY(put_headcount(d, c->code, c->unit, county[i].team, county[i].counts));
    for (int i = 0; i < c->town_count; i++) {
        int counts[2] = {12, TOWN_SEATS - dice_percent(&d->dice, 30)};
        TRY(put_headcount(d, c->towns[i].code, c->towns[i].unit, "township", counts));
    }
    for (int i = 0; i < c->office_count; i++) {
        int cadres = c->offices[i].word->cadres;
        int counts[2] = {cadres + dice_percent(&d->dice, 25), cadres};
        TRY(put_headcount(d, c->code, c->offices[i].unit, "department", counts));
    }
    return ERR_OK;
}

enum err team_make(struct demo *d)
{
    struct county *c = d->county;

    for (int i = 0; i < c->seat_count; i++) {
        TRY(put_member(d, &c->seats[i], false, i + 1));
        TRY(put_member(d, &c->seats[i], true, i + 1));
        TRY(put_post(d, &c->seats[i], i + 1));
    }
    return put_headcounts(d);
}
