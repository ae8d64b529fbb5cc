/* Which ballots an item of the agenda speaks of, where its record does not say. */
#include "domain/congress/script.h"

/* ---- names --------------------------------------------------------------------------------- */

/* What the item elects: 选举县委委员、纪委委员（草案） names two bodies and is no more than that. */
static struct str body_of(struct str title)
{
    const struct str word = STR("选举"), bracket = STR("（");
    ptrdiff_t at = str_find(title, bracket);

    if (at >= 0)
        title = str_sub(title, 0, (size_t)at);
    at = str_find(title, word);
    if (at < 0)
        return str_trim(title);
    size_t behind = (size_t)at + word.len;
    return behind < title.len ? str_trim(str_sub(title, behind, title.len - behind))
                              : str_trim(str_sub(title, 0, (size_t)at));
}

/* Cut at the first sign that parts two names.  False: nothing is left. */
static bool next_name(struct str *rest, struct str *name)
{
    static const char *const SIGNS[] = {"、", "，", "；", "和", "及", "与"};
    size_t end = rest->len, width = 0;

    if (!rest->len)
        return false;
    for (size_t i = 0; i < sizeof(SIGNS) / sizeof(SIGNS[0]); i++) {
        ptrdiff_t at = str_find(*rest, str_of(SIGNS[i]));
        if (at < 0 || (size_t)at >= end)
            continue;
        end = (size_t)at;
        width = strlen(SIGNS[i]);
    }
    *name = str_trim(str_sub(*rest, 0, end));
    *rest = str_sub(*rest, end + width, rest->len);
    return true;
}

static bool names_election(struct str item, struct str election)
{
    struct str rest = body_of(item), name;

    while (next_name(&rest, &name))
        if (str_eq(name, str_trim(election)))
            return true;
    return false;
}

static bool elects(const struct script_poll *poll, struct str name)
{
    for (size_t i = 0; i < poll->election_count; i++)
        if (str_eq(str_trim(poll->elections[i].title), name))
            return true;
    return false;
}

/* Is the item about every election of the ballot? */
static bool fits(const struct script_item *k, const struct script_poll *poll)
{
    for (size_t i = 0; i < poll->election_count; i++)
        if (!names_election(k->title, poll->elections[i].title))
            return false;
    return poll->election_count > 0;
}

/* ---- the agenda ---------------------------------------------------------------------------- */

static bool is_open(const struct script_item *k)
{
    return str_eq(k->kind, STR("election")) && !k->is_linked;
}

/* Does the ballot fit this item and no other? */
static bool fits_alone(const struct script_item *items, size_t count, size_t at,
                       const struct script_poll *poll)
{
    for (size_t i = 0; i < count; i++)
        if (is_open(&items[i]) && fits(&items[i], poll) != (i == at))
            return false;
    return is_open(&items[at]);
}

/* How many of the ballots that fit the item elect this body. */
static size_t electing(const struct script_item *k, struct str name,
                       const struct script_ballots *free)
{
    size_t out = 0;

    for (size_t i = 0; i < free->count; i++)
        out += fits(k, &free->items[i]) && elects(&free->items[i], name);
    return out;
}

/* Is each body that the item names elected on one ballot, and on one alone? */
static bool is_clear(const struct script_item *k, const struct script_ballots *free)
{
    struct str rest = body_of(k->title), name;

    while (next_name(&rest, &name))
        if (electing(k, name, free) != 1)
            return false;
    return true;
}

void script_match(struct arena *a, struct script_item *items, size_t count,
                  const struct script_ballots *free)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_open(&items[i]) || !is_clear(&items[i], free))
            continue;
        struct script_poll *found = ARENA_ARRAY(a, struct script_poll, free->count + 1);
        size_t n = 0;
        bool is_sure = true;
        for (size_t k = 0; k < free->count; k++) {
            if (!fits(&items[i], &free->items[k]))
                continue;
            is_sure = is_sure && fits_alone(items, count, i, &free->items[k]);
            found[n++] = free->items[k];
        }
        items[i].polls = found;
        items[i].poll_count = is_sure ? n : 0;
    }
}
