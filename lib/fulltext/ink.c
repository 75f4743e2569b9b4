#include "config.h"

#include "fulltext/ink.h"

#include <string.h>

#include "fulltext/copies.h"
#include "guard/injection.h"

/* Does the text of a page hold words that would be an alarm if hidden? */
static gboolean
is_suspicious(const VlPage *page, const char *text, gsize n_bytes)
{
    if (page->ink == VL_INK_DOUBTFUL)
        return TRUE;
    g_autofree char *own = g_strndup(text, n_bytes);
    g_autoptr(GArray) found = vl_injection_find(own);
    return found->len > 0;
}

char *
vl_ink_choose(const VlDocument *document, gboolean always)
{
    if (always)
        return g_strdup("all");
    g_autoptr(GString) pages = g_string_new(NULL);
    const char *text = document->text;
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = g_ptr_array_index(document->pages, i);
        gsize n = strcspn(text, "\f");
        if (is_suspicious(page, text, n))
            g_string_append_printf(pages, "%s%u", pages->len == 0 ? "" : ",",
                                   page->number);
        text += n + (text[n] == '\f');
    }
    return pages->len == 0 ? NULL
                           : g_string_free(g_steal_pointer(&pages), FALSE);
}

guint
vl_ink_last(const char *pages)
{
    const char *comma = strrchr(pages, ',');
    return (guint)g_ascii_strtoull(comma == NULL ? pages : comma + 1, NULL, 10);
}

/* Both readings are of one file; if the texts differ nevertheless, the
 * spans of one say nothing of the other.  The offsets differ: of the pages
 * that were not to be drawn, the second has no text. */
static const VlPage *
same_page(const VlDocument *drawn, const VlPage *page)
{
    if (drawn == NULL || page->number > drawn->pages->len)
        return NULL;
    const VlPage *other = vl_document_page(drawn, page->number);
    return other->length == page->length ? other : NULL;
}

static void
take_spans(VlPage *page, const VlPage *drawn)
{
    g_array_set_size(page->hidden, 0);
    g_array_set_size(page->copies, 0);
    for (guint i = 0; i < drawn->hidden->len; i++) {
        VlSpan span = g_array_index(drawn->hidden, VlSpan, i);
        span.start = span.start - drawn->offset + page->offset;
        span.end = span.end - drawn->offset + page->offset;
        g_array_append_val(page->hidden, span);
    }
    page->ink = drawn->ink;
}

void
vl_ink_merge(VlDocument *document, const VlDocument *drawn, const char *pages)
{
    guint missed = 0;
    gboolean all = g_str_equal(pages, "all");
    for (guint i = 0; i < document->pages->len; i++) {
        VlPage *page = g_ptr_array_index(document->pages, i);
        guint next = (guint)g_ascii_strtoull(pages, NULL, 10);
        if (!all && next != page->number)
            continue;
        const VlPage *other = same_page(drawn, page);
        if (other != NULL && other->ink >= VL_INK_CHECKED) {
            take_spans(page, other);
        } else {
            page->ink = VL_INK_INCONCLUSIVE;
            missed = missed == 0 ? page->number : missed;
        }
        if (!all)
            pages += strcspn(pages, ",") + (strchr(pages, ',') != NULL);
    }
    if (missed > 0 && document->warning == NULL)
        document->warning =
            g_strdup_printf("hidden text could not be looked for on page %u "
                            "and perhaps others",
                            missed);
}

/* Single letters, as Poppler reads the turned labels of a figure. */
static gboolean
is_shattered(const char *text)
{
    gsize n_spaces = 0, n_letters = 0;
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        if (g_unichar_isspace(g_utf8_get_char(text)))
            n_spaces++;
        else
            n_letters++;
    }
    return n_spaces * 5 >= n_letters * 4;
}

typedef enum { SPAN_HIDDEN, SPAN_COPY, SPAN_NOTHING } SpanKind;

/* *seen is made when it is first asked for: few documents hide anything. */
static SpanKind
judge_span(const VlPage *page, const char *text, const VlDocument *document,
           VlSeenWords **seen)
{
    g_autoptr(GArray) found = vl_injection_find(text);
    if (found->len > 0)
        return SPAN_HIDDEN;
    if (page->ink == VL_INK_INCONCLUSIVE || is_shattered(text))
        return SPAN_NOTHING;
    if (*seen == NULL)
        *seen = vl_seen_words_new(document);
    return vl_seen_words_hold(*seen, text) ? SPAN_COPY : SPAN_HIDDEN;
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const VlSpan *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* text is the page's own.  Gives in kept what is hidden and no copy. */
static void
settle_page(VlPage *page, const char *text, const VlDocument *document,
            VlSeenWords **seen, GArray *kept)
{
    gsize at = page->offset;
    for (guint i = 0; i < page->hidden->len; i++) {
        VlSpan span = g_array_index(page->hidden, VlSpan, i);
        const char *start =
            g_utf8_offset_to_pointer(text, (glong)(span.start - at));
        text = g_utf8_offset_to_pointer(start, (glong)(span.end - span.start));
        at = span.end;
        g_autofree char *words = g_strndup(start, (gsize)(text - start));
        SpanKind kind = judge_span(page, words, document, seen);
        if (kind == SPAN_HIDDEN)
            g_array_append_val(kept, span);
        else if (kind == SPAN_COPY)
            g_array_append_val(page->copies, span);
    }
    g_array_sort(page->copies, compare_spans);
}

/* Takes kept for the page's hidden spans. */
static void
take_kept(VlPage *page, const GArray *kept)
{
    g_array_set_size(page->hidden, 0);
    if (kept->len > 0)
        g_array_append_vals(page->hidden, kept->data, kept->len);
}

void
vl_ink_settle(VlDocument *document)
{
    const char *text = document->text;
    g_autoptr(VlSeenWords) seen = NULL;
    for (guint i = 0; i < document->pages->len; i++) {
        VlPage *page = g_ptr_array_index(document->pages, i);
        g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(VlSpan));
        settle_page(page, text, document, &seen, kept);
        take_kept(page, kept);
        text += strcspn(text, "\f");
        text += *text == '\f';
    }
}
