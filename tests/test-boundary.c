#include "config.h"

#include "reading/boundary.h"

#include <string.h>

/* The sentences, joined by '|'; what stands between them is left out. */
static char *
sentences_of(const char *text, gsize n)
{
    GString *out = g_string_new(NULL);
    for (gsize at = 0; at < n;) {
        gsize next = 0;
        gsize end = vl_sentence_end(text + at, n - at, &next);
        g_assert_cmpuint(end, <=, next);
        g_assert_cmpuint(next, <=, n - at);
        g_assert_cmpuint(next, >, 0);
        g_assert_true(g_utf8_validate(text + at, (gssize)end, NULL));
        g_assert_true(g_utf8_validate(text + at, (gssize)next, NULL));
        if (at > 0)
            g_string_append_c(out, '|');
        g_string_append_len(out, text + at, (gssize)end);
        at += next;
    }
    return g_string_free(out, FALSE);
}

static void
test_ends(void)
{
    static const struct {
        const char *text, *sentences;
    } cases[] = {
        {"", ""},
        {".", "."},
        {"a", "a"},
        {"No end", "No end"},
        {"It fell. It rose.", "It fell.|It rose."},
        {"It fell.  \n It rose", "It fell.|It rose"},
        {"Did it fall? It did! Good.", "Did it fall?|It did!|Good."},
        {"It fell (much). It rose.", "It fell (much).|It rose."},
        {"It \"fell.\" It rose.", "It \"fell.\"|It rose."},
        {"It fell... It rose.", "It fell...|It rose."},
        {"It fell.5 It rose.", "It fell.|It rose."},
        {"It fell. \u00C9t\u00E9 came.", "It fell.|\u00C9t\u00E9 came."},
        {"It fell. \u2022 One", "It fell.|\u2022 One"},
        {"For 60 min. Success was seen.", "For 60 min.|Success was seen."},
        {"At 25\u00B0C. All fell.", "At 25\u00B0C.|All fell."},
        {"It fell. pH rose. mRNA fell.", "It fell.|pH rose.|mRNA fell."},
        {"Il dit \u00AB\u202Foui.\u202F\u00BB Elle rit.",
         "Il dit \u00AB\u202Foui.\u202F\u00BB|Elle rit."},
        {"\u00AB\u00A0Le foie.\u00A0\u00BB \u00AB\u00A0Le rein.\u00A0\u00BB",
         "\u00AB\u00A0Le foie.\u00A0\u00BB|\u00AB\u00A0Le rein.\u00A0\u00BB"},
        /* It goes on in lower case. */
        {"It fell. and rose.", "It fell. and rose."},
        {"It fell. (and rose) Then.", "It fell. (and rose) Then."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sentences_of(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(got, ==, cases[i].sentences);
    }
}

/* Full stops that end nothing: each text is one sentence. */
static void
test_inside(void)
{
    static const char *const texts[] = {
        "A dose of 0.5 mg was given.",
        "It fell by .5 points.",
        "See Fig. 1 and Figs. 2 and 3.",
        "Doe et al. Showed it.",
        "Some drugs, e.g. Aspirin, helped.",
        "That is, i.e. Aspirin.",
        "It was given i.v. Morphine too.",
        "Drug vs. Placebo was studied.",
        "Dr. Who saw J. B. Smith and J.-P. Doe.",
        "We thank A.B. Doe for it.",
        "Number No. 5 was used.",
        "In Jan. 2031 it began.",
        "Ref. 12 says so.",
        "2.1. Animals were kept.",
        "Des patients, p. ex. Les adultes.",
        "Un traitement, p.\u00A0ex. Aspirine.",
        "Un traitement (p.ex. Aspirine).",
        "Il y avait env. 20 patients.",
        "Vu au CHU, av. Foch, le 3 f\u00E9vr. 2031.",
        "Les coll. Dupont et la r\u00E9f. 12 (tabl. IV, \u00E9d. Masson).",
        "M. Dupont et Mme. Durand.",
        "Voir janv. 2031.",
        "St. Mary's Hospital.",
        "Staph. aureus grew.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *got = sentences_of(texts[i], strlen(texts[i]));
        g_assert_cmpstr(got, ==, texts[i]);
    }
}

/* The same words at a sentence's end. */
static void
test_abbreviations_at_end(void)
{
    static const struct {
        const char *text, *sentences;
    } cases[] = {
        {"It was given i.v. The dose fell.",
         "It was given i.v.|The dose fell."},
        {"By Doe et al. The dose fell.", "By Doe et al.|The dose fell."},
        {"He said no. The dose fell.", "He said no.|The dose fell."},
        {"It was vitamin C. We stopped.", "It was vitamin C.|We stopped."},
        {"Made in the U.S. The dose fell.", "Made in the U.S.|The dose fell."},
        {"Aspirin, etc. The dose fell.", "Aspirin, etc.|The dose fell."},
        {"Il \u00E9tait env. de 3 m. Les autres non.",
         "Il \u00E9tait env. de 3 m.|Les autres non."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sentences_of(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(got, ==, cases[i].sentences);
    }
}

/* Citations against the full stop belong to no sentence; data does. */
static void
test_citations(void)
{
    static const struct {
        const char *text, *sentences;
    } cases[] = {
        {"It fell.12 It rose.", "It fell.|It rose."},
        {"It fell.12,13-15 It rose.", "It fell.|It rose."},
        {"It fell.12\u201314 It rose.", "It fell.|It rose."},
        {"It fell.[12] It rose.", "It fell.|It rose."},
        {"It fell.[1, 3\u20135] It rose.", "It fell.|It rose."},
        {"It fell [12]. It rose.", "It fell [12].|It rose."},
        {"It fell.[x] It rose.", "It fell.[x] It rose."},
        {"It fell.[12 It rose.", "It fell.[12 It rose."},
        {"It fell.12", "It fell."},
        {"It was 5.12 Units.", "It was 5.12 Units."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sentences_of(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(got, ==, cases[i].sentences);
    }
}

static void
test_french(void)
{
    static const struct {
        const char *text, *sentences;
    } cases[] = {
        {"Il dit : \u00AB C'est fini. \u00BB Puis il part.",
         "Il dit : \u00AB C'est fini. \u00BB|Puis il part."},
        {"\u00AB\u00A0Fini.\u00A0\u00BB Puis.",
         "\u00AB\u00A0Fini.\u00A0\u00BB|Puis."},
        {"Est-ce fini\u00A0? Oui.", "Est-ce fini\u00A0?|Oui."},
        {"C'est fini. \u00C0 Lyon aussi.", "C'est fini.|\u00C0 Lyon aussi."},
        {"La baisse \u00E9tait de 1,5. Les autres non.",
         "La baisse \u00E9tait de 1,5.|Les autres non."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sentences_of(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(got, ==, cases[i].sentences);
    }
}

/* What never ends is cut, between characters, and nothing is read behind
 * n. */
static void
test_endless(void)
{
    static const char *const pieces[] = {
        "a",   "word ",  "\u00E9",  "\U0001F9EC", ". ",  ".", "(",  "e.g. ",
        "A. ", "\u00A0", ".\u00A0", "\u00BB",     ".[1", "[", "1.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < 20000)
            g_string_append(text, pieces[i]);
        g_autofree char *exact = g_memdup2(text->str, text->len);
        for (gsize at = 0; at < text->len;) {
            gsize next = 0;
            gsize end = vl_sentence_end(exact + at, text->len - at, &next);
            g_assert_cmpuint(end, <=, 3100);
            g_assert_cmpuint(next, >, 0);
            g_assert_cmpuint(next, >=, end);
            at += next;
            g_assert_cmpuint(at, <=, text->len);
            g_assert_cmpint((guchar)(at < text->len ? exact[at] : 0) & 0xC0, !=,
                            0x80);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/boundary/ends", test_ends);
    g_test_add_func("/boundary/inside", test_inside);
    g_test_add_func("/boundary/abbreviations", test_abbreviations_at_end);
    g_test_add_func("/boundary/citations", test_citations);
    g_test_add_func("/boundary/french", test_french);
    g_test_add_func("/boundary/endless", test_endless);
    return g_test_run();
}
