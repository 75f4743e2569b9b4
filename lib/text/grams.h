#pragma once

#include <glib.h>

/* Where each run of seven folded bytes stands in a text: tells the few
 * windows that may hold a long pattern from the rest. */
typedef struct VlGrams VlGrams;

#define VL_GRAM 7

/* text[0:n] must outlive the result; at least VL_GRAM bytes. */
VlGrams *vl_grams_new(const char *text, gsize n);
void vl_grams_free(VlGrams *grams);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlGrams, vl_grams_free)

/* Appends the windows (VlRange in the text, sorted, disjoint) inside
 * text[from:to] that hold at least least of the pattern's grams with not more
 * than shift bytes pushed in or out between them: by the q-gram lemma each
 * place with k edits has n + 1 - VL_GRAM - k * VL_GRAM of them.  FALSE when
 * the text repeats itself so much that looking everywhere is cheaper. */
gboolean vl_grams_find(const VlGrams *grams, const char *pattern, gsize n,
                       gsize least, gsize shift, gsize from, gsize to,
                       GArray *windows);
