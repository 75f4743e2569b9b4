#pragma once

#include "verify/sense/sense.h"

/* The members of a sentence: what commas, brackets and "and" part.  Words
 * and numbers of one member belong together, which is all that judging knows
 * of grammar. */

/* "And", "but": what comes next is another member. */
gboolean vl_sense_joins(const VlSense *sense, guint i);

/* The member of each token, numbered through the text: what commas, brackets
 * and "and" part; the caller frees. */
guint *vl_sense_members(const VlSense *sense);

/* ... in which a bracket that names nothing parts nothing: "9 of 95 (9.5 %)
 * in the control group". */
guint *vl_sense_labels(const VlSense *sense);

/* ... in which a member goes on behind a bracket: "patients with reflux (GERD)
 * had pain".  What the bracket holds is of members of its own. */
guint *vl_sense_strands(const VlSense *sense);

/* Behind a bracket that closes before token i: does a comma or "and" start
 * another member? */
gboolean vl_sense_goes_on_anew(const VlSense *sense, guint i);

/* How deep in brackets each token stands; the caller frees. */
guint *vl_sense_depths(const VlSense *sense);

/* "Less often with A than with B (12 % versus 19 %)": gives the first number
 * to the member before "than", the second to that behind it. */
void vl_members_part_pairs(const VlSense *sense, guint *members);

/* Words that stand for no thing of their own: "study", "observed". */
gboolean vl_sense_is_light(const VlSense *sense, guint i);

/* Does word i stand for a thing: a content word that is neither light nor
 * says more, less, not or significant? */
gboolean vl_sense_is_thing(const VlSense *sense, guint i);

/* "Day 7", "72 hours": a number that tells when or which. */
gboolean vl_quantity_is_name(const VlQuantity *quantity);

/* "Group 2", "group B": the label that token i is; NULL: none. */
const VlQuantity *vl_sense_label(const VlSense *sense, guint i);

/* Do both texts name the same here, by a label or by a word? */
gboolean vl_sense_same_name(const VlSense *a, guint i, const VlSense *b,
                            guint j);

/* May one number be taken for the other? */
gboolean vl_quantity_alike(const VlQuantity *a, const VlQuantity *b);

/* Has the text words that place a fact before another, after it? */
enum {
    VL_TIME_NONE = 0,
    VL_TIME_BEFORE = 1,
    VL_TIME_AFTER = 2,
    VL_TIME_BOTH = 3,
};
int vl_sense_place_in_time(const VlSense *sense);

/* ... has word i? */
int vl_word_place_in_time(const VlSense *sense, guint i);

/* "Week 24": is token i a unit that stands before its number, as part of a
 * name? */
gboolean vl_sense_names_time(const VlSense *sense, guint i);

/* Does "from" stand before the quantity: "from 15.1 to 23.3"? */
gboolean vl_quantity_starts(const VlSense *sense,
                            const VlQuantity *quantity);
