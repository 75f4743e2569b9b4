#include "config.h"

#include "verify/sense/names.h"

#include <string.h>

#include "text/tokens.h"
#include "text/words.h"
#include "verify/sense/notions.h"
#include "verify/sense/species.h"
#include "verify/sense/verb.h"

#define MAX_SHORT 10
#define MAX_LONG_WORDS 8
#define MAX_NAMES 400
#define MAX_SPECIES 100
/* A name's last word stands for it alone when it is as long as that. */
#define TELLING 8

typedef struct {
    char *key;    /* folded short form; NULL: none */
    char **words; /* folded long form */
    guint n_words;
    guint next;   /* the next one whose long form starts alike; 0: none */
    VlWord all;   /* the notions that each word of the long form has */
    VlWord any;   /* ... that one of them has */
    char *tail;   /* "cells" of "(PMN cells)", which may follow; NULL */
} Name;

struct VlNames {
    GPtrArray *list;     /* Name */
    guint n_own;         /* of them made by the paper; before the others */
    GHashTable *shorts;  /* key -> index + 1 */
    GHashTable *firsts;  /* first word of a long form -> index + 1 */
    GHashTable *singles; /* a word that stands for a whole -> index + 1 */
    GHashTable *heads;   /* ... behind "the" alone -> index + 1 */
};

static void
name_free(gpointer data)
{
    Name *name = data;
    g_free(name->key);
    g_strfreev(name->words);
    g_free(name->tail);
    g_free(name);
}

/* ---- Learning ---- */

/* A short form as it stands in brackets. */
typedef struct {
    const char *text;
    gsize n;
    gsize n_tail; /* bytes of the one word behind it and a space; 0 */
} Form;

/* Bytes of the word in small letters at p that ends the bracket; 0. */
static gsize
scan_tail(const char *p)
{
    gsize n = 0;
    while (n <= MAX_SHORT && g_ascii_islower(p[n]))
        n++;
    return n >= 3 && n <= MAX_SHORT && p[n] == ')' ? n : 0;
}

/* The short form at p, which stands behind "(" or, in "(UFT/LV)", "/"; n is 0
 * when it is none. */
static Form
scan_short(const char *p)
{
    gsize n = 0, letters = 0, capitals = 0;
    while (n <= MAX_SHORT && (g_ascii_isalnum(p[n]) || p[n] == '-')) {
        letters += g_ascii_isalpha(p[n]);
        capitals += g_ascii_isupper(p[n]);
        n++;
    }
    Form form = {p, n, 0};
    if (p[n] == ' ' && capitals >= 2)
        form.n_tail = scan_tail(p + n + 1);
    gboolean ends = p[n] == ')' || p[n] == ';' || p[n] == ',' ||
                    form.n_tail > 0;
    if (n < 2 || n > MAX_SHORT || letters < 2 || capitals < 1 || !ends)
        form.n = 0;
    /* "ADEs" */
    if (form.n > 2 && p[n - 1] == 's' && g_ascii_isupper(p[n - 2]))
        form.n--;
    return form;
}

/* Where the long form before byte end starts, matching letters from behind;
 * G_MAXSIZE when there is none. */
static gsize
find_long(const char *text, gsize low, gsize end, const char *form, gsize n)
{
    gsize at = end;
    for (gsize k = n; k-- > 0;) {
        char wanted = g_ascii_tolower(form[k]);
        if (!g_ascii_isalnum(wanted))
            continue;
        gboolean found = FALSE;
        while (at > low && !found) {
            at--;
            gboolean starts = at == 0 || !g_ascii_isalnum(text[at - 1]);
            found = g_ascii_tolower(text[at]) == wanted && (k > 0 || starts);
        }
        if (!found)
            return G_MAXSIZE;
    }
    return at;
}

/* The words of one name, folded. */
static char **
fold_words(const char *text, gsize n)
{
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, n);
    GPtrArray *words = g_ptr_array_new();
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        if (token->key_length > 0)
            g_ptr_array_add(words, g_strndup(vl_tokens_key(tokens, token),
                                             token->key_length));
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

