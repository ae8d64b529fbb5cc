/* One line a happening on standard error, for the people who run the machine.
 * Called by service, api and main only; never with the content of a record. */
#pragma once

#include "base/compiler.h"
#include "base/err.h"

enum log_level { LOG_INFO, LOG_WARN, LOG_ERROR };

void log_line(enum log_level level, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* What failed and where in the source it was found. */
void log_fault(const char *what, const struct fault *f);
