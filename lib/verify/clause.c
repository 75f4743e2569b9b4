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
    return vl_sense_has(sense, i, VL_MARK_THAN) && i + 1 < sense->n &&
           sense->quantity_of[i + sense->words[i].n_words] < 0;
}

VlComparison
vl_comparison_read(const VlSense *sense, guint first, guint last)
{
    VlComparison comparison = {.where = VL_NOWHERE, .than = -1};
    int up = 0, down = 0, good = 0, bad = 0;
    for (guint i = 0; i < sense->n; i++) {
        if (sense->clauses[i] < first || sense->clauses[i] > last)
            continue;
        VlMarks marks = sense->words[i].marks;
        gboolean value = (marks & (VL_BIT(VL_MARK_GOOD) |
                                   VL_BIT(VL_MARK_BAD))) != 0;
        gboolean is_up = (marks & VL_BIT(VL_MARK_UP)) != 0;
        gboolean is_down = (marks & VL_BIT(VL_MARK_DOWN)) != 0;
        if (turns(sense, i) && (is_up || is_down || value)) {
            up += !is_down;
            down += !is_up;
        }
        good += (marks & VL_BIT(VL_MARK_GOOD)) != 0;
        bad += (marks & VL_BIT(VL_MARK_BAD)) != 0;
        if (!value) {
            up += is_up;
            down += is_down;
        }
        if ((is_up || is_down || value) && comparison.where.first < 0)
            comparison.where = VL_AT(i);
        comparison.n += is_up || is_down || value;
        if (comparison.than < 0 && parts_sides(sense, i))
            comparison.than = (int)i;
    }
    if ((up > 0) != (down > 0))
        comparison.direction = up > 0 ? 1 : -1;
    if ((good > 0) != (bad > 0))
        comparison.better = good > 0 ? 1 : -1;
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

int
vl_comparison_sides(const VlCase *matter, guint clause,
                    const VlComparison *said, const VlComparison *printed)
{
    Side a, b, x, y; /* left and right of the claim, of the passage */
    (void)clause;
    if (said->than < 0 || printed->than < 0)
        return 0;
    find_sides(matter->claim, said, &a, &b);
    find_sides(matter->passage, printed, &x, &y);
    guint same = overlap(matter, b, y, a, x);
    guint cross = overlap(matter, b, x, a, y) +
                  overlap(matter, a, y, b, x);
    if (same > 0 && cross == 0)
        return 1;
    return cross > 0 && same == 0 ? -1 : 0;
}
