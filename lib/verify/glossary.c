#include "config.h"

#include "verify/glossary.h"

#include <string.h>

#include "base/assets.h"
#include "verify/terms.h"

typedef struct {
    GHashTable *stems;  /* French stem -> GPtrArray of English stems */
    GPtrArray *entries; /* char *: the French words as written */
} Glossary;

static char *
stem_of(const char *word, gboolean french)
{
    g_autoptr(VlTerms) terms = vl_terms_new(word, strlen(word), french);
    if (terms->uses->len == 0)
        return NULL;
    return g_strdup(vl_terms_key(terms, vl_terms_at(terms, 0)));
}

static GPtrArray *
meanings_of(Glossary *glossary, const char *word)
{
    g_autofree char *stem = stem_of(word, TRUE);
    if (stem == NULL)
        return NULL;
    g_ptr_array_add(glossary->entries, g_strdup(word));
    GPtrArray *list = g_hash_table_lookup(glossary->stems, stem);
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(glossary->stems, g_steal_pointer(&stem), list);
    }
    return list;
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
    return strpbrk(entry, " '-=") == NULL;
}

static void
add_expression(GPtrArray *list, const char *english)
{
    g_auto(GStrv) words = g_strsplit_set(english, " '-=", -1);
    for (char **word = words; *word != NULL; word++)
        add_meaning(list, *word);
}

/* "douleur, douloureux: pain, painful, sore throat" */
static void
read_line(Glossary *glossary, const char *line)
{
    const char *colon = strchr(line, ':');
    if (*line == '#' || colon == NULL)
        return;
    g_autofree char *left = g_strndup(line, (gsize)(colon - line));
    g_auto(GStrv) french = g_strsplit(left, ",", -1);
    g_auto(GStrv) english = g_strsplit(colon + 1, ",", -1);
    for (char **word = french; *word != NULL; word++) {
        g_strstrip(*word);
        GPtrArray *list =
            is_one_word(*word) ? meanings_of(glossary, *word) : NULL;
        for (char **other = english; list != NULL && *other != NULL; other++)
            if (is_one_word(g_strstrip(*other)))
                add_meaning(list, *other);
        if (list != NULL && list->len == 0)
            add_expression(list, english[0]);
    }
}

static gpointer
read_glossary(G_GNUC_UNUSED gpointer data)
{
    Glossary *glossary = g_new0(Glossary, 1);
    glossary->stems = g_hash_table_new(g_str_hash, g_str_equal);
    glossary->entries = g_ptr_array_new();
    const VlAsset *asset = vl_asset_find("schemas/lexicon/fr/glossary.txt");
    g_auto(GStrv) lines =
        g_strsplit(asset != NULL ? (const char *)asset->bytes : "", "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        read_line(glossary, *line);
    return glossary;
}

static const Glossary *
get_glossary(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_glossary, NULL);
    return once.retval;
}

const GPtrArray *
vl_glossary_find(const char *word, const char *stem)
{
    const Glossary *glossary = get_glossary();
    const GPtrArray *found = g_hash_table_lookup(glossary->stems, word);
    return found != NULL ? found
                         : g_hash_table_lookup(glossary->stems, stem);
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
