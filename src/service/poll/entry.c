/* Paper ballots entered twice and compared. */
#include "service/poll/entry.h"

#include "domain/poll/count.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/poll/poll_private.h"
#include "store/queries.h"

#include <stdlib.h>

enum { GROUP_NAME_MOST = 40, REASON_MOST = 200 };

struct entering { /* a group in hand */
    struct poll *poll;
    struct count_group group;
    struct sheet_question *questions; /* for line_of() */
};

/* ---- loading ------------------------------------------------------------------------- */

enum err entry_groups(struct call *c, row_id poll, struct count_group **out, size_t *count)
{
    return store_group_list(c->db, c->arena, poll, out, count);
}

static enum err load(struct call *c, row_id poll, int64_t number, struct entering *out)
{
    struct count_group *groups;
    size_t count;

    TRY(poll_load(c, poll, &out->poll));
    TRY(store_group_list(c->db, c->arena, poll, &groups, &count));
    for (size_t i = 0; i < count; i++)
        if (groups[i].number == number) {
            out->group = groups[i];
            return ERR_OK;
        }
    return FAIL(&c->fault, ERR_NOT_FOUND, "entry.no_group", "%lld", (long long)number);
}

static enum err need_role(struct call *c, const struct poll *p, enum role role)
{
    return call_require(c, (role_set)1 << role, p->row->region);
}

static enum err need_closed(struct call *c, const struct poll *p)
{
    if (row_is(p->ledger, p->row, POLL_IS_CLOSED))
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "entry.not_closed", "%.*s",
                STR_FMT(p->ledger->states[p->row->state].label.in[c->locale]));
}

static bool is_finished(const struct count_group *g, int64_t side)
{
    return side == 1 ? g->first_done : g->second_done;
}

static account_id *who_of(struct count_group *g, int64_t side)
{
    return side == 1 ? &g->first_who : &g->second_who;
}

/* A side belongs to the teller who began it; nobody has both. */
static enum err need_side(struct call *c, struct count_group *g, int64_t side)
{
    if (side != 1 && side != 2)
        return FAIL(&c->fault, ERR_INVALID, "entry.side", "%lld", (long long)side);
    account_id mine = *who_of(g, side), other = *who_of(g, 3 - side);
    if (call_same_person(c, other))
        return FAIL(&c->fault, ERR_RULE, "entry.other_side", "%.*s", STR_FMT(g->name));
    if (mine.v && mine.v != c->who.v) {
        struct str title = account_title(c, mine);
        return FAIL(&c->fault, ERR_RULE, "entry.taken", "%.*s" SEP "%.*s", STR_FMT(g->name),
                    STR_FMT(title));
    }
    return ERR_OK;
}

static enum err put(struct call *c, const struct entering *e)
{
    const struct count_group *g = &e->group;

    return store_group_put(c->db, e->poll->row->id, g->number, g->state, g->first_who,
                           g->first_done, g->second_who, g->second_done, g->accepted_by,
                           g->returned);
}

enum err entry_of_side(struct call *c, row_id poll, int64_t number, int64_t side,
                       struct entries *out)
{
    struct entering e;

    TRY(load(c, poll, number, &e));
    TRY(need_role(c, e.poll, ROLE_TELLER));
    TRY(need_side(c, &e.group, side));
    out->group = e.group;
    return store_entry_list(c->db, c->arena, poll, number, side, &out->items, &out->count);
}

/* ---- groups -------------------------------------------------------------------------- */

/* Groups are made and removed by those who write polls, until the poll is counted. */
static enum err need_groups_open(struct call *c, const struct poll *p)
{
    TRY(call_require(c, p->ledger->writers, p->row->region));
    if (row_is(p->ledger, p->row, POLL_IS_COUNTED) ||
        row_is(p->ledger, p->row, POLL_IS_SIGNED) ||
        row_is(p->ledger, p->row, POLL_IS_VOID) || !poll_has_paper(p))
        return FAIL(&c->fault, ERR_RULE, "entry.not_closed", "%.*s",
                    STR_FMT(p->ledger->states[p->row->state].label.in[c->locale]));
    return ERR_OK;
}

