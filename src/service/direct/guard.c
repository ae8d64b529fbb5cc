/* What rows of a direct election must keep to, beyond each row for itself. */
#include "domain/person.h"
#include "service/congress/hall.h"
#include "service/direct/districts.h"
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
    struct row *d = target(c, ledger_named(c, "district"), row_number(l, row, "district"));

    if (d && d->region != row->region)
        record_wrong(c, field_at(l, "district"), "cell.district_region",
                     region_name(c->site->regions, c->arena, d->region, c->locale));
    return d;
}

/* The election it belongs to is of kind district; its rule set elects deputies directly. */
static enum err district_guard(struct call *c, const struct ledger *l, struct row *row)
{
    const struct ledger *congresses = ledger_named(c, "congress");
    struct row *congress = target(c, congresses, row_number(l, row, "congress"));
    struct rules_edition edition;
    struct str rules = row_text(l, row, "rules");

    TRY(congress_guard(c, l, row));
    if (congress && !str_eq(row_text(congresses, congress, "kind"), STR("district")))
        record_wrong(c, field_at(l, "congress"), "cell.district_congress",
                     row_text(congresses, congress, "title"));
    if (!rules.len)
        return ERR_OK; /* required: refused elsewhere */
    TRY(rules_in_force(c, rules, &edition));
    if (!rules_office(edition.set, STR("deputy_direct")))
        record_wrong(c, field_at(l, "rules"), "cell.district_rules", rules);
    return ERR_OK;
}

/* ---- voters ------------------------------------------------------------------------------ */

static enum err id_number_of(struct call *c, const struct ledger *l, const struct row *row,
                             struct str *out)
{
    const struct field *f = &l->fields[field_at(l, "id_number")];
    const struct value *v = &row->values[f->index];

    *out = v->text;
    if (!v->is_set || v->number == SEALED_PLAIN)
        return ERR_OK;
    return engine_unseal(c->site->engine, c->arena, f, v->text, out, &c->fault);
}

enum { NAMESAKES_MOST = 100 };

/* The same identity number anywhere; without one the same name and birth in the district. */
static enum err find_twins(struct call *c, const struct ledger *l, const struct row *row,
                           struct list *out)
{
    struct str number = {0};
    struct value values[3];
    struct filter filters[3];
    struct list_query q = {
        .region = c->site->region, .sort = -1, .limit = NAMESAKES_MOST, .filters = filters};

    TRY(id_number_of(c, l, row, &number));
    if (number.len) {
        values[0] = (struct value){.is_set = true, .text = number, .number = SEALED_PLAIN};
        filters[q.filter_count++] =
            (struct filter){field_at(l, "id_number"), FILTER_ANY, &values[0], 1};
        return engine_list(call_reading(c), l, &q, out, &c->fault);
    }
    static const char *const SAME[] = {"district", "name", "birth"};
    for (; q.filter_count < 3; q.filter_count++) {
        int at = field_at(l, SAME[q.filter_count]);
        values[q.filter_count] = row->values[at];
        filters[q.filter_count] =
            (struct filter){at, FILTER_ANY, &values[q.filter_count], 1};
    }
    return engine_list(call_reading(c), l, &q, out, &c->fault);
}

/* Are both districts of one election: the same one, or of one level and day? */
static bool is_one_election(struct call *c, const struct row *here, int64_t other)
{
    const struct ledger *l = ledger_named(c, "district");
    struct row *there = target(c, l, other);

    if (!there || there->id.v == here->id.v)
        return there != NULL;
    return str_eq(row_text(l, here, "level"), row_text(l, there, "level")) &&
           row_number(l, here, "election_day") == row_number(l, there, "election_day");
}

/* Once in a district, and in one district of a level and an election day (art. 5). */
static enum err voter_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *district = district_of(c, l, row);
    struct list twins;

    if (!district || row_is(l, row, "removed") || !row_has(l, row, "name") ||
        !row_has(l, row, "birth"))
        return ERR_OK;
    TRY(find_twins(c, l, row, &twins));
    for (size_t i = 0; i < twins.count; i++) {
        const struct row *twin = twins.rows[i];
        if (twin->id.v == row->id.v || row_is(l, twin, "removed") ||
            !is_one_election(c, district, row_number(l, twin, "district")))
            continue;
        record_wrong(c, field_at(l, "name"), "voter.twice", row_label(l, twin, "district"));
        return ERR_OK;
    }
    return ERR_OK;
}

/* ---- proxies ----------------------------------------------------------------------------- */

static void check_side(struct call *c, const struct ledger *l, const struct row *row,
                       const char *side, int64_t district)
{
    const struct ledger *voters = ledger_named(c, "voter");
    struct row *voter = target(c, voters, row_number(l, row, side));

    if (voter && (row_number(voters, voter, "district") != district ||
                  !row_is(voters, voter, "registered")))
        record_wrong(c, field_at(l, side), "proxy.no_voter",
                     row_text(voters, voter, "name"));
}

/* Proxies of that giver or holder which are not withdrawn, but for this one. */
static enum err count_others(struct call *c, const struct ledger *l, const struct row *row,
                             const char *side, int64_t *out)
{
    struct list list;

    *out = 0;
    TRY(rows_of_one(c, l, side, (row_id){row_number(l, row, side)}, NULL, &list));
    for (size_t i = 0; i < list.count; i++)
        *out += list.rows[i]->id.v != row->id.v && !row_is(l, list.rows[i], "withdrawn");
    return ERR_OK;
}

