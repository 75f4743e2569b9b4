#include "config.h"

#include "verify/locate.h"

#include <string.h>

#include "text/find.h"
#include "text/words.h"
#include "verify/bridge.h"
#include "verify/place.h"
#include "verify/source.h"

/* Edits allowed, in per cent of the folded quote: of the thresholds
 * measured on 425 quotes the one that finds all true ones and no
 * fabricated one. */
#define NEAR_PERCENT 12
/* Up to here, when few tokens differ: one long word replaced in a short
 * quote.  Such a place is always altered. */
#define FAR_PERCENT 30
#define FAR_CHANGES 3
/* Shorter folded quotes are found exactly or not at all. */
#define MIN_NEAR 20
/* Folded symbols that an ellipsis may stand for. */
#define MAX_ELLIPSIS 3000
#define MAX_PIECES 16
/* Places tried for the first piece of a quote with ellipses. */
#define MAX_FIRST 24
#define MAX_NEAR 16
/* Bytes of quote compared for one search, all places together. */
#define MAX_COMPARED 400000

/* A place with what came of comparing. */
typedef struct {
    VlHit *hit;
    guint distance;
    gsize end; /* folded */
} Candidate;

typedef struct {
    const VlSource *source;
    const VlNeedle *needle;
    gsize from, to; /* folded window */
    guint page;
    gsize compared;
    GPtrArray *found; /* Candidate, in order of place */
} Search;

static void
candidate_free(Candidate *candidate)
{
    vl_hit_free(candidate->hit);
    g_free(candidate);
}

static gboolean
is_accepted(VlMatch match)
{
    return match == VL_MATCH_EXACT || match == VL_MATCH_TYPOGRAPHIC;
}

static int
match_rank(VlMatch match)
{
    return is_accepted(match) ? 0 : match == VL_MATCH_UNREADABLE ? 1 : 2;
}

/* Negative when a is the better place. */
static int
compare_candidates(const Candidate *a, const Candidate *b, guint page)
{
    int rank = match_rank(a->hit->match) - match_rank(b->hit->match);
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
static const Candidate *
best_of(const GPtrArray *found, guint page)
{
    const Candidate *best = NULL;
    for (guint i = 0; i < found->len; i++) {
        const Candidate *candidate = found->pdata[i];
        if (best == NULL || compare_candidates(candidate, best, page) < 0)
            best = candidate;
    }
    return best;
}

static void
try_place(Search *search, VlPlace place, gsize end, guint distance)
{
    vl_place_widen(&place, search->source, search->needle);
    VlHit *hit = vl_hit_new(VL_MATCH_ABSENT);
    hit->match =
        vl_place_compare(&place, search->source, search->needle, hit);
    search->compared += search->needle->n_bytes + 64;
    if (hit->segments->len == 0) {
        vl_hit_free(hit);
        return;
    }
    vl_hit_close(hit);
    Candidate *candidate = g_new0(Candidate, 1);
    candidate->hit = hit;
    candidate->distance = distance;
    candidate->end = end;
    g_ptr_array_add(search->found, candidate);
}

static void
try_stretch(Search *search, gsize start, gsize end, guint distance)
{
    VlPlace place = {
        .parts = {vl_source_bytes(search->source, start, end)},
        .n_parts = 1,
    };
    try_place(search, place, end, distance);
}

/* The folded window of the page asked for. */
static void
page_window(const Search *search, gsize *from, gsize *to)
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
    *to = MIN(search->to,
              vl_folded_at(folded, end) + search->needle->folded->n);
}

/* All places where the folded forms are equal; those beyond the budget are
 * left alone.  Gives how many there are. */
static guint
find_exact(Search *search, gsize from, gsize to)
{
    const VlFolded *folded = search->source->folded;
    const VlFolded *needle = search->needle->folded;
    gsize start_compared = search->compared;
    guint n = 0;
    while (n < G_MAXUINT) {
        gsize at = vl_find_exact(folded->bytes, to, from, needle->bytes,
                                 needle->n);
        if (at == G_MAXSIZE)
            break;
        n++;
        if (search->compared - start_compared < MAX_COMPARED)
            try_stretch(search, at, at + needle->n, 0);
        from = at + 1;
    }
    return n;
}

/* Lets go of the last place when too much differs for it to be the quote's
 * own. */
