#pragma once

#include <glib.h>

#include "model/asked.h"
#include "model/claim.h"
#include "model/document.h"
#include "model/record.h"

/* What was found of somebody's summary: each sentence against its sources,
 * each reference against records.  Plain data for the views. */

/* A passage of a source: text == rendering[span]. */
typedef struct {
    guint source; /* index in VlCheck.sources */
    guint page;
    char *label; /* as printed; NULL when unknown */
    VlSpan span;
    char *text;
} VlEvidence;

/* A sentence against one source. */
typedef struct {
    guint source;    /* index in VlCheck.sources */
    guint reference; /* that pointed to it, from 1; 0: none did */
    VlVerdict verdict;
    guint tier; /* of an undecided one: 1 read first, 2 sense, 3 nearest */
    GPtrArray *findings; /* VlFinding; quote: code points in the passages'
                            judged texts */
    GPtrArray *evidence; /* VlEvidence, best first */
    GPtrArray *context;  /* VlContext */
    GArray *uncovered;   /* VlSpan in the sentence */
    VlOpinion *opinion;  /* of a model, when undecided; NULL: none */
} VlAnswer;

typedef struct {
    char *text;       /* without citation marks */
    const char *kind; /* "claim", "heading", "question", "remark" */
    VlSpan span;      /* in VlCheck.text */
    VlVerdict verdict;
    guint tier;
    GPtrArray *answers; /* VlAnswer, the deciding one first */
    char *reason;       /* of unavailable; NULL: none */
} VlCheckedSentence;

typedef enum {
    VL_REFERENCE_CORRECT,
    VL_REFERENCE_WRONG_METADATA,
    VL_REFERENCE_NOT_FOUND,
    VL_REFERENCE_COULD_NOT_CHECK,
} VlReferenceVerdict;

/* A field that is not as the record has it. */
typedef struct {
    char *name; /* "year", "first_author", "journal", "title", "volume",
                   "pages", "pmid", "doi" */
    char *given, *record; /* NULL: nothing */
} VlFieldDifference;

typedef struct {
    char *text;
    VlSpan span; /* in VlCheck.text */
    VlReferenceVerdict verdict;
    char *pmid, *doi, *title; /* of the record; NULL: none */
    GPtrArray *fields;        /* VlFieldDifference */
    GPtrArray *notices; /* char *: "retraction", "concern", "erratum",
                           "update"; each once */
    gboolean preprint;
    char *detail; /* where was searched, or why not; NULL: nothing */
} VlCheckedReference;

typedef struct {
    char *name;  /* as it was given: a file or "PMID 1" */
    char *title; /* NULL: unknown */
    char *pmid, *doi;
    const char *rendering; /* vl_rendering_kind_name; NULL: not read */
    char *sha256;
    guint n_pages, with_text;
    GPtrArray *notices; /* char *, as in VlCheckedReference */
    char *problem;      /* why it was not read, or not whole; NULL: none */
} VlCheckedSource;

/* A model that was asked about undecided sentences. */
typedef struct {
    char *model;     /* as the watch calls it */
    guint questions; /* a sentence and what one source has of it */
    gboolean no_patient_data; /* the user said so of the text */
    VlModelAsked *asked;
} VlSecondAsked;

typedef struct {
    char *name;     /* of the summary's file; NULL: standard input */
    char *text;     /* the summary as it was read */
    gboolean french;
    GPtrArray *sources;    /* VlCheckedSource */
    GPtrArray *sentences;  /* VlCheckedSentence, in order */
    GPtrArray *references; /* VlCheckedReference, in order */
    GPtrArray *problems;   /* char *: what could not be read */
    VlSecondAsked *second; /* NULL: no model was asked */
} VlCheck;

VlSecondAsked *vl_second_asked_new(void);
void vl_second_asked_free(VlSecondAsked *second);

/* How many opinions there are. */
guint vl_check_count_opinions(const VlCheck *check);

VlCheck *vl_check_new(void);
void vl_check_free(VlCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlCheck, vl_check_free)

VlAnswer *vl_answer_new(guint source, guint reference);
VlCheckedSentence *vl_checked_sentence_new(const char *text,
                                           const char *kind);
VlCheckedReference *vl_checked_reference_new(const char *text);
VlCheckedSource *vl_checked_source_new(const char *name);

/* What was read of it: rendering, hash, pages, and what is missing. */
void vl_checked_source_describe(VlCheckedSource *source,
                                const VlDocument *document);

void vl_checked_reference_add_field(VlCheckedReference *reference,
                                    const char *name, const char *given,
                                    const char *record);
void vl_answer_free(VlAnswer *answer);
void vl_checked_reference_free(VlCheckedReference *reference);

/* "correct", "wrong_metadata", "not_found", "could_not_check" */
const char *vl_reference_verdict_name(VlReferenceVerdict verdict);

/* Adds the notices of a record that a reader has to know, each once, to those
 * of a reference or a source. */
void vl_check_add_notices(GPtrArray *notices, const VlRecord *record);

/* TRUE when a source or reference with these notices is retracted or under
 * concern. */
gboolean vl_check_is_grave(const GPtrArray *notices);

/* TRUE for contradicted, overstated, unsupported and elsewhere. */
gboolean vl_verdict_is_flag(VlVerdict verdict);

/* TRUE when a reader has to be told: a flagged sentence, an undecided one
 * of tier 1, a reference that is wrong, not found, retracted or under
 * concern. */
gboolean vl_check_is_flagged(const VlCheck *check);

/* The order in which a reader should meet the verdicts: 0 first. */
guint vl_verdict_severity(VlVerdict verdict, guint tier);
