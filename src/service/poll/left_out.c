#include "service/poll/left_out.h"

#include "base/json.h"
#include "base/jsonw.h"
#include "base/utf8.h"
#include "domain/congress/laid.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/congress.h"
#include "ledgers/election.h"
#include "ledgers/motion.h"
#include "ledgers/poll.h"
#include "service/congress/before.h"
#include "service/poll/follow.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
#include "service/record/codes.h"
#include "service/rules/rules.h"

enum { PAPER_LEAST = 4, NAME_SHOWN = 20, TITLE_SHOWN = 40, NAMES_SHOWN = 200 };

static const char WITHDRAWN[] = "names_withdrawn"; /* the part of the poll */

struct looking {
    struct call *call;
    const struct poll *poll;
    const struct before_all *before;
    const struct json *withdrawn;
};

static struct str title_of(const struct poll *p, const struct poll_election *e)
{
    return row_text(p->election_ledger, e->row, ELECTION_TITLE);
}

/* ---- who stands ------------------------------------------------------------------------------- */

static bool is_on(struct call *c, const struct poll *p, const struct poll_election *e,
                  struct str name)
{
    for (size_t i = 0; i < e->candidate_count; i++)
        if (name_is(row_text(p->candidate_ledger, e->candidates[i], CANDIDATE_NAME),
                    name) ||
            name_is(candidate_called(c, p, e, i), name))
            return true;
    return false;
}

/* On this ballot, or on another of the congress that asks the same. */
static enum err stands(const struct looking *k, const struct poll_election *e,
                       struct str name, bool *out)
{
    const struct poll *p = k->poll;
    struct list polls;

    *out = is_on(k->call, p, e, name);
    if (*out)
        return ERR_OK;
    TRY(rows_of_one(k->call, p->ledger, POLL_CONGRESS, p->congress->id, 0, &polls));
    for (size_t i = 0; i < polls.count && !*out; i++) {
        struct poll *other;
        if (row_is(p->ledger, polls.rows[i], POLL_IS_VOID) ||
            polls.rows[i]->id.v == p->row->id.v)
            continue;
        TRY(poll_load(k->call, polls.rows[i]->id, &other));
        for (size_t n = 0; n < other->election_count; n++)
            *out |= str_eq(title_of(other, &other->elections[n]), title_of(p, e)) &&
                    is_on(k->call, other, &other->elections[n], name);
    }
    return ERR_OK;
}

/* ---- why he does not ---------------------------------------------------------------------------- */

/* Deputies nominated him jointly: their withdrawal, and whether he is left out, the ledger of motions knows
 * (nominated.c). */
static enum err is_joint(const struct looking *k, const struct poll_election *e,
                         struct str name, bool *out)
{
    const struct ledger *l = ledger_of(k->call, LEDGER_MOTION);
    struct list all;

    *out = false;
    TRY(rows_of_one(k->call, l, MOTION_ELECTION, e->row->id, 0, &all));
    for (size_t i = 0; i < all.count; i++)
        *out |= !row_is(l, all.rows[i], MOTION_IS_RECEIVED) &&
                name_is(row_text(l, all.rows[i], MOTION_NOMINEE), name);
    return ERR_OK;
}

static bool is_said(const struct json *one, struct str title, struct str name)
{
    return str_eq(json_find_text(one, "title"), title) &&
           name_is(json_find_text(one, "name"), name);
}

static bool is_withdrawn(const struct looking *k, const struct poll_election *e,
                         struct str name)
{
    for (size_t i = 0; i < k->withdrawn->count; i++)
        if (is_said(&k->withdrawn->items[i], title_of(k->poll, e), name))
            return true;
    return false;
}

static bool is_party(const struct looking *k)
{
    return row_has_code(k->poll->congress_ledger, k->poll->congress, CONGRESS_KIND,
                        CODE_CONGRESS_KIND_PARTY);
}

/* The presidium of a party congress settled the list once more, without him. */
static bool is_settled(const struct looking *k, const struct poll_election *e,
                       struct str name)
{
    for (size_t i = 0; is_party(k) && i < k->before->count; i++) {
        const struct before_seen *one = &k->before->items[i];
        if (one->step == BEFORE_CANDIDATES)
            return one->is_done && !laid_has(one->last, title_of(k->poll, e), name);
    }
    return false;
}

static enum err is_left_out(const struct looking *k, const struct poll_election *e,
                            struct str name, bool *out)
{
    bool is_there = false, is_known = false;

    *out = false;
    if (is_withdrawn(k, e, name) || is_settled(k, e, name))
        return ERR_OK;
    TRY(stands(k, e, name, &is_there));
    if (!is_there)
        TRY(is_joint(k, e, name, &is_known));
    *out = !is_there && !is_known;
    return ERR_OK;
}

/* ---- of a poll ------------------------------------------------------------------------------------ */

