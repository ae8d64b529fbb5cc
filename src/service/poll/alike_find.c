/*
 * Which names are put before the scrutineer.
 *
 * Names that are equal when bare are a class: of each class one question is asked, whether those written in are the
 * others.  A name may also be another with a place or a unit written on to it (name_forms_perhaps()): then the two
 * classes are a pair, and of each name written in one question is asked, whether he is somebody of the other class.
 * A name may be in several pairs, and what is asked of one pair changes nothing in another: 岚桥镇王明华 is put beside
 * 王明华, whoever else wrote 岚桥.  Pairs wait for the questions of their own classes, so that each has to do with as
 * few names as there are people.  They are found by looking up what each name begins and ends with: n names of m
 * characters cost n × m lookups.
 */
#include "base/utf8.h"
#include "domain/names/same.h"
#include "service/poll/alike.h"
#include "service/poll/names.h"
#include "service/poll/poll_private.h"
#include "service/poll/said.h"

#include <stdlib.h>

bool alike_is_of(const struct json *said, size_t question)
{
    return json_find_number(said, "question", -1) == (int64_t)question;
}

bool alike_has(const struct json *names, struct str name)
{
    for (size_t i = 0; names && i < names->count; i++)
        if (name_is(names->items[i].text, name))
            return true;
    return false;
}

static size_t count_of(const struct json *list)
{
    return list ? list->count : 0;
}

/* ---- the names of one question of the sheet ---------------------------------------------- */

/* Where a name stands. */
enum {
    OF_CANDIDATE = 1,
    OF_WRITTEN = 2,
    OF_KNOWN = 4, /* may be elected */
    OF_BARRED = 8,
    OF_ELECTED = 16, /* in the rounds before */
    OF_SOMEBODY = OF_CANDIDATE | OF_KNOWN | OF_BARRED | OF_ELECTED,
};

struct likeness {
    struct str name;
    struct name_form form;
    unsigned of;
};

/* Those that are equal when bare: from `from` to `to`. */
struct class
{
    size_t from, to;
    unsigned of;  /* of any of them */
    bool is_open; /* something is asked of it */
};

/* One name of `big` begins or ends with those of `small`. */
struct pair {
    size_t big, small;
};

struct looking {
    struct call *call;
    const struct poll *poll;
    const struct json *said;
    const struct json *frozen; /* the questions */
    size_t question;
    struct likeness *all;
    size_t count;
    struct class *classes;
    size_t class_count;
    struct pair *pairs;
    size_t pair_count, pair_room;
    struct alikes *out;
    size_t out_room;
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
    int order = str_cmp(x->form.bare, y->form.bare);

    if (!order)
        order = rank(x) - rank(y);
    return order ? order : str_cmp(x->name, y->name);
}

static void add(struct looking *k, struct str name, unsigned of)
{
    k->all[k->count++] = (struct likeness){.name = name_plain(k->call->arena, name),
                                           .form = poll_name_form(k->call, name),
                                           .of = of};
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
    qsort(k->all, k->count, sizeof(*k->all), compare);
}

static void make_classes(struct looking *k)
{
    k->classes = ARENA_ARRAY(k->call->arena, struct class, k->count + 1);
    k->class_count = 0;
    for (size_t from = 0, to; from < k->count; from = to) {
        struct class *one = &k->classes[k->class_count++];
        *one = (struct class){.from = from};
        for (to = from;
             to < k->count && str_eq(k->all[to].form.bare, k->all[from].form.bare); to++)
            one->of |= k->all[to].of;
        one->to = to;
    }
}

/* ---- pairs --------------------------------------------------------------------------------- */

/* The class of the bare name; class_count: there is none. */
static size_t class_called(const struct looking *k, struct str bare)
{
    size_t low = 0, high = k->class_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_cmp(k->all[k->classes[mid].from].form.bare, bare);
        if (!order)
            return mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return k->class_count;
}

static void pair_with(struct looking *k, size_t big, struct str affix)
{
    size_t small = class_called(k, affix);

    if (small < k->class_count && small != big &&
        (k->classes[big].of | k->classes[small].of) & OF_WRITTEN)
        *ARENA_PUSH(k->call->arena, k->pairs, k->pair_count, k->pair_room) =
            (struct pair){big, small};
}

/* Whose names the form begins or ends with. */
static void find_within(struct looking *k, size_t big, struct str form)
{
    size_t characters = utf8_count(form), at = 0;

    for (size_t n = 1; n < characters; n++) {
        (void)utf8_next(form, &at);
        size_t rest = characters - n;
        if (n >= NAME_LEAST && rest >= NAME_BESIDE_LEAST)
            pair_with(k, big, str_sub(form, 0, at));
        if (rest >= NAME_LEAST && n >= NAME_BESIDE_LEAST)
            pair_with(k, big, str_sub(form, at, form.len));
    }
}

static int compare_pairs(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->big != y->big)
        return x->big < y->big ? -1 : 1;
    return x->small < y->small ? -1 : x->small > y->small;
}

static void find_pairs(struct looking *k)
{
    k->pair_count = 0;
    for (size_t i = 0; i < k->class_count; i++) {
        const struct class *one = &k->classes[i];
        struct str bare = k->all[one->from].form.bare;
        find_within(k, i, bare);
        for (size_t n = one->from; n < one->to; n++)
            if (!str_eq(k->all[n].form.whole, bare))
                find_within(k, i, k->all[n].form.whole);
    }
    if (k->pair_count)
        qsort(k->pairs, k->pair_count, sizeof(*k->pairs), compare_pairs);
}

