#include "config.h"

#include "llm/pace.h"

static void
test_durations(void)
{
    static const struct {
        const char *text;
        guint64 ms;
    } good[] = {{"1s", 1000}, {"6m0s", 360000}, {"20ms", 20},
                {"1.5s", 1500}, {"1h2m3s", 3723000}, {"12", 12000}};
    static const char *const bad[] = {"", "s", "-1s", "1x", "1s!", "soon",
                                      "1e9s"};
    guint64 ms = 0;
    for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(vl_pace_duration(good[i].text, &ms));
        g_assert_cmpuint(ms, ==, good[i].ms);
    }
    for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(vl_pace_duration(bad[i], &ms));
}

static guint64
hint(const char *remaining, const char *left, const char *reset,
     const char *value)
{
    g_autoptr(GHashTable) headers = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(headers, (char *)remaining, (char *)left);
    if (reset != NULL)
        g_hash_table_insert(headers, (char *)reset, (char *)value);
    return vl_pace_hint(headers, 500, 1000);
}

static void
test_hints(void)
{
    const char *requests = "x-ratelimit-remaining-requests";
    const char *back = "x-ratelimit-reset-requests";
    g_assert_cmpuint(hint(requests, "0", back, "2s"), ==, 2000);
    g_assert_cmpuint(hint(requests, "3", back, "2s"), ==, 0);
    g_assert_cmpuint(hint(requests, "-1", back, "2s"), ==, 0);
    g_assert_cmpuint(hint(requests, "many", back, "2s"), ==, 0);
    g_assert_cmpuint(hint(requests, "0", NULL, NULL), ==, 0);
    g_assert_cmpuint(hint(requests, "0", back, "9h"), ==, 60000);
    g_assert_cmpuint(hint("x-ratelimit-remaining-tokens", "499",
                          "x-ratelimit-reset-tokens", "6ms"),
                     ==, 6);
    g_assert_cmpuint(hint("anthropic-ratelimit-input-tokens-remaining", "499",
                          "anthropic-ratelimit-input-tokens-reset",
                          "1970-01-01T00:16:45Z"),
                     ==, 5000);
    g_assert_cmpuint(hint("anthropic-ratelimit-requests-remaining", "0",
                          "anthropic-ratelimit-requests-reset",
                          "1970-01-01T00:00:00Z"),
                     ==, 0);
}

/* Halved when told that it is too much, and back again one by one. */
static void
test_limit(void)
{
    g_autoptr(VlPace) pace = vl_pace_new(8);
    const VlPaceNews good = {FALSE, 0}, crowded = {TRUE, 0};
    g_assert_cmpuint(vl_pace_limit(pace), ==, 8);
    for (guint i = 0; i < 2; i++) {
        g_assert_true(vl_pace_enter(pace));
        vl_pace_leave(pace, &crowded);
    }
    g_assert_cmpuint(vl_pace_limit(pace), ==, 2);
    for (guint i = 0; i < 40; i++) {
        g_assert_true(vl_pace_enter(pace));
        vl_pace_leave(pace, &good);
    }
    g_assert_cmpuint(vl_pace_limit(pace), ==, 8);
    for (guint i = 0; i < 20; i++) {
        g_assert_true(vl_pace_enter(pace));
        vl_pace_leave(pace, &crowded);
    }
    g_assert_cmpuint(vl_pace_limit(pace), ==, 1);
}

static void
test_too_long(void)
{
    g_autoptr(VlPace) pace = vl_pace_new(2);
    const VlPaceNews weeks = {TRUE, G_GUINT64_CONSTANT(1209600000)};
    g_assert_true(vl_pace_enter(pace));
    vl_pace_leave(pace, &weeks);
    g_assert_false(vl_pace_enter(pace));
}

typedef struct {
    VlPace *pace;
    gint busy, most;
} Crowd;

static gpointer
visit(gpointer data)
{
    Crowd *crowd = data;
    const VlPaceNews good = {FALSE, 0};
    for (guint i = 0; i < 50; i++) {
        g_assert_true(vl_pace_enter(crowd->pace));
        gint busy = g_atomic_int_add(&crowd->busy, 1) + 1;
        if (busy > g_atomic_int_get(&crowd->most))
            g_atomic_int_set(&crowd->most, busy);
        g_thread_yield();
        g_atomic_int_add(&crowd->busy, -1);
        vl_pace_leave(crowd->pace, &good);
    }
    return NULL;
}

static void
test_places(void)
{
    g_autoptr(VlPace) pace = vl_pace_new(3);
    Crowd crowd = {pace, 0, 0};
    GThread *threads[8];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("visit", visit, &crowd);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_thread_join(threads[i]);
    g_assert_cmpint(crowd.most, <=, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pace/durations", test_durations);
    g_test_add_func("/pace/hints", test_hints);
    g_test_add_func("/pace/limit", test_limit);
    g_test_add_func("/pace/too-long", test_too_long);
    g_test_add_func("/pace/places", test_places);
    return g_test_run();
}
