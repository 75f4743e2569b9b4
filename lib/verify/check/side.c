#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/side.h"
#include "verify/sense/grammar.h"
#include "verify/sense/verb.h"

/* What the sides of a comparison are: which tokens, which of them name the
 * arm, and of what kind it is (under study, one to compare with). */

/* Words on either side of "than" that are looked at. */
#define SIDE 9

gboolean
vl_side_names(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    int k = sense->quantity_of[i];
    if (k >= 0)
        return vl_sense_quantity(sense, (guint)k)->role == VL_ROLE_LABEL;
    if (token->class != VL_TOKEN_WORD)
        return FALSE;
    gboolean letter = token->key_length == 1 &&
                      (token->flags & VL_TOKEN_CAPITAL) != 0;
    return letter || vl_sense_is_content(sense, i);
}

/* "non-smokers": the word says the opposite of itself. */
gboolean
vl_side_is_turned(const VlSense *sense, guint i)
{
    static const char *const words[] = {"non", "without", "sans", "not",
                                        "no", "off"};
    return i > 0 && sense->sentences[i] == sense->sentences[i - 1] &&
           VL_IS_IN(&sense->words[i - 1], words);
}

/* "(SHE)" behind "sleep hygiene education" is another name of the side. */
static gboolean
is_alias(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    char after = sense->text[token->end];
    return (token->flags & VL_TOKEN_CAPITALS) != 0 &&
           (after == ')' || after == ']');
}

static gboolean
ends_side(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *text = sense->text;
    gsize from = i > 0 ? vl_tokens_at(sense->tokens, i - 1)->end : 0;
    for (gsize k = from; k < token->start; k++)
        if (strchr(",;:.([", text[k]) != NULL &&
            !(strchr("([", text[k]) != NULL && is_alias(sense, i)))
            return TRUE;
    return token->class == VL_TOKEN_NUMBER && !vl_side_names(sense, i);
}

/* "Than the 42 controls": a number before all that names the side. */
static gboolean
is_count(const VlSense *sense, guint i, gboolean said)
{
    return !said && sense->quantity_of[i] >= 0 &&
           (vl_tokens_at(sense->tokens, i)->gap & VL_GAP_OTHER) == 0;
}

/* What follows "than"; what stands before it, or, when the sentence starts
 * with "Compared with", behind it. */
void
vl_comparison_split(const VlSense *sense, const VlComparison *comparison,
                    VlSide *left, VlSide *right)
{
    guint than = (guint)comparison->than;
    guint start = vl_grammar_behind(sense, than);
    guint end = start;
    gboolean said = FALSE;
    while (end < sense->n && end < start + SIDE &&
           sense->clauses[end] == sense->clauses[than] &&
           (end == start || !ends_side(sense, end) ||
            is_count(sense, end, said))) {
        said |= vl_side_names(sense, end);
        end++;
    }
    *right = (VlSide){start, end};
    guint first = than;
    while (first > 0 && sense->sentences[first - 1] == sense->sentences[than])
        first--;
    *left = (VlSide){first, than};
    gboolean named = FALSE;
    for (guint i = first; i < than; i++)
        named |= vl_side_names(sense, i);
    if (than - first <= 2 && !named) {
        guint last = end;
        while (last < sense->n &&
               sense->clauses[last] == sense->clauses[than])
            last++;
        *left = (VlSide){end, last};
    }
}

gboolean
vl_side_is_name(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return (vl_tokens_at(sense->tokens, i)->flags & VL_TOKEN_CAPITALS) != 0 ||
           word->name > 0 ||
           vl_word_kind(word->key, word->length) == VL_WORD_ENTITY ||
           (vl_tokens_at(sense->tokens, i)->key_length == 1 &&
            vl_side_names(sense, i));
}

/* ---- Kinds and groups ---- */

static gboolean
is_group(const VlWord *word)
{
    static const char *const words[] = {"group", "arm", "groupe", "bras"};
    return VL_IS_IN(word, words);
}

gboolean
vl_side_is_arm_noun(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "group",   "groups",    "arm",     "arms",    "groupe",   "groupes",
        "bras",    "controls",  "temoins", "placebo", "schools",  "school",
        "clinics", "hospitals", "centres", "centers", "villages", "wards",
        "sites",   "practices", "ecoles",  "centre",  "condition",
    };
    return VL_IS_IN(&sense->words[i], words) ||
           vl_sense_has(sense, i, VL_MARK_HUMAN);
}

/* "Those without it", "patients not treated", "non-users". */
static gboolean
is_without(const VlSense *sense, guint i, gboolean bare)
{
    static const char *const words[] = {"not",  "without", "non",  "no",
                                        "off",  "sans",    "never", "pas",
                                        "aucun", "aucune"};
    static const char *const people[] = {"those", "who", "did", "ceux",
                                         "celles", "qui", "ayant"};
    if (!VL_IS_IN(&sense->words[i], words))
        return FALSE;
    for (guint k = i > 3 ? i - 3 : 0; k < i && !bare; k++)
        if (sense->clauses[k] == sense->clauses[i] &&
            (vl_sense_has(sense, k, VL_MARK_HUMAN) ||
             VL_IS_IN(&sense->words[k], people)))
            return k + 1 == i || !VL_IS_IN(&sense->words[k], people) ||
                   sense->words[k].length > 3;
    return bare;
}