/* Nothing stands in it: nobody has finished a side, and no ballot is entered on either. */
static enum err is_untouched(struct call *c, row_id poll, const struct count_group *g,
                             bool *out)
{
    struct number_row first, second;

    TRY(store_entry_count(c->db, c->arena, poll, g->number, 1, &first));
    TRY(store_entry_count(c->db, c->arena, poll, g->number, 2, &second));
    *out = str_eq(g->state, STR("entering")) && !first.n && !second.n;
    return ERR_OK;
}

static enum err too_many(struct call *c)
{
    return FAIL(&c->fault, ERR_RULE, "entry.groups", "%d" SEP "%d", GROUPS_MOST,
                GROUP_NAME_MOST);
}

static enum err check_name(struct call *c, struct str *name)
{
    TRY(utf8_take(c->arena, *name, false, name, &c->fault));
    if (utf8_count(*name) > GROUP_NAME_MOST)
        return too_many(c);
    if (str_is_empty(*name))
        return FAIL(&c->fault, ERR_INVALID, "entry.no_name", "%s", "");
    return ERR_OK;
}

enum err entry_group_new(struct call *c, row_id poll, struct str name, struct str mode,
                         int64_t *number)
{
    struct count_group *groups;
    struct poll *p;
    bool untouched;
    size_t count;

    TRY(poll_load(c, poll, &p));
    TRY(need_groups_open(c, p));
    if (!str_eq(mode, STR("ballots")) && !str_eq(mode, STR("sums")))
        return FAIL(&c->fault, ERR_INVALID, "entry.mode", "%.*s", STR_FMT(mode));
    TRY(store_group_list(c->db, c->arena, poll, &groups, &count));
    TRY(check_name(c, &name));
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(groups[i].name, name))
            continue;
        *number = groups[i].number;
        TRY(is_untouched(c, poll, &groups[i], &untouched));
        if (untouched && str_eq(groups[i].mode, mode))
            return ERR_OK; /* asked twice: made once */
        return FAIL(&c->fault, ERR_RULE, "entry.name_taken", "%.*s", STR_FMT(name));
    }
    if (count == GROUPS_MOST)
        return too_many(c);
    *number = count ? groups[count - 1].number + 1 : 1;
    return store_group_add(c->db, poll, *number, name, mode);
}

enum err entry_group_remove(struct call *c, row_id poll, int64_t number)
{
    struct entering e;
    bool untouched;
    int64_t gone;

    TRY(load(c, poll, number, &e));
    TRY(need_groups_open(c, e.poll));
    TRY(is_untouched(c, poll, &e.group, &untouched));
    if (!untouched)
        return FAIL(&c->fault, ERR_RULE, "entry.not_empty", "%.*s", STR_FMT(e.group.name));
    struct row *after = row_copy(c->arena, e.poll->ledger, e.poll->row);
    TRY(row_change(c, e.poll->ledger, e.poll->row, after, "remove_group", e.group.name));
    return store_group_drop(c->db, poll, number, &gone);
}

/* ---- entering ------------------------------------------------------------------------ */

static bool is_sums(const struct count_group *g)
{
    return str_eq(g->mode, STR("sums"));
}

/* What is wrong, with the place on the pile: of many ballots sent at once it is this one. */
static enum err at_pos(struct call *c, const struct count_group *g, int64_t pos,
                       enum err err)
{
    AUTO(buf) struct buf why = BUF_SHOWN(BUF_MESSAGE);
    struct fault inner = c->fault;

    if (!err || is_sums(g))
        return err;
    fault_write(&why, c->locale, &inner);
    c->fault = (struct fault){0};
    return FAIL(&c->fault, err, "entry.ballot", "%lld" SEP "%.*s", (long long)pos,
                STR_FMT(buf_view(&why)));
}

/* As it is counted: what a page sent for this place. */
static enum err line_of(struct call *c, const struct entering *e, const struct entry_in *in,
                        struct str *line)
{
    size_t count = e->poll->election_count;

    if (is_sums(&e->group))
        return sheet_sum_line(c->arena, in->ballot, count, line, &c->fault);
    return at_pos(c, &e->group, in->pos,
                  sheet_line(c->arena, in->ballot, (struct sheet){e->questions, count},
                             SHEET_TELLER, line, &c->fault));
}

