#pragma once

#include <glib.h>

#include "verify/judge.h"

/* A passage that was found for a claim has up to three sentences, and often
 * one of them is the one.  What the others say besides - a "may", a "not",
 * another arm - is not about the claim, and makes it neither wrong nor
 * undecided.  So a claim is judged against the fewest sentences in a row
 * that say most of it. */

/* Sentences in a row of one passage. */
typedef struct {
    const char *const *sentences; /* valid UTF-8 */
    guint n;
} VlRun;

typedef struct {
    guint run;      /* which of the runs */
    guint first, n; /* sentences in it; n is 0 when nothing is shared */
    double share;   /* of what the claim says that they hold, 0 to 1 */
} VlFocus;

/* The best windows for the question's claim, at most most, into focuses
 * (best first; each in a place of its own); gives how many. */
guint vl_focus_find(const VlQuestion *question, const VlRun *runs,
                    guint n_runs, VlFocus *focuses, guint most);

/* The sentences of a window, parted by spaces; the caller frees. */
char *vl_focus_text(const VlRun *run, const VlFocus *focus);
