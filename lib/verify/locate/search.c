#include "config.h"

#include "verify/locate/search.h"

#include <string.h>

#include "text/find.h"
#include "verify/locate/bridge.h"
#include "verify/locate/replaced.h"
#include "verify/locate/source.h"

/* Edits allowed, in per cent of the folded quote: of the thresholds
 * measured on 425 quotes the one that finds all true ones and no
 * fabricated one. */
#define NEAR_PERCENT 12
/* Up to here, when few tokens differ: one long word replaced in a short
 * quote.  Such a place is always altered. */
#define FAR_PERCENT 30
#define FAR_CHANGES 3
/* And in a quote of few words, when a single one was replaced. */
#define SHORT_PERCENT 45
#define SHORT_LENGTH 64
/* Shorter folded quotes are found exactly or not at all. */
#define MIN_NEAR 20
#define MAX_NEAR 16
/* Work of comparing for one step of a search, all places together: bytes of
 * the quote, and a quarter of the cells of its alignments. */
#define MAX_COMPARED 400000
/* Places that may overlap; further ones are counted one behind the other. */
#define MAX_OVERLAPPING 1000

static void
candidate_free(VlCandidate *candidate)
{
    vl_hit_free(candidate->hit);
    g_free(candidate);
}

gboolean
vl_match_is_accepted(VlMatch match)
{
    return match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC;
}

int
vl_match_rank(VlMatch match)
{
    return vl_match_is_accepted(match)    ? 0
           : match == VL_MATCH_UNREADABLE ? 1
                                          : 2;
}

/* Negative when a is the better place. */
int
vl_candidate_compare(const VlCandidate *a, const VlCandidate *b, guint page)
{
    int rank = vl_match_rank(a->hit->match) - vl_match_rank(b->hit->match);
    if (rank != 0)
        return rank;
    gboolean a_there = page > 0 && a->hit->page == page;
    gboolean b_there = page > 0 && b->hit->page == page;
    if (a_there != b_there)
        return a_there ? -1 : 1;
    if (a->hit->match != b->hit->match)
        return (int)a->hit->match - (int)b->hit->match;
    int changes = (int)a->hit->changes->len - (int)b->hit->changes->len;
    if (changes != 0)
        return changes;
    return (int)a->distance - (int)b->distance;
}

/* The first of the best. */
const VlCandidate *
vl_search_best(const GPtrArray *found, guint page)
{
    const VlCandidate *best = NULL;
    for (guint i = 0; i < found->len; i++) {
        const VlCandidate *candidate = found->pdata[i];
        if (best == NULL || vl_candidate_compare(candidate, best, page) < 0)
            best = candidate;
    }
    return best;
}

static void
try_place(VlSearch *search, VlPlace place, gsize end, guint distance)
{
    vl_place_widen(&place, search->source, search->needle);
    VlHit *hit = vl_hit_new(VL_MATCH_ABSENT);
    hit->match = vl_place_compare(&place, search->source, search->needle, hit);
    search->compared += search->needle->n_bytes + 64;
    gsize n_tokens = search->needle->tokens->tokens->len;
    if (hit->match == VL_MATCH_ALTERED)
        search->compared += n_tokens * n_tokens / 4;
    if (hit->segments->len == 0) {
        vl_hit_free(hit);
        return;
    }
    vl_hit_close(hit);
    VlCandidate *candidate = g_new0(VlCandidate, 1);
    candidate->hit = hit;
    candidate->distance = distance;
    candidate->end = end;
    g_ptr_array_add(search->found, candidate);
}

static void
try_stretch(VlSearch *search, gsize start, gsize end, guint distance)
{
    VlPlace place = {
        .parts = {vl_source_bytes(search->source, start, end)},
        .n_parts = 1,
    };
    try_place(search, place, end, distance);
}

