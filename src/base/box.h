/*
 * Public keys, over libsodium: boxes that anyone can close and only the secret key opens
 * (X25519, XSalsa20-Poly1305), signatures (Ed25519), and keys out of passphrases (Argon2id).
 */
#pragma once

#include "base/crypto.h"

enum { PUBLIC_BYTES = 32, SIGNATURE_BYTES = 64, BOX_OVERHEAD = 48, SALT_BYTES = 16 };

struct box_keys {
    unsigned char public_key[PUBLIC_BYTES];
    struct key secret;
};

void box_new(struct box_keys *out);

/* BOX_OVERHEAD bytes longer than `plain`; the closer keeps nothing with which to open it. */
struct str box_close(struct arena *a, struct str public_key, struct str plain);

/* False: not closed for these keys, or changed since. */
MUST_USE bool box_open(struct arena *a, const struct box_keys *keys, struct str sealed,
                       struct str *plain);

/* Argon2id, t=3, 64 MiB; about 80 ms.  `salt` has SALT_BYTES. */
void passphrase_key(struct str passphrase, const unsigned char *salt, struct key *out);

/* The public half of the signing key that `seed` stands for. */
void sign_public(const struct key *seed, unsigned char out[PUBLIC_BYTES]);
void sign_make(const struct key *seed, struct str bytes,
               unsigned char out[SIGNATURE_BYTES]);
MUST_USE bool sign_fits(struct str public_key, struct str bytes, struct str signature);

void secret_forget(void *secret, size_t len); /* overwrites, never optimised away */
