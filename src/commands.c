#include "commands.h"

#include "api/api.h"
#include "api/site/openapi.h"
#include "base/log.h"
#include "command_control.h"
#include "command_site.h"
#include "command_table.h"
#include "demo/demo.h"
#include "service/account/account.h"
#include "service/exchange/export.h"
#include "service/exchange/import.h"
#include "service/figures/figures.h"
#include "service/open.h"
#include "service/record/handed.h"
#include "service/rehearsal/rehearsal.h"
#include "service/upkeep/upkeep.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- init, demo ---------------------------------------------------------------------- */

static void tell_password(struct str name, struct str password)
{
    fprintf(stderr, "  %-12.*s %.*s\n", STR_FMT(name), STR_FMT(password));
}

struct filling {
    const struct options *options;
    bool demo;
};

static void show_progress(void *arg, int64_t done, int64_t total)
{
    (void)arg;
    if (isatty(STDERR_FILENO) && done % 10000 == 0)
        fprintf(stderr, "\r%lld / %lld", (long long)done, (long long)total);
}

static enum err write_first(struct call *c, void *arg)
{
    const struct filling *x = arg;
    AUTO(writing) struct writing w = call_writing(c);

    if (x->demo)
        c->now = w.now =
            (instant){1637366400000}; /* 2021-11-20: the same bytes for the same seed */
    TRY(accounts_first(c, x->demo, tell_password));
    if (!x->demo)
        return ERR_OK;
    struct demo_options d = {.seed = x->options->seed,
                             .county = c->site->region,
                             .province = x->options->province,
                             .rows = x->options->rows,
                             .issue = api_nomination_issue};
    TRY(demo_fill(c, &w, &d, show_progress, NULL));
    engine_written(&w);
    return ERR_OK;
}

static int make_site(struct options *o, const char *dir, region place, bool demo)
{
    struct fault f = {0};
    struct site_new n = {.dir = str_of(dir),
                         .db_url = str_of(o->db),
                         .name = str_of(o->name),
                         .region = place,
                         .is_demo = demo,
                         .seed = o->seed};
    struct opened x;
    struct filling filling = {o, demo};
    struct site_made made;

    enum err err = site_init(&n, &made, &f);
    if (err)
        return report(o, err, &f);
    o->data = dir;
    o->is_new = true;
    err = open_site(o, &x, &f);
    if (!err) {
        err = call_write(&x.call, write_first, &filling);
        f = x.call.fault;
    }
    close_site(o, &x);
    if (err)
        site_abandon(str_of(dir), &made);
    return report(o, err, &f);
}

static int run_init(struct options *o)
{
    region place;

    if (!o->region || !region_read(str_of(o->region), &place)) {
        fputs("huanjie init: --region CODE: 2, 4, 6 or 9 digits\n", stderr);
        return EXIT_WRONG;
    }
    if (!o->name)
        o->name = "";
    return make_site(o, o->args[0], place, false);
}

static int run_demo(struct options *o)
{
    if (!o->name)
        o->name = o->province ? "演示省" : "演示县";
    region place = o->province ? DEMO_PROVINCE : DEMO_COUNTY;

    if (o->region && !region_read(str_of(o->region), &place)) {
        fputs("huanjie demo: --region CODE: 2, 4, 6 or 9 digits\n", stderr);
        return EXIT_WRONG;
    }
    if (!region_holds(DEMO_PROVINCE, place)) {
        fputs(
            "huanjie demo: --region CODE: invented places only, 99 and what is below it\n",
            stderr);
        return EXIT_WRONG;
    }
    return make_site(o, o->args[0], place, true);
}

/* ---- serve --------------------------------------------------------------------------- */

static bool split_address(const char *listen, char *address, size_t room, int *port)
{
    const char *colon = strrchr(listen, ':');
    int64_t number;

    if (!colon || (size_t)(colon - listen) >= room ||
        !str_i64(str_of(colon + 1), &number) || number < 0 || number > 65535)
        return false;
    memcpy(address, listen, (size_t)(colon - listen));
    address[colon - listen] = '\0';
    *port = (int)number;
    return true;
}

static void wait_for_signal(void)
{
    sigset_t set;
    int got;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigwait(&set, &got);
}

