#include "config.h"

#include "reading/repair.h"

#include <string.h>

#include "model/repair.h"
#include "reading/read.h"
#include "verify/locate/extract.h"
#include "verify/locate/locate.h"

/* A document of one page in which each U+E0xx and control character is
 * marked, as the PDF helper marks them. */
static VlDocument *
document_of(VlRenderingKind kind, const char *text)
{
    VlDocument *document = vl_document_new(kind);
    VlPage *page = vl_document_add_page(document, text, NULL);
    gsize at = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), at++) {
        gunichar c = g_utf8_get_char(p);
        VlSpan span = {at, at + 1};
        if ((c >= 0xE000 && c <= 0xF8FF) || (c < 0x20 && c != '\n'))
            g_array_append_val(page->unsafe, span);
    }
    vl_document_seal(document);
    return document;
}

/* What is read of the text, or NULL when nothing is repaired. */
static char *
repaired(VlRenderingKind kind, const char *text, const char *other_text)
{
    g_autoptr(VlDocument) pdf = document_of(VL_RENDERING_PDF, text);
    g_autoptr(VlDocument) other = document_of(kind, other_text);
    g_autofree char *before = g_strdup(pdf->sha256);
    vl_repair_find(pdf, other);
    g_assert_cmpstr(pdf->text, ==, text);
    g_assert_cmpstr(pdf->sha256, ==, before);
    return vl_document_text_read(pdf);
}

#define SENTENCE(sign)                                                         \
    "The dose of dorzine was higher in the treated group (P " sign " 0.05)."
#define PRINTED(sign)                                                          \
    "The dose of dor-\nzine was higher in the treated\ngroup (P " sign         \
    " 0.05)."

static void
test_sign(void)
{
    g_autofree char *text =
        repaired(VL_RENDERING_ABSTRACT, PRINTED("\uE02C"), SENTENCE("<"));
    g_assert_cmpstr(text, ==, PRINTED("<"));
}

/* Digits, words and punctuation must agree; white space, hyphens and case
 * need not. */
static void
test_other_sentence(void)
{
    static const char *const others[] = {
        "The dose of dorzine was higher in the treated group (P < 0.01).",
        "The dose of dorzine was lower in the treated group (P < 0.05).",
        "The dose of dorzine was not higher in the treated group (P < 0.05).",
        "The dose of dorzine was higher in the treated group (P << 0.05).",
        "The dose of dorzine was higher in the treated group (P 0.05).",
        "The dose of dorzine was higher in the treated group (P < 005).",
        "In mice, the dose of dorzine was higher in the treated group "
        "(P < 0.05).",
        "The dose of dorzine was higher in the treated group (P < 0.05) at "
        "week 8.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *text =
            repaired(VL_RENDERING_JATS, PRINTED("\uE02C"), others[i]);
        g_test_message("%s", others[i]);
        g_assert_null(text);
    }
}

/* Two sentences that are the same but for the lost sign tell nothing. */
static void
test_ambiguous(void)
{
    g_autofree char *text = repaired(VL_RENDERING_JATS, PRINTED("\uE02C"),
                                     SENTENCE("<") "\n" SENTENCE(">"));
    g_assert_null(text);
    g_autofree char *twice = repaired(VL_RENDERING_JATS, PRINTED("\uE02C"),
                                      SENTENCE("<") "\n" SENTENCE("<"));
    g_assert_nonnull(twice);
}

/* Values are what an abstract and its article differ in. */
static void
test_digits(void)
{
    static const char printed[] =
        "The treated group was given \uE035 mg of dorzine each day.";
    static const char told[] =
        "The treated group was given 5 mg of dorzine each day.";
    g_autofree char *abstract =
        repaired(VL_RENDERING_ABSTRACT, printed, told);
    g_assert_null(abstract);
    g_autofree char *jats = repaired(VL_RENDERING_JATS, printed, told);
    g_assert_cmpstr(jats, ==, told);
}

static void
test_ligature(void)
{
    g_autofree char *text = repaired(
        VL_RENDERING_ABSTRACT,
        "A signi\x02" "cant e\uE001" "ect of dorzine was seen in all of them.",
        "A significant effect of dorzine was seen in all of them.");
    g_assert_cmpstr(text, ==,
                    "A signi\uFB01cant e\uFB00" "ect of dorzine was seen in "
                    "all of them.");
}

static void
test_mostly_lost(void)
{
    g_autofree char *text = repaired(
        VL_RENDERING_JATS,
        "The \uE001\uE002\uE003\uE004\uE005 of the treated group was higher.",
        "The score of the treated group was higher.");
    g_assert_null(text);
    g_autofree char *brief = repaired(VL_RENDERING_JATS, "It was P \uE02C 1.",
                                      "It was P < 1.");
    g_assert_null(brief);
}

