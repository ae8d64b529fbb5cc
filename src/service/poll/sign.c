/* Signatures and the evidence they make. */
#include "base/box.h"
#include "domain/avoidance/conflicts.h"
#include "domain/direct/turnout.h"
#include "domain/names/same.h"
#include "domain/poll/evidence.h"
#include "domain/poll/groups.h"
#include "domain/poll/sum.h"
#include "ledgers/congress.h"
#include "ledgers/officer.h"
#include "ledgers/person.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/poll/gates.h"
#include "service/poll/groups.h"
#include "service/poll/left_out.h"
#include "service/poll/names.h"
#include "service/poll/poll_private.h"
#include "service/poll/result.h"
#include "service/poll/said.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <stdlib.h>

/* ---- who may sign ---------------------------------------------------------------------- */

static bool is_watch(enum officer_task t)
{
    return t == TASK_CHIEF_SCRUTINEER || t == TASK_SCRUTINEER;
}

static bool is_chief(enum officer_task t)
{
    return t == TASK_CHIEF_SCRUTINEER || t == TASK_CHIEF_TELLER;
}

/* On the list of passed officers with this duty? */
static enum err find_officer(struct call *c, const struct poll *p, const struct signing *s,
                             enum officer_task task, bool *found)
{
    const struct ledger *l = ledger_of(c, LEDGER_OFFICER);
    struct list all;

    *found = false;
    TRY(rows_of_one(c, l, OFFICER_CONGRESS, p->congress->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *found |= row_is(l, all.rows[i], OFFICER_IS_PASSED) &&
                  officer_task_of(row_text(l, all.rows[i], OFFICER_DUTY)) == task &&
                  name_is(row_text(l, all.rows[i], OFFICER_NAME), s->name);
    return ERR_OK;
}

/* An account that is somebody's signs with his name and no other; those who take turns at a seat's account write
 * theirs. */
static enum err check_own_name(struct call *c, const struct signing *s)
{
    const struct ledger *l = ledger_of(c, LEDGER_PERSON);
    struct row *row;

    if (!c->person.v || engine_get(call_reading(c), l, c->person, &row))
        return ERR_OK; /* whose record is gone is known by the list of officers alone */
    struct str own = row_text(l, row, PERSON_NAME);
    return name_is(own, s->name)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "sign.own_name", "%.*s", STR_FMT(own));
}

enum err signer_check(struct call *c, const struct poll *p, const struct signing *s)
{
    enum officer_task task = officer_task_of(s->duty);
    bool found;

    if (task == TASK_NONE)
        return FAIL(&c->fault, ERR_RULE, "sign.duty", "%.*s", STR_FMT(s->duty));
    enum role role = is_watch(task) ? ROLE_SCRUTINEER : ROLE_TELLER;
    if (!call_may(c, (role_set)1 << role, p->row->region))
        return FAIL(&c->fault, ERR_DENIED,
                    is_watch(task) ? "sign.no_scrutineer" : "sign.no_teller", "%s", "");
    TRY(find_officer(c, p, s, task, &found));
    if (!found)
        return FAIL(&c->fault, ERR_RULE, "sign.name", "%.*s", STR_FMT(s->name));
    return check_own_name(c, s);
}

/* One signature a name; a person signs for one side, with whatever accounts. */
static enum err check_others(struct call *c, const struct json *all,
                             const struct signing *s)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct json *one = &all->items[i];
        if (name_is(json_find_text(one, "name"), s->name))
            return FAIL(&c->fault, ERR_RULE, "sign.again", "%.*s", STR_FMT(s->name));
        account_id signer = {0};
        (void)str_i64(json_find_text(one, "account"), &signer.v);
        if (call_same_person(c, signer) &&
            is_watch(officer_task_of(json_find_text(one, "duty"))) !=
                is_watch(officer_task_of(s->duty)))
            return FAIL(&c->fault, ERR_RULE, "sign.one_person", "%s", "");
    }
    return ERR_OK;
}

static void write_signature(struct call *c, struct jsonw *w, const struct signing *s)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "duty", s->duty);
    jsonw_pair(w, "name", s->name);
    jsonw_key(w, "account");
    jsonw_id(w, c->who.v);
    jsonw_pair_i64(w, "at", c->now.ms);
    jsonw_close(w, '}');
}

