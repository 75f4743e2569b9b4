#include "config.h"

#include "fulltext/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/unicode.h"
#include "fulltext/helper.h"
#include "fulltext/ink.h"

/* Readers look for the header in so many bytes (ISO 32000, annex H). */
#define HEADER_BYTES 1024

/* Time for a process that has nothing to say any more to end by itself. */
#define END_SECONDS 2

/* What is known of one reading. */
typedef struct {
    VlDocument *document;
    GString *pending; /* bytes of a line that is not complete yet */
    gsize n_bytes, max_output;
    gboolean end;   /* the end record came */
    GError *error;  /* from the end record, or a wrong line */
    VlPartial stop; /* why no more was taken */
    GString *complaints;
    const char *ink; /* the pages to draw; NULL: none */
} Reading;

gboolean
vl_is_pdf(const char *bytes, gsize n_bytes)
{
    return memmem(bytes, MIN(n_bytes, HEADER_BYTES), "%PDF-", 5) != NULL;
}

gboolean
vl_is_html(const char *bytes, gsize n_bytes)
{
    g_autofree char *start = g_ascii_strdown(bytes, (gssize)n_bytes);
    const char *p = start;
    if (g_str_has_prefix(p, "\xEF\xBB\xBF"))
        p += 3;
    p += strspn(p, " \t\r\n");
    return g_str_has_prefix(p, "<!doctype html") ||
           g_str_has_prefix(p, "<html") || g_str_has_prefix(p, "<head") ||
           (*p == '<' && strstr(p, "<html") != NULL);
}

static gboolean
fail(GError **error, VlErrorCode code, const char *path, const char *reason)
{
    g_set_error(error, VL_ERROR, code, "cannot read '%s': %s", path, reason);
    return FALSE;
}

/* What can be said without a parser. */
static gboolean
check_header(int fd, const struct stat *info, const char *path, GError **error)
{
    if (info->st_size == 0)
        return fail(error, VL_ERROR_MALFORMED, path,
                    "the file is empty; download it again");
    if (info->st_size > (off_t)VL_READER_MAX_FILE)
        return fail(error, VL_ERROR_TOO_BIG, path,
                    "larger than 512 MiB; cut it with: qpdf in.pdf --pages "
                    ". 1-500 -- out.pdf");
    char header[HEADER_BYTES];
    gssize n = pread(fd, header, sizeof(header), 0);
    if (n < 0) {
        vl_file_set_error(error, errno, "read", path);
        return FALSE;
    }
    if (vl_is_pdf(header, (gsize)n))
        return TRUE;
    if (vl_is_html(header, (gsize)n))
        return fail(error, VL_ERROR_MALFORMED, path,
                    "a web page (HTML), not a PDF: often a log-in or error "
                    "page; download the PDF itself");
    if (n > 0 && *header == '<')
        return fail(error, VL_ERROR_MALFORMED, path,
                    "XML, not a PDF: give the PDF of the article");
    return fail(error, VL_ERROR_MALFORMED, path,
                "not a PDF: no %PDF- in its first 1024 bytes; download it "
                "again");
}

int
vl_reader_open(const char *path, GError **error)
{
    /* Without O_NONBLOCK a FIFO would block for ever.  Links are followed:
     * the user named this file. */
    vl_autofd int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) < 0) {
        vl_file_set_error(error, errno, "read", path);
        return -1;
    }
    if (!S_ISREG(info.st_mode)) {
        if (S_ISDIR(info.st_mode))
            vl_file_set_error(error, EISDIR, "read", path);
        else
            fail(error, VL_ERROR_MALFORMED, path, "not a regular file");
        return -1;
    }
    return check_header(fd, &info, path, error) ? vl_steal_fd(&fd) : -1;
}

static char *
hash_file(int fd, const char *path, GError **error)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guchar *buffer = g_malloc(1 << 18);
    off_t at = 0;
    for (;;) {
        gssize n = pread(fd, buffer, 1 << 18, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            vl_file_set_error(error, errno, "read", path);
            return NULL;
        }
        if (n == 0)
            return g_strdup(g_checksum_get_string(checksum));
        g_checksum_update(checksum, buffer, n);
        at += n;
    }
}

gboolean
vl_reader_check(int fd, const char *path, const char *sha256, GError **error)
{
    if (sha256 == NULL)
        return TRUE;
    g_autofree char *found = hash_file(fd, path, error);
    if (found == NULL || g_str_equal(found, sha256))
        return found != NULL;
    g_set_error(error, VL_ERROR, VL_ERROR_TAMPERED,
                "cannot read '%s': the file has changed since it was read",
                path);
    return FALSE;
}

