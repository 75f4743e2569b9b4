#include "config.h"

#include <string.h>

#include "verify/hurdles.h"
#include "verify/members.h"

/* Ways to deny the same: "without symptoms" and "asymptomatic", "did not
 * change" and "stayed". */

/* Words behind a negation that it may reach. */
#define REACH 6

/* From "none", "neither" and their like it is the whole clause. */
static guint
reach_of(const VlSense *sense, guint i)
{
    static const char *const far[] = {"none",  "neither", "nor",  "nothing",
                                      "nobody", "aucun",  "aucune", "ni"};
    return VL_IS_IN(&sense->words[i], far) ? sense->n : REACH;
}

/* "Did not change" is "stayed". */
static gboolean
is_change(const VlWord *word)
{
    static const char *const stems[] = {"chang", "differ", "vari", "modifi",
                                        "alter"};
    return VL_HAS_STEM(word, stems);
}

static gboolean
is_stay(const VlWord *word)
{
    static const char *const stems[] = {"stay",   "remain",   "unchang",
                                        "stable", "constant", "steady",
                                        "rest",   "inchang",  "same"};
    return VL_HAS_STEM(word, stems);
}

/* What is left of a word that denies by its prefix: "unprocessed",
 * "asymptomatic"; {NULL, 0} for others. */
static VlWord
bare(const VlWord *word)
{
    static const char *const prefixes[] = {"non", "dis", "un", "in", "im",
                                           "ir", "il", "a"};
    for (guint k = 0; k < G_N_ELEMENTS(prefixes); k++) {
        gsize n = strlen(prefixes[k]);
        if (word->length >= n + 6 && memcmp(word->key, prefixes[k], n) == 0)
            return (VlWord){.key = word->key + n, .length = word->length - n};
    }
    return (VlWord){0};
}

/* Do the two start alike: "processing" and the "processed" of
 * "unprocessed"? */
static gboolean
are_akin(const VlWord *a, const VlWord *b)
{
    gsize n = 0, least = MIN(a->length, b->length);
    while (n < least && a->key[n] == b->key[n])
        n++;
    return n >= 5 && n * 10 >= MAX(a->length, b->length) * 6;
}

/* "Painless", "drug-free" */
static gboolean
ends_denied(const VlSense *sense, guint j, const VlWord *reached)
{
    static const char *const ends[] = {"less", "free"};
    const VlWord *word = &sense->words[j];
    for (guint k = 0; k < G_N_ELEMENTS(ends); k++)
        if (word->length > 6 &&
            memcmp(word->key + word->length - 4, ends[k], 4) == 0 &&
            are_akin(&(VlWord){.key = word->key, .length = word->length - 4},
                     reached))
            return TRUE;
    return j + 1 < sense->n && are_akin(word, reached) &&
           sense->words[j + 1].length == 4 &&
           memcmp(sense->words[j + 1].key, "free", 4) == 0;
}

static guint
count(const VlSense *sense, const VlWord *word)
{
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += sense->words[i].length == word->length &&
             memcmp(sense->words[i].key, word->key, word->length) == 0;
    return n;
}

/* A word that this text has as often answers to no negation of it. */
static gboolean
is_spare(const VlSense *text, const VlSense *other, guint j)
{
    const VlWord *word = &other->words[j];
    return count(other, word) > count(text, word);
}

/* Does some word of the other text deny by itself what is reached? */
static gboolean
is_denied_in_word(const VlSense *text, guint k, const VlSense *other)
{
    const VlWord *reached = &text->words[k];
    for (guint j = 0; j < other->n; j++) {
        VlWord rest = bare(&other->words[j]);
        if (((rest.length > 0 && are_akin(&rest, reached)) ||
             ends_denied(other, j, reached) ||
             (is_change(reached) && is_stay(&other->words[j]))) &&
            is_spare(text, other, j))
            return TRUE;
    }
    return FALSE;
}

/* "Few" and "only" are not "none", nor does "ne" deny without "pas". */
static gboolean
denies(const VlSense *sense, guint j)
{
    static const char *const some[] = {"few",  "little", "only", "off",
                                       "rule", "seul",   "seule", "hardly",
                                       "scarcely", "barely", "ne"};
    if (VL_IS_IN(&sense->words[j], some))
        return FALSE;
    return vl_sense_has(sense, j, VL_MARK_NOT) ||
           vl_sense_has(sense, j, VL_MARK_WITHOUT) ||
           vl_sense_has(sense, j, VL_MARK_INSIGNIFICANT);
}

