#include "service/account/session.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "service/account/attempts.h"
#include "service/account/event.h"
#include "service/account/totp.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <pthread.h>

enum {
    SLOTS = 16384,
    FULL = SLOTS / 4 * 3
}; /* open addressing; sessions beyond are refused */

struct session {
    unsigned char hash[HASH_BYTES];
    account_id account; /* 0: free; -1: freed, keep probing */
    int64_t created_ms;
    _Atomic int64_t seen_ms;
};

struct sessions {
    pthread_rwlock_t lock;
    struct session *slots; /* under `lock` */
    size_t used;
    struct arena *arena; /* of `people`, made anew when they change */
    struct who *people;  /* all accounts that have a session */
    size_t person_count, person_room;
    struct attempts *attempts;
};

static size_t slot_of(const unsigned char *hash)
{
    size_t at;

    memcpy(&at, hash, sizeof(at));
    return at % SLOTS;
}

static struct session *find(struct sessions *s, const unsigned char *hash)
{
    for (size_t at = slot_of(hash);; at = (at + 1) % SLOTS) {
        if (!s->slots[at].account.v)
            return NULL;
        if (memcmp(s->slots[at].hash, hash, HASH_BYTES) == 0 && s->slots[at].account.v > 0)
            return &s->slots[at];
    }
}

/* The table anew, without sessions that have ended or grown too old. */
static void sweep(struct sessions *s, instant at)
{
    struct session *old = s->slots;

    s->slots = mem_new(SLOTS, sizeof(*s->slots));
    s->used = 0;
    for (size_t i = 0; i < SLOTS; i++) {
        if (old[i].account.v <= 0 ||
            at.ms - atomic_load(&old[i].seen_ms) > (int64_t)IDLE_MINUTES * 60 * 1000 ||
            at.ms - old[i].created_ms > (int64_t)SESSION_HOURS * 3600 * 1000)
            continue;
        size_t slot = slot_of(old[i].hash);
        while (s->slots[slot].account.v)
            slot = (slot + 1) % SLOTS;
        s->slots[slot] = old[i];
        s->used++;
    }
    mem_free(old);
}

static bool put(struct sessions *s, const unsigned char *hash, account_id account,
                instant at)
{
    size_t slot = slot_of(hash);

    if (s->used > FULL)
        sweep(s, at);
    if (s->used > FULL)
        return false;
    while (s->slots[slot].account.v > 0)
        slot = (slot + 1) % SLOTS;
    s->used += s->slots[slot].account.v == 0;
    memcpy(s->slots[slot].hash, hash, HASH_BYTES);
    s->slots[slot].account = account;
    s->slots[slot].created_ms = at.ms;
    atomic_store(&s->slots[slot].seen_ms, at.ms);
    return true;
}

enum err sessions_new(struct site *site, struct sessions **out, struct fault *f)
{
    AUTO(arena) struct arena *a = arena_new();
    struct sessions *s = MEM_NEW(struct sessions);
    struct session_row *rows;
    struct db *db;
    size_t count = 0;

    pthread_rwlock_init(&s->lock, NULL);
    s->slots = mem_new(SLOTS, sizeof(*s->slots));
    s->arena = arena_new();
    s->attempts = attempts_new();
    *out = s;
    TRY(site_reader(site, &db, f));
    enum err err = store_session_list(db, a, &rows, &count);
    int64_t oldest = site_now().ms - (int64_t)SESSION_HOURS * 3600 * 1000;
    for (size_t i = 0; i < count && !err; i++)
        if (rows[i].created_at.ms > oldest && rows[i].hash.bytes.len == HASH_BYTES)
            (void)put(s, (const unsigned char *)rows[i].hash.bytes.ptr, rows[i].account,
                      rows[i].created_at);
    site_reader_done(site, db);
    return err;
}

void sessions_free(struct sessions *s)
{
    if (!s)
        return;
    pthread_rwlock_destroy(&s->lock);
    mem_free(s->slots);
    arena_free(s->arena);
    attempts_free(s->attempts);
    mem_free(s);
}

