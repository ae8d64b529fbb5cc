#include "demo/session.h"

#include "service/congress/hall.h"

enum {
    MINUTE_MS = 60000,
    MINUTE_S = 60,
    HOUR_S = 3600,
    CALLED_BEFORE = 8,
    SEATS_IN_ROW = 24
};

enum err session_congress(struct demo *d, struct congress_plan *k)
{
    struct entry e = entry_new(d, "congress", k->where);

    SET(&e, "title", k->title);
    SET(&e, "kind", k->kind);
    SET(&e, "level", k->level);
    SET(&e, "body", k->body);
    SET(&e, "parent", k->parent);
    SET(&e, "term", k->term);
    SET(&e, "session", k->session);
    SET(&e, "opens_on", k->from);
    SET(&e, "closes_on", k->until);
    SET(&e, "place", k->place);
    SET(&e, "organiser", k->organiser);
    SET(&e, "rules", k->rules);
    if (k->approval)
        PRINT(&e, "approval_number", "%s〔2021〕%d号", k->approval,
              dice_between(&d->dice, 20, 90));
    if (k->deputies) {
        SET(&e, "deputies", k->deputies);
        SET(&e, "population", k->population);
        SET(&e, "approval_number", "省人常名〔2021〕7号");
    }
    if (k->names_until.ms)
        SET(&e, "names_until", k->names_until.ms);
    entry_state(&e, k->state);
    return entry_put(&e, date_add_days(k->from, -25), &k->id);
}

/* ---- who is called ------------------------------------------------------------------- */

static struct str badge_by_dice(struct demo *d)
{
    unsigned char random[BADGE_LEN];

    for (int i = 0; i < BADGE_LEN; i++)
        random[i] = (unsigned char)dice_below(&d->dice, 240);
    return badge_of(d->scratch, random);
}

static struct str kept_text(const struct entry *e, const char *field)
{
    const struct field *f = ledger_field(e->ledger, str_of(field));

    return str_copy(e->demo->keep, e->row->values[f->index].text);
}

enum err session_call(struct demo *d, const struct congress_plan *k, struct entry *e,
                      struct called *out)
{
    const struct field *person = ledger_field(e->ledger, STR("person"));

    SET(e, "congress", k->id);
    SET(e, "badge", badge_by_dice(d));
    *out = (struct called){.person = {e->row->values[person->index].number},
                           .name = kept_text(e, "name"),
                           .delegation = kept_text(e, "delegation")};
    return k->parent.v ? entry_put_at(e, k->called_at, &out->id)
                       : entry_put(e, date_add_days(k->from, -CALLED_BEFORE), &out->id);
}

enum { DELEGATIONS = 9 };

/* Deputies sit by delegations; members of a plenary or a conference do not. */
static void set_delegation(struct entry *e, const char *kind, int seat)
{
    if (strcmp(kind, "deputy") == 0)
        PRINT(e, "delegation", "第%d代表团", 1 + seat % DELEGATIONS);
}

enum err session_call_person(struct demo *d, const struct congress_plan *k,
                             const struct person *p, const char *kind, int seat,
                             struct called *out)
{
    struct entry e = entry_new(d, "attendee", k->where);

    SET(&e, "name", p->name);
    SET(&e, "person", p->id);
    SET(&e, "sex", p->is_male ? "1" : "2");
    SET(&e, "birth", p->birth / 100 * 100);
    SET(&e, "ethnicity", "01");
    PRINT(&e, "post", "%.*s%.*s", STR_FMT(p->unit_name), STR_FMT(p->post));
    SET(&e, "kind", kind);
    SET(&e, "votes", strcmp(kind, "alternate") != 0);
    if (k->parent
            .v) /* a plenary's members; deputies come from districts that the demo does not hold */
        SET(&e, "source", "elected");
    set_delegation(&e, kind, seat);
    PRINT(&e, "seat_number", "%d排%d座", 1 + (seat - 1) / SEATS_IN_ROW,
          1 + (seat - 1) % SEATS_IN_ROW);
    return session_call(d, k, &e, out);
}

static bool stands(const struct demo *d, struct str name)
{
    const struct county *c = d->county;

    for (int i = 0; i < c->seat_count; i++)
        if (c->seats[i].after >= 0 && str_eq(c->people[c->seats[i].after].name, name))
            return true;
    return is_holder_named(d, name) || is_pick_named(c, name);
}

struct str session_stranger_name(struct demo *d, bool male)
{
    struct str name = county_name(d, d->scratch, male);

