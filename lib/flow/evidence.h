#pragma once

#include <glib.h>

#include "model/check.h"
#include "model/chunk.h"
#include "model/record.h"
#include "reading/identifiers.h"

/* A source as `veille check` works with it: read, numbered, made ready for
 * finding and judging.  Several threads may ask one at a time. */
typedef struct VlGrounds VlGrounds;

/* Takes the document. */
VlGrounds *vl_grounds_new(VlDocument *document);
void vl_grounds_free(VlGrounds *grounds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlGrounds, vl_grounds_free)

const VlDocument *vl_grounds_document(const VlGrounds *grounds);
const VlReading *vl_grounds_reading(const VlGrounds *grounds);

/* Judges the sentence against the passages found for it: a new answer for
 * source number source. */
VlAnswer *vl_grounds_ask(const VlGrounds *grounds, const char *sentence,
                         gboolean french, guint source, double *rank);

/* Is this the paper that the reference means?  By its first page's words. */
gboolean vl_grounds_is_named(const VlGrounds *grounds, const char *reference);
