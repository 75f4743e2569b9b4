#include "config.h"

#include <string.h>

#include "base/unicode.h"
#include "reading/summary.h"

static VlSummary *
read_markdown(const char *text)
{
    return vl_summary_new(vl_blocks_from_markdown(text));
}

static VlSummary *
read_html(const char *text)
{
    g_assert_true(vl_text_is_html(text));
    return vl_summary_new(vl_blocks_from_html(text));
}

static const VlStatement *
at(const VlSummary *summary, guint i)
{
    g_assert_cmpuint(i, <, summary->statements->len);
    return summary->statements->pdata[i];
}

static const VlListedReference *
reference(const VlSummary *summary, guint i)
{
    g_assert_cmpuint(i, <, summary->references->len);
    return summary->references->pdata[i];
}

/* What chats say besides claims: none of it is judged. */
static void
test_no_claims(void)
{
    static const char *const lines[] = {
        "# Summary of the trial",
        "## Key findings",
        "### 1. Methods and population",
        "**Main results**",
        "**Conclusion:**",
        "Key points:",
        "Limitations",
        "The main findings are as follows:",
        "Here is a summary of the article you shared.",
        "Here's a concise summary of the paper:",
        "Sure! Here is what the study found.",
        "Certainly! Below is an overview.",
        "Great question!",
        "Hello!",
        "Thanks for sharing this paper.",
        "Would you like me to expand on any section?",
        "Do you want a table of the results?",
        "What does this mean for patients?",
        "Let me know if you need more detail.",
        "Feel free to ask for the full tables.",
        "I hope this helps.",
        "If you'd like, I can also compare it with other trials.",
        "I can also draft a slide deck from this.",
        "As an AI language model, I cannot give medical advice.",
        "This summary is for informational purposes only.",
        "This is not medical advice.",
        "Please consult a qualified healthcare professional.",
        "Always consult your doctor before changing treatment.",
        "Disclaimer: AI-generated content may contain errors.",
        "ChatGPT can make mistakes.",
        "Voici un résumé de l'article.",
        "Bien sûr ! Voici les points essentiels.",
        "**Points clés**",
        "## Résultats principaux",
        "Points forts :",
        "Souhaitez-vous que je développe une partie ?",
        "N'hésitez pas à me demander plus de détails.",
        "J'espère que cela vous aide.",
        "Ce résumé ne remplace pas un avis médical.",
        "Consultez votre médecin avant toute décision.",
        "Avertissement : ce texte a été généré par une IA.",
        "Que signifie ce résultat pour la pratique\xC2\xA0?",
        "Bonjour,",
        "---",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *text =
            g_strconcat(lines[i], "\n\nMortality fell from 12% to 8%.\n", NULL);
        g_autoptr(VlSummary) summary = read_markdown(text);
        guint claims = 0;
        for (guint k = 0; k < summary->statements->len; k++)
            claims += at(summary, k)->kind == VL_STATEMENT_CLAIM;
        if (claims != 1)
            g_test_message("taken for a claim: %s", lines[i]);
        g_assert_cmpuint(claims, ==, 1);
    }
}

/* What looks like one of these and claims something all the same. */
static void
test_claims(void)
{
    static const char *const lines[] = {
        "Higher doses were safe in adults.",
        "Please note a dose of 40 mg daily was used.",
        "- **Mortality:** 12% with the drug, 15% with placebo",
        "This summary covers a drop of 12% in mortality.",
        "Candidates were recruited in four hospitals.",
        "I\xC2\xB2 was 40 % in the pooled analysis of the trials.",
        "**Mortality fell by 20%**",
        "Les patients ont été suivis pendant deux ans.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(VlSummary) summary = read_markdown(lines[i]);
        g_assert_cmpuint(summary->statements->len, ==, 1);
        if (at(summary, 0)->kind != VL_STATEMENT_CLAIM)
            g_test_message("not taken for a claim: %s", lines[i]);
        g_assert_cmpint(at(summary, 0)->kind, ==, VL_STATEMENT_CLAIM);
    }
}