    while (stands(d, name))
        name = county_name(d, d->scratch, male);
    return name;
}

enum err session_call_stranger(struct demo *d, const struct congress_plan *k,
                               const char *kind, int seat, struct called *out)
{
    static const char *const POSTS[] = {"村党支部书记", "教师",   "医生", "致富带头人",
                                        "企业职工",     "农艺师", "律师", "个体工商户"};
    struct entry e = entry_new(d, "attendee", k->where);
    bool male = dice_percent(&d->dice, 68);

    SET(&e, "name", session_stranger_name(d, male));
    SET(&e, "sex", male ? "1" : "2");
    SET(&e, "birth",
        dice_between(&d->dice, 1962, 1995) * 10000 + dice_between(&d->dice, 1, 12) * 100);
    SET(&e, "ethnicity", "01");
    SET(&e, "post", DICE_PICK(&d->dice, POSTS));
    SET(&e, "kind", kind);
    SET(&e, "votes", 1);
    set_delegation(&e, kind, seat);
    PRINT(&e, "seat_number", "%d排%d座", 1 + (seat - 1) / SEATS_IN_ROW,
          1 + (seat - 1) % SEATS_IN_ROW);
    return session_call(d, k, &e, out);
}

static enum err put_officer(struct demo *d, const struct congress_plan *k,
                            const struct called *who, const char *duty, row_id sitting,
                            struct officer_list *out)
{
    struct entry e = entry_new(d, "officer", k->where);

    SET(&e, "congress", k->id);
    SET(&e, "name", who->name);
    SET(&e, "duty", duty);
    SET(&e, "delegation", who->delegation);
    SET(&e, "attendee", who->id);
    SET(&e, "person", who->person);
    SET(&e, "sitting", sitting);
    entry_state(&e, "proposed");
    if (strcmp(duty, "chief_scrutineer") == 0)
        out->chief_scrutineer = who->name;
    if (strcmp(duty, "chief_teller") == 0)
        out->chief_teller = who->name;
    out->duties[out->count] = duty;
    return k->parent.v ? entry_put_at(&e, k->called_at, &out->ids[out->count++])
                       : entry_put(&e, date_add_days(k->from, -4), &out->ids[out->count++]);
}

enum err session_officer(struct demo *d, const struct congress_plan *k,
                         const struct called *who, const char *duty,
                         struct officer_list *out)
{
    return put_officer(d, k, who, duty, (row_id){0}, out);
}

enum { PRESIDE = 5, PRESIDE_LEAST = 3 }; /* of a large presidium, and of a town's */

enum err session_executives(struct demo *d, const struct congress_plan *k,
                            const struct sittings *all, const struct called_list *presidium,
                            struct officer_list *out)
{
    bool is_large = presidium->count >= (size_t)PRESIDE * PRESIDE_LEAST;
    size_t each = is_large ? PRESIDE : PRESIDE_LEAST, next = 0;

    for (int i = 0; i < all->count; i++) {
        if (strcmp(all->words[i].kind, "plenary") != 0)
            continue;
        for (size_t n = 0; n < each && next < presidium->count; n++)
            TRY(put_officer(d, k, &presidium->items[next++], "executive_chair", all->ids[i],
                            out));
    }
    return ERR_OK;
}

/* ---- who counts --------------------------------------------------------------------- */

/* Leading cadres may be candidates, and so may who bears the name of one; nobody counts his relative's votes, nor
 * does who bears a relative's name and is on no record. */
static bool may_count(const struct demo *d, const struct called *who)
{
    const struct county *c = d->county;
    uint64_t hash = str_hash(who->name);

    if (who->person.v)
        return false;
    for (size_t i = 0; i < c->person_count; i++)
        if (str_eq(c->people[i].name, who->name))
            return false;
    for (size_t i = 0; i < c->kin_count; i++)
        if (c->kin_names[i] == hash)
            return false;
    return true;
}

enum { COUNTERS = 16 };

struct counters {
    const struct called *taken[COUNTERS];
    int count;
    size_t at; /* where the next is looked for */
};

static bool is_taken(const struct counters *k, const struct called *who)
{
    for (int i = 0; i < k->count; i++)
        if (k->taken[i] == who || str_eq(k->taken[i]->name, who->name))
            return true;
    return false;
}

