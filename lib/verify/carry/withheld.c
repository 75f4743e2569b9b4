#include "config.h"

#include "verify/check/hurdles.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Zinc was withheld in three patients, who had fits" has the words of "three
 * patients given zinc had fits": what a passage speaks of only as not given,
 * stopped, refused or ruled out it does not say. */

/* Tokens before such a word that it is said of, and behind it. */
#define BEFORE 4
#define BEHIND 7

static gboolean
is_undoing(const VlSense *sense, guint i)
{
    static const char *const stems[] = {
        "withh",   "discontin", "avoid",   "refus",   "ceas",
        "reject",  "omit",      "exclu",   "contraindi", "forgo",
        "interrup", "interromp", "evit",   "retir",   "suspen",
        "abandon", "cancel",    "withdr",  "stopp",   "arret",
        "contreindi", "renonc",
    };
    static const char *const against[] = {"against"};
    static const char *const out[] = {"out"};
    static const char *const ruled[] = {"ruled", "rules", "ruling", "rule"};
    return VL_HAS_STEM(&sense->words[i], stems) ||
           (i > 0 && VL_IS_IN(&sense->words[i], against) &&
            (vl_sense_has(sense, i - 1, VL_MARK_RECOMMEND) ||
             vl_sense_has(sense, i - 2 + (i < 2), VL_MARK_RECOMMEND))) ||
           (i + 1 < sense->n && VL_IS_IN(&sense->words[i], ruled) &&
            VL_IS_IN(&sense->words[i + 1], out));
}

/* Does the claim undo or deny something, too? */
static gboolean
is_excused(const VlSense *claim)
{
    static const char *const words[] = {
        "stop", "stops", "stopping", "quit", "quitting", "declined",
        "against", "off", "end", "ended", "dropped", "drop", "left",
        "deconseille", "deconseillee", "contre", "ecarte", "ecartee",
        "cesse", "cesser", "fin",
    };
    static const char *const spared[] = {"avert", "prevent", "spare",
                                         "epargn", "empech"};
    const VlMarks denials = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT);
    if ((claim->marks & denials) != 0)
        return TRUE;
    for (guint i = 0; i < claim->n; i++)
        if (is_undoing(claim, i) || VL_IS_IN(&claim->words[i], words) ||
            VL_HAS_STEM(&claim->words[i], spared))
            return TRUE;
    return FALSE;
}

/* "Zinc was withheld": stands token j before the word at token u, which is
 * said of it? */
static gboolean
is_subject(const VlSense *passage, guint j, guint u)
{
    gboolean be = FALSE;
    if (u - j > BEFORE || passage->clauses[j] != passage->clauses[u])
        return FALSE;
    for (guint k = j + 1; k < u; k++) {
        be |= vl_verb_is_be(passage, k);
        if (vl_sense_is_thing(passage, k) || vl_joint_adds(passage, k))
            return FALSE;
    }
    return be;
}

static gboolean
is_passive(const VlSense *passage, guint u)
{
    for (guint k = u; k-- > 0 && u - k <= 2;)
        if (vl_verb_is_be(passage, k))
            return TRUE;
    return FALSE;
}

static gboolean
ends_object(const VlSense *passage, guint k, guint u)
{
    return k - u > BEHIND || vl_verb_is_finite(passage, k) ||
           vl_joint_adds(passage, k) ||
           vl_sense_gap_has(passage, k, ",;:()") ||
           passage->clauses[k] != passage->clauses[u];
}

/* "Refused zinc", "were excluded if they took zinc": behind it, up to a
 * sign? */
static gboolean
is_object(const VlSense *passage, guint j, guint u)
{
    static const char *const ifs[] = {"if", "for", "si"};
    static const char *const because[] = {"because", "due"};
    gboolean open = FALSE, passive = is_passive(passage, u);
    if (passage->sentences[j] != passage->sentences[u])
        return FALSE;
    for (guint k = u + 1; k <= j; k++) {
        open |= VL_IS_IN(&passage->words[k], ifs) ||
                (!passive && VL_IS_IN(&passage->words[k], because));
        if (!open && (passive || ends_object(passage, k, u)))
            return FALSE;
        if (vl_sense_gap_has(passage, k, ";:") ||
            vl_joint_contrasts(passage, k) || vl_joint_takes_back(passage, k))
            return FALSE;
    }
    return TRUE;
}

/* Is token j of the passage spoken of as undone? */
static gboolean
is_undone(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    for (guint u = 0; u < passage->n; u++)
        if (is_undoing(passage, u) &&
            (u > j ? is_subject(passage, j, u)
                   : u < j && is_object(passage, j, u)))
            return TRUE;
    return FALSE;
}

static gboolean
is_asked(const VlCase *matter, guint i)
{
    return vl_sense_is_thing(matter->claim, i) &&
           !vl_sense_is_anybody(matter->claim, i);
}

gboolean
vl_case_is_withheld(const VlCase *matter)
{
    return !is_excused(matter->claim) &&
           vl_case_says_only(matter, is_asked, is_undone);
}
