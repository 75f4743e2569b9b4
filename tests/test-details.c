#include "config.h"

#include "digest/details.h"

#include <string.h>

static void
check(const char *detail, const char *wanted)
{
    g_autofree char *words = vl_detail_words(detail, VL_LANGUAGE_FR);
    g_assert_cmpstr(words, ==, wanted);
}

static void
test_forms(void)
{
    check("the claim says \u201C92\u201D where the passage says "
          "\u201C95\u201D",
          "la phrase dit \u00AB 92 \u00BB, le passage \u00AB 95 \u00BB");
    check("the claim says more, the passage less",
          "la phrase dit plus, le passage moins");
    check("only the claim has \u201Cnot\u201D",
          "\u00AB not \u00BB n'est que dans la phrase");
    check("the source contradicts itself: 15 of 122 is 12.3 %, not 21.3 %",
          "la source se contredit : 15 sur 122 font 12.3 %, non 21.3 %");
    check("searched the whole source for \u201Cno falls\u201D: not found "
          "there",
          "toute la source a \u00E9t\u00E9 parcourue pour \u00AB no falls "
          "\u00BB : non trouv\u00E9");
    check("no difference found is not equivalence",
          "ne pas trouver de diff\u00E9rence n'est pas d\u00E9montrer une "
          "\u00E9quivalence");
}

/* Each form, with words put in, has a French one that keeps them. */
static void
test_each(void)
{
    guint n = 0;
    for (const char *form; (form = vl_detail_form(n)) != NULL; n++) {
        g_auto(GStrv) parts = g_strsplit(form, "$", -1);
        g_autofree char *detail = g_strjoinv("zeltin", parts);
        g_autofree char *words = vl_detail_words(detail, VL_LANGUAGE_FR);
        g_autofree char *same = vl_detail_words(detail, VL_LANGUAGE_EN);
        g_auto(GStrv) kept = g_strsplit(words, "zeltin", -1);
        if (g_str_equal(words, detail))
            g_test_message("'%s' has no French form", form);
        g_assert_cmpstr(words, !=, detail);
        g_assert_cmpstr(same, ==, detail);
        g_assert_cmpuint(g_strv_length(kept), ==, g_strv_length(parts));
        g_assert_null(strchr(words, '$'));
    }
    g_assert_cmpuint(n, >, 50);
}

static void
test_others(void)
{
    g_autofree char *none = vl_detail_words(NULL, VL_LANGUAGE_FR);
    g_assert_null(none);
    check("", "");
    check("something that no check says", "something that no check says");
    /* Somebody's text, of whatever length. */
    g_autoptr(GString) text = g_string_new("the claim says \u201C");
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "\u201D where the passage says \u201C");
    check(text->str, text->str);
    g_assert_cmpstr(vl_check_name("arms", VL_LANGUAGE_FR), ==, "bras");
    g_assert_cmpstr(vl_check_name("arms", VL_LANGUAGE_EN), ==, "arms");
    g_assert_cmpstr(vl_check_name("new", VL_LANGUAGE_FR), ==, "new");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/details/forms", test_forms);
    g_test_add_func("/details/each", test_each);
    g_test_add_func("/details/others", test_others);
    return g_test_run();
}