static enum err save_one(struct call *c, const struct entering *e, int64_t side,
                         const struct entry_in *in)
{
    row_id poll = e->poll->row->id;
    struct str line;
    int64_t gone;

    if (in->pos < 1 || in->pos > (is_sums(&e->group) ? 1 : GROUP_BALLOTS_MOST))
        return FAIL(&c->fault, ERR_INVALID, "entry.pos", "%lld" SEP "%d",
                    (long long)in->pos, GROUP_BALLOTS_MOST);
    if (!in->ballot)
        return store_entry_drop(c->db, poll, e->group.number, side, in->pos, &gone);
    TRY(line_of(c, e, in, &line));
    return store_entry_put(c->db, poll, e->group.number, side, in->pos, line);
}

static enum err check_once(struct call *c, const struct entries_in *in)
{
    for (size_t i = 0; i < in->count; i++)
        for (size_t j = 0; j < i; j++)
            if (in->items[i].pos == in->items[j].pos)
                return FAIL(&c->fault, ERR_INVALID, "entry.twice", "%lld",
                            (long long)in->items[i].pos);
    return ERR_OK;
}

enum err entry_save(struct call *c, row_id poll, int64_t number,
                    const struct entries_in *in, int64_t *total)
{
    struct number_row n;
    struct entering e;

    TRY(load(c, poll, number, &e));
    TRY(need_role(c, e.poll, ROLE_TELLER));
    TRY(need_closed(c, e.poll));
    TRY(need_side(c, &e.group, in->side));
    if (is_finished(&e.group, in->side))
        return FAIL(&c->fault, ERR_RULE, "entry.finished", "%.*s", STR_FMT(e.group.name));
    TRY(check_once(c, in));
    TRY(poll_questions(c, e.poll, &e.questions));
    for (size_t i = 0; i < in->count; i++)
        TRY(save_one(c, &e, in->side, &in->items[i]));
    *who_of(&e.group, in->side) = c->who;
    TRY(put(c, &e));
    TRY(store_entry_count(c->db, c->arena, poll, number, in->side, &n));
    *total = n.n;
    return ERR_OK;
}

/* ---- finishing and comparing ---------------------------------------------------------- */

/* Would these lines be counted?  Sums must add up before anybody compares them. */
static enum err check_lines(struct call *c, const struct entering *e,
                            const struct poll_entry *items, size_t count)
{
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct poll_numbers n = {ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             ELECTION_PEOPLE_MAX,
                             1,
                             e->poll->election_count};
    struct count *counting;
    struct str text;

    TRY(poll_part(c, e->poll->row->id, "questions", &text));
    TRY(election_begin(c->arena, poll_election_json(c, &n, text), &counting, &c->fault));
    for (size_t i = 0; i < count; i++) {
        TRY(election_feed(counting, items[i].ballot, &c->fault));
        TRY(election_feed(counting, STR("\n"), &c->fault));
    }
    return election_end(counting, &out, &c->fault);
}

static enum err check_side(struct call *c, const struct entering *e, int64_t side)
{
    struct poll_entry *items;
    size_t count;

    TRY(store_entry_list(c->db, c->arena, e->poll->row->id, e->group.number, side, &items,
                         &count));
    if (!count)
        return FAIL(&c->fault, ERR_RULE, "entry.empty", "%.*s", STR_FMT(e->group.name));
    for (size_t i = 0; i < count; i++)
        if (items[i].pos != (int64_t)i + 1)
            return FAIL(&c->fault, ERR_RULE, "entry.gap", "%zu", i + 1);
    return check_lines(c, e, items, count);
}

static struct str line_at(const struct poll_entry *items, size_t count, int64_t pos)
{
    return pos >= 1 && pos <= (int64_t)count ? items[pos - 1].ballot : (struct str){0};
}

static void find_settled(const struct settlement_row *all, size_t count, int64_t number,
                         struct difference *d)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].number == number && all[i].pos == d->pos) {
            d->settled = all[i].ballot;
            d->reason = all[i].reason;
        }
}

static enum err differences(struct call *c, row_id poll, int64_t number,
                            struct difference **out, size_t *out_count)
{
    struct poll_entry *first, *second;
    struct settlement_row *settled;
    size_t n1, n2, settled_count, n = 0;

