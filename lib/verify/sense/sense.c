#include "config.h"

#include "verify/sense/sense.h"

#include <string.h>

#include "base/unicode.h"
#include "text/numbers.h"
#include "verify/sense/family.h"
#include "verify/sense/grammar.h"
#include "verify/sense/notions.h"

/* ---- Words ---- */

/* "King's": does the word end in an apostrophe and s? */
static gboolean
has_possessive(const char *raw, gsize n)
{
    return n > 3 && raw[n - 1] == 's' &&
           (raw[n - 2] == '\'' ||
            (n > 5 && memcmp(raw + n - 4, "\xE2\x80\x99", 3) == 0));
}

/* "RCTs", "HbA1cs", not "RCTS". */
static gboolean
ends_in_plural(const char *raw, gsize n)
{
    return n > 2 && raw[n - 1] == 's' && g_ascii_isupper(raw[n - 2]);
}

static void
set_word(VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    VlWord *word = &sense->words[i];
    word->key = vl_tokens_key(sense->tokens, token);
    word->length = token->key_length;
    word->number = token->class == VL_TOKEN_NUMBER ||
                   vl_token_key_is(sense->tokens, token, "$") ||
                   (token->class == VL_TOKEN_WORD &&
                    vl_number_word(word->key, word->length) >= 0);
    if (token->class != VL_TOKEN_WORD)
        return;
    const char *raw = sense->text + token->start;
    gsize n = token->end - token->start;
    gsize head = vl_grammar_elision(raw, n);
    if (head < word->length) {
        word->key += head;
        word->length -= head;
    }
    if (has_possessive(raw, n) && word->length > 2)
        word->length--;
    if ((token->flags & VL_TOKEN_CAPITALS) != 0)
        word->short_form = (guint)word->length - ends_in_plural(raw, n);
}

/* "Non-smoker", "nonsmoker", but "none" and "nonsense". */
static void
take_non(VlSense *sense, guint i)
{
    VlSpelling *spelling = &sense->spellings[i];
    static const char *const non[] = {"non"};
    const gsize n = 3, rest = 5;
    if (i > 0 && VL_IS_IN(&sense->words[i - 1], non)) {
        spelling->behind = TRUE;
    } else if (spelling->n >= n + rest &&
               memcmp(spelling->letters, non[0], n) == 0) {
        spelling->non = TRUE;
        spelling->letters += n;
        spelling->n -= n;
    }
}

static void
spell_words(VlSense *sense)
{
    gsize n = 0;
    for (guint i = 0; i < sense->n; i++)
        n += sense->words[i].length;
    sense->spelled = g_malloc(n + 1);
    sense->spellings = g_new0(VlSpelling, sense->n + 1);
    gsize at = 0;
    for (guint i = 0; i < sense->n; i++) {
        const VlWord *word = &sense->words[i];
        char *letters = sense->spelled + at;
        gsize length = vl_family_spell(word->key, word->length, letters);
        sense->spellings[i] = (VlSpelling){.letters = letters, .n = length};
        at += length;
        take_non(sense, i);
    }
}

/* ---- Clauses ---- */

/* Where a line of a page ends, no sentence does that goes on: ",", "(", or a
 * small letter in the next line. */
static gboolean
ends_line(const char *gap, gsize n)
{
    return memchr(gap, '\n', n) != NULL && memchr(gap, ',', n) == NULL &&
           memchr(gap, '(', n) == NULL && !g_ascii_islower(gap[n]);
}

static gboolean
ends_sentence(const char *gap, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (gap[i] == '.' || gap[i] == '?' || gap[i] == '!')
            return TRUE;
    return ends_line(gap, n);
}

static gboolean
ends_clause(const char *gap, gsize n)
{
    return memchr(gap, ';', n) != NULL ||
           (memchr(gap, ':', n) != NULL && n > 1);
}

static const char *const parting[] = {
    "but", "while", "whereas", "although", "though", "mais", "tandis",
    "however", "whilst", "toutefois", "cependant", "pourtant", "yet",
};

static gboolean
is_parting(const VlWord *word)
{
    return VL_IS_IN(word, parting);
}

