/*
 * Ballot sheets: typeset for the hall and for the reading machine.
 *
 * All sheets of one design are the same drawing: nothing on them, in them or in the file tells one
 * from another.  The QR code says only which design and which page: `HJ1:KIND:REVISION:PAGE`.
 *
 * Geometry (in µm everywhere, x right and y down from the top left corner of the page): solid 6 mm
 * squares in the corners, 12 mm from the edges, on A3 also in the middle of the long edges; boxes at
 * least 5 mm with at least 2.5 mm free around and nothing printed inside; rows at least 10 mm apart.
 *
 * A question stays whole, its heading, names and lines to write on, on one page wherever one takes
 * it; where none does (under the rules, for the first), its lines are with the last of its names.
 * Letters, boxes and rows are equally large for all candidates of a sheet; units that tell namesakes
 * apart stand beneath the names where they are too long beside them.
 *
 * Pure.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "paper/fonts.h"

enum {
    BALLOT_QUESTIONS_MAX = 8,
    BALLOT_CANDIDATES_MAX = 400, /* of one question */
    BALLOT_PAGES_MAX = 16,
    BALLOT_COPIES_MAX = 5000,
    BALLOT_KIND_MAX = 8, /* characters */
};

enum ballot_style {
    BALLOT_BOXES, /* three boxes a name, 赞成 反对 弃权: any mark counts */
    BALLOT_SIGN,  /* one square a name for a sign, whose meaning is printed */
};

enum ballot_paper {
    BALLOT_PAPER_FIT, /* A4; A3 when A4 would need more pages, or split a question */
    BALLOT_PAPER_A4,
    BALLOT_PAPER_A3, /* landscape */
};

struct ballot_candidate {
    struct str name;
    struct str
        mark; /* behind the name, small: "（女）", or the unit that tells namesakes apart */
};

struct ballot_question {
    struct str title; /* "中共××县第十五届委员会委员" */
    int seats;
    const struct ballot_candidate *candidates; /* in the order to be printed */
    size_t candidate_count;
    bool no_write_ins;
    int write_ins; /* lines; 0: as many as seats */
};

struct ballot_design {
    struct str title;     /* "选票" when empty */
    struct str congress;  /* above the title */
    struct str organiser; /* at the foot, where the seal goes */
    struct str date;      /* as printed: "2026年6月" */
    struct str
        colour;      /* white pink red orange yellow green blue purple, or empty: no band */
    struct str kind; /* a code for the QR: 1 to BALLOT_KIND_MAX of a-z 0-9 */
    int revision;    /* 1 to 999; 0: a proof, nobody votes on it */
    enum ballot_style style;
    bool says_disapprove; /* 不赞成; else 反对 */
    enum ballot_paper paper;
    /* BALLOT_SIGN: what to do for each meaning, "画“○”"; empty: not said. */
    struct str approve, oppose, abstain;
    const struct str *rules; /* lines of explanation, each its own paragraph */
    size_t rule_count;
    const struct ballot_question *questions;
    size_t question_count;
};

/*
 * Appends to `pdf` `copies` sheets of the design, sheet after sheet, and to `layout` (may be NULL)
 * where everything is, as JSON in millimetres with three digits behind the point:
 *
 *   {"unit":"mm","kind":"cm","revision":1,"style":"boxes"|"sign","pages":[{"page":1,
 *     "width":210.000,"height":297.000,
 *     "squares":[{"x","y","w","h"}…],           four corners from top left clockwise, then mid-edge
 *     "qr":{"text","x","y","w","h","modules":25},
 *     "questions":[{"question":0,
 *       "candidates":[{"candidate":0,"name","boxes":[{"mark","x","y","w","h"}…]}…],
 *       "write_ins":[{"line":0,"x","y","w","h","box":{"mark":"approve","x",…}}…]}…]}…]}
 *
 * `mark` is approve, oppose, abstain; in BALLOT_SIGN the one box of a name has the mark "sign".
 * Indices count from 0 as in the design; what is on page 2 is listed only there.
 *
 * ERR_INVALID: ballot.empty, ballot.kind, ballot.revision, ballot.colour, ballot.copies,
 * ballot.name (question, place: a name is empty or too long to print), paper.glyph.
 * ERR_TOO_BIG ballot.pages.
 */
MUST_USE enum err ballot_typeset(const struct ballot_design *design, int copies,
                                 const struct paper_fonts *fonts, struct buf *pdf,
                                 struct buf *layout, struct fault *f);
