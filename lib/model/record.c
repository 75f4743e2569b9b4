#include "config.h"

#include "model/record.h"

#include <string.h>

#include "base/error.h"

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
        g_array_unref(g_array_index(record->other_abstracts, VlOtherAbstract, i)
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
    "retraction",    "retraction_of",    "concern", "concern_of",
    "erratum",       "erratum_of",       "update",  "update_of",
    "republication", "republication_of", "comment", "comment_of",
    "other",
};

const char *
vl_notice_kind_name(VlNoticeKind kind)
{
    g_return_val_if_fail((guint)kind < G_N_ELEMENTS(notice_names), NULL);
    return notice_names[kind];
}

const char *
vl_record_title(const VlRecord *record)
{
    return record->title != NULL ? record->title : record->vernacular_title;
}

gboolean
vl_is_pmid(const char *text)
{
    gsize n = strlen(text);
    return n > 0 && n <= VL_MAX_PMID_DIGITS && strspn(text, "0123456789") == n;
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
        const char *p = g_array_index(record->abstract, VlAbstractPart, i).text;
        for (; p != NULL && *p != '\0'; p = g_utf8_next_char(p))
            if (g_unichar_isalpha(g_utf8_get_char(p)))
                return TRUE;
    }
    return FALSE;
}

/* ---- JSON, out ---- */

