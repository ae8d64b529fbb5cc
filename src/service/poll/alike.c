#include "service/poll/alike.h"

#include "domain/names/bare.h"
#include "domain/names/same.h"
#include "ledgers/candidate.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/poll/poll_private.h"
#include "service/poll/said.h"
#include "service/site/hant.h"
#include "store/queries.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is alike ---------------------------------------------------------------------- */

static bool is_of(const struct json *said, size_t question)
{
    return json_find_number(said, "question", -1) == (int64_t)question;
}

static bool has_name(const struct json *names, struct str name)
{
    for (size_t i = 0; names && i < names->count; i++)
        if (name_is(names->items[i].text, name))
            return true;
    return false;
}

/* Where a name stands. */
enum {
    OF_CANDIDATE = 1,
    OF_WRITTEN = 2,
    OF_KNOWN = 4, /* may be elected */
    OF_BARRED = 8,
    OF_ELECTED = 16, /* in the rounds before */
};

struct likeness {
    struct str name, bare, whole; /* whole: nothing taken off but what is no letter */
    unsigned of;
};

struct looking {
    struct call *call;
    const struct poll *poll;
    const struct json *said;
    const struct json *frozen; /* the questions */
    size_t question;
    struct likeness *all;
    size_t count;
    struct alikes *out;
};

/* What is written comes last: the others are names that somebody is known by. */
static int rank(const struct likeness *x)
{
    static const unsigned ORDER[] = {OF_CANDIDATE, OF_ELECTED, OF_KNOWN, OF_BARRED,
                                     OF_WRITTEN};
    int at = 0;

    while (!(x->of & ORDER[at]))
        at++;
    return at;
}

static int compare(const void *a, const void *b)
{
    const struct likeness *x = a, *y = b;
    int order = str_cmp(x->bare, y->bare);

    if (!order)
        order = rank(x) - rank(y);
    return order ? order : str_cmp(x->name, y->name);
}

static void add(struct looking *k, struct str name, unsigned of)
{
    struct arena *a = k->call->arena;
    struct str simple = hans_of(a, name);

    k->all[k->count++] = (struct likeness){.name = name_plain(a, name),
                                           .bare = name_bare(a, simple),
                                           .whole = name_loose(a, simple),
                                           .of = of};
}

static size_t count_of(const struct json *list)
{
    return list ? list->count : 0;
}

/* What was written with a unit on to it stands beside the shortest name that it holds. */
static void join_within(struct looking *k)
{
    for (size_t i = 0; i < k->count; i++) {
        struct str found = k->all[i].bare;
        for (size_t n = 0; k->all[i].of & OF_WRITTEN && n < k->count; n++)
            if (k->all[n].bare.len < found.len &&
                (name_within(k->all[n].bare, k->all[i].bare) ||
                 name_within(k->all[n].bare, k->all[i].whole)))
                found = k->all[n].bare;
        k->all[i].bare = found;
    }
}

static void collect(struct looking *k, const struct json *write_ins)
{
    static const struct {
        const char *list;
        unsigned of;
    } LISTS[] = {{"electors", OF_KNOWN},
                 {"namesakes", OF_KNOWN},
                 {"barred", OF_BARRED},
                 {"elected", OF_ELECTED}};
    enum { LISTS_COUNT = sizeof(LISTS) / sizeof(LISTS[0]) };
    const struct poll_election *e = &k->poll->elections[k->question];
    const struct json *q = &k->frozen->items[k->question], *known[LISTS_COUNT];
    size_t names = count_of(write_ins), room = e->candidate_count + names;

    for (size_t n = 0; n < LISTS_COUNT; n++)
        room += count_of(known[n] = json_find(q, LISTS[n].list));
    k->count = 0;
    k->all = ARENA_ARRAY(k->call->arena, struct likeness, room + 1);
    for (size_t i = 0; i < e->candidate_count; i++)
        add(k, candidate_called(k->call, k->poll, e, i), OF_CANDIDATE);
    for (size_t i = 0; i < names; i++)
        add(k, json_find_text(&write_ins->items[i], "name"), OF_WRITTEN);
    for (size_t n = 0; names && n < LISTS_COUNT; n++)
        for (size_t i = 0; i < count_of(known[n]); i++)
            add(k, known[n]->items[i].text, LISTS[n].of);
    join_within(k);
    qsort(k->all, k->count, sizeof(*k->all), compare);
}

