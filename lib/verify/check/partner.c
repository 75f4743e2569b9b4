#include "config.h"

#include "verify/check/partner.h"

#include "verify/sense/members.h"

/* Tokens between the two numbers at most: "5.1 % (SD) vs". */
#define MAX_BETWEEN 4

static gboolean
joins(const VlSense *sense, guint i, gboolean *some)
{
    static const char *const words[] = {"to", "a", "vs", "versus", "v",
                                        "against", "contre", "jusqua"};
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    if (token->class == VL_TOKEN_RANGE || VL_IS_IN(word, words)) {
        *some = TRUE;
        return TRUE;
    }
    return vl_tokens_is_unit(sense->tokens, i) ||
           (word->length == 1 && word->key[0] == '%');
}

static gboolean
is_beside(const VlQuantity *quantity)
{
    return quantity->role == VL_ROLE_SPREAD || quantity->role == VL_ROLE_CI ||
           quantity->role == VL_ROLE_LEVEL;
}

/* "6.0 (SD 1.3) min vs", "6 ± 1.3 min vs": what tells how sure a number is
 * stands in the way. */
static gboolean
is_passed_over(const VlSense *sense, const guint *depths, guint i, guint t)
{
    static const char *const words[] = {"+/-", "sd", "se", "sem"};
    int q = sense->quantity_of[t];
    return VL_IS_IN(&sense->words[t], words) ||
           depths[t] > depths[vl_sense_quantity(sense, i)->first] ||
           (q >= 0 && is_beside(vl_sense_quantity(sense, (guint)q)));
}

static gboolean
are_joined(const VlSense *sense, const guint *depths, guint i, guint k)
{
    const VlQuantity *a = vl_sense_quantity(sense, i);
    const VlQuantity *b = vl_sense_quantity(sense, k);
    gboolean some = FALSE;
    guint between = 0;
    if (a->role != b->role || b->first <= a->last ||
        sense->sentences[a->first] != sense->sentences[b->first])
        return FALSE;
    for (guint t = a->last + 1; t < b->first; t++) {
        if (is_passed_over(sense, depths, i, t))
            continue;
        if (++between > MAX_BETWEEN || !joins(sense, t, &some))
            return FALSE;
    }
    return some || (b->first == a->last + 1 &&
                    vl_tokens_at(sense->tokens, b->first)->gap ==
                        VL_GAP_DASH);
}

/* The quantity next to i, before it (step -1) or behind (1), that stands as
 * deep in brackets; -1. */
static int
next_to(const VlSense *sense, const guint *depths, guint i, int step)
{
    guint depth = depths[vl_sense_quantity(sense, i)->first];
    for (int k = (int)i + step; k >= 0 && k < (int)sense->quantities->len;
         k += step) {
        const VlQuantity *other = vl_sense_quantity(sense, (guint)k);
        if (depths[other->first] < depth)
            return -1;
        if (depths[other->first] == depth && !is_beside(other))
            return k;
    }
    return -1;
}

int
vl_quantity_partner(const VlSense *sense, guint i)
{
    g_autofree guint *depths = vl_sense_depths(sense);
    gboolean beside = is_beside(vl_sense_quantity(sense, i));
    int before = beside ? (int)i - 1 : next_to(sense, depths, i, -1);
    int after = beside ? (int)i + 1 : next_to(sense, depths, i, 1);
    if (before >= 0 && are_joined(sense, depths, (guint)before, i))
        return before;
    return after >= 0 && after < (int)sense->quantities->len &&
                   are_joined(sense, depths, i, (guint)after)
               ? after
               : -1;
}

int
vl_quantity_rival(const VlCase *matter, guint i)
{
    int partner = vl_quantity_partner(matter->claim, i);
    int there = partner >= 0 ? matter->match[partner] : -1;
    int rival = there >= 0
                    ? vl_quantity_partner(matter->passage, (guint)there)
                    : -1;
    /* The same number in the same place of the pair. */
    if (rival < 0 || (partner < (int)i) != (there < rival) ||
        vl_sense_quantity(matter->passage, (guint)rival)->role !=
            vl_sense_quantity(matter->claim, i)->role)
        return -1;
    for (guint k = 0; k < matter->claim->quantities->len; k++)
        if (matter->match[k] == rival)
            return -1;
    return rival;
}

gboolean
vl_quantity_pair_stays(const VlCase *matter, guint a, guint b)
{
    return vl_case_has(matter, "arms", VL_RESULT_OK) &&
           matter->match[a] < matter->match[b] &&
           vl_quantity_partner(matter->claim, a) == (int)b &&
           vl_quantity_partner(matter->passage,
                               (guint)matter->match[a]) ==
               matter->match[b];
}
