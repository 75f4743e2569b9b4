#include "config.h"

#include "verify/sense/glossary.h"

#include <string.h>

#include "text/numbers.h"
#include "verify/sense/entries.h"
#include "verify/sense/terms.h"

/* A French word in a line.  What the line says in English is stemmed when
 * it is asked for: few words of thousands are. */
typedef struct Use Use;
struct Use {
    const char *english;
    Use *next; /* of the same stem */
};

typedef struct {
    GHashTable *stems;  /* French stem -> Use, the first one */
    GPtrArray *entries; /* char *: the French words */
    char *text;         /* what they point into */
} Glossary;

/* NULL for a word that says nothing. */
static char *
stem_of(const char *word, gboolean french)
{
    word += *word == VL_ENTRIES_CAPITALS ? 1 : 0;
    gsize n = strlen(word);
    if (vl_term_is_empty(word, n, french))
        return NULL;
    int value = vl_number_word(word, n);
    if (value > 1)
        return g_strdup_printf("#%d", value);
    GString *stem = g_string_new(word);
    vl_term_stem(stem, 0, french);
    return g_string_free(stem, FALSE);
}

/* A word with many meanings finds little: its first ones count. */
#define MAX_MEANINGS 8

static void
add_meaning(GPtrArray *list, const char *english)
{
    char *meaning = stem_of(english, FALSE);
    if (meaning == NULL || list->len >= MAX_MEANINGS ||
        g_ptr_array_find_with_equal_func(list, meaning, g_str_equal, NULL))
        g_free(meaning);
    else
        g_ptr_array_add(list, meaning);
}

/* The words of an expression say too little each. */
static gboolean
is_one_word(const char *entry)
{
    return strpbrk(entry, " =") == NULL;
}

/* "pain, painful, sore throat"; the words of an expression when a line has
 * nothing else. */
static void
add_meanings(GPtrArray *list, const char *english)
{
    g_autofree char *copy = g_strdup(english);
    char *rest = copy, *first = NULL, *entry, *word;
    while ((entry = vl_entries_next(&rest)) != NULL) {
        first = first == NULL ? entry : first;
        if (is_one_word(entry))
            add_meaning(list, entry);
    }
    while (list->len == 0 && (word = vl_entries_word(&first)) != NULL)
        add_meaning(list, word + (*word == '=' ? 1 : 0));
}

static void
add_use(Glossary *glossary, const char *french, const char *english)
{
    char *stem = stem_of(french, TRUE);
    if (stem == NULL)
        return;
    g_ptr_array_add(glossary->entries, (gpointer)french);
    Use *use = g_new(Use, 1);
    *use = (Use){.english = english};
    Use *known = g_hash_table_lookup(glossary->stems, stem);
    if (known == NULL) {
        g_hash_table_insert(glossary->stems, stem, use);
        return;
    }
    g_free(stem);
    while (known->next != NULL)
        known = known->next;
    known->next = use;
}

/* "douleur, douloureux: pain, painful, sore throat" */
static void
read_line(char *line, gpointer data)
{
    char *colon = strchr(line, ':'), *entry;
    if (colon == NULL)
        return;
    *colon = '\0';
    while ((entry = vl_entries_next(&line)) != NULL)
        if (is_one_word(entry))
            add_use(data, entry, colon + 1);
}

static gpointer
read_glossary(G_GNUC_UNUSED gpointer data)
{
    Glossary *glossary = g_new0(Glossary, 1);
    glossary->stems = g_hash_table_new(g_str_hash, g_str_equal);
    glossary->entries = g_ptr_array_new();
    glossary->text = vl_entries_read("schemas/lexicon/fr/glossary.txt",
                                     read_line, glossary);
    return glossary;
}

static const Glossary *
get_glossary(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_glossary, NULL);
    return once.retval;
}

GPtrArray *
vl_glossary_find(const char *word, const char *stem)
{
    const Glossary *glossary = get_glossary();
    const Use *use = g_hash_table_lookup(glossary->stems, word);
    if (use == NULL)
        use = g_hash_table_lookup(glossary->stems, stem);
    if (use == NULL)
        return NULL;
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (; use != NULL; use = use->next)
        add_meanings(list, use->english);
    return list;
}

guint
vl_glossary_length(void)
{
    return get_glossary()->entries->len;
}

const char *
vl_glossary_entry(guint i)
{
    return get_glossary()->entries->pdata[i];
}
