#include "config.h"

#include <string.h>

#include "verify/check/case.h"

/* Units and comparators of the numbers that claim and passage share. */

/* "At 24 weeks" of "at week 24". */
static gboolean
is_before(const VlCase *matter, const VlQuantity *said,
          const VlQuantity *printed)
{
    const VlSense *passage = matter->passage;
    const VlWord *unit = &matter->claim->words[said->last + 1];
    if (printed->first == 0 || said->last + 1 >= matter->claim->n)
        return FALSE;
    const VlWord *word = &passage->words[printed->first - 1];
    gsize n = word->length;
    return vl_quantity_is_time(said) && n >= 3 &&
           unit->length >= n && unit->length <= n + 1 &&
           memcmp(unit->key, word->key, n) == 0;
}

/* "Weight gain (kg) of 3.75": the passage names the unit somewhere else.
 * Points of a scale are often left unsaid. */
static gboolean
is_named(const VlCase *matter, const VlQuantity *said)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = said->last + 1; i < claim->n; i++) {
        const VlWord *unit = &claim->words[i];
        if (vl_tokens_at(claim->tokens, i)->start >= said->unit.end)
            break;
        if (unit->length >= 5 && memcmp(unit->key, "point", 5) == 0)
            return TRUE;
        for (guint j = 0; j < passage->n; j++)
            if (unit->length > 1 &&
                passage->words[j].length == unit->length &&
                memcmp(passage->words[j].key, unit->key, unit->length) == 0)
                return TRUE;
    }
    return FALSE;
}

/* "A mean of 92" of 92 %: unless a word says that it is a share. */
static gboolean
drops_percent(const VlSense *claim, const VlQuantity *said,
              const VlQuantity *printed)
{
    static const char *const shares[] = {
        "rate",  "rates", "percent", "percentage", "proportion", "share",
        "incidence", "prevalence", "frequency", "taux", "pourcentage",
        "proportion", "part", "frequence", "incidences", "percentages",
    };
    if (said->role != VL_ROLE_PLAIN || said->unit.n_parts > 0 ||
        printed->role != VL_ROLE_PERCENT || !printed->own_unit)
        return FALSE;
    for (guint i = 0; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], shares))
            return FALSE;
    return TRUE;
}

/* "1,500 mg/day" of "1,500 mg". */
static gboolean
is_per_day(const VlQuantity *said, const VlQuantity *printed)
{
    return printed->unit.n_parts == 1 && said->unit.n_parts == 2 &&
           said->unit.dimensions[0] == printed->unit.dimensions[0] &&
           said->unit.dimensions[1] == vl_unit_dimension("time");
}

/* Does the passage say elsewhere that it was each day? */
static gboolean
says_daily(const VlCase *matter)
{
    static const char *const words[] = {"daily", "day", "jour",
                                        "quotidien", "quotidienne"};
    for (guint j = 0; j < matter->passage->n; j++)
        if (VL_IS_IN(&matter->passage->words[j], words))
            return TRUE;
    return FALSE;
}

/* "25 mg weekly" of "25 mg per week" (rate): the word behind the claim's unit
 * says how often. */
static gboolean
tells_rate(const VlSense *claim, const VlQuantity *said, const char *rate)
{
    static const struct {
        const char *adverb, *name;
    } rates[] = {
        {"daily", "day"},    {"daily", "d"},    {"daily", "jour"},
        {"weekly", "week"},  {"weekly", "wk"},  {"weekly", "semaine"},
        {"hourly", "hour"},  {"hourly", "h"},   {"monthly", "month"},
        {"yearly", "year"},  {"monthly", "mois"},
        {"day", "day"},      {"day", "d"},      {"day", "jour"},
        {"jour", "jour"},    {"jour", "day"},   {"jour", "d"},
        {"quotidienne", "day"}, {"quotidiennement", "day"},
        {"quotidiens", "day"},  {"quotidien", "day"},
    };
    /* "Once daily", "in a single daily dose", "une fois par jour". */
    static const char *const once[] = {"once", "a",   "each",   "every",
                                       "per",  "une", "fois",   "par",
                                       "in",   "single", "chaque", "en",
                                       "seule", "prise", "dose"};
    guint i = said->last + 1;
    while (i < claim->n && (vl_tokens_is_unit(claim->tokens, i) ||
                            VL_IS_IN(&claim->words[i], once)))
        i++;
    for (guint k = 0; i < claim->n && k < G_N_ELEMENTS(rates); k++) {
        gsize n = strlen(rate), last = strlen(rates[k].name);
        if (VL_IS_WORD(&claim->words[i], rates[k].adverb) && n > last &&
            g_str_has_suffix(rate, rates[k].name) &&
            !g_ascii_isalpha(rate[n - last - 1]))
            return TRUE;
    }
    return FALSE;
}