static gboolean
has_notion(const VlWord *word, guint16 notion)
{
    for (guint i = 0; i < VL_MAX_NOTIONS; i++)
        if (word->notions[i] == notion)
            return TRUE;
    return FALSE;
}

/* What the long form says in a language, word by word and as a whole. */
static void
read_notions(Name *name, gboolean french)
{
    g_autofree VlWord *words = g_new0(VlWord, name->n_words);
    for (guint i = 0; i < name->n_words; i++) {
        words[i].key = name->words[i];
        words[i].length = strlen(name->words[i]);
    }
    vl_notions_mark(words, name->n_words, NULL, NULL, french);
    for (guint i = 0; i < name->n_words; i++)
        for (guint k = 0; k < VL_MAX_NOTIONS; k++) {
            guint16 notion = words[i].notions[k];
            guint n = 0;
            if (notion == 0)
                break;
            vl_notions_add(&name->any, notion);
            while (n < name->n_words && has_notion(&words[n], notion))
                n++;
            if (n == name->n_words)
                vl_notions_add(&name->all, notion);
        }
}

/* Gives the name a number, which its short form and its long one have from
 * now on.  Takes the words. */
static Name *
put_name(VlNames *names, const char *key, char **words)
{
    Name *name = g_new0(Name, 1);
    name->key = g_strdup(key);
    name->words = words;
    name->n_words = g_strv_length(words);
    g_ptr_array_add(names->list, name);
    gpointer number = GUINT_TO_POINTER(names->list->len);
    if (key != NULL)
        g_hash_table_insert(names->shorts, name->key, number);
    name->next =
        GPOINTER_TO_UINT(g_hash_table_lookup(names->firsts, words[0]));
    g_hash_table_insert(names->firsts, words[0], number);
    read_notions(name, FALSE);
    if (name->all.notions[0] == 0)
        read_notions(name, TRUE);
    return name;
}

/* Has the word the letters in their order? */
static gboolean
has_letters(const char *word, const char *letters)
{
    for (; *word != '\0' && *letters != '\0'; word++)
        letters += *word == *letters;
    return *letters == '\0';
}

static void
add_name(VlNames *names, const char *text, gsize start, gsize end,
         const Form *form)
{
    g_auto(GStrv) words = fold_words(text + start, end - start);
    g_auto(GStrv) key = fold_words(form->text, form->n);
    guint n_words = g_strv_length(words);
    if (g_strv_length(key) != 1 || n_words == 0 ||
        n_words > MAX_LONG_WORDS || end - start <= form->n ||
        g_hash_table_contains(names->shorts, key[0]))
        return;
    /* "Polymorphonuclear leukocytes (PMN cells)": the word with all letters
     * is the name. */
    if (form->n_tail > 0) {
        if (!has_letters(words[0], key[0]))
            return;
        for (guint i = 1; i < n_words; i++)
            g_clear_pointer(&words[i], g_free);
    }
    Name *name = put_name(names, key[0], g_steal_pointer(&words));
    if (form->n_tail > 0)
        name->tail = g_strndup(form->text + form->n + 1, form->n_tail);
}

/* A word that ends one long form of at most two words, and no other, stands
 * for it. */
static void
find_singles(VlNames *names)
{
    g_autoptr(GHashTable) ends = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < names->list->len; i++) {
        const Name *name = names->list->pdata[i];
        for (guint k = 0; k < name->n_words; k++) {
            guint n = GPOINTER_TO_UINT(
                g_hash_table_lookup(ends, name->words[k]));
            g_hash_table_insert(ends, name->words[k],
                                GUINT_TO_POINTER(n + 1));
        }
    }
    for (guint i = 0; i < names->list->len; i++) {
        const Name *name = names->list->pdata[i];
        char *last = name->words[name->n_words - 1];
        if (name->n_words <= 2 && strlen(last) >= TELLING &&
            GPOINTER_TO_UINT(g_hash_table_lookup(ends, last)) == 1)
            g_hash_table_insert(names->singles, last,
                                GUINT_TO_POINTER(i + 1));
    }
}

/* Is the word one of several names? */
static gboolean
is_shared(const VlNames *names, const char *word)
{
    guint n = 0;
    for (guint i = 0; i < names->list->len; i++)
        n += g_strv_contains(
            (const char *const *)((const Name *)names->list->pdata[i])->words,
            word);
    return n > 1;
}

