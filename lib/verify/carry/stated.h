#pragma once

#include "verify/check/case.h"
#include "verify/sense/statement.h"

/* Does any one statement of a passage say what a claim says in one breath?
 * What stands in another one is of it only where that leads up to it, or
 * where it points back there. */

typedef struct {
    const VlCase *matter;
    const VlSense *claim, *passage;
    GArray *theirs;       /* statements of the passage */
    const guint *of;      /* ... that its tokens are of */
    const guint *depths;  /* of its tokens, in brackets */
    gboolean *asked;      /* tokens of the claim that are looked for */
    gboolean *all;        /* ... of any part of it */
    gboolean open;        /* one is asked that the passage has not */
    gboolean denied;      /* the claim denies it */
    VlMarks marks;        /* of the claim's words */
    guint verb;           /* ... where it says it */
    guint figures;        /* numbers that it asks for */
    int time;             /* before or after, as the claim tells it */
} VlStated;

/* No statement says what is asked, of two words at least. */
gboolean vl_stated_nowhere(const VlStated *stated);

/* May word i be looked for?  What denies, or says that something differs, is
 * compared by other checks. */
gboolean vl_word_is_asked(const VlSense *sense, guint i);

/* "In", "with": starts a phrase. */
gboolean vl_word_leads_in(const VlSense *sense, guint i);

/* Does statement s deny?  of: of each token. */
gboolean vl_statement_denies(const VlSense *sense, const guint *of, guint s);

/* What marks statement s has, from token from on, and (time, NULL: not wanted)
 * when it places it. */
VlMarks vl_statement_marks(const VlSense *sense, const guint *of, guint s,
                           guint from, int *time);
