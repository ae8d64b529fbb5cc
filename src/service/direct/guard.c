/* What rows of a direct election must keep to, beyond each row for itself. */
#include "domain/names/bare.h"
#include "domain/names/same.h"
#include "domain/names/series.h"
#include "domain/person.h"
#include "ledgers/congress.h"
#include "ledgers/district.h"
#include "ledgers/mobile_box.h"
#include "ledgers/poll.h"
#include "ledgers/proxy.h"
#include "ledgers/voter.h"
#include "ledgers/voter_objection.h"
#include "service/congress/hall.h"
#include "service/congress/size.h"
#include "service/direct/districts.h"
#include "service/direct/fills.h"
#include "service/direct/turnout.h"
#include "service/direct/twins.h"
#include "service/record/codes.h"
#include "service/record/hooks.h"
#include "service/rules/rules.h"
#include "service/site/site.h"

static struct str day_text(struct call *c, date d)
{
    AUTO(buf) struct buf text = BUF(64);

    date_write(&text, d);
    return str_copy(c->arena, buf_view(&text));
}

/* A row that a reference points to; NULL for nothing, which is refused elsewhere. */
static struct row *target(struct call *c, const struct ledger *l, int64_t id)
{
    struct row *row;

    return id && !engine_get(call_reading(c), l, (row_id){id}, &row) ? row : NULL;
}

/* The district of a row; complains when the row lies in another region. */
static struct row *district_of(struct call *c, const struct ledger *l,
                               const struct row *row)
{
    int field = ONE_OF(l, VOTER_DISTRICT, PROXY_DISTRICT, MOBILE_BOX_DISTRICT,
                       VOTER_OBJECTION_DISTRICT);
    struct row *d = target(c, ledger_of(c, LEDGER_DISTRICT), row_number(l, row, field));

    if (d && d->region != row->region)
        record_wrong(c, field_at(l, field), "cell.district_region",
                     region_name(c->site->regions, c->arena, d->region, c->locale));
    return d;
}

/* Under a poll that is frozen or signed a district does not begin anew. */
static enum err district_act(struct call *c, const struct ledger *l, const struct act *act,
                             const struct row *row)
{
    return act == act_at(l, DISTRICT_DO_BACK) ? polled_drop(c, l, row) : ERR_OK;
}

/* What is published and counted from stays once a poll is frozen; what is not written yet may still be. */
static enum err check_days(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int FIELDS[] = {DISTRICT_POPULATION, DISTRICT_ELECTION_DAY,
                                 DISTRICT_VOTER_LIST_ON, DISTRICT_FIRST_LIST_ON,
                                 DISTRICT_FORMAL_LIST_ON};
    const struct row *before = target(c, l, row->id.v);
    struct str title;

    if (!before)
        return ERR_OK;
    TRY(congress_polled(c, (row_id){row_number(l, before, DISTRICT_CONGRESS)}, &title));
    for (size_t i = 0; title.len && i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (row_has(l, before, FIELDS[i]) &&
            row_number(l, before, FIELDS[i]) != row_number(l, row, FIELDS[i]))
            record_wrong(c, field_at(l, FIELDS[i]), "district.polled", title);
    return ERR_OK;
}

/* The election it belongs to is of kind district; its rule set elects deputies directly. */
static enum err district_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *congresses = ledger_of(c, LEDGER_CONGRESS);
    struct row *congress = target(c, congresses, row_number(l, row, DISTRICT_CONGRESS));
    struct rules_edition edition;
    struct str rules = row_text(l, row, DISTRICT_RULES);

    TRY(congress_guard(c, l, row));
    TRY(congress_seats_guard(c, l, row));
    TRY(district_fills_guard(c, l, row));
    TRY(check_days(c, l, row));
    if (congress &&
        !row_has_code(congresses, congress, CONGRESS_KIND, CODE_CONGRESS_KIND_DISTRICT))
        record_wrong(c, field_at(l, DISTRICT_CONGRESS), "cell.district_congress",
                     row_text(congresses, congress, CONGRESS_TITLE));
    if (!rules.len)
        return ERR_OK; /* required: refused elsewhere */
    TRY(rules_in_force(c, rules, &edition));
    if (!rules_office(edition.set, code_name(CODE_ELECTION_OFFICE_DEPUTY_DIRECT)))
        record_wrong(c, field_at(l, DISTRICT_RULES), "cell.district_rules", rules);
    return ERR_OK;
}

/* ---- voters ------------------------------------------------------------------------------ */

