/* Polls: loading, making, names in order. */
#include "service/poll/poll.h"

#include "base/utf8.h"
#include "domain/names/names.h"
#include "domain/names/same.h"
#include "domain/poll/election.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/names.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "service/site/site.h"
#include "store/queries.h"

/* ---- loading ------------------------------------------------------------------------- */

static enum err load_candidates(struct call *c, struct poll *p, struct poll_election *e)
{
    const struct ledger *l = p->candidate_ledger;
    struct list all;

    TRY(rows_of_one(c, l, CANDIDATE_ELECTION, e->row->id, CANDIDATE_PLACE, &all));
    e->candidates = ARENA_ARRAY(c->arena, struct row *, all.count);
    for (size_t i = 0; i < all.count; i++)
        if (!row_number(l, all.rows[i], CANDIDATE_WRITTEN_IN))
            e->candidates[e->candidate_count++] = all.rows[i];
    return ERR_OK;
}

static enum err find_office(struct call *c, const struct poll *p, struct poll_election *e,
                            const struct rule_set *set)
{
    struct str office = row_text(p->election_ledger, e->row, ELECTION_OFFICE);

    e->office = rules_office(set, office);
    e->seniority = rules_seniority(set, office);
    return e->office
               ? ERR_OK
               : FAIL(&c->fault, ERR_INVALID, "election.office", "%.*s" SEP "%s" SEP "%s",
                      STR_FMT(office), set->name, set->offices[0].office);
}

/* Once frozen, a poll keeps the edition that it froze, whatever is amended later. */
static enum err frozen_rules(struct call *c, struct poll *p, size_t i,
                             const struct json *questions)
{
    const struct json *q = i < questions->count ? &questions->items[i] : NULL;
    struct rule_set *set = ARENA_NEW(c->arena, struct rule_set);

    if (!q)
        return db_fail(c->db, ERR_IO, &c->fault);
    TRY(rules_of_json(c->arena, json_find(q, "rules"), set, &c->fault));
    (void)str_i64(json_find_text(q, "note"), &p->elections[i].edition);
    return find_office(c, p, &p->elections[i], set);
}

static enum err rules_now(struct call *c, struct poll *p, struct poll_election *e)
{
    struct rules_edition edition;

    TRY(rules_in_force(c, row_text(p->election_ledger, e->row, ELECTION_RULES), &edition));
    e->edition = edition.number;
    return find_office(c, p, e, edition.set);
}

static enum err load_rules(struct call *c, struct poll *p)
{
    struct json *questions = NULL;
    struct str text;

    TRY(poll_part(c, p->row->id, "questions", &text));
    if (text.len)
        TRY(json_parse(c->arena, text, &questions, &c->fault));
    for (size_t i = 0; i < p->election_count; i++)
        TRY(questions ? frozen_rules(c, p, i, questions)
                      : rules_now(c, p, &p->elections[i]));
    return ERR_OK;
}

static enum err load_elections(struct call *c, struct poll *p)
{
    struct list all;

    TRY(rows_of_one(c, p->election_ledger, ELECTION_POLL, p->row->id, ELECTION_PLACE,
                    &all));
    p->election_count = all.count;
    p->elections = ARENA_ARRAY(c->arena, struct poll_election, all.count);
    for (size_t i = 0; i < all.count; i++) {
        struct poll_election *e = &p->elections[i];
        TRY(row_fetch(c, p->election_ledger, all.rows[i]->id, &e->row));
        TRY(load_candidates(c, p, e));
    }
    return load_rules(c, p);
}

enum err poll_load(struct call *c, row_id id, struct poll **out)
{
    struct poll *p = ARENA_NEW(c->arena, struct poll);

    p->ledger = ledger_of(c, LEDGER_POLL);
    p->election_ledger = ledger_of(c, LEDGER_ELECTION);
    p->candidate_ledger = ledger_of(c, LEDGER_CANDIDATE);
    p->congress_ledger = ledger_of(c, LEDGER_CONGRESS);
    TRY(row_open(c, p->ledger, id, &p->row));
    TRY(row_fetch(c, p->congress_ledger,
                  (row_id){row_number(p->ledger, p->row, POLL_CONGRESS)}, &p->congress));
    p->cast = row_number(p->ledger, p->row, POLL_CAST_NO);
    TRY(load_elections(c, p));
    *out = p;
    return ERR_OK;
}

