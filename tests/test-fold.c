#include "config.h"

#include "text/fold.h"

#include <string.h>

static char *
fold(const char *text)
{
    g_autoptr(VlFolded) folded = vl_folded_new(text, strlen(text), NULL);
    return g_strndup(folded->bytes, folded->n);
}

static void
test_forms(void)
{
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"", ""},
        {"The E\uFB03cacy", "theefficacy"},
        {"non-\nischemic", "nonischemic"},
        {"a\u00A0b\u2009c\u200Bd", "abcd"},
        {"\u22120.5\u20131.5", "0.51.5"},
        {"P \u2264 0\u00B705", "p<=0.05"},
        {"TGF-\u03B2 \u00B5g \u03BCg", "tgfbetaugug"},
        {"C\u00F4te d\u2019Ivoire", "cotedivoire"},
        {"mor\u00ADtality", "mortality"},
        {"\u00B1 1", "+/1"},
        {"10\u2074", "104"},
        {"28 \u25E6C, 28\u00B0C", "28c,28c"},
        {"as shown [1,3\u20135].", "asshown."},
        {"as shown [0.5].", "asshown[0.5]."},
        {"true (Smith et al., 2004; Doe, 2005b).", "true."},
        {"true (n = 12).", "true(n=12)."},
        {"15 [10\u201320]", "15[1020]"},
        {"reported before.12,13 Then", "reportedbefore.then"},
        {"reported before\u00B9\u00B2 and", "reportedbeforeand"},
        {"CO2 kg/m\u00B2", "co2kg/m2"},
        {"\u65E5\u672C", "\u65E5\u672C"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = fold(rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].folded);
    }
}

/* The map leads each folded byte back to the character it comes from, and
 * folding twice changes nothing more. */
static void
test_round_trip(void)
{
    for (gunichar c = 1; c <= 0x10FFFF; c++) {
        if (!g_unichar_validate(c) || !g_unichar_isdefined(c))
            continue;
        char text[16] = "ab ";
        int n = g_unichar_to_utf8(c, text + 3);
        memcpy(text + 3 + n, " yz", 4);
        gsize length = strlen(text);
        g_autoptr(VlFolded) folded = vl_folded_new(text, length, NULL);
        g_assert_cmpuint(folded->n, >=, 4);
        g_assert_cmpint(memcmp(folded->bytes, "ab", 2), ==, 0);
        g_assert_cmpint(memcmp(folded->bytes + folded->n - 2, "yz", 2), ==,
                        0);
        for (gsize i = 0; i < folded->n; i++) {
            gsize wanted = i < 2                 ? i
                           : i + 2 >= folded->n ? length + i - folded->n
                                                 : 3;
            g_assert_cmpuint(folded->map[i], ==, wanted);
        }
        g_assert_true(
            g_utf8_validate(folded->bytes, (gssize)folded->n, NULL));
        g_autofree char *again = fold(folded->bytes);
        g_assert_cmpstr(again, ==, folded->bytes);
    }
}

static void
test_skips(void)
{
    const char *text = "one [head] two";
    VlRange skip = {4, 10};
    g_autoptr(GArray) skips = g_array_new(FALSE, FALSE, sizeof(VlRange));
    g_array_append_val(skips, skip);
    g_autoptr(VlFolded) folded = vl_folded_new(text, strlen(text), skips);
    g_assert_cmpstr(folded->bytes, ==, "onetwo");
    g_assert_cmpuint(folded->map[3], ==, 11);
    g_assert_cmpuint(vl_folded_at(folded, 5), ==, 3);
    g_assert_cmpuint(vl_folded_at(folded, 99), ==, folded->n);
}

/* Forms much longer than their characters. */
static void
test_growth(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "\u03B5\uFDFA");
    g_autoptr(VlFolded) folded = vl_folded_new(text->str, text->len, NULL);
    g_assert_cmpuint(folded->n, >, 1000 * 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fold/forms", test_forms);
    g_test_add_func("/fold/round-trip", test_round_trip);
    g_test_add_func("/fold/skips", test_skips);
    g_test_add_func("/fold/growth", test_growth);
    return g_test_run();
}
