#pragma once

#include <glib.h>

#include "model/claim.h"
#include "model/document.h"

/* A document made ready for finding quotes in it: folded once, its
 * furniture and hidden text left out. */
typedef struct VlSource VlSource;

/* The document must outlive the source and stay as it is. */
VlSource *vl_source_new(const VlDocument *document);
void vl_source_free(VlSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlSource, vl_source_free)

/* Where quote (valid UTF-8) stands in the source and how it differs from
 * it.  Of several places that are as good, one on the page asked for is
 * taken (0: any), else the first.  Never NULL; the caller frees.  Several
 * threads may look in one source.  Where signs without meaning were repaired
 * (model/repair.h), the quote is held against what is read there, and
 * hit->read says so. */
VlHit *vl_locate(const VlSource *source, const char *quote, guint page);
