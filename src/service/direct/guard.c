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

/* The election it belongs to is of kind district; its rule set elects deputies directly. */
static enum err district_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *congresses = ledger_of(c, LEDGER_CONGRESS);
    struct row *congress = target(c, congresses, row_number(l, row, DISTRICT_CONGRESS));
    struct rules_edition edition;
    struct str rules = row_text(l, row, DISTRICT_RULES);

    TRY(congress_guard(c, l, row));
    TRY(congress_seats_guard(c, l, row));
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

static enum err id_number_of(struct call *c, const struct ledger *l, const struct row *row,
                             struct str *out)
{
    const struct field *f = &l->fields[field_at(l, VOTER_ID_NUMBER)];
    const struct value *v = &row->values[f->index];

    *out = v->text;
    if (!v->is_set || v->number == SEALED_PLAIN)
        return ERR_OK;
    *out = (struct str){0};
    if (c->site->rehearsed) /* it does not open there: name and birth tell */
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, v->text, out, &c->fault);
}

enum { BORN_ALIKE_MOST = 10000 };

/* The same identity number anywhere; without one the same name and birth in the district. */
static enum err find_twins(struct call *c, const struct ledger *l, const struct row *row,
                           struct list *out)
{
    struct str number = {0};
    struct value values[1];
    struct filter filters[1];
    struct list_query q = {.region = c->site->region,
                           .sort = -1,
                           .limit = BORN_ALIKE_MOST,
                           .filters = filters};

    TRY(id_number_of(c, l, row, &number));
    if (number.len) {
        values[0] = (struct value){.is_set = true, .text = number, .number = SEALED_PLAIN};
        filters[q.filter_count++] =
            (struct filter){field_at(l, VOTER_ID_NUMBER), FILTER_ANY, &values[0], 1};
        return engine_list(call_reading(c), l, &q, out, &c->fault);
    }
    int at = field_at(l, VOTER_BIRTH);
    values[0] = row->values[at];
    filters[q.filter_count++] = (struct filter){at, FILTER_ANY, &values[0], 1};
    TRY(engine_list(call_reading(c), l, &q, out, &c->fault));
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (row_number(l, out->rows[i], VOTER_DISTRICT) ==
                row_number(l, row, VOTER_DISTRICT) &&
            name_may_be(row_text(l, out->rows[i], VOTER_NAME),
                        row_text(l, row, VOTER_NAME)))
            out->rows[kept++] = out->rows[i];
    out->count = kept;
    return ERR_OK;
}

/* Are both districts of one election: the same one, or of one level and day? */
static bool is_one_election(struct call *c, const struct row *here, int64_t other)
{
    const struct ledger *l = ledger_of(c, LEDGER_DISTRICT);
    struct row *there = target(c, l, other);

    if (!there || there->id.v == here->id.v)
        return there != NULL;
    return str_eq(row_text(l, here, DISTRICT_LEVEL), row_text(l, there, DISTRICT_LEVEL)) &&
           row_number(l, here, DISTRICT_ELECTION_DAY) ==
               row_number(l, there, DISTRICT_ELECTION_DAY);
}

/* Once in a district, and in one district of a level and an election day (art. 5). */
/* 选举法 4: eighteen on election day. */
static void check_age(struct call *c, const struct ledger *l, const struct row *district,
                      const struct row *row)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT);
    date day = (date)row_number(districts, district, DISTRICT_ELECTION_DAY);

    if (day && !person_is_of_age((date)row_number(l, row, VOTER_BIRTH), day))
        record_wrong(c, field_at(l, VOTER_BIRTH), "voter.minor", day_text(c, day));
}

/* The poll of the voter's district that is being voted on or counted; empty: none is. */
static enum err poll_under_way(struct call *c, const struct ledger *l,
                               const struct row *voter, struct str *title)
{
    const struct ledger *districts = ledger_of(c, LEDGER_DISTRICT);
    const struct ledger *lp = ledger_of(c, LEDGER_POLL);
    const struct row *district = target(c, districts, row_number(l, voter, VOTER_DISTRICT));
    row_id congress = {district ? row_number(districts, district, DISTRICT_CONGRESS) : 0};
    struct list polls;

    *title = (struct str){0};
    if (!congress.v)
        return ERR_OK;
    TRY(rows_of_one(c, lp, POLL_CONGRESS, congress, 0, &polls));
    for (size_t i = 0; i < polls.count && !title->len; i++)
        if (!row_is(lp, polls.rows[i], POLL_IS_PREPARING) &&
            !row_is(lp, polls.rows[i], POLL_IS_SIGNED) &&
            !row_is(lp, polls.rows[i], POLL_IS_VOID))
            *title = row_text(lp, polls.rows[i], POLL_TITLE);
    return ERR_OK;
}

