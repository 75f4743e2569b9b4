#pragma once

#include <glib.h>

/* Numbers as journals print them: decimal point, comma and middle dot,
 * thousands, exponents, words. */

/* Reads the number at the start of text[0:n_bytes] and appends its canonical
 * form to key: digits without thousands separators, "." for the decimal
 * mark, a leading zero before it ("1234.5", "0.05", "1.2e-5").  No sign.
 * Returns the bytes read, 0 when there is no number.  The key is never
 * rounded: trailing zeros say how precise the number is. */
gsize vl_number_scan(const char *text, gsize n_bytes, GString *key);

/* The value of a number written as a word in English or French ("three",
 * "twenty", "douze"), lower case; -1 when it is none. */
int vl_number_word(const char *word, gsize length);
