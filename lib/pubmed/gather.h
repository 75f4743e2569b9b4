#pragma once

#include "model/record.h"
#include "pubmed/elements.h"

/* How the handlers of article.c put texts and attributes into the record
 * that is being read. */

/* Each record as soon as it is whole; record is taken.  FALSE with *error
 * set stops the reading. */
typedef gboolean (*VlRecordFunc)(VlRecord *record, gpointer data,
                                 GError **error);

/* More than this in one record is an attack: bytes of text, 64 for each
 * list entry. */
#define VL_RECORD_MAX_BYTES (64 * 1024 * 1024)

/* The attributes that matter. */
enum {
    VL_ATTRIBUTE_VERSION,
    VL_ATTRIBUTE_STATUS,
    VL_ATTRIBUTE_LABEL,
    VL_ATTRIBUTE_CATEGORY,
    VL_ATTRIBUTE_LANGUAGE,
    VL_ATTRIBUTE_TYPE,
    VL_ATTRIBUTE_UI,
    VL_ATTRIBUTE_ID_TYPE,
    VL_ATTRIBUTE_SOURCE,
    VL_ATTRIBUTE_VALID,
    VL_ATTRIBUTE_E_ID_TYPE,
    VL_ATTRIBUTE_REF_TYPE,
    VL_ATTRIBUTE_PUB_STATUS,
    VL_ATTRIBUTE_MAJOR,
    VL_N_ATTRIBUTES
};

/* Whose field a rule fills (its base). */
enum { VL_GATHER_OF_RECORD, VL_GATHER_OF_ITEM, VL_GATHER_OF_READER };

typedef struct {
    VlElements elements; /* first */
    VlRecordFunc func;
    gpointer data;
    gboolean func_failed; /* the error is the callback's own */
    guint n_records, n_deleted;

    const xmlChar *attributes[VL_N_ATTRIBUTES];
    VlRecord *record;    /* being read; NULL between records */
    gboolean in_article; /* PubmedArticle, not a bare MedlineCitation */
    gsize n_bytes;       /* of this record, against the limit */
    gpointer item;       /* the list entry being read */
    GArray *parts;       /* where AbstractText goes */
    GArray *editors;     /* VlAuthor: of a book, if it has no authors */
    GArray *authors;     /* where Author goes */
    GString *date;
    guint id_type, ref_type;
    gboolean skip_author, is_orcid, status_retracted, cites;
    const char *start_page, *end_page, *source_doi;
    const char *ref_source, *ref_pmid, *ref_note; /* of a notice */
} VlArticleReader;

static inline VlArticleReader *
vl_gather_of(VlElements *elements)
{
    return (VlArticleReader *)elements;
}

/* Once the elements are set up. */
void vl_gather_intern(VlArticleReader *reader);

/* Counts towards VL_RECORD_MAX_BYTES. */
void vl_gather_count(VlArticleReader *reader, gsize n_bytes);

/* A new, zeroed last entry of list. */
gpointer vl_gather_add(VlArticleReader *reader, GArray *list);

/* A copy that lives as long as the record. */
const char *vl_gather_keep(VlArticleReader *reader, const char *bytes,
                           gsize n_bytes);

/* The text without white space around it; NULL when nothing is left. */
const char *vl_gather_word(VlArticleReader *reader);

/* The same for a PMID; NULL unless it is all digits, because PMIDs end up in
 * file names and addresses. */
const char *vl_gather_pmid(VlArticleReader *reader);

/* An attribute of the element that starts; NULL when it has none. */
const char *vl_gather_attribute(VlArticleReader *reader, guint which,
                                gsize *length);
const char *vl_gather_keep_attribute(VlArticleReader *reader, guint which);
gboolean vl_gather_attribute_is(VlArticleReader *reader, guint which,
                                const char *wanted);

/* Handlers for the end of an element whose text fills the rule's field: all
 * characters; an identifier or a number; one more string of a list.  The
 * first text wins. */
void vl_gather_end_text(VlElements *elements);
void vl_gather_end_word(VlElements *elements);
void vl_gather_end_listed(VlElements *elements);
