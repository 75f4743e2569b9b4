#pragma once

#include <glib.h>

#include "llm/call.h"
#include "llm/tokens.h"

/* The journal of calls to models: a line before each one, so that a kill
 * leaves a line without an end, and what came of it afterwards, so that
 * nothing is asked twice.  Who keeps it is handed in (lib/store does it).
 * All may be called from several threads. */

typedef struct {
    gint64 time; /* seconds since 1970 */
    const char *request; /* hash of all that decides the answer */
    const char *endpoint, *model;
    const char *purpose, *subject; /* subject: NULL */
    gint64 estimate; /* tokens of input, before any correction */
    gint64 set_aside; /* what it may cost, in millionths; -1: not known */
    const char *currency;
} VlModelIntent;

/* How a call ended. */
typedef enum {
    VL_CALL_FREE,  /* nothing was done over there: as if never asked */
    VL_CALL_CUT,   /* paid, and cut off: to be asked with a larger cap */
    VL_CALL_PAID,  /* the reply is the last word */
    VL_CALL_LOST,  /* it left, and no answer came: may have been paid */
} VlCallEnd;

typedef struct {
    VlCallEnd end;
    const VlModelReply *reply; /* outcome, text, detail, model, tokens, cost */
    gint64 cost; /* of this call; -1: not known */
} VlModelDone;

/* What is known about a request. */
typedef struct {
    VlModelReply *reply; /* the answer, or another last word; NULL */
    gboolean was_cut;  /* a first try with the usual cap was cut off */
    guint n_unknown;   /* calls that were begun, or lost, without an end */
} VlModelKnown;

typedef struct {
    /* *known is all zero before; the reply becomes the caller's. */
    gboolean (*find)(gpointer data, const char *request, VlModelKnown *known,
                     GError **error);
    /* On the disk when it returns; *id names the line. */
    gboolean (*begin)(gpointer data, const VlModelIntent *intent, gint64 *id,
                      GError **error);
    gboolean (*end)(gpointer data, gint64 id, const VlModelDone *done,
                    GError **error);
    /* What estimates came to, over calls that told their usage. */
    gboolean (*ratio)(gpointer data, const char *endpoint, const char *model,
                      VlTokenRatio *ratio, GError **error);
    /* What was learned about a model, by name; NULL: nothing.  The caller
     * frees. */
    gboolean (*get)(gpointer data, const char *endpoint, const char *model,
                    const char *name, char **value, GError **error);
    gboolean (*set)(gpointer data, const char *endpoint, const char *model,
                    const char *name, const char *value, GError **error);
    gpointer data;
} VlModelJournal;