/* 选举法 4: eighteen on election day. */
static void check_age(struct call *c, const struct ledger *l, const struct row *district,
                      const struct row *row)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT);
    date day = (date)row_number(districts, district, DISTRICT_ELECTION_DAY);

    if (day && !person_is_of_age((date)row_number(l, row, VOTER_BIRTH), day))
        record_wrong(c, field_at(l, VOTER_BIRTH), "voter.minor", day_text(c, day));
}

/* The poll of the district that is frozen or further, and not void; of the signed ones too when `signed_too`.  NULL:
 * none. */
static enum err poll_that_holds(struct call *c, int64_t district, bool signed_too,
                                struct row **out)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT);
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    const struct row *d = target(c, districts, district);
    row_id congress = {d ? row_number(districts, d, DISTRICT_CONGRESS) : 0};
    struct ids past = signed_too ? STATES(POLL_IS_PREPARING, POLL_IS_VOID)
                                 : STATES(POLL_IS_PREPARING, POLL_IS_VOID, POLL_IS_SIGNED);

    *out = NULL;
    return congress.v ? row_past(c, lp, POLL_CONGRESS, congress, past, out) : ERR_OK;
}

static struct str poll_title(struct call *c, const struct row *poll)
{
    return poll ? row_text(ledger_of(c, LEDGER_POLL), poll, POLL_TITLE) : (struct str){0};
}

/* The poll that the voter's district was registered for; empty: none was held or is. */
static enum err poll_of_voter(struct call *c, const struct ledger *l,
                              const struct row *voter, struct str *title)
{
    struct row *poll;

    TRY(poll_that_holds(c, row_number(l, voter, VOTER_DISTRICT), true, &poll));
    *title = poll_title(c, poll);
    return ERR_OK;
}

/* Whether he is registered, and where, does not change once a poll is frozen, nor ever when it is signed: its voters
 * were counted. */
static enum err check_register(struct call *c, const struct ledger *l,
                               const struct row *row)
{
    const struct row *before = target(c, l, row->id.v);
    struct str here, there = {0};

    if (before && before->state == row->state &&
        row_number(l, before, VOTER_DISTRICT) == row_number(l, row, VOTER_DISTRICT))
        return ERR_OK;
    TRY(poll_of_voter(c, l, row, &here));
    if (before)
        TRY(poll_of_voter(c, l, before, &there));
    if (here.len || there.len)
        record_wrong(c, field_at(l, VOTER_DISTRICT), "voter.polled",
                     here.len ? here : there);
    return ERR_OK;
}

static enum err voter_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title;

    TRY(poll_of_voter(c, l, row, &title));
    return title.len ? FAIL(&c->fault, ERR_RULE, "voter.polled", "%.*s", STR_FMT(title))
                     : ERR_OK;
}

/* Who he is stays from then on, too: the register that was counted would be another. */
static enum err voter_held(struct call *c, const struct ledger *l, const struct row *before,
                           bool *out)
{
    struct str title;

    TRY(poll_of_voter(c, l, before, &title));
    *out = title.len > 0;
    return ERR_OK;
}

static enum err voter_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *district = district_of(c, l, row);
    struct list twins;

    TRY(check_register(c, l, row));

    if (!district || row_is(l, row, VOTER_IS_REMOVED) || !row_has(l, row, VOTER_NAME) ||
        !row_has(l, row, VOTER_BIRTH))
        return ERR_OK;
    check_age(c, l, district, row);
    TRY(voter_twins(c, l, row, &twins));
    if (twins.count)
        record_wrong(c, field_at(l, VOTER_NAME),
                     voter_opens(c, l, row) ? "voter.twice" : "voter.alike",
                     row_label(l, twins.rows[0], VOTER_DISTRICT));
    return ERR_OK;
}

/* ---- proxies ----------------------------------------------------------------------------- */

static void check_side(struct call *c, const struct ledger *l, const struct row *row,
                       int side, int64_t district)
{
    const struct ledger *voters = ledger_of(c, LEDGER_VOTER);
    struct row *voter = target(c, voters, row_number(l, row, side));

    if (voter && (row_number(voters, voter, VOTER_DISTRICT) != district ||
                  !row_is(voters, voter, VOTER_IS_REGISTERED)))
        record_wrong(c, field_at(l, side), "proxy.no_voter",
                     row_text(voters, voter, VOTER_NAME));
}

/* Proxies of that giver or holder which are not withdrawn, but for this one. */
/* Withdrawn, or the holder did not come: it is no proxy any more. */
static bool stands(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, PROXY_IS_ASKED) || proxy_is_agreed(l, row);
}