static const struct {
    const char *text, *plain, *pmid, *doi;
    guint number;
} marks[] = {
    {"It fell by 20% [1].", "It fell by 20%.", NULL, NULL, 1},
    {"It fell by 20%.[1][2] Then it rose again.", "It fell by 20%.", NULL,
     NULL, 1},
    {"Mortality fell by 20%\xE3\x80\x90" "3\xE2\x80\xA0source\xE3\x80\x91.",
     "Mortality fell by 20%.", NULL, NULL, 3},
    {"It fell by 20%. citeturn0search1", "It fell by 20%.", NULL, NULL, 0},
    {"It fell by 20% \xEE\x88\x80" "cite\xEE\x88\x82turn0search1\xEE\x88\x81.",
     "It fell by 20%.", NULL, NULL, 0},
    {"It fell by 20% :contentReference[oaicite:3]{index=3}.",
     "It fell by 20%.", NULL, NULL, 0},
    {"It fell by 20% (PMID: 12345678).", "It fell by 20%.", "12345678", NULL,
     0},
    {"It fell by 20% ([pubmed.ncbi.nlm.nih.gov]"
     "(https://pubmed.ncbi.nlm.nih.gov/12345678/?utm_source=chatgpt.com)).",
     "It fell by 20%.", "12345678", NULL, 0},
    {"It fell by 20% [doi](https://doi.org/10.1000/ABC(1)?utm_medium=x).",
     "It fell by 20%.", NULL, "10.1000/abc(1)", 0},
    {"[The trial](https://doi.org/10.1000/x1) showed a fall of 20%.",
     "The trial showed a fall of 20%.", NULL, "10.1000/x1", 0},
    {"It fell by 20%.[^1]\n\n[^1]: https://doi.org/10.1000/x1",
     "It fell by 20%.", NULL, NULL, 1},
    {"It fell by 20%<sup>4</sup> overall.", "It fell by 20% overall.", NULL,
     NULL, 4},
    {"Mortality fell by 20 per cent overall\xC2\xB2.",
     "Mortality fell by 20 per cent overall.", NULL, NULL, 2},
    {"The dose was 3 mg/m<sup>2</sup> daily.", "The dose was 3 mg/m2 daily.",
     NULL, NULL, 0},
    {"La mortalité a diminué de 20\xC2\xA0% (n\xC2\xA0=\xC2\xA0" "12).",
     "La mortalité a diminué de 20\xC2\xA0% (n\xC2\xA0=\xC2\xA0" "12).", NULL,
     NULL, 0},
    {"The value was 15 [10-20] in 30 people.",
     "The value was 15 [10-20] in 30 people.", NULL, NULL, 0},
    {"P < 0.05 and r > 0.3 <in all> arms.",
     "P < 0.05 and r > 0.3 <in all> arms.", NULL, NULL, 0},
};

static void
test_marks(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autoptr(VlSummary) summary = read_markdown(marks[i].text);
        const VlStatement *first = at(summary, 0);
        g_assert_cmpstr(first->text, ==, marks[i].plain);
        guint number = 0;
        const char *pmid = NULL, *doi = NULL;
        for (guint c = 0; c < first->cites->len; c++) {
            const VlCite *cite = first->cites->pdata[c];
            if (number == 0 && cite->numbers != NULL)
                number = g_array_index(cite->numbers, guint, 0);
            pmid = cite->ids.pmid != NULL ? cite->ids.pmid : pmid;
            doi = cite->ids.doi != NULL ? cite->ids.doi : doi;
        }
        g_assert_cmpuint(number, ==, marks[i].number);
        g_assert_cmpstr(pmid, ==, marks[i].pmid);
        g_assert_cmpstr(doi, ==, marks[i].doi);
    }
}

