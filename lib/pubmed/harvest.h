#pragma once

#include "pubmed/query.h"

/* All identifiers of a search, however many: a range of PMIDs that gives
 * more than one answer can hold is cut in two, until each part fits.  Pure:
 * says what to ask next and takes the answers. */
typedef struct VlHarvest VlHarvest;

VlHarvest *vl_harvest_new(void);
void vl_harvest_free(VlHarvest *harvest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlHarvest, vl_harvest_free)

/* The range to ask for next; FALSE when there is none left. */
gboolean vl_harvest_next(VlHarvest *harvest, VlUidRange *range);

/* The answer about that range: how many there are, and those that came
 * (guint64). */
void vl_harvest_take(VlHarvest *harvest, VlUidRange range, guint64 count,
                     const GArray *uids);

/* What the whole range was said to hold. */
guint64 vl_harvest_total(const VlHarvest *harvest);

/* The identifiers (char *), in the order of their numbers, each once; the
 * newest come last.  The caller owns them. */
GPtrArray *vl_harvest_uids(const VlHarvest *harvest);

/* How many different ones there are. */
guint vl_harvest_count(const VlHarvest *harvest);
