#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/labels.h"
#include "verify/sense/members.h"

/* Arms that the passage calls its groups: "no difference between the groups"
 * may stand for "between A and B", unless it names others.  What is passed
 * over are the arms alone, never outcome, time or people behind them. */

static gboolean
is_between(const VlWord *word)
{
    static const char *const words[] = {"between", "entre"};
    return VL_IS_IN(word, words);
}

static gboolean
is_group(const VlWord *word)
{
    static const char *const words[] = {
        "groups", "arms", "groupes", "treatments", "regimens", "group",
        "bras",   "arm",  "groupe",  "programs", "programmes",
    };
    return VL_IS_IN(word, words);
}

static gboolean
speaks_of_groups(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        if (is_group(&sense->words[i]))
            return TRUE;
    return FALSE;
}

/* Words of "between the two treatment groups" that name no arm. */
static gboolean
names_none(const VlSense *sense, guint i)
{
    static const char *const words[] = {"treatment", "study", "two", "three",
                                        "intervention", "randomised",
                                        "randomized", "traitement", "age"};
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return token->class != VL_TOKEN_WORD ||
           !vl_sense_is_content(sense, i) || is_group(&sense->words[i]) ||
           VL_IS_IN(&sense->words[i], words);
}

/* Words after "between" that are looked at. */
#define REACH 12

/* "Between the A and C groups" where the claim has A and B. */
static gboolean
names_others(const VlSense *claim, const VlSense *passage)
{
    static const char *const ends[] = {
        "in",  "at",   "for", "with", "on",    "after",  "regarding",
        "was", "were", "is",  "are",  "could", "during", "did",
        "had", "over", "etait", "etaient", "ont", "a", "pour", "dans",
    };
    for (guint i = 0; i < passage->n; i++) {
        if (!is_between(&passage->words[i]))
            continue;
        for (guint j = i + 1; j < passage->n && j <= i + REACH; j++) {
            if (passage->clauses[j] != passage->clauses[i] ||
                VL_IS_IN(&passage->words[j], ends) ||
                (vl_tokens_at(passage->tokens, j)->gap & VL_GAP_OTHER) != 0)
                break;
            if (!names_none(passage, j) &&
                !vl_sense_has_word(claim, passage, j))
                return TRUE;
        }
    }
    return FALSE;
}

/* Does the passage say of no arms at all whom it compares? */
static gboolean
leaves_arms_out(const VlSense *sense)
{
    if ((sense->marks & (VL_BIT(VL_MARK_BASELINE) |
                         VL_BIT(VL_MARK_THAN))) != 0)
        return FALSE;
    for (guint i = 0; i < sense->n; i++)
        if (is_between(&sense->words[i]))
            return FALSE;
    return TRUE;
}

/* "Than with it (318 s)", "than if it had not": an arm all the same. */
static gboolean
stands_for_arm(const VlWord *word)
{
    static const char *const words[] = {"it",  "them", "those", "that",
                                        "not", "did",  "none",  "one",
                                        "celui", "celle", "ceux", "celles"};
    return VL_IS_IN(word, words);
}

static gboolean
ends_arms(const VlSense *sense, guint i)
{
    static const char *const joints[] = {"and", "et", "but", "mais"};
    static const char *const verbs[] = {
        "had",      "was",         "were",      "has",       "did",
        "avait",    "etait",       "reported",  "developed", "have",
        "required", "experienced", "avaient",
    };
    static const char *const relative[] = {"who", "that", "which", "not",
                                           "qui", "it",   "they",  "and",
                                           "or"};
    static const char *const ends[] = {
        "in",     "at",    "for",   "on",   "during", "after", "among",
        "when",   "over",  "within", "regarding", "concerning",
        "from",   "but",   "pour",  "chez", "dans",
        "apres",  "pendant", "since", "while", "because", "before",
    };
    /* "Than with B and had fewer falls", "than with B had cramps" */
    if (i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], verbs) &&
        VL_IS_IN(&sense->words[i], joints))
        return TRUE;
    if (VL_IS_IN(&sense->words[i], verbs) && i > 0 &&
        !VL_IS_IN(&sense->words[i - 1], relative))
        return TRUE;
    if (!VL_IS_IN(&sense->words[i], ends))
        return FALSE;
    /* "Than women in the control group" */
    guint k = i + 1;
    while (k < sense->n && !vl_sense_is_content(sense, k))
        k++;
    return k >= sense->n || (sense->words[k].kinds &
                             (VL_KIND_CONTROL | VL_KIND_ACTIVE)) == 0;
}

guint
vl_arms_end(const VlSense *sense, guint from, gboolean pair)
{
    static const char *const joints[] = {"and", "et"};
    gboolean seen = FALSE, open = pair;
    guint clause = sense->clauses[from];
    for (guint i = from + 1; i < sense->n; i++) {
        if (sense->sentences[i] != sense->sentences[from] ||
            (!open && sense->clauses[i] != clause) ||
            (seen && ends_arms(sense, i)))
            return open ? from : i;
        if (open && VL_IS_IN(&sense->words[i], joints)) {
            open = FALSE;
            clause = sense->clauses[i];
            continue;
        }
        seen |= !open && (vl_sense_is_content(sense, i) ||
                          stands_for_arm(&sense->words[i]));
    }
    return open ? from : sense->n;
}

