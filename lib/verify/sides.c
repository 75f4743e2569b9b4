#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/clause.h"
#include "verify/grammar.h"
#include "verify/labels.h"
#include "verify/verb.h"

/* The two sides of a comparison, and whether those of the claim stand the
 * same way round as those of the passage: by the words of each side, else by
 * what they are (an arm under study, one to compare with). */

/* Words on either side of "than" that are looked at. */
#define SIDE 9

static gboolean
names_side(const VlSense *sense, guint i)
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
static gboolean
is_turned(const VlSense *sense, guint i)
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
    return token->class == VL_TOKEN_NUMBER && !names_side(sense, i);
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
    while (end < sense->n && end < start + SIDE &&
           sense->clauses[end] == sense->clauses[than] &&
           (end == start || !ends_side(sense, end)))
        end++;
    *right = (VlSide){start, end};
    guint first = than;
    while (first > 0 && sense->sentences[first - 1] == sense->sentences[than])
        first--;
    *left = (VlSide){first, than};
    gboolean named = FALSE;
    for (guint i = first; i < than; i++)
        named |= names_side(sense, i);
    if (than - first <= 2 && !named) {
        guint last = end;
        while (last < sense->n &&
               sense->clauses[last] == sense->clauses[than])
            last++;
        *left = (VlSide){end, last};
    }
}

/* ---- By words ---- */

static guint
overlap(const VlCase *matter, VlSide mine, VlSide theirs, VlSide not_mine,
        VlSide not_theirs)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        if (!names_side(claim, i))
            continue;
        gboolean here = FALSE, both = FALSE;
        for (guint j = theirs.from; j < theirs.to; j++)
            here |= names_side(passage, j) &&
                    is_turned(claim, i) == is_turned(passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        for (guint j = not_theirs.from; j < not_theirs.to; j++)
            both |= vl_sense_same(claim, i, passage, j);
        for (guint k = not_mine.from; k < not_mine.to; k++)
            both |= vl_sense_same(claim, i, claim, k);
        gboolean name = (vl_tokens_at(claim->tokens, i)->flags &
                         VL_TOKEN_CAPITALS) != 0;
        n += here && !both ? (name ? 3 : 1) : 0;
    }
    return n;
}

/* Does one side have a name that the other text's side has, and not its own
 * other side: "STIR", "zeltamab"? */
static gboolean
share_name(const VlCase *matter, VlSide mine, VlSide theirs, VlSide not_mine)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = mine.from; i < mine.to; i++) {
        const VlWord *word = &claim->words[i];
        gboolean name = (vl_tokens_at(claim->tokens, i)->flags &
                         VL_TOKEN_CAPITALS) != 0 ||
                        word->name > 0 ||
                        vl_word_kind(word->key, word->length) ==
                            VL_WORD_ENTITY;
        gboolean here = FALSE, both = FALSE;
        for (guint j = theirs.from; name && j < theirs.to; j++)
            here |= is_turned(claim, i) == is_turned(passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        for (guint k = not_mine.from; here && k < not_mine.to; k++)
            both |= vl_sense_same(claim, i, claim, k);
        if (here && !both)
            return TRUE;
    }
    return FALSE;
}

/* The names stand the same way round, whatever the other words do. */
static gboolean
by_names(const VlCase *matter, VlSide a, VlSide b, VlSide x, VlSide y)
{
    return share_name(matter, b, y, a) && !share_name(matter, b, x, a) &&
           !share_name(matter, a, y, b);
}

/* The sex or age nearest to "than" on a side; 0: none. */
static VlMarks
people_of(const VlSense *sense, VlSide side, gboolean left)
{
    const VlMarks people = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                           VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    for (guint n = 0; n < side.to - side.from; n++) {
        guint i = left ? side.to - 1 - n : side.from + n;
        if ((sense->words[i].marks & people) != 0)
            return sense->words[i].marks & people;
    }
    return 0;
}

/* "In women than in men on B" and "in women on B than men". */
static int
by_people(const VlCase *matter, VlSide a, VlSide b, VlSide x, VlSide y)
{
    VlMarks left = people_of(matter->claim, a, TRUE);
    VlMarks right = people_of(matter->claim, b, FALSE);
    VlMarks there = people_of(matter->passage, x, TRUE);
    VlMarks other = people_of(matter->passage, y, FALSE);
    if (left == 0 || right == 0 || left == right)
        return 0;
    return left == there && right == other   ? 1
           : left == other && right == there ? -1
                                             : 0;
}

/* Words of one side that the other text has with "non-" before them. */
static guint
turned_overlap(const VlCase *matter, VlSide mine, VlSide theirs,
               VlSide not_mine)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        gboolean both = FALSE, here = FALSE;
        for (guint k = not_mine.from; k < not_mine.to; k++)
            both |= vl_sense_same(claim, i, claim, k);
        for (guint j = theirs.from; j < theirs.to; j++)
            here |= names_side(passage, j) &&
                    is_turned(claim, i) != is_turned(passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        n += here && !both && names_side(claim, i);
    }
    return n;
}