    TRY(store_entry_list(c->db, c->arena, poll, number, 1, &first, &n1));
    TRY(store_entry_list(c->db, c->arena, poll, number, 2, &second, &n2));
    TRY(store_settlement_list(c->db, c->arena, poll, &settled, &settled_count));
    *out = ARENA_ARRAY(c->arena, struct difference, n1 > n2 ? n1 : n2);
    for (int64_t pos = 1; pos <= (int64_t)(n1 > n2 ? n1 : n2); pos++) {
        struct difference d = {.pos = pos,
                               .first = line_at(first, n1, pos),
                               .second = line_at(second, n2, pos)};
        if (str_eq(d.first, d.second))
            continue;
        find_settled(settled, settled_count, number, &d);
        (*out)[n++] = d;
    }
    *out_count = n;
    return ERR_OK;
}

static enum err compare(struct call *c, struct entering *e)
{
    struct difference *all;
    size_t count, open = 0;

    TRY(differences(c, e->poll->row->id, e->group.number, &all, &count));
    for (size_t i = 0; i < count; i++)
        open += all[i].settled.len == 0;
    e->group.state = open ? STR("differs") : STR("agrees");
    return put(c, e);
}

enum err entry_finish(struct call *c, row_id poll, int64_t number, int64_t side)
{
    struct entering e;

    TRY(load(c, poll, number, &e));
    TRY(need_role(c, e.poll, ROLE_TELLER));
    TRY(need_closed(c, e.poll));
    TRY(need_side(c, &e.group, side));
    if (is_finished(&e.group, side))
        return FAIL(&c->fault, ERR_RULE, "entry.finished", "%.*s", STR_FMT(e.group.name));
    TRY(check_side(c, &e, side));
    *who_of(&e.group, side) = c->who;
    *(side == 1 ? &e.group.first_done : &e.group.second_done) = 1;
    e.group.state = STR("waiting");
    if (e.group.first_done && e.group.second_done)
        return compare(c, &e);
    return put(c, &e);
}

/* ---- the scrutineer ------------------------------------------------------------------- */

enum err entry_differences(struct call *c, row_id poll, int64_t number,
                           struct difference **out, size_t *count)
{
    struct entering e;

    TRY(load(c, poll, number, &e));
    TRY(need_role(c, e.poll, ROLE_SCRUTINEER));
    if (!e.group.first_done || !e.group.second_done)
        return FAIL(&c->fault, ERR_RULE, "entry.unfinished", "%.*s", STR_FMT(e.group.name));
    return differences(c, poll, number, out, count);
}

/* A scrutineer does not judge what he entered himself. */
static enum err need_scrutineer(struct call *c, const struct entering *e)
{
    TRY(need_role(c, e->poll, ROLE_SCRUTINEER));
    TRY(need_closed(c, e->poll));
    if (call_same_person(c, e->group.first_who) || call_same_person(c, e->group.second_who))
        return FAIL(&c->fault, ERR_RULE, "entry.own", "%.*s", STR_FMT(e->group.name));
    return ERR_OK;
}

static enum err need_reason(struct call *c, struct str reason)
{
    if (str_is_empty(str_trim(reason)) || utf8_count(reason) > REASON_MOST)
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    return ERR_OK;
}

enum err entry_settle(struct call *c, row_id poll, int64_t number, int64_t pos,
                      const struct json *ballot, struct str reason)
{
    struct entry_in in = {pos, ballot};
    struct difference *all;
    struct entering e;
    struct str line;
    size_t count, at = 0;

    TRY(load(c, poll, number, &e));
    TRY(need_scrutineer(c, &e));
    TRY(need_reason(c, reason));
    TRY(differences(c, poll, number, &all, &count));
    while (at < count && all[at].pos != pos)
        at++;
    if (at == count || str_eq(e.group.state, STR("accepted")))
        return FAIL(&c->fault, ERR_RULE, "entry.no_difference", "%lld", (long long)pos);
    TRY(poll_questions(c, e.poll, &e.questions));
    TRY(line_of(c, &e, &in, &line));
    struct poll_entry one = {pos, line};
    TRY(at_pos(c, &e.group, pos, check_lines(c, &e, &one, 1)));
    TRY(store_settlement_put(c->db, poll, number, pos, all[at].first, all[at].second, line,
                             str_trim(reason), c->who));
    return compare(c, &e);
}

struct tallied_line {
    struct str line;
};

