#include "config.h"

#include "verify/passage.h"

#include <math.h>
#include <string.h>

#include "base/unicode.h"
#include "verify/glossary.h"
#include "verify/terms.h"

/* BM25's usual constants; the length is damped less than usual, since long
 * sentences of results hold what is looked for. */
#define K1 1.2
#define B 0.35
/* Groups of words that a sentence may be looked for by. */
#define MAX_GROUPS 96
/* What a thing counts that passages before have covered. */
#define COVERED 0.25
/* A further passage has to bring this share of the first one's rank. */
#define WORTH 0.12

typedef struct {
    guint first, n; /* in VlPassageIndex.postings */
    guint length;   /* terms */
    double weight;  /* of its section and kind */
    gsize n_chars;  /* of its span in the rendering */
} Unit;

struct VlPassageIndex {
    const VlReading *reading;
    gboolean french;
    GHashTable *ids;      /* key -> id + 1 */
    GPtrArray *keys;      /* char *, by id */
    GArray *df;           /* guint, by id */
    GHashTable *prefixes; /* first four bytes -> GArray of ids */
    GHashTable *expanded; /* abbreviation's key -> GArray of ids */
    GArray *units;        /* Unit, one for each sentence */
    GArray *postings;     /* guint ids, each once in a unit */
    double mean_length;
};

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

/* ---- Indexing ---- */

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