/* ---- the account behind a session ---------------------------------------------------- */

static enum err read_who(struct call *c, account_id id, struct arena *a, struct who *out)
{
    struct account acc;
    struct grant *grants;
    size_t count;

    TRY(store_account_get(c->db, a, id, &acc));
    TRY(store_grant_of(c->db, a, id, &grants, &count));
    if (acc.is_disabled)
        return ERR_SIGNED_OUT;
    int64_t aged = acc.password_at.ms + (int64_t)PASSWORD_DAYS * 86400 * 1000;
    *out = (struct who){.id = id,
                        .person = acc.person,
                        .name = acc.name,
                        .title = acc.title,
                        .locale = locale_of(acc.locale),
                        .has_locale = acc.locale.len > 0,
                        .must_change =
                            acc.must_change || (!c->site->is_demo && aged < c->now.ms),
                        .has_totp = acc.totp_on != 0};
    out->powers = ARENA_ARRAY(a, struct power, count);
    for (size_t i = 0; i < count; i++)
        if (role_read(grants[i].role, &out->powers[out->power_count].role))
            out->powers[out->power_count++].region = grants[i].region;
    return ERR_OK;
}

void call_by(struct call *c, const struct who *who)
{
    c->actor = ACTOR_ACCOUNT;
    c->who = who->id;
    c->person = who->person;
    c->powers = who->powers;
    c->power_count = who->power_count;
}

static const struct who *find_person(const struct sessions *s, account_id id)
{
    for (size_t i = 0; i < s->person_count; i++)
        if (s->people[i].id.v == id.v)
            return &s->people[i];
    return NULL;
}

static void copy_person(struct arena *a, const struct who *from, struct who *to)
{
    *to = *from;
    to->name = str_copy(a, from->name);
    to->title = str_copy(a, from->title);
    to->powers = ARENA_ARRAY(a, struct power, from->power_count);
    memcpy(to->powers, from->powers, from->power_count * sizeof(struct power));
}

static bool recall_person(struct call *c, struct sessions *s, account_id id,
                          struct who *out)
{
    pthread_rwlock_rdlock(&s->lock);
    const struct who *who = find_person(s, id);
    if (who)
        copy_person(c->arena, who, out);
    pthread_rwlock_unlock(&s->lock);
    return who;
}

/* People are kept until something changes; then the whole list is read anew as needed. */
static enum err keep_person(struct call *c, struct sessions *s, account_id id,
                            struct who *out)
{
    struct who who = {0};

    pthread_rwlock_wrlock(&s->lock);
    enum err err = read_who(c, id, s->arena, &who);
    if (!err && !find_person(s, id))
        *ARENA_PUSH(s->arena, s->people, s->person_count, s->person_room) = who;
    if (!err)
        copy_person(c->arena, &who, out);
    pthread_rwlock_unlock(&s->lock);
    return err;
}

/* Few accounts, rare changes: all are read anew. */
void sessions_forget(struct sessions *s)
{
    pthread_rwlock_wrlock(&s->lock);
    arena_free(s->arena);
    s->arena = arena_new();
    s->people = NULL;
    s->person_count = s->person_room = 0;
    pthread_rwlock_unlock(&s->lock);
}

void sessions_drop(struct sessions *s, account_id account, struct str kept)
{
    unsigned char hash[HASH_BYTES];

    crypto_digest(NULL, kept, hash);
    pthread_rwlock_wrlock(&s->lock);
    for (size_t i = 0; i < SLOTS; i++)
        if (s->slots[i].account.v == account.v &&
            (!kept.len || memcmp(s->slots[i].hash, hash, HASH_BYTES) != 0))
            s->slots[i].account.v = -1;
    pthread_rwlock_unlock(&s->lock);
}

bool sessions_locked(struct sessions *s, struct str name, instant now)
{
    return attempts_locked_anywhere(s->attempts, name, now);
}

