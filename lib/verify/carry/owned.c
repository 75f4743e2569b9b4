#include "config.h"

#include <string.h>

#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

/* "29 (37.7 %) of the AD, 5 (10.6 %) of the AWE subjects": 37.7 % is not of
 * the AWE subjects, though the sentence has all these words.  A number takes
 * no word that stands by another number of its kind only. */

typedef struct {
    const VlCase *matter;
    guint *mine, *theirs; /* members of claim and passage */
} Owners;

/* What commas, "and" and "than" part; brackets belong to what stands before
 * them: "hydrotherapy (40/46, 87 %) than exercise (19/40, 47 %)". */
static guint *
find_members(const VlSense *sense)
{
    g_autofree guint *members = vl_sense_members(sense);
    g_autofree guint *depths = vl_sense_depths(sense);
    guint *found = g_new0(guint, sense->n + 1);
    for (guint i = 1; i < sense->n; i++) {
        gboolean parted = members[i] != members[i - 1] &&
                          (depths[i] > 0
                               ? vl_sense_gap_has(sense, i, ";")
                               : depths[i - 1] == 0 ||
                                     vl_sense_goes_on_anew(sense, i));
        found[i] = found[i - 1] +
                   (parted || vl_sense_has(sense, i, VL_MARK_THAN) ||
                    sense->sentences[i] != sense->sentences[i - 1]);
    }
    return found;
}

/* "Of those with fibrosis, 13 % ...": the member before says of whom. */
static gboolean
opens_with_whom(const VlSense *claim, guint i)
{
    static const char *const words[] = {"of", "among", "in", "amongst",
                                        "parmi", "chez", "with", "for"};
    gboolean starts =
        i == 0 || claim->sentences[i] != claim->sentences[i - 1];
    return starts && VL_IS_IN(&claim->words[i], words);
}

/* The first token of the claim that tells what a number at token i is of. */
static guint
find_start(const Owners *owners, guint i)
{
    const VlSense *claim = owners->matter->claim;
    guint from = i;
    while (from > 0 && owners->mine[from - 1] == owners->mine[i])
        from--;
    /* "With A than with B (12 % versus 19 %)" names nothing by 19 %. */
    gboolean named = FALSE;
    for (guint k = from; k < claim->n && owners->mine[k] == owners->mine[i];
         k++)
        named |= vl_sense_is_thing(claim, k) && claim->quantity_of[k] < 0;
    while (!named && from > 0 &&
           claim->sentences[from - 1] == claim->sentences[i])
        named = vl_sense_is_thing(claim, --from);
    /* ", with an OR of 2.3": of all that the member before says. */
    while (from > 0 && owners->mine[from - 1] == owners->mine[from] &&
           owners->mine[from] != owners->mine[i])
        from--;
    if (from == 0 || claim->sentences[from - 1] != claim->sentences[i])
        return from;
    guint before = from - 1;
    while (before > 0 &&
           owners->mine[before - 1] == owners->mine[from - 1])
        before--;
    gboolean number = FALSE;
    for (guint k = before; k < from; k++) {
        int q = claim->quantity_of[k];
        number |= q >= 0;
        if (q >= 0 && vl_quantity_alike(vl_sense_quantity(claim, (guint)q),
                                        vl_sense_quantity(
                                            claim,
                                            (guint)claim->quantity_of[i])))
            return from;
    }
    /* "Nine months after treatment, ..." */
    gboolean leads = before == 0 || claim->sentences[before - 1] !=
                                        claim->sentences[before];
    return (number && leads) || opens_with_whom(claim, before) ? before
                                                               : from;
}

/* Behind the last one: "25 % had fibrosis and splenomegaly" goes on as long
 * as no other number comes. */
