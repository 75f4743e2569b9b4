#include "config.h"

#include "digest/club-html.h"

#include "base/assets.h"
#include "digest/escape.h"
#include "digest/reason.h"
#include "digest/view.h"
#include "digest/view-asked.h"
#include "digest/view-paper.h"

typedef struct {
    const VlClub *club;
    VlLanguage language;
    GString *out;
} Page;

static const char *
word(const Page *page, VlClubWord which)
{
    return vl_club_word(which, page->language);
}

static void
put_head(const Page *page, const char *title)
{
    const VlAsset *style = vl_asset_find("schemas/club.css");
    vl_html_put(page->out,
                "<!DOCTYPE html>\n<html lang=\"$\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<meta name=\"generator\" content=\"veille $\">\n"
                "<title>$</title>\n<style>\n",
                vl_language_name(page->language), page->club->version, title);
    g_return_if_fail(style != NULL);
    g_string_append_len(page->out, (const char *)style->bytes,
                        (gssize)style->n_bytes);
    g_string_append(page->out, "</style>\n</head>\n<body>\n");
}

static void
put_quote(const Page *page, const VlQuote *quote, const char *text)
{
    g_autofree char *place = vl_view_place(quote, page->language);
    const char *language = vl_view_quote_language(page->club->paper);
    vl_html_put(page->out,
                "<blockquote lang=\"$\"><p>$</p><cite lang=\"$\">$</cite>"
                "</blockquote>\n",
                language, text, vl_language_name(page->language), place);
}

static void
put_claim(const Page *page, const VlClaim *claim)
{
    if (claim->verdict != VL_VERDICT_EXTRACT)
        vl_html_put(page->out, "<p><b>$</b> $</p>\n",
                    vl_word_verdict(claim->verdict, page->language),
                    claim->text);
    for (guint i = 0; i < claim->quotes->len; i++)
        put_quote(page, claim->quotes->pdata[i],
                  vl_club_quote_text(claim, i));
}

static void
put_sum(const Page *page, const VlClubSum *sum)
{
    put_quote(page, sum->quote, sum->quote->hit->text);
    g_string_append(page->out, "<ul class=\"sum\">\n");
    for (guint i = 0; i < sum->lines->len; i++)
        vl_html_put(page->out, "<li>$</li>\n", (char *)sum->lines->pdata[i]);
    g_string_append(page->out, "</ul>\n");
}

static void
put_item(const Page *page, const VlClubItem *item)
{
    g_autofree char *missing = vl_club_not_found(page->club, page->language);
    vl_html_put(page->out, "<div class=\"item $\">\n<h3>$</h3>\n<div>\n",
                vl_club_state_name(item->state), item->question);
    for (guint i = 0; i < item->claims->len; i++)
        put_claim(page, item->claims->pdata[i]);
    for (guint i = 0; i < item->sums->len; i++)
        put_sum(page, item->sums->pdata[i]);
    if (item->state == VL_CLUB_NOT_FOUND)
        vl_html_put(page->out, "<p class=\"missing\">$</p>\n",
                    g_str_equal(item->key, "absolute")
                        ? word(page, VL_CLUB_WORD_NO_SUMS)
                        : missing);
    if (item->state == VL_CLUB_BLANK)
        vl_html_put(page->out, "<p class=\"blank\">$</p>\n",
                    word(page, VL_CLUB_WORD_BLANK));
    g_string_append(page->out, "</div>\n</div>\n");
}

