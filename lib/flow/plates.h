#pragma once

#include <glib.h>

#include "flow/events.h"
#include "fulltext/reader.h"
#include "model/digest.h"

/* The pictures of a digest: every quote read from a PDF gets one, drawn by
 * the sealed helper. */

/* A paper of the digest, and the PDF that it was read from, or that stands
 * beside its text of JATS. */
typedef struct {
    VlPaper *paper;   /* closed; not owned */
    const char *path; /* NULL: no PDF */
} VlPlateJob;

/* Draws the pictures of all jobs (VlPlateJob) into a new folder
 * VL_PLATE_FOLDER below folder_fd, several papers at a time, and sets the
 * plate of each quote: its file, or why there is none.  The files are added
 * to files (VlManifestFile).  Without any PDF there is no folder.  events
 * may be NULL.  FALSE: the disk refused. */
gboolean vl_plates_draw(int folder_fd, const GPtrArray *jobs,
                        const VlReaderOptions *reader, const VlEvents *events,
                        GPtrArray *files,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of a picture (plate->file is set) in a digest's folder; NULL:
 * they are missing, or not those that the plate names.  The caller
 * unrefs. */
GBytes *vl_plate_load(const char *folder, const VlPlate *plate);
