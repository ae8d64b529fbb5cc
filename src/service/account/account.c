#include "service/account/account.h"

#include "base/crypto.h"
#include "base/utf8.h"
#include "service/account/event.h"
#include "service/account/guarded.h"
#include "service/account/totp.h"
#include "service/site/site.h"
#include "store/queries.h"

/* In a rehearsal nobody is given what he does not have in the real site: what it lets him see are copies of real
 * records, and the list of who granted it is destroyed with it. */
static enum err require_real(struct call *c)
{
    return c->site->rehearsed ? FAIL(&c->fault, ERR_RULE, "rehearsal.accounts", "%s", "")
                              : ERR_OK;
}

/* ---- lists --------------------------------------------------------------------------- */

/* The account's part of a list that is sorted by account, in *count. */
#define PART_OF(list, total, id, count) \
    part_of((list), (total), sizeof(*(list)), (id), (count))

static void *part_of(void *list, size_t total, size_t size, account_id id, size_t *count)
{
    size_t low = 0, high = total;
    char *at = list;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (((account_id *)(at + middle * size))->v < id.v)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < total; ++*count)
        if (((account_id *)(at + (low + *count) * size))->v != id.v)
            break;
    return at + low * size;
}

enum err account_list(struct call *c, struct account_view **out, size_t *out_count)
{
    struct account *accounts;
    struct grant *grants;
    struct signing_post *posts;
    size_t count, grant_count, post_count;

    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM | 1 << ROLE_SECURITY));
    TRY(store_account_list(c->db, c->arena, &accounts, &count));
    TRY(store_grant_list(c->db, c->arena, &grants, &grant_count));
    TRY(store_signing_post_list(c->db, c->arena, &posts, &post_count));
    *out = ARENA_ARRAY(c->arena, struct account_view, count);
    for (size_t i = 0; i < count; i++) {
        struct account_view *v = &(*out)[i];
        account_id id = accounts[i].id;
        v->account = accounts[i];
        v->state = accounts[i].is_disabled ? ACCOUNT_DISABLED
                   : sessions_locked(c->site->sessions, accounts[i].name, c->now)
                       ? ACCOUNT_LOCKED
                       : ACCOUNT_ACTIVE;
        v->grants = PART_OF(grants, grant_count, id, &v->grant_count);
        v->posts = PART_OF(posts, post_count, id, &v->post_count);
    }
    *out_count = count;
    return ERR_OK;
}

/* ---- passwords ----------------------------------------------------------------------- */

void account_draw(struct call *c, struct str *password, struct str *stored)
{
    static const char LETTERS[] = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    unsigned char random[12];
    char *text = str_c(c->arena, STR("xxxx-xxxx-xxxx"));

    crypto_random(random, sizeof(random));
    for (size_t i = 0, k = 0; text[i]; i++)
        if (text[i] == 'x')
            text[i] = LETTERS[random[k++] % (sizeof(LETTERS) - 1)];
    *password = str_of(text);
    *stored = crypto_password(c->arena, *password);
}

static int kinds_of(struct str text)
{
    bool lower = false, upper = false, digit = false, other = false;

    for (size_t i = 0; i < text.len; i++) {
        char ch = text.ptr[i];
        if (ch >= 'a' && ch <= 'z')
            lower = true;
        else if (ch >= 'A' && ch <= 'Z')
            upper = true;
        else if (ch >= '0' && ch <= '9')
            digit = true;
        else
            other = true;
    }
    return lower + upper + digit + other;
}

static enum err check_password(struct call *c, struct str old, struct str fresh)
{
    if (utf8_count(fresh) < PASSWORD_MIN || fresh.len > PASSWORD_MAX)
        return FAIL(&c->fault, ERR_RULE, "password.short", "%d", PASSWORD_MIN);
    if (kinds_of(fresh) < 3)
        return FAIL(&c->fault, ERR_RULE, "password.kinds", "%s", "");
    if (str_eq(old, fresh))
        return FAIL(&c->fault, ERR_RULE, "password.same", "%s", "");
    return ERR_OK;
}

struct new_password {
    struct str stored, token;
};

/* One moment: a password that has changed while its old sessions go on is neither here nor there. */
static enum err write_password(struct call *c, void *arg)
{
    const struct new_password *n = arg;

