#pragma once

#include <glib.h>

#include "model/asked.h"
#include "model/claim.h"
#include "model/fulltext.h"
#include "model/record.h"
#include "model/screening.h"

/* The digest (DESIGN §8): digest.json as structs.  Everything that a view
 * shows is here; views add words, never facts.  All strings are owned and
 * valid UTF-8. */

/* Text of a PDF that its reader cannot see. */
typedef struct {
    guint page;
    VlSpan span; /* in the rendering */
    char *text;  /* its first VL_HIDDEN_MAX_TEXT code points */
} VlHiddenText;

#define VL_HIDDEN_MAX_TEXT 300
#define VL_HIDDEN_MAX_PASSAGES 50 /* that a digest names */

/* How one paper was read. */
typedef struct {
    char *rendering;        /* "abstract", "jats", "pdf" */
    char *rendering_sha256; /* NULL: nothing could be read */
    char *file;             /* base name of the PDF or XML; NULL: none */
    char *file_sha256;
    char *extractor;
    guint pages, with_text;
    char *coverage; /* "full text", "abstract only", "partial: cpu" */
    char *tier;     /* "record", or the step that found the text */
    char *sandbox;
    gboolean ocr;
    gsize n_words; /* of the rendering, for the reading time */
    char *warning; /* NULL: none */
    char *url, *licence, *version, *fetched; /* as in VlFullText */
    GPtrArray *tried;                        /* VlTried, in order; NULL: none */
    VlFullText *pdf;            /* beside a text of JATS; NULL: none */
    char *pdf_rendering_sha256; /* of pdf */
    guint pdf_pages;
    guint n_repaired; /* signs that the PDF's text lost, and that were read
                         from another text of the paper (model/repair.h) */
    const char *repaired_from; /* "jats", "abstract"; NULL: none */
    char *repaired_sha256;     /* of that rendering */
    /* Kept out of prompts and quotes: */
    GPtrArray *alarms; /* VlHiddenText that reads like an instruction to a
                          program */
    GPtrArray *hidden; /* VlHiddenText: the others */
    guint n_hidden;    /* passages, named or not */
    gsize hidden_length; /* code points of all of them */
    guint inconclusive;  /* pages whose text and ink contradict each other */
} VlRead;

/* Frees what it holds; after reset it is as in a new paper. */
void vl_read_clear(VlRead *read);
void vl_read_reset(VlRead *read);

typedef struct {
    char *kind, *pmid, *text; /* vl_notice_kind_name; pmid may be NULL */
} VlDigestNotice;

typedef struct {
    char *name; /* vl_record_name */
    char *pmid, *doi, *pmcid;
    char *title, *journal, *date, *authors; /* "Dupont A, Martin B, et al." */
    char *language;   /* of the article, as in HTML ("en"); NULL: not known */
    GPtrArray *types; /* char *: publication types */
    gboolean retracted, preprint;
    gboolean again; /* an earlier digest had it without its full text */
    VlRead read;
    GPtrArray *notices; /* VlDigestNotice */
    GPtrArray *claims;  /* VlClaim, in the order of vl_paper_order_claims */
    GPtrArray *missing; /* char *: vl_claim_kind_name looked for, not found */
    VlAsked *asked;     /* NULL: no model was asked */
    VlScreening *screening; /* NULL: there are no criteria */
} VlPaper;

/* A paper or file that was not read, and why. */
typedef struct {
    char *pmid, *title, *file; /* each may be NULL */
    char *code;                /* vl_error_name: "encrypted" ... */
    char *reason;              /* one sentence with the remedy */
} VlUnread;

typedef struct {
    char *pmid, *title;
    gboolean retracted;
} VlListed;

/* A paper whose full text only a reader can get; each may be NULL but
 * link. */
typedef struct {
    char *pmid, *title;
    char *link;     /* of the publisher's page, or of PubMed's */
    char *open;     /* of a free copy that a program may not fetch */
    char *resolver; /* of the user's library */
    char *reason;   /* why veille has it not */
} VlToFetch;

/* What a digest said of a paper that has since been retracted or corrected;
 * the names are those of digest.json. */
typedef struct {
    char *digest; /* folder of the digest that said it */
    char *id, *text, *verdict;
} VlFallenClaim;