/* Did a scrutineer say of all of them what they are? */
static bool is_settled(const struct looking *k, const struct str *names, size_t count)
{
    for (size_t i = 0; i < k->said->count; i++) {
        const struct json *one = &k->said->items[i];
        size_t known = 0;
        for (size_t n = 0; n < count; n++)
            known += has_name(json_find(one, "names"), names[n]);
        if (is_of(one, k->question) && known == count)
            return true;
    }
    return false;
}

/* Who is meant is plain when a candidate is called exactly so, or an elector, and nobody alike stands, is elected or
 * barred. */
static bool is_plain(const struct likeness *all, size_t count, struct str name)
{
    unsigned exactly = 0, any = 0;

    for (size_t i = 0; i < count; i++) {
        any |= all[i].of;
        exactly |= str_eq(all[i].name, name) ? all[i].of : 0;
    }
    return exactly & OF_CANDIDATE ||
           (exactly & OF_KNOWN && !(any & (OF_CANDIDATE | OF_BARRED | OF_ELECTED)));
}

static void add_once(struct str *names, size_t *count, struct str name)
{
    for (size_t i = 0; i < *count; i++)
        if (str_eq(names[i], name))
            return;
    names[(*count)++] = name;
}

/* May all be called so?  Where somebody stands or is elected, by his names alone. */
static bool is_known(const struct alike *one, const struct likeness *x)
{
    if (x->of & (OF_CANDIDATE | OF_ELECTED))
        return true;
    return !one->candidates && !one->elected_count && x->of & (OF_KNOWN | OF_BARRED);
}

/* From `from` to `to` all are alike.  Two candidates of one name are told apart by the ballot. */
static void take(struct looking *k, size_t from, size_t to)
{
    struct arena *a = k->call->arena;
    struct alike one = {.question = k->question,
                        .names = ARENA_ARRAY(a, struct str, to - from),
                        .written = ARENA_ARRAY(a, struct str, to - from),
                        .barred = ARENA_ARRAY(a, struct str, to - from),
                        .elected = ARENA_ARRAY(a, struct str, to - from)};

    for (size_t i = from; i < to; i++) {
        const struct likeness *x = &k->all[i];
        add_once(one.names, &one.count, x->name);
        if (x->of & OF_BARRED)
            add_once(one.barred, &one.barred_count, x->name);
        if (x->of & OF_ELECTED)
            add_once(one.elected, &one.elected_count, x->name);
        if (x->of & OF_CANDIDATE)
            one.candidates = one.count;
        if (is_known(&one, x))
            one.known = one.count;
        if (x->of & OF_WRITTEN && !is_plain(&k->all[from], to - from, x->name))
            add_once(one.written, &one.written_count, x->name);
    }
    if (one.count < 2 || !one.written_count || is_settled(k, one.names, one.count))
        return;
    k->out->items[k->out->count++] = one;
}

enum err alike_open(struct call *c, const struct poll *p, struct alikes *out)
{
    struct looking k = {.call = c, .poll = p, .out = out};
    struct json *result, *said, *frozen;
    struct str election, text;
    size_t most = 0;

    *out = (struct alikes){0};
    TRY(alike_said(c, p, &said));
    TRY(poll_frozen(c, p->row->id, &frozen));
    TRY(poll_counted(c, p, &election, &text));
    TRY(json_parse(c->arena, text, &result, &c->fault));
    k.said = said;
    k.frozen = frozen;
    for (size_t i = 0; i < p->election_count; i++) {
        const struct json *names = json_find(result_question(result, i), "write_ins");
        most += names ? names->count : 0;
    }
    out->items = ARENA_ARRAY(c->arena, struct alike, most + 1);
    for (k.question = 0; k.question < p->election_count; k.question++) {
        collect(&k, json_find(result_question(result, k.question), "write_ins"));
        for (size_t from = 0, to; from < k.count; from = to) {
            for (to = from + 1; to < k.count && str_eq(k.all[to].bare, k.all[from].bare);)
                to++;
            take(&k, from, to);
        }
    }
    return ERR_OK;
}

/* ---- saying it -------------------------------------------------------------------------- */

