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
