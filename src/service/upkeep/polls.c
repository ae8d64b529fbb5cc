#include "service/upkeep/polls.h"

#include "base/box.h"
#include "domain/election/evidence.h"
#include "ledgers/poll.h"
#include "service/record/fields.h"
#include "service/site/site.h"
#include "store/queries.h"

enum { AT_ONCE = 100 };

/* Whole, signed by this very site, and the result that its ballots give. */
static bool is_sound(const struct poll_check *k, struct str text, struct str digest)
{
    unsigned char key[PUBLIC_BYTES];
    struct evidence_report e;
    struct fault f = {0};

    sign_public(&k->call->site->engine->keys.sign, key);
    return !evidence_check(k->page, text, &e, &f) && e.is_whole && e.is_signed &&
           e.is_recounted && e.sums_agree &&
           str_eq(e.key, crypto_hex(k->page, key, PUBLIC_BYTES)) &&
           str_find(text, digest) >= 0;
}

static enum err check_poll(const struct poll_check *k, const struct ledger *l,
                           const struct row *row)
{
    struct text_row part;
    struct str code =
        region_name(k->call->site->regions, k->page, row->region, k->call->locale);
    struct str args = str_print(k->page, "%.*s" SEP "%.*s",
                                STR_FMT(row_text(l, row, POLL_TITLE)), STR_FMT(code));
    enum err err = store_poll_part_get(k->db, k->page, row->id, STR("evidence"), &part);

    if (err == ERR_NOT_FOUND)
        k->tell(k->arg, "verify.poll_gone", args);
    else if (err)
        return db_fail(k->db, err, &k->call->fault);
    else if (!is_sound(k, part.value, row_text(l, row, POLL_DIGEST)))
        k->tell(k->arg, "verify.poll_changed", args);
    return ERR_OK;
}

static enum err check_page(const struct poll_check *k, const struct ledger *l,
                           struct row *const *rows, size_t count, int64_t *checked)
{
    for (size_t i = 0; i < count; i++) {
        if (!row_is(l, rows[i], POLL_IS_SIGNED) && !row_is(l, rows[i], POLL_IS_VOID))
            continue;
        arena_clear(k->page);
        TRY(check_poll(k, l, rows[i]));
        (*checked)++;
    }
    return ERR_OK;
}

enum err polls_check(const struct poll_check *k, int64_t *count)
{
    AUTO(arena) struct arena *rows_arena = arena_new();
    const struct ledger *l = ledger_of(k->call, LEDGER_POLL);
    struct reading r = {k->call->site->engine, k->db, rows_arena};
    struct row **rows;
    row_id after = {0};
    size_t n;

    *count = 0;
    do {
        arena_clear(rows_arena);
        TRY(engine_walk(r, l, after, AT_ONCE, &rows, &n));
        TRY(check_page(k, l, rows, n, count));
        after = n ? rows[n - 1]->id : after;
    } while (n == AT_ONCE);
    return ERR_OK;
}
