#pragma once

#include <curl/curl.h>
#include <glib.h>

/* The I/O thread: it alone touches curl's multi handle.  Transfers are
 * handed to it, and it says when each one is over. */
typedef struct VlLoop VlLoop;

/* Called in the I/O thread when the transfer is over, whatever the reason;
 * then the easy handle is the caller's again. */
typedef void (*VlLoopDone)(CURLcode code, gpointer data);

/* After vl_curl_load().  NULL when curl has no memory or no thread can be
 * started. */
VlLoop *vl_loop_new(void);

/* Ends the thread; transfers that are under way end with
 * CURLE_ABORTED_BY_CALLBACK first. */
void vl_loop_free(VlLoop *loop);

/* What a transfer's private data points to (CURLOPT_PRIVATE). */
typedef struct {
    VlLoopDone done;
    gpointer data;
} VlLoopTask;

void vl_loop_add(VlLoop *loop, CURL *easy);

/* Goes on with a transfer that was paused. */
void vl_loop_resume(VlLoop *loop, CURL *easy);

/* Ends a transfer with CURLE_ABORTED_BY_CALLBACK, unless it is over. */
void vl_loop_abort(VlLoop *loop, CURL *easy);
