#pragma once

#include "verify/check/clause.h"

/* The labels that a claim gives its arms in parentheses, "frovatriptan (F)
 * ... zolmitriptan (Z)", "water (control group)", where the passage calls the
 * arms so. */

/* Of each token of the passage (labels has one place for each, zeroed)
 * whether it is a label of the claim's left ('A') or right ('B') arm, given
 * as tokens of the claim.  How many labels of the two arms are found; a
 * label that both arms have counts for none. */
typedef struct {
    guint left, right; /* found in the passage */
    guint lost;        /* labels that the passage has not */
} VlLabels;

VlLabels vl_labels_find(const VlCase *matter, VlSide a, VlSide b,
                        char *labels);

/* Has the side of the claim labels, all of them in the passage? */
gboolean vl_labels_stand(const VlCase *matter, VlSide side);