    TRY(store_account_set_password(c->db, c->who, n->stored, c->now));
    TRY(session_end_others(c, n->token));
    return event_add(c, STR("password.change"), (struct str){0});
}

enum err account_change_password(struct call *c, struct str old, struct str fresh,
                                 struct str token)
{
    TRY(session_confirm(c, old));
    TRY(check_password(c, old, fresh));
    struct new_password n = {crypto_password(c->arena, fresh), token};
    TRY(call_write(c, write_password, &n));
    sessions_forget(c->site->sessions);
    sessions_drop(c->site->sessions, c->who, token);
    return ERR_OK;
}

/* ---- one-time codes ------------------------------------------------------------------ */

enum { TOTP_SECRET = 20 };

static struct str base32(struct arena *a, const unsigned char *bytes, size_t len)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *text = arena_bytes(a, len * 8 / 5 + 2);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;

    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5)
            text[n++] = LETTERS[bits >> (held - 5) & 31];
    }
    return (struct str){text, n};
}

struct totp_write {
    struct blob secret;
    int64_t is_on;
    const char *act;
    int64_t step; /* of the code that was given: it is spent */
};

static enum err write_totp(struct call *c, void *arg)
{
    int64_t spent;
    struct totp_write *t = arg;

    TRY(store_account_set_totp(c->db, c->who, t->secret, t->is_on));
    if (t->step)
        TRY(store_account_set_totp_step(c->db, c->who, t->step, &spent));
    TRY(event_add(c, str_of(t->act), (struct str){0}));
    return ERR_OK;
}

enum err totp_new(struct call *c, struct str password, struct str *secret)
{
    unsigned char random[TOTP_SECRET];
    struct totp_write t = {.act = "totp.new"};

    TRY(session_confirm(c, password));
    crypto_random(random, sizeof(random));
    t.secret.bytes = crypto_seal(c->arena, &c->site->engine->keys.totp,
                                 (struct str){(const char *)random, sizeof(random)});
    TRY(call_write(c, write_totp, &t));
    *secret = base32(c->arena, random, sizeof(random));
    sessions_forget(c->site->sessions);
    return ERR_OK;
}

enum err totp_on(struct call *c, struct str code)
{
    struct account a;
    int64_t step;

    TRY(store_account_get(c->db, c->arena, c->who, &a));
    if (!totp_fits(c, &a, code, &step))
        return FAIL(&c->fault, ERR_RULE, "login.code_wrong", "%s", "");
    struct totp_write t = {a.totp, 1, "totp.on", step};
    TRY(call_write(c, write_totp, &t));
    sessions_forget(c->site->sessions);
    return ERR_OK;
}

enum err totp_off(struct call *c, struct str password)
{
    struct totp_write t = {.act = "totp.off"};

    TRY(session_confirm(c, password));
    TRY(call_write(c, write_totp, &t));
    sessions_forget(c->site->sessions);
    return ERR_OK;
}

/* ---- administration ------------------------------------------------------------------ */

static bool is_account_name(struct str name)
{
    if (name.len < 2 || name.len > 40)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char ch = name.ptr[i];
        if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '.' ||
              ch == '_' || ch == '-'))
            return false;
    }
    return true;
}

struct str account_called(struct arena *a, struct str title, struct str person)
{
    if (!person.len || str_find(title, person) >= 0)
        return title;
    return str_print(a, "%.*s（%.*s）", STR_FMT(title), STR_FMT(person));
}

/* The title as it was given: of a linked account without the last brackets, which account_called() added. */
static struct str given_title(const struct account *a)
{
    struct str rest = a->title;
    size_t last = 0;

    if (!a->person.v || !str_ends(a->title, STR("）")))
        return a->title;
    for (ptrdiff_t at; (at = str_find(rest, STR("（"))) >= 0;) {
        last = a->title.len - rest.len + (size_t)at;
        rest = str_sub(rest, (size_t)at + 1, rest.len);
    }
    return last ? str_sub(a->title, 0, last) : a->title;
}

