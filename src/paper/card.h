/*
 * Cards on A4 with cut lines: badges of a congress, and slips that admit to one vote.
 *
 * Slips carry a code that must not lead to a person: print them without names and hand them out
 * unseen.  Pure.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "paper/fonts.h"

enum { CARD_COUNT_MAX = 20000, CARD_QR_MAX = 400 /* bytes */, CARD_CODE_MAX = 40 };

enum card_style {
    CARD_BADGE, /* 95 × 134 mm, four a sheet: title, kind, name, delegation, seat, QR, code */
    CARD_SLIP, /* 95 × 54 mm, ten a sheet: title, cast, code in groups of four, QR, one line */
};

/* What is empty is left out.  Long texts are set smaller, never cut. */
struct card {
    struct str title;      /* the congress */
    struct str name;       /* badge */
    struct str delegation; /* badge: "第一代表团" */
    struct str seat;       /* badge: "7排12座" */
    struct str kind;       /* badge: "正式代表"; slip: the cast, "第二次投票" */
    struct str qr;         /* what the code says; at most CARD_QR_MAX bytes */
    struct str code;       /* the same for people: ASCII, printed in groups of four */
    struct str line;       /* one line of instruction at the foot */
};

/* Appends the sheets to `pdf`.  ERR_INVALID: card.count, card.qr (which card), paper.glyph. */
MUST_USE enum err card_typeset(const struct card *cards, size_t count,
                               enum card_style style, const struct paper_fonts *fonts,
                               struct buf *pdf, struct fault *f);
