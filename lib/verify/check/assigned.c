#include "config.h"

#include "verify/check/case.h"
#include "verify/sense/members.h"

/* "480 adults were assigned to zeltin (n = 240) or brenol (n = 240)": the
 * number of all is not that of one arm. */

/* Arms of a trial at most. */
#define ARMS 5
/* Tokens between an arm and its number, or "assigned" and its arm, at most. */
#define NEAR 4

/* A number of people. */
static gboolean
is_count(const VlQuantity *quantity)
{
    return (quantity->role == VL_ROLE_PLAIN ||
            quantity->role == VL_ROLE_COUNT) &&
           quantity->decimals == 0 && quantity->unit.n_parts == 0 &&
           quantity->value >= 4 && !vl_quantity_is_name(quantity);
}

/* Numbers of the arms into which that of all, q, is parted behind it in its
 * sentence; gives how many, 0 if it is not. */
static guint
find_arms(const VlSense *passage, guint q, guint *arms)
{
    const VlQuantity *all = vl_sense_quantity(passage, q);
    double sum = 0;
    guint n = 0;
    for (guint k = q + 1; k < passage->quantities->len && n < ARMS; k++) {
        const VlQuantity *arm = vl_sense_quantity(passage, k);
        if (passage->sentences[arm->first] != passage->sentences[all->first])
            break;
        if (!is_count(arm) || sum + arm->value > all->value)
            continue;
        sum += arm->value;
        arms[n++] = k;
        if (sum == all->value)
            return n > 1 ? n : 0;
    }
    return 0;
}

/* The name of the arm of a number: what stands right before "(n = 240)", or
 * behind "240 to"; -1. */
static int
find_name(const VlSense *passage, const VlQuantity *arm)
{
    static const char *const to[] = {"to", "received", "receiving", "given",
                                     "assigned"};
    guint i = arm->last + 1;
    for (guint k = i; k < passage->n && k < i + NEAR; k++)
        if (VL_IS_IN(&passage->words[k], to) && k + 1 < passage->n &&
            vl_sense_is_thing(passage, k + 1))
            return (int)k + 1;
    for (guint k = arm->first; k-- > 0 && arm->first - k <= NEAR;)
        if (vl_sense_is_thing(passage, k) && passage->quantity_of[k] < 0)
            return (int)k;
    return -1;
}

/* "Were assigned to zeltin": is the thing at token i what somebody got? */
static gboolean
is_given(const VlSense *claim, guint i)
{
    static const char *const verbs[] = {
        "assigned", "allocated", "randomized", "randomised", "received",
        "given",    "treated",   "took",       "recu",       "recurent",
        "affectes", "assignes",  "randomises", "traites",    "pris",
    };
    for (guint k = i; k-- > 0 && i - k <= NEAR;)
        if (claim->clauses[k] != claim->clauses[i] ||
            (vl_sense_is_thing(claim, k) &&
             !VL_IS_IN(&claim->words[k], verbs)))
            return FALSE;
        else if (VL_IS_IN(&claim->words[k], verbs))
            return TRUE;
    return FALSE;
}

/* "To zeltin or a placebo" */
static gboolean
names_several(const VlSense *claim, guint i)
{
    static const char *const joints[] = {"or", "and", "ou", "et", "plus",
                                         "versus", "vs", "than"};
    for (guint k = i + 1; k < claim->n &&
                          claim->sentences[k] == claim->sentences[i];
         k++)
        if (VL_IS_IN(&claim->words[k], joints))
            return TRUE;
    return FALSE;
}

/* The only arm that the claim names, as what was given; -1. */
static int
find_told(const VlCase *matter, const guint *arms, guint n)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint named = 0;
    int told = -1;
    for (guint k = 0; k < n; k++) {
        int name = find_name(passage, vl_sense_quantity(passage, arms[k]));
        gboolean here = FALSE;
        for (guint i = 0; name >= 0 && i < claim->n; i++) {
            if (!vl_sense_same(claim, i, passage, (guint)name))
                continue;
            here = TRUE;
            if (is_given(claim, i) && !names_several(claim, i))
                told = (int)i;
        }
        named += here || name < 0;
    }
    return named == 1 ? told : -1;
}

/* "Of 96 infants, 33 received zeltin": the claim has the arm's number, too. */
static gboolean
tells_part(const VlCase *matter, guint a)
{
    const VlSense *claim = matter->claim;
    for (guint k = 0; k < claim->quantities->len; k++)
        if (k != a && is_count(vl_sense_quantity(claim, k)))
            return TRUE;
    return FALSE;
}

void
vl_check_assigned(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint a = 0; a < claim->quantities->len; a++) {
        guint arms[ARMS];
        int q = matter->match[a];
        if (q < 0 || tells_part(matter, a) ||
            !is_count(vl_sense_quantity(passage, (guint)q)))
            continue;
        guint n = find_arms(passage, (guint)q, arms);
        int told = n > 0 ? find_told(matter, arms, n) : -1;
        if (told < 0)
            continue;
        vl_case_note(matter, "numbers", VL_RESULT_CONFLICT,
                     vl_case_quantity(claim, a),
                     vl_case_quantity(passage, (guint)q),
                     "in the passage that is how many all arms have");
        return;
    }
}
