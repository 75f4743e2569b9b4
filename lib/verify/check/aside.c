#include "config.h"

#include "verify/check/aside.h"

#include <math.h>
#include <string.h>

#include "verify/check/case.h"
#include "verify/sense/members.h"

/* Half of the last digit, and a little for what a double cannot hold. */
#define HALF (0.5 * (1 + 1e-6))
/* Figures before an aside that are looked at. */
#define MAX_FIGURES 8

/* What a word of an aside says; any other says more than the number does. */
typedef enum {
    SAYS_NOTHING, /* "a", "about", "of" */
    SAYS_ABSOLUTE,
    SAYS_RELATIVE,
    SAYS_POINTS,
    SAYS_GAP, /* "difference" */
    SAYS_RISE,
    SAYS_FALL,
    SAYS_FOLD,
    SAYS_OVER,  /* "just over" */
    SAYS_UNDER, /* "nearly" */
    SAYS_MORE,
} Says;

static Says
read_word(const VlWord *word)
{
    static const struct {
        const char *word;
        Says says;
    } words[] = {
        {"a", SAYS_NOTHING},          {"an", SAYS_NOTHING},
        {"the", SAYS_NOTHING},        {"of", SAYS_NOTHING},
        {"about", SAYS_NOTHING},      {"approximately", SAYS_NOTHING},
        {"roughly", SAYS_NOTHING},    {"around", SAYS_NOTHING},
        {"nearly", SAYS_UNDER},       {"almost", SAYS_UNDER},
        {"just", SAYS_NOTHING},       {"slightly", SAYS_NOTHING},
        {"little", SAYS_NOTHING},     {"over", SAYS_OVER},
        {"under", SAYS_UNDER},      {"some", SAYS_NOTHING},
        {"or", SAYS_NOTHING},         {"ie", SAYS_NOTHING},
        {"i", SAYS_NOTHING},          {"e", SAYS_NOTHING},
        {"that", SAYS_NOTHING},       {"which", SAYS_NOTHING},
        {"is", SAYS_NOTHING},         {"un", SAYS_NOTHING},
        {"une", SAYS_NOTHING},        {"de", SAYS_NOTHING},
        {"d", SAYS_NOTHING},          {"environ", SAYS_NOTHING},
        {"soit", SAYS_NOTHING},       {"pres", SAYS_NOTHING},
        {"presque", SAYS_UNDER},      {"ou", SAYS_NOTHING},
        {"absolute", SAYS_ABSOLUTE},  {"absolue", SAYS_ABSOLUTE},
        {"absolu", SAYS_ABSOLUTE},    {"relative", SAYS_RELATIVE},
        {"percentage", SAYS_POINTS},  {"points", SAYS_POINTS},
        {"point", SAYS_POINTS},       {"pourcentage", SAYS_POINTS},
        {"difference", SAYS_GAP},     {"gap", SAYS_GAP},
        {"ecart", SAYS_GAP},          {"increase", SAYS_RISE},
        {"rise", SAYS_RISE},          {"augmentation", SAYS_RISE},
        {"hausse", SAYS_RISE},        {"decrease", SAYS_FALL},
        {"reduction", SAYS_FALL},     {"fall", SAYS_FALL},
        {"drop", SAYS_FALL},          {"decline", SAYS_FALL},
        {"baisse", SAYS_FALL},        {"diminution", SAYS_FALL},
        {"fold", SAYS_FOLD},
    };
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        if (strlen(words[k].word) == word->length &&
            memcmp(words[k].word, word->key, word->length) == 0)
            return words[k].says;
    return word->length > 6 &&
                   memcmp(word->key + word->length - 4, "fold", 4) == 0
               ? SAYS_FOLD
               : SAYS_MORE;
}

/* A stretch that may be an aside: one number, and words about it. */
typedef struct {
    guint from, to; /* tokens, half-open */
    guint number;   /* quantity */
    guint says;     /* bits of Says */
} Aside;

static gboolean
says(const Aside *aside, Says what)
{
    return (aside->says & (1u << what)) != 0;
}

