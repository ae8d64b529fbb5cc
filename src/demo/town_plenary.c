/* The afternoon of a town's congress: its new commission elects its secretaries, then its committee, to whom the
 * commission reports, its own (基层组织选举工作条例 arts 16, 17). */
#include "demo/town_plenary.h"

enum { CALLED_AT_S = 12 * 3600 + 3000, COUNTERS = 4 };

/* One of the two; its members are as their ballot had them, the secretaries first. */
struct town_plenary {
    const char *title, *kind, *ballot, *secretary, *deputies, *colour;
    struct sitting_word sitting;
    const struct elected_list *members;
    row_id body;
};

static enum err call_member(struct demo *d, const struct congress_plan *k,
                            const struct candidate_new *who, struct called_list *out)
{
    struct entry e = entry_new(d, "attendee", k->where);

    SET(&e, "name", who->name);
    SET(&e, "person", who->person);
    SET(&e, "sex", who->sex);
    SET(&e, "birth", who->birth);
    SET(&e, "ethnicity", who->ethnicity);
    PRINT(&e, "post", "%.*s%.*s", STR_FMT(who->unit), STR_FMT(who->post));
    SET(&e, "kind", "member");
    SET(&e, "votes", 1);
    SET(&e, "source", "elected");
    PRINT(&e, "seat_number", "%zu座", out->count + 1);
    return session_call(d, k, &e, &out->items[out->count++]);
}

/* Members who stand for nothing and are there watch and count: the last of them. */
static enum err put_counters(struct demo *d, const struct congress_plan *k,
                             const struct town_plenary *p, const struct called_list *people,
                             struct officer_list *out)
{
    static const char *const DUTIES[COUNTERS] = {"chief_scrutineer", "chief_teller",
                                                 "scrutineer", "teller"};
    int stand = 1 + p->members->deputies, duty = 0;

    for (int i = (int)people->count - 1; i >= stand && duty < COUNTERS; i--)
        if (i != AWAY_FIRST)
            TRY(session_officer(d, k, &people->items[i], DUTIES[duty++], out));
    return ERR_OK;
}

static struct held_ballot make_ballot(const struct town_plenary *p)
{
    const struct candidate_new *names = p->members->names;
    int deputies = p->members->deputies;

    return (struct held_ballot){
        p->ballot,
        p->colour,
        1,
        2,
        {{p->secretary, "secretary", names, 1, 1},
         {p->deputies, "deputy_secretary", names + 1, deputies, deputies}}};
}

static enum err hold(struct demo *d, const struct congress_plan *parent,
                     const struct town_plenary *p, struct str town)
{
    struct congress_plan k = {.where = parent->where,
                              .title =
                                  str_print(d->keep, "中共%.*s%s", STR_FMT(town), p->title),
                              .kind = p->kind,
                              .level = parent->level,
                              .body = p->body,
                              .parent = parent->id,
                              .place = "镇政府会议室",
                              .organiser = parent->organiser,
                              .rules = parent->rules,
                              .state = "open",
                              .chair = "大会主席团委托的新当选委员",
                              .term = parent->term,
                              .session = 1,
                              .called_at = instant_of_date(parent->until, CALLED_AT_S),
                              .from = parent->until,
                              .until = parent->until};
    struct officer_list *officers = ARENA_NEW(d->keep, struct officer_list);
    struct held_ballot ballot = make_ballot(p);
    struct called_list people = {
        ARENA_ARRAY(d->keep, struct called, (size_t)p->members->count), 0};

    TRY(session_congress(d, &k));
    for (int i = 0; i < p->members->count; i++)
        TRY(call_member(d, &k, &p->members->names[i], &people));
    TRY(put_counters(d, &k, p, &people, officers));
    struct held_election election = {.chief_scrutineer = officers->chief_scrutineer,
                                     .chief_teller = officers->chief_teller,
                                     .ballots = &ballot,
                                     .ballot_count = 1};
    struct sitting_plan s = {.word = &p->sitting,
                             .people = &people,
                             .present = session_present(people.count),
                             .officers = officers,
                             .ballots = &election};
    TRY(session_hold(d, &k, &s));
    return entry_turn(d, "congress", k.id, "closed", k.until);
}

enum err town_plenaries_hold(struct demo *d, const struct congress_plan *parent, int town,
                             const struct elected_list *committee,
                             const struct elected_list *commission)
{
    const struct town *t = &d->county->towns[town];
    struct town_plenary watch = {.title = "第十二届纪律检查委员会第一次全体会议",
                                 .kind = "discipline_plenary",
                                 .ballot = "镇纪委书记、副书记",
                                 .secretary = "镇纪委书记",
                                 .deputies = "镇纪委副书记",
                                 .colour = "yellow",
                                 .sitting = {"镇纪委第一次全体会议",
                                             "plenary",
                                             0,
                                             1400,
                                             {{"通过选举办法和监票人、计票人名单", "hands"},
                                              {"酝酿讨论候选人名单", "deliberation"},
                                              {"选举镇纪委书记、副书记", "election"}}},
                                 .members = commission,
                                 .body = t->discipline};
    struct town_plenary whole = {
        .title = "第十二届委员会第一次全体会议",
        .kind = "plenary",
        .ballot = "镇党委书记、副书记",
        .secretary = "镇党委书记",
        .deputies = "镇党委副书记",
        .colour = "pink",
        .sitting = {"镇党委第一次全体会议",
                    "plenary",
                    0,
                    1600,
                    {{"通过选举办法和监票人、计票人名单", "hands"},
                     {"酝酿讨论候选人名单", "deliberation"},
                     {"选举镇党委书记、副书记", "election"},
                     {"通过镇纪委第一次全体会议选举结果", "hands"}}},
        .members = committee,
        .body = t->party};

    TRY(hold(d, parent, &watch, t->name));
    return hold(d, parent, &whole, t->name);
}