static void
test_references(void)
{
    g_autoptr(VlSummary) summary = read_markdown(
        "Mortality fell [1], and so did pain [2] (Doe et al., 2020). "
        "Sleep did not change.[^n]\n\n"
        "**References**\n\n"
        "1. Roe A, Poe B. A trial of things. J Things. 2021;3(2):10-9. "
        "doi:10.1000/t1\n"
        "2. PMID: 12345\n"
        "3. Doe C, et al. Another trial. J Things. 2020;2:1-4.\n\n"
        "[^n]: Nemo N. Sleep and things. J Sleep. 2019;1:5-9.\n");
    g_assert_cmpuint(summary->references->len, ==, 4);
    g_assert_cmpuint(reference(summary, 1)->number, ==, 2);
    g_assert_cmpstr(reference(summary, 0)->ids.doi, ==, "10.1000/t1");
    g_assert_cmpstr(reference(summary, 1)->ids.pmid, ==, "12345");
    const VlStatement *first = at(summary, 0);
    g_assert_cmpstr(first->text, ==,
                    "Mortality fell, and so did pain.");
    g_assert_cmpuint(first->cites->len, ==, 3);
    for (guint i = 0; i < 3; i++)
        g_assert_true(vl_summary_resolve(summary, first->cites->pdata[i],
                                         0) == reference(summary, i));
    g_assert_cmpuint(at(summary, 1)->cites->len, ==, 1);
    for (guint i = 0; i < summary->statements->len; i++)
        g_assert_cmpint(at(summary, i)->kind, ==,
                        i < 2 ? VL_STATEMENT_CLAIM : VL_STATEMENT_HEADING);
}

static void
test_table(void)
{
    g_autoptr(VlSummary) summary = read_markdown(
        "| Outcome | Drug | Placebo |\n|---|---:|:---:|\n"
        "| Death | 12% [1] | 15% |\n| Pain (VAS) | -2.8 | 1.1 |\n");
    g_assert_cmpuint(summary->statements->len, ==, 3);
    g_assert_cmpint(at(summary, 0)->kind, ==, VL_STATEMENT_HEADING);
    g_assert_cmpstr(at(summary, 1)->text, ==,
                    "Death: Drug 12%; Placebo 15%");
    g_assert_cmpstr(at(summary, 2)->text, ==,
                    "Pain (VAS): Drug -2.8; Placebo 1.1");
    g_assert_cmpuint(at(summary, 1)->cites->len, ==, 1);
}

static void
test_html(void)
{
    g_autoptr(VlSummary) summary = read_html(
        "<html xmlns:o='urn:o'><head><style>p{}</style><title>T</title>"
        "</head><body><!--[if mso]>x<![endif]--><h1>Results</h1>"
        "<p class=MsoListParagraph><span style='mso-list:Ignore'>\xC2\xB7"
        "&nbsp;</span><b>Mortality:</b> fell to&nbsp;8&#160;%"
        "<sup>[2]</sup>.<o:p></o:p></p>"
        "<p style='display:none'>Hidden claim of 99%.</p>"
        "<script>alert('x')</script>"
        "<table><tr><th>A</th><th>B</th><th>C</th></tr>"
        "<tr><td>Death</td><td>12</td><td>15</td></tr></table>"
        "<ol><li>First point is made.</li><li>Second one.</li></ol>"
        "</body></html>");
    g_assert_cmpint(at(summary, 0)->kind, ==, VL_STATEMENT_HEADING);
    g_assert_cmpstr(at(summary, 1)->text, ==,
                    "Mortality: fell to\xC2\xA0" "8\xC2\xA0%.");
    g_assert_cmpuint(at(summary, 1)->cites->len, ==, 1);
    g_assert_cmpstr(at(summary, 3)->text, ==, "Death: B 12; C 15");
    g_assert_null(strstr(summary->text, "99"));
    g_assert_null(strstr(summary->text, "alert"));
    g_assert_false(vl_text_is_html("<5% of patients died."));
    g_assert_false(vl_text_is_html("plain"));
}

