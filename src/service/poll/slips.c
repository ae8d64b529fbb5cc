/*
 * Slips: the codes with which people vote on a page.
 *
 * A slip is 16 of 30 letters and digits that nobody mistakes (78 bits).  Only its hash is stored, the
 * hashes of one order sorted before they are written, so that their place tells nothing of the order of
 * printing.  The texts go to the printer once and are kept nowhere.
 *
 * All slips of a cast are no more than the people who may vote on it, whenever they are made: more
 * could only void the election.  Thawing a poll voids those made so far.
 */
#include "ledgers/poll.h"
#include "service/poll/poll_private.h"
#include "service/poll/urn.h"
#include "service/poll/urn_private.h"
#include "store/queries.h"

#include <stdlib.h>

void slip_hash(struct str slip, unsigned char out[HASH_BYTES])
{
    char plain[SLIP_CHARACTERS + 1]; /* one too many is another slip, not this one */
    size_t len = 0;

    for (size_t i = 0; i < slip.len && len < sizeof(plain); i++) {
        char ch = slip.ptr[i];
        if (ch >= 'a' && ch <= 'z')
            ch = (char)(ch - 'a' + 'A');
        if ((ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9'))
            plain[len++] = ch;
    }
    crypto_digest(NULL, (struct str){plain, len}, out);
}

/* Letters and digits that nobody mistakes for one another; 30 of them, 78 bits in all. */
static struct str draw_slip(struct arena *a)
{
    static const char LETTERS[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    enum { COUNT = sizeof(LETTERS) - 1, FAIR = 256 / COUNT * COUNT };
    char *text = arena_bytes(a, SLIP_CHARACTERS);

    for (size_t i = 0; i < SLIP_CHARACTERS;) {
        unsigned char byte;
        crypto_random(&byte, 1);
        if (byte < FAIR)
            text[i++] = LETTERS[byte % COUNT];
    }
    return (struct str){text, SLIP_CHARACTERS};
}

static enum err check_more_slips(struct call *c, const struct poll *p, int64_t count)
{
    struct cast_room room;
    int64_t slips, used;
    bool may = row_is(p->ledger, p->row, POLL_IS_FROZEN) ||
               row_is(p->ledger, p->row, POLL_IS_OPEN);

    if (!may || !poll_is_electronic(p) || count < 1 || count > SLIPS_MOST)
        return FAIL(&c->fault, ERR_RULE, "urn.slips", "%d", SLIPS_MOST);
    TRY(poll_slips(c, p, &slips, &used));
    TRY(poll_cast_room(c, p->congress->id, p->cast, &room));
    if (slips + count > room.slips)
        return FAIL(&c->fault, ERR_RULE, "urn.slips_most", "%lld" SEP "%lld" SEP "%lld",
                    (long long)slips, (long long)count, (long long)room.slips);
    return ERR_OK;
}

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, HASH_BYTES);
}

enum err urn_slips(struct call *c, row_id poll, int64_t count, struct str **out)
{
    struct poll *p;
    unsigned char(*hashes)[HASH_BYTES];
    struct str *slips;

    TRY(poll_load(c, poll, &p));
    TRY(call_require(c, p->ledger->writers, p->row->region));
    TRY(check_more_slips(c, p, count));
    slips = ARENA_ARRAY(c->arena, struct str, (size_t)count);
    hashes = (void *)arena_bytes(c->arena, (size_t)count * HASH_BYTES);
    for (int64_t i = 0; i < count; i++) {
        slips[i] = draw_slip(c->arena);
        slip_hash(slips[i], hashes[i]);
    }
    qsort(hashes, (size_t)count, HASH_BYTES,
          compare_hashes); /* not in the order of print */
    for (int64_t i = 0; i < count; i++)
        TRY(store_slip_add(c->db,
                           (struct blob){(struct str){(const char *)hashes[i], HASH_BYTES}},
                           p->congress->id, p->cast));
    *out = slips;
    return ERR_OK;
}
