#pragma once

#include <glib.h>

/* What an answer of the E-utilities means.  NCBI's status codes do not tell:
 * errors come with 200, pages in HTML too, and half a record as well.
 * Pure. */

typedef enum {
    VL_REPLY_OK,
    VL_REPLY_WARNING,   /* an answer, with something that a reader must see */
    VL_REPLY_TRANSIENT, /* ask again, later */
    VL_REPLY_PERMANENT, /* asking again gives the same */
    VL_REPLY_DATA,      /* what was asked for is not there */
} VlReplyClass;

/* Which service answered. */
typedef enum {
    VL_EUTIL_ESEARCH,
    VL_EUTIL_EFETCH,
    VL_EUTIL_ELINK,
    VL_EUTIL_ECITMATCH,
} VlEutil;

/* Bytes of an answer that are enough to classify it. */
#define VL_REPLY_HEAD ((gsize)64 << 10)

/* Classifies an answer by its status and its first bytes (all of them, or
 * VL_REPLY_HEAD).  detail (may be NULL) gets what a reader is told of
 * everything but VL_REPLY_OK, without any key that NCBI echoes; the caller
 * frees.  An answer that breaks off further on is for its parser to find. */
VlReplyClass vl_reply_classify(VlEutil util, guint status, const char *bytes,
                               gsize n_bytes, char **detail);

/* "transient" ... */
const char *vl_reply_class_name(VlReplyClass class);