static guint
find_end(const Owners *owners, guint i)
{
    const VlSense *claim = owners->matter->claim;
    guint end = i + 1;
    while (end < claim->n && owners->mine[end] == owners->mine[i])
        end++;
    if (end == claim->n || claim->sentences[end] != claim->sentences[i] ||
        !vl_sense_joins(claim, end))
        return end;
    guint last = end;
    while (last < claim->n && owners->mine[last] == owners->mine[end])
        if (claim->quantity_of[last++] >= 0)
            return end;
    return last;
}

/* Does the member hold another number of the kind of own, which the claim
 * does not tell? */
static gboolean
is_of_another(const Owners *owners, guint member, guint own)
{
    const VlSense *passage = owners->matter->passage;
    const VlQuantity *printed = vl_sense_quantity(passage, own);
    for (guint q = 0; q < passage->quantities->len; q++) {
        const VlQuantity *other = vl_sense_quantity(passage, q);
        if (q != own && owners->theirs[other->first] == member &&
            vl_quantity_alike(printed, other) &&
            !vl_case_is_matched(owners->matter, q))
            return TRUE;
    }
    return FALSE;
}

/* "A (OR 2.1), B (OR 3.4) were associated with death": what closes the
 * sentence behind a bracket is said of all. */
static gboolean
is_of_all(const Owners *owners, guint j)
{
    const VlSense *passage = owners->matter->passage;
    gboolean linked = FALSE;
    for (guint k = j; k-- > 0 && passage->sentences[k] ==
                                     passage->sentences[j];) {
        linked |= vl_sense_has(passage, k, VL_MARK_ASSOCIATED);
        if (passage->quantity_of[k] >= 0)
            return linked && vl_sense_gap_has(passage, k + 1, ")]");
    }
    return FALSE;
}

/* Does word i of the claim stand by other numbers than own alone? */
static gboolean
is_taken(const Owners *owners, guint i, guint own)
{
    const VlSense *passage = owners->matter->passage;
    guint home = vl_sense_quantity(passage, own)->first;
    gboolean taken = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(owners->matter->claim, i, passage, j))
            continue;
        if (passage->sentences[j] != passage->sentences[home] ||
            owners->theirs[j] == owners->theirs[home] ||
            is_of_all(owners, j))
            return FALSE;
        taken |= is_of_another(owners, owners->theirs[j], own);
    }
    return taken;
}

static gboolean
takes_anothers(const Owners *owners, guint a)
{
    const VlSense *claim = owners->matter->claim;
    guint at = vl_sense_quantity(claim, a)->first;
    if (at > 0 && vl_sense_names_time(claim, at - 1))
        return FALSE;
    guint end = find_end(owners, at);
    for (guint i = find_start(owners, at); i < end; i++)
        if (vl_sense_is_thing(claim, i) &&
            is_taken(owners, i, (guint)owners->matter->match[a]))
            return TRUE;
    return FALSE;
}

/* "Seven control patients" of "seven patients with pain and one control": the
 * word right behind a number stands elsewhere in the passage only. */
static gboolean
counts_others(const Owners *owners, guint a)
{
    const VlSense *claim = owners->matter->claim;
    const VlSense *passage = owners->matter->passage;
    guint i = vl_sense_quantity(claim, a)->last + 1;
    guint own = vl_sense_quantity(passage, (guint)owners->matter->match[a])
                    ->first;
    if (i >= claim->n || owners->mine[i] != owners->mine[i - 1] ||
        !vl_sense_is_thing(claim, i) ||
        vl_tokens_at(claim->tokens, i)->start <
            vl_sense_quantity(claim, a)->unit.end)
        return FALSE;
    gboolean found = FALSE;
    for (guint j = 0; j < passage->n; j++) {
        if (!vl_sense_same(claim, i, passage, j))
            continue;
        if (owners->theirs[j] == owners->theirs[own] ||
            passage->sentences[j] != passage->sentences[own])
            return FALSE;
        found = TRUE;
    }
    return found;
}

