/* The seal of a file of evidence: whatever is touched in it, it seals nothing any more. */
#include "base/box.h"
#include "domain/poll/evidence.h"

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

/* ---- the page's table: whoever seals a file anew with a key of his own must keep to it ---- */

#define HEAD "{\"huanjie_evidence\":1,\"kind\":\"party\",\"title\":\"选票\"}\n"
#define ATTENDANCE                                                               \
    "{\"part\":\"attendance\",\"due\":9,\"present\":6,\"leave_sick\":1,\"leave_" \
    "business\":1,\"absent\":1}\n"
#define ISSUE                                                                             \
    "{\"part\":\"issue\",\"printed\":4,\"issued\":3,\"unused\":1,\"cut\":1,\"returned\":" \
    "3,\"voted\":2,\"slips\":4}\n"
#define OFFICER                                                        \
    "{\"part\":\"officer\",\"duty\":\"teller\",\"name\":\"张三\"}\n" \
    "{\"part\":\"officer\",\"duty\":\"chief_scrutineer\",\"name\":\"李四\"}\n"
#define CHIEF_TELLER "{\"part\":\"officer\",\"duty\":\"chief_teller\",\"name\":\"孙六\"}\n"
#define CHANGE(change, second)                                                             \
    "{\"part\":\"officer_change\",\"change\":\"" change "\",\"duty\":\"teller\",\"name\":" \
    "\"张三\",\"account\":\"7\",\"second\":\"" second "\"}\n"
#define GROUP                                                                              \
    "{\"part\":\"group\",\"number\":1,\"name\":\"一\",\"mode\":\"ballots\",\"returned\":" \
    "3}\n"
#define TWO      "{\"part\":\"ballot\",\"times\":2,\"ballot\":{\"marks\":\"NY\"}}\n"
#define THREE    "{\"part\":\"ballot\",\"times\":3,\"ballot\":{\"marks\":\"YN\"}}\n"
#define WATCHED  "{\"part\":\"signature\",\"duty\":\"chief_scrutineer\",\"name\":\"李四\"}\n"
#define DECISION "{\"part\":\"decision\",\"decision\":{\"kind\":\"void\"}}\n"
#define BY_BODY(second)                                                            \
    "{\"part\":\"decision\",\"decision\":{\"kind\":\"void\",\"by\":\"presidium\"," \
    "\"document\":\"主席团决定\",\"account\":\"7\",\"second\":\"" second "\"}}\n"
#define VOTE_CHANGE(second)                                                        \
    "{\"part\":\"vote_change\",\"name\":\"周七\",\"votes\":0,\"account\":\"7\"," \
    "\"second\":\"" second "\"}\n"
#define REDUCTION(second)                                                                 \
    "{\"part\":\"reduction\",\"kind\":\"put_off\",\"account\":\"7\",\"second\":\"" second \
    "\"}\n"
#define THAWED(revision, destroyed, second)                                        \
    "{\"part\":\"thawed\",\"revision\":" revision ",\"printed\":12,\"issued\":10," \
    "\"destroyed\":" destroyed ",\"account\":\"7\",\"second\":\"" second "\"}\n"
#define WITHDRAWAL(by, second)                                              \
    "{\"part\":\"withdrawal\",\"title\":\"县委委员\",\"name\":\"周七\"," by \
    ",\"paper\":\"撤回书\",\"account\":\"7\",\"second\":\"" second "\"}\n"
#define NOMINEE   "\"by\":\"nominee\""
#define CORRECTED "\"by\":\"correction\",\"right\":\"周八\""
#define EARLIER(second)                                                  \
    "{\"part\":\"earlier_count\",\"account\":\"7\",\"second\":\"" second \
    "\",\"signatures\":[],\"result\":{}}\n"
#define OF_REVISION(n)     "{\"part\":\"issue\",\"revision\":" n ","
#define COUNTED_BY(second) "\"counted_by\":{\"account\":\"7\",\"second\":\"" second "\"}"
#define TELLERED           "{\"part\":\"signature\",\"duty\":\"teller\",\"name\":\"张三\"}\n"

