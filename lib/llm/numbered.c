#include "config.h"

#include "llm/numbered.h"

#include <string.h>

#include "base/hash.h"

/* Hexadecimal digits of a mark. */
#define MARK_DIGITS 12

void
vl_numbered_free(VlNumbered *numbered)
{
    if (numbered == NULL)
        return;
    g_ptr_array_unref(numbered->sentences);
    g_free(numbered->text);
    g_free(numbered);
}

static gboolean
touches(const GArray *spans, VlSpan span)
{
    for (guint i = 0; i < spans->len; i++) {
        VlSpan other = g_array_index(spans, VlSpan, i);
        if (other.start < span.end && span.start < other.end)
            return TRUE;
    }
    return FALSE;
}

/* Sentences are made without hidden text; a prompt makes sure. */
static gboolean
is_hidden(const VlDocument *document, const VlSentence *sentence)
{
    for (guint i = 0; i < sentence->segments->len; i++) {
        VlSpan span = g_array_index(sentence->segments, VlSpan, i);
        guint first = vl_document_page_at(document, span.start);
        guint last =
            vl_document_page_at(document, span.end > 0 ? span.end - 1 : 0);
        for (guint n = first; n <= last; n++) {
            const VlPage *page = vl_document_page(document, n);
            if (touches(page->hidden, span) || touches(page->copies, span))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_wanted(const VlReading *reading, const VlSentence *sentence,
          gboolean with_back)
{
    const VlSection *section = vl_reading_section_of(reading, sentence);
    return sentence->kind != VL_SENTENCE_HEADING &&
           sentence->kind != VL_SENTENCE_FRONT &&
           section->kind != VL_SECTION_REFERENCES &&
           (with_back || section->kind != VL_SECTION_BACK) &&
           !is_hidden(reading->document, sentence);
}

GPtrArray *
vl_numbered_choose(const VlReading *reading, gboolean with_back)
{
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < reading->sentences->len; i++)
        if (is_wanted(reading, reading->sentences->pdata[i], with_back))
            g_ptr_array_add(list, reading->sentences->pdata[i]);
    return list;
}

char *
vl_numbered_clean(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        switch (g_unichar_type(c)) {
        case G_UNICODE_CONTROL:
        case G_UNICODE_LINE_SEPARATOR:
        case G_UNICODE_PARAGRAPH_SEPARATOR:
            g_string_append_c(out, ' ');
            break;
        case G_UNICODE_FORMAT:
        case G_UNICODE_PRIVATE_USE:
        case G_UNICODE_SURROGATE:
        case G_UNICODE_UNASSIGNED:
            break;
        default:
            g_string_append_unichar(out, c);
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* What stands over a sentence that begins another section. */
static void
put_section(GString *out, const VlSection *section)
{
    g_autofree char *heading = vl_numbered_clean(
        section->heading != NULL ? section->heading : "");
    g_string_append_printf(out, "# %s%s%s\n",
                           vl_section_kind_name(section->kind),
                           *heading != '\0' ? ": " : "", heading);
}

static char *
lines_of(const VlReading *reading, const GPtrArray *sentences)
{
    GString *out = g_string_new(NULL);
    guint section = G_MAXUINT;
    for (guint i = 0; i < sentences->len; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        if (sentence->section != section)
            put_section(out, vl_reading_section_of(reading, sentence));
        section = sentence->section;
        g_autofree char *text = vl_numbered_clean(sentence->text);
        g_string_append_printf(out, "[%u] %s\n", i + 1, text);
    }
    return g_string_free(out, FALSE);
}

VlNumbered *
vl_numbered_new(const VlReading *reading, const GPtrArray *list, guint first,
                guint n)
{
    VlNumbered *numbered = g_new0(VlNumbered, 1);
    numbered->sentences = g_ptr_array_new();
    for (guint i = first; i < first + n && i < list->len; i++)
        g_ptr_array_add(numbered->sentences, list->pdata[i]);
    g_autofree char *lines = lines_of(reading, numbered->sentences);
    /* The text cannot close a mark that is its own hash; and the same text
     * has the same one, so that an answer is found again. */
    g_autofree char *hash = vl_sha256(lines, strlen(lines));
    hash[MARK_DIGITS] = '\0';
    numbered->text = g_strdup_printf("<<<PAPER %s\n%sPAPER %s>>>", hash, lines,
                                     hash);
    return numbered;
}

VlSentence *
vl_numbered_get(const VlNumbered *numbered, gint64 number)
{
    return number >= 1 && number <= numbered->sentences->len
               ? numbered->sentences->pdata[number - 1]
               : NULL;
}

GPtrArray *
vl_numbered_named(const VlNumbered *numbered, const cJSON *item)
{
    GPtrArray *sentences = g_ptr_array_new();
    const cJSON *id = NULL, *ids = vl_json_get(item, "sids");
    cJSON_ArrayForEach(id, ids)
    {
        VlSentence *sentence =
            cJSON_IsNumber(id)
                ? vl_numbered_get(numbered, (gint64)id->valuedouble)
                : NULL;
        if (sentence != NULL)
            g_ptr_array_add(sentences, sentence);
    }
    return sentences;
}
