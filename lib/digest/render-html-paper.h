#pragma once

#include <glib.h>

#include "digest/view.h"

/* The parts of render-html that stand for one paper. */

typedef struct {
    const VlViewHost *host; /* NULL: no pictures */
    gsize n_bytes;          /* of pictures so far */
} VlHtmlPictures;

/* The chips for all that calls for caution; nothing when nothing does. */
void vl_html_badges(GString *out, const VlPaper *paper, VlLanguage language);

/* The criteria that are answered (or only those that leave the paper out),
 * with their sentences: a list.  The paper was screened. */
void vl_html_criteria(GString *out, const VlPaper *paper,
                      gboolean only_deciding, VlLanguage language);

/* The card of paper number i, from 0; its anchor is "pN", N from 1. */
void vl_html_paper(GString *out, const VlDigest *digest, guint i,
                   VlLanguage language, VlHtmlPictures *pictures);
