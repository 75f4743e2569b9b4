#include "config.h"

#include "verify/locate/locate.h"

#include <string.h>

#include "model/repair.h"
#include "text/words.h"
#include "verify/locate/search.h"
#include "verify/locate/source.h"

/* Shorter beginnings are not looked for without their cut-off marker. */
#define MIN_CUT 12
/* Folded symbols that an ellipsis may stand for. */
#define MAX_ELLIPSIS 3000
#define MAX_PIECES 16
/* Places tried for the first piece of a quote with ellipses. */
#define MAX_FIRST 24

/* A quote without an end that a citation marker may be cut off in; NULL
 * when it does not stand there word for word. */
static VlHit *
locate_needle(const VlSource *source, const VlNeedle *needle, guint page)
{
    VlSearch search;
    vl_search_init(&search, source, needle, page);
    guint n = vl_search_exact(&search, 0, source->folded->n);
    VlHit *hit = NULL;
    const VlCandidate *best = vl_search_best(search.found, page);
    if (best != NULL && vl_match_is_accepted(best->hit->match)) {
        guint occurrences = vl_search_count(&search, best, n);
        hit = vl_search_take(&search, best);
        hit->occurrences = occurrences;
    }
    vl_search_clear(&search);
    return hit;
}

/* A quote that starts or stops inside a citation marker, or both. */
static VlHit *
locate_cut(const VlSource *source, const char *text, gsize n_bytes, guint page)
{
    for (int ends = 1; ends <= 3; ends++) {
        g_autoptr(VlNeedle) needle =
            vl_needle_new_cut(text, n_bytes, ends & 1, ends & 2);
        if (needle == NULL || needle->folded->n < MIN_CUT)
            continue;
        VlHit *hit = locate_needle(source, needle, page);
        if (hit != NULL)
            return hit;
    }
    return NULL;
}

/* A quote in one piece; NULL when it is not there. */
static VlHit *
locate_whole(const VlSource *source, const char *text, gsize n_bytes,
             guint page, gboolean far)
{
    g_autoptr(VlNeedle) needle = vl_needle_new(text, n_bytes);
    if (needle->folded->n == 0 || needle->tokens->tokens->len == 0)
        return NULL;
    VlSearch search;
    vl_search_init(&search, source, needle, page);
    guint n_exact = vl_search_all(&search);
    if (far && !vl_search_has_accepted(search.found))
        vl_search_bridges(&search);
    VlHit *hit = NULL;
    const VlCandidate *best = vl_search_best(search.found, page);
    if (best != NULL) {
        guint occurrences = vl_search_count(&search, best, n_exact);
        hit = vl_search_take(&search, best);
        hit->occurrences = occurrences;
    }
    vl_search_clear(&search);
    if (hit != NULL && vl_match_is_accepted(hit->match))
        return hit;
    VlHit *cut = locate_cut(source, text, n_bytes, page);
    if (cut == NULL)
        return hit;
    vl_hit_free(hit);
    return cut;
}

/* ---- What a quote leaves out ---- */

/* Bytes before a quote that are looked at for a negation. */
#define MAX_BEFORE 120

static gboolean
turns_round(const char *word, gsize length)
{
    static const char *const others[] = {
        "rather",    "instead", "unlike",  "unlikely",      "unless",
        "contrary",  "false",   "falsely", "wrongly",       "refuted",
        "disproved", "denied",  "plutot",  "contrairement",
    };
    return VL_WORD_IN(word, length, others) ||
           vl_word_is_negation(word, length);
}

/* A negation in these bytes of the source, which the quote leaves out, makes
 * it an altered one. */
static void
check_left_out(const VlSource *source, VlHit *hit, gsize from, gsize to)
{
    if (to <= from)
        return;
    g_autoptr(VlTokens) tokens = vl_tokens_new(source->text + from, to - from);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        const VlToken *token = vl_tokens_at(tokens, i);
        if (token->class != VL_TOKEN_WORD ||
            !turns_round(vl_tokens_key(tokens, token), token->key_length))
            continue;
        g_autofree char *word =
            g_strndup(tokens->text + token->start, token->end - token->start);
        vl_hit_add_change(hit, VL_CHANGE_NEGATION, "", word);
        hit->match = VL_MATCH_ALTERED;
        return;
    }
}

/* A word in the gap that an ellipsis stands for may not turn the sentence
 * round. */
