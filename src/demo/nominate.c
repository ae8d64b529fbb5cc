/* Nomination: rounds up and down, and the people on each list. */
#include "demo/entry.h"
#include "domain/calendar/calendar.h"

static const char *const ROUNDS[] = {"1", "2", "3"};
static const char *const SEATS[] = {"member", "alternate", "commission", "delegate"};
static const char *const SEAT_POSTS[] = {"县委委员", "县委候补委员", "县纪委委员",
                                         "市党代会代表"};
static const char *const SEAT_FIELDS[] = {"seats_member", "seats_alternate",
                                          "seats_commission", "seats_delegate"};

struct step {
    region where;
    row_id body;
    const char *body_kind, *level;
    struct str place;
    int round; /* from 0 */
    bool is_up, is_last;
    int due;    /* members of the committee that meets */
    int number; /* of the approval of the last; 0: by chance */
    int listed, seats;
    const int *of_seat; /* seats of each of SEATS, or NULL */
    date on;
};

static enum err put_nomination(struct demo *d, const struct step *s, row_id *out)
{
    struct entry e = entry_new(d, "nomination", s->where);
    bool last = s->is_last;

    PRINT(&e, "title", "%.*s“两委”人选第%d轮%s", STR_FMT(s->place), s->round + 1,
          s->is_up ? "上报酝酿" : "反馈意见");
    SET(&e, "body", s->body);
    SET(&e, "body_kind", s->body_kind);
    SET(&e, "round", ROUNDS[s->round]);
    SET(&e, "direction", s->is_up ? "up" : "down");
    SET(&e, "held_on", s->on);
    SET(&e, "meeting",
        !s->is_up          ? "上级党委组织部反馈会"
        : *s->level == 't' ? "镇党委会会议"
                           : "县委常委会会议");
    SET(&e, "level", s->level);
    SET(&e, "listed", s->listed);
    SET(&e, "seats", s->seats);
    for (int i = 0; s->of_seat && i < COUNT_OF(SEATS); i++)
        SET(&e, SEAT_FIELDS[i], s->of_seat[i]);
    SET(&e, "surplus", s->listed > s->seats ? s->listed - s->seats : 0);
    SET(&e, "attended_due", s->due);
    SET(&e, "attended", s->due - dice_below(&d->dice, 2));
    SET(&e, "opinion", last ? "原则同意人选方案。" : "进一步优化年龄和专业结构。");
    SET(&e, "decision", last ? "agreed" : "amended");
    if (last) {
        PRINT(&e, "approval", "%s〔2021〕%d号", s->number ? "县委组" : "市委组",
              s->number ? s->number : dice_between(&d->dice, 60, 120));
        SET(&e, "public_from", date_add_days(s->on, 1));
        SET(&e, "public_until", calendar_add(calendar_in_force(), s->on, 6));
    }
    entry_state(&e, "approved");
    return entry_put(&e, s->on, out);
}

struct roll {
    row_id nomination;
    const char *round, *seat, *body_kind, *level, *post, *state;
    date on;
    bool is_surplus;
};

