/*
 * Rule sets of elections as cited data: the files of data/rules, compiled in.
 *
 * Every value knows the document, edition and article it comes from and how surely it
 * is known (F full text, P article seen, S secondary, M memory: data/rules/README.md).
 * A rule differs between bodies, levels and years by data, never by an `if`.  Pure.
 */
#pragma once

#include "base/str.h"

struct rule_source {
    const char *rule; /* "quorum" */
    const char *document, *edition, *article, *confidence;
};

enum rule_base {
    BASE_NONE,
    BASE_DUE,         /* 应到会有选举权人数 */
    BASE_PRESENT,     /* 实到会有选举权人数 */
    BASE_ALL_MEMBERS, /* 全体代表、全体委员 */
    BASE_ALL_VOTERS,  /* 选区全体选民 */
    BASE_VOTERS,      /* 参加投票的选民 */
    BASE_BALLOTS,     /* 选票: returned */
};

/* A share of a base that must be reached (at_least 不少于) or passed (more than 超过). */
struct rule_share {
    enum rule_base base;
    bool at_least;
    int64_t num, den; /* den > 0; 0 < num <= den */
    struct rule_source source;
};

/* How many candidates more than seats: a fraction of the seats, or a number of persons. */
struct rule_surplus {
    int64_t least_num, least_den; /* rounded up; least_den 0: a number of persons */
    int64_t most_num, most_den;   /* rounded down, never below the least; 0: see below */
    int64_t least_persons, most_persons; /* most_persons -1: no limit */
    struct rule_source source;
    bool by_election_equal; /* 补选 may have as many candidates as seats */
};

enum rule_order { ORDER_SURNAME, ORDER_FULLNAME, ORDER_VOTES, ORDER_LISTED };

struct rule_list {
    enum rule_order order;
    struct rule_source source;
};

enum rule_needs {
    NEEDS_NOTHING, /* anybody may be written in besides */
    NEEDS_OPPOSE,  /* one opposed on the same ballot for each name written in */
    NEEDS_NEVER,   /* no write-ins at all */
};

struct rule_write_in {
    enum rule_needs needs;
    struct rule_source source;
};

enum rule_candidates {
    CANDIDATES_UNELECTED,
    CANDIDATES_BY_VOTES,
    CANDIDATES_OF_SECOND, /* of a pre-election: its rule does not say */
};

struct rule_second { /* another election for the seats left (另行选举) */
    struct rule_share share;
    enum rule_candidates candidates;
    bool makes_equal;   /* of a pre-election: the formal ballot may be equal (党章 11) */
    bool keeps_surplus; /* has more candidates than seats, as the first had (组织法 29) */
};

/* Why an election is declared void by decision, beyond what the count itself finds. */
enum void_cause {
    VOID_BALLOTS_LOST, /* 选票丢失、损毁 */
    VOID_SECRECY,      /* 无记名投票受到破坏 */
    VOID_PROCEDURE,    /* 违反规定的程序 */
    VOID_UNLAWFUL,     /* 贿赂、暴力、威胁、欺骗、伪造 (选举法 58) */
    VOID_CAUSES,
};

/* Who declares it once totals are shown. */
enum void_by {
    VOID_BY_PRESIDIUM, /* 大会主席团 */
    VOID_BY_COMMITTEE, /* 选举委员会 */
    VOID_BY_SUPERIOR,  /* 上级党的委员会 */
    VOID_BY_COUNT,
};

struct rule_void {
    unsigned causes, by;       /* bit per cause, per body */
    struct rule_source source; /* rule NULL: nobody declares it */
};

struct rule_choices {
    bool says_disapprove; /* 不赞成, as party regulations say; else 反对, as the laws say */
    struct rule_source source;
};

struct rule_returned {
    bool
        than_voters; /* ballots against those who voted (选举法 44); else against those issued */
    struct rule_source source;
};

/* Who may decide that fewer are elected than there are seats. */
enum reduce_by { REDUCE_BY_ELECTORS, REDUCE_BY_PRESIDIUM, REDUCE_BY_COUNT };

struct rule_shortfall {
    unsigned reduce; /* bit per body; 0: the seats stay, and are elected again */
    /* how near the elected are to the seats (接近应选名额) where fewer seats are decided: at least this share of all */
    int64_t near_num, near_den;
    bool may_put_off; /* the congress may leave the rest to its next session (组织法 29) */
    struct rule_source source;
};

/* Of a set that does not say: the regulation has the word and no number (docs/law.md). */
enum { NEAR_NUM = 2, NEAR_DEN = 3 };

