#include "config.h"

#include "digest/render-html.h"

#include "base/assets.h"
#include "digest/escape.h"
#include "digest/fulltext.h"
#include "digest/reason.h"
#include "digest/render-html-paper.h"
#include "digest/view-paper.h"
#include "digest/view-screening.h"
#include "digest/view-search.h"
#include "digest/view-unread.h"
#include "digest/view.h"
#include "digest/words.h"

/* Papers beyond which the contents start closed. */
#define LONG_CONTENTS 24

/* Papers beyond which a row of cautions counts them and no longer names
 * each: the badge stands in the contents too. */
#define MAX_NUMBERS 30

typedef struct {
    const VlDigest *digest;
    GString *out;
    VlLanguage language;
    VlHtmlPictures *pictures;
} Page;

static const char *
word(const Page *page, VlWord which)
{
    return vl_word(which, page->language);
}

static const char *
colon(const Page *page)
{
    return page->language == VL_LANGUAGE_FR ? " : " : ": ";
}

static void
put_head(const Page *page)
{
    const VlAsset *style = vl_asset_find("schemas/digest.css");
    g_autofree char *title = vl_view_title(page->digest, page->language);
    vl_html_put(page->out,
                "<!DOCTYPE html>\n<html lang=\"$\">\n<head>\n"
                "<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "img-src data:; base-uri 'none'; form-action 'none'\">\n"
                "<meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n"
                "<meta name=\"color-scheme\" content=\"light dark\">\n"
                "<title>$</title>\n<style>\n",
                vl_language_name(page->language), title);
    g_return_if_fail(style != NULL);
    g_string_append_len(page->out, (const char *)style->bytes,
                        (gssize)style->n_bytes);
    g_string_append(page->out, "</style>\n</head>\n<body>\n");
}

static void
put_masthead(const Page *page)
{
    const VlDigest *digest = page->digest;
    g_autofree char *day = vl_view_day(digest);
    vl_html_put(page->out,
                "<a class=\"skip\" href=\"#papers\">$</a>\n"
                "<header class=\"masthead\">\n"
                "<p class=\"brand\"><span>veille</span> $</p>\n"
                "<h1 dir=\"auto\">$</h1>\n<p class=\"issue\">",
                word(page, VL_WORD_SKIP), word(page, VL_WORD_TITLE),
                digest->watch.name ? digest->watch.name
                                   : word(page, VL_WORD_TITLE));
    if (*day != '\0')
        vl_html_put(page->out, "<time datetime=\"$\">$</time> · ", day, day);
    if (digest->reviewed_by != NULL)
        vl_html_put(page->out, "$ $", word(page, VL_WORD_REVIEWED),
                    digest->reviewed_by);
    else
        vl_html_put(page->out, "$", word(page, VL_WORD_NOT_REVIEWED));
    g_string_append(page->out, "</p>\n</header>\n");
}

/* ---- The first screen ---- */

static void
put_tile(const Page *page, const char *class, guint n, VlWord label)
{
    if (n == 0)
        return;
    g_autofree char *count = g_strdup_printf("%u", n);
    const char *bar = word(page, label);
    g_auto(GStrv) forms = g_strsplit(bar, "|", 2);
    gboolean one = n == 1 || forms[1] == NULL;
    vl_html_put(page->out, "<div class=\"tile $\"><dt>$</dt><dd>$</dd></div>\n",
                class, one ? forms[0] : forms[1], count);
}

