#include "config.h"

#include "fuzz.h"

#include "base/file.h"

/* Runs a fuzzing harness once over each file of its folder of seeds, where
 * what the fuzzer found is kept, too.  Built with any compiler. */

static void
replay(gconstpointer path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize n_bytes = 0;
    g_assert_true(vl_file_read(path, 1 << 20, &bytes, &n_bytes, &error));
    g_assert_no_error(error);
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, n_bytes);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const char *const suffixes[] = {".seed", NULL};
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_test_build_filename(
        G_TEST_DIST, "tests", "fuzz", REPLAY_FOLDER, NULL);
    g_autoptr(GPtrArray) files = vl_file_list(folder, suffixes, FALSE, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, >, 0);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *name = g_path_get_basename(files->pdata[i]);
        g_autofree char *test =
            g_strdup_printf("/fuzz/%s/%s", REPLAY_FOLDER, name);
        g_test_add_data_func(test, files->pdata[i], replay);
    }
    return g_test_run();
}
