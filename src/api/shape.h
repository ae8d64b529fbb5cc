/*
 * What goes in and out of a route, as data: const tables of members, declared beside the routes.
 * From them: the check at the door (before any handler runs), GET /api/openapi.json, the types of
 * the browser, and the check of replies in the tests.
 *
 *     static const struct shape issue_body = OBJECT(
 *         {"ver", MUST, INT(1, COUNT_MAX)},
 *         {"printed", MAY, COUNT},
 *         {"rows", MAY, LIST(1000, OBJECT({"id", MUST, ID}, {"note", OR_NULL, TEXT(200)}))});
 *
 * A shape used in several places has a name (NAMED) and is meant with SAME(&shape).
 */
#pragma once

#include "base/err.h"
#include "base/json.h"
#include "service/record/check.h"

enum shape_kind {
    SHAPE_ANY,     /* any JSON without numbers with a point; the handler reads it itself */
    SHAPE_TEXT,    /* least, most: characters */
    SHAPE_INTEGER, /* least, most: its range */
    SHAPE_NUMBER,  /* with a point: in replies only */
    SHAPE_BOOL,
    SHAPE_ID,      /* of a row, account, file …: digits as text */
    SHAPE_DATE,    /* 2026-06-30 */
    SHAPE_INSTANT, /* 2026-06-30T09:00:00Z */
    SHAPE_REGION,  /* code of a region, 0 for the whole country */
    SHAPE_WORD,    /* one of `words` */
    SHAPE_LIST,    /* least, most: items, each as `of` */
    SHAPE_OBJECT,  /* `members` and no others, unless it is open */
    SHAPE_MAP,     /* least, most: members of any name, each as `of` */
    SHAPE_FIELDS,  /* fields of the ledger spoken of; read one by one with value_read() */
    SHAPE_VALUE,   /* what a field holds: text, number, boolean, {"id","label"}, null */
    SHAPE_SAME,    /* as `of` */
    SHAPE_CHOICE, /* an object as one of `choices`: the first whose first member is there, else the last */
};

enum need {
    MUST,    /* always there, never null */
    MAY,     /* there or not, never null */
    OR_NULL, /* always there, perhaps null */
    AT_WILL, /* there or not, perhaps null, which says the same */
};

struct member;

struct shape {
    const char *name; /* as a component of OpenAPI; NULL: written where it is used */
    enum shape_kind kind;
    bool may_be_empty; /* DATE, INSTANT, REGION, ID, WORD: "" as well */
    bool has_nulls;    /* LIST: some items are null */
    bool is_open;      /* OBJECT: further members, each a SHAPE_VALUE */
    int64_t least, most;
    const struct member *members; /* ends with a NULL name */
    const struct shape *of;
    const char *const *words;           /* ends with NULL */
    const struct shape *const *choices; /* ends with NULL; named objects */
};

struct member {
    const char *name;
    enum need need;
    struct shape as;
};

/* Whole numbers that JavaScript keeps; versions of rows; counts of people and papers. */
#define INTEGER_MAX 9007199254740991
#define COUNT_MAX   100000000

