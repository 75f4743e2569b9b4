#pragma once

#include <glib.h>

#include "model/record.h"

/* A folder of the user's PDF files, and which of them are a record's by
 * their names: a PMID, PMCID or DOI in it ("PMC5771181.pdf",
 * "10.5555_veille.1.pdf", "veille.1.pdf").  A name proves nothing: the text
 * is checked by fulltext/identity.h. */

typedef struct {
    char *path;
    char *key; /* of the name: lower case, what is no letter or digit is '_' */
} VlFolderFile;

void vl_folder_file_free(VlFolderFile *file);

/* The PDF files of dir and of the folders in it, sorted by path:
 * VlFolderFile.  Links below dir are not followed. */
GPtrArray *vl_folder_index(const char *dir,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when the name of the file names the record. */
gboolean vl_folder_names(const VlFolderFile *file, const VlRecord *record);

/* The files that the names give to the record, in order: VlFolderFile, not
 * owned; the caller unrefs the array.  Usually none or one. */
GPtrArray *vl_folder_find(const GPtrArray *files, const VlRecord *record);
