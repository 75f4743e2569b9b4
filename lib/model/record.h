#pragma once

#include <glib.h>

#include "base/json.h"

/* A PubMed record, as NLM sent it: text keeps every character, markup is
 * flattened and never dropped.  All strings belong to the record (they live
 * in its chunk); NULL means that the record does not have the field.  The
 * lists are never NULL. */

typedef struct {
    const char *label;    /* as printed: "RESULTS" */
    const char *category; /* NlmCategory */
    const char *text;
} VlAbstractPart;

typedef struct {
    const char *language, *type;
    GArray *abstract; /* VlAbstractPart */
} VlOtherAbstract;

typedef struct {
    const char *family, *given, *initials, *suffix, *collective, *orcid;
    GPtrArray *affiliations; /* const char *; NULL when there are none */
} VlAuthor;

/* A publication type, or any other term with its identifier. */
typedef struct {
    const char *ui, *name;
} VlTerm;

typedef struct {
    const char *ui, *name;
    gboolean major;
    GArray *qualifiers; /* VlTerm; NULL when there are none */
} VlMesh;

typedef struct {
    const char *id, *agency, *country;
} VlGrant;

typedef struct {
    const char *text, *pmid, *doi;
} VlReference;

typedef enum {
    VL_NOTICE_RETRACTION,    /* this paper was retracted */
    VL_NOTICE_RETRACTION_OF, /* this is the notice of another's retraction */
    VL_NOTICE_CONCERN,       /* an expression of concern about this paper */
    VL_NOTICE_CONCERN_OF,
    VL_NOTICE_ERRATUM, /* this paper was corrected */
    VL_NOTICE_ERRATUM_OF,
    VL_NOTICE_UPDATE, /* a newer version exists (a preprint's article) */
    VL_NOTICE_UPDATE_OF,
    VL_NOTICE_REPUBLICATION, /* corrected or republished in */
    VL_NOTICE_REPUBLICATION_OF,
    VL_NOTICE_COMMENT,
    VL_NOTICE_COMMENT_OF,
    VL_NOTICE_OTHER, /* summary for patients, dataset, reprint ... */
} VlNoticeKind;

typedef struct {
    VlNoticeKind kind;
    const char *pmid; /* often missing */
    const char *text;
} VlNotice;

typedef struct {
    int year, month, day; /* 0: not known */
    const char *text;     /* as printed: "1998 Dec-1999 Jan" */
} VlPubDate;

typedef struct {
    GStringChunk *chunk;
    gboolean deleted; /* a DeleteCitation: only the PMID is set */
    const char *pmid, *pmcid, *doi;
    int version; /* of the PMID, from 1 */
    const char *title, *vernacular_title;
    GArray *abstract;        /* VlAbstractPart, empty ones too */
    GArray *other_abstracts; /* VlOtherAbstract */
    GArray *authors;         /* VlAuthor */
    struct {
        const char *title, *iso, *issn, *volume, *issue, *pages;
    } journal;
    VlPubDate date;
    GPtrArray *languages; /* const char * */
    GArray *types;        /* VlTerm */
    GArray *mesh;         /* VlMesh */
    GPtrArray *keywords;  /* const char * */
    GArray *chemicals;    /* VlTerm */
    GArray *grants;       /* VlGrant */
    const char *coi;
    GArray *references; /* VlReference */
    GArray *notices;    /* VlNotice */
    gboolean retracted; /* by type, notice or status; DESIGN §2 */
    gboolean preprint;
    const char *status; /* MedlineCitation's: "MEDLINE", "Publisher" ... */
} VlRecord;

VlRecord *vl_record_new(void);
void vl_record_free(VlRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlRecord, vl_record_free)

/* "retraction", "concern", "erratum", "update", "comment" ... */
const char *vl_notice_kind_name(VlNoticeKind kind);

/* Digits alone, at most VL_MAX_PMID_DIGITS of them: what PubMed may have
 * given (eight digits today), safe in file names and addresses. */
#define VL_MAX_PMID_DIGITS 9
gboolean vl_is_pmid(const char *text);

/* What names the paper where a file or a list needs one name: "pmid:1",
 * else "doi:10...", else NULL.  The caller frees. */
char *vl_record_name(const VlRecord *record);

/* The title in English, else in the paper's own language, else NULL. */
const char *vl_record_title(const VlRecord *record);

/* The object of `veille parse` (DESIGN §2), one line; schema
 * schemas/record.schema.json. */
void vl_record_write_json(const VlRecord *record, VlJson *json);

/* Reads it back.  Unknown members are ignored. */
VlRecord *vl_record_from_json(const cJSON *object,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Written and read back.  NULL when that fails. */
VlRecord *vl_record_copy(const VlRecord *record);

/* TRUE when any part of the abstract has a letter in it. */
gboolean vl_record_has_abstract(const VlRecord *record);
