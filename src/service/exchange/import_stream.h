/*
 * Rows on their way from the thread that reads and checks a spreadsheet to the writer, which
 * stores them at the same time: two cores work on one import.  All or nothing: the writer's
 * transaction stays open until stream_end() says whether to keep it.
 */
#pragma once

#include "service/exchange/import_held.h"
#include "service/record/gate.h"

struct stream;

/* Ask the writer to begin.  `c` is the caller's; its db is not used. */
struct stream *stream_begin(struct call *c, struct held *h);

/* Where the next row must live until the writer has stored it. */
struct arena *stream_arena(struct stream *s);

/* A checked row, in stream_arena(), copied from *p.  Waits while the writer is far behind.
 * ERR_* of the writer when it has failed. */
MUST_USE enum err stream_put(struct stream *s, const struct passing *p);

/* Keep all of it (`rows` of them) or nothing; waits for the commit and frees the stream.  The
 * writer's error and fault. */
MUST_USE enum err stream_end(struct stream *s, bool keep, int64_t rows, struct fault *f);
