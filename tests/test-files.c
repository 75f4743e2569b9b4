#include "config.h"

#include "store/files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/file.h"
#include "store-fixture.h"
#include "store/runs.h"

static VlFullText *
keep(StoreFixture *fixture, const char *bytes, gboolean is_pdf,
     const char *tier)
{
    g_autoptr(GError) error = NULL;
    VlFullText *text = vl_full_text_new(is_pdf, tier);
    text->url = g_strdup("https://a.example/../../x/\xC3\xA9");
    g_assert_true(
        vl_store_put_file(fixture->store, bytes, strlen(bytes), text, &error));
    g_assert_no_error(error);
    g_assert_true(
        vl_store_put_full_text(fixture->store, "pmid:1", text, &error));
    g_assert_no_error(error);
    return text;
}

static GPtrArray *
texts(StoreFixture *fixture)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *found = vl_store_full_texts(fixture->store, "pmid:1", &error);
    g_assert_no_error(error);
    return found;
}

static void
test_keep(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlFullText) pdf = keep(fixture, "%PDF-", TRUE, "unpaywall");
    g_autoptr(VlFullText) jats = keep(fixture, "<x/>", FALSE, "pmc_cloud");
    g_autofree char *name = g_path_get_basename(pdf->path);
    g_assert_cmpuint(strspn(name, "0123456789abcdef"), ==, 64);
    g_assert_cmpstr(name + 64, ==, ".pdf");
    g_autoptr(GPtrArray) found = texts(fixture);
    g_assert_cmpuint(found->len, ==, 2);
    const VlFullText *first = found->pdata[0];
    g_assert_false(first->is_pdf);
    g_assert_cmpstr(first->tier, ==, "pmc_cloud");
    g_assert_cmpstr(first->path, ==, jats->path);
    g_assert_cmpstr(first->url, ==, jats->url);
    g_assert_null(first->licence);
}

static void
test_replace(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlFullText) old = keep(fixture, "%PDF-1", TRUE, "unpaywall");
    g_autoptr(VlFullText) new = keep(fixture, "%PDF-2", TRUE, "pmc_cloud");
    g_autoptr(GPtrArray) found = texts(fixture);
    g_assert_cmpuint(found->len, ==, 1);
    g_assert_cmpstr(((VlFullText *)found->pdata[0])->sha256, ==, new->sha256);
    /* The older one may be what a digest was made from. */
    g_assert_true(g_file_test(old->path, G_FILE_TEST_EXISTS));
}

/* A file that is damaged or gone comes again from where it came. */
static void
test_damage(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlFullText) text = keep(fixture, "%PDF-1", TRUE, "unpaywall");
    g_assert_true(g_file_set_contents(text->path, "%PDF-", -1, NULL));
    g_autoptr(GPtrArray) damaged = texts(fixture);
    g_assert_cmpuint(damaged->len, ==, 0);
    g_autoptr(VlFullText) again = keep(fixture, "%PDF-1", TRUE, "unpaywall");
    g_autoptr(GPtrArray) whole = texts(fixture);
    g_assert_cmpuint(whole->len, ==, 1);
    g_assert_cmpint(g_remove(again->path), ==, 0);
    g_autoptr(GPtrArray) gone = texts(fixture);
    g_assert_cmpuint(gone->len, ==, 0);
}

static void
show(StoreFixture *fixture, const char *id, const char *name, gboolean awaited,
     gboolean done)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlRun) run = vl_run_new(id, "watch", "/out", "2026-11-27");
    g_autoptr(GPtrArray) papers =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_shown_free);
    VlShown *shown = vl_shown_new(name, NULL, TRUE);
    shown->awaited = awaited;
    g_ptr_array_add(papers, shown);
    g_ptr_array_add(papers, vl_shown_new("pmid:listed", NULL, FALSE));
    g_assert_true(vl_store_prepare_run(fixture->store, run, papers, &error));
    g_assert_no_error(error);
    if (!done)
        return;
    g_autoptr(VlDigest) digest = vl_digest_new();
    g_assert_true(
        vl_store_finish_run(fixture->store, id, "name", "0", digest, &error));
    g_assert_no_error(error);
}

static guint
count_awaited(StoreFixture *fixture, guint max)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names =
        vl_store_awaited(fixture->store, "watch", max, &error);
    g_assert_no_error(error);
    return names->len;
}

static void
test_awaited(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    show(fixture, "a", "pmid:1", TRUE, TRUE);
    show(fixture, "b", "pmid:2", TRUE, TRUE);
    show(fixture, "c", "pmid:3", FALSE, TRUE);
    show(fixture, "d", "pmid:4", TRUE, FALSE); /* killed */
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names =
        vl_store_awaited(fixture->store, "watch", 10, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(names->len, ==, 2);
    g_assert_cmpstr(names->pdata[0], ==, "pmid:2");
    g_assert_cmpuint(count_awaited(fixture, 1), ==, 1);
    show(fixture, "e", "pmid:2", FALSE, TRUE);
    g_assert_cmpuint(count_awaited(fixture, 10), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORE_ADD("/files/keep", test_keep);
    STORE_ADD("/files/replace", test_replace);
    STORE_ADD("/files/damage", test_damage);
    STORE_ADD("/files/awaited", test_awaited);
    return g_test_run();
}
