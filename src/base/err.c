#include "base/err.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err fault_set(struct fault *f, const char *file, int line, enum err kind,
                   const char *code, const char *fmt, ...)
{
    if (f->kind != ERR_OK)
        return kind;

    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(f->detail, sizeof(f->detail), fmt, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof(f->detail)) { /* shown to people: shortened */
        size_t most = sizeof(f->detail) - 1;
        size_t keep = str_whole((struct str){f->detail, most}, most - ELLIPSIS_BYTES);
        memcpy(f->detail + keep, ELLIPSIS, sizeof(ELLIPSIS));
    }

    f->kind = kind;
    f->code = code;
    f->file = file;
    f->line = line;
    return kind;
}

int err_http_status(enum err e)
{
    switch (e) {
#define X(name, http, code) \
    case ERR_##name:        \
        return http;
        ERR_MAP(X)
#undef X
    }
    return 500;
}

const char *err_code(enum err e)
{
    switch (e) {
#define X(name, http, code) \
    case ERR_##name:        \
        return code;
        ERR_MAP(X)
#undef X
    }
    return "unknown";
}
