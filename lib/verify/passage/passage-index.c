#include "config.h"

#include "verify/passage/passage-index.h"

#include <string.h>

#include "base/unicode.h"
#include "verify/sense/terms.h"

static const double section_weights[] = {
    [VL_SECTION_UNKNOWN] = 1.0,      [VL_SECTION_TITLE] = 0.6,
    [VL_SECTION_ABSTRACT] = 1.2,     [VL_SECTION_INTRODUCTION] = 0.85,
    [VL_SECTION_METHODS] = 1.0,      [VL_SECTION_RESULTS] = 1.2,
    [VL_SECTION_DISCUSSION] = 1.05,  [VL_SECTION_CONCLUSION] = 1.15,
    [VL_SECTION_REFERENCES] = 0.2,   [VL_SECTION_BACK] = 0.5,
};

static const double kind_weights[] = {
    [VL_SENTENCE_BODY] = 1.0,  [VL_SENTENCE_HEADING] = 0.4,
    [VL_SENTENCE_CAPTION] = 0.9, [VL_SENTENCE_TABLE] = 0.75,
    [VL_SENTENCE_FRONT] = 0.35,
};

static guint
id_of(VlPassageIndex *index, const char *key)
{
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(index->ids, key));
    if (id > 0)
        return id - 1;
    id = index->keys->len;
    char *own = g_strdup(key);
    g_ptr_array_add(index->keys, own);
    g_hash_table_insert(index->ids, own, GUINT_TO_POINTER(id + 1));
    guint none = 0;
    g_array_append_val(index->df, none);
    return id;
}

static gboolean
has_posting(const VlPassageIndex *index, guint from, guint id)
{
    while (from < index->postings->len &&
           g_array_index(index->postings, guint, from) != id)
        from++;
    return from < index->postings->len;
}

VlSpan
vl_passage_span(const VlSentence *sentence)
{
    const GArray *segments = sentence->segments;
    return (VlSpan){
        g_array_index(segments, VlSpan, 0).start,
        g_array_index(segments, VlSpan, segments->len - 1).end,
    };
}

static void
add_unit(VlPassageIndex *index, const VlSentence *sentence)
{
    const VlSection *section =
        vl_reading_section_of(index->reading, sentence);
    VlSpan span = vl_passage_span(sentence);
    VlPassageUnit unit = {.first = index->postings->len,
                 .weight = section_weights[section->kind] *
                           kind_weights[sentence->kind],
                 .n_chars = span.end > span.start ? span.end - span.start : 0};
    if (section->within == VL_SECTION_ABSTRACT)
        unit.weight = section_weights[VL_SECTION_ABSTRACT] *
                      kind_weights[sentence->kind];
    g_autoptr(VlTerms) terms = vl_terms_new(
        sentence->text, strlen(sentence->text), index->french);
    for (guint i = 0; i < terms->uses->len; i++) {
        guint id =
            id_of(index, vl_terms_key(terms, vl_terms_at(terms, i)));
        if (has_posting(index, unit.first, id))
            continue;
        g_array_append_val(index->postings, id);
        g_array_index(index->df, guint, id)++;
    }
    unit.length = terms->uses->len;
    unit.n = index->postings->len - unit.first;
    g_array_append_val(index->units, unit);
}

/* The words before "(ABC)" whose initials are those letters. */
static void
learn_abbreviation(VlPassageIndex *index, const VlTerms *terms, guint at)
{
    const VlTermUse *use = vl_terms_at(terms, at);
    const char *letters = terms->keys->str + use->word;
    guint n = (guint)MIN(use->n_word, 8);
    guint first = at > n ? at - n : 0;
    while (first < at &&
           (vl_terms_at(terms, first)->kind != VL_TERM_WORD ||
            terms->keys->str[vl_terms_at(terms, first)->word] != letters[0]))
        first++;
    const char *key = vl_terms_key(terms, use);
    if (first == at || g_hash_table_contains(index->expanded, key))
        return;
    GArray *ids = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = first; i < at; i++) {
        guint id = id_of(index, vl_terms_key(terms, vl_terms_at(terms, i)));
        g_array_append_val(ids, id);
    }
    g_hash_table_insert(index->expanded, g_strdup(key), ids);
}

static void
learn_abbreviations(VlPassageIndex *index, const VlSentence *sentence)
{
    if (strchr(sentence->text, '(') == NULL)
        return;
    const char *text = sentence->text;
    g_autoptr(VlTerms) terms =
        vl_terms_new(text, strlen(text), index->french);
    for (guint i = 1; i < terms->uses->len; i++) {
        const VlTermUse *use = vl_terms_at(terms, i);
        if (use->capitals && use->n_word >= 2 && use->n_word <= 8 &&
            use->start > 0 && text[use->start - 1] == '(')
            learn_abbreviation(index, terms, i);
    }
}

static void
add_prefix(VlPassageIndex *index, guint id)
{
    const char *key = index->keys->pdata[id];
    if (!g_ascii_isalpha(key[0]) || strlen(key) < 4)
        return;
    g_autofree char *prefix = g_strndup(key, 4);
    GArray *ids = g_hash_table_lookup(index->prefixes, prefix);
    if (ids == NULL) {
        ids = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(index->prefixes, g_steal_pointer(&prefix), ids);
    }
    g_array_append_val(ids, id);
}

static void
free_array(gpointer array)
{
    g_array_unref(array);
}

VlPassageIndex *
vl_passage_index_new(const VlReading *reading)
{
    VlPassageIndex *index = g_new0(VlPassageIndex, 1);
    index->reading = reading;
    g_autofree char *start = g_strndup(
        reading->document->text, MIN(reading->document->n_bytes, 20000));
    g_autofree char *valid = g_utf8_make_valid(start, -1);
    index->french = vl_text_is_french(valid);
    index->keys = g_ptr_array_new_with_free_func(g_free);
    index->ids = g_hash_table_new(g_str_hash, g_str_equal);
    index->df = g_array_new(FALSE, FALSE, sizeof(guint));
    index->prefixes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                            free_array);
    index->expanded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                            free_array);
    index->units = g_array_new(FALSE, FALSE, sizeof(VlPassageUnit));
    index->postings = g_array_new(FALSE, FALSE, sizeof(guint));
    double total = 0;
    for (guint i = 0; i < reading->sentences->len; i++) {
        add_unit(index, reading->sentences->pdata[i]);
        learn_abbreviations(index, reading->sentences->pdata[i]);
        total += g_array_index(index->units, VlPassageUnit, i).length;
    }
    index->mean_length = total / MAX(reading->sentences->len, 1u);
    for (guint id = 0; id < index->keys->len; id++)
        add_prefix(index, id);
    return index;
}

void
vl_passage_index_free(VlPassageIndex *index)
{
    if (index == NULL)
        return;
    g_hash_table_unref(index->ids);
    g_hash_table_unref(index->prefixes);
    g_hash_table_unref(index->expanded);
    g_ptr_array_unref(index->keys);
    g_array_unref(index->df);
    g_array_unref(index->units);
    g_array_unref(index->postings);
    g_free(index);
}
