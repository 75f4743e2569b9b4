#pragma once

#include <glib.h>

#include "model/check.h"
#include "model/record.h"

/* Where the records for a summary's references come from: files and folders
 * that the user names, and the library.  PubMed itself is to stand behind
 * the same functions. */
typedef struct VlLookUp VlLookUp;

/* references: VlListedReference, which must outlive the result.  sources:
 * those of the request, whose PMIDs are kept too.  What cannot be read is
 * added to problems (char *). */
VlLookUp *vl_look_up_new(const GPtrArray *references,
                         const char *const *sources,
                         const char *const *records, const char *data_folder,
                         GPtrArray *problems);
void vl_look_up_free(VlLookUp *look_up);

/* The record of a PMID among the sources asked for, or NULL. */
const VlRecord *vl_look_up_pmid(const VlLookUp *look_up, const char *pmid);

/* The record that reference i was found to be, or NULL. */
const VlRecord *vl_look_up_record(const VlLookUp *look_up, guint i);

/* Fills in the verdict on reference i. */
void vl_look_up_judge(const VlLookUp *look_up, guint i,
                      VlCheckedReference *reference);

/* Adds the names of the notices that a reader has to know, each once. */
void vl_look_up_notices(const VlRecord *record, GPtrArray *notices);
