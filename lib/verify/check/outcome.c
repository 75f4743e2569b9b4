#include "config.h"

#include <string.h>

#include "verify/check/case.h"
#include "verify/sense/verb.h"

/* Primary or secondary: what a claim calls the primary outcome has to be
 * what the passage calls so; and a composite is not one of its parts. */

/* Tokens after "composite of" that name its parts. */
#define PARTS 16

/* Marks each token with the kind of outcome that its sentence spoke of last:
 * 'p', 's', or 0 before any. */
static void
label(const VlSense *sense, char *labels)
{
    char current = 0;
    for (guint i = 0; i < sense->n; i++) {
        if (i > 0 && sense->sentences[i] != sense->sentences[i - 1])
            current = 0;
        if (vl_sense_has(sense, i, VL_MARK_PRIMARY))
            current = 'p';
        else if (vl_sense_has(sense, i, VL_MARK_SECONDARY))
            current = 's';
        labels[i] = current;
    }
}

/* "Depression was a secondary outcome": the label stands behind. */
static void
label_back(const VlSense *sense, char *labels)
{
    for (guint i = sense->n; i-- > 1;) {
        if (vl_sense_has(sense, i, VL_MARK_PRIMARY) ||
            vl_sense_has(sense, i, VL_MARK_SECONDARY)) {
            gboolean predicate = FALSE;
            for (guint k = i > 3 ? i - 3 : 0; k < i; k++)
                predicate |= vl_verb_is_be(sense, k);
            for (guint k = i; predicate && k-- > 0;) {
                if (sense->clauses[k] != sense->clauses[i] ||
                    sense->sentences[k] != sense->sentences[i])
                    break;
                labels[k] = labels[i];
            }
        }
    }
}

static gboolean
is_labelled(const VlSense *claim, const char *labels, guint i, char label)
{
    return labels[i] == label && vl_sense_is_content(claim, i) &&
           !vl_sense_has(claim, i, VL_MARK_PRIMARY) &&
           !vl_sense_has(claim, i, VL_MARK_SECONDARY);
}

/* Words of the claim under a label that the passage has under the other. */
static guint
count(const VlCase *matter, const char *mine, const char *theirs, char own,
      char other)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = 0; i < claim->n; i++) {
        gboolean here = FALSE;
        if (!is_labelled(claim, mine, i, own))
            continue;
        for (guint j = 0; j < passage->n && !here; j++)
            here = theirs[j] == other && vl_sense_is_content(passage, j) &&
                   vl_sense_same(claim, i, passage, j);
        n += here;
    }
    return n;
}

static void
check_label(VlCase *matter, const char *mine, const char *theirs, char own)
{
    const char other = own == 'p' ? 's' : 'p';
    const VlMark mark = own == 'p' ? VL_MARK_PRIMARY : VL_MARK_SECONDARY;
    int at = vl_sense_find(matter->claim, 0, mark);
    if (at < 0)
        return;
    guint same = count(matter, mine, theirs, own, own);
    guint turned = count(matter, mine, theirs, own, other);
    if (same > turned)
        return;
    guint all = 0;
    for (guint i = 0; i < matter->claim->n; i++)
        all += is_labelled(matter->claim, mine, i, own);
    gboolean sure = turned > same && turned * 2 >= all;
    vl_case_note(matter, "outcome",
                 sure ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 VL_AT(at),
                 VL_AT(vl_sense_find(matter->passage, 0,
                                     own == 'p' ? VL_MARK_SECONDARY
                                                : VL_MARK_PRIMARY)),
                 sure
                     ? "the passage calls this a %s outcome"
                     : "the passage does not call this a %s outcome",
                 sure == (own == 'p') ? "secondary" : "primary");
}

static gboolean
is_composite(const VlSense *sense, guint i)
{
    static const char *const words[] = {"composite", "combined", "composites",
                                        "combine", "mace"};
    return VL_IS_IN(&sense->words[i], words);
}

static gboolean
has_composite(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_composite(sense, i))
            return TRUE;
    return FALSE;
}

static gboolean
is_event(const VlSense *sense, guint i)
{
    const VlMarks events = VL_BIT(VL_MARK_HARM) | VL_BIT(VL_MARK_CLINICAL);
    return vl_sense_is_content(sense, i) &&
           ((sense->words[i].marks & events) != 0 ||
            (sense->words[i].kinds &
             (VL_KIND_FEARED | VL_KIND_WANTED)) != 0);
}

static gboolean
is_or(const VlWord *word)
{
    return word->length == 2 && (memcmp(word->key, "or", 2) == 0 ||
                                 memcmp(word->key, "ou", 2) == 0);
}

/* "No differences in pain, range of motion or satisfaction": in none of them.
 * Not so of what composites are made of, "no difference in death or stroke". */
static gboolean
denies_each(const VlSense *sense, guint i)
{
    static const char *const parts[] = {
        "death", "deaths", "mortality", "died", "stroke", "strokes", "hospital",
        "infarction", "infarctions", "hospitalisation", "hospitalization",
        "hospitalisations", "hospitalizations", "admission", "readmission",
        "revascularisation", "revascularization", "bleeding", "embolism",
        "thrombosis", "relapse", "recurrence", "progression", "event", "events",
        "exacerbation", "exacerbations", "failure", "transplantation",
        "dialysis", "intubation", "ventilation", "amputation",
    };
    const VlMarks none = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_INSIGNIFICANT);
    gboolean denied = FALSE;
    for (guint k = 0; k < sense->n; k++) {
        if (sense->clauses[k] != sense->clauses[i])
            continue;
        denied |= k < i && (sense->words[k].marks & none) != 0;
        if (VL_IS_IN(&sense->words[k], parts))
            return FALSE;
    }
    return denied;
}

/* "The composite of death, stroke or infarction was less frequent" told as
 * "stroke was less frequent". */
static void
check_composite(VlCase *matter)
{
    const VlSense *passage = matter->passage;
    if (has_composite(matter->claim))
        return;
    for (guint j = 0; j < passage->n; j++) {
        guint said = 0, left = 0;
        int missing = -1;
        gboolean named = is_composite(passage, j), either = FALSE;
        if (!named && !is_event(passage, j))
            continue;
        for (guint k = j; k < passage->n && k <= j + PARTS; k++) {
            if (passage->clauses[k] != passage->clauses[j] ||
                passage->quantity_of[k] >= 0)
                break;
            either |= is_or(&passage->words[k]);
            if (!is_event(passage, k))
                continue;
            gboolean here =
                vl_sense_has_word(matter->claim, matter->passage, k);
            said += here;
            left += !here;
            missing = here ? missing : (int)k;
        }
        if (said == 0 || left == 0 || !(named || either) ||
            (!named && denies_each(passage, j)))
            continue;
        vl_case_note(matter, "outcome",
                     named ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                     VL_NOWHERE, VL_AT(missing),
                     "the passage speaks of several outcomes as one, the "
                     "claim of a part of them");
        return;
    }
}

void
vl_check_outcome(VlCase *matter)
{
    check_composite(matter);
    const VlMarks marks =
        VL_BIT(VL_MARK_PRIMARY) | VL_BIT(VL_MARK_SECONDARY);
    if ((matter->claim->marks & marks) == 0)
        return;
    g_autofree char *mine = g_new0(char, matter->claim->n + 1);
    g_autofree char *theirs = g_new0(char, matter->passage->n + 1);
    label(matter->claim, mine);
    label_back(matter->claim, mine);
    label(matter->passage, theirs);
    label_back(matter->passage, theirs);
    check_label(matter, mine, theirs, 'p');
    check_label(matter, mine, theirs, 's');
}
