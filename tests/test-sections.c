#include "config.h"

#include "reading/sections.h"

#include <string.h>

/* A line a line: the name of its section ("abstract.results" within an
 * abstract), '#' for a heading, the line as it is after cutting. */
static char *
sections_of(VlRenderingKind kind, const char *text)
{
    g_autoptr(VlDocument) document = vl_document_from_text(kind, text);
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_sections_find(lines, reading);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lines->lines->len; i++) {
        const VlLine *line = vl_lines_get(lines, i);
        const VlSection *section = reading->sections->pdata[line->section];
        g_autofree char *words = vl_lines_text(lines, line);
        g_assert_cmpuint(line->n_chars, ==, g_utf8_strlen(words, -1));
        /* The section reaches over the line. */
        gsize point = (gsize)g_utf8_strlen(text, (gssize)line->start);
        g_assert_cmpuint(section->span.start, <=, point);
        g_assert_cmpuint(section->span.end, >=, point + line->n_chars);
        gboolean inside = section->within != section->kind;
        g_string_append_printf(
            out, "%s%s%s%s %s\n",
            inside ? vl_section_kind_name(section->within) : "",
            inside ? "." : "", vl_section_kind_name(section->kind),
            line->kind == VL_LINE_HEADING ? "#" : "", words);
    }
    return g_string_free(out, FALSE);
}

static void
test_article(void)
{
    static const struct {
        const char *text, *sections;
    } cases[] = {
        {"", ""},
        {"x", "unknown x\n"},
        {"Words.\nMethods\nWe did.\n2. Results\nIt fell.\n",
         "unknown Words.\nmethods# Methods\nmethods We did.\n"
         "results# 2. Results\nresults It fell.\n"},
        /* An abstract, with and without its heading, to its keywords. */
        {"Abstract\nAim: To see.\nResults: It fell.\nKeywords: gout\nOther.\n",
         "abstract# Abstract\nabstract.introduction To see.\n"
         "abstract.results It fell.\nunknown Keywords: gout\n"
         "unknown Other.\n"},
        {"Methods: We did.\nResults: It fell.\n1. Introduction\nGout hurts.\n",
         "abstract.methods We did.\nabstract.results It fell.\n"
         "introduction# 1. Introduction\nintroduction Gout hurts.\n"},
        /* No part of the article is a heading amid a sentence. */
        {"Words that fill a whole column of this page with the\nResults\n"
         "of the trial that we did.\n",
         "unknown Words that fill a whole column of this page with the\n"
         "unknown Results\nunknown of the trial that we did.\n"},
        /* What stands amid a section and bears the name of an earlier one. */
        {"Results\nIt fell.\nParticipants\nSixty.\nDiscussion\nSo it is.\n",
         "results# Results\nresults It fell.\nresults Participants\n"
         "results Sixty.\ndiscussion# Discussion\ndiscussion So it is.\n"},
        /* References run to the end, but for the closing matter. */
        {"References\n1. Results: a tale.\nMethods\nFunding\nNone.\n",
         "references# References\nreferences 1. Results: a tale.\n"
         "references Methods\nback# Funding\nback None.\n"},
        {"R\u00C9SUM\u00C9\nObjectif : \u00E9tudier la goutte.\nM\u00C9THODES\n"
         "On a vu.\n",
         "abstract# R\u00C9SUM\u00C9\n"
         "abstract.introduction \u00E9tudier la goutte.\n"
         "abstract.methods# M\u00C9THODES\nabstract.methods On a vu.\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sections_of(VL_RENDERING_PDF, cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].sections);
    }
}

/* A record: its title, then its abstract, in which any label in capitals
 * opens a part. */
static void
test_record(void)
{
    static const struct {
        const char *text, *sections;
    } cases[] = {
        {"", ""},
        {"Gout", "title# Gout\n"},
        {"Results: a tale\n\nIt fell.",
         "title# Results: a tale\nabstract It fell.\n"},
        {"Gout\n\nAIM: To see.\n\nSETTING AND \u00C9TAT: A ward.\n\n"
         "CONCLUSIONS: It fell.",
         "title# Gout\nabstract.introduction To see.\n"
         "abstract.unknown A ward.\nabstract.conclusion It fell.\n"},
        {"Gout\n\nNote: no label. AB: no label.",
         "title# Gout\nabstract Note: no label. AB: no label.\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got =
            sections_of(VL_RENDERING_ABSTRACT, cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].sections);
    }
}

/* The heading is kept as it is printed. */
static void
test_headings(void)
{
    g_autoptr(VlDocument) document = vl_document_from_text(
        VL_RENDERING_PDF, "Words.\n2. M\u00E9thodes\nWe did.\n");
    g_autoptr(VlReading) reading = vl_reading_alloc(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_sections_find(lines, reading);
    g_assert_cmpuint(reading->sections->len, ==, 2);
    const VlSection *first = reading->sections->pdata[0];
    const VlSection *second = reading->sections->pdata[1];
    g_assert_null(first->heading);
    g_assert_cmpstr(second->heading, ==, "2. M\u00E9thodes");
    g_assert_cmpuint(second->span.start, ==, 7);
    g_assert_cmpuint(second->span.end, ==, 26);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sections/article", test_article);
    g_test_add_func("/sections/record", test_record);
    g_test_add_func("/sections/headings", test_headings);
    return g_test_run();
}
