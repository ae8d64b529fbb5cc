/*
 * What leaves the system as a file (rows, a paper, evidence, an attachment, a backup) leaves one line in the
 * audit list: who, when, what, by which filter, how many rows, how many bytes, their digest.  The one place
 * where such a line is made and where it is put into words; the routes come here through the door (api.c).
 */
#pragma once

#include "service/record/record.h"

struct handed {
    const char *what;    /* of the message "handed.WHAT": which kind of file */
    struct str ledger;   /* its name; empty: of none */
    struct str of;       /* what it tells of: an id, the name of a paper; may be empty */
    struct inputs asked; /* the conditions, as they were given */
    int64_t rows;        /* of a list; -1: it is none */
    int64_t bytes;       /* of the file */
    struct str digest;   /* BLAKE2b-256 in hexadecimal; empty: not known */
};

/* Size and digest of a file in memory.  Takes time by its size: not on the writer's thread. */
void handed_measure(struct arena *a, struct str bytes, struct handed *h);

/* The line.  Inside the writer.  What is sealed or masked in the ledger is not written into it. */
MUST_USE enum err handed_note(struct call *c, const struct handed *h);

/* Is this act of the audit list such a line? */
bool handed_is(struct str act);

/* Its target in the caller's language; what cannot be read, as it stands. */
struct str handed_words(struct call *c, struct str target);
