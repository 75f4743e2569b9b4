#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "model/repair.h"
#include "reading/read.h"
#include "reading/repair.h"
#include "verify/locate/locate.h"

/* Input: the quote, U+001F, the source; then U+001E and bytes that place the
 * lines of the source on their pages (see place), which may be missing, and
 * U+001D and another text of the same paper, from which signs are repaired.
 * Control characters of the source say which glyphs are unsafe (0x01),
 * hidden (0x02), raised (0x03) or lowered (0x04). */

typedef struct {
    VlDocument *document;
    VlSource *source;
} Fixture;

/* The digits behind a mark stand raised or lowered. */
static VlSpan
digits_behind(const char *mark, gsize at)
{
    VlSpan span = {at + 1, at + 1};
    for (const char *p = mark + 1; g_ascii_isdigit(*p); p++)
        span.end++;
    return span;
}

/* Four bytes a line: column, row, size of letters, and how many characters of
 * the text it takes (0: to the next line break). */
#define PLACE_BYTES 4

static void
place_line(VlPage *page, const uint8_t *bytes, gsize from, gsize to)
{
    int x = (bytes[0] % 8) * 700, y = bytes[1] * 40;
    int size = 40 + bytes[2] % 100;
    VlPageLine line = {
        {from, to}, x, y, x + MIN((int)(to - from), 120) * size / 2, y + size,
        size};
    g_array_append_val(page->lines, line);
}

static void
place_page(VlPage *page, const char *text, const uint8_t **bytes, gsize *n)
{
    gsize from = page->offset, end = page->offset + page->length;
    const char *p = g_utf8_offset_to_pointer(text, (glong)from);
    while (from < end && *n >= PLACE_BYTES) {
        gsize most = (*bytes)[3], at = from;
        while (at < end && *p != '\n' && (most == 0 || at < from + most)) {
            p = g_utf8_next_char(p);
            at++;
        }
        if (at > from)
            place_line(page, *bytes, from, at);
        from = at;
        while (from < end && *p == '\n') {
            p++;
            from++;
        }
        *bytes += PLACE_BYTES;
        *n -= PLACE_BYTES;
    }
}

static void
place(VlDocument *document, const uint8_t *bytes, gsize n)
{
    for (guint i = 0; i < document->pages->len; i++)
        place_page(document->pages->pdata[i], document->text, &bytes, &n);
}

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
            VlSpan digits = digits_behind(p, at);
            if (*p == 0x03 && digits.end > digits.start)
                g_array_append_val(page->raised, digits);
            if (*p == 0x04 && digits.end > digits.start)
                g_array_append_val(page->lowered, digits);
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
    /* In the order of the columns a later segment may stand before. */
    gboolean placed = FALSE;
    for (guint i = 0; i < fixture->document->pages->len; i++)
        placed |= vl_document_page(fixture->document, i + 1)->lines->len > 0;
    gsize last = 0;
    for (guint i = 0; i < hit->segments->len; i++) {
        const VlSegment *segment = hit->segments->pdata[i];
        if (!placed)
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

/* Whatever the places say, the reading has each of its sentences in the
 * text. */
static void
check_reading(const VlDocument *document)
{
    g_autoptr(VlReading) reading = vl_reading_new(document);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        g_assert_cmpuint(sentence->segments->len, >, 0);
        g_assert_true(g_utf8_validate(sentence->text, -1, NULL));
        for (guint k = 0; k < sentence->segments->len; k++) {
            VlSpan span = g_array_index(sentence->segments, VlSpan, k);
            g_assert_cmpuint(span.start, <, span.end);
            g_autofree char *part = vl_document_slice(document, span);
            g_assert_cmpuint(g_utf8_strlen(part, -1), ==,
                             span.end - span.start);
        }
    }
}

static void
arrange(Fixture *fixture, const uint8_t *bytes, size_t n)
{
    const uint8_t *other = memchr(bytes, 0x1D, n);
    size_t n_places = other != NULL ? (size_t)(other - bytes) : n;
    place(fixture->document, bytes, n_places);
    if (other != NULL) {
        g_autofree char *told = take(other + 1, n - n_places - 1);
        g_autoptr(VlDocument) jats =
            vl_document_from_text(VL_RENDERING_JATS, told);
        vl_repair_find(fixture->document, jats);
        g_autofree char *read = vl_document_text_read(fixture->document);
        if (read != NULL)
            g_assert_cmpint(g_utf8_strlen(read, -1), ==,
                            g_utf8_strlen(fixture->document->text, -1));
    }
    check_reading(fixture->document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size > 0 ? memchr(data, 0x1F, size) : NULL;
    if (cut == NULL)
        return 0;
    size_t left = size - (size_t)(cut - data) - 1;
    const uint8_t *places = memchr(cut + 1, 0x1E, left);
    size_t n_text = places != NULL ? (size_t)(places - cut) - 1 : left;
    g_autofree char *quote = take(data, (size_t)(cut - data));
    g_autofree char *text = take(cut + 1, n_text);
    Fixture fixture = {
        .document = vl_document_from_text(VL_RENDERING_PDF, text),
    };
    mark(fixture.document);
    if (places != NULL)
        arrange(&fixture, places + 1, left - n_text - 1);
    fixture.source = vl_source_new(fixture.document);
    check(&fixture, quote);
    check_digit(&fixture, quote);
    vl_source_free(fixture.source);
    vl_document_free(fixture.document);
    return 0;
}
