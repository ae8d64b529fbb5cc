/* Between the parts of filling: fill_read.c (what stands in a paragraph), fill_value.c (what to put
 * there), form_fill.c (the walk through the file). */
#pragma once

#include "paper/blanks.h"
#include "paper/tree.h"

struct fill {
    struct arena *arena;
    const struct form_blanks *blanks;
    const struct json *values;
    bool is_spoken; /* of struct form_source */
    struct str xml;
    struct buf *out; /* NULL: only check */
    struct fault *fault;
    /* The item of the list that is being repeated; an empty list name: none. */
    struct str list;
    const struct json *items;
    size_t at;
    size_t rows;      /* repeated so far */
    bool is_followed; /* another of the same row, paragraph or line comes behind this one */
    const struct paragraph *paragraph;
};

/* A t of a paragraph, and what is written in its place. */
struct piece {
    const struct node *t;
    size_t from; /* in the text of the paragraph */
    struct str out;
};

/* A blank in the text of a paragraph: braces included. */
struct found {
    size_t from, end;
    struct blank blank;
};

struct paragraph {
    struct str text;
    struct piece *pieces;
    size_t piece_count, piece_room;
    struct found *found;
    size_t found_count, found_room;
    struct str line; /* stands for the only blank when it has several lines */
    bool is_line;
    bool
        is_cell; /* one blank alone in a cell of a table: its heading says what belongs there */
};

/* What stands between these is written small: the name of what is to be filled in by hand.  No text has them, XML knows
 * no such characters. */
enum { SMALL_FROM = 1, SMALL_TO = 2 };

/* The texts and blanks of a paragraph.  Errors of form_check(). */
MUST_USE enum err fill_read(struct fill *w, const struct node *n, struct paragraph *p);

/* The only blank of a paragraph, a condition before it aside, when nothing else stands there; else NULL. */
const struct found *fill_only_blank(const struct paragraph *p);
bool fill_is_condition(const struct blank *b);
/* Does the condition at the head of the paragraph, if there is one, hold? */
bool fill_holds(const struct fill *w, const struct paragraph *p);
/* The list of the values, or NULL. */
const struct json *fill_list(const struct fill *w, struct str list);
/* What stands in the place of a blank.  ERR_INVALID form.value. */
MUST_USE enum err fill_blank(struct fill *w, const struct paragraph *p,
                             const struct blank *b, struct str *out);
/* The text of each piece with its blanks filled.  A blank belongs to the piece where it begins. */
MUST_USE enum err fill_pieces(struct fill *w, struct paragraph *p);