static struct str with_result(struct arena *a, struct str result)
{
    return str_print(
        a,
        HEAD
        "{\"part\":\"election\",\"election\":{\"rules\":\"county-party-2020\","
        "\"office\":\"committee\",\"seats\":1,\"due\":9,\"present\":6,"
        "\"issued\":5,\"printed\":8,\"candidates\":[\"王一\",\"李二\"]}}\n" ATTENDANCE ISSUE
            OFFICER GROUP TWO THREE
        "{\"part\":\"result\",\"result\":%.*s}\n" WATCHED TELLERED,
        STR_FMT(result));
}

static struct str seal_anew(struct arena *a, struct str body)
{
    struct key seed = {{9}};
    struct buf out = BUF(BUF_MESSAGE);

    buf_str(&out, body);
    evidence_seal(a, &seed, body, &out);
    struct str text = str_copy(a, buf_view(&out));
    buf_done(&out);
    return text;
}

static struct str good_body(struct arena *a)
{
    return with_result(a, check(a, seal_anew(a, with_result(a, STR("{}")))).recounted);
}

static struct str put_in(struct arena *a, struct str text, const char *from, const char *to)
{
    ptrdiff_t at = str_find(text, str_of(from));

    cr_assert(at >= 0, "%s", from);
    return str_print(a, "%.*s%s%s", (int)at, text.ptr, to, text.ptr + at + strlen(from));
}

