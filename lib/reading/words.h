#pragma once

#include <glib.h>

/* The words of a text, to decide whether a hyphen at a line's end belongs
 * to the word ("well-/known") or to the line ("percen-/tage"): the text
 * itself often has the word elsewhere. */
typedef struct VlWords VlWords;

VlWords *vl_words_new(const char *text);
void vl_words_free(VlWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlWords, vl_words_free)

/* The bytes of the hyphen that ends a word at the end of text; 0: none. */
gsize vl_words_hyphen(const char *text, gsize n);

/* TRUE when head (which ends before the hyphen) and the word at the start
 * of tail are one word without a hyphen. */
gboolean vl_words_join(const VlWords *words, const char *head, gsize n_head,
                       const char *tail, gsize n_tail);