/* A paper of an earlier digest about which a notice has come out since. */
typedef struct {
    char *pmid, *title;
    char *kind;        /* vl_notice_kind_name: "retraction" ... */
    char *notice_pmid; /* of the notice; NULL: not known */
    char *text;        /* where it was published; NULL: not known */
    char *digest;      /* folder of the first digest that showed the paper */
    GPtrArray *claims; /* VlFallenClaim, the newest digest first */
} VlLookback;

/* The counts of a PRISMA flow; code computes them. */
typedef struct {
    guint identified; /* records in the input */
    guint duplicates;
    guint deleted; /* DeleteCitation lines */
    guint known;   /* shown in an earlier digest of this watch */
    guint listed;  /* beyond max */
    guint screened_out; /* by the criteria of the watch */
    guint digested;
    guint full_text, abstract_only;
    guint unread; /* papers of the digest for which nothing was readable */
} VlFlowCounts;

typedef struct {
    char *schema; /* "veille-digest-1" */
    struct {
        char *name, *query, *since, *language;
        guint max;
        GPtrArray *records; /* char *: base names of the input files */
        GPtrArray *include, *exclude; /* char *: criteria; both empty: there
                                         was no screening */
    } watch;
    /* What PubMed made of the query. */
    struct {
        gboolean asked;    /* FALSE: there was no search, and no more below */
        gboolean complete; /* each record found was fetched, or PubMed says
                              that it serves none */
        char *from, *to;   /* "2026-11-13": created on these days and
                              between; from NULL: from the beginning */
        char *translation; /* the query as PubMed read it; NULL: not told */
        guint count;       /* records that it found */
        guint fetched;     /* of which were new, and came */
        guint late;        /* from before, and found only now */
        GPtrArray *not_found; /* char *: phrases that PubMed does not know */
        GPtrArray *warnings;  /* char *: other words of PubMed */
    } search;
    struct {
        char *id;      /* unique, hexadecimal */
        char *started; /* ISO 8601, UTC */
        char *version; /* of veille */
    } run;
    VlFlowCounts flow;
    GPtrArray *papers;   /* VlPaper, in record order */
    GPtrArray *screened; /* VlPaper: those that the criteria leave out; with
                            their screening, and without claims */
    GPtrArray *unread;   /* VlUnread */
    GPtrArray *listed;   /* VlListed */
    GPtrArray *to_fetch; /* VlToFetch, in the order of the papers */
    GPtrArray *lookback; /* VlLookback, the gravest first */
    struct {
        char *provider; /* "builtin" */
        char *name;     /* the model's own name; NULL: none was asked */
        char *rules;    /* sha256 over rules and lexicons */
        VlModelAsked *asked; /* NULL: none was asked */
    } model;
    struct {
        char *head;    /* hash of the last line; NULL: nothing was sent */
        guint entries; /* lines of this run: what left the machine */
    } ledger;
    char *reviewed_by; /* NULL until a physician signs for having read it */
} VlDigest;

/* TRUE: the watch has criteria. */
gboolean vl_digest_screens(const VlDigest *digest);

/* TRUE: the criteria leave the paper out. */
gboolean vl_paper_is_screened_out(const VlPaper *paper);

VlDigest *vl_digest_new(void);
void vl_digest_free(VlDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlDigest, vl_digest_free)

VlPaper *vl_paper_new(void);
void vl_paper_free(VlPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPaper, vl_paper_free)

VlHiddenText *vl_hidden_text_new(guint page, VlSpan span, const char *text);
void vl_hidden_text_free(VlHiddenText *hidden);

VlUnread *vl_unread_new(const char *pmid, const char *title, const char *file,
                        const char *code, const char *reason);
void vl_unread_free(VlUnread *unread);
void vl_to_fetch_free(VlToFetch *to_fetch);
VlListed *vl_listed_new(const char *pmid, const char *title);
void vl_listed_free(VlListed *listed);
VlFallenClaim *vl_fallen_claim_new(const char *digest, const char *id,
                                   const char *text, const char *verdict);
void vl_fallen_claim_free(VlFallenClaim *claim);
VlLookback *vl_lookback_new(void);
void vl_lookback_free(VlLookback *lookback);
VlDigestNotice *vl_digest_notice_new(const char *kind, const char *pmid,
                                     const char *text);
void vl_digest_notice_free(VlDigestNotice *notice);
