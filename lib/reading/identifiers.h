#pragma once

#include <glib.h>

/* Identifiers of papers in any text or address. */
typedef struct {
    char *pmid;  /* digits */
    char *doi;   /* lower case, without address, tracking and last stop */
    char *pmcid; /* "PMC1" */
    char *url;   /* the first address that holds none of these */
} VlIdentifiers;

/* Adds what text (valid UTF-8) holds; what is set already stays. */
void vl_identifiers_scan(VlIdentifiers *ids, const char *text);
void vl_identifiers_clear(VlIdentifiers *ids);

/* Adds those of other that are missing. */
void vl_identifiers_merge(VlIdentifiers *ids, const VlIdentifiers *other);
gboolean vl_identifiers_empty(const VlIdentifiers *ids);

/* TRUE when both name the same paper by one of the first three; FALSE also
 * when nothing can be compared. */
gboolean vl_identifiers_same(const VlIdentifiers *a, const VlIdentifiers *b);

/* TRUE when they name two papers: FALSE also when nothing can be compared. */
gboolean vl_identifiers_differ(const VlIdentifiers *a, const VlIdentifiers *b);