/* A sign at a line's end, which looks like white space. */
static void
test_sentence(void)
{
    g_autoptr(VlDocument) pdf = document_of(
        VL_RENDERING_PDF,
        "The dose of dorzine was higher in the treated group (P \x02\n0.05). "
        "A bullet \x03 is nothing.");
    g_autoptr(VlDocument) abstract =
        document_of(VL_RENDERING_ABSTRACT, "A title\n\n" SENTENCE("<"));
    g_assert_cmpuint(vl_repair_find(pdf, abstract), ==, 1);
    g_autoptr(VlReading) reading = vl_reading_new(pdf);
    const VlSentence *first = reading->sentences->pdata[0];
    const VlSentence *second = reading->sentences->pdata[1];
    g_assert_cmpstr(first->text, ==, SENTENCE("<"));
    g_assert_cmpstr(first->read_from, ==, "abstract");
    g_assert_null(second->read_from);
    VlSpan span = g_array_index(first->segments, VlSpan, 0);
    VlSpan other = g_array_index(second->segments, VlSpan, 0);
    g_assert_false(vl_document_is_unsafe(pdf, span));
    g_assert_true(vl_document_is_unsafe(pdf, other));
    g_assert_cmpuint(vl_repair_find(pdf, pdf), ==, 0);
    g_assert_true(vl_document_is_unsafe(pdf, span));
}

static VlMatch
match_of(const VlSource *source, const char *quote, const char **read)
{
    g_autoptr(VlHit) hit = vl_locate(source, quote, 0);
    *read = g_intern_string(hit->read);
    return hit->match;
}

/* The quote is held against what is read; the text of the hit stays the
 * rendering's. */
static void
test_locate(void)
{
    g_autoptr(VlDocument) pdf =
        document_of(VL_RENDERING_PDF, PRINTED("\uE02C"));
    g_autoptr(VlDocument) jats = document_of(VL_RENDERING_JATS, SENTENCE("<"));
    const char *read = NULL;
    g_autoptr(VlSource) bare = vl_source_new(pdf);
    g_assert_cmpint(match_of(bare, SENTENCE("<"), &read), ==,
                    VL_MATCH_UNREADABLE);
    g_assert_null(read);
    g_assert_cmpuint(vl_repair_find(pdf, jats), ==, 1);
    g_autoptr(VlSource) source = vl_source_new(pdf);
    g_assert_cmpint(match_of(source, SENTENCE("<"), &read), ==,
                    VL_MATCH_EXACT);
    g_assert_cmpstr(read, ==, PRINTED("<"));
    g_assert_cmpint(match_of(source, SENTENCE(">"), &read), ==,
                    VL_MATCH_ALTERED);
    g_autoptr(VlHit) hit = vl_locate(source, SENTENCE("<"), 0);
    g_assert_cmpstr(hit->text, ==, PRINTED("\uE02C"));
    g_assert_cmpstr(hit->read_from, ==, "jats");
}

static VlVerdict
judge(const VlDocument *pdf, const char *claim_text)
{
    g_autoptr(VlSource) source = vl_source_new(pdf);
    g_autoptr(VlClaim) claim = vl_claim_new(VL_CLAIM_RESULT, claim_text);
    VlQuote *quote = vl_quote_new();
    g_ptr_array_add(claim->quotes, quote);
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    VlSpan span = {0, (gsize)g_utf8_strlen(pdf->text, -1)};
    vl_hit_add_segment(quote->hit, span, 1, pdf->text);
    vl_hit_close(quote->hit);
    vl_judge_extract(claim, source);
    return claim->verdict;
}

static void
test_extract(void)
{
    g_autoptr(VlDocument) pdf =
        document_of(VL_RENDERING_PDF, PRINTED("\uE02C"));
    g_autoptr(VlDocument) jats = document_of(VL_RENDERING_JATS, SENTENCE("<"));
    g_assert_cmpint(judge(pdf, SENTENCE("<")), !=, VL_VERDICT_EXTRACT);
    vl_repair_find(pdf, jats);
    g_assert_cmpint(judge(pdf, SENTENCE("<")), ==, VL_VERDICT_EXTRACT);
    g_assert_cmpint(judge(pdf, SENTENCE(">")), ==, VL_VERDICT_UNSUPPORTED);
}

/* Glyphs between letters that repeat could be read in many ways: it ends. */
static void
test_hostile(void)
{
    g_autoptr(GString) printed = g_string_new(NULL);
    g_autoptr(GString) told = g_string_new(NULL);
    for (guint i = 0; i < 20000; i++) {
        g_string_append(printed, "f\x02" "ff");
        g_string_append(told, i % 2 ? "fffffi" : "ffffl");
    }
    g_autofree char *text =
        repaired(VL_RENDERING_JATS, printed->str, told->str);
    g_assert_null(text);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/repair/sign", test_sign);
    g_test_add_func("/repair/other-sentence", test_other_sentence);
    g_test_add_func("/repair/ambiguous", test_ambiguous);
    g_test_add_func("/repair/digits", test_digits);
    g_test_add_func("/repair/ligature", test_ligature);
    g_test_add_func("/repair/mostly-lost", test_mostly_lost);
    g_test_add_func("/repair/sentence", test_sentence);
    g_test_add_func("/repair/locate", test_locate);
    g_test_add_func("/repair/extract", test_extract);
    g_test_add_func("/repair/hostile", test_hostile);
    return g_test_run();
}
