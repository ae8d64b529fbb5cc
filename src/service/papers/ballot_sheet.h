/* Ballots and slips of a poll on paper. */
#pragma once

#include "service/poll/poll.h"

/* `copies` sheets, all alike, and where everything on them is.  Slow: on a thread that may block.
 * ERR_RULE "poll.no_candidates"; errors of paper/ballot.h. */
MUST_USE enum err poll_sheets(struct call *c, row_id poll, int64_t copies, struct buf *pdf,
                              struct buf *layout);

enum { BALLOT_LINES_MOST = 8 };

/* How the ballot is filled in, in the words that stand on it (Chinese): at most BALLOT_LINES_MOST lines.
 * ERR_RULE "poll.no_candidates". */
MUST_USE enum err poll_ballot_lines(struct call *c, row_id poll, struct poll **p,
                                    struct str *lines, size_t *count);

/* Slips made by urn_slips(), ten a sheet; `address` is where voters go, printed and in the QR. */
MUST_USE enum err poll_slips_pdf(struct call *c, row_id poll, const struct str *slips,
                                 size_t count, struct str address, struct buf *pdf);
