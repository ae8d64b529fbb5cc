/*
 * Voting by one-time slips, secret by construction (docs/evidence.md).
 *
 * A slip is drawn from a box and knows used or unused.  A ballot is closed in a box for the urn's public
 * key before it is stored, padded to one length, under a random key and without time or origin.  The
 * urn's secret key is locked with the passphrases of two to five key holders, any two of whom open it
 * after the end of voting: then all ballots come out at once, sorted and counted by content, the boxes and
 * the key are destroyed, and the database is scrubbed.
 */
#pragma once

#include "service/poll/poll.h"

enum {
    HOLDERS_LEAST = 2,
    HOLDERS_MOST = 5,
    HOLDER_NAME_MOST = 40, /* characters */
    PASSPHRASE_MIN = 8,    /* characters */
    SLIP_CHARACTERS = 16,
    SLIPS_MOST = 20000, /* at once */
};

struct holder {
    struct str name, passphrase;
};

/* ---- the hall: role congress --------------------------------------------------------- */

/* Open all frozen polls of the cast.  Electronic ones need key holders.  Slow (Argon2id): on a thread
 * that may block.  ERR_RULE: urn.holders, urn.passphrase, urn.same_holder, poll.cast_waits; and
 * urn.slips_over (made, most): frozen later for fewer people than there are slips. */
MUST_USE enum err urn_open(struct call *c, row_id poll, const struct holder *holders,
                           size_t count);

/* The same for a cast of paper alone, inside the writer.  ERR_RULE urn.holders for any other. */
MUST_USE enum err urn_open_paper(struct call *c, row_id poll);

/* New slips, each a text of SLIP_CHARACTERS, in no order; inside the writer.  They are kept
 * nowhere: who does not print them now has lost them.  All slips of a cast are no more than those
 * present.  ERR_RULE urn.slips, urn.slips_most (made, wanted, most). */
MUST_USE enum err urn_slips(struct call *c, row_id poll, int64_t count, struct str **out);

/* After the end of voting: two holders open the urn.  Slow.  ERR_RULE urn.wrong_passphrase, urn.holders;
 * ERR_IO urn.count when the ballots are not as many as the slips used: nothing is changed then. */
MUST_USE enum err urn_unseal(struct call *c, row_id poll, const struct holder *holders,
                             size_t count);

/* ---- the voter: nobody is asked who it is -------------------------------------------- */

/* What may be voted on with this slip: JSON of the sheets.  ERR_NOT_FOUND vote.slip; ERR_CONFLICT
 * vote.used; ERR_RULE vote.closed. */
MUST_USE enum err vote_sheets(struct call *c, struct str slip, struct str *congress,
                              int64_t *cast, struct str *sheets);

/*
 * Put the ballots into the urn; inside the writer, on disk once it returns and is committed.
 * `ballots` is [{"poll": id, "answers": […]}, …], one for each sheet.  Errors as vote_sheets(),
 * those of sheet_line(), and ERR_RULE vote.full (votes, most): everybody present has voted.
 */
MUST_USE enum err vote_cast(struct call *c, struct str slip, const struct json *ballots);