static void block_signals(void)
{
    sigset_t set;

    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file at its limit is a full disk, no reason to die */
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static int workers_of_machine(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : cores > 16 ? 16 : (int)cores;
}

static enum err serve(struct options *o, struct site *site, struct fault *f)
{
    struct app *app;
    struct http_server *server;
    char address[64];
    int port, workers = workers_of_machine();

    if (!split_address(o->listen, address, sizeof(address), &port))
        return FAIL(f, ERR_INVALID, "net.listen", "%s", o->listen);
    TRY(app_new(site, workers, &app, f));
    app_is_proxied(app, o->proxied);
    struct control *control = NULL;
    enum err err = control_start(site, &control, f);
    if (!err)
        err = http_start(address, port, workers, app_handler(app), &server, f);
    if (!err) {
        printf("http://%s:%d\n", address, http_port(server));
        fflush(stdout);
        rehearsals_attend(site, address);
        wait_for_signal();
        http_stop(server);
    }
    control_stop(control);
    app_free(app);
    return err;
}

/* The server of a rehearsal: nothing is ever written to its input, which ends with the real server, killed or not. */
static void *wait_for_end(void *arg)
{
    char byte;

    (void)arg;
    while (read(STDIN_FILENO, &byte, 1) > 0)
        continue;
    (void)kill(getpid(), SIGTERM);
    return NULL;
}

static bool tie(void)
{
    pthread_t thread;

    return pthread_create(&thread, NULL, wait_for_end, NULL) == 0 &&
           pthread_detach(thread) == 0;
}

static int run_serve(struct options *o)
{
    struct fault f = {0};
    struct site *site = NULL;
    AUTO(arena) struct arena *a = arena_new();

    block_signals();
    if (o->tied && !tie())
        return EXIT_FAULT;
    if (o->demo && access(str_print(a, "%s/site.json", o->data).ptr, F_OK) != 0) {
        struct options demo = *o;
        demo.seed = 0;
        demo.name = demo.name ? demo.name : "演示县";
        int code = make_site(&demo, o->data, DEMO_COUNTY, true);
        if (code)
            return code;
    }
    struct site_opening how = {.dir = str_of(o->data),
                               .db_url = str_of(o->db),
                               .command = o->command->name,
                               .wait_ms = OWNER_WAIT_MS};
    enum err err = site_open(&how, &site, &f);
    if (!err)
        err = serve(o, site, &f);
    site_free(site);
    return report(o, err, &f);
}

/* ---- import, export ------------------------------------------------------------------ */

static void print_import_error(const struct options *o, struct arena *a,
                               const struct import_view *v, const struct import_error *e)
{
    AUTO(buf) struct buf line = BUF(BUF_MESSAGE);
    bool has_column = e->column != SIZE_MAX;
    struct str hint = str_print(a, "%s.hint", e->fault.code);

    buf_print(&line, "%lld\t", (long long)e->row);
    buf_str(&line, has_column ? sheet_column(a, e->column) : STR("-"));
    buf_char(&line, '\t');
    if (has_column)
        buf_str(&line, v->columns[e->column].heading);
    else if (e->field >= 0)
        buf_str(&line, v->ledger->fields[e->field].label.in[o->locale]);
    buf_print(&line, "\t%.*s\t", STR_FMT(e->value));
    fault_write(&line, o->locale, &e->fault);
    if (message_find(o->locale, hint).len) {
        buf_text(&line, "\t");
        message_write(&line, o->locale, hint, str_of(e->fault.detail));
    }
    fprintf(o->err, "%.*s\n", (int)line.len, line.ptr);
}

static enum err import_file(struct options *o, struct opened *x)
{
    struct call *c = &x->call;
    const struct ledger *l;
    struct import_view v;
    struct str bytes;
    batch_id id;
    region place;

    TRY(call_ledger(c, str_of(o->args[0]), &l));
    if (!wanted_region(o, x->site, &place))
        return FAIL(&c->fault, ERR_INVALID, "cell.region", "%s", o->region);
    const char *path =
        o->input >= 0 ? str_print(x->arena, "/proc/self/fd/%d", o->input).ptr : o->args[1];
    TRY(file_read(x->arena, path, IMPORT_FILE_MOST, &bytes, &c->fault));
    const char *name = strrchr(o->args[1], '/');
    TRY(import_upload(c, l, str_of(name ? name + 1 : o->args[1]), bytes, &id));
    TRY(import_now(c, id, place,
                   o->dry_run ? IMPORT_DRY
                   : o->again ? IMPORT_AGAIN
                              : IMPORT_ONCE,
                   &v));
    for (size_t i = 0; i < v.error_count; i++)
        print_import_error(o, x->arena, &v, &v.errors[i]);
    if (v.fault.kind && !v.error_count) {
        c->fault = v.fault;
        return v.fault.kind;
    }
    if (v.bad || v.error_count)
        return FAIL(&c->fault, ERR_INVALID, "import.bad_rows", "%lld", (long long)v.bad);
    fprintf(o->out, "{\"ledger\":\"%.*s\",\"rows\":%lld,\"imported\":%s}\n",
            STR_FMT(l->name), (long long)v.rows, o->dry_run ? "false" : "true");
    return ERR_OK;
}

static enum err note_handed(struct call *c, void *arg)
{
    return handed_note(c, arg);
}

static enum err export_ledger(struct options *o, struct opened *x)
{
    struct call *c = &x->call;
    const struct ledger *l;
    struct list_query q;
    AUTO(buf) struct buf out = BUF(BUF_FILE);
    struct handed h = {.what = "rows"};
    struct str name = str_of(o->args[1]);
    bool csv = str_ends(name, STR(".csv")) || str_eq(name, STR("-"));

    if (!csv && !str_ends(name, STR(".xlsx")))
        return FAIL(&c->fault, ERR_INVALID, "export.format", "%s", o->args[1]);
    TRY(call_ledger(c, str_of(o->args[0]), &l));
    TRY(query_of(o, x, l, &q));
    struct export_wanted want = {&q, csv ? SHEET_CSV : SHEET_XLSX, false};
    TRY(export_rows(c, l, &want, &out, &h.rows));
    h.ledger = l->name;
    h.asked = inputs_of(o, x->arena);
    handed_measure(x->arena, buf_view(&out), &h);
    TRY(call_write(c, note_handed, &h));
    if (!str_eq(name, STR("-")))
        return file_write(o->args[1], buf_view(&out), 0640, &c->fault);
    fwrite(out.ptr, 1, out.len, o->out);
    return ERR_OK;
}

static int run_import(struct options *o)
{
    return with_site(o, import_file);
}

static int run_export(struct options *o)
{
    return with_site(o, export_ledger);
}

/* ---- care ---------------------------------------------------------------------------- */

static enum err verify(struct options *o, struct opened *x)
{
    struct verify_result v = {0};

    TRY(verify_site(&x->call, NULL, NULL, &v));
    fprintf(
        o->out,
        "{\"changes\":%lld,\"rows\":%lld,\"files\":%lld,\"figures\":%lld,\"polls\":%lld,"
        "\"wrong\":%lld}\n",
        (long long)v.changes, (long long)v.rows, (long long)v.files, (long long)v.tallies,
        (long long)v.polls, (long long)v.wrong);
    if (v.findings.len)
        fprintf(o->err, "%.*s", (int)v.findings.len, v.findings.ptr);
    buf_done(&v.findings);
    return v.wrong
               ? FAIL(&x->call.fault, ERR_RULE, "verify.wrong", "%lld", (long long)v.wrong)
               : ERR_OK;
}

static int run_verify(struct options *o)
{
    if (o->arg_count)
        return run_verify_evidence(o);
    return with_site(o, verify);
}

static enum err backup(struct options *o, struct opened *x)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);

    TRY(backup_write(&x->call, o->args[0]));
    message_write(&text, o->locale, STR("backup.done"), str_of(o->args[0]));
    fprintf(o->err, "%.*s\n", (int)text.len, text.ptr);
    return ERR_OK;
}

