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

enum { ID_OTHER, ID_PUBMED, ID_DOI, ID_PMC };

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
    VlArticleReader *reader = vl_gather_of(elements);
    begin_record(reader);
    reader->in_article = TRUE;
}

static void
end_article(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->in_article = FALSE;
    end_record(reader);
}

/* A MedlineCitation stands alone in files before 2017. */
static void
start_citation(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (!reader->in_article)
        begin_record(reader);
    reader->record->status =
        vl_gather_keep_attribute(reader, VL_ATTRIBUTE_STATUS);
}

static void
end_citation(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (!reader->in_article)
        end_record(reader);
}

/* A chapter has its own title; a book has only its own. */
static void
end_book_article(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
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
    begin_record(vl_gather_of(elements));
}

static void
end_deleted(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->record->pmid = vl_gather_pmid(reader);
    reader->record->deleted = TRUE;
    if (reader->record->pmid != NULL)
        deliver(reader);
}

/* ---- Identifiers ---- */

static void
start_pmid(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    gsize length = 0;
    const char *version =
        vl_gather_attribute(reader, VL_ATTRIBUTE_VERSION, &length);
    int number = 0;
    for (gsize i = 0; version != NULL && i < MIN(length, 4); i++)
        number =
            g_ascii_isdigit(version[i]) ? number * 10 + version[i] - '0' : 0;
    reader->record->version = MAX(number, 1);
}

static void
end_pmid(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (reader->record->pmid == NULL)
        reader->record->pmid = vl_gather_pmid(reader);
}

static void
start_article_id(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->id_type =
        vl_gather_attribute_is(reader, VL_ATTRIBUTE_ID_TYPE, "doi") ? ID_DOI
        : vl_gather_attribute_is(reader, VL_ATTRIBUTE_ID_TYPE, "pubmed")
            ? ID_PUBMED
        : vl_gather_attribute_is(reader, VL_ATTRIBUTE_ID_TYPE, "pmc")
            ? ID_PMC
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
    return vl_gather_keep(reader, pmcid, strlen(pmcid));
}

static void
end_article_id(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlRecord *record = reader->record;
    if (reader->id_type == ID_DOI && record->doi == NULL)
        record->doi = vl_gather_word(reader);
    else if (reader->id_type == ID_PUBMED && record->pmid == NULL)
        record->pmid = vl_gather_pmid(reader);
    else if (reader->id_type == ID_PMC && record->pmcid == NULL)
        record->pmcid = keep_pmcid(reader);
}

/* Before 2017 the PMCID was an OtherID. */
static void
end_other_id(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (reader->record->pmcid == NULL &&
        g_ascii_strncasecmp(elements->text->str, "PMC", 3) == 0)
        reader->record->pmcid = keep_pmcid(reader);
}

static void
start_e_location(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    gboolean usable =
        vl_gather_attribute_is(reader, VL_ATTRIBUTE_E_ID_TYPE, "doi") &&
        !vl_gather_attribute_is(reader, VL_ATTRIBUTE_VALID, "N");
    reader->id_type = usable ? ID_DOI : ID_OTHER;
}

static void
end_e_location(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (reader->id_type == ID_DOI && reader->source_doi == NULL)
        reader->source_doi = vl_gather_word(reader);
}

/* ---- Journal and date ---- */

/* StartPage and EndPage where MedlinePgn is missing. */
static void
end_pagination(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlRecord *record = reader->record;
    const char *start = reader->start_page, *end = reader->end_page;
    if (record->journal.pages == NULL && start != NULL && end != NULL) {
        g_autofree char *pages = g_strconcat(start, "-", end, NULL);
        record->journal.pages = vl_gather_keep(reader, pages, strlen(pages));
    } else if (record->journal.pages == NULL) {
        record->journal.pages = start;
    }
    reader->start_page = reader->end_page = NULL;
}

static void
start_pub_date(VlElements *elements)
{
    g_string_truncate(vl_gather_of(elements)->date, 0);
}

