#include "config.h"

#include "verify/sense/sense.h"

#include <string.h>

/* Clauses parted by '|' and sentences by '||', as their words' keys. */
static char *
clauses_of(const char *text)
{
    g_autoptr(VlSense) sense = vl_sense_new(text, NULL);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < sense->n; i++) {
        if (i > 0) {
            g_assert_cmpuint(sense->clauses[i], >=, sense->clauses[i - 1]);
            g_assert_cmpuint(sense->sentences[i], >=, sense->sentences[i - 1]);
            gboolean apart = sense->clauses[i] != sense->clauses[i - 1];
            gboolean end = sense->sentences[i] != sense->sentences[i - 1];
            g_string_append(out, end ? " || " : apart ? " | " : " ");
        }
        g_string_append_len(out, sense->words[i].key,
                            (gssize)sense->words[i].length);
    }
    g_assert_cmpuint(sense->n_sentences, <=, MAX(sense->n_clauses, 1));
    return g_string_free(out, FALSE);
}

static void
test_parts(void)
{
    static const struct {
        const char *text, *parts;
    } cases[] = {
        {"", ""},
        {"gout", "gout"},
        {"It fell. It rose.", "it fell || it rose"},
        {"It fell; it rose.", "it fell | it rose"},
        {"It fell by 0.5 points.", "it fell by 0.5 points"},
        {"Elle baisse. Il monte.", "elle baisse || il monte"},
        /* Lines of a page. */
        {"Pain,\nfever (and\nrash)\nfell", "pain fever and rash fell"},
        {"Pain fell (0.5)\n\nMethods", "pain fell 0.5 || methods"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = clauses_of(cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].parts);
    }
}

static void
test_spans(void)
{
    static const char text[] = "\u00C9t\u00E9 \U0001F9EC came.";
    g_autoptr(VlSense) sense = vl_sense_new(text, NULL);
    guint last = sense->n - 1;
    VlSpan span = vl_sense_span(sense, last, last);
    g_assert_cmpuint(span.start, ==, 6);
    g_assert_cmpuint(span.end, ==, 10);
    span = vl_sense_span(sense, 0, last);
    g_assert_cmpuint(span.start, ==, 0);
    g_assert_cmpuint(span.end, ==, 10);
}

static gboolean
same(const char *a, const char *b, const char *lang)
{
    g_autoptr(VlSense) x = vl_sense_new(a, NULL);
    g_autoptr(VlSense) y = vl_sense_new(b, lang);
    gboolean found = vl_sense_same(x, 0, y, 0);
    g_assert_cmpint(found, ==, vl_sense_same(y, 0, x, 0));
    return found;
}

static void
test_same(void)
{
    static const struct {
        const char *a, *b, *lang;
        gboolean same;
    } cases[] = {
        {"gout", "Gout", NULL, TRUE},
        {"randomised", "randomized", NULL, TRUE},
        {"tumour", "tumors", NULL, TRUE},
        {"mortality", "mortalit\u00E9", "fr", TRUE}, /* cognates */
        {"gout", "pain", NULL, FALSE},
        {"men", "women", NULL, FALSE},
        {"hypertension", "hypotension", NULL, FALSE},
        {"hypertension", "hypotension", "fr", FALSE},
        {"12", "13", NULL, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s / %s", cases[i].a, cases[i].b);
        gboolean found = same(cases[i].a, cases[i].b, cases[i].lang);
        g_assert_cmpint(found, ==, cases[i].same);
    }
}

static void
test_content(void)
{
    static const struct {
        const char *word;
        gboolean content;
    } cases[] = {
        {"gout", TRUE},
        {"dorzine", TRUE},
        {"the", FALSE},
        {"dans", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlSense) sense = vl_sense_new(cases[i].word, NULL);
        g_test_message("%s", cases[i].word);
        g_assert_cmpint(vl_sense_is_content(sense, 0), ==, cases[i].content);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sense/parts", test_parts);
    g_test_add_func("/sense/spans", test_spans);
    g_test_add_func("/sense/same", test_same);
    g_test_add_func("/sense/content", test_content);
    return g_test_run();
}
