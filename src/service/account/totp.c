#include "service/account/totp.h"

#include "service/site/site.h"

enum { TOTP_STEP_S = 30 };

static int totp_code(struct str secret, int64_t step)
{
    unsigned char message[8], mac[20];

    for (int i = 0; i < 8; i++)
        message[i] = (unsigned char)(step >> (8 * (7 - i)));
    crypto_hmac_sha1(secret, (struct str){(const char *)message, 8}, mac);
    int at = mac[19] & 15;
    uint32_t v = (uint32_t)(mac[at] & 127) << 24 | (uint32_t)mac[at + 1] << 16 |
                 (uint32_t)mac[at + 2] << 8 | mac[at + 3];
    return (int)(v % 1000000);
}

bool totp_fits(struct call *c, const struct account *a, struct str code, int64_t *step)
{
    struct str secret;
    int64_t typed, now = c->now.ms / 1000 / TOTP_STEP_S;

    if (code.len != 6 || !str_i64(code, &typed) ||
        !crypto_open(c->arena, &c->site->engine->keys.totp, a->totp.bytes, &secret))
        return false;
    for (int64_t s = now - 1; s <= now + 1; s++) {
        if (s <= a->totp_step || totp_code(secret, s) != typed)
            continue;
        *step = s;
        return true;
    }
    return false;
}
