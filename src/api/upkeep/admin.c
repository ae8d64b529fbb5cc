/* Routes of the three administrators: accounts, trace, proof, backups. */
#include "api/route.h"
#include "api/second.h"
#include "api/shapes.h"

#include "service/account/account.h"
#include "service/people/link.h"
#include "service/record/trace.h"
#include "service/site/job.h"
#include "service/site/site.h"
#include "service/upkeep/upkeep.h"

enum {
    SYSTEM = 1 << ROLE_SYSTEM,
    SECURITY = 1 << ROLE_SECURITY,
    AUDIT = 1 << ROLE_AUDIT,
    ADMINS = SYSTEM | SECURITY | AUDIT,
};

/* ---- accounts ------------------------------------------------------------------------ */

static void write_posts(struct api *r, const struct account_view *v)
{
    const struct catalog *all = engine_catalog(r->call.site->engine);
    const struct code_table *known = catalog_codes(all, STR("signing_post"));
    struct jsonw *w = &r->w;

    jsonw_key(w, "posts");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->post_count; i++) {
        const struct code_item *item = code_find(known, v->posts[i].post);
        jsonw_open(w, '{');
        jsonw_pair(w, "post", v->posts[i].post);
        jsonw_pair(w, "label", item ? item->label.in[r->call.locale] : v->posts[i].post);
        write_region(r, "region", v->posts[i].region);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_account(struct api *r, const struct account_view *v)
{
    static const char *const STATES[] = {"active", "disabled", "locked"};
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, v->account.id.v);
    jsonw_pair(w, "name", v->account.name);
    jsonw_pair(w, "title", v->account.title);
    jsonw_pair(w, "state", str_of(STATES[v->state]));
    jsonw_key(w, "grants");
    jsonw_open(w, '[');
    for (size_t i = 0; i < v->grant_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "role", v->grants[i].role);
        write_region(r, "region", v->grants[i].region);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    write_posts(r, v);
    write_instant(w, "last_seen", v->account.seen_at);
    jsonw_pair_bool(w, "totp", v->account.totp_on != 0);
    jsonw_pair_bool(w, "linked", v->account.person.v != 0);
    jsonw_key(w, "no_person");
    jsonw_str_or_null(w, v->account.no_person);
    jsonw_close(w, '}');
}

static enum err list_accounts(struct api *r)
{
    struct account_view *views;
    size_t count;