/* The folded window of the page asked for. */
static void
page_window(const VlSearch *search, gsize *from, gsize *to)
{
    const VlDocument *document = search->source->document;
    *from = *to = search->from;
    if (search->page == 0 || search->page > document->pages->len)
        return;
    const VlPage *page = vl_document_page(document, search->page);
    const VlFolded *folded = search->source->folded;
    gsize start = vl_utf8_index_to_bytes(search->source->index,
                                         search->source->text, page->offset);
    gsize end =
        vl_utf8_index_to_bytes(search->source->index, search->source->text,
                               page->offset + page->length);
    *from = MAX(search->from, vl_folded_at(folded, start));
    *to =
        MIN(search->to, vl_folded_at(folded, end) + search->needle->folded->n);
}

/* All places where the folded forms are equal; those beyond the budget are
 * left alone.  Gives how many there are. */
guint
vl_search_exact(VlSearch *search, gsize from, gsize to)
{
    const VlFolded *folded = search->source->folded;
    const VlFolded *needle = search->needle->folded;
    gsize start_compared = search->compared;
    guint n = 0;
    while (n < G_MAXUINT) {
        gsize at =
            vl_find_exact(folded->bytes, to, from, needle->bytes, needle->n);
        if (at == G_MAXSIZE)
            break;
        n++;
        if (search->compared - start_compared < MAX_COMPARED)
            try_stretch(search, at, at + needle->n, 0);
        from = at + (n < MAX_OVERLAPPING ? 1 : needle->n);
    }
    return n;
}

/* Lets go of the last place when too much differs for it to be the quote's
 * own. */
static void
drop_far(VlSearch *search)
{
    const VlCandidate *last = search->found->pdata[search->found->len - 1];
    gsize changed = 0;
    for (guint i = 0; i < last->hit->changes->len; i++) {
        const VlChange *change = last->hit->changes->pdata[i];
        changed += MAX(strlen(change->quote), strlen(change->source));
    }
    gsize most = search->needle->n_bytes *
                 (last->hit->changes->len == 1 ? SHORT_PERCENT : FAR_PERCENT);
    if (last->hit->changes->len > FAR_CHANGES || changed * 100 > most)
        g_ptr_array_remove_index(search->found, search->found->len - 1);
}

/* How far behind a place the quote's last words may go on. */
#define MAX_FURTHER 60

/* A word that the quote lacks just before its end makes the nearest place
 * too short: "randomly, 206" for "randomly assigned, 206".  Tries the place
 * up to the quote's last token. */
static void
try_further(VlSearch *search, const VlNear *near)
{
    const VlTokens *quote = search->needle->tokens;
    const VlSource *source = search->source;
    const VlToken *last = vl_tokens_at(quote, quote->tokens->len - 1);
    VlPlace place = {
        .parts = {vl_source_bytes(source, near->start, near->end)},
        .n_parts = 1,
    };
    gsize from = place.parts[0].end;
    gsize to = MIN(source->n_bytes, from + MAX_FURTHER);
    while (to < source->n_bytes && (source->text[to] & 0xC0) == 0x80)
        to++;
    gsize n = search->needle->folded->n;
    if (memcmp(source->folded->bytes + near->end - 3,
               search->needle->folded->bytes + n - 3, 3) == 0)
        return;
    g_autoptr(VlTokens) further = vl_tokens_new(source->text + from, to - from);
    for (guint i = 0; i < further->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(further, i);
        if (!vl_token_key_is(further, token, vl_tokens_key(quote, last)))
            continue;
        place.parts[0].end = from + token->end;
        try_place(search, place,
                  vl_folded_at(source->folded, place.parts[0].end),
                  near->distance);
        return;
    }
}

