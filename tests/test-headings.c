#include "config.h"

#include "reading/headings.h"

#include <string.h>

#include "base/assets.h"

static VlHeading
read_exactly(const char *line)
{
    gsize n = strlen(line);
    /* Nothing behind the line may be looked at. */
    g_autofree char *exact = g_memdup2(line, n);
    return vl_heading_read(exact != NULL ? exact : "", n);
}

static void
test_alone(void)
{
    static const struct {
        const char *line;
        VlSectionKind kind;
        gboolean numbered;
    } cases[] = {
        {"Abstract", VL_SECTION_ABSTRACT, FALSE},
        {"A B S T R A C T", VL_SECTION_ABSTRACT, FALSE},
        {"INTRODUCTION", VL_SECTION_INTRODUCTION, FALSE},
        {"2. Methods", VL_SECTION_METHODS, TRUE},
        {"2.1 Methods:", VL_SECTION_METHODS, TRUE},
        {"IV. Results", VL_SECTION_RESULTS, TRUE},
        {"3) Results", VL_SECTION_RESULTS, TRUE},
        {"\u25A0 Results", VL_SECTION_RESULTS, TRUE},
        {"Results  and\u00A0 discussion", VL_SECTION_RESULTS, FALSE},
        {"ResultsDiscussion", VL_SECTION_RESULTS, FALSE}, /* two columns */
        {"Discussion.", VL_SECTION_DISCUSSION, FALSE},
        {"Conclusions", VL_SECTION_CONCLUSION, FALSE},
        {"References", VL_SECTION_REFERENCES, FALSE},
        {"Funding", VL_SECTION_BACK, FALSE},
        {"Authors\u2019 contributions", VL_SECTION_BACK, FALSE},
        {"R\u00C9SUM\u00C9", VL_SECTION_ABSTRACT, FALSE},
        {"M\u00E9thodes", VL_SECTION_METHODS, FALSE},
        {"R\u00C9SULTATS", VL_SECTION_RESULTS, FALSE},
        {"Conflits d\u2019int\u00E9r\u00EAts", VL_SECTION_BACK, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlHeading heading = read_exactly(cases[i].line);
        g_test_message("%s", cases[i].line);
        g_assert_cmpint(heading.form, ==, VL_HEADING_ALONE);
        g_assert_cmpint(heading.kind, ==, cases[i].kind);
        g_assert_cmpint(heading.numbered, ==, cases[i].numbered);
        g_assert_false(heading.ends_abstract);
    }
}

/* The heading is what stands before '|'. */
static void
test_run_in(void)
{
    static const struct {
        const char *line;
        VlSectionKind kind;
        gboolean colon, label;
    } cases[] = {
        {"Methods: |We gave it.", VL_SECTION_METHODS, TRUE, FALSE},
        {"METHODS. |We gave it.", VL_SECTION_METHODS, FALSE, FALSE},
        {"Results \u2014 |It fell.", VL_SECTION_RESULTS, TRUE, FALSE},
        {"Background:  |Gout hurts.", VL_SECTION_INTRODUCTION, TRUE, FALSE},
        {"Participants: |Sixty adults.", VL_SECTION_METHODS, TRUE, TRUE},
        {"Abstract: |Gout hurts.", VL_SECTION_ABSTRACT, TRUE, FALSE},
        {"Funding: |None.", VL_SECTION_BACK, TRUE, FALSE},
        {"Objectif : |\u00E9tudier la goutte.", VL_SECTION_INTRODUCTION, TRUE,
         TRUE},
        {"R\u00E9sultats : |elle a cess\u00E9.", VL_SECTION_RESULTS, TRUE,
         FALSE},
        {"1. Methods: |We gave it.", VL_SECTION_METHODS, TRUE, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize bar = strcspn(cases[i].line, "|");
        g_autofree char *line = g_strconcat("", cases[i].line, NULL);
        memmove(line + bar, line + bar + 1, strlen(line + bar));
        VlHeading heading = read_exactly(line);
        g_test_message("%s", line);
        g_assert_cmpint(heading.form, ==, VL_HEADING_RUN_IN);
        g_assert_cmpint(heading.kind, ==, cases[i].kind);
        g_assert_cmpuint(heading.n_bytes, ==, bar);
        g_assert_cmpint(heading.colon, ==, cases[i].colon);
        g_assert_cmpint(heading.label, ==, cases[i].label);
    }
}

static void
test_ends_abstract(void)
{
    static const char *const lines[] = {"Keywords", "Keywords: gout; pain",
                                        "Key words \u2014 gout",
                                        "Mots-cl\u00E9s : goutte"};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        VlHeading heading = read_exactly(lines[i]);
        g_test_message("%s", lines[i]);
        g_assert_true(heading.ends_abstract);
        g_assert_cmpint(heading.kind, ==, VL_SECTION_BACK);
    }
}

/* Sentences and other lines that hold the same words. */
static void
test_none(void)
{
    static const char *const lines[] = {
        "",
        "A",
        "2.",
        "2. ",
        "IV.",
        ":",
        ": ",
        "\u00E9",
        "\U0001F9EC",
        "\U0001F9EC ",
        "results",
        "methods: we gave it",
        "Results were good",
        "The results",
        "Methods for all",
        "Results of 12 trials: they differ",
        "Resultsdiscussion",
        "Discussion of it: none",
        "A B",
        "A B S",
        "12 34",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_test_message("%s", lines[i]);
        g_assert_cmpint(read_exactly(lines[i]).form, ==, VL_HEADING_NONE);
    }
    static const char *const pieces[] = {"A ", "1.",     "I",      "Results",
                                         ": ", "\u00E9", "\u2014", "A\u00E9"};
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) line = g_string_new("A");
        while (line->len < 100000)
            g_string_append(line, pieces[i]);
        VlHeading heading = read_exactly(line->str);
        g_assert_cmpint(heading.form, ==, VL_HEADING_NONE);
    }
}