/* Whether he is registered, and where, does not change under a poll: its voters were counted when it was frozen. */
static enum err check_register(struct call *c, const struct ledger *l,
                               const struct row *row)
{
    const struct row *before = target(c, l, row->id.v);
    struct str here, there = {0};

    if (before && before->state == row->state &&
        row_number(l, before, VOTER_DISTRICT) == row_number(l, row, VOTER_DISTRICT))
        return ERR_OK;
    TRY(poll_under_way(c, l, row, &here));
    if (before)
        TRY(poll_under_way(c, l, before, &there));
    if (here.len || there.len)
        record_wrong(c, field_at(l, VOTER_DISTRICT), "voter.polled",
                     here.len ? here : there);
    return ERR_OK;
}

static enum err voter_drop(struct call *c, const struct ledger *l, const struct row *row)
{
    struct str title;

    TRY(poll_under_way(c, l, row, &title));
    return title.len ? FAIL(&c->fault, ERR_RULE, "voter.polled", "%.*s", STR_FMT(title))
                     : ERR_OK;
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
    TRY(find_twins(c, l, row, &twins));
    for (size_t i = 0; i < twins.count; i++) {
        const struct row *twin = twins.rows[i];
        if (twin->id.v == row->id.v || row_is(l, twin, VOTER_IS_REMOVED) ||
            !is_one_election(c, district, row_number(l, twin, VOTER_DISTRICT)))
            continue;
        record_wrong(c, field_at(l, VOTER_NAME), "voter.twice",
                     row_label(l, twin, VOTER_DISTRICT));
        return ERR_OK;
    }
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
    return row_is(l, row, PROXY_IS_ASKED) || row_is(l, row, PROXY_IS_AGREED);
}

/* Of the other proxies that stand, those in which whoever is on `side` of this one is on `there`. */
static enum err count_others(struct call *c, const struct ledger *l, const struct row *row,
                             int side, int there, int64_t *out)
{
    struct list list;

    *out = 0;
    TRY(rows_of_one(c, l, there, (row_id){row_number(l, row, side)}, 0, &list));
    for (size_t i = 0; i < list.count; i++)
        *out += list.rows[i]->id.v != row->id.v && stands(l, list.rows[i]);
    return ERR_OK;
}

/* Two voters of the district; one proxy a giver; three at most a holder (art. 42); nobody both gives and holds, or
 * a vote would go from hand to hand. */
static enum err proxy_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *district = district_of(c, l, row);
    int64_t given = 0, held = 0, gives = 0, holds = 0;

    if (!district || !stands(l, row) || !row_has(l, row, PROXY_GIVER) ||
        !row_has(l, row, PROXY_HOLDER))
        return ERR_OK;
    check_side(c, l, row, PROXY_GIVER, district->id.v);
    check_side(c, l, row, PROXY_HOLDER, district->id.v);
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

/* ---- mobile boxes ------------------------------------------------------------------------ */

enum { TWO = 2 };

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
    if (row_number(l, row, MOBILE_BOX_RETURNED) > row_number(l, row, MOBILE_BOX_ISSUED))
        record_wrong(c, field_at(l, MOBILE_BOX_RETURNED), "mobile_box.returned", STR(""));
    return ERR_OK;
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
    .guard = district_guard, .drop = polled_drop, .held = polled_held};

const struct hook voter_hook = {
    .check = person_check, .guard = voter_guard, .drop = voter_drop};

const struct hook proxy_hook = {.guard = proxy_guard};

const struct hook mobile_box_hook = {.guard = mobile_box_guard};

const struct hook voter_objection_hook = {.guard = voter_objection_guard};
