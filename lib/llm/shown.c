#include "config.h"

#include "llm/shown.h"

#include <string.h>

#include "base/unicode.h"

#define SOFT_HYPHEN 0x00AD

/* Signs that a line break leaves in print, at p; 0: none. */
static gsize
break_length(const char *p)
{
    gunichar c = g_utf8_get_char(p);
    const char *next = *p != '\0' ? g_utf8_next_char(p) : p;
    if (c == SOFT_HYPHEN || c == '\n')
        return (gsize)(next - p);
    return g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION && *next == '\n'
               ? (gsize)(next - p) + 1
               : 0;
}

/* The bytes at p that print the words; 0: others stand there. */
static gsize
match_words(const char *p, const char *words)
{
    const char *start = p;
    while (*words != '\0') {
        gsize n = 0;
        if (*words == ' ' && g_unichar_isspace(g_utf8_get_char(p))) {
            while (*p != '\0' && g_unichar_isspace(g_utf8_get_char(p)))
                p = g_utf8_next_char(p);
            words++;
        } else if (*p != '\0' &&
                   g_utf8_get_char(p) == g_utf8_get_char(words)) {
            p = g_utf8_next_char(p);
            words = g_utf8_next_char(words);
        } else if (p > start && (n = break_length(p)) > 0) {
            p += n;
        } else {
            return 0;
        }
    }
    return (gsize)(p - start);
}

/* The nth place, from 0, in text; counts *nth down by those that it passes. */
static gboolean
find_words(const char *text, const char *words, guint *nth, VlSpan *found)
{
    gsize at = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), at++) {
        gsize n = match_words(p, words);
        if (n == 0)
            continue;
        if ((*nth)-- == 0) {
            *found = (VlSpan){at, at + vl_utf8_length(p, (gssize)n)};
            return TRUE;
        }
    }
    return FALSE;
}

static guint
count_before(const char *text, const char *end, const char *words)
{
    guint n = 0;
    for (const char *p = text; p < end; p = g_utf8_next_char(p))
        n += g_str_has_prefix(p, words);
    return n;
}

/* local: in the sentence's own text. */
static VlSpan
span_in_sentence(const VlDocument *document, const VlSentence *sentence,
                 VlSpan local)
{
    const char *text = sentence->text;
    const char *start = g_utf8_offset_to_pointer(text, (glong)local.start);
    const char *end = g_utf8_offset_to_pointer(text, (glong)local.end);
    g_autofree char *words = g_strndup(start, (gsize)(end - start));
    guint nth = count_before(text, start, words);
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan segment = g_array_index(sentence->segments, VlSpan, i);
        g_autofree char *printed = vl_document_slice(document, segment);
        VlSpan found;
        if (find_words(printed, words, &nth, &found))
            return (VlSpan){segment.start + found.start,
                            segment.start + found.end};
    }
    return (VlSpan){0, 0};
}

VlSpan
vl_shown_span(const VlDocument *document, const GPtrArray *sentences,
              VlSpan span)
{
    gsize at = 0;
    for (guint i = 0; i < sentences->len && span.end > span.start; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        gsize n = vl_utf8_length(sentence->text, -1);
        if (span.start >= at && span.end <= at + n)
            return span_in_sentence(
                document, sentence, (VlSpan){span.start - at, span.end - at});
        at += n + 1;
    }
    return (VlSpan){0, 0};
}
