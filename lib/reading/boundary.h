#pragma once

#include <glib.h>

/* The byte after the sentence that starts at text (without the white space
 * that follows it), within n bytes; *next is where the following one
 * begins.  Knows abbreviations, initials, decimals and citation numbers set
 * against the full stop, in English and French.  What has no end is cut: no
 * sentence is longer than 3,000 bytes or so, and none cut within a
 * character. */
gsize vl_sentence_end(const char *text, gsize n, gsize *next);
