/*
 * Commands beside a running server: the server does them, with its own writer, ids and sessions, and the
 * command prints what it answers.
 *
 * The way is a socket DIR/control, mode 0600, for the server's own user and root.  Asked: the program's version,
 * language and arguments, each ended by a NUL, and an open file to read; answered: "CODE OUT ERR\n" (exit
 * code, bytes for standard output and error), then those bytes.
 */
#pragma once

#include "command_site.h"

struct control;

/* Listen in the folder of `site`.  ERR_IO "site.control". */
MUST_USE enum err control_start(struct site *site, struct control **out, struct fault *f);
void control_stop(struct control *c); /* waits for commands in hand; NULL is fine */

/* Have the server of o->data do the command.  False: none listens there; else *code is the exit code. */
MUST_USE bool control_ask(struct options *o, int *code);
