#include "config.h"

#include <string.h>

#include "text/furniture.h"
#include "text/range.h"
#include "text/references.h"

/* The lines that were found, joined by '|'. */
static char *
found(const char *text)
{
    g_autoptr(GArray) ranges = vl_furniture_find(text, strlen(text));
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < ranges->len; i++) {
        const VlRange *range = &g_array_index(ranges, VlRange, i);
        g_string_append_printf(out, "%s%.*s", i > 0 ? "|" : "",
                               (int)(range->end - range->start),
                               text + range->start);
    }
    return g_strdup(out->str);
}

static void
test_edges(void)
{
    g_autofree char *lines =
        found("Journal of Fiction\none\n55\n\fJournal of Fiction\ntwo\n56\n"
              "\fJournal of Fiction\nthree\n57\n");
    g_assert_cmpstr(lines, ==,
                    "Journal of Fiction|55|Journal of Fiction|56|"
                    "Journal of Fiction|57");
    g_autofree char *two = found("Journal of Fiction\n\fJournal of Fiction\n");
    g_assert_cmpstr(two, ==, "");
}

/* Electronic page numbers, the same number on each page, and numbers that do
 * not count with the pages. */
static void
test_numbers(void)
{
    g_autofree char *lines =
        found("one\ne230\n\ftwo\ne231\n\fthree\ne232\n\ffour\n17\n");
    g_assert_cmpstr(lines, ==, "e230|e231|e232");
    g_autofree char *same = found("one\n123\n\ftwo\n123\n\fthree\n123\n");
    g_assert_cmpstr(same, ==, "123|123|123");
    g_autofree char *other = found("one\n5\n\ftwo\n9\n\fthree\n2\n");
    g_assert_cmpstr(other, ==, "");
}

/* The reading order may put a running foot amid the page; a table's row that
 * never stands at an edge is no furniture. */
static void
test_amid(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int page = 1; page <= 4; page++) {
        g_string_append(text, "Journal of Fiction 3 (2031)\n");
        for (int i = 0; i < 12; i++)
            g_string_append_printf(text, "Line %c%c of the text\n",
                                   'a' + page, 'a' + i);
        if (page == 3)
            g_string_append(text, "Fiction Press, No. 12\n");
        g_string_append(text, "Control group mean 12\n");
        for (int i = 0; i < 12; i++)
            g_string_append_printf(text, "More %c%c of the text\n",
                                   'a' + page, 'a' + i);
        if (page != 3)
            g_string_append(text, "Fiction Press, No. 12\n");
        g_string_append(text, page < 4 ? "\f" : "");
    }
    g_autofree char *lines = found(text->str);
    g_assert_nonnull(strstr(lines, "|Fiction Press, No. 12|Journal"));
    guint feet = 0;
    for (const char *p = lines; (p = strstr(p, "Press")) != NULL; p++)
        feet++;
    g_assert_cmpuint(feet, ==, 4);
    g_assert_null(strstr(lines, "Control"));
}

static char *
article(const char *body, guint n_listed)
{
    GString *text = g_string_new(body);
    for (guint i = 1; i <= n_listed; i++)
        g_string_append_printf(text, "\n%u. Nobody N. Nothing.", i);
    return g_string_free(text, FALSE);
}

static void
test_references(void)
{
    static const char body[] =
        "Ague (1,2), cough (3), gout (4\u20136) and rest (7, 8) in 30 (9).";
    g_autofree char *text = article(body, 9);
    VlReferences references = vl_references_find(text, strlen(text));
    g_assert_cmpuint(references.parentheses, ==, 9);
    g_assert_cmpuint(references.brackets, ==, 0);
    gsize n;
    g_autofree char *raised =
        vl_references_raise(references, body, strlen(body), &n);
    g_assert_cmpstr(raised, ==,
                    "Ague (\u00B9,\u00B2), cough (\u00B3), gout "
                    "(\u2074\u2013\u2076) and rest (\u2077, "
                    "\u2078) in 30 (9).");
    g_assert_cmpuint(n, ==, strlen(raised));
    g_assert_cmpint(g_utf8_strlen(raised, -1), ==, g_utf8_strlen(body, -1));
    g_autofree char *lowered = vl_references_lower(raised);
    g_assert_cmpstr(lowered, ==, body);
}

/* Without a list, or when the list is much longer than what is cited, and
 * with numbers that no reference has. */
static void
test_no_references(void)
{
    static const char body[] =
        "Ague (1,2), cough (3), gout (4\u20136) and rest (7, 8).";
    g_autofree char *unlisted = article(body, 0);
    g_autofree char *long_list = article(body, 40);
    g_autofree char *other = article(
        "Ague (1,2), cough (3), gout (4\u20136), rest (7, 8), men (50), "
        "women (61), mice (72), rats (83).",
        9);
    const char *const texts[] = {unlisted, long_list, other};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        VlReferences references =
            vl_references_find(texts[i], strlen(texts[i]));
        g_assert_cmpuint(references.parentheses, ==, 0);
        gsize n;
        g_assert_null(vl_references_raise(references, body, strlen(body), &n));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/furniture/edges", test_edges);
    g_test_add_func("/furniture/numbers", test_numbers);
    g_test_add_func("/furniture/amid", test_amid);
    g_test_add_func("/references/found", test_references);
    g_test_add_func("/references/not-found", test_no_references);
    return g_test_run();
}
