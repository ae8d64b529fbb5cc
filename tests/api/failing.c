/*
 * The whole program on a disk that fails when it is told to: the n-th step of SQLite, BEGIN and COMMIT among them,
 * answers SQLITE_IOERR.  Which one, says whoever started the program, in a file that both of them map; its path is in
 * HUANJIE_FAILING_AT (tests/api/failing.mjs).  The linker puts these in front of the library's (tests/meson.build).
 * HUANJIE_FAILING_SAY: where it failed, on standard error (addr2line -f -e build/tests/huanjie_failing +0x…).
 */
#include <execinfo.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* `left`: how many steps there are until one fails, 0: none does; `met`: how many have failed; `read_back`: a step that
 * is only read for the reply to what has been stored may fail too; `stored`: how many COMMITs went well. */
struct failing {
    _Atomic int64_t left, met, read_back, stored;
};
enum { FRAMES = 24 };

static struct failing none, *told = &none;
static sqlite3 *_Atomic writer; /* who began to write last */

__attribute__((constructor)) static void follow_the_file(void)
{
    const char *path = getenv("HUANJIE_FAILING_AT");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;

    if (!path)
        return;
    void *at = fd < 0
                   ? MAP_FAILED
                   : mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED)
        abort();
    (void)close(fd);
    told = at;
}

static bool is_due(sqlite3 *db)
{
    void *at[FRAMES];

    if (atomic_load(&told->stored) && !atomic_load(&told->read_back) &&
        db != atomic_load(&writer))
        return false;
    if (atomic_load(&told->left) <= 0 || atomic_fetch_sub(&told->left, 1) != 1)
        return false;
    atomic_fetch_add(&told->met, 1);
    if (getenv("HUANJIE_FAILING_SAY"))
        backtrace_symbols_fd(at, backtrace(at, FRAMES), STDERR_FILENO);
    return true;
}

int __real_sqlite3_step(sqlite3_stmt *s);
int __wrap_sqlite3_step(sqlite3_stmt *s);
int __real_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why);
int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why);

int __wrap_sqlite3_step(sqlite3_stmt *s)
{
    return is_due(sqlite3_db_handle(s)) ? SQLITE_IOERR : __real_sqlite3_step(s);
}

int __wrap_sqlite3_exec(sqlite3 *db, const char *sql,
                        int (*row)(void *, int, char **, char **), void *arg, char **why)
{
    if (!strcmp(sql, "BEGIN IMMEDIATE"))
        atomic_store(&writer, db);
    /* SQLite's ROLLBACK ends a transaction whatever the disk says. */
    if (strcmp(sql, "ROLLBACK") != 0 && is_due(db))
        return SQLITE_IOERR;
    int rc = __real_sqlite3_exec(db, sql, row, arg, why);
    if (!rc && !strcmp(sql, "COMMIT") && db == atomic_load(&writer))
        atomic_fetch_add(&told->stored, 1);
    return rc;
}