static void
check_unit(VlCase *matter, guint i)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, i);
    const VlQuantity *printed =
        vl_sense_quantity(matter->passage, (guint)matter->match[i]);
    if (drops_percent(matter->claim, said, printed)) {
        vl_case_note(matter, "units", VL_RESULT_UNDECIDED,
                     vl_case_quantity(matter->claim, i),
                     vl_case_quantity(matter->passage,
                                      (guint)matter->match[i]),
                     "the passage has %% here");
        return;
    }
    if (said->unit.n_parts == 0 || said->role == VL_ROLE_LEVEL ||
        said->role == VL_ROLE_FRACTION)
        return;
    VlStretch where = vl_case_quantity(matter->claim, i);
    VlStretch there =
        vl_case_quantity(matter->passage, (guint)matter->match[i]);
    g_autofree char *unit =
        g_strndup(matter->claim->text + said->unit.start,
                  said->unit.end - said->unit.start);
    if (printed->unit.n_parts == 0) {
        gboolean points = said->role != VL_ROLE_PERCENT;
        if (printed->role == VL_ROLE_LABEL ||
            printed->role == VL_ROLE_FRACTION ||
            is_before(matter, said, printed) || is_named(matter, said))
            return;
        vl_case_note(matter, "units",
                     matter->near && said->own_unit ? VL_RESULT_CONFLICT
                                                    : VL_RESULT_UNDECIDED,
                     where, there, "the passage has no %s here",
                     points ? unit : "%");
        return;
    }
    if (vl_unit_same_dimension(&said->unit, &printed->unit)) {
        /* Equal numbers in other units are not equal. */
        const char *how = NULL;
        if (!vl_quantity_equal(said, printed, &how))
            vl_case_note(matter, "units", VL_RESULT_CONFLICT, where, there,
                         "the number is that of the passage, the unit is "
                         "not: %s",
                         unit);
        return;
    }
    g_autofree char *other =
        g_strndup(matter->passage->text + printed->unit.start,
                  printed->unit.end - printed->unit.start);
    gboolean open = (is_per_day(said, printed) && says_daily(matter)) ||
                    (is_per_day(printed, said) &&
                     g_str_has_prefix(other, unit) &&
                     !g_ascii_isalpha(other[strlen(unit)]) &&
                     tells_rate(matter->claim, said, other));
    vl_case_note(matter, "units",
                 open ? VL_RESULT_UNDECIDED : VL_RESULT_CONFLICT, where, there,
                 "the claim has %s, the passage %s", unit, other);
}

/* -1 below, +1 above, 0 neither. */
static int
side_of(VlBound bound)
{
    if (bound == VL_BOUND_BELOW || bound == VL_BOUND_ATMOST)
        return -1;
    return bound == VL_BOUND_ABOVE || bound == VL_BOUND_ATLEAST;
}

/* "p < 0.05" of p = 0.03. */
static gboolean
holds(const VlQuantity *said, double value)
{
    switch (said->bound) {
    case VL_BOUND_BELOW:
        return value < said->value;
    case VL_BOUND_ATMOST:
        return value <= said->value;
    case VL_BOUND_ABOVE:
        return value > said->value;
    case VL_BOUND_ATLEAST:
        return value >= said->value;
    default:
        return value == said->value;
    }
}

/* "Those below 8 weeks were not eligible" of "at least 8 weeks required". */
static gboolean
excludes(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const words[] = {"ineligible", "excluded", "exclusion",
                                        "excluding",  "exclus",   "exclues",
                                        "exclude"};
    static const char *const open[] = {"eligible", "eligibles", "included",
                                       "inclus",   "enrolled",  "admitted",
                                       "recruited"};
    gboolean denied = FALSE;
    for (guint i = 0; i < sense->n; i++) {
        if (sense->clauses[i] != sense->clauses[quantity->first])
            continue;
        denied |= vl_sense_has(sense, i, VL_MARK_NOT);
        if (VL_IS_IN(&sense->words[i], words) ||
            (denied && VL_IS_IN(&sense->words[i], open)))
            return TRUE;
    }
    return FALSE;
}

/* The bounds of p-values that "respectively" deals out are read from their
 * list, where the sign may stand before the first only. */
