/* Who may stand for what: of those on the paper, by their records and by what the congress elected before. */
#include "base/jsonw.h"
#include "base/utf8.h"
#include "domain/congress/electing.h"
#include "domain/names/same.h"
#include "domain/person.h"
#include "ledgers/attendee.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/person.h"
#include "ledgers/poll.h"
#include "service/direct/districts.h"
#include "service/poll/gates.h"
#include "service/poll/names.h"
#include "service/poll/poll_private.h"
#include "service/poll/term.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

enum { NAME_SHOWN = 20, TITLE_SHOWN = 40 };

/* ---- how long in the Party ------------------------------------------------------------------- */

/* When the person of a record joined the Party; 0: no record, or it does not say. */
static enum err joined_by_record(struct call *c, row_id id, date *out)
{
    const struct ledger *people = ledger_of(c, LEDGER_PERSON);
    struct row *person;

    *out = 0;
    if (!id.v)
        return ERR_OK;
    enum err err = engine_get(call_reading(c), people, id, &person);
    if (!err)
        *out = (date)row_number(people, person, PERSON_PARTY_JOINED);
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* When a candidate joined the Party: as his record says, whatever was typed on the paper; 0: nobody says. */
static enum err find_joined(struct call *c, const struct poll *p,
                            const struct row *candidate, date *out)
{
    row_id person = {row_number(p->candidate_ledger, candidate, CANDIDATE_PERSON)};

    TRY(joined_by_record(c, person, out));
    if (!*out)
        *out = (date)row_number(p->candidate_ledger, candidate, CANDIDATE_PARTY_JOINED);
    return ERR_OK;
}

/* Of one election: refuses the first who is not in it long enough; *is_asked when somebody's date is known. */
static enum err check_seniority(struct call *c, const struct poll *p, size_t i, date opens,
                                struct gate *g, bool *is_asked)
{
    const struct poll_election *e = &p->elections[i];
    date joined;

    for (size_t k = 0; e->seniority && k < e->candidate_count; k++) {
        TRY(find_joined(c, p, e->candidates[k], &joined));
        *is_asked |= joined != 0;
        if (!g->is_ok || person_has_years(joined, opens, e->seniority->years))
            continue;
        struct str name = candidate_called(c, p, e, k);
        struct str article = rule_article(c, e->seniority->source.article);
        GATE_REFUSE(g, "poll.seniority", "%.*s" SEP "%lld" SEP "%s" SEP "%.*s",
                    STR_FMT(utf8_head(name, NAME_SHOWN)), (long long)e->seniority->years,
                    e->seniority->source.document, STR_FMT(article));
    }
    return ERR_OK;
}

static date opening(struct call *c, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    date opens = (date)row_number(l, p->congress, CONGRESS_OPENS_ON);

    return opens ? opens : date_of_instant(c->now);
}

/* Nobody stands who is not in the Party long enough, by what is known when the congress opens. */
static enum err gate_seniority(struct call *c, const struct poll *p, struct gates *out)
{
    date opens = opening(c, p);
    struct gate *g = gates_add(out, "seniority");
    bool is_asked = false;

    for (size_t i = 0; i < p->election_count; i++)
        TRY(check_seniority(c, p, i, opens, g, &is_asked));
    out->count -= !is_asked; /* nothing known is nothing checked */
    return ERR_OK;
}

/* ---- from among the electors --------------------------------------------------------------------- */

static const struct electing *electing(struct call *c, const struct poll *p)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);

    return electing_of(row_text(l, p->congress, CONGRESS_KIND),
                       row_text(l, p->congress, CONGRESS_LEVEL));
}

