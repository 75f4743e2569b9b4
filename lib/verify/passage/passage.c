#include "config.h"

#include "verify/passage/passage.h"

#include "verify/passage/passage-index.h"

/* BM25's usual constants; the length is damped less than usual, since long
 * sentences of results hold what is looked for. */
#define K1 1.2
#define B 0.35
/* What a thing counts that passages before have covered. */
#define COVERED 0.25
/* A further passage has to bring this share of the first one's rank. */
#define WORTH 0.12

void
vl_passage_free(VlPassage *passage)
{
    if (passage == NULL)
        return;
    g_free(passage->text);
    g_free(passage);
}

/* ---- Ranking ---- */

typedef struct {
    guint first, n;
    double rank;
} Window;

/* What each sentence holds of each group, as a share. */
static float *
match_units(const VlPassageQuery *query)
{
    const VlPassageIndex *index = query->index;
    guint n_groups = query->groups->len;
    float *hits = g_new0(float, (gsize)index->units->len * n_groups + 1);
    for (guint u = 0; u < index->units->len; u++) {
        const VlPassageUnit *unit =
            &g_array_index(index->units, VlPassageUnit, u);
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
rank_window(const VlPassageQuery *query, const float *hits, const double *left,
            guint first, guint n)
{
    guint n_groups = query->groups->len;
    const VlPassageUnit *units =
        &g_array_index(query->index->units, VlPassageUnit, first);
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
    VlSpan from = vl_passage_span(head), to = vl_passage_span(tail);
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
best_window(const VlPassageQuery *query, const float *hits, const double *left,
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
cover(const VlPassageQuery *query, const float *hits, const Window *window,
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
    VlSpan span = vl_passage_span(sentences->pdata[window->first]);
    guint last = window->first + window->n - 1;
    span.end = vl_passage_span(sentences->pdata[last]).end;
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
                               vl_sentence_marked(sentence));
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
    VlPassageQuery query;
    vl_passage_query_init(&query, index, sentence, french);
    g_autofree float *hits = match_units(&query);
    g_autofree double *left = g_new0(double, query.groups->len + 1);
    for (guint g = 0; g < query.groups->len; g++)
        left[g] = g_array_index(query.groups, VlPassageGroup, g).weight;
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
    vl_passage_query_clear(&query);
    return passages;
}
