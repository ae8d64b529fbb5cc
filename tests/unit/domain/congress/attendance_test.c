#include "domain/congress/attendance.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* "in@5 out@9": kinds with their second, the key is the place in the list. */
static size_t read_events(struct arena *a, const char *text, struct hall_event *out)
{
    struct str rest = str_of(text), one, kind;
    size_t n = 0;

    while (str_cut(&rest, ' ', &one)) {
        int64_t at = 0;
        out[n] = (struct hall_event){0};
        cr_assert(str_cut(&one, '@', &kind));
        cr_assert(str_i64(one, &at));
        cr_assert(hall_event_read(kind, &out[n].kind), "%.*s", STR_FMT(kind));
        out[n].at.ms = at * 1000;
        out[n].key = str_print(a, "k%02zu", n);
        n++;
    }
    return n;
}

Test(attendance, the_latest_event_decides)
{
    static const struct {
        const char *events;
        enum attendance want;
        int64_t came, left;
    } CASES[] = {
        {"", ATTENDANCE_UNKNOWN, 0, 0},
        {"in@5", ATTENDANCE_PRESENT, 5, 0},
        {"in@5 out@9", ATTENDANCE_LEFT, 5, 9},
        {"out@9 in@5", ATTENDANCE_LEFT, 5, 9},
        {"in@5 out@9 in@12", ATTENDANCE_PRESENT, 12, 9},
        {"in@12 out@9 in@5", ATTENDANCE_PRESENT, 12, 9},
        {"leave_sick@1 in@5", ATTENDANCE_PRESENT, 5, 0},
        {"in@5 leave_sick@1", ATTENDANCE_PRESENT, 5, 0},
        {"leave_business@7 in@5", ATTENDANCE_LEAVE_BUSINESS, 5, 0},
        {"absent@8", ATTENDANCE_ABSENT, 0, 0},
        {"in@5 clear@6", ATTENDANCE_UNKNOWN, 0, 0},
        {"in@5 clear@6 in@7", ATTENDANCE_PRESENT, 7, 0},
        {"in@5 out@6 clear@7 in@8", ATTENDANCE_PRESENT, 8, 0},
        {"in@8 clear@7 out@6 in@5", ATTENDANCE_PRESENT, 8, 0},
        {"in@5 out@5", ATTENDANCE_LEFT, 5, 5}, /* at the same moment the greater key */
        {"out@5 in@5", ATTENDANCE_PRESENT, 5, 0},
        /* whoever never came in has not left */
        {"out@5", ATTENDANCE_UNKNOWN, 0, 0},
        {"out@5 out@6", ATTENDANCE_UNKNOWN, 0, 0},
        {"leave_sick@2 out@5", ATTENDANCE_LEAVE_SICK, 0, 0},
        {"in@5 clear@6 out@7", ATTENDANCE_UNKNOWN, 0, 0},
        {"out@4 in@5", ATTENDANCE_PRESENT, 5, 0},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        AUTO(arena) struct arena *a = arena_new();
        struct hall_event events[8];
        size_t n = *CASES[i].events ? read_events(a, CASES[i].events, events) : 0;
        struct standing s = attendance_fold(events, n);
        cr_expect_eq(s.status, CASES[i].want, "%s: %s", CASES[i].events,
                     attendance_name(s.status));
        cr_expect_eq(s.came_at.ms, CASES[i].came * 1000, "%s", CASES[i].events);
        cr_expect_eq(s.left_at.ms, CASES[i].left * 1000, "%s", CASES[i].events);
    }
}

static uint64_t dice(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    return z ^ (z >> 31);
}

static void shuffle(struct hall_event *events, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = dice(state) % i;
        struct hall_event other = events[i - 1];
        events[i - 1] = events[k];
        events[k] = other;
    }
}

static bool same(const struct standing *a, const struct standing *b,
                 const struct hall_event *x, const struct hall_event *y)
{
    return a->status == b->status && a->came_at.ms == b->came_at.ms &&
           a->left_at.ms == b->left_at.ms && str_eq(x[a->last].key, y[b->last].key);
}

Test(attendance, any_order_of_the_same_events_gives_the_same_standing)
{
    enum { MOST = 12, ROUNDS = 4000 };
    uint64_t state = 11;

    for (int round = 0; round < ROUNDS; round++) {
        AUTO(arena) struct arena *a = arena_new();
        struct hall_event events[MOST], mixed[MOST];
        size_t n = 1 + dice(&state) % MOST;
        for (size_t i = 0; i < n; i++)
            events[i] = (struct hall_event){.key = str_print(a, "k%zu", i),
                                            .kind = dice(&state) % HALL_EVENT_KINDS,
                                            .at = {(int64_t)(1 + dice(&state) % 6)}};
        memcpy(mixed, events, sizeof(events));
        shuffle(mixed, n, &state);
        struct standing one = attendance_fold(events, n), two = attendance_fold(mixed, n);
        cr_assert(same(&one, &two, events, mixed), "round %d", round);
    }
}

