#include "config.h"

#include <string.h>

#include "digest-sample.h"
#include "digest/read-json.h"
#include "digest/render-json.h"

static char *
written(const VlDigest *digest)
{
    g_autoptr(GString) out = g_string_new(NULL);
    vl_digest_write_json(digest, out);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
assert_round_trip(const char *language, const char *hostile)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = sample_digest(language, hostile);
    g_autofree char *first = written(digest);
    g_autoptr(VlDigest) again =
        vl_digest_read_json(first, strlen(first), &error);
    g_assert_no_error(error);
    g_autofree char *second = written(again);
    g_assert_cmpstr(first, ==, second);
}

static void
test_round_trip(void)
{
    assert_round_trip("en", NULL);
    assert_round_trip("fr", NULL);
    assert_round_trip(NULL, NULL);
    assert_round_trip("en", "\"\\/\b\f\n\r\t\x01\x7F\u202E<script>\U0001F600");
    assert_round_trip("en", "");
}

static void
test_empty(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = vl_digest_new();
    vl_digest_close(digest);
    g_autofree char *first = written(digest);
    g_autoptr(VlDigest) again =
        vl_digest_read_json(first, strlen(first), &error);
    g_assert_no_error(error);
    g_autofree char *second = written(again);
    g_assert_cmpstr(first, ==, second);
}

/* test-render-json --write LANGUAGE prints the sample, for the validator. */
int
main(int argc, char **argv)
{
    if (argc == 3 && g_str_equal(argv[1], "--write")) {
        g_autoptr(VlDigest) digest = sample_digest(argv[2], NULL);
        g_autofree char *text = written(digest);
        g_print("%s", text);
        return 0;
    }
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/render-json/round-trip", test_round_trip);
    g_test_add_func("/digest/render-json/empty", test_empty);
    return g_test_run();
}
