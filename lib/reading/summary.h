#pragma once

#include <glib.h>

#include "model/span.h"
#include "reading/cite.h"

/* A summary that somebody was given by a chat, as sentences to check and
 * the references that it names. */

typedef enum {
    VL_STATEMENT_CLAIM,
    VL_STATEMENT_HEADING,
    VL_STATEMENT_QUESTION,
    VL_STATEMENT_REMARK, /* greeting, offer, disclaimer */
} VlStatementKind;

typedef struct {
    VlStatementKind kind;
    char *text;       /* one line, without citation marks */
    VlSpan span;      /* in VlSummary.text */
    GPtrArray *cites; /* VlCite */
} VlStatement;

typedef struct {
    guint number; /* in its list; 0: none */
    char *label;  /* of a footnote or link; NULL: none */
    char *text;   /* one line */
    VlSpan span;  /* in VlSummary.text */
    VlIdentifiers ids;
} VlListedReference;

typedef struct {
    char *text; /* the blocks as a reader sees them, a line each */
    GPtrArray *blocks;     /* VlBlock */
    GPtrArray *statements; /* VlStatement, in order */
    GPtrArray *references; /* VlListedReference, in order, each once */
} VlSummary;

/* Takes the blocks (VlBlock) of reading/block.h. */
VlSummary *vl_summary_new(GPtrArray *blocks);
void vl_summary_free(VlSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSummary, vl_summary_free)

/* The reference that a citation points to, or NULL. */
const VlListedReference *vl_summary_resolve(const VlSummary *summary,
                                            const VlCite *cite, guint nth);

/* How many references a citation may point to: nth counts up to it. */
guint vl_cite_count(const VlCite *cite);

const char *vl_statement_kind_name(VlStatementKind kind);