static VlSpan
span_of(const VlSentence *sentence)
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
    VlSpan span = span_of(sentence);
    Unit unit = {.first = index->postings->len,
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
    index->units = g_array_new(FALSE, FALSE, sizeof(Unit));
    index->postings = g_array_new(FALSE, FALSE, sizeof(guint));
    double total = 0;
    for (guint i = 0; i < reading->sentences->len; i++) {
        add_unit(index, reading->sentences->pdata[i]);
        learn_abbreviations(index, reading->sentences->pdata[i]);
        total += g_array_index(index->units, Unit, i).length;
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

void
vl_passage_free(VlPassage *passage)
{
    if (passage == NULL)
        return;
    g_free(passage->text);
    g_free(passage);
}

/* ---- What is looked for ---- */

/* A word of the sentence with all that may stand for it in the paper: it
 * counts once. */
typedef struct {
    double weight;
    guint df;
} Group;

typedef struct {
    const VlPassageIndex *index;
    GArray *groups;     /* Group */
    guint8 *group_of;   /* by id: group + 1, 0: none */
    float *share_of;    /* by id: how well it stands for the word */
} Query;

static void
add_id(Query *query, guint id, float share)
{
    Group *group =
        &g_array_index(query->groups, Group, query->groups->len - 1);
    if (query->group_of[id] != 0)
        return;
    query->group_of[id] = (guint8)query->groups->len;
    query->share_of[id] = share;
    group->df += g_array_index(query->index->df, guint, id);
}

static void
add_key(Query *query, const char *key, float share)
{
    guint id =
        GPOINTER_TO_UINT(g_hash_table_lookup(query->index->ids, key));
    if (id > 0)
        add_id(query, id - 1, share);
}

/* "hydrotherap(ie)" and "hydrotherap(y)": words that begin alike. */
static void
add_cognates(Query *query, const char *key)
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
add_rounded(Query *query, const char *key)
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
add_word(Query *query, const VlTerms *terms, const VlTermUse *use,
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
    const GPtrArray *stems = vl_glossary_find(key, key);
    for (guint i = 0; stems != NULL && i < stems->len; i++)
        add_key(query, stems->pdata[i], 0.9f);
    add_cognates(query, key);
}

static void
add_group(Query *query, const VlTerms *terms, const VlTermUse *use,
          gboolean foreign)
{
    const char *key = vl_terms_key(terms, use);
    guint id = GPOINTER_TO_UINT(g_hash_table_lookup(query->index->ids, key));
    if (query->groups->len >= MAX_GROUPS ||
        (id > 0 && query->group_of[id - 1] != 0))
        return;
    Group group = {.weight = 1};
    g_array_append_val(query->groups, group);
    if (use->kind == VL_TERM_WORD) {
        add_word(query, terms, use, foreign);
    } else {
        add_key(query, key, 1);
        if (use->kind == VL_TERM_NUMBER)
            add_rounded(query, key);
    }
    Group *added =
        &g_array_index(query->groups, Group, query->groups->len - 1);
    if (use->kind == VL_TERM_NUMBER)
        added->weight = number_weight(key);
    else if (use->kind == VL_TERM_SIGN)
        added->weight = 0.5;
    else if (use->capitals)
        added->weight = 1.2;
}

/* A word's weight by how rare it is in the paper (BM25's). */
static void
weigh(Query *query)
{
    double n = query->index->units->len;
    for (guint i = 0; i < query->groups->len; i++) {
        Group *group = &g_array_index(query->groups, Group, i);
        double df = MIN(group->df, n);
        group->weight *= log(1 + (n - df + 0.5) / (df + 0.5));
    }
}

static void
query_init(Query *query, const VlPassageIndex *index, const char *sentence,
           gboolean french)
{
    *query = (Query){
        .index = index,
        .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
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

static void
query_clear(Query *query)
{
    g_array_unref(query->groups);
    g_free(query->group_of);
    g_free(query->share_of);
}

/* ---- Ranking ---- */

typedef struct {
    guint first, n;
    double rank;
} Window;

/* What each sentence holds of each group, as a share. */
static float *
match_units(const Query *query)
{
    const VlPassageIndex *index = query->index;
    guint n_groups = query->groups->len;
    float *hits = g_new0(float, (gsize)index->units->len * n_groups + 1);
    for (guint u = 0; u < index->units->len; u++) {
        const Unit *unit = &g_array_index(index->units, Unit, u);
        float *row = hits + (gsize)u * n_groups;
        for (guint i = unit->first; i < unit->first + unit->n; i++) {
            guint id = g_array_index(index->postings, guint, i);
            if (query->group_of[id] != 0) {
                float *hit = &row[query->group_of[id] - 1];
                *hit = MAX(*hit, query->share_of[id]);
            }
        }
    }
    return hits;
}

static double
rank_window(const Query *query, const float *hits, const double *left,
            guint first, guint n)
{
    guint n_groups = query->groups->len;
    const Unit *units = &g_array_index(query->index->units, Unit, first);
    double sum = 0, weight = 0, length = 0;
    for (guint i = 0; i < n; i++) {
        length += units[i].length;
        weight += units[i].weight / n;
    }
    for (guint g = 0; g < n_groups; g++) {
        float best = 0;
        for (guint i = 0; i < n; i++)
            best = MAX(best, hits[(gsize)(first + i) * n_groups + g]);
        sum += best * left[g];
    }
    double norm = 1 - B + B * length / MAX(query->index->mean_length, 1.0);
    return weight * sum * (K1 + 1) / (1 + K1 * norm);
}

/* Sentences first .. first + n - 1 make one passage. */
static gboolean
fits(const VlPassageIndex *index, guint first, guint n)
{
    if (n == 1)
        return TRUE;
    if (first + n > index->units->len)
        return FALSE;
    const GPtrArray *sentences = index->reading->sentences;
    const VlSentence *head = sentences->pdata[first];
    const VlSentence *tail = sentences->pdata[first + n - 1];
    VlSpan from = span_of(head), to = span_of(tail);
    if (from.start > to.start || to.end - from.start > VL_PASSAGE_MAX)
        return FALSE;
    for (guint i = first + 1; i < first + n; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        if (sentence->section != head->section ||
            sentence->kind != head->kind)
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_taken(const GArray *windows, guint first, guint n)
{
    for (guint i = 0; i < windows->len; i++) {
        const Window *window = &g_array_index(windows, Window, i);
        if (first < window->first + window->n && window->first < first + n)
            return TRUE;
    }
    return FALSE;
}

static Window
best_window(const Query *query, const float *hits, const double *left,
            const GArray *taken)
{
    Window best = {0};
    for (guint first = 0; first < query->index->units->len; first++)
        for (guint n = 1; n <= VL_PASSAGE_SENTENCES; n++) {
            if (!fits(query->index, first, n))
                break;
            if (is_taken(taken, first, n))
                continue;
            double rank = rank_window(query, hits, left, first, n);
            if (rank > best.rank)
                best = (Window){first, n, rank};
        }
    return best;
}

static void
cover(const Query *query, const float *hits, const Window *window,
      double *left)
{
    guint n_groups = query->groups->len;
    for (guint g = 0; g < n_groups; g++) {
        float best = 0;
        for (guint i = 0; i < window->n; i++)
            best = MAX(best, hits[(gsize)(window->first + i) * n_groups + g]);
        left[g] *= 1 - (1 - COVERED) * best;
    }
}

/* ---- Passages ---- */

/* A sentence longer than a passage may be, or one that a float cuts in two
 * places far apart, is shown by its longest segment, cut. */
static VlSpan
show_span(const VlPassageIndex *index, const Window *window)
{
    const GPtrArray *sentences = index->reading->sentences;
    VlSpan span = span_of(sentences->pdata[window->first]);
    span.end = span_of(sentences->pdata[window->first + window->n - 1]).end;
    if (span.end > span.start && span.end - span.start <= VL_PASSAGE_MAX)
        return span;
    const VlSentence *sentence = sentences->pdata[window->first];
    span = (VlSpan){0, 0};
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan segment = g_array_index(sentence->segments, VlSpan, i);
        if (segment.end - segment.start > span.end - span.start)
            span = segment;
    }
    span.end = MIN(span.end, span.start + VL_PASSAGE_MAX);
    return span;
}

static VlPassage *
passage_new(const VlPassageIndex *index, const Window *window)
{
    VlPassage *passage = g_new0(VlPassage, 1);
    passage->first = window->first;
    passage->n_sentences = window->n;
    passage->rank = window->rank;
    passage->span = show_span(index, window);
    passage->page =
        vl_document_page_at(index->reading->document, passage->span.start);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < window->n; i++) {
        const VlSentence *sentence =
            index->reading->sentences->pdata[window->first + i];
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
                               sentence->text);
    }
    passage->text = g_string_free(text, FALSE);
    return passage;
}

GPtrArray *
vl_passages_find(const VlPassageIndex *index, const char *sentence,
                 gboolean french, guint most)
{
    GPtrArray *passages =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_passage_free);
    Query query;
    query_init(&query, index, sentence, french);
    g_autofree float *hits = match_units(&query);
    g_autofree double *left = g_new0(double, query.groups->len + 1);
    for (guint g = 0; g < query.groups->len; g++)
        left[g] = g_array_index(query.groups, Group, g).weight;
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Window));
    double first_rank = 0;
    while (taken->len < most) {
        Window window = best_window(&query, hits, left, taken);
        if (window.rank <= WORTH * first_rank)
            break;
        first_rank = MAX(first_rank, window.rank);
        g_array_append_val(taken, window);
        cover(&query, hits, &window, left);
        g_ptr_array_add(passages, passage_new(index, &window));
    }
    query_clear(&query);
    return passages;
}
