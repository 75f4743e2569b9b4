#include "config.h"

#include "digest/check-html.h"

#include "base/assets.h"
#include "digest/escape.h"

typedef struct {
    const VlCheck *check;
    VlLanguage language;
    GString *out;
    GHashTable *numbers; /* sentence -> its place, from 1 */
} Page;

static const char *
class_of(VlVerdict verdict)
{
    if (vl_verdict_is_flag(verdict))
        return "flag";
    if (verdict == VL_VERDICT_PARTLY || verdict == VL_VERDICT_UNDECIDED ||
        verdict == VL_VERDICT_UNREADABLE)
        return "read";
    return verdict == VL_VERDICT_SUPPORTED ? "held" : "none";
}

static void
put_head(const Page *page)
{
    const VlAsset *style = vl_asset_find("schemas/check.css");
    vl_html_put(page->out,
                "<!DOCTYPE html>\n<html lang=\"$\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<title>$</title>\n<style>\n",
                vl_language_name(page->language),
                vl_check_word(VL_CHECK_TITLE, page->language));
    g_return_if_fail(style != NULL);
    g_string_append_len(page->out, (const char *)style->bytes,
                        (gssize)style->n_bytes);
    g_string_append(page->out, "</style>\n</head>\n<body>\n");
}

static GHashTable *
number_sentences(const VlCheck *check)
{
    GHashTable *numbers = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < check->sentences->len; i++)
        g_hash_table_insert(numbers, check->sentences->pdata[i],
                            GUINT_TO_POINTER(i + 1));
    return numbers;
}

static guint
number_of(const Page *page, const VlCheckedSentence *sentence)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(page->numbers, sentence));
}

/* Links to the sentences that a reader should see first. */
static void
put_worst(const Page *page)
{
    g_autoptr(GPtrArray) order = vl_check_order(page->check);
    guint n_read = 0;
    gboolean any = FALSE;
    for (guint i = 0; i < order->len; i++) {
        const VlCheckedSentence *sentence = order->pdata[i];
        if (!vl_check_is_first(sentence, &n_read))
            continue;
        if (!any)
            vl_html_put(page->out, "<h2>$</h2>\n<ol class=\"worst\">\n",
                        vl_check_word(VL_CHECK_WORST, page->language));
        any = TRUE;
        g_autofree char *verdict =
            vl_check_verdict(sentence->verdict, page->language);
        g_autofree char *number =
            g_strdup_printf("%u", number_of(page, sentence));
        vl_html_put(page->out,
                    "<li><a href=\"#s$\"><b class=\"$\">$</b> $</a></li>\n",
                    number, class_of(sentence->verdict), verdict,
                    sentence->text);
    }
    if (any)
        g_string_append(page->out, "</ol>\n");
    else if (!vl_check_is_flagged(page->check))
        vl_html_put(page->out, "<p>$</p>\n",
                    vl_check_word(VL_CHECK_NOTHING, page->language));
}

static void
put_evidence(const Page *page, const VlAnswer *answer)
{
    for (guint i = 0; i < answer->evidence->len; i++) {
        const VlEvidence *evidence = answer->evidence->pdata[i];
        g_autofree char *place =
            vl_check_place(page->check, evidence, page->language);
        vl_html_put(page->out,
                    "<blockquote><p>$</p><cite>$</cite></blockquote>\n",
                    evidence->text, place);
    }
}

static void
put_opinion(const Page *page, const VlAnswer *answer)
{
    g_autofree char *opinion = vl_check_opinion(answer, page->language);
    if (opinion == NULL)
        return;
    vl_html_put(page->out, "<p class=\"opinion\">$</p>\n", opinion);
    for (guint i = 0; i < answer->opinion->quotes->len; i++) {
        const VlQuote *quote = answer->opinion->quotes->pdata[i];
        vl_html_put(page->out, "<p class=\"opinion\"><q>$</q></p>\n",
                    vl_hit_shown(quote->hit));
    }
}

