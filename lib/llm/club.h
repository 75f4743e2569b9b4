#pragma once

#include "model/chunk.h"
#include "model/club.h"

/* The sheet of a journal club, answered without a model: each question by
 * the sentences that say most of its cues, or "not found". */

/* Fills club->design and the sections and questions of club (new).  record
 * may be NULL.  sheet: the name of the one that the user wants; NULL: the
 * one for the paper.  FALSE (VL_ERROR_USAGE): there is no such sheet. */
gboolean vl_club_fill(VlClub *club, const VlRecord *record,
                      const VlReading *reading, const char *sheet,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Works out the sums, and the questions for the room: once all claims are
 * there. */
void vl_club_close(VlClub *club, const VlReading *reading);
