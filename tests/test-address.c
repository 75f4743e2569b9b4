#include "config.h"

#include "net/address.h"

#include <arpa/inet.h>
#include <string.h>

static VlAddressKind
kind_of(const char *text)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
        return vl_address_kind((const struct sockaddr *)&in);
    g_assert_cmpint(inet_pton(AF_INET6, text, &in6.sin6_addr), ==, 1);
    return vl_address_kind((const struct sockaddr *)&in6);
}

static void
test_kinds(void)
{
    static const struct {
        VlAddressKind kind;
        const char *texts[16];
    } cases[] = {
        {VL_ADDRESS_PUBLIC,
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
          "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
          "198.20.0.0", "223.255.255.255", "2001:4860::8888", "2600::1",
          "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:0808:0808::1"}},
        {VL_ADDRESS_LOOPBACK,
         {"127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1",
          "64:ff9b::7f00:1", "2002:7f00:1::"}},
        {VL_ADDRESS_PRIVATE,
         {"0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254",
          "172.16.0.1", "172.31.255.255", "192.168.1.1", "198.18.0.1",
          "224.0.0.1", "255.255.255.255", "192.0.2.1", "192.0.0.8"}},
        {VL_ADDRESS_PRIVATE,
         {"::", "fc00::1", "fdff::1", "fe80::1", "fec0::1", "ff02::1",
          "2001:db8::1", "2001::1", "100::1", "::ffff:10.0.0.1",
          "64:ff9b::a00:1", "2002:0a00:1::", "::10.0.0.1", "64:ff9b:1::1",
          "3fff::1"}},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        for (guint j = 0; cases[i].texts[j] != NULL; j++) {
            g_test_message("%s", cases[i].texts[j]);
            g_assert_cmpint(kind_of(cases[i].texts[j]), ==, cases[i].kind);
        }
}

static void
test_reach(void)
{
    static const struct {
        VlReach reach;
        gboolean is_public, loopback, is_private;
    } cases[] = {
        {VL_REACH_PUBLIC, TRUE, FALSE, FALSE},
        {VL_REACH_LOOPBACK, FALSE, TRUE, FALSE},
        {VL_REACH_ANY, TRUE, TRUE, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlReach reach = cases[i].reach;
        g_assert_true(vl_address_within(VL_ADDRESS_PUBLIC, reach) ==
                      cases[i].is_public);
        g_assert_true(vl_address_within(VL_ADDRESS_LOOPBACK, reach) ==
                      cases[i].loopback);
        g_assert_true(vl_address_within(VL_ADDRESS_PRIVATE, reach) ==
                      cases[i].is_private);
    }
}

static void
test_host(void)
{
    g_assert_true(vl_address_host_within("example.org", VL_REACH_PUBLIC));
    g_assert_true(vl_address_host_within("1.1.1.1", VL_REACH_PUBLIC));
    g_assert_true(vl_address_host_within("10.0.0.1", VL_REACH_ANY));
    g_assert_false(vl_address_host_within("10.0.0.1", VL_REACH_PUBLIC));
    g_assert_false(vl_address_host_within("fd00::1", VL_REACH_PUBLIC));
    g_assert_false(
        vl_address_host_within("::ffff:10.0.0.1", VL_REACH_PUBLIC));
    g_assert_false(vl_address_host_within("1.1.1.1", VL_REACH_LOOPBACK));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/kinds", test_kinds);
    g_test_add_func("/address/reach", test_reach);
    g_test_add_func("/address/host", test_host);
    return g_test_run();
}
