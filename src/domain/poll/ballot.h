/*
 * One ballot as a line of text:
 *
 *     {"marks": "YYNA?", "write_in": ["姓名", {"name": "姓名", "mark": "-"}]}
 *     {"void": "reason"}
 *
 *     {"sheet": [{"marks": "YN"}, {"marks": "NNY", "write_in": ["姓名"]}]}
 *
 * The last is a sheet with several questions, each answered as a ballot of its own.
 * Void says why, and nothing stands beside it.  One letter per candidate in their order.  A name written in counts as
 * approved; as an object it carries its own mark: Y N A, ? for one that cannot be read, "-" for none.  A blank name is
 * refused: a line left empty on the paper is no name, and left out.  Pure.
 */
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { BALLOT_WRITE_INS_MAX = 200, BALLOT_NAME_MAX = 100 };

struct ballot_name {
    struct str name;
    char mark; /* Y N A ? or - */
};

struct ballot {
    bool is_void; /* as a whole, by decision of the scrutineers */
    struct str marks;
    struct ballot_name names[BALLOT_WRITE_INS_MAX];
    size_t name_count;
};

/*
 * Read `line`, number `number` of the file, without its line break.  Texts borrow from
 * the line or live in `a`.  A reader by hand takes what ballots look like; anything
 * unusual goes through the JSON parser.
 * ERR_INVALID: ballot.* with the line number (data/messages/election.json).
 */
MUST_USE enum err ballot_read(struct arena *a, struct str line, int64_t number,
                              struct ballot *out, struct fault *f);

/* A sheet with `count` questions: as many ballots.  {"void": …} voids them all.
 * ERR_INVALID also ballot.questions (line, answers, questions). */
MUST_USE enum err ballot_read_sheet(struct arena *a, struct str line, int64_t number,
                                    struct ballot *out, size_t count, struct fault *f);