static gboolean
is_dealt_out(const VlSense *sense)
{
    static const char *const words[] = {"respectively", "respectivement"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], words))
            return TRUE;
    return FALSE;
}

/* Does the list of p-values around printed hold one that bears said out? */
static gboolean
is_in_list(const VlCase *matter, const VlQuantity *said,
           const VlQuantity *printed)
{
    const VlSense *passage = matter->passage;
    if (!is_dealt_out(passage))
        return FALSE;
    for (guint k = 0; k < passage->quantities->len; k++) {
        const VlQuantity *other = vl_sense_quantity(passage, k);
        if (other != printed && other->value == said->value &&
            passage->sentences[other->first] ==
                passage->sentences[printed->first] &&
            side_of(other->bound) == side_of(said->bound) &&
            (other->role == VL_ROLE_P || other->role == VL_ROLE_PLAIN))
            return TRUE;
    }
    return FALSE;
}

/* "En 6 semaines", "dans les 6 semaines": in or within, as the passage has
 * it. */
static gboolean
may_be_within(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const en[] = {"en"}, *const les[] = {"les"};
    static const char *const dans[] = {"dans"};
    guint i = quantity->first;
    if (!sense->comma || !vl_quantity_is_time(quantity))
        return FALSE;
    return (i > 0 && VL_IS_IN(&sense->words[i - 1], en)) ||
           (i > 1 && VL_IS_IN(&sense->words[i - 1], les) &&
            VL_IS_IN(&sense->words[i - 2], dans));
}

static void
check_bound(VlCase *matter, guint i)
{
    const VlQuantity *said = vl_sense_quantity(matter->claim, i);
    const VlQuantity *printed =
        vl_sense_quantity(matter->passage, (guint)matter->match[i]);
    int a = side_of(said->bound), b = side_of(printed->bound);
    VlStretch where = vl_case_quantity(matter->claim, i);
    VlStretch there =
        vl_case_quantity(matter->passage, (guint)matter->match[i]);
    if (a != 0 && b != 0 && a != b &&
        excludes(matter->claim, said) != excludes(matter->passage, printed)) {
        vl_case_note(matter, "comparators", VL_RESULT_UNDECIDED, where,
                     there, "only one of the two binds the number");
    } else if (a != 0 && b != 0 && a != b) {
        vl_case_note(matter, "comparators", VL_RESULT_CONFLICT, where, there,
                     "the claim binds %g %s, the passage %s", said->value,
                     a < 0 ? "from above" : "from below",
                     b < 0 ? "from above" : "from below");
    } else if (said->role == VL_ROLE_P && printed->role == VL_ROLE_P &&
               a != b && !(b == 0 && holds(said, printed->value)) &&
               !is_in_list(matter, said, printed)) {
        vl_case_note(matter, "comparators", VL_RESULT_CONFLICT, where, there,
                     "the p-values are not bound alike");
    } else if ((a == 0) != (b == 0) && said->value == printed->value &&
               said->role != VL_ROLE_P && said->role != VL_ROLE_LEVEL &&
               said->role != VL_ROLE_CI && said->role != VL_ROLE_FRACTION &&
               !(b < 0 && may_be_within(matter->claim, said))) {
        vl_case_note(matter, "comparators", VL_RESULT_UNDECIDED, where,
                     there, "only one of the two binds the number");
    }
}

/* "Fell below this threshold": which side of it they are on, the words of the
 * passage, which has its number only, do not show. */
static void
check_threshold(VlCase *matter)
{
    static const char *const this[] = {"this", "that",  "these", "the",
                                       "ce",   "cette", "ces"};
    static const char *const limits[] = {
        "threshold", "thresholds", "cutoff", "cutoffs", "limit",
        "limits",    "mark",       "seuil",  "seuils",  "limite",
        "limites",
    };
    const VlSense *claim = matter->claim;
    for (guint i = 1; i < claim->n; i++)
        if (VL_IS_IN(&claim->words[i], limits) &&
            VL_IS_IN(&claim->words[i - 1], this) &&
            !vl_sense_has_word(matter->passage, claim, i)) {
            vl_case_note(matter, "comparators", VL_RESULT_UNDECIDED,
                         VL_AT(i), VL_NOWHERE,
                         "above or below this is not decided");
            return;
        }
}

void
vl_check_bounds(VlCase *matter)
{
    check_threshold(matter);
    for (guint i = 0; i < matter->claim->quantities->len; i++)
        if (matter->match[i] >= 0) {
            check_unit(matter, i);
            check_bound(matter, i);
        }
}
