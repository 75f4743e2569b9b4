#include "config.h"

#include "verify/check/hurdles.h"
#include "verify/sense/joint.h"
#include "verify/sense/members.h"

/* "No fits at all" of "no fits except in two", "even if it bleeds" of "unless
 * it bleeds", "all risk factors" of "at least one risk factor", "both A and
 * B" of "either A or B": what the passage holds open the claim does away
 * with. */

/* Tokens between such a word and what it is said of. */
#define REACH 3
/* ... and between the two that "or" joins. */
#define OR_REACH 6

static gboolean
is_of_all(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "all",   "every", "each",  "no",     "none",   "never", "nobody",
        "tous",  "toutes", "tout", "toute",  "aucun",  "aucune", "chaque",
        "jamais", "any",
    };
    return VL_IS_IN(&sense->words[i], words);
}

static gboolean
says_of_all(const VlSense *sense, int sentence)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_of_all(sense, i) &&
            (sentence < 0 || sense->sentences[i] == (guint)sentence))
            return TRUE;
    return FALSE;
}

static gboolean
has_excepted(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (vl_sense_has_frame(sense, i, VL_FRAME_EXCEPTED))
            return TRUE;
    return FALSE;
}

/* "Even if", "regardless of", "même si". */
static gboolean
is_in_spite(const VlSense *sense, guint i)
{
    static const char *const words[] = {"regardless", "irrespective",
                                        "whatever",   "independamment"};
    static const char *const even[] = {"even", "meme", "whether"};
    static const char *const next[] = {"if", "when", "si", "en", "or"};
    return VL_IS_IN(&sense->words[i], words) ||
           (i + 1 < sense->n && VL_IS_IN(&sense->words[i], even) &&
            VL_IS_IN(&sense->words[i + 1], next));
}

static gboolean
is_condition(const VlSense *sense, guint i)
{
    static const char *const words[] = {"unless", "if", "provided", "except",
                                        "sauf", "excepte", "si", "hormis"};
    return VL_IS_IN(&sense->words[i], words) &&
           !(i > 0 && is_in_spite(sense, i - 1));
}

/* "Even if it bleeds" of "unless it bleeds" */
static gboolean
defies_condition(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean defies = FALSE, holds = FALSE;
    for (guint i = 0; i < claim->n; i++)
        defies |= is_in_spite(claim, i);
    for (guint j = 0; defies && j < passage->n; j++) {
        if (is_in_spite(passage, j))
            return FALSE;
        holds |= is_condition(passage, j);
    }
    return defies && holds;
}

/* "No fits" of "no fits except in two". */
static gboolean
drops_exception(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    if (has_excepted(matter->claim) || !says_of_all(matter->claim, -1))
        return FALSE;
    for (guint j = 0; j < passage->n; j++)
        if (vl_sense_has_frame(passage, j, VL_FRAME_EXCEPTED) &&
            says_of_all(passage, (int)passage->sentences[j]))
            return TRUE;
    return FALSE;
}

/* Tokens behind "except" in its sentence. */
static gboolean *
find_excepted(const VlSense *sense)
{
    gboolean *within = g_new0(gboolean, sense->n + 1);
    for (guint i = 0; i < sense->n; i++)
        within[i] = vl_sense_has_frame(sense, i, VL_FRAME_EXCEPTED) ||
                    (i > 0 && within[i - 1] &&
                     sense->sentences[i] == sense->sentences[i - 1]);
    return within;
}

/* Has the claim a word within (or without) its exception that the passage has
 * on the other side only? */
static gboolean
moves_over(const VlCase *matter, const gboolean *mine, const gboolean *theirs,
           gboolean within)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++) {
        gboolean kept = FALSE, moved = FALSE;
        if (!vl_sense_is_content(claim, i) || mine[i] != within)
            continue;
        for (guint j = 0; j < passage->n; j++)
            if (vl_sense_same(claim, i, passage, j)) {
                kept |= theirs[j] == within;
                moved |= theirs[j] != within;
            }
        if (moved && !kept)
            return TRUE;
    }
    return FALSE;
}

/* "All improved except A, which did not change" of "all stayed the same
 * except A, which improved". */
static gboolean
turns_exception(const VlCase *matter)
{
    if (!has_excepted(matter->claim) || !has_excepted(matter->passage) ||
        matter->passage->n_sentences > 1)
        return FALSE;
    g_autofree gboolean *mine = find_excepted(matter->claim);
    g_autofree gboolean *theirs = find_excepted(matter->passage);
    return moves_over(matter, mine, theirs, TRUE) &&
           moves_over(matter, mine, theirs, FALSE);
}

/* "A did not, unlike B" of "neither A nor B did": two of which the passage
 * says the same are set against each other. */
