#include "config.h"

#include "verify/sense/quantity.h"

/* Where "one" and "a" are numbers: elsewhere they often are not. */

/* "By one day", "one patient died": elsewhere "one" is often no number. */
static gboolean
counts_one(const VlSense *sense, guint i)
{
    static const char *const counted[] = {
        "day",     "week",     "month",   "year",     "hour",   "minute",
        "patient", "participant", "subject", "case",  "death",  "event",
        "woman",   "man",      "child",   "infant",   "eye",    "fatality",
        "volunteer", "recipient", "animal", "tumour", "tumor",
        "relapse", "person",   "neonate", "newborn",  "couple", "center",
        "centre",  "hospital", "trial",   "study",
    };
    static const char *const in[] = {"in", "of", "on", "given", "with",
                                     "receiving", "had", "died"};
    static const char *const joints[] = {"and", "versus", "vs", "only", "in",
                                         "but"};
    if (!is_word(sense, (int)i, "one") || i + 1 >= sense->n)
        return FALSE;
    return VL_IS_IN(&sense->words[i + 1], counted) ||
           (i > 0 && VL_IS_IN(&sense->words[i - 1], joints) &&
            VL_IS_IN(&sense->words[i + 1], in));
}

/* "Un an", "d'une semaine", not "un jour sur deux"; "for a year", not "twice
 * a year". */
static gboolean
counts_time(const VlSense *sense, guint i)
{
    static const char *const un[] = {"un", "une"};
    static const char *const a[] = {"a", "an"};
    static const char *const before[] = {"for", "at", "after", "within",
                                         "by", "over", "of", "about",
                                         "lasted", "during", "than"};
    VlUnit unit;
    if (i + 1 >= sense->n ||
        (vl_tokens_at(sense->tokens, i + 1)->gap & VL_GAP_OTHER) != 0 ||
        is_word(sense, (int)i + 2, "sur"))
        return FALSE;
    if (sense->comma ? !VL_IS_IN(&sense->words[i], un)
                     : !(VL_IS_IN(&sense->words[i], a) && i > 0 &&
                         VL_IS_IN(&sense->words[i - 1], before)))
        return FALSE;
    return sense->words[i + 1].length > 1 &&
           vl_unit_read_behind(sense->tokens, i + 1, &unit) > 0 &&
           unit.n_parts == 1 &&
           unit.dimensions[0] == vl_unit_dimension("time");
}

gboolean
vl_quantity_counts_one(const VlSense *sense, guint i)
{
    return counts_one(sense, i) || counts_time(sense, i);
}