Test(evidence, a_file_sealed_anew_keeps_to_the_table)
{
    static const struct {
        const char *from, *to;
        bool is_in_form, sums_agree;
    } CASES[] = {
        {HEAD, HEAD, true, true},
        {WATCHED, "", false, true},
        {TELLERED, "", false, true},
        {TELLERED, WATCHED, false, true},
        {OFFICER, "", false, true}, /* signed by nobody whom the file knows */
        {WATCHED,
         "{\"part\":\"signature\",\"duty\":\"chief_scrutineer\",\"name\":\"张三\"}\n",
         false, true},
        {OFFICER GROUP,
         OFFICER "{\"part\":\"officer\",\"duty\":\"scrutineer\",\"name\":\"张三\"}\n" GROUP,
         true, true},
        {OFFICER, OFFICER CHANGE("passed", "8"), true, true},
        {OFFICER, OFFICER CHANGE("withdrawn", "8"), true, true},
        {OFFICER, OFFICER CHANGE("moved", "8"), false, true},
        {OFFICER, OFFICER CHANGE("passed", "7"), false, true}, /* by one */
        {OFFICER, OFFICER CHANGE("passed", ""), false, true},
        {OFFICER, OFFICER CHANGE("passed", "0"), false, true},
        {OFFICER, CHANGE("passed", "8") OFFICER, false, true},
        {OFFICER, OFFICER OFFICER, false, true}, /* each once */
        {WATCHED, WATCHED WATCHED, false, true}, /* no name signs twice */
        /* what two recorded has two, whichever part it is of */
        {ISSUE, VOTE_CHANGE("8") ISSUE, true, true},
        {ISSUE, VOTE_CHANGE("7") ISSUE, false, true},
        {ISSUE, WITHDRAWAL(NOMINEE, "8") ISSUE, true, true},
        {ISSUE, WITHDRAWAL(NOMINEE, "7") ISSUE, false, true},
        {ISSUE, WITHDRAWAL("\"by\":\"nobody\"", "8") ISSUE, false, true},
        {ISSUE, WITHDRAWAL(NOMINEE ",\"right\":\"周八\"", "8") ISSUE, false, true},
        {ISSUE, WITHDRAWAL("\"by\":\"correction\"", "8") ISSUE, false, true},
        {ISSUE, WITHDRAWAL(CORRECTED, "8") ISSUE, true, true},
        {ISSUE, ISSUE WITHDRAWAL(NOMINEE, "8"), false, true},
        {WATCHED, REDUCTION("8") WATCHED, true, true},
        {WATCHED, REDUCTION("7") WATCHED, false, true},
        {WATCHED, REDUCTION("0") WATCHED, false, true},
        {TELLERED, TELLERED BY_BODY("7"), false, true},
        /* papers of a list that was taken back are all destroyed, and none of them is counted */
        {ISSUE, THAWED("1", "12", "8") ISSUE, true, true},
        {ISSUE, THAWED("1", "12", "8") THAWED("2", "12", "8") ISSUE, true, true},
        {ISSUE, THAWED("1", "12", "8") THAWED("1", "12", "8") ISSUE, false, true},
        {ISSUE, THAWED("1", "11", "8") ISSUE, false, true},
        {ISSUE, THAWED("1", "12", "7") ISSUE, false, true},
        {ISSUE, ISSUE THAWED("1", "12", "8"), false, true},
        {"{\"part\":\"issue\",", OF_REVISION("1"), true, true},
        {"{\"part\":\"issue\",", OF_REVISION("2"), false, true},
        {"{\"part\":\"issue\",", THAWED("1", "12", "8") OF_REVISION("2"), true, true},
        {"{\"part\":\"issue\",", THAWED("1", "12", "8") OF_REVISION("1"), false, true},
        {WATCHED, EARLIER("8") WATCHED, true, true},
        {WATCHED, EARLIER("7") WATCHED, false, true},
        {"\"absent\":1}", "\"absent\":1," COUNTED_BY("8") "}", true, true},
        {"\"absent\":1}", "\"absent\":1," COUNTED_BY("7") "}", false, true},
        /* there is a chief, and another signs for the side */
        {OFFICER, OFFICER CHIEF_TELLER, false, true},
        {OFFICER,
         OFFICER "{\"part\":\"officer\",\"duty\":\"scrutineer\",\"name\":\"赵五\"}\n", true,
         true},
        {WATCHED TELLERED,
         "{\"part\":\"signature\",\"duty\":\"chief_scrutineer\",\"name\":\"李四\","
         "\"account\":\"7\"}\n"
         "{\"part\":\"signature\",\"duty\":\"teller\",\"name\":\"张三\",\"account\":\"7\"}"
         "\n",
         false, true},
        {WATCHED TELLERED,
         "{\"part\":\"signature\",\"duty\":\"chief_scrutineer\",\"name\":\"李四\","
         "\"account\":\"7\"}\n"
         "{\"part\":\"signature\",\"duty\":\"teller\",\"name\":\"张三\",\"account\":\"8\"}"
         "\n",
         true, true},
        {OFFICER, OFFICER "{\"part\":\"of_another_time\"}\n", true, true},
        {OFFICER GROUP, GROUP OFFICER, false, true},
        {ATTENDANCE, "", false, false},
        {ATTENDANCE, ATTENDANCE ATTENDANCE, false, true},
        {ISSUE, ISSUE ISSUE, false, true},
        {ISSUE, "", false, false},
        {"{\"part\":\"result\",\"result\":",
         "{\"part\":\"result\",\"result\":{}}\n{\"part\":\"result\",\"result\":", false,
         true},
        {TWO THREE, THREE TWO, false, true},
        {WATCHED, DECISION WATCHED, true, true},
        {WATCHED, DECISION DECISION WATCHED, false, true}, /* declared void once */
        {WATCHED TELLERED, BY_BODY("8"), true, true},      /* before anybody signed */
        {WATCHED, BY_BODY("8"), true, true},               /* between the signatures */
        {TELLERED, BY_BODY("7"), false, true},             /* by one */
        {WATCHED TELLERED, DECISION, false, true},         /* by nobody */
        {TWO THREE,
         TWO "{\"part\":\"ballot\",\"times\":1,\"ballot\":{\"marks\":\"YN\"}}\n{\"part\":"
             "\"ballot\",\"times\":2,\"ballot\":{\"marks\":\"YN\"}}\n",
         false, true},
        {"\"present\":6,\"leave", "\"present\":7,\"leave", true, false},
        {"\"leave_sick\":1", "\"leave_sick\":2", true, false},
        {"\"printed\":4,", "\"printed\":5,", true, false},
        {"\"unused\":1,\"cut\":1", "\"unused\":1,\"cut\":2", true, false},
        {"\"cut\":1,\"returned\":3", "\"cut\":1,\"returned\":2", true, false},
        {"\"slips\":4", "\"slips\":7", true, false},
        {"\"slips\":4", "\"slips\":1", true, false},
        {",\"slips\":4", "", true, true}, /* of before slips were written */
        {"\"voted\":2", "\"voted\":3", true, false},
        {"\"mode\":\"ballots\",\"returned\":3", "\"mode\":\"ballots\",\"returned\":2", true,
         false},
    };
    AUTO(arena) struct arena *a = arena_new();
    struct str good = good_body(a);

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *one = arena_new();
        struct str body = put_in(one, good, CASES[i].from, CASES[i].to);
        struct evidence_report r = check(one, seal_anew(one, body));
        cr_assert(r.is_whole && r.is_signed && r.is_recounted, "%zu", i);
        cr_assert(r.is_in_form == CASES[i].is_in_form, "%zu: form, %.*s", i,
                  STR_FMT(r.form_part));
        cr_assert(r.sums_agree == CASES[i].sums_agree, "%zu: sums", i);
    }
}

