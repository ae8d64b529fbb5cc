/* A site proved, backed up and restored: there is a whole backup with its keys and its audit line, or none. */
#include "service/failing.h"
#include "service/opened.h"
#include "service/record/attachment.h"
#include "service/site/site.h"
#include "service/upkeep/upkeep.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum err furnish(struct call *c, void *arg)
{
    struct house *h = arg;

    return house_enter(c, "pledge", TOWN, "",
                       PAIRS("signer", "王一", "kind", "leader", "signed_on", "2021-05-30"),
                       &h->rows[0]);
}

static char *path_of(struct call *c, const struct house *h, const char *what)
{
    struct str name = str_print(c->arena, "backups/%s%d", what, h->serial);

    return site_path(c->site, c->arena, name.ptr);
}

static enum err back_up(struct call *c, struct house *h)
{
    return backup_write(c, path_of(c, h, "a"));
}

static enum err prove(struct call *c, struct house *h)
{
    struct verify_result v = {0};

    (void)h;
    TRY(verify_site(c, NULL, NULL, &v));
    int64_t wrong = v.wrong;
    buf_done(&v.findings);
    return wrong ? FAIL(&c->fault, ERR_RULE, "wrong", "%lld", (long long)wrong) : ERR_OK;
}

static char backup[200]; /* that is restored */

static enum err have_backup(struct call *c, struct house *h)
{
    file_id file;

    if (*backup)
        return ERR_OK;
    TRY(attachment_keep(c, STR("a.txt"), STR("content"), &file));
    cr_assert_lt(snprintf(backup, sizeof(backup), "%s", path_of(c, h, "b")),
                 (int)sizeof(backup));
    return backup_write(c, backup);
}

static enum err restore(struct call *c, struct house *h)
{
    return backup_restore(c->arena, backup, NULL, str_of(path_of(c, h, "restored")),
                          &c->fault);
}

static const struct deed ACTS[] = {
    {"backup", .waiting = back_up, .what = STEPS | FILES | MEMORY,
     .stands = "backup.untested"},
    {"proof", .waiting = prove, .what = STEPS},
    {"restore", .ready = have_backup, .waiting = restore, .what = STEPS | FILES},
};

Test(upkeep, is_done_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = furnish, DEEDS(ACTS)});
}

/* The keys of another backup, which somebody else put there, stay as they are. */
Test(upkeep, no_keys_are_overwritten)
{
    static char dir[] = "/tmp/huanjie-keys-XXXXXX";
    struct opened x;
    struct fault f = {0};
    struct str kept;

    make_site(dir);
    cr_assert_eq(start(&x, dir, 0), ERR_OK);
    struct call c = site_call(x.site, x.arena, x.db, "test");
    const char *path = str_print(x.arena, "%s/backups/a.hjb", dir).ptr;
    const char *keys = str_print(x.arena, "%s.keys", path).ptr;
    cr_assert_eq(file_write(keys, STR("of another"), 0600, &f), ERR_OK, "%s", f.detail);
    cr_expect_eq(backup_write(&c, path), ERR_CONFLICT);
    cr_expect_str_eq(c.fault.code, "backup.exists");
    cr_expect(strstr(c.fault.detail, "a.hjb.keys"), "%s", c.fault.detail);
    cr_assert_eq(file_read(x.arena, keys, 100, &kept, &f), ERR_OK);
    cr_expect(str_eq(kept, STR("of another")));
    cr_expect_neq(access(path, F_OK), 0);
    end(&x);
    remove_folder(dir);
}

/* What could not be put in its place leaves nothing beside it. */
Test(upkeep, a_file_that_cannot_be_placed_leaves_nothing)
{
    static char dir[] = "/tmp/huanjie-place-XXXXXX";
    struct fault f = {0};
    char path[80], beside[90];

    cr_assert_not_null(mkdtemp(dir));
    snprintf(path, sizeof(path), "%s/a", dir);
    snprintf(beside, sizeof(beside), "%s.new", path);
    for (int64_t n = 1; n <= 2; n++) { /* flushed, then renamed */
        fail_at(FAIL_FILE, n);
        cr_expect_eq(file_write(path, STR("a key"), 0600, &f), ERR_IO);
        cr_expect(has_failed());
        cr_expect_neq(access(beside, F_OK), 0, "try %d", (int)n);
        cr_expect_neq(access(path, F_OK), 0, "try %d", (int)n);
    }
    fail_at(FAIL_FILE, 0);
    cr_assert_eq(symlink("/etc/hostname", beside), 0);
    cr_expect_eq(file_write(path, STR("a key"), 0600, &f), ERR_IO, "through no link");
    remove_folder(dir);
}