/* One of each delegation in turn who may count and was not taken: NULL when there is none. */
static const struct called *next_counter(struct demo *d, const struct called_list *people,
                                         struct counters *k)
{
    for (size_t i = 0; i < people->count; i++) {
        const struct called *who = &people->items[(k->at + i) % people->count];
        if (is_taken(k, who) || !may_count(d, who))
            continue;
        k->at =
            (k->at + i + 13) % people->count; /* delegations stand one after the other */
        k->taken[k->count++] = who;
        return who;
    }
    return NULL;
}

enum err session_counters(struct demo *d, const struct congress_plan *k,
                          const struct called_list *people, struct officer_list *out)
{
    static const char *const DUTIES[COUNTERS] = {
        "chief_scrutineer", "deputy_chief_scrutineer",
        "scrutineer",       "scrutineer",
        "scrutineer",       "scrutineer",
        "scrutineer",       "scrutineer",
        "scrutineer",       "chief_teller",
        "teller",           "teller",
        "teller",           "teller",
        "teller",           "teller",
    };
    struct counters taken = {.at = 3};

    for (int i = 0; i < COUNTERS; i++) {
        const struct called *who = next_counter(d, people, &taken);
        if (who)
            TRY(session_officer(d, k, who, DUTIES[i], out));
    }
    return ERR_OK;
}

/* ---- sittings and agenda ------------------------------------------------------------- */

/* Who chairs what is not a full meeting: of a Party congress the secretary whose committee called it, of a people's
 * congress (组织法 art. 17) and a conference the standing committee before it, until there is a presidium. */
static const char *chair_of(const struct congress_plan *k, const struct sitting_word *word)
{
    if (k->chair)
        return k->chair;
    if (strcmp(word->kind, "plenary") == 0)
        return "大会执行主席";
    if (strcmp(word->kind, "delegation") == 0)
        return strcmp(k->kind, "conference") == 0 ? "各小组召集人" : "各代表团团长";
    if (strcmp(k->level, "township") == 0)
        return "镇党委书记";
    if (strcmp(k->kind, "party") == 0)
        return "县委书记";
    if (strcmp(word->kind, "preparatory") != 0)
        return "大会执行主席";
    return strcmp(k->kind, "people") == 0 ? "县人大常委会主任" : "县政协主席";
}

static instant begins(const struct congress_plan *k, const struct sitting_word *word)
{
    return instant_of_date(date_add_days(k->from, word->day),
                           word->clock / 100 * HOUR_S + word->clock % 100 * MINUTE_S);
}

static enum err put_sitting(struct demo *d, const struct congress_plan *k,
                            const struct sitting_word *word, row_id *out)
{
    struct entry e = entry_new(d, "sitting", k->where);

    SET(&e, "congress", k->id);
    SET(&e, "title", word->title);
    SET(&e, "kind", word->kind);
    SET(&e, "held_at", begins(k, word).ms);
    SET(&e, "place", k->place);
    SET(&e, "chair", chair_of(k, word));
    entry_state(&e, "planned");
    return k->parent.v ? entry_put_at(&e, k->called_at, out)
                       : entry_put(&e, date_add_days(k->from, -6), out);
}

/* What comes before an election, by its title; a draft is none. */
static const struct {
    const char *title, *matter;
} MATTERS[] = {
    {"通过代表资格审查报告", "credentials"},  {"听取代表资格审查报告", "credentials"},
    {"通过选举办法", "election_rules"},       {"通过候选人建议名单", "candidates"},
    {"酝酿讨论候选人建议名单", "candidates"}, {"确定候选人名单", "candidates"},
    {"确定正式候选人名单", "candidates"},     {"酝酿讨论正式候选人名单", "candidates"},
    {"酝酿讨论候选人名单", "candidates"},
};

static const char *matter_of(const struct item_word *word)
{
    for (int n = 0; n < COUNT_OF(MATTERS); n++)
        if (strcmp(word->title, MATTERS[n].title) == 0)
            return MATTERS[n].matter;
    return NULL;
}

/* One item, as planned or as it was held with `people` in favour; `poll`: of an election. */
struct item_plan {
    const struct item_word *word;
    int place, people;
    row_id sitting, poll;
    instant at;
    const struct held_election *lists; /* NULL: nobody stands yet */
};