/* ---- By kind ---- */

static gboolean
is_group(const VlWord *word)
{
    static const char *const words[] = {"group", "arm", "groupe", "bras"};
    return VL_IS_IN(word, words);
}

static gboolean
is_arm_noun(const VlSense *sense, guint i)
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
            named |= is_arm_noun(sense, k);
        if (named)
            kinds |= sense->words[i].kinds & arms;
        if (is_without(sense, i, bare))
            kinds |= VL_KIND_CONTROL;
    }
    return kinds == arms ? 0 : kinds;
}

static int
by_kind(const VlCase *matter, VlSide a, VlSide b, VlSide x, VlSide y)
{
    guint left = vl_side_kind(matter->claim, a, FALSE);
    guint right = vl_side_kind(matter->claim, b, TRUE);
    guint one = vl_side_kind(matter->passage, x, FALSE);
    guint other = vl_side_kind(matter->passage, y, TRUE);
    gboolean said = right == VL_KIND_CONTROL && left != VL_KIND_CONTROL;
    gboolean turned = left == VL_KIND_CONTROL && right != VL_KIND_CONTROL;
    gboolean printed = other == VL_KIND_CONTROL && one != VL_KIND_CONTROL;
    gboolean swapped = one == VL_KIND_CONTROL && other != VL_KIND_CONTROL;
    if ((said && printed) || (turned && swapped))
        return 1;
    return (said && swapped) || (turned && printed) ? -1 : 0;
}

/* ---- Groups ---- */

/* "In the GDFR group": how many groups are named so in a clause (-1: in
 * all); side is the last one's words. */
static guint
find_groups(const VlSense *sense, int clause, VlSide *side)
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
        if (to < sense->n && names_side(sense, to) &&
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
    return find_groups(sense, -1, &side);
}

/* The passage says of one arm only what it had; the other is understood:
 * is it the claim's left or right one? */
static int
by_lone_group(const VlCase *matter, VlSide a, VlSide b, VlSide x)
{
    const VlSide none = {0, 0};
    guint same = overlap(matter, a, x, b, none);
    guint cross = overlap(matter, b, x, a, none);
    if (same > 0 || cross > 0)
        return same > 0 && cross > 0 ? 0 : same > 0 ? 1 : -1;
    guint kind = vl_side_kind(matter->passage, x, TRUE);
    if (vl_side_kind(matter->claim, b, TRUE) != VL_KIND_CONTROL ||
        vl_side_kind(matter->claim, a, FALSE) == VL_KIND_CONTROL)
        return 0;
    return kind == VL_KIND_ACTIVE ? 1 : kind == VL_KIND_CONTROL ? -1 : 0;
}

