#pragma once

#include "verify/sense/sense.h"

/* What a sentence says by itself, each part with a verb of its own: "pain
 * fell", ", whereas nausea rose", " and lowered the dose", ", which was
 * high,".  A phrase without verb goes on with what stands before it, and so
 * do brackets. */

typedef enum {
    VL_STATEMENT_OWN,      /* it says of what */
    VL_STATEMENT_GOES_ON,  /* "and lowered": of what stands before it */
    VL_STATEMENT_FOLLOWS,  /* "followed by": something else */
    VL_STATEMENT_RELATIVE, /* ", which lowered": of the thing before it */
} VlStatementKind;

typedef struct {
    VlStatementKind kind;
    guint first;    /* token */
    guint end;      /* behind its last one, others may stand between */
    guint verb;     /* its first verb; n of the text: none */
    guint sentence;
} VlStatement;

/* "In", "with": a verb behind it may be that of "patients treated with
 * zinc". */
gboolean vl_statement_leads_in(const VlSense *sense, guint i);

/* The statements of a text, in order; *of (the caller frees both): to which
 * one each token belongs. */
GArray *vl_sense_statements(const VlSense *sense, guint **of);