/* Takes the complete lines; FALSE: the reading is over. */
static gboolean
take_bytes(const char *bytes, gsize n_bytes, gpointer data)
{
    Reading *reading = data;
    reading->n_bytes += n_bytes;
    if (reading->n_bytes > reading->max_output) {
        reading->stop = VL_PARTIAL_OUTPUT;
        return FALSE;
    }
    gsize from = reading->pending->len;
    g_string_append_len(reading->pending, bytes, (gssize)n_bytes);
    const char *line = reading->pending->str;
    const char *newline;
    while ((newline = strchr(reading->pending->str + from, '\n')) != NULL) {
        gboolean taken = vl_document_take_line(reading->document, line,
                                               (gsize)(newline - line),
                                               &reading->end, &reading->error);
        if (!taken || reading->end)
            return FALSE;
        line = newline + 1;
        from = (gsize)(line - reading->pending->str);
    }
    g_string_erase(reading->pending, 0, line - reading->pending->str);
    return TRUE;
}

GPtrArray *
vl_reader_arguments(const VlReaderOptions *options)
{
    GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(argv, g_strdup(options->helper != NULL ? options->helper
                                                           : VL_LIBEXECDIR
                                       "/veille-pdf"));
    g_ptr_array_add(argv, g_strdup_printf("--cpu=%u", options->cpu_seconds));
    g_ptr_array_add(argv, g_strdup_printf("--memory=%u", options->memory_mib));
    g_ptr_array_add(argv, g_strdup_printf("--pages=%u", options->max_pages));
    g_ptr_array_add(argv, g_strdup_printf("--parent=%d", (int)getpid()));
    if (options->max_output >= 1 << 20)
        g_ptr_array_add(
            argv,
            g_strdup_printf("--output=%u", (guint)(options->max_output >> 20)));
    if (options->debug_seal)
        g_ptr_array_add(argv, g_strdup("--debug-seal"));
    if (options->seal != NULL)
        g_ptr_array_add(argv, g_strdup_printf("--seal=%s", options->seal));
    if (options->unsafe_no_sandbox)
        g_ptr_array_add(argv, g_strdup("--unsafe-no-sandbox"));
    return argv;
}