/* Whom it is about is never passed over. */
static gboolean
is_people(const VlSense *sense, guint i)
{
    const VlMarks people =
        VL_BIT(VL_MARK_ANIMAL) | VL_BIT(VL_MARK_INVITRO) |
        VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT) |
        VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
        VL_BIT(VL_MARK_SUBGROUP);
    return (sense->words[i].marks & people) != 0;
}

void
vl_arms_mark(const VlSense *sense, gboolean *arms)
{
    VlComparison said = vl_comparison_read(sense, 0, sense->n_clauses);
    VlSide arm;
    if (vl_comparison_arm(sense, &said, &arm))
        for (guint i = arm.from; i < arm.to; i++)
            arms[i] = TRUE;
    for (guint i = 0; i < sense->n; i++) {
        gboolean between = is_between(&sense->words[i]);
        if (!between && (int)i != said.than)
            continue;
        guint end = vl_arms_end(sense, i, between);
        for (guint k = i; k < end; k++)
            arms[k] = TRUE;
    }
}

/* With the whole source at hand, what is passed over has to stand in it. */
static gboolean
is_known(const VlCase *matter, guint i)
{
    const VlSense *ground = matter->ground;
    return ground == NULL || !vl_sense_is_content(matter->claim, i) ||
           vl_sense_has_word(ground, matter->claim, i);
}

/* A drug that the passage has not, while it has one that the claim has not:
 * no other name of the arm, but another arm. */
static gboolean
is_other_drug(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (!vl_sense_is_substance(claim, i))
        return FALSE;
    gboolean other = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (vl_sense_same(claim, i, passage, j))
            return FALSE;
        other |= vl_sense_is_substance(passage, j) &&
                 !vl_sense_has_word(claim, passage, j);
    }
    return other;
}

/* "Suprapubic catheter" of "transurethral catheter": a word that the passage
 * lacks stands where it has another one, which the claim lacks. */
static gboolean
is_replaced(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint head = i + 1;
    if (head >= claim->n || claim->clauses[head] != claim->clauses[i] ||
        vl_sense_has_word(passage, claim, i) ||
        !vl_sense_is_thing(claim, head))
        return FALSE;
    for (guint j = 1; j < passage->n; j++)
        if (passage->clauses[j] == passage->clauses[j - 1] &&
            vl_sense_is_thing(passage, j - 1) &&
            passage->quantity_of[j - 1] < 0 &&
            vl_sense_same(claim, head, passage, j) &&
            !vl_sense_has_word(claim, passage, j - 1))
            return TRUE;
    return FALSE;
}

static gboolean
may_pass(const VlCase *matter, guint i)
{
    return !is_people(matter->claim, i) && is_known(matter, i) &&
           !is_other_drug(matter, i) && !is_replaced(matter, i);
}

/* Does the passage name a group of this kind: "the control group"? */
static gboolean
names_kind(const VlSense *passage, guint kind)
{
    for (guint j = 0; j < passage->n; j++)
        if (passage->words[j].kinds != 0 &&
            vl_side_kind(passage, (VlSide){j, MIN(j + 3, passage->n)},
                         FALSE) == kind)
            return TRUE;
    return FALSE;
}

/* Is b the arm to compare with, as the passage calls one of its two? */
static gboolean
are_of_kinds(const VlCase *matter, VlSide a, VlSide b)
{
    return vl_side_kind(matter->claim, b, TRUE) == VL_KIND_CONTROL &&
           vl_side_kind(matter->claim, a, TRUE) != VL_KIND_CONTROL &&
           names_kind(matter->passage, VL_KIND_CONTROL) &&
           names_kind(matter->passage, VL_KIND_ACTIVE);
}

/* What stands behind "than". */
static VlSide
other_arm(const VlSense *sense, const VlComparison *said)
{
    guint than = (guint)said->than;
    guint from = than + MAX(sense->words[than].n_words, 1);
    return (VlSide){from, MAX(vl_arms_end(sense, than, FALSE), from)};
}

/* An arm's description, "low-dose zeltamab (an infusion)", when the passage
 * has the arm by another name: its plain words; names of programmes, too,
 * when the passage calls the arm the one under study; all, when it has the
 * arm by the label that the claim gives. */
static void
pass_description_over(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    VlComparison said = vl_comparison_read(claim, 0, claim->n_clauses);
    VlSide arm;
    if (!vl_comparison_arm(claim, &said, &arm))
        return;
    const guint outcomes = VL_KIND_WANTED | VL_KIND_FEARED;
    gboolean labelled = vl_labels_stand(matter, arm);
    gboolean studied = are_of_kinds(matter, arm, other_arm(claim, &said));
    for (guint i = arm.from; i < arm.to; i++)
        matter->settled[i] |=
            may_pass(matter, i) && claim->quantity_of[i] < 0 &&
            (labelled || (claim->words[i].kinds & outcomes) == 0) &&
            (labelled || !vl_sense_is_heavy(claim, i) ||
             (studied && !vl_sense_is_substance(claim, i)));
}

