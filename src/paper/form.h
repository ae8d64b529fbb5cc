/*
 * Official forms: a DOCX template with blanks, filled, and typeset as PDF.
 *
 * A blank is `{{name}}`; its name is the English key or the Chinese label of the table of blanks
 * (`{{应到人数}}` is `{{due}}`).
 *   {{list.field}}   repeats the table row that holds it, outside tables the paragraph, for each
 *                    item of the list; an empty or absent list leaves none.
 *   {{list.#}}       1, 2, 3 …
 *   {{list+1.field}} the item after that one; the row then takes two items at a time (up to +9).
 *   {{list.field|、}} all items in one text, with what stands behind the bar between them.
 *   {{?name}}        at the head of a paragraph, or of a table row: it stays only when the value is
 *   {{?!name}}       there and neither empty nor 0; or the opposite.  A list counts its items.
 * A value of several lines alone in its paragraph repeats the paragraph for each line.  A blank
 * without a value leaves ＿＿＿＿ to be filled in by hand, and its name in small letters behind it; in a list, and
 * alone in a cell, which has a heading, nothing.
 * WPS and Word split what is typed over several runs: the first run lends its format.
 *
 * Pure.  See docs/templates.md for the clerk's side.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "paper/fonts.h"

enum {
    FORM_BYTES_MAX = 8 << 20, /* a template, packed */
    FORM_XML_MAX = 32 << 20,  /* its text before and after filling */
    FORM_PAGES_MAX = 600,
    FORM_ROWS_MAX = 20000, /* paragraphs and table rows of one document */
};

/* Every blank there is: data/templates/blanks.json, asset "templates/blanks.json". */
struct form_blanks;

/* `text` must outlive *out, which lives in `a`.  ERR_INVALID form.blanks (line, what). */
MUST_USE enum err form_blanks_read(struct arena *a, struct str text,
                                   struct form_blanks **out, struct fault *f);

/* Is every blank of the template known, and does each end?  ERR_INVALID: form.blank (the blank, the
 * text around it, the nearest known name), form.open (the text behind {{), form.mixed (a row or
 * paragraph with two lists), form.broken (no DOCX); errors of pack_open(). */
MUST_USE enum err form_check(struct arena *a, struct str template_docx,
                             const struct form_blanks *blanks, struct fault *f);

struct form_source {
    struct str template_docx;
    const struct form_blanks *blanks;
    const struct json *values; /* object: text and numbers, lists of objects of such */
    bool is_spoken; /* read out: the names of blanks stand in the letters of the text */
};

/* A copy of the template with its blanks filled, everything else byte for byte as it was; the
 * document in `a`.  Errors of form_check(); ERR_INVALID form.value (the blank: neither text nor
 * number); ERR_TOO_BIG form.long. */
MUST_USE enum err form_fill(struct arena *a, const struct form_source *source,
                            struct str *docx, struct fault *f);

/* A copy whose every page bears `mark` (without < & or quotes) in its header and across it; headers it had are gone.
 * Errors of form_fill(). */
MUST_USE enum err form_mark(struct arena *a, struct str docx, struct str mark,
                            struct str *out, struct fault *f);

/*
 * Typeset a DOCX: paragraphs, runs, tables, page numbers (see docs/templates.md for what is
 * understood; the rest is left out).  Same document, same bytes.  Appends to `pdf`.
 * ERR_INVALID form.broken, paper.glyph (a character no font has); ERR_TOO_BIG form.long.
 */
MUST_USE enum err form_pdf(struct arena *a, struct str docx,
                           const struct paper_fonts *fonts, struct buf *pdf,
                           struct fault *f);

/* Several in one PDF, each beginning a page and numbering its own. */
MUST_USE enum err form_pdf_all(struct arena *a, const struct str *docx, size_t count,
                               const struct paper_fonts *fonts, struct buf *pdf,
                               struct fault *f);