/* What a long form ends in that is a way to measure, a number of people or
 * a piece of work: "the score" is any. */
static gboolean
is_common_head(const char *word)
{
    static const char *const words[] = {
        "score",  "scale",    "index",    "rate",     "ratio",   "test",
        "group",  "arm",      "time",     "level",    "volume",  "pressure",
        "study",  "trial",    "analysis", "function", "life",    "interval",
        "error",  "survival", "count",    "care",     "area",    "response",
        "events", "event",    "groups",   "cells",    "cell",    "deviation",
        "health", "factor",   "activity", "quality",  "failure", "difference",
    };
    return vl_word_is_in(word, strlen(word), words, G_N_ELEMENTS(words));
}

/* "The oil" of "Ocimum sanctum essential oil (OSEO)": the last word of one
 * long form and no other. */
static void
find_heads(VlNames *names)
{
    for (guint i = 0; i < names->n_own; i++) {
        const Name *name = names->list->pdata[i];
        char *last = name->words[name->n_words - 1];
        if (name->n_words >= 2 && strlen(last) >= 3 &&
            !is_common_head(last) && !is_shared(names, last))
            g_hash_table_insert(names->heads, last,
                                GUINT_TO_POINTER(i + 1));
    }
}

/* ---- Names of species: "Enterococcus faecalis", "E. faecalis" ---- */

/* A species that the paper writes in full and short: its epithet stands for
 * both words, unless it is that of another genus, too. */
static void
add_species(VlNames *names, const char *text)
{
    guint left = MAX_SPECIES;
    for (const char *p = strstr(text, ". "); p != NULL && left > 0;
         p = strstr(p + 1, ". ")) {
        gsize n = vl_species_scan_epithet(p + 2);
        if (n == 0 || p == text || !g_ascii_isupper(p[-1]) ||
            (p - 1 > text && g_ascii_isalnum(p[-2])))
            continue;
        g_autofree char *key = g_strndup(p + 2, n);
        if (g_hash_table_contains(names->singles, key))
            continue;
        left--;
        const char *genus = vl_species_find_genus(text, p[-1], key, n);
        if (genus == NULL)
            continue;
        gsize length = strcspn(genus, " ") + 1 + n;
        Name *name = put_name(names, NULL, fold_words(genus, length));
        g_hash_table_insert(names->singles, name->words[name->n_words - 1],
                            GUINT_TO_POINTER(names->list->len));
    }
}

/* "Curcuma longa (Cl)": the genus alone stands for the species when no other
 * name begins with it. */
static void
add_genera(VlNames *names, const char *text)
{
    guint left = MAX_SPECIES;
    for (guint i = 0; i < names->n_own && left > 0; i++) {
        const Name *name = names->list->pdata[i];
        if (name->n_words != 2 ||
            vl_species_scan_epithet(name->words[1]) == 0 ||
            g_hash_table_contains(names->singles, name->words[0]))
            continue;
        left--;
        g_autofree char *genus = g_strdup(name->words[0]);
        genus[0] = g_ascii_toupper(genus[0]);
        if (vl_species_find_genus(text, genus[0], name->words[1],
                                  strlen(name->words[1])) != NULL &&
            !is_shared(names, name->words[0]) &&
            !vl_species_has_other(text, genus, name->words[1]))
            g_hash_table_insert(names->singles, name->words[0],
                                GUINT_TO_POINTER(i + 1));
    }
}

/* ---- The whole ---- */

/* Where the words before byte end stop. */
static gsize
trim_end(const char *text, gsize end)
{
    while (end > 0 && g_ascii_isspace(text[end - 1]))
        end--;
    return end;
}

/* The long form of a short one ends at byte end; gives where it starts,
 * G_MAXSIZE when it has none. */
static gsize
learn(VlNames *names, const char *text, gsize end, const Form *form)
{
    gsize low = end > 120 ? end - 120 : 0;
    gsize start = find_long(text, low, end, form->text, form->n);
    if (start != G_MAXSIZE && form->n > 0)
        add_name(names, text, start, end, form);
    return start;
}

