#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "net/transfer.h"

/* What went wrong on the network, in words that name host and remedy. */

/* The ledger's word for an ended transfer; NULL when nothing went wrong. */
const char *vl_fault_word(const VlTransferEnd *end);

/* Sets *error for an ended transfer; TRUE when nothing went wrong. */
gboolean vl_fault_check(const VlTransferEnd *end, const char *label,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
