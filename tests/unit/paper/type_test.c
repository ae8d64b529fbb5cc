/* Papers set at once and one after another: pango's maps are lent, and nothing of theirs is let go of while its thread
 * still looks at them. */
#include "base/mem.h"
#include "docx.h"
#include "paper/fonts_private.h"
#include "paper/type.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>

enum { PAPERS = 60, THREADS = 4 };

static const struct str WORDS = STR_INIT("青岚县第九次代表大会 2026 年选票");

static double width_in(const struct type *type, enum face face, double size)
{
    const struct type_line line = {WORDS, face, size, 4, 500};
    double width;
    PangoLayout *layout = type_line(type, &line, &width);

    g_object_unref(layout);
    return width;
}

/* In another size each time, so that each asks pango for fonts anew. */
static void set_one(int nth)
{
    AUTO(type) struct type type = {0};
    struct fault f = {0};
    double least = 500, most = 0;

    cr_assert_eq(type_open(&type, test_fonts(), WORDS, &f), ERR_OK, "%s", f.detail);
    for (enum face face = FACE_SONG; face <= FACE_KAI; face++) {
        double width = width_in(&type, face, 8 + nth % 40);
        least = width < least ? width : least;
        most = width > most ? width : most;
    }
    cr_assert(least > 50 && most <= 500, "%f to %f", least, most);
}

static void *set_many(void *unused)
{
    (void)unused;
    for (int i = 0; i < PAPERS; i++)
        set_one(i);
    return NULL;
}

Test(type, many_papers_at_once)
{
    pthread_t threads[THREADS];

    (void)mallopt(M_PERTURB, 244); /* what is freed is seen to be freed */
    (void)test_fonts();            /* of one thread */
    for (int i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, set_many, NULL), 0);
    for (int i = 0; i < THREADS; i++)
        cr_assert_eq(pthread_join(threads[i], NULL), 0);
}

Test(type, a_map_is_lent_to_one_and_lent_again)
{
    struct font_set *set, *same;
    struct fault f = {0};

    cr_assert_eq(font_set_for(test_fonts(), WORDS, &set, &f), ERR_OK);
    cr_assert_eq(font_set_for(test_fonts(), STR("other"), &same, &f), ERR_OK);
    cr_assert_eq(set, same);
    PangoFontMap *one = font_set_borrow(set), *two = font_set_borrow(set);
    cr_assert_neq(one, two);
    font_set_return(set, one);
    cr_assert_eq(font_set_borrow(set), one);
    font_set_return(set, one);
    font_set_return(set, two);
}

/* Whatever is asked for: never larger, so that what fits still fits, and of a number of sizes that has an end. */
Test(type, sizes_are_few_and_never_larger)
{
    double last = 0;
    int count = 0;

    for (int i = 1; i <= 200000; i++) {
        double asked = i * 0.007, size = type_size(asked);
        cr_assert(size <= asked || size <= 0.5, "%f for %f", size, asked);
        cr_assert(size >= last && (asked >= TYPE_SIZE_MOST || size > asked * 0.9 - 0.5));
        count += size > last;
        last = size;
    }
    cr_expect_lt(count, 180, "%d sizes", count);
    for (double half = 0.5; half < 24; half += 0.5)
        cr_expect_eq(type_size(half), half, "a form's own size: %f", half);
    cr_expect_eq(type_size(36), 36);
}

/* A server prints for years: what the maps remember has an end.  A sanitizer keeps what was freed. */
#ifndef __SANITIZE_ADDRESS__
Test(type, memory_does_not_grow_with_papers)
{
    struct rusage before, after;

    set_many(NULL);
    cr_assert_eq(getrusage(RUSAGE_SELF, &before), 0);
    for (int i = 0; i < 5; i++)
        set_many(NULL);
    cr_assert_eq(getrusage(RUSAGE_SELF, &after), 0);
    cr_assert_lt(after.ru_maxrss - before.ru_maxrss, 16 << 10, "%ld KiB more",
                 after.ru_maxrss - before.ru_maxrss);
}

/* Nor with sizes that nobody saw before, as templates of a site may ask for: nothing was warmed. */
Test(type, memory_has_an_end_whatever_sizes_are_asked_for)
{
    AUTO(type) struct type type = {0};
    struct rusage before, after;
    struct fault f = {0};

    cr_assert_eq(type_open(&type, test_fonts(), WORDS, &f), ERR_OK, "%s", f.detail);
    (void)width_in(&type, FACE_SONG, 20);
    cr_assert_eq(getrusage(RUSAGE_SELF, &before), 0);
    for (int i = 0; i < 4000; i++)
        (void)width_in(&type, FACE_SONG, 5 + i * 0.0041);
    cr_assert_eq(getrusage(RUSAGE_SELF, &after), 0);
    cr_assert_lt(after.ru_maxrss - before.ru_maxrss, 8 << 10, "%ld KiB more",
                 after.ru_maxrss - before.ru_maxrss);
}
#endif
