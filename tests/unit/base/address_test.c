#include "base/address.h"

#include <criterion/criterion.h>

Test(address, of_ipv6_the_network_and_of_others_the_whole)
{
    static const char *const PAIRS[][2] = {
        {"192.0.2.1", "192.0.2.1"},
        {"2001:db8::1", "2001:db8::"},
        {"2001:db8:0:0:ffff::9", "2001:db8::"},
        {"2001:db8:0:1::9", "2001:db8:0:1::"},
        {"", ""},
        {"no address", "no address"},
    };
    char room[ADDRESS_SHOWN];

    for (size_t i = 0; i < sizeof(PAIRS) / sizeof(PAIRS[0]); i++) {
        struct str seen = address_network(str_of(PAIRS[i][0]), room);
        cr_expect(str_eq(seen, str_of(PAIRS[i][1])), "%s: %s", PAIRS[i][0], room);
    }
}
