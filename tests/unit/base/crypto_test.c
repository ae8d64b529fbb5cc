#include "base/crypto.h"

#include <criterion/criterion.h>

TestSuite(crypto);

Test(crypto, a_seal_opens_with_its_key_only_and_shows_every_change)
{
    cr_assert(crypto_start());
    AUTO(arena) struct arena *a = arena_new();
    struct key k, other;
    struct str plain = STR("11010519491231002X"), back;

    crypto_random(&k, sizeof(k));
    crypto_subkey(&k, "hj-seal_", 2, &other);
    struct str sealed = crypto_seal(a, &k, plain), again = crypto_seal(a, &k, plain);
    cr_expect_eq(sealed.len, plain.len + SEAL_OVERHEAD);
    cr_expect_not(str_eq(sealed, again), "the same text is sealed differently each time");
    cr_expect(crypto_open(a, &k, sealed, &back) && str_eq(back, plain));
    cr_expect_not(crypto_open(a, &other, sealed, &back));
    for (size_t i = 0; i < sealed.len; i++) {
        char *bad = str_c(a, sealed);
        bad[i] ^= 1;
        cr_expect_not(crypto_open(a, &k, (struct str){bad, sealed.len}, &back));
    }
}

Test(crypto, passwords_fit_themselves_only)
{
    cr_assert(crypto_start());
    AUTO(arena) struct arena *a = arena_new();
    struct str stored = crypto_password(a, STR("Huanjie-2026"));

    /* OWASP Password Storage: 19 MiB and two passes at least.  Only the tests' demo stores less (tests/api/demo.c). */
    cr_expect(str_starts(stored, STR("$argon2id$v=19$m=65536,t=3,p=1$")));
    cr_expect(crypto_password_fits(stored, STR("Huanjie-2026")));
    cr_expect_not(crypto_password_fits(stored, STR("huanjie-2026")));
    cr_expect_not(crypto_password_fits(STR("nonsense"), STR("")));
}

/* RFC 2202, case 2. */
Test(crypto, hmac_sha1_is_the_standards)
{
    AUTO(arena) struct arena *a = arena_new();
    unsigned char mac[20];

    crypto_hmac_sha1(STR("Jefe"), STR("what do ya want for nothing?"), mac);
    cr_expect(
        str_eq(crypto_hex(a, mac, 20), STR("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")));
}