static int compare_lines(const void *a, const void *b)
{
    return str_cmp(((const struct tallied_line *)a)->line,
                   ((const struct tallied_line *)b)->line);
}

static int64_t random_key(void)
{
    int64_t key;

    crypto_random(&key, sizeof(key));
    return key & INT64_MAX;
}

/* The accepted lines in the order of their content, equal ones counted. */
static enum err join_count(struct call *c, struct entering *e, struct tallied_line *lines,
                           size_t count)
{
    row_id poll = e->poll->row->id;

    qsort(lines, count, sizeof(*lines), compare_lines);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && str_eq(lines[i].line, lines[end].line))
            end++;
        TRY(store_ballot_add(c->db, random_key(), poll, e->group.number, lines[i].line,
                             (int64_t)(end - i)));
        e->group.returned += sheet_returned(c->arena, lines[i].line) * (int64_t)(end - i);
        i = end;
    }
    return ERR_OK;
}

static int compare_settled(const void *a, const void *b)
{
    const struct settlement_row *x = a, *y = b;
    int order = str_cmp(x->ballot, y->ballot);

    return order ? order : str_cmp(x->first, y->first);
}

/* What was settled stays, its place on the pile does not. */
static enum err forget_places(struct call *c, row_id poll, int64_t number)
{
    struct settlement_row *all;
    size_t count, n = 0;
    int64_t gone;

    TRY(store_settlement_list(c->db, c->arena, poll, &all, &count));
    for (size_t i = 0; i < count; i++)
        if (all[i].number == number)
            all[n++] = all[i];
    if (n)
        qsort(all, n, sizeof(*all), compare_settled);
    TRY(store_settlement_forget(c->db, poll, number, &gone));
    for (size_t i = 0; i < n; i++)
        TRY(store_settlement_put(c->db, poll, number, (int64_t)i + 1, all[i].first,
                                 all[i].second, all[i].ballot, all[i].reason, all[i].who));
    return store_entry_forget(c->db, poll, number, &gone);
}

enum err entry_accept(struct call *c, row_id poll, int64_t number)
{
    struct tallied_line *lines;
    struct difference *all;
    struct poll_entry *first;
    struct entering e;
    size_t count, n;

    TRY(load(c, poll, number, &e));
    TRY(need_scrutineer(c, &e));
    if (!str_eq(e.group.state, STR("agrees")))
        return FAIL(&c->fault, ERR_RULE, "entry.not_agreed", "%.*s", STR_FMT(e.group.name));
    TRY(differences(c, poll, number, &all, &count));
    TRY(store_entry_list(c->db, c->arena, poll, number, 1, &first, &n));
    lines = ARENA_ARRAY(c->arena, struct tallied_line, n + count);
    for (size_t i = 0; i < n; i++)
        lines[i].line = first[i].ballot;
    for (size_t i = 0; i < count; i++) {
        lines[all[i].pos - 1].line = all[i].settled;
        n = (size_t)all[i].pos > n ? (size_t)all[i].pos : n;
    }
    e.group.returned = 0;
    TRY(join_count(c, &e, lines, n));
    TRY(forget_places(c, poll, number));
    e.group.state = STR("accepted");
    e.group.accepted_by = c->who;
    return put(c, &e);
}

enum err entry_reopen(struct call *c, row_id poll, int64_t number, struct str reason)
{
    struct entering e;
    int64_t gone;

    TRY(load(c, poll, number, &e));
    TRY(need_role(c, e.poll, ROLE_SCRUTINEER));
    TRY(need_closed(c, e.poll));
    TRY(need_reason(c, reason));
    TRY(poll_group_undone(c, e.poll, &e.group, reason));
    TRY(store_ballot_drop(c->db, poll, number, &gone));
    TRY(store_entry_forget(c->db, poll, number, &gone));
    TRY(store_settlement_forget(c->db, poll, number, &gone));
    e.group = (struct count_group){.number = e.group.number,
                                   .name = e.group.name,
                                   .mode = e.group.mode,
                                   .state = STR("entering")};
    struct row *after = row_copy(c->arena, e.poll->ledger, e.poll->row);
    TRY(row_change(
        c, e.poll->ledger, e.poll->row, after, "reopen",
        str_print(c->arena, "%.*s: %.*s", STR_FMT(e.group.name), STR_FMT(reason))));
    return put(c, &e);
}