/* Is he one of them: by his record where both have one, else by name? */
static bool is_elector(struct call *c, const struct list *electors, const struct ledger *l,
                       const struct row *candidate)
{
    const struct ledger *la = ledger_of(c, LEDGER_ATTENDEE);
    int64_t person = row_number(l, candidate, CANDIDATE_PERSON);

    for (size_t i = 0; i < electors->count; i++) {
        const struct row *a = electors->rows[i];
        int64_t other = row_number(la, a, ATTENDEE_PERSON);
        if (!row_number(la, a, ATTENDEE_VOTES))
            continue;
        if (person && other ? person == other
                            : name_is(row_text(la, a, ATTENDEE_NAME),
                                      row_text(l, candidate, CANDIDATE_NAME)))
            return true;
    }
    return false;
}

static void check_electors(struct call *c, const struct poll *p,
                           const struct poll_election *q, const struct list *electors,
                           const struct electing_source *by, struct gate *g)
{
    const struct ledger *l = p->candidate_ledger;

    for (size_t k = 0; g->is_ok && k < q->candidate_count; k++) {
        struct str name = row_text(l, q->candidates[k], CANDIDATE_NAME);
        if (is_elector(c, electors, l, q->candidates[k]))
            continue;
        struct str article = rule_article(c, by->article);
        GATE_REFUSE(g, "poll.not_elector", "%.*s" SEP "%s" SEP "%.*s",
                    STR_FMT(utf8_head(name, NAME_SHOWN)), by->document, STR_FMT(article));
    }
}

static enum err gate_electors(struct call *c, const struct poll *p, struct gates *out)
{
    const struct electing *e = electing(c, p);
    struct gate *g = gates_add(out, "electors");
    struct list electors;
    bool is_asked = false;

    TRY(rows_of_one(c, ledger_of(c, LEDGER_ATTENDEE), ATTENDEE_CONGRESS, p->congress->id, 0,
                    &electors));
    for (size_t i = 0; e && i < p->election_count; i++) {
        struct str office =
            row_text(p->election_ledger, p->elections[i].row, ELECTION_OFFICE);
        const struct electing_source *by = electing_from_electors(e, office);
        is_asked |= by != NULL;
        if (by)
            check_electors(c, p, &p->elections[i], &electors, by, g);
    }
    out->count -= !is_asked;
    return ERR_OK;
}

/* ---- no two offices ------------------------------------------------------------------------------ */

/* Somebody on this paper, in an election of it or in a signed one of the congress. */
struct office_of {
    struct str name, office, title;
    int64_t person;
    bool is_written;       /* whose name he is was asked before the count (alike.h) */
    struct name_form form; /* of the name */
};

struct offices_of {
    struct office_of *items;
    size_t count, room;
};

static void add_one(struct call *c, const struct poll *p, const struct poll_election *e,
                    const struct row *who, struct offices_of *all)
{
    *ARENA_PUSH(c->arena, all->items, all->count, all->room) = (struct office_of){
        row_text(p->candidate_ledger, who, CANDIDATE_NAME),
        row_text(p->election_ledger, e->row, ELECTION_OFFICE),
        row_text(p->election_ledger, e->row, ELECTION_TITLE),
        row_number(p->candidate_ledger, who, CANDIDATE_PERSON),
        row_number(p->candidate_ledger, who, CANDIDATE_WRITTEN_IN) != 0,
        poll_name_form(c, row_text(p->candidate_ledger, who, CANDIDATE_NAME))};
}

static void add_standing(struct call *c, const struct poll *p,
                         const struct poll_election *e, struct offices_of *all)
{
    for (size_t i = 0; i < e->candidate_count; i++)
        add_one(c, p, e, e->candidates[i], all);
}