/* "Uracil-tegafur plus leucovorin (UFT/LV)" */
static void
learn_pair(VlNames *names, const char *text, const char *open, gsize slash)
{
    static const char *const joins[] = {" and", " plus", " with", " or"};
    Form two = scan_short(open + slash + 2);
    Form one = {open + 1, slash, 0};
    if (two.n == 0 || slash < 2 || slash > MAX_SHORT)
        return;
    gsize start = learn(names, text, trim_end(text, (gsize)(open - text)),
                        &two);
    if (start == G_MAXSIZE)
        return;
    start = trim_end(text, start);
    for (guint i = 0; i < G_N_ELEMENTS(joins); i++) {
        gsize n = strlen(joins[i]);
        if (start > n && memcmp(text + start - n, joins[i], n) == 0)
            learn(names, text, trim_end(text, start - n), &one);
    }
}

VlNames *
vl_names_new(const char *text)
{
    VlNames *names = g_new0(VlNames, 1);
    names->list = g_ptr_array_new_with_free_func(name_free);
    names->shorts = g_hash_table_new(g_str_hash, g_str_equal);
    names->firsts = g_hash_table_new(g_str_hash, g_str_equal);
    names->singles = g_hash_table_new(g_str_hash, g_str_equal);
    names->heads = g_hash_table_new(g_str_hash, g_str_equal);
    for (const char *p = strchr(text, '(');
         p != NULL && names->list->len < MAX_NAMES;
         p = strchr(p + 1, '(')) {
        Form form = scan_short(p + 1);
        gsize slash = strspn(p + 1, G_CSET_A_2_Z G_CSET_a_2_z);
        if (form.n > 0)
            learn(names, text, trim_end(text, (gsize)(p - text)), &form);
        else if (p[1 + slash] == '/')
            learn_pair(names, text, p, slash);
    }
    names->n_own = names->list->len;
    find_singles(names);
    find_heads(names);
    add_genera(names, text);
    add_species(names, text);
    return names;
}

void
vl_names_free(VlNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_unref(names->shorts);
    g_hash_table_unref(names->firsts);
    g_hash_table_unref(names->singles);
    g_hash_table_unref(names->heads);
    g_ptr_array_unref(names->list);
    g_free(names);
}

guint
vl_names_count(const VlNames *names)
{
    return names->n_own;
}

/* ---- Use ---- */

static guint
look_up(GHashTable *table, const VlWord *word, gboolean plural)
{
    if (word->length == 0 || word->length > 40)
        return 0;
    g_autofree char *key = g_strndup(word->key, word->length);
    guint found = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
    if (found == 0 && plural && word->length > 2 &&
        key[word->length - 1] == 's') {
        key[word->length - 1] = '\0';
        found = GPOINTER_TO_UINT(g_hash_table_lookup(table, key));
    }
    return found;
}

static gboolean
is_word(const VlWord *word, const char *wanted)
{
    gsize n = strlen(wanted);
    return word->length >= n && word->length <= n + 1 &&
           memcmp(word->key, wanted, n) == 0 &&
           (word->length == n || word->key[n] == 's');
}

static gboolean
stands_at(const Name *name, const VlSense *sense, guint i)
{
    for (guint k = 0; k < name->n_words; k++)
        if (i + k >= sense->n || !is_word(&sense->words[i + k],
                                          name->words[k]))
            return FALSE;
    return TRUE;
}

/* "Cells" of "PMN cells": behind token i, which has the name. */
static void
apply_tail(const VlNames *names, VlSense *sense, guint i, guint number)
{
    const Name *name = names->list->pdata[number - 1];
    if (name->tail != NULL && i + 1 < sense->n &&
        is_word(&sense->words[i + 1], name->tail))
        sense->words[i + 1].name = number;
}

