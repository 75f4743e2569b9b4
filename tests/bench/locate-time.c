#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#ifdef HAVE_EDLIB
#include <edlib.h>
#endif

#include "base/file.h"
#include "text/fold.h"
#include "verify/locate/locate.h"

/* CPU time of finding quotes, in this process: locate-time SOURCE QUOTES
 * prints seconds of preparing the source, of all quotes with veille and with
 * edlib (infix mode, start and end, at most 12 % edits, on the same folded
 * text), and how many were found.  locate-time SOURCE prints the speed of
 * folding.  QUOTES: one a line. */

static double
cpu_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static char *
take_file(const char *path, gsize *n_bytes)
{
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;
    if (!vl_file_read(path, 64 << 20, &bytes, n_bytes, &error))
        g_error("%s", error->message);
    return bytes;
}

static void
time_fold(const char *text, gsize n_bytes)
{
    double best = 1e9;
    for (int i = 0; i < 20; i++) {
        double start = cpu_now();
        g_autoptr(VlFolded) folded = vl_folded_new(text, n_bytes, NULL);
        best = MIN(best, cpu_now() - start);
    }
    printf("%.1f\n", (double)n_bytes / 1e6 / best);
}

static void
time_veille(const char *text, char **quotes)
{
    double start = cpu_now();
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    g_autoptr(VlSource) source = vl_source_new(document);
    double prepared = cpu_now();
    guint found = 0;
    for (guint i = 0; quotes[i] != NULL; i++) {
        g_autoptr(VlHit) hit = vl_locate(source, quotes[i], 0);
        found += hit->match != VL_MATCH_ABSENT;
    }
    printf("%.5f %.5f %u", prepared - start, cpu_now() - prepared, found);
    vl_source_free(g_steal_pointer(&source));
}

static void
time_edlib(const char *text, char **quotes)
{
#ifdef HAVE_EDLIB
    g_autoptr(VlFolded) folded = vl_folded_new(text, strlen(text), NULL);
    double start = cpu_now();
    guint found = 0;
    for (guint i = 0; quotes[i] != NULL; i++) {
        g_autoptr(VlFolded) quote =
            vl_folded_new(quotes[i], strlen(quotes[i]), NULL);
        EdlibAlignConfig config = edlibNewAlignConfig(
            (int)(quote->n * 12 / 100), EDLIB_MODE_HW, EDLIB_TASK_LOC, NULL, 0);
        EdlibAlignResult result = edlibAlign(
            quote->bytes, (int)quote->n, folded->bytes, (int)folded->n, config);
        found += result.editDistance >= 0;
        edlibFreeAlignResult(result);
    }
    printf(" %.5f %u\n", cpu_now() - start, found);
#else
    (void)text;
    (void)quotes;
    printf(" - -\n");
#endif
}

int
main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    gsize n_bytes = 0;
    g_autofree char *text = take_file(argv[1], &n_bytes);
    if (argc == 2) {
        time_fold(text, n_bytes);
        return 0;
    }
    g_autofree char *lines = take_file(argv[2], &n_bytes);
    g_auto(GStrv) quotes = g_strsplit(g_strchomp(lines), "\n", -1);
    time_veille(text, quotes);
    time_edlib(text, quotes);
    return 0;
}
