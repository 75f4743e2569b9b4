#include "config.h"

#include "pubmed/pubdate.h"

static const struct {
    const char *text;
    int year, month, day;
} cases[] = {
    {"2024", 2024, 0, 0},
    {"2024 Feb 29", 2024, 2, 29},
    {"2024 02 09", 2024, 2, 9},
    {"2024 2", 2024, 2, 0},
    {"2016 Jan-Feb", 2016, 1, 0},
    {"2019 Sep/Oct", 2019, 9, 0},
    {"1998 Dec-1999 Jan", 1998, 12, 0},
    {"1998-1999", 1998, 0, 0},
    {"1998-1999 Winter", 1998, 0, 0},
    {"2000 Spring", 2000, 0, 0},
    {"Winter-Spring 2003", 2003, 0, 0},
    {"1994 Sep-Dec", 1994, 9, 0},
    {"2000 Nov 15-Dec 1", 2000, 11, 15},
    {"2000 Jan 5-12", 2000, 1, 5},
    {"2000 1st Quart", 2000, 0, 0},
    {"Mar 2003", 2003, 3, 0},
    {"2011 Jul-Aug 3", 2011, 7, 0},
    {"2011 Jan 32", 2011, 1, 0},
    {"2011 13", 2011, 0, 0},
    {"no date", 0, 0, 0},
    {"", 0, 0, 0},
    {"99999999999999999999", 0, 0, 0},
    {"0000", 0, 0, 0},
    {"2019 D\u00e9c", 2019, 12, 0},
};

static void
test_forms(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlPubDate date = {9, 9, 9, NULL};
        vl_pubdate_read(cases[i].text, &date);
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(date.year, ==, cases[i].year);
        g_assert_cmpint(date.month, ==, cases[i].month);
        g_assert_cmpint(date.day, ==, cases[i].day);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pubdate/forms", test_forms);
    return g_test_run();
}
