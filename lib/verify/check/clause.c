#include "config.h"

#include "verify/check/clause.h"
#include "verify/sense/verb.h"

#include <string.h>

static guint
shared(const VlCase *matter, guint mine, guint theirs)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (claim->clauses[i] != mine)
            continue;
        int k = claim->quantity_of[i];
        if (k >= 0 && matter->match[k] >= 0) {
            const VlQuantity *there =
                vl_sense_quantity(passage, (guint)matter->match[k]);
            n += passage->clauses[there->first] == theirs ? 3 : 0;
        }
        n += vl_sense_is_content(claim, i) &&
             vl_sense_group_has(passage, passage->clauses, theirs, claim, i);
    }
    return n;
}

int
vl_clause_nearest(const VlCase *matter, guint clause)
{
    int best = -1;
    guint most = 0, second = 0;
    for (guint k = 0; k < matter->passage->n_clauses; k++) {
        guint n = shared(matter, clause, k);
        if (n > most) {
            second = most;
            most = n;
            best = (int)k;
        } else if (n > second) {
            second = n;
        }
    }
    return most > second ? best : -1;
}

VlHome
vl_clause_home(const VlCase *matter, guint clause,
               gboolean (*counts)(const VlSense *sense, guint i))
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    VlHome home = {-1, 0, FALSE};
    for (guint c = 0; c < passage->n_clauses; c++) {
        guint n = 0;
        for (guint i = 0; i < claim->n; i++)
            n += claim->clauses[i] == clause && counts(claim, i) &&
                 vl_sense_group_has(passage, passage->clauses, c, claim, i);
        if (n == home.n)
            home.alone = FALSE;
        else if (n > home.n)
            home = (VlHome){(int)c, n, TRUE};
    }
    return home;
}

static gboolean
turns(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0 && i - k <= 3;) {
        if (sense->clauses[k] != sense->clauses[i])
            break;
        if (vl_sense_has(sense, k, VL_MARK_NOT))
            return TRUE;
    }
    return FALSE;
}

/* "A outperformed B" */
static gboolean
outdoes(const VlSense *sense, guint i)
{
    static const char *const verbs[] = {
        "outperformed", "outperforms", "outperform", "outdid", "beats",
        "surpassed",    "surpasses",   "surpasse",   "beat",   "surpass",
    };
    /* "Costs of A exceeded those of B", but not "exceeded 5". */
    static const char *const exceeds[] = {"exceeded", "exceeds", "exceed"};
    static const char *const those[] = {"those", "that"};
    if (i + 1 >= sense->n || sense->quantity_of[i + 1] >= 0)
        return FALSE;
    return VL_IS_IN(&sense->words[i], verbs) ||
           (VL_IS_IN(&sense->words[i], exceeds) &&
            VL_IS_IN(&sense->words[i + 1], those));
}

/* "Superior to B" */
static gboolean
is_to(const VlSense *sense, guint i)
{
    static const char *const to[] = {"to", "a", "au", "aux"};
    static const char *const before[] = {
        "superior",   "inferior",   "preferable", "preferred", "superieur",
        "superieure", "inferieur",  "inferieure", "superieurs",
        "superieures", "inferieurs", "inferieures",
    };
    return i > 0 && VL_IS_IN(&sense->words[i], to) &&
           VL_IS_IN(&sense->words[i - 1], before) && i + 1 < sense->n &&
           sense->quantity_of[i + 1] < 0;
}

/* "compared with" after "higher" parts its sides; "more than 5" binds. */
static gboolean
parts_sides(const VlSense *sense, guint i)
{
    if (is_to(sense, i) || outdoes(sense, i))
        return TRUE;
    /* "More than enough" compares nothing. */
    static const char *const degrees[] = {"enough", "adequate", "sufficient",
                                          "expected", "once", "usual",
                                          "suffisant", "suffisante", "assez"};
    if (i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], degrees) &&
        !(i + 2 < sense->n && vl_sense_is_content(sense, i + 2) &&
          sense->clauses[i + 2] == sense->clauses[i]))
        return FALSE;
    return vl_sense_has(sense, i, VL_MARK_THAN) && i + 1 < sense->n &&
           sense->quantity_of[i + sense->words[i].n_words] < 0;
}

static gboolean
is_value(const VlSense *sense, guint i)
{
    return (sense->words[i].marks &
            (VL_BIT(VL_MARK_GOOD) | VL_BIT(VL_MARK_BAD))) != 0;
}

/* "Older surgical patients": no change. */
static gboolean
is_mere_name(const VlSense *sense, guint i)
{
    static const char *const ages[] = {"older", "younger", "elder"};
    return VL_IS_IN(&sense->words[i], ages) && i + 1 < sense->n &&
           sense->clauses[i + 1] == sense->clauses[i] &&
           vl_sense_is_content(sense, i + 1) &&
           !(i > 0 && vl_verb_is_be(sense, i - 1));
}

