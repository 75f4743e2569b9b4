#include "config.h"

#include "text/words.h"
#include "verify/check/hurdles.h"
#include "verify/sense/members.h"

/* Numbers that go together, "40 of 46 (87 %)", "0.75 ± 0.20": does the passage
 * have them together, too? */

/* Tokens between two numbers that go together. */
#define WITHIN 4

/* Does quantity q + 1 stand at q as a part of what it tells: its spread, its
 * whole, or its percentage in a bracket? */
static gboolean
goes_with_last(const VlSense *sense, const guint *depths, guint q)
{
    static const char *const apart[] = {"vs", "versus", "v", "to", "against",
                                        "contre", "a"};
    const VlQuantity *one = vl_sense_quantity(sense, q);
    const VlQuantity *two = vl_sense_quantity(sense, q + 1);
    if (sense->sentences[one->first] != sense->sentences[two->first] ||
        depths[two->first] < depths[one->first])
        return FALSE;
    if (two->role == VL_ROLE_SPREAD || one->of == (int)(q + 1))
        return two->first <= one->last + WITHIN;
    if (vl_quantity_alike(one, two) || two->role == VL_ROLE_P ||
        depths[two->first] == 0 || vl_quantity_is_time(two) ||
        two->first > one->last + WITHIN)
        return FALSE;
    for (guint i = one->last + 1; i <= two->first; i++)
        if (vl_sense_joins(sense, i) || vl_sense_gap_has(sense, i, ";") ||
            VL_IS_IN(&sense->words[i], apart) ||
            vl_sense_has(sense, i, VL_MARK_THAN) ||
            vl_sense_is_thing(sense, i))
            return FALSE;
    return TRUE;
}

/* The data that the quantities of a text make up, numbered. */
static guint *
find_data(const VlSense *sense)
{
    guint *data = g_new0(guint, sense->quantities->len + 1);
    g_autofree guint *depths = vl_sense_depths(sense);
    for (guint q = 1; q < sense->quantities->len; q++)
        data[q] = data[q - 1] + !goes_with_last(sense, depths, q - 1);
    return data;
}

static double
value_there(const VlCase *matter, guint a)
{
    return vl_sense_quantity(matter->passage, (guint)matter->match[a])
        ->value;
}

/* Has datum d of the passage this value? */
static gboolean
has_value(const VlSense *passage, const guint *theirs, guint d, double value)
{
    for (guint j = 0; j < passage->quantities->len && theirs[j] <= d; j++)
        if (theirs[j] == d && vl_sense_quantity(passage, j)->value == value)
            return TRUE;
    return FALSE;
}

/* Do the numbers of the datum that starts with a stand together in the
 * passage, too, which has them all? */
static gboolean
is_datum_kept(const VlCase *matter, const guint *mine, const guint *theirs,
              guint a)
{
    const VlSense *passage = matter->passage;
    guint n = matter->claim->quantities->len;
    for (guint j = 0; j < passage->quantities->len; j++) {
        gboolean kept = vl_sense_quantity(passage, j)->value ==
                        value_there(matter, a);
        for (guint k = a + 1; kept && k < n && mine[k] == mine[a]; k++)
            kept = has_value(passage, theirs, theirs[j],
                             value_there(matter, k));
        if (kept)
            return TRUE;
    }
    return FALSE;
}

VlDatum *
vl_case_find_data(const VlCase *matter, guint **data)
{
    guint *mine = find_data(matter->claim);
    g_autofree guint *theirs = find_data(matter->passage);
    guint n = matter->claim->quantities->len;
    VlDatum *kept = g_new0(VlDatum, n + 1);
    for (guint a = 0, end = 0; a < n; a = end) {
        gboolean found = TRUE;
        for (; end < n && mine[end] == mine[a]; end++)
            found = found && matter->match[end] >= 0;
        VlDatum datum = !found ? VL_DATUM_UNKNOWN
                        : is_datum_kept(matter, mine, theirs, a)
                            ? VL_DATUM_KEPT
                            : VL_DATUM_TURNED;
        for (guint k = a; k < end; k++)
            kept[k] = datum;
    }
    *data = mine;
    return kept;
}
