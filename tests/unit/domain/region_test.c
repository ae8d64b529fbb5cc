#include "domain/region_table.h"

#include "base/asset.h"

#include <criterion/criterion.h>

Test(region, codes_are_read_and_written_on_each_level)
{
    static const struct {
        const char *code;
        region want;
        enum region_level level;
        region parent, last;
    } CASES[] = {
        {"0", 0, REGION_COUNTRY, 0, 999999999},
        {"43", 430000000, REGION_PROVINCE, 0, 439999999},
        {"4302", 430200000, REGION_CITY, 430000000, 430299999},
        {"430211", 430211000, REGION_COUNTY, 430200000, 430211999},
        {"430211001", 430211001, REGION_TOWNSHIP, 430211000, 430211001},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(buf) struct buf out = BUF(16);
        region r = -1;
        cr_assert(region_read(str_of(CASES[i].code), &r));
        cr_expect_eq(r, CASES[i].want);
        cr_expect_eq(region_level(r), CASES[i].level);
        cr_expect_eq(region_parent(r), CASES[i].parent);
        cr_expect_eq(region_last(r), CASES[i].last);
        region_write(&out, r);
        cr_expect(str_eq(buf_view(&out), str_of(CASES[i].code)), "%s", CASES[i].code);
        for (size_t k = 0; k < sizeof(CASES) / sizeof(CASES[0]); k++)
            cr_expect_eq(region_holds(r, CASES[k].want), i <= k);
    }
}

Test(region, what_is_no_code_is_refused)
{
    static const char *const WRONG[] = {"",         "4",          "430", "43021", "4302110",
                                        "43021100", "4302110010", "-43", "-4302", "+4302",
                                        "043021",   "4302a1",     " 43", "43 ",   "４３",
                                        "000000",   "00"};

    for (size_t i = 0; i < sizeof(WRONG) / sizeof(WRONG[0]); i++) {
        region r;
        cr_expect_not(region_read(str_of(WRONG[i]), &r), "%s", WRONG[i]);
    }
}

Test(region, an_ancestor_on_each_level)
{
    cr_expect_eq(region_at(430211001, REGION_COUNTY), 430211000);
    cr_expect_eq(region_at(430211001, REGION_PROVINCE), 430000000);
    cr_expect_eq(region_at(430211001, REGION_COUNTRY), 0);
    cr_expect_eq(region_at(430000000, REGION_COUNTY), 430000000,
                 "itself when it stands higher");
}

/* ---- the shipped table ------------------------------------------------------------------- */

static struct arena *arena;
static struct region_table *table;

static void load(void)
{
    const struct asset *file = asset_find(STR("regions.tsv"));

    arena = arena_new();
    cr_assert_not_null(file);
    cr_assert_not(file->is_gzip);
    table = region_table_read(arena, asset_bytes(file), STR(""));
}

static void unload(void)
{
    arena_free(arena);
}

TestSuite(region_table, .init = load, .fini = unload);

Test(region_table, holds_every_level_in_order_without_doubles)
{
    size_t counts[5] = {0};

    for (size_t i = 0; i < table->count; i++) {
        const struct region_entry *e = &table->entries[i];
        counts[region_level(e->code)]++;
        cr_assert(i == 0 || table->entries[i - 1].code < e->code, "%lld",
                  (long long)e->code);
        cr_assert(e->name[0].len > 0 && e->name[1].len > 0, "%lld", (long long)e->code);
        cr_assert_eq(region_find(table, e->code), e);
        region parent = region_known_parent(table, e->code);
        cr_assert(parent == 0 || region_holds(parent, e->code));
        cr_assert(region_level(e->code) == REGION_PROVINCE || parent != 0,
                  "%lld has no parent", (long long)e->code);
    }
    cr_expect_eq(counts[REGION_PROVINCE], 31);
    cr_expect_geq(counts[REGION_CITY], 333);
    cr_expect_geq(counts[REGION_COUNTY], 2840);
    cr_expect_eq(counts[REGION_TOWNSHIP], 41351, "%zu", counts[REGION_TOWNSHIP]);
}

Test(region_table, names_and_paths)
{
    struct str zhuzhou = region_path(table, arena, 430211000, LOCALE_HANS);

    cr_expect(str_eq(zhuzhou, STR("湖南省 株洲市 天元区")), "%.*s", STR_FMT(zhuzhou));
    cr_expect(str_eq(region_path(table, arena, 430211000, LOCALE_HANT),
                     STR("湖南省 株洲市 天元區")));
    cr_expect(str_eq(region_name(table, arena, 0, LOCALE_HANS), STR("全国")));
    cr_expect(str_eq(region_path(table, arena, 0, LOCALE_EN), STR("Whole country")));
    cr_expect(str_eq(region_name(table, arena, 439999000, LOCALE_HANS), STR("439999")),
              "unknown: its code");
    cr_expect_null(region_find(table, 439999000));
    cr_expect_not_null(region_find(table, 0));
}

Test(region_table, a_subtree_is_one_range)
{
    size_t first, end, seen = 0;

    region_subtree(table, 441624000, &first, &end);
    cr_assert(first < end);
    for (size_t i = 0; i < table->count; i++) {
        region code = table->entries[i].code;
        bool below = code != 441624000 && region_holds(441624000, code);
        cr_assert_eq(below, i >= first && i < end);
        seen += below;
    }
    cr_expect_eq(seen, end - first);
    region_subtree(table, 0, &first, &end);
    cr_expect_eq(end - first, table->count);
    region_subtree(table, 441624100, &first, &end);
    cr_expect_eq(first, end, "a township has none");
}

