#pragma once

#include "model/document.h"
#include "model/record.h"

/* A PubMed record as a rendering of one page: its title on the first line,
 * then, after a blank line each, the parts of its abstract as
 * "LABEL: text".  Sealed; the extractor is "pubmed".  The caller frees. */
VlDocument *vl_document_from_record(const VlRecord *record);
