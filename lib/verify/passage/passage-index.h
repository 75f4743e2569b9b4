#pragma once

#include "verify/passage/passage.h"

/* What vl_passages_find looks in, and what it looks for: the terms of a
 * paper's sentences, and those of one sentence.  For passage.c only. */

typedef struct {
    guint first, n; /* in VlPassageIndex.postings */
    guint length;   /* terms */
    double weight;  /* of its section and kind */
    gsize n_chars;  /* of its span in the rendering */
} VlPassageUnit;

struct VlPassageIndex {
    const VlReading *reading;
    gboolean french;
    GHashTable *ids;      /* key -> id + 1 */
    GPtrArray *keys;      /* char *, by id */
    GArray *df;           /* guint, by id */
    GHashTable *prefixes; /* first four bytes -> GArray of ids */
    GHashTable *expanded; /* abbreviation's key -> GArray of ids */
    GArray *units;        /* VlPassageUnit, one for each sentence */
    GArray *postings;     /* guint ids, each once in a unit */
    double mean_length;
};

/* From the start of the sentence's first segment to the end of its last
 * one. */
VlSpan vl_passage_span(const VlSentence *sentence);

/* A word of the sentence with all that may stand for it in the paper: it
 * counts once. */
typedef struct {
    double weight;
    guint df;
} VlPassageGroup;

typedef struct {
    const VlPassageIndex *index;
    GArray *groups;     /* VlPassageGroup */
    guint8 *group_of;   /* by id: group + 1, 0: none */
    float *share_of;    /* by id: how well it stands for the word */
} VlPassageQuery;

/* The index must outlive the query; sentence is valid UTF-8. */
void vl_passage_query_init(VlPassageQuery *query, const VlPassageIndex *index,
                           const char *sentence, gboolean french);
void vl_passage_query_clear(VlPassageQuery *query);
