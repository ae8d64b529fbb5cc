/* The commands of the program.  A contract: scripts and tests rely on names, options, and exit codes. */
#pragma once

#include "base/message.h"
#include "domain/region.h"

#include <stdbool.h>

enum { EXIT_DONE = 0, EXIT_NO = 1, EXIT_WRONG = 2, EXIT_FAULT = 3 };

enum { WHERE_MOST = 32, ARGS_MOST = 4 };

struct options;

struct command {
    const char *name, *usage;
    int least, most; /* arguments that are no options */
    int (*run)(struct options *o);
};

struct options {
    const struct command *command;
    const char *args[ARGS_MOST];
    int arg_count;
    const char *data, *db, *listen, *region, *name, *ledger, *by, *order, *facts, *keys;
    const char *where[WHERE_MOST];
    int where_count;
    bool dry_run, demo, province, json;
    uint64_t seed; /* 0: none given */
    int64_t rows;
    enum locale locale;
};

/* False after telling on standard error what is wrong. */
bool options_read(struct options *o, int argc, char **argv);
