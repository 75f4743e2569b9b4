#include "config.h"

#include "verify/clause.h"

/* "Not" in one text and no "not" about the same words in the other.  Words
 * about significance have a check of their own. */

/* Words after a negation that it reaches. */
#define REACH 4

static gboolean
denies(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_NOT) &&
           !vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) &&
           !vl_sense_has(sense, i, VL_MARK_ATMOST) &&
           !vl_sense_has(sense, i, VL_MARK_ATLEAST);
}

/* Words that deny without "not". */
static gboolean
denies_somehow(const VlSense *sense, guint i)
{
    return vl_sense_has(sense, i, VL_MARK_NOT) ||
           vl_sense_has(sense, i, VL_MARK_WITHOUT) ||
           vl_sense_has(sense, i, VL_MARK_INSIGNIFICANT) ||
           vl_sense_has(sense, i, VL_MARK_SAME) ||
           vl_sense_has(sense, i, VL_MARK_DOWN) ||
           vl_sense_has(sense, i, VL_MARK_ALL);
}

static gboolean
sentence_denies(const VlSense *sense, guint sentence)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->sentences[i] == sentence && denies_somehow(sense, i))
            return TRUE;
    return FALSE;
}

/* The other text's word for what the negation at i reaches, if no sentence
 * with it denies anything; -1. */
static int
find_plain(const VlSense *text, guint i, const VlSense *other)
{
    int found = -1;
    for (guint k = i + 1; k < text->n && k <= i + REACH; k++) {
        if (text->clauses[k] != text->clauses[i])
            break;
        if (!vl_sense_is_content(text, k))
            continue;
        for (guint j = 0; j < other->n; j++) {
            if (!vl_sense_same(text, k, other, j) ||
                !vl_sense_is_content(other, j))
                continue;
            if (sentence_denies(other, other->sentences[j]))
                return -1;
            found = (int)j;
        }
    }
    return found;
}

static guint
count(const VlSense *sense)
{
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += denies(sense, i);
    return n;
}

static void
compare(VlCase *matter, gboolean in_claim)
{
    const VlSense *text = in_claim ? matter->claim : matter->passage;
    const VlSense *other = in_claim ? matter->passage : matter->claim;
    for (guint i = 0; i < text->n; i++) {
        int plain = denies(text, i) ? find_plain(text, i, other) : -1;
        if (plain < 0)
            continue;
        vl_case_note(matter, "negation", VL_RESULT_CONFLICT,
                     in_claim ? VL_AT(i) : VL_AT(plain),
                     in_claim ? VL_AT(plain) : VL_AT(i),
                     "only the %s denies this",
                     in_claim ? "claim" : "passage");
        return;
    }
}

void
vl_check_negation(VlCase *matter)
{
    guint said = count(matter->claim), printed = count(matter->passage);
    if (said == printed)
        return;
    gboolean single = matter->claim->n_sentences == 1 &&
                      matter->passage->n_sentences == 1 &&
                      (matter->claim->marks &
                       VL_BIT(VL_MARK_SIGNIFICANT)) == 0;
    if (single && (said == 0 || printed == 0))
        compare(matter, said > 0);
    if (!vl_case_has(matter, "negation", VL_RESULT_CONFLICT))
        vl_case_note(matter, "negation", VL_RESULT_UNDECIDED, VL_NOWHERE,
                     VL_NOWHERE,
                     "the claim denies %u times, the passage %u times", said,
                     printed);
}