static void
put_glance(const Page *page)
{
    const VlDigest *digest = page->digest;
    g_autofree char *verdicts = vl_view_verdicts(digest, page->language);
    g_autofree char *own =
        vl_view_time(vl_view_words_of_digest(digest), page->language);
    g_autofree char *originals =
        vl_view_time(vl_view_words_of_originals(digest), page->language);
    vl_html_put(page->out,
                "<section class=\"glance\" aria-labelledby=\"glance\">\n"
                "<h2 id=\"glance\">$</h2>\n<dl class=\"tiles\">\n",
                word(page, VL_WORD_GLANCE));
    put_tile(page, "alarm", vl_view_count_badge(digest, VL_BADGE_RETRACTED),
             VL_WORD_B_RETRACTED);
    put_tile(page, "all", digest->papers->len, VL_WORD_N_PAPERS);
    put_tile(page, "full", digest->flow.full_text, VL_WORD_N_FULL);
    put_tile(page, "abstract", digest->flow.abstract_only, VL_WORD_N_ABSTRACT);
    put_tile(page, "unread", digest->flow.unread, VL_WORD_N_NOTHING);
    put_tile(page, "unread", digest->unread->len, VL_WORD_N_NOT_READ);
    put_tile(page, "listed", digest->listed->len, VL_WORD_N_LISTED);
    put_tile(page, "listed", digest->screened->len, VL_WORD_N_SCREENED);
    g_string_append(page->out, "</dl>\n");
    if (verdicts != NULL)
        vl_html_put(page->out, "<p class=\"verdicts\">$</p>\n", verdicts);
    vl_html_put(page->out,
                "<p class=\"time\">$$<b>$</b> · $$<b>$</b></p>\n"
                "</section>\n",
                word(page, VL_WORD_TIME_DIGEST), colon(page), own,
                word(page, VL_WORD_TIME_ORIGINALS), colon(page), originals);
}

static void
put_paper_links(const Page *page, VlBadge badge, gboolean titles)
{
    const char *before = "";
    for (guint i = 0; i < page->digest->papers->len; i++) {
        const VlPaper *paper = page->digest->papers->pdata[i];
        if (!vl_view_has_badge(paper, badge))
            continue;
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_string_append(page->out, before);
        if (titles)
            vl_html_put(
                page->out, "<li><a href=\"#p$\" dir=\"auto\">$. $</a></li>",
                number, number,
                paper->title ? paper->title : word(page, VL_WORD_NO_TITLE));
        else
            vl_html_put(page->out, "<a href=\"#p$\">$</a>", number, number);
        before = titles ? "\n" : " ";
    }
}

/* What has come out about papers of earlier digests, with what those said
 * of them. */
static void
put_lookback(const Page *page)
{
    const GPtrArray *list = page->digest->lookback;
    if (list->len == 0)
        return;
    vl_html_put(page->out,
                "<section class=\"banner lookback\" "
                "aria-labelledby=\"lookback\">\n"
                "<h2 id=\"lookback\">$</h2>\n<p>$</p>\n<ul>\n",
                word(page, VL_WORD_LOOKBACK), word(page, VL_WORD_LOOKBACK_WHY));
    for (guint i = 0; i < list->len; i++) {
        const VlLookback *lookback = list->pdata[i];
        g_autofree char *notice =
            vl_view_lookback_notice(lookback, page->language);
        g_autofree char *paper =
            vl_view_lookback_paper(lookback, page->language);
        vl_html_put(page->out,
                    "<li><strong>$</strong><br><span dir=\"auto\">$</span>",
                    notice, paper);
        if (lookback->claims->len > 0)
            vl_html_put(page->out, "<details>\n<summary>$</summary>\n<ul>\n",
                        word(page, VL_WORD_WE_SAID));
        for (guint k = 0; k < lookback->claims->len; k++) {
            const VlFallenClaim *claim = lookback->claims->pdata[k];
            g_autofree char *place =
                vl_view_fallen_place(claim, page->language);
            vl_html_put(page->out,
                        "<li><s dir=\"auto\" lang=\"en\">$</s> ($)</li>\n",
                        claim->text, place);
        }
        g_string_append(page->out, lookback->claims->len > 0
                                       ? "</ul>\n</details></li>\n"
                                       : "</li>\n");
    }
    g_string_append(page->out, "</ul>\n</section>\n");
}

