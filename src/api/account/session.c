/* Routes of signing in and of one's own account. */
#include "api/route.h"

#include "service/account/account.h"
#include "service/site/health.h"
#include "service/site/site.h"

#define VERSION HUANJIE_VERSION

static void write_unwell(struct api *r, const struct fault *f)
{
    AUTO(buf) struct buf message = BUF(BUF_MESSAGE);

    fault_write(&message, r->call.locale, f);
    jsonw_key(&r->w, "error");
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "code", str_of(f->code));
    jsonw_pair(&r->w, "kind", str_of(err_code(f->kind)));
    jsonw_pair(&r->w, "message", buf_view(&message));
    jsonw_close(&r->w, '}');
}

static enum err health(struct api *r)
{
    struct health_view v;

    health_look(&r->call, &v);
    r->status = v.fault.kind ? 503 : 200;
    jsonw_open(&r->w, '{');
    jsonw_pair_bool(&r->w, "ok", !v.fault.kind);
    jsonw_pair(&r->w, "version", STR(VERSION));
    jsonw_pair_bool(&r->w, "demo", r->call.site->is_demo);
    jsonw_pair(&r->w, "database", str_of(v.database));
    jsonw_pair(&r->w, "writer", str_of(v.writer));
    jsonw_pair(&r->w, "disk", str_of(v.disk));
    if (v.fault.kind)
        write_unwell(r, &v.fault);
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static void write_site(struct api *r)
{
    const struct site *s = r->call.site;
    struct jsonw *w = &r->w;

    jsonw_key(w, "site");
    jsonw_open(w, '{');
    jsonw_pair(w, "name", s->name);
    jsonw_key(w, "region");
    jsonw_open(w, '{');
    write_region_members(r, s->region);
    jsonw_pair(w, "path",
               region_path(s->regions, r->call.arena, s->region, r->call.locale));
    jsonw_close(w, '}');
    jsonw_pair_bool(w, "demo", s->is_demo);
    jsonw_pair(w, "version", STR(VERSION));
    jsonw_close(w, '}');
}

static void write_session(struct api *r, const struct who *who)
{
    struct jsonw *w = &r->w;

    jsonw_open(w, '{');
    jsonw_key(w, "account");
    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, who->id.v);
    jsonw_pair(w, "name", who->name);
    jsonw_pair(w, "title", who->title);
    jsonw_key(w, "locale");
    jsonw_str_or_null(w, who->has_locale ? str_of(LOCALE_NAMES[who->locale])
                                         : (struct str){0});
    jsonw_close(w, '}');
    jsonw_key(w, "grants");
    jsonw_open(w, '[');
    for (size_t i = 0; i < who->power_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "role", str_of(ROLE_NAMES[who->powers[i].role]));
        write_region(r, "region", who->powers[i].region);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_pair_bool(w, "must_change", who->must_change);
    jsonw_pair_bool(w, "totp", who->has_totp);
    write_site(r);
    jsonw_pair_i64(w, "idle_seconds", (int64_t)IDLE_MINUTES * 60);
    write_region(r, "home", call_home(&r->call));
    jsonw_close(w, '}');
}

static enum err get_session(struct api *r)
{
    write_session(r, &r->who);
    return ERR_OK;
}

static enum err begin_session(struct api *r)
{
    static const char *const KEYS[] = {"account", "password", "code", NULL};
    struct str token;
    struct call *c = &r->call;

    TRY(api_keys(r, KEYS));
    TRY(session_begin(c, json_find_text(r->body, "account"),
                      json_find_text(r->body, "password"), json_find_text(r->body, "code"),
                      &token));
    TRY(session_find(c, token, &r->who));
    c->who = r->who.id;
    c->powers = r->who.powers;
    c->power_count = r->who.power_count;
    bool is_https = str_eq(http_header(r->http, "X-Forwarded-Proto"), STR("https"));
    r->cookie = str_print(c->arena, "huanjie=%.*s; Path=/; HttpOnly; SameSite=Strict%s",
                          STR_FMT(token), is_https ? "; Secure" : "")
                    .ptr;
    write_session(r, &r->who);
    return ERR_OK;
}

