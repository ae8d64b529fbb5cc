/*
 * Opening and unsealing an urn.
 *
 * What is stored, from which the rest follows (store/schema/0003_election.sql):
 *
 *   hj_urn    one row a cast: public key; `locked`, the secret key closed once for every two holders;
 *             `sheets`, what voters see; the length every ballot is padded to
 *   hj_slip   hash of a slip, its only key, and whether it was used; no time, no number, no voter
 *   hj_urn_ballot a closed ballot under a random key; no time, no slip
 *   hj_ballot after unsealing: content → how often, written in the order of content
 *
 * Opening.  A key pair is made (X25519).  Each holder's passphrase becomes a key (Argon2id, own salt); for
 * every pair of holders the secret key is sealed under the digest of their two keys, smaller first, so that
 * the order in which the two come does not matter.  The secret key itself is then forgotten: from here to
 * the end of voting nobody can open a box, the server's owner included.  All frozen polls of the cast open
 * in one transaction, so that one slip votes on all of them.
 *
 * Slips are made in slips.c.
 *
 * Casting (vote.c) marks the slip used and stores the box in one transaction: an acknowledged vote is on
 * disk, and a slip votes once.  The two rows share nothing but that moment, which the writer's batches
 * blur and secure_delete and the emptied log take away in the end.
 *
 * Unsealing.  Two holders give the passphrases; the pair's seal gives the secret key; ALL boxes are opened,
 * sorted by content and counted.  Their number must be that of the slips used, else nothing is changed
 * (urn.count).  In one transaction ballots go to hj_ballot, boxes and `locked` are deleted.  Then the log of
 * the database is emptied (scrub): what was deleted stays in no file.  When a reader holds the log, that
 * is tried again for some seconds and said in the log of the server, since the votes are out already.
 */
#include "service/poll/urn.h"

#include "base/box.h"
#include "base/log.h"
#include "domain/names/same.h"
#include "domain/poll/election.h"
#include "ledgers/candidate.h"
#include "ledgers/election.h"
#include "ledgers/poll.h"
#include "service/poll/gates.h"
#include "service/poll/poll_private.h"
#include "service/poll/urn_private.h"
#include "service/site/site.h"
#include "store/queries.h"

#include <stdlib.h>
#include <unistd.h>

enum { SHEETS_MOST = 4 << 20, SIZE_STEP = 512, SCRUB_TRIES = 20, SCRUB_WAIT_US = 100000 };

/* ---- locking the secret key ----------------------------------------------------------- */

struct lock { /* a key holder, while the urn is opened or unsealed */
    struct str name;
    unsigned char salt[SALT_BYTES];
    struct key key; /* out of the passphrase */
};

/* The key of two holders, in whatever order. */
static struct key pair_key(const struct lock *x, const struct lock *y)
{
    struct key out;
    unsigned char both[2 * KEY_BYTES];
    bool swap = memcmp(x->key.bytes, y->key.bytes, KEY_BYTES) > 0;

    memcpy(both, swap ? y->key.bytes : x->key.bytes, KEY_BYTES);
    memcpy(both + KEY_BYTES, swap ? x->key.bytes : y->key.bytes, KEY_BYTES);
    crypto_digest(NULL, (struct str){(char *)both, sizeof(both)}, out.bytes);
    secret_forget(both, sizeof(both));
    return out;
}

static struct str bytes_of(const void *p, size_t len)
{
    return (struct str){p, len};
}

static void write_pairs(struct arena *a, struct jsonw *w, const struct lock *locks,
                        size_t count, const struct box_keys *keys)
{
    jsonw_key(w, "pairs");
    jsonw_open(w, '[');
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            struct key pair = pair_key(&locks[i], &locks[j]);
            struct str box = crypto_seal(a, &pair, bytes_of(keys->secret.bytes, KEY_BYTES));
            jsonw_str(w, crypto_base64(a, box));
            secret_forget(&pair, sizeof(pair));
        }
    jsonw_close(w, ']');
}

