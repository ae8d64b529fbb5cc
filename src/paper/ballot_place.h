/* The parts of a ballot put on its pages, one under the other.  Private to ballot*.c. */
#pragma once

#include "paper/ballot_plan.h"

/* A cursor over the pages while a plan is made. */
struct flow {
    struct ballot_plan *p;
    struct ballot_page *page;
    int y, bottom; /* of the free part of the page */
    bool is_fresh; /* no question on the page yet */
    struct fault *f;
};

/* How a question stands, in one piece. */
struct block {
    int names, columns, rows;           /* of names */
    int lines, line_columns, line_rows; /* to write on */
    bool is_beside;                     /* the lines right of the names, in free columns */
    int heads;                          /* height of what stands above the names */
    int lines_height, height;           /* of the lines under the names; of everything */
};

/* One part of a question's names, in columns from top to bottom. */
struct part {
    size_t question;
    int first, count, rows;
};

MUST_USE enum err place_page(struct flow *w); /* a new one; ERR_TOO_BIG ballot.pages */
void place_title(struct flow *w);             /* congress, title, rules */
void place_numbers(struct ballot_plan *p);    /* of pages, known at the end */
int place_room(
    const struct ballot_plan *p); /* height for questions on a page of them alone */

/* How it stands whole; one that is split has its lines under its last names. */
struct block block_of(const struct ballot_plan *p, size_t question, bool is_split);
/* The heading, with the words over the boxes of `columns` columns (0: none), and a part. */
void place_heading(struct flow *w, size_t question, bool is_continued, int columns);
void place_names(struct flow *w, const struct part *part);
/* The lines from *done on, under the names, as many as the page takes. */
void place_lines(struct flow *w, size_t question, int *done);
/* All of a question that stands whole. */
void place_whole(struct flow *w, size_t question);

/* Room for the widest candidate in the plan's columns and ease?  Sets is_wide and mark_beneath. */
bool place_fits(struct ballot_plan *p);
