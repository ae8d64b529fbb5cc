/* Values of a district of a direct election: its voters, proxies, boxes, objections. */
#include "ledgers/district.h"
#include "ledgers/election.h"
#include "ledgers/mobile_box.h"
#include "ledgers/proxy.h"
#include "ledgers/voter.h"
#include "ledgers/voter_objection.h"
#include "service/direct/turnout.h"
#include "service/papers/values.h"
#include "service/record/codes.h"
#include "service/site/site.h"

enum { BOX_LINES_MOST = 500 };

static bool is_box_paper(const struct values *v)
{
    return str_eq(v->form, STR("mobile_box_register"));
}

/* ---- voters ------------------------------------------------------------------------------- */

static void put_elector(struct values *v, const struct ledger *l, const struct row *row)
{
    jsonw_open(&v->w, '{');
    put_person(v, l, row);
    put_text(v, "address", row_text(l, row, VOTER_ADDRESS));
    put_text(v, "card", row_text(l, row, VOTER_CARD_NUMBER));
    jsonw_close(&v->w, '}');
}

/* A poll that is frozen says how many were registered: the paper of a result does not follow the register. */
static bool is_fixed(const struct values *v)
{
    return v->poll && v->poll->is_frozen;
}

static enum err put_voters(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER);
    struct list all;
    int64_t count = 0;

    if (is_fixed(v))
        put_number(v, "voters", v->poll->people.due);
    if (is_box_paper(v)) /* who votes by the box is written on it: lines, no names */
        return ERR_OK;

    TRY(rows_of_one(v->call, l, VOTER_DISTRICT, v->district->id, VOTER_CARD_NUMBER, &all));
    open_list(v, "electors");
    for (size_t i = 0; i < all.count; i++) {
        if (!row_is(l, all.rows[i], VOTER_IS_REGISTERED))
            continue;
        put_elector(v, l, all.rows[i]);
        count++;
    }
    close_list(v);
    if (!is_fixed(v))
        put_number(v, "voters", count);
    return ERR_OK;
}

/* ---- ways of voting ------------------------------------------------------------------------- */

static enum err voter_of(struct values *v, int64_t id, const char *name, const char *card)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER);
    struct row *row;

    if (!id || engine_get(call_reading(v->call), l, (row_id){id}, &row))
        return ERR_OK;
    put_text(v, name, row_text(l, row, VOTER_NAME));
    put_text(v, card, row_text(l, row, VOTER_CARD_NUMBER));
    return ERR_OK;
}

/* Of a poll those that are counted in it; else all. */
static bool is_of_poll(const struct values *v, const struct ledger *l,
                       const struct row *row)
{
    return !is_fixed(v) || row_number(l, row, ONE_OF(l, PROXY_POLL, MOBILE_BOX_POLL)) ==
                               v->poll->poll->row->id.v;
}

/* All agreed ones are counted; the permit names the last. */
static enum err put_proxies(struct values *v, int64_t *count)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_PROXY);
    const struct row *last = NULL;
    struct list all;

    TRY(rows_of_one(v->call, l, PROXY_DISTRICT, v->district->id, PROXY_PAPER_NUMBER, &all));
    for (size_t i = 0; i < all.count; i++)
        if (proxy_is_agreed(l, all.rows[i]) && is_of_poll(v, l, all.rows[i])) {
            last = all.rows[i];
            (*count)++;
        }
    if (!last)
        return ERR_OK;
    put_text(v, "permit_number", row_text(l, last, PROXY_PAPER_NUMBER));
    if (str_eq(v->form, STR("proxy_permit")))
        put_text(v, "reasons", row_text(l, last, PROXY_AWAY));
    TRY(voter_of(v, row_number(l, last, PROXY_GIVER), "principal", "principal_card"));
    return voter_of(v, row_number(l, last, PROXY_HOLDER), "proxy", "proxy_card");
}

/* Empty lines for so many voters as are due by the box, and what it takes out. */
static void put_box_lines(struct values *v, const struct ledger *l, const struct row *box)
{
    int64_t due = box ? row_number(l, box, MOBILE_BOX_VOTERS_DUE) : 0;

    open_list(v, "electors");
    for (int64_t i = 0; i < due && i < BOX_LINES_MOST; i++) {
        jsonw_open(&v->w, '{');
        jsonw_close(&v->w, '}');
    }
    close_list(v);
    if (!box)
        return;
    put_text(v, "box_number", row_text(l, box, MOBILE_BOX_TITLE));
    if (row_has(l, box, MOBILE_BOX_ISSUED))
        put_number(v, "printed", row_number(l, box, MOBILE_BOX_ISSUED));
}

static enum err put_boxes(struct values *v, int64_t *returned)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_MOBILE_BOX);
    const struct row *first = NULL;
    struct list all;
    int64_t count = 0;

    TRY(rows_of_one(v->call, l, MOBILE_BOX_DISTRICT, v->district->id, MOBILE_BOX_TITLE,
                    &all));
    for (size_t i = 0; i < all.count; i++) {
        if (!is_of_poll(v, l, all.rows[i]))
            continue;
        first = first ? first : all.rows[i];
        *returned += row_number(l, all.rows[i], MOBILE_BOX_RETURNED);
        count++;
    }
    put_number(v, "boxes", count);
    if (is_box_paper(v))
        put_box_lines(v, l, first);
    return ERR_OK;
}

