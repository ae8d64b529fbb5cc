/* Where the boxes of a ballot are, for the reading machine. */
#include "base/jsonw.h"
#include "paper/ballot_plan.h"

static const char *const MARKS[] = {"approve", "oppose", "abstain", "sign"};

/* Millimetres with three digits, exact: lengths are whole µm. */
static void write_length(struct jsonw *w, const char *key, int64_t um)
{
    AUTO(buf) struct buf text = BUF(32);

    buf_print(&text, "%lld.%03lld", (long long)(um / 1000), (long long)(um % 1000));
    jsonw_key(w, key);
    jsonw_raw(w, buf_view(&text));
}

static void write_sides(struct jsonw *w, struct rect at)
{
    write_length(w, "x", at.x);
    write_length(w, "y", at.y);
    write_length(w, "w", at.w);
    write_length(w, "h", at.h);
}

static void write_box(struct jsonw *w, const struct mark_box *b)
{
    jsonw_open(w, '{');
    jsonw_pair(w, "mark", str_of(MARKS[b->mark]));
    write_sides(w, b->at);
    jsonw_close(w, '}');
}

static void write_names(struct jsonw *w, const struct ballot_plan *p,
                        const struct ballot_page *page, size_t question)
{
    jsonw_key(w, "candidates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < page->name_count; i++) {
        const struct name_place *n = &page->names[i];
        if (n->question != question)
            continue;
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "candidate", (int64_t)n->candidate);
        jsonw_pair(w, "name", p->design->questions[question].candidates[n->candidate].name);
        jsonw_key(w, "boxes");
        jsonw_open(w, '[');
        for (size_t b = 0; b < n->box_count; b++)
            write_box(w, &n->boxes[b]);
        jsonw_close(w, ']');
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_lines(struct jsonw *w, const struct ballot_page *page, size_t question)
{
    jsonw_key(w, "write_ins");
    jsonw_open(w, '[');
    for (size_t i = 0; i < page->line_count; i++) {
        const struct line_place *l = &page->lines[i];
        if (l->question != question)
            continue;
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "line", l->line);
        write_sides(w, l->at);
        jsonw_key(w, "box");
        write_box(w, &l->box);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static bool stands_on(const struct ballot_page *page, size_t question)
{
    for (size_t i = 0; i < page->name_count; i++)
        if (page->names[i].question == question)
            return true;
    for (size_t i = 0; i < page->line_count; i++)
        if (page->lines[i].question == question)
            return true;
    return false;
}

static void write_marks(struct jsonw *w, const struct ballot_plan *p, size_t index)
{
    const struct ballot_page *page = &p->pages[index];

    jsonw_key(w, "squares");
    jsonw_open(w, '[');
    for (size_t i = 0; i < page->square_count; i++) {
        jsonw_open(w, '{');
        write_sides(w, page->squares[i]);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_key(w, "qr");
    jsonw_open(w, '{');
    jsonw_pair(w, "text", ballot_qr_text(p, index + 1));
    write_sides(w, page->qr);
    jsonw_pair_i64(w, "modules", BALLOT_QR_MODULES);
    jsonw_close(w, '}');
}

static void write_page(struct jsonw *w, const struct ballot_plan *p, size_t index)
{
    const struct ballot_page *page = &p->pages[index];

    jsonw_open(w, '{');
    jsonw_pair_i64(w, "page", (int64_t)index + 1);
    write_length(w, "width", p->width);
    write_length(w, "height", p->height);
    write_marks(w, p, index);
    jsonw_key(w, "questions");
    jsonw_open(w, '[');
    for (size_t q = 0; q < p->design->question_count; q++) {
        if (!stands_on(page, q))
            continue;
        jsonw_open(w, '{');
        jsonw_pair_i64(w, "question", (int64_t)q);
        write_names(w, p, page, q);
        write_lines(w, page, q);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

void ballot_layout_json(const struct ballot_plan *p, struct buf *out)
{
    struct jsonw w = {.out = out};

    jsonw_open(&w, '{');
    jsonw_pair(&w, "unit", STR("mm"));
    jsonw_pair(&w, "kind", p->design->kind);
    jsonw_pair_i64(&w, "revision", p->design->revision);
    jsonw_pair(&w, "style", p->design->style == BALLOT_BOXES ? STR("boxes") : STR("sign"));
    jsonw_key(&w, "pages");
    jsonw_open(&w, '[');
    for (size_t i = 0; i < p->page_count; i++)
        write_page(&w, p, i);
    jsonw_close(&w, ']');
    jsonw_close(&w, '}');
}