/* Is there a chief of that side?  There is when one was passed by the freeze, or since: withdrawn or not, his or his
 * successor's signature is waited for. */
static bool has_chief(const struct poll_officer *all, size_t count, bool watches)
{
    for (size_t i = 0; i < count; i++) {
        enum officer_task t = officer_task_of(all[i].duty);
        if (is_chief(t) && is_watch(t) == watches)
            return true;
    }
    return false;
}

/* Has each side signed, by its chief where there is one? */
static enum err is_complete(struct call *c, const struct poll *p, const struct json *all,
                            bool *out)
{
    bool watched = false, counted = false;
    struct poll_officer *officers;
    size_t count;

    TRY(poll_officers(c, p, &officers, &count));
    for (size_t i = 0; i < all->count; i++) {
        enum officer_task task = officer_task_of(json_find_text(&all->items[i], "duty"));
        bool counts = is_chief(task) || !has_chief(officers, count, is_watch(task));
        watched |= counts && is_watch(task);
        counted |= counts && !is_watch(task);
    }
    *out = watched && counted;
    return ERR_OK;
}

/* ---- evidence --------------------------------------------------------------------------- */

static void open_part(struct jsonw *w, const char *part)
{
    jsonw_open(w, '{');
    if (part)
        jsonw_pair(w, "part", str_of(part));
}

static void close_part(struct jsonw *w)
{
    jsonw_close(w, '}');
    buf_char(w->out, '\n');
    w->needs_comma = false;
}

static void raw_part(struct jsonw *w, const char *part, const char *key, struct str json)
{
    open_part(w, part);
    jsonw_key(w, key);
    jsonw_raw(w, json);
    close_part(w);
}

static void write_head(struct call *c, struct jsonw *w, const struct poll *p)
{
    AUTO(buf) struct buf at = BUF(64);

    instant_write(&at, c->now);
    open_part(w, NULL);
    jsonw_pair_i64(w, c->site->rehearsed ? "huanjie_rehearsal" : "huanjie_evidence", 1);
    jsonw_pair(w, "site", c->site->name);
    jsonw_pair_i64(w, "region", p->row->region);
    jsonw_pair(w, "congress", row_text(p->congress_ledger, p->congress, CONGRESS_TITLE));
    jsonw_pair(w, "kind", row_text(p->congress_ledger, p->congress, CONGRESS_KIND));
    jsonw_key(w, "poll");
    jsonw_id(w, p->row->id.v);
    jsonw_pair(w, "title", row_text(p->ledger, p->row, POLL_TITLE));
    jsonw_pair_i64(w, "round", row_number(p->ledger, p->row, POLL_ROUND));
    jsonw_pair_i64(w, "cast", p->cast);
    jsonw_pair(w, "at", buf_view(&at));
    close_part(w);
}

static void write_fields(struct jsonw *w, const struct poll *p, const int *fields)
{
    for (; *fields; fields++) {
        jsonw_key_str(w, field_name(p->ledger, *fields));
        jsonw_i64(w, row_number(p->ledger, p->row, *fields));
    }
}

/* Those present, in a district those who took part, with how; and by whom they were counted where no door did. */
static enum err write_people(struct call *c, struct jsonw *w, const struct poll *p)
{
    struct attendance_numbers n;
    struct turnout t;
    struct str by;

    TRY(poll_people(c, p, &n));
    TRY(poll_turnout(c, p, &t));
    open_part(w, "attendance");
    jsonw_pair_i64(w, "due", n.due);
    jsonw_pair_i64(w, "present", n.present);
    jsonw_pair_i64(w, "leave_sick", n.leave_sick);
    jsonw_pair_i64(w, "leave_business", n.leave_business);
    jsonw_pair_i64(w, "absent", n.absent);
    if (poll_is_direct(p)) {
        jsonw_pair_i64(w, "in_person", t.in_person);
        jsonw_pair_i64(w, "by_proxy", t.by_proxy);
        jsonw_pair_i64(w, "by_box", t.by_box);
    }
    TRY(poll_part(c, p->row->id, "counted_by", &by));
    if (by.len) {
        jsonw_key(w, "counted_by");
        jsonw_raw(w, by);
    }
    close_part(w);
    return ERR_OK;
}