static void
end_date_part(VlElements *elements)
{
    GString *date = vl_gather_of(elements)->date;
    if (elements->text->len == 0)
        return;
    if (date->len > 0)
        g_string_append_c(date, ' ');
    g_string_append_len(date, elements->text->str, (gssize)elements->text->len);
}

static void
end_pub_date(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlPubDate *date = &reader->record->date;
    if (date->text != NULL || reader->date->len == 0)
        return;
    date->text = vl_gather_keep(reader, reader->date->str, reader->date->len);
    vl_pubdate_read(date->text, date);
}

static void
start_history(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    if (vl_gather_attribute_is(reader, VL_ATTRIBUTE_PUB_STATUS, "retracted"))
        reader->status_retracted = TRUE;
}

/* ---- Abstracts ---- */

static void
start_abstract(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->parts = reader->record->abstract;
}

static void
start_other_abstract(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlOtherAbstract *other =
        vl_gather_add(reader, reader->record->other_abstracts);
    other->language = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_LANGUAGE);
    other->type = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_TYPE);
    other->abstract = g_array_new(FALSE, TRUE, sizeof(VlAbstractPart));
    reader->parts = other->abstract;
}

static void
start_part(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlAbstractPart *part = vl_gather_add(reader, reader->parts);
    part->label = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_LABEL);
    part->category = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_CATEGORY);
    part->text = "";
    reader->item = part;
}

static void
end_part(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlAbstractPart *part = reader->item;
    part->text =
        vl_gather_keep(reader, elements->text->str, elements->text->len);
}

/* ---- Authors ---- */

static void
start_author_list(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->authors =
        vl_gather_attribute_is(reader, VL_ATTRIBUTE_TYPE, "editors")
            ? reader->editors
            : reader->record->authors;
}

/* ValidYN="N" is a name that was corrected; the right one follows. */
static void
start_author(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->skip_author =
        vl_gather_attribute_is(reader, VL_ATTRIBUTE_VALID, "N");
    reader->item = vl_gather_add(reader, reader->authors);
}

static void
end_author(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
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
    VlArticleReader *reader = vl_gather_of(elements);
    VlAuthor *author = reader->item;
    if (elements->text->len == 0)
        return;
    if (author->affiliations == NULL)
        author->affiliations = g_ptr_array_new();
    vl_gather_count(reader, 64);
    g_ptr_array_add(author->affiliations,
                    (gpointer)vl_gather_keep(reader, elements->text->str,
                                             elements->text->len));
}

static void
start_identifier(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->is_orcid =
        vl_gather_attribute_is(reader, VL_ATTRIBUTE_SOURCE, "ORCID");
}

/* ORCIDs come as digits, with hyphens, and as http and https addresses:
 * always 0000-0000-0000-0000 here. */
static void
end_identifier(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
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
    author->orcid =
        n == 19 ? vl_gather_keep(reader, orcid, 19) : vl_gather_word(reader);
}

/* ---- Lists ---- */

static void
start_type(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlTerm *term = vl_gather_add(reader, reader->record->types);
    term->ui = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_UI);
    reader->item = term;
}

static void
start_chemical(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlTerm *term = vl_gather_add(reader, reader->record->chemicals);
    term->ui = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_UI);
    reader->item = term;
}

static void
start_descriptor(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlMesh *mesh = vl_gather_add(reader, reader->record->mesh);
    mesh->ui = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_UI);
    mesh->major = vl_gather_attribute_is(reader, VL_ATTRIBUTE_MAJOR, "Y");
    reader->item = mesh;
}

