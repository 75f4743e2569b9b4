#pragma once

#include <glib.h>
#include <sys/resource.h>
#include <sys/types.h>

/* A helper process: started, listened to, ended.  It inherits three
 * descriptors and nothing else. */

typedef struct {
    pid_t pid;       /* 0 after vl_helper_end */
    int output;      /* what it writes to its descriptor 3 */
    int complaints;  /* what it writes to standard error */
    gboolean killed; /* by vl_helper_end */
} VlHelper;

/* Starts argv[0]; input becomes its descriptor 4 and stays the caller's.
 * Its environment is empty but for the locale. */
gboolean vl_helper_start(VlHelper *helper, char *const *argv, int input,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes bytes of the helper's output; FALSE: no more are wanted. */
typedef gboolean (*VlHelperFunc)(const char *bytes, gsize n_bytes,
                                 gpointer data);

typedef enum {
    VL_HELPER_CLOSED,   /* it closed its output */
    VL_HELPER_ENOUGH,   /* func wanted no more */
    VL_HELPER_DEADLINE, /* its time ran out */
} VlHelperStop;

/* Until when a helper is listened to that was started at start and last sent
 * something at heard (0: never): wall_seconds; on a busy machine, where an
 * honest one is slow, longer as long as no pause is longer than a third of
 * that, but at most VL_HELPER_MOST times wall_seconds.  All times but
 * wall_seconds are microseconds of g_get_monotonic_time. */
gint64 vl_helper_deadline(gint64 start, gint64 heard, guint wall_seconds);
#define VL_HELPER_MOST 4

/* Hands on the output until one of these; keeps the last of the complaints
 * (8 to 16 KiB) in complaints. */
VlHelperStop vl_helper_listen(VlHelper *helper, guint wall_seconds,
                              VlHelperFunc func, gpointer data,
                              GString *complaints);

/* Waits for the end of the process until the deadline, then kills it.
 * Gives its wait status; usage may be NULL. */
int vl_helper_end(VlHelper *helper, gint64 deadline, struct rusage *usage);