static int run_backup(struct options *o)
{
    return with_site(o, backup);
}

static int run_restore(struct options *o)
{
    AUTO(arena) struct arena *a = arena_new();
    struct fault f = {0};
    enum err err = backup_restore(a, o->args[0], o->keys, str_of(o->args[1]), &f);

    return report(o, err, &f);
}

/* ---- rehearsal ------------------------------------------------------------------------ */

static enum err rehearse(struct options *o, struct opened *x)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    const char *given = o->destroy ? o->args[0] : o->to;
    char here[4096] = "";
    row_id record = {0};

    if (*given != '/' &&
        !getcwd(here, sizeof(here))) /* the record is read from elsewhere */
        return FAIL(&x->call.fault, ERR_IO, "file.read", "%s" SEP "%s", given,
                    strerror(errno));
    struct str dir = str_print(x->arena, "%s%s%s", here, *here ? "/" : "", given);
    while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
        dir.len--;
    if (o->destroy)
        TRY(rehearsal_unmake(&x->call, dir));
    else
        TRY(rehearsal_make(&x->call, dir, &record));
    message_write(&text, o->locale,
                  o->destroy ? STR("rehearsal.destroyed") : STR("rehearsal.made"), dir);
    fprintf(o->err, "%.*s\n", (int)text.len, text.ptr);
    return ERR_OK;
}

