/* The trace: what a row was and became, chained by hash in each region. */
#include "ledger/shape.h"
#include "store/queries.h"

/* A value as the trace keeps it: as in JSON, but sealed fields as their sealed bytes. */
static void write_traced(struct jsonw *w, struct arena *a, const struct field *f,
                         const struct value *v)
{
    if (f->type == FIELD_SEALED && v->is_set)
        jsonw_str(w, crypto_base64(a, v->text));
    else
        value_write_json(w, f, v);
}

/* The fields of `row` that are set, or with `other` those in which the two differ. */
static struct str row_json(struct arena *a, const struct ledger *l, const struct row *row,
                           const struct row *other)
{
    struct buf out = BUF(BUF_REPLY);
    struct jsonw w = {.out = &out};

    jsonw_open(&w, '{');
    if (row->state >= 0 && (!other || other->state != row->state))
        jsonw_pair(&w, "state", l->states[row->state].name);
    for (size_t n = 0; n < l->field_count; n++) {
        size_t i = l->by_name[n];
        const struct value *v = &row->values[i];
        bool differs = other && !value_equal(&l->fields[i], v, &other->values[i]);
        if (!differs && (other || !v->is_set))
            continue;
        jsonw_key_str(&w, l->fields[i].name);
        write_traced(&w, a, &l->fields[i], v);
    }
    jsonw_close(&w, '}');
    struct str json = str_copy(a, buf_view(&out));
    buf_done(&out);
    return json;
}

/* A digest of the whole row, of which `json` holds the set fields. */
static void digest_json(const struct row *row, struct str json, unsigned char out[16])
{
    unsigned char hash[HASH_BYTES];
    AUTO(buf) struct buf text = BUF(BUF_REPLY);

    buf_i64(&text, row->id.v);
    buf_char(&text, ' ');
    buf_i64(&text, row->region);
    buf_char(&text, ' ');
    buf_i64(&text, row->ver);
    buf_char(&text, ' ');
    buf_i64(&text, row->updated_at.ms);
    buf_char(&text, '\n');
    buf_str(&text, json);
    crypto_digest(NULL, buf_view(&text), hash);
    memcpy(out, hash, 16);
}

struct str trace_row(struct arena *a, const struct ledger *l, const struct row *row,
                     unsigned char digest[16])
{
    struct str json = row_json(a, l, row, NULL);

    digest_json(row, json, digest);
    return json;
}

void engine_row_digest(struct arena *a, const struct ledger *l, const struct row *row,
                       unsigned char out[16])
{
    (void)trace_row(a, l, row, out);
}

static enum err read_member(struct arena *a, const struct ledger *l, const struct json *m,
                            struct row *row, struct fault *f)
{
    const struct field *field = ledger_field(l, m->key);

    if (str_eq(m->key, STR("state"))) {
        row->state = ledger_state(l, m->text);
        return ERR_OK;
    }
    if (!field || m->kind == JSON_KIND_NULL)
        return ERR_OK; /* a field that is no longer described */
    struct value *v = &row->values[field->index];
    if (field->type == FIELD_SEALED) {
        *v = (struct value){.is_set = true};
        return crypto_unbase64(a, m->text, &v->text)
                   ? ERR_OK
                   : FAIL(f, ERR_IO, "trace.broken", "%s", "");
    }
    if (m->kind == JSON_KIND_NUMBER || m->kind == JSON_KIND_TRUE ||
        m->kind == JSON_KIND_FALSE) {
        *v = (struct value){
            .is_set = true,
            .number = m->kind == JSON_KIND_NUMBER ? m->number : m->kind == JSON_KIND_TRUE};
        return ERR_OK;
    }
    if (field->type == FIELD_TEXT || field->type == FIELD_LONGTEXT ||
        field->type == FIELD_CODE) {
        *v = (struct value){.is_set = true, .text = m->text};
        return ERR_OK;
    }
    return value_read(a, field, m->text, v, f);
}

enum err engine_row_of_json(struct arena *a, const struct ledger *l, struct str json,
                            struct row *row, struct fault *f)
{
    struct json *root;

    TRY(json_parse(a, json, &root, f));
    for (size_t i = 0; i < root->count; i++) {
        const struct field *field = ledger_field(l, root->items[i].key);
        if (field)
            row->values[field->index] = (struct value){0};
        TRY(read_member(a, l, &root->items[i], row, f));
    }
    return ERR_OK;
}

/* Each part with its length in front, so that no two entries give the same text. */
static void add_part(struct buf *b, struct str part)
{
    buf_i64(b, (int64_t)part.len);
    buf_char(b, ':');
    buf_str(b, part);
}