/* 1 "with", -1 "without" right before token i, 0 neither. */
static int
with_at(const VlSense *sense, guint i)
{
    static const char *const with[] = {"with", "avec", "plus", "on", "under",
                                       "sous"};
    static const char *const without[] = {"without", "sans", "no", "not",
                                          "non", "off", "hors"};
    if (i == 0 || sense->clauses[i - 1] != sense->clauses[i])
        return 0;
    return VL_IS_IN(&sense->words[i - 1], with)      ? 1
           : VL_IS_IN(&sense->words[i - 1], without) ? -1
                                                     : 0;
}

/* "25 % without fascia" told as 25 % with it. */
static gboolean
turns_with(const Owners *owners, guint a)
{
    const VlSense *claim = owners->matter->claim;
    const VlSense *passage = owners->matter->passage;
    guint at = vl_sense_quantity(claim, a)->first;
    guint own = vl_sense_quantity(passage, (guint)owners->matter->match[a])
                    ->first;
    guint end = find_end(owners, at);
    for (guint i = find_start(owners, at); i < end; i++) {
        int with = with_at(claim, i);
        for (guint j = 0; with != 0 && j < passage->n; j++)
            if (owners->theirs[j] == owners->theirs[own] &&
                with_at(passage, j) == -with &&
                vl_sense_same(claim, i, passage, j))
                return TRUE;
    }
    return FALSE;
}

/* "Off drugs" told as on drugs: so all through the passage. */
static gboolean
turns_all(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = 0; i < claim->n; i++) {
        int with = with_at(claim, i);
        gboolean turned = FALSE, kept = with == 0;
        for (guint j = 0; !kept && j < passage->n; j++) {
            if (!vl_sense_same(claim, i, passage, j))
                continue;
            turned |= with_at(passage, j) == -with;
            kept |= with_at(passage, j) != -with;
        }
        if (turned && !kept)
            return TRUE;
    }
    return FALSE;
}

/* Does nothing but words stand between two quantities of the claim? */
static gboolean
stand_together(const VlSense *claim, guint a, guint b)
{
    guint last = vl_sense_quantity(claim, b)->first;
    for (guint k = vl_sense_quantity(claim, a)->last + 1; k <= last; k++)
        if (vl_sense_gap_has(claim, k, ",;:") || vl_sense_joins(claim, k) ||
            claim->sentences[k] != claim->sentences[last])
            return FALSE;
    return TRUE;
}

/* "24 % less than B (P = 0.008)" of 24 % in one sentence and P in
 * another. */
static gboolean
parts_from_p(const Owners *owners, guint a)
{
    const VlCase *matter = owners->matter;
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (vl_sense_quantity(claim, a)->role != VL_ROLE_P || a == 0 ||
        matter->match[a - 1] < 0 || !stand_together(claim, a - 1, a))
        return FALSE;
    guint p = vl_sense_quantity(passage, (guint)matter->match[a])->first;
    guint value =
        vl_sense_quantity(passage, (guint)matter->match[a - 1])->first;
    return passage->sentences[p] != passage->sentences[value];
}

/* Things beside a number that show what it is of. */
#define DETACHED 2

/* "The difference remained after adjusting for age, weight and sex (OR
 * 0.5)": in a bracket behind what was adjusted for, the only one of its kind
 * there, and so of the sentence. */
static gboolean
is_of_adjusted(const Owners *owners, guint own)
{
    static const char *const stems[] = {"adjust", "ajust", "controlling"};
    const VlSense *passage = owners->matter->passage;
    const VlQuantity *printed = vl_sense_quantity(passage, own);
    guint sentence = passage->sentences[printed->first];
    g_autofree guint *depths = vl_sense_depths(passage);
    gboolean adjusted = FALSE;
    for (guint j = 0; j < printed->first; j++)
        adjusted |= passage->sentences[j] == sentence && depths[j] == 0 &&
                    VL_HAS_STEM(&passage->words[j], stems);
    if (depths[printed->first] == 0 || !adjusted)
        return FALSE;
    for (guint q = 0; q < passage->quantities->len; q++) {
        const VlQuantity *other = vl_sense_quantity(passage, q);
        if (q != own && passage->sentences[other->first] == sentence &&
            other->role == printed->role && printed->role != VL_ROLE_CI)
            return FALSE;
    }
    return printed->role == VL_ROLE_RATIO || printed->role == VL_ROLE_CI ||
           printed->role == VL_ROLE_P;
}

