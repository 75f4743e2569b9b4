#include "config.h"

#include "flow/views.h"

#include <string.h>

#include "digest/build.h"

static VlDigest *
small_digest(void)
{
    VlDigest *digest = vl_digest_new();
    digest->watch.name = g_strdup("w");
    digest->watch.language = g_strdup("en");
    digest->run.id = g_strdup("ab");
    digest->run.started = g_strdup("2026-11-25T08:00:00Z");
    digest->run.version = g_strdup(PACKAGE_VERSION);
    digest->model.provider = g_strdup("builtin");
    digest->model.rules = vl_rules_sha256();
    VlPaper *paper = vl_paper_new();
    paper->name = g_strdup("pmid:1");
    paper->pmid = g_strdup("1");
    paper->title = g_strdup("Fictamab for fictitis");
    vl_paper_set_read(paper, NULL);
    g_ptr_array_add(digest->papers, paper);
    vl_digest_close(digest);
    return digest;
}

/* Each view has a file and a format of its own, and shows the paper. */
static void
test_rendered(void)
{
    g_autoptr(VlDigest) digest = small_digest();
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(names, (gpointer)VL_DIGEST_FILE);
    g_hash_table_add(names, (gpointer)VL_MANIFEST_FILE);
    guint n = 0;
    for (const VlView *view = vl_views; view->format != NULL; view++, n++) {
        g_autoptr(GString) out = g_string_new(NULL);
        view->render(digest, NULL, out);
        g_assert_nonnull(strstr(out->str, "Fictamab for fictitis"));
        g_assert_true(g_utf8_validate(out->str, (gssize)out->len, NULL));
        g_assert_true(g_str_has_suffix(out->str, "\n"));
        g_assert_null(strchr(view->file, '/'));
        g_assert_true(g_hash_table_add(names, (gpointer)view->file));
        g_assert_true(g_hash_table_add(names, (gpointer)view->format));
    }
    g_assert_cmpuint(n, ==, 3);
}

static void
test_rules(void)
{
    g_autofree char *one = vl_rules_sha256(), *two = vl_rules_sha256();
    g_assert_cmpstr(one, ==, two);
    g_assert_cmpuint(strlen(one), ==, 64);
    g_assert_cmpuint(strspn(one, "0123456789abcdef"), ==, 64);
    /* The lexicons are in it, not the version alone. */
    g_autofree char *version =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, PACKAGE_VERSION, -1);
    g_assert_cmpstr(one, !=, version);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/views/rendered", test_rendered);
    g_test_add_func("/views/rules", test_rules);
    return g_test_run();
}