/* {"holders":[{"name","salt"}],"pairs":[…every two of them, in order]} */
static struct str locked_json(struct arena *a, const struct lock *locks, size_t count,
                              const struct box_keys *keys)
{
    AUTO(buf) struct buf text = BUF(BUF_MESSAGE);
    struct jsonw w = {.out = &text};

    jsonw_open(&w, '{');
    jsonw_key(&w, "holders");
    jsonw_open(&w, '[');
    for (size_t i = 0; i < count; i++) {
        jsonw_open(&w, '{');
        jsonw_pair(&w, "name", locks[i].name);
        jsonw_pair(&w, "salt", crypto_base64(a, bytes_of(locks[i].salt, SALT_BYTES)));
        jsonw_close(&w, '}');
    }
    jsonw_close(&w, ']');
    if (keys)
        write_pairs(a, &w, locks, count, keys);
    jsonw_close(&w, '}');
    return str_copy(a, buf_view(&text));
}

static enum err check_holders(struct call *c, const struct holder *holders, size_t count,
                              size_t most)
{
    if (count < HOLDERS_LEAST || count > most)
        return FAIL(&c->fault, ERR_RULE, "urn.holders", "%d" SEP "%zu", HOLDERS_LEAST,
                    most);
    for (size_t i = 0; i < count; i++) {
        struct str name;
        TRY(utf8_take(c->arena, holders[i].name, false, &name, &c->fault));
        if (utf8_count(name) > HOLDER_NAME_MOST)
            return FAIL(&c->fault, ERR_INVALID, "urn.holder_name", "%zu" SEP "%d", i + 1,
                        HOLDER_NAME_MOST);
        if (str_is_empty(name) || utf8_count(holders[i].passphrase) < PASSPHRASE_MIN)
            return FAIL(&c->fault, ERR_RULE, "urn.passphrase", "%zu" SEP "%d", i + 1,
                        PASSPHRASE_MIN);
        for (size_t j = 0; j < i; j++)
            if (name_is(name, holders[j].name) ||
                str_eq(holders[i].passphrase, holders[j].passphrase))
                return FAIL(&c->fault, ERR_RULE, "urn.same_holder", "%s", "");
    }
    return ERR_OK;
}

/* ---- opening ------------------------------------------------------------------------- */

struct opening {
    row_id poll;
    struct box_keys keys;
    struct lock locks[HOLDERS_MOST];
    size_t count;
};

