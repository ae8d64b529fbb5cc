#include "base/box.h"

#include <sodium.h>
#include <stdlib.h>

void box_new(struct box_keys *out)
{
    crypto_box_keypair(out->public_key, out->secret.bytes);
}

struct str box_close(struct arena *a, struct str public_key, struct str plain)
{
    char *box = arena_bytes(a, plain.len + BOX_OVERHEAD);

    if (public_key.len != PUBLIC_BYTES ||
        crypto_box_seal((unsigned char *)box, (const unsigned char *)plain.ptr, plain.len,
                        (const unsigned char *)public_key.ptr))
        abort(); /* a key that is none */
    return (struct str){box, plain.len + BOX_OVERHEAD};
}

bool box_open(struct arena *a, const struct box_keys *keys, struct str sealed,
              struct str *plain)
{
    if (sealed.len < BOX_OVERHEAD)
        return false;
    size_t len = sealed.len - BOX_OVERHEAD;
    char *text = arena_bytes(a, len + 1);
    if (crypto_box_seal_open((unsigned char *)text, (const unsigned char *)sealed.ptr,
                             sealed.len, keys->public_key, keys->secret.bytes))
        return false;
    text[len] = '\0';
    *plain = (struct str){text, len};
    return true;
}

void passphrase_key(struct str passphrase, const unsigned char *salt, struct key *out)
{
    _Static_assert((int)SALT_BYTES == crypto_pwhash_SALTBYTES, "salt");
    if (crypto_pwhash(out->bytes, KEY_BYTES, passphrase.ptr ? passphrase.ptr : "",
                      passphrase.len, salt, 3, 64U << 20, crypto_pwhash_ALG_ARGON2ID13))
        abort(); /* out of memory */
}

static void keys_of(const struct key *seed, unsigned char pub[PUBLIC_BYTES],
                    unsigned char secret[crypto_sign_SECRETKEYBYTES])
{
    crypto_sign_seed_keypair(pub, secret, seed->bytes);
}

void sign_public(const struct key *seed, unsigned char out[PUBLIC_BYTES])
{
    unsigned char secret[crypto_sign_SECRETKEYBYTES];

    keys_of(seed, out, secret);
    secret_forget(secret, sizeof(secret));
}

void sign_make(const struct key *seed, struct str bytes, unsigned char out[SIGNATURE_BYTES])
{
    unsigned char secret[crypto_sign_SECRETKEYBYTES], pub[PUBLIC_BYTES];

    keys_of(seed, pub, secret);
    crypto_sign_detached(out, NULL, (const unsigned char *)bytes.ptr, bytes.len, secret);
    secret_forget(secret, sizeof(secret));
}

bool sign_fits(struct str public_key, struct str bytes, struct str signature)
{
    return public_key.len == PUBLIC_BYTES && signature.len == SIGNATURE_BYTES &&
           crypto_sign_verify_detached((const unsigned char *)signature.ptr,
                                       (const unsigned char *)bytes.ptr, bytes.len,
                                       (const unsigned char *)public_key.ptr) == 0;
}

void secret_forget(void *secret, size_t len)
{
    sodium_memzero(secret, len);
}
