#pragma once

#include <glib.h>

#include "model/document.h"
#include "model/span.h"

/* What a digest says, and what stands behind it. */

typedef enum {
    VL_MATCH_EXACT,
    VL_MATCH_TYPOGRAPHIC,
    VL_MATCH_ALTERED,
    VL_MATCH_ABSENT,
    VL_MATCH_UNREADABLE,
} VlMatch;

typedef enum {
    VL_CHANGE_NUMBER,
    VL_CHANGE_SIGN,
    VL_CHANGE_COMPARATOR,
    VL_CHANGE_UNIT,
    VL_CHANGE_NEGATION,
    VL_CHANGE_DIRECTION,
    VL_CHANGE_ENTITY,
    VL_CHANGE_WORD,
} VlChangeKind;

typedef enum {
    VL_VERDICT_SUPPORTED,
    VL_VERDICT_PARTLY,
    VL_VERDICT_CONTRADICTED,
    VL_VERDICT_OVERSTATED,
    VL_VERDICT_UNSUPPORTED,
    VL_VERDICT_ELSEWHERE,
    VL_VERDICT_UNDECIDED,
    VL_VERDICT_UNREADABLE,
    VL_VERDICT_UNAVAILABLE,
    VL_VERDICT_EXTRACT,
    VL_VERDICT_UNCITED,
    VL_VERDICT_NOT_A_CLAIM,
} VlVerdict;

/* What a claim is about.  The order in which they are read is that of
 * vl_paper_order_claims: an author's conclusion never stands before the
 * primary result. */
typedef enum {
    VL_CLAIM_AIM,
    VL_CLAIM_DESIGN,
    VL_CLAIM_POPULATION,
    VL_CLAIM_PRIMARY_OUTCOME, /* its definition */
    VL_CLAIM_PRIMARY_RESULT,
    VL_CLAIM_RESULT, /* any other */
    VL_CLAIM_HARMS,
    VL_CLAIM_LIMITS,
    VL_CLAIM_CONCLUSION,
} VlClaimKind;

/* One token or run that differs between a quote and its source. */
typedef struct {
    VlChangeKind kind;
    char *quote, *source; /* "" where one side has nothing */
} VlChange;

typedef struct {
    VlSpan span; /* in the rendering */
    guint page;
    char *text; /* text == rendering[span] */
} VlSegment;

#define VL_HIT_GAP " [\u2026] "

/* A place in a source, and how the quote that was asked for differs from
 * it.  For VL_MATCH_ABSENT there is no place: page is 0. */
typedef struct {
    VlMatch match;
    guint page, page_end;
    VlSpan span;         /* first segment's start to last one's end */
    char *text;          /* the segments' texts joined by VL_HIT_GAP */
    char *read; /* the same as it is read, where signs without meaning were
                   repaired (model/repair.h): as many code points; NULL: as
                   printed */
    const char *read_from; /* "jats", "abstract"; NULL with read */
    GPtrArray *segments; /* VlSegment */
    guint occurrences;   /* places where the quote stands equally well */
    GPtrArray *changes;  /* VlChange */
} VlHit;

/* What one check found. */
typedef enum {
    VL_RESULT_OK,
    VL_RESULT_CONFLICT,
    VL_RESULT_MISSING,
    VL_RESULT_UNDECIDED,
} VlResult;

typedef struct {
    char *check; /* "numbers", "negation" ... */
    VlResult result;
    VlSpan claim, quote; /* code points in claim and quote; 0,0: none */
    char *detail;
} VlFinding;

/* Where the PDF beside a text of JATS prints a quote, for its page and its
 * picture; offsets are of the PDF's rendering. */
typedef struct {
    VlHit *hit;  /* NULL: there is no such place */
    char *label; /* printed page label; NULL when unknown */
} VlPdfPlace;
/* Below the digest's folder. */
#define VL_PLATE_FOLDER "evidence"

/* The picture of a quote in its PDF: the paragraph around it, the quote
 * marked; beside the digest, bound by its hash. */
