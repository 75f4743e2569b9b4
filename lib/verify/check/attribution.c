#include "config.h"

#include <string.h>

#include "verify/check/case.h"

/* Whose results they are: what others found is not what the paper found. */

/* Does the sentence before that of token i cite somebody? */
static gboolean
follows_cited(const VlSense *sense, guint i)
{
    for (guint k = i; k-- > 0;) {
        if (sense->sentences[k] + 1 < sense->sentences[i])
            return FALSE;
        if (sense->sentences[k] != sense->sentences[i] &&
            (vl_sense_has(sense, k, VL_MARK_CITED) ||
             vl_tokens_at(sense->tokens, k)->marker != 0))
            return TRUE;
    }
    return FALSE;
}

static gboolean
tells_found(const VlSense *sense, guint i)
{
    static const char *const found[] = {"found", "showed", "demonstrated",
                                        "concluded", "observed"};
    return VL_IS_IN(&sense->words[i], found);
}

/* "In particular, they found that ...": authors do not speak of themselves
 * so in their own paper; others, named before, are meant. */
static gboolean
tells_what_they_found(const VlSense *sense, guint i)
{
    static const char *const they[] = {"they"};
    static const char *const that[] = {"that"};
    return i + 2 < sense->n && VL_IS_IN(&sense->words[i], they) &&
           tells_found(sense, i + 1) &&
           (VL_IS_IN(&sense->words[i + 2], that) || follows_cited(sense, i));
}

/* Words that "a" and "trial" may stand apart, and the verb from it. */
#define NOUN_REACH 6
#define VERB_REACH 30

/* "... in farmers (23)." */
static gboolean
ends_on_reference(const VlSense *sense, guint i)
{
    guint last = i;
    while (last + 1 < sense->n &&
           sense->sentences[last + 1] == sense->sentences[i])
        last++;
    return last > i && sense->quantity_of[last] >= 0 &&
           vl_sense_gap_has(sense, last, "(");
}

static gboolean
cites(const VlSense *sense, guint i)
{
    for (guint k = i; k < sense->n && sense->sentences[k] ==
                                          sense->sentences[i];
         k++)
        if (vl_tokens_at(sense->tokens, k)->marker != 0 ||
            vl_sense_has(sense, k, VL_MARK_CITED))
            return TRUE;
    return ends_on_reference(sense, i);
}

/* "A trial in 300 farmers [4] found ...": one that is not this one. */
static gboolean
opens_on_another(const VlSense *sense, guint i)
{
    static const char *const a[] = {"a", "an", "one", "another", "une"};
    static const char *const study[] = {"study", "trial", "series",
                                        "metaanalysis", "survey"};
    if (!VL_IS_IN(&sense->words[i], a) ||
        (i > 0 && sense->sentences[i - 1] == sense->sentences[i]))
        return FALSE;
    for (guint k = i + 1; k < sense->n && k <= i + NOUN_REACH; k++)
        for (guint m = k + 1; VL_IS_IN(&sense->words[k], study) &&
                              m < sense->n && m <= k + VERB_REACH &&
                              sense->sentences[m] == sense->sentences[i];
             m++)
            if (tells_found(sense, m))
                return cites(sense, i);
    return FALSE;
}

/* The first token of from to to that cites somebody; -1. */
static int
find_cited(const VlSense *sense, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if (vl_sense_has(sense, i, VL_MARK_CITED) ||
            vl_tokens_at(sense->tokens, i)->marker != 0 ||
            tells_what_they_found(sense, i) || opens_on_another(sense, i))
            return (int)i;
    return -1;
}

/* "..., which we could not reproduce": the passage tells it of others, and
 * denies it of its own; -1. */
static int
find_refuted(const VlSense *sense)
{
    static const char *const stems[] = {"reproduc", "replicat", "confirm"};
    for (guint i = 1; i < sense->n; i++) {
        if (!VL_HAS_STEM(&sense->words[i], stems))
            continue;
        for (guint k = i; k-- > 0 && i - k <= 3;)
            if (vl_sense_has(sense, k, VL_MARK_NOT) ||
                vl_sense_has(sense, k, VL_MARK_WITHOUT))
                return (int)i;
    }
    return -1;
}

/* ... told as the paper's own result. */
static gboolean
check_refuted(VlCase *matter)
{
    const VlMarks others = VL_BIT(VL_MARK_CITED) | VL_BIT(VL_MARK_NOT) |
                           VL_BIT(VL_MARK_WITHOUT);
    int cited = find_cited(matter->passage, 0, matter->passage->n);
    int there = cited >= 0 ? find_refuted(matter->passage) : -1;
    if (there < 0 || (matter->claim->marks & others) != 0)
        return FALSE;
    int own = vl_sense_find(matter->claim, 0, VL_MARK_OWN);
    vl_case_note(matter, "attribution",
                 own >= 0 ? VL_RESULT_CONFLICT : VL_RESULT_UNDECIDED,
                 own >= 0 ? VL_AT(own) : VL_NOWHERE, VL_AT(there),
                 "the passage tells of others' results");
    return TRUE;
}

