#include "config.h"

#include <string.h>

#include "text/numbers.h"
#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/check/undone.h"
#include "verify/locate/align.h"

/* A claim that repeats its passage but for a few words: each word that was
 * changed is looked at where it stands. */

/* Of the claim's tokens, how many must be the passage's, in percent. */
#define NEAR_PERCENT 70
#define NEAR_LEAST 4

static gboolean
is_class(const VlSense *sense, guint i, VlTokenClass class)
{
    return vl_tokens_at(sense->tokens, i)->class == class;
}

static gboolean
is_negation(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return is_class(sense, i, VL_TOKEN_WORD) &&
           vl_word_is_negation(word->key, word->length);
}

/* Is the same word that one side lacks elsewhere missing on the other? */
static gboolean
has_moved(const VlCase *matter, const GArray *steps, const VlSense *sense,
          guint i, gboolean in_claim)
{
    const VlWord *word = &sense->words[i];
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    for (guint k = 0; k < steps->len; k++) {
        const VlAlignStep *step = &g_array_index(steps, VlAlignStep, k);
        if (step->equal)
            continue;
        guint n = in_claim ? step->n_source : step->n_quote;
        guint at = in_claim ? step->source : step->quote;
        for (guint j = at; j < at + n; j++)
            if (other->words[j].length == word->length &&
                memcmp(other->words[j].key, word->key, word->length) == 0)
                return TRUE;
    }
    return FALSE;
}

/* Words about a number, which the check of numbers judges. */
static gboolean
is_about(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_ABOUT) ||
           is_class(sense, i, VL_TOKEN_COMPARATOR);
}

static void
conflict(VlCase *matter, const char *check, guint i, guint j)
{
    g_autofree char *said = vl_case_words(matter->claim, VL_AT(i));
    g_autofree char *printed = vl_case_words(matter->passage, VL_AT(j));
    matter->settled[i] = TRUE;
    vl_case_note(matter, check, VL_RESULT_CONFLICT, VL_AT(i), VL_AT(j),
                 "the claim says \u201C%s\u201D where the passage says "
                 "\u201C%s\u201D",
                 said, printed);
}

static void
compare_numbers(VlCase *matter, guint i, guint j)
{
    int a = matter->claim->quantity_of[i];
    int b = matter->passage->quantity_of[j];
    if (a < 0 || b < 0) {
        conflict(matter, "numbers", i, j);
        return;
    }
    b = vl_near_number(matter, a, b);
    if (vl_near_equal(matter, a, b)) {
        matter->match[a] = b;
        matter->covered[i] = TRUE;
    } else if (!vl_near_is_moved(matter, (guint)a, (guint)b)) {
        conflict(matter, "numbers", i, j);
    }
}

static int
sign_of(VlMarks marks)
{
    gboolean up = (marks & VL_BIT(VL_MARK_UP)) != 0;
    gboolean down = (marks & VL_BIT(VL_MARK_DOWN)) != 0;
    return up == down ? 0 : up ? 1 : -1;
}

/* Does another word of more or less stand beside token i? */
static gboolean
has_partner(const VlSense *sense, guint i)
{
    for (guint k = i > 2 ? i - 2 : 0; k < sense->n && k <= i + 2; k++)
        if (k != i && sense->clauses[k] == sense->clauses[i] &&
            sign_of(sense->words[k].marks) != 0)
            return TRUE;
    return FALSE;
}

/* "Pain worsened" and "pain increased" */
static gboolean
are_one_way(const VlSense *a, guint i, const VlSense *b, guint j)
{
    VlPhrase x, y;
    return vl_phrase_read(a, i, &x) && vl_phrase_read(b, j, &y) &&
           (x.resolved != 0) != (y.resolved != 0) && x.sign == y.sign;
}

/* Words that turn the sense when one is put for the other: "before" and
 * "after", "positive" and "negative". */