typedef struct {
    char *file;   /* "evidence/38000001-3.png"; NULL: there is none */
    char *sha256; /* of the file */
    guint width, height;  /* pixels, at 144 dpi */
    guint page, page_end; /* shown */
    gboolean marked; /* FALSE: where the words stand on the page is not
                        known, and all of it is shown */
    char *fault;     /* why there is no file; NULL with one */
} VlPlate;

/* A quote: cut from our own rendering, bound to its hash. */
typedef struct {
    char *rendering_sha256;
    char *label; /* printed page label; NULL when unknown */
    VlHit *hit;
    VlPdfPlace pdf;
    char *section;      /* vl_section_kind_name of its sentence */
    GPtrArray *context; /* VlContext: DESIGN §6; empty in a first version */
    VlPlate *plate;     /* NULL: none was asked for */
} VlQuote;

/* One value of the context strip. */
typedef struct {
    char *name, *value; /* "provenance", "own" */
    VlSpan span;        /* that shows it, in the rendering; 0,0: none */
} VlContext;

/* What a second model thinks of a claim that no check decides.  It decides
 * nothing. */
typedef struct {
    char *opinion; /* "says_so", "says_otherwise", "says_less",
                      "does_not_say", "cannot_tell" */
    char *model;
    GPtrArray *quotes; /* VlQuote: the sentences that it names */
} VlOpinion;

typedef struct {
    char *id; /* within the digest: "38000001-3" */
    VlClaimKind kind;
    char *text;
    VlVerdict verdict;
    GPtrArray *findings; /* VlFinding */
    GPtrArray *quotes;   /* VlQuote */
    /* Of what a model said: the quote that it gave, which is checked and
     * never shown as the source's words; NULL: an extract. */
    char *said;
    gboolean moved; /* the quote stands in other sentences than it named */
    VlOpinion *opinion; /* NULL: no second model was asked */
} VlClaim;

VlClaim *vl_claim_new(VlClaimKind kind, const char *text);
void vl_claim_free(VlClaim *claim);
VlOpinion *vl_opinion_new(const char *opinion, const char *model);
void vl_opinion_free(VlOpinion *opinion);
gboolean vl_opinion_is_known(const char *opinion);
VlQuote *vl_quote_new(void);
void vl_quote_free(VlQuote *quote);
VlPlate *vl_plate_new(void);
void vl_plate_free(VlPlate *plate);
VlHit *vl_hit_new(VlMatch match);
void vl_hit_free(VlHit *hit);
void vl_hit_add_segment(VlHit *hit, VlSpan span, guint page, const char *text);
void vl_hit_add_change(VlHit *hit, VlChangeKind kind, const char *quote,
                       const char *source);
/* Sets span, page, page_end and text from the segments. */
void vl_hit_close(VlHit *hit);

/* Does the document have each segment's text at its span? */
gboolean vl_hit_is_printed(const VlHit *hit, const VlDocument *document);

/* The text to show a reader, of the whole and of one segment (the caller
 * frees that). */
const char *vl_hit_shown(const VlHit *hit);
char *vl_hit_segment_shown(const VlHit *hit, guint segment);
VlFinding *vl_finding_new(const char *check, VlResult result,
                          const char *detail);
void vl_finding_free(VlFinding *finding);
VlContext *vl_context_new(const char *name, const char *value, VlSpan span);
void vl_context_free(VlContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlClaim, vl_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlOpinion, vl_opinion_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlQuote, vl_quote_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPlate, vl_plate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHit, vl_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFinding, vl_finding_free)

/* The fixed English values of the JSON, and back; _from_name gives FALSE
 * for an unknown name. */
const char *vl_match_name(VlMatch match);
const char *vl_change_kind_name(VlChangeKind kind);
const char *vl_verdict_name(VlVerdict verdict);
const char *vl_claim_kind_name(VlClaimKind kind);
const char *vl_result_name(VlResult result);
gboolean vl_match_from_name(const char *name, VlMatch *match);
gboolean vl_change_kind_from_name(const char *name, VlChangeKind *kind);
gboolean vl_verdict_from_name(const char *name, VlVerdict *verdict);
gboolean vl_claim_kind_from_name(const char *name, VlClaimKind *kind);
gboolean vl_result_from_name(const char *name, VlResult *result);