static int run_rehearse(struct options *o)
{
    if (o->destroy ? !o->arg_count || o->to : o->arg_count || !o->to) {
        fputs("huanjie rehearse: --to DIR, or --destroy DIR\n", stderr);
        return EXIT_WRONG;
    }
    return with_site(o, rehearse);
}

/* ---- a forgotten password ------------------------------------------------------------ */

struct resetting {
    account_id id;
    struct str stored;
};

static enum err write_reset(struct call *c, void *arg)
{
    const struct resetting *x = arg;

    return account_reset(c, x->id, x->stored, (account_id){0});
}

/* For who sits at the machine: the way back when no system administrator can sign in. */
static enum err reset_password(struct options *o, struct opened *x)
{
    struct resetting r = {0};
    struct str password;

    TRY(account_find(&x->call, str_of(o->args[0]), &r.id));
    account_draw(&x->call, &password, &r.stored);
    TRY(call_write(&x->call, write_reset, &r));
    fprintf(o->out, "%.*s\n", STR_FMT(password));
    return ERR_OK;
}

static int run_password(struct options *o)
{
    return with_site(o, reset_password);
}

/* What is said of the program itself: without a data folder. */
static int describe(struct options *o, void (*write)(struct buf *, const struct catalog *))
{
    AUTO(buf) struct buf out = BUF(BUF_REPLY);
    struct fault f = {0};
    struct engine *e;
    enum err err = site_engine(&e, &f);

    if (err)
        return report(o, err, &f);
    write(&out, engine_catalog(e));
    put(&out);
    engine_free(e);
    return EXIT_DONE;
}

static void write_permissions(struct buf *out, const struct catalog *c)
{
    openapi_permissions(out, &ROUTES, c);
}

static int run_permissions(struct options *o)
{
    return describe(o, write_permissions);
}

static void write_openapi(struct buf *out, const struct catalog *c)
{
    struct jsonw w = {.out = out};

    openapi_write(&w, &ROUTES, c, NULL);
    buf_char(out, '\n');
}

static int run_openapi(struct options *o)
{
    return describe(o, write_openapi);
}

const struct command COMMANDS[] = {
    {"serve", "[--data DIR] [--db URL] [--listen 127.0.0.1:8300] [--proxy] [--demo]", 0, 0,
     run_serve, BESIDE_NEVER},
    {"init", "DIR --region CODE [--name TEXT] [--db URL]", 1, 1, run_init, BESIDE_NEVER},
    {"import", "LEDGER FILE [--data DIR] [--region CODE] [--dry-run | --again]", 2, 2,
     run_import, BESIDE_SERVED},
    {"export", "LEDGER FILE [--data DIR] [--region CODE] [--where FIELD=VALUE]…", 2, 2,
     run_export, BESIDE_SERVED},
    {"figures",
     "[--data DIR] [--region CODE] [--ledger NAME] [--by FIELD,…] [--facts FILE]", 0, 0,
     run_figures, BESIDE_READS},
    {"verify", "[--data DIR] | FILE|- [--key CODE]", 0, 1, run_verify, BESIDE_SERVED},
    {"backup", "FILE [--data DIR]", 1, 1, run_backup, BESIDE_SERVED},
    {"restore", "FILE DIR [--keys FILE]", 2, 2, run_restore, BESIDE_NEVER},
    {"rehearse", "--to DIR | --destroy DIR [--data DIR]", 0, 1, run_rehearse,
     BESIDE_SERVED},
    {"password", "ACCOUNT [--data DIR]", 1, 1, run_password, BESIDE_SERVED},
    {"demo", "DIR [--seed N] [--province] [--rows N]", 1, 1, run_demo, BESIDE_NEVER},
    {"count", "ELECTION.json|- [BALLOTS.jsonl|-]", 1, 2, run_count, BESIDE_NEVER},
    {"names", "[--order surname|fullname] [FILE|-]", 0, 1, run_names, BESIDE_NEVER},
    {"permissions", "", 0, 0, run_permissions, BESIDE_NEVER},
    {"openapi", "", 0, 0, run_openapi, BESIDE_NEVER},
};
const size_t COMMAND_COUNT = sizeof(COMMANDS) / sizeof(COMMANDS[0]);
