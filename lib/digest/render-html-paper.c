#include "config.h"

#include "digest/render-html-paper.h"

#include "base/unicode.h"
#include "digest/escape.h"
#include "digest/render-html.h"
#include "digest/repaired.h"
#include "digest/view-asked.h"
#include "digest/view-context.h"
#include "digest/view-paper.h"
#include "digest/view-screening.h"
#include "digest/view.h"

void
vl_html_badges(GString *out, const VlPaper *paper, VlLanguage language)
{
    for (int b = 0; b < VL_N_BADGES; b++) {
        VlBadge badge = (VlBadge)b;
        if (vl_view_has_badge(paper, badge))
            vl_html_put(out, " <span class=\"badge $\">$</span>",
                        vl_view_badge_class(badge),
                        vl_view_badge(badge, language));
    }
}

/* ` lang="..."`, or nothing: then it is that of the page. */
static void
put_lang(GString *out, const char *language)
{
    if (language != NULL && *language != '\0')
        vl_html_put(out, " lang=\"$\"", language);
}

/* ---- Quotes and their pictures ---- */

static void
put_labelled(GString *out, const char *class, const char *label,
             const char *text)
{
    if (text != NULL && *text != '\0')
        vl_html_put(out, "<p class=\"$\"><b>$</b> $</p>\n", class, label, text);
}

/* The picture itself, or NULL: too many for one page, or not there. */
static GBytes *
load_picture(VlHtmlPictures *pictures, const VlPlate *plate)
{
    const VlViewHost *host = pictures->host;
    if (plate->file == NULL || host == NULL || host->load == NULL ||
        pictures->n_bytes > VL_HTML_MAX_PICTURES)
        return NULL;
    GBytes *bytes = host->load(plate, host->data);
    if (bytes != NULL)
        pictures->n_bytes += g_bytes_get_size(bytes);
    return bytes;
}

/* At 144 dots an inch, and a CSS pixel is a 96th. */
static void
put_picture(GString *out, const VlPlate *plate, GBytes *bytes,
            VlLanguage language)
{
    gsize n_bytes = 0;
    const guint8 *data = g_bytes_get_data(bytes, &n_bytes);
    g_autofree char *encoded = g_base64_encode(data, n_bytes);
    g_autofree char *width = g_strdup_printf("%u", plate->width * 2 / 3);
    g_autofree char *height = g_strdup_printf("%u", plate->height * 2 / 3);
    g_autofree char *alt = vl_view_plate_alt(plate, language);
    vl_html_put(out, "<img width=\"$\" height=\"$\" alt=\"$\" src=\"", width,
                height, alt);
    g_string_append(out, "data:image/png;base64,");
    g_string_append(out, encoded);
    g_string_append(out, "\">\n");
}

static void
put_plate(GString *out, const VlQuote *quote, VlLanguage language,
          VlHtmlPictures *pictures)
{
    g_autofree char *caption = vl_view_plate(quote, language);
    if (caption == NULL)
        return;
    if (quote->plate->file == NULL) {
        vl_html_put(out, "<p class=\"no-plate\">$</p>\n", caption);
        return;
    }
    g_autoptr(GBytes) bytes = load_picture(pictures, quote->plate);
    g_string_append(out, "<figure class=\"plate\">\n");
    if (bytes != NULL) {
        put_picture(out, quote->plate, bytes, language);
        vl_html_put(out, "<figcaption>$</figcaption>\n", caption);
    } else {
        vl_html_put(out, "<figcaption><a href=\"$\">$</a></figcaption>\n",
                    quote->plate->file, caption);
    }
    g_string_append(out, "</figure>\n");
}

static void
put_quote(GString *out, const VlPaper *paper, const VlQuote *quote,
          VlLanguage language, VlHtmlPictures *pictures)
{
    const VlHit *hit = quote->hit;
    g_autofree char *place = vl_view_place(quote, language);
    g_autofree char *changes = vl_view_changes(quote, language);
    g_autofree char *context = vl_view_context(quote, language);
    put_labelled(out, "context", vl_word(VL_WORD_CONTEXT, language), context);
    vl_html_put(out, "<figure class=\"quote $\">\n", vl_match_name(hit->match));
    if (hit->text != NULL) {
        g_string_append(out, "<blockquote dir=\"auto\"");
        put_lang(out, vl_view_quote_language(paper));
        g_string_append(out, "><p>");
        for (guint i = 0; i < hit->segments->len; i++) {
            g_autofree char *text = vl_hit_segment_shown(hit, i);
            vl_html_put(out, i > 0 ? " <span class=\"gap\">[…]</span> $" : "$",
                        text);
        }
        g_string_append(out, "</p></blockquote>\n");
    }
    vl_html_put(out, "<figcaption>$</figcaption>\n</figure>\n", place);
    g_autofree char *repaired = vl_view_repaired(quote, language);
    put_labelled(out, "repaired", vl_word(VL_WORD_REPAIRED, language),
                 repaired);
    put_labelled(out, "changes", vl_word(VL_WORD_CHANGES, language), changes);
    put_plate(out, quote, language, pictures);
}

