#pragma once

#include <glib.h>

#include "model/chunk.h"

/* Which passages of a paper speak of what a sentence says?  Rare numbers
 * first, then words by BM25 over windows of one to three sentences.  Finding
 * decides nothing: whether a passage carries the sentence, judge.h says. */

/* Longest passage, in code points; it is cut from the rendering, so it may
 * be shown. */
#define VL_PASSAGE_MAX 700
/* Sentences of a passage at most. */
#define VL_PASSAGE_SENTENCES 3

/* A paper made ready for finding passages in it.  Several threads may look
 * in one index. */
typedef struct VlPassageIndex VlPassageIndex;

/* The reading must outlive the index. */
VlPassageIndex *vl_passage_index_new(const VlReading *reading);
void vl_passage_index_free(VlPassageIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPassageIndex, vl_passage_index_free)

typedef struct {
    guint first, n_sentences; /* indexes in VlReading.sentences */
    VlSpan span;              /* in the rendering, at most VL_PASSAGE_MAX */
    guint page;
    char *text;   /* to read and to judge: one line, hyphenation undone */
    double rank;  /* orders passages of one sentence, also of several
                     papers; means nothing else */
} VlPassage;

void vl_passage_free(VlPassage *passage);

/* At most most passages for the sentence (valid UTF-8), best first, each
 * adding something to those before it; none when nothing of it is there.
 * VlPassage; the caller unrefs. */
GPtrArray *vl_passages_find(const VlPassageIndex *index, const char *sentence,
                            gboolean french, guint most);