/* The fewest seats that are near to `seats`; at least 1. */
int64_t rule_near(const struct rule_shortfall *s, int64_t seats);

struct rule_office {
    const char *office;
    struct rule_surplus surplus;
    struct rule_share quorum, majority;
    struct rule_second second, pre_election;
    struct rule_list ballot_order, order;
    struct rule_write_in write_in;
    struct rule_choices choices;
    struct rule_returned returned;
    struct rule_shortfall shortfall;
    struct rule_source ballot, most_votes, tie;
    struct rule_void voiding; /* not every edition has it */
};

struct rule_deadline {
    const char *name;
    bool at_least; /* else at most */
    int64_t count;
    const char *unit, *from; /* "day", "before election day" */
    struct rule_source source;
};

/* What a nomination may leave undone by decision on record.  The surplus is not among it. */
enum rule_skip { SKIP_ROUNDS, SKIP_OPINIONS, SKIP_COUNT };
enum skip_by { SKIP_BY_COMMITTEE, SKIP_BY_SUPERIOR, SKIP_BY_COUNT };

/* How many delegates a congress has; outside `least` to `most` by approval from above, beyond `never` not even so. */
struct rule_size {
    int64_t least, most, never; /* most 0: the set does not say; never 0: no such bound */
    struct rule_source source;
};

/* How long somebody is in the Party before he is elected (党龄; 中国共产党章程, art. 27). */
struct rule_seniority {
    int64_t years;    /* 0: the set does not ask */
    uint32_t offices; /* bit per office of the set */
    struct rule_source source;
};

/* How many deputies at least sign what is put to a congress of a level: "motion", "joint_nomination". */
struct rule_signers {
    const char *name, *level;
    int64_t least;
    struct rule_source source;
};

struct rule_set {
    const char *name, *title_hans, *title_en;
    const struct rule_office *offices;
    size_t office_count;
    const struct rule_deadline *deadlines;
    size_t deadline_count;
    unsigned skips[SKIP_COUNT]; /* bit per body that may decide so; 0: never left out */
    struct rule_size size;
    struct rule_seniority seniority;
    struct rule_share decision; /* of a standing committee; den 0: the set does not say */
    const struct rule_signers *signers;
    size_t signer_count;
};

/* The rule, if the set asks it for the office; NULL: it does not. */
const struct rule_seniority *rules_seniority(const struct rule_set *set, struct str office);

/* Has somebody read the article itself (F the whole text, P the article)?  Else it is open. */
bool rule_is_read(const char *confidence);

/* Every rule that an office has: "surplus", "quorum" …; ends with NULL. */
extern const char *const RULE_NAMES[];

/* The rule sets compiled in, and the text each was made from (JSON). */
extern const struct rule_set RULE_SETS[];
extern const char *const RULE_TEXTS[];
extern const size_t RULE_SET_COUNT;

const struct rule_set *rules_find(struct str name); /* NULL: unknown */
const struct rule_office *rules_office(const struct rule_set *set, struct str office);

/* Who stands when it is voted once more for what is left, of a pre-election by the rule of that one; never
 * CANDIDATES_OF_SECOND. */
enum rule_candidates rules_again(const struct rule_office *o, bool is_pre);

/* How many sign `name` at a level; NULL: the set does not say. */
const struct rule_signers *rules_signers(const struct rule_set *set, struct str name,
                                         struct str level);

/* The greatest number that does not pass a "more than" share of `of`, or the smallest
 * that reaches an "at least" one. */
int64_t rule_limit(const struct rule_share *s, int64_t of);
bool rule_is_met(const struct rule_share *s, int64_t of, int64_t count);

/* Least and most candidates beyond the seats; *most is -1 without a limit. */
void rule_surplus_of(const struct rule_surplus *s, int64_t seats, int64_t *least,
                     int64_t *most);

extern const char *const VOID_CAUSE_NAMES[]; /* "ballots_lost" … */
extern const char *const SKIP_NAMES[],
    *const SKIP_BY_NAMES[];                 /* "rounds" …, "committee" … */
extern const char *const REDUCE_BY_NAMES[]; /* "electors" … */
extern const char *const VOID_BY_NAMES[];   /* "presidium" … */

/* The place of `text` in `names`, of `count`; -1: none. */
int rule_word(const char *const *names, int count, struct str text);

const char *rule_base_name(enum rule_base base); /* "due", "all_members" */
bool rule_base_read(struct str text, enum rule_base *out);
bool rule_order_read(struct str text, enum rule_order *out);
