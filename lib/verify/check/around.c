#include "config.h"

#include "verify/check/case.h"

/* What a sentence of the passage says around the words that a claim repeats:
 * "we asked whether ...", "... but not in women".  A claim that leaves it out
 * repeats each word and yet says something else. */

/* Words before that make of a statement a question, a condition, a guess. */
static gboolean
opens_doubt(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "if",     "whether", "unless",  "hypothesis", "hypothesised",
        "hypothesized", "assume", "assumed", "assuming", "claim", "claimed",
        "argued", "believed", "should", "rather",  "si", "unlikely",
        "untrue", "false",  "myth",    "doubt", "whereas",
        "controversial", "disputed", "according",
    };
    const VlMarks marks = VL_BIT(VL_MARK_HEDGE) | VL_BIT(VL_MARK_AIM) |
                          VL_BIT(VL_MARK_PLAN) | VL_BIT(VL_MARK_NOT) |
                          VL_BIT(VL_MARK_CITED) |
                          VL_BIT(VL_MARK_SUBGROUP) |
                          VL_BIT(VL_MARK_EXPLORATORY) |
                          VL_BIT(VL_MARK_PER_PROTOCOL) |
                          VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_INVITRO);
    return (sense->words[i].marks & marks) != 0 ||
           VL_IS_IN(&sense->words[i], words);
}

/* "But not in women", "only after surgery", "except at night". */
static gboolean
restricts(const VlSense *sense, guint i)
{
    static const char *const alone[] = {
        "except", "excepting", "excluding", "unless", "if", "provided",
        "only",   "solely",    "sauf",      "hormis", "seulement",
        "uniquement", "si",    "excepte", "chance",
    };
    static const char *const leading[] = {
        "in", "among", "for", "with", "when", "after", "at", "if", "on",
        "within", "chez", "dans", "pour", "apres", "by", "as", "from",
        "during",
    };
    const VlMarks marks = VL_BIT(VL_MARK_SUBGROUP) |
                          VL_BIT(VL_MARK_EXPLORATORY) |
                          VL_BIT(VL_MARK_PER_PROTOCOL) |
                          VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_INVITRO);
    const VlWord *word = &sense->words[i];
    if ((word->marks & marks) != 0 || VL_IS_IN(word, alone))
        return TRUE;
    return vl_sense_has(sense, i, VL_MARK_NOT) && i + 1 < sense->n &&
           VL_IS_IN(&sense->words[i + 1], leading);
}

static gboolean
note(VlCase *matter, guint i)
{
    /* Said by the claim, too: nothing is left out. */
    for (guint k = 0; k < matter->claim->n; k++)
        if (vl_sense_same(matter->claim, k, matter->passage, i))
            return FALSE;
    g_autofree char *word = vl_case_words(matter->passage, VL_AT(i));
    vl_case_note(matter, "scope", VL_RESULT_UNDECIDED, VL_NOWHERE, VL_AT(i),
                 "the sentence goes on or begins with \u201C%s\u201D, which "
                 "the claim leaves out",
                 word);
    return TRUE;
}

gboolean
vl_check_around(VlCase *matter, guint from, guint to)
{
    const VlSense *passage = matter->passage;
    for (guint i = from; i-- > 0;) {
        if (passage->sentences[i] != passage->sentences[from])
            break;
        if (opens_doubt(passage, i) && note(matter, i))
            return TRUE;
    }
    for (guint i = to; i < passage->n; i++) {
        if (to == 0 || passage->sentences[i] != passage->sentences[to - 1])
            break;
        if (restricts(passage, i) && note(matter, i))
            return TRUE;
    }
    return FALSE;
}
