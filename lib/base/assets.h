#pragma once

#include <glib.h>

/* The files of schemas/ that the program carries in itself: JSON schemas,
 * style sheet, lexicons, prompts.  Made by build-aux/embed.sh. */
typedef struct {
    const char *name; /* "schemas/digest.schema.json" */
    const unsigned char *bytes;
    gsize n_bytes;
} VlAsset;

/* Ends with a NULL name. */
extern const VlAsset vl_assets[];

/* NULL when there is none of that name.  A NUL follows the last byte. */
const VlAsset *vl_asset_find(const char *name);