/* clang-format off */
#define ANY               { .kind = SHAPE_ANY }
#define TEXT(most_)       { .kind = SHAPE_TEXT, .most = (most_) }
#define FILLED(most_)     { .kind = SHAPE_TEXT, .least = 1, .most = (most_) }
#define REASON            { .kind = SHAPE_TEXT, .least = 2, .most = 2000 } /* why: a sentence */
#define STRING            TEXT(0) /* of any length: in replies */
#define INT(least_, most_) { .kind = SHAPE_INTEGER, .least = (least_), .most = (most_) }
#define COUNT             INT(0, COUNT_MAX)
#define VERSION_OF_ROW    INT(0, INTEGER_MAX)
#define INTEGER           INT(-INTEGER_MAX, INTEGER_MAX)
#define NUMBER            { .kind = SHAPE_NUMBER }
#define BOOL              { .kind = SHAPE_BOOL }
#define ID                { .kind = SHAPE_ID }
#define ID_OR_NONE        { .kind = SHAPE_ID, .may_be_empty = true }
#define DAY               { .kind = SHAPE_DATE }
#define DAY_OR_NONE       { .kind = SHAPE_DATE, .may_be_empty = true }
#define INSTANT           { .kind = SHAPE_INSTANT }
#define REGION            { .kind = SHAPE_REGION }
#define REGION_OR_NONE    { .kind = SHAPE_REGION, .may_be_empty = true }
#define WORD(...)         { .kind = SHAPE_WORD, .words = (const char *const[]){__VA_ARGS__, NULL} }
#define WORD_OR_NONE(...) { .kind = SHAPE_WORD, .may_be_empty = true, \
                            .words = (const char *const[]){__VA_ARGS__, NULL} }
#define FIELD_VALUES      { .kind = SHAPE_FIELDS }
#define VALUE             { .kind = SHAPE_VALUE }
#define SAME(shape_)      { .kind = SHAPE_SAME, .of = (shape_) }
#define LIST(most_, ...)  { .kind = SHAPE_LIST, .most = (most_), \
                            .of = &(const struct shape)__VA_ARGS__ }
#define SOME(most_, ...)  { .kind = SHAPE_LIST, .least = 1, .most = (most_), \
                            .of = &(const struct shape)__VA_ARGS__ }
#define EXACTLY(count_, ...) { .kind = SHAPE_LIST, .least = (count_), .most = (count_), \
                               .of = &(const struct shape)__VA_ARGS__ }
#define SPARSE(most_, ...) { .kind = SHAPE_LIST, .has_nulls = true, .most = (most_), \
                            .of = &(const struct shape)__VA_ARGS__ }
#define CHOICE(name_, ...) { .name = (name_), .kind = SHAPE_CHOICE, \
                             .choices = (const struct shape *const[]){__VA_ARGS__, NULL} }
#define EACH(...)         LIST(0, __VA_ARGS__) /* of any length: in replies */
#define MAP(...)          { .kind = SHAPE_MAP, .of = &(const struct shape)__VA_ARGS__ }
#define MEMBERS(...)      .kind = SHAPE_OBJECT, \
                          .members = (const struct member[]){__VA_ARGS__, {NULL, MUST, ANY}}
#define OBJECT(...)       { MEMBERS(__VA_ARGS__) }
#define NAMED(name_, ...) { .name = (name_), MEMBERS(__VA_ARGS__) }
#define OPEN(name_, ...)  { .name = (name_), .is_open = true, MEMBERS(__VA_ARGS__) }
/* clang-format on */

/* What a route takes when it takes nothing: {}. */
extern const struct shape NOTHING;

/*
 * Is `v` of this shape?  ERR_INVALID with the place as a path, `rows[3].ver`, and what is expected:
 * "json.key" (no such member), "shape.missing", "shape.text" and its like.  Costs no memory.
 */
MUST_USE enum err shape_check(const struct shape *s, const struct json *v, struct fault *f);

/*
 * The same for what stands behind the ?: a flat object whose values are texts.  NULL: nothing may.
 * What an open shape does not name may be a field, and is left to the handler.  ERR_INVALID "query.key",
 * "query.twice", "shape.empty" (a parameter says something, or is left out), else as above.
 */
MUST_USE enum err shape_check_query(const struct shape *s, struct inputs queries,
                                    struct fault *f);

enum { PLACE_SHOWN = 160 };

/* The place of `at` in `body` as a path: `events[0].reason`; "{}" for the body itself. */
void shape_place(struct buf *out, const struct json *body, const struct json *at);

/* The shape that is meant: SAME is followed. */
NONNULL_RESULT const struct shape *shape_of(const struct shape *s);

/* The member `name` of an object, or NULL. */
const struct member *shape_member(const struct shape *s, struct str name);