enum err poll_may(struct call *c, const struct poll *p, int act)
{
    const struct act *a = act_at(p->ledger, act);

    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (a->from & (uint64_t)1 << p->row->state)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "poll.state", "%.*s" SEP "%.*s",
                STR_FMT(a->label.in[c->locale]),
                STR_FMT(p->ledger->states[p->row->state].label.in[c->locale]));
}

enum err poll_act(struct call *c, struct poll *p, struct row *after, int act,
                  struct str reason)
{
    after->state = act_at(p->ledger, act)->to;
    TRY(row_act(c, p->ledger, p->row, after, act, reason));
    p->row = after;
    return ERR_OK;
}

enum err poll_part(struct call *c, row_id poll, const char *part, struct str *out)
{
    struct text_row row;
    enum err err = store_poll_part_get(c->db, c->arena, poll, str_of(part), &row);

    *out = err ? (struct str){0} : row.value;
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err poll_part_append(struct call *c, row_id poll, const char *part, struct str object)
{
    struct str before, all;

    TRY(poll_part(c, poll, part, &before));
    all = before.len > STR("[]").len
              ? str_print(c->arena, "%.*s,%.*s]",
                          STR_FMT(str_sub(before, 0, before.len - 1)), STR_FMT(object))
              : str_print(c->arena, "[%.*s]", STR_FMT(object));
    return store_poll_part_put(c->db, poll, str_of(part), all);
}

enum err poll_slips(struct call *c, const struct poll *p, int64_t *slips, int64_t *used)
{
    struct number_row n;

    TRY(store_slip_count(c->db, c->arena, p->congress->id, p->cast, &n));
    *slips = n.n;
    TRY(store_slip_used(c->db, c->arena, p->congress->id, p->cast, &n));
    *used = n.n;
    return ERR_OK;
}

/* ---- its way ----------------------------------------------------------------------------- */

bool poll_has_paper(const struct poll *p)
{
    return !row_has_code(p->ledger, p->row, POLL_WAY, CODE_VOTE_WAY_ELECTRONIC);
}

bool poll_is_electronic(const struct poll *p)
{
    return !row_has_code(p->ledger, p->row, POLL_WAY, CODE_VOTE_WAY_PAPER);
}

bool poll_is_direct(const struct poll *p)
{
    return row_has_code(p->congress_ledger, p->congress, CONGRESS_KIND,
                        CODE_CONGRESS_KIND_DISTRICT);
}

/* ---- what a candidate is called -------------------------------------------------------- */

static bool has_namesake(const struct poll *p, const struct poll_election *e, size_t i)
{
    const struct ledger *l = p->candidate_ledger;
    struct str name = row_text(l, e->candidates[i], CANDIDATE_NAME);

    for (size_t k = 0; k < e->candidate_count; k++)
        if (k != i && name_is(row_text(l, e->candidates[k], CANDIDATE_NAME), name))
            return true;
    return false;
}

struct str candidate_called(struct call *c, const struct poll *p,
                            const struct poll_election *e, size_t i)
{
    const struct ledger *l = p->candidate_ledger;
    struct str name = row_text(l, e->candidates[i], CANDIDATE_NAME);

    if (!has_namesake(p, e, i))
        return name;
    return str_print(c->arena, "%.*s（%.*s）", STR_FMT(name),
                     STR_FMT(row_text(l, e->candidates[i], CANDIDATE_UNIT)));
}

struct str candidate_unit(const struct poll *p, const struct poll_election *e, size_t i)
{
    const struct ledger *l = p->candidate_ledger;
    bool is_needed = false, are_known = true;

