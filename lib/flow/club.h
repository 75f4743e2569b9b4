#pragma once

#include <glib.h>

#include "base/secret.h"
#include "flow/events.h"
#include "fulltext/reader.h"
#include "model/club.h"
#include "model/watch.h"

/* `veille club`: one paper as the sheet of a journal club. */

typedef struct {
    const char *subject;         /* a file, a PMID or a DOI */
    const char *const *records;  /* files or folders to find its record in;
                                    NULL: none */
    const VlWatch *watch;        /* pdf_dir, [llm], [network], [privacy] */
    const char *sheet;           /* NULL: by the paper's design */
    const char *data_folder;     /* of the library */
    const VlReaderOptions *reader;
    const VlEvents *events;
    const char *state_folder; /* of the rates that all processes share */
    const VlSecret *ncbi_key; /* when the watch names no file; or NULL */
    const VlSecret *model_key;  /* likewise */
    const char *prices_file;    /* the user's own; NULL: that of veille */
    const char *prompts_folder; /* the user's own; NULL: none */
    gint64 now;               /* seconds since 1970 */
} VlClubRequest;

/* Errors: VL_ERROR_NOT_FOUND when there is no such file or record,
 * VL_ERROR_USAGE for an unknown sheet, and those of reading when nothing of
 * the paper could be read.  What failed beside that is in the problems. */
VlClub *vl_flow_club(const VlClubRequest *request,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
