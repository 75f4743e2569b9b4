#pragma once

#include "llm/call.h"

/* Recorded answers in place of a model.  A file of JSON lines, the first that
 * fits a call answers it, as often as it is asked:
 *   {"call":"HASH" | "purpose":"summary", "contains":["text of the prompt"],
 *    "text":"what the model said" | "answer":{any JSON}, "outcome":"answered",
 *    "detail":"why", "input_tokens":1, "output_tokens":1}
 * All conditions of a line must hold; one without any fits every call. */
typedef struct VlReplay VlReplay;

/* Errors: those of vl_file_read, and VL_ERROR_MALFORMED with the line. */
VlReplay *vl_replay_read(const char *path,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_replay_free(VlReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlReplay, vl_replay_free)

/* FAILED when nothing was recorded for the call. */
VlModelReply *vl_replay_answer(const VlReplay *replay,
                               const VlModelCall *call);
