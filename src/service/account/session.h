/*
 * Signing in.  Sessions are random tokens, stored hashed, and held in memory, so that a request
 * costs no query.  GB/T 22239-2019 8.1.4 and common practice (rules.md 6.5): passwords of at least
 * 10 characters of 3 kinds, changed every 90 days; locked for 15 minutes after 5 failures from one address; 30 minutes
 * idle, 12 hours in all.
 */
#pragma once

#include "service/site/call.h"

struct site;
struct sessions;

enum {
    PASSWORD_MIN = 10,
    PASSWORD_MAX = 128,
    PASSWORD_DAYS = 90,
    FAILURES_MOST = 5,
    LOCK_MINUTES = 15,
    IDLE_MINUTES = 30,
    SESSION_HOURS = 12,
    TOKEN_TEXT = 43, /* characters of a token in base64 */
};

struct who { /* a signed-in account, in the caller's arena */
    account_id id;
    row_id person; /* 0: none */
    struct str name, title;
    enum locale locale;
    bool has_locale, must_change, has_totp;
    struct power *powers;
    size_t power_count;
};

MUST_USE enum err sessions_new(struct site *s, struct sessions **out, struct fault *f);
void sessions_free(struct sessions *s);

/* The call is made by whoever signed in; `who` must live as long. */
void call_by(struct call *c, const struct who *who);

/* Whose is this token?  ERR_SIGNED_OUT "session.none", "session.idle", "session.over".  Counts as activity. */
MUST_USE enum err session_find(struct call *c, struct str token, struct who *out);

/*
 * Check name, password and one-time code, and begin a session.  Slow (Argon2id): on a thread that
 * may block.  ERR_SIGNED_OUT "login.wrong", "login.locked", "login.disabled", "login.code_needed", "login.code_wrong".
 */
MUST_USE enum err session_begin(struct call *c, struct str name, struct str password,
                                struct str code, struct str *token);
MUST_USE enum err session_end(struct call *c, struct str token);

/* Does the password fit the caller's account?  ERR_RULE "password.wrong"; counts as a failed log-in.  Slow. */
MUST_USE enum err session_confirm(struct call *c, struct str password);

/* Does this account, in use, hold one of `roles` at a region that holds `at`? */
MUST_USE enum err session_may(struct call *c, account_id account, role_set roles, region at,
                              bool *out);

/* A second person beside the caller, who gives name, password and (where set up) one-time code here and
 * now, and holds one of `roles` at `at`; each of the two is known by his record, and the second has made the
 * password his own.  Failures count as failed log-ins of that account.  Slow.  Which of name, password, code
 * and role was wrong is not said: it would tell a right password.
 * ERR_RULE "second.self", "second.wrong", "account.of_nobody", "login.locked". */
struct second {
    struct str name, password, code;
};
MUST_USE enum err session_second(struct call *c, const struct second *who, role_set roles,
                                 region at, account_id *out);

/* Beside the system administrator another of the three, whose accounts may be nobody's: each of them has a
 * password of his own, and what one alone may not do takes two of these.  Errors as above. */
MUST_USE enum err session_second_administrator(struct call *c, const struct second *who,
                                               account_id *out);

/* Forget what is held of accounts: powers or states changed.  After the commit, never before. */
void sessions_forget(struct sessions *s);

/* End all sessions of an account that are held, but the one of `kept` (empty: all).  After the commit
 * that ended them, too. */
void sessions_drop(struct sessions *s, account_id account, struct str kept);

/* Is the account of this name locked at some address (attempts.h); and at none any more. */
bool sessions_locked(struct sessions *s, struct str name, instant now);
void sessions_unlock(struct sessions *s, struct str name);

/* Is there such a session at all?  Cheap, counts as nothing: to refuse large bodies of strangers. */
bool sessions_know(struct sessions *s, struct str token);

/* End the caller's other sessions on record, within a write; sessions_drop() what is held once it is stored.  `kept`:
 * the token of the one that stays. */
MUST_USE enum err session_end_others(struct call *c, struct str kept);