static struct str without_part(struct arena *a, struct str body, const char *part)
{
    struct str begin = str_print(a, "{\"part\":\"%s\"", part);
    ptrdiff_t at = str_find(body, begin);

    cr_assert(at >= 0, "%s", part);
    struct str rest = str_sub(body, (size_t)at, body.len), line;
    (void)str_cut(&rest, '\n', &line);
    return str_print(a, "%.*s%.*s", (int)at, body.ptr, STR_FMT(rest));
}

/* It is evidence, and not whole: which part is missing is said, and no line that is right is blamed. */
Test(evidence, a_part_that_is_missing_is_named)
{
    static const char *const PARTS[] = {"election", "result", "attendance", "issue",
                                        "signature"};
    AUTO(arena) struct arena *a = arena_new();
    struct str good = good_body(a);

    for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++) {
        struct str body = without_part(a, good, PARTS[i]);
        struct evidence_report r = check(a, seal_anew(a, body));
        cr_expect(r.is_whole && r.is_signed && !r.is_in_form, "%s", PARTS[i]);
        cr_expect(str_eq(r.form_part, str_of(PARTS[i])) && r.form_line == 0,
                  "%s: %.*s %lld", PARTS[i], STR_FMT(r.form_part), (long long)r.form_line);
        cr_expect(r.is_recounted == (i > 1), "%s", PARTS[i]);
    }
    struct evidence_report unsealed = check(a, good);
    cr_expect(!unsealed.is_whole && !unsealed.is_in_form && unsealed.form_line == 0);
    cr_expect(str_eq(unsealed.form_part, STR("seal")));
    cr_expect(check(a, STR("")).title.ptr == NULL, "no such file");
}

Test(evidence, the_key_to_expect_is_named_as_the_seal_writes_it)
{
    AUTO(arena) struct arena *a = arena_new();
    struct evidence_report r = check(a, sealed(a));
    unsigned char key[PUBLIC_BYTES];
    struct key seed = {{7}}, other = {{8}};
    struct fault f = {0};
    bool fits;

    sign_public(&seed, key);
    struct str base = crypto_base64(a, (struct str){(const char *)key, PUBLIC_BYTES});
    cr_assert(!evidence_key_fits(a, &r, r.key, &fits, &f) && fits);
    cr_assert(!evidence_key_fits(a, &r, base, &fits, &f) && fits);
    sign_public(&other, key);
    struct str hex = crypto_hex(a, key, PUBLIC_BYTES);
    cr_assert(!evidence_key_fits(a, &r, hex, &fits, &f) && !fits);
    cr_assert_eq(evidence_key_fits(a, &r, STR("abc"), &fits, &f), ERR_INVALID);
    cr_assert_str_eq(f.code, "evidence.key_form");
}

Test(evidence, of_a_district_says_who_took_part_and_how)
{
    static const struct {
        const char *absent;
        bool sums_agree;
    } CASES[] = {
        {"\"absent\":1", false}, /* no parts: it is no number of ballots either */
        {"\"absent\":1,\"in_person\":3,\"by_proxy\":2,\"by_box\":1", true},
        {"\"absent\":1,\"in_person\":6,\"by_proxy\":0,\"by_box\":0", true},
        {"\"absent\":1,\"in_person\":3,\"by_proxy\":2,\"by_box\":2", false},
        {"\"absent\":1,\"in_person\":1,\"by_proxy\":4,\"by_box\":1", true},
        {"\"absent\":1,\"in_person\":1,\"by_proxy\":5,\"by_box\":0",
         false}, /* one carries three */
        {"\"absent\":1,\"in_person\":3,\"by_proxy\":2", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str body =
            put_in(a, good_body(a), "\"kind\":\"party\"", "\"kind\":\"district\"");
        body = put_in(a, body, "\"absent\":1", CASES[i].absent);
        cr_expect_eq(check(a, seal_anew(a, body)).sums_agree, CASES[i].sums_agree,
                     "case %zu", i);
    }
}
