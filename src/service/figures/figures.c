#include "service/figures/figures.h"
#include "service/account/event.h"

#include "service/record/record.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <stdlib.h>

/* ---- figures of a region ------------------------------------------------------------- */

static const struct figure *find_figure(const struct ledger *l, struct str name)
{
    for (size_t i = 0; i < l->figure_count; i++)
        if (str_eq(l->figures[i].name, name))
            return &l->figures[i];
    return NULL;
}

static int64_t late_before(struct call *c)
{
    return date_of_instant(c->now);
}

static bool counts_now(struct call *c, struct str figure, struct str key)
{
    int64_t due;

    if (!str_eq(figure, FIGURE_LATE))
        return true;
    return str_i64(key, &due) && due < late_before(c);
}

static bool has_keys(const struct figure_view *v)
{
    return v->figure && v->figure->by != FIGURE_NONE;
}

struct collecting {
    struct call *call;
    struct figure_view *views;
    size_t count, room;
};

static struct figure_view *add_view(struct collecting *k, const struct ledger *l,
                                    struct str name)
{
    struct figure_view *v = ARENA_PUSH(k->call->arena, k->views, k->count, k->room);

    *v = (struct figure_view){.ledger = l, .figure = find_figure(l, name), .name = name};
    return v;
}

/* Every figure of the ledger, so that those without rows show 0 instead of nothing. */
static void add_ledger(struct collecting *k, const struct ledger *l)
{
    (void)add_view(k, l, FIGURE_ROWS);
    if (l->deadline >= 0)
        (void)add_view(k, l, FIGURE_LATE);
    for (size_t i = 0; i < l->figure_count; i++)
        (void)add_view(k, l, l->figures[i].name);
}

static struct figure_view *find_view(struct collecting *k, struct str ledger,
                                     struct str name)
{
    for (size_t i = 0; i < k->count; i++)
        if (str_eq(k->views[i].ledger->name, ledger) && str_eq(k->views[i].name, name))
            return &k->views[i];
    return NULL;
}

static void add_values(struct collecting *k, const struct tally_row *rows, size_t count)
{
    size_t *used = ARENA_ARRAY(k->call->arena, size_t, k->count + 1);

    for (size_t i = 0; i < count; i++) { /* how many keys each figure has */
        struct figure_view *v = find_view(k, rows[i].ledger, rows[i].figure);
        if (v && has_keys(v))
            used[v - k->views]++;
    }
    for (size_t i = 0; i < k->count; i++)
        k->views[i].values = ARENA_ARRAY(k->call->arena, struct figure_value, used[i]);
    for (size_t i = 0; i < count; i++) {
        struct figure_view *v = find_view(k, rows[i].ledger, rows[i].figure);
        if (!v || !counts_now(k->call, rows[i].figure, rows[i].key) || rows[i].n == 0)
            continue;
        v->total += rows[i].n;
        if (has_keys(v))
            v->values[v->count++] = (struct figure_value){
                str_eq(rows[i].key, KEY_EMPTY) ? STR("") : rows[i].key, rows[i].n};
    }
}

static int compare_keys(const void *a, const void *b)
{
    return str_cmp(((const struct figure_value *)a)->key,
                   ((const struct figure_value *)b)->key);
}

static void sort_values(struct figure_view *v)
{
    if (v->count > 1)
        qsort(v->values, v->count, sizeof(struct figure_value), compare_keys);
}

/* The figures of the ledgers that the caller may read there, without values yet. */
static enum err views_of(struct call *c, region r, const struct ledger *only,
                         struct collecting *k)
{
    const struct catalog *catalog = engine_catalog(c->site->engine);

    for (size_t i = 0; i < catalog->count; i++) {
        const struct ledger *l = catalog->ledgers[i];
        if ((!only || l == only) && call_may(c, l->readers, r))
            add_ledger(k, l);
    }
    return k->count ? ERR_OK : FAIL(&c->fault, ERR_DENIED, "denied", "%s", "");
}

enum err figures_of(struct call *c, region r, const struct ledger *ledger,
                    struct figure_view **out, size_t *out_count)
{
    struct collecting k = {.call = c};
    struct tally_row *rows;
    size_t count;

    TRY(views_of(c, r, ledger, &k));
    if (ledger)
        TRY(store_tally_of_ledger(c->db, c->arena, r, ledger->name, &rows, &count));
    else
        TRY(store_tally_of(c->db, c->arena, r, &rows, &count));
    add_values(&k, rows, count);
    for (size_t i = 0; i < k.count; i++)
        sort_values(&k.views[i]);
    *out = k.views;
    *out_count = k.count;
    return ERR_OK;
}

/* ---- as people read them ------------------------------------------------------------- */

static struct str empty_label(struct call *c)
{
    return message_find(c->locale, STR("figure.empty"));
}

static struct str ref_label(struct call *c, const struct field *f, int64_t id)
{
    const struct ledger *to =
        catalog_ledger(engine_catalog(c->site->engine), field_target(f));
    struct row *row;

    if (f->type == FIELD_ACCOUNT)
        return account_title(c, (account_id){id});
    if (engine_get(call_reading(c), to, (row_id){id}, &row))
        return STR("?");
    return row->values[to->title].text;
}

struct str figure_key_label(struct call *c, const struct figure_view *f, struct str key)
{
    const struct ledger *l = f->ledger;
    int by = f->figure ? f->figure->by : FIGURE_NONE;
    int64_t number = 0;