/* Of the other proxies that stand, those in which whoever is on `side` of this one is on `there`. */
static enum err count_others(struct call *c, const struct ledger *l, const struct row *row,
                             int side, int there, int64_t *out)
{
    struct list list;

    *out = 0;
    TRY(rows_of_one(c, l, there, (row_id){row_number(l, row, side)}, 0, &list));
    for (size_t i = 0; i < list.count; i++) {
        row_id poll = {row_number(l, list.rows[i], PROXY_POLL)};
        enum counted_in at;
        struct str title;
        TRY(turnout_counted_in(c, poll, &at,
                               &title)); /* of a round that is over: used up */
        *out += list.rows[i]->id.v != row->id.v && stands(l, list.rows[i]) &&
                at != COUNTED_IN_DONE;
    }
    return ERR_OK;
}

/* Two voters of the district; one proxy a giver; three at most a holder (art. 42); nobody both gives and holds, or
 * a vote would go from hand to hand. */
static enum err check_pairs(struct call *c, const struct ledger *l, struct row *row)
{
    int64_t given = 0, held = 0, gives = 0, holds = 0;

    if (row_number(l, row, PROXY_GIVER) == row_number(l, row, PROXY_HOLDER))
        record_wrong(c, field_at(l, PROXY_HOLDER), "proxy.self", STR(""));
    TRY(count_others(c, l, row, PROXY_GIVER, PROXY_GIVER, &given));
    TRY(count_others(c, l, row, PROXY_HOLDER, PROXY_HOLDER, &held));
    TRY(count_others(c, l, row, PROXY_GIVER, PROXY_HOLDER, &holds));
    TRY(count_others(c, l, row, PROXY_HOLDER, PROXY_GIVER, &gives));
    if (holds)
        record_wrong(c, field_at(l, PROXY_GIVER), "proxy.holds", STR(""));
    if (gives)
        record_wrong(c, field_at(l, PROXY_HOLDER), "proxy.gives", STR(""));
    if (given)
        record_wrong(c, field_at(l, PROXY_GIVER), "proxy.twice", STR(""));
    if (!direct_proxy_fits(held))
        record_wrong(c, field_at(l, PROXY_HOLDER), "proxy.too_many",
                     str_print(c->arena, "%d", DIRECT_PROXIES_MOST));
    return ERR_OK;
}

static bool is_paired_so(const struct ledger *l, const struct row *a, const struct row *b)
{
    static const int FIELDS[] = {PROXY_DISTRICT, PROXY_GIVER, PROXY_HOLDER, PROXY_GIVEN_ON,
                                 PROXY_AGREED_ON};

    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++)
        if (row_number(l, a, FIELDS[i]) != row_number(l, b, FIELDS[i]))
            return false;
    return true;
}

/* Nobody gives a proxy, and none is agreed to, once a poll is frozen.  Till the count it is said of each whether the
 * holder came, and one may fall away, because the giver came himself or the holder did not; what was counted stays. */
static enum err check_proxy_held(struct call *c, const struct ledger *l,
                                 const struct row *row)
{
    const struct row *before = target(c, l, row->id.v);
    struct row *poll;
    row_id in = {before ? row_number(l, before, PROXY_POLL) : 0};
    enum counted_in at;
    struct str title;

    TRY(turnout_counted_in(c, in, &at, &title));
    bool is_same = before && before->state == row->state && is_paired_so(l, before, row);
    bool falls_away =
        before && !stands(l, row) && stands(l, before) && is_paired_so(l, before, row);
    bool comes = before && row_is(l, before, PROXY_IS_AGREED) &&
                 row_is(l, row, PROXY_IS_CARRIED) && is_paired_so(l, before, row);
    if (is_same || ((falls_away || comes) && at != COUNTED_IN_DONE))
        return ERR_OK;
    if (at == COUNTED_IN_NONE) {
        TRY(poll_that_holds(c, row_number(l, row, PROXY_DISTRICT), false, &poll));
        title = poll_title(c, poll);
    }
    if (title.len)
        record_wrong(c, field_at(l, PROXY_DISTRICT), "proxy.polled", title);
    return ERR_OK;
}

/* What was counted in a poll is not taken out of the books. */
static enum err counted_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    row_id poll = {row_number(l, row, ONE_OF(l, PROXY_POLL, MOBILE_BOX_POLL))};
    enum counted_in at;
    struct str title;

    TRY(turnout_counted_in(c, poll, &at, &title));
    return at == COUNTED_IN_NONE
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "congress.polled", "%.*s", STR_FMT(title));
}

