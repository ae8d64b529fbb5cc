/* A site of its own in a temporary folder, opened and closed again, for tests of services. */
#pragma once

#include "base/crypto.h"
#include "service/open.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct opened {
    struct site *site;
    struct db *db;
    struct arena *arena;
    struct call call;
    struct fault fault;
};

static inline enum err start(struct opened *x, const char *dir, int64_t now_ms)
{
    struct site_opening how = {.dir = str_of(dir), .command = "test", .is_new = true};

    *x = (struct opened){.arena = arena_new()};
    TRY(site_open(&how, &x->site, &x->fault));
    TRY(site_reader(x->site, &x->db, &x->fault));
    x->call = site_call(x->site, x->arena, x->db, "test");
    x->call.now.ms = now_ms;
    return ERR_OK;
}

static inline void end(struct opened *x)
{
    site_reader_done(x->site, x->db);
    site_free(x->site);
    arena_free(x->arena);
}

static inline void must(struct opened *x, enum err err)
{
    cr_assert_eq(err, ERR_OK, "%s %s %s", x->fault.code ? x->fault.code : "",
                 x->fault.detail, x->call.fault.code ? x->call.fault.code : "");
}

static inline void make_site_at(char *dir, region place)
{
    struct fault f = {0};

    cr_assert(crypto_start());
    cr_assert_not_null(mkdtemp(dir));
    struct site_new n = {.dir = str_of(dir), .name = STR("某县"), .region = place};
    cr_assert_eq(site_init(&n, &(struct site_made){0}, &f), ERR_OK, "%s", f.detail);
}

static inline void make_site(char *dir)
{
    make_site_at(dir, 441624000);
}

static inline void remove_folder(const char *dir)
{
    char command[200];

    snprintf(command, sizeof(command), "rm -rf '%s'", dir);
    cr_expect_eq(system(command), 0);
}