/* The two arms of "between A and B". */
static gboolean
split_pair(const VlSense *sense, guint between, VlSide *a, VlSide *b)
{
    static const char *const joints[] = {"and", "et"};
    guint end = vl_arms_end(sense, between, TRUE), cut = 0;
    for (guint i = between + 1; i < end; i++) {
        if (!VL_IS_IN(&sense->words[i], joints))
            continue;
        if (cut > 0)
            return FALSE;
        cut = i;
    }
    *a = (VlSide){between + 1, cut};
    *b = (VlSide){cut + 1, end};
    return cut > 0;
}

/* "No difference between frovatriptan (F) and zolmitriptan (Z)" where the
 * passage sets F against Z, "between coaching and usual care" where it sets
 * the intervention group against controls. */
static gboolean
are_named(const VlCase *matter, guint between)
{
    VlSide a, b;
    if (!split_pair(matter->claim, between, &a, &b))
        return FALSE;
    if (vl_labels_stand(matter, a) && vl_labels_stand(matter, b))
        return TRUE;
    return are_of_kinds(matter, a, b);
}

/* "Than placebo, as well as lower mortality": does member m say more than who
 * the arm is? */
static gboolean
says_more(const VlSense *sense, const guint *members, guint m)
{
    const VlMarks more = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                         VL_BIT(VL_MARK_GOOD) | VL_BIT(VL_MARK_BAD) |
                         VL_BIT(VL_MARK_SAME) | VL_BIT(VL_MARK_DIFFER) |
                         VL_BIT(VL_MARK_ASSOCIATED) |
                         VL_BIT(VL_MARK_CAUSE) | VL_BIT(VL_MARK_SIGNIFICANT);
    for (guint i = 0; i < sense->n; i++)
        if (members[i] == m && (sense->words[i].marks & more) != 0)
            return TRUE;
    return FALSE;
}

static guint
arm_end(const VlSense *sense, guint i, guint end)
{
    g_autofree guint *members = vl_sense_members(sense);
    guint last = i + 1;
    while (last < end && (members[last] == members[i] ||
                          !says_more(sense, members, members[last])))
        last++;
    return last;
}

/* "Than A and the syrup" of "than A": does what the joint at token i adds, up
 * to what tells where or when, have a word that the passage has not? */
static gboolean
is_added(const VlCase *matter, guint i, guint end)
{
    static const char *const ends[] = {"in", "at", "for", "on", "after",
                                       "against", "during", "with", "among",
                                       "dans", "pour", "chez", "contre"};
    const VlSense *claim = matter->claim;
    for (guint k = i + 1; k < end && !VL_IS_IN(&claim->words[k], ends); k++)
        if (vl_sense_is_thing(claim, k) &&
            !vl_sense_has_word(matter->passage, claim, k))
            return TRUE;
    return FALSE;
}

/* Where the arms end that the passage has, too: before what "and" adds to one
 * of which it has a word. */
static guint
added_from(const VlCase *matter, guint from, guint end)
{
    static const char *const joints[] = {"and", "or", "et", "ou"};
    gboolean told = FALSE;
    for (guint i = from; i < end; i++) {
        if (told && VL_IS_IN(&matter->claim->words[i], joints) &&
            is_added(matter, i, end))
            return i;
        told |= vl_sense_is_thing(matter->claim, i) &&
                vl_sense_has_word(matter->passage, matter->claim, i);
    }
    return end;
}

void
vl_pass_arms_over(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    /* Who repeats the passage and changes an arm's name has another arm. */
    gboolean arms = !matter->near &&
                    vl_case_has(matter, "arms", VL_RESULT_OK);
    gboolean decided = vl_case_has(matter, "significance", VL_RESULT_OK);
    gboolean same = decided &&
                    (speaks_of_groups(passage) || leaves_arms_out(passage)) &&
                    !names_others(claim, passage);
    if (arms)
        pass_description_over(matter);
    for (guint i = 0; i < claim->n; i++) {
        gboolean between = is_between(&claim->words[i]) &&
                           (same || (decided && are_named(matter, i)));
        if (!between && !(arms && vl_sense_has(claim, i, VL_MARK_THAN)))
            continue;
        guint end = vl_arms_end(claim, i, between);
        guint last = between ? end : arm_end(claim, i, end);
        end = between ? end : added_from(matter, i + 1, last);
        if (end < last)
            vl_case_note(matter, "arms", VL_RESULT_UNDECIDED, VL_AT(end),
                         VL_NOWHERE,
                         "the passage does not say it of this, too");
        for (guint k = i; k < end; k++)
            matter->settled[k] |= may_pass(matter, k);
        return;
    }
}
