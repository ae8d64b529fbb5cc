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

void engine_row_digest(struct arena *a, const struct ledger *l, const struct row *row,
                       unsigned char out[16])
{
    unsigned char hash[HASH_BYTES];
    struct str json = row_json(a, l, row, NULL);
    struct str text = str_print(a, "%lld %lld %lld %lld\n%.*s", (long long)row->id.v,
                                (long long)row->region, (long long)row->ver,
                                (long long)row->updated_at.ms, STR_FMT(json));

    crypto_digest(NULL, text, hash);
    memcpy(out, hash, 16);
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
    buf_print(b, "%zu:", part.len);
    buf_str(b, part);
}

void engine_change_hash(const struct change *c, struct str before,
                        unsigned char out[HASH_BYTES])
{
    struct buf text = BUF(BUF_REPLY);

    add_part(&text, before);
    buf_print(&text, "%lld %lld %lld %lld %lld %lld %lld\n", (long long)c->id,
              (long long)c->region, (long long)c->seq, (long long)c->at.ms,
              (long long)c->who.v, (long long)c->row_id.v, (long long)c->batch);
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
    struct stmt *s;

    TRY(db_prepare(
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

enum err trace_add(struct writing *w, const struct ledger *l, const struct row *before,
                   const struct row *after, struct str act)
{
    const struct row *row = after ? after : before;
    struct chain_head head = {0};
    unsigned char digest[16], hash[HASH_BYTES];
    enum err err = store_change_head(w->db, w->arena, row->region, &head);

    if (err && err != ERR_NOT_FOUND)
        return FAIL(w->fault, err, "db.write", "%s", db_why(w->db));
    struct change c = {.id = id_next(&w->engine->ids, w->now),
                       .region = row->region,
                       .seq = head.seq + 1,
                       .at = w->now,
                       .who = w->who,
                       .origin = w->origin,
                       .ledger = l->name,
                       .row_id = row->id,
                       .act = act,
                       .batch = w->batch,
                       .reason = w->reason};
    if (before)
        c.was = row_json(w->arena, l, before, after);
    if (after) {
        c.became = row_json(w->arena, l, after, before);
        engine_row_digest(w->arena, l, after, digest);
        c.digest.bytes = (struct str){(const char *)digest, sizeof(digest)};
    }
    engine_change_hash(&c, head.hash.bytes, hash);
    c.hash.bytes = (struct str){(const char *)hash, sizeof(hash)};
    err = store_change(w, &c);
    return err ? FAIL(w->fault, err, "db.write", "%s", db_why(w->db)) : ERR_OK;
}