Test(attendance, settled_events_keep_whole_minutes_and_their_standing)
{
    enum { MOST = 12, ROUNDS = 4000 };
    uint64_t state = 23;

    for (int round = 0; round < ROUNDS; round++) {
        AUTO(arena) struct arena *a = arena_new();
        struct hall_event events[MOST], later[MOST];
        size_t n = 1 + dice(&state) % (MOST - 1);
        for (size_t i = 0; i < n; i++)
            events[i] =
                (struct hall_event){.key = str_print(a, "k%zu", i),
                                    .kind = dice(&state) % HALL_EVENT_KINDS,
                                    .at = {(int64_t)(60000 + dice(&state) % 180000)}};
        memcpy(later, events, sizeof(events));
        shuffle(later, n, &state);
        attendance_settle(later, n);
        attendance_settle(later, n); /* opened and closed once more */
        struct standing one = attendance_fold(events, n), two = attendance_fold(later, n);
        cr_assert_eq(one.status, two.status, "round %d", round);
        cr_assert(str_eq(events[one.last].key, later[two.last].key), "round %d", round);
        for (size_t i = 0; i < n; i++)
            cr_assert_eq(later[i].at.ms % 60000, 0);
        later[n] = (struct hall_event){
            .key = STR("a"), .kind = HALL_ABSENT, .at = later[two.last].at};
        cr_assert_eq(attendance_fold(later, n + 1).last, n,
                     "what comes after it is after it");
    }
}

Test(attendance, the_same_event_twice_changes_nothing)
{
    AUTO(arena) struct arena *a = arena_new();
    struct hall_event events[8];
    size_t n = read_events(a, "in@5 out@9 in@12", events);
    struct standing once = attendance_fold(events, n);

    memcpy(&events[n], events, n * sizeof(*events));
    struct standing twice = attendance_fold(events, 2 * n);
    cr_expect(same(&once, &twice, events, events));
}

Test(attendance, due_is_the_sum_of_the_rest_also_by_delegation)
{
    AUTO(arena) struct arena *a = arena_new();
    struct attendance_numbers all = {0}, sum = {0};
    struct delegations by = {0};
    uint64_t state = 5;

    for (int i = 0; i < 500; i++) {
        enum attendance status = dice(&state) % ATTENDANCE_COUNT;
        struct str name =
            str_print(a, "第%llu代表团", (unsigned long long)dice(&state) % 9);
        attendance_add(&all, status, 1);
        delegations_add(a, &by, name, status, 1);
    }
    for (size_t i = 0; i < by.count; i++) {
        const struct attendance_numbers *n = &by.items[i].numbers;
        cr_expect_eq(n->due, n->present + n->left + n->leave_sick + n->leave_business +
                                 n->absent + n->unknown);
        sum.due += n->due;
        sum.present += n->present;
        sum.left += n->left;
        sum.absent += n->absent;
    }
    cr_expect_eq(by.count, 9);
    cr_expect_eq(all.due, 500);
    cr_expect_eq(all.due, all.present + all.left + all.leave_sick + all.leave_business +
                              all.absent + all.unknown);
    cr_expect_eq(sum.due, all.due);
    cr_expect_eq(sum.present, all.present);
    cr_expect_eq(sum.left, all.left);
    cr_expect_eq(sum.absent, all.absent);
}

Test(attendance, a_clock_that_is_fast_is_set_back)
{
    static const instant NOW = {1627435800000};
    static const struct {
        int64_t ahead, want; /* ms against the server */
    } CASES[] = {{-3600000, -3600000}, {0, 0},      {119999, 119999},
                 {120000, 120000},     {120001, 0}, {86400000, 0}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        instant at = hall_event_time((instant){NOW.ms + CASES[i].ahead}, NOW);
        cr_expect_eq(at.ms - NOW.ms, CASES[i].want, "%lld", (long long)CASES[i].ahead);
    }
}

Test(attendance, a_clock_that_lost_the_date_is_told)
{
    static const instant NOW = {1627435800000};
    static const struct {
        int64_t days;
        bool is_old;
    } CASES[] = {{0, false},
                 {1, false},
                 {HALL_LATE_DAYS, false},
                 {HALL_LATE_DAYS + 1, true},
                 {18000, true}};

    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
        cr_expect_eq(hall_event_is_old((instant){NOW.ms - CASES[i].days * 86400000}, NOW),
                     CASES[i].is_old, "%lld", (long long)CASES[i].days);
}

Test(attendance, names_are_read_as_written)
{
    enum hall_event_kind kind;
    enum attendance status;

    for (int i = 0; i < HALL_EVENT_KINDS; i++) {
        cr_expect(hall_event_read(str_of(hall_event_name((enum hall_event_kind)i)), &kind));
        cr_expect_eq(kind, (enum hall_event_kind)i);
    }
    for (int i = 0; i < ATTENDANCE_COUNT; i++) {
        cr_expect(attendance_read(str_of(attendance_name((enum attendance)i)), &status));
        cr_expect_eq(status, (enum attendance)i);
    }
    cr_expect_not(hall_event_read(STR(""), &kind));
    cr_expect_not(attendance_read(STR("here"), &status));
}