static enum err take_owner(struct call *c, const struct owner_said *in,
                           struct owner_said *out)
{
    *out = (struct owner_said){.person = in->person, .name = in->name};
    if (in->person.v)
        return ERR_OK;
    TRY(utf8_take(c->arena, in->no_person, false, &out->no_person, &c->fault));
    size_t count = utf8_count(out->no_person);
    return count >= NO_PERSON_MIN && count <= NO_PERSON_MOST
               ? ERR_OK
               : FAIL(&c->fault, ERR_INVALID, "account.no_person", "%d" SEP "%d",
                      NO_PERSON_MIN, NO_PERSON_MOST);
}

enum err account_add(struct call *c, const struct account_new *n, account_id *out)
{
    struct owner_said owner;
    struct account same;
    struct str title;

    TRY(require_real(c));
    TRY(call_require_anywhere(c, 1 << ROLE_SYSTEM));
    TRY(utf8_take(c->arena, n->title, false, &title, &c->fault));
    if (!is_account_name(n->name) || !title.len || utf8_count(title) > 40)
        return FAIL(&c->fault, ERR_INVALID, "account.name", "%s", "");
    if (store_account_find(c->db, c->arena, n->name, &same) != ERR_NOT_FOUND)
        return FAIL(&c->fault, ERR_CONFLICT, "account.taken", "%.*s", STR_FMT(n->name));
    TRY(take_owner(c, &n->owner, &owner));
    title = account_called(c->arena, title, owner.name);
    *out = (account_id){id_next(&c->site->engine->ids, c->now)};
    TRY(store_account_add(c->db, *out, n->name, title, n->stored, c->now, 1, c->who));
    TRY(store_account_set_person(c->db, *out, owner.person, owner.no_person));
    return event_about(c, STR("account.add"), *out, n->name);
}

static enum err load(struct call *c, account_id id, role_set roles, struct account *out)
{
    TRY(call_require_anywhere(c, roles));
    if (store_account_get(c->db, c->arena, id, out))
        return FAIL(&c->fault, ERR_NOT_FOUND, "account.none", "%s", "");
    return ERR_OK;
}

static enum err end_sessions(struct call *c, account_id id)
{
    int64_t ended;

    c->powers_changed = true;
    c->signed_out = id;
    return store_session_end_all(c->db, id, &ended);
}

/* What was said already changes only where somebody can see why. */
static enum err check_relink(struct call *c, const struct account *a,
                             const struct owner_said *owner, struct str reason)
{
    struct number_row acts;

    if (!a->person.v && !a->no_person.len)
        return ERR_OK;
    if (!a->is_disabled && utf8_count(reason) < NO_PERSON_MIN)
        return FAIL(&c->fault, ERR_RULE, "account.link_reason", "%.*s", STR_FMT(a->name));
    if (!a->person.v || a->person.v == owner->person.v)
        return ERR_OK;
    TRY(store_account_acts(c->db, c->arena, a->id, &acts));
    return acts.n
               ? FAIL(&c->fault, ERR_RULE, "account.link_acted", "%.*s", STR_FMT(a->name))
               : ERR_OK;
}

enum err account_link(struct call *c, account_id id, const struct owner_said *said,
                      struct str reason)
{
    struct owner_said owner;
    struct account a;

    TRY(require_real(c));
    TRY(load(c, id, 1 << ROLE_SYSTEM, &a));
    TRY(take_owner(c, said, &owner));
    TRY(utf8_take(c->arena, reason, false, &reason, &c->fault));
    if (utf8_count(reason) > LINK_REASON_MOST)
        return FAIL(&c->fault, ERR_INVALID, "act.reason_long", "%d", LINK_REASON_MOST);
    TRY(check_relink(c, &a, &owner, reason));
    TRY(store_account_set_person(c->db, id, owner.person, owner.no_person));
    struct str title = account_called(c->arena, given_title(&a), owner.name);
    TRY(store_account_set_title(c->db, id, title));
    c->powers_changed = true;
    return event_about(c, owner.person.v ? STR("account.link") : STR("account.unlink"), id,
                       str_print(c->arena, "%.*s %.*s%.*s", STR_FMT(a.name),
                                 STR_FMT(owner.no_person), STR_FMT(reason)));
}

enum err account_link_missed(struct call *c, account_id id)
{
    struct account a;

