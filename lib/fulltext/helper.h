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
    VL_HELPER_DEADLINE, /* monotonic time ran out */
} VlHelperStop;

/* Hands on the output until one of these; keeps the last of the complaints
 * (8 to 16 KiB) in complaints.  deadline is in microseconds of
 * g_get_monotonic_time. */
VlHelperStop vl_helper_listen(VlHelper *helper, gint64 deadline,
                              VlHelperFunc func, gpointer data,
                              GString *complaints);

/* Waits for the end of the process until the deadline, then kills it.
 * Gives its wait status; usage may be NULL. */
int vl_helper_end(VlHelper *helper, gint64 deadline, struct rusage *usage);
