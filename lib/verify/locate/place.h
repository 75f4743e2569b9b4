#pragma once

#include <glib.h>

#include "model/claim.h"
#include "text/fold.h"
#include "text/tokens.h"
#include "verify/locate/locate.h"

/* A quote, or a part of one between ellipses, made ready to be found. */
typedef struct {
    const char *text; /* not owned */
    gsize n_bytes;
    VlTokens *tokens;
    VlFolded *folded;
    gboolean has_head, has_tail; /* ends that folding drops: marks, dashes */
    gsize from, to; /* what was folded: all of it, or without the ends that
                     * a citation marker may be cut off in */
} VlNeedle;

VlNeedle *vl_needle_new(const char *text, gsize n_bytes);

/* The same for a quote that starts (head) or stops (tail) inside a citation
 * marker, "... in men (Smith et": it is looked for without that end.  NULL
 * when no bracket is open there. */
VlNeedle *vl_needle_new_cut(const char *text, gsize n_bytes, gboolean head,
                            gboolean tail);
void vl_needle_free(VlNeedle *needle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlNeedle, vl_needle_free)

/* A place of a source that may hold a quote: one or two stretches. */
typedef struct {
    VlRange parts[2]; /* bytes of the source */
    guint n_parts;
} VlPlace;

/* Widens the place to whole tokens, so that "0.7" is not found in "0.74",
 * "2.8" not in "-2.8" and "10" not in "10%". */
void vl_place_widen(VlPlace *place, const VlSource *source,
                    const VlNeedle *needle);

/* Compares the needle with the widened place: gives the match, with
 * segments and changes appended to hit. */
VlMatch vl_place_compare(const VlPlace *place, const VlSource *source,
                         const VlNeedle *needle, VlHit *hit);