/* ---- Claims ---- */

/* TRUE when a check found nothing in the passage for this code point. */
static gboolean
is_uncovered(const VlClaim *claim, gsize at)
{
    for (guint i = 0; i < claim->findings->len; i++) {
        const VlFinding *finding = claim->findings->pdata[i];
        if (finding->result == VL_RESULT_MISSING &&
            at >= finding->claim.start && at < finding->claim.end)
            return TRUE;
    }
    return FALSE;
}

/* The claim, with the words that no passage covers underlined. */
static void
put_claim_text(GString *out, const VlClaim *claim)
{
    gsize length = vl_utf8_length(claim->text, -1);
    if (claim->findings->len == 0) {
        vl_escape_html(out, claim->text);
        return;
    }
    for (gsize start = 0; start < length;) {
        gboolean uncovered = is_uncovered(claim, start);
        gsize end = start + 1;
        while (end < length && is_uncovered(claim, end) == uncovered)
            end++;
        g_autofree char *run = vl_utf8_slice(claim->text, start, end);
        vl_html_put(out, uncovered ? "<u>$</u>" : "$", run);
        start = end;
    }
}

static void
put_claim_details(GString *out, const VlDigest *digest, const VlPaper *paper,
                  const VlClaim *claim, VlLanguage language,
                  VlHtmlPictures *pictures)
{
    g_autofree char *text =
        vl_view_verdict_text(digest, paper, claim, language);
    g_autofree char *findings = vl_view_findings(claim, language);
    vl_html_put(out, "<p class=\"meaning\"><b>$</b> $ <code>$</code></p>\n",
                vl_word_verdict(claim->verdict, language), text, claim->id);
    put_labelled(out, "findings", vl_word(VL_WORD_FINDINGS, language),
                 findings);
    g_autofree char *opinion = vl_view_opinion(claim->opinion, language);
    if (opinion != NULL)
        vl_html_put(out, "<p class=\"findings\">$</p>\n", opinion);
    for (guint i = 0; i < claim->quotes->len; i++)
        put_quote(out, paper, claim->quotes->pdata[i], language, pictures);
    if (claim->quotes->len == 0)
        vl_html_put(out, "<p class=\"none\">$</p>\n",
                    vl_word(VL_WORD_NO_QUOTE, language));
}

static void
put_claim(GString *out, const VlDigest *digest, const VlPaper *paper,
          const VlClaim *claim, VlLanguage language,
          VlHtmlPictures *pictures)
{
    gboolean extract = claim->verdict == VL_VERDICT_EXTRACT;
    vl_html_put(out,
                "<details class=\"claim $\">\n<summary>"
                "<span class=\"text\" dir=\"auto\"",
                vl_verdict_name(claim->verdict));
    put_lang(out, extract ? vl_view_quote_language(paper) : NULL);
    g_string_append_c(out, '>');
    put_claim_text(out, claim);
    vl_html_put(out, "</span> <span class=\"verdict\">$</span>",
                vl_word_verdict(claim->verdict, language));
    if (vl_view_has_badge(paper, VL_BADGE_RETRACTED))
        vl_html_put(out, " <span class=\"badge retracted\">$</span>",
                    vl_word(VL_WORD_B_RETRACTED, language));
    if (vl_view_has_badge(paper, VL_BADGE_ABSTRACT))
        vl_html_put(out, " <span class=\"from\">$</span>",
                    vl_word(VL_WORD_ABOUT_ABSTRACT, language));
    g_string_append(out, "</summary>\n<div class=\"behind\">\n");
    put_claim_details(out, digest, paper, claim, language, pictures);
    g_string_append(out, "</div>\n</details>\n");
}

static void
put_claims(GString *out, const VlDigest *digest, const VlPaper *paper,
           VlLanguage language, VlHtmlPictures *pictures)
{
    if (paper->claims->len == 0) {
        if (paper->read.rendering != NULL)
            vl_html_put(out, "<p class=\"none\">$</p>\n",
                        vl_word(VL_WORD_NO_CLAIMS, language));
        return;
    }
    int kind = -1;
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        if ((int)claim->kind != kind)
            vl_html_put(out, "<section class=\"kind\">\n<h4>$</h4>\n<div>\n",
                        vl_word_claim_kind(claim->kind, language));
        put_claim(out, digest, paper, claim, language, pictures);
        kind = (int)claim->kind;
        const VlClaim *next =
            i + 1 < paper->claims->len ? paper->claims->pdata[i + 1] : NULL;
        if (next == NULL || next->kind != claim->kind)
            g_string_append(out, "</div>\n</section>\n");
    }
}

