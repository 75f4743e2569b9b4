#pragma once

#include "verify/case.h"

/* Does the passage say all of the claim?  To be asked when no check has
 * found fault (and not of a whole source).  If not, why (static text; NULL:
 * for the words that are not covered). */
gboolean vl_case_is_carried(const VlCase *matter, const char **why);

/* Does the claim take its words from members of the passage that speak of
 * different things? */
gboolean vl_case_is_mixed(const VlCase *matter);

/* The claim's words do not stand in the passage as they are bound in the
 * claim.  Neighbours are apart: */
gboolean vl_case_parts_words(const VlCase *matter);
/* Numbers of one kind stand in another order, or by each other's words: */
gboolean vl_case_turns_numbers(const VlCase *matter);
/* "84 % versus 92 %, 78 % versus 87 %" told as 84 % and 87 %: numbers of two
 * pairs of which one stands first and the other second. */
gboolean vl_case_crosses_pairs(const VlCase *matter);
/* Only one of the two denies something: */
gboolean vl_case_loses_denial(const VlCase *matter);
/* The passage speaks of another time, before or after: */
gboolean vl_case_turns_time(const VlCase *matter);

/* Do quantities a and b of the claim (a before b, both matched) go with the
 * things that the passage lists before them in this order? */
gboolean vl_case_is_listed(const VlCase *matter, guint a, guint b);

/* Does each number of the claim stand with words of its own, none of which
 * belongs to another number of its kind? */
gboolean vl_case_owns_numbers(const VlCase *matter);

/* Is the verb that a number is the subject of said of no one in the passage:
 * "12 % of patients died"? */
gboolean vl_case_lacks_predicate(const VlCase *matter);

/* Is it said to be done every 7 days where the passage has "for 7 days", or
 * the other way round? */
gboolean vl_case_turns_rhythm(const VlCase *matter);

/* Is who does something in the passage the one to whom it is done in the
 * claim: "relapse preceded infection"? */
gboolean vl_case_turns_verb(const VlCase *matter);

/* Is it said of all where the passage says it of few or most, or the other way
 * round? */
gboolean vl_case_turns_amount(const VlCase *matter);
/* Is it said there of some or few, which the claim leaves out? */
gboolean vl_case_drops_amount(const VlCase *matter);

/* Has each of the two texts all that the other has? */
gboolean vl_case_mirrors(const VlCase *matter);

/* Is each thing said to be more, less or the same of which the passage says
 * so? */
gboolean vl_case_keeps_ways(const VlCase *matter);

/* Things that something binds stand on other sides of it than in the passage:
 * "the rash preceded the fever": */
gboolean vl_case_turns_roles(const VlCase *matter);
/* ... and what binds them is an effect: "pain reduced the dose".  Of claims
 * of which a check has decided what they say: */
gboolean vl_case_turns_effects(const VlCase *matter);

/* Has the claim one word in the place of another, "cognitive function" of
 * "physical function"? */
gboolean vl_case_exchanges_word(const VlCase *matter);
