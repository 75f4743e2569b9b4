#pragma once

#include <glib.h>

/* Whether a hyphen at a line's end belongs to the word ("well-/known") or to
 * the line ("percen-/tage"): the words of the text itself often tell. */
typedef struct VlHyphens VlHyphens;

VlHyphens *vl_hyphens_new(const char *text);
void vl_hyphens_free(VlHyphens *hyphens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHyphens, vl_hyphens_free)

/* The bytes of the hyphen that ends a word at the end of text; 0: none. */
gsize vl_hyphens_length(const char *text, gsize n);

/* TRUE when the word at the end of head and the one at the start of tail are
 * one word without a hyphen.  The hyphen stands at head[n_head]. */
gboolean vl_hyphens_join(const VlHyphens *hyphens, const char *head,
                         gsize n_head, const char *tail, gsize n_tail);
