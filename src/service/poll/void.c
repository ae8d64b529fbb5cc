/* Declaring an election void: before the totals are shown two scrutineers do it, afterwards the body that the
 * rules name; what was counted stays in the evidence. */
#include "base/json.h"
#include "base/jsonw.h"
#include "base/utf8.h"
#include "domain/avoidance/conflicts.h"
#include "domain/names/same.h"
#include "ledgers/agenda_item.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "ledgers/sitting.h"
#include "service/congress/days.h"
#include "service/poll/follow.h"
#include "service/poll/poll_private.h"
#include "service/poll/presidium.h"
#include "service/poll/result.h"
#include "service/poll/term.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"
#include "store/queries.h"

enum { DOCUMENT_MOST = 200, REASON_MOST = 500, TITLE_SHOWN = 40 };

/* ---- why, and by whom ------------------------------------------------------------------------- */

struct rule_void poll_void_rule(const struct poll *p)
{
    struct rule_void all = {.causes = (1u << VOID_CAUSES) - 1,
                            .by = (1u << VOID_BY_COUNT) - 1};

    for (size_t i = 0; i < p->election_count; i++) {
        const struct rule_void *own = &p->elections[i].office->voiding;
        all.causes &= own->source.rule ? own->causes : 0;
        all.by &= own->source.rule ? own->by : 0;
        all.source = own->source;
    }
    return all;
}

/* The bits that are set, in the caller's language. */
static struct str words(struct call *c, const char *of, const char *const *names, int count,
                        unsigned bits)
{
    struct str all = STR("");

    for (int i = 0; i < count; i++)
        if (bits >> i & 1)
            all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(all), all.len ? "、" : "",
                            STR_FMT(message_find(
                                c->locale, str_print(c->arena, "%s.%s", of, names[i]))));
    return all;
}

static enum err check_cause(struct call *c, const struct rule_void *rule,
                            const struct voiding *v)
{
    int cause = rule_word(VOID_CAUSE_NAMES, VOID_CAUSES, v->cause);

    if (cause < 0 || !(rule->causes >> cause & 1))
        return FAIL(
            &c->fault, ERR_RULE, "void.cause", "%.*s",
            STR_FMT(words(c, "void.cause", VOID_CAUSE_NAMES, VOID_CAUSES, rule->causes)));
    if (utf8_count(str_trim(v->reason)) < 2)
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    if (utf8_count(v->reason) > REASON_MOST)
        return FAIL(&c->fault, ERR_INVALID, "act.reason_long", "%d", REASON_MOST);
    return ERR_OK;
}

static enum err check_body(struct call *c, const struct rule_void *rule,
                           const struct voiding *v)
{
    int by = rule_word(VOID_BY_NAMES, VOID_BY_COUNT, v->by);

    if (by < 0 || !(rule->by >> by & 1))
        return FAIL(&c->fault, ERR_RULE, "void.by", "%.*s" SEP "%.*s",
                    STR_FMT(words(c, "void.by", VOID_BY_NAMES, VOID_BY_COUNT, rule->by)),
                    STR_FMT(rule_article(c, rule->source.article)));
    if (utf8_count(str_trim(v->document)) < 2 || utf8_count(v->document) > DOCUMENT_MOST)
        return FAIL(&c->fault, ERR_RULE, "void.document", "%d", DOCUMENT_MOST);
    return ERR_OK;
}

/* ---- what is kept of it -------------------------------------------------------------------------- */

static void write_names(struct jsonw *w, const struct json *others, struct str name)
{
    jsonw_key(w, "names");
    jsonw_open(w, '[');
    for (size_t i = 0; others && i < others->count; i++)
        jsonw_str(w, others->items[i].text);
    if (name.len)
        jsonw_str(w, name);
    jsonw_close(w, ']');
}

/* The meeting of the presidium, its item and its hands. */
static void write_item(struct call *c, struct jsonw *w, const struct presidium_item *by)
{
    const struct ledger *l = ledger_of(c, LEDGER_AGENDA_ITEM),
                        *ls = ledger_of(c, LEDGER_SITTING);

    jsonw_pair(w, "sitting", row_text(ls, by->sitting, SITTING_TITLE));
    jsonw_pair_i64(w, "opened", row_number(ls, by->sitting, SITTING_OPENED_AT));
    jsonw_pair(w, "item", row_text(l, by->item, AGENDA_ITEM_TITLE));
    jsonw_pair_i64(w, "approve", row_number(l, by->item, AGENDA_ITEM_APPROVE));
    jsonw_pair_i64(w, "oppose", row_number(l, by->item, AGENDA_ITEM_OPPOSE));
    jsonw_pair_i64(w, "abstain", row_number(l, by->item, AGENDA_ITEM_ABSTAIN));
}

