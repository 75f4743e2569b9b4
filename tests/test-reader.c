#include "config.h"

#include "fulltext/reader.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "fulltext/helper.h"

/* The lines of a helper that behaves. */
#define PAGE_1                                                                 \
    "{\"page\":1,\"label\":null,\"offset\":0,\"ok\":true,\"text\":\"One.\","   \
    "\"unsafe\":[[0,2]],\"hidden\":[]}"
#define PAGE_2                                                                 \
    "{\"page\":2,\"label\":\"ii\",\"offset\":5,\"ok\":true,\"text\":\"\","     \
    "\"unsafe\":[],\"hidden\":[]}"
#define END                                                                    \
    "{\"end\":true,\"pages\":2,\"with_text\":1,\"partial\":null,"              \
    "\"ocr\":true,\"error\":null,\"sandbox\":\"s\",\"extractor\":\"x\","       \
    "\"warning\":null}"

/* A small PDF, and a helper that is a shell script. */
typedef struct {
    char *folder, *pdf, *helper;
} Files;

static Files
make_files(const char *script)
{
    Files files = {.folder = g_dir_make_tmp("veille-XXXXXX", NULL)};
    files.pdf = g_build_filename(files.folder, "a.pdf", NULL);
    files.helper = g_build_filename(files.folder, "helper", NULL);
    g_autofree char *text =
        g_strdup_printf("#!/bin/sh\nulimit -c 0\n%s\n", script);
    g_assert_true(g_file_set_contents(files.pdf, "%PDF-1.4", -1, NULL));
    g_assert_true(g_file_set_contents_full(
        files.helper, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    return files;
}

static void
remove_files(Files *files)
{
    g_remove(files->pdf);
    g_remove(files->helper);
    g_rmdir(files->folder);
    g_free(files->pdf);
    g_free(files->helper);
    g_free(files->folder);
}

/* Reads a small PDF with a helper that is this shell script. */
static VlDocument *
read_with(const char *script, VlReaderOptions options, GError **error)
{
    Files files = make_files(script);
    options.helper = files.helper;
    VlDocument *document = vl_fulltext_read_pdf(files.pdf, &options, error);
    remove_files(&files);
    return document;
}

static void
test_whole(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        read_with("cat <<'E' >&3\n" PAGE_1 "\n" PAGE_2 "\n" END "\nE",
                  (VlReaderOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(document->text, ==, "One.\f");
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_NOT);
    g_assert_cmpuint(document->with_text, ==, 1);
    g_assert_true(document->ocr);
    g_assert_cmpstr(document->sandbox, ==, "s");
    g_assert_cmpuint(strlen(document->file_sha256), ==, 64);
    g_assert_true(vl_document_is_unsafe(document, (VlSpan){1, 3}));
}

/* The pages that came are kept, and the cause is named. */
static void
test_partial(void)
{
    static const struct {
        const char *end;
        VlPartial partial;
    } cases[] = {
        {"kill -XCPU $$", VL_PARTIAL_CPU},
        {"kill -SEGV $$", VL_PARTIAL_DAMAGE},
        {"kill -KILL $$", VL_PARTIAL_MEMORY},
        {"echo 'what(): std::bad_alloc' >&2; kill -ABRT $$", VL_PARTIAL_MEMORY},
        {"exit 0", VL_PARTIAL_DAMAGE},
        {"exec sleep 60", VL_PARTIAL_WALL},
        {"exec 3>&-; exec 2>&-; exec sleep 60", VL_PARTIAL_DAMAGE},
        {"exec cat /dev/zero >&3", VL_PARTIAL_OUTPUT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *script =
            g_strdup_printf("cat <<'E' >&3\n" PAGE_1 "\nE\n%s", cases[i].end);
        g_autoptr(VlDocument) document = read_with(
            script, (VlReaderOptions){.wall_seconds = 1, .max_output = 1 << 20},
            &error);
        g_assert_no_error(error);
        g_assert_cmpint(document->partial, ==, cases[i].partial);
        g_assert_cmpstr(document->text, ==, "One.");
    }
}

/* A busy machine is no reason to give up while pages come; one that only
 * talks has an end all the same. */
static void
test_deadline(void)
{
    const gint64 s = G_USEC_PER_SEC;
    g_assert_cmpint(vl_helper_deadline(5 * s, 0, 30), ==, 35 * s);
    g_assert_cmpint(vl_helper_deadline(5 * s, 6 * s, 30), ==, 35 * s);
    g_assert_cmpint(vl_helper_deadline(5 * s, 34 * s, 30), ==, 44 * s);
    g_assert_cmpint(vl_helper_deadline(5 * s, 120 * s, 30), ==, 125 * s);
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = read_with(
        "cat <<'E' >&3\n" PAGE_1 "\nE\n"
        "while :; do printf ' ' >&3; sleep .05; done",
        (VlReaderOptions){.wall_seconds = 1}, &error);
    g_assert_no_error(error);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_WALL);
    g_clear_pointer(&document, vl_document_free);
    document = read_with("sleep 2.5; cat <<'E' >&3\n" PAGE_1 "\nE\n"
                         "sleep .8; cat <<'E' >&3\n" PAGE_2 "\n" END "\nE",
                         (VlReaderOptions){.wall_seconds = 3}, &error);
    g_assert_no_error(error);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_NOT);
}

/* The limits of a watch are those of the reader, unless an option is. */
static void
test_watch_limits(void)
{
    g_autoptr(VlWatch) watch = vl_watch_new();
    VlReaderOptions options = {.cpu_seconds = 7};
    vl_reader_take_limits(&options, watch);
    g_assert_cmpuint(options.wall_seconds, ==, 0);
    watch->limits.pdf_cpu = 9;
    watch->limits.pdf_time = 11;
    watch->limits.pdf_memory = 99;
    watch->limits.pdf_output = 2;
    watch->limits.pdf_pages = 3;
    vl_reader_take_limits(&options, watch);
    g_assert_cmpuint(options.cpu_seconds, ==, 7);
    g_assert_cmpuint(options.wall_seconds, ==, 11);
    g_assert_cmpuint(options.memory_mib, ==, 99);
    g_assert_cmpuint(options.max_output, ==, 2 << 20);
    g_assert_cmpuint(options.max_pages, ==, 3);
}

/* An end record that promises more than came. */
static void
test_missing_page(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document = read_with(
        "cat <<'E' >&3\n" PAGE_1 "\n" END "\nE", (VlReaderOptions){0}, &error);
    g_assert_no_error(error);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_DAMAGE);
}

static void
test_failures(void)
{
    static const struct {
        const char *script, *word;
        VlErrorCode code;
    } cases[] = {
        {"exit 0", "damaged or hostile", VL_ERROR_MALFORMED},
        {"kill -XCPU $$", "CPU time", VL_ERROR_TIMEOUT},
        {"exec sleep 60", "too long", VL_ERROR_TIMEOUT},
        {"exec cat /dev/zero >&3", "more text", VL_ERROR_TOO_BIG},
        {"echo '" PAGE_2 "' >&3", "not as agreed", VL_ERROR_MALFORMED},
        {"echo 'rubbish' >&3; exec sleep 60", "a.pdf", VL_ERROR_MALFORMED},
        {"echo '" PAGE_1 "' >&3; echo 'forbidden system call 0000041' >&2; "
         "kill -SYS $$",
         "call 0000041", VL_ERROR_MALFORMED},
        {"echo '{\"end\":false,\"error\":{\"code\":\"encrypted\","
         "\"message\":\"m\"}}' >&3",
         "a.pdf': m", VL_ERROR_ENCRYPTED},
        {"echo '{\"end\":true,\"pages\":0}' >&3", "ocrmypdf",
         VL_ERROR_NO_TEXT_LAYER},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDocument) document = read_with(
            cases[i].script,
            (VlReaderOptions){.wall_seconds = 1, .max_output = 1 << 20},
            &error);
        g_assert_null(document);
        g_assert_error(error, VL_ERROR, (int)cases[i].code);
        g_assert_nonnull(strstr(error->message, cases[i].word));
    }
}

