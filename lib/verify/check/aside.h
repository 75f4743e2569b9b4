#pragma once

#include "verify/sense/sense.h"

/* "1.45 years (about 17 months)", "from 0.2 % to 3.0 %, a fifteen-fold
 * increase", "23.4 % of women and 17.2 % of men, a difference of about 6
 * percentage points": what a claim adds to its own numbers, and which they
 * prove.  No passage has to say it. */

/* The tokens of such asides, of the comma or bracket before them what the
 * sense calls their gap.  depths: of vl_sense_depths.  The caller frees. */
gboolean *vl_asides_find(const VlSense *sense, const guint *depths);
