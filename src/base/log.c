#include "base/log.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

void log_line(enum log_level level, const char *fmt, ...)
{
    static const char *const NAMES[] = {"info", "warn", "error"};
    char text[512], when[32];
    struct timespec now;
    struct tm utc;
    va_list args;

    va_start(args, fmt);
    int len = vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    if (len >= (int)sizeof(text)) { /* shortened, as a fault is */
        size_t most = sizeof(text) - 1;
        size_t keep = str_whole((struct str){text, most}, most - ELLIPSIS_BYTES);
        memcpy(text + keep, ELLIPSIS, sizeof(ELLIPSIS));
    }
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &utc);
    fprintf(stderr, "%s %s %s\n", when, NAMES[level], text);
}

void log_fault(const char *what, const struct fault *f)
{
    log_line(LOG_ERROR, "%s: %s: %s (%s:%d)", what, f->code ? f->code : err_code(f->kind),
             f->detail, f->file ? f->file : "?", f->line);
}
