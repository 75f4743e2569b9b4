#pragma once

#include <glib.h>
#include <string.h>

/* Hands to read every beginning of sample, and sample with each byte changed
 * to a few others: whatever a reader makes of them, it must come back. */
static inline void
each_mutant(const char *sample, gsize n_bytes,
            void (*read)(const char *bytes, gsize n_bytes))
{
    static const char others[] = {0, '<', '"', '{', ']', '9', (char)0xFF};
    for (gsize n = 0; n <= n_bytes; n++) {
        /* A copy, so that a sanitizer sees a byte read too far. */
        g_autofree char *part = g_malloc(n + 1);
        memcpy(part, sample, n);
        g_autofree char *exact = g_memdup2(part, n);
        read(exact != NULL ? exact : "", n);
    }
    g_autofree char *copy = g_memdup2(sample, n_bytes);
    for (gsize i = 0; i < n_bytes; i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(others); j++) {
            copy[i] = others[j];
            read(copy, n_bytes);
        }
        copy[i] = sample[i];
    }
}
