#include "config.h"

#include "verify/bilingual.h"

#include <string.h>

#include "verify/glossary.h"
#include "verify/terms.h"

typedef struct {
    gboolean known;
    char *stem;                /* of the word */
    const GPtrArray *meanings; /* English stems; NULL: none */
} Entry;

struct VlMeanings {
    guint n;
    Entry *entries; /* NULL until the first use */
};

VlMeanings *
vl_meanings_new(guint n_words)
{
    VlMeanings *meanings = g_new0(VlMeanings, 1);
    meanings->n = n_words;
    return meanings;
}

void
vl_meanings_free(VlMeanings *meanings)
{
    if (meanings == NULL)
        return;
    for (guint i = 0; meanings->entries != NULL && i < meanings->n; i++)
        g_free(meanings->entries[i].stem);
    g_free(meanings->entries);
    g_free(meanings);
}

static const Entry *
look_up(VlMeanings *meanings, guint i, const char *word, gsize length,
        gboolean french)
{
    if (meanings->entries == NULL)
        meanings->entries = g_new0(Entry, meanings->n + 1);
    Entry *entry = &meanings->entries[i];
    if (entry->known)
        return entry;
    g_autoptr(GString) stem = g_string_new_len(word, (gssize)length);
    vl_term_stem(stem, 0, french);
    entry->known = TRUE;
    entry->stem = g_strdup(stem->str);
    if (french) {
        g_autofree char *whole = g_strndup(word, length);
        entry->meanings = vl_glossary_find(whole, stem->str);
    }
    return entry;
}

gboolean
vl_meanings_meet(VlMeanings *french, guint i, const char *word, gsize length,
                 VlMeanings *english, guint j, const char *other,
                 gsize n_other)
{
    const Entry *mine = look_up(french, i, word, length, TRUE);
    if (mine->meanings == NULL)
        return FALSE;
    const Entry *theirs = look_up(english, j, other, n_other, FALSE);
    for (guint k = 0; k < mine->meanings->len; k++)
        if (g_str_equal(mine->meanings->pdata[k], theirs->stem))
            return TRUE;
    return FALSE;
}