    TRY(load(c, id, 1 << ROLE_SYSTEM, &a));
    return event_about(c, STR("account.link_missed"), id, a.name);
}

enum err account_reset(struct call *c, account_id id, struct str stored, account_id second)
{
    struct account a;
    bool guarded;

    TRY(require_real(c));
    TRY(load(c, id, 1 << ROLE_SYSTEM, &a));
    TRY(account_is_guarded(c, &a, &guarded));
    if (guarded && c->actor == ACTOR_ACCOUNT && !second.v)
        return FAIL(&c->fault, ERR_RULE, "second.needed", "%s", "");
    TRY(store_account_reset(c->db, id, stored, c->now, c->who, second));
    TRY(end_sessions(c, id));
    c->unlocked = a.name;
    struct str by = second.v ? account_title(c, second) : STR("");
    return event_about(
        c, STR("account.reset"), id,
        str_print(c->arena, "%.*s%s%.*s", STR_FMT(a.name), by.len ? " " : "", STR_FMT(by)));
}

enum err account_disable(struct call *c, account_id id, bool disabled)
{
    struct account a;

    TRY(load(c, id, 1 << ROLE_SECURITY, &a));
    if (call_same_person(c, id))
        return FAIL(&c->fault, ERR_RULE, "grant.own", "%s", "");
    TRY(store_account_set_disabled(c->db, id, disabled));
    if (disabled)
        TRY(end_sessions(c, id));
    c->powers_changed = true;
    return event_about(c, disabled ? STR("account.disable") : STR("account.enable"), id,
                       a.name);
}

enum err account_unlock(struct call *c, account_id id)
{
    struct account a;

    TRY(load(c, id, 1 << ROLE_SECURITY, &a));
    c->powers_changed = true;
    c->unlocked = a.name;
    return event_about(c, STR("account.unlock"), id, a.name);
}

static enum err check_region(struct call *c, region r)
{
    if (region_find(c->site->regions, r) && region_holds(c->site->region, r))
        return ERR_OK;
    return FAIL(&c->fault, ERR_INVALID, "row.region", "%lld", (long long)r);
}

static enum err check_powers(struct call *c, const struct powers_said *p)
{
    bool admin = false;

    for (size_t i = 0; i < p->power_count; i++) {
        admin = admin || (ROLES_ADMIN & 1u << p->powers[i].role);
        TRY(check_region(c, p->powers[i].region));
    }
    if (admin && p->power_count + p->post_count > 1)
        return FAIL(&c->fault, ERR_RULE, "grant.admin_alone", "%s", "");
    if (admin && p->powers[0].region != c->site->region)
        return FAIL(
            &c->fault, ERR_RULE, "grant.admin_site", "%.*s",
            STR_FMT(region_name(c->site->regions, c->arena, c->site->region, c->locale)));
    return ERR_OK;
}

static bool is_said_before(const struct powers_said *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(p->posts[k].post, p->posts[i].post) &&
            p->posts[k].region == p->posts[i].region)
            return true;
    return false;
}

static enum err check_posts(struct call *c, const struct powers_said *p)
{
    const struct code_table *known =
        catalog_codes(engine_catalog(c->site->engine), STR("signing_post"));

    for (size_t i = 0; i < p->post_count; i++) {
        if (!code_find(known, p->posts[i].post))
            return FAIL(&c->fault, ERR_INVALID, "grant.post", "%.*s",
                        STR_FMT(p->posts[i].post));
        TRY(check_region(c, p->posts[i].region));
    }
    return ERR_OK;
}

enum err account_put_powers(struct call *c, account_id id, const struct powers_said *p)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    int64_t cleared;

    TRY(store_grant_clear(c->db, id, &cleared));
    for (size_t i = 0; i < p->power_count; i++) {
        buf_print(&text, " %s@", ROLE_NAMES[p->powers[i].role]);
        region_write(&text, p->powers[i].region);
        TRY(store_grant_add(c->db, id, str_of(ROLE_NAMES[p->powers[i].role]),
                            p->powers[i].region));
    }
    TRY(store_signing_post_clear(c->db, id, &cleared));
    for (size_t i = 0; i < p->post_count; i++) {
        if (is_said_before(p, i))
            continue;
        buf_print(&text, " %.*s@", STR_FMT(p->posts[i].post));
        region_write(&text, p->posts[i].region);
        TRY(store_signing_post_add(c->db, id, p->posts[i].post, p->posts[i].region));
    }
    c->powers_changed = true;
    return event_about(
        c, STR("grant"), id,
        str_print(c->arena, "%lld%.*s", (long long)id.v, STR_FMT(buf_view(&text))));
}

