/* Care of a site: proof that nothing was changed behind its back, backup, restore, files. */
#pragma once

#include "service/job.h"

/* ---- proof ------------------------------------------------------------------------------ */

struct verify_result {
    int64_t changes, rows, files, tallies; /* looked at */
    int64_t wrong;
    struct buf findings; /* one line each, in the caller's language; the first 1000 */
};

/* Walk the trace of every region, compare each row with its last entry, count all figures
 * again, and read every file.  `progress` may be NULL. */
MUST_USE enum err verify_site(struct call *c, void (*progress)(void *, int64_t, int64_t),
                              void *arg, struct verify_result *out);

MUST_USE enum err verify_job(struct job_work *w);

/* ---- backup ----------------------------------------------------------------------------- */

/*
 * One file with the database (as of one moment, taken while people work), the uploaded files, the site's
 * own descriptions and settings; not the keys: those go to `path`.keys, to be kept apart.  Tested by
 * restoring into a temporary folder and verifying the chain.
 */
MUST_USE enum err backup_write(struct call *c, const char *path);
MUST_USE enum err backup_job(struct job_work *w);

struct backup_file {
    struct str name;
    int64_t bytes;
    instant at;
    bool is_tested;
};

MUST_USE enum err backup_list(struct call *c, struct backup_file **out, size_t *out_count);

/* Into a folder that holds no site yet.  `keys`: path of the .keys file, NULL for `path`.keys.
 * ERR_INVALID "backup.not_one"; ERR_CONFLICT "site.exists". */
MUST_USE enum err backup_restore(struct arena *a, const char *path, const char *keys,
                                 struct str dir, struct fault *f);

/* ---- uploaded files ------------------------------------------------------------------------ */

enum { FILE_MOST = 20 << 20 };

MUST_USE enum err attachment_keep(struct call *c, struct str name, struct str bytes,
                                  file_id *out);

/* A file is readable by those who may read some row that points to it.  ERR_NOT_FOUND "file.none". */
MUST_USE enum err attachment_get(struct call *c, file_id id, struct str *name,
                                 struct str *bytes);
