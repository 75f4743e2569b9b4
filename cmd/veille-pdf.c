#include "config.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/error.h"
#include "pdf/picture.h"
#include "pdf/seal.h"
#include "pdf/wire.h"

/* veille-pdf: reads the PDF on descriptor 4, writes its pages to descriptor
 * 3.  Started by veille, not by hand. */

#define OUTPUT_FD 3
#define INPUT_FD 4

/* The encodings that Poppler knows beside its built-in ones. */
static const char *const may_read[] = {"/usr/share/poppler", NULL};

/* And what drawing needs: fonts that a PDF names and does not hold. */
static const char *const may_read_to_draw[] = {
    "/usr/share/poppler",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/var/cache/fontconfig",
    "/usr/share/fontconfig",
    NULL,
};

/* Of the limit of the output, so many bytes are kept for the end record. */
#define END_ROOM 65536
#define MAX_OUTPUT_MIB 1024

static guint n_complaints;

/* Counts what Poppler calls an error.  A warning loses no text, and neither
 * do the others here. */
static void
count_complaint(const char *text, gsize n)
{
    static const char *const harmless[] = {
        "Syntax Warning", "Invalid Font", "Bad bounding box",
        "annotation",     "Annot",        "destination",
    };
    for (guint i = 0; i < G_N_ELEMENTS(harmless); i++)
        if (g_strstr_len(text, (gssize)n, harmless[i]) != NULL)
            return;
    n_complaints++;
}

static guint
get_complaints(void)
{
    return n_complaints;
}

#ifdef __GLIBC__
static ssize_t
write_complaint(void *cookie, const char *text, size_t n)
{
    (void)cookie;
    count_complaint(text, n);
    gssize ignored = write(STDERR_FILENO, text, n);
    (void)ignored;
    return (ssize_t)n;
}

/* poppler-glib has no way to hear of its errors but standard error, and a
 * page that lost text looks like a page that never had any. */
static void
listen_to_complaints(void)
{
    static const cookie_io_functions_t functions = {.write = write_complaint};
    FILE *stream = fopencookie(NULL, "w", functions);
    if (stream == NULL)
        return;
    setvbuf(stream, NULL, _IOLBF, 4096);
    stderr = stream;
}
#else
static void
listen_to_complaints(void)
{
}
#endif

typedef struct {
    gboolean unsafe, debug;
    char *seal, *ink, *draw;
    int cpu, memory, pages, output, parent;
} Settings;

/* Why no seal can hold in this build or under this tool; NULL: it can. */
static const char *
reason_against_seal(void)
{
#ifdef VL_SANITIZED
    return "none: sanitizers";
#else
    const char *preload = getenv("LD_PRELOAD");
    return preload != NULL && strstr(preload, "vgpreload") != NULL
               ? "none: valgrind"
               : NULL;
#endif
}

static gboolean
seal(const Settings *settings, char **sandbox, GError **error)
{
    const char *reason = reason_against_seal();
    if (reason != NULL) {
        *sandbox = g_strdup(reason);
        return TRUE;
    }
    gboolean draws = settings->draw != NULL;
    VlSealOptions options = {
        .mode = VL_SEAL_FULL,
        .cpu_seconds = (guint)settings->cpu,
        .memory_bytes = (gsize)settings->memory << 20,
        .may_read = settings->ink != NULL || draws ? may_read_to_draw
                                                   : may_read,
        .draws = draws,
        .names_calls = settings->debug};
    if (g_strcmp0(settings->seal, "seccomp") == 0)
        options.mode = VL_SEAL_SECCOMP;
    if (g_strcmp0(settings->seal, "none") == 0 || settings->unsafe)
        options.mode = VL_SEAL_LIMITS;
    if (options.mode == VL_SEAL_LIMITS && !settings->unsafe) {
        g_set_error(error, VL_ERROR, VL_ERROR_REFUSED,
                    "the PDF reader has no sandbox here; "
                    "--unsafe-no-sandbox reads without (only files that you "
                    "trust)");
        return FALSE;
    }
    return vl_seal_process(&options, INPUT_FD + 1, sandbox, error);
}

