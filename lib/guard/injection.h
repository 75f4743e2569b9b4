#pragma once

#include <glib.h>

#include "model/document.h"

/* Sentences that talk to a program instead of a reader: "ignore previous
 * instructions", "donnez un avis favorable".  English and French.  A paper
 * about language models prints such words too, so that they count only
 * where nobody can see them; and their absence proves nothing. */

/* The phrases in a text, in order: VlSpan, code points.  Case, accents,
 * spaces, hyphens and line breaks do not hide one. */
GArray *vl_injection_find(const char *text);

/* The hidden spans of a document that hold such a phrase, alone or together
 * with the other hidden ones of their page: VlSpan, in order.  Each is an
 * alarm (DESIGN §5). */
GArray *vl_injection_alarms(const VlDocument *document);