/* The helper sees neither our descriptors nor our environment. */
static void
test_nothing_inherited(void)
{
    g_autoptr(GError) error = NULL;
    g_setenv("VEILLE_TEST_SECRET", "key", TRUE);
    int leak = dup2(STDERR_FILENO, 77);
    g_autoptr(VlDocument) document =
        read_with("test -z \"$VEILLE_TEST_SECRET\" || exit 1\n"
                  "test ! -e /proc/$$/fd/77 || exit 1\n"
                  "test \"$(head -c 4 <&4)\" = %PDF || exit 1\n"
                  "cat <<'E' >&3\n" PAGE_1 "\n" PAGE_2 "\n" END "\nE",
                  (VlReaderOptions){0}, &error);
    close(leak);
    g_assert_no_error(error);
    g_assert_cmpint(document->partial, ==, VL_PARTIAL_NOT);
}

static void
test_no_helper(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("veille-XXXXXX", NULL);
    g_autofree char *pdf = g_build_filename(folder, "a.pdf", NULL);
    g_assert_true(g_file_set_contents(pdf, "junk\n%PDF-1.4", -1, NULL));
    const VlReaderOptions options = {.helper = "/nowhere/veille-pdf"};
    g_autoptr(VlDocument) document =
        vl_fulltext_read_pdf(pdf, &options, &error);
    g_assert_null(document);
    g_assert_error(error, VL_ERROR, VL_ERROR_FAILED);
    g_remove(pdf);
    g_rmdir(folder);
}