/* The same at the start: "is clear" for "is not clear". */
static void
try_earlier(VlSearch *search, const VlNear *near)
{
    const VlTokens *quote = search->needle->tokens;
    const VlSource *source = search->source;
    const VlToken *first = vl_tokens_at(quote, 0);
    if (memcmp(source->folded->bytes + near->start,
               search->needle->folded->bytes, 3) == 0)
        return;
    VlPlace place = {
        .parts = {vl_source_bytes(source, near->start, near->end)},
        .n_parts = 1,
    };
    gsize to = place.parts[0].start;
    gsize from = to > MAX_FURTHER ? to - MAX_FURTHER : 0;
    while (from < to && (source->text[from] & 0xC0) == 0x80)
        from++;
    g_autoptr(VlTokens) before = vl_tokens_new(source->text + from, to - from);
    for (guint i = before->tokens->len; i > 0; i--) {
        const VlToken *token = vl_tokens_at(before, i - 1);
        if (!vl_token_key_is(before, token, vl_tokens_key(quote, first)))
            continue;
        place.parts[0].start = from + token->start;
        try_place(search, place, near->end, near->distance);
        return;
    }
}

static void
try_near(VlSearch *search, const VlNear *near)
{
    try_stretch(search, near->start, near->end, near->distance);
}

/* The parts of the search's window where the quote may stand: VlRange. */
static GArray *
near_windows(const VlSearch *search, guint k, guint far)
{
    const VlFolded *needle = search->needle->folded;
    const VlGrams *grams =
        needle->n > SHORT_LENGTH ? vl_source_grams(search->source) : NULL;
    GArray *windows = g_array_new(FALSE, FALSE, sizeof(VlRange));
    gsize lost = (gsize)(k + 1) * VL_GRAM;
    if (grams != NULL && needle->n > lost &&
        vl_grams_find(grams, needle->bytes, needle->n, needle->n + 1 - lost,
                      far, search->from, search->to, windows))
        return windows;
    VlRange all = {search->from, search->to};
    g_array_set_size(windows, 0);
    g_array_append_val(windows, all);
    return windows;
}

static int
compare_near(gconstpointer a, gconstpointer b)
{
    const VlNear *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* The nearest places, best first: VlNear in the whole folded text. */
static void
collect_near(const VlSearch *search, guint k, GArray *near)
{
    const VlFolded *folded = search->source->folded;
    const VlFolded *needle = search->needle->folded;
    gsize percent = needle->n <= SHORT_LENGTH ? SHORT_PERCENT : FAR_PERCENT;
    guint far = (guint)(needle->n * percent / 100);
    g_autoptr(GArray) windows = near_windows(search, k, far);
    for (guint i = 0; i < windows->len; i++) {
        const VlRange *window = &g_array_index(windows, VlRange, i);
        guint first = near->len;
        vl_find_near(folded->bytes + window->start, window->end - window->start,
                     needle->bytes, needle->n, far, MAX_NEAR, near);
        for (guint j = first; j < near->len; j++) {
            g_array_index(near, VlNear, j).start += window->start;
            g_array_index(near, VlNear, j).end += window->start;
        }
    }
    if (windows->len > 1)
        g_array_sort(near, compare_near);
    if (near->len > MAX_NEAR)
        g_array_set_size(near, MAX_NEAR);
}

static void
find_near(VlSearch *search)
{
    static void (*const ways[])(VlSearch *, const VlNear *) = {
        try_further, try_earlier, try_near};
    const VlFolded *needle = search->needle->folded;
    guint k = (guint)(needle->n * NEAR_PERCENT / 100);
    if (needle->n < MIN_NEAR)
        return;
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(VlNear));
    collect_near(search, k, near);
    gsize budget = search->compared + MAX_COMPARED;
    for (guint i = 0; i < near->len; i++) {
        const VlNear *place = &g_array_index(near, VlNear, i);
        if (i > 0 && search->compared > budget)
            break;
        for (gsize j = 0; j < G_N_ELEMENTS(ways); j++) {
            guint before = search->found->len;
            ways[j](search, place);
            if (place->distance > k && search->found->len > before)
                drop_far(search);
        }
    }
}

