#pragma once

#include <glib-object.h>
#include <poppler.h>

/* The helper's work: reads a PDF from a descriptor and streams the lines of
 * DESIGN §2 to another as its pages come. */
typedef struct {
    int input, output;         /* descriptors; input is taken over */
    guint max_pages;           /* further ones are not read: partial "pages" */
    gsize max_output;          /* bytes: partial "output" */
    const char *sandbox;       /* for the end record */
    guint (*complaints)(void); /* messages of Poppler so far; may be NULL */
    const char *ink;           /* pages to compare with their ink: "all", or
                                  numbers in order as in "3,7", the others
                                  then being sent without text; NULL: none */
} VlWire;

/* The PDF on a descriptor, which is taken over.  Errors, with the remedy:
 * VL_ERROR_ENCRYPTED, VL_ERROR_MALFORMED (damaged, no page).  The caller
 * unrefs. */
PopplerDocument *vl_wire_open(int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Loads the tables that Poppler and GLib open when first used, so that a
 * sealed process need not; those for drawing, too, when asked.  What it
 * returns stays alive for that long; the
 * caller unrefs it. */
GObject *vl_wire_preload(gboolean drawing);

/* Writes every page and the end record.  An unreadable PDF is an end record
 * with an error.  FALSE: the output could not be written. */
gboolean vl_wire_send(VlWire *wire) G_GNUC_WARN_UNUSED_RESULT;

/* Writes only an end record, for error; NULL: all went well. */
gboolean vl_wire_send_error(const VlWire *wire,
                            const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE: not all could be written. */
gboolean vl_wire_write(int fd, const char *bytes,
                       gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;