static void
put_search_alarms(const Page *page)
{
    const char *label = NULL;
    char *text = NULL;
    for (guint i = 0;
         vl_view_search_alarm(page->digest, i, page->language, &label, &text);
         i++) {
        vl_html_put(page->out,
                    "<p class=\"search-alarm\"><b>$</b> "
                    "<span dir=\"auto\">$</span></p>\n",
                    label, text);
        g_clear_pointer(&text, g_free);
    }
}

/* Retractions, concerns and hidden instructions stand alone, above
 * everything else. */
static void
put_alarm(const Page *page, VlBadge badge)
{
    if (vl_view_count_badge(page->digest, badge) == 0)
        return;
    g_autofree char *day = vl_view_day(page->digest);
    vl_html_put(page->out,
                "<section class=\"banner $\" aria-labelledby=\"$\">\n"
                "<h2 id=\"$\">$</h2>\n"
                "<p>$</p>\n<ul>\n",
                vl_view_badge_class(badge), vl_view_badge_class(badge),
                vl_view_badge_class(badge),
                vl_view_badge(badge, page->language),
                vl_view_badge_text(badge, page->language));
    put_paper_links(page, badge, TRUE);
    g_string_append(page->out, "\n</ul>\n");
    if (*day != '\0' && badge != VL_BADGE_ALARM)
        vl_html_put(page->out, "<p class=\"asof\">$ $.</p>\n",
                    word(page, VL_WORD_DATA_OF), day);
    g_string_append(page->out, "</section>\n");
}

static void
put_distrust(const Page *page)
{
    vl_html_put(page->out,
                "<section class=\"distrust\" aria-labelledby=\"distrust\">\n"
                "<h2 id=\"distrust\">$</h2>\n",
                word(page, VL_WORD_DISTRUST));
    gboolean any = FALSE;
    /* What stands in an alarm above is not said twice. */
    for (int b = VL_BADGE_ALARM + 1; b < VL_N_BADGES; b++) {
        VlBadge badge = (VlBadge)b;
        guint n = vl_view_count_badge(page->digest, badge);
        if (n == 0)
            continue;
        g_autofree char *count =
            vl_word_count(VL_WORD_N_PAPERS, n, page->language);
        if (!any)
            g_string_append(page->out, "<ul>\n");
        vl_html_put(page->out,
                    "<li><span class=\"badge $\">$</span> "
                    "<span class=\"why\">$</span> "
                    "<span class=\"which\"><span class=\"n\">$</span> ",
                    vl_view_badge_class(badge),
                    vl_view_badge(badge, page->language),
                    vl_view_badge_text(badge, page->language), count);
        if (n <= MAX_NUMBERS)
            put_paper_links(page, badge, FALSE);
        g_string_append(page->out, "</span></li>\n");
        any = TRUE;
    }
    guint alarms = 0;
    for (int b = 0; b <= VL_BADGE_ALARM; b++)
        alarms += vl_view_count_badge(page->digest, (VlBadge)b);
    if (any)
        g_string_append(page->out, "</ul>\n");
    else if (alarms == 0)
        vl_html_put(page->out, "<p>$</p>\n", word(page, VL_WORD_NO_DISTRUST));
    g_string_append(page->out, "</section>\n");
}

static void
put_contents(const Page *page)
{
    const GPtrArray *papers = page->digest->papers;
    vl_html_put(page->out,
                "<nav class=\"contents\" aria-label=\"$\">\n<details$>\n"
                "<summary><h2>$</h2></summary>\n<ol>\n",
                word(page, VL_WORD_CONTENTS),
                papers->len <= LONG_CONTENTS ? " open" : "",
                word(page, VL_WORD_CONTENTS));
    for (guint i = 0; i < papers->len; i++) {
        const VlPaper *paper = papers->pdata[i];
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        vl_html_put(
            page->out, "<li><a href=\"#p$\" dir=\"auto\" lang=\"en\">$</a>",
            number, paper->title ? paper->title : word(page, VL_WORD_NO_TITLE));
        vl_html_badges(page->out, paper, page->language);
        g_string_append(page->out, "</li>\n");
    }
    g_string_append(page->out, "</ol>\n</details>\n</nav>\n");
}