/* `by` NULL: not by the presidium. */
static struct str decision_json(struct call *c, const struct voiding *v,
                                const struct json *others, const struct presidium_item *by)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "kind", STR("void"));
    jsonw_pair(&w, "cause", v->cause);
    jsonw_pair(&w, "by", v->by);
    jsonw_pair(&w, "document", str_trim(v->document));
    if (by)
        write_item(c, &w, by);
    jsonw_pair(&w, "reason", str_trim(v->reason));
    write_names(&w, others, v->by.len ? (struct str){0} : v->signing.name);
    jsonw_pair_i64(&w, "at", c->now.ms);
    jsonw_key(&w, "account");
    jsonw_id(&w, c->who.v);
    jsonw_key(&w, "second");
    jsonw_id(&w, v->second.v);
    jsonw_close(&w, '}');
    return str_copy(c->arena, buf_view(&text));
}

static enum err close_urn(struct call *c, const struct poll *p)
{
    struct urn_row urn;
    enum err err = store_urn_get(c->db, c->arena, p->congress->id, p->cast, &urn);
    struct poll **open;
    size_t count;

    if (err)
        return err == ERR_NOT_FOUND ? ERR_OK : err;
    TRY(poll_cast(c, p, POLL_IS_OPEN, &open, &count));
    bool is_last = count == 0 || (count == 1 && open[0]->row->id.v == p->row->id.v);
    return is_last && str_eq(urn.state, STR("open"))
               ? store_urn_state(c->db, p->congress->id, p->cast, STR("closed"))
               : ERR_OK;
}

/* A void election elects nobody; the votes stay beside the names. */
static enum err elect_nobody(struct call *c, const struct poll *p,
                             const struct poll_election *e)
{
    const struct ledger *l = p->candidate_ledger;
    struct row *after, *whole;
    struct list all;

    TRY(rows_of_one(c, l, CANDIDATE_ELECTION, e->row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++) {
        if (!row_number(l, all.rows[i], CANDIDATE_ELECTED))
            continue;
        TRY(row_fetch(c, l, all.rows[i]->id, &whole));
        after = row_copy(c->arena, l, whole);
        row_put_number(l, after, CANDIDATE_ELECTED, 0);
        TRY(row_change(c, l, whole, after, "void", (struct str){0}));
    }
    if (!row_number(p->election_ledger, e->row, ELECTION_ELECTED))
        return ERR_OK;
    after = row_copy(c->arena, p->election_ledger, e->row);
    row_put_number(p->election_ledger, after, ELECTION_ELECTED, 0);
    return row_change(c, p->election_ledger, e->row, after, "void", (struct str){0});
}

static enum err declare(struct call *c, struct poll *p, const struct voiding *v,
                        struct str decision)
{
    struct row *after = row_copy(c->arena, p->ledger, p->row);

    if (v->item.v)
        row_put_number(p->ledger, after, POLL_VOID_ITEM, v->item.v);
    TRY(close_urn(c, p));
    TRY(store_poll_part_put(c->db, p->row->id, STR("decision"), decision));
    TRY(poll_fix_turnout(c, p, after));
    TRY(evidence_make(c, p, after));
    for (size_t i = 0; i < p->election_count; i++)
        TRY(elect_nobody(c, p, &p->elections[i]));
    return poll_act(c, p, after, POLL_DO_VOID, v->reason);
}

/* ---- before the totals: two scrutineers ----------------------------------------------------------- */

static enum err check_other(struct call *c, const struct json *first,
                            const struct voiding *v)
{
    const struct json *names = json_find(first, "names");
    account_id account = {0};

    if (!str_eq(json_find_text(first, "cause"), v->cause))
        return FAIL(&c->fault, ERR_RULE, "void.other_cause", "%.*s",
                    STR_FMT(message_find(
                        c->locale, str_print(c->arena, "void.cause.%.*s",
                                             STR_FMT(json_find_text(first, "cause"))))));
    for (size_t i = 0; names && i < names->count; i++)
        if (name_is(names->items[i].text, v->signing.name))
            return FAIL(&c->fault, ERR_RULE, "sign.again", "%.*s",
                        STR_FMT(v->signing.name));
    (void)str_i64(json_find_text(first, "account"), &account.v);
    return call_same_person(c, account)
               ? FAIL(&c->fault, ERR_RULE,
                      c->person.v ? "sign.one_person" : "void.one_account", "%s", "")
               : ERR_OK;
}

static struct str proposal_json(struct call *c, const struct voiding *v)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "cause", v->cause);
    jsonw_pair(&w, "reason", str_trim(v->reason));
    write_names(&w, NULL, v->signing.name);
    jsonw_key(&w, "account");
    jsonw_id(&w, c->who.v);
    jsonw_close(&w, '}');
    return str_copy(c->arena, buf_view(&text));
}

/* The first scrutineer's word is kept until another joins it. */
static enum err by_scrutineers(struct call *c, struct poll *p, const struct voiding *v)
{
    struct row *after = row_copy(c->arena, p->ledger, p->row);
    struct json *first = NULL;
    struct str before;

