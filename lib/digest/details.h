#pragma once

#include "digest/words.h"

/* What a check found, in the reader's language.  The details of findings are
 * English sentences with words of the claim and the source in them; here are
 * their French forms. */

/* Owned by the caller; a detail that has no French form stays as it is.
 * detail: NULL gives NULL. */
char *vl_detail_words(const char *detail, VlLanguage language);

/* "numbers" in the reader's language; a check without another name keeps
 * its own.  Not owned. */
const char *vl_check_name(const char *check, VlLanguage language);

/* The English form at i ("$" stands for words that are put in), NULL past
 * the last. */
const char *vl_detail_form(guint i);
