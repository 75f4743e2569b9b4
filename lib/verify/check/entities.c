#include "config.h"

#include <string.h>

#include "text/words.h"
#include "verify/check/clause.h"
#include "verify/sense/members.h"

/* Names of substances: one that the whole source does not have (in its own
 * language: a name may be spelled otherwise in another), and one put in the
 * place of another. */

/* Words on either side that show that two names are said of the same. */
#define BESIDE 4
#define ALIKE_PERCENT 50
/* Tokens around a name, of which so many at least (and half of them) show that
 * a sentence tells what the claim does. */
#define AROUND 8
#define LEAST_AROUND 2

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

/* "Duplicate", "equate": verbs and what is made of them; no salt ends so. */
static gboolean
is_verbal(const VlWord *word)
{
    static const char *const ends[] = {"plicate", "unicate", "dedicate",
                                       "ulate",   "quate",   "tuate",
                                       "ciate",   "tiate",   "igate",
                                       "erate",   "locate",  "ivate"};
    return VL_HAS_ENDING(word, ends, 0);
}

gboolean
vl_sense_is_substance(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return vl_sense_is_content(sense, i) && word->length >= 6 &&
           vl_word_is_name_like(word->key, word->length) &&
           !vl_word_is_arm(word->key, word->length) &&
           !is_participle(sense, i) && !is_verbal(word) &&
           (word->marks & ~VL_BIT(VL_MARK_SURROGATE)) == 0;
}

/* Letters of a name by which it is found as part of a longer one. */
#define STEM 6

/* Is token j the word, or a longer one that holds it ("benzyl" in
 * "benzylpenicillin")? */
static gboolean
holds_word(const VlSense *text, guint j, const VlSense *claim, guint i)
{
    const VlWord *word = &claim->words[i], *there = &text->words[j];
    if (there->length == 0)
        return FALSE;
    if (vl_sense_says(claim, i, text, j))
        return TRUE;
    return memmem(there->key, there->length, word->key,
                  MIN(word->length, STEM)) != NULL;
}

/* "WHO-QOL" for "WHOQOL": tokens j and j + 1, with a dash or nothing but a
 * blank between them. */
static gboolean
is_joined(const VlSense *text, guint j, const VlWord *word)
{
    if (j + 1 >= text->n ||
        (vl_tokens_at(text->tokens, j + 1)->gap & VL_GAP_OTHER) != 0)
        return FALSE;
    const VlWord *one = &text->words[j], *other = &text->words[j + 1];
    return one->length > 0 && one->length + other->length == word->length &&
           memcmp(one->key, word->key, one->length) == 0 &&
           memcmp(other->key, word->key + one->length, other->length) == 0;
}

static gboolean
has_word(const VlSense *text, const VlSense *claim, guint i)
{
    if (vl_sense_has_word(text, claim, i))
        return TRUE;
    for (guint j = 0; j < text->n; j++)
        if (holds_word(text, j, claim, i) ||
            is_joined(text, j, &claim->words[i]))
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
            !vl_case_stand_alike(matter, VL_AT(i), VL_AT(j), BESIDE))
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

/* Is token j of the source the word or number k of the claim? */
static gboolean
is_there(const VlCase *matter, guint k, guint j)
{
    const VlSense *claim = matter->claim, *ground = matter->ground;
    const VlWord *word = &claim->words[k], *there = &ground->words[j];
    if (claim->quantity_of[k] < 0)
        return holds_word(ground, j, claim, k);
    return word->length == there->length &&
           memcmp(word->key, there->key, word->length) == 0;
}

static gboolean
is_between(const VlCase *matter, guint k, guint from, guint to)
{
    for (guint j = from; j < to; j++)
        if (is_there(matter, k, j))
            return TRUE;
    return FALSE;
}

/* Has the source, in these tokens, at least half of what the claim says
 * around its name i? */
static gboolean
tells_around(const VlCase *matter, guint i, guint from, guint to)
{
    const VlSense *claim = matter->claim;
    guint of = 0, n = 0;
    for (guint k = i > AROUND ? i - AROUND : 0;
         k < claim->n && k <= i + AROUND; k++) {
        gboolean counts = claim->quantity_of[k] >= 0 ||
                          (vl_sense_is_thing(claim, k) &&
                           claim->words[k].length >= STEM);
        if (claim->sentences[k] != claim->sentences[i] || k == i || !counts)
            continue;
        of++;
        n += is_between(matter, k, from, to);
    }
    return n >= LEAST_AROUND && n * 2 >= of;
}

/* Does another sentence of the source say this of the name?  Then it stands
 * in no other's place. */
static gboolean
is_said_there(const VlCase *matter, guint i)
{
    const VlSense *ground = matter->ground;
    for (guint from = 0, to = 0; ground != NULL && from < ground->n;
         from = to) {
        gboolean named = FALSE;
        for (; to < ground->n &&
               ground->sentences[to] == ground->sentences[from];
             to++)
            named |= holds_word(ground, to, matter->claim, i);
        if (named && tells_around(matter, i, from, to))
            return TRUE;
    }
    return FALSE;
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
        names.own |= holds_word(passage, j, matter->claim, i);
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
note_other(VlCase *matter, guint i, guint other, VlResult result)
{
    g_autofree char *said = vl_case_words(matter->claim, VL_AT(i));
    g_autofree char *there = vl_case_words(matter->passage, VL_AT(other));
    vl_case_note(matter, "entities", result, VL_AT(i), VL_AT(other),
                 "the claim says \u201C%s\u201D where the passage says "
                 "\u201C%s\u201D",
                 said, there);
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
        note_other(matter, i, (guint)other, VL_RESULT_CONFLICT);
        return;
    }
}