static gboolean
are_opposed(const VlSense *a, guint i, const VlSense *b, guint j)
{
    const VlWord *x = &a->words[i], *y = &b->words[j];
    int said = sign_of(x->marks), printed = sign_of(y->marks);
    /* "Up to six", "as many as six": judged with the number. */
    if (vl_sense_binds_number(a, i) && vl_sense_binds_number(b, j))
        return FALSE;
    /* "Greater reduction" is put for "reduced". */
    if (has_partner(a, i) != has_partner(b, j))
        return FALSE;
    if (said != 0 && printed != 0)
        return said != printed && !are_one_way(a, i, b, j);
    return vl_word_is_direction(x->key, x->length) &&
           vl_word_is_direction(y->key, y->length) &&
           !vl_sense_same(a, i, b, j);
}

static gboolean
is_unit(const VlSense *sense, guint i)
{
    VlUnit unit;
    return i > 0 && vl_tokens_is_unit(sense->tokens, i) &&
           vl_unit_read(sense->tokens, i, &unit) > 0;
}

/* "Absolute" and "relative" reduction */
static gboolean
are_two_scales(const VlSense *a, guint i, const VlSense *b, guint j)
{
    return (vl_sense_has(a, i, VL_MARK_RELATIVE) &&
            vl_sense_has(b, j, VL_MARK_ABSOLUTE)) ||
           (vl_sense_has(a, i, VL_MARK_ABSOLUTE) &&
            vl_sense_has(b, j, VL_MARK_RELATIVE));
}

/* "At any time" for "at most times" */
static gboolean
is_widened(const VlCase *matter, guint i, guint j)
{
    static const char *const parts[] = {"most", "some", "many", "several",
                                        "few", "plupart", "certains",
                                        "certaines", "plusieurs"};
    return vl_sense_has(matter->claim, i, VL_MARK_ALL) &&
           VL_IS_IN(&matter->passage->words[j], parts);
}

/* Both texts may deny it, each in its own words. */
static void
note_open_negation(VlCase *matter, int i, int j)
{
    vl_case_note(matter, "negation", VL_RESULT_UNDECIDED,
                 (VlStretch){i, i}, (VlStretch){j, j},
                 "denied on one side only");
}

static void
compare_words(VlCase *matter, guint i, guint j)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    const VlWord *x = &claim->words[i], *y = &passage->words[j];
    int said = vl_number_word(x->key, x->length);
    int printed = vl_number_word(y->key, y->length);
    gboolean more =
        vl_word_is_negated_form(x->key, x->length, y->key, y->length);
    gboolean less =
        vl_word_is_negated_form(y->key, y->length, x->key, x->length);
    if ((more && vl_word_is_denied(passage, j, claim)) ||
        (less && vl_word_is_denied(claim, i, passage)))
        note_open_negation(matter, (int)i, (int)j);
    else if (is_negation(claim, i) != is_negation(passage, j) || more || less)
        conflict(matter, "negation", i, j);
    else if (is_unit(claim, i) && is_unit(passage, j))
        return; /* judged with its number */
    else if (said >= 0 && printed >= 0 && said != printed)
        compare_numbers(matter, i, j);
    else if (are_opposed(claim, i, passage, j))
        conflict(matter, "direction", i, j);
    else if (are_two_scales(claim, i, passage, j))
        conflict(matter, "numbers", i, j);
    else if (is_widened(matter, i, j))
        conflict(matter, "population", i, j);
    else if (vl_sense_same(claim, i, passage, j))
        matter->covered[i] = TRUE;
    else if (vl_sense_has(passage, j, VL_MARK_ANIMAL) &&
             vl_sense_has(claim, i, VL_MARK_HUMAN))
        return; /* judged as the population */
    else if (vl_sense_has(claim, i, VL_MARK_ADULT) &&
             vl_sense_is_anybody(passage, j))
        return; /* "adults" for "patients": said more, not otherwise */
    else if (vl_sense_has(claim, i, VL_MARK_HUMAN) !=
             vl_sense_has(passage, j, VL_MARK_HUMAN))
        return; /* "5 patients (2.4 %)" for "placebo (2.4 %)" */
    else if (vl_word_kind(x->key, x->length) == VL_WORD_ENTITY &&
             vl_word_kind(y->key, y->length) == VL_WORD_ENTITY &&
             /* "Men" in the place of "patients" of "male patients". */
             !(vl_sense_has(claim, i, VL_MARK_HUMAN) &&
               vl_sense_has_word(passage, claim, i)))
        conflict(matter, "entities", i, j);
}

