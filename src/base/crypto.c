#include "base/crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <stdlib.h>

bool crypto_start(void)
{
    return sodium_init() >= 0;
}

void crypto_random(void *out, size_t len)
{
    randombytes_buf(out, len);
}

void crypto_digest(const struct key *k, struct str bytes, unsigned char out[HASH_BYTES])
{
    crypto_generichash(out, HASH_BYTES, (const unsigned char *)bytes.ptr, bytes.len,
                       k ? k->bytes : NULL, k ? KEY_BYTES : 0);
}

void crypto_subkey(const struct key *master, const char *context, uint64_t number,
                   struct key *out)
{
    crypto_kdf_derive_from_key(out->bytes, KEY_BYTES, number, context, master->bytes);
}

struct str crypto_seal(struct arena *a, const struct key *k, struct str plain)
{
    unsigned char *box = (unsigned char *)arena_bytes(a, plain.len + SEAL_OVERHEAD);

    randombytes_buf(box, crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES,
                              (const unsigned char *)plain.ptr, plain.len, box, k->bytes))
        abort();
    return (struct str){(const char *)box, plain.len + SEAL_OVERHEAD};
}

bool crypto_open(struct arena *a, const struct key *k, struct str sealed, struct str *plain)
{
    const unsigned char *box = (const unsigned char *)sealed.ptr;

    if (sealed.len < SEAL_OVERHEAD)
        return false;
    size_t len = sealed.len - SEAL_OVERHEAD;
    char *text = arena_bytes(a, len + 1);
    if (crypto_secretbox_open_easy((unsigned char *)text, box + crypto_secretbox_NONCEBYTES,
                                   sealed.len - crypto_secretbox_NONCEBYTES, box, k->bytes))
        return false;
    text[len] = '\0';
    *plain = (struct str){text, len};
    return true;
}

struct str crypto_password(struct arena *a, struct str password)
{
    char *stored = arena_bytes(a, crypto_pwhash_STRBYTES);

    if (crypto_pwhash_str(stored, password.ptr ? password.ptr : "", password.len, 3,
                          64U << 20))
        abort(); /* out of memory */
    return str_of(stored);
}

bool crypto_password_fits(struct str stored, struct str password)
{
    char text[crypto_pwhash_STRBYTES] = {0};

    if (stored.len >= sizeof(text))
        return false;
    memcpy(text, stored.ptr, stored.len);
    return crypto_pwhash_str_verify(text, password.ptr ? password.ptr : "", password.len) ==
           0;
}

bool crypto_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || sodium_memcmp(a.ptr, b.ptr, a.len) == 0);
}

struct str crypto_hex(struct arena *a, const void *bytes, size_t len)
{
    char *text = arena_bytes(a, len * 2 + 1);

    sodium_bin2hex(text, len * 2 + 1, bytes, len);
    return (struct str){text, len * 2};
}

struct str crypto_base64(struct arena *a, struct str bytes)
{
    size_t room =
        sodium_base64_encoded_len(bytes.len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_bytes(a, room);

    sodium_bin2base64(text, room, (const unsigned char *)bytes.ptr, bytes.len,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (struct str){text, room - 1};
}

bool crypto_unbase64(struct arena *a, struct str text, struct str *bytes)
{
    unsigned char *out = (unsigned char *)arena_bytes(a, text.len + 1);
    size_t len = 0;

    if (sodium_base642bin(out, text.len + 1, text.ptr ? text.ptr : "", text.len, NULL, &len,
                          NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING))
        return false;
    *bytes = (struct str){(const char *)out, len};
    return true;
}

void crypto_hmac_sha1(struct str key, struct str message, unsigned char out[20])
{
    unsigned len = 20;

    HMAC(EVP_sha1(), key.ptr, (int)key.len, (const unsigned char *)message.ptr, message.len,
         out, &len);
}

static struct {
    unsigned char seed[randombytes_SEEDBYTES];
    uint64_t drawn;
} predictable;

static void predictable_buf(void *out, size_t len)
{
    unsigned char seed[randombytes_SEEDBYTES];

    memcpy(seed, predictable.seed, sizeof(seed));
    predictable.drawn++;
    memcpy(seed, &predictable.drawn, sizeof(predictable.drawn));
    randombytes_buf_deterministic(out, len, seed);
}

static uint32_t predictable_u32(void)
{
    uint32_t v;

    predictable_buf(&v, sizeof(v));
    return v;
}

static const char *predictable_name(void)
{
    return "predictable";
}

void crypto_make_predictable(uint64_t seed)
{
    static const struct randombytes_implementation SOURCE = {
        .implementation_name = predictable_name,
        .random = predictable_u32,
        .buf = predictable_buf,
    };

    memcpy(predictable.seed + 8, &seed, sizeof(seed));
    randombytes_set_implementation((struct randombytes_implementation *)(uintptr_t)&SOURCE);
}
