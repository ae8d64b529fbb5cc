/* A direct election: two districts of a town with their voters, proxies, a mobile box, an objection. */
#include "demo/entry.h"

enum { VOTERS = 30, ELECTION_DAY = 20211208 };

struct district_plan {
    const struct town *town;
    int n;
    row_id congress, id, voters[VOTERS];
    struct str names[VOTERS]; /* in d->keep */
};

static enum err put_congress(struct demo *d, struct district_plan *k)
{
    struct entry e = entry_new(d, "congress", k->town->code);

    PRINT(&e, "title", "%.*s第%d选区选举镇人大代表", STR_FMT(k->town->name), k->n + 1);
    SET(&e, "kind", "district");
    SET(&e, "level", "township");
    SET(&e, "opens_on", ELECTION_DAY);
    SET(&e, "closes_on", ELECTION_DAY);
    SET(&e, "organiser", "镇选举委员会");
    SET(&e, "rules", "people-direct-2020");
    entry_state(&e, "preparing");
    return entry_put(&e, 20211020, &k->congress);
}

static enum err put_district(struct demo *d, struct district_plan *k)
{
    struct entry e = entry_new(d, "district", k->town->code);

    PRINT(&e, "title", "%.*s第%d选区", STR_FMT(k->town->name), k->n + 1);
    SET(&e, "level", "township");
    SET(&e, "place", k->n + 1);
    SET(&e, "seats", k->n ? 2 : 3);
    SET(&e, "population", k->n ? 30 : 45);
    SET(&e, "congress", k->congress);
    SET(&e, "rules", "people-direct-2020");
    SET(&e, "election_day", ELECTION_DAY);
    SET(&e, "voter_list_on", 20211110);
    SET(&e, "stations", k->n ? "镇中心小学" : "镇政府礼堂");
    SET(&e, "head", county_anyone(d)->name);
    entry_state(&e, "listed");
    return entry_put(&e, 20211020, &k->id);
}

static enum err put_voter(struct demo *d, struct district_plan *k, int i)
{
    struct entry e = entry_new(d, "voter", k->town->code);
    struct person p = {.is_male = dice_percent(&d->dice, 51)};

    entry_birth(d, &p, dice_between(&d->dice, 19, 66), ELECTION_DAY);
    k->names[i] = str_copy(d->keep, county_name(d, d->scratch, p.is_male));
    SET(&e, "name", k->names[i]);
    SET(&e, "district", k->id);
    PRINT(&e, "card_number", "%d%03d", k->n + 1, i + 1);
    SET(&e, "sex", p.is_male ? "1" : "2");
    SET(&e, "birth", p.birth);
    entry_seal(&e, "id_number", entry_id_number(d, &p));
    PRINT(&e, "address", "%.*s%d组", STR_FMT(k->town->villages[k->n].name), 1 + i % 6);
    SET(&e, "phone", entry_phone(d));
    SET(&e, "registered_on", dice_day(&d->dice, 20211025, 20211105));
    entry_state(&e, i == VOTERS - 1 ? "removed" : "registered");
    return entry_put(&e, 20211105, &k->voters[i]);
}

/* Three given to one voter, one to another. */
static enum err put_proxies(struct demo *d, const struct district_plan *k)
{
    for (int i = 0; i < 4; i++) {
        struct entry e = entry_new(d, "proxy", k->town->code);
        PRINT(&e, "paper_number", "委%d-%02d", k->n + 1, i + 1);
        SET(&e, "district", k->id);
        SET(&e, "giver", k->voters[i]);
        SET(&e, "holder", k->voters[i < 3 ? 10 : 11]);
        SET(&e, "given_on", 20211112 + i);
        SET(&e, "away", "外出务工");
        if (i < 3)
            SET(&e, "agreed_on", 20211117);
        entry_state(&e, i < 3 ? "agreed" : "asked");
        TRY(entry_put(&e, 20211117, NULL));
    }
    return ERR_OK;
}

static enum err put_box(struct demo *d, const struct district_plan *k)
{
    struct entry e = entry_new(d, "mobile_box", k->town->code);

    SET(&e, "title", "一号流动票箱");
    SET(&e, "district", k->id);
    SET(&e, "route", "敬老院、卫生院住院部");
    PRINT(&e, "staff", "%.*s、%.*s", STR_FMT(k->names[20]), STR_FMT(k->names[21]));
    PRINT(&e, "scrutineers", "%.*s、%.*s", STR_FMT(k->names[22]), STR_FMT(k->names[23]));
    SET(&e, "voters_due", 4);
    entry_state(&e, "ready");
    return entry_put(&e, 20211118, NULL);
}

static enum err put_objection(struct demo *d, const struct district_plan *k)
{
    struct entry e = entry_new(d, "voter_objection", k->town->code);

    SET(&e, "name", k->names[5]);
    SET(&e, "district", k->id);
    SET(&e, "voter", k->voters[5]);
    SET(&e, "kind", "mistake");
    SET(&e, "received_on", 20211112);
    SET(&e, "due_on", 20211115);
    SET(&e, "content", "选民名单上的出生日期有误。");
    SET(&e, "decided_on", 20211114);
    SET(&e, "result", "upheld");
    SET(&e, "decision", "经核对身份证件，予以更正。");
    entry_state(&e, "decided");
    return entry_put(&e, 20211114, NULL);
}

static enum err make_district(struct demo *d, int n)
{
    struct district_plan k = {.town = &d->county->towns[0], .n = n};

    TRY(put_congress(d, &k));
    TRY(put_district(d, &k));
    for (int i = 0; i < VOTERS; i++)
        TRY(put_voter(d, &k, i));
    TRY(put_proxies(d, &k));
    if (n > 0)
        return ERR_OK;
    TRY(put_box(d, &k));
    return put_objection(d, &k);
}

enum err direct_make(struct demo *d)
{
    if (!d->county->plan->is_exact) /* a province has its rows elsewhere */
        return ERR_OK;
    TRY(make_district(d, 0));
    return make_district(d, 1);
}