/* ---- a question ------------------------------------------------------------------------------ */

/* Did a scrutineer say of all of them what they are? */
static bool is_settled(const struct looking *k, const struct alike *one)
{
    for (size_t i = 0; i < k->said->count; i++) {
        const struct json *said = &k->said->items[i];
        size_t known = 0;
        for (size_t n = 0; n < one->count; n++)
            known += alike_has(json_find(said, "names"), one->names[n]);
        if (alike_is_of(said, k->question) && known == one->count)
            return true;
    }
    return false;
}

/* Who is meant is plain when a candidate is called exactly so, or an elector, and nobody alike stands, is elected or
 * barred.  `beside`: where those stand whom he may be beside his own class. */
static bool is_plain(const struct looking *k, const struct class *own, unsigned beside,
                     struct str name)
{
    unsigned exactly = 0;

    for (size_t i = own->from; i < own->to; i++)
        exactly |= str_eq(k->all[i].name, name) ? k->all[i].of : 0;
    return exactly & OF_CANDIDATE ||
           (exactly & OF_KNOWN &&
            !((own->of | beside) & (OF_CANDIDATE | OF_BARRED | OF_ELECTED)));
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

static struct alike question_of(const struct looking *k, size_t most)
{
    struct arena *a = k->call->arena;

    return (struct alike){.question = k->question,
                          .names = ARENA_ARRAY(a, struct str, most),
                          .written = ARENA_ARRAY(a, struct str, most),
                          .barred = ARENA_ARRAY(a, struct str, most),
                          .elected = ARENA_ARRAY(a, struct str, most)};
}

static void put_name(struct alike *one, const struct likeness *x)
{
    add_once(one->names, &one->count, x->name);
    if (x->of & OF_BARRED)
        add_once(one->barred, &one->barred_count, x->name);
    if (x->of & OF_ELECTED)
        add_once(one->elected, &one->elected_count, x->name);
    if (x->of & OF_CANDIDATE)
        one->candidates = one->count;
    if (is_known(one, x))
        one->known = one->count;
}

/* Is there something to say of it, and was it not said? */
static bool put_question(struct looking *k, const struct alike *one)
{
    if (one->count < 2 || !one->written_count || is_settled(k, one))
        return false;
    *ARENA_PUSH(k->call->arena, k->out->items, k->out->count, k->out_room) = *one;
    return true;
}

/* Two candidates of one name are told apart by the ballot. */
static void ask_class(struct looking *k, struct class *own)
{
    struct alike one = question_of(k, own->to - own->from);

    for (size_t i = own->from; i < own->to; i++) {
        const struct likeness *x = &k->all[i];
        put_name(&one, x);
        if (x->of & OF_WRITTEN && !is_plain(k, own, 0, x->name))
            add_once(one.written, &one.written_count, x->name);
    }
    own->is_open = put_question(k, &one);
}

/* Is `x`, written in, somebody of `other`: one who stands `as` one of these? */
static void ask_of(struct looking *k, const struct class *own, const struct class *other,
                   const struct likeness *x, unsigned as)
{
    struct alike one = question_of(k, other->to - other->from + 1);
    unsigned beside = 0;

    for (size_t i = other->from; i < other->to; i++)
        if (k->all[i].of & as && name_forms_perhaps(&x->form, &k->all[i].form)) {
            put_name(&one, &k->all[i]);
            beside |= k->all[i].of;
        }
    if (!one.count || is_plain(k, own, beside, x->name))
        return;
    one.known = one.known ? one.known : one.count;
    add_once(one.names, &one.count, x->name);
    add_once(one.written, &one.written_count, x->name);
    (void)put_question(k, &one);
}

static void ask_all_of(struct looking *k, const struct class *own,
                       const struct class *other, unsigned as)
{
    for (size_t i = own->from; i < own->to; i++)
        if (k->all[i].of & OF_WRITTEN)
            ask_of(k, own, other, &k->all[i], as);
}

/* Those who are known are asked about first; where nobody is, the shorter name is the name. */
static void ask_pair(struct looking *k, const struct pair *p)
{
    const struct class *big = &k->classes[p->big], *small = &k->classes[p->small];

    if (big->is_open || small->is_open)
        return;
    ask_all_of(k, big, small, OF_SOMEBODY);
    ask_all_of(k, small, big, OF_SOMEBODY);
    if (!((big->of | small->of) & OF_SOMEBODY))
        ask_all_of(k, big, small, OF_WRITTEN);
}

enum err alike_open(struct call *c, const struct poll *p, struct alikes *out)
{
    struct looking k = {.call = c, .poll = p, .out = out};
    struct json *result, *said, *frozen;
    struct str election, text;

    *out = (struct alikes){0};
    TRY(alike_said(c, p, &said));
    TRY(poll_frozen(c, p->row->id, &frozen));
    TRY(poll_counted(c, p, &election, &text));
    TRY(json_parse(c->arena, text, &result, &c->fault));
    k.said = said;
    k.frozen = frozen;
    for (k.question = 0; k.question < p->election_count; k.question++) {
        collect(&k, json_find(result_question(result, k.question), "write_ins"));
        make_classes(&k);
        find_pairs(&k);
        for (size_t i = 0; i < k.class_count; i++)
            ask_class(&k, &k.classes[i]);
        for (size_t i = 0; i < k.pair_count; i++)
            if (!i || compare_pairs(&k.pairs[i - 1], &k.pairs[i]))
                ask_pair(&k, &k.pairs[i]);
    }
    return ERR_OK;
}