    TRY(account_list(&r->call, &views, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "accounts");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_account(r, &views[i]);
    jsonw_close(&r->w, ']');
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* Whose account it is, as the body says it; nothing of the record is ever answered. */
struct saying {
    account_id id;
    struct account_new fresh;
    struct person_words words;
    struct str reason;
};

static void read_saying(struct api *r, struct saying *out)
{
    const struct json *person = json_find(r->body, "person");

    out->words = (struct person_words){json_find_text(person, "name"),
                                       json_find_text(person, "birth"),
                                       json_find_text(person, "unit")};
    out->fresh.owner.no_person = body_text(r, "no_person");
    out->reason = body_text(r, "reason");
}

static enum err find_owner(struct call *c, struct saying *x)
{
    const struct person_words *w = &x->words;

    if (w->name.len || w->birth.len || w->unit.len)
        return person_find(c, w, &x->fresh.owner);
    return ERR_OK;
}

static enum err write_add(struct call *c, void *arg)
{
    struct saying *x = arg;

    TRY(find_owner(c, x));
    return account_add(c, &x->fresh, &x->id);
}

static enum err add_account(struct api *r)
{
    struct saying x = {0};
    struct str password;

    read_saying(r, &x);
    x.fresh.name = body_text(r, "name");
    x.fresh.title = body_text(r, "title");
    account_draw(&r->call, &password, &x.fresh.stored);
    TRY(call_write(&r->call, write_add, &x));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "id");
    jsonw_id(&r->w, x.id.v);
    jsonw_pair(&r->w, "password", password);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

/* A question that found nobody is in the audit list too: names are not guessed unseen. */
static enum err write_link(struct call *c, void *arg)
{
    struct saying *x = arg;
    struct account_new *n = &x->fresh;
    enum err err = find_owner(c, x);

    if (err == ERR_NOT_FOUND || err == ERR_CONFLICT) {
        struct fault missed = c->fault;
        c->fault = (struct fault){0};
        TRY(account_link_missed(c, x->id));
        c->fault = missed; /* answered after the commit */
        return ERR_OK;
    }
    TRY(err);
    return account_link(c, x->id, &n->owner, x->reason);
}

static enum err link_account(struct api *r)
{
    struct call *c = &r->call;
    struct saying x = {0};

    TRY(api_id(r, r->params[0], &x.id.v));
    read_saying(r, &x);
    TRY(call_write(c, write_link, &x));
    return c->fault.kind; /* nobody, or several */
}

struct resetting {
    account_id id, second;
    struct str stored;
};

static enum err write_reset(struct call *c, void *arg)
{
    struct resetting *x = arg;

    return account_reset(c, x->id, x->stored, x->second);
}

static enum err reset_account(struct api *r)
{
    struct resetting x = {0};
    struct str password;

    struct second second = api_second_said(r);

    TRY(api_id(r, r->params[0], &x.id.v));
    if (json_find(r->body, "second"))
        TRY(session_second_administrator(&r->call, &second, &x.second));
    account_draw(&r->call, &password, &x.stored);
    TRY(call_write(&r->call, write_reset, &x));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "password", password);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err disable_account(struct api *r)
{
    account_id id;

    TRY(api_id(r, r->params[0], &id.v));
    return account_disable(&r->call, id, true);
}

static enum err enable_account(struct api *r)
{
    account_id id;

    TRY(api_id(r, r->params[0], &id.v));
    return account_disable(&r->call, id, false);
}

static enum err unlock_account(struct api *r)
{
    account_id id;

    TRY(api_id(r, r->params[0], &id.v));
    return account_unlock(&r->call, id);
}

static enum err read_powers(struct api *r, struct powers_said *said)
{
    const struct json *list = json_find(r->body, "grants");
    struct power *powers = ARENA_ARRAY(r->call.arena, struct power, list->count);

    for (size_t i = 0; i < list->count; i++) {
        (void)role_read(json_find_text(&list->items[i], "role"), &powers[i].role);
        TRY(api_region(r, json_find_text(&list->items[i], "region"), &powers[i].region));
    }
    said->powers = powers;
    said->power_count = list->count;
    return ERR_OK;
}

static enum err read_posts(struct api *r, struct powers_said *said)
{
    const struct json *list = json_find(r->body, "posts");
    size_t count = list ? list->count : 0;
    struct signing_post *posts = ARENA_ARRAY(r->call.arena, struct signing_post, count);

    for (size_t i = 0; i < count; i++) {
        posts[i].post = json_find_text(&list->items[i], "post");
        TRY(api_region(r, json_find_text(&list->items[i], "region"), &posts[i].region));
    }
    said->posts = posts;
    said->post_count = count;
    return ERR_OK;
}

static enum err grant(struct api *r)
{
    struct powers_said said = {0};
    account_id id;

    TRY(api_id(r, r->params[0], &id.v));
    TRY(read_powers(r, &said));
    TRY(read_posts(r, &said));
    return account_grant(&r->call, id, &said);
}

/* ---- trace --------------------------------------------------------------------------- */

/* Auditors read no ledgers: the label tells what a name means. */
static void write_ledger_name(struct api *r, struct str name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(r->call.site->engine), name);

    jsonw_pair(&r->w, "ledger", name);
    jsonw_pair(&r->w, "ledger_label", l ? l->label.in[r->call.locale] : name);
}

static void write_act_label(struct api *r, struct str ledger, struct str name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(r->call.site->engine), ledger);

