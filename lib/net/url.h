#pragma once

#include <glib.h>

#include "guard/egress.h"

/* A URL that may be asked for: https, or http to this machine. */
typedef struct {
    char *text;   /* normalised, without fragment */
    char *scheme; /* "https" or "http" */
    char *host;   /* lower case, IPv6 without brackets */
    char *path;   /* without the query */
    char *label;  /* host, with ":port" unless it is the usual one */
    guint port;
} VlUrl;

void vl_url_clear(VlUrl *url);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VlUrl, vl_url_clear)

/* Reads text into *url; base (may be NULL) is what a relative one is relative
 * to.  Errors name no more than the host: VL_ERROR_NETWORK. */
gboolean vl_url_parse(const char *text, const VlUrl *base, VlUrl *url,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Same scheme, host and port. */
gboolean vl_url_same_origin(const VlUrl *a, const VlUrl *b);

/* Notes in egress that the user named the host of this base URL. */
gboolean vl_url_configure(VlEgress *egress, const char *text,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