/* "In this trial", "The trial tested": says the claim that it speaks of the
 * paper itself?  The word; -1. */
static int
find_own(const VlSense *claim)
{
    static const char *const study[] = {"trial", "study", "essai", "etude"};
    int own = vl_sense_find(claim, 0, VL_MARK_OWN);
    for (guint i = 0; own < 0 && i < claim->n && i < 2; i++)
        if (VL_IS_IN(&claim->words[i], study))
            own = (int)i;
    return own;
}

/* Does the sentence report what somebody found? */
static gboolean
reports(const VlSense *sense)
{
    static const char *const stems[] = {"report", "found", "show", "observ",
                                        "demonstrat", "describ", "conclud"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_HAS_STEM(&sense->words[i], stems))
            return TRUE;
    return FALSE;
}

/* Others' results told as the paper's own. */
static void
check_attribution(VlCase *matter)
{
    int cited = find_cited(matter->passage, 0, matter->passage->n);
    int own = find_own(matter->claim);
    if (own < 0 || cited < 0 ||
        (matter->passage->marks & VL_BIT(VL_MARK_OWN)) != 0 ||
        /* "The trial" is less than "this trial". */
        (!vl_sense_has(matter->claim, (guint)own, VL_MARK_OWN) &&
         !opens_on_another(matter->passage, 0)))
        return;
    vl_case_note(matter, "attribution", VL_RESULT_CONFLICT, VL_AT(own),
                 VL_AT(cited),
                 "the passage tells of others' results");
}

/* A review tells others' results all the time. */
static gboolean
is_review(const VlSense *source)
{
    static const char *const words[] = {"review", "revue", "overview",
                                        "metaanalysis"};
    for (guint i = 0; i < source->n && i < 400; i++)
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            if (source->words[i].length == strlen(words[k]) &&
                memcmp(source->words[i].key, words[k],
                       strlen(words[k])) == 0)
                return TRUE;
    return FALSE;
}

/* Numbers that are hardly there by chance. */
static gboolean
is_rare(const VlQuantity *quantity)
{
    return quantity->role != VL_ROLE_LABEL &&
           quantity->role != VL_ROLE_LEVEL &&
           (quantity->decimals > 0 || quantity->role == VL_ROLE_PERCENT);
}

/* Does the source have the number in a sentence that cites nobody? */
static gboolean
is_own_number(const VlSense *ground, const VlQuantity *said)
{
    for (guint k = 0; k < ground->quantities->len; k++) {
        const VlQuantity *there = vl_sense_quantity(ground, k);
        const char *how = NULL;
        if (there->role != said->role || !vl_quantity_equal(said, there, &how))
            continue;
        guint from = there->first, to = there->first;
        while (from > 0 && ground->sentences[from - 1] ==
                               ground->sentences[there->first])
            from--;
        while (to < ground->n &&
               ground->sentences[to] == ground->sentences[there->first])
            to++;
        if (find_cited(ground, from, to) < 0)
            return TRUE;
    }
    return FALSE;
}

/* A comparison of arms with numbers that the paper has from others only: a
 * reader takes them for the paper's own. */
static gboolean
compares_with_others(const VlCase *matter)
{
    const VlSense *claim = matter->claim;
    gboolean some = FALSE;
    if (matter->ground == NULL ||
        (claim->marks & VL_BIT(VL_MARK_THAN)) == 0)
        return FALSE;
    for (guint i = 0; i < claim->quantities->len; i++) {
        const VlQuantity *said = vl_sense_quantity(claim, i);
        if (matter->match[i] < 0 || !is_rare(said))
            continue;
        some = TRUE;
        if (is_own_number(matter->ground, said))
            return FALSE;
    }
    return some;
}

/* A result that others found, told of a paper without saying so: it reads
 * as the paper's own. */
static void
check_borrowed(VlCase *matter)
{
    const VlMarks others =
        VL_BIT(VL_MARK_CITED) | VL_BIT(VL_MARK_OWN) | VL_BIT(VL_MARK_REVIEW);
    const VlSense *passage = matter->passage;
    if ((matter->claim->marks & others) != 0 ||
        (passage->marks & VL_BIT(VL_MARK_OWN)) != 0 || !reports(passage) ||
        (matter->ground != NULL && is_review(matter->ground)))
        return;
    int cited = find_cited(passage, 0, passage->n);
    if (cited < 0)
        return;
    vl_case_note(matter, "attribution",
                 compares_with_others(matter) ? VL_RESULT_CONFLICT
                                              : VL_RESULT_UNDECIDED,
                 VL_NOWHERE, VL_AT(cited),
                 "the passage tells of others' results, the claim does not "
                 "say so");
}

void
vl_check_attribution(VlCase *matter)
{
    if (check_refuted(matter))
        return;
    check_attribution(matter);
    check_borrowed(matter);
}
