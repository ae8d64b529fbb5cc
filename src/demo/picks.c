/* Who stands for the seats that the county's congress fills: chosen once, so that the lists, the reviews and the
 * ballots speak of the same people. */
#include "demo/entry.h"

enum { MEMBER, ALTERNATE, COMMISSION, DELEGATE };

/* Members of a county committee have been in the Party for three years (党章 art. 27); all are of full age. */
enum { PARTY_YEARS = 3 };

bool is_picked(const struct county *c, const struct person *p)
{
    int index = (int)(p - c->people);

    for (int seat = 0; seat < SEAT_KINDS; seat++)
        for (int i = 0; i < c->picks[seat].count; i++)
            if (c->picks[seat].who[i] == index)
                return true;
    return false;
}

bool is_pick_named(const struct county *c, struct str name)
{
    for (int seat = 0; seat < SEAT_KINDS; seat++)
        for (int i = 0; i < c->picks[seat].count; i++)
            if (str_eq(c->people[c->picks[seat].who[i]].name, name))
                return true;
    return false;
}

static bool may_stand(const struct demo *d, const struct person *p)
{
    const struct county *c = d->county;

    return p->is_party && !p->is_left && !is_holder_named(d, p->name) && !is_picked(c, p) &&
           !is_pick_named(c, p->name) &&
           date_year(person_party_joined(p)) + PARTY_YEARS <= date_year(DAY_COUNTY) &&
           date_age(p->birth, DAY_COUNTY) <= 57;
}

static void add(struct picks *k, int who)
{
    if (k->count < PICKS_MOST)
        k->who[k->count++] = who;
}

/* The standing committee to be, first: it comes from the members. */
static void pick_leaders(struct county *c)
{
    enum { SECRETARY, CHIEF, DISCIPLINE = 4 };

    for (int i = 0; i < COUNTY_SEATS; i++)
        add(&c->picks[MEMBER], c->seats[i].after);
    add(&c->picks[COMMISSION], c->seats[DISCIPLINE].after);
    add(&c->picks[DELEGATE], c->seats[SECRETARY].after);
    add(&c->picks[DELEGATE], c->seats[CHIEF].after);
}

/* Heads of offices and towns before the rest, discipline officers for the commission. */
static int fitness(const struct person *p, int seat, row_id watch)
{
    bool watches = p->unit.v == watch.v;

    if (!p->is_leader)
        return 0;
    if (seat == COMMISSION)
        return watches ? 3 : p->place == PLACE_OFFICE ? 2 : 1;
    if (watches)
        return 0;
    if (strcmp(p->rank, "131") == 0 || strcmp(p->rank, "132") == 0)
        return 4;
    return strcmp(p->rank, "141") == 0 && seat == MEMBER ? 3 : 2;
}

static void pick_seat(struct demo *d, int seat, int until, const int *order)
{
    struct county *c = d->county;
    struct picks *k = &c->picks[seat];
    row_id watch = county_office(c, "纪律检查委员会监察委员会机关")->unit;

    for (int want = 4; want > 0; want--)
        for (size_t i = 0; i < c->person_count && k->count < until; i++) {
            const struct person *p = &c->people[order[i]];
            if (fitness(p, seat, watch) >= want && may_stand(d, p))
                add(k, order[i]);
        }
}

/* One in ten more than there are seats, of delegates one in five: 地方组织选举工作条例. */
static int listed(int seat, int seats)
{
    return seats + (seats + (seat == DELEGATE ? 4 : 9)) / (seat == DELEGATE ? 5 : 10);
}

enum err picks_make(struct demo *d)
{
    struct county *c = d->county;
    const int *order = county_order(d);

    pick_leaders(c);
    for (int seat = 0; seat < SEAT_KINDS; seat++)
        c->picks[seat].seats = c->plan->nominees[seat];
    for (int seat = 0; seat < SEAT_KINDS; seat++)
        pick_seat(d, seat, c->plan->nominees[seat], order);
    for (int seat = 0; seat < SEAT_KINDS; seat++)
        pick_seat(d, seat, listed(seat, c->plan->nominees[seat]), order);
    return ERR_OK;
}