    if (!key.len)
        return empty_label(c);
    if (by == FIGURE_STATE) {
        int state = ledger_state(l, key);
        return state >= 0 ? l->states[state].label.in[c->locale] : key;
    }
    if (by < 0)
        return key;
    const struct field *field = &l->fields[by];
    if (field->type == FIELD_CODE) {
        const struct code_item *item = code_find(field->codes, key);
        return item ? item->label.in[c->locale] : key;
    }
    if (!str_i64(key, &number))
        return key;
    if (field->type == FIELD_DATE)
        return str_print(c->arena, "%04lld-%02lld", (long long)number / 100,
                         (long long)number % 100);
    if (field->type == FIELD_BOOL)
        return message_find(c->locale, number ? STR("figure.yes") : STR("figure.no"));
    return ref_label(c, field, number);
}

void figure_write(struct buf *out, const struct figure_view *f, int64_t value)
{
    struct value v = {.is_set = true, .number = value};

    if (f->figure && f->figure->sum != FIGURE_NONE)
        value_write_cell(out, &f->ledger->fields[f->figure->sum], &v, (struct str){0},
                         LOCALE_EN);
    else
        buf_i64(out, value);
}

/* ---- the wall ------------------------------------------------------------------------ */

static int place_of(const struct figure_view *v)
{
    return v->figure ? v->figure->wall : 0;
}

static int compare_places(const void *a, const void *b)
{
    return place_of(a) - place_of(b);
}

/* Figures with a place on the wall, and the late rows of their ledgers. */
static void keep_wall(struct wall *w)
{
    size_t kept = 0;

    for (size_t i = 0; i < w->figure_count; i++) {
        bool late = str_eq(w->figures[i].name, FIGURE_LATE);
        if (place_of(&w->figures[i]) || late)
            w->figures[kept++] = w->figures[i];
    }
    w->figure_count = kept;
    if (kept)
        qsort(w->figures, kept, sizeof(*w->figures), compare_places);
}

static void make_cells(struct call *c, struct wall *w)
{
    w->cells = ARENA_ARRAY(c->arena, struct wall_cell, w->figure_count);
    for (size_t i = 0; i < w->figure_count; i++) {
        const struct figure_view *v = &w->figures[i];
        if (has_keys(v))
            continue;
        w->cells[w->cell_count++] =
            (struct wall_cell){v, str_print(c->arena, "%.*s.%.*s", STR_FMT(v->ledger->name),
                                            STR_FMT(v->name))};
    }
}

/* The regions directly below, skipping levels that do not exist (cities without counties). */
static void make_children(struct call *c, struct wall *w)
{
    const struct region_table *t = c->site->regions;
    size_t first, end, room = 0;

    region_subtree(t, w->region, &first, &end);
    for (size_t i = first; i < end; i++) {
        if (region_known_parent(t, t->entries[i].code) != w->region)
            continue;
        struct wall_child *child = ARENA_PUSH(c->arena, w->children, w->child_count, room);
        child->region = t->entries[i].code;
        child->cells = ARENA_ARRAY(c->arena, int64_t, w->cell_count);
    }
}

static int64_t *find_cell(struct wall *w, int64_t *cells, const struct tally_row *row)
{
    for (size_t i = 0; i < w->cell_count; i++) {
        const struct figure_view *v = w->cells[i].figure;
        if (str_eq(v->name, row->figure) && str_eq(v->ledger->name, row->ledger))
            return &cells[i];
    }
    return NULL;
}

static void add_cells(struct wall *w, int64_t *cells, const struct tally_row *rows,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t *cell = find_cell(w, cells, &rows[i]);
        if (cell)
            *cell += rows[i].n;
    }
}

/* Two ranges of an index for each region, however many figures there are. */
static enum err fill_cells(struct call *c, struct wall *w, region r, int64_t *cells)
{
    AUTO(arena) struct arena *scratch = arena_new();
    struct str today = str_print(scratch, "%lld", (long long)late_before(c));
    struct tally_row *rows;
    size_t count;

    TRY(store_tally_totals(c->db, scratch, r, &rows, &count));
    add_cells(w, cells, rows, count);
    TRY(store_tally_late(c->db, scratch, r, today, &rows, &count));
    add_cells(w, cells, rows, count);
    return ERR_OK;
}

/* The figures with a place on the wall and what they count in the whole region. */
static enum err fill_figures(struct call *c, struct wall *w)
{
    int64_t *totals = ARENA_ARRAY(c->arena, int64_t, w->cell_count);

    TRY(fill_cells(c, w, w->region, totals));
    for (size_t i = 0; i < w->cell_count; i++)
        ((struct figure_view *)(uintptr_t)w->cells[i].figure)->total = totals[i];
    for (size_t i = 0; i < w->figure_count; i++) {
        struct collecting one = {.call = c, .views = &w->figures[i], .count = 1};
        struct tally_row *rows;
        size_t count;
        if (!has_keys(&w->figures[i]))
            continue;
        TRY(store_tally_of_figure(c->db, c->arena, w->region, w->figures[i].ledger->name,
                                  w->figures[i].name, &rows, &count));
        add_values(&one, rows, count);
        sort_values(&w->figures[i]);
    }
    return ERR_OK;
}

enum err wall_of(struct call *c, region r, struct wall *out)
{
    struct collecting k = {.call = c};

    *out = (struct wall){.region = r};
    if (!region_find(c->site->regions, r))
        return FAIL(&c->fault, ERR_NOT_FOUND, "row.region", "%lld", (long long)r);
    TRY(views_of(c, r, NULL, &k));
    out->figures = k.views;
    out->figure_count = k.count;
    keep_wall(out);
    make_cells(c, out);
    TRY(fill_figures(c, out));
    make_children(c, out);
    for (size_t i = 0; i < out->child_count; i++)
        TRY(fill_cells(c, out, out->children[i].region, out->children[i].cells));
    return ERR_OK;
}
