/* A site proved, backed up and restored: there is a whole backup with its keys and its audit line, or none. */
#include "service/failing.h"
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