/* Spans count code points of the summary's text. */
/* What stands around the words when they are pasted. */
static void
test_pasted(void)
{
    static const char *const pastes[][3] = {
        {"\xE2\x9C\x85 Pain fell.\n\xE2\x9D\x8C No effect on walking.\n"
         "\xE2\x9A\xA0\xEF\xB8\x8F Small sample only.",
         "Pain fell.", "No effect on walking."},
        {"\xE2\x80\xA2 Dose : 40 mg par jour\n\xE2\x80\xA2 Dur\xC3\xA9"
         "e : 12 semaines",
         "Dose : 40 mg par jour", "Dur\xC3\xA9" "e : 12 semaines"},
        {"* [ ] Nausea occurred in 14 patients.\n* [x] Pain fell by 3.",
         "Nausea occurred in 14 patients.", "Pain fell by 3."},
        {"Pain fell (p = 0,013)\xC2\xB9. It fell (n = 212) [1, 2].",
         "Pain fell (p = 0,013).", "It fell (n = 212)."},
        {"It was seen in 14 (13.2 %) [1\xE2\x80\x93" "3]. It was 10\xC2\xB2 m.",
         "It was seen in 14 (13.2 %).", "It was 10\xC2\xB2 m."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(pastes); i++) {
        g_autoptr(VlSummary) summary = read_markdown(pastes[i][0]);
        g_assert_cmpstr(at(summary, 0)->text, ==, pastes[i][1]);
        g_assert_cmpstr(at(summary, 1)->text, ==, pastes[i][2]);
    }
    g_autoptr(VlSummary) word = read_html(
        "<html><!--[if gte mso 9]><xml><o:p/></xml><![endif]--><p class="
        "MsoListParagraph><![if !supportLists]>\xC2\xB7 <![endif]>Pain fell "
        "by 3 points.</p></html>");
    g_assert_cmpstr(at(word, 0)->text, ==, "Pain fell by 3 points.");
    g_autoptr(VlSummary) listed = read_markdown(
        "Pain fell.\n\n1. Smith J. Effects of veillase on knee pain. J Fict. "
        "2024. PMID: 99000001.\n");
    g_assert_cmpuint(listed->statements->len, ==, 1);
    g_assert_cmpuint(listed->references->len, ==, 1);
}

static void
test_spans(void)
{
    g_autoptr(VlSummary) summary = read_markdown(
        "# Été\n\nL'étude a duré deux ans. Elle était ouverte [1].\n");
    const VlStatement *second = at(summary, 2);
    g_autofree char *slice = vl_utf8_slice(summary->text, second->span.start,
                                           second->span.end);
    g_assert_cmpstr(slice, ==, "Elle était ouverte [1].");
}

/* Deep, long and broken input ends, and soon. */
static void
test_hostile(void)
{
    g_autoptr(GString) text = g_string_new("<html><body>");
    for (guint i = 0; i < 3000; i++)
        g_string_append(text, "<div><ul><li>");
    g_string_append(text, "Mortality fell by 20% overall.");
    g_autoptr(VlSummary) html = read_html(text->str);
    g_string_truncate(text, 0);
    for (guint i = 0; i < 3000; i++)
        g_string_append(text, "> - [ ( \xE3\x80\x90");
    g_autoptr(VlSummary) nested = read_markdown(text->str);
    g_string_truncate(text, 0);
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "[1](");
    g_autoptr(VlSummary) links = read_markdown(text->str);
    g_autoptr(VlSummary) empty = read_markdown("");
    g_assert_cmpuint(empty->statements->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/summary/no-claims", test_no_claims);
    g_test_add_func("/summary/claims", test_claims);
    g_test_add_func("/summary/marks", test_marks);
    g_test_add_func("/summary/references", test_references);
    g_test_add_func("/summary/table", test_table);
    g_test_add_func("/summary/html", test_html);
    g_test_add_func("/summary/pasted", test_pasted);
    g_test_add_func("/summary/spans", test_spans);
    g_test_add_func("/summary/hostile", test_hostile);
    return g_test_run();
}
