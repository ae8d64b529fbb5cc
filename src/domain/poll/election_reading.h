/*
 * What the readers of ELECTION.json share: where in the file they are, and how they refuse.  A refusal names the place
 * (questions[1].seats), what was read there (as JSON, so that "1" is not 1), and what may stand there; a member that
 * is not there is said to be missing.  Codes: data/messages/election.json.
 */
#pragma once

#include "base/json.h"
#include "domain/poll/election.h"

struct reading {
    struct arena *arena;
    struct election *e;
    struct fault *fault;
    const struct json
        *own;      /* the question of a sheet that is read; NULL: the file itself */
    size_t number; /* of that question, 0 first */
};

/* Where `key` stands: in the question, or beside all of them; one that is in neither belongs to the question where
 * questions differ by it.  Then an item of the list there. */
struct str place_of(const struct reading *r, const char *key);
struct str place_item(const struct reading *r, const char *key, size_t item);

/* A value as JSON, cut where it is long; NULL: —. */
struct str value_shown(const struct reading *r, const struct json *v);

/* `v` NULL: missing. */
enum err wrong_number(const struct reading *r, struct str place, const struct json *v,
                      int64_t least, int64_t most);
enum err wrong_list(const struct reading *r, struct str place, const struct json *v,
                    int64_t least, int64_t most);
enum err wrong_word(const struct reading *r, struct str place, const struct json *v,
                    struct str words);

/* Refused with place and value alone: election.bool, .object, .name, .share … */
enum err wrong_value(const struct reading *r, const char *code, struct str place,
                     struct str value);

/* A member that nobody knows, with those that are known. */
enum err wrong_key(const struct reading *r, struct str place, const char *const *known);
