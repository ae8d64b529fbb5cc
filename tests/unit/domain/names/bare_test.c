/* What is put around a name, and what is of it. */
#include "domain/names/bare.h"

#include "base/arena.h"

#include <criterion/criterion.h>

Test(bare, takes_off_what_is_put_around_a_name)
{
    static const struct {
        const char *written, *bare;
    } CASES[] = {
        {"王明华", "王明华"},
        {"王　明 华", "王明华"},
        {"王明华（县人大）", "王明华"},
        {"王明华(县人大)", "王明华"},
        {"王明华【望河镇】", "王明华"},
        {"王明华〔男〕", "王明华"},
        {"（县人大）王明华", "王明华"},
        {"王明华（县人大", "王明华"},
        {"王明华先生", "王明华"},
        {"王明华女士", "王明华"},
        {"王明华 同志", "王明华"},
        {"王明华县长", "王明华"},
        {"王明华副县长", "王明华"},
        {"王明华县人大常委会副主任", "王明华"},
        {"县长王明华", "王明华"},
        {"青岚县副县长王明华", "王明华"},
        {"县人大常委会主任王明", "王明"},
        {"王明华，县人大", "王明华"},
        {"王明华 望河镇", "王明华"},
        {"望河镇 王明华", "王明华"},
        {"教育局：王明华同志", "王明华"},
        {"王明华同志（望河镇）", "王明华"},
        {"候选人王明华", "王明华"},
        {"买买提·艾力", "买买提艾力"},
        {"买买提·艾力先生", "买买提艾力"},
        {"阿依古丽 买买提", "阿依古丽买买提"},
        {"欧阳 国", "欧阳国"},
        {"欧阳国强书记", "欧阳国强"},
        {"王明(", "王明"},
        /* of the name itself */
        /* what hands put around a name */
        {"周山√", "周山"},
        {"○周山", "周山"},
        {"“周山”", "周山"},
        {"周山1", "周山"},
        {"1. 周山", "周山"},
        {"周山👍", "周山"},
        {"周\u0301山", "周山"},
        {"同意周山", "周山"},
        {"选周山", "周山"},
        {"周山同意", "周山"},
        {"我选周山√", "周山"},
        {"王选", "王选"},
        {"选民", "选民"},
        {"王选民", "王选民"},
        /* and between the parts of a long one */
        {"艾力。买买提", "艾力买买提"},
        {"艾力，买买提", "艾力买买提"},
        {"艾力、买买提", "艾力买买提"},
        {"艾力/买买提", "艾力买买提"},
        {"艾力_买买提", "艾力买买提"},
        {"艾力˙买买提", "艾力买买提"},
        {"艾力ㆍ买买提", "艾力买买提"},
        {"艾力｡买买提", "艾力买买提"},
        {"艾力丶买买提", "艾力买买提"},
        {"艾力一买买提", "艾力买买提"},
        {"艾力,买买提", "艾力买买提"},
        {"艾力;买买提", "艾力买买提"},
        {"艾力:买买提", "艾力买买提"},
        {"艾力`买买提", "艾力买买提"},
        {"艾力--买买提", "艾力买买提"},
        {"欧阳一诺", "欧阳一诺"},
        {"王一", "王一"},
        {"一一", "一一"},
        {"张先生", "张先生"},
        {"王主任", "王主任"},
        {"李书记", "李书记"},
        {"李长江", "李长江"},
        {"张副", "张副"},
        {"王副华", "王副华"},
        {"陈县", "陈县"},
        {"（县人大）", "县人大"},
        {"WANG Ming", "wangming"},
        {"", ""},
        {"　", ""},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *arena = arena_new();
        struct str bare = name_bare(arena, str_of(CASES[i].written));
        cr_expect(str_eq(bare, str_of(CASES[i].bare)), "%s: %.*s", CASES[i].written,
                  STR_FMT(bare));
    }
}

