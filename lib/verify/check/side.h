#pragma once

#include "verify/check/clause.h"

/* One side of a comparison: the words of it that name an arm. */

/* May the token be part of an arm's name: a content word, a capital that
 * stands alone, the number of a group? */
gboolean vl_side_names(const VlSense *sense, guint i);

/* "Non-smokers": does the word before it say the opposite of it? */
gboolean vl_side_is_turned(const VlSense *sense, guint i);

/* Is it a name, "STIR", "zeltamab", "B"? */
gboolean vl_side_is_name(const VlSense *sense, guint i);

/* "Group", "controls", "patients" */
gboolean vl_side_is_arm_noun(const VlSense *sense, guint i);

/* "In the GDFR group": how many groups are named so in a clause (-1: in
 * all); side is the last one's words. */
guint vl_side_find_group(const VlSense *sense, int clause, VlSide *side);

/* "A lowered X": the words of the arm on the left, which stands before the
 * verb.  "X was lower with A": it stands behind, from the last "with" on. */
VlSide vl_side_arm(const VlSense *sense, VlSide left,
                   const VlComparison *comparison);
