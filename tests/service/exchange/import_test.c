/* What happens between the moment in which an import reads a row and the one in which it is written. */
#include "ledgers/congress.h"
#include "ledgers/poll.h"
#include "service/exchange/import.h"
#include "service/opened.h"
#include "service/record/gate.h"
#include "service/record/row_acts.h"

#include <pthread.h>

enum { COUNTY = 441624000, WRITER_HELD_US = 300000 };

static enum err write_congress(struct call *c, void *arg)
{
    struct input items[] = {{STR("title"), STR("第十二次代表大会"), false, GIVEN_WORDS},
                            {STR("kind"), STR("party"), false, GIVEN_WORDS},
                            {STR("level"), STR("county"), false, GIVEN_WORDS},
                            {STR("rules"), STR("county-party-2020"), false, GIVEN_WORDS}};
    struct row *row;

    TRY(record_create(c, ledger_of(c, LEDGER_CONGRESS), COUNTY, (struct str){0},
                      (struct inputs){items, 4}, &row));
    *(row_id *)arg = row->id;
    return ERR_OK;
}

/* ---- somebody else, who had the writer first ------------------------------------------------- */

struct other {
    struct call call;
    row_id congress;
    enum err err;
};

/* A poll of the congress that voting has begun in; the import has read its rows when this is written. */
static enum err begin_poll(struct call *c, void *arg)
{
    const struct other *o = arg;
    const struct ledger *l = ledger_of(c, LEDGER_POLL);
    struct row *row = row_new(c->arena, l);

    usleep(WRITER_HELD_US);
    row->region = COUNTY;
    row_put_text(l, row, POLL_TITLE, STR("委员选票"));
    row_put_number(l, row, POLL_CONGRESS, o->congress.v);
    row_put_state(l, row, POLL_IS_FROZEN);
    return row_add(c, l, row);
}

static void *hold_writer(void *arg)
{
    struct other *o = arg;

    o->err = call_write(&o->call, begin_poll, o);
    return NULL;
}

/* ---- the import ---------------------------------------------------------------------------------- */

static batch_id upload_title(struct call *c, row_id congress, const char *title)
{
    struct str text =
        str_print(c->arena, "记录号,大会名称\n%lld,%s\n", (long long)congress.v, title);
    batch_id id;

    cr_assert_eq(import_upload(c, ledger_of(c, LEDGER_CONGRESS), STR("a.csv"), text, &id),
                 ERR_OK, "%s", c->fault.code);
    return id;
}

static enum import_state import_title(struct call *c, batch_id id, struct import_view *v)
{
    cr_assert_eq(import_now(c, id, COUNTY, IMPORT_ONCE, v), ERR_OK, "%s", c->fault.code);
    return v->state;
}

static struct str title_now(struct call *c, row_id congress)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct row *row;

    cr_assert_eq(row_fetch(c, l, congress, &row), ERR_OK);
    return row_text(l, row, CONGRESS_TITLE);
}

Test(import_service, asks_again_when_it_writes_what_it_asked_when_it_read)
{
    char dir[] = "/tmp/huanjie-import-XXXXXX";
    AUTO(arena) struct arena *others = arena_new();
    struct opened x;
    struct other other = {0};
    struct import_view v;
    pthread_t thread;

    make_site(dir);
    must(&x, start(&x, dir, 1622332800000));
    must(&x, call_write(&x.call, write_congress, &other.congress));
    batch_id first = upload_title(&x.call, other.congress, "第十三次代表大会");
    batch_id second = upload_title(&x.call, other.congress, "另一次代表大会");
    cr_assert_eq(import_title(&x.call, first, &v), IMPORT_DONE);
    cr_assert(str_eq(title_now(&x.call, other.congress), STR("第十三次代表大会")));

    other.call = site_call(x.site, others, NULL, "test");
    cr_assert_eq(pthread_create(&thread, NULL, hold_writer, &other), 0);
    usleep(WRITER_HELD_US / 3);
    enum import_state state = import_title(&x.call, second, &v);
    pthread_join(thread, NULL);
    cr_assert_eq(other.err, ERR_OK, "%s",
                 other.call.faults.count ? other.call.faults.items[0].fault.code
                                         : other.call.fault.code);
    cr_expect_eq(state, IMPORT_FAILED);
    cr_expect_str_eq(v.fault.code, "held.kept");
    cr_expect(str_eq(title_now(&x.call, other.congress), STR("第十三次代表大会")));
    end(&x);
    remove_folder(dir);
}