/* Those written in with them. */
static enum err add_elected(struct call *c, const struct poll *p,
                            const struct poll_election *e, struct offices_of *all)
{
    const struct ledger *l = p->candidate_ledger;
    struct list rows;

    TRY(rows_of_one(c, l, CANDIDATE_ELECTION, e->row->id, 0, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (row_number(l, rows.rows[i], CANDIDATE_ELECTED))
            add_one(c, p, e, rows.rows[i], all);
    return ERR_OK;
}

/* What the other polls of the congress elected, or ask about now: of a signed one those elected, of one that is
 * frozen, open or counted whoever stands. */
static enum err add_beside(struct call *c, const struct poll *p, bool only_signed,
                           struct offices_of *all)
{
    struct list polls;
    struct poll *other;

    TRY(rows_of_one(c, p->ledger, POLL_CONGRESS, p->congress->id, 0, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        const struct row *row = polls.rows[i];
        if (row->id.v == p->row->id.v || row_is(p->ledger, row, POLL_IS_PREPARING) ||
            row_is(p->ledger, row, POLL_IS_VOID))
            continue;
        TRY(poll_load(c, row->id, &other));
        for (size_t k = 0; k < other->election_count; k++)
            if (row_is(p->ledger, row, POLL_IS_SIGNED))
                TRY(add_elected(c, other, &other->elections[k], all));
            else if (!only_signed)
                add_standing(c, other, &other->elections[k], all);
    }
    return ERR_OK;
}

static bool is_same(const struct office_of *a, const struct office_of *b)
{
    if (a->person && b->person)
        return a->person == b->person;
    return a->is_written || b->is_written ? name_is(a->name, b->name)
                                          : name_forms_perhaps(&a->form, &b->form);
}

static const struct electing_source *clash_of(const struct electing *e,
                                              const struct offices_of *all, size_t mine,
                                              const struct office_of **who)
{
    for (size_t i = 0; i < mine; i++)
        for (size_t k = i + 1; k < all->count; k++) {
            const struct office_of *a = &all->items[i], *b = &all->items[k];
            const struct electing_source *by = electing_apart(e, a->office, b->office);
            if (by && is_same(a, b)) {
                *who = a;
                return by;
            }
        }
    return NULL;
}

static enum err gate_apart(struct call *c, const struct poll *p, struct gates *out)
{
    const struct electing *e = electing(c, p);
    const struct office_of *who;
    struct offices_of all = {0};

    if (!e || poll_is_direct(p))
        return ERR_OK;
    struct gate *g = gates_add(out, "apart");
    for (size_t i = 0; i < p->election_count; i++)
        add_standing(c, p, &p->elections[i], &all);
    size_t mine = all.count;
    TRY(add_beside(c, p, false, &all));
    const struct electing_source *by = clash_of(e, &all, mine, &who);
    if (!by)
        return ERR_OK;
    struct str article = rule_article(c, by->article);
    GATE_REFUSE(g, "poll.apart", "%.*s" SEP "%s" SEP "%.*s",
                STR_FMT(utf8_head(who->name, NAME_SHOWN)), by->document, STR_FMT(article));
    return ERR_OK;
}

/* Of a counted poll: whom it elects, that a signed one or another question elected to what excludes it. */
enum err refuse_apart(struct call *c, const struct poll *p)
{
    const struct electing *e = electing(c, p);
    struct offices_of all = {0};

    for (size_t i = 0; i < p->election_count; i++)
        TRY(add_elected(c, p, &p->elections[i], &all));
    size_t mine = all.count;
    TRY(add_beside(c, p, true, &all));
    for (size_t i = 0; e && i < mine; i++)
        for (size_t k = i + 1; k < all.count; k++) {
            const struct office_of *a = &all.items[i], *b = &all.items[k];
            const struct electing_source *by =
                is_same(a, b) ? electing_apart(e, a->office, b->office) : NULL;
            if (by)
                return FAIL(&c->fault, ERR_RULE, "sign.apart",
                            "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s",
                            STR_FMT(utf8_head(a->name, NAME_SHOWN)),
                            STR_FMT(utf8_head(b->title, TITLE_SHOWN)), by->document,
                            STR_FMT(rule_article(c, by->article)));
        }
    return ERR_OK;
}

/* ---- who may be written in --------------------------------------------------------------------------- */

struct names {
    struct str *items;
    size_t count, room;
};

static void add_name(struct call *c, struct names *all, struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (name_is(all->items[i], name))
            return;
    *ARENA_PUSH(c->arena, all->items, all->count, all->room) = name;
}

struct barred_one {
    struct str name;
    int64_t person, attendee; /* 0: not known */
};

struct barred {
    struct barred_one *items;
    size_t count, room;
};

static void bar(struct call *c, struct barred *all, struct barred_one who)
{
    *ARENA_PUSH(c->arena, all->items, all->count, all->room) = who;
}

/* Who holds or stands for an office that nobody holds together with this one. */
static enum err add_apart(struct call *c, const struct poll *p,
                          const struct poll_election *mine, struct barred *barred)
{
    struct str office = row_text(p->election_ledger, mine->row, ELECTION_OFFICE);
    const struct electing *e = electing(c, p);
    struct offices_of all = {0};

    for (size_t i = 0; i < p->election_count; i++)
        if (&p->elections[i] != mine)
            add_standing(c, p, &p->elections[i], &all);
    TRY(add_beside(c, p, false, &all));
    for (size_t i = 0; e && i < all.count; i++)
        if (electing_apart(e, office, all.items[i].office))
            bar(c, barred, (struct barred_one){all.items[i].name, all.items[i].person, 0});
    return ERR_OK;
}

/* Who holds it already, by an earlier session of the term. */
static enum err add_holders(struct call *c, const struct poll *p,
                            const struct poll_election *mine, struct barred *barred)
{
    const struct ledger *l = p->candidate_ledger;
    struct list holders;

    TRY(term_holders(c, p, mine->row, &holders));
    for (size_t i = 0; i < holders.count; i++)
        bar(c, barred,
            (struct barred_one){row_text(l, holders.rows[i], CANDIDATE_NAME),
                                row_number(l, holders.rows[i], CANDIDATE_PERSON), 0});
    return ERR_OK;
}

/* Who was called and, by his record, is not in the Party long enough. */
static enum err add_too_new(struct call *c, const struct poll *p,
                            const struct poll_election *mine, const struct list *called,
                            struct barred *barred)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    date joined;

    for (size_t i = 0; mine->seniority && i < called->count; i++) {
        const struct row *a = called->rows[i];
        row_id person = {row_number(l, a, ATTENDEE_PERSON)};
        TRY(joined_by_record(c, person, &joined));
        if (joined && !person_has_years(joined, opening(c, p), mine->seniority->years))
            bar(c, barred,
                (struct barred_one){row_text(l, a, ATTENDEE_NAME), person.v, a->id.v});
    }
    return ERR_OK;
}

/* How many were called by the name. */
static size_t count_called(const struct ledger *l, const struct list *called,
                           struct str name)
{
    size_t n = 0;

    for (size_t i = 0; i < called->count; i++)
        n += name_is(row_text(l, called->rows[i], ATTENDEE_NAME), name);
    return n;
}

/* Is he called like one who is barred, and another person: by their records or rows, or as far as is known? */
static bool is_namesake(const struct ledger *l, const struct list *called,
                        const struct row *who, const struct barred_one *one)
{
    int64_t person = row_number(l, who, ATTENDEE_PERSON);

    if (!name_is(row_text(l, who, ATTENDEE_NAME), one->name))
        return false;
    if (one->attendee)
        return one->attendee != who->id.v;
    return person && one->person ? person != one->person
                                 : count_called(l, called, one->name) > 1;
}

/* Those with a vote who are called like somebody barred and are not he, each with what tells him apart: who of them
 * was written in, a scrutineer is asked. */
static void find_namesakes(struct call *c, const struct list *called,
                           const struct barred *barred, struct names *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);

    for (size_t i = 0; i < called->count; i++) {
        const struct row *who = called->rows[i];
        bool is_one = false, is_barred = false;
        for (size_t k = 0; k < barred->count; k++) {
            const struct barred_one *one = &barred->items[k];
            is_one |= is_namesake(l, called, who, one);
            is_barred |=
                one->attendee == who->id.v ||
                (one->person && one->person == row_number(l, who, ATTENDEE_PERSON));
        }
        if (is_one && !is_barred && row_number(l, who, ATTENDEE_VOTES))
            add_name(c, out,
                     str_print(c->arena, "%.*s（%.*s）",
                               STR_FMT(row_text(l, who, ATTENDEE_NAME)),
                               STR_FMT(row_text(l, who, ATTENDEE_DELEGATION))));
    }
}

static void write_names(struct jsonw *w, const char *key, const struct names *all,
                        const struct names *more)
{
    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < all->count; i++)
        jsonw_str(w, all->items[i]);
    for (size_t i = 0; more && i < more->count; i++)
        jsonw_str(w, more->items[i]);
    jsonw_close(w, ']');
}

