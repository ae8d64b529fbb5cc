/* Routes of signing in and of one's own account. */
#include "api/route.h"
#include "api/shapes.h"

#include "domain/calendar/calendar.h"
#include "service/account/account.h"
#include "service/site/health.h"
#include "service/site/site.h"

#define VERSION HUANJIE_VERSION

static void write_unwell(struct api *r, const struct fault *f)
{
    AUTO(buf) struct buf message = BUF(BUF_MESSAGE);

    fault_tell(&message, r->call.locale, f);
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
    jsonw_pair_i64(&r->w, "holidays_until", calendar_in_force()->year_until);
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
    if (s->rehearsed)
        jsonw_pair(w, "rehearsal", s->rehearsed->title);
    jsonw_pair(w, "version", STR(VERSION));
    jsonw_close(w, '}');
}

static void write_reset(struct api *r, const struct reset_told *told)
{
    jsonw_key(&r->w, "reset");
    jsonw_open(&r->w, '{');
    write_instant(&r->w, "at", told->at);
    jsonw_pair(&r->w, "by", told->by);
    if (told->second.len)
        jsonw_pair(&r->w, "second", told->second);
    jsonw_close(&r->w, '}');
}

static enum err write_session(struct api *r, const struct who *who)
{
    struct jsonw *w = &r->w;
    struct reset_told told;

    TRY(account_reset_told(&r->call, &told));

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
    if (told.at.ms)
        write_reset(r, &told);
    write_site(r);
    jsonw_pair_i64(w, "idle_seconds", (int64_t)IDLE_MINUTES * 60);
    write_region(r, "home", call_home(&r->call));
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err get_session(struct api *r)
{
    return write_session(r, &r->who);
}

static enum err begin_session(struct api *r)
{
    struct str token;
    struct call *c = &r->call;

    TRY(session_begin(c, body_text(r, "account"), body_text(r, "password"),
                      body_text(r, "code"), &token));
    TRY(session_find(c, token, &r->who));
    call_by(c, &r->who);
    bool is_https = str_eq(http_header(r->http, "X-Forwarded-Proto"), STR("https"));
    r->cookie = str_print(c->arena, "%s=%.*s; Path=/; HttpOnly; SameSite=Strict%s",
                          c->site->cookie, STR_FMT(token), is_https ? "; Secure" : "")
                    .ptr;
    return write_session(r, &r->who);
}

static enum err end_session(struct api *r)
{
    const struct call *c = &r->call;

    TRY(session_end(&r->call, http_cookie(r->http, c->site->cookie)));
    r->cookie = str_print(c->arena, "%s=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
                          c->site->cookie)
                    .ptr;
    return ERR_OK;
}

static enum err unlock(struct api *r)
{
    return session_confirm(&r->call, body_text(r, "password"));
}

static enum err change_password(struct api *r)
{
    return account_change_password(&r->call, body_text(r, "old"), body_text(r, "new"),
                                   http_cookie(r->http, r->call.site->cookie));
}

static enum err list_happened(struct api *r)
{
    struct jsonw *w = &r->w;
    struct happened *list;
    size_t count;

    TRY(account_happened(&r->call, &list, &count));
    jsonw_open(w, '{');
    jsonw_key(w, "events");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(w, '{');
        write_instant(w, "at", list[i].at);
        jsonw_pair(w, "act", list[i].act);
        jsonw_pair(w, "by", list[i].by);
        jsonw_pair(w, "from", list[i].origin);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
    return ERR_OK;
}

static enum err set_locale(struct api *r)
{
    return account_set_locale(&r->call, body_text(r, "locale"));
}

static enum err new_totp(struct api *r)
{
    struct str secret;