/* Words of the C++ library, GLib and Poppler for a failed allocation. */
static gboolean
speaks_of_memory(const char *complaints)
{
    static const char *const words[] = {
        "bad_alloc",          "Out of memory",     "out of memory",
        "failed to allocate", "memory allocation", "Bogus memory",
    };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(complaints, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
used_its_time(const struct rusage *usage, const VlReaderOptions *options)
{
    return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec + 1 >=
           (time_t)options->cpu_seconds;
}

/* Why a process ended that sent no end record. */
static VlPartial
cause_of_end(const VlReaderEnd *end, const VlReaderOptions *options)
{
    int killed = WIFSIGNALED(end->status) ? WTERMSIG(end->status) : 0;
    if (end->stop != VL_PARTIAL_NOT)
        return end->stop;
    if (killed == SIGXCPU)
        return VL_PARTIAL_CPU;
    if (killed == SIGKILL)
        /* Ours would be a stop: this is the kernel's, for the hard limit of
         * CPU time or for lack of memory. */
        return used_its_time(&end->usage, options) ? VL_PARTIAL_CPU
                                                   : VL_PARTIAL_MEMORY;
    return speaks_of_memory(end->complaints) ? VL_PARTIAL_MEMORY
                                             : VL_PARTIAL_DAMAGE;
}

static const struct {
    VlErrorCode code;
    const char *reason;
} causes[] = {
    [VL_PARTIAL_CPU] = {VL_ERROR_TIMEOUT,
                        "the PDF reader used up its CPU time; print the "
                        "file to a new PDF, or read part of it"},
    [VL_PARTIAL_WALL] = {VL_ERROR_TIMEOUT,
                         "the PDF reader took too long; print the file to a "
                         "new PDF, or read part of it"},
    [VL_PARTIAL_MEMORY] = {VL_ERROR_TOO_BIG,
                           "the PDF reader ran out of the memory it may "
                           "use; print the file to a new PDF"},
    [VL_PARTIAL_PAGES] = {VL_ERROR_TOO_BIG, "too many pages"},
    [VL_PARTIAL_OUTPUT] = {VL_ERROR_TOO_BIG,
                           "more text than veille takes from one file"},
    [VL_PARTIAL_DAMAGE] = {VL_ERROR_MALFORMED,
                           "the PDF reader broke down over it: the file is "
                           "damaged or hostile; download it again"},
};

/* The first complaint, fit for a line. */
static char *
first_complaint(const GString *complaints)
{
    g_autofree char *line =
        g_strndup(complaints->str, strcspn(complaints->str, "\n"));
    return vl_printable(line, 200);
}

static gboolean
was_forbidden(const VlReaderEnd *end)
{
    return WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGSYS;
}

static void
set_forbidden(const char *complaints, const char *path, GError **error)
{
    const char *found = strstr(complaints, "forbidden system call ");
    g_autofree char *call = found == NULL
                                ? g_strdup("forbidden system call")
                                : g_strndup(found, strcspn(found, "\n"));
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "cannot read '%s': the PDF reader was stopped at a %s; the "
                "file may be hostile, and nothing of it is used",
                path, call);
}

void
vl_reader_set_error(const VlReaderEnd *end, const char *path,
                    const VlReaderOptions *options, GError **error)
{
    VlPartial cause = cause_of_end(end, options);
    if (was_forbidden(end))
        set_forbidden(end->complaints, path, error);
    else
        fail(error, causes[cause].code, path, causes[cause].reason);
}

/* After the last byte: is what came fit for use? */
static gboolean
conclude(Reading *reading, const char *path, VlReaderEnd *end,
         const VlReaderOptions *options, GError **error)
{
    VlDocument *document = reading->document;
    end->stop = reading->stop;
    end->complaints = reading->complaints->str;
    if (reading->error != NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&reading->error),
                                   "cannot read '%s': ", path);
        return FALSE;
    }
    if (was_forbidden(end)) {
        set_forbidden(end->complaints, path, error);
        return FALSE;
    }
    if (!reading->end)
        document->partial = cause_of_end(end, options);
    else if (document->partial == VL_PARTIAL_NOT &&
             document->pages->len != document->n_pages)
        document->partial = VL_PARTIAL_DAMAGE;
    vl_document_seal(document);
    if (document->with_text > 0) {
        /* The last words of one that reached a limit say nothing new. */
        gboolean limit = document->partial != VL_PARTIAL_NOT &&
                         document->partial != VL_PARTIAL_DAMAGE;
        if (document->warning == NULL && reading->complaints->len > 0 && !limit)
            document->warning = first_complaint(reading->complaints);
        return TRUE;
    }
    if (document->partial == VL_PARTIAL_NOT)
        return fail(error, VL_ERROR_NO_TEXT_LAYER, path,
                    "no text layer; run: ocrmypdf in.pdf out.pdf");
    return fail(error, causes[document->partial].code, path,
                causes[document->partial].reason);
}

static gboolean
run_helper(Reading *reading, int input, const char *path,
           const VlReaderOptions *options, GError **error)
{
    g_autoptr(GPtrArray) argv = vl_reader_arguments(options);
    if (reading->ink != NULL)
        g_ptr_array_add(argv, g_strdup_printf("--ink=%s", reading->ink));
    g_ptr_array_add(argv, NULL);
    VlHelper helper = {0};
    if (!vl_helper_start(&helper, (char *const *)argv->pdata, input, error))
        return FALSE;
    VlHelperStop stop =
        vl_helper_listen(&helper, options->wall_seconds, take_bytes, reading,
                         reading->complaints);
    if (stop == VL_HELPER_DEADLINE)
        reading->stop = VL_PARTIAL_WALL;
    gint64 patience = g_get_monotonic_time();
    if (stop == VL_HELPER_CLOSED || reading->end)
        patience += END_SECONDS * G_USEC_PER_SEC;
    VlReaderEnd end = {0};
    end.status = vl_helper_end(&helper, patience, &end.usage);
    /* One that closed its output and stayed is no case of a limit. */
    if (helper.killed && reading->stop == VL_PARTIAL_NOT)
        reading->stop = VL_PARTIAL_DAMAGE;
    return conclude(reading, path, &end, options, error);
}

VlReaderOptions
vl_reader_defaults(const VlReaderOptions *given)
{
    VlReaderOptions options = {0};
    if (given != NULL)
        options = *given;
    if (options.wall_seconds == 0)
        options.wall_seconds = VL_READER_WALL_SECONDS;
    if (options.cpu_seconds == 0)
        options.cpu_seconds = VL_READER_CPU_SECONDS;
    if (options.memory_mib == 0)
        options.memory_mib = VL_READER_MEMORY_MIB;
    if (options.max_pages == 0)
        options.max_pages = VL_READER_MAX_PAGES;
    if (options.max_output == 0)
        options.max_output = VL_READER_MAX_OUTPUT;
    return options;
}