    for (size_t q = 0; q < p->election_count; q++)
        for (size_t k = 0; k < p->elections[q].candidate_count; k++) {
            is_needed |= has_namesake(p, &p->elections[q], k);
            are_known &= row_text(l, p->elections[q].candidates[k], CANDIDATE_UNIT).len > 0;
        }
    return is_needed && (are_known || has_namesake(p, e, i))
               ? row_text(l, e->candidates[i], CANDIDATE_UNIT)
               : (struct str){0};
}

/* ---- names --------------------------------------------------------------------------- */

static void fill_candidate(struct call *c, const struct ledger *l,
                           const struct candidate_new *n, struct row *row)
{
    row_take_text(c, l, row, CANDIDATE_NAME, n->name);
    row_take_text(c, l, row, CANDIDATE_UNIT, n->unit);
    row_take_text(c, l, row, CANDIDATE_POST, n->post);
    row_take_text(c, l, row, CANDIDATE_SEX, n->sex);
    row_take_text(c, l, row, CANDIDATE_ETHNICITY, n->ethnicity);
    row_take_text(c, l, row, CANDIDATE_EDUCATION, n->education);
    row_put_number(l, row, CANDIDATE_PERSON, n->person.v);
    row_put_number(l, row, CANDIDATE_BIRTH, n->birth);
    row_put_number(l, row, CANDIDATE_PARTY_JOINED, n->party_joined);
}

/* Where each name stands on the ballot: order[place] = index. */
static size_t *ballot_order(struct call *c, const struct rule_office *office,
                            const struct candidate_new *names, size_t count, bool as_given)
{
    size_t *from = ARENA_ARRAY(c->arena, size_t, count);
    struct str *texts = ARENA_ARRAY(c->arena, struct str, count);
    enum rule_order order = office->ballot_order.order;

    for (size_t i = 0; i < count; i++) {
        from[i] = i;
        texts[i] = names[i].name;
    }
    if (!as_given && (order == ORDER_SURNAME || order == ORDER_FULLNAME))
        names_sort(texts, count, order == ORDER_SURNAME ? NAMES_SURNAME : NAMES_FULLNAME,
                   from);
    return from;
}

/* Where a candidate stands in the body: "elections[0].candidates[2]", or without the election. */
static struct str candidate_place(struct call *c, struct str election, size_t i)
{
    return str_print(c->arena, "%.*s%scandidates[%zu]", STR_FMT(election),
                     election.len ? "." : "", i);
}

static enum err wrong_name(struct call *c, size_t i, enum err err)
{
    struct str at = candidate_place(c, c->place, i);

    return record_wrong_part(c, str_print(c->arena, "%.*s.name", STR_FMT(at)), err);
}

/* Namesakes stand beside each other when their units differ, and they are two people as far as is known. */
static bool are_told_apart(const struct candidate_new *a, const struct candidate_new *b)
{
    bool is_one = a->person.v && a->person.v == b->person.v;

    return !is_one && !str_is_empty(str_trim(a->unit)) &&
           !str_is_empty(str_trim(b->unit)) && !name_is(a->unit, b->unit);
}

static struct name_form *forms_of(struct call *c, const struct candidate_new *names,
                                  size_t count)
{
    struct name_form *out = ARENA_ARRAY(c->arena, struct name_form, count + 1);

    for (size_t i = 0; i < count; i++)
        out[i] = poll_name_form(c, names[i].name);
    return out;
}

static enum err check_names(struct call *c, const struct candidate_new *names, size_t count)
{
    struct name_form *forms;

    if (count > POLL_CANDIDATES_MOST)
        return FAIL(&c->fault, ERR_INVALID, "poll.names", "%zu" SEP "%d", count,
                    POLL_CANDIDATES_MOST);
    forms = forms_of(c, names, count);
    for (size_t i = 0; i < count; i++) {
        if (str_is_empty(name_plain(c->arena, names[i].name)))
            return wrong_name(c, i,
                              FAIL(&c->fault, ERR_INVALID, "poll.no_name", "%zu", i + 1));
        for (size_t j = 0; j < i; j++)
            if (name_forms_perhaps(&forms[i], &forms[j]) &&
                !are_told_apart(&names[i], &names[j]))
                return wrong_name(c, i,
                                  FAIL(&c->fault, ERR_INVALID, "poll.namesakes", "%.*s",
                                       STR_FMT(names[i].name)));
    }
    return ERR_OK;
}

static enum err add_candidates(struct call *c, const struct row *election,
                               const struct rule_office *office,
                               const struct candidate_new *names, size_t count,
                               struct str reason)
{
    const struct ledger *l = ledger_of(c, LEDGER_CANDIDATE);
    struct str above = c->place;
    size_t *order;