static gboolean
parts_alike(const VlCase *matter)
{
    static const char *const unlike[] = {"unlike", "contrairement",
                                         "contrary"};
    static const char *const alike[] = {"neither", "both"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean said = FALSE, there = FALSE;
    for (guint i = 0; i < claim->n; i++)
        said |= VL_IS_IN(&claim->words[i], unlike);
    for (guint j = 0; said && j < passage->n; j++) {
        if (vl_joint_contrasts(passage, j) || vl_joint_takes_back(passage, j) ||
            VL_IS_IN(&passage->words[j], unlike))
            return FALSE;
        there |= VL_IS_IN(&passage->words[j], alike);
    }
    return there;
}

gboolean
vl_case_drops_exception(const VlCase *matter)
{
    return parts_alike(matter) || defies_condition(matter) ||
           drops_exception(matter) || turns_exception(matter);
}

/* ---- All, both, none ---- */

/* The first thing shortly behind token i; -1. */
static int
find_thing(const VlSense *sense, guint i)
{
    for (guint k = i + 1; k < sense->n && k <= i + REACH; k++)
        if (sense->clauses[k] != sense->clauses[i])
            return -1;
        else if (vl_sense_is_content(sense, k))
            return (int)k;
    return -1;
}

/* "At least one risk factor", "any", "one of the": is the thing at token j
 * told of one? */
static gboolean
is_of_one(const VlSense *passage, guint j)
{
    static const char *const one[] = {"one", "either", "any", "some", "un",
                                      "une", "certains", "certaines"};
    for (guint k = j; k-- > 0 && j - k <= REACH;)
        if (passage->clauses[k] != passage->clauses[j] ||
            is_of_all(passage, k))
            return VL_IS_IN(&passage->words[k], one);
        else if (VL_IS_IN(&passage->words[k], one))
            return TRUE;
    return FALSE;
}

/* Is every word of the passage for token i of the claim told of one? */
static gboolean
is_of_one_only(const VlCase *matter, guint i)
{
    gboolean one = FALSE;
    for (guint j = 0; j < matter->passage->n; j++) {
        if (!vl_sense_same(matter->claim, i, matter->passage, j))
            continue;
        if (!is_of_one(matter->passage, j))
            return FALSE;
        one = TRUE;
    }
    return one;
}

/* "All risk factors" of "at least one risk factor". */
static gboolean
makes_all_of_one(const VlCase *matter)
{
    static const char *const all[] = {"all", "every", "tous", "toutes"};
    const VlSense *claim = matter->claim;
    for (guint i = 0; i < claim->n; i++) {
        int thing = VL_IS_IN(&claim->words[i], all) ? find_thing(claim, i)
                                                    : -1;
        if (thing >= 0 && is_of_one_only(matter, (guint)thing))
            return TRUE;
    }
    return FALSE;
}

/* Does "or" join the two in the passage, and no "and"? */
static gboolean
is_choice(const VlCase *matter, guint a, guint b)
{
    static const char *const or[] = {"or", "ou"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean joined = FALSE;
    for (guint j = 1; j + 1 < passage->n; j++) {
        gboolean before = FALSE, behind = FALSE;
        /* "At rest or at work" is at both. */
        gboolean is_or = VL_IS_IN(&passage->words[j], or) &&
                         !vl_joint_starts_phrase(passage, j + 1);
        if (!is_or && !vl_joint_adds(passage, j))
            continue;
        for (guint k = j > OR_REACH ? j - OR_REACH : 0; k < j; k++)
            before |= passage->sentences[k] == passage->sentences[j] &&
                      vl_sense_same(claim, a, passage, k);
        for (guint k = j + 1; k < passage->n && k <= j + REACH; k++)
            behind |= passage->sentences[k] == passage->sentences[j] &&
                      vl_sense_same(claim, b, passage, k);
        if (before && behind && !is_or)
            return FALSE;
        joined |= before && behind;
    }
    return joined;
}

/* "Both A and B", "A and B both" of "A or B". */
static gboolean
makes_both_of_either(const VlCase *matter)
{
    static const char *const both[] = {"both"};
    static const char *const deux[] = {"fois"};
    const VlSense *claim = matter->claim;
    gboolean some = FALSE;
    for (guint i = 0; i < claim->n; i++)
        some |= VL_IS_IN(&claim->words[i], both) ||
                VL_IS_IN(&claim->words[i], deux);
    for (guint k = 1; some && k + 1 < claim->n; k++) {
        int behind = vl_joint_adds(claim, k) ? find_thing(claim, k) : -1;
        guint a = k - 1;
        while (a > 0 && k - a < REACH && !vl_sense_is_content(claim, a))
            a--;
        if (behind >= 0 && is_choice(matter, a, (guint)behind))
            return TRUE;
    }
    return FALSE;
}

/* "No carrier fell ill" of "not all carriers fell ill". */
static gboolean
makes_none_of_not_all(const VlCase *matter)
{
    static const char *const none[] = {"no", "none", "aucun", "aucune",
                                       "nobody", "neither"};
    static const char *const not[] = {"not", "pas"};
    static const char *const all[] = {"all", "every", "everyone", "tous",
                                      "toutes"};
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean said = FALSE, there = FALSE;
    for (guint i = 0; i < claim->n; i++)
        said |= VL_IS_IN(&claim->words[i], none);
    for (guint j = 0; said && j < passage->n; j++) {
        if (VL_IS_IN(&passage->words[j], none))
            return FALSE;
        there |= j + 1 < passage->n && VL_IS_IN(&passage->words[j], not) &&
                 VL_IS_IN(&passage->words[j + 1], all);
    }
    return there;
}

gboolean
vl_case_adds_all(const VlCase *matter)
{
    return makes_all_of_one(matter) || makes_both_of_either(matter) ||
           makes_none_of_not_all(matter);
}
