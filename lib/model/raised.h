#pragma once

#include <glib.h>

#include "model/document.h"

/* Digits and signs that a page shows raised (VlPage.raised) and that its text
 * holds flat, in their superscript form: 10⁵, not 105; cm⁻¹; mortality¹⁸.
 * Only where they stand behind something: the mass number of "131I" is a part
 * of its name. */

/* What is read at places of the document's text: VlRepair (model/repair.h),
 * sorted.  The caller unrefs. */
GArray *vl_document_find_raised(const VlDocument *document);
