#include "config.h"

#include "verify/sense/glossary.h"

#include <string.h>

#include "verify/sense/terms.h"

/* Each entry can be looked up, and means something. */
static void
test_glossary(void)
{
    g_assert_cmpuint(vl_glossary_length(), >, 1500);
    for (guint i = 0; i < vl_glossary_length(); i++) {
        const char *entry = vl_glossary_entry(i);
        g_autoptr(VlTerms) terms = vl_terms_new(entry, strlen(entry), TRUE);
        const char *key = vl_terms_key(terms, vl_terms_at(terms, 0));
        g_autoptr(GPtrArray) stems = vl_glossary_find(key, key);
        if (stems == NULL || stems->len == 0)
            g_test_message("no meaning: %s", entry);
        g_assert_true(stems != NULL && stems->len > 0);
    }
    g_assert_null(vl_glossary_find("zxqv", "zxqv"));
}

/* By the stem of a word, in any of its forms. */
static void
test_find(void)
{
    static const char *const forms[] = {"douleur", "Douleurs"};
    for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autoptr(VlTerms) terms =
            vl_terms_new(forms[i], strlen(forms[i]), TRUE);
        const char *key = vl_terms_key(terms, vl_terms_at(terms, 0));
        g_autoptr(GPtrArray) stems = vl_glossary_find("zxqv", key);
        g_assert_nonnull(stems);
        gboolean pain = FALSE;
        for (guint k = 0; k < stems->len; k++)
            pain |= g_str_equal(stems->pdata[k], "pain");
        g_assert_true(pain);
        g_autoptr(GPtrArray) itself = vl_glossary_find(key, "zxqv");
        g_assert_cmpuint(itself->len, ==, stems->len);
    }
    g_assert_null(vl_glossary_find("", ""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/glossary/entries", test_glossary);
    g_test_add_func("/glossary/find", test_find);
    return g_test_run();
}