/* Only where one change explains all. */
static void
find_replaced(VlSearch *search)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(VlRange));
    vl_replaced_find(search->source, search->needle, places);
    for (guint i = 0; i < places->len && i < MAX_NEAR; i++) {
        const VlRange *place = &g_array_index(places, VlRange, i);
        if (place->start < search->from || place->end > search->to)
            continue;
        guint before = search->found->len;
        try_stretch(search, place->start, place->end,
                    (guint)search->needle->folded->n);
        if (search->found->len == before)
            continue;
        const VlCandidate *last = search->found->pdata[before];
        if (last->hit->changes->len != 1)
            g_ptr_array_remove_index(search->found, before);
    }
}

void
vl_search_bridges(VlSearch *search)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(VlPlace));
    vl_bridge_find(search->source, search->needle, places);
    for (guint i = 0; i < places->len && i < MAX_NEAR; i++)
        try_place(search, g_array_index(places, VlPlace, i), 0, 0);
}

gboolean
vl_search_has_accepted(const GPtrArray *found)
{
    for (guint i = 0; i < found->len; i++)
        if (vl_match_is_accepted(
                ((const VlCandidate *)found->pdata[i])->hit->match))
            return TRUE;
    return FALSE;
}

/* A short quote that is not found as it stands is not found. */
static void
drop_short(VlSearch *search)
{
    for (guint i = search->found->len; i > 0; i--) {
        const VlCandidate *candidate = search->found->pdata[i - 1];
        if (candidate->hit->match == VL_MATCH_ALTERED &&
            (search->needle->tokens->tokens->len < 2 ||
             candidate->hit->changes->len > 1))
            g_ptr_array_remove_index(search->found, i - 1);
    }
}

/* Fills search->found; gives the number of equal folded places. */
guint
vl_search_all(VlSearch *search)
{
    gsize from, to;
    guint n = 0;
    page_window(search, &from, &to);
    if (from < to)
        n = vl_search_exact(search, from, to);
    if (!vl_search_has_accepted(search->found) || from == to) {
        g_ptr_array_set_size(search->found, 0);
        n = vl_search_exact(search, search->from, search->to);
    } else {
        n = MAX(n, vl_search_exact(search, search->from, search->to));
    }
    if (!vl_search_has_accepted(search->found))
        find_near(search);
    if (search->needle->folded->n < MIN_NEAR)
        drop_short(search);
    if (search->found->len == 0)
        find_replaced(search);
    return n;
}

guint
vl_search_count(const VlSearch *search, const VlCandidate *best, guint n_exact)
{
    if (search->compared >= MAX_COMPARED &&
        vl_match_is_accepted(best->hit->match))
        return n_exact;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < search->found->len; i++) {
        const VlCandidate *one = search->found->pdata[i];
        gboolean same =
            vl_match_rank(one->hit->match) == vl_match_rank(best->hit->match) &&
            (vl_match_is_accepted(best->hit->match) ||
             (one->hit->changes->len == best->hit->changes->len &&
              one->distance == best->distance));
        if (same)
            g_hash_table_add(seen, GSIZE_TO_POINTER(one->hit->span.start + 1));
    }
    return MAX(1, g_hash_table_size(seen));
}

VlHit *
vl_search_take(VlSearch *search, const VlCandidate *best)
{
    for (guint i = 0; i < search->found->len; i++)
        if (search->found->pdata[i] == best)
            return g_steal_pointer(
                &((VlCandidate *)search->found->pdata[i])->hit);
    return NULL;
}

void
vl_search_init(VlSearch *search, const VlSource *source, const VlNeedle *needle,
               guint page)
{
    *search = (VlSearch){
        .source = source,
        .needle = needle,
        .to = source->folded->n,
        .page = page,
        .found = g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free),
    };
}

void
vl_search_clear(VlSearch *search)
{
    g_ptr_array_unref(search->found);
}
