#pragma once

#include <glib.h>

#include "llm/journal.h"
#include "store/store.h"

/* The journal of calls to models, and their answers, in the library.  A line
 * is committed before its call leaves; one without an end was killed in
 * between, and may have been paid. */

/* The journal that lib/llm is handed; the store must outlive it. */
VlModelJournal vl_store_answers_journal(VlStore *store);

/* What a library holds of calls, over all runs. */
typedef struct {
    gint64 answered;
    gint64 unknown; /* may have been paid, without an answer */
    gint64 set_aside; /* what those may have cost, in millionths */
} VlAnswersCount;

gboolean vl_store_answers_count(VlStore *store, VlAnswersCount *count,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One call, as the journal has it. */
typedef struct {
    gint64 number, time; /* seconds since 1970 */
    const char *endpoint, *model, *purpose, *subject; /* subject: or NULL */
    const char *outcome; /* NULL: it has no end */
    gboolean is_kept; /* its answer is given again instead of asking */
    gint64 input_tokens, output_tokens; /* -1: not told */
    gint64 cost;                        /* in millionths; -1: not known */
    const char *currency;
} VlAnswersLine;

/* FALSE with *error set ends the reading. */
typedef gboolean (*VlAnswersRead)(const VlAnswersLine *line, gpointer data,
                                  GError **error);

/* All calls from the moment since on, of that model (NULL: any), in order. */
gboolean vl_store_answers_read(VlStore *store, gint64 since,
                               const char *model, VlAnswersRead read,
                               gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Drops the answers of the same calls, *n of them: what they said is gone,
 * and the same question is asked, and paid, anew.  What they cost stays in
 * the journal. */
gboolean vl_store_answers_forget(VlStore *store, gint64 since,
                                 const char *model, guint *n,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
