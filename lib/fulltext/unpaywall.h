#pragma once

#include <glib.h>

/* Unpaywall: where a DOI's paper may be read for free.
 * https://unpaywall.org/products/api */

/* Places of one paper that are tried. */
#define VL_UNPAYWALL_MAX_PLACES 6

/* What follows the service's address, "/10.5555%2Fx?email=...".  NULL: no
 * DOI or no address of the user, without which the service refuses.  The
 * caller frees. */
char *vl_unpaywall_path(const char *doi, const char *email);

typedef struct {
    char *pdf;     /* address of a PDF, https; NULL: none is told */
    char *landing; /* of the page about the paper; NULL */
    char *licence; /* "cc-by"; NULL: not known */
    char *version; /* "published", "accepted", "submitted"; NULL */
} VlUnpaywallPlace;

void vl_unpaywall_place_free(VlUnpaywallPlace *place);

typedef struct {
    gboolean is_open;
    char *doi, *title; /* as Unpaywall knows them; NULL: not told */
    GPtrArray *places; /* VlUnpaywallPlace, the best first, each PDF once */
} VlUnpaywallReply;

void vl_unpaywall_reply_free(VlUnpaywallReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlUnpaywallReply, vl_unpaywall_reply_free)

/* Reads an answer.  status is that of HTTP: 404 is VL_ERROR_NOT_FOUND, 422
 * is VL_ERROR_CONFIG (the service takes neither example.com nor a broken
 * address).  VL_ERROR_MALFORMED: no answer of Unpaywall, or about another
 * DOI. */
VlUnpaywallReply *vl_unpaywall_parse(guint status, const char *bytes,
                                     gsize n_bytes, const char *doi,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