static void
compare_signs(VlCase *matter, guint i, guint j)
{
    int a = i + 1 < matter->claim->n ? matter->claim->quantity_of[i + 1] : -1;
    int b = j + 1 < matter->passage->n ? matter->passage->quantity_of[j + 1]
                                       : -1;
    if (a >= 0 && b >= 0 &&
        vl_p_is_below(vl_sense_quantity(matter->claim, (guint)a),
                      vl_sense_quantity(matter->passage, (guint)b)))
        matter->covered[i] = TRUE;
    else
        conflict(matter, "comparators", i, j);
}

static void
compare_pair(VlCase *matter, guint i, guint j)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (is_class(claim, i, VL_TOKEN_NUMBER) &&
        is_class(passage, j, VL_TOKEN_NUMBER))
        compare_numbers(matter, i, j);
    else if (is_class(claim, i, VL_TOKEN_COMPARATOR) &&
             is_class(passage, j, VL_TOKEN_COMPARATOR))
        compare_signs(matter, i, j);
    else if (is_class(claim, i, VL_TOKEN_WORD) &&
             is_class(passage, j, VL_TOKEN_WORD))
        compare_words(matter, i, j);
    else if (is_negation(claim, i) || is_negation(passage, j))
        conflict(matter, "negation", i, j);
}

/* Has the claim a word of the sentence that token j of the passage is in?
 * Before and after the steps both hold the same tokens. */
static gboolean
is_spoken_of(const VlCase *matter, const GArray *steps, guint j)
{
    const VlSense *passage = matter->passage;
    const VlAlignStep *all = &g_array_index(steps, VlAlignStep, 0);
    const VlAlignStep *last = &all[steps->len - 1];
    for (guint k = 0, i = 0; i < passage->n; i++) {
        while (k + 1 < steps->len && all[k + 1].source <= i)
            k++;
        gboolean equal = i < all[0].source ||
                         i >= last->source + last->n_source || all[k].equal;
        if (equal && passage->sentences[i] == passage->sentences[j] &&
            vl_sense_is_content(passage, i))
            return TRUE;
    }
    return FALSE;
}

/* Has the claim nothing in the place of step k and of those around it? */
static gboolean
is_left_out(const GArray *steps, guint k)
{
    const VlAlignStep *all = &g_array_index(steps, VlAlignStep, 0);
    for (guint i = k; i < steps->len && !all[i].equal; i++)
        if (all[i].n_quote > 0)
            return FALSE;
    for (guint i = k; i-- > 0 && !all[i].equal;)
        if (all[i].n_quote > 0)
            return FALSE;
    return TRUE;
}

/* Is step k all that was changed there? */
static gboolean
is_dropped_alone(const GArray *steps, guint k)
{
    const VlAlignStep *all = &g_array_index(steps, VlAlignStep, 0);
    return (k == 0 || all[k - 1].equal) &&
           (k + 1 == steps->len || all[k + 1].equal) &&
           all[k].n_quote + all[k].n_source == 1;
}

/* May the other text none the less say the same of token i, a negation in
 * step k? */
static gboolean
is_open(const VlCase *matter, const GArray *steps, guint k, guint i,
        gboolean in_claim)
{
    return vl_negation_is_open(matter, i, in_claim) ||
           vl_negations_are_alike(matter) ||
           (!in_claim &&
            vl_negation_is_beside(matter, i, is_left_out(steps, k),
                                  is_dropped_alone(steps, k)));
}

/* "Not as common as", where the other text sets one above the other in other
 * words. */