static enum err proxy_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *district = district_of(c, l, row);

    TRY(check_proxy_held(c, l, row));
    if (!district || !stands(l, row) || !row_has(l, row, PROXY_GIVER) ||
        !row_has(l, row, PROXY_HOLDER))
        return ERR_OK;
    check_side(c, l, row, PROXY_GIVER, district->id.v);
    check_side(c, l, row, PROXY_HOLDER, district->id.v);
    return check_pairs(c, l, row);
}

/* ---- mobile boxes ------------------------------------------------------------------------ */

enum { TWO = 2 };

static bool is_box_so(const struct ledger *l, const struct row *a, const struct row *b)
{
    static const int NUMBERS[] = {MOBILE_BOX_DISTRICT, MOBILE_BOX_VOTERS_DUE,
                                  MOBILE_BOX_ISSUED,   MOBILE_BOX_RETURNED,
                                  MOBILE_BOX_LEFT_AT,  MOBILE_BOX_BACK_AT};
    static const int TEXTS[] = {MOBILE_BOX_TITLE, MOBILE_BOX_ROUTE, MOBILE_BOX_STAFF,
                                MOBILE_BOX_SCRUTINEERS};

    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        if (row_number(l, a, NUMBERS[i]) != row_number(l, b, NUMBERS[i]))
            return false;
    for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++)
        if (!str_eq(row_text(l, a, TEXTS[i]), row_text(l, b, TEXTS[i])))
            return false;
    return a->state == b->state;
}

/* A box that comes while people vote is counted in that poll; none comes afterwards. */
static enum err join_vote(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    struct row *poll;

    TRY(poll_that_holds(c, row_number(l, row, MOBILE_BOX_DISTRICT), false, &poll));
    if (!poll)
        return ERR_OK;
    if (row_is(lp, poll, POLL_IS_FROZEN) || row_is(lp, poll, POLL_IS_OPEN))
        row_put_number(l, row, MOBILE_BOX_POLL, poll->id.v);
    else
        record_wrong(c, field_at(l, MOBILE_BOX_DISTRICT), "mobile_box.polled",
                     poll_title(c, poll));
    return ERR_OK;
}

/* Ballots in a box count once it is back. */
static int64_t box_back(const struct ledger *l, const struct row *row)
{
    return row_is(l, row, MOBILE_BOX_IS_BACK) ? row_number(l, row, MOBILE_BOX_RETURNED) : 0;
}

/* Nobody votes twice: with this box no more take part than are registered. */
static enum err check_turnout(struct call *c, const struct ledger *l, const struct row *row,
                              const struct row *before)
{
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    const struct row *poll = target(c, lp, row_number(l, row, MOBILE_BOX_POLL));
    struct turnout t = {0};

    if (!poll || row_is(lp, poll, POLL_IS_PREPARING) || row_is(lp, poll, POLL_IS_VOID))
        return ERR_OK;
    t.in_person = row_number(lp, poll, POLL_IN_PERSON);
    TRY(turnout_count(c, poll->id, &t));
    t.by_box += box_back(l, row) - (before ? box_back(l, before) : 0);
    int64_t due = row_number(lp, poll, POLL_DUE);
    if (!turnout_is_within(&t, due))
        record_wrong(c, field_at(l, MOBILE_BOX_RETURNED), "mobile_box.turnout",
                     str_print(c->arena, "%lld" SEP "%lld",
                               (long long)turnout_taking_part(&t), (long long)due));
    return ERR_OK;
}

/* Its numbers come in while people vote, and till the ballots are counted; then they stay. */
static enum err check_box_held(struct call *c, const struct ledger *l, struct row *row)
{
    const struct row *before = target(c, l, row->id.v);
    row_id in = {before ? row_number(l, before, MOBILE_BOX_POLL) : 0};
    enum counted_in at;
    struct str title;

    if (before && is_box_so(l, before, row))
        return ERR_OK;
    TRY(turnout_counted_in(c, in, &at, &title));
    bool has_moved = before && row_number(l, before, MOBILE_BOX_DISTRICT) !=
                                   row_number(l, row, MOBILE_BOX_DISTRICT);
    if (at == COUNTED_IN_DONE || (at == COUNTED_IN_VOTE && has_moved)) {
        record_wrong(c, field_at(l, MOBILE_BOX_DISTRICT), "mobile_box.polled", title);
        return ERR_OK;
    }
    if (at == COUNTED_IN_NONE && (!before || has_moved || in.v))
        TRY(join_vote(c, l, row));
    return check_turnout(c, l, row, before);
}

