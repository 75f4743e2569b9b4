#pragma once

#include <curl/curl.h>
#include <glib.h>

/* libcurl, loaded when the network is first needed and not at each start:
 * its own libraries (TLS, Kerberos, LDAP, SSH ...) cost more time than reading
 * a short PDF, and commands that stay offline map none of them. */

#define VL_CURL_FUNCTIONS(take)                                                \
    take(easy_cleanup) take(easy_getinfo) take(easy_init) take(easy_pause)     \
    take(easy_setopt) take(free) take(getdate) take(global_init)               \
    take(multi_add_handle) take(multi_cleanup) take(multi_info_read)           \
    take(multi_init) take(multi_perform) take(multi_poll)                      \
    take(multi_remove_handle) take(multi_setopt) take(multi_wakeup)            \
    take(slist_append) take(slist_free_all) take(url) take(url_cleanup)        \
    take(url_get) take(url_set)

/* Each member is the function curl_MEMBER, with the type of curl's header. */
typedef struct {
#define VL_CURL_MEMBER(name) __typeof__(curl_##name) *name;
    VL_CURL_FUNCTIONS(VL_CURL_MEMBER)
#undef VL_CURL_MEMBER
} VlCurl;

/* Empty until vl_curl_load() has returned TRUE. */
extern VlCurl vl_curl;

/* Loads and starts libcurl, once for all threads; VL_ERROR_FAILED says what
 * is missing.  Who makes a URL, a loop or a transfer calls this first. */
gboolean vl_curl_load(GError **error) G_GNUC_WARN_UNUSED_RESULT;
