#include "base/turns.h"

#include <criterion/criterion.h>
#include <pthread.h>

enum { MOST = 64 };

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_open, is_held;
    char order[MOST + 1];
    int done;
} seen = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void note(void *arg)
{
    pthread_mutex_lock(&seen.lock);
    seen.order[seen.done++] = *(const char *)arg;
    pthread_cond_broadcast(&seen.changed);
    pthread_mutex_unlock(&seen.lock);
}

/* Keeps the only thread until everybody waits. */
static void hold(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&seen.lock);
    seen.is_held = true;
    pthread_cond_broadcast(&seen.changed);
    while (!seen.is_open)
        pthread_cond_wait(&seen.changed, &seen.lock);
    pthread_mutex_unlock(&seen.lock);
}

static struct turns *held(struct turn *first, int each, int all)
{
    struct turns *t = turns_new(1, each, all);

    *first = (struct turn){.run = hold};
    cr_assert(turns_add(t, first, STR("first")));
    pthread_mutex_lock(&seen.lock);
    while (!seen.is_held)
        pthread_cond_wait(&seen.changed, &seen.lock);
    pthread_mutex_unlock(&seen.lock);
    return t;
}

static void let_go(void)
{
    pthread_mutex_lock(&seen.lock);
    seen.is_open = true;
    pthread_cond_broadcast(&seen.changed);
    pthread_mutex_unlock(&seen.lock);
}

static void wait_for(int done)
{
    pthread_mutex_lock(&seen.lock);
    while (seen.done < done)
        pthread_cond_wait(&seen.changed, &seen.lock);
    pthread_mutex_unlock(&seen.lock);
}

static void finish(struct turns *t)
{
    let_go();
    turns_free(t);
}

Test(turns, who_has_many_waiting_waits_for_himself)
{
    static char KEYS[] = "aaaaaaabbc";
    struct turn first, turns[10];
    struct turns *t = held(&first, MOST, MOST);

    for (int i = 0; i < 10; i++) {
        turns[i] = (struct turn){.run = note, .arg = &KEYS[i]};
        cr_assert(turns_add(t, &turns[i], (struct str){&KEYS[i], 1}));
    }
    finish(t);
    cr_assert_str_eq(seen.order, "abcabaaaaa");
}

struct arrival {
    struct turns *turns;
    struct turn late;
    bool fits;
};

/* While this one of `a` is served, `b` comes for the first time. */
static void note_and_add(void *arg)
{
    static char a[] = "a", b[] = "b";
    struct arrival *x = arg;

    x->late = (struct turn){.run = note, .arg = b};
    x->fits = turns_add(x->turns, &x->late, STR("b"));
    note(a);
}

Test(turns, who_comes_while_others_are_served_passes_nobody_of_the_round_that_is_on)
{
    static char a[] = "a";
    struct turn first, own[4];
    struct arrival arrival = {.turns = held(&first, MOST, MOST)};

    for (int i = 0; i < 4; i++) {
        own[i] = i == 1 ? (struct turn){.run = note_and_add, .arg = &arrival}
                        : (struct turn){.run = note, .arg = a};
        cr_assert(turns_add(arrival.turns, &own[i], STR("a")));
    }
    let_go();
    wait_for(5);
    turns_free(arrival.turns);
    cr_assert(arrival.fits);
    cr_assert_str_eq(seen.order, "aaaba", "behind the third, before the fourth");
}

Test(turns, room_for_each_and_for_all)
{
    struct turn first, turns[8];
    struct turns *t = held(&first, 3, 5);
    bool fits[8];
    char mark[] = "x";

    for (int i = 0; i < 8; i++) {
        turns[i] = (struct turn){.run = note, .arg = mark};
        fits[i] = turns_add(t, &turns[i],
                            i < 4   ? STR("one")
                            : i < 6 ? STR("two")
                                    : STR("three"));
    }
    finish(t);
    cr_assert(fits[0] && fits[1] && fits[2] && !fits[3], "one key has three");
    cr_assert(fits[4] && fits[5] && !fits[6] && !fits[7], "all have five");
    cr_assert_eq(seen.done, 5);
}
