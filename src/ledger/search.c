/* Search by words: Chinese text as characters and pairs of them, the rest as words and their
 * beginnings. */
#include "ledger/list.h"
#include "ledger/shape.h"

#include "base/utf8.h"

static bool is_han(uint32_t c)
{
    return (c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || c >= 0x20000;
}

static bool is_word(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void add_word(struct buf *out, struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        buf_char(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
    }
    buf_char(out, ' ');
}

/* A Han character from `from` to `at`, and the pair it makes with the one before. */
static void add_han(struct buf *out, struct str text, size_t previous, size_t from,
                    size_t at)
{
    buf_add(out, text.ptr + from, at - from);
    buf_char(out, ' ');
    if (previous == SIZE_MAX)
        return;
    buf_add(out, text.ptr + previous, at - previous);
    buf_char(out, ' ');
}

void search_tokens(struct buf *out, struct str text)
{
    size_t at = 0, previous = SIZE_MAX; /* start of the Han character just before */

    while (at < text.len) {
        size_t from = at;
        uint32_t c = utf8_next(text, &at);
        if (is_han(c)) {
            add_han(out, text, previous, from, at);
            previous = from;
            continue;
        }
        previous = SIZE_MAX;
        if (!is_word(c))
            continue;
        while (at < text.len && is_word((unsigned char)text.ptr[at]))
            at++;
        add_word(out, str_sub(text, from, at - from));
    }
}

/* Is this single character part of a pair among the tokens?  The pair then says more. */
static bool has_pair(struct str tokens, struct str single)
{
    for (struct str one; str_cut(&tokens, ' ', &one);)
        if (one.len > single.len && str_find(one, single) >= 0)
            return true;
    return false;
}

/* How the full-text search of an engine writes a query. */
struct search_syntax {
    char quote;
    const char *both, *prefix;
};

static const struct search_syntax SQLITE_SEARCH = {'"', " AND ", "*"},
                                  POSTGRES_SEARCH = {'\'', " & ", ":*"};

/* Pairs of Han, single ones that stand alone, and words as prefixes. */
void search_query(struct buf *out, const struct db *db, struct str text)
{
    AUTO(buf) struct buf tokens = BUF(BUF_MESSAGE);
    const struct search_syntax *x = db_is_postgres(db) ? &POSTGRES_SEARCH : &SQLITE_SEARCH;

    search_tokens(&tokens, text);
    struct str rest = buf_view(&tokens);
    for (struct str one; str_cut(&rest, ' ', &one);) {
        size_t at = 0;
        if (!one.len)
            continue;
        bool han = is_han(utf8_next(one, &at));
        if (han && at == one.len && has_pair(buf_view(&tokens), one))
            continue;
        buf_print(out, "%s%c%.*s%c%s", out->len ? x->both : "", x->quote, STR_FMT(one),
                  x->quote, han ? "" : x->prefix);
    }
}

struct str search_words(struct arena *a, const struct ledger *l, const struct row *row)
{
    AUTO(buf) struct buf tokens = BUF(1 << 20);

    for (size_t i = 0; i < l->field_count; i++)
        if (l->fields[i].is_searched && row->values[i].is_set)
            search_tokens(&tokens, row->values[i].text);
    return tokens.len ? str_copy(a, buf_view(&tokens)) : (struct str){0};
}

static enum err read_title(struct reading r, struct hit *hit)
{
    struct row *row;

    TRY(engine_get(r, hit->ledger, hit->id, &row));
    const struct field *f = &hit->ledger->fields[hit->ledger->title];
    struct buf title = BUF(BUF_MESSAGE);
    value_write_cell(&title, f, &row->values[f->index], (struct str){0}, LOCALE_HANS);
    hit->title = value_masked(r.arena, f->mask, str_copy(r.arena, buf_view(&title)));
    buf_done(&title);
    return ERR_OK;
}

enum err engine_search(struct reading r, struct str text, region within, size_t limit,
                       struct hit **out, size_t *out_count)
{
    AUTO(stmt) struct stmt *s = NULL;
    AUTO(buf) struct buf words = BUF(BUF_MESSAGE);
    struct hit *hits = ARENA_ARRAY(r.arena, struct hit, limit);
    size_t count = 0, kept = 0;
    bool row;

    *out = hits;
    *out_count = 0;
    search_query(&words, r.db, text);
    if (!words.len)
        return ERR_OK;
    TRY(db_prepare(
        r.db,
        db_is_postgres(r.db)
            ? "SELECT id, ledger, region FROM hj_search WHERE tokens @@"
              " to_tsquery('simple', ?1) AND region BETWEEN ?2 AND ?3 LIMIT ?4"
            : "SELECT rowid, ledger, region FROM hj_search WHERE hj_search MATCH ?1"
              " AND region BETWEEN ?2 AND ?3 LIMIT ?4",
        &s));
    db_bind_str(s, 1, buf_view(&words));
    db_bind_i64(s, 2, within);
    db_bind_i64(s, 3, region_last(within));
    db_bind_i64(s, 4, (int64_t)limit);
    for (;;) {
        TRY(db_step(s, &row));
        if (!row)
            break;
        struct hit *h = &hits[count];
        h->id.v = db_col_i64(s, 0);
        h->ledger = catalog_ledger(engine_catalog(r.engine), db_col_view(s, 1));
        h->region = db_col_i64(s, 2);
        count += h->ledger != NULL;
    }
    for (size_t i = 0; i < count; i++)
        if (read_title(r, &hits[i]) == ERR_OK)
            hits[kept++] = hits[i];
    *out_count = kept;
    return ERR_OK;
}