static void
put_facts(const Page *page)
{
    const VlPaper *paper = page->club->paper;
    g_autofree char *reference = vl_view_reference(paper);
    g_autofree char *read = vl_view_read(paper, page->language);
    g_autofree char *hidden = vl_view_hidden(paper, page->language);
    g_autofree char *count = vl_club_count(page->club, page->language);
    for (guint i = 0; i < VL_N_BADGES; i++)
        if (vl_view_has_badge(paper, i))
            vl_html_put(page->out, "<p class=\"badge $\"><b>$</b> $</p>\n",
                        vl_view_badge_class(i),
                        vl_view_badge(i, page->language),
                        vl_view_badge_text(i, page->language));
    for (guint i = 0; i < paper->notices->len; i++) {
        g_autofree char *notice =
            vl_view_notice(paper->notices->pdata[i], page->language);
        vl_html_put(page->out, "<p class=\"badge\">$</p>\n", notice);
    }
    g_autofree char *asked = vl_view_asked(paper, page->language);
    vl_html_put(page->out, "<p>$</p>\n<p class=\"soft\">$ $ $</p>\n"
                           "<p class=\"count\">$</p>\n",
                reference, read, hidden, asked, count);
    vl_html_put(page->out, "<p class=\"soft\">$</p>\n",
                vl_word(VL_WORD_NOTICE, page->language));
}

static void
put_links(const Page *page)
{
    g_autofree char *pubmed = vl_view_pubmed_url(page->club->paper->pmid);
    g_autofree char *doi = vl_view_doi_url(page->club->paper->doi);
    if (pubmed != NULL)
        vl_html_put(page->out, "<p><a href=\"$\" rel=\"noreferrer\">PMID $"
                               "</a></p>\n",
                    pubmed, page->club->paper->pmid);
    if (doi != NULL)
        vl_html_put(page->out, "<p><a href=\"$\" rel=\"noreferrer\">DOI $"
                               "</a></p>\n",
                    doi, page->club->paper->doi);
}

static void
put_design(const Page *page)
{
    g_autofree char *design = vl_club_design(page->club, page->language);
    vl_html_put(page->out, "<h2>$</h2>\n<p>$</p>\n",
                word(page, VL_CLUB_WORD_DESIGN), design);
    if (page->club->design.claim != NULL)
        put_claim(page, page->club->design.claim);
}

static void
put_sections(const Page *page)
{
    for (guint i = 0; i < page->club->sections->len; i++) {
        const VlClubSection *section = page->club->sections->pdata[i];
        vl_html_put(page->out, "<section>\n<h2>$</h2>\n", section->title);
        for (guint j = 0; j < section->items->len; j++)
            put_item(page, section->items->pdata[j]);
        g_string_append(page->out, "</section>\n");
    }
}

static void
put_questions(const Page *page)
{
    vl_html_put(page->out, "<h2>$</h2>\n<ol>\n",
                word(page, VL_CLUB_WORD_QUESTIONS));
    for (guint i = 0; i < page->club->questions->len; i++)
        vl_html_put(page->out, "<li>$</li>\n",
                    (char *)page->club->questions->pdata[i]);
    g_string_append(page->out, "</ol>\n");
}

static void
put_problems(const Page *page)
{
    const GPtrArray *problems = page->club->problems;
    if (problems->len == 0)
        return;
    vl_html_put(page->out, "<h2>$</h2>\n<ul>\n",
                word(page, VL_CLUB_WORD_PROBLEMS));
    for (guint i = 0; i < problems->len; i++) {
        const VlUnread *problem = problems->pdata[i];
        g_autofree char *reason =
            vl_reason_show(problem->reason, page->language);
        vl_html_put(page->out, "<li>$</li>\n", reason);
    }
    g_string_append(page->out, "</ul>\n");
}

void
vl_club_write_html(const VlClub *club, GString *out)
{
    const Page page = {club, vl_language_from_name(club->language), out};
    g_autofree char *title = vl_club_title(club, page.language);
    g_autofree char *made_by = vl_club_made_by(club, page.language);
    put_head(&page, title);
    vl_html_put(out, "<main>\n<h1>$</h1>\n", title);
    put_facts(&page);
    put_links(&page);
    put_design(&page);
    put_sections(&page);
    put_questions(&page);
    put_problems(&page);
    vl_html_put(out, "<p class=\"soft\">$</p>\n</main>\n</body>\n</html>\n",
                made_by);
}
