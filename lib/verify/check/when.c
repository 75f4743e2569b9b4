#include "config.h"

#include <math.h>

#include "verify/check/case.h"
#include "verify/sense/members.h"

/* "Two years after surgery" told of what was asked "in the sixth month after
 * surgery": a point in time of which the passage has one, and another. */

/* Tokens from a time to the word that makes it a point. */
#define ANCHOR 3
/* ... and to one that makes it a span. */
#define SPAN 2
/* Of the claim's things, how many the passage must have, in percent, and how
 * many of them a sentence of the source that has the time, too. */
#define ALIKE_PERCENT 50
#define SHARED 2
#define SOURCE_SHARED 3
/* Times this far apart are one: "3 months" and "12 weeks". */
#define ALIKE_RATIO 1.13

typedef struct {
    double value, days;
    guint first, last; /* tokens */
    gboolean point;    /* "at", "after"; not "for" */
} When;

/* Days of the word at token i, 0: no time. */
static double
unit_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *words[6];
        double days;
    } units[] = {
        {{"hour", "hours", "heure", "heures", "h", "hour"}, 1 / 24.0},
        {{"day", "days", "jour", "jours", "d", "day"}, 1},
        {{"week", "weeks", "semaine", "semaines", "wk", "wks"}, 7},
        {{"month", "months", "mois", "mo", "months", "month"}, 30.4},
        {{"year", "years", "an", "ans", "annee", "annees"}, 365},
    };
    for (guint k = 0; k < G_N_ELEMENTS(units); k++)
        if (VL_IS_IN(&sense->words[i], units[k].words))
            return units[k].days;
    return 0;
}

/* "Sixth", "sixieme"; 0. */
static double
ordinal_of(const VlWord *word)
{
    static const char *const words[][4] = {
        {"first", "premier", "premiere", "1st"},
        {"second", "deuxieme", "seconde", "2nd"},
        {"third", "troisieme", "third", "3rd"},
        {"fourth", "quatrieme", "fourth", "4th"},
        {"fifth", "cinquieme", "fifth", "5th"},
        {"sixth", "sixieme", "sixth", "6th"},
        {"seventh", "septieme", "seventh", "7th"},
        {"eighth", "huitieme", "eighth", "8th"},
        {"ninth", "neuvieme", "ninth", "9th"},
        {"tenth", "dixieme", "tenth", "10th"},
        {"eleventh", "onzieme", "eleventh", "11th"},
        {"twelfth", "douzieme", "twelfth", "12th"},
    };
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        if (VL_IS_IN(word, words[k]))
            return k + 1;
    return 0;
}

static double
number_at(const VlSense *sense, guint i, guint *first)
{
    static const char *const one[] = {"one", "un", "une"};
    int k = sense->quantity_of[i];
    *first = i;
    if (k >= 0) {
        *first = vl_sense_quantity(sense, (guint)k)->first;
        return vl_sense_quantity(sense, (guint)k)->value;
    }
    return VL_IS_IN(&sense->words[i], one) ? 1
                                           : ordinal_of(&sense->words[i]);
}

