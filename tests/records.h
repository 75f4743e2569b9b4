#pragma once

#include <glib.h>

#include "model/record.h"
#include "pubmed/parse.h"

/* Records read into a list, VlRecord *, freed with it. */

static inline GPtrArray *
records_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)vl_record_free);
}

/* For the readers of records; data is the list. */
static inline gboolean
records_take(VlRecord *record, gpointer data, GError **error)
{
    (void)error;
    g_ptr_array_add(data, record);
    return TRUE;
}

/* The fictional articles of the fixtures. */
static inline GPtrArray *
records_of_fixtures(void)
{
    g_autoptr(GError) error = NULL;
    VlPubmedStats stats = {0};
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "fixtures", "articles.xml", NULL);
    GPtrArray *records = records_new();
    g_assert_true(
        vl_pubmed_parse_file(path, records_take, records, &stats, &error));
    g_assert_no_error(error);
    return records;
}