/* Of paper and of slips: what numbers_of() gave the count (result.c). */
static enum err write_issue(struct call *c, struct jsonw *w, const struct poll *p)
{
    static const int PAPERS[] = {
        POLL_PRINTED, POLL_ISSUED, POLL_UNUSED, POLL_CUT, POLL_RETURNED, POLL_VOTED, 0};
    int64_t slips, used, revision;

    TRY(poll_slips(c, p, &slips, &used));
    open_part(w, "issue");
    TRY(poll_revision(c, p, &revision));
    jsonw_pair_i64(w, "revision", revision);
    write_fields(w, p, PAPERS);
    jsonw_pair_i64(w, "slips", poll_is_electronic(p) ? slips : 0);
    close_part(w);
    return ERR_OK;
}

static enum err write_officers(struct call *c, struct jsonw *w, const struct poll *p)
{
    struct poll_officer *all;
    size_t count;

    TRY(poll_officers(c, p, &all, &count));
    for (size_t i = 0; i < count; i++) {
        open_part(w, "officer");
        jsonw_pair(w, "duty", all[i].duty);
        jsonw_pair(w, "name", all[i].name);
        close_part(w);
    }
    return ERR_OK;
}

static enum err write_groups(struct call *c, struct jsonw *w, const struct poll *p)
{
    struct count_group *groups;
    size_t count;

    TRY(store_group_list(c->db, c->arena, p->row->id, &groups, &count));
    for (size_t i = 0; i < count; i++) {
        open_part(w, "group");
        jsonw_pair_i64(w, "number", groups[i].number);
        jsonw_pair(w, "name", groups[i].name);
        jsonw_pair(w, "mode", groups[i].mode);
        jsonw_pair_i64(w, "returned", groups[i].returned);
        jsonw_pair(w, "first", account_title(c, groups[i].first_who));
        jsonw_pair(w, "second", account_title(c, groups[i].second_who));
        jsonw_pair(w, "accepted", account_title(c, groups[i].accepted_by));
        close_part(w);
    }
    return ERR_OK;
}

static void raw_or_null(struct jsonw *w, const char *key, struct str json)
{
    jsonw_key(w, key);
    if (json.len)
        jsonw_raw(w, json);
    else
        jsonw_null(w);
}

/* Where tellers differed about the sums of a few ballots, the sums stay unsaid. */
static bool shows_lines(const struct group_parts *parts, const struct settlement_row *s)
{
    return !sum_is_one(s->ballot) || !group_is_hidden(parts, s->number);
}

static enum err write_settlements(struct call *c, struct jsonw *w, const struct poll *p,
                                  const struct group_parts *parts)
{
    struct settlement_row *all;
    size_t count;

    TRY(store_settlement_list(c->db, c->arena, p->row->id, &all, &count));
    for (size_t i = 0; i < count; i++) {
        bool shown = shows_lines(parts, &all[i]);
        open_part(w, "adjudication");
        jsonw_pair_i64(w, "group", all[i].number);
        jsonw_pair(w, "by", account_title(c, all[i].who));
        jsonw_pair(w, "reason", all[i].reason);
        raw_or_null(w, "first", shown ? all[i].first : (struct str){0});
        raw_or_null(w, "second", shown ? all[i].second : (struct str){0});
        raw_or_null(w, "settled", shown ? all[i].ballot : (struct str){0});
        close_part(w);
    }
    return ERR_OK;
}

static int compare_ballots(const void *a, const void *b)
{
    return str_cmp(((const struct ballot_row *)a)->ballot,
                   ((const struct ballot_row *)b)->ballot);
}

/* The sums of groups that are not shown alone become one, which counts the same. */
static enum err merge_sums(struct call *c, const struct group_parts *parts,
                           struct ballot_row *all, size_t *count)
{
    struct str *sums = ARENA_ARRAY(c->arena, struct str, *count + 1);
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < *count; i++)
        if (sum_is_one(all[i].ballot) && group_is_hidden(parts, all[i].source))
            sums[n++] = all[i].ballot;
        else
            all[kept++] = all[i];
    if (!n)
        return ERR_OK;
    all[kept] = (struct ballot_row){.times = 1};
    TRY(sums_merge(c->arena, sums, n, &all[kept].ballot, &c->fault));
    *count = kept + 1;
    qsort(all, *count, sizeof(*all), compare_ballots);
    return ERR_OK;
}

