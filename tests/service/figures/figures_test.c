/* Figures follow every write, or stay with what stands; what cannot be read is no figure. */
#include "service/failing.h"
#include "service/figures/figures.h"

#include <criterion/criterion.h>

enum { PERSON };

static enum err enter(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str name = str_print(c->arena, "王%d", h->serial);

    return house_enter(c, "person", TOWN, "",
                       PAIRS("name", str_c(c->arena, name), "sex", "1", "birth",
                             "1970-01-01", "education", "10", "political", "01"),
                       &h->rows[PERSON]);
}

static enum err look(struct call *c, struct house *h)
{
    struct figure_view *figures;
    size_t count;

    (void)h;
    TRY(figures_of(c, COUNTY, NULL, &figures, &count));
    return figures_of(c, TOWN, house_ledger(c, "person"), &figures, &count);
}

static enum err look_at_wall(struct call *c, struct house *h)
{
    struct wall wall;

    (void)h;
    return wall_of(c, COUNTY, &wall);
}

static const struct deed ACTS[] = {
    {"a row counted", .in_writer = enter, .what = STEPS | MEMORY, .entries = 1},
    {"figures", .waiting = look, .what = STEPS},
    {"the wall", .waiting = look_at_wall, .what = STEPS},
};

/* How many rows the figures of the town tell of. */
static int64_t counted(struct call *c)
{
    struct figure_view *figures;
    size_t count;

    cr_assert_eq(figures_of(c, TOWN, house_ledger(c, "person"), &figures, &count), ERR_OK);
    for (size_t i = 0; i < count; i++)
        if (str_eq(figures[i].name, STR("rows")))
            return figures[i].total;
    return 0;
}

static uint64_t held(struct call *c, struct house *h)
{
    (void)h;
    return (uint64_t)counted(c);
}

Test(figures, are_of_what_stands_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = enter, .held = held, DEEDS(ACTS)});
}
