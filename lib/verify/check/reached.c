#include "config.h"

#include <math.h>

#include "verify/check/clause.h"
#include "verify/sense/grammar.h"
#include "verify/sense/members.h"

/* "Fell by 30 %" is not "fell to 30 %": by how much something changed, and
 * what it came to. */

typedef enum { UNREAD, CHANGE, LEVEL } Reading;

/* Tokens from the word that tells the change to its number at most. */
#define FAR 20
/* Words between "to" and its number at most: "to a median of about 9". */
#define BETWEEN 4

static gboolean
is_between(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "a",       "an",      "the",    "only",       "just",    "further",
        "about",   "around",  "nearly", "roughly",    "almost",  "another",
        "some",    "mean",    "median", "average",    "of",      "merely",
        "moyenne", "mediane", "environ", "seulement", "presque", "un",
        "une",     "pres",    "approximately",        "additional",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* Says that something went up or down, not merely that it is more. */
static gboolean
is_change(const VlSense *sense, guint i)
{
    static const char *const others[] = {"passe", "passee", "passes",
                                         "passees", "passant", "passait"};
    return (vl_sense_says_more(sense, i) && !vl_sense_compares(sense, i)) ||
           (sense->comma && VL_IS_IN(&sense->words[i], others));
}

/* What a number is told of by itself: "with a specificity of 89 %". */
static gboolean
parts_off(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "with", "having", "avec",   "ayant",  "which", "who",  "qui",
        "that", "than",   "versus", "vs",     "at",    "aged", "age",
        "ages", "apres",  "dont",   "soit",   "chez",  "sous",
    };
    return VL_IS_IN(&sense->words[i], words);
}

/* The word that tells the change of which token i gives the amount or the
 * level; -1.  strict: nothing stands between that has a number of its own. */
static int
find_change(const VlSense *sense, guint i, gboolean strict)
{
    for (guint k = i; k-- > 0 && i - k <= FAR;) {
        if (sense->clauses[k] != sense->clauses[i])
            return -1;
        if (is_change(sense, k))
            return (int)k;
        if (strict &&
            (parts_off(sense, k) || sense->quantity_of[k] >= 0 ||
             vl_sense_gap_has(sense, k + 1, ",;:()")))
            return -1;
    }
    return -1;
}

/* The first token behind a number and its unit. */
static guint
find_behind(const VlSense *sense, const VlQuantity *quantity)
{
    VlUnit unit;
    guint i = quantity->last + 1;
    return i + vl_unit_read(sense->tokens, i, &unit);
}

/* The number, with its unit, that ends before token i; -1. */
static int
find_number(const VlSense *sense, guint i)
{
    for (guint q = 0; q < sense->quantities->len; q++)
        if (find_behind(sense, vl_sense_quantity(sense, q)) == i)
            return (int)q;
    return -1;
}

/* "Compared to 19 %", "up to 9", "time to 50 %": reaches nothing. */
static gboolean
is_other_to(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "compared",   "comparison", "relative", "due",    "similar",
        "equal",      "up",         "time",     "close",  "prior",
        "according",  "owing",      "respect",  "thanks", "comparable",
        "equivalent", "jusqu",      "compare",  "rapport", "egal",
        "egale",      "suite",      "grace",
    };
    return i > 0 && (VL_IS_IN(&sense->words[i - 1], words) ||
                     find_number(sense, i) >= 0);
}

/* "From 8.4 % to 7.1 %": goes what stands at token i on from a number? */
static gboolean
goes_from(const VlSense *sense, guint i)
{
    static const char *const french[] = {"de"};
    int k = find_number(sense, i);
    if (k < 0)
        return FALSE;
    const VlQuantity *before = vl_sense_quantity(sense, (guint)k);
    return vl_quantity_starts(sense, before) ||
           (sense->comma && before->first > 0 &&
            VL_IS_IN(&sense->words[before->first - 1], french));
}

/* Does it go on to another number: the 8.4 of "from 8.4 to 7.1"? */
static gboolean
is_start(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const to[] = {"to", "a"};
    guint i = find_behind(sense, quantity);
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], to) &&
           sense->quantity_of[i + 1] >= 0;
}

/* "To 30 %", "reaching 9" */
static Reading
read_to(const VlSense *sense, const VlQuantity *quantity, guint i)
{
    static const char *const reached[] = {
        "reaching", "reached",   "reach",   "attained", "atteignant",
        "atteint",  "atteindre", "attaining"};
    static const char *const to[] = {"to"};
    static const char *const a[] = {"a"};
    gboolean time = vl_quantity_is_name(quantity);
    if (VL_IS_IN(&sense->words[i], reached))
        return LEVEL;
    if (VL_IS_IN(&sense->words[i], to))
        return (goes_from(sense, i) || !is_other_to(sense, i)) &&
                       find_change(sense, i, FALSE) >= 0
                   ? LEVEL
                   : UNREAD;
    if (!sense->comma || !VL_IS_IN(&sense->words[i], a))
        return UNREAD;
    if (goes_from(sense, i))
        return find_change(sense, i, FALSE) >= 0 ? LEVEL : UNREAD;
    int change = is_other_to(sense, i) ? -1 : find_change(sense, i, TRUE);
    /* "A diminue a 6 mois" */
    return change >= 0 && (!time || change + 1 == (int)i) ? LEVEL : UNREAD;
}