static void
drop_far(Search *search)
{
    if (search->found->len == 0)
        return;
    const Candidate *last = search->found->pdata[search->found->len - 1];
    gsize changed = 0;
    for (guint i = 0; i < last->hit->changes->len; i++) {
        const VlChange *change = last->hit->changes->pdata[i];
        changed += MAX(strlen(change->quote), strlen(change->source));
    }
    if (last->hit->changes->len > FAR_CHANGES ||
        changed * 100 > search->needle->n_bytes * FAR_PERCENT)
        g_ptr_array_remove_index(search->found, search->found->len - 1);
}

static void
find_near(Search *search)
{
    const VlFolded *folded = search->source->folded;
    const VlFolded *needle = search->needle->folded;
    guint k = (guint)(needle->n * NEAR_PERCENT / 100);
    guint far = (guint)(needle->n * FAR_PERCENT / 100);
    if (needle->n < MIN_NEAR)
        return;
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(VlNear));
    vl_find_near(folded->bytes + search->from, search->to - search->from,
                 needle->bytes, needle->n, far, MAX_NEAR, near);
    gsize budget = search->compared + MAX_COMPARED;
    for (guint i = 0; i < near->len; i++) {
        const VlNear *place = &g_array_index(near, VlNear, i);
        if (i > 0 && search->compared > budget)
            break;
        try_stretch(search, search->from + place->start,
                    search->from + place->end, place->distance);
        if (place->distance > k)
            drop_far(search);
    }
}

static void
find_bridges(Search *search)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(VlPlace));
    vl_bridge_find(search->source, search->needle, places);
    for (guint i = 0; i < places->len && i < MAX_NEAR; i++)
        try_place(search, g_array_index(places, VlPlace, i), 0, 0);
}

static gboolean
has_accepted(const GPtrArray *found)
{
    for (guint i = 0; i < found->len; i++)
        if (is_accepted(((const Candidate *)found->pdata[i])->hit->match))
            return TRUE;
    return FALSE;
}

/* A short quote that is not found as it stands is not found. */
static void
drop_short(Search *search)
{
    for (guint i = search->found->len; i > 0; i--) {
        const Candidate *candidate = search->found->pdata[i - 1];
        if (candidate->hit->match == VL_MATCH_ALTERED &&
            (search->needle->tokens->tokens->len < 2 ||
             candidate->hit->changes->len > 1))
            g_ptr_array_remove_index(search->found, i - 1);
    }
}

/* Fills search->found; gives the number of equal folded places. */
static guint
search_window(Search *search)
{
    gsize from, to;
    guint n = 0;
    page_window(search, &from, &to);
    if (from < to)
        n = find_exact(search, from, to);
    if (!has_accepted(search->found) || from == to) {
        g_ptr_array_set_size(search->found, 0);
        n = find_exact(search, search->from, search->to);
    } else {
        n = MAX(n, find_exact(search, search->from, search->to));
    }
    if (!has_accepted(search->found))
        find_near(search);
    if (search->needle->folded->n < MIN_NEAR)
        drop_short(search);
    return n;
}

static guint
count_equal(const Search *search, const Candidate *best, guint n_exact)
{
    if (search->compared >= MAX_COMPARED && is_accepted(best->hit->match))
        return n_exact;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < search->found->len; i++) {
        const Candidate *one = search->found->pdata[i];
        gboolean same =
            match_rank(one->hit->match) == match_rank(best->hit->match) &&
            (is_accepted(best->hit->match) ||
             (one->hit->changes->len == best->hit->changes->len &&
              one->distance == best->distance));
        if (same)
            g_hash_table_add(seen, GSIZE_TO_POINTER(one->hit->span.start + 1));
    }
    return MAX(1, g_hash_table_size(seen));
}

static VlHit *
take_hit(Search *search, const Candidate *best)
{
    for (guint i = 0; i < search->found->len; i++)
        if (search->found->pdata[i] == best)
            return g_steal_pointer(
                &((Candidate *)search->found->pdata[i])->hit);
    return NULL;
}

static void
search_init(Search *search, const VlSource *source, const VlNeedle *needle,
            guint page)
{
    *search = (Search){
        .source = source,
        .needle = needle,
        .to = source->folded->n,
        .page = page,
        .found = g_ptr_array_new_with_free_func(
            (GDestroyNotify)candidate_free),
    };
}