/* "Shock recovery was 54 % faster" of "54 % reduced odds of death and the
 * faster shock recovery": the claim has nothing of what the passage says the
 * number is of. */
static gboolean
is_detached(const Owners *owners, guint a)
{
    const VlSense *claim = owners->matter->claim;
    const VlSense *passage = owners->matter->passage;
    const VlQuantity *own =
        vl_sense_quantity(passage, (guint)owners->matter->match[a]);
    guint clause = claim->clauses[vl_sense_quantity(claim, a)->first], n = 0;
    for (guint j = 0; j < passage->n; j++) {
        if (owners->theirs[j] != owners->theirs[own->first] ||
            passage->quantity_of[j] >= 0 || !vl_sense_is_thing(passage, j))
            continue;
        if (vl_sense_group_has(claim, claim->clauses, clause, passage, j))
            return FALSE;
        n++;
    }
    return n >= DETACHED &&
           !is_of_adjusted(owners, (guint)owners->matter->match[a]);
}

/* "Scores of 78 and 90": the first of two, and the claim leaves out the
 * other. */
static gboolean
is_first_of_two(const VlCase *matter, guint a)
{
    const VlSense *passage = matter->passage;
    guint own = (guint)matter->match[a];
    if (own + 1 >= passage->quantities->len)
        return FALSE;
    const VlQuantity *one = vl_sense_quantity(passage, own);
    const VlQuantity *two = vl_sense_quantity(passage, own + 1);
    return two->first <= one->last + 3 && vl_quantity_alike(one, two) &&
           passage->sentences[one->first] == passage->sentences[two->first] &&
           !vl_case_is_matched(matter, own + 1);
}

/* "Improved from 39 to 59" told as 39 at the end. */
static gboolean
tells_start(const VlCase *matter, guint a)
{
    static const char *const words[] = {"baseline", "initial", "initially",
                                        "before", "from", "start", "first",
                                        "inclusion", "depart", "initiale",
                                        "avant", "de", "between", "entry"};
    const VlQuantity *printed =
        vl_sense_quantity(matter->passage, (guint)matter->match[a]);
    if (!vl_quantity_starts(matter->passage, printed) &&
        !(is_first_of_two(matter, a) &&
          vl_sense_place_in_time(matter->passage) == VL_TIME_BOTH &&
          vl_sense_place_in_time(matter->claim) == VL_TIME_AFTER))
        return FALSE;
    for (guint i = 0; i < matter->claim->n; i++)
        if (VL_IS_IN(&matter->claim->words[i], words))
            return FALSE;
    return TRUE;
}

gboolean
vl_case_loses_numbers(const VlCase *matter)
{
    g_autofree guint *mine = find_members(matter->claim);
    g_autofree guint *theirs = find_members(matter->passage);
    vl_members_part_pairs(matter->passage, theirs);
    const Owners owners = {matter, mine, theirs};
    if (turns_all(matter))
        return TRUE;
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0 &&
            /* Each interval has the 95 of "95 % CI". */
            vl_sense_quantity(matter->claim, a)->role != VL_ROLE_LEVEL &&
            (tells_start(matter, a) || turns_with(&owners, a) ||
             (!matter->dealt[a] &&
              (takes_anothers(&owners, a) || is_detached(&owners, a) ||
               counts_others(&owners, a) || parts_from_p(&owners, a)))))
            return TRUE;
    return FALSE;
}