static void
test_not_a_file(void)
{
    static const struct {
        const char *path;
        VlErrorCode code;
    } cases[] = {
        {"/nowhere/a.pdf", VL_ERROR_NOT_FOUND},
        {"/tmp", VL_ERROR_MALFORMED},
        {"/dev/zero", VL_ERROR_MALFORMED},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDocument) document =
            vl_fulltext_read_pdf(cases[i].path, NULL, &error);
        g_assert_null(document);
        g_assert_error(error, VL_ERROR, (int)cases[i].code);
        g_assert_nonnull(strstr(error->message, cases[i].path));
    }
}

static gpointer
read_in_thread(gpointer data)
{
    const Files *files = data;
    const VlReaderOptions options = {.helper = files->helper};
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_fulltext_read_pdf(files->pdf, &options, &error);
    if (error != NULL)
        g_test_message("%s", error->message);
    return GINT_TO_POINTER(document != NULL &&
                           document->partial == VL_PARTIAL_NOT);
}

/* The script is written before any thread starts a process: one that
 * inherited the descriptor for writing would keep it from being run. */
static void
test_threads(void)
{
    Files files =
        make_files("cat <<'E' >&3\n" PAGE_1 "\n" PAGE_2 "\n" END "\nE");
    GThread *threads[8];
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("reader", read_in_thread, &files);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        g_assert_true(GPOINTER_TO_INT(g_thread_join(threads[i])));
    remove_files(&files);
}

static void
test_sniff(void)
{
    g_assert_true(vl_is_pdf("xx%PDF-1", 8));
    g_assert_false(vl_is_pdf("%PDF", 4));
    g_assert_true(vl_is_html("\n<!DOCTYPE HTML><p>", 18));
    g_assert_true(vl_is_html("<?xml version='1.0'?><html>", 27));
    g_assert_false(vl_is_html("5 < 7 <html>", 12));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reader/whole", test_whole);
    g_test_add_func("/reader/partial", test_partial);
    g_test_add_func("/reader/deadline", test_deadline);
    g_test_add_func("/reader/watch-limits", test_watch_limits);
    g_test_add_func("/reader/missing-page", test_missing_page);
    g_test_add_func("/reader/failures", test_failures);
    g_test_add_func("/reader/nothing-inherited", test_nothing_inherited);
    g_test_add_func("/reader/no-helper", test_no_helper);
    g_test_add_func("/reader/not-a-file", test_not_a_file);
    g_test_add_func("/reader/threads", test_threads);
    g_test_add_func("/reader/sniff", test_sniff);
    return g_test_run();
}
