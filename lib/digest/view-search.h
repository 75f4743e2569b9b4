#pragma once

#include <glib.h>

#include "digest/words.h"
#include "model/digest.h"

/* What all views say of the search and of papers of earlier digests; as
 * view.h: plain strings, the caller frees every char *. */

/* What a reader must see first: row i, from 0; FALSE after the last.  Words
 * that PubMed does not know, a search that is not complete, and that an
 * empty one was understood. */
gboolean vl_view_search_alarm(const VlDigest *digest, guint i,
                              VlLanguage language, const char **label,
                              char **text);

/* How PubMed read the query, the window, what was found; as above. */
gboolean vl_view_search_row(const VlDigest *digest, guint i,
                            VlLanguage language, const char **label,
                            char **text);

/* "Retraction (PMID 1); Correction (PMID 2)": all of them in a line; NULL
 * when there are none. */
char *vl_view_lookback_line(const VlDigest *digest, VlLanguage language);

/* "Retraction: J Fict. 2026;1:1 (PMID 2)". */
char *vl_view_lookback_notice(const VlLookback *lookback,
                              VlLanguage language);

/* "PMID 1 · Title · shown in 2026-11-01-colitis". */
char *vl_view_lookback_paper(const VlLookback *lookback,
                             VlLanguage language);

/* "2026-11-01-colitis · Extract.": where a claim that falls was made. */
char *vl_view_fallen_place(const VlFallenClaim *claim, VlLanguage language);
