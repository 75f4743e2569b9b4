#pragma once

#include <glib.h>

#include "base/json.h"

/* What is said to a model: files of schemas/prompts/LANGUAGE/PURPOSE.txt,
 * which the user's own in FOLDER/LANGUAGE/PURPOSE.txt replace.  A file has two
 * parts, each after a line of its own: "== system" and "== user".  In them
 * {{sentences}}, {{title}}, {{claim}}, {{items}} and {{criteria}} stand for
 * what is filled in.  The form of the answer is
 * schemas/prompts/PURPOSE.schema.json and cannot be replaced: what is asked
 * for has to be what is read. */

/* The longest file of the user's, in bytes. */
#define VL_PROMPT_MAX_BYTES 65536

typedef struct {
    char *purpose; /* "summary", "club", "judge", "screen" */
    char *system, *user;
    cJSON *schema;
    char *sha256; /* of both files */
    char *file;   /* the user's own; NULL: the built-in one */
} VlPrompt;

/* folder: the user's prompts; NULL: there are none.  Errors: VL_ERROR_CONFIG
 * for a file that lacks a part or what has to be filled in. */
VlPrompt *vl_prompt_new(const char *purpose, const char *language,
                        const char *folder,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void vl_prompt_free(VlPrompt *prompt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlPrompt, vl_prompt_free)

/* text with each {{name}} replaced once: what is filled in is never looked at
 * again.  pairs: name, value, ..., NULL.  The caller frees. */
char *vl_prompt_fill(const char *text, const char *const *pairs);

/* The schema as it is sent: with the range of sentence numbers, 1 to n, where
 * the server keeps to one; n 0: without.  names (or NULL): what "item" may
 * be.  The caller frees. */
char *vl_prompt_schema(const VlPrompt *prompt, guint n,
                       const char *const *names);
