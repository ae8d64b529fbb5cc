/*
 * Tables.  Rows are laid out first, then put on pages in runs (segments): rows tied together by
 * cells merged downwards stay together when they fit a page; a row higher than a page is split
 * between lines; heading rows stand on every page.
 */
#include "paper/doc_flow.h"

static const double STICK_OUT =
    12; /* points that tables with padding are wider than text */
static const double LEAST_WIDTH = 8; /* points inside a cell, whatever the file says */

struct cell_box {
    const struct doc_cell *cell;
    struct laid_para *paras;
    size_t para_count, para_room;
    double x, width, content;
    int column;
    bool goes_on; /* the cell below belongs to it */
};

struct row_box {
    const struct doc_row *row;
    struct cell_box *cells;
    size_t count;
    double height;
    bool is_tied; /* to the next row */
};

struct table_flow {
    struct flow *w;
    const struct doc_table *table;
    const struct doc_section *section;
    double widths[DOC_COLUMNS_MAX], x;
    size_t columns;
    struct row_box *rows;
    size_t row_count, header_count;
    double behind; /* what must stand on the page of the last row, below it */
};

static double sum_widths(const struct table_flow *t)
{
    double sum = 0;

    for (size_t i = 0; i < t->columns; i++)
        sum += t->widths[i];
    return sum;
}

/* As the grid of the file says, or equal. */
static void read_columns(struct table_flow *t, double room)
{
    const struct doc_table *table = t->table;

    t->columns = table->column_count;
    for (const struct doc_row *r = table->rows; r && table->column_count == 0; r = r->next)
        t->columns = r->cell_count > t->columns ? r->cell_count : t->columns;
    for (size_t i = 0; i < t->columns; i++) {
        int width = i < table->column_count ? table->grid[i] : 0;
        t->widths[i] = width > 0 ? twips(width) : room / (double)t->columns;
    }
}

/* Widths of the columns, never wider than the page, and where the first begins. */
static void measure_columns(struct table_flow *t)
{
    double room = twips(t->section->width - t->section->left - t->section->right);
    const struct doc_table *table = t->table;

    read_columns(t, room);
    double sum = sum_widths(t);
    if (sum > room + STICK_OUT) {
        for (size_t i = 0; i < t->columns; i++)
            t->widths[i] *= room / sum;
        sum = room;
    }
    t->x = twips(t->section->left);
    if (table->align == ALIGN_CENTRE)
        t->x += (room - sum) / 2;
    else if (table->align == ALIGN_RIGHT)
        t->x += room - sum;
    else
        t->x += twips(table->indent);
}

static void lay_cell(struct table_flow *t, struct cell_box *box)
{
    const struct doc_table *table = t->table;
    double inside = box->width - twips(table->pad_left + table->pad_right);

    inside = inside < LEAST_WIDTH ? LEAST_WIDTH : inside;
    box->content = twips(table->pad_top + table->pad_bottom);
    for (const struct doc_para *p = box->cell->paras; p; p = p->next) {
        struct laid_para *laid =
            ARENA_PUSH(t->w->arena, box->paras, box->para_count, box->para_room);
        flow_lay(t->w, p, inside, 0, laid);
        box->content += laid->before + laid->after;
        for (size_t i = 0; i < laid->count; i++)
            box->content += laid->lines[i].height;
    }
}

static void lay_row(struct table_flow *t, struct row_box *row)
{
    int column = row->row->before > 0 ? row->row->before : 0;
    double x = t->x;

    for (int i = 0; i < column && i < (int)t->columns; i++)
        x += t->widths[i];
    row->cells = ARENA_ARRAY(t->w->arena, struct cell_box, row->row->cell_count + 1);
    for (size_t i = 0; i < row->row->cell_count; i++) {
        struct cell_box *box = &row->cells[row->count++];
        *box = (struct cell_box){.cell = &row->row->cells[i], .x = x, .column = column};
        for (int end = column + box->cell->span; column < end; column++)
            box->width += column < (int)t->columns ? t->widths[column] : 0;
        x += box->width;
        lay_cell(t, box);
    }
}

static struct cell_box *cell_at(const struct row_box *row, int column)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].column == column)
            return &row->cells[i];
    return NULL;
}

static void tie_rows(struct table_flow *t)
{
    for (size_t r = 0; r + 1 < t->row_count; r++) {
        t->rows[r].is_tied = doc_row_keeps(t->rows[r].row);
        for (size_t i = 0; i < t->rows[r].count; i++) {
            struct cell_box *box = &t->rows[r].cells[i];
            const struct cell_box *below = cell_at(&t->rows[r + 1], box->column);
            box->goes_on =
                box->cell->merge != MERGE_NONE && below && below->cell->merge == MERGE_ON;
            t->rows[r].is_tied |= box->goes_on;
        }
    }
}

