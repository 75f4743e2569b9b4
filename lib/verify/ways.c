#include "config.h"

#include "verify/carry.h"
#include "verify/clause.h"
#include "verify/members.h"

/* "Higher creatinine and a lower eGFR" is not "higher creatinine and a higher
 * eGFR": of each thing that a member of the claim says more, less or the same
 * of, the passage says so, too. */

enum { WAY_NONE, WAY_UP, WAY_DOWN, WAY_SAME, WAY_BOTH };

static int
way_at(const VlSense *sense, guint i)
{
    VlPhrase phrase;
    if (vl_sense_has(sense, i, VL_MARK_SAME))
        return WAY_SAME;
    if (!vl_phrase_read(sense, i, &phrase) || phrase.sign == 0)
        return WAY_NONE;
    return phrase.sign > 0 ? WAY_UP : WAY_DOWN;
}

/* What member m says: one way, none, or several. */
static int
own_way(const VlSense *sense, const guint *members, guint m)
{
    int way = WAY_NONE;
    for (guint i = 0; i < sense->n; i++) {
        int here = members[i] == m ? way_at(sense, i) : WAY_NONE;
        if (here == WAY_NONE || here == way)
            continue;
        if (way != WAY_NONE)
            return WAY_BOTH;
        way = here;
    }
    return way;
}

/* "Decreases in brain volume and in ventricular volume": a member that says
 * none goes on with what the one before it in its clause says. */
static int
way_of(const VlSense *sense, const guint *members, guint i)
{
    int way = own_way(sense, members, members[i]);
    guint from = i;
    while (way == WAY_NONE) {
        while (from > 0 && members[from] == members[i])
            from--;
        if (members[from] == members[i] ||
            sense->clauses[from] != sense->clauses[i])
            return WAY_NONE;
        i = from;
        way = own_way(sense, members, members[i]);
    }
    return way;
}

/* Does the member deny what it says? */
static gboolean
denies(const VlSense *sense, const guint *members, guint m)
{
    const VlMarks marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_WITHOUT) |
                          VL_BIT(VL_MARK_INSIGNIFICANT) |
                          VL_BIT(VL_MARK_DIFFER);
    for (guint i = 0; i < sense->n; i++)
        if (members[i] == m && (sense->words[i].marks & marks) != 0)
            return TRUE;
    return FALSE;
}

/* Does the passage say of thing i of the claim, wherever it says more, less
 * or the same of it, another way than said? */
static gboolean
is_turned(const VlCase *matter, guint i, int said, const guint *theirs)
{
    const VlSense *passage = matter->passage;
    gboolean turned = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (passage->words[j].length == 0 ||
            !vl_sense_same(matter->claim, i, passage, j))
            continue;
        int printed = way_of(passage, theirs, j);
        if (printed == said || printed == WAY_BOTH || printed == WAY_NONE ||
            denies(passage, theirs, theirs[j]))
            return FALSE;
        turned = TRUE;
    }
    return turned;
}

/* Where all says more, or all less, the check of direction knows it. */
static gboolean
has_two_ways(const VlSense *sense)
{
    int way = WAY_NONE;
    for (guint i = 0; i < sense->n; i++) {
        int here = way_at(sense, i);
        if (here != WAY_NONE && way != WAY_NONE && here != way)
            return TRUE;
        way = here != WAY_NONE ? here : way;
    }
    return FALSE;
}

gboolean
vl_case_keeps_ways(const VlCase *matter)
{
    if (matter->claim->n == 0 || matter->passage->n == 0 ||
        !has_two_ways(matter->passage))
        return TRUE;
    g_autofree guint *mine = vl_sense_members(matter->claim);
    g_autofree guint *theirs = vl_sense_members(matter->passage);
    for (guint i = 0; i < matter->claim->n; i++) {
        if (!vl_sense_is_thing(matter->claim, i) ||
            matter->claim->quantity_of[i] >= 0 ||
            vl_sense_names_time(matter->claim, i))
            continue;
        int said = way_of(matter->claim, mine, i);
        if (said != WAY_NONE && said != WAY_BOTH &&
            !denies(matter->claim, mine, mine[i]) &&
            is_turned(matter, i, said, theirs))
            return FALSE;
    }
    return TRUE;
}