    for (size_t i = 0; l && i < l->act_count; i++)
        if (str_eq(l->acts[i].name, name))
            jsonw_pair(&r->w, "act_label", l->acts[i].label.in[r->call.locale]);
}

static void write_line(struct api *r, const struct trace_line *t)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    write_instant(w, "at", t->at);
    jsonw_pair(w, "who", t->who);
    jsonw_pair(w, "act", t->act);
    jsonw_pair(w, "from", t->origin);
    if (t->is_event) {
        jsonw_pair(w, "target", t->target);
    } else {
        write_act_label(r, t->ledger, t->act);
        write_ledger_name(r, t->ledger);
        jsonw_key(w, "row");
        jsonw_id(w, t->row.v);
        write_region(r, "region", t->region);
    }
    jsonw_close(w, '}');
}

static void write_next(struct api *r, size_t count, int64_t last)
{
    jsonw_key(&r->w, "next");
    if (count == TRACE_PAGE)
        jsonw_id(&r->w, last);
    else
        jsonw_null(&r->w);
}

static int64_t page_before(struct api *r)
{
    int64_t before;

    return str_i64(api_query(r, "after"), &before) ? before : INT64_MAX;
}

static enum err get_trace(struct api *r)
{
    struct trace_query q = {.before = page_before(r),
                            .ledger = api_query(r, "ledger"),
                            .who = api_query(r, "who"),
                            .events = str_eq(api_query(r, "kind"), STR("events"))};
    struct trace_line *lines;
    size_t count;

    TRY(api_region(r, api_query(r, "region"), &q.region));
    TRY(trace_list(&r->call, &q, &lines, &count));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "changes");
    jsonw_open(&r->w, '[');
    for (size_t i = 0; i < count; i++)
        write_line(r, &lines[i]);
    jsonw_close(&r->w, ']');
    write_next(r, count, count ? lines[count - 1].id : 0);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static struct str field_label(struct api *r, struct str ledger, struct str name)
{
    const struct ledger *l = catalog_ledger(engine_catalog(r->call.site->engine), ledger);
    const struct field *f = l ? ledger_field(l, name) : NULL;

    return f ? f->label.in[r->call.locale] : name;
}

static enum err get_views(struct api *r)
{
    struct trace_view *views;
    size_t count;
    struct jsonw *w = &r->w;

    TRY(trace_views(&r->call, page_before(r), &views, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "views");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        write_instant(w, "at", views[i].at);
        jsonw_pair(w, "who", views[i].who);
        write_ledger_name(r, views[i].ledger);
        jsonw_key(w, "row");
        jsonw_id(w, views[i].row.v);
        write_region(r, "region", views[i].region);
        jsonw_pair(w, "field", views[i].field);
        jsonw_pair(w, "field_label", field_label(r, views[i].ledger, views[i].field));
        jsonw_pair(w, "purpose", views[i].purpose);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    write_next(r, count, count ? views[count - 1].id : 0);
    jsonw_close(w, '}');
    return ERR_OK;
}

/* ---- jobs ---------------------------------------------------------------------------- */

static enum err start(struct api *r, enum err (*run)(struct job_work *))
{
    int64_t id;

    TRY(jobs_start(&r->call, run, &id));
    jsonw_open(&r->w, '{');
    jsonw_key(&r->w, "job");
    jsonw_id(&r->w, id);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err verify(struct api *r)
{
    return start(r, verify_job);
}

static enum err backup(struct api *r)
{
    return start(r, backup_job);
}

static enum err get_job(struct api *r)
{
    static const char *const STATES[] = {"running", "done", "failed"};
    struct job_view v;
    int64_t id;

