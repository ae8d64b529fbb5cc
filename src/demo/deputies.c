#include "demo/deputies.h"

enum {
    SEATS_IN_ROW = 24,
    DISTRICT_SEATS = 3, /* 选举法 art. 26 */
    DISTRICTS_MOST = 128,
    DELEGATIONS = 9,
    DAY_DISTRICTED = 20210521,
    DAY_VOTED = 20210715, /* of all districts (选举法 art. 37) */
    DAY_CONFIRMED = 20210726,
};

struct district {
    row_id id;
    int seats, filled, voters;
    int delegation;
};

struct deputies {
    struct district districts[DISTRICTS_MOST];
    int count, at;
};

/* ---- districts ------------------------------------------------------------------------- */

/* So many people of the county to a seat, two thirds of them voters, most of whom vote. */
static enum err put_district(struct demo *d, int i, int deputies, struct district *k)
{
    const struct town *t = &d->county->towns[i % d->county->town_count];
    struct entry e = entry_new(d, "electoral_unit", d->county->code);
    int of_seat = d->county->population / deputies * 2 / 3;
    int due = k->seats * of_seat * dice_between(&d->dice, 92, 108) / 100;

    k->voters = due * dice_between(&d->dice, 82, 93) / 100;
    k->delegation = 1 + i % d->county->town_count % DELEGATIONS;
    PRINT(&e, "title", "第%d选区（%.*s）", i + 1, STR_FMT(t->name));
    SET(&e, "level", "county");
    SET(&e, "term", TERM_CONGRESS);
    SET(&e, "body_kind", "congress");
    SET(&e, "kind", "township");
    SET(&e, "quota", k->seats);
    SET(&e, "candidates", k->seats + 1); /* a third to twice as many: art. 31 */
    SET(&e, "elected", k->seats);
    SET(&e, "place", i + 1);
    SET(&e, "voters_due", due);
    SET(&e, "voters", k->voters);
    SET(&e, "elected_on", DAY_VOTED);
    entry_state(&e, "approved");
    return entry_put(&e, DAY_DISTRICTED, &k->id);
}

static enum err put_districts(struct demo *d, int count, struct deputies *all)
{
    const int deputies = count;

    for (; count > 0; all->count++) {
        struct district *k = &all->districts[all->count];
        k->seats = count < DISTRICT_SEATS ? count : DISTRICT_SEATS;
        count -= k->seats;
        TRY(put_district(d, all->count, deputies, k));
    }
    return ERR_OK;
}

/* The next district with a seat left, one after the other: leaders do not stand against each other. */
static struct district *next_district(struct deputies *all)
{
    struct district *k;

    do {
        k = &all->districts[all->at];
        all->at = (all->at + 1) % all->count;
    } while (k->filled == k->seats);
    k->filled++;
    return k;
}

/* ---- deputies -------------------------------------------------------------------------- */

static void set_stranger(struct demo *d, struct entry *e)
{
    static const struct {
        const char *kind, *post;
    } POSTS[] = {
        {"farmer", "村党支部书记"}, {"professional", "教师"}, {"professional", "医生"},
        {"farmer", "致富带头人"},   {"worker", "企业职工"},   {"professional", "农艺师"},
        {"professional", "律师"},   {"other", "个体工商户"},  {"model", "市级劳动模范"}};
    int i = dice_below(&d->dice, COUNT_OF(POSTS));
    bool male = dice_percent(&d->dice, 68);
    int year = dice_between(&d->dice, 1962, 1995);

    SET(e, "name", session_stranger_name(d, male));
    SET(e, "sex", male ? "1" : "2");
    SET(e, "birth", year * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(e, "education", year > 1978 ? "21" : "31");
    SET(e, "political", dice_percent(&d->dice, 62) ? "01" : "13");
    SET(e, "unit_post", POSTS[i].post);
    SET(e, "kind", POSTS[i].kind);
}

static void set_leader(struct entry *e, const struct person *p)
{
    entry_leader(e, p);
    SET(e, "political", p->is_party ? "01" : "12");
}

static struct value value_of(const struct entry *e, const char *field)
{
    return e->row->values[ledger_field(e->ledger, str_of(field))->index];
}

static enum err call_deputy(struct demo *d, const struct congress_plan *k,
                            const struct entry *deputy, row_id id, int seat,
                            struct called *out)
{
    static const struct {
        const char *from, *to;
    } SAME[] = {{"name", "name"},
                {"sex", "sex"},
                {"birth", "birth"},
                {"ethnicity", "ethnicity"},
                {"delegation", "delegation"},
                {"person", "person"},
                {"unit_post", "post"}};
    struct entry e = entry_new(d, "attendee", k->where);

    for (int i = 0; i < COUNT_OF(SAME); i++)
        e.row->values[ledger_field(e.ledger, str_of(SAME[i].to))->index] =
            value_of(deputy, SAME[i].from);
    SET(&e, "kind", "deputy");
    SET(&e, "votes", 1);
    SET(&e, "delegate", id);
    SET(&e, "source", "delegates");
    PRINT(&e, "seat_number", "%d排%d座", 1 + (seat - 1) / SEATS_IN_ROW,
          1 + (seat - 1) % SEATS_IN_ROW);
    return session_call(d, k, &e, out);
}

/* The row as it outlives the scratch. */
static void keep_row(struct entry *e)
{
    e->row = row_copy(e->demo->keep, e->ledger, e->row);
    for (size_t i = 0; i < e->ledger->field_count; i++)
        e->row->values[i].text = str_copy(e->demo->keep, e->row->values[i].text);
}

/* More than half of those who voted voted for him: art. 45. */
static enum err put_deputy(struct demo *d, const struct congress_plan *k,
                           const struct district *in, const struct person *leader,
                           struct called_list *out)
{
    struct entry e = entry_new(d, "delegate", d->county->code), kept;
    row_id id;

    if (leader)
        set_leader(&e, leader);
    else
        set_stranger(d, &e);
    SET(&e, "level", "county");
    SET(&e, "term", TERM_CONGRESS);
    SET(&e, "body_kind", "congress");
    SET(&e, "electoral_unit", in->id);
    SET(&e, "ethnicity", "01");
    SET(&e, "incumbent", dice_percent(&d->dice, 35));
    PRINT(&e, "delegation", "第%d代表团", in->delegation);
    SET(&e, "votes_for", in->voters * dice_between(&d->dice, 56, 90) / 100);
    SET(&e, "elected_on", DAY_VOTED);
    SET(&e, "credentials_on", DAY_CONFIRMED);
    entry_state(&e, "qualified");
    kept = e;
    keep_row(&kept);
    TRY(entry_put(&e, DAY_CONFIRMED, &id));
    struct called *who = &out->items[out->count++];
    TRY(call_deputy(d, k, &kept, id, (int)out->count, who));
    who->kind = value_of(&kept, "kind").text;
    return ERR_OK;
}

enum err deputies_call(struct demo *d, const struct congress_plan *k, int count,
                       const struct person *const *leaders, struct called_list *out)
{
    struct deputies *all = ARENA_NEW(d->keep, struct deputies);

    TRY(put_districts(d, count, all));
    for (; *leaders; leaders++)
        TRY(put_deputy(d, k, next_district(all), *leaders, out));
    while (out->count < (size_t)count)
        TRY(put_deputy(d, k, next_district(all), NULL, out));
    return ERR_OK;
}
