/* Rule sets of elections: finding them, and the arithmetic of shares. */
#include "domain/poll/rules.h"

#include "domain/poll/rules_table.h"

const size_t RULE_SET_COUNT = sizeof(RULE_SETS) / sizeof(RULE_SETS[0]);

static const char *const BASES[] = {
    [BASE_NONE] = "none",
    [BASE_DUE] = "due",
    [BASE_PRESENT] = "present",
    [BASE_ALL_MEMBERS] = "all_members",
    [BASE_ALL_VOTERS] = "all_voters",
    [BASE_VOTERS] = "voters_taking_part",
    [BASE_BALLOTS] = "ballots",
};

static const char *const ORDERS[] = {
    [ORDER_SURNAME] = "surname",
    [ORDER_FULLNAME] = "fullname",
    [ORDER_VOTES] = "votes",
    [ORDER_LISTED] = "listed",
};

const char *const VOID_CAUSE_NAMES[] = {
    [VOID_BALLOTS_LOST] = "ballots_lost",
    [VOID_SECRECY] = "secrecy",
    [VOID_PROCEDURE] = "procedure",
    [VOID_UNLAWFUL] = "unlawful",
};

const char *const SKIP_NAMES[] = {
    [SKIP_ROUNDS] = "rounds",
    [SKIP_OPINIONS] = "opinions",
};

const char *const SKIP_BY_NAMES[] = {
    [SKIP_BY_COMMITTEE] = "committee",
    [SKIP_BY_SUPERIOR] = "superior",
};

const char *const REDUCE_BY_NAMES[] = {
    [REDUCE_BY_ELECTORS] = "electors",
    [REDUCE_BY_PRESIDIUM] = "presidium",
};

const char *const VOID_BY_NAMES[] = {
    [VOID_BY_PRESIDIUM] = "presidium",
    [VOID_BY_COMMITTEE] = "election_committee",
    [VOID_BY_SUPERIOR] = "superior",
};

int rule_word(const char *const *names, int count, struct str text)
{
    for (int i = 0; i < count; i++)
        if (str_eq(str_of(names[i]), text))
            return i;
    return -1;
}

const char *const RULE_NAMES[] = {"surplus",      "quorum",       "majority", "second",
                                  "pre_election", "ballot_order", "order",    "write_in",
                                  "choices",      "returned",     "ballot",   "most_votes",
                                  "tie",          "shortfall",    NULL};

const struct rule_set *rules_find(struct str name)
{
    for (size_t i = 0; i < RULE_SET_COUNT; i++)
        if (str_eq(str_of(RULE_SETS[i].name), name))
            return &RULE_SETS[i];
    return NULL;
}

const struct rule_signers *rules_signers(const struct rule_set *set, struct str name,
                                         struct str level)
{
    for (size_t i = 0; i < set->signer_count; i++)
        if (str_eq(name, str_of(set->signers[i].name)) &&
            str_eq(level, str_of(set->signers[i].level)))
            return &set->signers[i];
    return NULL;
}

const struct rule_office *rules_office(const struct rule_set *set, struct str office)
{
    for (size_t i = 0; i < set->office_count; i++)
        if (str_eq(str_of(set->offices[i].office), office))
            return &set->offices[i];
    return NULL;
}

const struct rule_seniority *rules_seniority(const struct rule_set *set, struct str office)
{
    for (size_t i = 0; i < set->office_count; i++)
        if (str_eq(str_of(set->offices[i].office), office))
            return set->seniority.offices >> i & 1 ? &set->seniority : NULL;
    return NULL;
}

int64_t rule_limit(const struct rule_share *s, int64_t of)
{
    return s->at_least ? (of * s->num + s->den - 1) / s->den : of * s->num / s->den;
}

bool rule_is_met(const struct rule_share *s, int64_t of, int64_t count)
{
    int64_t limit = rule_limit(s, of);

    return s->at_least ? count >= limit : count > limit;
}

void rule_surplus_of(const struct rule_surplus *s, int64_t seats, int64_t *least,
                     int64_t *most)
{
    *least = s->least_den ? (seats * s->least_num + s->least_den - 1) / s->least_den
                          : s->least_persons;
    *most = s->most_den ? seats * s->most_num / s->most_den : s->most_persons;
    if (*most >= 0 && *most < *least)
        *most = *least;
}

bool rule_is_read(const char *confidence)
{
    return strcmp(confidence, "F") == 0 || strcmp(confidence, "P") == 0;
}

const char *rule_base_name(enum rule_base base)
{
    return BASES[base];
}

bool rule_base_read(struct str text, enum rule_base *out)
{
    for (size_t i = 0; i < sizeof(BASES) / sizeof(BASES[0]); i++)
        if (str_eq(str_of(BASES[i]), text)) {
            *out = (enum rule_base)i;
            return true;
        }
    return false;
}

bool rule_order_read(struct str text, enum rule_order *out)
{
    for (size_t i = 0; i < sizeof(ORDERS) / sizeof(ORDERS[0]); i++)
        if (str_eq(str_of(ORDERS[i]), text)) {
            *out = (enum rule_order)i;
            return true;
        }
    return false;
}

enum rule_candidates rules_again(const struct rule_office *o, bool is_pre)
{
    bool is_own = is_pre && o->pre_election.candidates != CANDIDATES_OF_SECOND;

    return is_own ? o->pre_election.candidates : o->second.candidates;
}

int64_t rule_near(const struct rule_shortfall *s, int64_t seats)
{
    int64_t num = s->near_den ? s->near_num : NEAR_NUM;
    int64_t den = s->near_den ? s->near_den : NEAR_DEN;
    int64_t least = (seats * num + den - 1) / den;

    return least > 1 ? least : 1;
}
