#include "config.h"

#include <string.h>

#include "verify/sense/grammar.h"

/* From "plus" to its "que" at most. */
#define THAN_REACH 16
/* From "ne" to its "plus". */
#define DENIAL_REACH 4

gsize
vl_grammar_elision(const char *raw, gsize n)
{
    static const char *const heads[] = {"l", "d", "n", "s", "c", "j", "m",
                                        "t", "qu", "lorsqu", "puisqu"};
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        gsize length = strlen(heads[i]);
        if (n < length + 2 ||
            g_ascii_strncasecmp(raw, heads[i], length) != 0)
            continue;
        if (raw[length] == '\'')
            return length;
        if (n > length + 3 && memcmp(raw + length, "\xE2\x80\x99", 3) == 0)
            return length;
    }
    return 0;
}

static gboolean
is_elided(const VlSense *sense, guint i, const char *head)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const char *raw = sense->text + token->start;
    gsize n = vl_grammar_elision(raw, token->end - token->start);
    return n > 0 && n == strlen(head) &&
           g_ascii_strncasecmp(raw, head, n) == 0;
}

gboolean
vl_grammar_is_elided(const VlSense *sense, guint i, const char *head)
{
    return is_elided(sense, i, head);
}

static gboolean
is_que(const VlSense *sense, guint i)
{
    static const char *const que[] = {"que", "qu"};
    return VL_IS_IN(&sense->words[i], que) || is_elided(sense, i, "qu");
}

static gboolean
is_of(const VlSense *sense, guint i)
{
    static const char *const of[] = {"de", "d"};
    return VL_IS_IN(&sense->words[i], of);
}

static gboolean
is_same_clause(const VlSense *sense, guint i, guint k)
{
    return k < sense->n && sense->clauses[i] == sense->clauses[k];
}

guint
vl_grammar_behind(const VlSense *sense, guint than)
{
    static const char *const que[] = {"que", "qu"};
    if (sense->comma && is_elided(sense, than, "qu") &&
        !VL_IS_IN(&sense->words[than], que))
        return than;
    return than + MAX(sense->words[than].n_words, 1);
}

static gboolean
is_ne(const VlSense *sense, guint i)
{
    static const char *const ne[] = {"ne"};
    return VL_IS_IN(&sense->words[i], ne) || is_elided(sense, i, "n");
}

gboolean
vl_grammar_is_denied(const VlSense *sense, guint i)
{
    static const char *const behind[] = {"pas", "plus", "jamais", "ni"};
    gboolean ne = is_elided(sense, i, "n") || (i > 0 && is_ne(sense, i - 1));
    for (guint k = i + 1; sense->comma && ne && k <= i + 2 &&
                          is_same_clause(sense, i, k);
         k++)
        if (VL_IS_IN(&sense->words[k], behind))
            return TRUE;
    return FALSE;
}

guint
vl_grammar_denied_from(const VlSense *sense, guint i)
{
    static const char *const behind[] = {"pas", "plus", "jamais"};
    if (!sense->comma || !VL_IS_IN(&sense->words[i], behind))
        return i + 1;
    for (guint k = i; k-- > 0 && i - k <= DENIAL_REACH &&
                      is_same_clause(sense, i, k);)
        if (is_ne(sense, k))
            return k;
    return i + 1;
}

/* "Ne ... plus", "n'est plus": no longer. */
static gboolean
is_no_longer(const VlSense *sense, guint i)
{
    const VlMarks other = VL_BIT(VL_MARK_NOT);
    for (guint k = i; k-- > 0 && i - k <= DENIAL_REACH;) {
        if (!is_same_clause(sense, i, k) ||
            (sense->words[k].marks & other) != 0)
            return FALSE;
        if (is_ne(sense, k))
            return TRUE;
    }
    return FALSE;
}

/* "De plus", "en plus", "au plus", "plus ou moins". */
static gboolean
is_set_phrase(const VlSense *sense, guint i)
{
    static const char *const before[] = {"de", "en", "au", "ou", "et"};
    static const char *const behind[] = {"ou"};
    return (i > 0 && is_same_clause(sense, i, i - 1) &&
            VL_IS_IN(&sense->words[i - 1], before)) ||
           (i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], behind));
}

/* "Plus de la moitié", "plus d'un tiers": a bound. */
static gboolean
is_bound(const VlSense *sense, guint i)
{
    static const char *const shares[] = {"moitie", "tiers", "quart",
                                         "quarts"};
    for (guint k = i + 1; k <= i + 4 && is_same_clause(sense, i, k); k++)
        if (VL_IS_IN(&sense->words[k], shares))
            return is_of(sense, i + 1) || is_elided(sense, i + 1, "d");
    return FALSE;
}

/* "Plus efficace", "plus de malades", "plus d'infections", but not "plus de
 * 200" nor "plus (12 %)". */