enum err standing_write(struct call *c, const struct poll *p, const struct poll_election *e,
                        struct jsonw *w)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    struct names electors = {0}, names = {0}, namesakes = {0};
    const struct electing *by = electing(c, p);
    struct str office = row_text(p->election_ledger, e->row, ELECTION_OFFICE);
    struct barred barred = {0};
    struct list called;

    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, p->congress->id, 0, &called));
    for (size_t i = 0; i < called.count; i++)
        if (row_number(l, called.rows[i], ATTENDEE_VOTES)) /* namesakes are one name */
            *ARENA_PUSH(c->arena, electors.items, electors.count, electors.room) =
                row_text(l, called.rows[i], ATTENDEE_NAME);
    TRY(add_apart(c, p, e, &barred));
    TRY(add_holders(c, p, e, &barred));
    TRY(add_too_new(c, p, e, &called, &barred));
    for (size_t i = 0; i < barred.count; i++)
        add_name(c, &names, barred.items[i].name);
    find_namesakes(c, &called, &barred, &namesakes);
    if (by && electing_from_electors(by, office))
        write_names(w, "electors", &electors, &namesakes);
    if (names.count)
        write_names(w, "barred", &names, NULL);
    if (namesakes.count)
        write_names(w, "namesakes", &namesakes, NULL);
    return ERR_OK;
}

