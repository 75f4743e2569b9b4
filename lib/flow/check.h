#pragma once

#include <glib.h>

#include "base/secret.h"
#include "flow/opinions.h"
#include "fulltext/reader.h"
#include "model/check.h"
#include "model/watch.h"

/* `veille check`: somebody's summary against its sources, and its
 * references against records.  Offline unless the user permits PubMed or a
 * model; nothing is written but the ledger and a model's answers. */

typedef struct {
    const char *summary;         /* a file; "-": standard input */
    const char *const *sources;  /* files, or PMIDs of records at hand */
    const char *const *records;  /* files or folders; each may be NULL */
    const char *data_folder;     /* of the library; NULL: none is asked */
    const VlReaderOptions *reader;
    /* Under whose [network] and [privacy] PubMed is asked; NULL: it is
     * not. */
    const VlWatch *pubmed;
    const char *state_folder; /* of the rates that all processes share */
    const VlSecret *ncbi_key; /* when the watch names no file; or NULL */
    const VlOpinionsPlan *second; /* a model to ask about what no rule
                                   * decides; NULL: none is */
} VlCheckRequest;

/* Errors: what stops all of it: the summary cannot be read, or none of the
 * sources, or the model may not be asked or refuses to be.  A source or
 * records that fail alone are told in the result. */
VlCheck *vl_flow_check(const VlCheckRequest *request,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
