#pragma once

#include <glib.h>

#include "model/claim.h"
#include "model/document.h"

/* Glyphs without meaning in a document's text (VlPage.unsafe) that another
 * text of the same paper tells.  An overlay: the rendering, its hash and its
 * offsets stay as they are, and a repaired text has as many code points. */
typedef struct {
    gsize at;   /* code point in the rendering */
    gunichar c; /* what is read there */
} VlRepair;

/* Repairs come in any order; the last one at a place holds. */
void vl_document_add_repair(VlDocument *document, gsize at, gunichar c);
void vl_document_clear_repairs(VlDocument *document);

/* Where the repairs come from; the caller sets it beside them. */
void vl_document_set_repaired(VlDocument *document, VlRenderingKind from,
                              const char *sha256);

/* How many glyphs in the span are repaired. */
guint vl_document_count_repairs(const VlDocument *document, VlSpan span);

/* What is read at a code point; 0: it is not repaired. */
gunichar vl_document_repair_at(const VlDocument *document, gsize at);

/* All that is read otherwise than the text has it: repairs, and digits that
 * the page shows raised (raised.h).  VlRepair, sorted; the caller unrefs. */
GArray *vl_document_find_changes(const VlDocument *document);

/* text[span] as it is read; the caller frees. */
char *vl_document_slice_read(const VlDocument *document, VlSpan span);

/* The whole text as it is read; NULL when that is as it stands.  The caller
 * frees. */
char *vl_document_text_read(const VlDocument *document);

/* Sets hit->read and hit->read_from from the document in which it was
 * found; clears them where nothing is repaired. */
void vl_hit_set_read(VlHit *hit, const VlDocument *document);