static void write_names(struct jsonw *w, const struct poll *p,
                        const struct poll_election *e)
{
    jsonw_key(w, "candidates");
    jsonw_open(w, '[');
    for (size_t i = 0; i < e->candidate_count; i++) {
        jsonw_open(w, '{');
        jsonw_pair(w, "name",
                   row_text(p->candidate_ledger, e->candidates[i], CANDIDATE_NAME));
        jsonw_pair(w, "unit", candidate_unit(p, e, i));
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
}

static void write_sheet(struct jsonw *w, const struct poll *p,
                        const struct sheet_question *questions)
{
    static const char *const NEEDS[] = {"nothing", "oppose", "never"};

    jsonw_open(w, '{');
    jsonw_key(w, "id");
    jsonw_id(w, p->row->id.v);
    jsonw_pair(w, "title", row_text(p->ledger, p->row, POLL_TITLE));
    jsonw_pair(w, "colour", row_text(p->ledger, p->row, POLL_COLOUR));
    jsonw_key(w, "questions");
    jsonw_open(w, '[');
    for (size_t i = 0; i < p->election_count; i++) {
        const struct sheet_question *q = &questions[i];
        bool never = q->needs == NEEDS_NEVER;
        jsonw_open(w, '{');
        jsonw_pair(w, "title",
                   row_text(p->election_ledger, p->elections[i].row, ELECTION_TITLE));
        jsonw_pair(w, "office",
                   row_text(p->election_ledger, p->elections[i].row, ELECTION_OFFICE));
        jsonw_pair_i64(w, "seats", q->seats);
        write_names(w, p, &p->elections[i]);
        jsonw_pair_i64(w, "write_ins", never ? 0 : q->seats);
        jsonw_pair(w, "write_in", str_of(NEEDS[q->needs]));
        jsonw_pair_bool(w, "after_abstain", q->after_abstain);
        jsonw_close(w, '}');
    }
    jsonw_close(w, ']');
    jsonw_close(w, '}');
}

/* What voters see of all polls of the cast, and how long a ballot may get. */
static enum err sheets_json(struct call *c, struct poll *const *polls, size_t count,
                            struct str *out, int64_t *size)
{
    AUTO(buf) struct buf text = BUF(SHEETS_MOST);
    struct jsonw w = {.out = &text};
    size_t most = 64;

    jsonw_open(&w, '[');
    for (size_t i = 0; i < count; i++) {
        struct sheet_question *questions;
        if (!poll_is_electronic(polls[i]))
            continue;
        TRY(poll_questions(c, polls[i], &questions));
        write_sheet(&w, polls[i], questions);
        most += 64 + 2 * sheet_line_most(questions, polls[i]->election_count);
    }
    jsonw_close(&w, ']');
    *out = str_copy(c->arena, buf_view(&text));
    *size = (int64_t)((most + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP);
    return ERR_OK;
}

static enum err open_polls(struct call *c, struct poll *const *polls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct row *after = row_copy(c->arena, polls[i]->ledger, polls[i]->row);
        row_put_number(polls[i]->ledger, after, POLL_OPENED_AT, c->now.ms);
        TRY(poll_act(c, polls[i], after, POLL_DO_OPEN, (struct str){0}));
    }
    return ERR_OK;
}

static enum err check_slips(struct call *c, const struct poll *p)
{
    struct cast_room room;
    int64_t slips, used;

    TRY(poll_slips(c, p, &slips, &used));
    TRY(poll_cast_room(c, p->congress->id, p->cast, &room));
    if (slips <= room.slips)
        return ERR_OK;
    return FAIL(&c->fault, ERR_RULE, "urn.slips_over", "%lld" SEP "%lld", (long long)slips,
                (long long)room.slips);
}

static enum err write_opening(struct call *c, void *arg)
{
    struct opening *o = arg;
    struct poll *p, **polls, **waiting;
    struct str sheets;
    size_t count, waits;
    int64_t size;
    bool is_electronic = false;

    TRY(poll_load(c, o->poll, &p));
    TRY(poll_may(c, p, POLL_DO_OPEN));
    TRY(poll_may_begin(c, p));
    TRY(poll_cast(c, p, POLL_IS_PREPARING, &waiting, &waits));
    if (waits)
        return FAIL(&c->fault, ERR_RULE, "poll.cast_waits", "%lld" SEP "%.*s",
                    (long long)p->cast,
                    STR_FMT(row_text(p->ledger, waiting[0]->row, POLL_TITLE)));
    TRY(poll_cast(c, p, POLL_IS_FROZEN, &polls, &count));
    for (size_t i = 0; i < count; i++)
        is_electronic |= poll_is_electronic(polls[i]);
    if (!is_electronic)
        return open_polls(c, polls, count);
    if (!o->count)
        return FAIL(&c->fault, ERR_RULE, "urn.holders", "%d" SEP "%d", HOLDERS_LEAST,
                    HOLDERS_MOST);
    TRY(check_slips(c, p));
    TRY(sheets_json(c, polls, count, &sheets, &size));
    TRY(store_urn_add(c->db, p->congress->id, p->cast, STR("open"),
                      (struct blob){bytes_of(o->keys.public_key, PUBLIC_BYTES)},
                      locked_json(c->arena, o->locks, o->count, &o->keys), sheets, size));
    return open_polls(c, polls, count);
}

enum err urn_open_paper(struct call *c, row_id poll)
{
    struct opening o = {.poll = poll};

    return write_opening(c, &o);
}

enum err urn_open(struct call *c, row_id poll, const struct holder *holders, size_t count)
{
    struct opening o = {.poll = poll, .count = count};
    struct poll *p;
    enum err err;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_OPEN));
    if (count) {
        TRY(check_holders(c, holders, count, HOLDERS_MOST));
        box_new(&o.keys);
        for (size_t i = 0; i < count; i++) {
            o.locks[i].name = str_trim(holders[i].name);
            crypto_random(o.locks[i].salt, SALT_BYTES);
            passphrase_key(holders[i].passphrase, o.locks[i].salt, &o.locks[i].key);
        }
    }
    err = call_write(c, write_opening, &o);
    secret_forget(&o, sizeof(o));
    return err;
}

/* ---- unsealing ----------------------------------------------------------------------- */

struct unsealing {
    row_id poll, congress;
    int64_t cast;
    struct box_keys keys;
    struct lock locks[HOLDERS_MOST];
    size_t count;
};