static gboolean
parse(int *argc, char ***argv, Settings *settings)
{
    const GOptionEntry options[] = {
        {"unsafe-no-sandbox", 0, 0, G_OPTION_ARG_NONE, &settings->unsafe,
         "read without the sandbox (only files that you trust)", NULL},
        {"seal", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &settings->seal,
         "for tests: seccomp or none", "KIND"},
        {"debug-seal", 0, 0, G_OPTION_ARG_NONE, &settings->debug,
         "name the system call that the sandbox forbids", NULL},
        {"output", 0, 0, G_OPTION_ARG_INT, &settings->output,
         "write at most so many", "MIB"},
        {"draw", 0, 0, G_OPTION_ARG_STRING, &settings->draw,
         "draw pictures instead of reading the text", "START-END+...,..."},
        {"cpu", 0, 0, G_OPTION_ARG_INT, &settings->cpu, "limit of CPU time",
         "SECONDS"},
        {"memory", 0, 0, G_OPTION_ARG_INT, &settings->memory,
         "limit of address space", "MIB"},
        {"pages", 0, 0, G_OPTION_ARG_INT, &settings->pages,
         "read at most so many", "N"},
        {"ink", 0, 0, G_OPTION_ARG_STRING, &settings->ink,
         "compare the text of these pages with their ink", "all|N,N..."},
        {"parent", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &settings->parent,
         "end when this process has gone", "PID"},
        {NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("<FILE 4>PAGES 3");
    g_option_context_set_summary(
        context, "Reads the PDF on descriptor 4 and writes its pages as JSON "
                 "lines to\ndescriptor 3.  veille starts it.");
    g_option_context_add_main_entries(context, options, NULL);
    g_autoptr(GError) error = NULL;
    if (g_option_context_parse(context, argc, argv, &error) &&
        settings->cpu > 0 && settings->memory > 0 && settings->pages > 0 &&
        settings->output > 0 && settings->output <= MAX_OUTPUT_MIB)
        return TRUE;
    g_printerr("veille-pdf: %s\n",
               error == NULL ? "limits are positive numbers" : error->message);
    return FALSE;
}

/* A reader whose veille was killed has nothing left to do.  The second look
 * catches a parent that died before the first line. */
static void
die_with_parent(int parent)
{
    if (parent == 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != (pid_t)parent)
        _exit(VL_EXIT_FAILED);
}

/* *wanted: the pictures to be drawn, or NULL for the text. */
static gboolean
find_task(const Settings *settings, GPtrArray **wanted)
{
    *wanted = NULL;
    if (settings->draw == NULL)
        return TRUE;
    *wanted = vl_picture_parse(settings->draw);
    if (*wanted == NULL)
        g_printerr("veille-pdf: --draw takes START-END+START-END,... within "
                   "its limits\n");
    return *wanted != NULL;
}

/* FALSE: the output could not be written. */
static gboolean
work(const Settings *settings, GPtrArray *wanted, const char *sandbox)
{
    VlWire wire = {.input = INPUT_FD,
                   .output = OUTPUT_FD,
                   .max_pages = (guint)settings->pages,
                   .max_output = ((gsize)settings->output << 20) - END_ROOM,
                   .ink = settings->ink,
                   .sandbox = sandbox,
                   .complaints = get_complaints};
    VlPictureTask task = {.input = INPUT_FD,
                          .output = OUTPUT_FD,
                          .max_pages = (guint)settings->pages,
                          .sandbox = sandbox,
                          .wanted = wanted};
    return wanted != NULL ? vl_picture_send(&task) : vl_wire_send(&wire);
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    Settings settings = {
        .cpu = 20, .memory = 1024, .pages = 2000, .output = 32};
    g_autoptr(GPtrArray) wanted = NULL;
    if (!parse(&argc, &argv, &settings) || !find_task(&settings, &wanted))
        return VL_EXIT_USAGE;
    die_with_parent(settings.parent);
    listen_to_complaints();
    g_autoptr(GObject) preloaded =
        vl_wire_preload(settings.ink != NULL || wanted != NULL);
    if (wanted != NULL)
        vl_picture_preload();
    g_autofree char *sandbox = NULL;
    g_autoptr(GError) error = NULL;
    const VlWire refusal = {.output = OUTPUT_FD};
    gboolean sealed = seal(&settings, &sandbox, &error);
    gboolean sent = sealed ? work(&settings, wanted, sandbox)
                           : vl_wire_send_error(&refusal, error);
    fflush(stderr);
    /* All is said; taking Poppler down piece by piece would only cost. */
    _exit(!sent ? VL_EXIT_FAILED : sealed ? VL_EXIT_OK : VL_EXIT_REFUSED);
}