/* A cell each: the sentence, and what stands beside it. */
static void
put_sentence(const Page *page, const VlCheckedSentence *sentence)
{
    g_autofree char *number =
        g_strdup_printf("%u", number_of(page, sentence));
    if (sentence->verdict == VL_VERDICT_NOT_A_CLAIM) {
        vl_html_put(page->out,
                    "<tr id=\"s$\"><td class=\"$\">$</td><td></td></tr>\n",
                    number, sentence->kind, sentence->text);
        return;
    }
    g_autofree char *verdict =
        vl_check_verdict(sentence->verdict, page->language);
    vl_html_put(page->out,
                "<tr id=\"s$\" class=\"$\"><td>$</td><td><b>$</b>", number,
                class_of(sentence->verdict), sentence->text, verdict);
    g_autofree char *why = vl_check_why(sentence, page->language);
    if (why != NULL)
        vl_html_put(page->out, " <span>$</span>", why);
    g_string_append_c(page->out, '\n');
    for (guint i = 0; i < sentence->answers->len; i++) {
        const VlAnswer *answer = sentence->answers->pdata[i];
        if (i > 0) {
            g_autofree char *other =
                vl_check_verdict(answer->verdict, page->language);
            vl_html_put(page->out, "<p><b>$</b></p>\n", other);
        }
        put_evidence(page, answer);
        put_opinion(page, answer);
    }
    g_string_append(page->out, "</td></tr>\n");
}

static void
put_reference(const Page *page, const VlCheckedReference *reference)
{
    gboolean bad = reference->verdict == VL_REFERENCE_WRONG_METADATA ||
                   reference->verdict == VL_REFERENCE_NOT_FOUND;
    gboolean grave = vl_check_is_grave(reference->notices);
    vl_html_put(page->out, "<li class=\"$\">$<br><b>",
                bad || grave ? "flag" : "none", reference->text);
    if (grave)
        vl_html_put(page->out, "$. ",
                    vl_check_word(VL_CHECK_RETRACTED, page->language));
    vl_html_put(page->out, "$</b>",
                vl_check_reference_verdict(reference->verdict,
                                           page->language));
    for (guint i = 0; i < reference->fields->len; i++) {
        g_autofree char *field =
            vl_check_field(reference->fields->pdata[i], page->language);
        vl_html_put(page->out, "<br>$", field);
    }
    for (guint i = 0; i < reference->notices->len; i++)
        vl_html_put(page->out, "<br>$",
                    vl_word_notice(reference->notices->pdata[i],
                                   page->language));
    if (reference->preprint)
        g_string_append(page->out, "<br>preprint");
    if (reference->detail != NULL)
        vl_html_put(page->out, "<br>$", reference->detail);
    g_string_append(page->out, "</li>\n");
}

static void
put_sources(const Page *page)
{
    vl_html_put(page->out, "<h2>$</h2>\n<ul>\n",
                vl_check_word(VL_CHECK_SOURCES, page->language));
    for (guint i = 0; i < page->check->sources->len; i++) {
        const VlCheckedSource *source = page->check->sources->pdata[i];
        vl_html_put(page->out, "<li>$ ($) $ $</li>\n", source->name,
                    source->rendering, source->problem,
                    vl_check_is_grave(source->notices)
                        ? vl_check_word(VL_CHECK_RETRACTED, page->language)
                        : "");
    }
    g_string_append(page->out, "</ul>\n");
}

void
vl_check_write_html(const VlCheck *check, VlLanguage language, GString *out)
{
    g_autoptr(GHashTable) numbers = number_sentences(check);
    Page page = {check, language, out, numbers};
    g_autofree char *headline = vl_check_headline(check, language);
    g_autofree char *references = vl_check_reference_line(check, language);
    g_autofree char *second = vl_check_second_line(check, language);
    put_head(&page);
    vl_html_put(out, "<h1>$</h1>\n<p class=\"count\">$<br>$</p>\n<p>$</p>\n",
                vl_check_word(VL_CHECK_TITLE, language), headline, references,
                vl_check_word(VL_CHECK_NOTICE, language));
    if (second != NULL)
        vl_html_put(out, "<p>$</p>\n", second);
    put_worst(&page);
    vl_html_put(out, "<h2>$</h2>\n<table>\n",
                vl_check_word(VL_CHECK_SENTENCES, language));
    for (guint i = 0; i < check->sentences->len; i++)
        put_sentence(&page, check->sentences->pdata[i]);
    g_string_append(out, "</table>\n");
    if (check->references->len > 0) {
        vl_html_put(out, "<h2>$</h2>\n<ol>\n",
                    vl_check_word(VL_CHECK_REFERENCES, language));
        for (guint i = 0; i < check->references->len; i++)
            put_reference(&page, check->references->pdata[i]);
        g_string_append(out, "</ol>\n");
    }
    if (check->sources->len > 0)
        put_sources(&page);
    g_string_append(out, "</body>\n</html>\n");
}