/* What a cell merged downwards needs beyond its rows is added to the last of them. */
static void stretch(struct table_flow *t, size_t r, const struct cell_box *box)
{
    double sum = t->rows[r].height;
    size_t last = r;

    for (bool goes_on = box->goes_on; goes_on; sum += t->rows[last].height) {
        const struct cell_box *b = cell_at(&t->rows[++last], box->column);
        goes_on = b && b->goes_on;
    }
    if (box->content > sum && !t->rows[last].row->is_exact)
        t->rows[last].height += box->content - sum;
}

static void measure_row(struct row_box *row)
{
    row->height = row->row->height > 0 ? twips(row->row->height) : 0;
    for (size_t i = 0; i < row->count && !row->row->is_exact; i++) {
        const struct cell_box *box = &row->cells[i];
        if (box->cell->merge == MERGE_NONE && box->content > row->height)
            row->height = box->content;
    }
    row->height = row->height < 1 ? 1 : row->height;
}

static void measure_rows(struct table_flow *t)
{
    for (size_t r = 0; r < t->row_count; r++)
        measure_row(&t->rows[r]);
    for (size_t r = 0; r < t->row_count; r++)
        for (size_t i = 0; i < t->rows[r].count; i++)
            if (t->rows[r].cells[i].cell->merge == MERGE_START)
                stretch(t, r, &t->rows[r].cells[i]);
}

static int edge_width(const struct table_flow *t, const struct cell_box *box, int side,
                      bool is_outer)
{
    static const int INSIDE[] = {EDGE_INSIDE_H, EDGE_INSIDE_V, EDGE_INSIDE_H,
                                 EDGE_INSIDE_V};

    if (box->cell->edges[side].is_set)
        return box->cell->edges[side].eighths;
    return t->table->edges[is_outer ? side : INSIDE[side]].eighths;
}

static void draw_edges(struct table_flow *t, const struct cell_box *box, double y,
                       double height, bool is_top, bool is_bottom)
{
    double left = box->x, right = box->x + box->width;
    bool is_last = box->column + box->cell->span >= (int)t->columns;
    const struct {
        int side;
        bool is_outer;
        struct placed_rule rule;
    } edges[] = {
        {EDGE_TOP, is_top, {left, y, right, y, 0}},
        {EDGE_LEFT, box->column == 0, {left, y, left, y + height, 0}},
        {EDGE_BOTTOM, is_bottom, {left, y + height, right, y + height, 0}},
        {EDGE_RIGHT, is_last, {right, y, right, y + height, 0}},
    };

    for (int i = 0; i < 4; i++) {
        struct placed_rule rule = edges[i].rule;
        rule.width = edge_width(t, box, edges[i].side, edges[i].is_outer) / 8.0;
        if (rule.width > 0)
            flow_rule(t->w, rule);
    }
}

static void draw_text(struct table_flow *t, const struct cell_box *box, double y,
                      double height)
{
    double free = height - box->content, x = box->x + twips(t->table->pad_left);

    y += twips(t->table->pad_top);
    if (free > 0 && box->cell->valign != ALIGN_LEFT)
        y += box->cell->valign == ALIGN_CENTRE ? free / 2 : free;
    for (size_t p = 0; p < box->para_count; p++) {
        const struct laid_para *laid = &box->paras[p];
        y += laid->before;
        for (size_t i = 0; i < laid->count; i++) {
            flow_put(t->w, flow_page(t->w), &laid->lines[i], x, y);
            y += laid->lines[i].height;
        }
        y += laid->after;
    }
}

/* How high a cell is among the rows up to `end`, with those below that belong to it. */
static double box_height(const struct table_flow *t, size_t r, size_t end,
                         const struct cell_box *box)
{
    double height = t->rows[r].height;
    int column = box->column;

    while (box && box->goes_on && ++r < end) {
        height += t->rows[r].height;
        box = cell_at(&t->rows[r], column);
    }
    return height;
}

static void draw_cell(struct table_flow *t, size_t r, size_t from, size_t end,
                      const struct cell_box *box)
{
    if (box->cell->merge == MERGE_ON && r > from)
        return; /* drawn with the cell above */
    double height = box_height(t, r, end, box);
    bool is_bottom = r + 1 == t->row_count || (box->goes_on && end == t->row_count);
    draw_edges(t, box, t->w->y, height, r == 0, is_bottom);
    if (box->cell->merge != MERGE_ON)
        draw_text(t, box, t->w->y, height);
}

/* Rows from `from` up to but without `end`, all on this page. */
static void draw_rows(struct table_flow *t, size_t from, size_t end)
{
    for (size_t r = from; r < end; r++) {
        for (size_t i = 0; i < t->rows[r].count; i++)
            draw_cell(t, r, from, end, &t->rows[r].cells[i]);
        t->w->y += t->rows[r].height;
        t->w->is_fresh = false;
    }
}