    TRY(check_names(c, names, count));
    order = ballot_order(c, office, names, count, reason.len > 0);
    for (size_t place = 0; place < count; place++) {
        struct row *row = row_new(c->arena, l);
        c->place = candidate_place(c, above, order[place]);
        row->region = election->region;
        fill_candidate(c, l, &names[order[place]], row);
        row_put_number(l, row, CANDIDATE_ELECTION, election->id.v);
        row_put_number(l, row, CANDIDATE_PLACE, (int64_t)place + 1);
        if (reason.len)
            row_put_text(l, row, CANDIDATE_ORDER_REASON, reason);
        TRY(row_add(c, l, row));
    }
    c->place = above;
    return ERR_OK;
}

static const struct poll_election *find_election(const struct poll *p, row_id id)
{
    for (size_t i = 0; i < p->election_count; i++)
        if (p->elections[i].row->id.v == id.v)
            return &p->elections[i];
    return NULL;
}

enum err poll_seen(struct call *c, row_id poll, const struct poll_seen *seen)
{
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    bool is_so = !seen->ver || seen->ver == p->row->ver;
    size_t at = 0;
    for (size_t i = 0; seen->candidates && i < p->election_count; i++) {
        const struct poll_election *e = &p->elections[i];
        if (seen->election.v && seen->election.v != e->row->id.v)
            continue;
        for (size_t k = 0; k < e->candidate_count; k++, at++)
            is_so &= at < seen->count && seen->candidates[at].v == e->candidates[k]->id.v;
    }
    is_so &= !seen->candidates || at == seen->count;
    return is_so ? ERR_OK : FAIL(&c->fault, ERR_CONFLICT, "row.stale", "%s", "");
}

enum err poll_set_candidates(struct call *c, row_id poll, row_id election,
                             const struct candidate_new *names, size_t count,
                             struct str order_reason)
{
    struct poll *p;
    struct row *after;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_FREEZE)); /* while it is being prepared */
    const struct poll_election *e = find_election(p, election);
    if (!e)
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    for (size_t i = 0; i < e->candidate_count; i++)
        TRY(row_drop(c, p->candidate_ledger, e->candidates[i], order_reason));
    TRY(add_candidates(c, e->row, e->office, names, count, order_reason));
    after = row_copy(c->arena, p->election_ledger, e->row);
    row_put_number(p->election_ledger, after, ELECTION_CANDIDATES, (int64_t)count);
    return row_change(c, p->election_ledger, e->row, after, "update", order_reason);
}

/* ---- making one ---------------------------------------------------------------------- */

/* The settings of a question are read with the question itself: made up, as little as needed. */
static enum err check_settings(struct call *c, const struct election_new *e,
                               const struct rules_edition *edition)
{
    struct election_paper paper;
    struct str beyond = settings_beyond(c, e->settings);
    struct str settings = poll_settings(c, e->settings, e->is_pre_election, e->is_formal);
    struct str json = str_print(
        c->arena,
        "{\"rules\":%.*s,\"office\":\"%.*s\",\"seats\":%lld,\"due\":1,\"present\":1,"
        "\"candidates\":[\"?\"],\"settings\":%.*s}",
        STR_FMT(edition->text), STR_FMT(e->office), (long long)e->seats, STR_FMT(settings));

    if (beyond.len)
        return FAIL(&c->fault, ERR_RULE, "poll.setting", "%.*s" SEP "%.*s",
                    STR_FMT(utf8_head(e->title, 40)), STR_FMT(beyond));
    return election_read(c->arena, json, &paper, &c->fault);
}

