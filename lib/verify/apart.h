#pragma once

#include <glib.h>

#include "verify/check/part.h"
#include "verify/focus.h"
#include "verify/judge.h"

/* Judging by parts: each part of a claim in the one place that speaks of it.
 * A claim that was left open as a whole is supported when each of its parts
 * is; else it is open, and a finding names the parts that are. */

/* Is the judgement of a whole claim one that its parts decide?  What it is
 * flagged for stands, and so does support by words that it repeats or by one
 * sentence.  Of several sentences (spread), one may have the words of a part
 * and another what is said of it. */
gboolean vl_apart_decides(const VlJudgement *whole, gboolean spread);

/* The judgement of a part of the question's claim in one of the sentences
 * that speak most of it, when it is supported there; else NULL.  Spans are of
 * its run (run), the sentences parted by one character. */
VlJudgement *vl_apart_find(const VlQuestion *question, const VlPart *part,
                           const VlRun *runs, guint n_runs, guint *run);

/* The judgement of the whole claim.  Takes whole.  found: of each part what
 * vl_apart_find gave; shifts: by how many code points its spans of the quote
 * are moved, NULL for none. */
VlJudgement *vl_apart_settle(VlJudgement *whole, const GPtrArray *parts,
                             const GPtrArray *found, const gsize *shifts);
