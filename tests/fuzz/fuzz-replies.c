#include "config.h"

#include "fuzz.h"

#include <string.h>

#include "fulltext/body.h"
#include "fulltext/idconv.h"
#include "fulltext/pmc.h"
#include "fulltext/unpaywall.h"

/* Every reader of what the services of full texts answer. */

#define PMCID "PMC9900001"

static void
check_file(const VlPmcFile *file)
{
    if (file->path == NULL)
        return;
    g_assert_true(g_str_has_prefix(file->path, "/" PMCID ".1/"));
    g_assert_null(strstr(file->path, "/."));
    g_assert_null(strpbrk(file->path, " \t\r\n?#%"));
    g_assert_true(file->md5 == NULL || strlen(file->md5) == 32);
}

static void
check_pmc(const char *bytes, gsize n)
{
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *next = NULL;
    (void)!vl_pmc_parse_listing(bytes, n, PMCID, versions, &next, NULL);
    vl_pmc_tidy_versions(versions);
    g_assert_cmpuint(versions->len, <=, VL_PMC_MAX_VERSIONS);
    g_autoptr(VlPmcVersion) version =
        vl_pmc_parse_metadata(bytes, n, PMCID, 1, NULL);
    if (version == NULL)
        return;
    check_file(&version->xml);
    check_file(&version->pdf);
}

static void
check_others(const char *bytes, gsize n)
{
    g_autoptr(GPtrArray) entries = vl_idconv_parse(bytes, n, NULL);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const VlIdconvEntry *entry = entries->pdata[i];
        g_autofree char *normal = vl_pmcid_normal(entry->pmcid);
        g_assert_cmpstr(normal, ==, entry->pmcid);
    }
    g_autoptr(VlUnpaywallReply) reply =
        vl_unpaywall_parse(200, bytes, n, "10.5555/veille.1", NULL);
    if (reply != NULL)
        g_assert_cmpuint(reply->places->len, <=, VL_UNPAYWALL_MAX_PLACES);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    g_auto(VlBody) body = vl_body_of(bytes, size);
    g_assert_true((body.reason == NULL) ==
                  (body.kind == VL_BODY_PDF || body.kind == VL_BODY_ARTICLE));
    check_pmc(bytes, size);
    check_others(bytes, size);
    return 0;
}