static void
put_papers(const Page *page)
{
    vl_html_put(page->out,
                "<section class=\"papers\" id=\"papers\" "
                "aria-labelledby=\"papers-title\">\n"
                "<h2 id=\"papers-title\">$</h2>\n",
                word(page, VL_WORD_PAPERS));
    if (page->digest->papers->len == 0)
        vl_html_put(page->out, "<p>$</p>\n", word(page, VL_WORD_NO_PAPERS));
    for (guint i = 0; i < page->digest->papers->len; i++)
        vl_html_paper(page->out, page->digest, i, page->language,
                      page->pictures);
    g_string_append(page->out, "</section>\n");
}

/* ---- What was left out ---- */

static void
put_pmid(const Page *page, const char *pmid)
{
    g_autofree char *url = vl_view_pubmed_url(pmid);
    if (url != NULL)
        vl_html_put(page->out,
                    " <a href=\"$\" rel=\"noopener noreferrer\">PMID $</a>",
                    url, pmid);
    else if (pmid != NULL)
        vl_html_put(page->out, " PMID $", pmid);
}

static void
put_unread_group(const Page *page, const VlUnreadGroup *group)
{
    const VlUnread *first = group->all->pdata[0];
    const char *title = group->all->len > 1    ? group->name
                        : first->title != NULL ? first->title
                        : first->file != NULL
                            ? first->file
                            : word(page, VL_WORD_NO_TITLE);
    vl_html_put(page->out, "<li><b dir=\"auto\">$</b>", title);
    for (guint i = 0; i < group->all->len; i++)
        put_pmid(page, ((const VlUnread *)group->all->pdata[i])->pmid);
    if (first->file != NULL && first->title != NULL)
        vl_html_put(page->out, " <span class=\"file\">$</span>",
                    first->file);
    vl_html_put(page->out, "<br><span class=\"reason\">$</span></li>\n",
                group->reason);
}

static void
put_unread(const Page *page)
{
    vl_html_put(page->out,
                "<section class=\"left-out\" aria-labelledby=\"unread\">\n"
                "<h2 id=\"unread\">$</h2>\n",
                word(page, VL_WORD_UNREAD));
    g_autoptr(GPtrArray) list = vl_view_unread(page->digest, page->language);
    g_string_append(page->out, list->len > 0 ? "<ul>\n" : "");
    for (guint i = 0; i < list->len; i++)
        put_unread_group(page, list->pdata[i]);
    g_string_append(page->out, list->len > 0 ? "</ul>\n" : "");
    if (list->len == 0)
        vl_html_put(page->out, "<p>$</p>\n", word(page, VL_WORD_UNREAD_NONE));
    g_string_append(page->out, "</section>\n");
}

static void
put_to_fetch(const Page *page)
{
    const GPtrArray *list = page->digest->to_fetch;
    if (list->len == 0)
        return;
    vl_html_put(page->out,
                "<section class=\"left-out\" aria-labelledby=\"to-fetch\">\n"
                "<h2 id=\"to-fetch\">$</h2>\n<p>$</p>\n<ul>\n",
                word(page, VL_WORD_TO_FETCH), word(page, VL_WORD_TO_FETCH_WHY));
    for (guint i = 0; i < list->len; i++) {
        const VlToFetch *to_fetch = list->pdata[i];
        vl_html_put(page->out, "<li><b dir=\"auto\" lang=\"en\">$</b>",
                    to_fetch->title ? to_fetch->title
                                    : word(page, VL_WORD_NO_TITLE));
        put_pmid(page, to_fetch->pmid);
        const char *label = NULL, *url = NULL;
        for (guint k = 0;
             vl_view_to_fetch_link(to_fetch, k, page->language, &label, &url);
             k++)
            vl_html_put(page->out,
                        " · <a href=\"$\" rel=\"noopener noreferrer\">$</a>",
                        url, label);
        g_autofree char *reason =
            to_fetch->reason != NULL
                ? vl_reason_show(to_fetch->reason, page->language)
                : NULL;
        if (reason != NULL)
            vl_html_put(page->out, "<br><span class=\"reason\">$</span>",
                        reason);
        g_string_append(page->out, "</li>\n");
    }
    g_string_append(page->out, "</ul>\n</section>\n");
}