gboolean
vl_sense_gap_has(const VlSense *sense, guint i, const char *signs)
{
    if (i == 0 || i >= sense->n)
        return FALSE;
    gsize to = vl_tokens_at(sense->tokens, i)->start;
    for (gsize at = vl_tokens_at(sense->tokens, i - 1)->end; at < to; at++)
        if (strchr(signs, sense->text[at]) != NULL)
            return TRUE;
    return FALSE;
}

/* "Alors que": while. */
static gboolean
is_while(const VlSense *sense, guint i)
{
    static const char *const alors[] = {"alors"}, *const que[] = {"que"};
    return i + 1 < sense->n && VL_IS_IN(&sense->words[i], alors) &&
           (VL_IS_IN(&sense->words[i + 1], que) ||
            vl_grammar_is_elided(sense, i + 1, "qu"));
}

/* "Did not, however, change" is one clause. */
static gboolean
parts_clauses(const VlSense *sense, guint i)
{
    return (is_parting(&sense->words[i]) || is_while(sense, i)) &&
           !(i + 1 < sense->n && vl_sense_gap_has(sense, i, ",") &&
             vl_sense_gap_has(sense, i + 1, ","));
}

/* "... and there were no changes" */
static gboolean
starts_anew(const VlSense *sense, guint i)
{
    const VlWord *word = &sense->words[i];
    return word->length == 5 && memcmp(word->key, "there", 5) == 0 &&
           sense->words[i - 1].length == 3 &&
           memcmp(sense->words[i - 1].key, "and", 3) == 0;
}

/* "p. 12", "vs. 5", "et al. 2004": no end of a sentence. */
static gboolean
is_abbreviated(const VlSense *sense, guint i)
{
    static const char *const list[] = {"vs", "al", "fig", "ref", "no",
                                       "approx", "ca", "dr", "e", "i", "g"};
    return VL_IS_IN(&sense->words[i], list);
}

/* "C. albicans", "while C. Albicans": the short form of a genus ends no
 * sentence. */
static gboolean
is_genus(const VlSense *sense, guint i)
{
    static const char *const before[] = {"while", "whereas", "than", "of",
                                         "by",    "against", "that", "only"};
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlToken *next = vl_tokens_at(sense->tokens, i + 1);
    gboolean small = g_ascii_islower(sense->text[next->start]) ||
                     (i > 0 && VL_IS_IN(&sense->words[i - 1], before));
    return sense->words[i].length == 1 && sense->words[i + 1].length > 3 &&
           g_ascii_isupper(sense->text[token->end - 1]) && small &&
           next->start <= token->end + 2;
}

/* How deep in parentheses a text is behind a gap. */
static guint
depth_behind(guint depth, const char *gap, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (gap[i] == '(' || gap[i] == '[')
            depth++;
        else if ((gap[i] == ')' || gap[i] == ']') && depth > 0)
            depth--;
    }
    return depth;
}

static void
number_clauses(VlSense *sense, gboolean *breaks)
{
    guint clause = 0, sentence = 0, depth = 0;
    for (guint i = 0; i < sense->n; i++) {
        if (i > 0) {
            gsize from = vl_tokens_at(sense->tokens, i - 1)->end;
            gsize to = vl_tokens_at(sense->tokens, i)->start;
            const char *gap = sense->text + from;
            gsize n = to > from ? to - from : 0;
            gboolean ends = ends_sentence(gap, n) && n > 1 &&
                            !is_abbreviated(sense, i - 1) &&
                            !is_genus(sense, i - 1);
            sentence += ends;
            depth = ends ? 0 : depth_behind(depth, gap, n);
            clause += ends || (ends_clause(gap, n) && depth == 0) ||
                      parts_clauses(sense, i) || starts_anew(sense, i);
            breaks[i] = ends || memchr(gap, ',', n) != NULL ||
                        memchr(gap, ';', n) != NULL ||
                        memchr(gap, '(', n) != NULL ||
                        memchr(gap, ')', n) != NULL;
        }
        sense->clauses[i] = clause;
        sense->sentences[i] = sentence;
    }
    sense->n_clauses = sense->n > 0 ? clause + 1 : 0;
    sense->n_sentences = sense->n > 0 ? sentence + 1 : 0;
}

