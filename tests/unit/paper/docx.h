/* Documents of the tests: a DOCX out of the XML of its body. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "paper/fonts.h"

/* word/document.xml with this body, and nothing else but what a package needs. */
struct str docx_of(struct arena *a, const char *body);

/* The text of word/document.xml, tags taken out, "/" behind each paragraph. */
struct str docx_text(struct arena *a, struct str docx);

/* The bytes of a part. */
struct str docx_part(struct arena *a, struct str docx, const char *name);

/* A file of the asset "templates/…" or of the fonts; fails the test when there is none. */
struct str asset_text(const char *name);

/* The typefaces of the program, opened once for all tests of the process. */
const struct paper_fonts *test_fonts(void);

/* Page objects of a PDF written by cairo. */
int pdf_pages(struct str pdf);