static void
put_listed(const Page *page)
{
    const GPtrArray *list = page->digest->listed;
    if (list->len == 0)
        return;
    g_autofree char *count = g_strdup_printf("%u", list->len);
    vl_html_put(page->out,
                "<section class=\"left-out\" aria-labelledby=\"listed\">\n"
                "<h2 id=\"listed\">$</h2>\n<p>$</p>\n"
                "<details$>\n<summary>$ ($)</summary>\n<ul>\n",
                word(page, VL_WORD_LISTED), word(page, VL_WORD_LISTED_WHY),
                list->len <= LONG_CONTENTS ? " open" : "",
                word(page, VL_WORD_LISTED), count);
    for (guint i = 0; i < list->len; i++) {
        const VlListed *listed = list->pdata[i];
        vl_html_put(page->out, "<li><span dir=\"auto\" lang=\"en\">$</span>",
                    listed->title ? listed->title
                                  : word(page, VL_WORD_NO_TITLE));
        put_pmid(page, listed->pmid);
        if (listed->retracted)
            vl_html_put(page->out, " <span class=\"badge retracted\">$</span>",
                        word(page, VL_WORD_B_RETRACTED));
        g_string_append(page->out, "</li>\n");
    }
    g_string_append(page->out, "</ul>\n</details>\n</section>\n");
}

static void
put_screened(const Page *page)
{
    const GPtrArray *papers = page->digest->screened;
    if (papers->len == 0)
        return;
    vl_html_put(page->out,
                "<section class=\"left-out\" aria-labelledby=\"screened\">\n"
                "<h2 id=\"screened\">$</h2>\n<p>$</p>\n<ul>\n",
                vl_view_screened_heading(page->language),
                vl_view_screened_why(page->language));
    for (guint i = 0; i < papers->len; i++) {
        const VlPaper *paper = papers->pdata[i];
        g_autofree char *by = vl_view_screened_by(paper, page->language);
        vl_html_put(page->out, "<li><b dir=\"auto\" lang=\"en\">$</b>",
                    paper->title ? paper->title
                                 : word(page, VL_WORD_NO_TITLE));
        put_pmid(page, paper->pmid);
        if (vl_view_has_badge(paper, VL_BADGE_RETRACTED))
            vl_html_put(page->out, " <span class=\"badge retracted\">$</span>",
                        word(page, VL_WORD_B_RETRACTED));
        vl_html_put(page->out, "<br><span class=\"reason\">$</span>\n", by);
        vl_html_criteria(page->out, paper, TRUE, page->language);
        g_string_append(page->out, "</li>\n");
    }
    g_string_append(page->out, "</ul>\n</section>\n");
}