/* A quote in one piece; NULL when it is not there. */
static VlHit *
locate_whole(const VlSource *source, const char *text, gsize n_bytes,
             guint page, gboolean far)
{
    g_autoptr(VlNeedle) needle = vl_needle_new(text, n_bytes);
    if (needle->folded->n == 0 || needle->tokens->tokens->len == 0)
        return NULL;
    Search search;
    search_init(&search, source, needle, page);
    guint n_exact = search_window(&search);
    if (far && !has_accepted(search.found))
        find_bridges(&search);
    VlHit *hit = NULL;
    const Candidate *best = best_of(search.found, page);
    if (best != NULL) {
        guint occurrences = count_equal(&search, best, n_exact);
        hit = take_hit(&search, best);
        hit->occurrences = occurrences;
    }
    g_ptr_array_unref(search.found);
    return hit;
}

/* ---- Ellipses ---- */

/* The length of an ellipsis at p: "...", U+2026, either in brackets. */
static gsize
ellipsis_length(const char *p)
{
    gsize bracket = *p == '[' || *p == '(';
    const char *q = p + bracket;
    if (g_str_has_prefix(q, "\xE2\x80\xA6"))
        q += 3;
    else if (g_str_has_prefix(q, "..."))
        while (*q == '.')
            q++;
    else if (g_str_has_prefix(q, ". . ."))
        q += 5;
    else
        return 0;
    if (bracket && *q != (*p == '[' ? ']' : ')'))
        return 0;
    return (gsize)(q - p) + bracket;
}

/* The pieces between the ellipses of a quote: VlNeedle. */
static GPtrArray *
split(const char *quote)
{
    GPtrArray *pieces =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_needle_free);
    const char *start = quote;
    for (const char *p = quote;;) {
        gsize length = *p != '\0' ? ellipsis_length(p) : 0;
        if (*p != '\0' && length == 0) {
            p++;
            continue;
        }
        g_autoptr(VlNeedle) piece = vl_needle_new(start, (gsize)(p - start));
        if (piece->folded->n > 0 && piece->tokens->tokens->len > 0)
            g_ptr_array_add(pieces, g_steal_pointer(&piece));
        if (*p == '\0')
            return pieces;
        p += length;
        start = p;
    }
}

/* A word in the gap that an ellipsis stands for may not turn the sentence
 * round. */
static void
check_gap(const VlSource *source, VlHit *hit, VlSpan gap)
{
    if (gap.end <= gap.start)
        return;
    gsize from =
        vl_utf8_index_to_bytes(source->index, source->text, gap.start);
    gsize to = vl_utf8_index_to_bytes(source->index, source->text, gap.end);
    g_autoptr(VlTokens) tokens = vl_tokens_new(source->text + from, to - from);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        if (token->class != VL_TOKEN_WORD ||
            !vl_word_is_negation(vl_tokens_key(tokens, token),
                                 token->key_length))
            continue;
        g_autofree char *word =
            g_strndup(tokens->text + token->start, token->end - token->start);
        vl_hit_add_change(hit, VL_CHANGE_NEGATION, "", word);
        hit->match = VL_MATCH_ALTERED;
        return;
    }
}

static VlMatch
worse(VlMatch a, VlMatch b)
{
    if (match_rank(a) != match_rank(b))
        return match_rank(a) > match_rank(b) ? a : b;
    return MAX(a, b);
}

/* Takes the next piece's hit over into the whole. */
static void
join(const VlSource *source, VlHit *whole, const VlHit *piece)
{
    const VlSegment *last =
        whole->segments->pdata[whole->segments->len - 1];
    check_gap(source, whole, (VlSpan){last->span.end, piece->span.start});
    whole->match = worse(whole->match, piece->match);
    for (guint i = 0; i < piece->segments->len; i++) {
        const VlSegment *segment = piece->segments->pdata[i];
        vl_hit_add_segment(whole, segment->span, segment->page,
                           segment->text);
    }
    for (guint i = 0; i < piece->changes->len; i++) {
        const VlChange *change = piece->changes->pdata[i];
        vl_hit_add_change(whole, change->kind, change->quote,
                          change->source);
    }
}

/* Where the search for the next piece starts: behind what the last one was
 * widened to. */
