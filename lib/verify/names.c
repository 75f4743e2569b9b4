#include "config.h"

#include "verify/names.h"

#include <string.h>

#include "text/tokens.h"
#include "verify/notions.h"

#define MAX_SHORT 10
#define MAX_LONG_WORDS 8
#define MAX_NAMES 400
/* A name's last word stands for it alone when it is as long as that. */
#define TELLING 8

typedef struct {
    char *key;    /* folded short form */
    char **words; /* folded long form */
    guint n_words;
    guint next;   /* the next one whose long form starts alike; 0: none */
    VlWord all;   /* the notions that each word of the long form has */
    VlWord any;   /* ... that one of them has */
} Name;

struct VlNames {
    GPtrArray *list;     /* Name */
    GHashTable *shorts;  /* key -> index + 1 */
    GHashTable *firsts;  /* first word of a long form -> index + 1 */
    GHashTable *singles; /* a word that stands for a whole -> index + 1 */
};

static void
name_free(gpointer data)
{
    Name *name = data;
    g_free(name->key);
    g_strfreev(name->words);
    g_free(name);
}

/* ---- Learning ---- */

/* Bytes of a short form at p, which stands after "(": 0 when it is none. */
static gsize
scan_short(const char *p)
{
    gsize n = 0, letters = 0, capitals = 0;
    while (n <= MAX_SHORT && (g_ascii_isalnum(p[n]) || p[n] == '-')) {
        letters += g_ascii_isalpha(p[n]);
        capitals += g_ascii_isupper(p[n]);
        n++;
    }
    gboolean ends = p[n] == ')' || p[n] == ';' || p[n] == ',';
    return n >= 2 && n <= MAX_SHORT && letters >= 2 && capitals >= 1 && ends
               ? n
               : 0;
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

static void
add_name(VlNames *names, const char *text, gsize start, gsize end,
         const char *form, gsize n)
{
    g_auto(GStrv) words = fold_words(text + start, end - start);
    g_auto(GStrv) key = fold_words(form, n);
    guint n_words = g_strv_length(words);
    if (g_strv_length(key) != 1 || n_words == 0 ||
        n_words > MAX_LONG_WORDS || end - start <= n ||
        g_hash_table_contains(names->shorts, key[0]))
        return;
    Name *name = g_new0(Name, 1);
    name->key = g_strdup(key[0]);
    name->words = g_steal_pointer(&words);
    name->n_words = n_words;
    g_ptr_array_add(names->list, name);
    gpointer number = GUINT_TO_POINTER(names->list->len);
    g_hash_table_insert(names->shorts, name->key, number);
    name->next = GPOINTER_TO_UINT(
        g_hash_table_lookup(names->firsts, name->words[0]));
    g_hash_table_insert(names->firsts, name->words[0], number);
    read_notions(name, FALSE);
    if (name->all.notions[0] == 0)
        read_notions(name, TRUE);
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

VlNames *
vl_names_new(const char *text)
{
    VlNames *names = g_new0(VlNames, 1);
    names->list = g_ptr_array_new_with_free_func(name_free);
    names->shorts = g_hash_table_new(g_str_hash, g_str_equal);
    names->firsts = g_hash_table_new(g_str_hash, g_str_equal);
    names->singles = g_hash_table_new(g_str_hash, g_str_equal);
    for (const char *p = strchr(text, '('); p != NULL;
         p = strchr(p + 1, '(')) {
        gsize n = scan_short(p + 1);
        gsize end = (gsize)(p - text);
        while (end > 0 && g_ascii_isspace(text[end - 1]))
            end--;
        if (n == 0 || names->list->len >= MAX_NAMES)
            continue;
        gsize form = n;
        /* "ADEs" */
        if (form > 2 && p[form] == 's' && g_ascii_isupper(p[form - 1]))
            form--;
        gsize low = end > 120 ? end - 120 : 0;
        gsize start = find_long(text, low, end, p + 1, form);
        if (start != G_MAXSIZE)
            add_name(names, text, start, end, p + 1, form);
    }
    find_singles(names);
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
    g_ptr_array_unref(names->list);
    g_free(names);
}

guint
vl_names_count(const VlNames *names)
{
    return names->list->len;
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

static void
apply_long(const VlNames *names, VlSense *sense, guint i)
{
    guint number = look_up(names->firsts, &sense->words[i], FALSE);
    const Name *name = NULL;
    for (; number > 0; number = name->next) {
        name = names->list->pdata[number - 1];
        if (stands_at(name, sense, i))
            break;
    }
    for (guint k = i; number > 0 && k < i + name->n_words; k++)
        if (sense->words[k].length > 3)
            sense->words[k].name = number;
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
        gboolean capital = (token->flags & (VL_TOKEN_CAPITAL |
                                            VL_TOKEN_CAPITALS)) != 0;
        guint number =
            capital ? look_up(names->shorts, word, TRUE) : 0;
        if (number > 0) {
            apply_short(names, word, number);
            continue;
        }
        number = look_up(names->singles, word, FALSE);
        if (number > 0)
            word->name = number;
        else
            apply_long(names, sense, i);
    }
}
