/* The values of blanks: what the records say, as JSON under the keys of data/templates/blanks.json. */
#pragma once

#include "base/jsonw.h"
#include "domain/delegates/structure.h"
#include "service/poll/groups.h"
#include "service/poll/view.h"
#include "service/record/row_acts.h"

#define ELECTED_NOTICE "elected_notice" /* 代表当选通知书: one for each */

/* What nobody has on record yet: its numbers stay open on a paper, which is not ready before (ready.c says where
 * they are entered). */
enum open_what {
    OPEN_UNITS = 1,          /* electoral units with their seats */
    OPEN_MEMBERS = 1 << 1,   /* organisations and members of a unit */
    OPEN_TURNOUT = 1 << 2,   /* who was due and who came in a unit */
    OPEN_STOOD = 1 << 3,     /* how many stood in a unit */
    OPEN_DELEGATES = 1 << 4, /* who was elected, called, or put forward */
    OPEN_PERSONS = 1 << 5,   /* birth, ethnicity, education … of one of them */
    OPEN_CONFIRMED = 1 << 6, /* whose credentials were found valid */
    OPEN_PRESIDIUM = 1 << 7,
    OPEN_DELEGATIONS = 1 << 8,
    OPEN_SECTORS = 1 << 9,
    OPEN_DISTRICTS = 1 << 10,
    OPEN_POPULATION = 1 << 11, /* of some district */
    OPEN_VOTERS = 1 << 12,     /* registered in some district */
    OPEN_DEPUTIES = 1 << 13,   /* whom the districts elected */
};

struct values {
    struct call *call;
    struct str form; /* its name: some lists mean different people on different papers */
    struct jsonw w;
    date today, ages_at;
    const struct row *congress, *sitting, *unit, *district; /* NULL: none */
    struct poll_view *poll;                                 /* NULL: none */
    size_t question;                                        /* of the poll */
    struct str
        called; /* the person in hand is called so, whatever his row says; empty: as it says */
    size_t person;   /* which of the elected a notice is for */
    struct str post; /* of the person in hand, with its unit; empty: as his row says */
    unsigned open;   /* bits of enum open_what: what put_known() left out */
    const struct group_part *part; /* whose sheet it is; NULL: none, or not known */
};

void put_text(struct values *v, const char *key, struct str text); /* left out when empty */
void put_c(struct values *v, const char *key, const char *text);
void put_number(struct values *v, const char *key, int64_t n);
/* A number that somebody has on record, be it 0; else it is left out, and that is noted. */
void put_known(struct values *v, const char *key, int64_t n, bool is_known,
               enum open_what what);
/* How many are of the kind, and their share (NULL: none): where all their records say it. */
void put_kind(struct values *v, const struct structure_count *n, enum structure_kind kind,
              const char *key, const char *share);
void put_date(struct values *v, const char *key, date d); /* 2021年5月30日 */
void put_share(struct values *v, const char *key, int64_t n,
               int64_t of); /* 28.6%; of 0: nothing */

struct str date_text(struct arena *a, date d);
struct str clock_text(struct arena *a, instant t); /* 上午9:05, China time */

/* A code's label in simplified Chinese; empty when unset. */
/* Behind the names of who was elected: a chief procurator is approved one level up (组织法 11); else empty. */
struct str approval_note(struct values *v, const struct ledger *l,
                         const struct row *election);
struct str code_text(const struct ledger *l, const struct row *row, int field);

/* Name, sex, birth, age, ethnicity, education, party_joined, post … of whatever fields the ledger has, its note never:
 * what a reviewer wrote there stands on no paper.  Inside an open object. */
void put_person(struct values *v, const struct ledger *l, const struct row *row);

/* What is published of a pre-election says that it is one: whoever reads "县委委员" takes it for the election. */
struct str said_of_pre(struct arena *a, bool is_pre, struct str title);

