#include "config.h"

#include "verify/sense/amount.h"
#include "verify/sense/quantity.h"

/* What binds a number: "at least 3", "< 0.05", "2 or more". */

static VlBound
bound_of_sign(const VlSense *sense, int i)
{
    static const struct {
        const char *key;
        VlBound bound;
    } signs[] = {
        {"<", VL_BOUND_BELOW},   {"<=", VL_BOUND_ATMOST},
        {">", VL_BOUND_ABOVE},   {">=", VL_BOUND_ATLEAST},
        {"=", VL_BOUND_EQUAL},
    };
    if (class_at(sense, i) != VL_TOKEN_COMPARATOR)
        return VL_BOUND_NONE;
    for (guint k = 0; k < G_N_ELEMENTS(signs); k++)
        if (is_word(sense, i, signs[k].key))
            return signs[k].bound;
    return VL_BOUND_NONE;
}

static VlBound
bound_of_marks(VlMarks marks)
{
    static const struct {
        VlMark mark;
        VlBound bound;
    } bounds[] = {
        {VL_MARK_ATMOST, VL_BOUND_ATMOST},
        {VL_MARK_ATLEAST, VL_BOUND_ATLEAST},
        {VL_MARK_BELOW, VL_BOUND_BELOW},
        {VL_MARK_ABOVE, VL_BOUND_ABOVE},
    };
    for (guint k = 0; k < G_N_ELEMENTS(bounds); k++)
        if ((marks & VL_BIT(bounds[k].mark)) != 0)
            return bounds[k].bound;
    return VL_BOUND_NONE;
}

/* "No gap longer than 90 days" is at most 90 days. */
static VlBound
turn_bound(const VlSense *sense, int at, VlBound bound)
{
    for (int k = at - 1; k >= 0 && k >= at - 3; k--) {
        if (sense->clauses[k] != sense->clauses[at])
            break;
        if ((sense->words[k].marks & VL_BIT(VL_MARK_NOT)) != 0)
            return bound == VL_BOUND_ABOVE   ? VL_BOUND_ATMOST
                   : bound == VL_BOUND_BELOW ? VL_BOUND_ATLEAST
                                             : bound;
    }
    return bound;
}

/* "Fell by 7 kg over 6 months" tells how long it took, "for over 6 months"
 * binds. */
static gboolean
is_span(const VlSense *sense, int at, const VlQuantity *quantity)
{
    static const char *const binds[] = {
        "for",  "of",  "was", "were", "is",       "are",    "lasted",
        "took", "just", "well", "aged", "those",  "all",    "a",
        "to",   "age", "and", "or",   "people",   "in",     "with",
        "slightly", "anyone", "everyone", "spent",
    };
    static const char *const old[] = {"of", "old"};
    guint after = quantity->last + 2;
    if (!is_word(sense, at, "over") || at == 0 ||
        sense->words[at].n_words != 1 || !vl_quantity_is_time(quantity))
        return FALSE;
    return !VL_IS_IN(&sense->words[at - 1], binds) &&
           !vl_sense_has(sense, (guint)at - 1, VL_MARK_HUMAN) &&
           !(after < sense->n && VL_IS_IN(&sense->words[after], old));
}

/* "Made up to six attempts": the entry around the first word of "up to" says
 * nothing, unlike that of "no more than". */
static gboolean
follows_stop(const VlSense *sense, int at)
{
    return at > 0 && sense->words[at].n_words > 1 &&
           sense->words[at - 1].n_words == 2 &&
           !sense->words[at - 1].inside &&
           vl_sense_has(sense, (guint)at - 1, VL_MARK_STOP);
}

void
vl_quantity_read_bound(const VlSense *sense, VlQuantity *quantity)
{
    int first = (int)quantity->first;
    int before = first - 1;
    if (is_word(sense, before, "$"))
        before--;
    quantity->bound = bound_of_sign(sense, before);
    quantity->strong = quantity->bound != VL_BOUND_NONE;
    if (class_at(sense, before) == VL_TOKEN_COMPARATOR &&
        (is_word(sense, before, "~") || is_word(sense, before, "~=")))
        quantity->about = TRUE;
    for (int k = before; k >= 0 && k > before - 5; k--) {
        const VlWord *word = &sense->words[k];
        if (word->n_words == 0 || k + (int)word->n_words < before + 1)
            continue;
        quantity->about |= (word->marks & VL_BIT(VL_MARK_ABOUT)) != 0;
        if (quantity->bound == VL_BOUND_NONE &&
            (!word->inside || follows_stop(sense, k)) &&
            !is_span(sense, k, quantity))
            quantity->bound =
                turn_bound(sense, k, bound_of_marks(word->marks));
    }
    guint after = quantity->last + 1;
    for (guint k = after; k < sense->n && k < after + 4; k++) {
        const VlWord *word = &sense->words[k];
        if (class_at(sense, (int)k) == VL_TOKEN_NUMBER)
            break;
        if (quantity->bound == VL_BOUND_NONE && word->n_words >= 2 &&
            (is_word(sense, (int)k, "or") || is_word(sense, (int)k, "and") ||
             is_word(sense, (int)k, "ou") || is_word(sense, (int)k, "et")))
            quantity->bound = bound_of_marks(word->marks);
    }
}