static enum err put_item(struct demo *d, const struct congress_plan *k,
                         const struct item_plan *i, row_id *out)
{
    bool over = *k->state != 'p', hands = strcmp(i->word->kind, "hands") == 0;
    struct entry e = entry_new(d, "agenda_item", k->where);

    SET(&e, "sitting", i->sitting);
    SET(&e, "place", i->place);
    SET(&e, "title", i->word->title);
    SET(&e, "kind", i->word->kind);
    if (matter_of(i->word))
        SET(&e, "matter", matter_of(i->word));
    if (over && matter_of(i->word) && strcmp(matter_of(i->word), "candidates") == 0)
        SET(&e, "laid", held_list(d, i->lists));
    if (over && hands) {
        SET(&e, "approve", i->people);
        SET(&e, "oppose", 0);
        SET(&e, "abstain", 0);
    }
    SET(&e, "poll", i->poll);
    entry_state(&e, !over ? "planned" : hands ? "passed" : "done");
    return over ? entry_put_at(&e, i->at, out)
                : entry_put(&e, date_add_days(k->from, -6), out);
}

static struct item_plan item_of(const struct sitting_plan *s, row_id sitting, int i)
{
    return (struct item_plan){.word = &s->word->items[i],
                              .place = i + 1,
                              .people = s->present,
                              .sitting = sitting,
                              .lists = s->lists ? s->lists : s->ballots};
}

static bool is_kind(const struct item_word *word, const char *kind)
{
    return strcmp(word->kind, kind) == 0;
}

/* ---- its times: one item after the other ---------------------------------------------- */

enum {
    REPORT_MINUTES = 35,
    MATTER_MINUTES = 8,
    TALK_MINUTES = 15,
    HANDS_MINUTES = 4,
    FIRST_CAST_MINUTES = 2,
    LAST_MINUTES = 5
};

struct sitting_times {
    instant items[ITEMS_MOST]; /* when each is settled */
    instant votes_at;
};

/* An election is settled when the results of its cast are signed, the first of a sitting begins its first cast. */
static instant settled_of_election(const struct sitting_plan *s, int nth, instant before,
                                   struct sitting_times *t)
{
    const struct held_election *e = s->ballots;

    if (nth == 0)
        t->votes_at = (instant){before.ms + (int64_t)FIRST_CAST_MINUTES * MINUTE_MS};
    int minutes = (e->ballots[nth].cast - 1) * CAST_MINUTES + SIGNED_MINUTES + 1 + nth;
    return (instant){t->votes_at.ms + (int64_t)minutes * MINUTE_MS};
}

/* A report on credentials is short, and so is one that is read by each for himself. */
static int minutes_of(const struct item_word *word)
{
    if (is_kind(word, "deliberation"))
        return TALK_MINUTES;
    if (!is_kind(word, "report"))
        return HANDS_MINUTES;
    return matter_of(word) || strstr(word->title, "书面") ? MATTER_MINUTES : REPORT_MINUTES;
}

static struct sitting_times times_of(const struct sitting_plan *s,
                                     struct sitting_held *held)
{
    struct sitting_times t = {0};
    instant now = held->at;
    int elections = 0;

    for (int i = 0; i < ITEMS_MOST && s->word->items[i].title; i++) {
        const struct item_word *word = &s->word->items[i];
        int minutes = minutes_of(word);
        if (s->ballots && is_kind(word, "election"))
            now = settled_of_election(s, elections++, now, &t);
        else
            now.ms += (int64_t)minutes * MINUTE_MS;
        t.items[i] = now;
    }
    held->until = (instant){now.ms + (int64_t)LAST_MINUTES * MINUTE_MS};
    return t;
}

/* ---- what is passed ------------------------------------------------------------------- */

/* Whose list an item passes, by its title; deputies and ordinary ones are named inside the words of their chiefs. */
static const struct {
    const char *list, *duties;
} LISTS[] = {
    {"资格审查委员会", "credentials_head credentials_member delegation_head"},
    {"常务委员会", "presidium_standing"},
    {"执行主席", "executive_chair"},
    {"副秘书长人选", "deputy_secretary_general"},
    {"主席团和秘书长", "presidium secretary_general deputy_secretary_general"},
    {"监票人", "chief_scrutineer deputy_chief_scrutineer chief_teller"},
};

/* The duties that the item passes; NULL: nobody is passed by it. */
static const char *passes(const struct sitting_plan *s, int i)
{
    const struct item_word *word = &s->word->items[i];

    if (!s->officers || strcmp(word->kind, "hands") != 0)
        return NULL;
    for (int n = 0; n < COUNT_OF(LISTS); n++)
        if (strstr(word->title, LISTS[n].list))
            return LISTS[n].duties;
    return NULL;
}