static gsize
folded_end(const VlSource *source, const VlHit *hit)
{
    const VlSegment *last = hit->segments->pdata[hit->segments->len - 1];
    return vl_folded_at(source->folded,
                        vl_utf8_index_to_bytes(source->index, source->text,
                                               last->span.end));
}

static gboolean
stands_behind(const VlHit *piece, const VlHit *whole)
{
    const VlSegment *first = piece->segments->pdata[0];
    const VlSegment *last =
        whole->segments->pdata[whole->segments->len - 1];
    return first->span.start >= last->span.end;
}

/* The pieces after the first, each after the one before.  FALSE when one is
 * not there. */
static gboolean
follow(const VlSource *source, const GPtrArray *pieces, VlHit *whole)
{
    for (guint i = 1; i < pieces->len; i++) {
        const VlNeedle *needle = pieces->pdata[i];
        Search search;
        search_init(&search, source, needle, 0);
        search.from = folded_end(source, whole);
        search.to = MIN(source->folded->n,
                        search.from + MAX_ELLIPSIS + needle->folded->n);
        search_window(&search);
        const Candidate *best = best_of(search.found, 0);
        gboolean found = best != NULL && stands_behind(best->hit, whole);
        if (found)
            join(source, whole, best->hit);
        g_ptr_array_unref(search.found);
        if (!found)
            return FALSE;
    }
    vl_hit_close(whole);
    return TRUE;
}

static gint
sort_candidates(gconstpointer a, gconstpointer b, gpointer page)
{
    const Candidate *x = *(Candidate *const *)a;
    const Candidate *y = *(Candidate *const *)b;
    int order = compare_candidates(x, y, GPOINTER_TO_UINT(page));
    if (order != 0)
        return order;
    return x->end < y->end ? -1 : x->end > y->end;
}

static VlHit *
locate_pieces(const VlSource *source, const GPtrArray *pieces, guint page)
{
    Search search;
    search_init(&search, source, pieces->pdata[0], page);
    search_window(&search);
    g_ptr_array_sort_with_data(search.found, sort_candidates,
                               GUINT_TO_POINTER(page));
    g_autoptr(VlHit) best = NULL;
    for (guint i = 0; i < search.found->len && i < MAX_FIRST; i++) {
        Candidate *first = search.found->pdata[i];
        g_autoptr(VlHit) whole = g_steal_pointer(&first->hit);
        /* The list frees its candidates without their hits. */
        if (!follow(source, pieces, whole))
            continue;
        whole->occurrences = 1;
        gboolean better =
            best == NULL ||
            match_rank(whole->match) < match_rank(best->match) ||
            (match_rank(whole->match) == match_rank(best->match) &&
             whole->changes->len < best->changes->len);
        if (better) {
            g_clear_pointer(&best, vl_hit_free);
            best = g_steal_pointer(&whole);
        }
        if (is_accepted(best->match))
            break;
    }
    g_ptr_array_unref(search.found);
    return g_steal_pointer(&best);
}

static VlHit *
locate_with_ellipses(const VlSource *source, const char *quote, guint page)
{
    g_autoptr(GPtrArray) pieces = split(quote);
    if (pieces->len == 0 || pieces->len > MAX_PIECES)
        return NULL;
    if (pieces->len > 1)
        return locate_pieces(source, pieces, page);
    const VlNeedle *only = pieces->pdata[0];
    return locate_whole(source, only->text, only->n_bytes, page, TRUE);
}

static gboolean
has_ellipsis(const char *quote)
{
    for (const char *p = quote; *p != '\0'; p++)
        if (ellipsis_length(p) > 0)
            return TRUE;
    return FALSE;
}

VlHit *
vl_locate(const VlSource *source, const char *quote, guint page)
{
    gboolean ellipsis = has_ellipsis(quote);
    g_autoptr(VlHit) hit =
        locate_whole(source, quote, strlen(quote), page, !ellipsis);
    if (ellipsis && (hit == NULL || !is_accepted(hit->match))) {
        g_autoptr(VlHit) other = locate_with_ellipses(source, quote, page);
        if (other != NULL &&
            (hit == NULL ||
             match_rank(other->match) < match_rank(hit->match) ||
             other->changes->len < hit->changes->len)) {
            g_clear_pointer(&hit, vl_hit_free);
            hit = g_steal_pointer(&other);
        }
    }
    return hit != NULL ? g_steal_pointer(&hit) : vl_hit_new(VL_MATCH_ABSENT);
}
