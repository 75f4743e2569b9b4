#include "config.h"

#include "net/retry.h"

/* 2026-11-27 09:00:00 UTC */
#define NOW 1795770000

static void
test_wait(void)
{
    g_assert_cmpuint(vl_retry_wait(1, 1000, 0.5), ==, 1000);
    g_assert_cmpuint(vl_retry_wait(1, 1000, 0), ==, 750);
    g_assert_cmpuint(vl_retry_wait(1, 1000, 1), ==, 1250);
    g_assert_cmpuint(vl_retry_wait(3, 1000, 0.5), ==, 4000);
    g_assert_cmpuint(vl_retry_wait(9, 1000, 0.5), ==, VL_RETRY_MOST_MS);
    g_assert_cmpuint(vl_retry_wait(4000000000u, 1000, 0.5), ==,
                     VL_RETRY_MOST_MS);
}

static void
test_after(void)
{
    static const struct {
        const char *value;
        gint64 ms; /* -1: cannot be read */
    } cases[] = {
        {"0", 0},
        {" 2 ", 2000},
        {"120", 120000},
        {"99999999999999999999", (gint64)G_MAXUINT32 * 1000},
        {"Fri, 27 Nov 2026 09:00:30 GMT", 30000},
        {"Friday, 27-Nov-26 09:00:30 GMT", 30000},
        {"Fri Nov 27 09:00:30 2026", 30000},
        {"Fri, 27 Nov 2026 08:00:00 GMT", 0},
        {"", -1},
        {"-1", -1},
        {"soon", -1},
        {"1.5", -1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        guint64 ms = 0;
        gboolean read = vl_retry_after(cases[i].value, NOW, &ms);
        g_test_message("%s", cases[i].value);
        g_assert_true(read == (cases[i].ms >= 0));
        if (read)
            g_assert_cmpint((gint64)ms, ==, cases[i].ms);
    }
}

static void
test_status(void)
{
    g_assert_true(vl_retry_status(429));
    g_assert_true(vl_retry_status(503));
    g_assert_true(vl_retry_status(529));
    g_assert_false(vl_retry_status(200));
    g_assert_false(vl_retry_status(404));
    g_assert_false(vl_retry_status(501));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/retry/wait", test_wait);
    g_test_add_func("/retry/after", test_after);
    g_test_add_func("/retry/status", test_status);
    return g_test_run();
}
