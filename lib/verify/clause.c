#include "config.h"

#include "verify/clause.h"

#include <string.h>

/* Words on either side of "than" that are looked at. */
#define SIDE 9

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
        gboolean found = FALSE;
        for (guint j = 0; j < passage->n && !found; j++)
            found = passage->clauses[j] == theirs &&
                    vl_sense_is_content(claim, i) &&
                    vl_sense_same(claim, i, passage, j);
        n += found;
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

/* "compared with" after "higher" parts its sides; "more than 5" binds. */
static gboolean
parts_sides(const VlSense *sense, guint i)
{
    const VlMarks more = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    const VlWord *word = &sense->words[i];
    /* "Plus souvent que", but not "a montre que". */
    if (word->length == 3 && memcmp(word->key, "que", 3) == 0) {
        gboolean compares = FALSE;
        for (guint k = i > 8 ? i - 8 : 0; k < i; k++)
            compares |= sense->clauses[k] == sense->clauses[i] &&
                        (sense->words[k].marks & more) != 0;
        if (!compares)
            return FALSE;
    }
    return vl_sense_has(sense, i, VL_MARK_THAN) && i + 1 < sense->n &&
           sense->quantity_of[i + sense->words[i].n_words] < 0;
}

static gboolean
is_value(const VlSense *sense, guint i)
{
    return (sense->words[i].marks &
            (VL_BIT(VL_MARK_GOOD) | VL_BIT(VL_MARK_BAD))) != 0;
}

static int
sign_at(const VlSense *sense, guint i)
{
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
        if (value)
            phrase->value = vl_sense_has(sense, k, VL_MARK_GOOD) ? 1 : -1;
        else
            phrase->sign = phrase->sign == 0 ? sign : phrase->sign * sign;
        phrase->last = k;
    }
    if (turns(sense, i)) {
        phrase->sign = 0;
        phrase->value = 0;
    }
    phrase->marked = near_significant(sense, phrase->first, phrase->last);
    return TRUE;
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
        if (comparison.than < 0 && parts_sides(sense, i))
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

/* ---- Sides ---- */

static gboolean
names_side(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    int k = sense->quantity_of[i];
    if (k >= 0)
        return vl_sense_quantity(sense, (guint)k)->role == VL_ROLE_LABEL;
    if (token->class != VL_TOKEN_WORD)
        return FALSE;
    gboolean letter = token->key_length == 1 &&
                      (token->flags & VL_TOKEN_CAPITAL) != 0;
    return letter || vl_sense_is_content(sense, i);
}

static gboolean
ends_side(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *text = sense->text;
    gsize from = i > 0 ? vl_tokens_at(sense->tokens, i - 1)->end : 0;
    for (gsize k = from; k < token->start; k++)
        if (strchr(",;:.([", text[k]) != NULL)
            return TRUE;
    return token->class == VL_TOKEN_NUMBER &&
           !names_side(sense, i);
}

typedef struct {
    guint from, to; /* tokens, half-open */
} Side;

/* What follows "than"; what stands before it, or, when the sentence starts
 * with "Compared with", behind it. */
static void
find_sides(const VlSense *sense, const VlComparison *comparison, Side *left,
           Side *right)
{
    guint than = (guint)comparison->than;
    guint start = than + MAX(sense->words[than].n_words, 1);
    guint end = start;
    while (end < sense->n && end < start + SIDE &&
           sense->clauses[end] == sense->clauses[than] &&
           (end == start || !ends_side(sense, end)))
        end++;
    *right = (Side){start, end};
    guint first = than;
    while (first > 0 && sense->sentences[first - 1] == sense->sentences[than])
        first--;
    *left = (Side){first, than};
    if (than - first <= 2) {
        guint last = end;
        while (last < sense->n &&
               sense->clauses[last] == sense->clauses[than])
            last++;
        *left = (Side){end, last};
    }
}

static guint
overlap(const VlCase *matter, Side mine, Side theirs, Side not_mine,
        Side not_theirs)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = 0;
    for (guint i = mine.from; i < mine.to; i++) {
        if (!names_side(claim, i))
            continue;
        gboolean here = FALSE, both = FALSE;
        for (guint j = theirs.from; j < theirs.to; j++)
            here |= names_side(passage, j) &&
                    vl_sense_same(claim, i, passage, j);
        for (guint j = not_theirs.from; j < not_theirs.to; j++)
            both |= vl_sense_same(claim, i, passage, j);
        for (guint k = not_mine.from; k < not_mine.to; k++)
            both |= vl_sense_same(claim, i, claim, k);
        n += here && !both;
    }
    return n;
}

/* "In the GDFR group": how many groups are named so; side is the last
 * one's words. */
static guint
find_groups(const VlSense *sense, Side *side)
{
    static const char *const words[] = {"group", "arm", "groupe", "bras"};
    guint n = 0;
    for (guint i = 1; i < sense->n; i++) {
        gboolean group = FALSE;
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            group |= strlen(words[k]) == sense->words[i].length &&
                     memcmp(words[k], sense->words[i].key,
                            sense->words[i].length) == 0;
        guint from = i;
        while (from > 0 && i - from < 5 &&
               !vl_sense_has(sense, from - 1, VL_MARK_STOP) &&
               !ends_side(sense, from))
            from--;
        guint to = i + 1;
        if (to < sense->n && names_side(sense, to) &&
            sense->words[to].length <= 2)
            to++;
        if (!group || (from == i && to == i + 1))
            continue;
        *side = (Side){from, to};
        n++;
    }
    return n;
}

guint
vl_groups_named(const VlSense *sense)
{
    Side side = {0, 0};
    return find_groups(sense, &side);
}

int
vl_comparison_sides(const VlCase *matter, guint clause,
                    const VlComparison *said, const VlComparison *printed)
{
    Side a, b, x, y = {0, 0}; /* left and right of the claim, the passage */
    (void)clause;
    if (said->than < 0)
        return 0;
    find_sides(matter->claim, said, &a, &b);
    guint same = 0, cross = 0;
    if (printed->than >= 0) {
        find_sides(matter->passage, printed, &x, &y);
        same = overlap(matter, b, y, a, x);
    } else {
        if (find_groups(matter->passage, &x) != 1)
            return 0;
        same = overlap(matter, a, x, b, y);
    }
    cross = overlap(matter, b, x, a, y) + overlap(matter, a, y, b, x);
    if (same > 0 && cross == 0)
        return 1;
    return cross > 0 && same == 0 ? -1 : 0;
}
