#pragma once

#include "verify/check/case.h"

/* Numbers that stand in pairs: "5.1 to 6.6 %", "12 % vs 19 %". */

/* The quantity that stands in a pair with quantity i; -1. */
int vl_quantity_partner(const VlSense *sense, guint i);

/* "Lower with A than with B (12 vs 19)" in both texts, of the same arms: do
 * the numbers stand in pairs in the same order? */
gboolean vl_quantity_pair_stays(const VlCase *matter, guint a, guint b);

/* Quantity i of the claim stands in a pair whose other number is the
 * passage's: what the passage has in its place, when no other number of the
 * claim stands for that; -1. */
int vl_quantity_rival(const VlCase *matter, guint i);

/* Quantity i of the claim is not in the passage, of which one sentence says
 * the rest of the claim: the one number of its kind there; -1. */
int vl_quantity_instead(const VlCase *matter, guint i);
