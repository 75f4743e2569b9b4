#pragma once

#include <glib.h>

#include "verify/locate/place.h"

/* All places of a source that may hold one quote.  For vl_locate. */

/* A place with what came of comparing. */
typedef struct {
    VlHit *hit;
    guint distance;
    gsize end; /* folded */
} VlCandidate;

typedef struct {
    const VlSource *source;
    const VlNeedle *needle;
    gsize from, to; /* folded window */
    guint page;
    gsize compared;
    GPtrArray *found; /* VlCandidate, in order of place */
} VlSearch;

/* The window is the whole source until from and to are set; page 0: any.
 * Source and needle must outlive the search. */
void vl_search_init(VlSearch *search, const VlSource *source,
                    const VlNeedle *needle, guint page);
void vl_search_clear(VlSearch *search);

/* Fills search->found; gives the number of equal folded places. */
guint vl_search_all(VlSearch *search);

/* Only places where the folded forms are equal, in folded [from, to);
 * those beyond the budget are left alone.  Gives how many there are. */
guint vl_search_exact(VlSearch *search, gsize from, gsize to);

/* Adds places in two stretches. */
void vl_search_bridges(VlSearch *search);

gboolean vl_match_is_accepted(VlMatch match);
/* Smaller is better. */
int vl_match_rank(VlMatch match);

/* Negative when a is the better place. */
int vl_candidate_compare(const VlCandidate *a, const VlCandidate *b,
                         guint page);

gboolean vl_search_has_accepted(const GPtrArray *found);

/* The first of the best; NULL when there is none. */
const VlCandidate *vl_search_best(const GPtrArray *found, guint page);

/* How many places are as good as best, of which n_exact are equal. */
guint vl_search_count(const VlSearch *search, const VlCandidate *best,
                      guint n_exact);

/* Takes the hit of best out of the search; the caller frees it. */
VlHit *vl_search_take(VlSearch *search, const VlCandidate *best);
