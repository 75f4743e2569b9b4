#include "config.h"

#include "pubmed/article.h"

#include <string.h>

#include "base/error.h"
#include "pubmed/notices.h"
#include "pubmed/pubdate.h"

/* Contexts of the rules. */
enum {
    IN_ROOT,
    IN_ARTICLE,
    IN_CITATION,
    IN_BOOK_ARTICLE,
    IN_AUTHOR,
    IN_ABSTRACT,
    IN_PUB_DATE,
    IN_REFERENCES,
    IN_DELETED,
    N_CONTEXTS
};

/* Whose field a text goes to. */
enum { OF_RECORD, OF_ITEM, OF_READER };

static const char *const attribute_names[VL_ARTICLE_N_ATTRIBUTES] = {
    "Version", "Status",  "Label",     "NlmCategory",  "Language",
    "Type",    "UI",      "IdType",    "Source",       "ValidYN",
    "EIdType", "RefType", "PubStatus", "MajorTopicYN",
};
enum {
    VERSION,
    STATUS,
    LABEL,
    CATEGORY,
    LANGUAGE,
    TYPE,
    UI,
    ID_TYPE,
    SOURCE,
    VALID,
    E_ID_TYPE,
    REF_TYPE,
    PUB_STATUS,
    MAJOR
};

enum { ID_OTHER, ID_PUBMED, ID_DOI, ID_PMC };

/* ---- Small tools ---- */

static inline VlArticleReader *
reader_of(VlElements *elements)
{
    return (VlArticleReader *)elements;
}

static void
count(VlArticleReader *reader, gsize n_bytes)
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

static gpointer
add(VlArticleReader *reader, GArray *list)
{
    count(reader, 64);
    g_array_set_size(list, list->len + 1);
    return list->data + (gsize)(list->len - 1) * g_array_get_element_size(list);
}