/* In the order of their content, whether they came by paper or by slip. */
static enum err write_ballots(struct call *c, struct jsonw *w, const struct poll *p,
                              const struct group_parts *parts)
{
    struct ballot_row *all;
    size_t count;

    TRY(store_ballot_list(c->db, c->arena, p->row->id, &all, &count));
    TRY(merge_sums(c, parts, all, &count));
    for (size_t i = 0; i < count;) {
        int64_t times = 0;
        size_t end = i;
        for (; end < count && str_eq(all[end].ballot, all[i].ballot); end++)
            times += all[end].times;
        open_part(w, "ballot");
        jsonw_pair_i64(w, "times", times);
        jsonw_key(w, "ballot");
        jsonw_raw(w, all[i].ballot);
        close_part(w);
        i = end;
    }
    return ERR_OK;
}

/* What each counting group found; a pile alone is the whole, which the result says. */
static void write_group_results(struct jsonw *w, const struct poll *p,
                                const struct group_parts *parts)
{
    for (size_t i = 0; parts->count > 1 && i < parts->count; i++) {
        open_part(w, "group_result");
        group_part_write(w, &parts->items[i], p->election_count);
        close_part(w);
    }
}

static void write_list(struct jsonw *w, const char *part, struct arena *a, struct str list)
{
    struct json *all = NULL;
    struct fault f = {0};

    if (!list.len || json_parse(a, list, &all, &f))
        return;
    for (size_t i = 0; i < all->count; i++) {
        open_part(w, part);
        for (size_t k = 0; k < all->items[i].count; k++) {
            const struct json *m = &all->items[i].items[k];
            jsonw_key_str(w, m->key);
            jsonw_value(w, m);
        }
        close_part(w);
    }
}

static enum err write_undone(struct call *c, struct jsonw *w, const struct poll *p,
                             const char *part, const char *kept)
{
    struct str list;

    TRY(poll_part(c, p->row->id, kept, &list));
    write_list(w, part, c->arena, list);
    return ERR_OK;
}

/* What a poll asks that was never counted: as it was frozen, with the people of the day. */
static enum err uncounted_election(struct call *c, const struct poll *p, struct str *out)
{
    struct poll_numbers n;
    struct str questions;

    TRY(poll_part(c, p->row->id, "questions", &questions));
    TRY(poll_numbers_of(c, p, &n));
    *out = poll_election_json(c, &n, questions);
    return ERR_OK;
}

static enum err write_body(struct call *c, struct jsonw *w, const struct poll *p)
{
    struct str election, roster, vacant, changes, preceding, withdrawals, officer_changes,
        result, reductions, decision, signatures;
    struct group_parts parts;

    TRY(poll_part(c, p->row->id, "election", &election));
    TRY(poll_part(c, p->row->id, "result", &result));
    TRY(poll_part(c, p->row->id, "reductions", &reductions));
    TRY(poll_part(c, p->row->id, "decision", &decision));
    TRY(poll_part(c, p->row->id, "signatures", &signatures));
    if (!result.len)
        TRY(uncounted_election(c, p, &election));
    write_head(c, w, p);
    raw_part(w, "election", "election", election);
    TRY(write_people(c, w, p));
    TRY(poll_part(c, p->row->id, "roster", &roster));
    TRY(poll_part(c, p->row->id, "vacant", &vacant));
    TRY(poll_vote_changes(c, p, &changes));
    TRY(poll_officer_changes(c, p, &officer_changes));
    TRY(poll_preceding(c, p, &preceding));
    TRY(poll_withdrawals(c, p, &withdrawals));
    write_list(w, "roster", c->arena, roster);
    write_list(w, "vacant", c->arena, vacant);
    write_list(w, "vote_change", c->arena, changes);
    write_list(w, "before", c->arena, preceding);
    write_list(w, "withdrawal", c->arena, withdrawals);
    TRY(write_undone(c, w, p, "thawed", POLL_THAWED));
    TRY(write_issue(c, w, p));
    TRY(write_officers(c, w, p));
    write_list(w, "officer_change", c->arena, officer_changes);
    TRY(write_groups(c, w, p));
    TRY(write_undone(c, w, p, "reopened", POLL_REOPENED));
    TRY(poll_group_parts(c, p, true, &parts));
    TRY(write_settlements(c, w, p, &parts));
    TRY(write_undone(c, w, p, "alike", "alike"));
    if (result.len) { /* what was never counted is never shown */
        TRY(write_ballots(c, w, p, &parts));
        write_group_results(w, p, &parts);
        raw_part(w, "result", "result", result);
    }
    TRY(write_undone(c, w, p, "earlier_count", POLL_EARLIER_COUNTS));
    write_list(w, "reduction", c->arena, reductions);
    if (decision.len)
        raw_part(w, "decision", "decision", decision);
    write_list(w, "signature", c->arena, signatures);
    return ERR_OK;
}

