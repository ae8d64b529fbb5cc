/* The values of blanks: what the records say, as JSON under the keys of data/templates/blanks.json. */
#pragma once

#include "base/jsonw.h"
#include "service/poll/groups.h"
#include "service/poll/view.h"
#include "service/record/row_acts.h"

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
    const struct group_part *part; /* whose sheet it is; NULL: none, or not known */
};

void put_text(struct values *v, const char *key, struct str text); /* left out when empty */
void put_c(struct values *v, const char *key, const char *text);
void put_number(struct values *v, const char *key, int64_t n);
void put_date(struct values *v, const char *key, date d); /* 2021年5月30日 */
void put_share(struct values *v, const char *key, int64_t n,
               int64_t of); /* 28.6%; of 0: nothing */

struct str date_text(struct arena *a, date d);
struct str numeral_text(struct arena *a, int64_t n); /* 一 … 九十九, else digits */

/* A code's label in simplified Chinese; empty when unset. */
struct str code_text(const struct ledger *l, const struct row *row, int field);

/* Name, sex, birth, age, ethnicity, education, party_joined, post … of whatever fields the ledger has;
 * inside an open object. */
void put_person(struct values *v, const struct ledger *l, const struct row *row);

/* Are "officers" of this paper the chiefs who were elected?  Else those with a duty in the hall. */
bool values_are_of_elected(const struct values *v);

/* The rows of `all` by the strokes of their names: Party and conference by surname, people's
 * congresses by the full name. */
void sort_by_strokes(struct values *v, const struct ledger *l, struct list *all);

void open_list(struct values *v, const char *key);
void close_list(struct values *v);

/* Everything a paper of this scope may ask for. */
MUST_USE enum err put_congress(struct values *v);
MUST_USE enum err put_hall(struct values *v); /* sittings, agenda, officers, delegations */
MUST_USE enum err put_roll(
    struct values *v); /* who is due at the sitting, and who is there */
MUST_USE enum err put_delegates(struct values *v); /* roster, structure, electoral units */
MUST_USE enum err put_poll(struct values *v);
MUST_USE enum err put_polls(struct values *v); /* all of the congress: elections, elected */
MUST_USE enum err put_unit(struct values *v);
MUST_USE enum err put_district(struct values *v);
MUST_USE enum err put_districts(struct values *v); /* of the region of the congress */
