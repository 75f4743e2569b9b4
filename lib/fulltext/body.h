#pragma once

#include <glib.h>

#include "fulltext/facts.h"

/* What came when a full text was asked for, by its bytes: status and type
 * of an answer are not enough, and a page that asks whether one is human is
 * often served as a PDF. */

typedef enum {
    VL_BODY_PDF,
    VL_BODY_ARTICLE,   /* XML with a text */
    VL_BODY_FRONT,     /* XML of an article without its text */
    VL_BODY_REFUSED,   /* XML with the service's own error */
    VL_BODY_CHALLENGE, /* a page that wants a human; never evaded */
    VL_BODY_PAGE,      /* any other web page */
    VL_BODY_EMPTY,     /* nothing, or an XML prolog alone */
    VL_BODY_DAMAGED,   /* cut short, or broken XML */
    VL_BODY_OTHER,
} VlBodyKind;

typedef struct {
    VlBodyKind kind;
    VlFacts *facts; /* of XML that could be read; else NULL */
    char *reason;   /* why it is no full text; NULL for PDF and ARTICLE */
} VlBody;

void vl_body_clear(VlBody *body);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlBody, vl_body_clear)

VlBody vl_body_of(const char *bytes, gsize n_bytes);

/* TRUE when the same request may give another answer in a moment. */
gboolean vl_body_is_transient(VlBodyKind kind);

/* "pdf", "article", "front_only", "challenge" ... */
const char *vl_body_kind_name(VlBodyKind kind);
