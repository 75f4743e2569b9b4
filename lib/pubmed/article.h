#pragma once

#include "model/record.h"
#include "pubmed/elements.h"

/* From PubMed's XML elements to records: PubmedArticle, PubmedBookArticle,
 * DeleteCitation and the older MedlineCitation. */

/* Each record as soon as it is whole; record is taken.  FALSE with *error
 * set stops the reading. */
typedef gboolean (*VlRecordFunc)(VlRecord *record, gpointer data,
                                 GError **error);

/* More than this in one record is an attack: bytes of text, 64 for each
 * list entry. */
#define VL_RECORD_MAX_BYTES (64 * 1024 * 1024)

#define VL_ARTICLE_N_ATTRIBUTES 16

typedef struct {
    VlElements elements; /* first */
    VlRecordFunc func;
    gpointer data;
    gboolean func_failed; /* the error is the callback's own */
    guint n_records, n_deleted;

    const xmlChar *attributes[VL_ARTICLE_N_ATTRIBUTES];
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

void vl_article_reader_init(VlArticleReader *reader, VlRecordFunc func,
                            gpointer data);
void vl_article_reader_clear(VlArticleReader *reader);
