#pragma once

#include <glib.h>
#include <poppler.h>

#include "model/document.h"
#include "pdf/page.h"

/* Text that stands in the text layer and that a reader of the page cannot
 * see.  Tricks, thresholds and what they find in real papers: "Hidden
 * Prompts" attacks of 2025 on reviewers, which used white or tiny text. */

/* What is seen without drawing: runs under 3 points, and characters without
 * a shape (tags, runs of zero-width ones).  Gives VlSpan in text; *ink tells
 * whether pale colours make drawing worth while. */
GArray *vl_hidden_find(PopplerPage *page, const VlPageText *text, VlInk *ink);

/* Draws the page and adds to hidden the runs without ink under them.  *ink
 * becomes VL_INK_CHECKED; or VL_INK_INCONCLUSIVE when most of the text has
 * no ink and there is ink elsewhere, or a font was missing: then the spans
 * prove nothing.  complaints (may be NULL) counts messages of Poppler. */
void vl_hidden_draw(PopplerPage *page, const VlPageText *text,
                    guint (*complaints)(void), GArray *hidden, VlInk *ink);