    TRY(call_require(c, (role_set)1 << ROLE_SCRUTINEER, p->row->region));
    TRY(signer_check(c, p, &v->signing));
    enum officer_task task = officer_task_of(v->signing.duty);
    if (task != TASK_CHIEF_SCRUTINEER && task != TASK_SCRUTINEER)
        return FAIL(&c->fault, ERR_DENIED, "sign.no_scrutineer", "%s", "");
    TRY(poll_part(c, p->row->id, "void_proposed", &before));
    if (!before.len) {
        TRY(store_poll_part_put(c->db, p->row->id, STR("void_proposed"),
                                proposal_json(c, v)));
        return row_change(c, p->ledger, p->row, after, "void_propose", v->reason);
    }
    TRY(json_parse(c->arena, before, &first, &c->fault));
    TRY(check_other(c, first, v));
    struct voiding both = *v;
    both.item = (row_id){0};
    (void)str_i64(json_find_text(first, "account"), &both.second.v);
    return declare(c, p, &both, decision_json(c, &both, json_find(first, "names"), NULL));
}

/* ---- afterwards ------------------------------------------------------------------------------------- */

role_set poll_seconds(const struct poll *p)
{
    return p->ledger->writers | (role_set)1 << ROLE_SCRUTINEER | (role_set)1 << ROLE_LEADER;
}

static bool is_by_presidium(const struct voiding *v)
{
    return str_eq(v->by, str_of(VOID_BY_NAMES[VOID_BY_PRESIDIUM]));
}

/* Who decides when there is no presidium any more, differs by what met. */
static const char *closed_code(const struct poll *p)
{
    const struct ledger *l = p->congress_ledger;

    return row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_PEOPLE)
               ? "void.closed_people"
           : row_has_code(l, p->congress, CONGRESS_KIND, CODE_CONGRESS_KIND_CONFERENCE)
               ? "void.closed_conference"
               : "void.closed";
}

/* When a congress is closed, or its days are over, its presidium is no more. */
static enum err refuse_closed(struct call *c, const struct poll *p)
{
    date last;

    TRY(congress_last_day(c, p->congress, &last));
    bool is_over = last && date_of_instant(c->now) > last;
    return is_over || row_is(p->congress_ledger, p->congress, CONGRESS_IS_CLOSED)
               ? FAIL(&c->fault, ERR_RULE, closed_code(p), "%s", "")
               : ERR_OK;
}

static enum err by_body(struct call *c, struct poll *p, const struct rule_void *rule,
                        const struct voiding *v)
{
    struct presidium_item item;
    struct voiding own = *v;
    bool is_presidium = is_by_presidium(v);

    TRY(call_require(c, p->ledger->writers, p->row->region));
    TRY(check_body(c, rule, v));
    if (is_presidium) {
        TRY(refuse_closed(c, p));
        TRY(presidium_item(c, p, v->item, &item));
    } else {
        own.item = (row_id){0};
    }
    if (!v->second.v)
        return FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
    return declare(c, p, &own, decision_json(c, &own, NULL, is_presidium ? &item : NULL));
}

/* Rounds are undone from the last to the first: a later one rests on what this one left. */
static enum err refuse_followed(struct call *c, const struct poll *p)
{
    row_id later;
    struct row *row;

    for (size_t i = 0; i < p->election_count; i++) {
        TRY(poll_followed(c, p->elections[i].row->id, &later));
        if (!later.v)
            continue;
        TRY(row_fetch(c, p->ledger, later, &row));
        struct str title = utf8_head(row_text(p->ledger, row, POLL_TITLE), TITLE_SHOWN);
        return FAIL(&c->fault, ERR_RULE, "void.followed", "%.*s", STR_FMT(title));
    }
    return ERR_OK;
}

/* Totals once shown are shown: opened for another count, a poll is no poll that nobody has counted. */
static enum err refuse_shown(struct call *c, const struct poll *p)
{
    struct str shown;

    TRY(poll_part(c, p->row->id, "shown", &shown));
    return shown.len ? FAIL(&c->fault, ERR_RULE, "void.shown", "%s", "") : ERR_OK;
}

enum err result_void(struct call *c, row_id poll, const struct voiding *v)
{
    struct rule_void rule;
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    TRY(refuse_followed(c, p));
    TRY(term_unfollowed(c, p));
    rule = poll_void_rule(p);
    bool is_before = row_is(p->ledger, p->row, POLL_IS_OPEN) ||
                     row_is(p->ledger, p->row, POLL_IS_CLOSED);
    TRY(is_before ? refuse_shown(c, p) : poll_may(c, p, POLL_DO_VOID));
    TRY(check_cause(c, &rule, v));
    return is_before ? by_scrutineers(c, p, v) : by_body(c, p, &rule, v);
}
