/*
 * Errors: one enum for the whole program, one optional explanation.
 *
 * A function that can fail returns enum err.  ERR_OK is zero, so `if (err)`
 * reads "if it failed".  Code branches on the enum; people read the fault.
 */
#pragma once

#include "base/compiler.h"

/* clang-format off */
/*    name       HTTP  code sent to the browser */
#define ERR_MAP(X)                  \
    X(OK,         200, "ok")         \
    X(INVALID,    400, "invalid")    \
    X(SIGNED_OUT, 401, "signed_out") \
    X(DENIED,     403, "denied")     \
    X(NOT_FOUND,  404, "not_found")  \
    X(CONFLICT,   409, "conflict")   \
    X(TOO_BIG,    413, "too_big")    \
    X(RULE,       422, "rule")       \
    X(IO,         500, "io")         \
    X(BUSY,       503, "busy")
/* clang-format on */

enum err {
#define X(name, http, code) ERR_##name,
    ERR_MAP(X)
#undef X
};

/*
 * Why something failed, for the log and for the user.  Lives in the call, is
 * written once (the first cause wins), and never owns memory.
 *
 * `code` names a message of data/messages/; `detail` holds its arguments,
 * separated by SEP, in the order {0} {1} … of the message.
 */
struct fault {
    enum err kind;
    const char *code; /* static string, "election.quorum_not_met" */
    char detail[320]; /* UTF-8, what does not fit is cut behind a character: "…" */
    const char *file;
    int line;
};

#define SEP "\x1f" /* between two arguments in the format of FAIL() */

/* Fill `f` unless it already holds an earlier cause.  Returns `kind`, so callers
 * can write `return FAIL(f, ERR_CONFLICT, "row.changed", "%s" SEP "%s", who, when);` */
enum err fault_set(struct fault *f, const char *file, int line, enum err kind,
                   const char *code, const char *fmt, ...) PRINTF_LIKE(6, 7);

/* The comma shows analysers that a failure is never ERR_OK.  Evaluates `kind` twice. */
#define FAIL(f, kind, code, ...) \
    ((void)fault_set((f), __FILE__, __LINE__, (kind), (code), __VA_ARGS__), (kind))

int err_http_status(enum err e);
const char *err_code(enum err e);

/* Return from the enclosing function if `expr` failed.  The only control-flow
 * macro in the program; resources are released by AUTO(), never by luck. */
#define TRY(expr)                   \
    do {                            \
        enum err try_err_ = (expr); \
        if (try_err_)               \
            return try_err_;        \
    } while (0)
