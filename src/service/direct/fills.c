#include "service/direct/fills.h"

#include "base/utf8.h"
#include "ledgers/departure.h"
#include "ledgers/district.h"
#include "service/congress/dealt.h"
#include "service/congress/hall_load.h"
#include "service/record/check.h"
#include "service/site/site.h"

enum { TITLE_SHOWN = 40 };

/* Does it stand as it stood, in what is judged here? */
static bool stands_so(struct call *c, const struct ledger *l, const struct row *row)
{
    static const int FIELDS[] = {DISTRICT_FILLS,    DISTRICT_SEATS, DISTRICT_PLACE,
                                 DISTRICT_CONGRESS, DISTRICT_LEVEL, DISTRICT_ELECTION_DAY};
    struct row *before;

    if (!row->id.v || engine_get(call_reading(c), l, row->id, &before) ||
        before->region != row->region)
        return false;
    for (size_t i = 0; i < sizeof(FIELDS) / sizeof(FIELDS[0]); i++) {
        int at = field_at(l, FIELDS[i]);
        if (!value_equal(&l->fields[at], &before->values[at], &row->values[at]))
            return false;
    }
    return true;
}

/* ---- what fell empty ------------------------------------------------------------------------------ */

/* Who was elected in the district or a by-election for it, and has left by two people's word. */
static enum err count_left(struct call *c, const struct ledger *l, const struct row *of,
                           const struct list *fillers, int64_t *left)
{
    const struct ledger *ld = ledger_of(c, LEDGER_DEPARTURE);
    struct ids ids = {ARENA_ARRAY(c->arena, int64_t, fillers->count + 1), 0};
    struct list elected, elections, gone;

    if (row_has(l, of, DISTRICT_CONGRESS))
        ids.items[ids.count++] = row_number(l, of, DISTRICT_CONGRESS);
    for (size_t i = 0; i < fillers->count; i++)
        if (row_has(l, fillers->rows[i], DISTRICT_CONGRESS))
            ids.items[ids.count++] = row_number(l, fillers->rows[i], DISTRICT_CONGRESS);
    TRY(candidates_of(c, ids, true, &elected, &elections));
    TRY(rows_of(c, ld, DEPARTURE_CANDIDATE, rows_ids(c, &elected), 0, &gone));
    *left = 0;
    for (size_t i = 0; i < gone.count; i++)
        *left += row_is(ld, gone.rows[i], DEPARTURE_IS_CONFIRMED);
    return ERR_OK;
}

/* The seats that are empty, and asked for by no other by-election. */
static enum err count_empty(struct call *c, const struct ledger *l, const struct row *row,
                            const struct row *of, int64_t *empty)
{
    struct list fillers;

    TRY(rows_of_one(c, l, DISTRICT_FILLS, of->id, 0, &fillers));
    TRY(count_left(c, l, of, &fillers, empty));
    for (size_t i = 0; i < fillers.count; i++)
        if (fillers.rows[i]->id.v != row->id.v)
            *empty -= row_number(l, fillers.rows[i], DISTRICT_SEATS);
    return ERR_OK;
}

/* ---- judged ----------------------------------------------------------------------------------------- */

static bool is_of_renewal(struct call *c, const struct dealt_at *at, const struct ledger *l,
                          const struct row *a, const struct row *b)
{
    struct renewal one = dealt_renewal(c, at, l, a), other = dealt_renewal(c, at, l, b);

    return dealt_same(&one, &other);
}

static enum err check_filler(struct call *c, const struct dealt_at *at,
                             const struct ledger *l, const struct row *row)
{
    row_id id = {row_number(l, row, DISTRICT_FILLS)};
    int64_t empty, seats = row_number(l, row, DISTRICT_SEATS);
    struct row *of;

    if (engine_get(call_reading(c), l, id, &of))
        return ERR_OK; /* refused as a reference */
    struct str title = utf8_head(row_text(l, of, DISTRICT_TITLE), TITLE_SHOWN);
    if (of->id.v == row->id.v || row_has(l, of, DISTRICT_FILLS) ||
        of->region != row->region || !str_eq(row_text(l, of, DISTRICT_LEVEL), at->level) ||
        !is_of_renewal(c, at, l, row, of)) {
        record_wrong(c, field_at(l, DISTRICT_FILLS), "district.fills_other", title);
        return ERR_OK;
    }
    TRY(count_empty(c, l, row, of, &empty));
    if (seats > empty)
        record_wrong(c, field_at(l, DISTRICT_SEATS), "district.fills_most",
                     str_print(c->arena, "%.*s" SEP "%lld" SEP "%lld", STR_FMT(title),
                               (long long)(empty > 0 ? empty : 0), (long long)seats));
    return ERR_OK;
}

/* A number names one district; a second row of it would count its seats twice. */
static enum err check_number(struct call *c, const struct dealt_at *at,
                             const struct ledger *l, const struct row *row)
{
    int64_t number = row_number(l, row, DISTRICT_PLACE);
    struct list all = {0};

    if (number)
        TRY(rows_like(c, l, DISTRICT_PLACE, row, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct row *other = all.rows[i];
        if (!dealt_counts(l, other) ||
            !str_eq(row_text(l, other, DISTRICT_LEVEL), at->level) ||
            !is_of_renewal(c, at, l, row, other))
            continue;
        record_wrong(
            c, field_at(l, DISTRICT_PLACE), "district.number_taken",
            str_print(c->arena, "%lld" SEP "%.*s", (long long)number,
                      STR_FMT(utf8_head(row_text(l, other, DISTRICT_TITLE), TITLE_SHOWN))));
        return ERR_OK;
    }
    return ERR_OK;
}

enum err district_fills_guard(struct call *c, const struct ledger *l, const struct row *row)
{
    struct dealt_at at;

    if (stands_so(c, l, row))
        return ERR_OK;
    TRY(dealt_load(c, l, row, &at));
    return row_has(l, row, DISTRICT_FILLS) ? check_filler(c, &at, l, row)
                                           : check_number(c, &at, l, row);
}