/* The whole of a long form at token i. */
static gboolean
apply_long(const VlNames *names, VlSense *sense, guint i)
{
    guint number = look_up(names->firsts, &sense->words[i], FALSE);
    const Name *name = NULL;
    for (; number > 0; number = name->next) {
        name = names->list->pdata[number - 1];
        if (stands_at(name, sense, i))
            break;
    }
    if (number == 0)
        return FALSE;
    for (guint k = i; k < i + name->n_words; k++)
        if (sense->words[k].length > 3 || sense->words[k].short_form > 0)
            sense->words[k].name = number;
    apply_tail(names, sense, i + name->n_words - 1, number);
    return TRUE;
}

/* "HR" of a paper that calls the heart rate so is no hazard ratio. */
static void
apply_short(const VlNames *names, VlWord *word, guint number)
{
    const Name *name = names->list->pdata[number - 1];
    const VlWord own = *word;
    word->name = number;
    memset(word->notions, 0, sizeof(word->notions));
    word->notion_bits = 0;
    for (guint i = 0; i < VL_MAX_NOTIONS && own.notions[i] != 0; i++)
        if (has_notion(&name->any, own.notions[i]))
            vl_notions_add(word, own.notions[i]);
    for (guint i = 0; i < VL_MAX_NOTIONS && name->all.notions[i] != 0; i++)
        vl_notions_add(word, name->all.notions[i]);
}

/* "ACE inhibitors" of "angiotensin-converting enzyme inhibitors (ACEI)": a
 * short form of which the last letters are told as words.  Gives its number,
 * 0 when there is none. */
static guint
look_up_spelled(const VlNames *names, const VlSense *sense, guint i)
{
    const VlToken *token = vl_tokens_at(sense->tokens, i);
    const VlWord *word = &sense->words[i];
    if ((token->flags & VL_TOKEN_CAPITALS) == 0 || i + 1 >= sense->n ||
        word->length > MAX_SHORT || sense->words[i + 1].length < TELLING)
        return 0;
    const VlWord *next = &sense->words[i + 1];
    g_autofree char *key =
        g_strdup_printf("%.*s%c", (int)word->length, word->key, next->key[0]);
    guint number =
        GPOINTER_TO_UINT(g_hash_table_lookup(names->shorts, key));
    if (number == 0)
        return 0;
    const Name *name = names->list->pdata[number - 1];
    const char *last = name->words[name->n_words - 1];
    gsize n = MIN(strlen(last), next->length);
    return n >= TELLING && memcmp(last, next->key, TELLING) == 0 ? number : 0;
}

void
vl_names_apply(const VlNames *names, VlSense *sense)
{
    if (names == NULL)
        return;
    for (guint i = 0; i < sense->n; i++) {
        const VlToken *token = vl_tokens_at(sense->tokens, i);
        VlWord *word = &sense->words[i];
        if (token->class != VL_TOKEN_WORD || word->name > 0)
            continue;
        /* The longest first: "sanctum" belongs to the genus before it, and
         * what "ACE" stands for alone is not "ACE inhibitors". */
        if (apply_long(names, sense, i))
            continue;
        gboolean capital = (token->flags & (VL_TOKEN_CAPITAL |
                                            VL_TOKEN_CAPITALS)) != 0;
        guint number = look_up_spelled(names, sense, i);
        if (number > 0) {
            sense->words[i + 1].name = word->name = number;
        } else if (capital &&
                   (number = look_up(names->shorts, word, TRUE)) > 0) {
            apply_short(names, word, number);
        } else {
            word->name = number = look_up(names->singles, word, FALSE);
        }
        if (number > 0)
            apply_tail(names, sense, i, number);
    }
}

void
vl_names_apply_heads(const VlNames *names, VlSense *claim)
{
    static const char *const before[] = {"the", "this"};
    static const char *const groups[] = {"group", "groups", "arm", "arms"};
    for (guint i = 1; names != NULL && i < claim->n; i++) {
        VlWord *word = &claim->words[i];
        /* "The oil group" */
        gboolean last = i + 1 == claim->n ||
                        !(vl_sense_is_content(claim, i + 1) ||
                          VL_IS_IN(&claim->words[i + 1], groups)) ||
                        claim->clauses[i + 1] != claim->clauses[i] ||
                        vl_verb_is_finite(claim, i + 1);
        if (word->name == 0 && last && VL_IS_IN(&claim->words[i - 1], before))
            word->name = look_up(names->heads, word, FALSE);
    }
}