    TRY(totp_new(&r->call, body_text(r, "password"), &secret));
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
    return totp_on(&r->call, body_text(r, "code"));
}

static enum err turn_totp_off(struct api *r)
{
    return totp_off(&r->call, body_text(r, "password"));
}

/* clang-format off */
static const struct shape state = WORD("ok", "busy", "full", "low", "lost", "read_only", "damaged", "io", "unknown", "wrong", "refused");

static const struct shape health_shape = NAMED("Health",
    {"ok", MUST, BOOL},
    {"version", MUST, STRING},
    {"demo", MUST, BOOL},
    {"database", MUST, SAME(&state)},
    {"writer", MUST, SAME(&state)},
    {"disk", MUST, SAME(&state)},
    {"holidays_until", MUST, COUNT},
    {"error", MAY, OBJECT({"code", MUST, STRING}, {"kind", MUST, STRING}, {"message", MUST, STRING})});

static const struct shape session_shape = NAMED("Session",
    {"account", MUST, OBJECT(
        {"id", MUST, ID}, {"name", MUST, STRING}, {"title", MUST, STRING},
        {"locale", OR_NULL, WORD("zh-Hans", "zh-Hant", "en")})},
    {"grants", MUST, EACH(SAME(&grant_shape))},
    {"must_change", MUST, BOOL},
    {"totp", MUST, BOOL},
    {"reset", MAY, OBJECT({"at", MUST, INSTANT}, {"by", MUST, STRING}, {"second", MAY, STRING})},
    {"site", MUST, OBJECT(
        {"name", MUST, STRING},
        {"region", MUST, OBJECT({"id", MUST, REGION}, {"label", MUST, STRING}, {"path", MUST, STRING})},
        {"demo", MUST, BOOL}, {"rehearsal", MAY, STRING}, {"version", MUST, STRING})},
    {"idle_seconds", MUST, COUNT},
    {"home", MUST, SAME(&region_shape)});

static const struct shape event_shape = NAMED("AccountEvent",
    {"at", MUST, INSTANT}, {"act", MUST, STRING}, {"by", MUST, STRING}, {"from", MUST, STRING});
static const struct shape happened_shape = OBJECT({"events", MUST, EACH(SAME(&event_shape))});

static const struct shape totp_shape = NAMED("TotpSecret", {"secret", MUST, STRING}, {"uri", MUST, STRING});

enum { NAME_MOST = 200, SECRET_MOST = 1000 };

static const struct shape login = NAMED("Login",
    {"account", MUST, TEXT(NAME_MOST)}, {"password", MUST, TEXT(SECRET_MOST)}, {"code", MAY, TEXT(20)});
static const struct shape new_password = OBJECT(
    {"old", MUST, TEXT(SECRET_MOST)}, {"new", MUST, TEXT(SECRET_MOST)});
static const struct shape a_locale = OBJECT({"locale", MUST, WORD("zh-Hans", "zh-Hant", "en")});
static const struct shape a_code = OBJECT({"code", MUST, TEXT(20)});

static const struct route routes[] = {
/*    method     path                       who     how        query     body                reply              handler          what */
    { HTTP_GET,  "/api/health",             PUBLIC, RUN_READ,  NO_QUERY, NO_BODY,            OK_OR(&health_shape, 503), health,          "is it well" },
    { HTTP_POST, "/api/session",            PUBLIC, RUN_WORK,  NO_QUERY, JSON(&login),       OK(&session_shape), begin_session,   "sign in" },
    { HTTP_GET,  "/api/session",            SELF,   RUN_READ,  NO_QUERY, NO_BODY,            OK(&session_shape), get_session,     "who am I and what may I" },
    { HTTP_POST, "/api/session/end",        SELF,   RUN_WORK,  NO_QUERY, JSON(&NOTHING),     DONE,               end_session,     "sign out" },
    { HTTP_POST, "/api/session/unlock",     SELF,   RUN_WORK,  NO_QUERY, JSON(&password_shape), DONE,            unlock,          "the password again, for the lock screen" },
    { HTTP_POST, "/api/account/password",   SELF,   RUN_WORK,  NO_QUERY, JSON(&new_password), DONE,              change_password, "change one's password" },
    { HTTP_GET,  "/api/account/events",     SELF,   RUN_READ,  NO_QUERY, NO_BODY,            OK(&happened_shape), list_happened,  "what happened to one's own account" },
    { HTTP_POST, "/api/account/locale",     SELF,   RUN_WRITE, NO_QUERY, JSON(&a_locale),    DONE,               set_locale,      "choose one's language" },
    { HTTP_POST, "/api/account/totp/new",   SELF,   RUN_WORK,  NO_QUERY, JSON(&password_shape), OK(&totp_shape), new_totp,        "a secret for one-time codes" },
    { HTTP_POST, "/api/account/totp/on",    SELF,   RUN_WORK,  NO_QUERY, JSON(&a_code),      DONE,               turn_totp_on,    "begin asking for codes" },
    { HTTP_POST, "/api/account/totp/off",   SELF,   RUN_WORK,  NO_QUERY, JSON(&password_shape), DONE,            turn_totp_off,   "stop asking for codes" },
};
/* clang-format on */

ROUTE_TABLE(session_routes);
