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
        {"张先生", "张先生"},
        {"王主任", "王主任"},
        {"李书记", "李书记"},
        {"李长江", "李长江"},
        {"张副", "张副"},
        {"王副华", "王副华"},
        {"陈县", "陈县"},
        {"（县人大）", "(县人大)"},
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
        {"", "", false},
        {"（县人大）", "（县政协）", false},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct str a = str_of(CASES[i].a), b = str_of(CASES[i].b);
        cr_expect_eq(name_may_be(a, b), CASES[i].may_be, "%s, %s", CASES[i].a, CASES[i].b);
        cr_expect_eq(name_may_be(b, a), CASES[i].may_be, "%s, %s", CASES[i].b, CASES[i].a);
    }
}
