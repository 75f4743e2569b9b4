#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "verify/locate.h"

/* Input: the quote, U+001F, the source.  Control characters of the source
 * say which glyphs are unsafe (0x01) or hidden (0x02). */

typedef struct {
    VlDocument *document;
    VlSource *source;
} Fixture;

static void
mark(VlDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        VlPage *page = document->pages->pdata[i];
        gsize at = 0;
        for (const char *p = document->text; *p != '\0';
             p = g_utf8_next_char(p), at++) {
            if (at < page->offset || at >= page->offset + page->length)
                continue;
            VlSpan span = {at, at + 1};
            if (*p == 0x01)
                g_array_append_val(page->unsafe, span);
            if (*p == 0x02)
                g_array_append_val(page->hidden, span);
        }
    }
}

static GString *
squeeze(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && c != '-' && c != 0x2010 && c != 0xAD)
            g_string_append_unichar(out, c);
    }
    return out;
}

static void
check_segments(const Fixture *fixture, const VlHit *hit)
{
    gsize last = 0;
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        g_assert_cmpuint(segment->span.start, >=, last);
        g_assert_cmpuint(segment->span.end, >, segment->span.start);
        last = segment->span.end;
        g_autofree char *printed =
            vl_document_slice(fixture->document, segment->span);
        g_assert_cmpstr(printed, ==, segment->text);
        g_assert_cmpuint(segment->page, >=, 1);
    }
}

/* Exact means equal but for white space and hyphens, whatever way it was
 * found. */
static void
check_exact(const VlHit *hit, const char *quote)
{
    if (hit->match != VL_MATCH_EXACT || strchr(quote, '.') != NULL ||
        strstr(quote, "\xE2\x80\xA6") != NULL)
        return;
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < hit->segments->len; i++)
        g_string_append(joined,
                        ((const VlSegment *)hit->segments->pdata[i])->text);
    g_autoptr(GString) asked = squeeze(quote);
    g_autoptr(GString) found = squeeze(joined->str);
    g_assert_cmpstr(asked->str, ==, found->str);
}

static void
check(const Fixture *fixture, const char *quote)
{
    g_autoptr(VlHit) hit = vl_locate(fixture->source, quote, 0);
    gboolean altered = hit->match == VL_MATCH_ALTERED;
    gboolean absent = hit->match == VL_MATCH_ABSENT;
    g_assert_true(altered == (hit->changes->len > 0));
    g_assert_true(absent == (hit->segments->len == 0));
    g_assert_true(absent == (hit->occurrences == 0));
    check_segments(fixture, hit);
    check_exact(hit, quote);
    g_autoptr(VlHit) again = vl_locate(fixture->source, quote, 2);
    g_assert_true((again->match == VL_MATCH_ABSENT) == absent);
}

/* A digit that changed is never accepted where no such text stands. */
static void
check_digit(const Fixture *fixture, const char *quote)
{
    g_autoptr(VlHit) hit = vl_locate(fixture->source, quote, 0);
    const char *digit = strpbrk(quote, "0123456789");
    if (hit->match != VL_MATCH_EXACT || digit == NULL ||
        hit->occurrences != 1 || fixture->document->n_bytes > 4000)
        return;
    g_autofree char *other = g_strdup(quote);
    other[digit - quote] = *digit == '9' ? '3' : (char)(*digit + 1);
    g_autoptr(VlHit) changed = vl_locate(fixture->source, other, 0);
    if (changed->match != VL_MATCH_EXACT &&
        changed->match != VL_MATCH_TYPOGRAPHIC)
        return;
    g_assert_true(changed->span.start != hit->span.start ||
                  changed->span.end != hit->span.end);
}

static char *
take(const uint8_t *data, size_t size)
{
    g_autofree char *raw = g_strndup((const char *)data, size);
    return g_utf8_make_valid(raw, -1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size > 0 ? memchr(data, 0x1F, size) : NULL;
    if (cut == NULL)
        return 0;
    g_autofree char *quote = take(data, (size_t)(cut - data));
    g_autofree char *text = take(cut + 1, size - (size_t)(cut - data) - 1);
    Fixture fixture = {
        .document = vl_document_from_text(VL_RENDERING_TEXT, text),
    };
    mark(fixture.document);
    fixture.source = vl_source_new(fixture.document);
    check(&fixture, quote);
    check_digit(&fixture, quote);
    vl_source_free(fixture.source);
    vl_document_free(fixture.document);
    return 0;
}
