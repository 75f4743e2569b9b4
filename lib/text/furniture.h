#pragma once

#include <glib.h>

/* Running heads and feet and page numbers of a paged text (pages parted by
 * U+000C): lines near a page's edge that, digits masked, come back on three
 * pages or more, and lone page numbers that count up with the pages.
 * Gives VlRange in bytes, sorted, disjoint; each covers the whole line
 * without its newline.  The caller frees.  A text of fewer than three pages
 * has none. */
GArray *vl_furniture_find(const char *text, gsize n_bytes);