/* ---- The card ---- */

static void
put_link(GString *out, const char *label, const char *id, const char *url)
{
    if (id == NULL)
        return;
    if (url != NULL)
        vl_html_put(out,
                    "<li>$ <a href=\"$\" rel=\"noopener noreferrer\">$</a>"
                    "</li>\n",
                    label, url, id);
    else
        vl_html_put(out, "<li>$ $</li>\n", label, id);
}

static void
put_links(GString *out, const VlPaper *paper)
{
    g_autofree char *pubmed = vl_view_pubmed_url(paper->pmid);
    g_autofree char *doi = vl_view_doi_url(paper->doi);
    g_autofree char *pmc = vl_view_pmc_url(paper->pmcid);
    if (paper->pmid == NULL && paper->doi == NULL && paper->pmcid == NULL)
        return;
    g_string_append(out, "<ul class=\"links\">\n");
    put_link(out, "PMID", paper->pmid, pubmed);
    put_link(out, "DOI", paper->doi, doi);
    put_link(out, "", paper->pmcid, pmc);
    g_string_append(out, "</ul>\n");
}

/* A part of the reference, with the full stop that it may lack. */
static void
put_part(GString *out, const char *template, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    vl_html_put(out, template, text);
    g_string_append(out, g_str_has_suffix(text, ".") ? " " : ". ");
}

static void
put_reference(GString *out, const VlPaper *paper)
{
    g_string_append(out, "<p class=\"reference\">");
    put_part(out, "<span class=\"authors\" dir=\"auto\">$</span>",
             paper->authors);
    put_part(out, "<cite dir=\"auto\">$</cite>", paper->journal);
    put_part(out, "<span class=\"date\">$</span>", paper->date);
    g_string_append(out, "</p>\n");
}

static void
put_head(GString *out, const VlPaper *paper, guint i, VlLanguage language)
{
    g_autofree char *number = g_strdup_printf("%u", i + 1);
    vl_html_put(out,
                "<header>\n<h3 id=\"p$-title\"><span class=\"number\">$."
                "</span> <span dir=\"auto\"",
                number, number);
    put_lang(out, paper->title != NULL ? "en" : NULL);
    vl_html_put(out, ">$</span></h3>\n",
                paper->title ? paper->title
                             : vl_word(VL_WORD_NO_TITLE, language));
    put_reference(out, paper);
    put_links(out, paper);
    g_autoptr(GString) badges = g_string_new(NULL);
    vl_html_badges(badges, paper, language);
    if (badges->len > 0)
        g_string_append_printf(out, "<p class=\"badges\">%s</p>\n",
                               badges->str + 1);
    g_string_append(out, "</header>\n");
}

/* What the file holds and its pages do not show, word for word. */
static void
put_hidden(GString *out, const VlPaper *paper, VlLanguage language)
{
    const GPtrArray *const lists[] = {paper->read.alarms, paper->read.hidden};
    g_autofree char *hidden = vl_view_hidden(paper, language);
    if (hidden == NULL)
        return;
    vl_html_put(out, "<div class=\"unseen\"><b>$</b> $\n",
                vl_word(VL_WORD_B_HIDDEN, language), hidden);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (lists[i]->len > 0)
            g_string_append(out, "<ul>\n");
        for (guint j = 0; j < lists[i]->len; j++) {
            g_autofree char *text =
                vl_view_hidden_text(lists[i]->pdata[j], language);
            vl_html_put(out, "<li dir=\"auto\">$</li>\n", text);
        }
        if (lists[i]->len > 0)
            g_string_append(out, "</ul>\n");
    }
    g_string_append(out, "</div>\n");
}

static void
put_notices(GString *out, const VlPaper *paper, VlLanguage language)
{
    static const VlBadge loud[] = {VL_BADGE_RETRACTED, VL_BADGE_CONCERN,
                                   VL_BADGE_ALARM};
    for (guint i = 0; i < G_N_ELEMENTS(loud); i++)
        if (vl_view_has_badge(paper, loud[i]))
            vl_html_put(out, "<p class=\"banner $\"><strong>$</strong> $</p>\n",
                        vl_view_badge_class(loud[i]),
                        vl_view_badge(loud[i], language),
                        vl_view_badge_text(loud[i], language));
    if (paper->notices->len == 0)
        return;
    g_string_append(out, "<ul class=\"notices\">\n");
    for (guint i = 0; i < paper->notices->len; i++) {
        g_autofree char *notice =
            vl_view_notice(paper->notices->pdata[i], language);
        vl_html_put(out, "<li dir=\"auto\">$</li>\n", notice);
    }
    g_string_append(out, "</ul>\n");
}

