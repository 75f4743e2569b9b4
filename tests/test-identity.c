#include "config.h"

#include "fulltext/identity.h"

#include "fulltext/folder.h"
#include "fulltext/reader.h"
#include "records.h"

#define TITLE "Velorazine for tidal headache in adults: a randomised trial"

static VlIdentity
check(const char *text, const char *doi, const char *title)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_PDF, text);
    g_autoptr(VlRecord) record = vl_record_new();
    record->doi = doi;
    record->title = title;
    record->pmid = "99000001";
    VlAuthor author = {.family = "Exämple"};
    g_array_append_val(record->authors, author);
    return vl_identity_check(record, document);
}

static void
test_doi(void)
{
    g_assert_cmpint(
        check("https://doi.org/10.5555/Veille.1\nx", "10.5555/veille.1", TITLE),
        ==, VL_IDENTITY_SAME);
    g_assert_cmpint(
        check("doi:10.5555/veille-\n1. x", "10.5555/veille-1", TITLE), ==,
        VL_IDENTITY_SAME);
    g_assert_cmpint(
        check("doi 10.5555/veille.2\nOf pumps", "10.5555/veille.1", TITLE), ==,
        VL_IDENTITY_OTHER);
    /* One that is a beginning of the other is not the other. */
    g_assert_cmpint(
        check("doi 10.5555/veille.12\nOf pumps", "10.5555/veille.1", TITLE), ==,
        VL_IDENTITY_OTHER);
}

static void
test_correction(void)
{
    g_assert_cmpint(check("doi 10.5555/veille.9\nErratum to: " TITLE,
                          "10.5555/veille.1", TITLE),
                    ==, VL_IDENTITY_UNSURE);
    g_assert_cmpint(check("doi 10.5555/veille.9 Erratum to doi "
                          "10.5555/veille.1",
                          "10.5555/veille.1", TITLE),
                    ==, VL_IDENTITY_UNSURE);
}

static void
test_title(void)
{
    g_assert_cmpint(check("J Fict\nVELORAZINE for tidal head-\nache in "
                          "adults:\na randomised\ntrial\nA. Example",
                          NULL, TITLE),
                    ==, VL_IDENTITY_SAME);
    g_assert_cmpint(check("Cover\fVelorazine for tidal headache in adults: "
                          "a randomised trial",
                          "10.5555/veille.1", TITLE),
                    ==, VL_IDENTITY_SAME);
    /* Another paper of the same group, without identifiers. */
    g_assert_cmpint(check("Belomab for pulsed gout in adults: a randomised "
                          "trial\nA. Example",
                          NULL, TITLE),
                    ==, VL_IDENTITY_UNSURE);
    /* Three quarters of the title and another DOI. */
    g_assert_cmpint(check("Velorazine for tidal headache in children: a "
                          "randomised trial doi 10.5555/veille.2",
                          "10.5555/veille.1", TITLE),
                    ==, VL_IDENTITY_OTHER);
}

static void
test_cited_title(void)
{
    g_assert_cmpint(
        check("Of pumps\nSome words.\nReferences\n1. Example A. " TITLE
              ". doi 10.5555/veille.1",
              "10.5555/veille.1", TITLE),
        ==, VL_IDENTITY_UNSURE);
}

static void
test_ids(void)
{
    g_autoptr(VlDocument) document = vl_document_from_text(
        VL_RENDERING_PDF, "DOI:10.5555/(VE)1. (doi: 10.5555/b2)\nPMID: 123 "
                          "PMCID: PMC45\nv10.5 10.1 mg\f\f10.5555/late");
    g_autoptr(VlIdentityIds) ids = vl_identity_ids(document);
    g_assert_cmpuint(ids->dois->len, ==, 2);
    g_assert_cmpstr(ids->dois->pdata[0], ==, "10.5555/(ve)1");
    g_assert_cmpstr(ids->dois->pdata[1], ==, "10.5555/b2");
    g_assert_cmpstr(ids->pmids->pdata[0], ==, "123");
    g_assert_cmpuint(ids->pmcids->len, ==, 1);
    g_assert_cmpstr(ids->pmcids->pdata[0], ==, "PMC45");
}

/* Each real paper is itself, and none is another. */
static void
test_real(void)
{
    const char *shared = g_getenv("SHARED");
    g_autofree char *xml =
        g_build_filename(shared == NULL ? "/nowhere" : shared, "real", "pubmed",
                         "articles.xml", NULL);
    g_autofree char *dir = g_build_filename(
        shared == NULL ? "/nowhere" : shared, "real", "pdf", NULL);
    if (!g_file_test(xml, G_FILE_TEST_EXISTS)) {
        g_test_skip("real papers are not there");
        return;
    }
    g_autofree char *helper =
        g_test_build_filename(G_TEST_BUILT, "veille-pdf", NULL);
    const VlReaderOptions options = {.helper = helper};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records = records_new();
    g_assert_true(
        vl_pubmed_parse_file(xml, records_take, records, NULL, &error));
    g_autoptr(GPtrArray) files = vl_folder_index(dir, &error);
    g_assert_no_error(error);
    guint n_named = 0;
    for (guint i = 0; i < files->len; i++) {
        VlFolderFile *file = files->pdata[i];
        g_autoptr(VlDocument) document =
            vl_fulltext_read_pdf(file->path, &options, NULL);
        for (guint j = 0; document != NULL && j < records->len; j++) {
            VlRecord *record = records->pdata[j];
            gboolean named = vl_folder_names(file, record);
            VlIdentity identity = vl_identity_check(record, document);
            n_named += named;
            if (named != (identity == VL_IDENTITY_SAME))
                g_test_message("%s %s: %d", file->path, record->pmid, identity);
            g_assert_true(named == (identity == VL_IDENTITY_SAME));
        }
    }
    g_test_message("%u papers are themselves", n_named);
    g_assert_cmpuint(n_named, ==, 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identity/doi", test_doi);
    g_test_add_func("/identity/correction", test_correction);
    g_test_add_func("/identity/title", test_title);
    g_test_add_func("/identity/cited-title", test_cited_title);
    g_test_add_func("/identity/ids", test_ids);
    g_test_add_func("/identity/real", test_real);
    return g_test_run();
}
