/*
 * Wrong passwords and codes, counted by whose name and from where: after FAILURES_MOST of them the name is locked for
 * LOCK_MINUTES at that address, so that a stranger elsewhere closes nobody's account; and a name that nobody has is
 * locked like one that somebody has, so that neither answer nor time tells which there are.  GB/T 22239-2019 8.1.4.1 b.
 *
 * Held in memory, by digests under a key drawn at the start: what was typed as a name may have been a password.  A
 * restart forgets; several processes of one site count each for itself.  When the table is full the oldest entry goes,
 * one that locks last.  Safe from several threads.
 */
#pragma once

#include "base/instant.h"
#include "base/str.h"

#include <stdbool.h>

struct attempts;

struct attempts *attempts_new(void);
void attempts_free(struct attempts *a); /* NULL is fine */

/* `name`: of the account, as it is stored or was typed; `address`: of the browser, of IPv6 its network (64 bits). */
bool attempts_locked(struct attempts *a, struct str name, struct str address, instant now);
void attempts_failed(struct attempts *a, struct str name, struct str address, instant now);

/* It was right: the wrong ones before it do not count. */
void attempts_forget(struct attempts *a, struct str name, struct str address);

/* For the administrators: is it locked at any address, and no longer at any. */
bool attempts_locked_anywhere(struct attempts *a, struct str name, instant now);
void attempts_unlock(struct attempts *a, struct str name);
