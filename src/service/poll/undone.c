/* What was done with a poll and is taken back: a freeze, a group's ballots, a count.  Each stays in the evidence. */
#include "base/json.h"
#include "base/jsonw.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/direct/turnout.h"
#include "service/poll/poll_private.h"
#include "store/queries.h"

const char POLL_THAWED[] = "thawed", POLL_REOPENED[] = "reopened",
           POLL_EARLIER_COUNTS[] = "earlier_counts";

/* ---- who took it back ------------------------------------------------------------------------- */

static enum err need_two(struct call *c, struct str reason, account_id second)
{
    if (str_is_empty(str_trim(reason)))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    return second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

static void write_two(struct call *c, struct jsonw *w, struct str reason, account_id second)
{
    jsonw_pair(w, "reason", str_trim(reason));
    jsonw_pair_i64(w, "at", c->now.ms);
    jsonw_key(w, "account");
    jsonw_id(w, c->who.v);
    jsonw_key(w, "second");
    jsonw_id(w, second.v);
}

/* ---- a freeze --------------------------------------------------------------------------------- */

enum err poll_revision(struct call *c, const struct poll *p, int64_t *out)
{
    struct json *all = NULL;
    struct str text;

    TRY(poll_part(c, p->row->id, POLL_THAWED, &text));
    TRY(json_parse(c->arena, text.len ? text : STR("[]"), &all, &c->fault));
    *out = (int64_t)all->count + 1;
    return ERR_OK;
}

/* Who only wrote down how many he gave out has printed so many, too. */
static int64_t papers_out(const struct poll *p)
{
    int64_t printed = row_number(p->ledger, p->row, POLL_PRINTED);
    int64_t issued = row_number(p->ledger, p->row, POLL_ISSUED);

    return printed > issued ? printed : issued;
}

/* A paper of this freeze has another list: none is left that could be counted with those of the next. */
static enum err check_papers(struct call *c, const struct poll *p, int64_t destroyed)
{
    int64_t out = papers_out(p);

    return destroyed == out ? ERR_OK
                            : FAIL(&c->fault, ERR_RULE, "thaw.papers", "%lld" SEP "%lld",
                                   (long long)destroyed, (long long)out);
}

static enum err keep_thaw(struct call *c, const struct poll *p, const struct thawing *t,
                          int64_t slips)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    int64_t revision;

    TRY(poll_revision(c, p, &revision));
    jsonw_open(&w, '{');
    jsonw_pair_i64(&w, "revision", revision);
    jsonw_pair_i64(&w, "printed", row_number(p->ledger, p->row, POLL_PRINTED));
    jsonw_pair_i64(&w, "issued", row_number(p->ledger, p->row, POLL_ISSUED));
    jsonw_pair_i64(&w, "destroyed", t->destroyed);
    jsonw_pair_i64(&w, "slips", slips);
    write_two(c, &w, t->reason, t->second);
    jsonw_close(&w, '}');
    return poll_part_append(c, p->row->id, POLL_THAWED, buf_view(&text));
}

static void begin_issue_anew(const struct poll *p, struct row *row)
{
    static const int NUMBERS[] = {POLL_PRINTED, POLL_ISSUED, POLL_UNUSED, POLL_CUT,
                                  POLL_RETURNED};

    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        row->values[field_at(p->ledger, NUMBERS[i])] = (struct value){0};
}