static gboolean
raises(const VlSense *sense, guint i)
{
    guint k = i + 1;
    if (is_bound(sense, i) || is_set_phrase(sense, i) ||
        !is_same_clause(sense, i, k) ||
        (vl_tokens_at(sense->tokens, k)->gap & VL_GAP_OTHER) != 0)
        return FALSE;
    if (is_of(sense, k))
        k++;
    return is_same_clause(sense, i, k) && !sense->words[k].number &&
           vl_tokens_at(sense->tokens, k)->class == VL_TOKEN_WORD;
}

static void
mark_plus(VlSense *sense, guint i)
{
    VlWord *word = &sense->words[i];
    const VlMarks bounds = VL_BIT(VL_MARK_ABOVE) | VL_BIT(VL_MARK_ATLEAST) |
                           VL_BIT(VL_MARK_ATMOST);
    if (word->inside)
        return;
    if (is_no_longer(sense, i)) {
        word->marks = VL_BIT(VL_MARK_NOT) | VL_BIT(VL_MARK_STOP);
        word->n_words = 1;
    } else if (is_bound(sense, i)) {
        word->marks = VL_BIT(VL_MARK_ABOVE) | VL_BIT(VL_MARK_STOP);
    } else if ((word->marks & bounds) != 0) {
        word->marks &= ~VL_BIT(VL_MARK_UP);
    } else if (word->n_words <= 1 && raises(sense, i)) {
        word->marks |= VL_BIT(VL_MARK_UP);
    }
}

/* The token of a degree before "que": "plus", "moins", "aussi", "superieur"
 * and whatever else says more or less; -1.  What stands before "ne ... que"
 * is compared with nothing. */
static int
find_degree(const VlSense *sense, guint que)
{
    static const char *const equal[] = {"aussi", "autant", "meme", "memes",
                                        "plutot"};
    const VlMarks degree = VL_BIT(VL_MARK_UP) | VL_BIT(VL_MARK_DOWN) |
                           VL_BIT(VL_MARK_GOOD) | VL_BIT(VL_MARK_BAD) |
                           VL_BIT(VL_MARK_SAME);
    for (guint k = que; k-- > 0 && que - k <= THAN_REACH;) {
        if (!is_same_clause(sense, que, k) || is_ne(sense, k))
            return -1;
        if ((sense->words[k].marks & degree) != 0 ||
            VL_IS_IN(&sense->words[k], equal))
            return (int)k;
    }
    return -1;
}

/* "Sans que", "pour que", "alors que". */
static gboolean
joins_clause(const VlSense *sense, guint que)
{
    static const char *const before[] = {
        "sans",  "pour",  "afin",  "bien", "alors",   "tandis", "ainsi",
        "avant", "apres", "parce", "des",  "pendant", "depuis", "lors",
    };
    return que > 0 && is_same_clause(sense, que, que - 1) &&
           VL_IS_IN(&sense->words[que - 1], before);
}

/* "Les auteurs concluent que" compares nothing; "aussi efficace que" sets
 * neither side above the other. */
static void
mark_que(VlSense *sense, guint i)
{
    static const char *const as[] = {"aussi", "autant"};
    VlWord *word = &sense->words[i];
    int degree = joins_clause(sense, i) ? -1 : find_degree(sense, i);
    gboolean equal = degree >= 0 && VL_IS_IN(&sense->words[degree], as);
    if (equal)
        sense->words[degree].marks |= VL_BIT(VL_MARK_SAME);
    if (degree >= 0 && !equal) {
        if ((word->marks & VL_BIT(VL_MARK_STOP)) != 0)
            word->marks |= VL_BIT(VL_MARK_THAN);
    } else if (!word->inside) {
        word->marks &= ~VL_BIT(VL_MARK_THAN);
    }
}

static void
mark_french(VlSense *sense)
{
    static const char *const plus[] = {"plus"};
    for (guint i = 0; i < sense->n; i++)
        if (VL_IS_IN(&sense->words[i], plus))
            mark_plus(sense, i);
    for (guint i = 0; i < sense->n; i++)
        if (is_que(sense, i))
            mark_que(sense, i);
}

/* "Sept patients", "neuf mois": no month, and nothing new. */
gboolean
vl_grammar_is_number(const VlSense *sense, guint i)
{
    static const char *const words[] = {"sept", "neuf"};
    if (!sense->comma || i + 1 >= sense->n ||
        !VL_IS_IN(&sense->words[i], words) ||
        (vl_tokens_at(sense->tokens, i + 1)->gap & VL_GAP_OTHER) != 0)
        return FALSE;
    const VlWord *next = &sense->words[i + 1];
    char last = next->length > 1 ? next->key[next->length - 1] : '\0';
    return last == 's' || last == 'x' || last == '%';
}

/* ---- English ---- */

/* From one "as" to the other. */
#define AS_REACH 8