/* "By 30 %", "a fall of 9" */
static Reading
read_by(const VlSense *sense, const VlQuantity *quantity, guint i)
{
    static const char *const by[] = {"by"};
    static const char *const de[] = {"de"};
    static const char *const of[] = {"of"};
    const VlWord *word = &sense->words[i];
    if (is_start(sense, quantity))
        return UNREAD;
    if (VL_IS_IN(word, by))
        return find_change(sense, i, FALSE) >= 0 ? CHANGE : UNREAD;
    if (sense->comma && (VL_IS_IN(word, de) ||
                         vl_grammar_is_elided(sense, i, "d")))
        return find_change(sense, i, TRUE) >= 0 ? CHANGE : UNREAD;
    return VL_IS_IN(word, of) && i > 0 && is_change(sense, i - 1) ? CHANGE
                                                                   : UNREAD;
}

/* "A 30 % reduction", "7.4 kg lower"; but "30 % improved", "a 7 kg
 * cut-off" */
static gboolean
is_before_change(const VlSense *sense, const VlQuantity *quantity)
{
    static const char *const verbs[] = {"ed"};
    guint i = find_behind(sense, quantity);
    return (quantity->role == VL_ROLE_PERCENT || quantity->decimals > 0 ||
            quantity->unit.n_parts > 0) &&
           i < sense->n && sense->clauses[i] == sense->clauses[i - 1] &&
           !vl_sense_gap_has(sense, i, ",;:()") &&
           !VL_HAS_ENDING(&sense->words[i], verbs, 2) &&
           !(i + 1 < sense->n && vl_sense_gap_has(sense, i + 1, "-")) &&
           vl_sense_says_more(sense, i);
}

static Reading
read_number(const VlSense *sense, const VlQuantity *quantity)
{
    guint i = quantity->first;
    if (quantity->role != VL_ROLE_PLAIN && quantity->role != VL_ROLE_PERCENT)
        return UNREAD;
    if (is_before_change(sense, quantity))
        return CHANGE;
    for (guint n = 0; i-- > 0 && n <= BETWEEN; n++) {
        Reading reading = read_to(sense, quantity, i);
        if (reading == UNREAD)
            reading = read_by(sense, quantity, i);
        if (reading != UNREAD || !is_between(sense, i))
            return reading;
    }
    return UNREAD;
}

/* A number that is a half goes by as much as it goes to: "fell by 9, from 18",
 * "by 50 %". */
static gboolean
is_half(const VlSense *passage, const VlQuantity *said)
{
    for (guint q = 0; q < passage->quantities->len; q++) {
        double whole = fabs(vl_sense_quantity(passage, q)->value);
        if (fabs(whole - 2 * fabs(said->value)) < 0.02 * whole)
            return TRUE;
    }
    return said->role == VL_ROLE_PERCENT && said->value == 50;
}

/* Of the numbers of the passage that number a of the claim may stand for, one
 * that is told the other way; -1: one is told as in the claim, or none at
 * all. */
static int
find_turned(const VlCase *matter, guint a, gboolean *sure)
{
    const VlSense *passage = matter->passage;
    const VlQuantity *said = vl_sense_quantity(matter->claim, a);
    Reading mine = read_number(matter->claim, said);
    int turned = -1;
    *sure = TRUE;
    if (mine == UNREAD || is_half(passage, said))
        return -1;
    for (guint q = 0; q < passage->quantities->len; q++) {
        const VlQuantity *printed = vl_sense_quantity(passage, q);
        const char *how;
        if (!vl_quantity_equal(said, printed, &how))
            continue;
        Reading theirs = read_number(passage, printed);
        if (theirs == mine)
            return -1;
        *sure &= theirs != UNREAD;
        if (theirs != UNREAD && turned < 0)
            turned = (int)q;
    }
    return turned;
}

void
vl_check_reached(VlCase *matter)
{
    for (guint a = 0; a < matter->claim->quantities->len; a++) {
        gboolean sure;
        int q = find_turned(matter, a, &sure);
        if (q < 0)
            continue;
        gboolean change =
            read_number(matter->passage,
                        vl_sense_quantity(matter->passage, (guint)q)) ==
            CHANGE;
        vl_case_note(matter, "numbers",
                     sure ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                     vl_case_quantity(matter->claim, a),
                     vl_case_quantity(matter->passage, (guint)q),
                     change ? "the passage changes by this, not to it"
                            : "the passage comes to this, not by it");
    }
}