static int
sign_at(const VlSense *sense, guint i)
{
    if (is_mere_name(sense, i))
        return 0;
    gboolean up = vl_sense_has(sense, i, VL_MARK_UP);
    gboolean down = vl_sense_has(sense, i, VL_MARK_DOWN);
    return up == down ? 0 : up ? 1 : -1;
}

static gboolean
near_significant(const VlSense *sense, guint first, guint last)
{
    for (guint k = first > 2 ? first - 2 : 0;
         k < sense->n && k <= last + 2; k++)
        if (sense->sentences[k] == sense->sentences[first] &&
            vl_sense_has(sense, k, VL_MARK_SIGNIFICANT))
            return TRUE;
    return FALSE;
}

/* Words of a clause around a phrase that tell its outcome. */
#define AROUND 8

static gboolean
turns_outcome(const VlSense *sense, guint i)
{
    static const char *const words[] = {"time", "free", "freedom", "delai",
                                        "temps", "indemne"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "Improved" and "worsened" tell of the outcome beside them; "poorer" may be
 * said of people. */
static gboolean
tells_of_outcome(const VlSense *sense, guint i)
{
    static const char *const stems[] = {"improv", "amelior", "better",
                                        "worsen", "deterior", "aggrav",
                                        "meilleur", "mieux"};
    return VL_HAS_STEM(&sense->words[i], stems);
}

static void
count_outcomes(const VlSense *sense, guint i, guint *wanted, guint *feared)
{
    guint kinds = sense->words[i].kinds;
    *wanted += (kinds & VL_KIND_WANTED) != 0;
    *feared += (kinds & VL_KIND_FEARED) != 0;
    /* "Time to recurrence", "free of pain" are wanted; what more may be
     * meant is not guessed. */
    if (turns_outcome(sense, i))
        *wanted = *feared = 1;
}

/* "Pain improved" is less pain, "improvement in walking" more of it. */
static void
weigh_outcome(const VlSense *sense, VlPhrase *phrase)
{
    guint wanted = 0, feared = 0;
    for (guint k = phrase->last + 1;
         k < sense->n && k <= phrase->last + AROUND; k++) {
        if (sense->clauses[k] != sense->clauses[phrase->last] ||
            sign_at(sense, k) != 0 || is_value(sense, k))
            break;
        count_outcomes(sense, k, &wanted, &feared);
    }
    gboolean behind = wanted + feared > 0;
    for (guint k = phrase->first;
         !behind && k-- > 0 && phrase->first - k <= AROUND;) {
        if (sense->clauses[k] != sense->clauses[phrase->first] ||
            sign_at(sense, k) != 0 || is_value(sense, k))
            break;
        count_outcomes(sense, k, &wanted, &feared);
    }
    if ((wanted > 0) == (feared > 0))
        return;
    phrase->sign = wanted > 0 ? phrase->value : -phrase->value;
    phrase->resolved = phrase->value;
    phrase->value = 0;
}

/* A change that was smaller is one all the same. */
static gboolean
is_lesser(const VlWord *word)
{
    static const char *const words[] = {"less",  "smaller",  "lesser",
                                        "moins", "moindre",  "moindres",
                                        "faible", "petite"};
    return VL_IS_IN(word, words);
}

static gboolean
tells_size(const VlWord *word)
{
    static const char *const words[] = {
        "greater",    "larger",     "bigger",  "smaller", "lesser",
        "importante", "importants", "importantes", "important", "grande",
        "marquee",    "marquees",   "faible",  "petite",
    };
    return VL_IS_IN(word, words);
}

gboolean
vl_word_names_fall(const VlWord *word)
{
    static const char *const nouns[] = {
        "reduction", "reductions", "decrease",    "decreases", "decline",
        "declines",  "drop",       "drops",       "fall",      "loss",
        "losses",    "baisse",     "diminution",  "perte",     "baisses",
        "pertes",    "diminutions",
    };
    return VL_IS_IN(word, nouns);
}

/* "The decrease was greater", "decreases were seen and were greater": is it
 * of a fall that the phrase tells the size? */
static gboolean
is_of_fall(const VlSense *sense, const VlPhrase *phrase)
{
    guint first = phrase->first;
    gboolean said = FALSE;
    if (!tells_size(&sense->words[phrase->last]))
        return FALSE;
    for (guint k = first; k-- > 0;) {
        if (sense->clauses[k] != sense->clauses[first])
            break;
        said |= first - k <= 3 && vl_verb_is_be(sense, k);
        if (first - k >= 3 && !said)
            return FALSE;
        if (sign_at(sense, k) != 0 || is_value(sense, k))
            return vl_word_names_fall(&sense->words[k]);
    }
    return FALSE;
}

/* The phrase that starts at token i; FALSE when none does. */
gboolean
vl_phrase_read(const VlSense *sense, guint i, VlPhrase *phrase)
{
    if (sign_at(sense, i) == 0 && !is_value(sense, i))
        return FALSE;
    *phrase = (VlPhrase){.first = i, .last = i};
    for (guint k = i; k < sense->n && k <= phrase->last + 2; k++) {
        if (sense->clauses[k] != sense->clauses[i] ||
            (k > i &&
             (vl_tokens_at(sense->tokens, k)->gap & VL_GAP_OTHER) != 0))
            break;
        int sign = sign_at(sense, k);
        gboolean value = is_value(sense, k);
        if (sign == 0 && !value)
            continue;
        phrase->degree |= phrase->sign != 0 && sign != 0 &&
                          (is_lesser(&sense->words[k]) ||
                           is_lesser(&sense->words[i]));
        if (value)
            phrase->value = vl_sense_has(sense, k, VL_MARK_GOOD) ? 1 : -1;
        else
            phrase->sign = phrase->sign == 0 ? sign : phrase->sign * sign;
        phrase->last = k;
    }
    if (phrase->sign == 0 && tells_of_outcome(sense, phrase->first))
        weigh_outcome(sense, phrase);
    if (is_of_fall(sense, phrase)) {
        phrase->sign = -phrase->sign;
        phrase->degree = is_lesser(&sense->words[phrase->last]);
    }
    if (turns(sense, i)) {
        phrase->denied = phrase->sign * (phrase->value != 0 ? phrase->value
                                                            : 1);
        phrase->sign = 0;
        phrase->value = 0;
    }
    phrase->marked = near_significant(sense, phrase->first, phrase->last);
    return TRUE;
}

/* "A had a higher score for stroke versus sepsis than B": "than" goes with
 * "higher", whatever "versus" sets apart before it. */
static gboolean
goes_before(const VlSense *sense, guint i, int than)
{
    static const char *const pairs[] = {"vs", "versus", "v"};
    static const char *const as[] = {"as"};
    /* "Effective against mould, not as effective as B" */
    if (than >= 0 && VL_IS_IN(&sense->words[i], as))
        return TRUE;
    if (than < 0 || sense->words[i].length != 4 ||
        memcmp(sense->words[i].key, "than", 4) != 0 ||
        !VL_IS_IN(&sense->words[than], pairs) ||
        sense->clauses[than] != sense->clauses[i])
        return FALSE;
    for (int k = than; k-- > 0;)
        if (sense->clauses[k] == sense->clauses[i] &&
            vl_sense_compares(sense, (guint)k))
            return TRUE;
    return FALSE;
}

VlComparison
vl_comparison_read(const VlSense *sense, guint first, guint last)
{
    VlComparison comparison = {.where = VL_NOWHERE, .than = -1};
    gboolean marked = FALSE, mixed = FALSE;
    for (guint i = 0; i < sense->n; i++) {
        VlPhrase phrase;
        if (sense->clauses[i] < first || sense->clauses[i] > last)
            continue;
        if ((comparison.than < 0 ||
             goes_before(sense, i, comparison.than)) &&
            parts_sides(sense, i))
            comparison.than = (int)i;
        if (!vl_phrase_read(sense, i, &phrase))
            continue;
        guint end = phrase.last;
        int direction = phrase.sign * (phrase.value != 0 ? phrase.value : 1);
        comparison.n++;
        /* What stands beside "significantly" is what the sentence is
         * about. */
        if (phrase.marked && !marked) {
            comparison.direction = comparison.better = 0;
            mixed = FALSE;
            comparison.where = VL_NOWHERE;
        }
        if (phrase.marked || !marked) {
            int value = phrase.sign != 0 ? 0 : phrase.value;
            mixed |= comparison.where.first >= 0 &&
                     (comparison.direction != direction ||
                      comparison.better != value);
            comparison.direction = direction;
            comparison.better = value;
            comparison.valued = phrase.value != 0;
            comparison.resolved = phrase.resolved;
            comparison.degree = phrase.degree;
            if (comparison.where.first < 0)
                comparison.where = (VlStretch){(int)i, (int)end};
        }
        marked |= phrase.marked;
        for (; i < end; i++)
            if (comparison.than < 0 && parts_sides(sense, i))
                comparison.than = (int)i;
    }
    if (mixed)
        comparison.direction = comparison.better = 0;
    return comparison;
}

gboolean
vl_sense_compares(const VlSense *sense, guint i)
{
    static const char *const words[] = {
        "lower",   "higher",  "less",   "more",   "fewer",  "greater",
        "smaller", "larger",  "longer", "shorter", "better", "worse",
        "lesser",  "earlier", "later",  "faster", "slower", "superior",
        "inferior", "plus",   "moins",  "superieur", "inferieur",
        "meilleur", "mieux",  "pire",   "superieure", "inferieure",
        "likelier", "commoner", "favour", "favor", "faveur",
    };
    return VL_IS_IN(&sense->words[i], words);
}

int
vl_p_says(const VlQuantity *quantity)
{
    if (quantity->role != VL_ROLE_P || quantity->value < 0 ||
        quantity->value > 1)
        return 0;
    gboolean below = quantity->bound == VL_BOUND_BELOW ||
                     quantity->bound == VL_BOUND_ATMOST;
    gboolean above = quantity->bound == VL_BOUND_ABOVE ||
                     quantity->bound == VL_BOUND_ATLEAST;
    if (quantity->value <= 0.05 && (below || quantity->value < 0.05))
        return above ? 0 : 1;
    if (quantity->value >= 0.05 && above)
        return -1;
    return quantity->value > 0.05 && !below ? -1 : 0;
}

int
vl_interval_says(const VlSense *sense, guint i)
{
    if (i == 0 || i + 1 >= sense->quantities->len)
        return 0;
    const VlQuantity *low = vl_sense_quantity(sense, i);
    const VlQuantity *high = vl_sense_quantity(sense, i + 1);
    if (low->role != VL_ROLE_CI || high->role != VL_ROLE_CI ||
        low->value >= high->value)
        return 0;
    /* No ratio has a bound below 0: what it is said of is a difference. */
    if (low->value < 0 && high->value > 0)
        return -1;
    for (guint k = i; k-- > 0 && i - k <= 2;) {
        const VlQuantity *estimate = vl_sense_quantity(sense, k);
        if (estimate->role != VL_ROLE_RATIO)
            continue;
        if (low->value > 1 || high->value < 1)
            return 1;
        return low->value < 1 && high->value > 1 ? -1 : 0;
    }
    return 0;
}

gboolean
vl_word_lacks(const VlSense *sense, guint k, guint i)
{
    static const char *const words[] = {"without", "sans"};
    static const char *const between[] = {"a", "any", "statistically",
                                          "clinically", "une", "un"};
    if (!VL_IS_IN(&sense->words[k], words) ||
        !vl_sense_has(sense, i, VL_MARK_SIGNIFICANT))
        return FALSE;
    for (guint m = k + 1; m < i; m++)
        if (!VL_IS_IN(&sense->words[m], between))
            return FALSE;
    return TRUE;
}

/* The "without" that says of word at that there is none; -1. */
static int
find_lacking(const VlSense *sense, guint at)
{
    static const char *const words[] = {"without", "sans"};
    if (VL_IS_IN(&sense->words[at], words))
        return (int)at;
    for (guint k = at; k-- > 0 && at - k <= 3;)
        if (vl_word_lacks(sense, k, at))
            return (int)k;
    return -1;
}

gboolean
vl_aside_is_beside(const VlCase *matter, guint at)
{
    const VlSense *claim = matter->claim;
    int without = find_lacking(claim, at);
    gboolean some = FALSE;
    for (guint i = at + 1; without > 0 && i < claim->n; i++) {
        if (claim->clauses[i] != claim->clauses[at] ||
            vl_sense_gap_has(claim, i, ",("))
            break;
        if (!vl_sense_is_content(claim, i) ||
            vl_sense_has(claim, i, VL_MARK_DIFFER) ||
            i < (guint)without + claim->words[without].n_words)
            continue;
        if (vl_sense_has_word(matter->passage, claim, i))
            return FALSE;
        some = TRUE;
    }
    return some;
}

/* "Weight loss was greater": what is said to be more goes down itself. */
gboolean
vl_phrase_is_of_loss(const VlSense *sense, const VlPhrase *phrase)
{
    for (guint k = 0; k < sense->n; k++)
        if (sense->clauses[k] == sense->clauses[phrase->first] &&
            (k < phrase->first || k > phrase->last) &&
            vl_word_names_fall(&sense->words[k]))
            return TRUE;
    return FALSE;
}

gboolean
vl_clause_changes(const VlCase *matter, guint i)
{
    static const char *const changes[] = {"fell",   "rose",    "decreas",
                                          "increas", "declin", "dropp",
                                          "diminu", "augment", "baiss"};
    const VlSense *claim = matter->claim;
    if (!VL_HAS_STEM(&claim->words[i], changes))
        return FALSE;
    for (guint k = 0; k < claim->quantities->len; k++) {
        const VlQuantity *said = vl_sense_quantity(claim, k);
        if (matter->match[k] >= 0 && !vl_quantity_is_time(said) &&
            (said->role == VL_ROLE_PLAIN || said->role == VL_ROLE_PERCENT) &&
            claim->clauses[said->first] == claim->clauses[i])
            return TRUE;
    }
    return FALSE;
}
