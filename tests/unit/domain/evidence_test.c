/* The seal of a file of evidence: whatever is touched in it, it seals nothing any more. */
#include "base/box.h"
#include "domain/election/evidence.h"

#include <criterion/criterion.h>

static const char BODY[] =
    "{\"huanjie_evidence\":1,\"title\":\"选票\"}\n"
    "{\"part\":\"election\",\"election\":{\"rules\":\"people-direct-2020\","
    "\"office\":\"deputy_direct\",\"seats\":1,\"round\":2,\"due\":6,\"present\":5,"
    "\"issued\":4,\"printed\":9,\"candidates\":[\"王一\",\"李二\"]}}\n"
    "{\"part\":\"result\",\"result\":{}}\n";

static struct evidence_report check(struct arena *a, struct str text)
{
    struct evidence_report report;
    struct fault f = {0};

    if (evidence_check(a, text, &report, &f))
        return (struct evidence_report){0}; /* no such file: neither whole nor signed */
    return report;
}

static struct str sealed(struct arena *a)
{
    struct key seed = {{7}};
    struct buf out = BUF(BUF_MESSAGE);

    buf_text(&out, BODY);
    evidence_seal(a, &seed, STR(BODY), &out);
    struct str text = str_copy(a, buf_view(&out));
    buf_done(&out);
    return text;
}

Test(evidence, is_whole_and_signed_as_written)
{
    AUTO(arena) struct arena *a = arena_new();
    struct evidence_report report = check(a, sealed(a));

    cr_assert(report.is_whole);
    cr_assert(report.is_signed);
    cr_assert_eq(report.key.len, 2 * PUBLIC_BYTES);
}

Test(evidence, any_other_byte_makes_it_unsigned)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str good = sealed(a);

    for (size_t i = 0; i < good.len; i++) {
        AUTO(arena) struct arena *one = arena_new();
        char *text = arena_bytes(one, good.len);
        memcpy(text, good.ptr, good.len);
        text[i] ^= 1;
        cr_assert(!check(one, (struct str){text, good.len}).is_signed, "byte %zu", i);
    }
}

Test(evidence, nothing_stands_in_or_behind_the_seal)
{
    static const char *const MORE[] = {"\n", "\n\n", " ", "{}\n", "\0"};
    AUTO(arena) struct arena *a = arena_new();
    struct str good = sealed(a);

    for (size_t i = 0; i < sizeof(MORE) / sizeof(MORE[0]); i++) {
        struct str more = str_print(a, "%.*s%s", STR_FMT(good), MORE[i]);
        more.len += !*MORE[i]; /* a zero byte is a byte */
        cr_assert(!check(a, more).is_whole, "%zu", i);
    }
    cr_assert(!check(a, str_sub(good, 0, good.len - 1)).is_whole);
    ptrdiff_t at = str_find(good, STR(",\"key64\""));
    struct str blank = str_print(a, "%.*s %s", (int)at, good.ptr, good.ptr + at);
    cr_assert(!check(a, blank).is_whole);
    struct str note = str_print(a, "%.*s,\"note\":1%s", (int)at, good.ptr, good.ptr + at);
    cr_assert(!check(a, note).is_whole);
}

/* A seal of somebody else's: its key is told, for people to compare. */
Test(evidence, a_key_that_did_not_sign_is_not_signed)
{
    AUTO(arena) struct arena *a = arena_new();
    struct str good = sealed(a);
    unsigned char key[PUBLIC_BYTES];
    struct key seed = {{8}};

    sign_public(&seed, key);
    struct str hex = crypto_hex(a, key, PUBLIC_BYTES);
    struct str base = crypto_base64(a, (struct str){(const char *)key, PUBLIC_BYTES});
    ptrdiff_t at = str_find(good, STR(",\"key\"")), end = str_find(good, STR(",\"sig"));
    struct str other = str_print(a, "%.*s,\"key\":\"%.*s\",\"key64\":\"%.*s\"%s", (int)at,
                                 good.ptr, STR_FMT(hex), STR_FMT(base), good.ptr + end);
    struct evidence_report report = check(a, other);
    cr_assert(report.is_whole);
    cr_assert(!report.is_signed);
    cr_assert(str_eq(report.key, hex));
}