/* Was the password last given by the caller, or, until its owner chose another, before the caller's eyes?  Of one that
 * was set at the machine nobody knows who saw it. */
static bool knows_password(struct call *c, const struct account *a)
{
    bool at_machine = a->set_at.ms && !a->set_by.v;

    return (a->set_by.v && call_same_person(c, a->set_by)) ||
           (a->must_change &&
            (at_machine || (a->set_second.v && call_same_person(c, a->set_second))));
}

enum err account_grant(struct call *c, account_id id, const struct powers_said *p)
{
    struct account a;

    TRY(require_real(c));
    TRY(load(c, id, 1 << ROLE_SECURITY, &a));
    if (call_same_person(c, id))
        return FAIL(&c->fault, ERR_RULE, "grant.own", "%s", "");
    if (knows_password(c, &a))
        return FAIL(&c->fault, ERR_RULE, "grant.password_set", "%.*s", STR_FMT(a.name));
    TRY(check_powers(c, p));
    TRY(check_posts(c, p));
    return account_put_powers(c, id, p);
}

enum err account_signs_as(struct call *c, struct str post, enum region_level level,
                          region at, bool *out)
{
    struct signing_post *posts;
    size_t count;

    *out = c->actor != ACTOR_ACCOUNT && call_is_machine(c);
    if (c->actor != ACTOR_ACCOUNT)
        return ERR_OK;
    TRY(store_signing_post_of(c->db, c->arena, c->who, &posts, &count));
    for (size_t i = 0; i < count && !*out; i++)
        *out = str_eq(posts[i].post, post) &&
               (level == REGION_COUNTRY ? region_holds(posts[i].region, at)
                                        : posts[i].region == region_at(at, level));
    return ERR_OK;
}

enum err account_set_locale(struct call *c, struct str locale)
{
    for (int l = 0; l < LOCALE_COUNT; l++) {
        if (!str_eq(locale, str_of(LOCALE_NAMES[l])))
            continue;
        TRY(store_account_set_locale(c->db, c->who, locale));
        c->powers_changed = true;
        return ERR_OK;
    }
    return FAIL(&c->fault, ERR_INVALID, "account.locale", "%.*s", STR_FMT(locale));
}

/* ---- what happened to one's own account ----------------------------------------------- */

enum { RESET_TOLD_DAYS = 30 };

enum err account_reset_told(struct call *c, struct reset_told *out)
{
    struct account a;

    *out = (struct reset_told){0};
    TRY(store_account_get(c->db, c->arena, c->who, &a));
    if (!a.set_at.ms || c->now.ms - a.set_at.ms > (int64_t)RESET_TOLD_DAYS * 86400 * 1000)
        return ERR_OK;
    *out = (struct reset_told){.at = a.set_at,
                               .by = account_title(c, a.set_by),
                               .second = a.set_second.v ? account_title(c, a.set_second)
                                                        : STR("")};
    return ERR_OK;
}

enum err account_happened(struct call *c, struct happened **out, size_t *out_count)
{
    struct event_row *rows;
    size_t count;

    TRY(store_event_of_account(c->db, c->arena, c->who, HAPPENED_MOST, &rows, &count));
    *out = ARENA_ARRAY(c->arena, struct happened, count);
    for (size_t i = 0; i < count; i++)
        (*out)[i] = (struct happened){.at = rows[i].at,
                                      .act = rows[i].act,
                                      .by = account_title(c, rows[i].who),
                                      .origin = rows[i].origin};
    *out_count = count;
    return ERR_OK;
}

enum err account_find(struct call *c, struct str name, account_id *out)
{
    struct account a;

    if (store_account_find(c->db, c->arena, name, &a))
        return FAIL(&c->fault, ERR_NOT_FOUND, "account.none", "%s", "");
    *out = a.id;
    return ERR_OK;
}
