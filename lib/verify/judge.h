#pragma once

#include <glib.h>

#include "verify/check/judgement.h"
#include "verify/check/setting.h"
#include "verify/sense/names.h"

/* Does a passage say what a claim says?  One check a file (numbers, units,
 * significance, direction ...), each of which answers ok, conflict, missing
 * or undecided and shows where.  Nothing is decided by a likeness of words:
 * supported means that the passages hold all that the claim says and that
 * every check which can be decided passes; what no check can decide is
 * undecided.  No input or output; several threads may judge at a time. */

/* The whole text of a source, made ready once for any number of claims. */
typedef struct VlGround VlGround;

/* The text (valid UTF-8) must outlive the result. */
VlGround *vl_ground_new(const char *text);
void vl_ground_free(VlGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlGround, vl_ground_free)

typedef struct {
    const char *claim;  /* valid UTF-8, as are all texts here */
    const char *lang;   /* of the claim: "en" or "fr"; NULL: guessed */
    /* The passages that are to carry the claim, best first; none: the whole
     * source is searched for them. */
    const char *const *passages;
    guint n_passages;
    /* The whole source; NULL when it is not at hand.  A number that stands
     * there though not in the passages is "partly" rather than
     * "unsupported". */
    const VlGround *ground;
    /* The short forms that the source makes for itself; NULL: unknown. */
    const VlNames *names;
    /* What holds of the whole study; NULL: unknown. */
    const VlSetting *setting;
    /* The source is an abstract only: what it does not mention may still
     * stand in the article. */
    gboolean abstract_only;
    /* The text that the passages are part of, NULL: no other.  What the claim
     * speaks of and this text says elsewhere only is not what they say. */
    const char *around;
    /* The claim is one part of a sentence, or will be judged by its parts
     * elsewhere. */
    gboolean undivided;
} VlQuestion;

/* Never NULL; the caller frees. */
VlJudgement *vl_judge(const VlQuestion *question);
