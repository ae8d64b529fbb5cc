#include "service/poll/said.h"

#include "base/message.h"

const struct json *result_question(const struct json *result, size_t i)
{
    const struct json *all = json_find(result, "questions");

    if (!all)
        return i == 0 ? result : NULL;
    return i < all->count ? &all->items[i] : NULL;
}

bool result_elects(const struct json *question)
{
    return !json_find_true(question, "pre_election");
}

static bool is_named(const struct json *list, struct str name)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (str_eq(list->items[i].text, name))
            return true;
    return false;
}

static bool is_over_bar(const struct json *question, const struct json *person)
{
    const struct json *bar = json_find(question, "bar"),
                      *least = json_find(bar, "at_least");
    int64_t votes = json_find_number(person, "approve", 0);

    if (str_eq(json_find_text(bar, "base"),
               STR("none"))) /* among those tied the most votes win */
        return false;
    return least ? votes >= least->number : votes > json_find_number(bar, "more_than", 0);
}

const char *result_fate(const struct json *question, const struct json *person)
{
    struct str name = json_find_text(person, "name");

    if (str_eq(json_find_text(question, "election"), STR("void")))
        return "";
    if (json_find_true(person, "elected"))
        return result_elects(question) ? "elected" : "formal";
    if (is_named(json_find(question, "tied"), name))
        return "tied";
    if (json_find_true(person, "barred"))
        return "barred";
    return is_over_bar(question, person) && json_find_number(question, "unfilled", 0) == 0
               ? "seats_full"
               : "";
}

static struct str said(struct call *c, const char *code, struct str args)
{
    AUTO(buf) struct buf out = BUF(BUF_MESSAGE);

    message_write(&out, c->locale, str_of(code), args);
    return str_copy(c->arena, buf_view(&out));
}

/* Nobody was elected: how many are candidates of the formal ballot, and what is done about those that lack. */
static struct str pre_election_verdict(struct call *c, const struct json *q, size_t passed)
{
    struct str next = json_find_text(q, "next");
    const char *code = str_eq(next, STR("formal_election")) ? "verdict.formal"
                       : str_eq(next, STR("rerun_tied"))    ? "verdict.pre_tied"
                                                            : "verdict.pre_short";

    return said(c, code,
                str_print(c->arena, "%zu" SEP "%lld", passed,
                          (long long)json_find_number(q, "next_seats", 0)));
}

struct str result_verdict(struct call *c, const struct json *q)
{
    struct str next = json_find_text(q, "next"), why = json_find_text(q, "reason");
    const struct json *elected = json_find(q, "elected"), *tied = json_find(q, "tied");
    size_t count = elected ? elected->count : 0;

    if (str_eq(json_find_text(q, "election"), STR("void")))
        return said(c,
                    str_eq(why, STR("quorum_not_met")) ? "verdict.no_quorum"
                    : str_eq(why, STR("more_returned_than_present"))
                        ? "verdict.too_many_votes"
                        : "verdict.too_many_returned",
                    (struct str){0});
    if (!result_elects(q))
        return pre_election_verdict(c, q, count);
    if (str_eq(next, STR("rerun_tied")))
        return said(c, "verdict.tied",
                    str_print(c->arena, "%zu" SEP "%zu" SEP "%lld", count,
                              tied ? tied->count : 0,
                              (long long)json_find_number(q, "next_seats", 0)));
    if (str_eq(next, STR("another_election")))
        return said(c, "verdict.short",
                    str_print(c->arena, "%zu" SEP "%lld", count,
                              (long long)json_find_number(q, "unfilled", 0)));
    return said(c, "verdict.elected", str_print(c->arena, "%zu", count));
}
