/* Care of a site: proof that nothing was changed from outside, backup, restore. */
#pragma once

#include "service/site/job.h"

/* ---- proof --------------------------------------------------------------------------- */

enum { FINDINGS_MOST = 1000 };

struct verify_result {
    int64_t changes, rows, files, tallies, polls; /* looked at; polls: signed ones */
    int64_t wrong;
    struct buf
        findings; /* one line each, in the caller's language; the first FINDINGS_MOST */
};

/*
 * Walk the trace of every region, compare each row with its last entry, count all figures
 * again, and read every file, all as of one moment.  For the auditor; leaves an event.
 * `progress` may be NULL.  On success the caller frees out->findings with buf_done().
 */
MUST_USE enum err verify_site(struct call *c, void (*progress)(void *, int64_t, int64_t),
                              void *arg, struct verify_result *out);

/* {"changes":n,"rows":n,"files":n,"tallies":n,"polls":n,"wrong":n,"findings":["…"]} */
MUST_USE enum err verify_job(struct job_work *w);

/* The trace alone, as it stands in `db`; adds to *out, whose `findings` has its limit. */
MUST_USE enum err verify_trace(struct call *c, struct db *db, struct verify_result *out);

/* ---- backup -------------------------------------------------------------------------- */

/*
 * One zip file with the database (as of one moment, taken while people work), the uploaded
 * files, the site's own descriptions and settings, and MANIFEST.json with their sizes and
 * hashes; not the keys: those go to `path`.keys, to be kept apart.  Tested by restoring it
 * into a temporary folder, checking every hash and page, and walking the trace of the copy;
 * `path`.ok says so.
 *
 * ERR_RULE "backup.postgres"; ERR_IO "backup.untested": written, but not to be relied on.
 */
MUST_USE enum err backup_write(struct call *c, const char *path);

/* To DIR/backups/huanjie-YYYYMMDD-HHMMSS.hjb: {"name":"…","bytes":n,"tested":true} */
MUST_USE enum err backup_job(struct job_work *w);

struct backup_file {
    struct str name;
    int64_t bytes;
    instant at;
    bool is_tested;
};

/* Those in the site's folder, newest first. */
MUST_USE enum err backup_list(struct call *c, struct backup_file **out, size_t *out_count);

/*
 * Into a folder that holds no site yet and appears whole or not at all.  `keys`: path of the
 * .keys file, NULL for `path`.keys.  ERR_INVALID "backup.not_one", "backup.damaged", "backup.no_file", "backup.keys";
 * ERR_CONFLICT "site.exists" when `dir` is not empty.
 */
MUST_USE enum err backup_restore(struct arena *a, const char *path, const char *keys,
                                 struct str dir, struct fault *f);
