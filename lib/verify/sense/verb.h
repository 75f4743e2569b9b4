#pragma once

#include "verify/sense/sense.h"

/* Where a clause has its verb, told by form and by lists of words: enough to
 * see that "and lowered the pressure" goes on with what the sentence is
 * about, and that "whereas the dose fell" starts anew.  What is not told for
 * sure is no verb. */

/* "Was", "had", "may": verbs that may stand before another one. */
gboolean vl_verb_is_auxiliary(const VlSense *sense, guint i);

/* "Was", "is", "been", "était": says what something is, or makes a verb
 * passive. */
gboolean vl_verb_is_be(const VlSense *sense, guint i);

/* "Treated", "given": what may follow "was". */
gboolean vl_verb_is_participle(const VlSense *sense, guint i);

/* Is token i a verb with a subject before it?  FALSE for "treated" in
 * "patients treated with it" as far as that can be told. */
gboolean vl_verb_is_finite(const VlSense *sense, guint i);

/* Behind "and": is token i the verb of something said before? */
gboolean vl_verb_goes_on(const VlSense *sense, guint i);

/* "Not", "also", "significantly": stand between a verb's words. */
gboolean vl_verb_is_adverb(const VlSense *sense, guint i);

/* "By", "par": stands before who did it.  "Par rapport", "par semaine" name
 * nobody. */
gboolean vl_verb_is_by(const VlSense *sense, guint i);
