#include "config.h"

#include "base/date.h"

/* 2026-11-25T14:03:07Z */
#define NOW G_GINT64_CONSTANT(1795615387)
#define DAY (24 * 60 * 60)

static void
test_iso(void)
{
    g_autofree char *date = vl_date_iso(NOW);
    g_assert_cmpstr(date, ==, "2026-11-25");
    g_autofree char *time = vl_date_time_iso(NOW);
    g_assert_cmpstr(time, ==, "2026-11-25T14:03:07Z");
    g_autofree char *epoch = vl_date_time_iso(0);
    g_assert_cmpstr(epoch, ==, "1970-01-01T00:00:00Z");
    g_autofree char *leap = vl_date_iso(G_GINT64_CONSTANT(1709164800));
    g_assert_cmpstr(leap, ==, "2024-02-29");
    g_autofree char *absurd = vl_date_iso(G_MAXINT64);
    g_assert_cmpstr(absurd, ==, "");
}

static void
test_months(void)
{
    static const struct {
        const char *text;
        int month;
    } cases[] = {
        {"Jan", 1},       {"january", 1},        {"janvier", 1},
        {"Feb", 2},       {"f\u00e9vrier", 2},   {"F\u00c9VRIER", 2},
        {"fevrier", 2},   {"mars", 3},           {"Avr", 4},
        {"mai", 5},       {"May", 5},            {"June", 6},
        {"juin", 6},      {"July", 7},           {"juillet", 7},
        {"Jul", 7},       {"ao\u00fbt", 8},      {"Aug", 8},
        {"sept", 9},      {"Oct", 10},           {"NOV", 11},
        {"d\u00e9cembre", 12},                   {"Dec", 12},
        {"1", 1},         {"01", 1},             {"12", 12},
        {"0", 0},         {"13", 0},             {"", 0},
        {"Spring", 0},    {"Winter", 0},         {"x", 0},
        {"12abc", 0},     {"-1", 0},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        int month = vl_month_number(cases[i].text);
        if (month != cases[i].month)
            g_error("'%s' is %d", cases[i].text, month);
    }
}

static void
test_since(void)
{
    static const struct {
        const char *text;
        gint64 days;
    } spans[] = {{"7d", 7}, {"4w", 28}, {"12m", 360}, {"1d", 1}};
    for (guint i = 0; i < G_N_ELEMENTS(spans); i++) {
        gint64 seconds = 0;
        g_assert_true(vl_date_since(spans[i].text, NOW, &seconds));
        g_assert_cmpint(seconds, ==, NOW - spans[i].days * DAY);
    }
    gint64 seconds = 0;
    g_assert_true(vl_date_since("2024-02-29", NOW, &seconds));
    g_assert_cmpint(seconds, ==, G_GINT64_CONSTANT(1709164800));
}

static void
test_since_refused(void)
{
    static const char *const texts[] = {
        "",     "d",    "7",          "7y",        "-7d",        "0d",
        "7 d",  " 7d",  "+7d",        "7dd",       "99999999999999999999d",
        "2023-02-29", "2024-13-01",   "2024-1-1",  "20240101",   "today",
        "2024-02-29T00:00:00Z",       "2024-02-29 ",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        gint64 seconds = 0;
        if (vl_date_since(texts[i], NOW, &seconds))
            g_error("accepted: '%s'", texts[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/date/iso", test_iso);
    g_test_add_func("/date/months", test_months);
    g_test_add_func("/date/since", test_since);
    g_test_add_func("/date/since-refused", test_since_refused);
    return g_test_run();
}
