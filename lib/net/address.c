#include "config.h"

#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

typedef struct {
    guint8 start[16];
    guint bits;
    VlAddressKind kind;
} Block;

static const Block ipv4_blocks[] = {
    {{0}, 8, VL_ADDRESS_PRIVATE},
    {{10}, 8, VL_ADDRESS_PRIVATE},
    {{100, 64}, 10, VL_ADDRESS_PRIVATE},
    {{127}, 8, VL_ADDRESS_LOOPBACK},
    {{169, 254}, 16, VL_ADDRESS_PRIVATE},
    {{172, 16}, 12, VL_ADDRESS_PRIVATE},
    {{192, 0, 0}, 24, VL_ADDRESS_PRIVATE},
    {{192, 0, 2}, 24, VL_ADDRESS_PRIVATE},
    {{192, 168}, 16, VL_ADDRESS_PRIVATE},
    {{198, 18}, 15, VL_ADDRESS_PRIVATE},
    {{198, 51, 100}, 24, VL_ADDRESS_PRIVATE},
    {{203, 0, 113}, 24, VL_ADDRESS_PRIVATE},
    {{224}, 3, VL_ADDRESS_PRIVATE},
};

/* Everything that is public is in 2000::/3 or embeds an IPv4 address. */
static const Block ipv6_blocks[] = {
    {{[15] = 1}, 128, VL_ADDRESS_LOOPBACK},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, VL_ADDRESS_PRIVATE},
    {{0x20, 0x01}, 23, VL_ADDRESS_PRIVATE},
    {{0x3f, 0xff}, 20, VL_ADDRESS_PRIVATE},
    {{0x20}, 3, VL_ADDRESS_PUBLIC},
};

/* Prefixes after which an IPv4 address stands. */
static const struct {
    guint8 start[12];
    guint bits, at;
} embedded[] = {
    {{[10] = 0xff, 0xff}, 96, 12},         /* mapped */
    {{0x00, 0x64, 0xff, 0x9b}, 96, 12},    /* NAT64, RFC 6052 */
    {{0x20, 0x02}, 16, 2},                 /* 6to4 */
};

static gboolean
starts_with(const guint8 *bytes, const guint8 *start, guint bits)
{
    guint whole = bits / 8, rest = bits % 8;
    if (memcmp(bytes, start, whole) != 0)
        return FALSE;
    guint8 mask = (guint8)(0xff00 >> rest);
    return rest == 0 || (bytes[whole] & mask) == (start[whole] & mask);
}

static VlAddressKind
look_up(const Block *blocks, guint n_blocks, const guint8 *bytes,
        VlAddressKind otherwise)
{
    for (guint i = 0; i < n_blocks; i++)
        if (starts_with(bytes, blocks[i].start, blocks[i].bits))
            return blocks[i].kind;
    return otherwise;
}

static VlAddressKind
kind_of_ipv4(const guint8 *bytes)
{
    return look_up(ipv4_blocks, G_N_ELEMENTS(ipv4_blocks), bytes,
                   VL_ADDRESS_PUBLIC);
}

static VlAddressKind
kind_of_ipv6(const guint8 *bytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(embedded); i++)
        if (starts_with(bytes, embedded[i].start, embedded[i].bits))
            return kind_of_ipv4(bytes + embedded[i].at);
    return look_up(ipv6_blocks, G_N_ELEMENTS(ipv6_blocks), bytes,
                   VL_ADDRESS_PRIVATE);
}

VlAddressKind
vl_address_kind(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof(in));
        return kind_of_ipv4((const guint8 *)&in.sin_addr);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in6;
        memcpy(&in6, address, sizeof(in6));
        return kind_of_ipv6(in6.sin6_addr.s6_addr);
    }
    return VL_ADDRESS_PRIVATE;
}

gboolean
vl_address_within(VlAddressKind kind, VlReach reach)
{
    switch (reach) {
    case VL_REACH_PUBLIC:
        return kind == VL_ADDRESS_PUBLIC;
    case VL_REACH_LOOPBACK:
        return kind == VL_ADDRESS_LOOPBACK;
    default:
        return TRUE;
    }
}

gboolean
vl_address_host_within(const char *host, VlReach reach)
{
    guint8 bytes[16];
    if (inet_pton(AF_INET, host, bytes) == 1)
        return vl_address_within(kind_of_ipv4(bytes), reach);
    if (inet_pton(AF_INET6, host, bytes) == 1)
        return vl_address_within(kind_of_ipv6(bytes), reach);
    return TRUE;
}