/* ---- a direct election ----------------------------------------------------------------------------- */

/* Of one district: refuses by the first of its conditions that is open. */
static enum err check_district(struct call *c, struct row *row, struct gate *g)
{
    struct district_view *v = ARENA_NEW(c->arena, struct district_view);

    TRY(district_look(c, row, v));
    for (size_t k = 0; k < v->gate_count && g->is_ok; k++) {
        struct str name = str_of(v->gates[k].name);
        if (v->gates[k].is_ok || v->gates[k].is_of_paper)
            continue;
        struct str label = message_find(
            c->locale, str_print(c->arena, "district.label.%.*s", STR_FMT(name)));
        GATE_REFUSE(g, "poll.district", "%.*s", STR_FMT(utf8_head(label, NAME_SHOWN)));
    }
    return ERR_OK;
}

/* What the law asks before election day (选举法 26, 28, 29, 32, 42) binds the vote; how many stand, the paper's own
 * conditions say. */
static enum err gate_district(struct call *c, const struct poll *p, struct gates *out)
{
    struct list districts;

    TRY(rows_of_one(c, ledger_of(c, LEDGER_DISTRICT), DISTRICT_CONGRESS, p->congress->id, 0,
                    &districts));
    if (!districts.count)
        return ERR_OK;
    struct gate *g = gates_add(out, "district");
    for (size_t i = 0; i < districts.count && g->is_ok; i++)
        TRY(check_district(c, districts.rows[i], g));
    return ERR_OK;
}

enum err gates_of_standing(struct call *c, const struct poll *p, struct gates *out)
{
    TRY(gate_seniority(c, p, out));
    TRY(gate_electors(c, p, out));
    TRY(gate_apart(c, p, out));
    return gate_district(c, p, out);
}