void sessions_unlock(struct sessions *s, struct str name)
{
    attempts_unlock(s->attempts, name);
}

bool sessions_know(struct sessions *s, struct str token)
{
    unsigned char hash[HASH_BYTES];

    if (token.len != TOKEN_TEXT)
        return false;
    crypto_digest(NULL, token, hash);
    pthread_rwlock_rdlock(&s->lock);
    bool known = find(s, hash) != NULL;
    pthread_rwlock_unlock(&s->lock);
    return known;
}

/* ---- finding ------------------------------------------------------------------------- */

static enum err check_times(struct call *c, struct session *found)
{
    int64_t idle = (int64_t)IDLE_MINUTES * 60 * 1000,
            whole = (int64_t)SESSION_HOURS * 3600 * 1000;

    if (c->now.ms - found->created_ms > whole)
        return FAIL(&c->fault, ERR_SIGNED_OUT, "session.over", "%d", SESSION_HOURS);
    if (c->now.ms - atomic_load(&found->seen_ms) > idle)
        return FAIL(&c->fault, ERR_SIGNED_OUT, "session.idle", "%d", IDLE_MINUTES);
    atomic_store(&found->seen_ms, c->now.ms);
    return ERR_OK;
}

/* The account whose session this is. */
static enum err find_account(struct call *c, struct sessions *s, struct str token,
                             account_id *out)
{
    unsigned char hash[HASH_BYTES];

    crypto_digest(NULL, token, hash);
    pthread_rwlock_rdlock(&s->lock);
    struct session *found = find(s, hash);
    enum err err = found ? check_times(c, found) : ERR_SIGNED_OUT;
    if (!err)
        *out = found->account;
    pthread_rwlock_unlock(&s->lock);
    return err;
}

enum err session_find(struct call *c, struct str token, struct who *out)
{
    struct sessions *s = c->site->sessions;
    enum err err = token.len == TOKEN_TEXT ? ERR_OK : ERR_SIGNED_OUT;
    account_id id;

    if (!err)
        err = find_account(c, s, token, &id);
    if (!err && !recall_person(c, s, id, out))
        err = keep_person(c, s, id, out);
    if (err == ERR_SIGNED_OUT || err == ERR_NOT_FOUND)
        return FAIL(&c->fault, ERR_SIGNED_OUT, "session.none", "%s", "");
    return err; /* a database that cannot be read signs nobody out */
}

/* ---- beginning and ending ------------------------------------------------------------ */

struct beginning {
    struct account account;
    bool fits;
    int64_t totp_step;
    struct str token;
    unsigned char hash[HASH_BYTES];
};

/* A one-time code is spent once, also when two try it at the same moment. */
static enum err spend_code(struct call *c, const struct beginning *b)
{
    int64_t spent;

    TRY(store_account_set_totp_step(c->db, b->account.id, b->totp_step, &spent));
    return spent ? ERR_OK
                 : FAIL(&c->fault, ERR_SIGNED_OUT, "login.code_wrong", "%d", LOCK_MINUTES);
}

static enum err write_beginning(struct call *c, void *arg)
{
    struct beginning *b = arg;
    struct blob hash = {{(const char *)b->hash, HASH_BYTES}};
    account_id who = c->who;
    int64_t dropped;

    c->who = b->account.id;
    enum err err = ERR_OK;
    if (!b->fits) {
        err = event_add(c, b->account.id.v ? STR("login.failed") : STR("login.unknown"),
                        b->account.name);
    } else {
        if (b->totp_step)
            err = spend_code(c, b);
        if (!err)
            err = store_account_set_seen(c->db, b->account.id, c->now);
        if (!err)
            err = store_session_add(c->db, hash, b->account.id, c->now, c->origin);
        instant before = {c->now.ms - (int64_t)SESSION_HOURS * 3600 * 1000};
        if (!err)
            err = store_session_end_old(c->db, before, &dropped);
        if (!err)
            err = event_add(c, STR("login"), b->account.name);
    }
    c->who = who;
    return err;
}

