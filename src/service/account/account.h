/*
 * Accounts and their powers.  Three administrators (三员分立): `system` makes accounts and keeps the machine,
 * `security` grants roles, disables and unlocks, `audit` reads the trace.  No account holds two of
 * them, none of them reads records, and nobody grants to himself.
 */
#pragma once

#include "service/account/session.h"
#include "store/rows.h"

enum account_state { ACCOUNT_ACTIVE, ACCOUNT_DISABLED, ACCOUNT_LOCKED };

struct account_view {
    struct account account;
    enum account_state state;
    struct grant *grants;
    size_t grant_count;
    struct signing_post *posts;
    size_t post_count;
};

MUST_USE enum err account_list(struct call *c, struct account_view **out,
                               size_t *out_count);

/* ---- writing: inside the writer ------------------------------------------------------ */

/* Whose account it is: a row of the ledger person, or why nobody's ("县委组织部值班室公用"). */
struct owner_said {
    row_id person;   /* 0: none */
    struct str name; /* of the person, as his record has it */
    struct str no_person;
};

enum { NO_PERSON_MIN = 2, NO_PERSON_MOST = 60, LINK_REASON_MOST = 200 }; /* characters */

/* What an account is called wherever it acts: the title that somebody gave it and, in brackets, the name of
 * its person, unless the title says it. */
struct str account_called(struct arena *a, struct str title, struct str person);

/* A new account without any power; *password is shown once and must be changed.  `stored` is its
 * Argon2id form, made outside the writer by account_draw().  ERR_CONFLICT "account.taken",
 * ERR_INVALID "account.name", "account.no_person". */
struct account_new {
    struct str name, title, stored;
    struct owner_said owner;
};

MUST_USE enum err account_add(struct call *c, const struct account_new *n, account_id *out);

/*
 * Say anew whose account it is.  An event of the audit list; what was said before changes only with a
 * reason, or while the account is disabled; once the account has acted on records, its person is never
 * taken away or replaced, so that what somebody signed stays his.  ERR_RULE "account.link_reason",
 * "account.link_acted", ERR_INVALID "account.no_person".
 */
MUST_USE enum err account_link(struct call *c, account_id id,
                               const struct owner_said *owner, struct str reason);

/* Somebody asked for a person that is not to be found, or several: an event.  Checks as account_link(). */
MUST_USE enum err account_link_missed(struct call *c, account_id id);

/* A new password.  Of an account that holds a role, or of a key holder (service/account/guarded.h), it takes
 * another of the three administrators beside the caller (session_second_administrator(); 0: nobody), or whoever resets
 * it becomes him; the command line, which has the machine, is believed.  ERR_RULE "second.needed". */
MUST_USE enum err account_reset(struct call *c, account_id id, struct str stored,
                                account_id second);
MUST_USE enum err account_disable(struct call *c, account_id id, bool disabled);
MUST_USE enum err account_unlock(struct call *c, account_id id);

/* What one may do, and in which posts one signs (of signing_post: `account` is not read). */
struct powers_said {
    const struct power *powers;
    size_t power_count;
    const struct signing_post *posts;
    size_t post_count;
};

/* These powers and no others.  Asks nobody whether he may: account_grant() does, a new site has nobody to ask. */
MUST_USE enum err account_put_powers(struct call *c, account_id id,
                                     const struct powers_said *p);

/* Replaces all powers and posts.  Nobody grants to an account whose password he gave or reset, or that was reset
 * before his eyes, or at the machine by nobody knows whom, and is not changed yet: he could use what he grants.
 * ERR_RULE "grant.admin_alone", "grant.admin_site", "grant.own", "grant.password_set"; ERR_INVALID "grant.post",
 * "row.region". */
MUST_USE enum err account_grant(struct call *c, account_id id, const struct powers_said *p);

/* Was the caller granted to sign as `post` for what lies at `at`?  A `level` says that the post is held just
 * there, at the region above (or at) `at` on that level: a township's secretary signs for his township.
 * REGION_COUNTRY: at any region that holds `at`.  The command line and the program itself: yes. */
MUST_USE enum err account_signs_as(struct call *c, struct str post, enum region_level level,
                                   region at, bool *out);
MUST_USE enum err account_set_locale(struct call *c, struct str locale);

/* Who reset the caller's password within the last 30 days; `at` 0: nobody did. */
struct reset_told {
    instant at;
    struct str by, second; /* titles; second empty: nobody stood beside */
};

MUST_USE enum err account_reset_told(struct call *c, struct reset_told *out);

/* What happened to the caller's account, newest first: signing in and failing to, passwords, one-time codes, and
 * what administrators did to it. */
struct happened {
    instant at;
    struct str act, by, origin; /* as in the audit list */
};

enum { HAPPENED_MOST = 50 };

MUST_USE enum err account_happened(struct call *c, struct happened **out,
                                   size_t *out_count);

/* ---- slow: on a thread that may block, outside the writer ---------------------------- */

/* A random password and its stored form. */
void account_draw(struct call *c, struct str *password, struct str *stored);

/* The caller's other sessions end with the old password; that of `token` stays.
 * ERR_RULE "password.wrong", "password.short", "password.kinds", "password.same". */
MUST_USE enum err account_change_password(struct call *c, struct str old, struct str fresh,
                                          struct str token);

MUST_USE enum err totp_new(struct call *c, struct str password, struct str *secret);
MUST_USE enum err totp_on(struct call *c, struct str code);
MUST_USE enum err totp_off(struct call *c, struct str password);

/* The account of that name.  ERR_NOT_FOUND "account.none". */
MUST_USE enum err account_find(struct call *c, struct str name, account_id *out);

/* The first accounts of a site.  With `demo`: those of docs/api.md with the well-known
 * password; else the three administrators with drawn passwords, told to `tell`.
 * ERR_CONFLICT "site.db_used" when the database holds accounts already. */
MUST_USE enum err accounts_first(struct call *c, bool demo,
                                 void (*tell)(struct str name, struct str password));