static region resolve(const char *text, region within)
{
    region found = -1;

    return region_resolve(table, arena, str_of(text), within, &found) ? found : -1;
}

Test(region_table, texts_are_resolved_within_a_place)
{
    cr_expect_eq(resolve("430211", 430000000), 430211000);
    cr_expect_eq(resolve("430211", 440000000), -1, "elsewhere");
    cr_expect_eq(resolve("430299", 430000000), -1, "no such place");
    cr_expect_eq(resolve("天元区", 430000000), 430211000);
    cr_expect_eq(resolve(" 天元区 ", 430200000), 430211000);
    cr_expect_eq(resolve("株洲市天元区", 430000000), 430211000);
    cr_expect_eq(resolve("湖南省 株洲市 天元区", 0), 430211000);
    cr_expect_eq(resolve("湖南省株洲市", 0), 430200000);
    cr_expect_eq(resolve("株洲市", 430200000), 430200000, "the place itself");
    cr_expect_eq(resolve("湘潭市天元区", 430000000), -1, "not its parent");
    cr_expect_eq(resolve("元区", 430000000), -1);
    cr_expect_eq(resolve("", 430000000), -1);
    cr_expect_eq(resolve("鼓楼区", 0), -1, "several bear the name");
    cr_expect_eq(resolve("南京市鼓楼区", 0), 320106000);
}

/* Whatever its names: the path of every place leads back to it, unless another place bears the same
 * names, and then to none. */
Test(region_table, the_path_of_every_place_of_a_province_leads_to_it)
{
    size_t first, end;

    region_subtree(table, 430000000, &first, &end);
    for (size_t i = first; i < end; i += 7) {
        region code = table->entries[i].code, county = region_at(code, REGION_COUNTY);
        struct str path = region_path(table, arena, code, LOCALE_HANS);
        region found;
        if (region_resolve(table, arena, path,
                           region_find(table, county) ? county : 430000000, &found))
            cr_assert_eq(found, code, "%.*s", STR_FMT(path));
    }
}

Test(region_table, odd_lines_are_passed_over)
{
    struct region_table *t = region_table_read(
        arena,
        STR("# note\n\nx\ty\n43\t湖南省\n4302\t株洲市\t株洲市\r\n430211\tA\tB\nlast "
            "line without code"),
        STR(""));

    cr_assert_eq(t->count, 3);
    cr_expect(str_eq(t->entries[0].name[1], STR("湖南省")));
    cr_expect(str_eq(t->entries[2].name[1], STR("B")));
    cr_expect_eq(region_table_read(arena, STR(""), STR(""))->count, 0);
}

/* ---- the invented province --------------------------------------------------------------- */

/* A name without what kind of place it is: 青岚县 and 青岚镇 are both 青岚. */
static struct str stem_of(struct str name)
{
    static const char *const KINDS[] = {"街道", "自治县", "省", "市",
                                        "县",   "区",     "镇", "乡"};
    enum { TWO_CHARACTERS = 6 };

    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
        struct str kind = str_of(KINDS[i]);
        if (str_ends(name, kind) && name.len >= kind.len + TWO_CHARACTERS)
            return (struct str){name.ptr, name.len - kind.len};
    }
    return name;
}

static int compare_stems(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static struct region_table *with_invented(void)
{
    return region_table_read(arena, asset_bytes(asset_find(STR("regions.tsv"))),
                             asset_bytes(asset_find(STR("invented.tsv"))));
}

Test(region_table, the_demonstration_lies_in_places_that_no_real_table_has)
{
    struct region_table *both = with_invented();
    struct str *real = ARENA_ARRAY(arena, struct str, table->count);
    size_t first, end, counts[5] = {0};

    region_subtree(table, 990000000, &first, &end);
    cr_assert_eq(first, end, "the real table ends before 99");
    cr_assert_null(region_find(table, 990000000));
    for (size_t i = 0; i < table->count; i++)
        real[i] = stem_of(table->entries[i].name[0]);
    qsort(real, table->count, sizeof(*real), compare_stems);
    cr_assert_gt(both->count, table->count);
    for (size_t i = table->count; i < both->count; i++) {
        const struct region_entry *e = &both->entries[i];
        struct str stem = stem_of(e->name[0]);
        counts[region_level(e->code)]++;
        cr_assert(region_holds(990000000, e->code));
        cr_assert_lt(both->entries[i - 1].code, e->code, "in order");
        cr_assert_null(bsearch(&stem, real, table->count, sizeof(stem), compare_stems),
                       "%.*s is a real name", STR_FMT(e->name[0]));
    }
    cr_expect_eq(counts[REGION_PROVINCE], 1);
    cr_expect_eq(counts[REGION_CITY], 11);
    cr_expect_eq(counts[REGION_COUNTY], 117);
    cr_expect_gt(counts[REGION_TOWNSHIP], 1000);
}

Test(region_table, the_demo_county_is_qinglan_with_seventeen_towns)
{
    struct region_table *both = with_invented();
    size_t first, end;
    struct str path = region_path(both, arena, 990124100, LOCALE_HANS);

    region_subtree(both, 990124000, &first, &end);
    cr_expect_eq(end - first, 17);
    for (size_t i = first; i < end; i++)
        cr_expect_eq(both->entries[i].code, (region)(990124100 + (i - first)));
    cr_expect(str_eq(path, STR("星河省 望川市 青岚县 岚桥镇")), "%.*s", STR_FMT(path));
}
