#pragma once

#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "fulltext/fetch.h"

/* Services that answer out of a table, for tests without a network. */

typedef struct {
    const char *url; /* part of it */
    guint status;
    const char *bytes;
    gsize n_bytes; /* 0: a string */
} FakeAnswer;

typedef struct {
    const FakeAnswer *answers; /* ends with a NULL url; the first that fits */
    GPtrArray *asked;          /* char *: "URL" or "URL FORM" */
    VlFetch fetch;
} FakeService;

static inline gboolean
fake_ask(gpointer data, const VlFetchAsk *ask, VlFetched *fetched,
         GError **error)
{
    FakeService *service = data;
    g_ptr_array_add(service->asked,
                    ask->form != NULL
                        ? g_strconcat(ask->url, " ", ask->form, NULL)
                        : g_strdup(ask->url));
    for (const FakeAnswer *at = service->answers; at->url != NULL; at++) {
        if (strstr(ask->url, at->url) == NULL)
            continue;
        gsize n = at->n_bytes > 0 ? at->n_bytes : strlen(at->bytes);
        g_autofree char *problem =
            at->status == 200 ? vl_fetch_problem(ask, at->bytes, n) : NULL;
        if (problem != NULL) {
            fetched->damaged = TRUE;
            g_set_error(error, VL_ERROR, VL_ERROR_FAILED, "%s", problem);
            return FALSE;
        }
        fetched->status = at->status;
        fetched->bytes = g_bytes_new(at->bytes, n);
        return TRUE;
    }
    g_set_error(error, VL_ERROR, VL_ERROR_UNREACHABLE, "nobody answers");
    return FALSE;
}

static inline void
fake_start(FakeService *service, const FakeAnswer *answers)
{
    service->answers = answers;
    service->asked = g_ptr_array_new_with_free_func(g_free);
    service->fetch = (VlFetch){fake_ask, service};
}

static inline void
fake_stop(FakeService *service)
{
    g_ptr_array_unref(service->asked);
}
