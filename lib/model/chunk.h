#pragma once

#include <glib.h>

#include "model/document.h"
#include "model/span.h"

/* A document as a reader sees it: sections, numbered sentences, chunks.
 * All of it overlays: nothing renumbers the rendering. */

typedef enum {
    VL_SECTION_UNKNOWN,
    VL_SECTION_TITLE,
    VL_SECTION_ABSTRACT,
    VL_SECTION_INTRODUCTION,
    VL_SECTION_METHODS,
    VL_SECTION_RESULTS,
    VL_SECTION_DISCUSSION,
    VL_SECTION_CONCLUSION,
    VL_SECTION_REFERENCES,
    VL_SECTION_BACK, /* funding, conflicts of interest, contributions ... */
} VlSectionKind;

typedef struct {
    VlSectionKind kind;
    VlSectionKind within; /* of a labelled abstract: ABSTRACT, else kind */
    char *heading;        /* as printed; NULL for what precedes any */
    VlSpan span;
} VlSection;

typedef enum {
    VL_SENTENCE_BODY,
    VL_SENTENCE_HEADING,
    VL_SENTENCE_CAPTION,
    VL_SENTENCE_TABLE, /* table rows, axis labels: not prose */
    VL_SENTENCE_FRONT, /* authors, affiliations, dates, licence */
} VlSentenceKind;

/* A sentence may be cut in two by a page break, a float or a running head:
 * then it has several segments. */
typedef struct {
    guint number;         /* from 1, in reading order */
    VlSentenceKind kind;
    guint section;        /* index in VlReading.sections */
    GArray *segments;     /* VlSpan in the rendering, in order, at least 1 */
    guint page;           /* of the first segment */
    char *text;           /* to read: one line, hyphenation undone */
    const char *read_from; /* "jats", "abstract": some of its signs, which the
                              PDF's text lost, come from there; NULL: none */
    gboolean cites;       /* holds a citation marker */
    char *marked;         /* the text with the marker that stands behind its
                             full stop, ".[12]"; NULL: none does */
} VlSentence;

/* The sentence with all its citation markers, as it is judged. */
static inline const char *
vl_sentence_marked(const VlSentence *sentence)
{
    return sentence->marked != NULL ? sentence->marked : sentence->text;
}

/* What is sent to a model in one go: sentences first .. first + n - 1. */
typedef struct {
    guint first, n_sentences; /* indexes in VlReading.sentences */
    gsize n_bytes;
} VlChunk;

typedef struct {
    const VlDocument *document; /* not owned */
    GPtrArray *sections;        /* VlSection */
    GPtrArray *sentences;       /* VlSentence */
    GArray *chunks;             /* VlChunk */
    GArray *furniture;          /* VlSpan: running heads and feet, page
                                   numbers; sorted, disjoint */
} VlReading;

VlReading *vl_reading_alloc(const VlDocument *document);
void vl_reading_free(VlReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlReading, vl_reading_free)

VlSection *vl_section_new(VlSectionKind kind);
void vl_section_free(VlSection *section);
VlSentence *vl_sentence_new(VlSentenceKind kind);
void vl_sentence_free(VlSentence *sentence);

const VlSection *vl_reading_section_of(const VlReading *reading,
                                       const VlSentence *sentence);
const char *vl_section_kind_name(VlSectionKind kind);
