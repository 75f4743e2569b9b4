#include "config.h"

#include "base/hash.h"

#include <string.h>

char *
vl_sha256(const void *bytes, gsize n_bytes)
{
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, n_bytes);
}

gboolean
vl_is_sha256(const char *text)
{
    return text != NULL && strlen(text) == 64 &&
           strspn(text, "0123456789abcdef") == 64;
}
