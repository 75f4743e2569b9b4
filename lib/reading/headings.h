#pragma once

#include <glib.h>

#include "model/chunk.h"

/* The heading tables of schemas/lexicon/LANGUAGE/headings.txt, which the
 * program carries in itself; all languages at once. */

typedef enum {
    VL_HEADING_NONE,
    VL_HEADING_ALONE,  /* the whole line is the heading */
    VL_HEADING_RUN_IN, /* text follows on the same line */
} VlHeadingForm;

typedef struct {
    VlHeadingForm form;
    VlSectionKind kind;
    gsize n_bytes;      /* of a run-in heading with its colon and spaces */
    gboolean numbered;  /* "2. Methods" */
    gboolean colon;     /* a run-in one that ends in a colon or dash */
    gboolean label; /* of parts of an abstract only: "Participants" */
    gboolean ends_abstract; /* "Keywords": kind is BACK */
} VlHeading;

/* What the line opens, if anything. */
VlHeading vl_heading_read(const char *line, gsize n_bytes);
