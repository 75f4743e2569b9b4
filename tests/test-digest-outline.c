#include "config.h"

#include <string.h>

#include "digest-sample.h"
#include "digest/outline.h"

/* An outline that writes one letter for each thing it is told. */

static void
heading(GString *out, guint level, const char *text)
{
    g_assert_nonnull(text);
    g_string_append_printf(out, "%u", level);
}

static void
paragraph(GString *out, const char *strong, const char *text)
{
    g_assert_true(strong != NULL || text != NULL);
    g_string_append_c(out, 'p');
}

static void
item(GString *out, const char *strong, const char *text)
{
    g_assert_true(strong != NULL || text != NULL);
    g_string_append_c(out, 'i');
}

static void
quote(GString *out, const char *text, const char *place)
{
    g_assert_nonnull(place);
    g_string_append_c(out, text != NULL ? 'Q' : 'q');
}

static void
remark(GString *out, const char *strong, const char *text)
{
    g_assert_true(strong != NULL || text != NULL);
    g_string_append_c(out, 'r');
}

static void
put_link(GString *out, const char *label, const char *url)
{
    g_assert_nonnull(label);
    g_string_append_c(out, url != NULL ? 'L' : 'l');
}

static void
code(GString *out, const char *command)
{
    g_assert_nonnull(strstr(command, "veille verify"));
    g_string_append_c(out, 'c');
}

static void
picture(GString *out, const char *text, const char *file)
{
    g_assert_cmpstr(text, !=, "");
    g_assert_true(g_str_has_prefix(file, "evidence/"));
    g_string_append_c(out, 'w');
}

static void
end_list(GString *out)
{
    g_string_append_c(out, ';');
}

static guint
count(const char *text, char wanted)
{
    guint n = 0;
    for (; *text != '\0'; text++)
        n += *text == wanted;
    return n;
}

static void
test_outline(void)
{
    static const VlOutline outline = {heading, paragraph, item,
                                      quote,   remark,    put_link,
                                      picture, code,      end_list};
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    vl_outline_write(digest, &outline, NULL, out);

    g_assert_cmpuint(count(out->str, '1'), ==, 1);
    g_assert_cmpuint(count(out->str, '3'), ==, digest->papers->len);
    /* 13 claims with a quote each: one differs from its claim, one was not
     * found. */
    g_assert_cmpuint(count(out->str, 'q'), ==, 12);
    g_assert_cmpuint(count(out->str, 'Q'), ==,
                     1 + ((VlLookback *)digest->lookback->pdata[0])
                             ->claims->len);
    /* Four papers by PMID and DOI, and one with three links to fetch it. */
    g_assert_cmpuint(count(out->str, 'L'), ==, 8 + 3);
    g_assert_cmpuint(count(out->str, 'w'), ==, 2);
    g_assert_cmpuint(count(out->str, 'c'), ==, 1);
    /* A list never runs into a heading. */
    for (const char *p = out->str; p[0] != '\0'; p++)
        if (strchr("iqQrlLw", p[0]) != NULL)
            g_assert_false(g_ascii_isdigit(p[1]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/outline", test_outline);
    return g_test_run();
}