Test(bare, who_may_be_one_and_who_is_not)
{
    static const struct {
        const char *a, *b;
        bool may_be;
    } CASES[] = {
        {"王明华", "王明华", true},
        {"王明华", "王明华（县人大）", true},
        {"王明华（县人大）", "王明华(县人大)", true},
        {"王明华（县人大）", "王明华同志", true},
        {"王明华（县人大）", "王明华（县政协）", false},
        {"张伟（女）", "张伟（男）", false},
        {"张伟（女）", "张伟", true},
        {"王明华", "王明", false},
        {"选民1", "选民2", false},
        {"选民12", "选民2", false},
        {"周山1", "周山", true},
        {"周山√", "周山", true},
        {"", "", false},
        {"（县人大）", "（县政协）", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str a = str_of(CASES[i].a), b = str_of(CASES[i].b);
        cr_expect_eq(name_may_be(a, b), CASES[i].may_be, "%s, %s", CASES[i].a, CASES[i].b);
        cr_expect_eq(name_may_be(b, a), CASES[i].may_be, "%s, %s", CASES[i].b, CASES[i].a);
    }
}

Test(bare, is_alike_in_whatever_shape_a_character_was_written)
{
    static const char *const ALIKE[][2] = {
        {"吴青云", "吴靑云"},
        {"孙户人", "孙戸人"},
        {"李强国", "李强囯"},
        {"高明", "髙明"},
        {"陈〇一", "陈○一"},
        {"郝明", "郝\uE000明"},
        {"艾力·买买提", "艾力⸱买买提"},
        {"王峰", "王峯"},
        {"闫明", "阎明"},
        {"肖玉", "萧玉"},
        {"付国强", "傅国强"},
        {"钟山", "锺山"},
        {"李零", "李〇"},
    };
    static const char *const NOT[][2] = {{"王明", "王名"},
                                         {"李已", "李己"},
                                         {"于末", "于未"},
                                         {"赵土", "赵士"},
                                         {"段玉", "叚玉"}};

    for (size_t i = 0; i < sizeof(ALIKE) / sizeof(ALIKE[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct str one = str_of(ALIKE[i][0]), other = str_of(ALIKE[i][1]);
        struct str x = name_bare(a, one), y = name_bare(a, other);
        cr_assert(str_eq(x, y), "%s, %s", ALIKE[i][0], ALIKE[i][1]);
        cr_assert(name_may_be(one, other), "%s, %s", ALIKE[i][0], ALIKE[i][1]);
        cr_assert(str_eq(name_bare(a, x), x), "bare twice: %.*s", STR_FMT(x));
    }
    for (size_t i = 0; i < sizeof(NOT) / sizeof(NOT[0]); i++) {
        cr_assert_not(name_may_be(str_of(NOT[i][0]), str_of(NOT[i][1])), "%s, %s",
                      NOT[i][0], NOT[i][1]);
    }
}

Test(bare, a_place_or_unit_written_on_to_a_name_is_seen_whatever_it_is_called)
{
    static const struct {
        const char *a, *b;
        bool is_perhaps;
    } CASES[] = {
        {"李武", "岚桥镇李武", true},
        {"周龙", "松家村周龙", true},
        {"周龙", "第一代表团周龙", true},
        {"李武", "李武三中", true},
        /* a word of the table in the unit's name takes off too little */
        {"王文", "县委办王文", true},
        {"王文", "县政府办王文", true},
        {"王文", "代表团王文", true},
        {"王文", "县人大办王文", true},
        {"王文（县委办）", "岚桥镇王文", true},
        {"文华", "欧阳文华", true},
        /* another word in brackets, or another figure, on each tells them apart */
        {"张伟（女）", "岚桥镇张伟（男）", false},
        {"王文（一中）", "王文（二中）", false},
        {"代表1", "城关镇代表2", false},
        {"李武", "李武", true},
        {"王文", "王文华", false},
        {"高山", "张高山", false},
        {"李", "李武三", false},
        {"李武", "岚李武桥", false},
        {"", "岚桥镇", false},
        {"", "", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str a = str_of(CASES[i].a), b = str_of(CASES[i].b);
        cr_expect_eq(name_perhaps(a, b), CASES[i].is_perhaps, "%s, %s", CASES[i].a,
                     CASES[i].b);
        cr_expect_eq(name_perhaps(b, a), CASES[i].is_perhaps, "%s, %s", CASES[i].b,
                     CASES[i].a);
    }
}

Test(bare, who_may_be_one_is_perhaps_one)
{
    static const char *const NAMES[] = {
        "王明华", "王明华（县人大）", "县长王明华", "王朙华", "周山√", "周山", "李零",
        "李〇",   "岚桥镇李武",       "李武"};
    enum { COUNT = sizeof(NAMES) / sizeof(NAMES[0]) };

    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++) {
            struct str a = str_of(NAMES[i]), b = str_of(NAMES[k]);
            cr_expect(!name_may_be(a, b) || name_perhaps(a, b), "%s, %s", NAMES[i],
                      NAMES[k]);
        }
}
