/*
 * The program that makes the fictional county of the tests.  The passwords of its accounts are stored at the least
 * cost that Argon2id knows: most of what the tests of the interface waited for were signatures and sign-ins.  What a
 * password costs stands beside it, so the program that is tested is the real one; the passwords that it stores
 * itself cost what they do at a site.  The linker puts this in front of the library's (tests/meson.build).
 */
#include <sodium.h>

int __real_crypto_pwhash_str(char *out, const char *password, unsigned long long len,
                             unsigned long long operations, size_t memory);
int __wrap_crypto_pwhash_str(char *out, const char *password, unsigned long long len,
                             unsigned long long operations, size_t memory);

int __wrap_crypto_pwhash_str(char *out, const char *password, unsigned long long len,
                             unsigned long long operations, size_t memory)
{
    (void)operations, (void)memory;
    return __real_crypto_pwhash_str(out, password, len, crypto_pwhash_OPSLIMIT_MIN,
                                    crypto_pwhash_MEMLIMIT_MIN);
}
