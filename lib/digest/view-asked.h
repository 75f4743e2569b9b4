#pragma once

#include "digest/words.h"
#include "model/digest.h"

/* What views say of asking a model; the caller frees every char *. */

/* "Summarised by MODEL: 310 of 334 sentences, 2 parts" or "Not summarised:
 * refused (why); sentences chosen by a program instead"; NULL: no model was
 * asked. */
char *vl_view_asked(const VlPaper *paper, VlLanguage language);

/* "refused by the model (why)". */
char *vl_view_asked_failure(const VlAsked *asked, VlLanguage language);

/* What the run asked, and what it cost: "12 calls to HOST (EU), 3 answers
 * kept, 34000 + 5000 tokens, 0.12 USD; temperature=0"; NULL: none. */
char *vl_view_model_asked(const VlModelAsked *asked, VlLanguage language);

/* "A second model, NAME, thinks that the passage says so: an opinion, it
 * decides nothing"; NULL: none was asked. */
char *vl_view_opinion(const VlOpinion *opinion, VlLanguage language);

/* "the passage says so": what it is, in words. */
const char *vl_view_opinion_words(const VlOpinion *opinion,
                                  VlLanguage language);

/* What stands before the sentences that a model takes for spin. */
const char *vl_view_spin(VlLanguage language);
