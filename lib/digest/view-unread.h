#pragma once

#include "digest/words.h"
#include "model/digest.h"

/* What was not read, for the views: papers that failed for one and the same
 * reason, which may be all of them when a server is down, are one entry. */

typedef struct {
    GPtrArray *all; /* VlUnread, not owned; at least 1 */
    char *name;     /* "PMID 1 · Title", or "12 papers" */
    char *reason;   /* in the reader's words */
} VlUnreadGroup;

/* In the order of the first of each; the caller unrefs. */
GPtrArray *vl_view_unread(const VlDigest *digest, VlLanguage language);

/* "PMID 1, 2, 3": of a group of several; NULL: of one.  The caller frees. */
char *vl_view_unread_numbers(const VlUnreadGroup *group);
