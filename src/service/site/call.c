#include "service/site/call.h"

#include "base/buf.h"
#include "service/site/site.h"
#include "store/queries.h"

bool call_is_machine(const struct call *c)
{
    return c->actor == ACTOR_COMMAND || c->actor == ACTOR_SYSTEM;
}

bool call_is(const struct call *c, account_id account)
{
    return c->actor == ACTOR_ACCOUNT && c->who.v && c->who.v == account.v;
}

bool call_same_person(const struct call *c, account_id account)
{
    struct account other;

    if (call_is(c, account))
        return true;
    if (c->actor != ACTOR_ACCOUNT || !c->person.v || !account.v)
        return false;
    enum err err = store_account_get(c->db, c->arena, account, &other);
    return err ? err != ERR_NOT_FOUND : other.person.v == c->person.v;
}

enum err call_require_person(struct call *c)
{
    if (c->actor != ACTOR_ACCOUNT || c->person.v)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "account.of_nobody", "%s", "");
}

/* Accounts are of the whole site: an administrator of a part of it would rule over all of them. */
static bool holds_here(const struct call *c, const struct power *p)
{
    return !(ROLES_ADMIN & 1u << p->role) || p->region == c->site->region;
}

bool call_may(const struct call *c, role_set roles, region r)
{
    if (c->actor != ACTOR_ACCOUNT)
        return call_is_machine(c);
    for (size_t i = 0; i < c->power_count; i++)
        if (roles & 1u << c->powers[i].role && holds_here(c, &c->powers[i]) &&
            region_holds(c->powers[i].region, r))
            return true;
    return false;
}

bool call_may_anywhere(const struct call *c, role_set roles)
{
    if (c->actor != ACTOR_ACCOUNT)
        return call_is_machine(c);
    for (size_t i = 0; i < c->power_count; i++)
        if (roles & 1u << c->powers[i].role && holds_here(c, &c->powers[i]))
            return true;
    return false;
}

enum err call_require(struct call *c, role_set roles, region r)
{
    return call_may(c, roles, r) ? ERR_OK : FAIL(&c->fault, ERR_DENIED, "denied", "%s", "");
}

enum err call_require_anywhere(struct call *c, role_set roles)
{
    return call_may_anywhere(c, roles) ? ERR_OK
                                       : FAIL(&c->fault, ERR_DENIED, "denied", "%s", "");
}

region call_home(const struct call *c)
{
    const struct power *widest = NULL;

    for (size_t i = 0; i < c->power_count; i++)
        if (!widest || region_level(c->powers[i].region) < region_level(widest->region))
            widest = &c->powers[i];
    return widest ? widest->region : c->site->region;
}

enum err call_ledger(struct call *c, struct str name, const struct ledger **out)
{
    const struct ledger *l = catalog_ledger(engine_catalog(c->site->engine), name);

    if (!l || !call_may_anywhere(c, l->readers))
        return FAIL(&c->fault, ERR_NOT_FOUND, "ledger.unknown", "%.*s", STR_FMT(name));
    *out = l;
    return ERR_OK;
}

struct writing call_writing(struct call *c)
{
    return (struct writing){.engine = c->site->engine,
                            .db = c->db,
                            .arena = c->arena,
                            .now = c->now,
                            .who = c->who,
                            .origin = c->origin,
                            .fault = &c->fault};
}

struct reading call_reading(const struct call *c)
{
    return (struct reading){c->site->engine, c->db, c->arena};
}

enum err call_whole(struct call *c, int64_t lost)
{
    return buf_lost() > lost ? FAIL(&c->fault, ERR_TOO_BIG, "text.lost", "%s", "") : ERR_OK;
}

void call_calm(struct call *c)
{
    if (c->db)
        db_calm(c->db);
}

/* What a failing database makes callers say ("no such row") is not what is wrong. */
enum err call_explain(struct call *c, enum err err)
{
    if (c->db && db_is_down(db_trouble(c->db))) {
        c->fault = (struct fault){0};
        if (c->is_stored)
            return FAIL(&c->fault, ERR_IO, "db.stored", "%s", db_why(c->db));
        return db_fail(c->db, ERR_IO, &c->fault);
    }
    if (err && c->db && c->fault.kind == ERR_OK && (err == ERR_IO || err == ERR_BUSY))
        return db_fail(c->db, err, &c->fault);
    return err;
}

static enum err run_write(struct db *db, void *arg)
{
    struct call_job *j = arg;
    struct call *c = j->call;
    int64_t lost = buf_lost();

    j->reader = c->db;
    c->db = db;
    enum err err = j->write(c, j->arg);
    err = call_explain(c, err ? err : call_whole(c, lost));
    c->db = j->reader;
    return err;
}

/* A batch of which nobody knows whether it was stored has perhaps ended sessions: they end. */
static enum err settle(struct call *c, enum err err, const struct fault *batch)
{
    bool perhaps = !err || (batch->code && strcmp(batch->code, "db.unknown") == 0);

    if (c->powers_changed) {
        c->site->powers_changed(c->site, perhaps ? c->signed_out : (account_id){0},
                                err ? (struct str){0} : c->unlocked);
        c->powers_changed = false;
        c->signed_out = (account_id){0};
        c->unlocked = (struct str){0};
    }
    if (batch->kind)
        c->fault = *batch;
    if (err && c->fault.kind == ERR_OK)
        return FAIL(&c->fault, err, err_code(err), "%s", "");
    return err;
}

enum err call_write(struct call *c, enum err (*write)(struct call *, void *), void *arg)
{
    struct call_job j = {.call = c, .write = write, .arg = arg};
    struct fault batch = {0};

    if (!c->site->writer)
        return FAIL(&c->fault, ERR_RULE, "site.beside", "%s", "");
    c->is_stored = false;
    if (c->db && db_is_down(db_trouble(c->db)))
        return db_fail(c->db, ERR_IO, &c->fault);
    enum err err = settle(c, writer_call(c->site->writer, run_write, &j, &batch), &batch);
    c->is_stored = !err;
    return err;
}

enum err call_write_aside(struct call *c, enum err (*write)(struct call *, void *),
                          void *arg)
{
    bool was_stored = c->is_stored;
    enum err err = call_write(c, write, arg);

    c->is_stored = was_stored;
    return err;
}

static void write_done(void *arg, enum err err, const struct fault *batch)
{
    struct call_job *j = arg;

    j->done(j->arg, settle(j->call, err, batch));
}

void call_write_later(struct call_job *j)
{
    j->job = (struct write_job){.run = run_write, .done = write_done, .arg = j};
    writer_add(j->call->site->writer, &j->job);
}
