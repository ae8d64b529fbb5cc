/*
 * The names of the compiler against what a site has: every code is at its place and spells what its list says,
 * whatever the site adds of its own; a code of another list is refused.
 */
#include "ledgers/poll.h"
#include "service/opened.h"
#include "service/record/codes.h"

#include <signal.h>

enum { NOW = 1622332800 };

static char dir[] = "/tmp/huanjie-codes-XXXXXX";
static struct opened x;

static void open_site(void)
{
    make_site(dir);
    cr_assert_eq(start(&x, dir, NOW * 1000LL), ERR_OK, "%s", x.fault.detail);
}

static void close_site(void)
{
    end(&x);
    remove_folder(dir);
}

TestSuite(codes, .init = open_site, .fini = close_site);

/* Of every list the catalog has what the program names, in its order; nothing of it is gone. */
static void expect_all_there(void)
{
    const struct catalog *all = engine_catalog(x.site->engine);

    cr_assert_geq(all->code_count, CODE_LISTS.count);
    for (size_t i = 0; i < CODE_LISTS.count; i++) {
        const struct code_list *list = &CODE_LISTS.items[i];
        const struct code_table *t = catalog_codes(all, list->name);
        cr_assert_not_null(t, "%.*s", STR_FMT(list->name));
        cr_assert(i == 0 || list[-1].tag < list->tag);
        cr_expect_eq(t->tag, list->tag);
        cr_assert_geq(t->count, list->count, "%.*s", STR_FMT(list->name));
        for (size_t k = 0; k < list->count; k++) {
            int code = list->tag << TAG_SHIFT | (int)k;
            cr_expect(str_eq(t->items[k].code, list->codes[k]), "%.*s: %.*s",
                      STR_FMT(list->name), STR_FMT(list->codes[k]));
            cr_expect(code_is(t->items[k].code, code));
            cr_expect_not_null(code_find(t, code_name(code)));
        }
    }
}

Test(codes, every_named_code_is_there)
{
    expect_all_there();
}

Test(codes, stay_when_a_site_adds_its_own)
{
    static const char FIELD[] =
        "{\"name\":\"own_way\",\"type\":\"code\",\"codes\":\"vote_way\","
        "\"label\":{\"zh-Hans\":\"自定方式\",\"en\":\"Own way\"}}";
    static const char LIST[] = "{\"name\":\"vote_way\",\"label\":{\"zh-Hans\":\"方式\","
                               "\"en\":\"Way\"},\"items\":[]}";

    must(&x, engine_add_field(x.site->engine, ledger_of(&x.call, LEDGER_POLL), STR(FIELD),
                              &x.fault));
    expect_all_there();
    /* a list is no ledger: it cannot take the place of ours */
    const struct ledger *out;
    cr_expect_eq(engine_add_ledger(x.site->engine, STR(LIST), &out, &x.fault), ERR_INVALID);
    expect_all_there();
}

/* ---- a site's own words -------------------------------------------------------------------- */

static void write_own(const char *list, const char *text)
{
    char path[200];

    snprintf(path, sizeof(path), "%s/ledgers/codes+%s.json", dir, list);
    FILE *f = fopen(path, "w");
    cr_assert_not_null(f);
    fputs(text, f);
    fclose(f);
}

static enum err start_again(void)
{
    end(&x);
    return start(&x, dir, NOW * 1000LL);
}

static void expect_refused(const char *list, const char *text, const char *code,
                           const char *part)
{
    char path[200];

    write_own(list, text);
    enum err err = start_again();
    cr_expect_eq(err, ERR_INVALID, "%s", text);
    cr_expect_str_eq(x.fault.code, code);
    cr_expect(strstr(x.fault.detail, part), "%s: %s", part, x.fault.detail);
    snprintf(path, sizeof(path), "%s/ledgers/codes+%s.json", dir, list);
    unlink(path);
    arena_free(x.arena);
    cr_assert_eq(start(&x, dir, NOW * 1000LL), ERR_OK);
}

#define OWN_LABEL "\"label\":{\"zh-Hans\":\"投票\",\"en\":\"Way\"}"
#define OWN_ITEM(code, hans, en) \
    "{\"code\":\"" code "\",\"label\":{\"zh-Hans\":\"" hans "\",\"en\":\"" en "\"}}"

