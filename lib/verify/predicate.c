#include "config.h"

#include "text/words.h"
#include "verify/carry.h"
#include "verify/members.h"
#include "verify/verb.h"

/* What a number is said of: "12 % of patients died" has all words of "12 % of
 * patients relapsed" but the one that matters. */

/* Tokens from a number to its verb at most. */
#define REACH 8

static gboolean
ends_member(const VlSense *sense, const guint *members, guint i)
{
    return i + 1 >= sense->n || members[i + 1] != members[i] ||
           vl_sense_has(sense, i + 1, VL_MARK_THAN);
}

/* Does nothing that the verb at token i could be said of follow it? */
static gboolean
ends_there(const VlSense *sense, const guint *members, guint i)
{
    for (guint k = i; !ends_member(sense, members, k); k++)
        if (vl_sense_is_content(sense, k + 1) ||
            sense->quantity_of[k + 1] >= 0)
            return FALSE;
    return TRUE;
}

gboolean
vl_case_lacks_predicate(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    g_autofree guint *members = vl_sense_members(claim);
    for (guint a = 0; a < claim->quantities->len; a++) {
        const VlQuantity *said = vl_sense_quantity(claim, a);
        for (guint i = said->last + 1;
             i < claim->n && i <= said->last + REACH &&
             members[i] == members[said->last];
             i++) {
            if (!vl_verb_is_finite(claim, i) ||
                vl_verb_is_auxiliary(claim, i))
                continue;
            if (vl_sense_is_content(claim, i) && !matter->covered[i] &&
                !matter->settled[i] && !vl_sense_is_light(claim, i) &&
                ends_there(claim, members, i))
                return TRUE;
            break;
        }
    }
    return FALSE;
}