/* The token behind a quantity and the unit that it has behind it. */
static guint
behind(const VlSense *sense, const VlQuantity *quantity)
{
    guint i = quantity->last + 1;
    while (quantity->unit.n_parts > 0 && i < sense->n &&
           vl_tokens_at(sense->tokens, i)->start < quantity->unit.end)
        i++;
    return i;
}

/* Does a comma or a bracket open something at token i? */
static gboolean
opens(const VlSense *sense, const guint *depths, guint i)
{
    return i > 0 && sense->sentences[i] == sense->sentences[i - 1] &&
           (depths[i] > depths[i - 1] || vl_sense_gap_has(sense, i, ","));
}

static guint
find_end(const VlSense *sense, const guint *depths, guint from)
{
    guint i = from + 1;
    while (i < sense->n && depths[i] == depths[from] &&
           sense->sentences[i] == sense->sentences[from] &&
           !vl_sense_gap_has(sense, i, ",;()[]"))
        i++;
    return i;
}

/* FALSE when it says more than a number, or two. */
static gboolean
read_aside(const VlSense *sense, const guint *depths, guint from,
           Aside *aside)
{
    *aside = (Aside){.from = from,
                     .to = find_end(sense, depths, from),
                     .number = G_MAXUINT};
    for (guint i = from; i < aside->to; i++) {
        int k = sense->quantity_of[i];
        if (k >= 0) {
            const VlQuantity *quantity = vl_sense_quantity(sense, (guint)k);
            if (aside->number != G_MAXUINT)
                return FALSE;
            aside->number = (guint)k;
            if (read_word(&sense->words[quantity->last]) == SAYS_FOLD)
                aside->says |= 1u << SAYS_FOLD;
            i = behind(sense, quantity) - 1;
            continue;
        }
        Says word = read_word(&sense->words[i]);
        if (word == SAYS_MORE)
            return FALSE;
        aside->says |= 1u << word;
    }
    return aside->number != G_MAXUINT;
}

/* Does the number say what comes out, as exactly as it is told? */
static gboolean
is_told(const Aside *aside, const VlQuantity *number, double value)
{
    gboolean over =
        number->bound == VL_BOUND_ABOVE || says(aside, SAYS_OVER);
    gboolean under =
        number->bound == VL_BOUND_BELOW || says(aside, SAYS_UNDER);
    if ((number->bound != VL_BOUND_NONE && !over && !under) ||
        (over && value < number->value) || (under && value > number->value))
        return FALSE;
    return fabs(value - number->value) <= HALF * pow(10, -number->decimals);
}

/* "1.45 years (about 17 months)", "66.9 % (two thirds)" */
static gboolean
restates(const VlSense *sense, const Aside *aside)
{
    const VlQuantity *number = vl_sense_quantity(sense, aside->number);
    const char *how = NULL;
    if (aside->number == 0 || (aside->says & ~(1u << SAYS_NOTHING)) != 0 ||
        number->bound != VL_BOUND_NONE)
        return FALSE;
    const VlQuantity *before = vl_sense_quantity(sense, aside->number - 1);
    if (behind(sense, before) != aside->from)
        return FALSE;
    if (number->role == VL_ROLE_FRACTION)
        return before->role == VL_ROLE_PERCENT &&
               fabs(number->value - before->value) <= HALF;
    return number->unit.n_parts > 0 && before->unit.n_parts > 0 &&
           number->unit.factor != before->unit.factor &&
           vl_quantity_equal(number, before, &how);
}

/* A result: neither a time at which, a name, nor what tells of another. */
static gboolean
is_figure(const VlQuantity *quantity)
{
    return (quantity->role == VL_ROLE_PLAIN ||
            quantity->role == VL_ROLE_PERCENT) &&
           quantity->bound == VL_BOUND_NONE && !quantity->at &&
           !quantity->cited;
}

static gboolean
are_alike(const VlQuantity *a, const VlQuantity *b)
{
    return a->role == b->role && a->unit.n_parts == b->unit.n_parts &&
           (a->unit.n_parts == 0 ||
            (vl_unit_same_dimension(&a->unit, &b->unit) &&
             a->unit.factor == b->unit.factor));
}

/* The two figures of the sentence before the aside that are measured alike;
 * FALSE when there are not two, or more. */
