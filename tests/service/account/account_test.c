/* Accounts made, linked, given powers and passwords; signing in and out; a second person beside the caller. */
#include "base/crypto.h"
#include "service/account/account.h"
#include "service/account/session.h"
#include "service/failing.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <criterion/criterion.h>
#include <stdio.h>

enum { PERSON, OTHER };

#define PASSWORD "Huanjie-2026"
#define FRESH    "Huanjie-2027"

static const account_id USER = {1001}, SECOND = {1002};
static struct str stored;           /* PASSWORD as it is kept */
static struct str token;            /* of a session of USER's */
static char token_text[TOKEN_TEXT]; /* outside any arena */

static enum err add_account(struct call *c, account_id id, const char *name, row_id person)
{
    struct power office = {ROLE_OFFICE, COUNTY};
    struct powers_said powers = {.powers = &office, .power_count = 1};

    TRY(store_account_add(c->db, id, str_of(name), str_of(name), stored, c->now, 0,
                          (account_id){0}));
    TRY(store_account_set_person(c->db, id, person, (struct str){0}));
    return account_put_powers(c, id, &powers);
}

static enum err furnish(struct call *c, void *arg)
{
    static char kept[200];
    struct house *h = arg;

    snprintf(kept, sizeof(kept), "%.*s", STR_FMT(crypto_password(c->arena, STR(PASSWORD))));
    stored = str_of(kept);
    TRY(house_enter(c, "person", COUNTY, "",
                    PAIRS("name", "王一", "sex", "1", "birth", "1970-01-01"),
                    &h->rows[PERSON]));
    TRY(house_enter(c, "person", COUNTY, "",
                    PAIRS("name", "李二", "sex", "2", "birth", "1971-01-01"),
                    &h->rows[OTHER]));
    TRY(add_account(c, USER, "user", h->rows[PERSON]));
    return add_account(c, SECOND, "second", h->rows[OTHER]);
}

/* ---- what administrators do ---------------------------------------------------------------- */

static struct str new_name(struct call *c, const struct house *h)
{
    return str_print(c->arena, "user%d", h->serial);
}

static enum err create(struct call *c, void *arg)
{
    struct account_new n = {.name = new_name(c, arg),
                            .title = STR("值班室"),
                            .stored = stored,
                            .owner = {.no_person = STR("值班室公用")}};
    account_id id;

    return account_add(c, &n, &id);
}

static enum err link_person(struct call *c, void *arg)
{
    struct house *h = arg;
    struct owner_said owner = {.person = h->rows[OTHER], .name = STR("李二")};

    return account_link(c, SECOND, &owner, STR("重新核对"));
}

static enum err grant(struct call *c, void *arg)
{
    struct power powers[] = {{ROLE_OFFICE, COUNTY}, {ROLE_CADRE, TOWN}};
    struct signing_post post = {.post = STR("report_owner"), .region = COUNTY};
    struct powers_said p = {powers, 2, &post, 1};

    (void)arg;
    return account_grant(c, SECOND, &p);
}

static enum err reset(struct call *c, void *arg)
{
    (void)arg;
    return account_reset(c, USER, stored, (account_id){0});
}

static enum err disable_and_enable(struct call *c, void *arg)
{
    (void)arg;
    TRY(account_disable(c, SECOND, true));
    return account_disable(c, SECOND, false);
}

static enum err unlock(struct call *c, void *arg)
{
    (void)arg;
    return account_unlock(c, USER);
}

/* ---- what the owner does ------------------------------------------------------------------- */

static enum err sign_in(struct call *c, struct house *h)
{
    struct str made;

    (void)h;
    c->actor = ACTOR_PUBLIC;
    TRY(session_begin(c, STR("user"), STR(PASSWORD), (struct str){0}, &made));
    memcpy(token_text, made.ptr, made.len);
    token = (struct str){token_text, made.len};
    return ERR_OK;
}

