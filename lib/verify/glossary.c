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

/* "douleur douloureux: pain painful" */
static void
read_line(Glossary *glossary, const char *line)
{
    const char *colon = strchr(line, ':');
    if (*line == '#' || colon == NULL)
        return;
    g_autofree char *left = g_strndup(line, (gsize)(colon - line));
    g_auto(GStrv) french = g_strsplit(g_strstrip(left), " ", -1);
    g_auto(GStrv) english = g_strsplit(colon + 1, " ", -1);
    for (char **word = french; *word != NULL; word++) {
        char *stem = stem_of(*word, TRUE);
        if (stem == NULL)
            continue;
        g_ptr_array_add(glossary->entries, g_strdup(*word));
        GPtrArray *list = g_hash_table_lookup(glossary->stems, stem);
        if (list == NULL) {
            list = g_ptr_array_new_with_free_func(g_free);
            g_hash_table_insert(glossary->stems, stem, list);
        } else {
            g_free(stem);
        }
        for (char **other = english; *other != NULL; other++) {
            char *meaning = stem_of(*other, FALSE);
            if (meaning != NULL)
                g_ptr_array_add(list, meaning);
        }
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
