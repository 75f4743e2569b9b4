#include "config.h"

#include "model/record.h"

static GArray *
list_of_size(guint size)
{
    return g_array_new(FALSE, TRUE, size);
}

VlRecord *
vl_record_new(void)
{
    VlRecord *record = g_new0(VlRecord, 1);
    record->chunk = g_string_chunk_new(4096);
    record->version = 1;
    record->abstract = list_of_size(sizeof(VlAbstractPart));
    record->other_abstracts = list_of_size(sizeof(VlOtherAbstract));
    record->authors = list_of_size(sizeof(VlAuthor));
    record->languages = g_ptr_array_new();
    record->types = list_of_size(sizeof(VlTerm));
    record->mesh = list_of_size(sizeof(VlMesh));
    record->keywords = g_ptr_array_new();
    record->chemicals = list_of_size(sizeof(VlTerm));
    record->grants = list_of_size(sizeof(VlGrant));
    record->references = list_of_size(sizeof(VlReference));
    record->notices = list_of_size(sizeof(VlNotice));
    return record;
}

static void
free_nested_lists(VlRecord *record)
{
    for (guint i = 0; i < record->other_abstracts->len; i++)
        g_array_unref(
            g_array_index(record->other_abstracts, VlOtherAbstract, i)
                .abstract);
    for (guint i = 0; i < record->authors->len; i++)
        g_clear_pointer(
            &g_array_index(record->authors, VlAuthor, i).affiliations,
            g_ptr_array_unref);
    for (guint i = 0; i < record->mesh->len; i++)
        g_clear_pointer(&g_array_index(record->mesh, VlMesh, i).qualifiers,
                        g_array_unref);
}

void
vl_record_free(VlRecord *record)
{
    if (record == NULL)
        return;
    free_nested_lists(record);
    g_array_unref(record->abstract);
    g_array_unref(record->other_abstracts);
    g_array_unref(record->authors);
    g_ptr_array_unref(record->languages);
    g_array_unref(record->types);
    g_array_unref(record->mesh);
    g_ptr_array_unref(record->keywords);
    g_array_unref(record->chemicals);
    g_array_unref(record->grants);
    g_array_unref(record->references);
    g_array_unref(record->notices);
    g_string_chunk_free(record->chunk);
    g_free(record);
}

static const char *const notice_names[] = {
    "retraction",    "retraction_of",    "concern", "concern_of", "erratum",
    "erratum_of",    "update",           "update_of",
    "republication", "republication_of", "comment", "comment_of", "other",
};

const char *
vl_notice_kind_name(VlNoticeKind kind)
{
    g_return_val_if_fail((guint)kind < G_N_ELEMENTS(notice_names), NULL);
    return notice_names[kind];
}

char *
vl_record_name(const VlRecord *record)
{
    if (record->pmid != NULL)
        return g_strconcat("pmid:", record->pmid, NULL);
    if (record->doi != NULL)
        return g_strconcat("doi:", record->doi, NULL);
    return NULL;
}

gboolean
vl_record_has_abstract(const VlRecord *record)
{
    for (guint i = 0; i < record->abstract->len; i++) {
        const char *p =
            g_array_index(record->abstract, VlAbstractPart, i).text;
        for (; p != NULL && *p != '\0'; p = g_utf8_next_char(p))
            if (g_unichar_isalpha(g_utf8_get_char(p)))
                return TRUE;
    }
    return FALSE;
}