static enum err put_nominee(struct demo *d, region where, const struct roll *l,
                            const struct person *p, row_id *out)
{
    struct entry e = entry_new(d, "nominee", where);

    SET(&e, "name", p->name);
    SET(&e, "person", p->id);
    SET(&e, "nomination", l->nomination);
    SET(&e, "round", l->round);
    SET(&e, "seat", l->seat);
    SET(&e, "body_kind", l->body_kind);
    SET(&e, "level", l->level);
    SET(&e, "post_title", l->post);
    PRINT(&e, "current_post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(&e, "incumbent", p->move && strcmp(p->move, "stay") == 0);
    SET(&e, "sex", p->is_male ? "1" : "2");
    SET(&e, "birth", p->birth / 100 * 100);
    SET(&e, "education", p->education);
    SET(&e, "political", p->is_party ? "01" : "13");
    SET(&e, "votes_for", dice_between(&d->dice, 24, 60));
    SET(&e, "surplus", l->is_surplus);
    entry_state(&e, l->state);
    return entry_put(&e, l->on, out);
}

/* A list of one seat: those who stay to the end first, then the ones who drop out in this round. */
static enum err put_seat(struct demo *d, int round, struct roll *l, int seat,
                         const int *order, int *next)
{
    struct county *c = d->county;
    struct picks *k = &c->picks[seat];
    bool last = round == COUNT_OF(ROUNDS) - 1;

    for (int i = 0; i < k->count; i++) {
        l->is_surplus = i >= k->seats;
        l->state = last ? "approved" : "appraised";
        TRY(put_nominee(d, c->code, l, &c->people[k->who[i]], &k->rows[i]));
    }
    l->is_surplus = false;
    l->state = "withdrawn";
    for (int i = (COUNT_OF(ROUNDS) - 1 - round) * 2; i > 0; i--) {
        const struct person *p = &c->people[order[(*next)++]];
        while (is_picked(c, p) || p->is_left || !p->is_party)
            p = &c->people[order[(*next)++]];
        TRY(put_nominee(d, c->code, l, p, NULL));
    }
    return ERR_OK;
}

/* The lists of one round.  Who drops out early dropped out of the same seat. */
static enum err put_round(struct demo *d, int round, row_id nomination, const int *order,
                          date on)
{
    int next = 0;

    for (int seat = 0; seat < COUNT_OF(SEATS); seat++) {
        struct roll l = {.nomination = nomination,
                         .round = ROUNDS[round],
                         .seat = SEATS[seat],
                         .body_kind = seat == 2 ? "discipline" : "party",
                         .level = "county",
                         .post = SEAT_POSTS[seat],
                         .on = on};
        TRY(put_seat(d, round, &l, seat, order, &next));
    }
    return ERR_OK;
}

/* What the ballots of the congress will say, once the list is issued as it was. */
static enum err elect_county(struct demo *d)
{
    for (int seat = 0; seat < COUNT_OF(SEATS); seat++)
        for (int i = 0; i < d->county->picks[seat].seats; i++)
            TRY(entry_turn(d, "nominee", d->county->picks[seat].rows[i], "elected",
                           DAY_COUNTY));
    return ERR_OK;
}

static enum err put_county(struct demo *d)
{
    static const date DAYS[NOMINATIONS] = {20210608, 20210618, 20210630,
                                           20210706, 20210712, 20210716};
    struct county *c = d->county;
    const int *order = county_order(d);
    int seats = 0, listed = 0;

    for (int i = 0; i < COUNT_OF(SEATS); i++) {
        seats += c->picks[i].seats;
        listed += c->picks[i].count;
    }
    for (int i = 0; i < COUNT_OF(DAYS); i++) {
        struct step s = {.where = c->code,
                         .body = c->party,
                         .body_kind = "party",
                         .level = "county",
                         .place = c->name,
                         .round = i / 2,
                         .is_up = i % 2 == 0,
                         .seats = seats,
                         .of_seat = c->plan->nominees,
                         .is_last = i == NOMINATIONS - 1,
                         .due = COUNTY_SEATS,
                         .on = DAYS[i],
                         .listed = listed + (2 - i / 2) * 8};
        row_id id;
        TRY(put_nomination(d, &s, &id));
        c->nominations[i].id = id;
        c->nominations[i].on = s.on;
        if (s.is_up)
            TRY(put_round(d, s.round, id, order, s.on));
        TRY(c->plan->is_exact ? held_issue(d, id, s.on) : ERR_OK);
    }
    return c->plan->is_exact ? elect_county(d) : ERR_OK;
}

enum { TOWN_LISTED = 11, TOWN_MEMBERS = 9 };

/* The list of a town, those who are elected first. */
struct town_list {
    row_id rows[TOWN_LISTED];
    int count;
};

static enum err add_to_town(struct demo *d, int town, struct roll *l,
                            const struct person *p, struct town_list *out)
{
    l->is_surplus = out->count >= TOWN_MEMBERS;
    return put_nominee(d, d->county->towns[town].code, l, p, &out->rows[out->count++]);
}

static enum err put_town_roll(struct demo *d, int town, struct roll *l,
                              struct town_list *out)
{
    struct county *c = d->county;

    for (int i = 0; i < c->seat_count && out->count < TOWN_MEMBERS; i++) {
        const struct person *p = &c->people[c->seats[i].after];
        if (c->seats[i].town == town && p->is_party && !p->is_held)
            TRY(add_to_town(d, town, l, p, out));
    }
    for (size_t i = 0; i < c->person_count && out->count < TOWN_LISTED; i++) {
        const struct person *p = &c->people[i];
        if (p->place == PLACE_TOWN && p->town == town && p->is_party && !p->is_held &&
            !is_picked(c, p))
            TRY(add_to_town(d, town, l, p, out));
    }
    return ERR_OK;
}

/* One round up, with its names, and down; each step is issued where the demo keeps lists. */
static enum err put_town_round(struct demo *d, int town, struct step *s,
                               struct town_list *list)
{
    bool issues = d->county->plan->is_exact;
    row_id up, down;

    TRY(put_nomination(d, s, &up));
    struct roll l = {.nomination = up,
                     .round = "1",
                     .seat = "member",
                     .body_kind = "party",
                     .level = "township",
                     .post = "镇党委委员",
                     .state = "approved",
                     .on = s->on};
    TRY(put_town_roll(d, town, &l, list));
    TRY(issues ? held_issue(d, up, s->on) : ERR_OK);
    s->is_up = false;
    s->is_last = true;
    s->number = 10 + town;
    s->on = calendar_add(calendar_in_force(), s->on, 4);
    TRY(put_nomination(d, s, &down));
    return issues ? held_issue(d, down, s->on) : ERR_OK;
}

/* A town's list comes from its own team, in one round up and down. */
static enum err put_town(struct demo *d, int town)
{
    struct county *c = d->county;
    const struct town *t = &c->towns[town];
    struct town_list list = {0};
    struct step s = {.where = t->code,
                     .body = t->party,
                     .body_kind = "party",
                     .level = "township",
                     .place = t->name,
                     .is_up = true,
                     .due = TOWN_MEMBERS,
                     .listed = TOWN_LISTED,
                     .seats = TOWN_MEMBERS,
                     .on = dice_day(&d->dice, 20210419, 20210430)};

    TRY(put_town_round(d, town, &s, &list));
    for (int i = 0; i < list.count && i < TOWN_MEMBERS; i++)
        TRY(entry_turn(d, "nominee", list.rows[i], "elected", congress_day(c, town)));
    return ERR_OK;
}

enum err nominate_make(struct demo *d)
{
    TRY(put_county(d));
    for (int i = 0; i < d->county->town_count; i++)
        TRY(put_town(d, i));
    return ERR_OK;
}
