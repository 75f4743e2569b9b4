#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "pubmed/nbib.h"
#include "records.h"

static GPtrArray *
read_text(const char *text, GError **error)
{
    g_autofree char *path = NULL;
    GPtrArray *records = records_new();
    int fd = g_file_open_tmp("veille-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    gboolean good = vl_nbib_parse(path, records_take, records, error);
    g_assert_true(good == (*error == NULL));
    g_unlink(path);
    return records;
}

static void
check_sample(const VlRecord *record)
{
    g_assert_cmpstr(record->pmid, ==, "99400001");
    g_assert_cmpstr(record->pmcid, ==, "PMC9940001");
    g_assert_cmpstr(record->doi, ==, "10.9999/nbib.1");
    g_assert_cmpstr(record->title, ==,
                    "A fictional title that goes on for so long that it is "
                    "broken over two lines.");
    g_assert_cmpstr(g_array_index(record->abstract, VlAbstractPart, 0).text, ==,
                    "AIM: To see. RESULTS: HR 0.74 (95 % CI 0.65-0.85).");
    g_assert_cmpuint(record->authors->len, ==, 3);
    const VlAuthor *author = &g_array_index(record->authors, VlAuthor, 0);
    g_assert_cmpstr(author->family, ==, "Muster");
    g_assert_cmpstr(author->given, ==, "Erika B");
    g_assert_cmpstr(author->initials, ==, "EB");
    g_assert_cmpstr(author->orcid, ==, "0000-0002-0000-0001");
    g_assert_cmpuint(author->affiliations->len, ==, 2);
    g_assert_cmpstr(author[2].collective, ==, "NOWHERE Group");
    g_assert_cmpstr(record->journal.issn, ==, "0000-0035");
    g_assert_cmpint(record->date.day, ==, 4);
    g_assert_cmpuint(record->languages->len, ==, 2);
    g_assert_true(record->retracted);
    g_assert_cmpuint(record->notices->len, ==, 1);
    g_assert_cmpstr(g_array_index(record->notices, VlNotice, 0).pmid, ==,
                    "99400009");
    const VlMesh *mesh = &g_array_index(record->mesh, VlMesh, 1);
    g_assert_cmpstr(mesh->name, ==, "Imaginary Disease");
    g_assert_true(mesh->major);
    g_assert_cmpuint(mesh->qualifiers->len, ==, 2);
}

/* Through vl_pubmed_parse_file, which tells the formats apart. */
static void
test_sample(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records = records_new();
    g_autofree char *path = g_test_build_filename(
        G_TEST_DIST, "fixtures", "pubmed", "sample.nbib", NULL);
    VlPubmedStats stats;
    g_assert_true(
        vl_pubmed_parse_file(path, records_take, records, &stats, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(stats.n_records, ==, 2);
    check_sample(g_ptr_array_index(records, 0));
    const VlRecord *second = g_ptr_array_index(records, 1);
    const VlAuthor *author = &g_array_index(second->authors, VlAuthor, 0);
    g_assert_cmpstr(author->family, ==, "Solo");
    g_assert_cmpstr(author->initials, ==, "A");
}

static void
test_carriage_returns(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records =
        read_text("\xEF\xBB\xBFPMID- 1\r\nTI  - A\r\n      b\r\n\r\n"
                  "PMID- 2\r\nTI  - C",
                  &error);
    g_assert_no_error(error);
    g_assert_cmpuint(records->len, ==, 2);
    g_assert_cmpstr(((VlRecord *)g_ptr_array_index(records, 0))->title, ==,
                    "A b");
    g_assert_cmpstr(((VlRecord *)g_ptr_array_index(records, 1))->title, ==,
                    "C");
}

static void
assert_bad(const char *text, const char *words, guint n_records)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records = read_text(text, &error);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    g_assert_nonnull(strstr(error->message, words));
    g_assert_cmpuint(records->len, ==, n_records);
}

static void
test_bad(void)
{
    assert_bad("", "PMID-", 0);
    assert_bad("TY  - JOUR\nTI  - x\n", "PMID-", 0);
    assert_bad("PMID- 1\nTI  - A\n\nPMID- 2\n<html>\n", "line 5", 1);
}

static void
test_hostile(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) records =
        read_text("PMID- ../1\nTI  - \xC0\x80 x\nAB  - \nAD  - no author\n"
                  "OABL- fre\nMH  - \nRN  - )(\nGR  - /\nAU  -\nZZ  - x\n",
                  &error);
    g_assert_no_error(error);
    const VlRecord *record = g_ptr_array_index(records, 0);
    g_assert_null(record->pmid);
    g_assert_true(g_utf8_validate(record->title, -1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nbib/sample", test_sample);
    g_test_add_func("/nbib/carriage-returns", test_carriage_returns);
    g_test_add_func("/nbib/bad", test_bad);
    g_test_add_func("/nbib/hostile", test_hostile);
    return g_test_run();
}
