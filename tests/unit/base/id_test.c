#include "base/id.h"

#include <criterion/criterion.h>

static const instant NOW = {1795680000000}; /* 2026-11-26 */

Test(id, many_in_one_millisecond_rise_and_keep_their_node)
{
    struct id_maker m = {.node = 40000};
    int64_t last = 0;

    for (int i = 0; i < 100000; i++) {
        int64_t id = id_next(&m, NOW);
        cr_assert_gt(id, last);
        cr_assert_eq(id_node(id), 40000);
        last = id;
    }
}

Test(id, makers_of_different_nodes_never_draw_the_same)
{
    struct id_maker a = {.node = 1}, b = {.node = 2};

    for (int i = 0; i < 1000; i++)
        cr_assert_neq(id_next(&a, NOW), id_next(&b, NOW));
}

Test(id, go_on_after_the_newest_of_any_node_though_the_clock_was_set_back)
{
    static const int NODES[] = {1, 7, ID_NODE_MOST};

    for (int i = 0; i < 3; i++) {
        struct id_maker other = {.node = NODES[i]}, m = {.node = 7};
        int64_t newest = id_next(&other, (instant){NOW.ms + 86400000});
        id_continue(&m, newest);
        int64_t next = id_next(&m, NOW);
        cr_expect_gt(next, newest);
        cr_expect_eq(id_node(next), 7);
        cr_expect_gt(id_next(&m, (instant){NOW.ms - 86400000}), next);
        id_continue(&m, 5); /* older than what was drawn: no matter */
        cr_expect_gt(id_next(&m, NOW), next);
    }
}

Test(id, a_clock_before_the_epoch_is_survived)
{
    struct id_maker m = {.node = 3};
    int64_t first = id_next(&m, (instant){0});

    cr_expect_gt(first, 0);
    cr_expect_gt(id_next(&m, (instant){-5}), first);
}