static void
write_parts(VlJson *json, const GArray *parts)
{
    vl_json_key(json, "abstract");
    vl_json_begin_array(json);
    for (guint i = 0; i < parts->len; i++) {
        const VlAbstractPart *part = &g_array_index(parts, VlAbstractPart, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "label", part->label);
        vl_json_member_string(json, "category", part->category);
        vl_json_member_string(json, "text", part->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_other_abstracts(VlJson *json, const GArray *others)
{
    vl_json_key(json, "other_abstracts");
    vl_json_begin_array(json);
    for (guint i = 0; i < others->len; i++) {
        const VlOtherAbstract *other =
            &g_array_index(others, VlOtherAbstract, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "language", other->language);
        vl_json_member_string(json, "type", other->type);
        write_parts(json, other->abstract);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_authors(VlJson *json, const GArray *authors)
{
    vl_json_key(json, "authors");
    vl_json_begin_array(json);
    for (guint i = 0; i < authors->len; i++) {
        const VlAuthor *author = &g_array_index(authors, VlAuthor, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "family", author->family);
        vl_json_member_string(json, "given", author->given);
        vl_json_member_string(json, "initials", author->initials);
        vl_json_member_string(json, "suffix", author->suffix);
        vl_json_member_string(json, "collective", author->collective);
        vl_json_member_string(json, "orcid", author->orcid);
        vl_json_member_strings(json, "affiliations", author->affiliations);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_journal(VlJson *json, const VlRecord *record)
{
    vl_json_key(json, "journal");
    vl_json_begin_object(json);
    vl_json_member_string(json, "title", record->journal.title);
    vl_json_member_string(json, "iso", record->journal.iso);
    vl_json_member_string(json, "issn", record->journal.issn);
    vl_json_member_string(json, "volume", record->journal.volume);
    vl_json_member_string(json, "issue", record->journal.issue);
    vl_json_member_string(json, "pages", record->journal.pages);
    vl_json_end_object(json);
}

static void
write_number_or_null(VlJson *json, const char *key, int number)
{
    vl_json_key(json, key);
    if (number > 0)
        vl_json_int(json, number);
    else
        vl_json_null(json);
}

static void
write_date(VlJson *json, const VlPubDate *date)
{
    vl_json_key(json, "date");
    vl_json_begin_object(json);
    write_number_or_null(json, "year", date->year);
    write_number_or_null(json, "month", date->month);
    write_number_or_null(json, "day", date->day);
    vl_json_member_string(json, "text", date->text);
    vl_json_end_object(json);
}

static void
write_terms(VlJson *json, const char *key, const GArray *terms)
{
    vl_json_key(json, key);
    vl_json_begin_array(json);
    for (guint i = 0; terms != NULL && i < terms->len; i++) {
        const VlTerm *term = &g_array_index(terms, VlTerm, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "ui", term->ui);
        vl_json_member_string(json, "name", term->name);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_mesh(VlJson *json, const GArray *headings)
{
    vl_json_key(json, "mesh");
    vl_json_begin_array(json);
    for (guint i = 0; i < headings->len; i++) {
        const VlMesh *mesh = &g_array_index(headings, VlMesh, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "ui", mesh->ui);
        vl_json_member_string(json, "name", mesh->name);
        vl_json_member_bool(json, "major", mesh->major);
        write_terms(json, "qualifiers", mesh->qualifiers);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_grants(VlJson *json, const GArray *grants)
{
    vl_json_key(json, "grants");
    vl_json_begin_array(json);
    for (guint i = 0; i < grants->len; i++) {
        const VlGrant *grant = &g_array_index(grants, VlGrant, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "id", grant->id);
        vl_json_member_string(json, "agency", grant->agency);
        vl_json_member_string(json, "country", grant->country);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_references(VlJson *json, const GArray *references)
{
    vl_json_key(json, "references");
    vl_json_begin_array(json);
    for (guint i = 0; i < references->len; i++) {
        const VlReference *one = &g_array_index(references, VlReference, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "text", one->text);
        vl_json_member_string(json, "pmid", one->pmid);
        vl_json_member_string(json, "doi", one->doi);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_notices(VlJson *json, const GArray *notices)
{
    vl_json_key(json, "notices");
    vl_json_begin_array(json);
    for (guint i = 0; i < notices->len; i++) {
        const VlNotice *notice = &g_array_index(notices, VlNotice, i);
        vl_json_begin_object(json);
        vl_json_member_string(json, "kind", vl_notice_kind_name(notice->kind));
        vl_json_member_string(json, "pmid", notice->pmid);
        vl_json_member_string(json, "text", notice->text);
        vl_json_end_object(json);
    }
    vl_json_end_array(json);
}

static void
write_rest(VlJson *json, const VlRecord *record)
{
    vl_json_member_strings(json, "languages", record->languages);
    write_terms(json, "types", record->types);
    write_mesh(json, record->mesh);
    vl_json_member_strings(json, "keywords", record->keywords);
    write_terms(json, "chemicals", record->chemicals);
    write_grants(json, record->grants);
    vl_json_member_string(json, "coi", record->coi);
    write_references(json, record->references);
    write_notices(json, record->notices);
    vl_json_member_bool(json, "retracted", record->retracted);
    vl_json_member_bool(json, "preprint", record->preprint);
    vl_json_member_string(json, "status", record->status);
}

void
vl_record_write_json(const VlRecord *record, VlJson *json)
{
    vl_json_begin_object(json);
    vl_json_member_string(json, "pmid", record->pmid);
    if (record->deleted) {
        vl_json_member_bool(json, "deleted", TRUE);
        vl_json_end_object(json);
        return;
    }
    vl_json_member_int(json, "version", record->version);
    vl_json_member_string(json, "pmcid", record->pmcid);
    vl_json_member_string(json, "doi", record->doi);
    vl_json_member_string(json, "title", record->title);
    vl_json_member_string(json, "vernacular_title", record->vernacular_title);
    write_parts(json, record->abstract);
    write_other_abstracts(json, record->other_abstracts);
    write_authors(json, record->authors);
    write_journal(json, record);
    write_date(json, &record->date);
    write_rest(json, record);
    vl_json_end_object(json);
}

/* ---- JSON, in ---- */

/* The string as the record's own; NULL when it is not there. */
static const char *
keep(VlRecord *record, const cJSON *object, const char *key)
{
    const char *value = vl_json_get_string(object, key, NULL);
    return value ? g_string_chunk_insert(record->chunk, value) : NULL;
}

static void
read_strings(VlRecord *record, const cJSON *list, GPtrArray *strings)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list) if (cJSON_IsString(item)) g_ptr_array_add(
        strings, g_string_chunk_insert(record->chunk, item->valuestring));
}

static void
read_parts(VlRecord *record, const cJSON *list, GArray *parts)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlAbstractPart part = {keep(record, item, "label"),
                               keep(record, item, "category"),
                               keep(record, item, "text")};
        if (part.text == NULL)
            part.text = "";
        g_array_append_val(parts, part);
    }
}

static void
read_other_abstracts(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlOtherAbstract other = {keep(record, item, "language"),
                                 keep(record, item, "type"),
                                 list_of_size(sizeof(VlAbstractPart))};
        read_parts(record, vl_json_get(item, "abstract"), other.abstract);
        g_array_append_val(record->other_abstracts, other);
    }
}

static void
read_authors(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlAuthor author = {.family = keep(record, item, "family"),
                           .given = keep(record, item, "given"),
                           .initials = keep(record, item, "initials"),
                           .suffix = keep(record, item, "suffix"),
                           .collective = keep(record, item, "collective"),
                           .orcid = keep(record, item, "orcid")};
        const cJSON *affiliations = vl_json_get(item, "affiliations");
        if (cJSON_GetArraySize(affiliations) > 0) {
            author.affiliations = g_ptr_array_new();
            read_strings(record, affiliations, author.affiliations);
        }
        g_array_append_val(record->authors, author);
    }
}

static void
read_journal(VlRecord *record, const cJSON *journal)
{
    record->journal.title = keep(record, journal, "title");
    record->journal.iso = keep(record, journal, "iso");
    record->journal.issn = keep(record, journal, "issn");
    record->journal.volume = keep(record, journal, "volume");
    record->journal.issue = keep(record, journal, "issue");
    record->journal.pages = keep(record, journal, "pages");
}

static int
read_number(const cJSON *object, const char *key, int most)
{
    gint64 number = vl_json_get_int(object, key, 0);
    return number >= 0 && number <= most ? (int)number : 0;
}

static void
read_terms(VlRecord *record, const cJSON *list, GArray *terms)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlTerm term = {keep(record, item, "ui"), keep(record, item, "name")};
        g_array_append_val(terms, term);
    }
}

static void
read_mesh(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlMesh mesh = {keep(record, item, "ui"), keep(record, item, "name"),
                       vl_json_get_bool(item, "major", FALSE), NULL};
        const cJSON *qualifiers = vl_json_get(item, "qualifiers");
        if (cJSON_GetArraySize(qualifiers) > 0) {
            mesh.qualifiers = list_of_size(sizeof(VlTerm));
            read_terms(record, qualifiers, mesh.qualifiers);
        }
        g_array_append_val(record->mesh, mesh);
    }
}

static void
read_grants(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlGrant grant = {keep(record, item, "id"), keep(record, item, "agency"),
                         keep(record, item, "country")};
        g_array_append_val(record->grants, grant);
    }
}

static void
read_references(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlReference reference = {keep(record, item, "text"),
                                 keep(record, item, "pmid"),
                                 keep(record, item, "doi")};
        g_array_append_val(record->references, reference);
    }
}

static VlNoticeKind
notice_kind(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(notice_names); i++)
        if (g_str_equal(notice_names[i], name))
            return (VlNoticeKind)i;
    return VL_NOTICE_OTHER;
}

static void
read_notices(VlRecord *record, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        VlNotice notice = {notice_kind(vl_json_get_string(item, "kind", "")),
                           keep(record, item, "pmid"),
                           keep(record, item, "text")};
        g_array_append_val(record->notices, notice);
    }
}

static void
read_scalars(VlRecord *record, const cJSON *object)
{
    record->version = MAX(1, read_number(object, "version", 9999));
    record->pmcid = keep(record, object, "pmcid");
    record->doi = keep(record, object, "doi");
    record->title = keep(record, object, "title");
    record->vernacular_title = keep(record, object, "vernacular_title");
    record->coi = keep(record, object, "coi");
    record->status = keep(record, object, "status");
    record->retracted = vl_json_get_bool(object, "retracted", FALSE);
    record->preprint = vl_json_get_bool(object, "preprint", FALSE);
    read_journal(record, vl_json_get(object, "journal"));

    const cJSON *date = vl_json_get(object, "date");
    record->date = (VlPubDate){
        read_number(date, "year", 9999), read_number(date, "month", 12),
        read_number(date, "day", 31), keep(record, date, "text")};
}

VlRecord *
vl_record_from_json(const cJSON *object, GError **error)
{
    if (!cJSON_IsObject(object)) {
        g_set_error_literal(error, VL_ERROR, VL_ERROR_MALFORMED,
                            "a record must be a JSON object");
        return NULL;
    }
    VlRecord *record = vl_record_new();
    record->pmid = keep(record, object, "pmid");
    record->deleted = vl_json_get_bool(object, "deleted", FALSE);
    read_scalars(record, object);
    read_parts(record, vl_json_get(object, "abstract"), record->abstract);
    read_other_abstracts(record, vl_json_get(object, "other_abstracts"));
    read_authors(record, vl_json_get(object, "authors"));
    read_strings(record, vl_json_get(object, "languages"), record->languages);
    read_terms(record, vl_json_get(object, "types"), record->types);
    read_mesh(record, vl_json_get(object, "mesh"));
    read_strings(record, vl_json_get(object, "keywords"), record->keywords);
    read_terms(record, vl_json_get(object, "chemicals"), record->chemicals);
    read_grants(record, vl_json_get(object, "grants"));
    read_references(record, vl_json_get(object, "references"));
    read_notices(record, vl_json_get(object, "notices"));
    return record;
}

VlRecord *
vl_record_copy(const VlRecord *record)
{
    g_autoptr(GString) text = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(text);
    vl_record_write_json(record, &json);
    g_autoptr(cJSON) object = vl_json_parse(text->str, text->len, NULL);
    return object != NULL ? vl_record_from_json(object, NULL) : NULL;
}
