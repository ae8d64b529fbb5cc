/*
 * Direct election of deputies in a district: dates, deputies, candidates, proxies (选举法 2020 arts 26, 28,
 * 29, 31, 32, 42).  Dates come from the deadlines of a rule set.  Pure.
 */
#pragma once

#include "base/date.h"
#include "domain/poll/election.h"
#include "domain/poll/rules.h"

enum {
    DIRECT_DEPUTIES_LEAST = 1, /* art. 26: one to three deputies a district */
    DIRECT_DEPUTIES_MOST = 3,
    DIRECT_PROXIES_MOST = PROXIES_MOST,
};

/* What has a day that the law sets: the names of deadlines in the rule set. */
enum direct_date { DIRECT_VOTER_LIST, DIRECT_FIRST_LIST, DIRECT_FORMAL_LIST, DIRECT_DATES };

const char *direct_date_name(enum direct_date d); /* "voter_list" … */
bool direct_date_read(struct str name, enum direct_date *out);

struct direct_day {
    date latest; /* the last day that is in time; 0: no election day yet */
    date on;     /* when it was published; 0: not yet */
    bool is_late;
    const char *article;
};

/* How `on` stands against the deadline of the rule set; of what is not published yet, on `today`. */
struct direct_day direct_day_of(const struct rule_set *set, enum direct_date d,
                                date election_day, date on, date today);

/* The last day for an objection to a voter list published on `published` (art. 29), and for the decision on
 * one received on `received`; 0 without a date or when the set has no such deadline. */
date direct_objection_until(const struct rule_set *set, date published);
date direct_decision_until(const struct rule_set *set, date received);

/* The last day to bring a suit against the decision (art. 29). */
date direct_suit_until(const struct rule_set *set, date election_day);

bool direct_deputies_are_good(int64_t seats);

/* Does one more proxy fit those that the holder has? */
bool direct_proxy_fits(int64_t held);
