#pragma once

#include <glib.h>

#include "model/claim.h"

/* What became of asking a model about one paper. */
typedef struct {
    char *outcome; /* "answered"; "partly": about some parts; else why not:
                      "refused", "truncated", "malformed" ... */
    char *detail;  /* one line that says why; NULL when answered */
    char *model;   /* as the server calls it; NULL: not told */
    guint parts, answered; /* requests, one for each part of the paper; with
                              an answer that could be read */
    guint sentences, read; /* of the paper's own text; in answered parts */
    guint tries;           /* calls that left this machine */
    guint kept;            /* answers that were there already */
    gint64 input_tokens, output_tokens; /* as the server counts; -1 */
    gint64 cost;     /* in millionths of the price file's currency; -1 */
    GPtrArray *spin; /* VlQuote: sentences that make more of a result than it
                        is, in the model's opinion */
} VlAsked;

VlAsked *vl_asked_new(void);
void vl_asked_free(VlAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlAsked, vl_asked_free)

/* TRUE: every part was answered. */
gboolean vl_asked_is_whole(const VlAsked *asked);

/* A prompt that a run used. */
typedef struct {
    char *purpose, *language;
    char *sha256;
    gboolean own; /* a file of the user's */
} VlPromptUsed;

VlPromptUsed *vl_prompt_used_new(const char *purpose, const char *language,
                                 const char *sha256, gboolean own);
void vl_prompt_used_free(VlPromptUsed *prompt);

/* What a run asked of a model, all papers together. */
typedef struct {
    char *host, *region;   /* where the text went */
    GPtrArray *parameters; /* char *: "temperature=0.2" */
    GPtrArray *prompts;    /* VlPromptUsed */
    guint calls;           /* that left this machine */
    guint kept;            /* answers that were there already */
    gint64 input_tokens, output_tokens, cost; /* as in VlAsked */
    char *currency;        /* NULL: no price is known */
} VlModelAsked;

VlModelAsked *vl_model_asked_new(void);
void vl_model_asked_free(VlModelAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlModelAsked, vl_model_asked_free)