/* A rule and its article for a Chinese paper, whoever asks. */
struct str hans_sentence(struct call *c, const struct rule_office *o, const char *rule);
struct str hans_article(struct call *c, const char *article);

/* 反对 as the laws say, or 不赞成 as party regulations do; and how a ballot is filled in. */
const char *against_word(const struct rule_office *o);
struct str marks_text(struct arena *a, const struct poll *p, const char *against);

/* "以姓氏笔画为序": how the elected of such an office are listed. */
const char *elected_order_text(const struct rule_office *o);

/* What the rules of an office say, before there is a ballot: quorum_text, bar_text … */
void put_office_rules(struct values *v, const struct rule_office *o, bool is_rerun);
/* What the rules of the question say: quorum_text, bar_text, marks_text … */
void put_rule_texts(struct values *v, const struct poll *p, const struct poll_election *e);

/* Are "officers" of this paper the chiefs who were elected?  Else those with a duty in the hall. */
bool values_are_of_elected(const struct values *v);

/* Is this paper about the deputies whom the districts elected?  Its numbers are theirs alone. */
bool values_are_of_deputies(const struct values *v);

/* Rows of the ledger candidate: whom the signed polls of a district's election elected, with those written in. */
MUST_USE enum err deputies_elected(struct values *v, row_id congress, struct list *out);
/* In all districts of the congress, or entered as elected to it; its roster is not asked (deputies.h). */
MUST_USE enum err deputies_count(struct values *v, int64_t *out);

/* The rows of `all` by the strokes of their names: Party and conference by surname, people's
 * congresses by the full name. */
void sort_by_strokes(struct values *v, const struct ledger *l, struct list *all);

/* Is this kind of congress one of the people's congresses? */
bool congress_is_of_people(struct str kind);

void open_list(struct values *v, const char *key);
void close_list(struct values *v);

/* Rules that the congress adopts before it votes: void polls and further rounds are no matter of theirs. */
bool values_are_adopted(const struct values *v);

/* The polls of a congress that are not void, in the order of casting; of what it adopted, void ones, too. */
struct polls_of {
    struct poll **items;
    size_t count;
};
MUST_USE enum err load_polls(struct values *v, row_id congress, struct polls_of *out);
bool poll_is_signed(const struct poll *p);
struct str names_joined(struct arena *a, struct str all, struct str name); /* by 、 */
/* Whom a question of a signed poll elected, in official order, joined by 、; not signed, or nobody: empty, 0. */
MUST_USE enum err elected_names(struct values *v, const struct poll *p, size_t question,
                                struct str *out, int64_t *count);
/* How many elections of the congress have elected somebody, signed; and how many are signed, whoever won. */
MUST_USE enum err polls_filled(struct values *v, int64_t *out);
MUST_USE enum err polls_signed(struct values *v, int64_t *out);
/* What signed polls elected, and which seats stayed empty: without a full stop; empty: nothing is signed, none did. */
struct seats_told {
    struct str
        outcome; /* 选举产生了县委委员2名，补选产生了县纪委委员1名; 进行了选举，没有人当选 */
    struct str elected; /* 县委委员2名 */
    struct str lacking; /* 县委委员应选3名，选出2名，缺额1名 */
};
MUST_USE enum err seats_told(struct values *v, const struct polls_of *polls,
                             struct seats_told *out);
/* The day of the report on it all: later than *out where a first plenary was. */
MUST_USE enum err report_day(struct values *v, date *out);
/* Of values_are_of_elected(). */
MUST_USE enum err put_report(struct values *v, const struct polls_of *polls);

/* Whose seal stands under lists and ballots: the presidium's, of voters the election committee's. */
struct str seal_of(struct call *c, const struct row *congress);
void put_bodies(struct values *v); /* names of the congress, its region, who stands above */

/* Everything a paper of this scope may ask for. */
MUST_USE enum err put_congress(struct values *v);
/* Of all officers of the congress: lists, votes, who leads. */
MUST_USE enum err put_officers(struct values *v, const struct ledger *l,
                               const struct list *all);
