#pragma once

#include "digest/words.h"

/* Why something could not be read, drawn or fetched, in the reader's words.
 * The digest's JSON keeps the sentence in English, as it was said on standard
 * error. */

/* The sentence in that language; one that is not known stays as it is.  The
 * caller frees. */
char *vl_reason_show(const char *reason, VlLanguage language);