    TRY(api_id(r, r->params[0], &id));
    TRY(jobs_view(&r->call, id, &v));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "state", str_of(STATES[v.state]));
    jsonw_pair_i64(&r->w, "done", v.done);
    jsonw_pair_i64(&r->w, "total", v.total);
    if (v.result.len) {
        jsonw_key(&r->w, "result");
        jsonw_raw(&r->w, v.result);
    }
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err list_backups(struct api *r)
{
    struct backup_file *files;
    size_t count;
    struct jsonw *w = &r->w;

    TRY(backup_list(&r->call, &files, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "backups");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name", files[i].name);
        jsonw_pair_i64(w, "bytes", files[i].bytes);
        write_instant(w, "at", files[i].at);
        jsonw_pair_bool(w, "tested", files[i].is_tested);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

/* clang-format off */
static const struct shape reset_body = OBJECT({"second", MAY, SAME(&second_shape)});
static const struct shape accounts_shape = NAMED("Accounts",
    {"accounts", MUST, EACH(NAMED("Account",
        {"id", MUST, ID},
        {"name", MUST, STRING},
        {"title", MUST, STRING},
        {"state", MUST, WORD("active", "disabled", "locked")},
        {"grants", MUST, EACH(SAME(&grant_shape))},
        {"posts", MUST, EACH(NAMED("SigningPost",
            {"post", MUST, STRING}, {"label", MUST, STRING}, {"region", MUST, SAME(&region_shape)}))},
        {"last_seen", OR_NULL, INSTANT},
        {"totp", MUST, BOOL},
        {"linked", MUST, BOOL},
        {"no_person", OR_NULL, STRING}))});

static const struct shape words_shape = OBJECT(
    {"name", AT_WILL, TEXT(200)}, {"birth", AT_WILL, TEXT(40)}, {"unit", AT_WILL, TEXT(200)});
static const struct shape account_body = OBJECT(
    {"name", MUST, TEXT(200)}, {"title", MUST, TEXT(200)}, {"person", AT_WILL, SAME(&words_shape)}, {"no_person", AT_WILL, TEXT(200)});
static const struct shape owner_body = OBJECT(
    {"person", AT_WILL, SAME(&words_shape)}, {"no_person", AT_WILL, TEXT(200)}, {"reason", AT_WILL, TEXT(1000)});
static const struct shape account_made = NAMED("NewAccount", {"id", MUST, ID}, {"password", MUST, STRING});
static const struct shape password_made = OBJECT({"password", MUST, STRING});
static const struct shape grants_body = OBJECT(
    {"grants", MUST, LIST(1000, OBJECT({"role", MUST, SAME(&role_shape)}, {"region", MAY, REGION_OR_NONE}))},
    {"posts", AT_WILL, LIST(1000, OBJECT({"post", MUST, TEXT(40)}, {"region", MAY, REGION_OR_NONE}))});

static const struct shape trace_query = OBJECT(
    {"kind", MAY, WORD("changes", "events")}, {"after", MAY, TEXT(20)}, {"region", MAY, REGION},
    {"ledger", MAY, TEXT(40)}, {"who", MAY, TEXT(200)});

static const struct shape trace_shape = NAMED("TracePage",
    {"changes", MUST, EACH(NAMED("TraceLine",
        {"at", OR_NULL, INSTANT},
        {"who", MUST, STRING},
        {"act", MUST, STRING},
        {"from", MUST, STRING},
        {"target", MAY, STRING},
        {"act_label", MAY, STRING},
        {"ledger", MAY, STRING},
        {"ledger_label", MAY, STRING},
        {"row", MAY, ID},
        {"region", MAY, SAME(&region_shape)}))},
    {"next", OR_NULL, STRING});

static const struct shape views_shape = NAMED("ViewPage",
    {"views", MUST, EACH(NAMED("View",
        {"at", OR_NULL, INSTANT},
        {"who", MUST, STRING},
        {"ledger", MUST, STRING},
        {"ledger_label", MUST, STRING},
        {"row", MUST, ID},
        {"region", MUST, SAME(&region_shape)},
        {"field", MUST, STRING},
        {"field_label", MUST, STRING},
        {"purpose", MUST, STRING}))},
    {"next", OR_NULL, STRING});

static const struct shape job_shape = NAMED("Job",
    {"state", MUST, WORD("running", "done", "failed")},
    {"done", MUST, COUNT},
    {"total", MUST, COUNT},
    {"result", MAY, MAP(ANY)});

static const struct shape backups_shape = NAMED("Backups",
    {"backups", MUST, EACH(NAMED("Backup",
        {"name", MUST, STRING}, {"bytes", MUST, INTEGER}, {"at", OR_NULL, INSTANT}, {"tested", MUST, BOOL}))});

#define STARTER ROLES_BUT(ADMINS | 1 << ROLE_CONGRESS, "who started it")

static const struct route routes[] = {
/*    method     path                              who                       how        query         body                reply                    handler          what */
    { HTTP_GET,  "/api/accounts",                  ROLES(SYSTEM | SECURITY), RUN_READ,  NO_QUERY,     NO_BODY,            OK(&accounts_shape),     list_accounts,   "all accounts" },
    { HTTP_POST, "/api/accounts",                  ROLES(SYSTEM),            RUN_WORK,  NO_QUERY,     JSON(&account_body), CREATED(&account_made), add_account,     "a new account without powers" },
    { HTTP_POST, "/api/accounts/{account}/person", ROLES(SYSTEM),            RUN_WORK,  NO_QUERY,     JSON(&owner_body),  DONE,                    link_account,    "whose account it is" },
    { HTTP_POST, "/api/accounts/{account}/reset",  ROLES(SYSTEM),            RUN_WORK,  NO_QUERY,     JSON(&reset_body),  OK(&password_made),      reset_account,   "a new password" },
    { HTTP_POST, "/api/accounts/{account}/disable", ROLES(SECURITY),         RUN_WRITE, NO_QUERY,     JSON(&NOTHING),     DONE,                    disable_account, "nobody signs in with it" },
    { HTTP_POST, "/api/accounts/{account}/enable", ROLES(SECURITY),          RUN_WRITE, NO_QUERY,     JSON(&NOTHING),     DONE,                    enable_account,  "it may sign in again" },
    { HTTP_POST, "/api/accounts/{account}/unlock", ROLES(SECURITY),          RUN_WRITE, NO_QUERY,     JSON(&NOTHING),     DONE,                    unlock_account,  "forget its wrong passwords" },
    { HTTP_POST, "/api/accounts/{account}/grants", ROLES(SECURITY),          RUN_WRITE, NO_QUERY,     JSON(&grants_body), DONE,                    grant,           "its roles and the posts it signs in, and where they hold; what is left out is taken back" },
    { HTTP_GET,  "/api/trace",                     ROLES(AUDIT),             RUN_READ,  &trace_query, NO_BODY,            OK(&trace_shape),        get_trace,       "who did what, without the content" },
    { HTTP_GET,  "/api/views",                     ROLES(AUDIT),             RUN_READ,  &page_query,  NO_BODY,            OK(&views_shape),        get_views,       "who opened sealed fields" },
    { HTTP_POST, "/api/verify",                    ROLES(AUDIT),             RUN_READ,  NO_QUERY,     JSON(&NOTHING),     ACCEPTED(&started_shape), verify,         "prove the trace" },
    { HTTP_GET,  "/api/jobs/{job}",                STARTER,                  RUN_READ,  NO_QUERY,     NO_BODY,            OK(&job_shape),          get_job,         "how far a job is" },
    { HTTP_POST, "/api/backups",                   ROLES(SYSTEM),            RUN_READ,  NO_QUERY,     JSON(&NOTHING),     ACCEPTED(&started_shape), backup,         "make and test a backup" },
    { HTTP_GET,  "/api/backups",                   ROLES(SYSTEM),            RUN_READ,  NO_QUERY,     NO_BODY,            OK(&backups_shape),      list_backups,    "backups in the site's folder" },
};
/* clang-format on */

ROUTE_TABLE(admin_routes);
