/* Where everything of a ballot stands: pages of primitives to draw and of places to read.
 * Private to ballot*.c.  All lengths in µm. */
#pragma once

#include "paper/ballot.h"
#include "paper/type.h"

enum { MM = 1000, BALLOT_SQUARE = 6 * MM, BALLOT_EDGE = 12 * MM, BALLOT_QR_MODULES = 25 };

struct rect {
    int x, y, w, h;
};

enum mark { MARK_APPROVE, MARK_OPPOSE, MARK_ABSTAIN, MARK_SIGN };

struct mark_box {
    struct rect at;
    enum mark mark;
};

struct name_place {
    size_t question, candidate;
    struct mark_box boxes[3];
    size_t box_count;
};

struct line_place {
    size_t question;
    int line;
    struct rect at;
    struct mark_box box;
};

/* Text in one line, its middle in the middle of `at`, set smaller until it fits. */
struct label {
    struct rect at;
    struct str text;
    enum face face;
    enum type_side side;
    int size, least; /* tenths of a point */
};

/* A paragraph that may take several lines. */
struct note {
    struct rect at;
    PangoLayout *layout; /* of the plan */
};

struct ballot_page {
    struct label *labels;
    size_t label_count, label_room;
    struct note *notes;
    size_t note_count, note_room;
    struct rect *rules; /* hair lines: w or h is 0 */
    size_t rule_count, rule_room;
    struct name_place *names;
    size_t name_count, name_room;
    struct line_place *lines;
    size_t line_count, line_room;
    struct rect squares[6];
    size_t square_count;
    struct rect band, qr;
    struct rect example; /* a box with a mark in it, where the rules say how; h 0: none */
};

struct ballot_plan {
    struct arena *arena;
    const struct ballot_design *design;
    const struct type *type;
    int width, height;
    int widest;  /* name, in the smallest print */
    int pitch;   /* of the rows */
    int columns; /* of names; fewer where names are fewer */
    struct ballot_page pages[BALLOT_PAGES_MAX];
    size_t page_count;
};

/* The words that are printed whatever the design says. */
extern const char BALLOT_WORDS[];

/* The name of a colour, or NULL. */
const char *ballot_colour_name(struct str colour);
/* 0 to 1 each; white for an unknown one. */
void ballot_colour_tint(struct str colour, double rgb[3]);

/* ERR_INVALID ballot.name; ERR_TOO_BIG ballot.pages. */
MUST_USE enum err ballot_plan(struct ballot_plan *p, struct fault *f);
void ballot_plan_done(struct ballot_plan *p); /* the arena is the caller's */

/* What the code of `page` (1 first) says. */
struct str ballot_qr_text(const struct ballot_plan *p, size_t page);

void ballot_draw(cairo_t *cr, const struct ballot_plan *p, size_t page);
void ballot_layout_json(const struct ballot_plan *p, struct buf *out);

static inline void ballot_plan_auto(struct ballot_plan *p)
{
    ballot_plan_done(p);
}

/* Points of µm. */
static inline double points(int um)
{
    return um * 72.0 / 25400.0;
}