static enum err sign_in_wrongly(struct call *c, struct house *h)
{
    struct str none;

    c->origin = str_print(c->arena, "10.0.0.%d", h->serial); /* locked there alone */
    c->actor = ACTOR_PUBLIC;
    enum err err = session_begin(c, STR("user"), STR("x"), (struct str){0}, &none);
    if (err != ERR_SIGNED_OUT || strcmp(c->fault.code, "login.wrong") != 0)
        return err ? err : ERR_RULE;
    c->fault = (struct fault){0};
    return ERR_OK;
}

static enum err be_locked(struct call *c, struct house *h)
{
    struct call again = *c;

    for (int i = 0; i < FAILURES_MOST; i++)
        TRY(sign_in_wrongly(&again, h));
    return ERR_OK;
}

/* The call is made by USER, who has just signed in. */
static enum err come_in(struct call *c)
{
    struct who *who = ARENA_NEW(c->arena, struct who);

    TRY(session_find(c, token, who));
    call_by(c, who);
    return ERR_OK;
}

static enum err sign_out(struct call *c, struct house *h)
{
    (void)h;
    return session_end(c, token);
}

static enum err put_password(struct call *c, void *arg)
{
    (void)arg;
    return store_account_set_password(c->db, USER, stored, c->now);
}

/* With the password of the beginning, and a session. */
static enum err sign_in_anew(struct call *c, struct house *h)
{
    TRY(call_write(c, put_password, NULL));
    return sign_in(c, h);
}

static enum err change_password(struct call *c, struct house *h)
{
    (void)h;
    TRY(come_in(c));
    return account_change_password(c, STR(PASSWORD), STR(FRESH), token);
}

static enum err draw_secret(struct call *c, struct house *h)
{
    struct str secret;

    (void)h;
    TRY(come_in(c));
    return totp_new(c, STR(PASSWORD), &secret);
}

static enum err stand_beside(struct call *c, struct house *h)
{
    struct second second = {STR("second"), STR(PASSWORD), (struct str){0}};
    account_id id;

    (void)h;
    TRY(come_in(c));
    return session_second(c, &second, (role_set)1 << ROLE_OFFICE, COUNTY, &id);
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* Is the session known, is the account locked, what may its owner do? */
static uint64_t held(struct call *c, struct house *h)
{
    struct sessions *s = c->site->sessions;
    struct who who = {0};
    bool is_in = token.len && session_find(c, token, &who) == ERR_OK;

    (void)h;
    return (uint64_t)is_in | (uint64_t)sessions_locked(s, STR("user"), c->now) << 1 |
           (uint64_t)who.must_change << 2 | (uint64_t)who.power_count << 3;
}

static const struct deed ACTS[] = {
    {"create", .in_writer = create, .what = STEPS},
    {"link", .in_writer = link_person, .what = STEPS},
    {"grant", .in_writer = grant, .what = STEPS | MEMORY},
    {"disable and enable", .in_writer = disable_and_enable, .what = STEPS},
    {"sign in", .waiting = sign_in, .what = STEPS},
    {"sign in wrongly", .waiting = sign_in_wrongly, .what = STEPS},
    {"sign out", .ready = sign_in_anew, .waiting = sign_out, .what = STEPS,
     .forgets = true},
    {"change the password", .ready = sign_in_anew, .waiting = change_password,
     .what = STEPS},
    {"draw a secret for codes", .ready = sign_in_anew, .waiting = draw_secret,
     .what = STEPS},
    {"stand beside", .ready = sign_in_anew, .waiting = stand_beside, .what = STEPS},
    {"reset", .ready = sign_in_anew, .in_writer = reset, .what = STEPS},
    {"unlock", .ready = be_locked, .in_writer = unlock, .what = STEPS},
};

Test(account, is_changed_or_not_whatever_fails, .timeout = 240)
{
    room_holds(&(struct room){.furnish = furnish, .held = held, DEEDS(ACTS)});
}
