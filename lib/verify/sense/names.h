#pragma once

#include <glib.h>

#include "verify/sense/sense.h"

/* The short forms that a paper makes for itself: "chlorhexidine (CHX)".
 * After that the two say the same, in the paper and in what is said of it.
 * (A short form's letters stand in the long one in their order and begin it:
 * Schwartz and Hearst, Pac Symp Biocomput 2003, PMID 12603049.) */
typedef struct VlNames VlNames;

/* Those of the text (valid UTF-8). */
VlNames *vl_names_new(const char *text);
void vl_names_free(VlNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlNames, vl_names_free)

guint vl_names_count(const VlNames *names);

/* Makes short and long forms in the sense say the same (VlWord.name).
 * names: NULL for none. */
void vl_names_apply(const VlNames *names, VlSense *sense);

/* "The oil" of "Ocimum sanctum essential oil (OSEO)": makes the last word of
 * one long form say the whole where a claim has it behind "the" alone. */
void vl_names_apply_heads(const VlNames *names, VlSense *claim);
