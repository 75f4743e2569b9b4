#pragma once

#include <glib.h>
#include <sys/resource.h>

#include "model/document.h"
#include "model/watch.h"

/* Reads PDF files with the sealed helper veille-pdf, one process a file.
 * Safe to call from several threads at once. */

#define VL_READER_WALL_SECONDS 30
#define VL_READER_CPU_SECONDS 20
#define VL_READER_MEMORY_MIB 1024
#define VL_READER_MAX_PAGES 2000
#define VL_READER_MAX_OUTPUT (32u << 20) /* bytes of JSON lines */
#define VL_READER_MAX_FILE (512u << 20)  /* bytes of PDF */

/* When a page is drawn and its text compared with its ink. */
typedef enum {
    VL_READER_INK_AUTO,   /* pages with pale text or suspicious words */
    VL_READER_INK_ALWAYS, /* all: several times the time of the text */
    VL_READER_INK_NEVER,
} VlReaderInk;

/* All zero is a good default. */
typedef struct {
    const char *helper; /* path of veille-pdf; NULL: the installed one */
    gboolean unsafe_no_sandbox;
    const char *seal; /* for tests: "seccomp" or "none" */
    /* The wall limit is for one that stands still: as long as pages keep
     * coming, it is four times as long (vl_helper_deadline). */
    guint wall_seconds, cpu_seconds, memory_mib, max_pages; /* 0: as above */
    gsize max_output;                                       /* 0: as above */
    gboolean debug_seal; /* name the system call that the seal forbids */
    VlReaderInk ink;
    const char *sha256; /* that the file must have; NULL: any */
    gboolean no_sha256; /* the document's file_sha256 is not wanted: it takes
                           5 ms of processor time a megabyte */
} VlReaderOptions;

/* Takes the limits that a watch sets, where options has none of its own. */
void vl_reader_take_limits(VlReaderOptions *options, const VlWatch *watch);

/* The text of a PDF.  When the reading stopped early (a limit, damage), the
 * pages that came are kept and the document's partial says why; without any
 * page with text it is an error.  Errors name the file and the remedy:
 * VL_ERROR_NOT_FOUND, VL_ERROR_MALFORMED (damaged, empty, HTML under the
 * name of a PDF), VL_ERROR_ENCRYPTED, VL_ERROR_NO_TEXT_LAYER (a scan),
 * VL_ERROR_TIMEOUT, VL_ERROR_TOO_BIG, VL_ERROR_REFUSED (no sandbox),
 * VL_ERROR_FAILED.  options may be NULL. */
VlDocument *vl_fulltext_read_pdf(const char *path,
                                 const VlReaderOptions *options,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Compares the text of more pages (numbers from 1, in order) of a document
 * that was read from path with their ink; pages that were compared already
 * are passed over.  TRUE: its hidden text is another than before. */
gboolean vl_fulltext_look(VlDocument *document, const char *path,
                          const GArray *pages, const VlReaderOptions *options);

/* ---- For other work of the helper (fulltext/picture.h) ---- */

/* options with its zeros filled in; given may be NULL. */
VlReaderOptions vl_reader_defaults(const VlReaderOptions *given);

/* A descriptor of a regular file that looks like a PDF; -1 with *error.  The
 * caller closes it. */
int vl_reader_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when sha256 is NULL or that of the file; else VL_ERROR_TAMPERED. */
gboolean vl_reader_check(int fd, const char *path, const char *sha256,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The helper's command line without the NULL at its end: char *, owned. */
GPtrArray *vl_reader_arguments(const VlReaderOptions *options);

/* How a helper ended that did not send all. */
typedef struct {
    int status; /* as from wait() */
    struct rusage usage;
    VlPartial stop; /* why no more was taken; VL_PARTIAL_NOT: it ended */
    const char *complaints;
} VlReaderEnd;

/* Always sets *error, for the file path. */
void vl_reader_set_error(const VlReaderEnd *end, const char *path,
                         const VlReaderOptions *options, GError **error);

/* TRUE when bytes, the first ones of a file, say that it is a PDF. */
gboolean vl_is_pdf(const char *bytes, gsize n_bytes);

/* TRUE when bytes are the start of a web page. */
gboolean vl_is_html(const char *bytes, gsize n_bytes);
