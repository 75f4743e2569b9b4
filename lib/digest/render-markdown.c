#include "config.h"

#include "digest/render-markdown.h"

#include "digest/escape.h"
#include "digest/outline.h"

static void
strong_and_text(GString *out, const char *strong, const char *text)
{
    if (strong != NULL && *strong != '\0') {
        g_string_append(out, "**");
        vl_escape_markdown(out, strong);
        /* A blank before the closing stars would leave them open. */
        while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate(out, out->len - 1);
        g_string_append(out, "**");
        if (text != NULL && *text != '\0')
            g_string_append_c(out, ' ');
    }
    vl_escape_markdown(out, text);
}

static void
heading(GString *out, guint level, const char *text)
{
    for (guint i = 0; i < level; i++)
        g_string_append_c(out, '#');
    g_string_append_c(out, ' ');
    vl_escape_markdown(out, text);
    g_string_append(out, "\n\n");
}

static void
paragraph(GString *out, const char *strong, const char *text)
{
    strong_and_text(out, strong, text);
    g_string_append(out, "\n\n");
}

static void
item(GString *out, const char *strong, const char *text)
{
    g_string_append(out, "- ");
    strong_and_text(out, strong, text);
    g_string_append_c(out, '\n');
}

static void
remark(GString *out, const char *strong, const char *text)
{
    g_string_append(out, "\n  ");
    strong_and_text(out, strong, text);
    g_string_append_c(out, '\n');
}

/* Without a text, the item above is the passage. */
static void
quote(GString *out, const char *text, const char *place)
{
    if (text == NULL) {
        remark(out, NULL, place);
        return;
    }
    g_string_append(out, "\n  > ");
    vl_escape_markdown(out, text);
    g_string_append(out, "\n  >\n  > — ");
    vl_escape_markdown(out, place);
    g_string_append(out, "\n\n");
}

/* The address is percent-encoded; in <> nothing in it closes the link. */
static void
put_link(GString *out, const char *label, const char *url)
{
    g_string_append(out, "- ");
    if (url != NULL)
        g_string_append_c(out, '[');
    vl_escape_markdown(out, label);
    if (url != NULL)
        g_string_append_printf(out, "](<%s>)", url);
    g_string_append_c(out, '\n');
}

/* The file's name is one of ours: letters, digits and hyphens. */
static void
picture(GString *out, const char *text, const char *file)
{
    g_string_append(out, "\n  [");
    vl_escape_markdown(out, text);
    g_string_append_printf(out, "](<%s>)\n", file);
}

static void
code(GString *out, const char *command)
{
    g_string_append_printf(out, "    %s\n\n", command);
}

static void
end_list(GString *out)
{
    g_string_append_c(out, '\n');
}

void
vl_digest_render_markdown(const VlDigest *digest, const VlViewHost *host,
                          GString *out)
{
    static const VlOutline outline = {heading, paragraph, item,
                                      quote,   remark,    put_link,
                                      picture, code,      end_list};
    vl_outline_write(digest, &outline, host, out);
}