struct saying {
    struct str as;
    account_id second;
};

/* A scrutineer, while the ballots are in and nobody has counted them. */
static enum err check_may(struct call *c, const struct poll *p)
{
    TRY(call_require(c, (role_set)1 << ROLE_SCRUTINEER, p->row->region));
    return row_is(p->ledger, p->row, POLL_IS_CLOSED)
               ? ERR_OK
               : FAIL(&c->fault, ERR_RULE, "entry.not_closed", "%.*s",
                      STR_FMT(p->ledger->states[p->row->state].label.in[c->locale]));
}

/* The open question that these names answer. */
static enum err find_open(struct call *c, const struct poll *p, size_t question,
                          const struct json *names, const struct alike **out)
{
    struct alikes all;

    TRY(alike_open(c, p, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct alike *a = &all.items[i];
        size_t known = 0;
        for (size_t k = 0; k < a->count; k++)
            known += has_name(names, a->names[k]);
        *out = a;
        if (a->question == question && known == a->count && names->count == a->count)
            return ERR_OK;
    }
    return FAIL(&c->fault, ERR_RULE, "alike.none", "%s", "");
}

/* Does an earlier word about one of the names belong to this one?  Then they are said together. */
static bool continues(const struct json *before, const struct alike *now)
{
    for (size_t i = 0; i < now->count; i++)
        if (is_of(before, now->question) &&
            has_name(json_find(before, "names"), now->names[i]))
            return true;
    return false;
}

/* Names of `list` that are not among those of `now`. */
static void write_others(struct jsonw *w, const struct json *list, const struct str *now,
                         size_t count)
{
    for (size_t i = 0; i < count_of(list); i++) {
        bool here = false;
        for (size_t n = 0; n < count; n++)
            here |= name_is(now[n], list->items[i].text);
        if (!here)
            jsonw_str(w, list->items[i].text);
    }
}

/* A list of names, with those of the same list of what was said before that belongs to this. */
static void write_list(struct jsonw *w, const struct json *said, const struct alike *now,
                       const char *key, bool with_before)
{
    bool is_fold = !strcmp(key, "fold");
    const struct str *names = is_fold ? now->written : now->names;
    size_t count = is_fold ? now->written_count : now->count;

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        jsonw_str(w, names[i]);
    for (size_t i = 0; with_before && i < count_of(said); i++)
        if (continues(&said->items[i], now) && json_find_text(&said->items[i], "as").len)
            write_others(w, json_find(&said->items[i], key), names, count);
    jsonw_close(w, ']');
}

/* Whoever said it before stands first. */
static struct str said_by(struct call *c, account_id second)
{
    struct str last = account_title(c, c->who);

    return second.v ? str_print(c->arena, "%.*s、%.*s", STR_FMT(account_title(c, second)),
                                STR_FMT(last))
                    : last;
}

/* `names`: all that are alike; `fold`: those of them that were written in and count as `as`. */
static void write_now(struct call *c, struct jsonw *w, const struct json *said,
                      const struct alike *now, const struct saying *s)
{
    jsonw_open(w, '{');
    jsonw_pair_i64(w, "question", (int64_t)now->question);
    jsonw_pair(w, "as", s->as);
    write_list(w, said, now, "names", s->as.len > 0);
    write_list(w, said, now, "fold", s->as.len > 0);
    jsonw_pair(w, "by", said_by(c, s->second));
    jsonw_pair_i64(w, "at", c->now.ms);
    jsonw_key(w, "account");
    jsonw_id(w, c->who.v);
    jsonw_key(w, "second");
    jsonw_id(w, s->second.v);
    jsonw_close(w, '}');
}

static enum err keep(struct call *c, const struct poll *p, const struct alike *now,
                     const struct saying *s)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct json *said;

    TRY(alike_said(c, p, &said));
    jsonw_open(&w, '[');
    for (size_t i = 0; i < said->count; i++)
        if (!continues(&said->items[i], now))
            jsonw_value(&w, &said->items[i]);
    write_now(c, &w, said, now, s);
    jsonw_close(&w, ']');
    return store_poll_part_put(c->db, p->row->id, STR("alike"),
                               str_copy(c->arena, buf_view(&text)));
}

static struct str told(struct call *c, const struct alike *now, struct str as)
{
    struct str all = {0};