static gboolean
is_near(const VlSense *sense, guint first, guint last,
        const char *const *words, guint n, guint reach, gboolean behind)
{
    for (guint d = 1; d <= reach; d++) {
        guint k = behind ? last + d : first - d;
        if ((!behind && first < d) || k >= sense->n ||
            sense->sentences[k] != sense->sentences[first])
            return FALSE;
        if (vl_word_is_in(sense->words[k].key, sense->words[k].length, words,
                          n))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_point(const VlSense *sense, guint first, guint last)
{
    static const char *const before[] = {"at", "after", "fin", "end",
                                         "bout", "apres"};
    static const char *const behind[] = {"after", "later", "apres", "plus",
                                         "thereafter"};
    static const char *const spans[] = {"for", "during", "over", "pendant",
                                        "durant", "per", "every", "last",
                                        "age", "aged", "within", "before",
                                        "avant", "chaque", "tous"};
    if (is_near(sense, first, last, spans, G_N_ELEMENTS(spans), SPAN,
                FALSE))
        return FALSE;
    return is_near(sense, first, last, before, G_N_ELEMENTS(before), ANCHOR,
                   FALSE) ||
           is_near(sense, first, last, behind, G_N_ELEMENTS(behind), ANCHOR,
                   TRUE);
}

/* The time that ends or starts at token i, a unit; FALSE: none. */
static gboolean
read_when(const VlSense *sense, guint i, When *when)
{
    double unit = unit_of(sense, i), value = 0;
    guint first = i, last = i;
    if (unit == 0)
        return FALSE;
    if (i > 0 && sense->sentences[i - 1] == sense->sentences[i])
        value = number_at(sense, i - 1, &first);
    if (value == 0 && i + 1 < sense->n && sense->quantity_of[i + 1] >= 0) {
        value = number_at(sense, i + 1, &first);
        first = i;
        last = i + 1;
    }
    if (value <= 0)
        return FALSE;
    *when = (When){value, value * unit, first, last,
                   is_point(sense, first, last)};
    return TRUE;
}

static gboolean
is_same(double a, double b)
{
    return MAX(a, b) <= MIN(a, b) * ALIKE_RATIO;
}

/* Has the text the time in a sentence with so many things of the claim? */
static gboolean
has_time(const VlCase *matter, const VlSense *text, double days, guint least)
{
    for (guint j = 0; j < text->n; j++) {
        When there;
        guint n = 0;
        if (!read_when(text, j, &there) || !is_same(there.days, days))
            continue;
        for (guint i = 0; i < matter->claim->n && n < least; i++)
            n += vl_sense_is_thing(matter->claim, i) &&
                 unit_of(matter->claim, i) == 0 &&
                 vl_sense_group_has(text, text->sentences, text->sentences[j],
                                    matter->claim, i);
        if (n >= least)
            return TRUE;
    }
    return FALSE;
}

/* The one point in time of a text; FALSE: none, or several. */
static gboolean
find_point(const VlSense *sense, When *point)
{
    gboolean some = FALSE;
    for (guint i = 0; i < sense->n; i++) {
        When when;
        if (!read_when(sense, i, &when))
            continue;
        if (!when.point || (some && !is_same(when.days, point->days)))
            return FALSE;
        *point = when;
        some = TRUE;
    }
    return some;
}

static gboolean
is_alike(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    guint all = 0, found = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (!vl_sense_is_thing(claim, i) || unit_of(claim, i) > 0)
            continue;
        all++;
        found += vl_sense_has_word(matter->passage, claim, i);
    }
    return found >= SHARED && found * 100 >= all * ALIKE_PERCENT;
}

/* "At 12 and 24 hours": the number alone. */
static gboolean
has_number(const VlSense *text, double value)
{
    for (guint i = 0; i < text->n; i++) {
        guint first;
        if (number_at(text, i, &first) == value && value > 1)
            return TRUE;
    }
    return FALSE;
}

void
vl_check_when(VlCase *matter)
{
    When said, there;
    if (!find_point(matter->claim, &said) ||
        !find_point(matter->passage, &there) ||
        is_same(said.days, there.days) || !is_alike(matter) ||
        has_number(matter->passage, said.value) ||
        (matter->ground != NULL &&
         has_time(matter, matter->ground, said.days, SOURCE_SHARED)))
        return;
    VlStretch a = {(int)said.first, (int)said.last};
    VlStretch b = {(int)there.first, (int)there.last};
    g_autofree char *one = vl_case_words(matter->claim, a);
    g_autofree char *other = vl_case_words(matter->passage, b);
    vl_case_note(matter, "time", VL_RESULT_CONFLICT, a, b,
                 "the claim says \u201C%s\u201D where the passage says "
                 "\u201C%s\u201D",
                 one, other);
}
