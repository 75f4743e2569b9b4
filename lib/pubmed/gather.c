#include "config.h"

#include "pubmed/gather.h"

#include <string.h>

#include "base/error.h"

static const char *const attribute_names[VL_N_ATTRIBUTES] = {
    "Version", "Status",  "Label",     "NlmCategory",  "Language",
    "Type",    "UI",      "IdType",    "Source",       "ValidYN",
    "EIdType", "RefType", "PubStatus", "MajorTopicYN",
};

void
vl_gather_intern(VlArticleReader *reader)
{
    for (guint i = 0; i < VL_N_ATTRIBUTES; i++)
        reader->attributes[i] =
            vl_xml_intern(&reader->elements.xml, attribute_names[i]);
}

void
vl_gather_count(VlArticleReader *reader, gsize n_bytes)
{
    reader->n_bytes += n_bytes;
    if (reader->n_bytes <= VL_RECORD_MAX_BYTES)
        return;
    VlXml *xml = &reader->elements.xml;
    vl_xml_take_error(xml, g_error_new(VL_ERROR, VL_ERROR_TOO_BIG,
                                       "line %d: a record of more than %d "
                                       "bytes",
                                       vl_xml_line(xml), VL_RECORD_MAX_BYTES));
}

gpointer
vl_gather_add(VlArticleReader *reader, GArray *list)
{
    vl_gather_count(reader, 64);
    g_array_set_size(list, list->len + 1);
    return list->data + (gsize)(list->len - 1) * g_array_get_element_size(list);
}

const char *
vl_gather_keep(VlArticleReader *reader, const char *bytes, gsize n_bytes)
{
    vl_gather_count(reader, n_bytes);
    return g_string_chunk_insert_len(reader->record->chunk, bytes,
                                     (gssize)n_bytes);
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text without white space around it; NULL when nothing is left. */
const char *
vl_gather_word(VlArticleReader *reader)
{
    const char *start = reader->elements.text->str;
    gsize n = reader->elements.text->len;
    while (n > 0 && is_space(*start))
        start++, n--;
    while (n > 0 && is_space(start[n - 1]))
        n--;
    return n == 0 ? NULL : vl_gather_keep(reader, start, n);
}

const char *
vl_gather_pmid(VlArticleReader *reader)
{
    const char *word = vl_gather_word(reader);
    return word != NULL && vl_is_pmid(word) ? word : NULL;
}

const char *
vl_gather_attribute(VlArticleReader *reader, guint which, gsize *length)
{
    return vl_xml_attribute(reader->attributes[which],
                            reader->elements.n_attributes,
                            reader->elements.attributes, length);
}

const char *
vl_gather_keep_attribute(VlArticleReader *reader, guint which)
{
    gsize length = 0;
    const char *value = vl_gather_attribute(reader, which, &length);
    if (value == NULL || memchr(value, '&', length) == NULL)
        return value == NULL ? NULL : vl_gather_keep(reader, value, length);
    g_autoptr(GString) text = g_string_new(NULL);
    vl_xml_append_value(text, value, length);
    return vl_gather_keep(reader, text->str, text->len);
}

gboolean
vl_gather_attribute_is(VlArticleReader *reader, guint which, const char *wanted)
{
    gsize length = 0;
    const char *value = vl_gather_attribute(reader, which, &length);
    return value != NULL && length == strlen(wanted) &&
           memcmp(value, wanted, length) == 0;
}

static const char **
field_of(VlArticleReader *reader)
{
    const VlElementRule *rule = reader->elements.rule;
    char *base = rule->base == VL_GATHER_OF_RECORD ? (char *)reader->record
                 : rule->base == VL_GATHER_OF_ITEM ? (char *)reader->item
                                                   : (char *)reader;
    return (const char **)(gpointer)(base + rule->field);
}

/* The first text wins.  Every character of it is kept. */
void
vl_gather_end_text(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    const char **field = field_of(reader);
    if (*field == NULL && elements->text->len > 0)
        *field =
            vl_gather_keep(reader, elements->text->str, elements->text->len);
}

/* The same for identifiers and numbers, white space dropped. */
void
vl_gather_end_word(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    const char **field = field_of(reader);
    if (*field == NULL)
        *field = vl_gather_word(reader);
}

void
vl_gather_end_listed(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    GPtrArray *list = *(GPtrArray **)(gpointer)field_of(reader);
    vl_gather_count(reader, 64);
    if (elements->text->len > 0)
        g_ptr_array_add(list,
                        (gpointer)vl_gather_keep(reader, elements->text->str,
                                                 elements->text->len));
}
