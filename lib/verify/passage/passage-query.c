#include "config.h"

#include <math.h>
#include <string.h>

#include "verify/passage/passage-index.h"
#include "verify/sense/glossary.h"
#include "verify/sense/terms.h"

/* Groups of words that a sentence may be looked for by. */
#define MAX_GROUPS 96

static void
add_id(VlPassageQuery *query, guint id, float share)
{
    VlPassageGroup *group =
        &g_array_index(query->groups, VlPassageGroup, query->groups->len - 1);
    if (query->group_of[id] != 0)
        return;
    query->group_of[id] = (guint8)query->groups->len;
    query->share_of[id] = share;
    group->df += g_array_index(query->index->df, guint, id);
}

static void
add_key(VlPassageQuery *query, const char *key, float share)
{
    guint id =
        GPOINTER_TO_UINT(g_hash_table_lookup(query->index->ids, key));
    if (id > 0)
        add_id(query, id - 1, share);
}

/* "hydrotherap(ie)" and "hydrotherap(y)": words that begin alike. */
static void
add_cognates(VlPassageQuery *query, const char *key)
{
    gsize n = strlen(key);
    if (n < 5 || !g_ascii_isalpha(key[0]))
        return;
    g_autofree char *prefix = g_strndup(key, 4);
    const GArray *ids =
        g_hash_table_lookup(query->index->prefixes, prefix);
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        guint id = g_array_index(ids, guint, i);
        const char *other = query->index->keys->pdata[id];
        gsize n_other = strlen(other), same = 4;
        while (same < n && same < n_other && key[same] == other[same])
            same++;
        if (same * 4 >= MIN(n, n_other) * 3 && same + 4 >= MAX(n, n_other) &&
            same >= 5)
            add_id(query, id, 0.7f);
    }
}

/* A decimal says more than a whole number, and that more than a small
 * one. */
static double
number_weight(const char *key)
{
    gsize n = strlen(key);
    if (strchr(key, '.') != NULL)
        return n > 3 ? 2.0 : 1.5;
    return n > 3 ? 1.8 : n > 2 ? 1.3 : 0.6;
}

static void
add_rounded(VlPassageQuery *query, const char *key)
{
    double value = g_ascii_strtod(key + 1, NULL);
    GHashTableIter iter;
    gpointer other, id;
    g_hash_table_iter_init(&iter, query->index->ids);
    const char *point = strchr(key, '.');
    int places = point != NULL ? (int)strlen(point + 1) : 0;
    double half = 0.5 * pow(10, -places);
    while (g_hash_table_iter_next(&iter, &other, &id)) {
        const char *word = other;
        if (word[0] != '#' || strchr(word, '.') == NULL)
            continue;
        double distance = fabs(g_ascii_strtod(word + 1, NULL) - value);
        if (distance > 0 && distance <= half * 1.001)
            add_id(query, GPOINTER_TO_UINT(id) - 1, 0.6f);
    }
}

static void
add_word(VlPassageQuery *query, const VlTerms *terms, const VlTermUse *use,
         gboolean foreign)
{
    const char *key = vl_terms_key(terms, use);
    add_key(query, key, 1);
    const GArray *long_form = g_hash_table_lookup(query->index->expanded, key);
    for (guint i = 0; long_form != NULL && i < long_form->len; i++)
        add_id(query, g_array_index(long_form, guint, i), 0.4f);
    if (!foreign) {
        add_cognates(query, key);
        return;
    }
    g_autoptr(GPtrArray) stems = vl_glossary_find(key, key);
    for (guint i = 0; stems != NULL && i < stems->len; i++)
        add_key(query, stems->pdata[i], 0.9f);
    add_cognates(query, key);
}

static void
add_group(VlPassageQuery *query, const VlTerms *terms, const VlTermUse *use,
          gboolean foreign)
{
    const char *key = vl_terms_key(terms, use);
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(query->index->ids, key));
    if (query->groups->len >= MAX_GROUPS ||
        (id > 0 && query->group_of[id - 1] != 0))
        return;
    VlPassageGroup group = {.weight = 1};
    g_array_append_val(query->groups, group);
    if (use->kind == VL_TERM_WORD) {
        add_word(query, terms, use, foreign);
    } else {
        add_key(query, key, 1);
        if (use->kind == VL_TERM_NUMBER)
            add_rounded(query, key);
    }
    VlPassageGroup *added =
        &g_array_index(query->groups, VlPassageGroup, query->groups->len - 1);
    if (use->kind == VL_TERM_NUMBER)
        added->weight = number_weight(key);
    else if (use->kind == VL_TERM_SIGN)
        added->weight = 0.5;
    else if (use->capitals)
        added->weight = 1.2;
}

/* A word's weight by how rare it is in the paper (BM25's). */
static void
weigh(VlPassageQuery *query)
{
    double n = query->index->units->len;
    for (guint i = 0; i < query->groups->len; i++) {
        VlPassageGroup *group =
            &g_array_index(query->groups, VlPassageGroup, i);
        double df = MIN(group->df, n);
        group->weight *= log(1 + (n - df + 0.5) / (df + 0.5));
    }
}

void
vl_passage_query_init(VlPassageQuery *query, const VlPassageIndex *index,
                      const char *sentence, gboolean french)
{
    *query = (VlPassageQuery){
        .index = index,
        .groups = g_array_new(FALSE, FALSE, sizeof(VlPassageGroup)),
        .group_of = g_new0(guint8, index->keys->len + 1),
        .share_of = g_new0(float, index->keys->len + 1),
    };
    g_autoptr(VlTerms) terms =
        vl_terms_new(sentence, strlen(sentence), french);
    /* Numbers first: what a rounded number takes is not left to a word. */
    for (guint i = 0; i < terms->uses->len; i++)
        if (vl_terms_at(terms, i)->kind != VL_TERM_WORD)
            add_group(query, terms, vl_terms_at(terms, i), FALSE);
    for (guint i = 0; i < terms->uses->len; i++)
        if (vl_terms_at(terms, i)->kind == VL_TERM_WORD)
            add_group(query, terms, vl_terms_at(terms, i),
                      french && !index->french);
    weigh(query);
}

void
vl_passage_query_clear(VlPassageQuery *query)
{
    g_array_unref(query->groups);
    g_free(query->group_of);
    g_free(query->share_of);
}
