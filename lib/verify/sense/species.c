#include "config.h"

#include "verify/sense/species.h"

#include <string.h>

#define MAX_EPITHET 20

gsize
vl_species_scan_epithet(const char *p)
{
    static const char *const endings[] = {"a",  "us", "um", "is", "i",
                                          "ae", "ns", "or", "ix", "ox"};
    gsize n = 0;
    while (n <= MAX_EPITHET && g_ascii_islower(p[n]))
        n++;
    if (n < 4 || n > MAX_EPITHET || g_ascii_isalnum(p[n]))
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize length = strlen(endings[i]);
        if (memcmp(p + n - length, endings[i], length) == 0)
            return n;
    }
    return 0;
}

const char *
vl_species_find_genus(const char *text, char initial, const char *epithet,
                      gsize n)
{
    const char *found = NULL;
    gsize n_found = 0;
    for (const char *p = strchr(text, initial); p != NULL;
         p = strchr(p + 1, initial)) {
        gsize length = 1;
        while (g_ascii_islower(p[length]))
            length++;
        if ((p > text && g_ascii_isalnum(p[-1])) || length < 4 ||
            p[length] != ' ' || strncmp(p + length + 1, epithet, n) != 0 ||
            g_ascii_isalnum(p[length + 1 + n]))
            continue;
        if (found != NULL &&
            (length != n_found || memcmp(p, found, length) != 0))
            return NULL;
        found = p;
        n_found = length;
    }
    return found;
}

gboolean
vl_species_has_other(const char *text, const char *genus, const char *epithet)
{
    gsize n = strlen(genus), n_epithet = strlen(epithet);
    for (const char *p = strstr(text, genus); p != NULL;
         p = strstr(p + 1, genus))
        if (p[n] == ' ' && vl_species_scan_epithet(p + n + 1) > 0 &&
            !(vl_species_scan_epithet(p + n + 1) == n_epithet &&
              memcmp(p + n + 1, epithet, n_epithet) == 0))
            return TRUE;
    return FALSE;
}