/* Two voters of the district; one proxy a giver; three at most a holder (art. 42). */
static enum err proxy_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct row *district = district_of(c, l, row);
    int64_t given = 0, held = 0;

    if (!district || row_is(l, row, "withdrawn") || !row_has(l, row, "giver") ||
        !row_has(l, row, "holder"))
        return ERR_OK;
    check_side(c, l, row, "giver", district->id.v);
    check_side(c, l, row, "holder", district->id.v);
    if (row_number(l, row, "giver") == row_number(l, row, "holder"))
        record_wrong(c, field_at(l, "holder"), "proxy.self", STR(""));
    TRY(count_others(c, l, row, "giver", &given));
    TRY(count_others(c, l, row, "holder", &held));
    if (given)
        record_wrong(c, field_at(l, "giver"), "proxy.twice", STR(""));
    if (!direct_proxy_fits(held))
        record_wrong(c, field_at(l, "holder"), "proxy.too_many",
                     str_print(c->arena, "%d", DIRECT_PROXIES_MOST));
    return ERR_OK;
}

/* ---- mobile boxes ------------------------------------------------------------------------ */

enum { TWO = 2 };

struct names {
    struct str *items;
    size_t count, room;
};

static void add_name(struct arena *a, struct names *all, struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_eq(all->items[i], name))
            return;
    if (name.len)
        *ARENA_PUSH(a, all->items, all->count, all->room) = name;
}

/* Names separated by 、 ， , ； ; or blanks; the same name twice counts once. */
static struct names split_names(struct arena *a, struct str text)
{
    static const char *const MARKS[] = {"、", "，", "；", ";", " "};
    struct str rest = text, name;
    struct names all = {0};

    for (size_t m = 0; m < sizeof(MARKS) / sizeof(MARKS[0]); m++)
        for (ptrdiff_t at; (at = str_find(rest, str_of(MARKS[m]))) >= 0;) {
            struct str head = str_sub(rest, 0, (size_t)at);
            struct str tail = str_sub(rest, (size_t)at + strlen(MARKS[m]), rest.len);
            rest = str_print(a, "%.*s,%.*s", STR_FMT(head), STR_FMT(tail));
        }
    while (str_cut(&rest, ',', &name))
        add_name(a, &all, name);
    return all;
}

static enum err mobile_box_guard(struct call *c, const struct ledger *l, struct row *row)
{
    struct names staff = split_names(c->arena, row_text(l, row, "staff"));
    struct names watch = split_names(c->arena, row_text(l, row, "scrutineers"));

    (void)district_of(c, l, row);
    if (row_has(l, row, "staff") && staff.count < TWO)
        record_wrong(c, field_at(l, "staff"), "mobile_box.two", STR("2"));
    if (row_has(l, row, "scrutineers") && watch.count < TWO)
        record_wrong(c, field_at(l, "scrutineers"), "mobile_box.two", STR("2"));
    for (size_t i = 0; i < staff.count; i++)
        for (size_t k = 0; k < watch.count; k++)
            if (str_eq(staff.items[i], watch.items[k]))
                record_wrong(c, field_at(l, "scrutineers"), "mobile_box.both",
                             staff.items[i]);
    if (row_number(l, row, "returned") > row_number(l, row, "issued"))
        record_wrong(c, field_at(l, "returned"), "mobile_box.returned", STR(""));
    return ERR_OK;
}

/* ---- objections to the voter list -------------------------------------------------------- */

static void check_suit(struct call *c, const struct ledger *l, const struct row *row,
                       date until)
{
    if (until && row_number(l, row, "suit_on") > until)
        record_wrong(c, field_at(l, "suit_on"), "voter_objection.suit_late",
                     day_text(c, until));
}

/* Within five days of the list's publication (art. 29). */
static enum err voter_objection_guard(struct call *c, const struct ledger *l,
                                      struct row *row)
{
    const struct ledger *districts = ledger_named(c, "district");
    const struct ledger *voters = ledger_named(c, "voter");
    struct row *district = district_of(c, l, row);
    struct row *voter = target(c, voters, row_number(l, row, "voter"));
    date published = district ? row_number(districts, district, "voter_list_on") : 0;
    date received = row_number(l, row, "received_on");
    struct rules_edition edition;

    if (!district)
        return ERR_OK;
    if (voter && row_number(voters, voter, "district") != district->id.v)
        record_wrong(c, field_at(l, "voter"), "proxy.no_voter",
                     row_text(voters, voter, "name"));
    TRY(rules_in_force(c, row_text(districts, district, "rules"), &edition));
    date until = direct_objection_until(edition.set, published);
    if (!published)
        record_wrong(c, field_at(l, "district"), "voter_objection.no_list",
                     row_text(districts, district, "title"));
    else if (received && (received < published || (until && received > until)))
        record_wrong(c, field_at(l, "received_on"), "voter_objection.late",
                     day_text(c, received < published ? published : until));
    check_suit(
        c, l, row,
        direct_suit_until(edition.set, row_number(districts, district, "election_day")));
    return ERR_OK;
}

const struct hook district_hook = {.guard = district_guard};

const struct hook voter_hook = {.check = person_check, .guard = voter_guard};

const struct hook proxy_hook = {.guard = proxy_guard};

const struct hook mobile_box_hook = {.guard = mobile_box_guard};

const struct hook voter_objection_hook = {.guard = voter_objection_guard};
