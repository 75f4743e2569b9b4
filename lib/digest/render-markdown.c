#include "config.h"

#include "digest/render-markdown.h"

void
vl_digest_render_markdown(const VlDigest *digest, GString *out)
{
    g_string_append_printf(out, "%u\n", digest->papers->len);
}