/* In person, by proxy, by box: as the poll counts them, the same on its page and in its evidence. */
static void put_ways(struct values *v, int64_t boxes, int64_t proxies)
{
    bool fixed = is_fixed(v);
    const struct turnout *t = fixed ? &v->poll->turnout : NULL;

    put_number(v, "by_box", fixed ? t->by_box : boxes);
    put_number(v, "by_proxy", fixed ? t->by_proxy : proxies);
    if (!fixed)
        return;
    put_number(v, "in_person", t->in_person);
    if (v->poll->result)
        put_text(v, "turnout_text",
                 turnout_taking_part(t) * 2 > v->poll->people.due
                     ? STR("超过本选区全体选民的半数，符合法定人数")
                     : STR("没有超过本选区全体选民的半数"));
}

/* ---- objections ------------------------------------------------------------------------------ */

/* What the text says before its full stop: the paper sets one behind it. */
static struct str unstopped(struct str text)
{
    const struct str stop = STR("。");

    text = str_trim(text);
    while (str_ends(text, stop))
        text = str_sub(text, 0, text.len - stop.len);
    return text;
}

/* What follows for the list from what was found, as a sentence; empty: nothing was found yet. */
static const char *list_verdict(const struct ledger *l, const struct row *row)
{
    static const struct {
        int result, kind; /* kind 0: whatever it was about */
        const char *says;
    } WORDS[] = {
        {CODE_OBJECTION_RESULT_UPHELD, CODE_VOTER_OBJECTION_KIND_OMITTED,
         "申诉属实，将漏登的选民补入选民名单"},
        {CODE_OBJECTION_RESULT_UPHELD, CODE_VOTER_OBJECTION_KIND_WRONGLY,
         "申诉属实，将错登的人员从选民名单上除名"},
        {CODE_OBJECTION_RESULT_UPHELD, 0, "申诉属实，对选民名单的有关登记予以更正"},
        {CODE_OBJECTION_RESULT_PARTLY, 0, "申诉部分属实，对选民名单中属实的部分予以更正"},
        {CODE_OBJECTION_RESULT_DISMISSED, 0, "申诉不属实，选民名单不作变更"},
    };

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
        if (row_has_code(l, row, VOTER_OBJECTION_RESULT, WORDS[i].result) &&
            (!WORDS[i].kind || row_has_code(l, row, VOTER_OBJECTION_KIND, WORDS[i].kind)))
            return WORDS[i].says;
    return "";
}

static enum err put_objection(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_VOTER_OBJECTION);
    struct list all;
    struct row *last;

    TRY(rows_of_one(v->call, l, VOTER_OBJECTION_DISTRICT, v->district->id,
                    VOTER_OBJECTION_RECEIVED_ON, &all));
    if (!all.count || !str_starts(v->form, STR("voter_objection")))
        return ERR_OK;
    TRY(row_fetch(v->call, l, all.rows[all.count - 1]->id, &last));
    put_text(v, "complainant", row_text(l, last, VOTER_OBJECTION_NAME));
    put_text(v, "objection", unstopped(row_text(l, last, VOTER_OBJECTION_CONTENT)));
    put_date(v, "received_on", (date)row_number(l, last, VOTER_OBJECTION_RECEIVED_ON));
    put_text(v, "findings", unstopped(row_text(l, last, VOTER_OBJECTION_DECISION)));
    put_c(v, "verdict", list_verdict(l, last));
    return ERR_OK;
}

/* ---- the district ------------------------------------------------------------------------------ */

static void put_names(struct values *v, const struct ledger *l)
{
    put_number(v, "district_number", row_number(l, v->district, DISTRICT_PLACE));
    put_text(v, "district_title", row_text(l, v->district, DISTRICT_TITLE));
    if (row_has(l, v->district, DISTRICT_POPULATION))
        put_number(v, "population", row_number(l, v->district, DISTRICT_POPULATION));
    put_text(v, "station_title", row_text(l, v->district, DISTRICT_STATIONS));
    put_text(v, "place", row_text(l, v->district, DISTRICT_STATIONS));
    put_date(v, "election_day", (date)row_number(l, v->district, DISTRICT_ELECTION_DAY));
    date listed = (date)row_number(l, v->district, DISTRICT_VOTER_LIST_ON);
    if (listed) /* 选举法 art. 29: within five days of publication */
        put_date(v, "objection_until", date_add_days(listed, 5));
    if (!v->poll)
        put_number(v, "seats", row_number(l, v->district, DISTRICT_SEATS));
}

/* By the primary that was signed, else by what most voters of the groups said, once the list is out (选举法 art. 32). */
static enum err put_formal_by(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    struct polls_of polls;

    if (!str_eq(v->form, STR("formal_candidates_notice")))
        return ERR_OK;
    TRY(load_polls(v, v->congress->id, &polls));
    for (size_t i = 0; i < polls.count; i++) {
        const struct poll *p = polls.items[i];
        if (!poll_is_signed(p) || !p->election_count ||
            !row_number(p->election_ledger, p->elections[0].row, ELECTION_PRE_ELECTION))
            continue;
        put_c(v, "formal_by", "经预选，根据预选时得票多少的顺序");
        return ERR_OK;
    }
    if (row_has(l, v->district, DISTRICT_FORMAL_LIST_ON))
        put_c(v, "formal_by", "经选民小组讨论、协商，根据较多数选民的意见");
    return ERR_OK;
}

enum err put_district(struct values *v)
{
    const struct ledger *l = ledger_of(v->call, LEDGER_DISTRICT);
    int64_t boxes = 0, proxies = 0;

    put_names(v, l);
    put_c(v, "vote_word", row_has(l, v->district, DISTRICT_FILLS) ? "补选" : "选举");
    TRY(put_voters(v));
    TRY(put_proxies(v, &proxies));
    TRY(put_boxes(v, &boxes));
    put_ways(v, boxes, proxies);
    TRY(put_formal_by(v));
    return put_objection(v);
}
