#pragma once

#include <glib.h>

/* Finding a folded pattern in a folded text.  Bytes in, bytes out. */

/* The first place of pattern in text[from:n], or G_MAXSIZE. */
gsize vl_find_exact(const char *text, gsize n, gsize from,
                    const char *pattern, gsize n_pattern);

/* A place with few edits. */
typedef struct {
    gsize start, end; /* half-open */
    guint distance;   /* Levenshtein */
} VlNear;

/* Longest pattern, and most work (text bytes times pattern blocks), that
 * vl_find_near takes on: about a second. */
#define VL_FIND_MAX_PATTERN 16384
#define VL_FIND_MAX_WORK (G_GUINT64_CONSTANT(600000000))

/* The places in text[0:n] where pattern stands with at most k edits (Myers'
 * bit-parallel algorithm, in blocks, with Ukkonen's cut-off), at most most
 * of them, one of each cluster, best first.  Memory is linear in pattern.
 * Appends VlNear. */
void vl_find_near(const char *text, gsize n, const char *pattern,
                  gsize n_pattern, guint k, guint most, GArray *near);
