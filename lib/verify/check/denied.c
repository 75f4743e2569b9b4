#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/check/hurdles.h"
#include "verify/check/undone.h"
#include "verify/sense/members.h"

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

/* "The difference did not last": later there was none. */
static gboolean
is_lasting(const VlWord *word)
{
    static const char *const stems[] = {"last", "persist", "endur", "sustain",
                                        "maintain", "hold",  "dur",
                                        "persistai", "maint"};
    return VL_HAS_STEM(word, stems);
}

static gboolean
denies_anything(const VlSense *sense)
{
    return (sense->marks & (VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) |
                            VL_BIT(VL_MARK_INSIGNIFICANT))) != 0;
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
    if (is_lasting(reached) && denies_anything(other))
        return TRUE;
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

/* "Was withheld" of "was not given", where nothing was given at all. */
static gboolean
is_undone(const VlSense *text, guint k, const VlSense *other)
{
    for (guint j = 0; j < other->n; j++)
        if (vl_word_undoes(&other->words[j], &text->words[k]) &&
            is_spare(text, other, j))
            return !vl_sense_has_word(other, text, k);
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

/* "No event with A" of "A: 0 %" */
static gboolean
counts_none(const VlSense *claim, guint i, const VlSense *passage)
{
    static const char *const none[] = {"no", "none", "nobody", "never",
                                       "aucun", "aucune", "nul", "nulle"};
    if (!VL_IS_IN(&claim->words[i], none))
        return FALSE;
    for (guint q = 0; q < passage->quantities->len; q++) {
        const VlQuantity *quantity = vl_sense_quantity(passage, q);
        if (quantity->value == 0 &&
            (quantity->role == VL_ROLE_PERCENT ||
             quantity->role == VL_ROLE_COUNT ||
             quantity->role == VL_ROLE_PLAIN))
            return TRUE;
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
    if (in_claim && counts_none(text, i, other))
        return TRUE;
    for (guint k = i + 1; k < text->n && k - i <= far; k++) {
        if (text->clauses[k] != text->clauses[i])
            break;
        if (is_undone(text, k, other) ||
            (vl_sense_is_content(text, k) &&
             (is_denied_in_word(text, k, other) ||
              is_reached(text, k, other))))
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

/* "Non-exercise": the "non" at i denies the next word alone. */
static gboolean
is_prefix(const VlSense *sense, guint i)
{
    return i + 1 < sense->n && sense->words[i].length == 3 &&
           memcmp(sense->words[i].key, "non", 3) == 0;
}

/* Does the negation at i tell of whom it is said, "without fever", "patients
 * not treated", "those who did not"? */
static gboolean
defines_group(const VlSense *sense, guint i)
{
    static const char *const who[] = {"who", "whom", "those", "that", "qui",
                                      "ceux", "celles"};
    if (is_prefix(sense, i) || vl_sense_has(sense, i, VL_MARK_WITHOUT))
        return TRUE;
    for (guint k = i; k-- > 0 && i - k <= 2;)
        if (sense->clauses[k] == sense->clauses[i] &&
            (VL_IS_IN(&sense->words[k], who) ||
             (i - k == 1 && vl_sense_has(sense, k, VL_MARK_HUMAN))))
            return TRUE;
    return FALSE;
}

static gboolean
part_denies(const VlSense *sense, const guint *parts, guint part)
{
    for (guint k = 0; k < sense->n; k++)
        if (parts[k] == part && denies(sense, k) && !is_prefix(sense, k))
            return TRUE;
    return FALSE;
}

/* Does the passage have its word j in another part, too, where nothing is
 * denied, or, if it stands behind "non" (prefix), anywhere without? */
static gboolean
is_stated_elsewhere(const VlSense *passage, const guint *parts, guint j,
                    gboolean prefix)
{
    for (guint k = 0; k < passage->n; k++)
        if (k != j && vl_sense_is_content(passage, k) &&
            vl_sense_same(passage, j, passage, k) &&
            (prefix ? k == 0 || !is_prefix(passage, k - 1)
                    : parts[k] != parts[j] &&
                          !part_denies(passage, parts, parts[k])))
            return TRUE;
    return FALSE;
}

/* Has the claim a number of the part? */
static gboolean
takes_number(const VlCase *matter, const guint *parts, guint part)
{
    const VlSense *passage = matter->passage;
    for (guint b = 0; b < passage->quantities->len; b++) {
        guint at = vl_sense_quantity(passage, b)->first;
        for (guint a = 0; parts[at] == part &&
                          a < matter->claim->quantities->len;
             a++)
            if (vl_sense_quantity(passage, b)->role != VL_ROLE_LEVEL &&
                vl_near_equal(matter, (int)a, (int)b))
                return TRUE;
    }
    return FALSE;
}

/* "After adjustment": said of how it was reckoned, not of whom. */
static gboolean
is_adjusted(const VlWord *word)
{
    static const char *const stems[] = {"adjust", "ajust", "controll"};
    return VL_HAS_STEM(word, stems);
}

/* "Rates in smokers and those in people who do not smoke": all that the
 * claim shares with what is denied stands elsewhere, too, where it is not. */
static gboolean
is_shared_elsewhere(const VlCase *matter, guint i)
{
    static const char *const but[] = {"but", "mais"};
    static const char *const none[] = {"no", "non", "aucun", "aucune"};
    const VlSense *passage = matter->passage;
    gboolean prefix = is_prefix(passage, i), some = FALSE;
    /* "Non-significant" and "no significant" are not said of a group, and
     * "but not with B" narrows what was said. */
    if ((vl_sense_has(passage, i, VL_MARK_INSIGNIFICANT) &&
         VL_IS_IN(&passage->words[i], none)) ||
        (i > 0 && VL_IS_IN(&passage->words[i - 1], but)))
        return FALSE;
    gboolean group = defines_group(passage, i);
    g_autofree guint *labels = vl_sense_labels(passage);
    const guint *parts = group ? labels : passage->clauses;
    if (group && takes_number(matter, labels, labels[i]))
        return FALSE;
    for (guint k = group ? i : 0; k < passage->n; k++) {
        gboolean near = prefix ? k == i + 1 : parts[k] == parts[i];
        if (!near || !vl_sense_is_content(passage, k) ||
            is_adjusted(&passage->words[k]) ||
            !is_said(passage, k, matter->claim))
            continue;
        if (!is_stated_elsewhere(passage, parts, k, prefix))
            return FALSE;
        some = TRUE;
    }
    return some;
}

/* "... and none had B > 60": a statement of its own, with a number that the
 * claim has not. */
static gboolean
is_other_number(const VlCase *matter, guint i)
{
    static const char *const and[] = {"and", "et"};
    const VlSense *passage = matter->passage;
    const char *how = NULL;
    gboolean other = FALSE;
    if (i == 0 || !VL_IS_IN(&passage->words[i - 1], and))
        return FALSE;
    for (guint k = i + 1; k < passage->n; k++) {
        int q = passage->quantity_of[k];
        if (passage->clauses[k] != passage->clauses[i])
            break;
        for (guint a = 0; q >= 0 && a < matter->claim->quantities->len; a++)
            if (vl_quantity_equal(vl_sense_quantity(matter->claim, a),
                                  vl_sense_quantity(passage, (guint)q), &how))
                return FALSE;
        other |= q >= 0;
    }
    return other;
}

gboolean
vl_negation_is_beside(const VlCase *matter, guint i, gboolean left_out,
                      gboolean alone)
{
    const VlSense *passage = matter->passage;
    if (is_clause_unsaid(matter, passage->clauses[i]) ||
        is_other_number(matter, i) ||
        (!alone && is_shared_elsewhere(matter, i)))
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

/* "But not in women (p = 0.479)": the p-value, which the passage has, too,
 * says so. */
gboolean
vl_negation_is_told_by_p(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    /* "No association was not found" denies twice. */
    for (guint k = 0; k < i; k++)
        if (claim->clauses[k] == claim->clauses[i] &&
            (vl_word_is_negation(claim->words[k].key,
                                 claim->words[k].length) ||
             vl_sense_has(claim, k, VL_MARK_INSIGNIFICANT)))
            return FALSE;
    for (guint k = i + 1; k < claim->n && k <= i + 12; k++) {
        int q = claim->quantity_of[k];
        if (claim->sentences[k] != claim->sentences[i])
            break;
        if (q >= 0 &&
            vl_p_says(vl_sense_quantity(claim, (guint)q)) == -1)
            return TRUE;
    }
    return FALSE;
}

static guint
count_all(const VlSense *sense)
{
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += vl_sense_has(sense, i, VL_MARK_NOT) ||
             vl_sense_has(sense, i, VL_MARK_SAME) ||
             (vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) &&
              sense->words[i].n_words > 1);
    return n;
}

/* "No difference was found" and "did not differ": both texts deny as often,
 * in other words or at another place. */
gboolean
vl_negations_are_alike(const VlCase *matter)
{
    guint n = count_all(matter->claim);
    return n > 0 && n == count_all(matter->passage);
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

/* What says that something went one way or the other. */
static const VlMarks ways = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                            VL_BIT(VL_MARK_DIFFER);

/* From a denial to the verb that it denies, at most. */
#define VERB_REACH 4

/* "Did not reduce", "reduced neither": no "and" parts the word from what
 * denies it. */
static gboolean
is_verb_denied(const VlSense *sense, guint i)
{
    static const char *const ands[] = {"and", "but", "et", "mais"};
    static const char *const neither[] = {"neither", "ni"};
    const VlMarks not = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_INSIGNIFICANT);
    for (guint k = i; k-- > 0 && i - k <= VERB_REACH &&
                      sense->clauses[k] == sense->clauses[i] &&
                      !VL_IS_IN(&sense->words[k], ands);)
        if ((sense->words[k].marks & not) != 0)
            return TRUE;
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], neither);
}

/* Does the other text's clause with token j deny what it tells, and have all
 * words behind the one at i that the text has at all: "A did not change and B
 * changed" does not? */
static gboolean
denies_alike(const VlSense *text, guint i, const VlSense *other, guint j)
{
    gboolean denied = FALSE;
    for (guint m = 0; m < other->n; m++) {
        if (other->clauses[m] != other->clauses[j])
            continue;
        denied |= is_verb_denied(other, m);
        if ((other->words[m].marks & ways) != 0 && !is_verb_denied(other, m))
            return FALSE;
    }
    for (guint k = i + 1; denied && k < text->n; k++)
        if (text->clauses[k] == text->clauses[i] &&
            vl_sense_is_content(text, k) &&
            vl_sense_has_word(other, text, k) &&
            !vl_sense_group_has(other, other->clauses, other->clauses[j],
                                text, k))
            return FALSE;
    return denied;
}

gboolean
vl_negation_is_alike(const VlSense *text, guint i, const VlSense *other)
{
    for (guint j = 0; j < other->n; j++)
        if ((j == 0 || other->clauses[j] != other->clauses[j - 1]) &&
            denies_alike(text, i, other, j))
            return TRUE;
    return FALSE;
}

gboolean
vl_negation_is_done_too(const VlSense *text, guint i,
                        const VlSense *other, guint j)
{
    if ((text->words[i].marks & ways) == 0)
        return FALSE;
    for (guint k = 0; k < other->n; k++)
        if (other->sentences[k] == other->sentences[j] &&
            vl_sense_same(text, i, other, k) && !is_verb_denied(other, k))
            return TRUE;
    return FALSE;
}
