/* Cards on A4 with cut lines. */
#include "paper/card.h"

#include "paper/pdf.h"
#include "paper/qr.h"
#include "paper/type.h"

enum { WORDS_MAX = 32 << 20 };

static const double MM = 72 / 25.4, PAGE_W = 210, PAGE_H = 297, MARGIN = 5; /* MM: points */

/* Where something stands on a card, in mm: its middle and the room it has across. */
struct spot {
    double y, size, least;
    enum face face;
};

struct look {
    double width, height; /* mm */
    int columns, rows;
    double qr_x, qr_y, qr_side;
    struct spot title, kind, name, delegation, seat, code, line;
    double code_x; /* left end of the room of the code */
};

static const struct look LOOKS[] = {
    [CARD_BADGE] = {.width = 95,
                    .height = 134,
                    .columns = 2,
                    .rows = 2,
                    .qr_x = 34.5,
                    .qr_y = 88,
                    .qr_side = 26,
                    .title = {14, 16, 7, FACE_TITLE},
                    .kind = {30, 28, 12, FACE_HEI},
                    .name = {52, 40, 12, FACE_TITLE},
                    .delegation = {70, 17, 8, FACE_SONG},
                    .seat = {79, 15, 8, FACE_SONG},
                    .code = {119, 11, 6, FACE_HEI},
                    .line = {127, 8, 5, FACE_SONG},
                    .code_x = MARGIN},
    [CARD_SLIP] = {.width = 95,
                   .height = 54,
                   .columns = 2,
                   .rows = 5,
                   .qr_x = 7,
                   .qr_y = 17.5,
                   .qr_side = 25,
                   .title = {7, 11, 6, FACE_TITLE},
                   .kind = {24, 14, 7, FACE_HEI},
                   .code = {35, 17, 6, FACE_HEI},
                   .line = {49, 8.5, 5, FACE_SONG},
                   .code_x = 37},
};

static void draw_cuts(cairo_t *cr, const struct look *look)
{
    double left = (PAGE_W - look->columns * look->width) / 2;
    double top = (PAGE_H - look->rows * look->height) / 2;
    static const double DASH[] = {3, 3};

    for (int i = 0; i <= look->columns; i++) {
        cairo_move_to(cr, (left + i * look->width) * MM, 0);
        cairo_line_to(cr, (left + i * look->width) * MM, PAGE_H * MM);
    }
    for (int i = 0; i <= look->rows; i++) {
        cairo_move_to(cr, 0, (top + i * look->height) * MM);
        cairo_line_to(cr, PAGE_W * MM, (top + i * look->height) * MM);
    }
    cairo_set_source_rgb(cr, 0.6, 0.6, 0.6);
    cairo_set_line_width(cr, 0.4);
    cairo_set_dash(cr, DASH, 2, 0);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_source_rgb(cr, 0, 0, 0);
}

static void show(const struct type *t, cairo_t *cr, struct spot spot, struct str text,
                 double left, double right)
{
    struct type_line line = {text, spot.face, spot.size, spot.least, (right - left) * MM};

    if (!str_is_empty(text))
        (void)type_show(t, cr, &line, (left + right) / 2 * MM, spot.y * MM, TYPE_CENTRE);
}

/* "AB12CD34EF" as "AB12 CD34 EF". */
static struct str in_groups(struct str code, char room[CARD_CODE_MAX * 5 / 4 + 1])
{
    size_t len = 0;

    for (size_t i = 0; i < code.len && i < CARD_CODE_MAX; i++) {
        if (i > 0 && i % 4 == 0)
            room[len++] = ' ';
        room[len++] = code.ptr[i];
    }
    return (struct str){room, len};
}

static void draw_card(const struct type *t, cairo_t *cr, const struct card *c,
                      const struct look *look)
{
    char code[CARD_CODE_MAX * 5 / 4 + 1];
    double right = look->width - MARGIN;

    show(t, cr, look->title, c->title, MARGIN, right);
    show(t, cr, look->kind, c->kind, look->code_x, right);
    show(t, cr, look->code, in_groups(c->code, code), look->code_x, right);
    show(t, cr, look->line, c->line, MARGIN, right);
    if (look->name.size > 0) {
        show(t, cr, look->name, c->name, MARGIN, right);
        show(t, cr, look->delegation, c->delegation, MARGIN, right);
        show(t, cr, look->seat, c->seat, MARGIN, right);
    }
    if (!str_is_empty(c->qr))
        (void)qr_draw(cr, c->qr, 0, look->qr_x * MM, look->qr_y * MM,
                      look->qr_side * MM); /* CARD_QR_MAX bytes always fit */
}

static void draw_sheet(const struct type *t, cairo_t *cr, const struct card *cards,
                       size_t count, const struct look *look)
{
    double left = (PAGE_W - look->columns * look->width) / 2;
    double top = (PAGE_H - look->rows * look->height) / 2;

    draw_cuts(cr, look);
    for (size_t i = 0; i < count; i++) {
        int place = (int)i, column = place % look->columns, row = place / look->columns;
        cairo_save(cr);
        cairo_translate(cr, (left + column * look->width) * MM,
                        (top + row * look->height) * MM);
        draw_card(t, cr, &cards[i], look);
        cairo_restore(cr);
    }
}

static enum err check(const struct card *cards, size_t count, struct buf *words,
                      struct fault *f)
{
    buf_text(words, "0123456789");
    for (size_t i = 0; i < count; i++) {
        const struct card *c = &cards[i];
        const struct str texts[] = {c->title, c->name, c->delegation, c->seat,
                                    c->kind,  c->code, c->line};
        if (c->qr.len > CARD_QR_MAX || c->code.len > CARD_CODE_MAX)
            return FAIL(f, ERR_INVALID, "card.qr", "%zu" SEP "%d" SEP "%d", i + 1,
                        CARD_QR_MAX, CARD_CODE_MAX);
        for (size_t n = 0; n < sizeof(texts) / sizeof(texts[0]); n++)
            buf_str(words, texts[n]);
    }
    if (buf_is_full(words))
        return FAIL(f, ERR_TOO_BIG, "paper.size", "%d", WORDS_MAX >> 20);
    return ERR_OK;
}

enum err card_typeset(const struct card *cards, size_t count, enum card_style style,
                      const struct paper_fonts *fonts, struct buf *pdf, struct fault *f)
{
    const struct look *look = &LOOKS[style];
    const size_t each = (size_t)look->columns * (size_t)look->rows;
    AUTO(buf) struct buf words = BUF(WORDS_MAX);
    AUTO(type) struct type type = {0};
    AUTO(pdf) struct pdf sheets = {0};

    if (count < 1 || count > CARD_COUNT_MAX)
        return FAIL(f, ERR_INVALID, "card.count", "%zu" SEP "%d", count, CARD_COUNT_MAX);
    TRY(check(cards, count, &words, f));
    TRY(type_open(&type, fonts, buf_view(&words), f));
    pdf_open(&sheets, PAGE_W * MM, PAGE_H * MM, pdf);
    TRY(pdf_mark(&sheets, fonts, f));
    for (size_t i = 0; i < count; i += each) {
        size_t rest = count - i;
        draw_sheet(&type, sheets.cr, cards + i, rest < each ? rest : each, look);
        pdf_page(&sheets);
    }
    return pdf_finish(&sheets, f);
}
