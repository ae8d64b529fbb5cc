/* The key that sealed a signed file, against the one that its reader was told. */
#include "base/box.h"
#include "base/utf8.h"
#include "domain/poll/evidence.h"

/* `key` as people type it, in either case. */
static bool is_hex_of(struct str key, struct str wanted)
{
    for (size_t i = 0; i < key.len; i++) {
        char ch = key.ptr[i];
        if (ch >= 'A' && ch <= 'F')
            ch = (char)(ch - 'A' + 'a');
        if (i >= wanted.len || ch != wanted.ptr[i])
            return false;
    }
    return key.len == wanted.len;
}

enum err evidence_key_fits(struct arena *a, const struct evidence_report *report,
                           struct str key, bool *out, struct fault *f)
{
    struct str bytes;

    if (key.len == 2 * (size_t)PUBLIC_BYTES) {
        *out = is_hex_of(key, report->key);
        return ERR_OK;
    }
    if (!crypto_unbase64(a, key, &bytes) || bytes.len != PUBLIC_BYTES)
        return FAIL(f, ERR_INVALID, "evidence.key_form", "%.*s",
                    STR_FMT(utf8_head(key, 80)));
    *out = str_eq(report->key, crypto_hex(a, bytes.ptr, bytes.len));
    return ERR_OK;
}
