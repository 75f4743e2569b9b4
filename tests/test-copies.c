#include "config.h"

#include "fulltext/copies.h"

static VlDocument *
sample(void)
{
    VlDocument *document = vl_document_new(VL_RENDERING_PDF);
    vl_document_add_page(
        document,
        "Fictamab for invented pain: a randomised trial\n"
        "Annals of Fiction\nhttp://www.fiction.example\n"
        "Figure 2. Fictamab (100 mg/kg) significantly lowered the score of "
        "the patients versus the placebo group.",
        NULL);
    vl_document_add_page(document,
                         "We asked whether the drug lowers the r\u00E9sum\u00E9"
                         " of all deaths.\nVolume 2026",
                         NULL);
    return document;
}

static void
test_hold(void)
{
    static const char *const copies[] = {
        "Fictamab for invented pain: a randomised trial",
        "FICTAMAB FOR INVENTED PAIN",
        "Fictamab for\ninvented pain: a\nrandomised trial",
        /* Two lines over each other, torn at both ends. */
        ("mab\n(100significantly\nmg/kg)lowered\nthe score of\nthe "
         "patients\nversusthe placebo gro"),
        /* Lines from several places. */
        "Annals of Fiction\nhttp://www.fiction.example\nVolume 2026",
        "whether the drug lowers the resume",
    };
    g_autoptr(VlDocument) document = sample();
    g_autoptr(VlSeenWords) seen = vl_seen_words_new(document);
    for (guint i = 0; i < G_N_ELEMENTS(copies); i++)
        if (!vl_seen_words_hold(seen, copies[i]))
            g_error("no copy: %s", copies[i]);
}

static void
test_hold_not(void)
{
    static const char *const others[] = {
        "",
        "not",
        "Volume 2026",
        "randomised trial",
        /* Another number, another word, words from far apart. */
        ("Fictamab (200 mg/kg) significantly lowered the score of the "
         "patients"),
        "Fictamab for invented pain: no randomised trial",
        "Fictamab lowers all deaths of the patients",
        "Fictamab lowers\nall deaths of\nthe patients",
        "Nobody has written this sentence anywhere",
    };
    g_autoptr(VlDocument) document = sample();
    g_autoptr(VlSeenWords) seen = vl_seen_words_new(document);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (vl_seen_words_hold(seen, others[i]))
            g_error("a copy: %s", others[i]);
}

/* What is hidden itself is not seen. */
static void
test_hidden_is_not_seen(void)
{
    g_autoptr(VlDocument) document = sample();
    VlPage *page = document->pages->pdata[0];
    VlSpan title = {0, 46}, journal = {47, 64};
    g_array_append_val(page->hidden, title);
    g_array_append_val(page->copies, journal);
    g_autoptr(VlSeenWords) seen = vl_seen_words_new(document);
    g_assert_false(vl_seen_words_hold(
        seen, "Fictamab for invented pain: a randomised trial"));
    g_assert_false(vl_seen_words_hold(
        seen, "Annals of Fiction\nhttp://www.fiction.example\nVolume 2026"));
    g_assert_true(vl_seen_words_hold(
        seen, "significantly lowered the score of the patients"));
}

/* Long runs and long texts end in time. */
static void
test_long(void)
{
    g_autoptr(VlDocument) document = sample();
    g_autoptr(VlSeenWords) seen = vl_seen_words_new(document);
    g_autofree char *run = g_strnfill(100000, 'a');
    g_assert_false(vl_seen_words_hold(seen, run));
    g_autofree char *some = g_strnfill(900, 'a');
    g_assert_false(vl_seen_words_hold(seen, some));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/copies/hold", test_hold);
    g_test_add_func("/copies/hold-not", test_hold_not);
    g_test_add_func("/copies/hidden-is-not-seen", test_hidden_is_not_seen);
    g_test_add_func("/copies/long", test_long);
    return g_test_run();
}
