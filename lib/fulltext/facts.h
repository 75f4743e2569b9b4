#pragma once

#include <glib.h>

/* What an XML answer says of itself before it is read as a text: whose
 * article it is, under which licence, and whether there is a body.  Services
 * send the front matter alone, with a comment or without one, when the
 * publisher allows no more: that is no full text. */

typedef struct {
    gboolean is_article;      /* JATS, or BioMed Central's older format */
    guint n_articles;         /* in a set; what follows is of the first one */
    char *doi, *pmid, *pmcid; /* of the article itself; NULL: not told */
    char *licence;            /* "CC BY-NC"; NULL: not told */
    gsize body_letters;       /* in its body */
    char *problem;            /* of an error element, in the service's words */
    gboolean withheld;        /* a comment says that the publisher forbids it */
} VlFacts;

void vl_facts_free(VlFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlFacts, vl_facts_free)

/* VL_ERROR_MALFORMED with the line: not XML, or cut short. */
VlFacts *vl_facts_read(const char *bytes, gsize n_bytes,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "CC BY-NC" out of the address of a Creative Commons licence; NULL: none is
 * in it.  The caller frees. */
char *vl_licence_of_url(const char *url);