static void
check_gap(const VlSource *source, VlHit *hit, VlSpan gap)
{
    check_left_out(
        source, hit,
        vl_utf8_index_to_bytes(source->index, source->text, gap.start),
        vl_utf8_index_to_bytes(source->index, source->text, gap.end));
}

/* The first letter of a text: 'A' for "Serious", 'a' for "serious", 0 for
 * "NSAIDs", "5 mg" and "". */
static char
first_case(const char *text)
{
    while (*text != '\0' && !g_unichar_isalnum(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    gunichar first = g_utf8_get_char(text);
    if (g_unichar_islower(first))
        return 'a';
    if (!g_unichar_isupper(first))
        return 0;
    gunichar second = g_utf8_get_char(g_utf8_next_char(text));
    return g_unichar_isupper(second) ? 0 : 'A';
}

/* Where the clause that byte stands in begins, within MAX_BEFORE. */
static gsize
clause_start(const char *text, gsize byte)
{
    gsize start = byte;
    while (start > 0 && byte - start < MAX_BEFORE &&
           strchr(".,;:!?\f", text[start - 1]) == NULL)
        start--;
    while (start < byte && ((guchar)text[start] & 0xC0) == 0x80)
        start++;
    return start;
}

/* "Serious events occurred", of "No serious events occurred", is written as
 * a sentence of its own and is none. */
static void
check_start(const VlSource *source, const char *quote, VlHit *hit)
{
    if (!vl_match_is_accepted(hit->match) || first_case(quote) != 'A')
        return;
    const VlSegment *first = hit->segments->pdata[0];
    if (first_case(first->text) != 'a')
        return;
    gsize byte = vl_utf8_index_to_bytes(source->index, source->text,
                                        first->span.start);
    check_left_out(source, hit, clause_start(source->text, byte), byte);
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

static VlMatch
worse(VlMatch a, VlMatch b)
{
    if (vl_match_rank(a) != vl_match_rank(b))
        return vl_match_rank(a) > vl_match_rank(b) ? a : b;
    return MAX(a, b);
}

/* Takes the next piece's hit over into the whole. */
static void
join(const VlSource *source, VlHit *whole, const VlHit *piece)
{
    const VlSegment *last = whole->segments->pdata[whole->segments->len - 1];
    check_gap(source, whole, (VlSpan){last->span.end, piece->span.start});
    whole->match = worse(whole->match, piece->match);
    for (guint i = 0; i < piece->segments->len; i++) {
        const VlSegment *segment = piece->segments->pdata[i];
        vl_hit_add_segment(whole, segment->span, segment->page, segment->text);
    }
    for (guint i = 0; i < piece->changes->len; i++) {
        const VlChange *change = piece->changes->pdata[i];
        vl_hit_add_change(whole, change->kind, change->quote, change->source);
    }
}

/* Where the search for the next piece starts: behind what the last one was
 * widened to. */
static gsize
folded_end(const VlSource *source, const VlHit *hit)
{
    const VlSegment *last = hit->segments->pdata[hit->segments->len - 1];
    return vl_folded_at(
        source->folded,
        vl_utf8_index_to_bytes(source->index, source->text, last->span.end));
}

static gboolean
stands_behind(const VlHit *piece, const VlHit *whole)
{
    const VlSegment *first = piece->segments->pdata[0];
    const VlSegment *last = whole->segments->pdata[whole->segments->len - 1];
    return first->span.start >= last->span.end;
}

/* The pieces after the first, each after the one before.  FALSE when one is
 * not there. */
static gboolean
follow(const VlSource *source, const GPtrArray *pieces, VlHit *whole)
{
    for (guint i = 1; i < pieces->len; i++) {
        const VlNeedle *needle = pieces->pdata[i];
        VlSearch search;
        vl_search_init(&search, source, needle, 0);
        search.from = folded_end(source, whole);
        search.to = MIN(source->folded->n,
                        search.from + MAX_ELLIPSIS + needle->folded->n);
        vl_search_all(&search);
        const VlCandidate *best = vl_search_best(search.found, 0);
        gboolean found = best != NULL && stands_behind(best->hit, whole);
        if (found)
            join(source, whole, best->hit);
        vl_search_clear(&search);
        if (!found)
            return FALSE;
    }
    vl_hit_close(whole);
    return TRUE;
}

static gint
sort_candidates(gconstpointer a, gconstpointer b, gpointer page)
{
    const VlCandidate *x = *(VlCandidate *const *)a;
    const VlCandidate *y = *(VlCandidate *const *)b;
    int order = vl_candidate_compare(x, y, GPOINTER_TO_UINT(page));
    if (order != 0)
        return order;
    return x->end < y->end ? -1 : x->end > y->end;
}

static VlHit *
locate_pieces(const VlSource *source, const GPtrArray *pieces, guint page)
{
    VlSearch search;
    vl_search_init(&search, source, pieces->pdata[0], page);
    vl_search_all(&search);
    g_ptr_array_sort_with_data(search.found, sort_candidates,
                               GUINT_TO_POINTER(page));
    g_autoptr(VlHit) best = NULL;
    for (guint i = 0; i < search.found->len && i < MAX_FIRST; i++) {
        VlCandidate *first = search.found->pdata[i];
        g_autoptr(VlHit) whole = g_steal_pointer(&first->hit);
        /* The list frees its candidates without their hits. */
        if (!follow(source, pieces, whole))
            continue;
        whole->occurrences = 1;
        gboolean better =
            best == NULL ||
            vl_match_rank(whole->match) < vl_match_rank(best->match) ||
            (vl_match_rank(whole->match) == vl_match_rank(best->match) &&
             whole->changes->len < best->changes->len);
        if (better) {
            g_clear_pointer(&best, vl_hit_free);
            best = g_steal_pointer(&whole);
        }
        if (vl_match_is_accepted(best->match))
            break;
    }
    vl_search_clear(&search);
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

static VlHit *
locate(const VlSource *source, const char *quote, guint page)
{
    gboolean ellipsis = has_ellipsis(quote);
    g_autoptr(VlHit) hit =
        locate_whole(source, quote, strlen(quote), page, !ellipsis);
    if (ellipsis && (hit == NULL || !vl_match_is_accepted(hit->match))) {
        g_autoptr(VlHit) other = locate_with_ellipses(source, quote, page);
        if (other != NULL &&
            (hit == NULL ||
             vl_match_rank(other->match) < vl_match_rank(hit->match) ||
             other->changes->len < hit->changes->len)) {
            g_clear_pointer(&hit, vl_hit_free);
            hit = g_steal_pointer(&other);
        }
    }
    if (hit == NULL)
        return vl_hit_new(VL_MATCH_ABSENT);
    check_start(source, quote, hit);
    return g_steal_pointer(&hit);
}

/* The references of a quote as the caller wrote them, in place of the raised
 * form in which they were compared. */
static void
lower_references(VlHit *hit)
{
    for (guint i = 0; i < hit->changes->len; i++) {
        VlChange *change = hit->changes->pdata[i];
        g_autofree char *lowered = vl_references_lower(change->quote);
        g_free(change->quote);
        change->quote = g_steal_pointer(&lowered);
    }
}

static VlHit *
locate_raised(const VlSource *source, const char *quote, guint page)
{
    gsize n_raised;
    g_autofree char *raised = vl_references_raise(source->references, quote,
                                                  strlen(quote), &n_raised);
    if (raised == NULL)
        return locate(source, quote, page);
    VlHit *hit = locate(source, raised, page);
    lower_references(hit);
    return hit;
}

/* Is b, found in another order of the lines, the better answer? */
static gboolean
is_better(const VlHit *a, const VlHit *b)
{
    if (b->match == VL_MATCH_ABSENT || b->match == VL_MATCH_UNREADABLE)
        return FALSE;
    if (a->match == VL_MATCH_ABSENT || vl_match_is_accepted(b->match))
        return TRUE;
    return a->match == VL_MATCH_ALTERED && b->changes->len < a->changes->len;
}

static VlHit *
locate_in_all_orders(const VlSource *source, const char *quote, guint page)
{
    g_autoptr(VlHit) hit = locate_raised(source, quote, page);
    if (vl_match_is_accepted(hit->match))
        return g_steal_pointer(&hit);
    const VlOtherOrder *other = vl_source_other(source);
    if (other->source == NULL)
        return g_steal_pointer(&hit);
    VlHit *found = locate_raised(other->source, quote, page);
    found = vl_arranged_take_hit(other->arranged, found);
    if (!is_better(hit, found)) {
        vl_hit_free(found);
        return g_steal_pointer(&hit);
    }
    return found;
}

VlHit *
vl_locate(const VlSource *source, const char *quote, guint page)
{
    VlHit *hit = locate_in_all_orders(source, quote, page);
    vl_hit_set_read(hit, source->document);
    return hit;
}
