#pragma once

#include <glib.h>

#include "fulltext/idconv.h"
#include "fulltext/ladder.h"

/* Asks the ID converter about all records that have no PMCID of their own,
 * in as few requests as it allows.  The result: PMID, or lower-case DOI
 * where there is none, -> VlIdconvEntry (owned).  Where the service could
 * not be asked, the entry's problem says why.  Never NULL. */
GHashTable *vl_resolve_pmcids(const VlLadder *ladder, const GPtrArray *records);

/* What the table says of the record; NULL: it was not asked about. */
const VlIdconvEntry *vl_resolved(GHashTable *pmcids, const VlRecord *record);
