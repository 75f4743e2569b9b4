#include "config.h"

#include "guard/egress.h"

#include <string.h>

#include "base/error.h"

enum { NO = -1 };

static const struct {
    const char *host;
    guint port;
    gboolean redirected, local_only;
    const char *allow;
    int reach; /* NO: refused */
} cases[] = {
    {"example.org", 443, FALSE, FALSE, "", VL_REACH_PUBLIC},
    {"example.org", 443, TRUE, FALSE, "", VL_REACH_PUBLIC},
    {"example.org", 443, FALSE, TRUE, "", NO},
    {"example.org", 443, FALSE, FALSE, "example.org", VL_REACH_PUBLIC},
    {"EXAMPLE.org", 443, FALSE, FALSE, "example.ORG", VL_REACH_PUBLIC},
    {"a.example.org", 443, FALSE, FALSE, "example.org", NO},
    {"a.example.org", 443, FALSE, FALSE, "*.example.org", VL_REACH_PUBLIC},
    {"example.org", 443, FALSE, FALSE, "*.example.org", NO},
    {"badexample.org", 443, FALSE, FALSE, "*.example.org", NO},
    {"example.org", 443, TRUE, FALSE, "other.org", NO},
    /* What the user named may be anywhere, but not by way of others. */
    {"mirror.lan", 8443, FALSE, FALSE, "", VL_REACH_ANY},
    {"mirror.lan", 443, FALSE, FALSE, "", VL_REACH_PUBLIC},
    {"mirror.lan", 8443, TRUE, FALSE, "", VL_REACH_PUBLIC},
    {"mirror.lan", 8443, FALSE, TRUE, "", NO},
    {"mirror.lan", 8443, FALSE, FALSE, "other.org", NO},
    {"127.0.0.1", 8080, FALSE, FALSE, "", VL_REACH_LOOPBACK},
    {"127.0.0.1", 8080, FALSE, TRUE, "other.org", VL_REACH_LOOPBACK},
    {"127.0.0.1", 8080, TRUE, FALSE, "", NO},
    {"127.0.0.1", 22, FALSE, FALSE, "", NO},
    {"localhost", 8080, FALSE, FALSE, "", NO},
};

static void
test_table(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlEgress) egress = vl_egress_new();
        vl_egress_configure(egress, "Mirror.lan", 8443);
        vl_egress_configure(egress, "127.0.0.1", 8080);
        egress->local_only = cases[i].local_only;
        if (*cases[i].allow != '\0')
            g_ptr_array_add(egress->allow, g_strdup(cases[i].allow));
        const VlEgressAsk ask = {VL_PURPOSE_FULLTEXT, cases[i].host,
                                 cases[i].port, cases[i].redirected};
        VlReach reach = VL_REACH_ANY;
        gboolean permitted = vl_egress_permit(egress, &ask, &reach, &error);
        g_test_message("%u: %s", i, error != NULL ? error->message : "yes");
        g_assert_true(permitted == (cases[i].reach != NO));
        if (permitted) {
            g_assert_cmpint((int)reach, ==, cases[i].reach);
            continue;
        }
        g_assert_error(error, VL_ERROR, VL_ERROR_REFUSED);
        g_assert_cmpint(vl_error_exit_status(error), ==, VL_EXIT_REFUSED);
        g_assert_nonnull(strstr(error->message, cases[i].host));
    }
}

static void
test_loopback(void)
{
    g_assert_true(vl_host_is_loopback("localhost"));
    g_assert_true(vl_host_is_loopback("LOCALHOST"));
    g_assert_true(vl_host_is_loopback("127.0.0.1"));
    g_assert_true(vl_host_is_loopback("127.1.2.3"));
    g_assert_true(vl_host_is_loopback("::1"));
    g_assert_false(vl_host_is_loopback("127.0.0.1.example.org"));
    g_assert_false(vl_host_is_loopback("127.0.0"));
    g_assert_false(vl_host_is_loopback("127.0.0.256"));
    g_assert_false(vl_host_is_loopback("0.0.0.0"));
    g_assert_false(vl_host_is_loopback("localhost.example.org"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/egress/table", test_table);
    g_test_add_func("/egress/loopback", test_loopback);
    return g_test_run();
}
