#pragma once

#include <glib.h>

#include "base/json.h"
#include "model/span.h"

/* A rendering: the text that was read, one string, its pages joined by one
 * U+000C.  Offsets are code points into the whole (DESIGN §2). */

typedef enum {
    VL_RENDERING_ABSTRACT, /* title and abstract of a PubMed record */
    VL_RENDERING_JATS,
    VL_RENDERING_PDF,
    VL_RENDERING_TEXT,
} VlRenderingKind;

/* Why a reading is not whole. */
typedef enum {
    VL_PARTIAL_NOT, /* it is whole */
    VL_PARTIAL_CPU,
    VL_PARTIAL_WALL,
    VL_PARTIAL_MEMORY,
    VL_PARTIAL_PAGES,
    VL_PARTIAL_OUTPUT,
    VL_PARTIAL_DAMAGE,
} VlPartial;

/* What is known of a page's ink: is there any under its text? */
typedef enum {
    VL_INK_UNCHECKED,
    VL_INK_DOUBTFUL,     /* unchecked, and it holds text in pale colours */
    VL_INK_CHECKED,      /* the page was drawn and compared with its text */
    VL_INK_INCONCLUSIVE, /* drawn, but ink and text contradict each other */
} VlInk;

/* Glyphs side by side on a page.  Lengths are tenths of a point from the
 * upper left corner. */
typedef struct {
    VlSpan span; /* in the rendering */
    int x1, y1, x2, y2;
    int size; /* of most of its letters */
} VlPageLine;

typedef struct {
    guint number;   /* from 1 */
    char *label;    /* as printed in the PDF ("iii"); NULL when unknown */
    gsize offset;   /* code points from the start of the rendering */
    gsize length;   /* code points, without the U+000C after it */
    gboolean ok;    /* FALSE: the page could not be read */
    GArray *unsafe; /* VlSpan in the rendering: glyphs without meaning */
    GArray *hidden; /* VlSpan: text that a reader of the page cannot see */
    GArray *copies; /* VlSpan: the same, but it only repeats what is seen:
                       kept out of prompts and quotes, and no news */
    VlInk ink;
    GArray *raised;  /* VlSpan: superscripts that the text holds flat */
    GArray *lowered; /* VlSpan: subscripts */
    GArray *lines;   /* VlPageLine, in the order of the text; empty: unknown */
} VlPage;

typedef struct {
    VlRenderingKind kind;
    char *text;       /* valid UTF-8 without NUL */
    gsize n_bytes;    /* of text */
    GPtrArray *pages; /* VlPage, at least one */
    char *sha256;     /* of the text's bytes; set by vl_document_seal */
    char *file;       /* where it came from; NULL for a record */
    char *file_sha256;
    char *extractor; /* "poppler 22.12.0", "jats", "pubmed", "text" */
    guint n_pages;   /* that the file says it has */
    guint with_text; /* pages with text */
    VlPartial partial;
    gboolean ocr;
    char *sandbox; /* "landlock,seccomp,rlimit"; NULL: none needed */
    char *warning; /* what the reader said beside the text; NULL: nothing */
    GArray *repairs; /* VlRepair (model/repair.h), sorted */
    VlRenderingKind repaired_from; /* where they come from ... */
    char *repaired_sha256;         /* ... and the hash of that rendering */
} VlDocument;

VlDocument *vl_document_new(VlRenderingKind kind);
void vl_document_free(VlDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlDocument, vl_document_free)

/* Adds the next page; text must be valid UTF-8 without NUL and without
 * U+000C.  Gives the page, owned by the document, so that the caller sets
 * ok, unsafe and hidden. */
VlPage *vl_document_add_page(VlDocument *document, const char *text,
                             const char *label);

/* A whole rendering, cut at its U+000C into pages (.txt files, and
 * renderings out of the store). */
VlDocument *vl_document_from_text(VlRenderingKind kind, const char *text);

/* Counts pages and hashes the text, once all pages are there. */
void vl_document_seal(VlDocument *document);

/* The page that holds the code point, from 1. */
guint vl_document_page_at(const VlDocument *document, gsize code_point);
const VlPage *vl_document_page(const VlDocument *document, guint number);

/* text[span]; the caller frees. */
char *vl_document_slice(const VlDocument *document, VlSpan span);

/* TRUE when a glyph in the span is unsafe and was not repaired. */
gboolean vl_document_is_unsafe(const VlDocument *document, VlSpan span);

const char *vl_rendering_kind_name(VlRenderingKind kind);
const char *vl_partial_name(VlPartial partial); /* NULL when whole */

/* The partial of that name; VL_PARTIAL_NOT: there is none. */
VlPartial vl_partial_find(const char *name);

/* Where the reading stopped, for a message: "it stopped at the limit of
 * pages".  limit is how the option of that limit is called: "--max-%s", or
 * "pdf_%s" in a watch file; NULL: more cannot be had by it. */
const char *vl_partial_reason(VlPartial partial, const char **limit);

const char *vl_ink_name(VlInk ink);             /* NULL when unchecked */

/* The lines of `veille text`: one object a page, then the end record.
 * page_text is the page's own text.  The PDF helper streams the same lines
 * to its parent. */
void vl_page_write_json(const VlPage *page, const char *page_text,
                        gsize page_bytes, VlJson *json);
/* The "lines" of a page's object, of untrusted origin: what is not in order
 * and inside the page is dropped.  And back. */
void vl_page_read_lines(const cJSON *object, VlPage *page);
void vl_page_write_lines(VlJson *json, const VlPage *page);
void vl_document_write_end_json(const VlDocument *document,
                                const GError *error, VlJson *json);

/* All lines of a document, each ended by a newline, appended to out. */
void vl_document_write_lines(const VlDocument *document, GString *out);

/* Takes one such line: a page is added, the end record fills in the rest
 * and sets *end.  The line is untrusted: numbers are checked, offsets
 * computed anew, wrong spans dropped. */
gboolean vl_document_take_line(VlDocument *document, const char *line,
                               gsize n_bytes, gboolean *end,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
