#include "config.h"

#include "net/curl.h"

#include <dlfcn.h>

#include "base/error.h"

VlCurl vl_curl;

/* One interface under two names: Debian's second is built with GnuTLS. */
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

static const struct {
    const char *symbol;
    gsize offset; /* of the function's pointer in VlCurl */
} functions[] = {
#define ROW(name) {"curl_" #name, G_STRUCT_OFFSET(VlCurl, name)},
    VL_CURL_FUNCTIONS(ROW)
#undef ROW
};

static void *
open_library(void)
{
    void *library = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(names) && library == NULL; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

/* What is in the way; NULL: nothing.  The library stays for good. */
static const char *
load(void)
{
    void *library = open_library();
    if (library == NULL)
        return "libcurl.so.4 is missing or damaged; install the package "
               "'libcurl4'";
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
        void *function = dlsym(library, functions[i].symbol);
        if (function == NULL)
            return "libcurl.so.4 is too old; veille needs version 7.81 or "
                   "later";
        G_STRUCT_MEMBER(void *, &vl_curl, functions[i].offset) = function;
    }
    return vl_curl.global_init(CURL_GLOBAL_ALL) == CURLE_OK
               ? NULL
               : "libcurl cannot be started";
}

gboolean
vl_curl_load(GError **error)
{
    static const char *obstacle;
    static gsize tried = 0;
    if (g_once_init_enter(&tried)) {
        obstacle = load();
        g_once_init_leave(&tried, 1);
    }
    if (obstacle == NULL)
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                "the network cannot be used: %s", obstacle);
    return FALSE;
}
