#pragma once

#include "model/document.h"

/* Glyphs of a PDF whose meaning its text layer lost ("P\uE02C0.05") are read
 * from another text of the same paper, its JATS or PubMed's abstract, where
 * that holds the same sentence: all legible characters agree, in order, and
 * only glyphs marked unsafe differ, each standing for one character (or for
 * a ligature).  Where two readings are possible, and where digits would come
 * from an abstract, nothing is repaired.  Replaces the document's repairs
 * (model/repair.h); gives their number. */
guint vl_repair_find(VlDocument *document, const VlDocument *other);
