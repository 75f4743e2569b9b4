#pragma once

#include <glib.h>

/* The one error domain.  A bad claim is a result, never an error: a GError
 * means that veille could not do its work. */
#define VL_ERROR (vl_error_quark())

typedef enum {
    VL_ERROR_FAILED,    /* the system refused: disk full, no permission */
    VL_ERROR_USAGE,     /* the command line */
    VL_ERROR_CONFIG,    /* the watch file */
    VL_ERROR_REFUSED,   /* by egress, guard or the missing sandbox */
    VL_ERROR_NOT_FOUND, /* no such file, paper or run */
    VL_ERROR_MALFORMED, /* input that is not what it says */
    VL_ERROR_TOO_BIG,   /* beyond a named limit */
    VL_ERROR_TIMEOUT,
    VL_ERROR_ENCRYPTED,     /* a PDF that needs a password */
    VL_ERROR_NO_TEXT_LAYER, /* a scan */
    VL_ERROR_STORE,         /* the library's database */
    VL_ERROR_TAMPERED,      /* bytes that are not those that were sealed */
    VL_ERROR_LOCKED,        /* another run holds the lock */
    VL_ERROR_UNREACHABLE,   /* the network or a server failed: worth trying
                             * again later */
    VL_ERROR_NETWORK,       /* a server's answer that trying again does not
                             * mend: certificate, redirect, status */
    VL_ERROR_CANCELLED,     /* the caller gave up */
} VlErrorCode;

/* The exit statuses of DESIGN §2, an interface for scripts. */
typedef enum {
    VL_EXIT_OK = 0,
    VL_EXIT_FINDINGS = 1,
    VL_EXIT_USAGE = 2,
    VL_EXIT_FAILED = 3,
    VL_EXIT_REFUSED = 4,
    VL_EXIT_PARTIAL = 5,
    VL_EXIT_LOCKED = 75,
} VlExit;

GQuark vl_error_quark(void);

/* The word for an error in JSON lines and the digest ("malformed",
 * "no_text_layer" ...).  Never NULL; a foreign domain gives "failed". */
const char *vl_error_name(const GError *error);

/* The exit status that an error alone leads to. */
VlExit vl_error_exit_status(const GError *error);

/* The status to exit with when both a and b apply, by precedence
 * 2, 75, 4, 3, 5, 1, 0. */
VlExit vl_exit_worst(VlExit a, VlExit b);