static void add_numbers(struct buf *b, const struct change *c)
{
    const int64_t numbers[] = {c->id,    c->region,   c->seq,  c->at.ms,
                               c->who.v, c->row_id.v, c->batch};
    const size_t count = sizeof(numbers) / sizeof(numbers[0]);

    for (size_t i = 0; i < count; i++) {
        buf_i64(b, numbers[i]);
        buf_char(b, i + 1 < count ? ' ' : '\n');
    }
}

void engine_change_hash(const struct change *c, struct str before,
                        unsigned char out[HASH_BYTES])
{
    struct buf text = BUF(BUF_REPLY);

    add_part(&text, before);
    add_numbers(&text, c);
    add_part(&text, c->origin);
    add_part(&text, c->ledger);
    add_part(&text, c->act);
    add_part(&text, c->reason);
    add_part(&text, c->was);
    add_part(&text, c->became);
    add_part(&text, c->digest.bytes);
    crypto_digest(NULL, buf_view(&text), out);
    buf_done(&text);
}

static enum err store_change(struct writing *w, const struct change *c)
{
    AUTO(stmt) struct stmt *s = NULL;

    TRY(db_prepare_kept(
        w->db,
        "INSERT INTO hj_change (id, region, seq, at, who, origin, ledger, row_id, act,"
        " batch, reason, was, became, digest, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
        " ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        &s));
    db_bind_i64(s, 1, c->id);
    db_bind_i64(s, 2, c->region);
    db_bind_i64(s, 3, c->seq);
    db_bind_i64(s, 4, c->at.ms);
    db_bind_i64(s, 5, c->who.v);
    db_bind_str(s, 6, c->origin);
    db_bind_str(s, 7, c->ledger);
    db_bind_i64(s, 8, c->row_id.v);
    db_bind_str(s, 9, c->act);
    db_bind_i64(s, 10, c->batch);
    db_bind_str(s, 11, c->reason);
    db_bind_str(s, 12, c->was);
    db_bind_str(s, 13, c->became);
    db_bind_blob(s, 14, c->digest.bytes);
    db_bind_blob(s, 15, c->hash.bytes);
    return db_run(s);
}

/* Where the chain of a region ends, before the next entry. */
static enum err find_head(struct writing *w, region r, struct chain_head *head)
{
    if (w->chain.seq && w->chain.region == r) {
        head->seq = w->chain.seq;
        head->hash.bytes = (struct str){(const char *)w->chain.hash, HASH_BYTES};
        return ERR_OK;
    }
    enum err err = store_change_head(w->db, w->arena, r, head);
    return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* Number it, chain it, store it. */
static enum err append(struct writing *w, struct change *c)
{
    struct chain_head head = {0};
    unsigned char *hash = (unsigned char *)arena_bytes(w->arena, HASH_BYTES);
    enum err err = find_head(w, c->region, &head);

    c->seq = head.seq + 1;
    if (!err) {
        engine_change_hash(c, head.hash.bytes, hash);
        c->hash.bytes = (struct str){(const char *)hash, HASH_BYTES};
        err = store_change(w, c);
    }
    if (err)
        return db_fail(w->db, err, w->fault);
    w->chain.region = c->region;
    w->chain.seq = c->seq;
    memcpy(w->chain.hash, hash, HASH_BYTES);
    return ERR_OK;
}

static struct change entry_of(struct writing *w, const struct ledger *l,
                              const struct row *row, struct str act)
{
    return (struct change){.id = id_next(&w->engine->ids, w->now),
                           .region = row->region,
                           .at = w->now,
                           .who = w->who,
                           .origin = w->origin,
                           .ledger = l->name,
                           .row_id = row->id,
                           .act = act,
                           .batch = w->batch,
                           .reason = w->reason};
}

enum err trace_add_ready(struct writing *w, const struct ledger *l, const struct ready *r,
                         struct str act)
{
    struct change c = entry_of(w, l, r->row, act);

    c.became = r->became;
    c.digest.bytes = (struct str){(const char *)r->digest, sizeof(r->digest)};
    return append(w, &c);
}

enum err trace_add(struct writing *w, const struct ledger *l, const struct row *before,
                   const struct row *after, struct str act)
{
    struct change c = entry_of(w, l, after ? after : before, act);
    unsigned char digest[16];

    if (before)
        c.was = row_json(w->arena, l, before, after);
    if (after) {
        struct str whole = trace_row(w->arena, l, after, digest);
        c.became = before ? row_json(w->arena, l, after, before) : whole;
        c.digest.bytes = (struct str){(const char *)digest, sizeof(digest)};
    }
    return append(w, &c);
}