static enum err mobile_box_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct name_series staff =
        names_of_series(c->arena, row_text(l, row, MOBILE_BOX_STAFF));
    struct name_series watch =
        names_of_series(c->arena, row_text(l, row, MOBILE_BOX_SCRUTINEERS));

    (void)district_of(c, l, row);
    if (row_has(l, row, MOBILE_BOX_STAFF) && staff.count < TWO)
        record_wrong(c, field_at(l, MOBILE_BOX_STAFF), "mobile_box.two", STR("2"));
    if (row_has(l, row, MOBILE_BOX_SCRUTINEERS) && watch.count < TWO)
        record_wrong(c, field_at(l, MOBILE_BOX_SCRUTINEERS), "mobile_box.two", STR("2"));
    for (size_t i = 0; i < staff.count; i++)
        for (size_t k = 0; k < watch.count; k++)
            if (name_is(staff.items[i], watch.items[k]))
                record_wrong(c, field_at(l, MOBILE_BOX_SCRUTINEERS), "mobile_box.both",
                             staff.items[i]);
    if (row_is(l, row, MOBILE_BOX_IS_READY) && row_number(l, row, MOBILE_BOX_RETURNED))
        record_wrong(c, field_at(l, MOBILE_BOX_RETURNED), "mobile_box.not_out", STR(""));
    if (row_number(l, row, MOBILE_BOX_RETURNED) > row_number(l, row, MOBILE_BOX_ISSUED))
        record_wrong(c, field_at(l, MOBILE_BOX_RETURNED), "mobile_box.returned", STR(""));
    if (row_has(l, row, MOBILE_BOX_VOTERS_DUE) &&
        row_number(l, row, MOBILE_BOX_RETURNED) > row_number(l, row, MOBILE_BOX_VOTERS_DUE))
        record_wrong(c, field_at(l, MOBILE_BOX_RETURNED), "mobile_box.due",
                     str_print(c->arena, "%lld",
                               (long long)row_number(l, row, MOBILE_BOX_VOTERS_DUE)));
    return check_box_held(c, l, row);
}

/* ---- objections to the voter list -------------------------------------------------------- */

static void check_suit(struct call *c, const struct ledger *l, const struct row *row,
                       date until)
{
    if (until && row_number(l, row, VOTER_OBJECTION_SUIT_ON) > until)
        record_wrong(c, field_at(l, VOTER_OBJECTION_SUIT_ON), "voter_objection.suit_late",
                     day_text(c, until));
}

/* Within five days of the list's publication (art. 29). */
static enum err voter_objection_guard(struct call *c, const struct ledger *l,
                                      struct row *row)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT);
    const struct ledger *voters = ledger_of(c, LEDGER_VOTER);
    struct row *district = district_of(c, l, row);
    struct row *voter = target(c, voters, row_number(l, row, VOTER_OBJECTION_VOTER));
    date published = district ? row_number(districts, district, DISTRICT_VOTER_LIST_ON) : 0;
    date received = row_number(l, row, VOTER_OBJECTION_RECEIVED_ON);
    struct rules_edition edition;

    if (!district)
        return ERR_OK;
    if (voter && row_number(voters, voter, VOTER_DISTRICT) != district->id.v)
        record_wrong(c, field_at(l, VOTER_OBJECTION_VOTER), "proxy.no_voter",
                     row_text(voters, voter, VOTER_NAME));
    TRY(rules_in_force(c, row_text(districts, district, DISTRICT_RULES), &edition));
    date until = direct_objection_until(edition.set, published);
    if (!published)
        record_wrong(c, field_at(l, VOTER_OBJECTION_DISTRICT), "voter_objection.no_list",
                     row_text(districts, district, DISTRICT_TITLE));
    else if (received && (received < published || (until && received > until)))
        record_wrong(c, field_at(l, VOTER_OBJECTION_RECEIVED_ON), "voter_objection.late",
                     day_text(c, received < published ? published : until));
    check_suit(c, l, row,
               direct_suit_until(edition.set,
                                 row_number(districts, district, DISTRICT_ELECTION_DAY)));
    return ERR_OK;
}

const struct hook district_hook = {
    .guard = district_guard, .act = district_act, .drop = polled_drop, .held = polled_held};

const struct hook voter_hook = {
    .check = person_check, .guard = voter_guard, .drop = voter_drop, .held = voter_held};

const struct hook proxy_hook = {.guard = proxy_guard, .drop = counted_drop};

const struct hook mobile_box_hook = {.guard = mobile_box_guard, .drop = counted_drop};

const struct hook voter_objection_hook = {.guard = voter_objection_guard};