static const char *
keep(VlArticleReader *reader, const char *bytes, gsize n_bytes)
{
    count(reader, n_bytes);
    return g_string_chunk_insert_len(reader->record->chunk, bytes,
                                     (gssize)n_bytes);
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The text without white space around it; NULL when nothing is left. */
static const char *
keep_stripped(VlArticleReader *reader)
{
    const char *start = reader->elements.text->str;
    gsize n = reader->elements.text->len;
    while (n > 0 && is_space(*start))
        start++, n--;
    while (n > 0 && is_space(start[n - 1]))
        n--;
    return n == 0 ? NULL : keep(reader, start, n);
}

static const char *
attribute(VlArticleReader *reader, guint which, gsize *length)
{
    return vl_xml_attribute(reader->attributes[which],
                            reader->elements.n_attributes,
                            reader->elements.attributes, length);
}

static const char *
keep_attribute(VlArticleReader *reader, guint which)
{
    gsize length = 0;
    const char *value = attribute(reader, which, &length);
    if (value == NULL || memchr(value, '&', length) == NULL)
        return value == NULL ? NULL : keep(reader, value, length);
    g_autoptr(GString) text = g_string_new(NULL);
    vl_xml_append_value(text, value, length);
    return keep(reader, text->str, text->len);
}

static gboolean
attribute_is(VlArticleReader *reader, guint which, const char *wanted)
{
    gsize length = 0;
    const char *value = attribute(reader, which, &length);
    return value != NULL && length == strlen(wanted) &&
           memcmp(value, wanted, length) == 0;
}

static const char **
field_of(VlArticleReader *reader)
{
    const VlElementRule *rule = reader->elements.rule;
    char *base = rule->base == OF_RECORD ? (char *)reader->record
                 : rule->base == OF_ITEM ? (char *)reader->item
                                         : (char *)reader;
    return (const char **)(gpointer)(base + rule->field);
}

/* The first text wins.  Every character of it is kept. */
static void
end_text(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    const char **field = field_of(reader);
    if (*field == NULL && elements->text->len > 0)
        *field = keep(reader, elements->text->str, elements->text->len);
}

/* The same for identifiers and numbers, white space dropped. */
static void
end_word(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    const char **field = field_of(reader);
    if (*field == NULL)
        *field = keep_stripped(reader);
}

static void
end_listed(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    GPtrArray *list = *(GPtrArray **)(gpointer)field_of(reader);
    count(reader, 64);
    if (elements->text->len > 0)
        g_ptr_array_add(list, (gpointer)keep(reader, elements->text->str,
                                             elements->text->len));
}

/* ---- The record as a whole ---- */

static void
begin_record(VlArticleReader *reader)
{
    g_clear_pointer(&reader->record, vl_record_free);
    reader->record = vl_record_new();
    reader->authors = reader->record->authors;
    reader->parts = reader->record->abstract;
    reader->n_bytes = 0;
    reader->status_retracted = FALSE;
    reader->start_page = reader->end_page = reader->source_doi = NULL;
}

static void
deliver(VlArticleReader *reader)
{
    g_autoptr(GError) error = NULL;
    VlXml *xml = &reader->elements.xml;
    if (xml->error != NULL)
        return;
    if (reader->record->deleted)
        reader->n_deleted++;
    else
        reader->n_records++;
    if (reader->func(g_steal_pointer(&reader->record), reader->data, &error))
        return;
    reader->func_failed = TRUE;
    if (error == NULL)
        g_set_error_literal(&error, VL_ERROR, VL_ERROR_FAILED, "stopped");
    vl_xml_take_error(xml, g_steal_pointer(&error));
}

static void
end_record(VlArticleReader *reader)
{
    VlRecord *record = reader->record;
    if (record->doi == NULL)
        record->doi = reader->source_doi;
    if (record->authors->len == 0 && reader->editors->len > 0) {
        GArray *none = record->authors;
        record->authors = reader->editors;
        reader->editors = none;
    }
    for (guint i = 0; i < reader->editors->len; i++)
        g_clear_pointer(
            &g_array_index(reader->editors, VlAuthor, i).affiliations,
            g_ptr_array_unref);
    g_array_set_size(reader->editors, 0);
    vl_notices_finish(record, reader->status_retracted);
    deliver(reader);
}

static void
start_article(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    begin_record(reader);
    reader->in_article = TRUE;
}

static void
end_article(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->in_article = FALSE;
    end_record(reader);
}

/* A MedlineCitation stands alone in files before 2017. */
static void
start_citation(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    if (!reader->in_article)
        begin_record(reader);
    reader->record->status = keep_attribute(reader, STATUS);
}

static void
end_citation(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    if (!reader->in_article)
        end_record(reader);
}

/* A chapter has its own title; a book has only its own. */
static void
end_book_article(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlRecord *record = reader->record;
    if (record->title == NULL) {
        record->title = record->journal.title;
        record->journal.title = NULL;
    }
    end_article(elements);
}

static void
start_deleted(VlElements *elements)
{
    begin_record(reader_of(elements));
}

static void
end_deleted(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->record->pmid = keep_stripped(reader);
    reader->record->deleted = TRUE;
    if (reader->record->pmid != NULL)
        deliver(reader);
}

/* ---- Identifiers ---- */

static void
start_pmid(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    gsize length = 0;
    const char *version = attribute(reader, VERSION, &length);
    int number = 0;
    for (gsize i = 0; version != NULL && i < MIN(length, 4); i++)
        number =
            g_ascii_isdigit(version[i]) ? number * 10 + version[i] - '0' : 0;
    reader->record->version = MAX(number, 1);
}

static void
start_article_id(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->id_type = attribute_is(reader, ID_TYPE, "doi")      ? ID_DOI
                      : attribute_is(reader, ID_TYPE, "pubmed") ? ID_PUBMED
                      : attribute_is(reader, ID_TYPE, "pmc")    ? ID_PMC
                                                                : ID_OTHER;
}

/* "PMC12" of "PMC12", "pmc12" and "12"; NULL for anything else. */
static const char *
keep_pmcid(VlArticleReader *reader)
{
    g_autofree char *text = g_strstrip(g_strdup(reader->elements.text->str));
    const char *digits = text;
    if (g_ascii_strncasecmp(digits, "PMC", 3) == 0)
        digits += 3;
    if (*digits == '\0' || strspn(digits, "0123456789") != strlen(digits))
        return NULL;
    g_autofree char *pmcid = g_strconcat("PMC", digits, NULL);
    return keep(reader, pmcid, strlen(pmcid));
}

static void
end_article_id(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlRecord *record = reader->record;
    if (reader->id_type == ID_DOI && record->doi == NULL)
        record->doi = keep_stripped(reader);
    else if (reader->id_type == ID_PUBMED && record->pmid == NULL)
        record->pmid = keep_stripped(reader);
    else if (reader->id_type == ID_PMC && record->pmcid == NULL)
        record->pmcid = keep_pmcid(reader);
}

/* Before 2017 the PMCID was an OtherID. */
static void
end_other_id(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    if (reader->record->pmcid == NULL &&
        g_ascii_strncasecmp(elements->text->str, "PMC", 3) == 0)
        reader->record->pmcid = keep_pmcid(reader);
}

static void
start_e_location(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    gboolean usable = attribute_is(reader, E_ID_TYPE, "doi") &&
                      !attribute_is(reader, VALID, "N");
    reader->id_type = usable ? ID_DOI : ID_OTHER;
}

static void
end_e_location(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    if (reader->id_type == ID_DOI && reader->source_doi == NULL)
        reader->source_doi = keep_stripped(reader);
}

/* ---- Journal and date ---- */

/* StartPage and EndPage where MedlinePgn is missing. */
static void
end_pagination(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlRecord *record = reader->record;
    const char *start = reader->start_page, *end = reader->end_page;
    if (record->journal.pages == NULL && start != NULL && end != NULL) {
        g_autofree char *pages = g_strconcat(start, "-", end, NULL);
        record->journal.pages = keep(reader, pages, strlen(pages));
    } else if (record->journal.pages == NULL) {
        record->journal.pages = start;
    }
    reader->start_page = reader->end_page = NULL;
}

static void
start_pub_date(VlElements *elements)
{
    g_string_truncate(reader_of(elements)->date, 0);
}

static void
end_date_part(VlElements *elements)
{
    GString *date = reader_of(elements)->date;
    if (elements->text->len == 0)
        return;
    if (date->len > 0)
        g_string_append_c(date, ' ');
    g_string_append_len(date, elements->text->str, (gssize)elements->text->len);
}

static void
end_pub_date(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlPubDate *date = &reader->record->date;
    if (date->text != NULL || reader->date->len == 0)
        return;
    date->text = keep(reader, reader->date->str, reader->date->len);
    vl_pubdate_read(date->text, date);
}

static void
start_history(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    if (attribute_is(reader, PUB_STATUS, "retracted"))
        reader->status_retracted = TRUE;
}

/* ---- Abstracts ---- */

static void
start_abstract(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->parts = reader->record->abstract;
}

static void
start_other_abstract(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlOtherAbstract *other = add(reader, reader->record->other_abstracts);
    other->language = keep_attribute(reader, LANGUAGE);
    other->type = keep_attribute(reader, TYPE);
    other->abstract = g_array_new(FALSE, TRUE, sizeof(VlAbstractPart));
    reader->parts = other->abstract;
}

static void
start_part(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlAbstractPart *part = add(reader, reader->parts);
    part->label = keep_attribute(reader, LABEL);
    part->category = keep_attribute(reader, CATEGORY);
    part->text = "";
    reader->item = part;
}

static void
end_part(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlAbstractPart *part = reader->item;
    part->text = keep(reader, elements->text->str, elements->text->len);
}

/* ---- Authors ---- */

static void
start_author_list(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->authors = attribute_is(reader, TYPE, "editors")
                          ? reader->editors
                          : reader->record->authors;
}

/* ValidYN="N" is a name that was corrected; the right one follows. */
static void
start_author(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->skip_author = attribute_is(reader, VALID, "N");
    reader->item = add(reader, reader->authors);
}

static void
end_author(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlAuthor *author = reader->item;
    gboolean named = author->family || author->given || author->collective;
    if (named && !reader->skip_author)
        return;
    g_clear_pointer(&author->affiliations, g_ptr_array_unref);
    g_array_set_size(reader->authors, reader->authors->len - 1);
}

static void
end_affiliation(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlAuthor *author = reader->item;
    if (elements->text->len == 0)
        return;
    if (author->affiliations == NULL)
        author->affiliations = g_ptr_array_new();
    count(reader, 64);
    g_ptr_array_add(
        author->affiliations,
        (gpointer)keep(reader, elements->text->str, elements->text->len));
}

static void
start_identifier(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->is_orcid = attribute_is(reader, SOURCE, "ORCID");
}

/* ORCIDs come as digits, with hyphens, and as http and https addresses:
 * always 0000-0000-0000-0000 here. */
static void
end_identifier(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlAuthor *author = reader->item;
    char orcid[20];
    int n = 0;
    if (!reader->is_orcid || author->orcid != NULL)
        return;
    for (const char *p = elements->text->str; *p != '\0' && n < 19; p++) {
        if (!g_ascii_isdigit(*p) && !(n == 18 && g_ascii_toupper(*p) == 'X'))
            continue;
        orcid[n++] = g_ascii_toupper(*p);
        if (n == 4 || n == 9 || n == 14)
            orcid[n++] = '-';
    }
    author->orcid = n == 19 ? keep(reader, orcid, 19) : keep_stripped(reader);
}

/* ---- Lists ---- */

static void
start_type(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlTerm *term = add(reader, reader->record->types);
    term->ui = keep_attribute(reader, UI);
    reader->item = term;
}

static void
start_chemical(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlTerm *term = add(reader, reader->record->chemicals);
    term->ui = keep_attribute(reader, UI);
    reader->item = term;
}

static void
start_descriptor(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlMesh *mesh = add(reader, reader->record->mesh);
    mesh->ui = keep_attribute(reader, UI);
    mesh->major = attribute_is(reader, MAJOR, "Y");
    reader->item = mesh;
}

/* A starred qualifier makes the heading a main topic too. */
static void
start_qualifier(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    GArray *headings = reader->record->mesh;
    if (headings->len == 0)
        add(reader, headings);
    VlMesh *mesh = &g_array_index(headings, VlMesh, headings->len - 1);
    if (mesh->qualifiers == NULL)
        mesh->qualifiers = g_array_new(FALSE, TRUE, sizeof(VlTerm));
    if (attribute_is(reader, MAJOR, "Y"))
        mesh->major = TRUE;
    VlTerm *term = add(reader, mesh->qualifiers);
    term->ui = keep_attribute(reader, UI);
    reader->item = term;
}

static void
start_grant(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->item = add(reader, reader->record->grants);
}

static void
start_reference(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    reader->item = add(reader, reader->record->references);
}

static void
end_reference_id(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    VlReference *reference = reader->item;
    if (reader->id_type == ID_DOI && reference->doi == NULL)
        reference->doi = keep_stripped(reader);
    else if (reader->id_type == ID_PUBMED && reference->pmid == NULL)
        reference->pmid = keep_stripped(reader);
}

static void
start_notice(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    gsize length = 0;
    const char *type = attribute(reader, REF_TYPE, &length);
    reader->ref_source = reader->ref_pmid = reader->ref_note = NULL;
    reader->ref_type =
        vl_notice_from_ref_type(type ? type : "", length, &reader->cites);
}

static void
end_notice(VlElements *elements)
{
    VlArticleReader *reader = reader_of(elements);
    const char *text =
        reader->ref_source ? reader->ref_source : reader->ref_note;
    if (reader->cites) {
        VlReference *reference = add(reader, reader->record->references);
        *reference = (VlReference){text, reader->ref_pmid, NULL};
    } else {
        VlNotice *notice = add(reader, reader->record->notices);
        *notice = (VlNotice){reader->ref_type, reader->ref_pmid, text};
    }
}

/* ---- The table ---- */

#define RECORD(member)                                                         \
    .text = TRUE, .base = OF_RECORD, .field = G_STRUCT_OFFSET(VlRecord, member)
#define ITEM(type, member)                                                     \
    .text = TRUE, .base = OF_ITEM, .field = G_STRUCT_OFFSET(type, member)
#define READER(member)                                                         \
    .text = TRUE, .base = OF_READER,                                           \
    .field = G_STRUCT_OFFSET(VlArticleReader, member)

#include "pubmed/article-rules.h"

static void
on_other_root(VlElements *elements, const char *name)
{
    VlXml *xml = &elements->xml;
    vl_xml_take_error(
        xml, g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                         "line %d: not PubMed XML, its root is <%.40s>",
                         vl_xml_line(xml), name));
}

void
vl_article_reader_init(VlArticleReader *reader, VlRecordFunc func,
                       gpointer data)
{
    memset(reader, 0, sizeof(*reader));
    vl_elements_init(&reader->elements, rules, G_N_ELEMENTS(rules), N_CONTEXTS,
                     on_other_root);
    for (guint i = 0; i < VL_ARTICLE_N_ATTRIBUTES; i++)
        if (attribute_names[i] != NULL)
            reader->attributes[i] =
                vl_xml_intern(&reader->elements.xml, attribute_names[i]);
    reader->func = func;
    reader->data = data;
    reader->date = g_string_new(NULL);
    reader->editors = g_array_new(FALSE, TRUE, sizeof(VlAuthor));
}

void
vl_article_reader_clear(VlArticleReader *reader)
{
    g_clear_pointer(&reader->record, vl_record_free);
    for (guint i = 0; i < reader->editors->len; i++)
        g_clear_pointer(
            &g_array_index(reader->editors, VlAuthor, i).affiliations,
            g_ptr_array_unref);
    g_array_unref(reader->editors);
    g_string_free(reader->date, TRUE);
    vl_elements_clear(&reader->elements);
}