static enum err end_session(struct api *r)
{
    TRY(session_end(&r->call, http_cookie(r->http, "huanjie")));
    r->cookie = "huanjie=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
    return ERR_OK;
}

static enum err unlock(struct api *r)
{
    static const char *const KEYS[] = {"password", NULL};

    TRY(api_keys(r, KEYS));
    return session_confirm(&r->call, json_find_text(r->body, "password"));
}

static enum err change_password(struct api *r)
{
    static const char *const KEYS[] = {"old", "new", NULL};

    TRY(api_keys(r, KEYS));
    TRY(account_change_password(&r->call, json_find_text(r->body, "old"),
                                json_find_text(r->body, "new")));
    return session_end_others(&r->call, http_cookie(r->http, "huanjie"));
}

static enum err set_locale(struct api *r)
{
    static const char *const KEYS[] = {"locale", NULL};

    TRY(api_keys(r, KEYS));
    return account_set_locale(&r->call, json_find_text(r->body, "locale"));
}

static enum err new_totp(struct api *r)
{
    static const char *const KEYS[] = {"password", NULL};
    struct str secret;

    TRY(api_keys(r, KEYS));
    TRY(totp_new(&r->call, json_find_text(r->body, "password"), &secret));
    jsonw_open(&r->w, '{');
    jsonw_pair(&r->w, "secret", secret);
    jsonw_pair(&r->w, "uri",
               str_print(r->call.arena,
                         "otpauth://totp/huanjie:%.*s?secret=%.*s&issuer=huanjie",
                         STR_FMT(r->who.name), STR_FMT(secret)));
    jsonw_close(&r->w, '}');
    return ERR_OK;
}

static enum err turn_totp_on(struct api *r)
{
    static const char *const KEYS[] = {"code", NULL};

    TRY(api_keys(r, KEYS));
    return totp_on(&r->call, json_find_text(r->body, "code"));
}

static enum err turn_totp_off(struct api *r)
{
    static const char *const KEYS[] = {"password", NULL};

    TRY(api_keys(r, KEYS));
    return totp_off(&r->call, json_find_text(r->body, "password"));
}

/* clang-format off */
static const struct route routes[] = {
/*    method     path                       who         how        body       handler          what */
    { HTTP_GET,  "/api/health",             MAY_PUBLIC, RUN_READ,  BODY_NONE, health,          "is it well" },
    { HTTP_POST, "/api/session",            MAY_PUBLIC, RUN_WORK,  BODY_JSON, begin_session,   "sign in" },
    { HTTP_GET,  "/api/session",            MAY_OWN,    RUN_READ,  BODY_NONE, get_session,     "who am I and what may I" },
    { HTTP_POST, "/api/session/end",        MAY_OWN,    RUN_WORK,  BODY_JSON, end_session,     "sign out" },
    { HTTP_POST, "/api/session/unlock",     MAY_OWN,    RUN_WORK,  BODY_JSON, unlock,          "the password again, for the lock screen" },
    { HTTP_POST, "/api/account/password",   MAY_OWN,    RUN_WORK,  BODY_JSON, change_password, "change one's password" },
    { HTTP_POST, "/api/account/locale",     MAY_OWN,    RUN_WRITE, BODY_JSON, set_locale,      "choose one's language" },
    { HTTP_POST, "/api/account/totp/new",   MAY_OWN,    RUN_WORK,  BODY_JSON, new_totp,        "a secret for one-time codes" },
    { HTTP_POST, "/api/account/totp/on",    MAY_OWN,    RUN_WORK,  BODY_JSON, turn_totp_on,    "begin asking for codes" },
    { HTTP_POST, "/api/account/totp/off",   MAY_OWN,    RUN_WORK,  BODY_JSON, turn_totp_off,   "stop asking for codes" },
};
/* clang-format on */

ROUTE_TABLE(session_routes);
