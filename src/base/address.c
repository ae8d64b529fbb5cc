#include "base/address.h"

#include <arpa/inet.h>
#include <string.h>

enum { NETWORK = 8 }; /* bytes of an IPv6 address */

struct str address_network(struct str address, char out[ADDRESS_SHOWN])
{
    unsigned char bytes[16];
    size_t len = address.len < ADDRESS_SHOWN ? address.len : ADDRESS_SHOWN - 1;

    memcpy(out, address.len ? address.ptr : "", len);
    out[len] = '\0';
    if (inet_pton(AF_INET6, out, bytes) == 1) {
        memset(bytes + NETWORK, 0, sizeof(bytes) - NETWORK);
        if (inet_ntop(AF_INET6, bytes, out, ADDRESS_SHOWN))
            len = strlen(out);
    }
    return (struct str){out, len};
}
