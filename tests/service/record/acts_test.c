/* Acts on rows: entered, changed, removed, imported, with a file, in a ledger that gets a field of its own. */
#include "service/exchange/import.h"
#include "service/failing.h"
#include "service/record/attachment.h"
#include "service/record/definition.h"
#include "service/record/record.h"

#include <criterion/criterion.h>

/* ---- the acts ---------------------------------------------------------------------------- */

static enum err load(struct call *c, struct house *h, struct row_ver *seen)
{
    struct row *row;

    TRY(record_get(c, house_ledger(c, "pledge"), h->rows[0], &row));
    *seen = (struct row_ver){row->id, row->ver};
    return ERR_OK;
}

static enum err create(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str signer = str_print(c->arena, "签订人%d", h->serial);

    return house_enter(c, "pledge", TOWN, "",
                       PAIRS("signer", str_c(c->arena, signer), "kind", "leader",
                             "signed_on", "2021-05-30"),
                       &h->rows[0]);
}

static enum err update(struct call *c, void *arg)
{
    struct input item = {STR("note"), str_print(c->arena, "改%lld", (long long)c->now.ms),
                         false, GIVEN_WORDS};
    struct conflict conflict;
    struct row_ver seen;
    struct row *row;

    TRY(load(c, arg, &seen));
    return record_update(c, house_ledger(c, "pledge"), seen, (struct inputs){&item, 1},
                         &conflict, &row);
}

static enum err bulk(struct call *c, void *arg)
{
    struct input item = {STR("note"), str_print(c->arena, "批%lld", (long long)c->now.ms),
                         false, GIVEN_WORDS};
    struct act_input act = {.inputs = {&item, 1}};
    struct row_ver seen;
    row_id failed;

    TRY(load(c, arg, &seen));
    return record_bulk(c, house_ledger(c, "pledge"), &seen, 1, &act, &failed);
}

static enum err drop_and_restore(struct call *c, void *arg)
{
    struct row_ver seen;
    struct row *row;

    TRY(load(c, arg, &seen));
    TRY(record_remove(c, house_ledger(c, "pledge"), seen, STR("重复登记")));
    return record_restore(c, house_ledger(c, "pledge"), seen.id, &row);
}

/* Born two acts further on: three entries in the trace, or none. */
static enum err be_born_late(struct call *c, void *arg)
{
    struct house *h = arg;
    struct str title = str_print(c->arena, "第%d选区", h->serial);
    row_id id;

    return house_enter(c, "district", COUNTY, "proposed",
                       PAIRS("title", str_c(c->arena, title), "level", "county", "seats",
                             "1", "rules", "people-direct-2020"),
                       &id);
}

/* ---- those that wait for the writer themselves -------------------------------------------- */

static batch_id uploaded;

static enum err upload(struct call *c, struct house *h)
{
    struct str text =
        str_print(c->arena,
                  "签订人,承诺类别,签订日期\n"
                  "导入甲%d,领导干部,2021-05-30\n导入乙%d,领导干部,2021-05-29\n",
                  h->serial, h->serial);

    return import_upload(c, house_ledger(c, "pledge"), STR("a.csv"), text, &uploaded);
}

static enum err import(struct call *c, struct house *h)
{
    struct import_view v;

    (void)h;
    TRY(import_now(c, uploaded, TOWN, IMPORT_ONCE, &v));
    if (v.state == IMPORT_DONE)
        return ERR_OK;
    c->fault = v.error_count ? v.errors[0].fault : v.fault;
    return c->fault.kind ? c->fault.kind : ERR_IO;
}

static enum err upload_and_import(struct call *c, struct house *h)
{
    TRY(upload(c, h));
    return import(c, h);
}

static enum err keep_file(struct call *c, struct house *h)
{
    file_id id;

    return attachment_keep(c, STR("a.txt"), str_print(c->arena, "file %d", h->serial), &id);
}

static enum err add_field(struct call *c, struct house *h)
{
    struct str json = str_print(c->arena,
                                "{\"name\":\"own%d\",\"type\":\"text\",\"label\":"
                                "{\"zh-Hans\":\"自设%d\",\"en\":\"Own %d\"}}",
                                h->serial, h->serial, h->serial);

    return definition_add_field(c, STR("pledge"), json);
}

static const struct deed ACTS[] = {
    {"create", .in_writer = create, .what = STEPS | MEMORY, .entries = 1},
    {"update", .in_writer = update, .what = STEPS | MEMORY, .entries = 1},
    {"bulk", .in_writer = bulk, .what = STEPS, .entries = 1},
    {"remove and restore", .in_writer = drop_and_restore, .what = STEPS | MEMORY,
     .entries = 2},
    {"born two acts further on", .in_writer = be_born_late, .what = STEPS | MEMORY,
     .entries = 3},
    {"upload", .waiting = upload, .what = STEPS | FILES},
    {"import", .ready = upload, .waiting = import, .what = STEPS, .entries = 2},
    {"upload and import", .waiting = upload_and_import, .what = MEMORY},
    {"keep a file", .waiting = keep_file, .what = STEPS | FILES, .leaves = true},
    {"add a field", .waiting = add_field, .what = STEPS | FILES | MEMORY},
};

Test(acts, are_done_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = create, DEEDS(ACTS)});
}