/* Letters that "Uganda" and "Ugandan" share at least. */
#define ROOT 4

/* A capital where no sentence, title or bracket begins. */
static gboolean
is_capitalised(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    return i > 0 && sense->sentences[i - 1] == sense->sentences[i] &&
           (token->flags & VL_TOKEN_CAPITAL) != 0 &&
           (token->flags & VL_TOKEN_CAPITALS) == 0 &&
           !vl_sense_gap_has(sense, i, ":\"([");
}

/* The second word of "Culex pipiens". */
static gboolean
is_epithet(const VlSense *sense, guint i)
{
    static const char *const endings[] = {"us", "um", "ens", "ii", "ae",
                                          "is", "ans"};
    const VlWord *word = &sense->words[i];
    return word->length >= 6 && vl_sense_is_content(sense, i) &&
           word->notion_bits == 0 && word->marks == 0 &&
           (vl_tokens_at(sense->tokens, i)->flags & VL_TOKEN_CAPITAL) == 0 &&
           VL_HAS_ENDING(word, endings, 0);
}

/* A firm, a place, a kind of organism: not "Numeric Rating Scale", which a
 * paper may have as "NRS", nor what is called otherwise elsewhere. */
static gboolean
is_proper_name(const VlSense *sense, guint i)
{
    static const char *const loose[] = {
        "united",   "states",   "kingdom",  "britain", "british", "english",
        "england",  "dutch",    "netherlands", "swiss", "european", "europe",
        "american", "america",  "western",  "eastern", "northern", "southern",
        "likert",   "student",  "fisher",   "bonferroni", "kaplan", "meier",
        "wilcoxon", "mann",     "whitney",  "pearson", "spearman", "holland",
    };
    const VlWord *word = &sense->words[i];
    if (!is_capitalised(sense, i) || word->length < 5 ||
        word->notion_bits != 0 || word->marks != 0 ||
        VL_IS_IN(word, loose) || !vl_sense_is_content(sense, i) ||
        !vl_word_may_be_name(word->key, word->length))
        return FALSE;
    if (i + 1 < sense->n && is_epithet(sense, i + 1))
        return TRUE;
    /* In French a place or a people has another name than in English. */
    return !sense->comma && !is_capitalised(sense, i - 1) &&
           !(i + 1 < sense->n && is_capitalised(sense, i + 1));
}

static gboolean
shares_root(const VlSense *text, guint j, const VlWord *word)
{
    const VlWord *there = &text->words[j];
    gsize n = 0;
    while (n < word->length && n < there->length &&
           word->key[n] == there->key[n])
        n++;
    return n >= ROOT &&
           (vl_tokens_at(text->tokens, j)->flags & VL_TOKEN_CAPITAL) != 0;
}

/* Has the source neither the name, nor one of its root, nor, of "Culex
 * pipiens", the second word? */
static gboolean
lacks_name(const VlCase *matter, guint i)
{
    const VlSense *claim = matter->claim, *ground = matter->ground;
    if (has_word(ground, claim, i) ||
        (i + 1 < claim->n && is_epithet(claim, i + 1) &&
         has_word(ground, claim, i + 1)))
        return FALSE;
    for (guint j = 0; j < ground->n; j++)
        if (shares_root(ground, j, &claim->words[i]) ||
            are_spellings(&ground->words[j], &claim->words[i]))
            return FALSE;
    return TRUE;
}

/* A drug, by the ending that such names have in every language. */
static gboolean
is_drug(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    gsize n = word->length;
    return vl_sense_is_substance(sense, i) &&
           (vl_word_is_drug(word->key, n) ||
            (sense->comma && word->key[n - 1] == 'e' &&
             vl_word_is_drug(word->key, n - 1)));
}

static void
note_nowhere(VlCase *matter, guint i)
{
    g_autofree char *said = vl_case_words(matter->claim, VL_AT(i));
    vl_case_note(matter, "entities", VL_RESULT_MISSING, VL_AT(i), VL_NOWHERE,
                 "\u201C%s\u201D is nowhere in the source", said);
}

/* Names that the whole source does not have, in whatever language it is. */
static void
check_names(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (matter->ground == NULL)
        return;
    for (guint i = 0; i < claim->n; i++)
        if (!matter->covered[i] && !matter->settled[i] &&
            (is_proper_name(claim, i) ||
             (claim->comma != matter->ground->comma && is_drug(claim, i))) &&
            lacks_name(matter, i))
            note_nowhere(matter, i);
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
        int other = alike ? find_other(matter, i) : -1;
        if (other >= 0) {
            gboolean open = has_word(matter->passage, matter->claim, i) ||
                            is_said_there(matter, i);
            note_other(matter, i, (guint)other,
                       open ? VL_RESULT_UNDECIDED : VL_RESULT_CONFLICT);
        } else if (matter->ground != NULL &&
                   matter->claim->comma == matter->ground->comma &&
                   !has_word(matter->ground, matter->claim, i)) {
            note_nowhere(matter, i);
        }
    }
    check_names(matter);
    check_holders(matter);
}