static void
put_flow(const Page *page)
{
    const VlDigest *digest = page->digest;
    const char *label = NULL;
    gboolean within = FALSE;
    guint n = 0;
    vl_html_put(page->out,
                "<section class=\"flow\" aria-labelledby=\"flow\">\n"
                "<h2 id=\"flow\">$</h2>\n",
                word(page, VL_WORD_FLOW));
    if (digest->watch.query != NULL)
        vl_html_put(page->out, "<p>$$<code dir=\"auto\">$</code></p>\n",
                    word(page, VL_WORD_QUERY), colon(page),
                    digest->watch.query);
    if (digest->watch.since != NULL)
        vl_html_put(page->out, "<p>$$$</p>\n", word(page, VL_WORD_SINCE),
                    colon(page), digest->watch.since);
    for (guint i = 0; i < digest->watch.records->len; i++)
        vl_html_put(page->out, "<p>$$<code dir=\"auto\">$</code></p>\n",
                    word(page, VL_WORD_RECORDS), colon(page),
                    (const char *)digest->watch.records->pdata[i]);
    char *text = NULL;
    for (guint i = 0;
         vl_view_search_row(digest, i, page->language, &label, &text); i++) {
        vl_html_put(page->out, "<p>$$<code dir=\"auto\">$</code></p>\n", label,
                    colon(page), text);
        g_clear_pointer(&text, g_free);
    }
    g_string_append(page->out, "<table>\n<tbody>\n");
    for (guint i = 0;
         vl_view_flow_row(digest, i, page->language, &label, &n, &within);
         i++) {
        g_autofree char *count = g_strdup_printf("%u", n);
        vl_html_put(page->out,
                    "<tr class=\"$\"><th scope=\"row\">$</th>"
                    "<td>$</td></tr>\n",
                    within ? "within" : "row", label, count);
    }
    g_string_append(page->out, "</tbody>\n</table>\n</section>\n");
}

static void
put_verdict_words(const Page *page)
{
    guint n[VL_VERDICT_NOT_A_CLAIM + 1];
    vl_view_count_verdicts(page->digest, n);
    vl_html_put(page->out, "<h3>$</h3>\n<dl class=\"words\">\n",
                word(page, VL_WORD_VERDICTS));
    for (guint i = 0; i < G_N_ELEMENTS(n); i++) {
        if (n[i] == 0 && i != VL_VERDICT_EXTRACT && i != VL_VERDICT_SUPPORTED)
            continue;
        const char *text = vl_word_verdict_text((VlVerdict)i, page->language);
        g_auto(GStrv) parts = g_strsplit(text, "$", -1);
        g_autofree char *shown = g_strjoinv("…", parts);
        vl_html_put(page->out, "<dt>$</dt><dd>$</dd>\n",
                    vl_word_verdict((VlVerdict)i, page->language), shown);
    }
    g_string_append(page->out, "</dl>\n");
}

static void
put_verify(const Page *page)
{
    g_autofree char *made = vl_view_made_by(page->digest, page->language);
    g_autofree char *chosen = vl_view_chosen_by(page->digest, page->language);
    vl_html_put(page->out,
                "<section class=\"verify\" aria-labelledby=\"verify\">\n"
                "<h2 id=\"verify\">$</h2>\n<p>$</p>\n"
                "<pre><code>veille verify .</code></pre>\n"
                "<p>$</p>\n",
                word(page, VL_WORD_VERIFY), word(page, VL_WORD_VERIFY_TEXT),
                word(page, VL_WORD_VERIFY_SEAL));
    put_verdict_words(page);
    vl_html_put(page->out,
                "</section>\n</main>\n<footer>\n<h2>$</h2>\n"
                "<p class=\"notice\">$</p>\n<p>$</p>\n<p>$</p>\n"
                "</footer>\n</body>\n</html>\n",
                word(page, VL_WORD_NOTICE_HEAD), word(page, VL_WORD_NOTICE),
                chosen, made);
}

void
vl_digest_render_html(const VlDigest *digest, const VlViewHost *host,
                      GString *out)
{
    VlHtmlPictures pictures = {host, 0};
    const Page page = {digest, out,
                       vl_language_from_name(digest->watch.language),
                       &pictures};
    put_head(&page);
    put_masthead(&page);
    g_string_append(out, "<main>\n");
    put_lookback(&page);
    put_search_alarms(&page);
    put_alarm(&page, VL_BADGE_RETRACTED);
    put_alarm(&page, VL_BADGE_CONCERN);
    put_alarm(&page, VL_BADGE_ALARM);
    put_glance(&page);
    put_distrust(&page);
    put_contents(&page);
    put_papers(&page);
    put_unread(&page);
    put_to_fetch(&page);
    put_listed(&page);
    put_screened(&page);
    put_flow(&page);
    put_verify(&page);
}
