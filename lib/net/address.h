#pragma once

#include <glib.h>
#include <sys/socket.h>

#include "guard/egress.h"

/* What kind of place an address is.  Sources: IANA's special-purpose address
 * registries for IPv4 (RFC 6890) and IPv6. */
typedef enum {
    VL_ADDRESS_PUBLIC,
    VL_ADDRESS_LOOPBACK,
    VL_ADDRESS_PRIVATE, /* private, shared, link-local, multicast, reserved */
} VlAddressKind;

/* IPv4 addresses that travel inside IPv6 ones (mapped, NAT64, 6to4) count as
 * what they are.  A family that is not known is private. */
VlAddressKind vl_address_kind(const struct sockaddr *address);

gboolean vl_address_within(VlAddressKind kind, VlReach reach);

/* FALSE for an address that is written out as a host ("10.0.0.1", "fd00::1")
 * and lies beyond reach; names are not looked up. */
gboolean vl_address_host_within(const char *host, VlReach reach);