static gboolean
sets_below(const VlSense *sense, guint i, const VlSense *other)
{
    const VlMarks sets = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    const VlMarks below = VL_BIT(VL_MARK_DOWN) | VL_BIT(VL_MARK_NOT);
    return (sense->words[i].marks & below) == VL_BIT(VL_MARK_DOWN) &&
           (other->marks & sets) != 0 &&
           (other->marks & VL_BIT(VL_MARK_SAME)) == 0;
}

/* Token i that only one side has, in step k. */
static void
weigh_lone(VlCase *matter, const GArray *steps, guint k, guint i,
           gboolean in_claim)
{
    const VlSense *sense = in_claim ? matter->claim : matter->passage;
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    if (!is_negation(sense, i) || sets_below(sense, i, other) ||
        vl_negation_says_nothing(sense, i, other) ||
        (sense->words[i].marks & VL_BIT(VL_MARK_ATMOST)) != 0 ||
        has_moved(matter, steps, sense, i, in_claim) ||
        (in_claim && vl_negation_is_told_by_p(matter, i)) ||
        (!in_claim && !is_spoken_of(matter, steps, i)))
        return;
    if (is_open(matter, steps, k, i, in_claim)) {
        note_open_negation(matter, in_claim ? (int)i : -1,
                           in_claim ? -1 : (int)i);
        return;
    }
    g_autofree char *word = vl_case_words(sense, VL_AT(i));
    vl_case_note(matter, "negation", VL_RESULT_CONFLICT,
                 in_claim ? VL_AT(i) : VL_NOWHERE,
                 in_claim ? VL_NOWHERE : VL_AT(i),
                 "only the %s has \u201C%s\u201D",
                 in_claim ? "claim" : "passage", word);
}

/* Equal tokens: their numbers are one, unless one stands raised in part. */
static void
pair_off(VlCase *matter, guint i, guint j)
{
    int a = matter->claim->quantity_of[i];
    int b = matter->passage->quantity_of[j];
    if (a >= 0 && b >= 0 &&
        vl_quantity_unlike(vl_sense_quantity(matter->claim, (guint)a),
                           vl_sense_quantity(matter->passage, (guint)b)) ==
            VL_RESULT_UNDECIDED)
        return;
    matter->covered[i] = TRUE;
    if (a >= 0 && b >= 0)
        matter->match[a] = b;
}

/* A word that the claim may not leave out and still say the same. */
static gboolean
says_something(const VlSense *sense, guint i)
{
    const VlMarks heavy =
        VL_BIT(VL_MARK_HEDGE) | VL_BIT(VL_MARK_SUBSET) | VL_BIT(VL_MARK_NOT) |
        VL_BIT(VL_MARK_WITHOUT) | VL_BIT(VL_MARK_INSIGNIFICANT);
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    if (token->marker != 0)
        return FALSE;
    return (sense->words[i].marks & heavy) != 0 ||
           token->class != VL_TOKEN_WORD || vl_sense_is_content(sense, i);
}

static gboolean
is_put_for(const VlCase *matter, const VlAlignStep *step, guint i, guint j)
{
    const VlWord *x = &matter->claim->words[step->quote];
    const VlWord *y = &matter->passage->words[step->source];
    const VlWord *said = &matter->claim->words[i];
    const VlWord *printed = &matter->passage->words[j];
    return x->length == printed->length && y->length == said->length &&
           memcmp(x->key, printed->key, x->length) == 0 &&
           memcmp(y->key, said->key, y->length) == 0;
}

/* "Lower in B than in A" for "higher in A than in B": one word of more or
 * less, and two names that change places, and no other change. */
