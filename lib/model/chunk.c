#include "config.h"

#include "model/chunk.h"

static const char *const section_names[] = {
    "unknown", "title",      "abstract",   "introduction", "methods",
    "results", "discussion", "conclusion", "references",   "back",
};

const char *
vl_section_kind_name(VlSectionKind kind)
{
    g_return_val_if_fail((guint)kind < G_N_ELEMENTS(section_names), NULL);
    return section_names[kind];
}

VlSection *
vl_section_new(VlSectionKind kind)
{
    VlSection *section = g_new0(VlSection, 1);
    section->kind = section->within = kind;
    return section;
}

void
vl_section_free(VlSection *section)
{
    if (section == NULL)
        return;
    g_free(section->heading);
    g_free(section);
}

VlSentence *
vl_sentence_new(VlSentenceKind kind)
{
    VlSentence *sentence = g_new0(VlSentence, 1);
    sentence->kind = kind;
    sentence->segments = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    return sentence;
}

void
vl_sentence_free(VlSentence *sentence)
{
    if (sentence == NULL)
        return;
    g_array_unref(sentence->segments);
    g_free(sentence->text);
    g_free(sentence->marked);
    g_free(sentence);
}

VlReading *
vl_reading_alloc(const VlDocument *document)
{
    VlReading *reading = g_new0(VlReading, 1);
    reading->document = document;
    reading->sections =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_section_free);
    reading->sentences =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_sentence_free);
    reading->chunks = g_array_new(FALSE, FALSE, sizeof(VlChunk));
    reading->furniture = g_array_new(FALSE, FALSE, sizeof(VlSpan));
    return reading;
}

void
vl_reading_free(VlReading *reading)
{
    if (reading == NULL)
        return;
    g_ptr_array_unref(reading->sections);
    g_ptr_array_unref(reading->sentences);
    g_array_unref(reading->chunks);
    g_array_unref(reading->furniture);
    g_free(reading);
}

const VlSection *
vl_reading_section_of(const VlReading *reading, const VlSentence *sentence)
{
    g_return_val_if_fail(sentence->section < reading->sections->len, NULL);
    return reading->sections->pdata[sentence->section];
}