/* A starred qualifier makes the heading a main topic too. */
static void
start_qualifier(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    GArray *headings = reader->record->mesh;
    if (headings->len == 0)
        vl_gather_add(reader, headings);
    VlMesh *mesh = &g_array_index(headings, VlMesh, headings->len - 1);
    if (mesh->qualifiers == NULL)
        mesh->qualifiers = g_array_new(FALSE, TRUE, sizeof(VlTerm));
    if (vl_gather_attribute_is(reader, VL_ATTRIBUTE_MAJOR, "Y"))
        mesh->major = TRUE;
    VlTerm *term = vl_gather_add(reader, mesh->qualifiers);
    term->ui = vl_gather_keep_attribute(reader, VL_ATTRIBUTE_UI);
    reader->item = term;
}

static void
start_grant(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->item = vl_gather_add(reader, reader->record->grants);
}

static void
start_reference(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    reader->item = vl_gather_add(reader, reader->record->references);
}

static void
end_reference_id(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    VlReference *reference = reader->item;
    if (reader->id_type == ID_DOI && reference->doi == NULL)
        reference->doi = vl_gather_word(reader);
    else if (reader->id_type == ID_PUBMED && reference->pmid == NULL)
        reference->pmid = vl_gather_word(reader);
}

static void
start_notice(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    gsize length = 0;
    const char *type =
        vl_gather_attribute(reader, VL_ATTRIBUTE_REF_TYPE, &length);
    reader->ref_source = reader->ref_pmid = reader->ref_note = NULL;
    reader->ref_type =
        vl_notice_from_ref_type(type ? type : "", length, &reader->cites);
}

static void
end_notice(VlElements *elements)
{
    VlArticleReader *reader = vl_gather_of(elements);
    const char *text =
        reader->ref_source ? reader->ref_source : reader->ref_note;
    if (reader->cites) {
        VlReference *reference =
            vl_gather_add(reader, reader->record->references);
        *reference = (VlReference){text, reader->ref_pmid, NULL};
    } else {
        VlNotice *notice = vl_gather_add(reader, reader->record->notices);
        *notice = (VlNotice){reader->ref_type, reader->ref_pmid, text};
    }
}

/* ---- The table ---- */

#define RECORD(member)                                                         \
    .text = TRUE, .base = VL_GATHER_OF_RECORD,                                 \
    .field = G_STRUCT_OFFSET(VlRecord, member)
#define ITEM(type, member)                                                     \
    .text = TRUE, .base = VL_GATHER_OF_ITEM,                                   \
    .field = G_STRUCT_OFFSET(type, member)
#define READER(member)                                                         \
    .text = TRUE, .base = VL_GATHER_OF_READER,                                 \
    .field = G_STRUCT_OFFSET(VlArticleReader, member)

#include "pubmed/article-rules.h"

/* Roots that people hand over instead, and the remedy. */
static const struct {
    const char *root, *remedy;
} other_roots[] = {
    {"html", "it is a web page; fetch the records with retmode=xml"},
    {"eFetchResult", "it is an error reply; fetch the records again"},
    {"eSearchResult", "it lists PMIDs only; fetch the records with efetch"},
    {"eSummaryResult", "it has no abstracts; fetch with efetch instead"},
    {"article", "it is a full text (JATS); read it with veille text"},
    {"pmc-articleset", "it is full texts (JATS); fetch from db=pubmed"},
    {NULL, "save the records from PubMed as XML"},
};

static void
on_other_root(VlElements *elements, const char *name)
{
    VlXml *xml = &elements->xml;
    guint i = 0;
    while (other_roots[i].root != NULL &&
           !g_str_equal(other_roots[i].root, name))
        i++;
    vl_xml_take_error(
        xml, g_error_new(VL_ERROR, VL_ERROR_MALFORMED,
                         "line %d: not PubMed XML, its root is <%.40s>: %s",
                         vl_xml_line(xml), name, other_roots[i].remedy));
}

void
vl_article_reader_init(VlArticleReader *reader, VlRecordFunc func,
                       gpointer data)
{
    memset(reader, 0, sizeof(*reader));
    vl_elements_init(&reader->elements, rules, G_N_ELEMENTS(rules), N_CONTEXTS,
                     on_other_root);
    vl_gather_intern(reader);
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