static ptrdiff_t find_holder(const struct json *holders, struct str name)
{
    for (size_t i = 0; i < holders->count; i++)
        if (name_is(json_find_text(&holders->items[i], "name"), name))
            return (ptrdiff_t)i;
    return -1;
}

/* The place of the pair (i, j), i < j, among all pairs of n holders. */
static size_t pair_index(size_t i, size_t j, size_t n)
{
    return i * n - i * (i + 1) / 2 + (j - i - 1);
}

static enum err wrong_passphrase(struct call *c)
{
    return FAIL(&c->fault, ERR_RULE, "urn.wrong_passphrase", "%s", "");
}

static enum err unlock(struct call *c, struct str locked, const struct holder *holders,
                       struct key *secret)
{
    struct json *root = NULL;
    struct lock locks[2];
    ptrdiff_t at[2];
    struct str box, plain, salt;

    TRY(json_parse(c->arena, locked, &root, &c->fault));
    const struct json *all = json_find(root, "holders"), *pairs = json_find(root, "pairs");
    for (size_t i = 0; i < 2; i++) {
        at[i] = find_holder(all, holders[i].name);
        if (at[i] < 0 ||
            !crypto_unbase64(c->arena, json_find_text(&all->items[at[i]], "salt"), &salt) ||
            salt.len != SALT_BYTES)
            return wrong_passphrase(c);
        passphrase_key(holders[i].passphrase, (const unsigned char *)salt.ptr,
                       &locks[i].key);
    }
    if (at[0] == at[1])
        return wrong_passphrase(c);
    size_t low = (size_t)(at[0] < at[1] ? at[0] : at[1]);
    size_t high = (size_t)(at[0] < at[1] ? at[1] : at[0]);
    struct key pair = pair_key(&locks[0], &locks[1]);
    secret_forget(locks, sizeof(locks));
    if (!crypto_unbase64(c->arena, pairs->items[pair_index(low, high, all->count)].text,
                         &box) ||
        !crypto_open(c->arena, &pair, box, &plain) || plain.len != KEY_BYTES)
        return wrong_passphrase(c);
    memcpy(secret->bytes, plain.ptr, KEY_BYTES);
    secret_forget((char *)(uintptr_t)plain.ptr, plain.len);
    secret_forget(&pair, sizeof(pair));
    return ERR_OK;
}

struct out_ballot {
    int64_t poll;
    struct str line;
};

static int compare_ballots(const void *a, const void *b)
{
    const struct out_ballot *x = a, *y = b;

    return x->poll != y->poll ? (x->poll < y->poll ? -1 : 1) : str_cmp(x->line, y->line);
}

struct bag {
    struct out_ballot *items;
    size_t count, room;
};

static enum err open_box(struct call *c, const struct box_keys *keys, struct str sealed,
                         struct bag *out)
{
    struct json *root = NULL;
    struct str plain;

    if (!box_open(c->arena, keys, sealed, &plain))
        return FAIL(&c->fault, ERR_IO, "urn.broken", "%s", "");
    TRY(json_parse(c->arena, str_trim(plain), &root, &c->fault));
    for (size_t i = 0; i < root->count; i++) {
        struct out_ballot b = {.line = json_find_text(&root->items[i], "line")};
        if (!str_i64(json_find_text(&root->items[i], "poll"), &b.poll))
            return FAIL(&c->fault, ERR_IO, "urn.broken", "%s", "");
        *ARENA_PUSH(c->arena, out->items, out->count, out->room) = b;
    }
    return ERR_OK;
}

static int64_t random_key(void)
{
    int64_t key;

    crypto_random(&key, sizeof(key));
    return key & INT64_MAX;
}

/* All at once and in the order of their content: nothing of the order of voting is left. */
static enum err pour_out(struct call *c, struct out_ballot *ballots, size_t count)
{
    if (!count)
        return ERR_OK;
    qsort(ballots, count, sizeof(*ballots), compare_ballots);
    for (size_t i = 0; i < count;) {
        size_t end = i;
        while (end < count && compare_ballots(&ballots[i], &ballots[end]) == 0)
            end++;
        TRY(store_ballot_add(c->db, random_key(), (row_id){ballots[i].poll}, 0,
                             ballots[i].line, (int64_t)(end - i)));
        i = end;
    }
    return ERR_OK;
}