static enum err next_page(struct table_flow *t)
{
    TRY(flow_new_page(t->w, t->section));
    draw_rows(t, 0, t->header_count);
    return ERR_OK;
}

/* As many lines of a cell as fit `room`, from *para and *line on; the height they take. */
static double take_lines(struct table_flow *t, const struct cell_box *box, size_t *para,
                         size_t *line, double room)
{
    double y = 0, x = box->x + twips(t->table->pad_left);

    for (; *para < box->para_count; (*para)++, *line = 0) {
        const struct laid_para *laid = &box->paras[*para];
        for (; *line < laid->count; (*line)++) {
            const struct laid_line *l = &laid->lines[*line];
            if (y + l->height > room && y > 0)
                return y;
            flow_put(t->w, flow_page(t->w), l, x, t->w->y + y);
            y += l->height;
        }
    }
    return y;
}

/* A row higher than a page. */
static enum err split_row(struct table_flow *t, size_t r)
{
    struct row_box *row = &t->rows[r];
    size_t paras[DOC_COLUMNS_MAX] = {0}, lines[DOC_COLUMNS_MAX] = {0};

    for (bool is_done = false; !is_done;) {
        double height = 0, room = t->w->bottom - t->w->y;
        is_done = true;
        for (size_t i = 0; i < row->count; i++) {
            double taken = take_lines(t, &row->cells[i], &paras[i], &lines[i], room);
            height = taken > height ? taken : height;
            is_done &= paras[i] >= row->cells[i].para_count;
        }
        for (size_t i = 0; i < row->count; i++)
            draw_edges(t, &row->cells[i], t->w->y, height, r == 0,
                       is_done && r + 1 == t->row_count);
        t->w->y += height;
        t->w->is_fresh = false;
        if (!is_done)
            TRY(next_page(t));
    }
    return ERR_OK;
}

static double rows_height(const struct table_flow *t, size_t from, size_t end)
{
    double height = 0;

    for (size_t r = from; r < end; r++)
        height += t->rows[r].height;
    return height;
}

/* Rows from `from` to `end` that belong together. */
static enum err place_rows(struct table_flow *t, size_t from, size_t end)
{
    struct flow *w = t->w;
    double height = rows_height(t, from, end);
    double behind = end == t->row_count ? t->behind : 0;
    double page = w->bottom - twips(t->section->top) - rows_height(t, 0, t->header_count);

    if (height + behind > page)
        behind = 0;
    if (w->y + height + behind <= w->bottom) {
        draw_rows(t, from, end);
        return ERR_OK;
    }
    if (height <= page) {
        TRY(next_page(t));
        draw_rows(t, from, end);
        return ERR_OK;
    }
    if (end - from > 1) {
        for (size_t r = from; r < end; r++)
            TRY(place_rows(t, r, r + 1));
        return ERR_OK;
    }
    return split_row(t, from);
}

/* The end of the rows tied to row `from`. */
static size_t group_end(const struct table_flow *t, size_t from)
{
    size_t end = from + 1;

    while (end < t->row_count && t->rows[end - 1].is_tied)
        end++;
    return end;
}

/* Heading rows, never alone at the foot of a page. */
static enum err place_header(struct table_flow *t)
{
    struct flow *w = t->w;

    if (t->header_count == 0)
        return ERR_OK;
    double height = rows_height(t, 0, group_end(t, t->header_count));
    if (w->y + height > w->bottom && !w->is_fresh)
        TRY(flow_new_page(w, t->section));
    draw_rows(t, 0, t->header_count);
    return ERR_OK;
}

enum err flow_table(struct flow *w, const struct doc_table *table,
                    const struct doc_section *section, double behind)
{
    struct table_flow t = {.w = w, .table = table, .section = section, .behind = behind};

    if (table->row_count == 0)
        return ERR_OK;
    measure_columns(&t);
    t.rows = ARENA_ARRAY(w->arena, struct row_box, table->row_count);
    for (const struct doc_row *r = table->rows; r; r = r->next) {
        t.rows[t.row_count].row = r;
        lay_row(&t, &t.rows[t.row_count++]);
    }
    tie_rows(&t);
    measure_rows(&t);
    while (t.header_count + 1 < t.row_count && t.rows[t.header_count].row->is_header)
        t.header_count++;
    if (rows_height(&t, 0, t.header_count) > (w->bottom - twips(section->top)) / 2)
        t.header_count = 0; /* a heading of half a page is none */
    TRY(place_header(&t));
    for (size_t from = t.header_count, end; from < t.row_count; from = end) {
        end = group_end(&t, from);
        TRY(place_rows(&t, from, end));
    }
    return ERR_OK;
}
