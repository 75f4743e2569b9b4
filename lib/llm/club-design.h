#pragma once

#include "model/chunk.h"
#include "model/record.h"

/* Which sheet a paper gets: by what PubMed says of it, else by its words
 * (schemas/club/designs.txt). */

typedef struct {
    const char *sheet; /* never NULL; belongs to nobody */
    const char *from;  /* "type": PubMed's publication type; "mesh": its
                          headings; "text": words of the paper; "none" */
    const char *told;  /* the type or heading; the record's; or NULL */
    guint number;      /* of the sentence whose words decided, from 1; or 0 */
} VlDesign;

/* record may be NULL. */
VlDesign vl_design_choose(const VlRecord *record, const VlReading *reading);
