/* Paragraphs and tables one behind another down the pages. */
#include "paper/doc_flow.h"

static double text_width(const struct doc_section *s)
{
    return twips(s->width - s->left - s->right);
}

static double height_of(const struct laid_para *p)
{
    double height = p->before;

    for (size_t i = 0; i < p->count; i++)
        height += p->lines[i].height;
    return height;
}

/* People who sign, side by side, with what stands under them. */
static bool is_kept_row(const struct doc_table *t)
{
    return t->row_count == 1 && doc_row_keeps(t->rows);
}

/* What must stand on the page of block `at`, which keeps with what is behind it. */
static double kept_behind(struct flow *w, size_t at)
{
    const struct doc_block *block = &w->doc->blocks[at],
                           *end = w->doc->blocks + w->doc->block_count;
    const struct doc_section *s = block->section;
    bool is_kept = true;
    double need = 0;

    while (is_kept && ++block < end && block->section == s) {
        struct laid_para next;
        if (block->table) {
            is_kept = is_kept_row(block->table);
            need += is_kept ? twips(block->table->rows->height) : 0;
            continue;
        }
        flow_lay(w, block->para, text_width(s), 0, &next);
        is_kept = block->para->style.keeps_next;
        need += next.before + (is_kept ? height_of(&next) - next.before + next.after
                                       : next.lines[0].height);
    }
    return need;
}

/* A heading goes to the next page with the first line of what it heads, the last text with the signature under it;
 * unless they are more than a page. */
static bool must_move(struct flow *w, size_t at, const struct laid_para *laid)
{
    const struct doc_block *block = &w->doc->blocks[at];
    double room = w->bottom - twips(block->section->top);

    if (!block->para->style.keeps_next || w->is_fresh)
        return false;
    double need = height_of(laid) + laid->after + kept_behind(w, at);
    return need <= room && w->y + need > w->bottom;
}

static const struct doc_row *last_row(const struct doc_table *t)
{
    const struct doc_row *r = t->rows;

    while (r && r->next)
        r = r->next;
    return r;
}

/* The last row of a table goes to the next page with the signature under it. */
static enum err place_table(struct flow *w, size_t at)
{
    const struct doc_block *b = &w->doc->blocks[at];
    const struct doc_row *last = last_row(b->table);

    return flow_table(w, b->table, b->section,
                      last && doc_row_keeps(last) ? kept_behind(w, at) : 0);
}

static enum err place_para(struct flow *w, size_t at)
{
    const struct doc_block *block = &w->doc->blocks[at];
    const struct doc_section *s = block->section;
    struct laid_para laid;

    flow_lay(w, block->para, text_width(s), flow_page(w)->number, &laid);
    if ((block->para->style.starts_page && !w->is_fresh) || must_move(w, at, &laid))
        TRY(flow_new_page(w, s));
    if (!w->is_fresh)
        w->y += laid.before;
    for (size_t i = 0; i < laid.count; i++) {
        if (w->y + laid.lines[i].height > w->bottom && !w->is_fresh)
            TRY(flow_new_page(w, s));
        flow_put(w, flow_page(w), &laid.lines[i], twips(s->left), w->y);
        w->y += laid.lines[i].height;
        w->is_fresh = false;
    }
    w->y += laid.after;
    return ERR_OK;
}

static bool needs_page(const struct flow *w, const struct doc_section *section)
{
    if (w->page_count == 0)
        return true;
    const struct doc_section *last = w->pages[w->page_count - 1].section;
    if (last == section)
        return false;
    return !section->is_continuous || last->width != section->width ||
           last->height != section->height;
}

static enum err place_blocks(struct flow *w)
{
    for (size_t i = 0; i < w->doc->block_count; i++) {
        const struct doc_block *b = &w->doc->blocks[i];
        if (needs_page(w, b->section))
            TRY(flow_new_page(w, b->section));
        if (b->table)
            TRY(place_table(w, i));
        else
            TRY(place_para(w, i));
    }
    return ERR_OK;
}

/* Which of the three kinds of headers and footers a page has. */
static int slot_of(const struct flow *w, const struct doc_page *page)
{
    if (page->is_first && page->section->has_title_page)
        return 2;
    return w->doc->has_even && page->number % 2 == 0 ? 1 : 0;
}

static void place_margin(struct flow *w, struct doc_page *page,
                         const struct doc_para *paras, bool is_foot)
{
    const struct doc_section *s = page->section;
    double height = 0, y = twips(s->header);
    struct laid_para laid;

    for (const struct doc_para *p = paras; p && is_foot; p = p->next) {
        flow_lay(w, p, text_width(s), page->number, &laid);
        height += height_of(&laid) + laid.after;
    }
    if (is_foot)
        y = twips(s->height - s->footer) - height;
    for (const struct doc_para *p = paras; p; p = p->next) {
        flow_lay(w, p, text_width(s), page->number, &laid);
        y += laid.before;
        for (size_t i = 0; i < laid.count; i++) {
            flow_put(w, page, &laid.lines[i], twips(s->left), y);
            y += laid.lines[i].height;
        }
        y += laid.after;
    }
}

/* A page that a section break left empty behind the last table is no page. */
static void drop_empty_end(struct flow *w)
{
    const struct doc_page *last = flow_page(w);

    if (w->page_count > 1 && last->line_count == 0 && last->rule_count == 0)
        w->page_count--;
}

enum err flow_run(struct flow *w, struct fault *f)
{
    w->fault = f;
    TRY(place_blocks(w));
    if (w->page_count == 0)
        return FAIL(f, ERR_INVALID, "form.broken", "%s" SEP "%s", "word/document.xml",
                    "empty");
    drop_empty_end(w);
    w->pages_shown = (int)w->page_count;
    for (size_t i = 0; i < w->page_count; i++) {
        struct doc_page *page = &w->pages[i];
        int slot = slot_of(w, page);
        place_margin(w, page, page->section->headers[slot], false);
        place_margin(w, page, page->section->footers[slot], true);
    }
    return ERR_OK;
}

void flow_done(struct flow *w)
{
    for (size_t i = 0; i < w->layout_count; i++)
        g_object_unref(w->layouts[i].layout);
    w->layout_count = 0;
}
