/*
 * A site: one data folder (or PostgreSQL database), its keys, its descriptions, its writer.
 * Made once by main; everything that runs for long belongs to it.
 *
 *     DIR/huanjie.db       records (SQLite)          DIR/site.json   region, name, database, demo
 *     DIR/keys/master.key  32 bytes, mode 0600       DIR/ledgers/    the site's own descriptions
 *     DIR/files/           uploaded files            DIR/work/       imports under way
 *     DIR/owner.lock       locked by the owner       DIR/control     socket of a running server
 *     DIR/rehearsals/      copies to rehearse in (service/rehearsal)
 */
#pragma once

#include "ledger/engine.h"
#include "service/site/call.h"
#include "store/writer.h"

struct sessions;
struct jobs;
struct imports;
struct hooks;
struct health;
struct owner;
struct readers;
struct rehearsals;

/* A site that is a rehearsal: a copy of another one, in which a congress is held on trial and which is destroyed
 * afterwards (docs/decisions/0017-rehearsal.md).  Said in its site.json and in its database, so that neither is ever
 * opened with the other of a real site. */
struct rehearsed {
    struct str title; /* of what is rehearsed */
    row_id record; /* the row of the ledger rehearsal in the real site that tells of it */
};

/* What everything that leaves a rehearsal bears. */
#define REHEARSAL_MARK "演练 REHEARSAL"

struct site {
    struct str dir, name, db_url;
    region region;
    bool is_demo;
    const struct rehearsed *rehearsed; /* NULL: a real site */
    const char
        *cookie; /* of its sessions: browsers share cookies between the ports of a host */
    struct engine *engine;
    struct owner *owner;   /* NULL: another program owns the site, this one only reads */
    struct writer *writer; /* NULL likewise */
    struct readers *idle_readers;
    struct arena *arena; /* lives as long as the site */
    struct region_table *regions;
    struct sessions *sessions;
    struct jobs *jobs;
    struct imports *imports;
    struct health *health;
    struct rehearsals *rehearsals; /* that are served beside it */
    const struct hooks *hooks;     /* rules of single ledgers (service/record/hooks.h) */
    /* After a write that changed accounts: what is held of them is read anew; `signed_out`, unless 0,
     * has lost its sessions; `unlocked`, unless empty, is the name of one that is locked no more.  Set by
     * whoever opens the site. */
    void (*powers_changed)(struct site *s, account_id signed_out, struct str unlocked);
};

struct site_new {
    struct str dir;
    struct str db_url; /* empty: DIR/huanjie.db */
    struct str name;
    region region;
    bool is_demo;
    uint64_t
        seed; /* of a demo: keys, nonces and passwords are derived from it; 0: random */
};

enum { SITE_FOLDERS = 5, SITE_FILES = 7 };

/* What of a new site was not there before. */
struct site_made {
    bool dir, folders[SITE_FOLDERS], files[SITE_FILES];
};

/* Make an empty site.  ERR_CONFLICT "site.exists" when DIR holds one; ERR_INVALID "site.region".  After an error
 * nothing is left of it. */
MUST_USE enum err site_init(const struct site_new *n, struct site_made *made,
                            struct fault *f);

/* A site that could not be filled: what making it has left is removed, so that it can be tried again.  What was there
 * before stays.  A database elsewhere (PostgreSQL) keeps its empty tables. */
void site_abandon(struct str dir, const struct site_made *made);

struct site_opening {
    struct str dir;
    struct str db_url;   /* replaces the one of site.json unless empty */
    const char *command; /* told to whoever is refused meanwhile */
    int64_t wait_ms;     /* for another program that owns the site */
    bool only_reads;     /* beside whoever owns it */
    bool is_new;         /* being made: an empty database is given its tables */
};

/* Become the site's owner, descriptions, upgrade of tables, writer; the parts above come with site_open()
 * (service/open.h), which is what others call.  ERR_NOT_FOUND "site.none", ERR_CONFLICT "site.owned",
 * "site.served"; ERR_RULE "site.rehearsal_mixed" (settings and database of two kinds), "site.database_gone" when a
 * site that is not new has no database or an empty one, which would look like a sound site without rows.  *out is set
 * on failure too, and freed with site_end(). */
MUST_USE enum err site_begin(const struct site_opening *how, const struct hooks *hooks,
                             struct site **out, struct fault *f);
void site_end(struct site *s);

/* The writer ends, its last jobs done, and the site is owned no more.  Before what those jobs speak to. */
void site_close_writer(struct site *s);

/* The embedded descriptions alone, without any site: for checks and documents. */
MUST_USE enum err site_engine(struct engine **out, struct fault *f);

/* Would a site in `dir` start with its own descriptions?  Those of the program and DIR/ledgers/, without a database;
 * *wrong names the first file that is refused, "ledgers/….json", in `a`, and is untouched otherwise. */
MUST_USE enum err site_try_definitions(struct arena *a, struct str dir, struct str *wrong,
                                       struct fault *f);

/* A reading connection for one thread, given back with site_reader_done(). */
MUST_USE enum err site_reader(const struct site *s, struct db **out, struct fault *f);
void site_reader_done(const struct site *s, struct db *db); /* NULL is fine */

/* A call by the command line itself, with `a` and `db`. */
struct call site_call(struct site *s, struct arena *a, struct db *db, const char *command);

/* Milliseconds since 1970, from the system clock: asked here and nowhere below. */
instant site_now(void);

/* Path of a file in the site's folder, in `a`. */
char *site_path(const struct site *s, struct arena *a, const char *name);

/* Keep a site's own description, so that the next start finds it. */
MUST_USE enum err site_keep_definition(struct site *s, struct str name, struct str json,
                                       struct fault *f);

/* Whole files.  ERR_IO "file.read" / "file.write" with path and reason. */
MUST_USE enum err file_read(struct arena *a, const char *path, size_t most, struct str *out,
                            struct fault *f);
/* Written beside it, flushed, and put in place in one step; what fails leaves nothing behind.  file_write_new() takes
 * no name that is taken: ERR_CONFLICT "file.exists". */
MUST_USE enum err file_write(const char *path, struct str bytes, int mode, struct fault *f);
MUST_USE enum err file_write_new(const char *path, struct str bytes, int mode,
                                 struct fault *f);

/* The steps of these two, for what does not lie in memory.  A name beside `path` that nobody else uses, in `a`; a
 * file that was not there, no link is followed, -1; is there anything of this name, be it a link to nothing? */
const char *file_beside(struct arena *a, const char *path);
int file_open_new(const char *path, int mode);
bool file_is_there(const char *path);
/* False, errno EEXIST: there is one; it stays. */
bool file_move_new(const char *from, const char *to);
/* Close what was written to `beside` (`good`: all of it, flushed) and put it in place, or remove it; errno says why. */
bool file_close_into(int fd, bool good, const char *beside, const char *path,
                     bool may_replace);
