#include "config.h"

#include "fulltext/folder.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "base/file.h"

static gboolean
names(const char *name, const char *pmid, const char *pmcid, const char *doi)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("veille-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, "x", 1, NULL));
    g_autoptr(GPtrArray) files = vl_folder_index(folder, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, ==, 1);
    g_autoptr(VlRecord) record = vl_record_new();
    record->pmid = pmid;
    record->pmcid = pmcid;
    record->doi = doi;
    g_autoptr(GPtrArray) found = vl_folder_find(files, record);
    g_remove(path);
    g_rmdir(folder);
    return found->len == 1;
}

static void
test_pmid(void)
{
    g_assert_true(names("99000001.pdf", "99000001", NULL, NULL));
    g_assert_true(names("Example 2020 - 99000001.PDF", "99000001", NULL, NULL));
    g_assert_true(names("pmid123.pdf", "123", NULL, NULL));
    g_assert_true(names("123.pdf", "123", NULL, NULL));
    g_assert_false(names("990000011.pdf", "99000001", NULL, NULL));
    g_assert_false(names("Example 2014.pdf", "2014", NULL, NULL));
    g_assert_false(names("PMC99000001.pdf", "99000001", NULL, NULL));
}

static void
test_pmcid(void)
{
    g_assert_true(names("PMC123456.pdf", NULL, "PMC123456", NULL));
    g_assert_true(names("nihms-pmc123456-x.pdf", NULL, "PMC123456", NULL));
    g_assert_false(names("PMC1234567.pdf", NULL, "PMC123456", NULL));
    g_assert_false(names("123456.pdf", NULL, "PMC123456", NULL));
}

static void
test_doi(void)
{
    static const char doi[] = "10.5555/Veille.2020.07-1";
    g_assert_true(names("10.5555_veille.2020.07-1.pdf", NULL, NULL, doi));
    g_assert_true(names("10.5555-veille-2020-07-1 (1).pdf", NULL, NULL, doi));
    g_assert_true(names("veille.2020.07-1.pdf", NULL, NULL, doi));
    g_assert_false(names("10.5555_veille.2020.07-12.pdf", NULL, NULL, doi));
    g_assert_false(names("veille.2020.07.pdf", NULL, NULL, doi));
    g_assert_false(names("copy of veille.2020.07-1.pdf", NULL, NULL, doi));
    g_assert_false(names("1.pdf", NULL, NULL, "10.5555/1"));
}

static void
test_nothing_to_match(void)
{
    g_assert_false(names("paper.pdf", NULL, NULL, NULL));
    g_assert_false(names("_.pdf", "", "", "10."));
}

static void
test_missing_folder(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = vl_folder_index("/nowhere", &error);
    g_assert_null(files);
    g_assert_error(error, VL_ERROR, VL_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/folder/pmid", test_pmid);
    g_test_add_func("/folder/pmcid", test_pmcid);
    g_test_add_func("/folder/doi", test_doi);
    g_test_add_func("/folder/nothing-to-match", test_nothing_to_match);
    g_test_add_func("/folder/missing-folder", test_missing_folder);
    return g_test_run();
}
