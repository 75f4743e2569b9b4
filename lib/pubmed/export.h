#pragma once

#include <glib.h>

#include "model/record.h"

/* Records for reference managers.  A format is a start, the records with
 * what stands between them, and an end. */
typedef struct {
    const char *name; /* of the option: "ris" */
    const char *start, *between, *end;
    void (*write)(const VlRecord *record, GString *out);
} VlExport;

/* RIS (as Zotero, EndNote and Mendeley read it), BibTeX in UTF-8, CSL-JSON
 * (citeproc).  Ends with a NULL name.  A retraction or a concern is said in
 * the note of each. */
extern const VlExport vl_exports[];

/* NULL when there is none of that name. */
const VlExport *vl_export_find(const char *name);

/* "1204-1210" of PubMed's "1204-10": first and last page, each NULL when not
 * given.  The caller frees. */
void vl_export_pages(const char *pages, char **first, char **last);
