#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf may have cut a UTF-8 character in two: drop the half. */
static void cut_whole_characters(char *text, size_t room)
{
    size_t len = strlen(text), start = len;

    if (len + 1 < room)
        return;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)text[start - 1] >= 0xC0)
        text[start - 1] = '\0';
}

enum err fault_set(struct fault *f, const char *file, int line, enum err kind,
                   const char *code, const char *fmt, ...)
{
    if (f->kind != ERR_OK)
        return kind;

    va_list args;
    va_start(args, fmt);
    vsnprintf(f->detail, sizeof(f->detail), fmt, args);
    va_end(args);
    cut_whole_characters(f->detail, sizeof(f->detail));

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
