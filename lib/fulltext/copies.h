#pragma once

#include "model/document.h"

/* Hidden text that says nothing new: a title for bookmarks in white under
 * the one that is seen, the covers of other issues in tiny print, a running
 * head drawn twice.  A reader is told nothing by it, and it is not worth an
 * alarm; what it says may still be torn, or interleaved with itself. */

/* The words of a document that are seen. */
typedef struct VlSeenWords VlSeenWords;

/* All but the hidden spans and their copies. */
VlSeenWords *vl_seen_words_new(const VlDocument *document);
void vl_seen_words_free(VlSeenWords *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSeenWords, vl_seen_words_free)

/* TRUE when all words of text, or those of each of its lines, stand close
 * together somewhere among the seen ones, in any order, and hardly any other
 * among them.  A word or two are never a copy: amid a sentence they turn its
 * meaning. */
gboolean vl_seen_words_hold(const VlSeenWords *seen, const char *text);
