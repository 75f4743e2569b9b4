#include "config.h"

#include "flow/views.h"

#include "base/assets.h"
#include "digest/render-html.h"
#include "digest/render-markdown.h"
#include "digest/render-text.h"

const VlView vl_views[] = {
    {"html", "digest.html", vl_digest_render_html},
    {"md", "digest.md", vl_digest_render_markdown},
    {"txt", "digest.txt", vl_digest_render_text},
    {NULL, NULL, NULL},
};

/* Rules that are code change with the version, lexicons with their bytes. */
char *
vl_rules_sha256(void)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)PACKAGE_VERSION, -1);
    for (const VlAsset *asset = vl_assets; asset->name != NULL; asset++) {
        if (!g_str_has_prefix(asset->name, "schemas/lexicon/"))
            continue;
        g_checksum_update(sum, (const guchar *)asset->name, -1);
        g_checksum_update(sum, asset->bytes, (gssize)asset->n_bytes);
    }
    return g_strdup(g_checksum_get_string(sum));
}
