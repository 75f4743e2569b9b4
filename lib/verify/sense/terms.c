#include "config.h"

#include "verify/sense/terms.h"

#include <string.h>

#include "text/numbers.h"
#include "text/tokens.h"
#include "text/words.h"

/* Letters that stay of a word when its ending goes. */
#define MIN_STEM 4

static const char *const english_empty[] = {
    "the",  "a",     "an",    "of",    "and",   "or",    "in",    "on",
    "at",   "to",    "for",   "with",  "by",    "from",  "as",    "is",
    "are",  "was",   "were",  "be",    "been",  "that",  "this",  "these",
    "those", "it",   "its",   "which", "who",   "than",  "also",  "into",
    "their", "they", "had",   "has",   "have",  "but",   "about", "between",
    "both", "while", "whereas", "did", "do",    "does",  "there", "here",
    "we",   "our",   "he",    "she",   "his",   "her",   "such",  "only",
    "each", "other", "so",    "however", "when", "where", "after", "then",
    "s",
};

static const char *const french_empty[] = {
    "le",    "la",     "les",   "l",     "un",     "une",   "des",   "de",
    "du",    "d",      "et",    "ou",    "en",     "dans",  "sur",   "sous",
    "au",    "aux",    "a",     "par",   "pour",   "avec",  "sans",  "ce",
    "cet",   "cette",  "ces",   "se",    "s",      "ne",    "n",     "pas",
    "que",   "qui",    "qu",    "dont",  "ou",     "est",   "sont",  "etait",
    "etaient", "ete",  "etre",  "ont",   "avait",  "avaient", "avoir",
    "il",    "elle",   "ils",   "elles", "on",     "nous",  "son",   "sa",
    "ses",   "leur",   "leurs", "plus",  "chez",   "entre", "vers",  "soit",
    "mais",  "donc",   "car",   "ni",    "comme",  "meme",  "tres",  "tout",
    "toute", "tous",   "toutes", "aussi", "ainsi", "lors",  "apres", "celle",
    "celui", "ceux",   "celles", "afin", "alors",  "tandis", "y",    "j",
    "c",     "m",      "t",     "cela",  "deja",   "fait",  "faite", "selon",
    "toutefois", "cependant", "environ", "the", "of", "and", "in",
    "peut",  "peuvent", "pourrait", "pourraient", "serait", "seraient",
    "ayant", "etant", "ensuite", "auteur", "auteurs", "precisent",
    "estiment", "jugent", "rappellent", "concluent", "pensent",
};

/* The longest first. */
static const char *const english_endings[] = {
    "isation", "ization", "ational", "ically", "isations", "izations",
    "ations", "ising", "izing", "ation", "ities", "ement", "ments", "ingly",
    "ences", "ances", "ised", "ized", "ises", "izes", "ment", "ence", "ance",
    "ency", "ancy", "ical", "ings", "ives", "ions", "ants", "ents", "edly",
    "ise", "ize", "ity", "ing", "ied", "ies", "ers", "ors", "als", "ive",
    "ion", "ous", "ant", "ent", "ed", "es", "er", "or", "al", "ly", "ic",
    "s", "e", "y",
};

static const char *const french_endings[] = {
    "isations", "issement", "isation", "iquement", "ations", "ation",
    "ements", "aires", "ement", "ments", "iques", "ement", "ences", "ances",
    "aient", "antes", "entes", "aire", "ites", "ives", "euses", "ique",
    "ment", "ence", "ance", "ions", "ants", "ents", "ante", "ente", "euse",
    "isee", "ises", "isee", "eurs", "rice", "ait", "ees", "ite", "ive",
    "ifs", "ise", "ion", "aux", "ies", "ant", "ent", "eux", "eur", "ers",
    "ees", "es", "er", "ee", "if", "al", "ie", "re", "s", "e",
};

gboolean
vl_term_is_empty(const char *word, gsize length, gboolean french)
{
    return french ? VL_WORD_IN(word, length, french_empty)
                  : VL_WORD_IN(word, length, english_empty);
}

/* British spellings and double letters: haem- and hem-, tumour, -elled. */
static void
even_out(GString *out, gsize from)
{
    for (gsize i = from; i + 1 < out->len; i++) {
        char a = out->str[i], b = out->str[i + 1];
        if (((a == 'a' || a == 'o') && b == 'e') || (a == 'o' && b == 'u' &&
            i + 2 < out->len && out->str[i + 2] == 'r'))
            g_string_erase(out, (gssize)(a == 'o' && b == 'u' ? i + 1 : i),
                           1);
        else if (a == b && g_ascii_isalpha(a))
            g_string_erase(out, (gssize)i, 1);
    }
}

static gboolean
strip_one(GString *out, gsize from, const char *const *endings, gsize n)
{
    gsize length = out->len - from;
    for (gsize i = 0; i < n; i++) {
        gsize n_ending = strlen(endings[i]);
        if (length < n_ending + MIN_STEM ||
            memcmp(out->str + out->len - n_ending, endings[i], n_ending) != 0)
            continue;
        g_string_truncate(out, out->len - n_ending);
        return TRUE;
    }
    return FALSE;
}

