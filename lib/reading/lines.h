#pragma once

#include <glib.h>

#include "base/unicode.h"
#include "model/document.h"

/* The lines of a rendering, which the modules of this room label one after
 * the other.  Only read.c hands them round. */

typedef enum {
    VL_LINE_TEXT,
    VL_LINE_HEADING,
    VL_LINE_CAPTION,
    VL_LINE_TABLE,
    VL_LINE_FRONT,
    VL_LINE_FURNITURE,
    VL_LINE_HIDDEN, /* quarantined: text without ink */
} VlLineKind;

/* Where a line stands on its page, in tenths of a point from the upper left
 * corner. */
typedef struct {
    int x1, y1, x2, y2;
    int size; /* of most of its letters; 0: nobody knows where it stands */
} VlPlace;

typedef struct {
    gsize start, end; /* bytes in the rendering, without outer white space */
    guint page;       /* from 1 */
    guint n_chars;
    VlLineKind kind;
    guint section;     /* index in VlReading.sections */
    gboolean paragraph; /* a paragraph surely begins here */
    VlPlace place;
} VlLine;

typedef struct {
    const VlDocument *document;
    VlUtf8Index *index;  /* of the document's text */
    GArray *changes;     /* VlRepair, but at bytes: what is read otherwise */
    GArray *lines;       /* VlLine in reading order; those of white space are
                            left out */
    guint usual_chars;   /* median length of lines that are not short */
    int usual_size; /* of most letters, in tenths of a point; 0: unknown */
    int usual_height; /* of most lines in that size */
    int leading; /* usual step from line to line, likewise */
    gboolean paragraphs; /* each line is a paragraph (JATS, abstracts) */
} VlLines;

VlLines *vl_lines_new(const VlDocument *document);
void vl_lines_free(VlLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlLines, vl_lines_free)

static inline VlLine *
vl_lines_get(const VlLines *lines, guint i)
{
    return &g_array_index(lines->lines, VlLine, i);
}

/* What is read at a byte of the text whose sign was lost, or that the page
 * shows raised; 0: what stands there. */
gunichar vl_lines_change_at(const VlLines *lines, gsize byte);

/* Where the line stands, in code points. */
VlSpan vl_lines_span(const VlLines *lines, const VlLine *line);

/* The line's text; the caller frees. */
char *vl_lines_text(const VlLines *lines, const VlLine *line);

/* TRUE when the line ends like a sentence: ". " and so on, a closing
 * bracket or quote after it allowed. */
gboolean vl_lines_ends_sentence(const VlLines *lines, const VlLine *line);
gboolean vl_lines_starts_lower(const VlLines *lines, const VlLine *line);
