#include "config.h"

#include "verify/check/labels.h"

#include <string.h>

/* Tokens of a label at most: "(expectant management group)". */
#define MAX_TOKENS 4
/* Words from a label's first part to "group": "the alcohol and reverse
 * placebo group". */
#define REACH 5

typedef struct {
    guint first, last; /* tokens of the claim */
} Label;

static gboolean
is_arm_noun(const VlWord *word)
{
    static const char *const words[] = {"group",  "groups", "arm",  "arms",
                                        "groupe", "groupes", "bras"};
    return VL_IS_IN(word, words);
}

static const VlToken *
token_at(const VlSense *sense, guint i)
{
    return vl_tokens_at(sense->tokens, i);
}

/* Only words and numbers that are part of a name: "(maximum 100 units)" tells
 * a dose. */
static gboolean
is_name(const VlSense *claim, guint first, guint last)
{
    for (guint i = first; i <= last; i++) {
        int k = claim->quantity_of[i];
        if (k >= 0 &&
            vl_sense_quantity(claim, (guint)k)->role != VL_ROLE_LABEL)
            return FALSE;
    }
    return token_at(claim, first)->class == VL_TOKEN_WORD;
}

/* The label in parentheses that starts at token i; FALSE when none does. */
static gboolean
read_label(const VlSense *claim, guint i, Label *label)
{
    const char *text = claim->text;
    gsize start = token_at(claim, i)->start;
    if (start == 0 || strchr("([", text[start - 1]) == NULL)
        return FALSE;
    for (guint last = i; last < claim->n && last < i + MAX_TOKENS; last++) {
        char end = text[token_at(claim, last)->end];
        if (end == ')' || end == ']') {
            if (last > i && is_arm_noun(&claim->words[last]))
                last--;
            *label = (Label){i, last};
            return is_name(claim, i, last);
        }
        if (end == ',' || end == ';')
            return FALSE;
    }
    return FALSE;
}

static gboolean
is_letter(const VlSense *sense, guint i)
{
    const VlToken *token = token_at(sense, i);
    return token->class == VL_TOKEN_WORD && token->key_length == 1 &&
           (token->flags & VL_TOKEN_CAPITAL) != 0;
}

/* "Group B", "(F)", "better for F": not the "A" that begins a sentence. */
static gboolean
is_lone_letter(const VlSense *sense, guint j)
{
    static const char *const before[] = {
        "group", "groups", "arm",  "arms",   "regimen", "and",  "or",
        "vs",    "versus", "than", "for",    "with",    "under", "in",
        "to",    "on",     "of",   "groupe", "groupes", "bras", "sous",
        "et",    "ou",     "que",  "between",
    };
    if (!is_letter(sense, j) || j == 0)
        return FALSE;
    gsize start = token_at(sense, j)->start;
    return sense->text[start - 1] == '(' ||
           VL_IS_IN(&sense->words[j - 1], before);
}

static gboolean
are_same_word(const VlSense *claim, guint i, const VlSense *passage, guint j)
{
    const VlWord *x = &claim->words[i], *y = &passage->words[j];
    gboolean capital = (token_at(claim, i)->flags & VL_TOKEN_CAPITALS) != 0;
    gboolean other = (token_at(passage, j)->flags & VL_TOKEN_CAPITALS) != 0;
    return x->length > 0 && x->length == y->length && capital == other &&
           token_at(claim, i)->class == token_at(passage, j)->class &&
           memcmp(x->key, y->key, x->length) == 0;
}

/* A plain word is a label where "group" stands behind it. */
static gboolean
is_of_group(const VlSense *passage, guint j)
{
    for (guint k = j; k < passage->n && k <= j + REACH; k++) {
        if (passage->clauses[k] != passage->clauses[j])
            return FALSE;
        if (is_arm_noun(&passage->words[k]))
            return TRUE;
    }
    return FALSE;
}

/* Part of a longer name: "T" in "T-scores", "FSH" in "r-FSH". */
static gboolean
goes_on(const VlSense *sense, guint first, guint last)
{
    const char *text = sense->text;
    gsize start = token_at(sense, first)->start;
    gsize end = token_at(sense, last)->end;
    return (start > 0 && strchr("-/+", text[start - 1]) != NULL) ||
           (text[end] != '\0' && strchr("-/+", text[end]) != NULL);
}

static gboolean
stands_at(const VlCase *matter, const Label *label, guint j)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    guint n = label->last - label->first + 1;
    gboolean name = FALSE;
    if (j + n > passage->n)
        return FALSE;
    for (guint k = 0; k < n; k++) {
        if (!are_same_word(claim, label->first + k, passage, j + k))
            return FALSE;
        name |= (token_at(passage, j + k)->flags & VL_TOKEN_CAPITALS) != 0;
    }
    if (n == 1 && claim->words[label->first].length == 1)
        return is_lone_letter(passage, j) && !goes_on(passage, j, j);
    return (name || is_of_group(passage, j + n - 1)) &&
           !goes_on(passage, j, j + n - 1);
}

static gboolean
has_label(const VlCase *matter, VlSide side, const Label *label)
{
    const VlSense *claim = matter->claim;
    guint n = label->last - label->first + 1;
    for (guint i = side.from; i + n <= side.to; i++) {
        gboolean same = TRUE;
        for (guint k = 0; k < n && same; k++)
            same = are_same_word(claim, i + k, claim, label->first + k);
        if (same)
            return TRUE;
    }
    return FALSE;
}

/* Marks what one arm's labels are in the passage: how many are found (left)
 * and how many not (lost). */
static VlLabels
mark(const VlCase *matter, VlSide mine, VlSide theirs, char arm, char *labels)
{
    VlLabels found = {0};
    for (guint i = mine.from; i < mine.to; i++) {
        Label label;
        gboolean here = FALSE;
        if (!read_label(matter->claim, i, &label) ||
            has_label(matter, theirs, &label))
            continue;
        for (guint j = 0; j < matter->passage->n; j++) {
            if (!stands_at(matter, &label, j))
                continue;
            here = TRUE;
            memset(labels + j, arm, label.last - label.first + 1);
        }
        found.left += here;
        found.lost += !here;
    }
    return found;
}

VlLabels
vl_labels_find(const VlCase *matter, VlSide a, VlSide b, char *labels)
{
    VlLabels left = mark(matter, a, b, 'A', labels);
    VlLabels right = mark(matter, b, a, 'B', labels);
    return (VlLabels){left.left, right.left, left.lost + right.lost};
}

gboolean
vl_labels_stand(const VlCase *matter, VlSide side)
{
    g_autofree char *labels = g_new0(char, matter->passage->n + 1);
    VlLabels found = mark(matter, side, (VlSide){0, 0}, 'A', labels);
    return found.left > 0 && found.lost == 0;
}
