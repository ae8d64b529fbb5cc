/* Do the numbers of a file of evidence fit: people, papers, slips, ballots, groups? */
#include "domain/poll/election.h"
#include "domain/poll/evidence_private.h"
#include "domain/poll/groups.h"

/* In a district those present are those who took part: in person, by proxy, by mobile box. */
static bool is_direct(const struct checking *k)
{
    const struct json *all = json_find(k->election, "questions");
    const struct json *first = all && all->count ? &all->items[0] : k->election;
    struct str kind = json_find_text(k->report->head, "kind");

    return kind.len ? str_eq(kind, STR("district"))
                    : str_eq(json_find_text(first, "office"), STR("deputy_direct"));
}

/* The parts make those present, and whoever carries a proxy votes himself (选举法 42). */
static bool parts_fit(const struct json *there)
{
    int64_t came = evidence_number(there, "in_person"),
            proxies = evidence_number(there, "by_proxy"),
            boxes = evidence_number(there, "by_box");

    return came + proxies + boxes == evidence_number(there, "present") &&
           proxies <= PROXIES_MOST * (came + boxes);
}

bool evidence_people_fit(const struct checking *k)
{
    const struct json *e = k->election, *there = k->report->attendance;
    int64_t all = evidence_number(there, "present") + evidence_number(there, "leave_sick") +
                  evidence_number(there, "leave_business") +
                  evidence_number(there, "absent");

    if ((is_direct(k) && !parts_fit(there)) ||
        (k->roster && evidence_number(k->roster, "due") != evidence_number(there, "due")))
        return false;
    return evidence_number(there, "due") == all && evidence_number(e, "due") == all &&
           evidence_number(e, "present") == evidence_number(there, "present");
}

/* Slips count as printed, votes as issued. */
static bool papers_fit(const struct checking *k)
{
    const struct json *e = k->election, *papers = k->report->issue;
    int64_t voted = evidence_number(papers, "voted"),
            issued = evidence_number(papers, "issued");
    int64_t slips = evidence_number(e, "printed") - evidence_number(papers, "printed");
    int64_t people =
        evidence_number(k->report->attendance, is_direct(k) ? "due" : "present");

    if (k->times[PART_GROUP] &&
        (issued + evidence_number(papers, "unused") != evidence_number(papers, "printed") ||
         evidence_number(papers, "cut") > evidence_number(papers, "unused") ||
         evidence_number(papers, "returned") != k->group_returned))
        return false;
    if (json_find(papers, "slips") &&
        (evidence_number(papers, "slips") != slips || slips > people))
        return false;
    /* more ballots than people: the election is void for that */
    if (evidence_number(e, "issued") > evidence_number(e, "present") && !k->is_void)
        return false;
    return evidence_number(e, "issued") == issued + voted && voted <= slips;
}

/* More ballots than were issued: that, and nothing else, is what the result then says. */
static bool ballots_fit(const struct checking *k)
{
    int64_t voted = evidence_number(k->report->issue, "voted");
    bool is_over = k->report->ballots > evidence_number(k->report->issue, "issued") + voted;

    return k->report->ballots == k->group_returned + voted && (!is_over || k->is_void);
}

/* The votes of `name` in a group's answers to a question. */
static int64_t votes_in(const struct json *question, const char *list, struct str name,
                        const char *mark)
{
    const struct json *all = json_find(question, list);

    for (size_t i = 0; all && i < all->count; i++)
        if (str_eq(json_find_text(&all->items[i], "name"), name))
            return evidence_number(&all->items[i], mark);
    return 0;
}

static const struct json *question_of(const struct json *o, size_t i)
{
    const struct json *all = json_find(o, "questions");

    return all && i < all->count ? &all->items[i] : NULL;
}

/* Do the groups' votes for everybody in the list add up to those of the result? */
static bool group_votes_fit(const struct checking *k, const struct json *result, size_t at,
                            const char *list)
{
    static const char *const MARKS[] = {"approve", "oppose", "abstain", "unclear"};
    const struct json *people = json_find(result, list);

    for (size_t i = 0; people && i < people->count; i++)
        for (size_t m = 0; m < 4; m++) {
            int64_t sum = 0;
            for (const struct said *g = k->groups; g; g = g->before)
                sum += votes_in(question_of(g->o, at), list,
                                json_find_text(&people->items[i], "name"), MARKS[m]);
            if (sum != evidence_number(&people->items[i], MARKS[m]))
                return false;
        }
    return true;
}

/* What the groups found adds up to the whole, and none of them is a handful. */
static bool groups_fit(const struct checking *k)
{
    struct json *root = NULL;
    struct fault inner = {0};
    int64_t returned = 0;

    if (!k->groups)
        return true;
    if (json_parse(k->arena, k->report->recounted, &root, &inner))
        return false;
    for (const struct said *g = k->groups; g; g = g->before) {
        returned += evidence_number(g->o, "returned");
        if (evidence_number(g->o, "returned") < GROUP_SHOWN_LEAST)
            return false;
    }
    const struct json *all = json_find(root, "questions");
    for (size_t i = 0; !k->is_void && i < (all ? all->count : 1); i++) {
        const struct json *q = all ? &all->items[i] : root;
        if (!group_votes_fit(k, q, i, "candidates") ||
            !group_votes_fit(k, q, i, "write_ins"))
            return false;
    }
    return returned == k->report->ballots;
}

bool evidence_sums_fit(const struct checking *k)
{
    return evidence_people_fit(k) && papers_fit(k) && ballots_fit(k) && groups_fit(k);
}
