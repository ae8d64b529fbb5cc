/*
 * The evidence of a count: one signed text from which anyone can count again (docs/evidence.md).
 * One JSON object a line; the last is the seal over all bytes before it.  Pure.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { EVIDENCE_MOST = 256 << 20 /* bytes */ };

struct json;

struct evidence_report {
    bool is_rehearsal; /* made in a rehearsal: it proves nothing of any election */
    bool is_whole;     /* the seal is over these very bytes, and in its one form */
    bool is_signed;    /* whole, and the signature fits the key it names */
    bool is_recounted; /* the ballots give the result that the file states, byte for byte */
    bool
        is_in_form; /* each part as often, and where, as docs/evidence.md says; both sides signed */
    bool
        sums_agree; /* people, papers, slips, groups, votes, ballots and the election fit */
    int64_t ballots, signatures;
    int64_t form_line;    /* the first that is not in form: where (0: it is missing), */
    struct str form_part; /* and which part */
    struct str
        key; /* of the site that signed, hexadecimal: compare it with the printed one */
    struct str title; /* of the poll */
    struct str
        recounted; /* the result counted now, JSON; empty: void before it was counted */
    struct str stated;
    struct str election;                          /* ELECTION.json */
    const struct json *head, *attendance, *issue; /* these lines; NULL: there is none */
    const struct json *decision; /* that the election is void; NULL: there is none */
};

/*
 * Read and check; all of it in `a`.  Something that does not fit, or is missing, is in the report, not an error.
 * ERR_INVALID evidence.shape (line, what): this is no such file; and the errors of counting.
 */
MUST_USE enum err evidence_check(struct arena *a, struct str text,
                                 struct evidence_report *out, struct fault *f);

/* Is `key`, in hexadecimal or Base64 as in a seal, the one of the report?  ERR_INVALID
 * "evidence.key_form": it is no key. */
MUST_USE enum err evidence_key_fits(struct arena *a, const struct evidence_report *report,
                                    struct str key, bool *out, struct fault *f);

/* The last line: hash and signature over `body` with the key that `seed` stands for. */
struct key;
void evidence_seal(struct arena *a, const struct key *seed, struct str body,
                   struct buf *out);