/* Does a negation of the other text reach the word, too? */
static gboolean
is_reached(const VlSense *text, guint k, const VlSense *other)
{
    for (guint j = 0; j < other->n; j++) {
        if (!denies(other, j) || !is_spare(text, other, j))
            continue;
        guint far = reach_of(other, j);
        for (guint m = j; m < other->n && m - j <= far; m++) {
            if (other->clauses[m] != other->clauses[j])
                break;
            if (vl_sense_is_content(other, m) &&
                vl_sense_same(text, k, other, m))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_said(const VlSense *text, guint k, const VlSense *other)
{
    for (guint j = 0; j < other->n; j++)
        if (vl_sense_is_content(other, j) && vl_sense_same(text, k, other, j))
            return TRUE;
    return FALSE;
}

gboolean
vl_negation_is_open(const VlCase *matter, guint i, gboolean in_claim)
{
    const VlSense *text = in_claim ? matter->claim : matter->passage;
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    guint far = reach_of(text, i);
    for (guint k = i + 1; k < text->n && k - i <= far; k++) {
        if (text->clauses[k] != text->clauses[i])
            break;
        if (vl_sense_is_content(text, k) &&
            (is_denied_in_word(text, k, other) || is_reached(text, k, other)))
            return TRUE;
    }
    return FALSE;
}

/* Has the claim none of the words of the passage's clause? */
static gboolean
is_clause_unsaid(const VlCase *matter, guint clause)
{
    const VlSense *passage = matter->passage;
    gboolean some = FALSE;
    for (guint k = 0; k < passage->n; k++) {
        if (passage->clauses[k] != clause || !vl_sense_is_content(passage, k))
            continue;
        if (is_said(passage, k, matter->claim))
            return FALSE;
        some = TRUE;
    }
    return some;
}

gboolean
vl_negation_is_beside(const VlCase *matter, guint i, gboolean left_out)
{
    const VlSense *passage = matter->passage;
    if (is_clause_unsaid(matter, passage->clauses[i]))
        return TRUE;
    for (guint k = i + 1; left_out && k < passage->n && k <= i + 4; k++) {
        if (passage->clauses[k] != passage->clauses[i])
            break;
        if (vl_sense_is_content(passage, k))
            return !is_said(passage, k, matter->claim);
    }
    return FALSE;
}

gboolean
vl_clause_denies(const VlSense *sense, guint i)
{
    for (guint k = 0; k < sense->n; k++)
        if (sense->clauses[k] == sense->clauses[i] && denies(sense, k))
            return TRUE;
    return FALSE;
}

gboolean
vl_word_is_denied(const VlSense *sense, guint i, const VlSense *other)
{
    for (guint k = i; k-- > 0;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if (denies(sense, k) && i - k <= reach_of(sense, k) &&
            is_spare(other, sense, k))
            return TRUE;
    }
    return FALSE;
}

/* ---- "Lowered A without affecting B" ---- */

/* Which tokens stand behind a "without" of their member; the caller frees. */
static gboolean *
mark_behind(const VlSense *sense)
{
    static const char *const words[] = {"without", "sans"};
    g_autofree guint *members = vl_sense_members(sense);
    gboolean *behind = g_new0(gboolean, sense->n + 1);
    for (guint i = 1; i < sense->n; i++)
        behind[i] = sense->clauses[i] == sense->clauses[i - 1] &&
                    ((behind[i - 1] && members[i] == members[i - 1]) ||
                     VL_IS_IN(&sense->words[i - 1], words));
    return behind;
}

/* Where the passage has word i of the claim: before a denial only (-1), behind
 * one only (1), on both sides or nowhere (0). */
static int
side_there(const VlCase *matter, guint i, const gboolean *behind)
{
    gboolean before = FALSE, after = FALSE;
    for (guint j = 0; j < matter->passage->n; j++)
        if (matter->passage->words[j].length > 0 &&
            vl_sense_same(matter->claim, i, matter->passage, j)) {
            before |= !behind[j];
            after |= behind[j];
        }
    return before == after ? 0 : after ? 1 : -1;
}

gboolean
vl_case_turns_denied(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree gboolean *mine = mark_behind(claim);
    g_autofree gboolean *theirs = mark_behind(matter->passage);
    gboolean out = FALSE, in = FALSE;
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_thing(claim, i))
            continue;
        int there = side_there(matter, i, theirs);
        out |= mine[i] && there < 0;
        in |= !mine[i] && there > 0;
    }
    return out && in;
}