static gboolean
is_converse(const VlCase *matter, const GArray *steps)
{
    const VlAlignStep *changed[3];
    guint n = 0, turns = 0, at = 0;
    for (guint k = 0; k < steps->len; k++) {
        const VlAlignStep *step = &g_array_index(steps, VlAlignStep, k);
        if (step->equal)
            continue;
        if (n == 3 || step->n_quote != 1 || step->n_source != 1)
            return FALSE;
        if (sign_of(matter->claim->words[step->quote].marks) != 0) {
            turns++;
            at = n;
        }
        changed[n++] = step;
    }
    if (n != 3 || turns != 1)
        return FALSE;
    const VlAlignStep *turn = changed[at];
    const VlAlignStep *one = changed[at == 0 ? 1 : 0];
    const VlAlignStep *two = changed[at == 2 ? 1 : 2];
    VlComparison said =
        vl_comparison_read(matter->claim, 0, matter->claim->n_clauses);
    return sign_of(matter->claim->words[turn->quote].marks) ==
               -sign_of(matter->passage->words[turn->source].marks) &&
           said.n == 1 && said.than >= 0 &&
           is_put_for(matter, two, one->quote, one->source);
}

static void
walk(VlCase *matter, const GArray *steps, guint first, guint last)
{
    gboolean turned = is_converse(matter, steps);
    for (guint k = first; k <= last; k++) {
        const VlAlignStep *step = &g_array_index(steps, VlAlignStep, k);
        /* The check of direction weighs it. */
        if (turned && !step->equal)
            continue;
        if (step->equal) {
            for (guint i = 0; i < step->n_quote; i++)
                if (step->n_quote == step->n_source)
                    pair_off(matter, step->quote + i, step->source + i);
                else
                    matter->covered[step->quote + i] = TRUE;
        } else if (step->n_quote == 1 && step->n_source == 1) {
            compare_pair(matter, step->quote, step->source);
        } else {
            for (guint i = 0; i < step->n_quote; i++)
                weigh_lone(matter, steps, k, step->quote + i, TRUE);
            for (guint i = 0; i < step->n_source; i++) {
                weigh_lone(matter, steps, k, step->source + i, FALSE);
                matter->dropped |= says_something(matter->passage,
                                                  step->source + i);
            }
        }
    }
}

/* Tokens that stand before and after the steps are equal. */
static void
cover_ends(VlCase *matter, const GArray *steps)
{
    const VlAlignStep *first = &g_array_index(steps, VlAlignStep, 0);
    const VlAlignStep *last =
        &g_array_index(steps, VlAlignStep, steps->len - 1);
    for (guint i = 0; i < first->quote; i++)
        pair_off(matter, i, i);
    guint from = last->quote + last->n_quote;
    guint there = last->source + last->n_source;
    for (guint i = from; i < matter->claim->n; i++)
        if (there + i - from < matter->passage->n)
            pair_off(matter, i, there + i - from);
}

/* A step of the passage alone, before the claim's first token. */
static gboolean
is_before(const GArray *steps, guint k)
{
    const VlAlignStep *step = &g_array_index(steps, VlAlignStep, k);
    return step->n_quote == 0 && step->quote == 0;
}

static gboolean
is_after(const VlCase *matter, const GArray *steps, guint k)
{
    const VlAlignStep *step = &g_array_index(steps, VlAlignStep, k);
    return step->n_quote == 0 && step->quote >= matter->claim->n;
}

/* Two words that changed places: "A more than B", "B more than A". */
static void
find_swaps(VlCase *matter, const GArray *steps)
{
    for (guint k = 0; k < steps->len; k++) {
        const VlAlignStep *one = &g_array_index(steps, VlAlignStep, k);
        if (one->equal || one->n_quote != 1 || one->n_source != 1 ||
            !(vl_sense_is_content(matter->claim, one->quote) ||
              vl_sense_is_content(matter->passage, one->source)))
            continue;
        for (guint m = k + 1; m < steps->len; m++) {
            const VlAlignStep *two = &g_array_index(steps, VlAlignStep, m);
            if (two->equal || two->n_quote != 1 || two->n_source != 1 ||
                !is_put_for(matter, two, one->quote, one->source))
                continue;
            vl_case_note(matter, "arms", VL_RESULT_UNDECIDED,
                         (VlStretch){(int)one->quote, (int)two->quote},
                         (VlStretch){(int)one->source, (int)two->source},
                         "two words of the passage change places");
            return;
        }
    }
}

