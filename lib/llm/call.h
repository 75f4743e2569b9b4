#pragma once

#include <glib.h>

/* One question to a language model, and what became of it. */

/* What is asked.  All of it decides whether an answer is already there, but
 * subject. */
typedef struct {
    const char *purpose; /* "summary", "club", "judge", "screen" */
    const char *subject; /* what it is about ("pmid:123", a hash): for the
                          * journal alone; may be NULL */
    const char *system, *user;
    const char *schema_name; /* letters, digits, '-' and '_', at most 64 */
    const char *schema;      /* JSON Schema; NULL: free text is wanted */
    guint max_output;        /* tokens; 0: VL_MODEL_MAX_OUTPUT */
    gboolean of_pdf_dir;     /* holds text from a PDF of the user's folder */
} VlModelCall;

#define VL_MODEL_MAX_OUTPUT 4096

/* What became of a call.  Only ANSWERED has a text to read. */
typedef enum {
    VL_MODEL_ANSWERED,
    VL_MODEL_TRUNCATED,   /* cut off at the cap, at twice the cap too */
    VL_MODEL_REFUSED,     /* by the model or a filter before it */
    VL_MODEL_OVERFLOW,    /* longer than its context: nothing was read; less
                           * may be asked */
    VL_MODEL_QUOTA,       /* the account is empty; so for all later calls */
    VL_MODEL_BUDGET,      /* our own budget does not reach: nothing was sent */
    VL_MODEL_UNAVAILABLE, /* overloaded, limited or not to be reached, again
                           * and again: later it may work */
    VL_MODEL_UNKNOWN,     /* it was sent, by this run or one before, and no
                           * answer came back: may have been paid, and is not
                           * repeated unasked */
    VL_MODEL_FAILED,      /* an answer that is none; asking again does not
                           * mend it */
} VlModelOutcome;

/* "answered", "truncated" ...: in the journal and the digest. */
const char *vl_model_outcome_name(VlModelOutcome outcome);
gboolean vl_model_outcome_find(const char *name, VlModelOutcome *outcome);

typedef struct {
    VlModelOutcome outcome;
    char *text;    /* ANSWERED: valid UTF-8 without NUL; "" at least.  Else
                    * NULL */
    char *detail;  /* else: one line that says why, fit for a digest */
    char *model;   /* as the server calls it; NULL: it did not say */
    char *request; /* hash of what was asked: the answer's key */
    gint64 input_tokens, output_tokens; /* of the last try, as the server
                                         * counts; -1: not told */
    gint64 cost; /* of all tries, in millionths of the price file's currency;
                  * -1: not known */
    guint tries; /* calls that left; 0 with from_store */
    gboolean from_store; /* it was there already */
} VlModelReply;

void vl_model_reply_free(VlModelReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlModelReply, vl_model_reply_free)

/* The hash of a call alone, whoever is asked: SHA-256 in hexadecimal; the
 * caller frees. */
char *vl_model_call_hash(const VlModelCall *call);
