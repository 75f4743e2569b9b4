#include "config.h"

#include "text/words.h"
#include "verify/clause.h"

/* Names of substances: one that the whole source does not have (in its own
 * language: a name may be spelled otherwise in another), and one put in the
 * place of another. */

/* Words on either side that show that two names are said of the same. */
#define BESIDE 4
#define ALIKE_PERCENT 50

/* "Composé": no name of a substance ends in é. */
static gboolean
is_participle(const VlSense *sense, guint i)
{
    gsize end = vl_tokens_at(sense->tokens, i)->end;
    gsize start = vl_tokens_at(sense->tokens, i)->start;
    g_autofree char *raw = g_strndup(sense->text + start, end - start);
    return g_str_has_suffix(raw, "\xC3\xA9") ||
           g_str_has_suffix(raw, "\xC3\xA9" "e") ||
           g_str_has_suffix(raw, "\xC3\xA9s");
}

/* "Fongicide" and "fungicide": one name in two spellings. */
static gboolean
are_spellings(const VlWord *a, const VlWord *b)
{
    gsize n = 0;
    while (n < MIN(a->length, b->length) &&
           a->key[a->length - 1 - n] == b->key[b->length - 1 - n])
        n++;
    return n >= 5 && a->key[0] == b->key[0];
}

gboolean
vl_sense_is_substance(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return vl_sense_is_content(sense, i) && word->length >= 6 &&
           vl_word_is_name_like(word->key, word->length) &&
           !vl_word_is_arm(word->key, word->length) &&
           !is_participle(sense, i) &&
           (word->marks & ~VL_BIT(VL_MARK_SURROGATE)) == 0;
}

/* Does the text have the word, whole or as part of another ("benzyl" in
 * "benzylpenicillin")? */
static gboolean
has_word(const VlSense *text, const VlSense *claim, guint i)
{
    if (vl_sense_has_word(text, claim, i))
        return TRUE;
    gsize n = MIN(claim->words[i].length, 6u);
    g_autofree char *start = g_strndup(claim->words[i].key, n);
    for (guint j = 0; j < text->n; j++)
        if (text->words[j].length >= n &&
            g_strstr_len(text->words[j].key, (gssize)text->words[j].length,
                         start) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
stand_alike(const VlCase *matter, guint a, guint b)
{
    const VlSense *claim = matter->claim, *passage = matter->passage;
    for (guint i = a > BESIDE ? a - BESIDE : 0;
         i < claim->n && i <= a + BESIDE; i++)
        for (guint j = b > BESIDE ? b - BESIDE : 0;
             j < passage->n && j <= b + BESIDE; j++)
            if (i != a && j != b && vl_sense_is_content(claim, i) &&
                claim->sentences[i] == claim->sentences[a] &&
                passage->sentences[j] == passage->sentences[b] &&
                vl_sense_same(claim, i, passage, j))
                return TRUE;
    return FALSE;
}

/* A name of the passage beside the same words, which the claim has not. */
static int
find_other(const VlCase *matter, guint i)
{
    for (guint j = 0; j < matter->passage->n; j++) {
        gboolean said = FALSE;
        if (!vl_sense_is_substance(matter->passage, j) ||
            !stand_alike(matter, i, j))
            continue;
        for (guint k = 0; k < matter->claim->n && !said; k++)
            said = vl_sense_same(matter->claim, k, matter->passage, j) ||
                   are_spellings(&matter->claim->words[k],
                                 &matter->passage->words[j]);
        if (!said)
            return (int)j;
    }
    return -1;
}

/* In a part of the passage: the name at token i of the claim (1), another
 * substance that the claim has not (its token), neither (-1). */
typedef struct {
    gboolean own;
    int other;
} PartNames;

static PartNames
names_of_part(const VlCase *matter, const guint *parts, guint part, guint i)
{
    const VlSense *passage = matter->passage;
    PartNames names = {FALSE, -1};
    for (guint j = 0; j < passage->n; j++) {
        if (parts[j] != part || passage->words[j].length == 0)
            continue;
        names.own |= vl_sense_same(matter->claim, i, passage, j);
        if (vl_sense_is_substance(passage, j) &&
            !vl_sense_has_word(matter->claim, passage, j))
            names.other = (int)j;
    }
    return names;
}

/* The passage gives the claim's numbers to another substance, in a part of
 * its own, than the one that the claim gives them to: its token, or -1. */
static int
find_holder(const VlCase *matter, const guint *parts, guint i)
{
    int other = -1;
    for (guint k = 0; k < matter->claim->quantities->len; k++) {
        const VlQuantity *said = vl_sense_quantity(matter->claim, k);
        if (matter->match[k] < 0 ||
            (said->decimals == 0 && said->role != VL_ROLE_PERCENT) ||
            said->role == VL_ROLE_LABEL || said->role == VL_ROLE_LEVEL)
            continue;
        const VlQuantity *there = vl_sense_quantity(
            matter->passage, (guint)matter->match[k]);
        PartNames names =
            names_of_part(matter, parts, parts[there->first], i);
        if (names.own || names.other < 0)
            return -1;
        other = names.other;
    }
    return other;
}

static void
check_holders(VlCase *matter)
{
    g_autofree guint *parts = vl_sense_parts(matter->passage);
    for (guint i = 0; i < matter->claim->n; i++) {
        if (!vl_sense_is_substance(matter->claim, i) ||
            !vl_sense_has_word(matter->passage, matter->claim, i))
            continue;
        int other = find_holder(matter, parts, i);
        if (other < 0)
            continue;
        g_autofree char *said = vl_case_words(matter->claim, VL_AT(i));
        g_autofree char *there =
            vl_case_words(matter->passage, VL_AT(other));
        vl_case_note(matter, "entities", VL_RESULT_CONFLICT, VL_AT(i),
                     VL_AT(other),
                     "the claim says \u201C%s\u201D where the passage "
                     "says \u201C%s\u201D",
                     said, there);
        return;
    }
}

void
vl_check_entities(VlCase *matter)
{
    gboolean alike = matter->n_covered * 100 >=
                     matter->n_content * ALIKE_PERCENT;
    for (guint i = 0; i < matter->claim->n; i++) {
        if (!vl_sense_is_substance(matter->claim, i) || matter->covered[i] ||
            matter->settled[i])
            continue;
        g_autofree char *said = vl_case_words(matter->claim, VL_AT(i));
        int other = alike ? find_other(matter, i) : -1;
        if (other >= 0) {
            g_autofree char *there =
                vl_case_words(matter->passage, VL_AT(other));
            vl_case_note(matter, "entities", VL_RESULT_CONFLICT, VL_AT(i),
                         VL_AT(other),
                         "the claim says \u201C%s\u201D where the passage "
                         "says \u201C%s\u201D",
                         said, there);
        } else if (matter->ground != NULL &&
                   matter->claim->comma == matter->ground->comma &&
                   !has_word(matter->ground, matter->claim, i)) {
            vl_case_note(matter, "entities", VL_RESULT_MISSING, VL_AT(i),
                         VL_NOWHERE, "\u201C%s\u201D is nowhere in the "
                                     "source",
                         said);
        }
    }
    check_holders(matter);
}
