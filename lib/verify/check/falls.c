#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/amount.h"
#include "verify/sense/quantity.h"

/* Numbers whose words carry the sign: "fell by 18.4" of a change of -18.4. */

static gboolean
is_opener(const VlSense *sense, guint i)
{
    static const char *const by[] = {"by", "de"};
    return VL_IS_IN(&sense->words[i], by);
}

/* The direction of the word nearest before token i in its clause: 1, -1; 0
 * when none stands within far tokens. */
static int
nearest_way(const VlSense *sense, guint i, guint far)
{
    for (guint k = i; k-- > 0 && i - k <= far;) {
        gboolean up = vl_sense_has(sense, k, VL_MARK_UP);
        gboolean down = vl_sense_has(sense, k, VL_MARK_DOWN);
        if (sense->clauses[k] != sense->clauses[i])
            return 0;
        if (up != down)
            return up ? 1 : -1;
    }
    return 0;
}

static gboolean
is_lost(const VlWord *word)
{
    static const char *const verbs[] = {"lost", "perdu"};
    return VL_IS_IN(word, verbs);
}

/* "Lower by 18.4", "a fall of 18.4", "lost 0.4 kg": not "fell to". */
static gboolean
falls_near(const VlSense *sense, guint first)
{
    static const char *const by[] = {"by", "de", "of", "was", "were"};
    gboolean joined = FALSE;
    if (first > 0 && is_lost(&sense->words[first - 1]))
        return TRUE;
    for (guint k = first; k-- > 0 && first - k <= 4;) {
        if (sense->clauses[k] != sense->clauses[first] ||
            class_at(sense, (int)k) == VL_TOKEN_NUMBER)
            return FALSE;
        joined |= VL_IS_IN(&sense->words[k], by);
        if (vl_sense_has(sense, k, VL_MARK_DOWN))
            return joined;
    }
    return FALSE;
}

/* "By only 0.36", "by a further 0.67" */
static gboolean
is_between(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "a",     "an",     "only",   "just",    "further", "additional",
        "about", "around", "nearly", "roughly", "almost",  "approximately",
        "some",  "mean",   "median", "average", "another", "un",
        "une",   "environ", "seulement", "presque",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* "Lowered the risk of death at one year by 39 %" */
static gboolean
falls_by(const VlSense *sense, guint first)
{
    guint by = first;
    while (by > 1 && first - by < 3 && is_between(sense, by - 1))
        by--;
    return by > 0 && is_opener(sense, by - 1) &&
           nearest_way(sense, by, 20) < 0;
}

static gboolean
names_fall(const VlWord *word)
{
    return vl_word_names_fall(word) || is_lost(word);
}

/* "Reduced", not a mere "lower" */
static gboolean
is_lowered(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_DOWN) &&
           !vl_sense_compares(sense, i);
}

/* A rise, not a mere "more": "gain", "increased". */
static gboolean
names_rise(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_UP) &&
           !vl_sense_compares(sense, i);
}

/* "Weight loss was greater with A than with B (3.35 vs 1.97 kg)": how much
 * was lost. */
static gboolean
tells_loss(const VlSense *sense, guint first)
{
    const VlToken *token = vl_tokens_at(sense->tokens, first);
    gboolean lost = FALSE;
    if (token->start == 0 || sense->text[token->start - 1] != '(')
        return FALSE;
    for (guint k = first; k-- > 0;) {
        if (sense->clauses[k] != sense->clauses[first])
            break;
        int number = sense->quantity_of[k];
        /* "At 6 months" */
        if (number >= 0 &&
            vl_quantity_is_time(vl_sense_quantity(sense, (guint)number)))
            continue;
        if (names_rise(sense, k) || class_at(sense, (int)k) == VL_TOKEN_NUMBER)
            return lost;
        lost |= names_fall(&sense->words[k]) || is_lowered(sense, k);
    }
    return lost;
}

static gboolean
may_fall(const VlQuantity *quantity)
{
    return quantity->value > 0 && !quantity->in_words &&
           (quantity->role == VL_ROLE_PLAIN ||
            quantity->role == VL_ROLE_PERCENT);
}

/* "... by 39 % in men and 40 % in women": the second number goes on the
 * first, k, and nothing between them says more or less. */
static gboolean
goes_on(const VlSense *sense, const VlQuantity *first,
        const VlQuantity *second)
{
    static const char *const joints[] = {"and", "to",  "et",     "a",
                                         "or",  "ou",  "versus", "vs",
                                         "v",   "than", "contre", "against"};
    const VlMarks other = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                          VL_BIT(VL_MARK_NOT);
    gboolean joined = FALSE;
    if (first->role != second->role ||
        sense->clauses[first->last] != sense->clauses[second->first])
        return FALSE;
    for (guint k = first->last + 1; k < second->first; k++) {
        joined |= class_at(sense, (int)k) == VL_TOKEN_RANGE ||
                  VL_IS_IN(&sense->words[k], joints);
        if ((sense->words[k].marks & other) != 0)
            return FALSE;
    }
    return joined;
}

void
vl_quantities_fall(VlSense *sense)
{
    for (guint i = 0; i < sense->quantities->len; i++) {
        VlQuantity *quantity =
            &g_array_index(sense->quantities, VlQuantity, i);
        if (!may_fall(quantity))
            continue;
        quantity->falls = falls_near(sense, quantity->first) ||
                          falls_by(sense, quantity->first) ||
                          tells_loss(sense, quantity->first);
        for (guint k = i; k-- > 0 && i - k <= 3 && !quantity->falls;) {
            const VlQuantity *before = vl_sense_quantity(sense, k);
            quantity->falls = before->falls &&
                              goes_on(sense, before, quantity);
        }
    }
}