/* Articles and prepositions tell the language. */
static gboolean
is_french(const VlSense *sense)
{
    static const char *const words[] = {"le", "la", "les", "des", "et",
                                        "une", "du", "chez", "dans", "que"};
    guint n = 0;
    for (guint i = 0; i < sense->n; i++)
        for (guint k = 0; k < G_N_ELEMENTS(words); k++)
            n += sense->words[i].length == strlen(words[k]) &&
                 memcmp(words[k], sense->words[i].key,
                        sense->words[i].length) == 0;
    return n * 12 >= sense->n && n > 0;
}

/* "The rate of falls", "falls were fewer": accidents, not less of anything. */
static void
mark_accidents(VlSense *sense)
{
    static const char *const falls[] = {"falls"};
    static const char *const before[] = {
        "of",  "any", "no",   "fewer", "more", "recurrent", "and", "or",
        "all", "for", "with", "had",   "in",   "on",        "by",  "injurious",
        "from", "prevent", "prevents", "prevented", "reported", "accidental",
        "reduce", "reduces", "reduced", "repeated", "the",
    };
    const VlMarks more = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN);
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], falls) &&
            (i == 0 || sense->sentences[i] != sense->sentences[i - 1] ||
             vl_sense_gap_has(sense, i, ",;:") ||
             (sense->words[i - 1].marks & more) != 0 ||
             VL_IS_IN(&sense->words[i - 1], before)))
            sense->words[i].marks &= ~VL_BIT(VL_MARK_DOWN);
}

/* "Les patients dont la fièvre ...": no "don't". */
static void
mark_whose(VlSense *sense)
{
    static const char *const whose[] = {"dont"};
    for (guint i = 0; i < sense->n; i++) {
        const VlToken *token = vl_tokens_at(sense->tokens, i);
        if (token->end - token->start == sense->words[i].length &&
            VL_IS_IN(&sense->words[i], whose))
            sense->words[i].marks &= ~VL_BIT(VL_MARK_NOT);
    }
}

VlSense *
vl_sense_new(const char *text, const char *lang)
{
    VlSense *sense = g_new0(VlSense, 1);
    sense->text = text;
    sense->n_bytes = strlen(text);
    sense->tokens = vl_tokens_new(text, sense->n_bytes);
    sense->n = sense->tokens->tokens->len;
    sense->words = g_new0(VlWord, sense->n + 1);
    sense->clauses = g_new0(guint, sense->n + 1);
    sense->sentences = g_new0(guint, sense->n + 1);
    sense->quantity_of = g_new0(int, sense->n + 1);
    sense->quantities = g_array_new(FALSE, TRUE, sizeof(VlQuantity));
    g_autofree gboolean *breaks = g_new0(gboolean, sense->n + 1);
    for (guint i = 0; i < sense->n; i++)
        set_word(sense, i);
    sense->comma = lang != NULL ? g_str_has_prefix(lang, "fr")
                                : is_french(sense);
    number_clauses(sense, breaks);
    spell_words(sense);
    vl_lexicon_mark(sense->words, sense->n, breaks);
    vl_grammar_mark(sense);
    vl_notions_mark(sense->words, sense->n, breaks, sense->sentences,
                    sense->comma);
    mark_accidents(sense);
    mark_whose(sense);
    for (guint i = 0; i < sense->n; i++)
        sense->marks |= sense->words[i].marks;
    vl_sense_read_quantities(sense);
    return sense;
}

void
vl_sense_free(VlSense *sense)
{
    if (sense == NULL)
        return;
    vl_tokens_free(sense->tokens);
    g_free(sense->spellings);
    g_free(sense->spelled);
    g_free(sense->words);
    g_free(sense->clauses);
    g_free(sense->sentences);
    g_free(sense->quantity_of);
    g_array_unref(sense->quantities);
    g_free(sense);
}

int
vl_sense_find(const VlSense *sense, guint from, VlMark mark)
{
    for (guint i = from; i < sense->n; i++)
        if (vl_sense_has(sense, i, mark))
            return (int)i;
    return -1;
}

