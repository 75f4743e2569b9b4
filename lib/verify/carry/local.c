#include "config.h"

#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/check/hurdles.h"

/* Do the names of a claim stand with what is said of them?  "A is toxic, B
 * stains" has all words of "B is toxic, A stains". */

static gboolean
is_name(const VlSense *sense, guint i)
{
    const VlMarks people = VL_BIT(VL_MARK_MALE) | VL_BIT(VL_MARK_FEMALE) |
                           VL_BIT(VL_MARK_CHILD) | VL_BIT(VL_MARK_ADULT);
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    if (!vl_sense_is_content(sense, i))
        return FALSE;
    return (word->marks & people) != 0 ||
           word->name > 0 ||
           (token->flags & VL_TOKEN_CAPITALS) != 0 ||
           ((token->flags & VL_TOKEN_CAPITAL) != 0 && i > 0 &&
            sense->sentences[i] == sense->sentences[i - 1]) ||
           vl_word_kind(word->key, word->length) == VL_WORD_ENTITY;
}

/* What a clause says of its names. */
static gboolean
tells(const VlSense *sense, guint i)
{
    return vl_sense_is_content(sense, i) && !is_name(sense, i);
}

static gboolean
has_name(const VlSense *sense, guint clause)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->clauses[i] == clause && is_name(sense, i))
            return TRUE;
    return FALSE;
}

gboolean
vl_case_strays_names(const VlCase *matter)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    if (claim->n_clauses < 2 || passage->n_clauses < 2)
        return FALSE;
    for (guint clause = 0; clause < claim->n_clauses; clause++) {
        int home = vl_clause_home(matter, clause, tells).clause;
        if (home < 0 || !has_name(passage, (guint)home))
            continue;
        for (guint i = 0; i < claim->n; i++)
            if (claim->clauses[i] == clause && is_name(claim, i) &&
                !vl_sense_group_has(passage, passage->clauses, (guint)home,
                                    claim, i))
                return TRUE;
    }
    return FALSE;
}
