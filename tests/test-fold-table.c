#include "config.h"

#include "text/fold-table.h"

#include <string.h>

/* Every row is found for each of its characters, and no other: a row out of
 * order would be lost to the search, and one after it too. */
static void
test_order(void)
{
    const VlFoldRow *last = NULL;
    for (gunichar c = 0; c <= 0x10FFFF; c++) {
        const VlFoldRow *row = vl_fold_row(c);
        if (row == NULL)
            continue;
        g_assert_cmpuint(row->first, <=, c);
        g_assert_cmpuint(row->last, >=, c);
        if (last != NULL && row != last) {
            g_assert_true(row == last + 1);
            g_assert_cmpuint(row->first, ==, c);
            g_assert_cmpuint(last->last, <, c);
        }
        last = row;
    }
    g_assert_cmpuint(vl_fold_row(1)->first, ==, 1);
    g_assert_cmpuint(last->last, ==, 0x10FFFD);
    g_assert_null(vl_fold_row(0));
    g_assert_null(vl_fold_row(G_MAXUINT32));
}

/* A form is what folding gives: short, in lower case, and folded already. */
static void
test_forms(void)
{
    for (gunichar c = 1; c <= 0x10FFFF; c++) {
        const VlFoldRow *row = vl_fold_row(c);
        if (row == NULL)
            continue;
        c = row->last;
        g_assert_cmpuint(strlen(row->form), <, 16);
        g_assert_true(g_utf8_validate(row->form, -1, NULL));
        for (const char *p = row->form; *p != '\0'; p = g_utf8_next_char(p)) {
            char again[VL_FOLD_MAX];
            gunichar part = g_utf8_get_char(p);
            vl_fold_char(part, again);
            g_assert_true(g_str_has_prefix(p, again) && *again != '\0');
        }
        /* What says nothing has no form that could be taken for text. */
        if (row->class == VL_CHAR_SPACE || row->class == VL_CHAR_UNSAFE)
            g_assert_cmpstr(row->form, ==, "");
        if (row->class == VL_CHAR_DASH)
            g_assert_cmpstr(row->form, ==, "-");
    }
}

/* Signs whose compatibility form would change what a sentence says. */
static void
test_meanings(void)
{
    static const struct {
        gunichar c;
        VlCharClass class;
        const char *form;
    } cases[] = {
        {0x2212, VL_CHAR_DASH, "-"},        /* minus */
        {0x2013, VL_CHAR_DASH, "-"},        /* en dash */
        {0x2264, VL_CHAR_COMPARATOR, "<="}, /* at most */
        {0x2265, VL_CHAR_COMPARATOR, ">="},
        {0x2260, VL_CHAR_COMPARATOR, "!="}, /* no "=" with a dropped mark */
        {0x2248, VL_CHAR_COMPARATOR, "~"},
        {0xB1, VL_CHAR_SYMBOL, "+/-"},
        {0xB5, VL_CHAR_LETTER, "u"},  /* micro sign */
        {0x3BC, VL_CHAR_LETTER, "u"}, /* Greek mu, as in "\u03BCg" */
        {0x3B2, VL_CHAR_LETTER, "beta"},
        {0x153, VL_CHAR_LETTER, "oe"}, /* French */
        {0xDF, VL_CHAR_LETTER, "ss"},
        {0x131, VL_CHAR_LETTER, "i"},
        {0xA0, VL_CHAR_SPACE, ""},
        {0xAB, VL_CHAR_IGNORED, ""}, /* French quotation marks */
        {0xAD, VL_CHAR_IGNORED, ""}, /* soft hyphen */
        {0xFFFD, VL_CHAR_UNSAFE, ""},
        {0xE000, VL_CHAR_UNSAFE, ""},
        {0xF8FF, VL_CHAR_UNSAFE, ""},
        {0xF0000, VL_CHAR_UNSAFE, ""}, /* private use beyond the BMP */
        {0x7F, VL_CHAR_UNSAFE, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VlFoldRow *row = vl_fold_row(cases[i].c);
        g_test_message("U+%04X", cases[i].c);
        g_assert_nonnull(row);
        g_assert_cmpint(row->class, ==, cases[i].class);
        g_assert_cmpstr(row->form, ==, cases[i].form);
    }
    /* Plain letters and digits need none. */
    static const gunichar plain[] = {'a', 'Z', '7', 0xE9, 0x4E00, 0x1F9EC};
    for (guint i = 0; i < G_N_ELEMENTS(plain); i++)
        g_assert_null(vl_fold_row(plain[i]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fold-table/order", test_order);
    g_test_add_func("/fold-table/forms", test_forms);
    g_test_add_func("/fold-table/meanings", test_meanings);
    return g_test_run();
}