guint
vl_side_kind(const VlSense *sense, VlSide side, gboolean bare)
{
    const guint arms = VL_KIND_CONTROL | VL_KIND_ACTIVE;
    guint kinds = 0;
    for (guint i = side.from; i < side.to; i++) {
        gboolean named = bare;
        for (guint k = i; k < side.to && k <= i + 2; k++)
            named |= vl_side_is_arm_noun(sense, k);
        if (named)
            kinds |= sense->words[i].kinds & arms;
        if (is_without(sense, i, bare))
            kinds |= VL_KIND_CONTROL;
    }
    return kinds == arms ? 0 : kinds;
}

/* "In the GDFR group": how many groups are named so in a clause (-1: in
 * all); side is the last one's words. */
guint
vl_side_find_group(const VlSense *sense, int clause, VlSide *side)
{
    guint n = 0;
    for (guint i = 1; i < sense->n; i++) {
        if (clause >= 0 && sense->clauses[i] != (guint)clause)
            continue;
        guint from = i;
        while (from > 0 && i - from < 5 &&
               !vl_sense_has(sense, from - 1, VL_MARK_STOP) &&
               !ends_side(sense, from))
            from--;
        guint to = i + 1;
        if (to < sense->n && vl_side_names(sense, to) &&
            sense->words[to].length <= 2)
            to++;
        if (!is_group(&sense->words[i]) || (from == i && to == i + 1))
            continue;
        *side = (VlSide){from, to};
        n++;
    }
    return n;
}

guint
vl_groups_named(const VlSense *sense)
{
    VlSide side = {0, 0};
    return vl_side_find_group(sense, -1, &side);
}

/* ---- The arm's own words ---- */

static gboolean
leads(const VlWord *word)
{
    static const char *const words[] = {"in", "with", "for", "among", "on",
                                        "under", "after", "chez", "sous",
                                        "avec", "dans", "pour", "to",
                                        "receiving", "given"};
    return VL_IS_IN(word, words);
}

/* "Fell more with A than with B": where A begins; 0 when the two arms are not
 * led in alike. */
static guint
find_led(const VlSense *sense, VlSide left, const VlComparison *comparison)
{
    guint than = (guint)comparison->than;
    guint next = vl_grammar_behind(sense, than);
    if (next >= sense->n || left.to != than || !leads(&sense->words[next]))
        return 0;
    for (guint i = left.to; i-- > (guint)comparison->where.last + 1;)
        if (sense->words[i].length == sense->words[next].length &&
            memcmp(sense->words[i].key, sense->words[next].key,
                   sense->words[i].length) == 0)
            return i + 1;
    return 0;
}

/* "Fatigue fell": what stands before it is no arm. */
static gboolean
is_intransitive(const VlWord *word)
{
    static const char *const verbs[] = {
        "fell", "rose",    "dropped",  "declined", "grew",  "climbed",
        "fall", "falls",   "rise",     "rises",    "drops", "declines",
        "went", "worsened", "deteriorated",
    };
    return VL_IS_IN(word, verbs);
}

/* "A lowered X": the arm stands before the verb.  "X was lower with A": it
 * stands behind, from the last "with" on. */
VlSide
vl_side_arm(const VlSense *sense, VlSide left, const VlComparison *comparison)
{
    if (comparison->where.first < (int)left.from ||
        comparison->where.last >= (int)left.to)
        return left;
    guint led = find_led(sense, left, comparison);
    if (led > 0)
        return (VlSide){led, left.to};
    if (is_intransitive(&sense->words[comparison->where.first]))
        return (VlSide){left.to, left.to};
    guint at = (guint)comparison->where.first;
    while (at > left.from && !vl_side_names(sense, at - 1) &&
           !vl_verb_is_be(sense, at - 1))
        at--;
    if (at > left.from && !vl_verb_is_be(sense, at - 1))
        return (VlSide){left.from, (guint)comparison->where.first};
    VlSide arm = {(guint)comparison->where.last + 1, left.to};
    for (guint i = arm.to; i-- > arm.from;)
        if (leads(&sense->words[i]))
            return (VlSide){i + 1, arm.to};
    return arm;
}

gboolean
vl_comparison_arm(const VlSense *sense, const VlComparison *comparison,
                  VlSide *arm)
{
    VlSide left, right;
    if (comparison->than < 0)
        return FALSE;
    vl_comparison_split(sense, comparison, &left, &right);
    *arm = vl_side_arm(sense, left, comparison);
    return arm->to > arm->from && (arm->to != left.to ||
                                   arm->from != left.from);
}