Test(codes, a_site_relabels_and_adds_but_removes_nothing)
{
    write_own("vote_way", "{\"name\":\"vote_way\"," OWN_LABEL
                          ",\"items\":[" OWN_ITEM("paper", "纸票", "On paper") "]}");
    write_own("channel", "{\"name\":\"channel\"," OWN_LABEL
                         ",\"items\":[" OWN_ITEM("fax", "传真", "Fax") "]}");
    cr_assert_eq(start_again(), ERR_OK, "%s", x.fault.detail);
    expect_all_there();
    const struct catalog *all = engine_catalog(x.site->engine);
    const struct code_table *ways = catalog_codes(all, STR("vote_way"));
    const struct code_table *channels = catalog_codes(all, STR("channel"));
    cr_expect(str_eq(code_find(ways, STR("paper"))->label.in[LOCALE_HANS], STR("纸票")));
    cr_expect(str_eq(code_find(ways, STR("paper"))->label.in[LOCALE_HANT], STR("紙票")));
    cr_expect(str_eq(code_find(ways, STR("both"))->label.in[LOCALE_EN], STR("Both")));
    cr_expect(str_eq(channels->items[channels->count - 1].code, STR("fax")));
    const struct ledger *l = ledger_of(&x.call, LEDGER_POLL);
    struct row *row = row_new(x.arena, l);
    row_put_code(l, row, POLL_WAY, CODE_VOTE_WAY_BOTH);
    cr_expect(str_eq(row_text(l, row, POLL_WAY), STR("both")));
}

Test(codes, what_a_site_may_not_say_of_a_list)
{
    static const char WRONG[] = "definition.wrong";

    expect_refused("vote_way",
                   "{\"name\":\"vote_way\"," OWN_LABEL
                   ",\"items\":[\n" OWN_ITEM("hands", "举手", "Hands") "]}",
                   WRONG, "hands");
    expect_refused("vote_way",
                   "{\"name\":\"vote_way\"," OWN_LABEL
                   ",\"items\":[" OWN_ITEM("paper", "电子投票", "Paper") "]}",
                   WRONG, "another code has this name");
    expect_refused("channel",
                   "{\"name\":\"channel\"," OWN_LABEL
                   ",\"items\":[" OWN_ITEM("visit", "sms", "Visit") "]}",
                   WRONG, "another code has this name");
    expect_refused("vote_way", "{\"name\":\"level\"," OWN_LABEL ",\"items\":[]}", WRONG,
                   "another list");
    expect_refused("no_such", "{\"name\":\"no_such\"," OWN_LABEL ",\"items\":[]}",
                   "definition.no_list", "no_such");
}

/* ---- the names ------------------------------------------------------------------------------ */

Test(codes, of_a_row_by_field)
{
    const struct ledger *l = ledger_of(&x.call, LEDGER_POLL);
    struct row *row = row_new(x.arena, l);

    row_put_code(l, row, POLL_WAY, CODE_VOTE_WAY_ELECTRONIC);
    cr_expect(str_eq(row_text(l, row, POLL_WAY), STR("electronic")));
    cr_expect(row_has_code(l, row, POLL_WAY, CODE_VOTE_WAY_ELECTRONIC));
    cr_expect_not(row_has_code(l, row, POLL_WAY, CODE_VOTE_WAY_PAPER));
    cr_expect_not(row_has_code(l, row, POLL_STYLE, CODE_BALLOT_STYLE_SIGN), "empty");
    cr_expect(str_eq(code_name(CODE_RULE_SET_COUNTY_PARTY_2020), STR("county-party-2020")));
}

Test(codes, of_another_list_is_a_bug, .signal = SIGABRT)
{
    const struct ledger *l = ledger_of(&x.call, LEDGER_POLL);
    struct row *row = row_new(x.arena, l);

    row_has_code(l, row, POLL_WAY, CODE_BALLOT_STYLE_SIGN);
}

Test(codes, put_into_a_field_of_another_list_is_a_bug, .signal = SIGABRT)
{
    const struct ledger *l = ledger_of(&x.call, LEDGER_POLL);
    struct row *row = row_new(x.arena, l);

    row_put_code(l, row, POLL_COLOUR, CODE_VOTE_WAY_PAPER);
}

Test(codes, a_field_is_no_code, .signal = SIGABRT)
{
    code_name(POLL_WAY);
}
