#include "command_site.h"

#include "base/pause.h"
#include "command_control.h"

#include <stdio.h>

int exit_code(enum err err)
{
    switch (err) {
    case ERR_OK:
        return EXIT_DONE;
    case ERR_RULE:
    case ERR_DENIED:
        return EXIT_NO;
    case ERR_IO:
    case ERR_BUSY:
        return EXIT_FAULT;
    default:
        return EXIT_WRONG;
    }
}

int report(const struct options *o, enum err err, const struct fault *f)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);

    if (!err)
        return EXIT_DONE;
    fault_tell(&text, o->locale, f);
    fprintf(o->err, "huanjie: %.*s\n", (int)text.len, text.ptr);
    return exit_code(err);
}

void put(const struct buf *out)
{
    fwrite(out->ptr, 1, out->len, stdout);
}

enum err open_site(const struct options *o, struct opened *x, struct fault *f)
{
    *x = (struct opened){.site = o->site};
    if (!x->site)
        TRY(site_open(
            &(struct site_opening){.dir = str_of(o->data),
                                   .db_url = str_of(o->db),
                                   .command = o->command->name,
                                   .is_new = o->is_new,
                                   .only_reads = o->command->beside == BESIDE_READS},
            &x->site, f));
    TRY(site_reader(x->site, &x->db, f));
    x->arena = arena_new();
    x->call = site_call(x->site, x->arena, x->db, o->command->name);
    x->call.locale = o->locale;
    return ERR_OK;
}

void close_site(const struct options *o, struct opened *x)
{
    site_reader_done(x->site, x->db);
    if (!o->site)
        site_free(x->site);
    arena_free(x->arena);
}

bool wanted_region(const struct options *o, const struct site *s, region *out)
{
    *out = s->region;
    return !o->region || region_read(str_of(o->region), out);
}

static bool is_owned(const struct fault *f)
{
    return f->code && strcmp(f->code, "site.owned") == 0;
}

int with_site(struct options *o, enum err (*run)(struct options *, struct opened *))
{
    struct opened x;
    struct fault f = {0};
    int code;
    enum err err = open_site(o, &x, &f);

    /* Another program owns the site: its server does the command, or its end is waited for. */
    for (int i = 0; i < OWNER_TRIES && is_owned(&f); i++) {
        if (o->command->beside == BESIDE_SERVED && control_ask(o, &code))
            return code;
        pause_ms(OWNER_WAIT_MS / OWNER_TRIES);
        f = (struct fault){0};
        err = open_site(o, &x, &f);
    }
    if (!err) {
        err = call_explain(&x.call, run(o, &x));
        f = x.call.fault;
        if (err && !f.kind)
            f.kind = err;
    }
    code = report(o, err, &f);
    close_site(o, &x);
    return code;
}

struct inputs inputs_of(const struct options *o, struct arena *a)
{
    struct inputs all = {ARENA_ARRAY(a, struct input, WHERE_MOST + 1), 0};

    for (int i = 0; i < o->where_count; i++) {
        struct str rest = str_of(o->where[i]), key;
        (void)str_cut(&rest, '=', &key);
        if (!rest.len) { /* FIELD= asks for rows where it is empty */
            key = str_print(a, "%.*s.empty", STR_FMT(key));
            rest = STR("1");
        }
        all.items[all.count++] = (struct input){.field = key, .text = rest};
    }
    if (o->region)
        all.items[all.count++] =
            (struct input){.field = STR("region"), .text = str_of(o->region)};
    return all;
}

enum err query_of(struct options *o, struct opened *x, const struct ledger *l,
                  struct list_query *q)
{
    for (int i = 0; i < o->where_count; i++)
        if (!strchr(o->where[i], '='))
            return FAIL(&x->call.fault, ERR_INVALID, "list.key", "%s", o->where[i]);
    return record_query(&x->call, l, inputs_of(o, x->arena), q);
}