/* A void round is held again with its names; one that followed another had only those that it left. */
static enum err is_first(struct call *c, const struct poll *p,
                         const struct poll_election *e, bool *out)
{
    row_id before = {row_number(p->election_ledger, e->row, ELECTION_PREVIOUS)};
    struct row *row;
    struct follow f;

    TRY(poll_follow(c, p, e, &f));
    *out = f.kind == FOLLOW_NOTHING;
    if (f.kind != FOLLOW_AGAIN || !before.v)
        return ERR_OK;
    TRY(row_fetch(c, p->election_ledger, before, &row));
    *out = !row_number(p->election_ledger, row, ELECTION_PREVIOUS);
    return ERR_OK;
}

static bool is_named(const struct left_out_all *all, const struct poll_election *e,
                     struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].election == e && name_is(all->items[i].name, name))
            return true;
    return false;
}

static enum err add_of(const struct looking *k, const struct poll_election *e,
                       struct str list, const struct before_law *law,
                       struct left_out_all *out)
{
    struct name_series names = laid_names(k->call->arena, list, title_of(k->poll, e));
    bool is_out;

    for (size_t i = 0; i < names.count; i++) {
        if (is_named(out, e, names.items[i]))
            continue;
        TRY(is_left_out(k, e, names.items[i], &is_out));
        if (is_out && out->count < POLL_CANDIDATES_MOST)
            out->items[out->count++] = (struct left_out){e, names.items[i], law};
    }
    return ERR_OK;
}

static enum err add_election(const struct looking *k, const struct poll_election *e,
                             struct left_out_all *out)
{
    const struct before_law *law = NULL;
    bool asked;

    TRY(is_first(k->call, k->poll, e, &asked));
    for (size_t i = 0; asked && i < k->before->count; i++) {
        const struct before_seen *one = &k->before->items[i];
        if (one->step != BEFORE_CANDIDATES && one->step != BEFORE_TALKS)
            continue;
        law = one->law;
        TRY(add_of(k, e, one->laid, law, out));
    }
    return law ? add_of(k, e, k->before->taken_up, law, out) : ERR_OK;
}

static enum err read_withdrawn(struct call *c, row_id poll, struct json **out)
{
    struct str text;

    TRY(poll_part(c, poll, WITHDRAWN, &text));
    return json_parse(c->arena, text.len ? text : STR("[]"), out, &c->fault);
}

enum err poll_left_out(struct call *c, const struct poll *p,
                       const struct before_all *before, struct left_out_all *out)
{
    struct looking k = {c, p, before, NULL};
    struct json *withdrawn = NULL;

    *out = (struct left_out_all){
        ARENA_ARRAY(c->arena, struct left_out, POLL_CANDIDATES_MOST), 0};
    if (!row_is(p->ledger, p->row, POLL_IS_PREPARING))
        return ERR_OK;
    TRY(read_withdrawn(c, p->row->id, &withdrawn));
    k.withdrawn = withdrawn;
    for (size_t i = 0; i < p->election_count; i++)
        TRY(add_election(&k, &p->elections[i], out));
    return ERR_OK;
}

enum err gate_left_out(struct call *c, const struct poll *p,
                       const struct before_all *before, struct gates *out)
{
    struct looking k = {.poll = p};
    struct left_out_all all;
    struct str names = {0};

    TRY(poll_left_out(c, p, before, &all));
    if (!all.count)
        return ERR_OK;
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].election == all.items[0].election)
            names = str_print(c->arena, "%.*s%s%.*s", STR_FMT(names), i ? "、" : "",
                              STR_FMT(all.items[i].name));
    struct gate *g = gates_add(out, "left_out");
    GATE_REFUSE(
        g, is_party(&k) ? "poll.left_out_party" : "poll.left_out",
        "%.*s" SEP "%.*s" SEP "%s" SEP "%.*s", STR_FMT(utf8_head(names, NAMES_SHOWN)),
        STR_FMT(utf8_head(title_of(p, all.items[0].election), TITLE_SHOWN)),
        all.items[0].law->document, STR_FMT(rule_article(c, all.items[0].law->article)));
    return ERR_OK;
}

/* ---- a withdrawal ------------------------------------------------------------------------------------ */

static const struct poll_election *find(const struct poll *p, row_id election)
{
    for (size_t i = 0; i < p->election_count; i++)
        if (p->elections[i].row->id.v == election.v)
            return &p->elections[i];
    return NULL;
}

static bool was_laid(const struct looking *k, struct str title, struct str name)
{
    for (size_t i = 0; i < k->before->count; i++)
        if (laid_has(k->before->items[i].laid, title, name))
            return true;
    return laid_has(k->before->taken_up, title, name);
}

/* Of whom a withdrawal is taken: on a list that was laid, off the ballot, and not jointly nominated. */
static enum err check_name(const struct looking *k, const struct poll_election *e,
                           const struct name_withdrawal *w)
{
    struct call *c = k->call;
    struct str title = utf8_head(title_of(k->poll, e), TITLE_SHOWN),
               name = utf8_head(w->name, NAME_SHOWN);
    bool joint;

    if (!was_laid(k, title_of(k->poll, e), w->name))
        return FAIL(&c->fault, ERR_RULE, "left_out.not_laid", "%.*s" SEP "%.*s",
                    STR_FMT(name), STR_FMT(title));
    if (is_on(c, k->poll, e, w->name))
        return FAIL(&c->fault, ERR_RULE, "left_out.stands", "%.*s" SEP "%.*s",
                    STR_FMT(name), STR_FMT(title));
    TRY(is_joint(k, e, w->name, &joint));
    return joint ? FAIL(&c->fault, ERR_RULE, "left_out.joint", "%.*s", STR_FMT(name))
                 : ERR_OK;
}

