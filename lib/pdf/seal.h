#pragma once

#include <glib.h>

/* How a process that reads a hostile file gives up its rights.  There is no
 * way back: call it when all descriptors are open and all tables loaded. */

typedef enum {
    VL_SEAL_FULL,    /* Landlock when the kernel has it, and seccomp */
    VL_SEAL_SECCOMP, /* as on a kernel without Landlock: no file is opened */
    VL_SEAL_LIMITS,  /* unsafe: resource limits alone */
} VlSealMode;

typedef struct {
    VlSealMode mode;
    guint cpu_seconds;  /* then SIGXCPU */
    gsize memory_bytes; /* of address space */
    /* The folders that Landlock leaves open for reading, up to a NULL; one
     * that is missing is passed over. */
    const char *const *may_read;
    /* Pages are drawn: fonts must be opened, so without Landlock it refuses,
     * and a few more system calls are allowed. */
    gboolean draws;
    /* The name of a forbidden call is written beside its number.  For
     * debugging: finding it allocates memory, which a program that was taken
     * over must not be made to do. */
    gboolean names_calls;
} VlSealOptions;

/* Seals this process, which must have one thread.  Descriptors from
 * keep_below on are closed.  A forbidden system call ends the process with
 * SIGSYS, after its number was written to standard error.  *sandbox names
 * what holds ("landlock,seccomp,rlimit"; the caller frees).  FALSE: the
 * process must not read anything (VL_ERROR_REFUSED). */
gboolean vl_seal_process(const VlSealOptions *options, int keep_below,
                         char **sandbox,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
