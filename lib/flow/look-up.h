#pragma once

#include <glib.h>

#include "model/check.h"
#include "model/record.h"
#include "pubmed/client.h"

/* Where the records for a summary's references come from: files and folders
 * that the user names, the library, and PubMed when the user permits it. */
typedef struct VlLookUp VlLookUp;

/* references: VlListedReference, which must outlive the result.  sources:
 * those of the request, whose PMIDs are kept too.  What cannot be read is
 * added to problems (char *). */
VlLookUp *vl_look_up_new(const GPtrArray *references,
                         const char *const *sources,
                         const char *const *records, const char *data_folder,
                         GPtrArray *problems);
/* Asks PubMed for what none of these held.  What could not be asked is the
 * verdict of its reference, and one line of the problems. */
void vl_look_up_ask(VlLookUp *look_up, VlPubmed *pubmed);
void vl_look_up_free(VlLookUp *look_up);

/* The record of a PMID among the sources asked for, or NULL. */
const VlRecord *vl_look_up_pmid(const VlLookUp *look_up, const char *pmid);

/* The record that reference i was found to be, or NULL. */
const VlRecord *vl_look_up_record(const VlLookUp *look_up, guint i);

/* Fills in the verdict on reference i. */
void vl_look_up_judge(const VlLookUp *look_up, guint i,
                      VlCheckedReference *reference);
