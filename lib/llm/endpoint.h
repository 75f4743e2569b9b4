#pragma once

#include <glib.h>

#include "llm/wire.h"

/* Where a model is asked, from the base address in the settings. */
typedef struct {
    char *base; /* with its version, without a slash at its end */
    char *root; /* scheme and host alone */
    char *url;  /* that calls go to */
    char *host, *label; /* label: with ":port" unless it is the usual one */
    gboolean hosted;    /* on another machine */
} VlEndpoint;

void vl_endpoint_clear(VlEndpoint *endpoint);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlEndpoint, vl_endpoint_clear)

/* A base may come with or without its version ("/v1"), with a slash at its
 * end, or as the whole address of calls.  VL_ERROR_CONFIG. */
gboolean vl_endpoint_parse(const VlWire *wire, const char *base,
                           VlEndpoint *endpoint,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An address that the server tells something at: below the base, or with '/'
 * first below the root; the caller frees. */
char *vl_endpoint_at(const VlEndpoint *endpoint, const char *path);
