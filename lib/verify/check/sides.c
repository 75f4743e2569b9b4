#include "config.h"

#include "verify/check/clause.h"
#include "verify/check/labels.h"
#include "verify/check/side.h"
#include "verify/sense/members.h"

/* Whether the sides of the claim's comparison stand the same way round as
 * those of the passage: by their words, else by what they are. */

/* "Smokers" and "non-smokers" do not. */
static gboolean
turn_alike(const VlSense *a, guint i, const VlSense *b, guint j)
{
    return vl_side_is_turned(a, i) == vl_side_is_turned(b, j);
}

/* ---- By words ---- */

static guint
overlap(const VlCase *matter, VlSide mine, VlSide theirs, VlSide not_mine,
        VlSide not_theirs)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        if (!vl_side_names(claim, i))
            continue;
        gboolean here = FALSE, both = FALSE;
        for (guint j = theirs.from; j < theirs.to; j++)
            here |= vl_side_names(passage, j) &&
                    turn_alike(claim, i, passage, j) &&
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
        gboolean name = vl_side_is_name(claim, i);
        gboolean here = FALSE, both = FALSE;
        for (guint j = theirs.from; name && j < theirs.to; j++)
            here |= turn_alike(claim, i, passage, j) &&
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

/* Are all names of one side names of another one, of the other text or the
 * same? */
static gboolean
has_all_names(const VlSense *sense, VlSide side, const VlSense *other,
              VlSide there)
{
    guint n = 0;
    for (guint i = side.from; i < side.to; i++) {
        gboolean found = FALSE;
        if (!vl_side_is_name(sense, i))
            continue;
        n++;
        for (guint j = there.from; j < there.to && !found; j++)
            found = vl_sense_same(sense, i, other, j);
        if (!found)
            return FALSE;
    }
    return n > 0;
}

/* "A/B more than B" in both texts: the right side's name is part of the left
 * one's, which has another name, too. */
static gboolean
by_added_name(const VlCase *matter, VlSide a, VlSide b, VlSide x, VlSide y)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    return has_all_names(claim, b, claim, a) &&
           has_all_names(claim, b, passage, y) &&
           has_all_names(passage, y, claim, b) &&
           share_name(matter, a, x, b) && !share_name(matter, a, y, b);
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
            here |= vl_side_names(passage, j) &&
                    !turn_alike(claim, i, passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        n += here && !both && vl_side_names(claim, i);
    }
    return n;
}

/* ---- By kind and group ---- */

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

static gboolean
has_same(const VlCase *matter, VlSide side, guint j)
{
    for (guint i = side.from; i < side.to; i++)
        if (vl_side_names(matter->claim, i) &&
            turn_alike(matter->claim, i, matter->passage, j) &&
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
    VlSide arm = vl_side_arm(matter->claim, a, said);
    if (vl_side_kind(matter->claim, b, TRUE) != VL_KIND_CONTROL)
        return 0;
    for (guint j = 0; j < passage->n; j++) {
        compares |= vl_sense_has(passage, j, VL_MARK_THAN);
        one |= vl_side_names(passage, j) && has_same(matter, arm, j);
        other |= (vl_side_names(passage, j) && has_same(matter, b, j)) ||
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
    VlSide arm = vl_side_arm(matter->claim, a, said), x, y;
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
        guint n = vl_side_find_group(matter->passage, clause, &x);
        return n == 1 ? by_lone_group(matter, a, b, x)
               : n == 0 ? by_lone_arm(matter, said, a, b)
                        : 0;
    }
    vl_comparison_split(matter->passage, printed, &x, &y);
    int people = by_people(matter, a, b, x, y);
    if (people != 0)
        return people;
    if (by_names(matter, a, b, x, y) || by_added_name(matter, a, b, x, y))
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

/* ---- Whom both arms are of ---- */

/* Words of arms of all kinds, which narrow nothing. */
static gboolean
is_of_any_arm(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "treatment", "treatments", "therapy", "therapies", "regimen",
        "regimens",  "dose",       "doses",   "alone",     "levels",
        "level",     "values",     "scores",  "score",     "rate",
        "rates",     "mean",       "median",  "counterparts",
        "given",     "treated",    "prescribed", "receiving", "received",
        "assigned",  "randomised", "randomized", "allocated", "undergoing",
    };
    return vl_side_is_arm_noun(sense, i) || vl_sense_is_light(sense, i) ||
           vl_sense_is_degree(sense, i) || VL_IS_IN(&sense->words[i], words);
}

int
vl_comparison_narrows(const VlCase *matter, const VlComparison *printed)
{
    static const char *const other[] = {"other", "others"};
    const VlSense *passage = matter->passage;
    VlSide x, y;
    if (printed->than < 0)
        return -1;
    vl_comparison_split(passage, printed, &x, &y);
    for (guint j = y.from; j < y.to; j++) {
        if (!vl_sense_is_thing(passage, j) || is_of_any_arm(passage, j) ||
            passage->quantity_of[j] >= 0 ||
            vl_sense_has_word(matter->claim, passage, j))
            continue;
        /* "Than after either other meal" */
        if (j > 0 && VL_IS_IN(&passage->words[j - 1], other))
            continue;
        for (guint k = x.from; k < x.to; k++)
            if (turn_alike(passage, j, passage, k) &&
                vl_sense_says(passage, j, passage, k))
                return (int)j;
    }
    return -1;
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
    a = vl_side_arm(matter->claim, a, said);
    gboolean control =
        vl_side_kind(matter->claim, b, TRUE) == VL_KIND_CONTROL &&
        vl_side_kind(matter->claim, a, TRUE) != VL_KIND_CONTROL;
    for (guint j = 0; j < passage->n; j++) {
        gboolean named = vl_side_names(passage, j);
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
