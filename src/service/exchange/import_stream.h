/*
 * Rows on their way from the thread that reads and checks a spreadsheet to the writer, which
 * stores them at the same time: two cores work on one import.  All or nothing: the writer's
 * transaction stays open until stream_end() says whether to keep it.
 */
#pragma once

#include "service/exchange/import_held.h"
#include "service/record/gate.h"

struct stream;

/* Does the writer see more than the check of each row by itself: has the ledger rules that look at other rows, or at
 * what is done? */
bool stream_sees_more(const struct call *c, const struct held *h);

/* The writer begins once there is something for it to do.  `c` is the caller's; its db is not used.  `is_trial`: it
 * goes on after a row that the gate refuses, to tell of the others too, and keeps nothing. */
struct stream *stream_begin(struct call *c, struct held *h, bool is_trial);

/* Where the next row must live until the writer has stored it. */
struct arena *stream_arena(struct stream *s);

/* A checked row, `number` in the sheet, in stream_arena(), copied from *p.  Waits while the writer is far behind.
 * ERR_* of the writer when it has failed. */
MUST_USE enum err stream_put(struct stream *s, int64_t number, const struct passing *p);

/* Keep all of it (`rows` of them) or nothing; waits for the commit and frees the stream.  The writer's error and fault;
 * *refused: rows that the gate refused, whose reasons are with the errors of the import. */
struct stream_close {
    bool keep;
    int64_t rows;
};
MUST_USE enum err stream_end(struct stream *s, struct stream_close how, int64_t *refused,
                             struct fault *f);