/* Is it held before any ballot: the report on credentials, the election rules? */
static bool comes_first(const struct sitting_plan *s, int i)
{
    return s->people && matter_of(&s->word->items[i]);
}

/* What is left of the agenda when those who count are passed and the ballots are counted; `times`: NULL of a sitting
 * still to come. */
static enum err put_items(struct demo *d, const struct congress_plan *k,
                          const struct sitting_plan *s, row_id sitting, const row_id *polls,
                          const struct sitting_times *times)
{
    int elected = 0;

    for (int i = 0; i < ITEMS_MOST && s->word->items[i].title; i++) {
        struct item_plan item = item_of(s, sitting, i);
        if (passes(s, i) || comes_first(s, i))
            continue;
        if (times)
            item.at = times->items[i];
        if (polls && is_kind(item.word, "election"))
            item.poll = polls[elected++];
        TRY(put_item(d, k, &item, NULL));
    }
    return ERR_OK;
}

enum err session_plan_all(struct demo *d, const struct congress_plan *k,
                          struct sittings *all)
{
    for (int i = 0; i < all->count; i++)
        TRY(put_sitting(d, k, &all->words[i], &all->ids[i]));
    return ERR_OK;
}

enum err session_planned(struct demo *d, const struct congress_plan *k,
                         const struct sitting_word *word)
{
    struct sitting_plan s = {.word = word};
    row_id sitting;

    TRY(put_sitting(d, k, word, &sitting));
    return put_items(d, k, &s, sitting, NULL, NULL);
}

/* ---- held ---------------------------------------------------------------------------- */

const struct called_list *session_due(const struct sitting_word *word,
                                      const struct called_list *presidium,
                                      const struct called_list *people)
{
    static const struct called_list NOBODY = {0};

    if (strcmp(word->kind, "presidium") == 0)
        return presidium;
    return strcmp(word->kind, "delegation") == 0 ? &NOBODY : people;
}

int session_present(size_t called)
{
    int count = (int)called;

    return count - (count + AWAY_EVERY - 1 - AWAY_FIRST) / AWAY_EVERY;
}

/* Those with one of the duties, by the item that passes them. */
static enum err pass_by(struct demo *d, const struct congress_plan *k,
                        const struct officer_list *all, const char *duties,
                        struct held_vote *vote)
{
    row_id ids[OFFICER_ROOM];

    vote->congress = k->id;
    for (size_t i = 0; i < all->count; i++)
        if (strstr(duties, all->duties[i]))
            ids[vote->count++] = all->ids[i];
    vote->officers = ids;
    return held_pass(d, vote);
}

static enum err pass_officers(struct demo *d, const struct congress_plan *k,
                              const struct sitting_plan *s, row_id sitting,
                              const struct sitting_times *times)
{
    for (int i = 0; i < ITEMS_MOST && s->word->items[i].title; i++) {
        struct item_plan item = item_of(s, sitting, i);
        struct held_vote vote = {.at = times->items[i]};
        item.at = vote.at;
        if (comes_first(s, i))
            TRY(put_item(d, k, &item, NULL));
        if (!passes(s, i))
            continue;
        TRY(put_item(d, k, &item, &vote.item));
        TRY(pass_by(d, k, s->officers, passes(s, i), &vote));
    }
    return ERR_OK;
}

static enum err elect(struct demo *d, const struct congress_plan *k,
                      const struct sitting_plan *s, const struct sitting_held *held,
                      instant votes_at, row_id *polls)
{
    struct held_election e;

    if (!s->ballots)
        return ERR_OK;
    e = *s->ballots;
    e.congress = k->id;
    e.rules = k->rules;
    e.sitting = *held;
    e.votes_at = votes_at;
    e.present = s->present;
    return held_elect(d, &e, polls);
}

enum err session_hold(struct demo *d, const struct congress_plan *k,
                      const struct sitting_plan *s)
{
    struct sitting_held held = {.id = s->id, .at = begins(k, s->word)};
    struct sitting_times times = times_of(s, &held);
    row_id polls[HELD_BALLOTS] = {{0}};

    if (!held.id.v)
        TRY(put_sitting(d, k, s->word, &held.id));
    TRY(held_open(d, &held, s->people));
    TRY(pass_officers(d, k, s, held.id, &times));
    TRY(elect(d, k, s, &held, times.votes_at, polls));
    TRY(put_items(d, k, s, held.id, s->ballots ? polls : NULL, &times));
    return held_close(d, &held);
}
