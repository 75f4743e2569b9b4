#include "config.h"

#include <string.h>

#include "verify/check/hurdles.h"

/* "All patients completed the trial" and "the trial was completed by all
 * patients": too few words for their share to show anything, but each text
 * has all that the other has. */

/* Words that say of how many, and others that a short text may turn on: those
 * of one number say the same. */
enum { AMOUNT_ALL = 1, AMOUNT_FEW, AMOUNT_MOST, AMOUNT_SOME, AMOUNT_MANY };

static int
amount_of(const VlSense *sense, guint i)
{
    static const struct {
        const char *word;
        int amount;
    } words[] = {
        {"all", AMOUNT_ALL},   {"every", AMOUNT_ALL}, {"each", AMOUNT_ALL},
        {"few", AMOUNT_FEW},   {"little", AMOUNT_FEW}, {"most", AMOUNT_MOST},
        {"some", AMOUNT_SOME}, {"many", AMOUNT_MANY}, {"much", AMOUNT_MANY},
        {"any", 6},     {"only", 7},     {"several", 8}, {"both", 9},
        {"half", 10},   {"one", 11},     {"no", 12},     {"none", 12},
        {"not", 13},    {"never", 13},   {"nor", 13},    {"neither", 13},
        {"without", 14}, {"other", 15},  {"others", 15}, {"another", 15},
        {"before", 16}, {"after", 17},   {"until", 18},  {"again", 19},
        {"same", 20},   {"over", 21},    {"under", 22},  {"up", 23},
        {"down", 24},   {"out", 25},     {"off", 26},
        {"tous", AMOUNT_ALL},      {"toutes", AMOUNT_ALL},
        {"chaque", AMOUNT_ALL},    {"peu", AMOUNT_FEW},
        {"plupart", AMOUNT_MOST},  {"majorite", AMOUNT_MOST},
        {"majority", AMOUNT_MOST}, {"certains", AMOUNT_SOME},
        {"certaines", AMOUNT_SOME}, {"quelques", AMOUNT_SOME},
        {"beaucoup", AMOUNT_MANY}, {"nombreux", AMOUNT_MANY},
        {"nombreuses", AMOUNT_MANY},
    };
    for (guint k = 0; k < G_N_ELEMENTS(words); k++)
        if (sense->words[i].length == strlen(words[k].word) &&
            memcmp(sense->words[i].key, words[k].word,
                   sense->words[i].length) == 0)
            return words[k].amount;
    return 0;
}

static gboolean
has_amounts_of(const VlSense *text, const VlSense *other)
{
    for (guint i = 0; i < text->n; i++) {
        int amount = amount_of(text, i);
        gboolean found = amount == 0;
        for (guint j = 0; j < other->n && !found; j++)
            found = amount_of(other, j) == amount;
        if (!found)
            return FALSE;
    }
    return TRUE;
}

static gboolean
has_words_of(const VlSense *text, const VlSense *other)
{
    for (guint i = 0; i < text->n; i++) {
        if (!vl_sense_is_content(text, i))
            continue;
        gboolean found = FALSE;
        for (guint j = 0; j < other->n && !found; j++)
            found = vl_sense_says(text, i, other, j);
        if (!found)
            return FALSE;
    }
    return TRUE;
}

static gboolean
has_many(const VlSense *sense, int least, int most)
{
    for (guint i = 0; i < sense->n; i++)
        if (amount_of(sense, i) >= least && amount_of(sense, i) <= most)
            return TRUE;
    return FALSE;
}

gboolean
vl_case_turns_amount(const VlCase *matter)
{
    for (int amount = AMOUNT_ALL; amount <= AMOUNT_MANY; amount++)
        if (has_many(matter->claim, amount, amount) &&
            !has_many(matter->passage, amount, amount) &&
            has_many(matter->passage, AMOUNT_ALL, AMOUNT_MANY))
            return TRUE;
    return FALSE;
}

/* Is the word shortly behind token j of the passage, "patients" of "some
 * patients", in the claim? */
static gboolean
is_taken(const VlCase *matter, guint j)
{
    const VlSense *passage = matter->passage;
    for (guint k = j + 1; k < passage->n && k <= j + 3; k++)
        if (passage->clauses[k] != passage->clauses[j])
            return FALSE;
        else if (vl_sense_is_content(passage, k) ||
                 vl_sense_has(passage, k, VL_MARK_HUMAN))
            return vl_sense_has_word(matter->claim, passage, k);
    return FALSE;
}

gboolean
vl_case_drops_amount(const VlCase *matter)
{
    const VlSense *passage = matter->passage;
    if (has_many(matter->claim, AMOUNT_ALL, AMOUNT_MANY) ||
        matter->claim->quantities->len > 0)
        return FALSE;
    for (guint j = 0; j < passage->n; j++) {
        int amount = amount_of(passage, j);
        if ((amount == AMOUNT_FEW || amount == AMOUNT_SOME) &&
            is_taken(matter, j))
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_case_mirrors(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint a = 0; a < claim->quantities->len; a++)
        if (matter->match[a] < 0)
            return FALSE;
    return claim->n_sentences == 1 && passage->n_sentences == 1 &&
           claim->comma == passage->comma &&
           claim->quantities->len == passage->quantities->len &&
           matter->n_content > 0 &&
           has_words_of(claim, passage) && has_words_of(passage, claim) &&
           has_amounts_of(claim, passage) && has_amounts_of(passage, claim) &&
           /* "The drug was stopped, not the trial" */
           (matter->in_order || !has_many(claim, AMOUNT_MANY + 1, G_MAXINT));
}