void
vl_reader_take_limits(VlReaderOptions *options, const VlWatch *watch)
{
    if (options->cpu_seconds == 0)
        options->cpu_seconds = watch->limits.pdf_cpu;
    if (options->wall_seconds == 0)
        options->wall_seconds = watch->limits.pdf_time;
    if (options->memory_mib == 0)
        options->memory_mib = watch->limits.pdf_memory;
    if (options->max_pages == 0)
        options->max_pages = watch->limits.pdf_pages;
    if (options->max_output == 0)
        options->max_output = (gsize)watch->limits.pdf_output << 20;
}

/* One process over the file.  ink: the pages to draw; NULL: none. */
static VlDocument *
read_once(int fd, const char *path, const VlReaderOptions *options,
          const char *ink, GError **error)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    document->file = g_strdup(path);
    g_autoptr(GString) pending = g_string_new(NULL);
    g_autoptr(GString) complaints = g_string_new(NULL);
    Reading reading = {.document = document,
                       .pending = pending,
                       .max_output = options->max_output,
                       .complaints = complaints,
                       .ink = ink};
    gboolean read = run_helper(&reading, fd, path, options, error);
    g_clear_error(&reading.error);
    return read ? g_steal_pointer(&document) : NULL;
}

/* A second process draws, under a wider seal: what happens to it costs
 * nothing of the text. */
static void
look_for_hidden(VlDocument *document, int fd, const VlReaderOptions *given)
{
    VlReaderOptions options = *given;
    g_autofree char *pages =
        options.ink == VL_READER_INK_NEVER
            ? NULL
            : vl_ink_choose(document, options.ink == VL_READER_INK_ALWAYS);
    if (pages != NULL) {
        if (vl_ink_last(pages) > 0)
            options.max_pages = vl_ink_last(pages);
        g_autoptr(VlDocument) drawn =
            read_once(fd, document->file, &options, pages, NULL);
        vl_ink_merge(document, drawn, pages);
    }
    vl_ink_settle(document);
}

/* The pages not yet compared, as for --ink; NULL: none. */
static char *
list_pages(const VlDocument *document, const GArray *pages)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < pages->len; i++) {
        guint number = g_array_index(pages, guint, i);
        if (number == 0 || number > document->pages->len ||
            vl_document_page(document, number)->ink >= VL_INK_CHECKED)
            continue;
        g_string_append_printf(list, "%s%u", list->len > 0 ? "," : "", number);
    }
    return list->len == 0 ? NULL : g_string_free(g_steal_pointer(&list), FALSE);
}

static guint
count_hidden(const VlDocument *document)
{
    guint n = 0;
    for (guint i = 0; i < document->pages->len; i++)
        n += ((const VlPage *)document->pages->pdata[i])->hidden->len +
             ((const VlPage *)document->pages->pdata[i])->copies->len;
    return n;
}

gboolean
vl_fulltext_look(VlDocument *document, const char *path, const GArray *pages,
                 const VlReaderOptions *given)
{
    VlReaderOptions options = vl_reader_defaults(given);
    g_autofree char *list = list_pages(document, pages);
    if (list == NULL || options.ink == VL_READER_INK_NEVER)
        return FALSE;
    options.max_pages = vl_ink_last(list);
    vl_autofd int fd = vl_reader_open(path, NULL);
    g_autoptr(VlDocument) drawn = NULL;
    if (fd >= 0 && vl_reader_check(fd, path, document->file_sha256, NULL))
        drawn = read_once(fd, path, &options, list, NULL);
    guint before = count_hidden(document);
    vl_ink_merge(document, drawn, list);
    vl_ink_settle(document);
    return count_hidden(document) != before;
}

VlDocument *
vl_fulltext_read_pdf(const char *path, const VlReaderOptions *given,
                     GError **error)
{
    const VlReaderOptions options = vl_reader_defaults(given);
    vl_autofd int fd = vl_reader_open(path, error);
    if (fd < 0)
        return NULL;
    g_autofree char *sha256 =
        options.no_sha256 ? NULL : hash_file(fd, path, error);
    if (sha256 == NULL && !options.no_sha256)
        return NULL;
    g_autoptr(VlDocument) document = read_once(fd, path, &options, NULL, error);
    if (document == NULL)
        return NULL;
    document->file_sha256 = g_steal_pointer(&sha256);
    look_for_hidden(document, fd, &options);
    return g_steal_pointer(&document);
}
