#include "config.h"

#include <string.h>

#include "verify/check/clause.h"

/* "Significantly better (0.63 vs 0.60)", where the passage has p = 0.41
 * behind these very numbers: what a claim calls significant, or not, held
 * against the p-value or the interval that the passage gives to its values
 * (SAMPL: each estimate with its interval and p-value), in running text, in
 * brackets, or in the last column of a table's row. */

/* Other values between a value and its p-value at most: the other arm's. */
#define MAX_BETWEEN 1
/* Tokens from a value to its p-value at most. */
#define REACH 34

static gboolean
is_value(const VlQuantity *quantity)
{
    return (quantity->role == VL_ROLE_PLAIN && !quantity->in_words) ||
           quantity->role == VL_ROLE_PERCENT ||
           quantity->role == VL_ROLE_RATIO || quantity->role == VL_ROLE_R;
}

/* Does the passage have a column or a note of p-values? */
static gboolean
has_p_column(const VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++) {
        const VlToken *token = vl_tokens_at(sense->tokens, i);
        const VlWord *word = &sense->words[i];
        const char *raw = sense->text + token->start;
        if (token->class == VL_TOKEN_WORD &&
            ((word->length == 1 && word->key[0] == 'p') ||
             (word->length == 6 && memcmp(word->key, "pvalue", 6) == 0) ||
             (raw[0] == 'p' && word->length > 2 &&
              g_ascii_isupper(raw[1]))))
            return TRUE;
    }
    return FALSE;
}

/* "0.63 +/- 0.18  0.60 +/- 0.16  0.4080": the row's p-value. */
static int
column_says(const VlSense *sense, guint k)
{
    const VlQuantity *quantity = vl_sense_quantity(sense, k);
    const VlQuantity *before = k > 0 ? vl_sense_quantity(sense, k - 1) : NULL;
    if (quantity->role != VL_ROLE_PLAIN || quantity->decimals < 3 ||
        quantity->value <= 0 || quantity->value > 1 ||
        quantity->unit.n_parts > 0 || before == NULL ||
        before->role != VL_ROLE_SPREAD || quantity->first != before->last + 1)
        return 0;
    return quantity->value < 0.05 ? 1 : quantity->value > 0.05 ? -1 : 0;
}

/* Tokens of the text that end what was said of value k: a bracket around it
 * that closes, a full stop. */
static guint
value_end(const VlSense *sense, const VlQuantity *value)
{
    int depth = 0;
    guint i = value->last + 1;
    for (; i < sense->n && i <= value->last + REACH; i++) {
        gsize from = vl_tokens_at(sense->tokens, i - 1)->end;
        gsize to = vl_tokens_at(sense->tokens, i)->start;
        for (gsize at = from; at < to; at++) {
            depth += sense->text[at] == '(' || sense->text[at] == '[';
            depth -= sense->text[at] == ')' || sense->text[at] == ']';
            /* "4.1 (1.2), p = 0.3" goes on behind its own bracket. */
            if (depth < 0)
                return i;
        }
        if (sense->sentences[i] != sense->sentences[value->last])
            return i;
    }
    return i;
}

/* What the passage says of its value k by numbers: 1 significant, -1 not, 0
 * nothing that is sure. */
static int
numbers_say(const VlSense *sense, guint k, gboolean column, guint *where)
{
    const VlQuantity *value = vl_sense_quantity(sense, k);
    guint end = value_end(sense, value), between = 0;
    for (guint m = k + 1; m < sense->quantities->len; m++) {
        const VlQuantity *other = vl_sense_quantity(sense, m);
        if (other->first >= end)
            return 0;
        int says = vl_p_says(other);
        if (says == 0 && column)
            says = column_says(sense, m);
        if (says == 0)
            says = vl_interval_says(sense, m);
        *where = m;
        if (says != 0)
            return says;
        between += is_value(other) && other->role == value->role;
        if (between > MAX_BETWEEN)
            return 0;
    }
    return 0;
}

/* Of the claim's sentence: 1 all that it says of significance is that there
 * is some, -1 all is that there is none, 0 both or nothing. */
static int
sentence_says(const VlCase *matter, guint sentence)
{
    const VlSense *claim = matter->claim;
    static const char *const partly[] = {"but", "while", "whereas",
                                         "although", "mais", "tandis",
                                         "except", "sauf", "only", "seul",
                                         "alors", "seulement", "however"};
    int says = 0;
    for (guint i = 0; i < claim->n; i++) {
        if (claim->sentences[i] != sentence)
            continue;
        if (VL_IS_IN(&claim->words[i], partly))
            return 0;
        int here = vl_words_say(claim, i);
        int k = claim->quantity_of[i];
        if (here == 0 && k >= 0)
            here = 2 * vl_p_says(vl_sense_quantity(claim, (guint)k));
        if ((here != 2 && here != -2) || vl_aside_is_beside(matter, i))
            continue;
        if (says != 0 && says != here / 2)
            return 0;
        says = here / 2;
    }
    return says;
}

static gboolean
denies_anything(const VlSense *claim, guint sentence)
{
    for (guint i = 0; i < claim->n; i++)
        if (claim->sentences[i] == sentence &&
            (vl_sense_has(claim, i, VL_MARK_NOT) ||
             vl_sense_has(claim, i, VL_MARK_WITHOUT)))
            return TRUE;
    return FALSE;
}

/* Does the passage's own sentence call its values significant, or not, in
 * words? */
static gboolean
says_in_words(const VlSense *passage, guint k, int wanted)
{
    guint sentence = passage->sentences[vl_sense_quantity(passage, k)->first];
    for (guint j = 0; j < passage->n; j++)
        if (passage->sentences[j] == sentence &&
            vl_words_say(passage, j) == 2 * wanted)
            return TRUE;
    return FALSE;
}

void
vl_check_valued(VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    gboolean column = has_p_column(passage);
    for (guint i = 0; i < claim->quantities->len; i++) {
        const VlQuantity *value = vl_sense_quantity(claim, i);
        guint p;
        if (matter->match[i] < 0 || !is_value(value))
            continue;
        guint sentence = claim->sentences[value->first];
        int said = sentence_says(matter, sentence);
        guint k = (guint)matter->match[i];
        int there = numbers_say(passage, k, column, &p);
        if (said == 0 || there == 0 || there == said ||
            (said > 0 && denies_anything(claim, sentence)) ||
            says_in_words(passage, k, said))
            continue;
        vl_case_note(matter, "significance", VL_RESULT_CONFLICT,
                     vl_case_quantity(claim, i), vl_case_quantity(passage, p),
                     said > 0 ? "the passage does not find it significant"
                              : "the passage finds a significant difference");
        return;
    }
}
