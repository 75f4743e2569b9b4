#pragma once

#include <glib.h>

/* May bytes leave for this host?  A pure decision, asked before the ledger,
 * the name server and the socket, and again for each redirect. */

typedef enum {
    VL_PURPOSE_SEARCH,    /* a query to PubMed */
    VL_PURPOSE_RECORDS,   /* PubMed records by their numbers */
    VL_PURPOSE_REFERENCE, /* looking up a reference of a checked text */
    VL_PURPOSE_FULLTEXT,
    VL_PURPOSE_MODEL, /* a prompt to a language model */
    VL_PURPOSE_MAIL,
    VL_PURPOSE_DOCTOR, /* proving the set-up */
} VlPurpose;

/* "search", "records" ...: the word in the ledger. */
const char *vl_purpose_name(VlPurpose purpose);

/* What the user permits ([privacy] and the base URLs of a watch). */
typedef struct {
    gboolean local_only;   /* this machine alone, name servers included */
    GPtrArray *allow;      /* char *: "host" or "*.domain"; empty: any public
                            * host */
    GPtrArray *configured; /* char *: "host:port" that the user named: may be
                            * a private address */
} VlEgress;

VlEgress *vl_egress_new(void);
void vl_egress_free(VlEgress *egress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VlEgress, vl_egress_free)

/* Notes that the user named this host. */
void vl_egress_configure(VlEgress *egress, const char *host, guint port);

/* Which addresses the host's name may turn out to have. */
typedef enum {
    VL_REACH_PUBLIC,   /* no loopback, private, link-local ... address */
    VL_REACH_LOOPBACK, /* this machine alone */
    VL_REACH_ANY,
} VlReach;

typedef struct {
    VlPurpose purpose;
    const char *host; /* lower case; IPv6 addresses without brackets */
    guint port;
    gboolean redirected; /* another server sent us there */
} VlEgressAsk;

/* TRUE: permitted, within *reach.  Else VL_ERROR_REFUSED, which says what to
 * change. */
gboolean vl_egress_permit(const VlEgress *egress, const VlEgressAsk *ask,
                          VlReach *reach,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE for names and addresses of this machine: localhost,
 * 127.0.0.0/8, ::1.  No name server is asked. */
gboolean vl_host_is_loopback(const char *host);
