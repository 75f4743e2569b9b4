#include "config.h"

#include "verify/carry/stated.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"
#include "verify/sense/verb.h"

/* "Pain fell at week 4, but pain at week 12 was unchanged" does not say that
 * pain fell at week 12: the claim is put together from two statements.  Asked
 * is each statement of the claim, and where no one of the passage's says it
 * all, each of its members. */

/* A statement of the claim. */
typedef struct {
    VlStated *torn;
    const VlStatement *said;
    const guint *members; /* of the claim's tokens */
    const gboolean *mine; /* which of them it asks for */
} Part;

static gboolean
is_asked(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim;
    int q = claim->quantity_of[i];
    if (matter->settled[i])
        return FALSE;
    if (q >= 0)
        return matter->match[q] >= 0 &&
               vl_sense_quantity(claim, (guint)q)->role != VL_ROLE_LEVEL;
    return vl_word_is_asked(claim, i);
}

/* "Than placebo", "compared with placebo", "between the two": the other arm
 * may stand in a statement of its own. */
static void
pass_other_arm_over(const VlSense *claim, gboolean *asked)
{
    static const char *const words[] = {"between", "entre"};
    gboolean other = FALSE, between = FALSE;
    for (guint i = 0; i < claim->n; i++) {
        gboolean opens = VL_IS_IN(&claim->words[i], words);
        between = opens || (between && !vl_verb_is_finite(claim, i));
        other = vl_sense_has(claim, i, VL_MARK_THAN) || between ||
                (other && !vl_sense_gap_has(claim, i, ",;") &&
                 !vl_verb_is_finite(claim, i) &&
                 claim->sentences[i] == claim->sentences[i - 1]);
        asked[i] &= !other;
    }
}

/* "Of 96 patients enrolled, ...": the whole that a number is of. */
static gboolean
opens_with_whole(const VlSense *claim, guint i)
{
    static const char *const of[] = {"of", "among", "parmi", "sur", "amongst"};
    return (i == 0 || claim->sentences[i] != claim->sentences[i - 1]) &&
           VL_IS_IN(&claim->words[i], of);
}

static gboolean
has_figure(const VlSense *claim, const guint *members, guint i)
{
    for (guint k = i; k < claim->n && members[k] == members[i]; k++) {
        int q = claim->quantity_of[k];
        if (q >= 0 &&
            !vl_quantity_is_name(vl_sense_quantity(claim, (guint)q)))
            return TRUE;
    }
    return FALSE;
}

/* Is token k of what every member of the part goes with: what it is about,
 * what leads up to it, and the verb? */
static gboolean
is_core(const Part *part, guint k)
{
    const VlSense *claim = part->torn->claim;
    guint first = part->said->first, at = k;
    if (part->members[k] == part->members[part->said->verb])
        return k <= part->said->verb + 1;
    while (at > first && part->members[at - 1] == part->members[k])
        at--;
    return k < part->said->verb && !opens_with_whole(claim, at) &&
           (at == first || vl_word_leads_in(claim, at));
}

/* "Without effect on pain": by itself. */
static gboolean
starts_without(const VlSense *claim, guint from)
{
    static const char *const words[] = {"without", "sans", "but", "mais",
                                        "except", "sauf"};
    return VL_IS_IN(&claim->words[from], words);
}

/* Of one member of the claim, with what it goes with. */
static gboolean
is_member_torn(const Part *part, guint from)
{
    VlStated *torn = part->torn;
    const VlSense *claim = torn->claim;
    const guint *members = part->members;
    guint verb = part->said->verb;
    gboolean main = verb < part->said->end && members[from] == members[verb];
    gboolean behind = from > verb && !has_figure(claim, members, from) &&
                      !starts_without(claim, from);
    torn->denied = FALSE;
    for (guint k = 0; k < claim->n; k++) {
        gboolean here = members[k] == members[from] ||
                        ((main || behind) && is_core(part, k));
        torn->asked[k] = part->mine[k] && here;
        torn->denied |= members[k] == members[from]
                            ? vl_sense_says_none(claim, k)
                            : here && vl_sense_has(claim, k, VL_MARK_NOT);
    }
    gboolean aside = from < verb && !main && verb < part->said->end;
    return !opens_with_whole(claim, from) && !aside &&
           vl_stated_nowhere(torn);
}

/* Each member by itself: "pain and nausea fell". */
static gboolean
is_any_member_torn(const Part *part)
{
    const VlStatement *said = part->said;
    for (guint i = said->first; i < said->end; i++)
        if ((i == said->first || part->members[i] != part->members[i - 1]) &&
            is_member_torn(part, i))
            return TRUE;
    return FALSE;
}

static gboolean
is_part_torn(VlStated *torn, const VlStatement *said, const guint *members,
             const gboolean *mine)
{
    const VlSense *claim = torn->claim;
    const Part part = {torn, said, members, mine};
    torn->open = FALSE;
    torn->figures = 0;
    for (guint i = 0; i < claim->n; i++) {
        torn->asked[i] = mine[i];
        torn->figures += mine[i] && claim->quantity_of[i] >= 0;
        torn->open |= mine[i] && claim->quantity_of[i] < 0 &&
                      !torn->matter->covered[i];
    }
    if (!vl_stated_nowhere(torn))
        return FALSE;
    return members[said->first] == members[said->end - 1] ||
           is_any_member_torn(&part);
}

gboolean
vl_case_is_torn(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    g_autofree guint *of = NULL, *mine = NULL;
    g_autofree guint *depths = vl_sense_depths(passage);
    g_autofree guint *members = vl_sense_members(claim);
    g_autofree gboolean *asked = g_new0(gboolean, claim->n + 1);
    g_autofree gboolean *all = g_new0(gboolean, claim->n + 1);
    g_autofree gboolean *own = g_new0(gboolean, claim->n + 1);
    g_autoptr(GArray) theirs = vl_sense_statements(passage, &of);
    g_autoptr(GArray) parts = vl_sense_statements(claim, &mine);
    VlStated torn = {matter, claim, passage, theirs, of, depths, asked, all,
                 FALSE, FALSE, 0, 0, 0, VL_TIME_NONE};
    for (guint i = 0; i < claim->n; i++)
        all[i] = is_asked(matter, i);
    for (guint p = 0; p < parts->len; p++) {
        for (guint i = 0; i < claim->n; i++)
            own[i] = mine[i] == p && all[i];
        pass_other_arm_over(claim, own);
        const VlStatement *said = &g_array_index(parts, VlStatement, p);
        if (said->kind == VL_STATEMENT_FOLLOWS)
            continue;
        torn.denied = vl_statement_denies(claim, mine, p);
        torn.time = VL_TIME_NONE;
        torn.marks = vl_statement_marks(claim, mine, p, 0, &torn.time);
        torn.verb = MIN(said->verb, said->end);
        if (is_part_torn(&torn, said, members, own))
            return TRUE;
    }
    return FALSE;
}
