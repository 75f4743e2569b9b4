#include "config.h"

#include "verify/check/case.h"
#include "verify/check/contrast.h"
#include "verify/sense/members.h"

/* "Oral" told of what was given intravenously, a secondary outcome told as
 * the primary one: values of a set of which the claim has one and the
 * passage another. */

/* Words on either side that show that two values are said of the same. */
#define BESIDE 5
/* Of the claim's words, how many the passage must have, in percent: else it
 * may speak of something else. */
#define ALIKE_PERCENT 50

typedef struct {
    VlCase *matter;
    GArray *said, *printed; /* VlContrastUse */
} Opposed;

static const VlContrastUse *
use_at(const GArray *uses, guint i)
{
    return &g_array_index(uses, VlContrastUse, i);
}

/* "Positive and negative predictive values": the first of the two shares the
 * words behind the second, whose use is i. */
static void
add_shared(const VlSense *sense, const VlContrastWord *words, GArray *uses,
           guint i)
{
    const VlContrastUse two = *use_at(uses, i);
    guint n = two.last - two.first + 1;
    if (n < 2 || two.first < 2 || vl_contrast_set(two.set)->governs ||
        !vl_sense_joins(sense, two.first - 1) ||
        sense->sentences[two.first - 2] != sense->sentences[two.first])
        return;
    g_autofree VlContrastWord *one = g_new(VlContrastWord, n);
    one[0] = words[two.first - 2];
    for (guint k = 1; k < n; k++)
        one[k] = words[two.first + k];
    g_autoptr(GArray) found = vl_contrast_find(one, n);
    for (guint k = 0; k < found->len; k++) {
        VlContrastUse use = *use_at(found, k);
        if (use.set != two.set || use.last - use.first + 1 != n)
            continue;
        use.first = use.last = two.first - 2;
        g_array_append_val(uses, use);
    }
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    const VlContrastUse *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

static GArray *
find_uses(const VlSense *sense)
{
    g_autofree VlContrastWord *words = g_new(VlContrastWord, sense->n + 1);
    for (guint i = 0; i < sense->n; i++)
        words[i] = (VlContrastWord){sense->words[i].key,
                                    sense->words[i].length};
    GArray *uses = vl_contrast_find(words, sense->n);
    for (guint i = 0, n = uses->len; i < n; i++)
        add_shared(sense, words, uses, i);
    g_array_sort(uses, compare_places);
    return uses;
}

static gboolean
has_value(const GArray *uses, guint set, guint value)
{
    for (guint i = 0; i < uses->len; i++)
        if (use_at(uses, i)->set == set && use_at(uses, i)->value == value)
            return TRUE;
    return FALSE;
}

/* Do tokens i and j say the same, in words or as a number? */
static gboolean
is_shared(const VlCase *matter, guint i, guint j)
{
    int k = matter->claim->quantity_of[i];
    if (k >= 0)
        return matter->match[k] >= 0 &&
               matter->passage->quantity_of[j] == matter->match[k];
    return vl_sense_is_content(matter->claim, i) &&
           vl_sense_is_content(matter->passage, j) &&
           vl_sense_same(matter->claim, i, matter->passage, j);
}

static VlStretch
stretch_of(const VlContrastUse *use)
{
    return (VlStretch){(int)use->first, (int)use->last};
}

/* Does a number that both texts have stand beside both values? */
static gboolean
share_number(const VlCase *matter, VlStretch a, VlStretch b)
{
    for (guint k = 0; k < matter->claim->quantities->len; k++) {
        guint said = vl_sense_quantity(matter->claim, k)->first;
        if (matter->match[k] < 0 ||
            !vl_case_is_beside(matter->claim, a, said, BESIDE))
            continue;
        guint there = vl_sense_quantity(matter->passage,
                                        (guint)matter->match[k])->first;
        if (vl_case_is_beside(matter->passage, b, there, BESIDE))
            return TRUE;
    }
    return FALSE;
}

/* Words and numbers of the claim that the passage has, too. */
static gboolean
is_alike(const VlCase *matter)
{
    guint all = matter->n_content, found = matter->n_covered;
    for (guint i = 0; i < matter->claim->quantities->len; i++) {
        all++;
        found += matter->match[i] >= 0;
    }
    return found * 100 >= all * ALIKE_PERCENT;
}

static void
note(const Opposed *opposed, const VlContrastUse *a, const VlContrastUse *b)
{
    VlCase *matter = opposed->matter;
    g_autofree char *said = vl_case_words(matter->claim, stretch_of(a));
    g_autofree char *printed = vl_case_words(matter->passage, stretch_of(b));
    gboolean alike = is_alike(matter);
    vl_case_note(matter, vl_contrast_set(a->set)->check,
                 alike ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 stretch_of(a), stretch_of(b),
                 "the claim says \u201C%s\u201D where the passage says "
                 "\u201C%s\u201D",
                 said, printed);
}

/* Has the value a word that the passage lacks? */
static gboolean
lacks(const VlCase *matter, const VlContrastUse *use)
{
    for (guint i = use->first; i <= use->last; i++)
        if (vl_sense_is_content(matter->claim, i) && !matter->settled[i] &&
            !matter->covered[i] && !vl_sense_is_light(matter->claim, i))
            return TRUE;
    return FALSE;
}

/* "Eligible only with at least 400" of "excluded with less than 400": what
 * the number binds is turned, too. */
static gboolean
is_turned_rule(const VlCase *matter, const VlContrastUse *use)
{
    static const char *const rules[] = {"eligible",  "included", "excluded",
                                        "eligibles", "inclus",   "exclus",
                                        "enrolled",  "recruited"};
    return VL_IS_IN(&matter->claim->words[use->first], rules) &&
           vl_case_has(matter, "comparators", VL_RESULT_UNDECIDED);
}

/* The claim's value is not in the passage. */
static void
compare(const Opposed *opposed, const VlContrastUse *a)
{
    VlCase *matter = opposed->matter;
    const VlContrastUse *rival = NULL;
    for (guint k = 0; k < opposed->printed->len && rival == NULL; k++) {
        const VlContrastUse *b = use_at(opposed->printed, k);
        if (b->set == a->set &&
            !has_value(opposed->said, b->set, b->value) &&
            (vl_case_stand_alike(matter, stretch_of(a), stretch_of(b),
                                 BESIDE) ||
             share_number(matter, stretch_of(a), stretch_of(b))))
            rival = b;
    }
    if (rival != NULL && is_turned_rule(matter, a))
        matter->heavy = TRUE;
    else if (rival != NULL)
        note(opposed, a, rival);
    else if (lacks(matter, a) && !vl_sense_is_anybody(matter->claim, a->first))
        matter->heavy = TRUE;
}

/* The use of the set that holds for token i: the last one before it in its
 * sentence, else the next one of its clause. */
static const VlContrastUse *
governor(const VlSense *sense, const GArray *uses, guint set, guint i)
{
    const VlContrastUse *found = NULL;
    for (guint k = 0; k < uses->len; k++) {
        const VlContrastUse *use = use_at(uses, k);
        if (use->set != set)
            continue;
        if (use->first <= i)
            found = sense->sentences[use->first] == sense->sentences[i]
                        ? use
                        : NULL;
        else if ((found == NULL ||
                  sense->clauses[found->first] != sense->clauses[i]) &&
                 sense->clauses[use->first] == sense->clauses[i])
            return use;
    }
    return found;
}

/* Words of the claim that its value holds for: are they those of the same
 * value in the passage? */
static void
compare_governed(const Opposed *opposed, const VlContrastUse *a)
{
    const VlCase *matter = opposed->matter;
    const VlContrastUse *rival = NULL;
    guint own = 0, other = 0, both = 0, all = 0;
    for (guint i = 0; i < matter->claim->n; i++) {
        if (governor(matter->claim, opposed->said, a->set, i) != a ||
            (i >= a->first && i <= a->last))
            continue;
        gboolean good = FALSE, bad = FALSE;
        all += vl_sense_is_content(matter->claim, i);
        for (guint j = 0; j < matter->passage->n; j++) {
            if (!is_shared(matter, i, j))
                continue;
            const VlContrastUse *b =
                governor(matter->passage, opposed->printed, a->set, j);
            if (b == NULL || (j >= b->first && j <= b->last))
                continue;
            good |= b->value == a->value;
            bad |= b->value != a->value;
            rival = b->value != a->value ? b : rival;
        }
        own += good && !bad;
        other += bad && !good;
        both += good && bad;
    }
    /* One word of many is a word of both. */
    if (other > own && other * 3 >= all)
        note(opposed, a, rival);
    else if (other > 0 || (own == 0 && both > 0))
        opposed->matter->heavy = TRUE;
}

void
vl_check_opposed(VlCase *matter)
{
    Opposed opposed = {matter, find_uses(matter->claim),
                       find_uses(matter->passage)};
    for (guint i = 0; i < opposed.said->len; i++) {
        const VlContrastUse *a = use_at(opposed.said, i);
        if (vl_contrast_set(a->set)->governs)
            compare_governed(&opposed, a);
        else if (!has_value(opposed.printed, a->set, a->value))
            compare(&opposed, a);
    }
    g_array_unref(opposed.said);
    g_array_unref(opposed.printed);
}