static bool is_locked(const struct call *c, struct str name)
{
    return attempts_locked(c->site->sessions->attempts, name, c->origin, c->now);
}

/* A wrong password or code for this name: counted, and in the audit list. */
static enum err note_failure(struct call *c, struct str name, struct beginning *b)
{
    attempts_failed(c->site->sessions->attempts, name, c->origin, c->now);
    return call_write_aside(c, write_beginning, b);
}

static enum err refuse(struct call *c, struct str name, struct beginning *b,
                       const char *code)
{
    TRY(note_failure(c, name, b));
    return FAIL(&c->fault, ERR_SIGNED_OUT, code, "%d", LOCK_MINUTES);
}

static void make_token(struct call *c, struct beginning *b)
{
    unsigned char random[TOKEN_BYTES];

    crypto_random(random, sizeof(random));
    b->token = crypto_base64(c->arena, (struct str){(const char *)random, sizeof(random)});
    crypto_digest(NULL, b->token, b->hash);
}

/* The same work for names that do not exist, so that the time tells nothing. */
static bool password_fits(struct call *c, const struct account *acc, struct str password)
{
    static const char NOBODY[] = "$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    (void)c;
    if (password.len > PASSWORD_MAX)
        return false;
    return crypto_password_fits(acc->password.len ? acc->password : str_of(NOBODY),
                                password);
}

enum err session_begin(struct call *c, struct str name, struct str password,
                       struct str code, struct str *token)
{
    struct beginning b = {0};
    enum err found = store_account_find(c->db, c->arena, name, &b.account);

    if (found && found != ERR_NOT_FOUND)
        return found;
    if (is_locked(c, name))
        return FAIL(&c->fault, ERR_SIGNED_OUT, "login.locked", "%d", LOCK_MINUTES);
    bool fits = password_fits(c, &b.account, password);
    if (is_locked(c, name)) /* many guess at once */
        return FAIL(&c->fault, ERR_SIGNED_OUT, "login.locked", "%d", LOCK_MINUTES);
    if (found || !fits)
        return refuse(c, name, &b, "login.wrong");
    if (b.account.is_disabled)
        return FAIL(&c->fault, ERR_SIGNED_OUT, "login.disabled", "%s", "");
    if (b.account.totp_on && !code.len)
        return FAIL(&c->fault, ERR_SIGNED_OUT, "login.code_needed", "%s", "");
    if (b.account.totp_on && !totp_fits(c, &b.account, code, &b.totp_step))
        return refuse(c, name, &b, "login.code_wrong");
    b.fits = true;
    make_token(c, &b);
    TRY(call_write_aside(c, write_beginning, &b));
    attempts_forget(c->site->sessions->attempts, name, c->origin);

    struct sessions *s = c->site->sessions;
    pthread_rwlock_wrlock(&s->lock);
    bool room = put(s, b.hash, b.account.id, c->now);
    pthread_rwlock_unlock(&s->lock);
    if (!room)
        return FAIL(&c->fault, ERR_BUSY, "session.full", "%d", SLOTS / 4 * 3);
    *token = b.token;
    return ERR_OK;
}

static enum err write_end(struct call *c, void *arg)
{
    int64_t ended;

    return store_session_end(c->db, *(struct blob *)arg, &ended);
}

/* Who signs out is out at once, whatever the disk says; when it could not be recorded he is told so, for the session
 * would live again after a restart. */
enum err session_end(struct call *c, struct str token)
{
    struct sessions *s = c->site->sessions;
    unsigned char hash[HASH_BYTES];

    crypto_digest(NULL, token, hash);
    pthread_rwlock_wrlock(&s->lock);
    struct session *found = find(s, hash);
    if (found)
        found->account.v = -1;
    pthread_rwlock_unlock(&s->lock);
    struct blob blob = {{(const char *)hash, HASH_BYTES}};
    return call_write(c, write_end, &blob);
}

