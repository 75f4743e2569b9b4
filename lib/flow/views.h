#pragma once

#include <glib.h>

#include "digest/view.h"

/* The files of a digest's folder, beside its evidence. */

#define VL_DIGEST_FILE "digest.json"
#define VL_MANIFEST_FILE "manifest"

typedef struct {
    const char *format; /* as in the watch file: "html" */
    const char *file;   /* "digest.html" */
    /* host may be NULL. */
    void (*render)(const VlDigest *digest, const VlViewHost *host,
                   GString *out);
} VlView;

/* Ends with a NULL format. */
extern const VlView vl_views[];

/* The hash of all that decides a verdict: this version's own rules and the
 * lexicons.  The caller frees. */
char *vl_rules_sha256(void);