void
vl_term_stem(GString *out, gsize from, gboolean french)
{
    even_out(out, from);
    for (guint round = 0; round < 2; round++)
        if (!(french ? strip_one(out, from, french_endings,
                                 G_N_ELEMENTS(french_endings))
                     : strip_one(out, from, english_endings,
                                 G_N_ELEMENTS(english_endings))))
            return;
}

static void
add_use(VlTerms *terms, const VlToken *token, VlTermKind kind, gsize key,
        gsize word, gsize n_word)
{
    VlTermUse use = {.kind = kind,
                     .capitals = (token->flags & VL_TOKEN_CAPITALS) != 0,
                     .key = key,
                     .n_key = terms->keys->len - key,
                     .word = word,
                     .n_word = n_word,
                     .start = token->start,
                     .end = token->end};
    g_string_append_c(terms->keys, '\0');
    g_array_append_val(terms->uses, use);
}

static void
add_number(VlTerms *terms, const VlToken *token, const char *digits, gsize n)
{
    gsize key = terms->keys->len;
    g_string_append_c(terms->keys, '#');
    g_string_append_len(terms->keys, digits, (gssize)n);
    if (memchr(digits, '.', n) != NULL && memchr(digits, 'e', n) == NULL) {
        while (terms->keys->str[terms->keys->len - 1] == '0')
            g_string_truncate(terms->keys, terms->keys->len - 1);
        if (terms->keys->str[terms->keys->len - 1] == '.')
            g_string_truncate(terms->keys, terms->keys->len - 1);
    }
    add_use(terms, token, VL_TERM_NUMBER, key, key, 0);
}

static void
add_word(VlTerms *terms, const VlToken *token, const char *word, gsize n,
         gboolean french)
{
    if (vl_term_is_empty(word, n, french))
        return;
    int value = vl_number_word(word, n);
    /* "a third", "un sur": too common to say anything. */
    if (value > 1) {
        g_autofree char *digits = g_strdup_printf("%d", value);
        add_number(terms, token, digits, strlen(digits));
        return;
    }
    gsize full = terms->keys->len;
    g_string_append_len(terms->keys, word, (gssize)n);
    g_string_append_c(terms->keys, '\0');
    gsize key = terms->keys->len;
    g_string_append_len(terms->keys, word, (gssize)n);
    vl_term_stem(terms->keys, key, french);
    add_use(terms, token, VL_TERM_WORD, key, full, n);
}

/* Apostrophes become spaces: "l'essai" is two words. */
static char *
part_words(const char *text, gsize n_bytes)
{
    char *copy = g_strndup(text, n_bytes);
    for (gsize i = 0; i < n_bytes; i++) {
        if (copy[i] == '\'') {
            copy[i] = ' ';
        } else if (i + 2 < n_bytes &&
                   memcmp(copy + i, "\xE2\x80\x99", 3) == 0) {
            memset(copy + i, ' ', 3);
        }
    }
    return copy;
}

VlTerms *
vl_terms_new(const char *text, gsize n_bytes, gboolean french)
{
    g_autofree char *parted = part_words(text, n_bytes);
    g_autoptr(VlTokens) tokens = vl_tokens_new(parted, n_bytes);
    VlTerms *terms = g_new0(VlTerms, 1);
    terms->uses = g_array_new(FALSE, FALSE, sizeof(VlTermUse));
    terms->keys = g_string_sized_new(n_bytes * 2 + 16);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        const char *key = vl_tokens_key(tokens, token);
        if (token->class == VL_TOKEN_WORD && token->key_length > 0)
            add_word(terms, token, key, token->key_length, french);
        else if (token->class == VL_TOKEN_NUMBER && token->key_length > 0)
            add_number(terms, token, key, token->key_length);
        else if (vl_token_key_is(tokens, token, "%")) {
            gsize at = terms->keys->len;
            g_string_append_c(terms->keys, '%');
            add_use(terms, token, VL_TERM_SIGN, at, at, 0);
        }
    }
    return terms;
}

void
vl_terms_free(VlTerms *terms)
{
    if (terms == NULL)
        return;
    g_array_unref(terms->uses);
    g_string_free(terms->keys, TRUE);
    g_free(terms);
}

gboolean
vl_text_is_french(const char *text)
{
    static const char *const only_french[] = {
        "le",  "la",   "les", "des",  "une", "du",   "et",  "dans", "par",
        "pour", "avec", "est", "sont", "chez", "aux", "sur", "qui",  "que",
        "ou",  "un",   "au",  "ete",  "etait", "ces", "cette", "les",
    };
    static const char *const only_english[] = {
        "the", "of",   "and",  "was", "were", "with", "for", "that", "is",
        "by",  "from", "than", "are", "this", "an",   "to",  "in",   "or",
    };
    g_autofree char *parted = part_words(text, strlen(text));
    g_autoptr(VlTokens) tokens = vl_tokens_new(parted, strlen(parted));
    guint french = 0, english = 0;
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        const char *key = vl_tokens_key(tokens, token);
        if (token->class != VL_TOKEN_WORD)
            continue;
        french += VL_WORD_IN(key, token->key_length, only_french);
        english += VL_WORD_IN(key, token->key_length, only_english);
    }
    return french > english;
}