enum err evidence_make(struct call *c, const struct poll *p, struct row *after)
{
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    struct jsonw w = {.out = &text};
    unsigned char hash[HASH_BYTES];

    TRY(write_body(c, &w, p));
    struct str body = str_copy(c->arena, buf_view(&text));
    evidence_seal(c->arena, &c->site->engine->keys.sign, body, &text);
    if (buf_is_full(&text))
        return FAIL(&c->fault, ERR_TOO_BIG, "election.result_too_big", "%d", 256);
    crypto_digest(NULL, body, hash);
    row_put_text(p->ledger, after, POLL_DIGEST, crypto_hex(c->arena, hash, HASH_BYTES));
    return store_poll_part_put(c->db, p->row->id, STR("evidence"),
                               str_copy(c->arena, buf_view(&text)));
}

/* ---- signing ---------------------------------------------------------------------------- */

static bool is_void_result(struct call *c, struct str result)
{
    struct json *root = NULL;
    struct fault f = {0};

    if (json_parse(c->arena, result, &root, &f))
        return false;
    const struct json *all = json_find(root, "questions");
    const struct json *first = all ? &all->items[0] : root;
    return str_eq(json_find_text(first, "election"), STR("void"));
}

static enum err add_signature(struct call *c, const struct poll *p, const struct signing *s,
                              struct str *out)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &text};
    struct json *all = NULL;
    struct str before;

    TRY(poll_part(c, p->row->id, "signatures", &before));
    TRY(json_parse(c->arena, before.len ? before : STR("[]"), &all, &c->fault));
    TRY(check_others(c, all, s));
    write_signature(c, &w, s);
    TRY(poll_part_append(c, p->row->id, "signatures", buf_view(&text)));
    return poll_part(c, p->row->id, "signatures", out);
}

/* Written in and elected, nobody attests his own election. */
static enum err refuse_elected(struct call *c, const struct poll *p, struct str result,
                               struct str name)
{
    struct json *all = NULL;

    TRY(json_parse(c->arena, result, &all, &c->fault));
    for (size_t i = 0; i < p->election_count; i++) {
        const struct json *elected = json_find(result_question(all, i), "elected");
        for (size_t k = 0; elected && k < elected->count; k++)
            if (poll_name_perhaps(c, elected->items[k].text, name))
                return FAIL(&c->fault, ERR_RULE, "sign.elected", "%.*s", STR_FMT(name));
    }
    return ERR_OK;
}

enum err result_sign(struct call *c, row_id poll, const struct signing *s)
{
    struct str signatures, result;
    struct json *all = NULL;
    struct poll *p;
    struct row *after;
    bool complete;

    TRY(poll_load(c, poll, &p));
    if (!row_is(p->ledger, p->row, POLL_IS_COUNTED))
        return FAIL(&c->fault, ERR_RULE, "sign.not_counted", "%s", "");
    TRY(signer_check(c, p, s));
    TRY(poll_part(c, poll, "result", &result));
    TRY(refuse_elected(c, p, result, s->name));
    TRY(refuse_apart(c, p));
    TRY(add_signature(c, p, s, &signatures));
    TRY(json_parse(c->arena, signatures, &all, &c->fault));
    TRY(is_complete(c, p, all, &complete));
    after = row_copy(c->arena, p->ledger, p->row);
    if (!complete)
        return row_change(c, p->ledger, p->row, after, "sign_one", s->name);
    row_put_number(p->ledger, after, POLL_SIGNED_AT, c->now.ms);
    TRY(evidence_make(c, p, after));
    return poll_act(c, p, after, is_void_result(c, result) ? POLL_DO_VOID : POLL_DO_SIGN,
                    s->name);
}

enum err result_evidence(struct call *c, row_id poll, struct str *out)
{
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    TRY(poll_part(c, poll, "evidence", out));
    return out->len ? ERR_OK : FAIL(&c->fault, ERR_NOT_FOUND, "evidence.none", "%s", "");
}
