#pragma once

#include <glib.h>

/* What code works out from the counts that a sentence prints: "12 of 120
 * (10 %) with A and 24 of 118 (20.3 %) with B". */

typedef struct {
    guint n_shares;     /* counts with their denominators */
    gboolean compares;  /* two of them are risks of two groups */
    gboolean disagrees; /* a percentage printed is not the counts' */
    GPtrArray *lines;   /* char *: the arithmetic, a step each; empty when
                         * there is nothing to work out */
} VlRisk;

/* Of one sentence (valid UTF-8).  Each share is divided out and held against
 * the percentage beside it.  Of two groups: the difference of the risks with
 * its 95 % interval (Newcombe, Stat Med 1998;17:873, method 10), their ratio
 * (Katz's interval), and the number needed to treat only when that interval
 * excludes 0 and the sentence names a time.  The caller frees. */
VlRisk *vl_risk_new(const char *sentence, gboolean french);
void vl_risk_free(VlRisk *risk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlRisk, vl_risk_free)

/* The 95 % interval of a difference of two risks, a of m less b of n. */
void vl_risk_newcombe(double a, double m, double b, double n, double *low,
                      double *high);