static gboolean
is_as(const VlSense *sense, guint i)
{
    static const char *const as[] = {"as"};
    return VL_IS_IN(&sense->words[i], as);
}

/* "As soon as", "as well as", "as many as 12". */
static gboolean
is_idle(const VlSense *sense, guint i)
{
    static const char *const words[] = {"soon", "well", "long",  "far",
                                        "many", "much", "early", "such",
                                        "little", "few", "part", "of"};
    return VL_IS_IN(&sense->words[i], words);
}

/* "Not as effective as", of which "as effective as" is an entry. */
static guint
denied_entry_end(const VlSense *sense, guint i)
{
    static const char *const not[] = {"not"};
    guint n = sense->words[i].n_words;
    return i > 0 && n > 2 && i + n <= sense->n && is_as(sense, i + n - 1) &&
                   VL_IS_IN(&sense->words[i - 1], not)
               ? i + n - 1
               : 0;
}

/* "Not" sets what stands before it below what stands behind "as". */
static void
set_below(VlSense *sense, guint not, guint than)
{
    VlWord *word = &sense->words[not];
    word->marks = (word->marks & ~VL_BIT(VL_MARK_NOT)) | VL_BIT(VL_MARK_DOWN);
    sense->words[than].marks |= VL_BIT(VL_MARK_THAN);
}

/* "Twice as common in men as in women" sets one above the other, "not as
 * common ... as" below it, as "less common than" does; "as common ... as"
 * makes them alike. */
static void
mark_as(VlSense *sense, guint i)
{
    static const char *const more[] = {"twice", "thrice", "times"};
    static const char *const less[] = {"not"};
    static const char *const other[] = {"half", "never", "t", "same"};
    const VlWord *before = i > 0 ? &sense->words[i - 1] : NULL;
    guint end = denied_entry_end(sense, i);
    if (end > 0) {
        sense->words[i].marks = VL_BIT(VL_MARK_STOP);
        sense->words[i].n_words = 1;
        set_below(sense, i - 1, end);
        return;
    }
    end = i + 2;
    if (end >= sense->n || sense->words[i].n_words > 1 ||
        is_idle(sense, i + 1) ||
        (before != NULL && VL_IS_IN(before, other)))
        return;
    while (end < sense->n && end <= i + AS_REACH &&
           is_same_clause(sense, i, end) && !is_as(sense, end) &&
           !vl_sense_gap_has(sense, end, ",;:()"))
        end++;
    if (end >= sense->n || end > i + AS_REACH || !is_as(sense, end) ||
        !is_same_clause(sense, i, end))
        return;
    if (before != NULL && VL_IS_IN(before, more)) {
        sense->words[i].marks |= VL_BIT(VL_MARK_UP);
        sense->words[end].marks |= VL_BIT(VL_MARK_THAN);
    } else if (before != NULL && VL_IS_IN(before, less)) {
        set_below(sense, i - 1, end);
    } else {
        sense->words[i].marks |= VL_BIT(VL_MARK_SAME);
    }
}

/* From "without" to "being", and from there to "significant", at most. */
#define DENIED_REACH 5

/* "Without being significant", "sans que la baisse soit significative": the
 * token behind the words that open this at token i; 0: none do. */
static guint
find_denied(const VlSense *sense, guint i)
{
    static const char *const sans[] = {"sans"};
    static const char *const without[] = {"without"};
    static const char *const opened[] = {"etre", "devenir"};
    static const char *const being[] = {"being", "becoming", "reaching",
                                        "attaining", "achieving"};
    if (VL_IS_IN(&sense->words[i], sans) && i + 1 < sense->n &&
        (is_que(sense, i + 1) || VL_IS_IN(&sense->words[i + 1], opened)))
        return i + 2;
    if (!VL_IS_IN(&sense->words[i], without))
        return 0;
    for (guint k = i + 1; k < sense->n && k <= i + DENIED_REACH; k++)
        if (VL_IS_IN(&sense->words[k], being))
            return k + 1;
    return 0;
}

static void
mark_denied(VlSense *sense, guint i)
{
    guint from = find_denied(sense, i);
    if (from == 0)
        return;
    for (guint k = from; k < sense->n && k <= from + DENIED_REACH &&
                         !vl_sense_gap_has(sense, k, ",;:.");
         k++) {
        if (!vl_sense_has(sense, k, VL_MARK_SIGNIFICANT))
            continue;
        sense->words[k].marks &= ~VL_BIT(VL_MARK_SIGNIFICANT);
        sense->words[i].marks |= VL_BIT(VL_MARK_INSIGNIFICANT);
        return;
    }
}

void
vl_grammar_mark(VlSense *sense)
{
    for (guint i = 0; i < sense->n; i++)
        mark_denied(sense, i);
    if (sense->comma)
        mark_french(sense);
    for (guint i = 0; !sense->comma && i < sense->n; i++)
        if (is_as(sense, i))
            mark_as(sense, i);
}
