#pragma once

#include <glib.h>

#include "reading/identifiers.h"

/* A reference as people and chats write it (Vancouver, APA, with a quoted
 * title, or mixtures) taken apart.  What is not surely a field is left
 * out: NULL or 0. */
typedef struct {
    GPtrArray *authors; /* char *: family names in order */
    char *title, *journal, *volume, *issue;
    char *first_page, *last_page; /* the last one written out */
    int year;
    VlIdentifiers ids;
} VlCitation;

VlCitation *vl_citation_parse(const char *text);
void vl_citation_free(VlCitation *citation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlCitation, vl_citation_free)

/* "454-9" as "454" and "459"; the caller frees both. */
void vl_pages_read(const char *pages, char **first, char **last);
