/* Uploaded files: kept once under their hash, shown to whoever may read a row that points to one. */
#pragma once

#include "service/site/call.h"

enum { FILE_MOST = 20 << 20, FILE_NAME_MOST = 200 };

/* What one account uploaded and no row ever pointed to: so much at once, and no longer; then it is cleared with the
 * next upload. */
enum { FILES_UNUSED_MOST = 200 << 20, FILES_UNUSED_HOURS = 24 };

/* Keep `bytes` under their hash.  For those who may write in some ledger; waits for the
 * writer.  ERR_INVALID "file.name"; ERR_RULE "file.quota". */
MUST_USE enum err attachment_keep(struct call *c, struct str name, struct str bytes,
                                  file_id *out);

/* May the caller point a row at it: is it there, and uploaded by or readable for the caller? */
bool attachment_may_use(struct call *c, file_id id);

enum { PICTURE_MOST = 2 << 20 };
#define PICTURE_MOST_SHOWN "2 MiB"

/* What is wrong with it where only a picture belongs: "cell.picture" (neither JPEG nor PNG by its content),
 * "cell.picture_big"; NULL: nothing. */
const char *attachment_no_picture(struct call *c, file_id id);

/* Its name and size, for whoever reads a row that points to it; empty when there is none. */
void attachment_about(struct call *c, file_id id, struct str *name, int64_t *bytes);

/* A file is readable by those who may read some row that points to it.  ERR_NOT_FOUND
 * "file.none"; ERR_IO "file.broken" when it is not as it was. */
MUST_USE enum err attachment_get(struct call *c, file_id id, struct str *name,
                                 struct str *bytes);

/* 64 hexadecimal digits: the only names in DIR/files. */
bool attachment_is_hash(struct str name);
