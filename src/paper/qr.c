/* QR codes by libqrencode. */
#include "paper/qr.h"

#include <qrencode.h>

/* Dark modules side by side are one rectangle: no hair lines between them. */
static void fill_row(cairo_t *cr, const unsigned char *row, int width, double unit)
{
    for (int i = 0, end; i < width; i = end + 1) {
        for (end = i; end < width && (row[end] & 1); end++)
            ;
        if (end > i)
            cairo_rectangle(cr, i * unit, 0, (end - i) * unit, unit);
    }
}

int qr_draw(cairo_t *cr, struct str text, int version, double x, double y, double side)
{
    QRcode *code = QRcode_encodeData((int)text.len, (const unsigned char *)text.ptr,
                                     version, QR_ECLEVEL_M);

    if (!code)
        return 0;
    int width = code->width;
    cairo_save(cr);
    cairo_translate(cr, x, y);
    for (int i = 0; i < width; i++) {
        fill_row(cr, code->data + (size_t)i * (size_t)width, width, side / width);
        cairo_translate(cr, 0, side / width);
    }
    cairo_restore(cr);
    cairo_fill(cr);
    QRcode_free(code);
    return width;
}
