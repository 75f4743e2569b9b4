#include "config.h"

#include "verify/check/contrast.h"

#include <string.h>

#include "base/assets.h"

/* Words of an entry at most. */
#define MAX_WORDS 7

typedef struct {
    guint set, value;
    char **words;
    guint n_words;
} Entry;

typedef struct {
    GArray *sets;       /* VlContrastSet */
    GHashTable *values; /* "set\nvalue" -> number from 1 */
    GPtrArray *names;   /* char *: value names, by number - 1 */
    GPtrArray *entries; /* Entry */
    GHashTable *starts; /* first two bytes -> GPtrArray of Entry */
} Contrasts;

static const char *const files[] = {
    "schemas/lexicon/en/contrast.txt",
    "schemas/lexicon/fr/contrast.txt",
};

static gpointer
start_of(const char *word)
{
    return GUINT_TO_POINTER((guint)(guchar)word[0] << 8 | (guchar)word[1]);
}

static void
add_entry(Contrasts *contrasts, guint set, guint value, const char *text)
{
    Entry *entry = g_new0(Entry, 1);
    entry->set = set;
    entry->value = value;
    entry->words = g_strsplit(text, " ", MAX_WORDS);
    entry->n_words = g_strv_length(entry->words);
    g_ptr_array_add(contrasts->entries, entry);
    gpointer start = start_of(entry->words[0]);
    GPtrArray *list = g_hash_table_lookup(contrasts->starts, start);
    if (list == NULL) {
        list = g_ptr_array_new();
        g_hash_table_insert(contrasts->starts, start, list);
    }
    g_ptr_array_add(list, entry);
}

/* "[route dose]": the set's number; a new one when it is new. */
static guint
read_set(Contrasts *contrasts, const char *line)
{
    g_autofree char *inner = g_strndup(line + 1, strcspn(line, "]") - 1);
    g_auto(GStrv) parts = g_strsplit(inner, " ", 3);
    for (guint i = 0; i < contrasts->sets->len; i++)
        if (g_str_equal(
                g_array_index(contrasts->sets, VlContrastSet, i).name,
                parts[0]))
            return i;
    VlContrastSet set = {
        .name = g_strdup(parts[0]),
        .check = g_strdup(parts[1]),
        .governs = parts[2] != NULL,
    };
    g_array_append_val(contrasts->sets, set);
    return contrasts->sets->len - 1;
}

static guint
value_of(Contrasts *contrasts, guint set, const char *name)
{
    char *key = g_strdup_printf("%u\n%s", set, name);
    guint known =
        GPOINTER_TO_UINT(g_hash_table_lookup(contrasts->values, key));
    if (known > 0) {
        g_free(key);
        return known;
    }
    g_ptr_array_add(contrasts->names, g_strdup(name));
    g_hash_table_insert(contrasts->values, key,
                        GUINT_TO_POINTER(contrasts->names->len));
    return contrasts->names->len;
}

static void
read_file(Contrasts *contrasts, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint set = 0;
    for (char **line = lines; *line != NULL; line++) {
        const char *colon = strchr(*line, ':');
        if (**line == '[')
            set = read_set(contrasts, *line);
        if (**line == '#' || **line == '[' || colon == NULL)
            continue;
        g_autofree char *name = g_strndup(*line, (gsize)(colon - *line));
        guint value = value_of(contrasts, set, name);
        g_auto(GStrv) entries = g_strsplit(colon + 1, ",", -1);
        for (char **entry = entries; *entry != NULL; entry++)
            if (*g_strstrip(*entry) != '\0')
                add_entry(contrasts, set, value, *entry);
    }
}

static gpointer
read_all(G_GNUC_UNUSED gpointer data)
{
    Contrasts *contrasts = g_new0(Contrasts, 1);
    contrasts->sets = g_array_new(FALSE, FALSE, sizeof(VlContrastSet));
    contrasts->values = g_hash_table_new(g_str_hash, g_str_equal);
    contrasts->names = g_ptr_array_new();
    contrasts->entries = g_ptr_array_new();
    contrasts->starts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        const VlAsset *asset = vl_asset_find(files[i]);
        if (asset != NULL)
            read_file(contrasts, (const char *)asset->bytes);
    }
    return contrasts;
}

static const Contrasts *
get_contrasts(void)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, read_all, NULL);
    return once.retval;
}

guint
vl_contrast_n_sets(void)
{
    return get_contrasts()->sets->len;
}

const VlContrastSet *
vl_contrast_set(guint set)
{
    return &g_array_index(get_contrasts()->sets, VlContrastSet, set);
}

static gboolean
fits(const Entry *entry, const VlContrastWord *words, guint n, guint at)
{
    if (at + entry->n_words > n)
        return FALSE;
    for (guint i = 0; i < entry->n_words; i++) {
        const char *wanted = entry->words[i];
        gsize length = strlen(wanted);
        gboolean open = wanted[length - 1] == '*';
        length -= open;
        const VlContrastWord *word = &words[at + i];
        if (word->length < length || (word->length > length && !open) ||
            memcmp(word->key, wanted, length) != 0)
            return FALSE;
    }
    return TRUE;
}

/* The longest entry of each set that starts at word i. */
static void
find_at(const Contrasts *contrasts, const VlContrastWord *words, guint n,
        guint i, GArray *uses)
{
    if (words[i].length < 2)
        return;
    const GPtrArray *list =
        g_hash_table_lookup(contrasts->starts, start_of(words[i].key));
    for (guint k = 0; list != NULL && k < list->len; k++) {
        const Entry *entry = list->pdata[k];
        if (!fits(entry, words, n, i))
            continue;
        VlContrastUse use = {entry->set, entry->value, i,
                             i + entry->n_words - 1};
        VlContrastUse *same = NULL;
        for (guint u = 0; u < uses->len; u++) {
            VlContrastUse *other = &g_array_index(uses, VlContrastUse, u);
            if (other->set == use.set && other->last >= i)
                same = other;
        }
        if (same == NULL)
            g_array_append_val(uses, use);
        else if (same->first == i && use.last > same->last)
            *same = use;
    }
}

GArray *
vl_contrast_find(const VlContrastWord *words, guint n)
{
    const Contrasts *contrasts = get_contrasts();
    GArray *uses = g_array_new(FALSE, FALSE, sizeof(VlContrastUse));
    for (guint i = 0; i < n; i++)
        find_at(contrasts, words, n, i, uses);
    return uses;
}

void
vl_contrast_visit(VlContrastVisit visit, gpointer data)
{
    const Contrasts *contrasts = get_contrasts();
    for (guint i = 0; i < contrasts->entries->len; i++) {
        const Entry *entry = contrasts->entries->pdata[i];
        g_autofree char *words = g_strjoinv(" ", entry->words);
        g_auto(GStrv) parts = g_strsplit(words, "*", -1);
        g_autofree char *plain = g_strjoinv("", parts);
        visit(vl_contrast_set(entry->set)->name,
              contrasts->names->pdata[entry->value - 1], plain, data);
    }
}
