#include "service/poll/alike.h"

#include "domain/names/same.h"
#include "ledgers/poll.h"
#include "service/account/event.h"
#include "service/poll/poll_private.h"
#include "store/queries.h"

#include <string.h>

static size_t count_of(const struct json *list)
{
    return list ? list->count : 0;
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
            known += alike_has(names, a->names[k]);
        *out = a;
        if (a->question == question && known == a->count && names->count == a->count)
            return ERR_OK;
    }
    return FAIL(&c->fault, ERR_RULE, "alike.none", "%s", "");
}

/* Were names said to be the one that is said now, or one that counts as him from now on?  Then they are said
 * together. */
static bool is_joined(const struct json *before, const struct alike *now, struct str as)
{
    struct str one = json_find_text(before, "as");
    bool found = one.len && as.len && name_is(one, as);

    for (size_t i = 0; i < now->written_count && one.len && as.len; i++)
        found |= name_is(one, now->written[i]);
    return found && alike_is_of(before, now->question);
}

/* Were these names, or some of them, said to be several?  They are spoken of anew. */
static bool is_replaced(const struct json *before, const struct alike *now)
{
    const struct json *names = json_find(before, "names");
    size_t here = 0;

    for (size_t i = 0; i < now->count; i++)
        here += alike_has(names, now->names[i]);
    return alike_is_of(before, now->question) && !json_find_text(before, "as").len &&
           here == count_of(names);
}

/* Who was said to be somebody else is he. */
static struct str as_said(const struct json *said, size_t question, struct str as)
{
    for (size_t i = 0; as.len && i < said->count; i++)
        if (alike_is_of(&said->items[i], question) &&
            alike_has(json_find(&said->items[i], "fold"), as))
            return json_find_text(&said->items[i], "as");
    return as;
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
                       const char *key, struct str as)
{
    bool is_fold = !strcmp(key, "fold");
    const struct str *names = is_fold ? now->written : now->names;
    size_t count = is_fold ? now->written_count : now->count;

    jsonw_key(w, key);
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        jsonw_str(w, names[i]);
    for (size_t i = 0; i < count_of(said); i++)
        if (is_joined(&said->items[i], now, as))
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
    write_list(w, said, now, "names", s->as);
    write_list(w, said, now, "fold", s->as);
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
        if (!is_joined(&said->items[i], now, s->as) && !is_replaced(&said->items[i], now))
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
        here += alike_has(known, names->items[i].text);
    return alike_is_of(said, question) && here == names->count && here == count_of(known);
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
    struct json *said;
    struct poll *p;
    bool found = false;

    TRY(poll_load(c, poll, &p));
    TRY(check_may(c, p));
    TRY(find_open(c, p, question, names, &now));
    for (size_t i = 0; i < alike_choices(now); i++)
        found |= str_eq(now->names[i], s.as);
    if (s.as.len && !found)
        return FAIL(&c->fault, ERR_RULE, "alike.as", "%.*s", STR_FMT(s.as));
    TRY(alike_said(c, p, &said));
    s.as = as_said(said, question, s.as);
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
