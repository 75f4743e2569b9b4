#pragma once

#include "reading/lines.h"

/* Where the lines stand on their pages: what the text alone does not tell.
 * Nothing is known of pages without VlPage.lines; then size is 0. */

/* Cuts lines in which the text holds lines of two columns without a break
 * between them. */
void vl_places_split(VlLines *lines);

/* Joins the pieces of a line whose words stand far apart, between lines of
 * a paragraph that are as wide. */
void vl_places_join(VlLines *lines);

/* Sets place of each line. */
void vl_places_find(VlLines *lines);

/* Sets usual_size, usual_height and leading from the lines of text whose
 * section is not skipped: a long list of references has a size of its own.
 * skip may be NULL. */
typedef gboolean (*VlPlacesSkip)(const VlLine *line, gconstpointer data);
void vl_places_measure(VlLines *lines, VlPlacesSkip skip, gconstpointer data);

/* From the top of a line to that of the one before it, when they stand one
 * under the other in the same column; 0: they do not, or nobody knows. */
int vl_places_step(const VlLines *lines, guint i);

/* TRUE when there is clearly more white space above the line than between
 * lines of a paragraph. */
gboolean vl_places_is_apart(const VlLines *lines, guint i);