/* ---- Which tokens of the passage name which arm ---- */

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
static VlSide
arm_of(const VlSense *sense, VlSide left, const VlComparison *comparison)
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
    while (at > left.from && !vl_sense_is_content(sense, at - 1) &&
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

static gboolean
has_same(const VlCase *matter, VlSide side, guint j)
{
    for (guint i = side.from; i < side.to; i++)
        if (names_side(matter->claim, i) &&
            is_turned(matter->claim, i) == is_turned(matter->passage, j) &&
            vl_sense_same(matter->claim, i, matter->passage, j))
            return TRUE;
    return FALSE;
}

/* "More patients on A had pain (88 % vs 60 %)": the passage compares, names
 * one arm, and the other is one to compare with. */
static int
by_lone_arm(const VlCase *matter, const VlComparison *said, VlSide a,
            VlSide b)
{
    const VlSense *passage = matter->passage;
    gboolean compares = FALSE, one = FALSE, other = FALSE;
    VlSide arm = arm_of(matter->claim, a, said);
    if (vl_side_kind(matter->claim, b, TRUE) != VL_KIND_CONTROL)
        return 0;
    for (guint j = 0; j < passage->n; j++) {
        compares |= vl_sense_has(passage, j, VL_MARK_THAN);
        one |= names_side(passage, j) && has_same(matter, arm, j);
        other |= (names_side(passage, j) && has_same(matter, b, j)) ||
                 (passage->words[j].kinds & VL_KIND_CONTROL) != 0;
    }
    return compares && one && !other ? 1 : 0;
}

/* ---- By the labels that the claim gives its arms ---- */

static guint
count_labels(const char *labels, VlSide side, char arm)
{
    guint n = 0;
    for (guint j = side.from; j < side.to; j++)
        n += labels[j] == arm;
    return n;
}

/* "Better for F" names one arm of a comparison: the other is the claim's
 * other one. */
static int
by_lone_label(const VlSense *passage, const VlComparison *printed,
              const char *labels)
{
    guint at = (guint)MAX(printed->where.first, 0);
    guint left = 0, right = 0;
    gboolean compares = FALSE;
    for (int j = printed->where.first; j >= 0 && j <= printed->where.last; j++)
        compares |= vl_sense_compares(passage, (guint)j);
    for (guint j = 0; j < passage->n; j++) {
        if (passage->sentences[j] != passage->sentences[at])
            continue;
        left += labels[j] == 'A';
        right += labels[j] == 'B';
    }
    if (!compares || (left > 0) == (right > 0))
        return 0;
    return left > 0 ? 1 : -1;
}

static int
by_labels(const VlCase *matter, const VlComparison *said,
          const VlComparison *printed, VlSide a, VlSide b)
{
    const VlSense *passage = matter->passage;
    g_autofree char *labels = g_new0(char, passage->n + 1);
    VlSide arm = arm_of(matter->claim, a, said), x, y;
    b.to = MAX(vl_arms_end(matter->claim, (guint)said->than, FALSE), b.to);
    VlLabels found = vl_labels_find(matter, arm, b, labels);
    if (found.left + found.right == 0)
        return 0;
    if (printed->than < 0)
        return by_lone_label(passage, printed, labels);
    vl_comparison_split(passage, printed, &x, &y);
    guint same = count_labels(labels, x, 'A') + count_labels(labels, y, 'B');
    guint cross = count_labels(labels, x, 'B') + count_labels(labels, y, 'A');
    if ((same > 0) == (cross > 0))
        return 0;
    return same > 0 ? 1 : -1;
}

int
vl_comparison_sides(const VlCase *matter, const VlComparison *said,
                    const VlComparison *printed)
{
    VlSide a, b, x, y; /* left and right of the claim, the passage */
    if (said->than < 0)
        return 0;
    vl_comparison_split(matter->claim, said, &a, &b);
    int labelled = by_labels(matter, said, printed, a, b);
    if (labelled != 0)
        return labelled;
    if (printed->than < 0) {
        int clause =
            printed->where.first >= 0
                ? (int)matter->passage->clauses[printed->where.first]
                : -1;
        guint n = find_groups(matter->passage, clause, &x);
        return n == 1 ? by_lone_group(matter, a, b, x)
               : n == 0 ? by_lone_arm(matter, said, a, b)
                        : 0;
    }
    vl_comparison_split(matter->passage, printed, &x, &y);
    int people = by_people(matter, a, b, x, y);
    if (people != 0)
        return people;
    if (by_names(matter, a, b, x, y))
        return 1;
    guint same = overlap(matter, b, y, a, x) +
                 turned_overlap(matter, a, y, b);
    guint cross = overlap(matter, b, x, a, y) + overlap(matter, a, y, b, x);
    if (same > 2 * cross)
        return 1;
    if (cross > 0 && same == 0)
        return -1;
    return same == cross ? by_kind(matter, a, b, x, y) : 0;
}

/* ---- What tells the arms in the passage ---- */

/* A number that is part of an arm's name: "gel 1 %", but not what the arm
 * had: "gel (12 %)". */
static gboolean
has_number(const VlCase *matter, VlSide side, guint j)
{
    int k = matter->passage->quantity_of[j];
    for (guint i = side.from; k >= 0 && i < side.to; i++) {
        int own = matter->claim->quantity_of[i];
        if (own >= 0 && !vl_sense_gap_has(matter->claim, i, "([") &&
            vl_sense_quantity(matter->claim, (guint)own)->value ==
                vl_sense_quantity(matter->passage, (guint)k)->value)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_comparison_name_arms(const VlCase *matter, const VlComparison *said,
                        char *arms)
{
    VlSide a, b;
    const VlSense *passage = matter->passage;
    gboolean one = FALSE, other = FALSE;
    if (said->than < 0)
        return FALSE;
    vl_comparison_split(matter->claim, said, &a, &b);
    a = arm_of(matter->claim, a, said);
    gboolean control =
        vl_side_kind(matter->claim, b, TRUE) == VL_KIND_CONTROL &&
        vl_side_kind(matter->claim, a, TRUE) != VL_KIND_CONTROL;
    for (guint j = 0; j < passage->n; j++) {
        gboolean named = names_side(passage, j);
        gboolean mine = (named && has_same(matter, a, j)) ||
                        has_number(matter, a, j);
        gboolean theirs = (named && has_same(matter, b, j)) ||
                          has_number(matter, b, j);
        VlSide here = {j, MIN(j + 3, passage->n)};
        guint kind = passage->words[j].kinds != 0
                         ? vl_side_kind(passage, here, FALSE)
                         : 0;
        mine |= control && !theirs && kind == VL_KIND_ACTIVE;
        theirs |= control && !mine && kind == VL_KIND_CONTROL;
        arms[j] = mine == theirs ? 0 : mine ? 'A' : 'B';
        one |= arms[j] == 'A';
        other |= arms[j] == 'B';
    }
    return one && other;
}

gboolean
vl_comparison_arm(const VlSense *sense, const VlComparison *comparison,
                  VlSide *arm)
{
    VlSide left, right;
    if (comparison->than < 0)
        return FALSE;
    vl_comparison_split(sense, comparison, &left, &right);
    *arm = arm_of(sense, left, comparison);
    return arm->to > arm->from && (arm->to != left.to ||
                                   arm->from != left.from);
}