static gboolean
find_pair(const VlSense *sense, const guint *depths, const Aside *aside,
          const VlQuantity *pair[2])
{
    const VlQuantity *figures[MAX_FIGURES];
    guint n = 0;
    for (guint k = aside->number; k-- > 0;) {
        const VlQuantity *figure = vl_sense_quantity(sense, k);
        if (sense->sentences[figure->first] != sense->sentences[aside->from])
            break;
        if (depths[figure->first] > 0 || !is_figure(figure) ||
            (n > 0 && !are_alike(figure, figures[0])))
            continue;
        if (n == MAX_FIGURES)
            return FALSE;
        figures[n++] = figure;
    }
    if (n != 2)
        return FALSE;
    pair[0] = figures[1];
    pair[1] = figures[0];
    return TRUE;
}

/* "From 0.2 % in A to 3.0 % in B" */
static gboolean
goes_from_to(const VlSense *sense, const VlQuantity *pair[2])
{
    static const char *const from[] = {"from", "de"};
    static const char *const to[] = {"to", "a"};
    return pair[0]->first > 0 &&
           VL_IS_IN(&sense->words[pair[0]->first - 1], from) &&
           VL_IS_IN(&sense->words[pair[1]->first - 1], to);
}

/* "A difference of 130 mL", "of 6 percentage points": in what the number is
 * told. */
static gboolean
is_gap_told(const Aside *aside, const VlQuantity *number,
            const VlQuantity *figure, double gap)
{
    gboolean points = says(aside, SAYS_POINTS) || says(aside, SAYS_ABSOLUTE);
    if (figure->role == VL_ROLE_PERCENT)
        return (points ||
                (number->unit.n_parts == 1 &&
                 number->unit.dimensions[0] ==
                     vl_unit_dimension("points"))) &&
               is_told(aside, number, gap);
    if (number->role != figure->role ||
        number->unit.n_parts != figure->unit.n_parts)
        return FALSE;
    if (number->unit.n_parts == 0)
        return is_told(aside, number, gap);
    return vl_unit_same_dimension(&number->unit, &figure->unit) &&
           is_told(aside, number,
                   gap * figure->unit.factor / number->unit.factor);
}

/* What two figures come to: their difference, or how much more or less the
 * second one is. */
static gboolean
follows(const VlSense *sense, const guint *depths, const Aside *aside)
{
    const VlQuantity *number = vl_sense_quantity(sense, aside->number);
    const VlQuantity *pair[2];
    gboolean rise = says(aside, SAYS_RISE), fall = says(aside, SAYS_FALL);
    gboolean gap = says(aside, SAYS_GAP), fold = says(aside, SAYS_FOLD);
    if (rise + fall + gap != 1 || !find_pair(sense, depths, aside, pair))
        return FALSE;
    double from = pair[0]->value, to = pair[1]->value;
    if (gap && fold)
        return MIN(from, to) > 0 &&
               is_told(aside, number, MAX(from, to) / MIN(from, to));
    if (gap)
        return !says(aside, SAYS_RELATIVE) &&
               is_gap_told(aside, number, pair[0], fabs(from - to));
    if (!goes_from_to(sense, pair) || rise != (to > from) ||
        from <= 0 || to <= 0)
        return FALSE;
    if (fold)
        return is_told(aside, number, rise ? to / from : from / to);
    if (says(aside, SAYS_RELATIVE))
        return number->role == VL_ROLE_PERCENT &&
               !says(aside, SAYS_POINTS) &&
               is_told(aside, number, 100 * fabs(to - from) / from);
    return is_gap_told(aside, number, pair[0], fabs(from - to));
}

gboolean *
vl_asides_find(const VlSense *sense, const guint *depths)
{
    gboolean *asides = g_new0(gboolean, sense->n + 1);
    Aside aside;
    for (guint i = 1; i < sense->n; i++) {
        if (!opens(sense, depths, i) ||
            !read_aside(sense, depths, i, &aside) ||
            !(restates(sense, &aside) || follows(sense, depths, &aside)))
            continue;
        for (guint k = aside.from; k < aside.to; k++)
            asides[k] = TRUE;
    }
    return asides;
}
