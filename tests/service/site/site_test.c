/* A site opened, written to, and opened again while the clock says something else. */
#include "service/opened.h"
#include "service/record/record.h"
#include "service/record/trace.h"
#include "service/upkeep/upkeep.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const int64_t DAY_MS = 86400000;

struct deed {
    const struct ledger *ledger;
    struct row_ver row;
};

static enum err create(struct call *c, void *arg)
{
    struct deed *x = arg;
    struct input items[] = {{STR("signer"), STR("甲"), false, GIVEN_WORDS},
                            {STR("kind"), STR("leader"), false, GIVEN_WORDS},
                            {STR("signed_on"), STR("2021-05-30"), false, GIVEN_WORDS}};
    struct inputs inputs = {items, 3};
    struct row *row;

    TRY(record_create(c, x->ledger, 441624100, (struct str){0}, inputs, &row));
    x->row = (struct row_ver){row->id, row->ver};
    return ERR_OK;
}

static enum err drop(struct call *c, void *arg)
{
    const struct deed *x = arg;

    return record_remove(c, x->ledger, x->row, STR("重复"));
}

static int64_t removed(struct opened *x, const struct ledger *l)
{
    struct removed_row *rows;
    size_t count;

    must(x, trace_removed(&x->call, l, 441624000, &rows, &count));
    return (int64_t)count;
}

Test(site, a_clock_set_back_neither_hides_removed_rows_nor_accuses)
{
    char dir[] = "/tmp/huanjie-site-XXXXXX";
    struct verify_result found;
    struct deed x = {0};
    struct opened o;

    make_site(dir);
    must(&o, start(&o, dir, site_now().ms + 400 * DAY_MS));
    must(&o, call_ledger(&o.call, STR("pledge"), &x.ledger));
    must(&o, call_write(&o.call, create, &x));
    int node = o.site->engine->ids.node;
    end(&o);
    must(&o, start(&o, dir, site_now().ms));
    must(&o, call_ledger(&o.call, STR("pledge"), &x.ledger));
    must(&o, call_write(&o.call, drop, &x));
    cr_expect_eq(removed(&o, x.ledger), 1);
    must(&o, verify_site(&o.call, NULL, NULL, &found));
    cr_expect_eq(found.wrong, 0, "%.*s", (int)found.findings.len, found.findings.ptr);
    buf_done(&found.findings);
    cr_expect_eq(o.site->engine->ids.node, node, "the node is kept");
    end(&o);
    remove_folder(dir);
}

Test(site, has_one_owner)
{
    char dir[] = "/tmp/huanjie-site-XXXXXX";
    struct opened first, second;

    make_site(dir);
    must(&first, start(&first, dir, site_now().ms));
    cr_expect_eq(start(&second, dir, site_now().ms), ERR_CONFLICT);
    cr_expect_str_eq(second.fault.code, "site.owned");
    end(&second);
    end(&first);
    must(&second, start(&second, dir, site_now().ms));
    end(&second);
    remove_folder(dir);
}