enum err poll_thaw(struct call *c, row_id poll, const struct thawing *t)
{
    struct poll *p;
    struct row *after;
    int64_t slips, used, gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_THAW));
    TRY(poll_slips(c, p, &slips, &used));
    if (used) /* nothing frozen has voters; but slips that were used are never dropped */
        return FAIL(&c->fault, ERR_RULE, "poll.voted", "%lld", (long long)used);
    TRY(need_two(c, t->reason, t->second));
    TRY(check_papers(c, p, t->destroyed));
    TRY(keep_thaw(c, p, t, poll_is_electronic(p) ? slips : 0));
    TRY(store_poll_part_drop(c->db, poll, STR("questions"), &gone));
    TRY(poll_officers_free(c, p));
    if (poll_is_electronic(p)) /* made for people who are not fixed any more */
        TRY(store_slip_drop(c->db, p->congress->id, p->cast, &gone));
    after = row_copy(c->arena, p->ledger, p->row);
    row_put_number(p->ledger, after, POLL_FROZEN_AT, 0);
    begin_issue_anew(p, after);
    TRY(poll_act(c, p, after, POLL_DO_THAW, t->reason));
    return turnout_release(c, poll);
}

/* ---- a group ---------------------------------------------------------------------------------- */

enum err poll_group_undone(struct call *c, const struct poll *p,
                           const struct count_group *g, struct str reason)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '{');
    jsonw_pair_i64(&w, "group", g->number);
    jsonw_pair(&w, "name", g->name);
    jsonw_pair(&w, "state", g->state);
    jsonw_pair_i64(&w, "returned", g->returned);
    jsonw_pair(&w, "first", account_title(c, g->first_who));
    jsonw_pair(&w, "second", account_title(c, g->second_who));
    jsonw_pair(&w, "accepted", account_title(c, g->accepted_by));
    jsonw_pair(&w, "by", account_title(c, c->who));
    jsonw_pair(&w, "reason", str_trim(reason));
    jsonw_pair_i64(&w, "at", c->now.ms);
    jsonw_close(&w, '}');
    return poll_part_append(c, p->row->id, POLL_REOPENED, buf_view(&text));
}

/* ---- a count ---------------------------------------------------------------------------------- */

static void write_part(struct jsonw *w, const char *key, struct str json, const char *none)
{
    jsonw_key(w, key);
    jsonw_raw(w, json.len ? json : str_of(none));
}

static enum err keep_count(struct call *c, const struct poll *p, struct str reason,
                           account_id second)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct str signatures, reductions, alike, result;

    TRY(poll_part(c, p->row->id, "signatures", &signatures));
    TRY(poll_part(c, p->row->id, "reductions", &reductions));
    TRY(poll_part(c, p->row->id, "alike", &alike));
    TRY(poll_part(c, p->row->id, "result", &result));
    jsonw_open(&w, '{');
    write_two(c, &w, reason, second);
    write_part(&w, "signatures", signatures, "[]");
    write_part(&w, "reductions", reductions, "[]");
    write_part(&w, "alike", alike, "[]");
    write_part(&w, "result", result, "null");
    jsonw_close(&w, '}');
    if (buf_is_full(&text))
        return FAIL(&c->fault, ERR_TOO_BIG, "election.result_too_big", "%d", 256);
    return poll_part_append(c, p->row->id, POLL_EARLIER_COUNTS, buf_view(&text));
}

enum err result_recount(struct call *c, row_id poll, struct str reason, account_id second)
{
    struct poll *p;
    struct row *after;
    int64_t gone;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_RECOUNT));
    TRY(need_two(c, reason, second));
    TRY(keep_count(c, p, reason, second));
    TRY(store_poll_part_drop(c->db, poll, STR("signatures"), &gone));
    /* what was decided about that result goes with it; that there was one, and its totals were seen, stays */
    TRY(store_poll_part_drop(c->db, poll, STR("reductions"), &gone));
    TRY(store_poll_part_drop(c->db, poll, STR("alike"), &gone)); /* asked again, of two */
    TRY(store_poll_part_drop(c->db, poll, STR("alike_proposed"), &gone));
    TRY(store_poll_part_drop(c->db, poll, STR("result"), &gone));
    TRY(store_poll_part_put(c->db, poll, STR("shown"), STR("true")));
    after = row_copy(c->arena, p->ledger, p->row);
    return poll_act(c, p, after, POLL_DO_RECOUNT, reason);
}
