#pragma once

#include "verify/case.h"

/* Does the passage say all of the claim?  To be asked when no check has
 * found fault (and not of a whole source). */
gboolean vl_case_is_carried(const VlCase *matter);

/* Does the claim take its words from members of the passage that speak of
 * different things? */
gboolean vl_case_is_mixed(const VlCase *matter);

/* Do the claim's words stand in the passage as they are bound in the claim:
 * neighbours together, numbers in their order or beside their words, denied
 * where they are denied? */
gboolean vl_case_is_bound(const VlCase *matter);

/* Do quantities a and b of the claim (a before b, both matched) go with the
 * things that the passage lists before them in this order? */
gboolean vl_case_is_listed(const VlCase *matter, guint a, guint b);

/* "And", "but": what comes next is another member. */
gboolean vl_word_joins(const VlWord *word);

/* The member of each token, numbered through the text: what commas, brackets
 * and "and" part; the caller frees. */
guint *vl_sense_members(const VlSense *sense);

/* ... in which a bracket that names nothing parts nothing: "9 of 95 (9.5 %)
 * in the control group". */
guint *vl_sense_labels(const VlSense *sense);

/* "Less often with A than with B (12 % versus 19 %)": gives the first number
 * to the member before "than", the second to that behind it. */
void vl_members_part_pairs(const VlSense *sense, guint *members);

/* Does word i stand for a thing: a content word that is neither light nor
 * says more, less, not or significant? */
gboolean vl_sense_is_thing(const VlSense *sense, guint i);

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

/* "Week 24": is token i a unit that stands before its number, as part of a
 * name? */
gboolean vl_sense_names_time(const VlSense *sense, guint i);

/* Does "from" stand before the quantity: "from 15.1 to 23.3"? */
gboolean vl_quantity_starts(const VlSense *sense,
                            const VlQuantity *quantity);

/* Does each number of the claim stand with words of its own, none of which
 * belongs to another number of its kind? */
gboolean vl_case_owns_numbers(const VlCase *matter);

/* Is each thing said to be more, less or the same of which the passage says
 * so? */
gboolean vl_case_keeps_ways(const VlCase *matter);
