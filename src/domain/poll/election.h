/*
 * One election: seats, candidates, the people concerned, and the rules it follows.
 *
 *     {"rules": "county-party-2020", "office": "committee", "seats": 35, "due": 248,
 *      "present": 245, "issued": 245, "printed": 250, "candidates": ["…"]}
 *
 * `rules` names a set of data/rules, or is a whole one of that shape: an edition of a site.
 * Left out, `issued` is `present`, and `printed` is `issued`.  In a direct election `due`
 * are the district's voters and `present` those who took part.  Also taken:
 *
 *   questions [{"office": …, "seats": …, "candidates": […]}, …]: several questions on one
 *             sheet; what a question leaves out stands beside them
 *   round     1; from 2 on it is another election for seats that stayed empty
 *   tied      true, or the names: a rerun among candidates with equal votes, who all
 *             passed the bar before; the most votes win, nobody else can, nobody is written in
 *   elected   names elected in the rounds before: none of them is a candidate, and to write one
 *             in counts for nothing
 *   electors  names: the office is filled from among them alone; whoever else is written in has his votes in the
 *             result and is not elected.  Candidates were asked as persons before the freeze: it binds those written
 *             in only
 *   barred    names that may not be elected (another office that nobody holds with it, not long enough in the
 *             Party): written in, they have their votes and are not elected.  A candidate may be a namesake of one
 *             and is not bound by it
 *   same_names  [["欧阳锋", "歐陽鋒"], …]: written in differently and found to be one, counted as the first;
 *             with it, though empty, the result has `own_names`; names of the other lists are read by it, so
 *             that nobody who is elected or barred is free of it under another name
 *   withdrawn  joint nominations that were withdrawn, by whom and by which paper; not read by a count
 *   namesakes  names of people who may be elected and are called like one of `barred`, each with what tells him
 *             apart: 李明（第二代表团）; names found to be his say nothing of the one who is barred
 *   different_names  the same form: alike, and found to be several; not read by a count
 *   settings  quorum, majority   {"base": "due", "at_least": [4, 5]} or "more_than"; majority is the bar of every
 *                                round and of the pre-election, and cited for it
 *             order              of the elected: surname, fullname, votes, listed
 *             write_in           oppose, nothing, never
 *             write_in_after_abstain   an abstention too entitles to a write-in
 *             unmarked_write_in        a name without a mark counts as approved
 *             unclear            part: an unreadable mark voids that part (the default): the
 *                                candidate has neither of the others, the name written in does
 *                                not count;  ballot: it voids the ballot, wherever it stands
 *             marks              letters of a ballot besides Y N A ?: {"-": "A"}
 *             pre_election       true: a pre-election (预选): who comes through is a candidate of
 *                                the formal ballot, not elected; the bar is the pre-election's
 *             surplus            persons more than seats (差额): within the rule; of a
 *                                pre-election, on the formal ballot that it makes
 *             formal             true: the ballot after a pre-election, which may be equal where
 *                                the rule says so
 *             by_election        true: seats fallen vacant (补选); equal numbers where the rule
 *                                allows that
 *             sheet              question: a question chosen too often on is void alone (the
 *                                default); whole, beside the questions or in any of them: it
 *                                voids the sheet
 *
 * Pure.  Whatever a setting replaces is cited as "settings" in the result.
 */
#pragma once

#include "base/err.h"
#include "domain/poll/rules.h"

enum {
    ELECTION_CANDIDATES_MAX = 2000,
    ELECTION_ELECTORS_MAX = 20000,
    ELECTION_QUESTIONS_MAX = 20,     /* on one sheet */
    ELECTION_NAME_MAX = 100,         /* characters */
    ELECTION_PEOPLE_MAX = 100000000, /* due, present, issued, printed */
    PROXIES_MOST = 3, /* that one voter carries for others (选举法 2020 art. 42) */
    SURPLUS_OF_RULE = -1,
};

/* A name as it is compared, and whom it stands for. */
struct same_name {
    struct str key, counts_as;
};

struct election {
    const struct rule_set *set;
    struct rule_office rules; /* of the office, with the settings put in */
    int64_t seats, due, present, issued, printed, round;
    int64_t
        places; /* how many come through: `seats`, of a pre-election the formal candidates */
    int64_t surplus;        /* set for this election; SURPLUS_OF_RULE: as the rule has it */
    struct str *candidates; /* as given */
    struct str *keys;       /* their names as compared: name_plain() */
    size_t candidate_count;
    struct str *elected; /* before, as compared: nobody writes them in again */
    size_t elected_count;
    struct str *
        electors; /* as compared, in order of bytes: only they are elected when written in; NULL: anybody */
    size_t elector_count;
    struct str *barred; /* as compared, in order of bytes */
    size_t barred_count;
    struct same_name *same; /* written differently, and found to be one */
    size_t same_count;
    bool tells_own; /* the result says how often a candidate was written in */
    bool is_rerun, is_pre_election, is_formal, is_by_election;
    bool *may_win; /* of a rerun: who was tied */

    bool write_in_after_abstain, unmarked_write_in, unclear_voids;
    char meaning[256]; /* of each letter: Y N A ?; 0: not allowed */
};

/* What a ballot paper asks: one election, or several on one sheet. */
struct election_paper {
    struct election *questions;
    size_t count;
    bool is_sheet;     /* ballots are {"sheet": […]} */
    bool spoils_whole; /* one void question voids the sheet */
};

/* ERR_INVALID: json.*, election.* (data/messages/election.json). */
MUST_USE enum err election_read(struct arena *a, struct str json,
                                struct election_paper *out, struct fault *f);

/* The number that a base stands for; BASE_BALLOTS is `returned`. */
int64_t election_base(const struct election *e, enum rule_base base, int64_t returned);

/* Least and most candidates beyond the seats, by the rule for this election; *most is -1 without a limit. */
void election_surplus(const struct election *e, int64_t *least, int64_t *most);

/* Is the number of candidates judged at all?  Not of a pre-election nor of a rerun; of another election where its rule
 * has the surplus again. */
bool election_asks_surplus(const struct election *e);

/* The rule that asks it. */
const struct rule_source *election_surplus_source(const struct election *e);

/* How many more than the seats come through this ballot: none, but of a pre-election the surplus of the
 * formal ballot. */
int64_t election_kept(const struct election *e);

/* A name that was written in, as it is counted: name_plain(), and of several ways to write one the first. */
struct str election_name(const struct election *e, struct arena *a, struct str name);

/* May somebody written in be elected?  `key` as compared. */
bool election_takes(const struct election *e, struct str key);

/* The share of votes that elects: by round, pre-election and rerun (then BASE_NONE). */
struct rule_share election_bar(const struct election *e);