/* Were both on one list, as two people? */
static bool were_two(const struct looking *k, struct str title, struct str name,
                     struct str other)
{
    for (size_t i = 0; i < k->before->count; i++)
        if (laid_has(k->before->items[i].laid, title, name) &&
            laid_has(k->before->items[i].laid, title, other))
            return true;
    return false;
}

/* A name that was written wrongly is somebody's who stands, and was nobody else's on the list. */
static enum err check_right(const struct looking *k, const struct poll_election *e,
                            const struct name_withdrawal *w)
{
    struct call *c = k->call;

    if (!str_eq(w->by, STR("correction")) ||
        (is_on(c, k->poll, e, w->right) &&
         !were_two(k, title_of(k->poll, e), w->name, w->right)))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "left_out.right", "%.*s" SEP "%.*s",
                STR_FMT(utf8_head(w->name, NAME_SHOWN)),
                STR_FMT(utf8_head(title_of(k->poll, e), TITLE_SHOWN)));
}

static enum err check(const struct looking *k, const struct poll_election *e,
                      const struct name_withdrawal *w)
{
    struct call *c = k->call;
    const struct poll *p = k->poll;

    if (!row_is(p->ledger, p->row, POLL_IS_PREPARING))
        return FAIL(
            &c->fault, ERR_RULE, "withdrawal.fixed", "%.*s",
            STR_FMT(utf8_head(row_text(p->ledger, p->row, POLL_TITLE), TITLE_SHOWN)));
    TRY(check_name(k, e, w));
    TRY(check_right(k, e, w));
    if (utf8_count(str_trim(w->paper)) < PAPER_LEAST)
        return FAIL(&c->fault, ERR_RULE, "roster.vote_why", "%d", PAPER_LEAST);
    return w->second.v ? ERR_OK : FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
}

static enum err keep(const struct looking *k, const struct poll_election *e,
                     const struct name_withdrawal *w)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw j = {.out = &text};
    struct call *c = k->call;
    struct str paper, name;

    TRY(utf8_take(c->arena, str_trim(w->paper), false, &paper, &c->fault));
    TRY(utf8_take(c->arena, str_trim(w->name), false, &name, &c->fault));
    jsonw_open(&j, '{');
    jsonw_pair(&j, "title", title_of(k->poll, e));
    jsonw_pair(&j, "name", name);
    jsonw_pair(&j, "by", w->by);
    if (str_eq(w->by, STR("correction")))
        jsonw_pair(&j, "right", str_trim(w->right));
    jsonw_pair(&j, "paper", paper);
    jsonw_pair_i64(&j, "at", c->now.ms);
    jsonw_key(&j, "account");
    jsonw_id(&j, c->who.v);
    jsonw_key(&j, "second");
    jsonw_id(&j, w->second.v);
    jsonw_close(&j, '}');
    TRY(poll_part_append(c, k->poll->row->id, WITHDRAWN, buf_view(&text)));
    struct row *after = row_copy(c->arena, k->poll->ledger, k->poll->row);
    return row_change(c, k->poll->ledger, k->poll->row, after, "withdraw_name",
                      str_print(c->arena, "%.*s：%.*s", STR_FMT(name), STR_FMT(paper)));
}

enum err poll_withdraw_name(struct call *c, row_id poll, const struct name_withdrawal *w)
{
    struct looking k = {.call = c};
    struct before_all before;
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    const struct poll_election *e = find(p, w->election);
    if (!e)
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.none", "%s", "");
    TRY(congress_before(c, p->congress, &before));
    k.poll = p;
    k.before = &before;
    TRY(check(&k, e, w));
    return keep(&k, e, w);
}

/* ---- in the evidence ---------------------------------------------------------------------------------- */

/* He came back onto the ballot, or was said anew later: then this is not why he does not stand. */
static bool is_over(struct call *c, const struct poll *p, const struct json *all, size_t at)
{
    struct str title = json_find_text(&all->items[at], "title"),
               name = json_find_text(&all->items[at], "name");

    for (size_t i = at + 1; i < all->count; i++)
        if (is_said(&all->items[i], title, name))
            return true;
    for (size_t i = 0; i < p->election_count; i++)
        if (str_eq(title_of(p, &p->elections[i]), title) &&
            is_on(c, p, &p->elections[i], name))
            return true;
    return false;
}

enum err poll_withdrawals(struct call *c, const struct poll *p, struct str *out)
{
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    struct jsonw w = {.out = &text};
    struct json *all = NULL;

    TRY(read_withdrawn(c, p->row->id, &all));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < all->count; i++)
        if (!is_over(c, p, all, i))
            jsonw_value(&w, &all->items[i]);
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    return ERR_OK;
}
