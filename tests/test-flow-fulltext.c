#include "config.h"

#include "flow/fulltext.h"

#include <string.h>

#include "store-fixture.h"
#include "store/files.h"

static VlRecord *
record(const char *pmid)
{
    VlRecord *made = vl_record_new();
    made->pmid = pmid;
    made->title = "Fictamab for moderate to severe imaginary colitis";
    return made;
}

static VlDocument *
nothing(gpointer data, VlFullText **text, GPtrArray *tried)
{
    (void)text, (void)tried;
    (*(guint *)data)++;
    return NULL;
}

/* What lies in the library is read, and nobody is asked. */
static void
test_library(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(VlWatch) watch = vl_watch_new();
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "fixtures",
                                                  "jats", "99000001.xml", NULL);
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &n_bytes, &error));
    g_autoptr(VlFullText) text = vl_full_text_new(FALSE, "efetch");
    text->fetched = g_strdup("2026-11-27T12:00:00Z");
    g_assert_true(
        vl_store_put_file(fixture->store, bytes, n_bytes, text, &error));
    g_assert_true(
        vl_store_put_full_text(fixture->store, "pmid:99000001", text, &error));
    g_assert_no_error(error);

    const VlFullTextsOptions options = {.watch = watch,
                                        .store = fixture->store};
    g_autoptr(VlFullTexts) texts = vl_full_texts_new(&options);
    g_assert_false(vl_full_texts_asks(texts));
    g_autoptr(VlRecord) known = record("99000001");
    g_autoptr(VlRecord) unknown = record("99000002");
    guint n_asked = 0;
    g_autoptr(VlClimb) climb =
        vl_full_texts_climb(texts, known, FALSE, nothing, &n_asked, &error);
    g_assert_no_error(error);
    g_assert_nonnull(climb->document);
    g_assert_cmpstr(climb->text->tier, ==, "efetch");
    g_assert_cmpuint(n_asked, ==, 0);
    g_autoptr(VlClimb) other =
        vl_full_texts_climb(texts, unknown, FALSE, nothing, &n_asked, &error);
    g_assert_no_error(error);
    g_assert_null(other->document);
    g_assert_cmpuint(n_asked, ==, 1);
}

/* With PubMed on this machine no public service is asked. */
static void
test_cut_off(StoreFixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(VlWatch) watch = vl_watch_new();
    watch->network.eutils = g_strdup("http://127.0.0.1:9/eutils/");
    const VlFullTextsOptions options = {.watch = watch,
                                        .store = fixture->store,
                                        .http = (VlHttp *)fixture};
    g_autoptr(VlFullTexts) texts = vl_full_texts_new(&options);
    g_assert_true(vl_full_texts_asks(texts));
    g_autoptr(VlRecord) unknown = record("99000002");
    g_autoptr(GPtrArray) records = g_ptr_array_new();
    g_ptr_array_add(records, unknown);
    guint n_asked = 0;
    /* The http is none: any request would crash. */
    vl_full_texts_prepare(texts, records);
    g_autoptr(VlClimb) climb = vl_full_texts_climb(
        texts, unknown, FALSE, nothing, &n_asked, NULL);
    g_assert_null(climb->document);
    g_assert_cmpuint(n_asked, ==, 1);
    g_assert_cmpuint(climb->tried->len, ==, 1); /* efetch, without a PMCID */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/flow-fulltext/library", StoreFixture, NULL, store_set_up,
               test_library, store_tear_down);
    g_test_add("/flow-fulltext/cut-off", StoreFixture, NULL, store_set_up,
               test_cut_off, store_tear_down);
    return g_test_run();
}
