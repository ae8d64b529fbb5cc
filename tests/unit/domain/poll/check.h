/* Cases of elections: a description, its ballots, and what the result must say. */
#pragma once

#include "domain/poll/count.h"

#include <criterion/criterion.h>

static inline struct str result_of(struct arena *a, const char *election,
                                   const char *ballots)
{
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct fault f = {0};
    enum err err = election_count_json(str_of(election), str_of(ballots), a, &out, &f);

    cr_assert_eq(err, f.kind);
    if (err)
        buf_print(&out, "%s(%s)", f.code, f.detail);
    for (size_t i = 0; i < out.len; i++)
        if (out.ptr[i] == SEP[0])
            out.ptr[i] = ',';
    return str_copy(a, buf_view(&out));
}

/* The result holds each of `wanted`, which ends with NULL. */
static inline void check(const char *election, const char *ballots,
                         const char *const *wanted)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str result = result_of(a, election, ballots);

    for (; *wanted; wanted++)
        cr_expect(str_find(result, str_of(*wanted)) >= 0, "%s\nmisses in %.*s", *wanted,
                  STR_FMT(result));
}

#define CHECK(election, ballots, ...) \
    check((election), (ballots), (const char *const[]){__VA_ARGS__, NULL})

/* `rest` follows rules, office and seats. */
#define ELECTION(rules, office, seats, rest) \
    "{\"rules\":\"" rules "\",\"office\":\"" office "\",\"seats\":" #seats "," rest "}"
#define THREE          "\"candidates\":[\"王一\",\"李二\",\"张三\"]"
#define MANY(marks, n) MANY_##n("{\"marks\":\"" marks "\"}\n")
#define MANY_1(l)      l
#define MANY_2(l)      l l
#define MANY_3(l)      l l l
#define MANY_4(l)      MANY_2(l) MANY_2(l)
#define MANY_5(l)      MANY_2(l) MANY_3(l)
#define MANY_6(l)      MANY_3(l) MANY_3(l)
#define MANY_10(l)     MANY_5(l) MANY_5(l)

#define COUNTY(rest)   ELECTION("county-party-2020", "committee", 2, rest)
#define TOWNSHIP(rest) ELECTION("township-party-2020", "committee", 2, rest)
