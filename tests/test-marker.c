#include "config.h"

#include "text/marker.h"

#include <string.h>

/* In each text "{" and "}" stand around what is a marker; "{}" where a
 * character that could begin one does not. */
static void
check(const char *marked)
{
    const char *open = strchr(marked, '{'), *close = strchr(marked, '}');
    g_autoptr(GString) text = g_string_new_len(marked, open - marked);
    g_string_append_len(text, open + 1, close - open - 1);
    g_string_append(text, close + 1);
    gsize at = (gsize)(open - marked);
    /* A copy without room behind it: nothing may look further. */
    g_autofree char *exact = g_memdup2(text->str, text->len);
    g_test_message("%s", marked);
    g_assert_cmpuint(vl_marker_length(exact, at, text->len), ==,
                     (gsize)(close - open - 1));
}

static void
test_markers(void)
{
    static const char *const cases[] = {
        /* In brackets. */
        "as was shown {[1]}.",
        "as was shown {[1, 3-5]}.",
        "as was shown {[12,13\u201315; 20]}.",
        "as was shown {[ 7 ]}",
        "shown in 2019 {[21]}.",
        "{[1]} showed it.",
        "[1], {[2]}",
        /* By author and year. */
        "was shown {(Smith et al., 2004; Doe, 2005b)}.",
        "was shown {(see also O\u2019Hara and van der Berg 1999)}.",
        "fut montr\u00E9 {(Lef\u00E8vre et al., 2011)}.",
        "was shown {(Smith et al.)}.",
        "shown {(\u00C5ngstr\u00F6m-Dupr\u00E9 2004a, b)}.",
        /* Raised, and raised on the page but flat in the text. */
        "was reported{\u00B9\u00B2} before",
        "was reported.{\u00B3\u207B\u2075} Then",
        "was reported.{12,13} Then",
        "was reported{12} Then",
        "of the study.{4}",
        "(as reported),{7} and",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i]);
}

/* Data that looks like a marker: dropping it would change what is said. */
static void
test_data(void)
{
    static const char *const cases[] = {
        "the mean was 15 {}[10-20].",
        "an HR of 0.74 {}[95% CI 1.2-3.4]",
        "OR = 2 {}[1, 3]",
        "median {}[2-5]",
        "n = {}[12]",
        "with n {}[12]",
        "a level > {}[12]",
        "F{}[1,12] = 8.4",
        "odds {}[0.5]",
        "in {}[0]",
        "in {}[1234]",
        "in {}[a]",
        "in {}[]",
        "in {}[1",
        "in {}[1,",
        "cases {}(n = 12)",
        "the trial {}(Phase 2, 2004)",
        "we met {}(January 2004)",
        "he came {}(Paris 1234)",
        "of all {}(2004)",
        "some {}(and 2004)",
        "it rose {}(P < 0.05)",
        "some {}(Smith",
        "some {}(Smith and Doe)",
        "some {}()",
        "CO{}2 was",
        "kg/m{}\u00B2 of",
        "10{}\u2074 cells",
        "IL{}6 was",
        "in week{}12 of",
        "of grade{}3 or",
        "of stage{}3 or",
        "the caspase{}9 was",
        "reported{}\u207B of",
        "to mortality{}12% of",
        "to mortality{}12.5 of",
        "to mortality{}12-fold",
        "reported{}500 mg of",
        "about{}12 of",
        "a{}1",
        "{}1",
        "{}\u00B9",
        "word.{}0",
        "word.{}1234",
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i]);
}

/* What is no beginning of a marker, wherever it stands. */
static void
test_elsewhere(void)
{
    static const char text[] = "shown [1], a \U0001F9EC \u00E9t\u00E9.";
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        g_assert_cmpuint(
            vl_marker_length(text, (gsize)(p - text), strlen(text)) > 0, ==,
            *p == '[');
    g_assert_cmpuint(vl_marker_length("", 0, 0), ==, 0);
    g_assert_cmpuint(vl_marker_length(text, strlen(text), strlen(text)), ==, 0);
    g_assert_cmpuint(vl_marker_length(text, G_MAXSIZE, strlen(text)), ==, 0);
}

/* Long lists and brackets without end take bounded time and are none. */
static void
test_hostile(void)
{
    g_autofree char *brackets = g_strnfill(100000, '[');
    g_autofree char *parentheses = g_strnfill(100000, '(');
    g_autoptr(GString) authors = g_string_new("(Smith 2004");
    for (guint i = 0; i < 10000; i++)
        g_string_append(authors, "; Doe 2005");
    g_string_append_c(authors, ')');
    for (gsize i = 0; i < 100000; i++) {
        g_assert_cmpuint(vl_marker_length(brackets, i, 100000), ==, 0);
        g_assert_cmpuint(vl_marker_length(parentheses, i, 100000), ==, 0);
    }
    g_assert_cmpuint(vl_marker_length(authors->str, 0, authors->len), ==, 0);
}

static void
test_numbers(void)
{
    static const struct {
        const char *marker, *numbers;
    } cases[] = {
        {"[1]", "1 "},
        {"[1, 3-5]", "1 3 4 5 "},
        {"[12\u201314],[20]", "12 13 14 20 "},
        {"\u00B9\u207B\u00B3", "1 2 3 "},
        {"12,13", "12 13 "},
        {"(Smith et al.)", ""},
        {"", ""},
        {"-", ""},
        /* Ranges that go back, or are longer than any list. */
        {"[5-3]", "5 3 "},
        {"[3-3]", "3 3 "},
        {"[1-900]", "1 900 "},
        {"[99999999999999999999]", "100000 "},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) numbers =
            vl_marker_numbers(cases[i].marker, strlen(cases[i].marker));
        g_autoptr(GString) got = g_string_new(NULL);
        for (guint k = 0; k < numbers->len; k++)
            g_string_append_printf(got, "%u ",
                                   g_array_index(numbers, guint, k));
        g_assert_cmpstr(got->str, ==, cases[i].numbers);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/marker/markers", test_markers);
    g_test_add_func("/marker/data", test_data);
    g_test_add_func("/marker/elsewhere", test_elsewhere);
    g_test_add_func("/marker/hostile", test_hostile);
    g_test_add_func("/marker/numbers", test_numbers);
    return g_test_run();
}
