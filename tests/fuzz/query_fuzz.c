/*
 * Any bytes are a query of any ledger: the first line names the ledger, the others are KEY=TEXT.  It
 * is refused with an explained error, or its list, count and groups are statements that the database
 * takes, and page after page gives each row once.
 */
#include "base/asset.h"
#include "base/utf8.h"
#include "ledger/list.h"
#include "service/record/record.h"
#include "service/site/site.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAIRS_MOST = 80, PAGES_MOST = 8 };

static struct site *site;
static struct db *db;

static void demand(bool truth, const char *what, const struct fault *f)
{
    if (truth)
        return;
    fprintf(stderr, "%s: %s %s; %s\n", what, f->code ? f->code : "", f->detail, db_why(db));
    abort();
}

static void make_site(void)
{
    struct fault f = {0};

    site = calloc(1, sizeof(*site));
    site->arena = arena_new();
    site->region = 990124000;
    site->regions =
        region_table_read(site->arena, asset_bytes(asset_find(STR("regions.tsv"))),
                          asset_bytes(asset_find(STR("invented.tsv"))));
    demand(crypto_start(), "crypto", &f);
    demand(!site_engine(&site->engine, &f), "engine", &f);
    site->engine->root = site->region;
    site->engine->regions = site->regions;
    demand(!db_open(STR(":memory:"), DB_WRITE, &db, &f), "database", &f);
    demand(!schema_upgrade(db, &f) && !engine_upgrade(site->engine, db, &f), "tables", &f);
}

static struct inputs read_pairs(struct arena *a, struct str text)
{
    struct inputs all = {ARENA_ARRAY(a, struct input, PAIRS_MOST), 0};

    for (struct str line; all.count < PAIRS_MOST && str_cut(&text, '\n', &line);) {
        struct str rest = line, key;
        if (str_cut(&rest, '=', &key) && rest.ptr)
            all.items[all.count++] = (struct input){.field = key, .text = rest};
    }
    return all;
}

/* What the door lets through (api/route.c). */
static bool is_text(struct str s)
{
    return utf8_is_valid(s) && !(s.len && memchr(s.ptr, '\0', s.len));
}

static void list_all(struct call *c, const struct ledger *l, struct list_query *q)
{
    struct reading r = {site->engine, db, c->arena};
    struct grouping by = {.sum = GROUP_NONE, .count = 1, .by = {GROUP_REGION}};
    struct group_row *groups;
    struct list list;
    size_t count;
    int64_t all;

    for (int page = 0; page < PAGES_MOST; page++) {
        enum err err = engine_list(r, l, q, &list, &c->fault);
        demand(!err || err == ERR_INVALID, "list", &c->fault);
        demand(!err == !c->fault.code, "explained", &c->fault);
        if (err || !list.next.len)
            break;
        q->after = list.next;
    }
    c->fault = (struct fault){0};
    demand(!engine_count(r, l, q, 1000, &all), "count", &c->fault);
    demand(!engine_group(r, l, q, &by, &groups, &count), "groups", &c->fault);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size}, name = {0};
    struct list_query q;

    if (!site)
        make_site();
    if (!size || !is_text(text))
        return 0;
    struct arena *a = arena_new();
    struct call c = {.arena = a,
                     .site = site,
                     .db = db,
                     .actor = ACTOR_COMMAND,
                     .origin = STR("fuzz"),
                     .now = {1767225600000}};
    (void)str_cut(&text, '\n', &name);
    const struct catalog *all = engine_catalog(site->engine);
    const struct ledger *l = catalog_ledger(all, name);
    if (!l) /* any other name is some ledger */
        l = all->ledgers[(name.len * 7 + (name.len ? (unsigned char)name.ptr[0] : 0)) %
                         all->count];
    enum err err = record_query(&c, l, read_pairs(a, text), &q);
    demand(!err == !c.fault.code && err != ERR_IO, "query", &c.fault);
    if (!err)
        list_all(&c, l, &q);
    arena_free(a);
    return 0;
}