/* The section whose name begins the line; G_MAXUINT: none. */
static guint
section_named(const char *name)
{
    for (guint k = VL_SECTION_UNKNOWN; k <= VL_SECTION_BACK; k++)
        if (g_str_equal(vl_section_kind_name(k), name))
            return k;
    return G_MAXUINT;
}

/* An entry that another one hides, or that no line can be, is of no use. */
static void
check_entry(const char *entry, guint kind, gboolean run_in)
{
    const char *rest = g_utf8_next_char(entry);
    g_autofree char *first =
        g_utf8_strup(entry, (gssize)(rest - entry));
    g_autofree char *line = g_strconcat(
        first, rest, run_in ? ": We gave it to sixty adults." : "", NULL);
    VlHeading heading = read_exactly(line);
    if (heading.form != (run_in ? VL_HEADING_RUN_IN : VL_HEADING_ALONE) ||
        heading.kind != kind)
        g_error("'%s' is not used", line);
}

static void
test_entries(void)
{
    static const char *const files[] = {"schemas/lexicon/en/headings.txt",
                                        "schemas/lexicon/fr/headings.txt"};
    guint n = 0;
    for (guint f = 0; f < G_N_ELEMENTS(files); f++) {
        const VlAsset *asset = vl_asset_find(files[f]);
        g_auto(GStrv) lines =
            g_strsplit((const char *)asset->bytes, "\n", -1);
        for (guint i = 0; lines[i] != NULL; i++) {
            char *colon = strchr(lines[i], ':');
            if (*lines[i] == '#' || colon == NULL)
                continue;
            *colon = '\0';
            gboolean run_in = g_str_has_suffix(lines[i], " run-in");
            if (run_in)
                lines[i][strlen(lines[i]) - strlen(" run-in")] = '\0';
            guint kind = section_named(lines[i]);
            if (kind == G_MAXUINT) /* "ends abstract" */
                continue;
            g_auto(GStrv) entries = g_strsplit(colon + 1, ";", -1);
            for (guint k = 0; entries[k] != NULL; k++, n++)
                check_entry(g_strstrip(entries[k]), kind, run_in);
        }
    }
    g_assert_cmpuint(n, >, 400);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/headings/alone", test_alone);
    g_test_add_func("/headings/run-in", test_run_in);
    g_test_add_func("/headings/ends-abstract", test_ends_abstract);
    g_test_add_func("/headings/none", test_none);
    g_test_add_func("/headings/entries", test_entries);
    return g_test_run();
}
