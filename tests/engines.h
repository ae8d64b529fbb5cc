/* The engines a store test runs on: SQLite always, PostgreSQL when HUANJIE_PG holds its URL
 * (script/test starts one).  Each test gets a database of its own. */
#pragma once

#include "store/db.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct engine_case {
    char url[512], name[64];
    struct db *db;
    struct fault fault;
};

static inline bool engine_open(struct engine_case *e, int which, const char *test)
{
    const char *pg = getenv("HUANJIE_PG");

    *e = (struct engine_case){0};
    if (which == 0) {
        snprintf(e->url, sizeof(e->url), "/tmp/huanjie-%s-%d.db", test, (int)getpid());
        remove(e->url);
    } else if (pg) { /* a schema of its own inside the one database */
        struct db *admin;
        snprintf(e->name, sizeof(e->name), "t_%s_%d", test, (int)getpid());
        cr_assert_eq(db_open(str_of(pg), DB_WRITE, &admin, &e->fault), ERR_OK, "%s",
                     e->fault.detail);
        char sql[128];
        snprintf(sql, sizeof(sql), "CREATE SCHEMA %s", e->name);
        cr_assert_eq(db_script(admin, sql), ERR_OK, "%s", db_why(admin));
        db_free(admin);
        snprintf(e->url, sizeof(e->url), "%s&options=-csearch_path%%3D%s", pg, e->name);
    } else {
        return false;
    }
    cr_assert_eq(db_open(str_of(e->url), DB_WRITE, &e->db, &e->fault), ERR_OK, "%s",
                 e->fault.detail);
    return true;
}

static inline void engine_remove_files(const struct engine_case *e)
{
    char path[600];

    if (e->url[0] != '/')
        return;
    remove(e->url);
    snprintf(path, sizeof(path), "%s-wal", e->url);
    remove(path);
    snprintf(path, sizeof(path), "%s-shm", e->url);
    remove(path);
}

static inline void engine_close(struct engine_case *e)
{
    db_free(e->db);
    engine_remove_files(e);
}

#define EACH_ENGINE(e, test)                   \
    for (int which_ = 0; which_ < 2; which_++) \
        if (engine_open(&(e), which_, (test)))