static void
put_read(GString *out, const VlPaper *paper, VlLanguage language)
{
    g_autofree char *read = vl_view_read(paper, language);
    vl_html_put(out, "<p class=\"read\"><b>$</b> $",
                vl_word(VL_WORD_READ_HOW, language), read);
    if (paper->read.rendering_sha256 != NULL)
        vl_html_put(out, " <code title=\"SHA-256\">$</code>",
                    paper->read.rendering_sha256);
    g_string_append(out, "</p>\n");
}

/* Only the paper's own words: what a model thinks of them is an opinion. */
static void
put_asked(GString *out, const VlPaper *paper, VlLanguage language)
{
    g_autofree char *asked = vl_view_asked(paper, language);
    if (asked == NULL)
        return;
    vl_html_put(out, "<p class=\"read\">$</p>\n", asked);
    if (paper->asked->spin->len == 0)
        return;
    vl_html_put(out, "<div class=\"missing\">$\n<ul>\n",
                vl_view_spin(language));
    for (guint i = 0; i < paper->asked->spin->len; i++) {
        const VlQuote *quote = paper->asked->spin->pdata[i];
        g_autofree char *place = vl_view_place(quote, language);
        vl_html_put(out, "<li><q lang=\"$\">$</q> <small>$</small></li>\n",
                    vl_view_quote_language(paper), quote->hit->text, place);
    }
    g_string_append(out, "</ul></div>\n");
}

void
vl_html_criteria(GString *out, const VlPaper *paper, gboolean only_deciding,
                 VlLanguage language)
{
    const GPtrArray *criteria = paper->screening->criteria;
    g_string_append(out, "<ul class=\"criteria\">\n");
    for (guint i = 0; i < criteria->len; i++) {
        const VlCriterion *criterion = criteria->pdata[i];
        if (criterion->quotes->len == 0 ||
            (only_deciding && !vl_criterion_decides(criterion)))
            continue;
        g_autofree char *told = vl_view_criterion(criterion, language);
        vl_html_put(out, "<li>$", told);
        for (guint k = 0; k < criterion->quotes->len; k++) {
            const VlQuote *quote = criterion->quotes->pdata[k];
            g_autofree char *place = vl_view_place(quote, language);
            vl_html_put(out, "<br><q lang=\"$\">$</q> <small>$</small>",
                        vl_view_quote_language(paper),
                        vl_hit_shown(quote->hit), place);
        }
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
}

static void
put_screening(GString *out, const VlPaper *paper, VlLanguage language)
{
    g_autofree char *screening = vl_view_screening(paper, language);
    if (screening == NULL)
        return;
    guint n_quotes = 0;
    for (guint i = 0; i < paper->screening->criteria->len; i++)
        n_quotes += ((VlCriterion *)paper->screening->criteria->pdata[i])
                        ->quotes->len;
    if (n_quotes == 0) {
        vl_html_put(out, "<p class=\"read\">$</p>\n", screening);
        return;
    }
    vl_html_put(out, "<details class=\"read\">\n<summary>$</summary>\n",
                screening);
    vl_html_criteria(out, paper, FALSE, language);
    g_string_append(out, "</details>\n");
}

static void
put_missing(GString *out, const VlPaper *paper, VlLanguage language)
{
    if (paper->missing->len == 0)
        return;
    vl_html_put(out, "<div class=\"missing\"><b>$</b>\n<ul>\n",
                vl_word(VL_WORD_LOOKED_FOR, language));
    for (guint i = 0; i < paper->missing->len; i++) {
        g_autofree char *missing = vl_view_missing(paper, i, language);
        vl_html_put(out, "<li>$</li>\n", missing);
    }
    g_string_append(out, "</ul></div>\n");
}

void
vl_html_paper(GString *out, const VlDigest *digest, guint i,
              VlLanguage language, VlHtmlPictures *pictures)
{
    const VlPaper *paper = digest->papers->pdata[i];
    g_autofree char *number = g_strdup_printf("%u", i + 1);
    vl_html_put(out,
                "<article class=\"paper$\" id=\"p$\" "
                "aria-labelledby=\"p$-title\">\n",
                vl_view_has_badge(paper, VL_BADGE_RETRACTED) ? " withdrawn"
                                                             : "",
                number, number);
    put_head(out, paper, i, language);
    put_notices(out, paper, language);
    put_hidden(out, paper, language);
    put_read(out, paper, language);
    put_screening(out, paper, language);
    put_asked(out, paper, language);
    put_missing(out, paper, language);
    put_claims(out, digest, paper, language, pictures);
    g_string_append(out, "</article>\n");
    if (pictures->host != NULL && pictures->host->flush != NULL)
        pictures->host->flush(out, pictures->host->data);
}