/* Looks at what the passage says before the step first and after the step
 * last, or in them when they are the passage's alone. */
static gboolean
leaves_out(VlCase *matter, const GArray *steps, guint first, guint last)
{
    const VlAlignStep *start = &g_array_index(steps, VlAlignStep, first);
    const VlAlignStep *end = &g_array_index(steps, VlAlignStep, last);
    guint n = matter->passage->n, from = 0, to = n;
    if (is_before(steps, first))
        from = start->source + start->n_source;
    else if (first > 0)
        from = start->source;
    if (is_after(matter, steps, last))
        to = end->source;
    else if (last + 1 < steps->len)
        to = end->source + end->n_source;
    return vl_check_around(matter, MIN(from, n - 1), to);
}

/* Is each of the claim's tokens the passage's, or a number's rounding? */
static gboolean
says_all(const VlCase *matter)
{
    for (guint i = 0; i < matter->claim->n; i++)
        if (!matter->covered[i] && !is_about(matter->claim, i))
            return FALSE;
    return !matter->dropped &&
           !vl_case_has(matter, NULL, VL_RESULT_CONFLICT);
}

/* Do the words that both have stand all over the passage?  "In", "of" and
 * "the patients" of a long one stand in any order. */
static gboolean
is_scattered(const VlCase *matter, const GArray *steps)
{
    const VlSense *passage = matter->passage;
    const VlAlignStep *all = &g_array_index(steps, VlAlignStep, 0);
    const VlAlignStep *last = &all[steps->len - 1];
    g_autofree guint *shared = g_new0(guint, passage->n_sentences + 1);
    for (guint j = 0; j < all[0].source && all[0].quote > 0; j++)
        shared[passage->sentences[j]]++;
    for (guint k = 0; k < steps->len; k++)
        for (guint m = 0; all[k].equal && m < all[k].n_source; m++)
            shared[passage->sentences[all[k].source + m]]++;
    for (guint j = last->source + last->n_source; j < passage->n; j++)
        shared[passage->sentences[j]]++;
    guint most = 0;
    for (guint s = 0; s < passage->n_sentences; s++) {
        guint here = 0;
        for (guint k = s; k < passage->n_sentences &&
                          k <= s + matter->claim->n_sentences + 1;
             k++)
            here += shared[k];
        most = MAX(most, here);
    }
    return most * 100 < matter->claim->n * NEAR_PERCENT;
}

void
vl_check_near(VlCase *matter)
{
    if (vl_align_equal(matter->claim->tokens, matter->passage->tokens)) {
        matter->near = matter->same = TRUE;
        for (guint i = 0; i < matter->claim->n; i++)
            matter->covered[i] = TRUE;
        return;
    }
    g_autoptr(GArray) steps =
        matter->claim->n > 2000
            ? NULL
            : vl_align(matter->claim->tokens, matter->passage->tokens);
    if (steps == NULL || steps->len == 0)
        return;
    /* What the passage says before and behind the claim is no change. */
    guint turned = 0, first = 0, last = steps->len - 1;
    for (guint k = 0; k < steps->len; k++)
        if (!g_array_index(steps, VlAlignStep, k).equal)
            turned += g_array_index(steps, VlAlignStep, k).n_quote;
    guint equal = matter->claim->n - turned;
    if (equal < NEAR_LEAST || equal * 100 < matter->claim->n * NEAR_PERCENT ||
        is_scattered(matter, steps))
        return;
    matter->near = TRUE;
    cover_ends(matter, steps);
    while (first < last && is_before(steps, first))
        first++;
    while (last > first && is_after(matter, steps, last))
        last--;
    walk(matter, steps, first, last);
    if (!is_converse(matter, steps))
        find_swaps(matter, steps);
    matter->same = !leaves_out(matter, steps, first, last) &&
                   says_all(matter);
}
