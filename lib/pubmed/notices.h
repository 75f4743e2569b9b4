#pragma once

#include "model/record.h"

/* What PubMed says about the fate of a paper: CommentsCorrections, the
 * publication types (by their UI, because NLM renames them) and the
 * publication status. */

/* "RetractionIn" -> VL_NOTICE_RETRACTION ...; an unknown one is
 * VL_NOTICE_OTHER.  *cites is TRUE for "Cites", which is a reference and no
 * notice. */
VlNoticeKind vl_notice_from_ref_type(const char *ref_type, gsize length,
                                     gboolean *cites);

/* Sets retracted and preprint once the record is whole, and adds the notice
 * that only a publication type or the status tells. */
void vl_notices_finish(VlRecord *record, gboolean status_retracted);