VlSpan
vl_sense_span(const VlSense *sense, guint first, guint last)
{
    gsize from = vl_tokens_at(sense->tokens, first)->start;
    gsize to = vl_tokens_at(sense->tokens, last)->end;
    gsize start = vl_utf8_length(sense->text, (gssize)from);
    gsize more = vl_utf8_length(sense->text + from, (gssize)(to - from));
    return (VlSpan){start, start + more};
}

/* "&nbsp;" of a text that was HTML. */
static gboolean
is_character_name(const VlSense *sense, const VlToken *token)
{
    return token->start > 0 && sense->text[token->start - 1] == '&' &&
           sense->text[token->end] == ';';
}

/* Words that say nothing also where a longer entry of the lexicon starts
 * with them: "was assessed". */
static gboolean
is_auxiliary(const VlWord *word)
{
    static const char *const words[] = {"was",  "were", "are", "had",
                                        "has",  "have", "did", "does",
                                        "been", "will", "this", "these",
                                        "our"};
    return VL_IS_IN(word, words);
}

gboolean
vl_sense_is_content(const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    if (token->class != VL_TOKEN_WORD || token->marker != 0 ||
        is_character_name(sense, token))
        return FALSE;
    if (token->flags & VL_TOKEN_CAPITALS)
        return TRUE;
    const VlMarks empty = VL_BIT(VL_MARK_STOP) | VL_BIT(VL_MARK_THAN);
    if ((word->marks & empty) != 0 || word->length < 3 ||
        is_auxiliary(word))
        return FALSE;
    /* A unit is judged with its number. */
    return sense->quantity_of[i] < 0 &&
           !vl_tokens_is_unit(sense->tokens, i);
}

/* ---- Do two words say the same? ---- */

static VlFamily
family_of(const VlSense *a, const VlSense *b)
{
    if (a->comma != b->comma)
        return VL_FAMILY_ACROSS;
    return a->comma ? VL_FAMILY_FRENCH : VL_FAMILY_ENGLISH;
}

/* A French word that looks like an English one and means another thing. */
static gboolean
is_false_friend(const VlSense *a, guint i, const VlSense *b, guint j)
{
    const VlWord *word = a->comma ? &a->words[i] : &b->words[j];
    return a->comma != b->comma &&
           vl_family_is_false_friend(word->key, word->length);
}

gboolean
vl_sense_same(const VlSense *a, guint i, const VlSense *b, guint j)
{
    const VlWord *x = &a->words[i], *y = &b->words[j];
    const VlSpelling *one = &a->spellings[i], *other = &b->spellings[j];
    if (x->length == 0 || y->length == 0)
        return FALSE;
    if (one->non != other->non && !one->behind && !other->behind)
        return FALSE;
    if ((x->name > 0 && x->name == y->name) || vl_notions_meet(x, y))
        return TRUE;
    if (one->n == 0 || other->n == 0 || one->letters[0] != other->letters[0])
        return FALSE;
    /* "Rats" are no "rate". */
    if (((x->marks ^ y->marks) & VL_BIT(VL_MARK_ANIMAL)) != 0)
        return FALSE;
    return vl_family_meet(one->letters, one->n, other->letters, other->n,
                          family_of(a, b)) &&
           !is_false_friend(a, i, b, j);
}

gboolean
vl_sense_has_word(const VlSense *text, const VlSense *other, guint i)
{
    for (guint j = 0; j < text->n; j++)
        if (vl_sense_same(other, i, text, j))
            return TRUE;
    return FALSE;
}

gboolean
vl_sense_group_has(const VlSense *text, const guint *groups, guint group,
                   const VlSense *other, guint i)
{
    for (guint j = 0; j < text->n; j++)
        if (groups[j] == group && vl_sense_same(other, i, text, j))
            return TRUE;
    return FALSE;
}

static gboolean
is_denied(const VlSense *sense, guint i)
{
    return sense->spellings[i].non || sense->spellings[i].behind;
}

gboolean
vl_sense_says(const VlSense *a, guint i, const VlSense *b, guint j)
{
    return is_denied(a, i) == is_denied(b, j) && vl_sense_same(a, i, b, j);
}
