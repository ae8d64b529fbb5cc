/* A site proved, backed up and restored: there is a whole backup with its keys and its audit line, or none. */
#include "service/failing.h"
#include "service/opened.h"
#include "service/record/attachment.h"
#include "service/site/site.h"
#include "service/upkeep/upkeep.h"

#include <criterion/criterion.h>
#include <stdio.h>

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

/* ---- names that are taken ----------------------------------------------------------------------- */

static struct str text_of(struct opened *x, const char *path)
{
    struct str text;

    must(x, file_read(x->arena, path, 1 << 24, &text, &x->fault));
    return text;
}

/* A refused backup: what lay at `taken` is named, and stays as it was. */
static void must_refuse(struct opened *x, const char *path, const char *taken)
{
    struct str was = text_of(x, taken);

    cr_expect_eq(backup_write(&x->call, path), ERR_CONFLICT);
    cr_expect_str_eq(x->call.fault.code, "backup.exists");
    cr_expect(str_find(str_of(x->call.fault.detail), str_of(taken)) >= 0, "%s",
              x->call.fault.detail);
    cr_expect(str_eq(text_of(x, taken), was), "%s is another one's", taken);
    x->call.fault = (struct fault){0};
}

Test(upkeep, keeps_the_keys_of_another_backup)
{
    char dir[] = "/tmp/huanjie-taken-XXXXXX";
    struct opened x;

    make_site(dir);
    must(&x, start(&x, dir, 1622332800000));
    const char *path = site_path(x.site, x.arena, "backups/a.hjb");
    const char *keys = site_path(x.site, x.arena, "backups/a.hjb.keys");
    must(&x, file_write(keys, STR("of another one"), 0600, &x.fault));
    must_refuse(&x, path, keys);
    cr_expect(!file_is_there(path));
    cr_expect_eq(unlink(keys), 0);
    must(&x, backup_write(&x.call, path));
    must_refuse(&x, path, path);
    struct str was = text_of(&x, keys);
    cr_expect_eq(was.len, KEY_BYTES);
    end(&x);
    remove_folder(dir);
}

/* A link that leads nowhere yet is a name, too, and nobody's to write through. */
Test(upkeep, follows_no_link_that_lies_in_its_place)
{
    char dir[] = "/tmp/huanjie-link-XXXXXX";
    struct opened x;

    make_site(dir);
    must(&x, start(&x, dir, 1622332800000));
    const char *path = site_path(x.site, x.arena, "backups/a.hjb");
    const char *keys = site_path(x.site, x.arena, "backups/a.hjb.keys");
    const char *aim = site_path(x.site, x.arena, "backups/elsewhere");
    cr_assert_eq(symlink(aim, keys), 0);
    cr_expect_eq(backup_write(&x.call, path), ERR_CONFLICT);
    cr_expect(!file_is_there(path) && !file_is_there(aim) && file_is_there(keys));
    must(&x, file_write(keys, STR("a file now"), 0600, &x.fault));
    cr_expect(!file_is_there(aim), "written through a link");
    cr_expect_eq(file_write_new(keys, STR("b"), 0600, &x.fault), ERR_CONFLICT);
    cr_expect_str_eq(x.fault.code, "file.exists");
    end(&x);
    remove_folder(dir);
}
