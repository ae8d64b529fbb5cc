/* What a congress elected and which seats stayed empty, in sentences: each office once, over all its rounds. */
#include "base/json.h"
#include "ledgers/election.h"
#include "service/papers/values.h"
#include "service/poll/follow.h"

enum { ROUNDS_MOST = 100 };

struct filled { /* one office, with all its rounds */
    row_id first;
    struct str title;
    int64_t seats, elected, fewer; /* of the first round; in all; taken away by a vote */
    int64_t missing;               /* after the last round that was signed */
    bool is_put_off, is_by;
};

struct filled_list {
    struct filled *items;
    size_t count, room;
};

/* The round in which all its seats were put to the vote: the pre-election before it elects nobody. */
static enum err first_round(struct values *v, const struct ledger *l, row_id id,
                            struct row **out)
{
    TRY(row_fetch(v->call, l, id, out));
    for (int i = 0; i < ROUNDS_MOST; i++) {
        row_id before = {row_number(l, *out, ELECTION_PREVIOUS)};
        struct row *row;
        if (!before.v)
            return ERR_OK;
        TRY(row_fetch(v->call, l, before, &row));
        if (row_number(l, row, ELECTION_PRE_ELECTION))
            return ERR_OK;
        *out = row;
    }
    return ERR_OK;
}

static enum err is_by_election(struct values *v, const struct ledger *l,
                               const struct row *row, bool *out)
{
    struct str settings = row_text(l, row, ELECTION_SETTINGS);
    struct json *own;

    *out = false;
    if (!settings.len)
        return ERR_OK;
    TRY(json_parse(v->call->arena, settings, &own, &v->call->fault));
    *out = json_find_true(own, "by_election");
    return ERR_OK;
}

static enum err office_of(struct values *v, const struct poll *p, size_t question,
                          struct filled_list *all, struct filled **out)
{
    const struct ledger *l = p->election_ledger;
    struct row *first;

    TRY(first_round(v, l, p->elections[question].row->id, &first));
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].first.v == first->id.v) {
            *out = &all->items[i];
            return ERR_OK;
        }
    *out = ARENA_PUSH(v->call->arena, all->items, all->count, all->room);
    **out = (struct filled){.first = first->id,
                            .title = row_text(l, first, ELECTION_TITLE),
                            .seats = row_number(l, first, ELECTION_SEATS)};
    return is_by_election(v, l, first, &(*out)->is_by);
}

/* One round that was signed; rounds come in their order. */
static enum err add_round(struct values *v, const struct poll *p, size_t question,
                          struct filled_list *all)
{
    const struct row *row = p->elections[question].row;
    struct next_view next;
    struct filled *f;
    struct str names;
    int64_t elected, seats;

    if (!poll_is_signed(p) || row_number(p->election_ledger, row, ELECTION_PRE_ELECTION))
        return ERR_OK;
    TRY(office_of(v, p, question, all, &f));
    TRY(elected_names(v, p, question, &names, &elected));
    TRY(poll_seats(v->call, row->id, &seats));
    TRY(poll_next(v->call, p, question, &next));
    f->elected += elected;
    f->fewer += row_number(p->election_ledger, row, ELECTION_SEATS) - seats;
    f->missing = next.seats;
    f->is_put_off = str_eq(next.decision, STR("put_off"));
    return ERR_OK;
}

static enum err load_filled(struct values *v, const struct polls_of *polls,
                            struct filled_list *out)
{
    *out = (struct filled_list){0};
    for (size_t i = 0; i < polls->count; i++)
        for (size_t k = 0; k < polls->items[i]->election_count; k++)
            TRY(add_round(v, polls->items[i], k, out));
    return ERR_OK;
}

/* 县委委员35名、县纪委委员19名: of those elections alone that are by-elections, or that are none. */
static struct str elected_of(struct values *v, const struct filled_list *all, bool is_by)
{
    struct arena *a = v->call->arena;
    struct str out = {0};

    for (size_t i = 0; i < all->count; i++) {
        const struct filled *f = &all->items[i];
        if (f->elected && f->is_by == is_by)
            out = names_joined(
                a, out,
                str_print(a, "%.*s%lld名", STR_FMT(f->title), (long long)f->elected));
    }
    return out;
}

/* 选举产生了县委委员35名，补选产生了县纪委委员1名; 进行了选举，没有人当选. */
static struct str outcome_text(struct values *v, const struct filled_list *all)
{
    struct str whole = elected_of(v, all, false), by = elected_of(v, all, true);
    struct arena *a = v->call->arena;

    if (!all->count)
        return (struct str){0};
    if (!whole.len && !by.len)
        return STR("进行了选举，没有人当选");
    return str_print(a, "%s%.*s%s%s%.*s", whole.len ? "选举产生了" : "", STR_FMT(whole),
                     whole.len && by.len ? "，" : "", by.len ? "补选产生了" : "",
                     STR_FMT(by));
}

/* 县委委员应选35名，选出34名，缺额1名; what a vote took away is no seat any longer. */
static struct str lack_of(struct values *v, const struct filled *f)
{
    struct arena *a = v->call->arena;
    struct str fewer = {0}, missing = {0};

    if (f->fewer > 0)
        fewer = str_print(a, "，经大会表决减少%lld名", (long long)f->fewer);
    if (f->missing > 0)
        missing = str_print(a, "，缺额%lld名%s", (long long)f->missing,
                            f->is_put_off ? "，大会决定留待下次会议选举" : "");
    if (!fewer.len && !missing.len)
        return (struct str){0};
    struct str got =
        f->elected ? str_print(a, "选出%lld名", (long long)f->elected) : STR("没有人当选");
    return str_print(a, "%.*s应选%lld名，%.*s%.*s%.*s", STR_FMT(f->title),
                     (long long)f->seats, STR_FMT(got), STR_FMT(fewer), STR_FMT(missing));
}

static struct str lacking_text(struct values *v, const struct filled_list *all)
{
    struct arena *a = v->call->arena;
    struct str out = {0};

    for (size_t i = 0; i < all->count; i++) {
        struct str one = lack_of(v, &all->items[i]);
        if (one.len)
            out =
                str_print(a, "%.*s%s%.*s", STR_FMT(out), out.len ? "；" : "", STR_FMT(one));
    }
    return out;
}

enum err seats_told(struct values *v, const struct polls_of *polls, struct seats_told *out)
{
    struct filled_list all;

    TRY(load_filled(v, polls, &all));
    *out = (struct seats_told){.outcome = outcome_text(v, &all),
                               .elected = elected_of(v, &all, false),
                               .lacking = lacking_text(v, &all)};
    return ERR_OK;
}