    for (size_t i = 0; i < now->count; i++)
        all = str_print(c->arena, "%.*s%s%.*s", STR_FMT(all), i ? "、" : "",
                        STR_FMT(now->names[i]));
    return utf8_head(
        str_print(c->arena, "%.*s%s%.*s", STR_FMT(all), as.len ? " = " : " ≠", STR_FMT(as)),
        200);
}

/* Is it said of these names, of all and of no other? */
static bool is_about(const struct json *said, size_t question, const struct json *names)
{
    const struct json *known = json_find(said, "names");
    size_t here = 0;

    for (size_t i = 0; i < names->count; i++)
        here += has_name(known, names->items[i].text);
    return is_of(said, question) && here == names->count && here == count_of(known);
}

/* Writes what was said but for that; false: it was not said. */
static bool write_rest(struct jsonw *w, const struct json *said, size_t question,
                       const struct json *names)
{
    bool found = false;

    for (size_t i = 0; i < said->count; i++)
        if (is_about(&said->items[i], question, names))
            found = true;
        else
            jsonw_value(w, &said->items[i]);
    return found;
}

/* What waits for another's word about these names, without that; `out`: who said the same before, 0: nobody else. */
static enum err take_proposed(struct call *c, const struct poll *p, const struct alike *now,
                              const struct json *names, struct str as, account_id *out)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct json *all;

    *out = (account_id){0};
    TRY(alike_proposed(c, p, &all));
    for (size_t i = 0; i < all->count; i++) {
        account_id who = {0};
        if (!str_i64(json_find_text(&all->items[i], "account"), &who.v))
            continue;
        if (is_about(&all->items[i], now->question, names) &&
            str_eq(json_find_text(&all->items[i], "as"), as) && !call_same_person(c, who))
            *out = who;
    }
    jsonw_open(&w, '[');
    (void)write_rest(&w, all, now->question, names);
    if (!out->v)
        write_now(c, &w, NULL, now, &(struct saying){.as = as});
    jsonw_close(&w, ']');
    return store_poll_part_put(c->db, p->row->id, STR("alike_proposed"),
                               str_copy(c->arena, buf_view(&text)));
}

enum err alike_settle(struct call *c, row_id poll, size_t question,
                      const struct json *names, struct str as)
{
    struct saying s = {.as = name_plain(c->arena, as)};
    const struct alike *now;
    struct str shown;
    struct poll *p;
    bool found = false;

    TRY(poll_load(c, poll, &p));
    TRY(check_may(c, p));
    TRY(find_open(c, p, question, names, &now));
    for (size_t i = 0; i < alike_choices(now); i++)
        found |= str_eq(now->names[i], s.as);
    if (s.as.len && !found)
        return FAIL(&c->fault, ERR_RULE, "alike.as", "%.*s", STR_FMT(s.as));
    TRY(poll_part(c, poll, "shown", &shown));
    if (shown.len)
        TRY(take_proposed(c, p, now, names, s.as, &s.second));
    if (!shown.len || s.second.v)
        TRY(keep(c, p, now, &s));
    struct row *after = row_copy(c->arena, p->ledger, p->row);
    return row_change(c, p->ledger, p->row, after, "alike", told(c, now, s.as));
}

/* ---- taking it back --------------------------------------------------------------------- */

enum err alike_withdraw(struct call *c, row_id poll, size_t question,
                        const struct json *names, struct str reason)
{
    AUTO(buf) struct buf text = BUF(BUF_REPLY);
    struct jsonw w = {.out = &text};
    struct json *said;
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    TRY(check_may(c, p));
    reason = str_trim(reason);
    if (str_is_empty(reason))
        return FAIL(&c->fault, ERR_RULE, "act.reason_needed", "%s", "");
    TRY(alike_said(c, p, &said));
    jsonw_open(&w, '[');
    if (!write_rest(&w, said, question, names))
        return FAIL(&c->fault, ERR_RULE, "alike.unsaid", "%s", "");
    jsonw_close(&w, ']');
    TRY(store_poll_part_put(c->db, poll, STR("alike"),
                            str_copy(c->arena, buf_view(&text))));
    struct row *after = row_copy(c->arena, p->ledger, p->row);
    return row_change(c, p->ledger, p->row, after, "alike", reason);
}
