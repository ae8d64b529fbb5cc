/*
 * Texts for people, in three languages.  The files of data/messages are compiled into one
 * sorted table; a message has arguments {0} {1} …, separated by SEP.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"

enum locale { LOCALE_HANS, LOCALE_HANT, LOCALE_EN, LOCALE_COUNT };

/* A text in every language.  Never empty once loaded: zh-Hant is derived. */
struct label {
    struct str in[LOCALE_COUNT];
};

extern const char *const LOCALE_NAMES[LOCALE_COUNT]; /* "zh-Hans", "zh-Hant", "en" */

/* From a tag such as "zh-CN", "zh-TW", "en-GB;q=0.8", "zh_CN.UTF-8": LOCALE_HANS when unknown. */
enum locale locale_of(struct str tag);

/* The template of `code`, or empty when there is none. */
struct str message_find(enum locale l, struct str code);

/* Write the message `code`; without one, the code and its arguments. */
void message_write(struct buf *out, enum locale l, struct str code, struct str args);

/* What is wrong; within another sentence, or where a column of its own says how to mend it. */
static inline void fault_write(struct buf *out, enum locale l, const struct fault *f)
{
    message_write(out, l, str_of(f->code ? f->code : err_code(f->kind)), str_of(f->detail));
}

/* What is wrong, and how to mend it where `code`.hint says so: whoever is refused something reads both. */
void fault_tell(struct buf *out, enum locale l, const struct fault *f);
