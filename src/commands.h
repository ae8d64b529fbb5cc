/* The commands of the program.  A contract: scripts and tests rely on names, options, and exit codes. */
#pragma once

#include "base/message.h"
#include "domain/region.h"

#include <stdbool.h>
#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_NO = 1, EXIT_WRONG = 2, EXIT_FAULT = 3 };

enum { WHERE_MOST = 32, ARGS_MOST = 4 };

struct options;
struct site;

/* What a command does while another program owns the site. */
enum beside {
    BESIDE_NEVER,  /* is refused, or needs no site */
    BESIDE_READS,  /* only reads, so it may read at the same time */
    BESIDE_SERVED, /* is done by the running server (command_control.h) */
};

enum { OWNER_WAIT_MS = 2000, OWNER_TRIES = 20 }; /* for a command that is about to end */

struct command {
    const char *name, *usage;
    int least, most; /* arguments that are no options */
    int (*run)(struct options *o);
    enum beside beside;
};

struct options {
    const struct command *command;
    bool is_new; /* the site is being made */
    const char *args[ARGS_MOST];
    int arg_count;
    const char *data, *db, *listen, *region, *name, *ledger, *by, *order, *facts, *keys,
        *key, *to;
    const char *where[WHERE_MOST];
    int where_count;
    bool dry_run, again, demo, province, json, destroy;
    bool proxied;  /* a proxy on this machine says who asks: X-Real-IP is believed */
    bool tied;     /* ends with whoever holds the other end of its standard input */
    uint64_t seed; /* 0: none given */
    int64_t rows;
    enum locale locale;
    int argc;
    char **argv;       /* as they were given */
    FILE *out, *err;   /* where to print; NULL: standard output and error */
    struct site *site; /* of the server that does the command; NULL: it is done here */
    int input;         /* then: the open file to read; -1: none */
};

/* False after telling on standard error what is wrong. */
bool options_read(struct options *o, int argc, char **argv);
