/*
 * Keys and seals, over libsodium: BLAKE2b hashes, XSalsa20-Poly1305 secret boxes,
 * Argon2id passwords, HKDF-like sub-keys.  No mode of our own.
 */
#pragma once

#include "base/buf.h"

enum { KEY_BYTES = 32, HASH_BYTES = 32, TOKEN_BYTES = 32, SEAL_OVERHEAD = 40 };

struct key {
    unsigned char bytes[KEY_BYTES];
};

/* Once, before anything else.  False: no random source. */
MUST_USE bool crypto_start(void);

void crypto_random(void *out, size_t len);

/* BLAKE2b-256 of `bytes`; keyed when `k` is not NULL. */
void crypto_digest(const struct key *k, struct str bytes, unsigned char out[HASH_BYTES]);

/* The key for a purpose: `context` is 8 characters, `number` tells purposes apart. */
void crypto_subkey(const struct key *master, const char *context, uint64_t number,
                   struct key *out);

/* Nonce and sealed text, SEAL_OVERHEAD bytes longer. */
struct str crypto_seal(struct arena *a, const struct key *k, struct str plain);

/* False: not sealed with this key, or changed since. */
MUST_USE bool crypto_open(struct arena *a, const struct key *k, struct str sealed,
                          struct str *plain);

/* Argon2id, t=3, 64 MiB: about 80 ms. */
struct str crypto_password(struct arena *a, struct str password);
bool crypto_password_fits(struct str stored, struct str password);

bool crypto_equal(struct str a, struct str b); /* in constant time */

struct str crypto_hex(struct arena *a, const void *bytes, size_t len);
struct str crypto_base64(struct arena *a, struct str bytes);
MUST_USE bool crypto_unbase64(struct arena *a, struct str text, struct str *bytes);

/* HMAC-SHA-1 for TOTP (RFC 6238), 20 bytes. */
void crypto_hmac_sha1(struct str key, struct str message, unsigned char out[20]);

/* For demonstration data only: from here on "random" bytes follow from `seed`, so that two
 * runs give the same bytes.  Before crypto_start(). */
void crypto_make_predictable(uint64_t seed);
