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

struct ballot_page {
    struct label *labels;
    size_t label_count, label_room;
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

/* A candidate as printed, and how wide: µm at one point. */
struct ballot_name {
    struct str name, mark;
    double name_width, mark_width;
};

/* How roomy the rows are.  Letters in tenths of a point; the same for every candidate. */
struct ballot_ease {
    int pitch;             /* of the rows; boxes are half as high */
    int name, mark, rules; /* letters: names, what stands behind them, the rules above */
};

struct ballot_plan {
    struct arena *arena;
    const struct ballot_design *design;
    const struct type *type;
    struct ballot_name *names[BALLOT_QUESTIONS_MAX];
    /* What is chosen, in this order of weight: fewest pages, no question split, A4, ease. */
    int width, height;
    const struct ballot_ease *ease;
    int columns;      /* of names, the same for all questions; short questions use fewer */
    bool is_wide;     /* the one column as wide as the page, for a long name */
    int mark_beneath; /* letters of marks that stand under the names; 0: behind them */
    /* What comes of it. */
    struct ballot_page pages[BALLOT_PAGES_MAX];
    size_t page_count;
    size_t split_count; /* questions that go on over the page */
};

/* The words that are printed whatever the design says. */
extern const char BALLOT_WORDS[];

/* The name of a colour, or NULL. */
const char *ballot_colour_name(struct str colour);
/* 0 to 1 each; white for an unknown one. */
void ballot_colour_tint(struct str colour, double rgb[3]);
/* Of the three boxes: 赞成, 反对 or 不赞成, 弃权. */
struct str ballot_mark_word(const struct ballot_design *d, enum mark mark);
/* BALLOT_SIGN: "符号：赞成画“○”；…", or empty. */
struct str ballot_sign_meanings(struct arena *a, const struct ballot_design *d);

/* ERR_INVALID ballot.name; ERR_TOO_BIG ballot.pages.  All of it is in the arena. */
MUST_USE enum err ballot_plan(struct ballot_plan *p, struct fault *f);

/* What the code of `page` (1 first) says. */
struct str ballot_qr_text(const struct ballot_plan *p, size_t page);

void ballot_draw(cairo_t *cr, const struct ballot_plan *p, size_t page);
void ballot_layout_json(const struct ballot_plan *p, struct buf *out);

/* Points of µm. */
static inline double points(int um)
{
    return um * 72.0 / 25400.0;
}

/* Up, in whole ones. */
static inline int ceil_div(int a, int b)
{
    return (a + b - 1) / b;
}
