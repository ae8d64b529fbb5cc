/* Every command, in the order of --help. */
#pragma once

#include "commands.h"

extern const struct command COMMANDS[];
extern const size_t COMMAND_COUNT;

int run_figures(struct options *o);
int run_count(struct options *o);
int run_verify_evidence(struct options *o);
int run_names(struct options *o);
