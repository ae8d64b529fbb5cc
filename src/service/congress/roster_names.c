/* Whom two people recorded as due: a number alone would let one of them be put in the place of another. */
#include "base/crypto.h"
#include "ledgers/attendee.h"
#include "ledgers/congress.h"
#include "service/congress/recorded.h"
#include "service/record/fields.h"
#include "service/site/site.h"

#include <stdlib.h>

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Who he is: a line of his own, whatever else is on the roster. */
static struct str line_of(struct call *c, const struct ledger *l, const struct row *row)
{
    return str_print(c->arena, "%.*s" SEP "%lld" SEP "%lld" SEP "%lld\n",
                     STR_FMT(row_text(l, row, ATTENDEE_NAME)),
                     (long long)row_number(l, row, ATTENDEE_BIRTH),
                     (long long)row_number(l, row, ATTENDEE_DELEGATE),
                     (long long)row_number(l, row, ATTENDEE_PERSON));
}

enum err congress_due_names(struct call *c, row_id congress, struct str *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_ATTENDEE);
    AUTO(buf) struct buf text = BUF(BUF_FILE);
    unsigned char hash[HASH_BYTES];
    struct list all;
    size_t n = 0;

    TRY(rows_of_one(c, l, ATTENDEE_CONGRESS, congress, 0, &all));
    struct str *lines = ARENA_ARRAY(c->arena, struct str, all.count + 1);
    for (size_t i = 0; i < all.count; i++)
        if (row_number(l, all.rows[i], ATTENDEE_VOTES))
            lines[n++] = line_of(c, l, all.rows[i]);
    qsort(lines, n, sizeof(*lines), by_text);
    for (size_t i = 0; i < n; i++)
        buf_add(&text, lines[i].ptr, lines[i].len);
    crypto_digest(NULL, buf_view(&text), hash);
    *out = n ? crypto_hex(c->arena, hash, sizeof(hash)) : (struct str){0};
    return ERR_OK;
}

enum err congress_due_holds(struct call *c, const struct row *congress, int64_t due,
                            bool *out)
{
    const struct ledger *l = ledger_of(c, LEDGER_CONGRESS);
    struct str names;

    *out = false;
    if (!row_has(l, congress, CONGRESS_ROSTER_DUE) ||
        row_number(l, congress, CONGRESS_ROSTER_DUE) != due)
        return ERR_OK;
    TRY(congress_due_names(c, congress->id, &names));
    *out = str_eq(names, row_text(l, congress, CONGRESS_ROSTER_NAMES));
    return ERR_OK;
}
