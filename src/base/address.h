/* Where somebody calls from, for what is counted by address. */
#pragma once

#include "base/str.h"

enum { ADDRESS_SHOWN = 64 };

/* The address itself; of IPv6 its network (64 bits), as a household has a network of it and not an address. */
struct str address_network(struct str address, char out[ADDRESS_SHOWN]);