static enum err add_election(struct call *c, const struct row *poll,
                             const struct election_new *e, int64_t place)
{
    const struct ledger *l = ledger_of(c, LEDGER_ELECTION);
    struct row *row = row_new(c->arena, l);
    struct rules_edition edition;

    TRY(rules_in_force(c, e->rules, &edition));
    TRY(check_settings(c, e, &edition));
    row->region = poll->region;
    row_take_text(c, l, row, ELECTION_TITLE, e->title);
    row_put_number(l, row, ELECTION_POLL, poll->id.v);
    row_put_number(l, row, ELECTION_PLACE, place);
    row_put_text(l, row, ELECTION_OFFICE, e->office);
    row_take_text(c, l, row, ELECTION_POST_TITLE, e->post_title);
    row_put_number(l, row, ELECTION_SEATS, e->seats);
    row_put_text(l, row, ELECTION_RULES, e->rules);
    row_put_number(l, row, ELECTION_PRE_ELECTION, e->is_pre_election ? 1 : 0);
    row_put_text(l, row, ELECTION_SETTINGS, e->settings);
    if (e->previous.v)
        row_put_number(l, row, ELECTION_PREVIOUS, e->previous.v);
    row_put_number(l, row, ELECTION_CANDIDATES, (int64_t)e->candidate_count);
    TRY(row_add(c, l, row));
    return add_candidates(c, row, rules_office(edition.set, e->office), e->candidates,
                          e->candidate_count, e->order_reason);
}

static void fill_poll(struct call *c, const struct ledger *l, const struct poll_new *n,
                      struct row *row)
{
    row_take_text(c, l, row, POLL_TITLE, n->title);
    row_put_number(l, row, POLL_CONGRESS, n->congress.v);
    if (n->sitting.v)
        row_put_number(l, row, POLL_SITTING, n->sitting.v);
    if (n->previous.v)
        row_put_number(l, row, POLL_PREVIOUS, n->previous.v);
    row_put_number(l, row, POLL_CAST_NO, n->cast ? n->cast : 1);
    row_put_number(l, row, POLL_ROUND, n->round ? n->round : 1);
    row_take_text(c, l, row, POLL_COLOUR,
                  n->colour.len ? n->colour : code_name(CODE_BALLOT_COLOUR_WHITE));
    row_take_text(c, l, row, POLL_STYLE,
                  n->style.len ? n->style : code_name(CODE_BALLOT_STYLE_BOXES));
    row_take_text(c, l, row, POLL_WAY,
                  n->way.len ? n->way : code_name(CODE_VOTE_WAY_PAPER));
    row_put_state(l, row, POLL_IS_PREPARING);
}

enum err poll_cast_free(struct call *c, row_id congress, int64_t cast)
{
    struct urn_row urn;
    enum err err = store_urn_get(c->db, c->arena, congress, cast, &urn);

    if (err)
        return err == ERR_NOT_FOUND ? ERR_OK : err;
    return FAIL(&c->fault, ERR_RULE, "poll.cast_open", "%lld", (long long)cast);
}

enum err poll_create(struct call *c, const struct poll_new *n, row_id *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_POLL),
                        *congresses = ledger_of(c, LEDGER_CONGRESS);
    struct row *congress, *row = row_new(c->arena, l);

    TRY(row_open(c, congresses, n->congress, &congress));
    TRY(call_require(c, l->writers, congress->region));
    if (n->election_count < 1 || n->election_count > POLL_ELECTIONS_MOST)
        return FAIL(&c->fault, ERR_INVALID, "poll.elections", "%d", POLL_ELECTIONS_MOST);
    if (row_is(congresses, congress, CONGRESS_IS_CLOSED))
        return FAIL(&c->fault, ERR_RULE, "poll.congress_closed", "%.*s",
                    STR_FMT(utf8_head(row_text(congresses, congress, CONGRESS_TITLE), 60)));
    TRY(poll_cast_free(c, n->congress, n->cast ? n->cast : 1));
    row->region = congress->region;
    fill_poll(c, l, n, row);
    TRY(row_add(c, l, row));
    for (size_t i = 0; i < n->election_count; i++) {
        c->place = str_print(c->arena, "elections[%zu]", i);
        enum err err = add_election(c, row, &n->elections[i], (int64_t)i + 1);
        TRY(record_wrong_part(c, c->place, err));
    }
    c->place = (struct str){0};
    *out = row->id;
    return ERR_OK;
}