bool officer_stands(const struct ledger *l, const struct row *row); /* not withdrawn */
/* The day of what the paper tells of; 0: nobody has it on record. */
MUST_USE enum err event_date(struct values *v, date *out);
/* How the agenda, the rules or the resolution that the paper is are passed, by a show of hands. */
struct passing {
    bool is_asked; /* an item of the agenda puts it to the vote */
    bool is_passed;
    date day; /* 0: not passed, or nobody knows when */
};
MUST_USE enum err find_passing(struct values *v, struct passing *out);
/* The day on which the list that the paper is was passed; 0: it is none, or was not. */
MUST_USE enum err officers_passed_on(struct values *v, date *out);
MUST_USE enum err put_hall(struct values *v); /* sittings, agenda, officers, delegations */
MUST_USE enum err put_roll(
    struct values *v); /* who is due at the sitting, and who is there */
MUST_USE enum err put_delegates(struct values *v); /* roster, structure, electoral units */
/* Was he elected, whatever became of his mandate?  Was he neither replaced, nor has his mandate lapsed? */
bool delegate_was_elected(const struct ledger *l, const struct row *row);
bool delegate_stands(const struct ledger *l, const struct row *row);
/* Which steps towards the delegates are recorded as done: what a paper tells of them. */
MUST_USE enum err put_steps_done(struct values *v);
/* Of the report on credentials, else nothing: who is confirmed, who is a delegate no longer. */
MUST_USE enum err put_credentials(struct values *v);
MUST_USE enum err put_called(
    struct values *v); /* the roster of a meeting that no delegates are elected to */
/* Those with a vote on the roster of this congress. */
MUST_USE enum err called_count(struct values *v, int64_t *out);
/* Of a consultative conference, else nothing: sectors, names, members; how many the standing committee decided on. */
MUST_USE enum err put_conference(struct values *v);
MUST_USE enum err members_count(struct values *v, int64_t *out);
/* Rows in the region of the congress, of its own body and term, whose field `by` is the level; by the field `sort`. */
MUST_USE enum err rows_of_level(struct values *v, const struct ledger *l, struct str level,
                                int by, int sort, struct list *out);
MUST_USE enum err put_deputies(struct values *v);   /* values_are_of_deputies() */
MUST_USE enum err put_by_elected(struct values *v); /* who came for one who left */
MUST_USE enum err put_poll(struct values *v);
/* Why a question of the poll is void: what its count found, or who decided it, when, by which paper and for which
 * cause, as a clause that ends in 选举无效; empty: it is not. */
MUST_USE enum err void_told(struct call *c, const struct poll *p, size_t question,
                            const struct json *q, struct str *out);
MUST_USE enum err put_verdict_of_poll(
    struct values *v); /* that, else 选举有效 once counted */
/* Ballots that came back, of those given out. */
void put_returned(struct values *v, int64_t returned, int64_t issued);
void put_poll_people(struct values *v); /* who came; of voters who take part */
void put_poll_papers(
    struct values *v); /* ballots given out, and what is on record of those left */
MUST_USE enum err put_polls(struct values *v); /* all of the congress: elections, elected */
MUST_USE enum err put_script(struct values *v);      /* of the sitting */
MUST_USE enum err put_spoken(struct values *v);      /* of a chair's paper, else nothing */
#define NOMINATION_LIST "nomination_list"            /* the paper of the joint ones */
MUST_USE enum err put_nominations(struct values *v); /* joint ones, of the congress */
MUST_USE enum err nominations_count(struct values *v, int64_t *out);
MUST_USE enum err put_discussions(struct values *v); /* of the sitting */
MUST_USE enum err put_unit(struct values *v);
MUST_USE enum err put_district(struct values *v);
MUST_USE enum err put_districts(struct values *v); /* of the congress, all of them */
