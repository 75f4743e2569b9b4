#pragma once

#include <glib.h>

/* The answers of the PMC Cloud Service: an open bucket with one folder for
 * each version of an article ("PMC123.1/") and a description of each
 * ("metadata/PMC123.1.json").
 * https://pmc.ncbi.nlm.nih.gov/tools/pmcaws/ */

/* Versions of one article that are looked at. */
#define VL_PMC_MAX_VERSIONS 12

/* Below the bucket's address, for a PMCID ("PMC123"): "/?list-type=2&...";
 * token is of the page before, or NULL.  A description lies among the others,
 * or (beside) in its version's own folder.  The caller frees. */
char *vl_pmc_listing_path(const char *pmcid, const char *token);
char *vl_pmc_metadata_path(const char *pmcid, guint version, gboolean beside);

/* Adds the numbers of the versions (guint) in a page of a listing; none when
 * PMC does not offer the article.  *next is the token of the next page, to be
 * freed; NULL: this is the last.  VL_ERROR_MALFORMED: it is no listing (one
 * that was cut short too); VL_ERROR_FAILED: an error message of the
 * service. */
gboolean vl_pmc_parse_listing(const char *bytes, gsize n_bytes,
                              const char *pmcid, GArray *versions,
                              char **next,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ascending, each once, at most the VL_PMC_MAX_VERSIONS highest. */
void vl_pmc_tidy_versions(GArray *versions);

/* A file of the bucket. */
typedef struct {
    char *path; /* below the bucket's address: "/PMC1.1/PMC1.1.xml" */
    char *md5;  /* 32 hexadecimal digits, lower case; NULL: not told */
} VlPmcFile;

typedef struct {
    char *pmcid; /* "PMC123" */
    guint version;
    char *pmid, *doi, *title; /* NULL: not told */
    char *licence;            /* "CC BY", "TDM"; NULL: not known */
    gboolean is_manuscript;   /* the author's, before the journal's setting */
    gboolean is_historical_ocr;
    gboolean is_retracted;
    gboolean is_open;
    VlPmcFile xml, pdf; /* path NULL: there is none */
} VlPmcVersion;

void vl_pmc_version_free(VlPmcVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPmcVersion, vl_pmc_version_free)

/* Reads a description.  It must be that of pmcid and version, or it is
 * VL_ERROR_MALFORMED; addresses outside that version's own folder are
 * dropped. */
VlPmcVersion *vl_pmc_parse_metadata(const char *bytes, gsize n_bytes,
                                    const char *pmcid, guint version,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Which of versions (VlPmcVersion) to read: the publisher's before the
 * author's manuscript, one that was set before one that was scanned, one
 * with XML before one without, and only then the higher number, which is not
 * the better one (README of the bucket).  NULL: none has a file. */
const VlPmcVersion *vl_pmc_choose(const GPtrArray *versions);