static enum err count_votes(struct call *c, const struct unsealing *u, struct poll *p)
{
    struct poll **polls;
    struct number_row used;
    size_t count;

    TRY(store_slip_used(c->db, c->arena, u->congress, u->cast, &used));
    TRY(poll_cast(c, p, POLL_IS_CLOSED, &polls, &count));
    for (size_t i = 0; i < count; i++) {
        if (!poll_is_electronic(polls[i]))
            continue;
        struct row *after = row_copy(c->arena, p->ledger, polls[i]->row);
        row_put_number(p->ledger, after, POLL_VOTED, used.n);
        TRY(row_change(c, p->ledger, polls[i]->row, after, "unseal_urn", (struct str){0}));
    }
    return ERR_OK;
}

/* The urn whose vote is over and whose boxes nobody has opened.  ERR_RULE "urn.none": there is none. */
static enum err urn_closed(struct call *c, row_id congress, int64_t cast,
                           struct urn_row *out)
{
    if (store_urn_get(c->db, c->arena, congress, cast, out) ||
        !str_eq(out->state, STR("closed")))
        return FAIL(&c->fault, ERR_RULE, "urn.none", "%s", "");
    return ERR_OK;
}

static enum err write_unsealing(struct call *c, void *arg)
{
    struct unsealing *u = arg;
    struct sealed_row *boxes;
    struct bag bag = {0};
    struct number_row used;
    struct urn_row urn;
    struct poll *p;
    size_t box_count;
    int64_t gone;

    TRY(poll_load(c, u->poll, &p));
    TRY(poll_may(c, p, POLL_DO_COUNT));
    TRY(urn_closed(c, u->congress, u->cast,
                   &urn)); /* another may have opened it meanwhile */
    TRY(store_urn_ballots(c->db, c->arena, u->congress, u->cast, &boxes, &box_count));
    TRY(store_slip_used(c->db, c->arena, u->congress, u->cast, &used));
    if ((int64_t)box_count != used.n)
        return FAIL(&c->fault, ERR_IO, "urn.count", "%zu" SEP "%lld", box_count,
                    (long long)used.n);
    for (size_t i = 0; i < box_count; i++)
        TRY(open_box(c, &u->keys, boxes[i].sealed.bytes, &bag));
    TRY(pour_out(c, bag.items, bag.count));
    TRY(store_urn_empty(c->db, u->congress, u->cast, &gone));
    TRY(store_urn_destroy(c->db, u->congress, u->cast,
                          locked_json(c->arena, u->locks, u->count, NULL)));
    return count_votes(c, u, p);
}

/* Nothing deleted stays in the log of the database.  The votes are out already: a busy reader
 * delays this, it does not undo them. */
static void scrub(struct call *c)
{
    struct fault f = {0};
    struct db *db;

    if (db_open(c->site->db_url, DB_WRITE, &db, &f)) {
        log_fault("scrub", &f);
        return;
    }
    for (int i = 0; i < SCRUB_TRIES; i++) {
        f = (struct fault){0};
        if (!db_scrub(db, &f))
            break;
        usleep(SCRUB_WAIT_US);
    }
    if (f.code)
        log_fault("scrub", &f);
    db_free(db);
}

enum err urn_unseal(struct call *c, row_id poll, const struct holder *holders, size_t count)
{
    struct unsealing u = {.poll = poll};
    struct urn_row urn;
    struct poll *p;

    TRY(poll_load(c, poll, &p));
    TRY(poll_may(c, p, POLL_DO_COUNT));
    TRY(check_holders(c, holders, count, HOLDERS_LEAST));
    u.congress = p->congress->id;
    u.cast = p->cast;
    TRY(urn_closed(c, u.congress, u.cast, &urn));
    TRY(unlock(c, urn.locked, holders, &u.keys.secret));
    memcpy(u.keys.public_key, urn.public_key.bytes.ptr, PUBLIC_BYTES);
    for (; u.count < count; u.count++)
        u.locks[u.count].name = str_trim(holders[u.count].name);
    enum err err = call_write(c, write_unsealing, &u);
    secret_forget(&u, sizeof(u));
    if (!err)
        scrub(c);
    return err;
}
