#include "config.h"

#include <string.h>

#include "verify/sense/lexicon.h"
#include "verify/sense/units.h"

static const char *
group_of(VlMarks marks, const char *group)
{
    for (guint i = 0; i < VL_N_MARKS; i++)
        if ((marks & VL_BIT(i)) != 0 && g_str_equal(vl_mark_name(i), group))
            return group;
    return NULL;
}

/* Each entry, alone in a text, must bear the mark of its block (in a block
 * "kind NAME" a kind, in one "frame NAME" a frame): otherwise another one
 * hides it. */
static void
check_entry(const char *group, const char *words, gpointer data)
{
    guint *n = data;
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    guint length = g_strv_length(parts);
    /* Between two numbers, which some entries bind. */
    const VlWord number = {.key = "5", .length = 1, .number = TRUE};
    g_autofree VlWord *text = g_new0(VlWord, length + 2);
    text[0] = text[length + 1] = number;
    for (guint i = 0; i < length; i++) {
        text[i + 1].key = parts[i];
        text[i + 1].length = strlen(parts[i]);
    }
    vl_lexicon_mark(text, length + 2, NULL);
    gboolean used = g_str_has_prefix(group, "kind ")    ? text[1].kinds > 0
                    : g_str_has_prefix(group, "frame ") ? text[1].frames > 0
                    : group_of(text[1].marks, group) != NULL;
    if (!used)
        g_test_message("[%s] %s is never used", group, words);
    g_assert_true(used);
    (*n)++;
}

static void
test_entries(void)
{
    guint n = 0;
    vl_lexicon_visit(check_entry, &n);
    g_assert_cmpuint(n, >, 1000);
}

static void
check_unit(const char *name, gpointer data)
{
    guint *n = data;
    g_autofree char *text = g_strdup_printf("5 %s", name);
    g_autoptr(VlTokens) tokens = vl_tokens_new(text, strlen(text));
    VlUnit unit;
    guint last = tokens->tokens->len - 1;
    if (vl_unit_read(tokens, last, &unit) != 1)
        g_test_message("the unit '%s' is never read", name);
    g_assert_cmpuint(vl_unit_read(tokens, last, &unit), ==, 1);
    (*n)++;
}

static void
test_units(void)
{
    guint n = 0;
    vl_unit_visit(check_unit, &n);
    g_assert_cmpuint(n, >, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lexicon/entries", test_entries);
    g_test_add_func("/lexicon/units", test_units);
    return g_test_run();
}