enum err session_end_others(struct call *c, struct str kept)
{
    unsigned char hash[HASH_BYTES];
    int64_t ended;

    crypto_digest(NULL, kept, hash);
    struct blob but = {{(const char *)hash, HASH_BYTES}};
    return store_session_end_others(c->db, c->who, but, &ended);
}

enum err session_confirm(struct call *c, struct str password)
{
    struct beginning b = {0};

    TRY(store_account_get(c->db, c->arena, c->who, &b.account));
    if (is_locked(c, b.account.name))
        return FAIL(&c->fault, ERR_RULE, "login.locked", "%d", LOCK_MINUTES);
    if (password_fits(c, &b.account, password))
        return ERR_OK;
    TRY(note_failure(c, b.account.name, &b));
    return FAIL(&c->fault, ERR_RULE, "password.wrong", "%s", "");
}

/* ---- a second person ------------------------------------------------------------------ */

enum err session_may(struct call *c, account_id account, role_set roles, region at,
                     bool *out)
{
    struct call second = *c;
    struct who who;

    TRY(read_who(c, account, c->arena, &who));
    second.actor = ACTOR_ACCOUNT;
    second.who = account;
    second.powers = who.powers;
    second.power_count = who.power_count;
    *out = call_may(&second, roles, at);
    return ERR_OK;
}

/* A code opens one thing: it is spent by whoever is vouched for with it. */
static enum err write_spent(struct call *c, void *arg)
{
    return spend_code(c, arg) ? FAIL(&c->fault, ERR_RULE, "second.wrong", "%s", "")
                              : ERR_OK;
}

/* Who may stand beside the caller. */
struct asked {
    role_set roles; /* one of them, */
    region at;      /* there */
    bool is_known;  /* by his record */
};

/* Is the account one that may vouch: somebody's own, in use, with a password that only he knows? */
static enum err may_vouch(struct call *c, const struct account *a, const struct asked *of,
                          bool *out)
{
    *out = (a->person.v || !of->is_known) && !a->is_disabled && !a->must_change;
    return *out ? session_may(c, a->id, of->roles, of->at, out) : ERR_OK;
}

static enum err take_second(struct call *c, const struct second *who,
                            const struct asked *of, account_id *out)
{
    struct beginning b = {0};
    bool fits = false, may = false;

    enum err found = store_account_find(c->db, c->arena, who->name, &b.account);
    if (found && found != ERR_NOT_FOUND)
        return found;
    if (!found && call_same_person(c, b.account.id))
        return FAIL(&c->fault, ERR_RULE, "second.self", "%s", "");
    if (is_locked(c, who->name))
        return FAIL(&c->fault, ERR_RULE, "login.locked", "%d", LOCK_MINUTES);
    if (!found)
        TRY(may_vouch(c, &b.account, of, &may));
    fits = password_fits(c, &b.account, who->password);
    if (fits && b.account.totp_on)
        fits = totp_fits(c, &b.account, who->code, &b.totp_step);
    if (found || !fits || !may) {
        TRY(note_failure(c, who->name, &b));
        return FAIL(&c->fault, ERR_RULE, "second.wrong", "%s", "");
    }
    attempts_forget(c->site->sessions->attempts, who->name, c->origin);
    if (b.totp_step)
        TRY(call_write_aside(c, write_spent, &b));
    *out = b.account.id;
    return ERR_OK;
}

enum err session_second(struct call *c, const struct second *who, role_set roles, region at,
                        account_id *out)
{
    struct asked of = {roles, at, true};

    TRY(call_require_person(c));
    return take_second(c, who, &of, out);
}

enum err session_second_administrator(struct call *c, const struct second *who,
                                      account_id *out)
{
    struct asked of = {(role_set)1 << ROLE_SECURITY | (role_set)1 << ROLE_AUDIT,
                       c->site->region, false};

    return take_second(c, who, &of, out);
}
