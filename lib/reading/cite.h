#pragma once

#include "reading/block.h"

/* A pointer to a source within a text: "[1,3]", a superscript, 【3†source】,
 * "citeturn0search1", "(Smith et al., 2020)", a PMID, a DOI, a link. */
typedef struct {
    VlRange range;   /* bytes of the block's text that are no words of it;
                        may be empty: what points stays (a linked word) */
    GArray *numbers; /* guint; NULL: none */
    char *label;     /* of a footnote, or a chat's own mark; NULL: none */
    char *name;      /* an author's family name; NULL: none */
    int year;        /* beside name; 0: none */
    VlIdentifiers ids;
} VlCite;

/* In order, disjoint: VlCite; the caller unrefs. */
GPtrArray *vl_cites_find(const VlBlock *block);
void vl_cite_free(VlCite *cite);
