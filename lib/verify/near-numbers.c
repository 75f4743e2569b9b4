#include "config.h"

#include "verify/case.h"
#include "verify/members.h"

/* Numbers of a claim that repeats its passage but for a few words: one that
 * stands in another's place may be none the less right. */

gboolean
vl_near_equal(const VlCase *matter, int a, int b)
{
    const char *how = NULL;
    const VlQuantity *said = vl_sense_quantity(matter->claim, (guint)a);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, (guint)b);
    return vl_quantity_equal(said, printed, &how) ||
           vl_p_is_below(said, printed);
}

int
vl_near_number(const VlCase *matter, int a, int b)
{
    VlRole role = vl_sense_quantity(matter->passage, (guint)b)->role;
    int k = b;
    while (k > 0 && (role == VL_ROLE_CI || role == VL_ROLE_LEVEL))
        role = vl_sense_quantity(matter->passage, (guint)--k)->role;
    return k != b && vl_near_equal(matter, a, k) ? k : b;
}

/* "12.3 %" for "15 of 122", "by 12 points" for "from 52 to 40" is worked out,
 * not changed. */
static gboolean
is_worked_out(const VlCase *matter, guint a, guint b)
{
    static const char *const by[] = {"by"};
    const VlSense *claim = matter->claim;
    const VlQuantity *said = vl_sense_quantity(claim, a);
    const VlQuantity *printed = vl_sense_quantity(matter->passage, b);
    gboolean share = said->role == VL_ROLE_PERCENT && printed->of >= 0;
    gboolean change = said->first > 0 &&
                      VL_IS_IN(&claim->words[said->first - 1], by) &&
                      (vl_quantity_starts(matter->passage, printed) ||
                       (b > 0 && vl_quantity_starts(
                                     matter->passage,
                                     vl_sense_quantity(matter->passage,
                                                       b - 1))));
    VlStretch where = VL_NOWHERE;
    g_autofree char *derived =
        share || change
            ? vl_derive(matter, a, matter->passage, &where, NULL)
            : NULL;
    return derived != NULL;
}

/* The next quantity of the kind of wanted from k on; the number of all of
 * them when there is none. */
static guint
next_alike(const VlSense *sense, guint k, const VlQuantity *wanted)
{
    while (k < sense->quantities->len &&
           !vl_quantity_alike(wanted, vl_sense_quantity(sense, k)))
        k++;
    return k;
}

/* "3.1 days with A and 5.6 with B" beside "3.1 (1.0) and 5.6 (1.9) days": a
 * spread left out of the claim moves the numbers behind it, of which it has
 * all, in their order. */
static gboolean
are_of_two_kinds(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const VlQuantity *said = vl_sense_quantity(claim, a);
    const VlQuantity *printed = vl_sense_quantity(passage, b);
    if (!vl_quantity_alike(said, said) ||
        (printed->role != VL_ROLE_SPREAD && printed->role != VL_ROLE_CI &&
         printed->role != VL_ROLE_P))
        return FALSE;
    guint i = next_alike(claim, 0, said), j = next_alike(passage, 0, said);
    while (i < claim->quantities->len && j < passage->quantities->len) {
        if (vl_sense_quantity(claim, i)->value !=
            vl_sense_quantity(passage, j)->value)
            return FALSE;
        i = next_alike(claim, i + 1, said);
        j = next_alike(passage, j + 1, said);
    }
    return i == claim->quantities->len && j == passage->quantities->len &&
           said->role != printed->role;
}

gboolean
vl_near_is_moved(const VlCase *matter, guint a, guint b)
{
    return is_worked_out(matter, a, b) || are_of_two_kinds(matter, a, b);
}
