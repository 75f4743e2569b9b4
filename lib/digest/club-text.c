#include "config.h"

#include "digest/club-text.h"

#include "digest/escape.h"
#include "digest/reason.h"
#include "digest/view.h"
#include "digest/view-asked.h"
#include "digest/view-paper.h"

/* Markdown and plain text differ in their marks alone. */
typedef struct {
    void (*escape)(GString *out, const char *text);
    const char *title, *title_end, *section, *section_end;
    const char *item, *item_end, *quote, *sum, *bullet, *blank;
} Style;

static const Style markdown = {
    vl_escape_markdown, "# ", "\n\n", "## ", "\n\n", "**", "**\n\n",
    "> ", "- ", "- ", "\\_\\_\\_\\_\\_\\_\\_\\_",
};

static const Style plain = {
    vl_escape_terminal, "", "\n\n", "== ", " ==\n\n", "", "\n",
    "  | ", "    ", "- ", "________",
};

typedef struct {
    const VlClub *club;
    VlLanguage language;
    const Style *style;
    GString *out;
} Page;

static void
put(const Page *page, const char *before, const char *text, const char *after)
{
    g_string_append(page->out, before);
    page->style->escape(page->out, text);
    g_string_append(page->out, after);
}

static void
put_line(const Page *page, const char *text)
{
    if (text != NULL)
        put(page, "", text, "\n\n");
}

static void
put_quote(const Page *page, const VlQuote *quote, const char *text)
{
    g_autofree char *place = vl_view_place(quote, page->language);
    put(page, page->style->quote, text, "\n");
    g_string_append(page->out, page->style->quote);
    put(page, "(", place, ")\n\n");
}

/* What a model said is not the paper's words: it stands before them, with
 * its verdict. */
static void
put_claim(const Page *page, const VlClaim *claim)
{
    if (claim->verdict != VL_VERDICT_EXTRACT) {
        put(page, "", vl_word_verdict(claim->verdict, page->language), " ");
        put(page, "", claim->text, "\n\n");
    }
    for (guint i = 0; i < claim->quotes->len; i++)
        put_quote(page, claim->quotes->pdata[i],
                  vl_club_quote_text(claim, i));
}

static void
put_sum(const Page *page, const VlClubSum *sum)
{
    put_quote(page, sum->quote, sum->quote->hit->text);
    for (guint i = 0; i < sum->lines->len; i++)
        put(page, page->style->sum, sum->lines->pdata[i], "\n");
    g_string_append_c(page->out, '\n');
}

static void
put_item(const Page *page, const VlClubItem *item)
{
    g_autofree char *missing = vl_club_not_found(page->club, page->language);
    put(page, page->style->item, item->question, page->style->item_end);
    for (guint i = 0; i < item->claims->len; i++)
        put_claim(page, item->claims->pdata[i]);
    for (guint i = 0; i < item->sums->len; i++)
        put_sum(page, item->sums->pdata[i]);
    if (item->state == VL_CLUB_NOT_FOUND)
        put_line(page, g_str_equal(item->key, "absolute")
                           ? vl_club_word(VL_CLUB_WORD_NO_SUMS,
                                          page->language)
                           : missing);
    if (item->state == VL_CLUB_BLANK)
        g_string_append_printf(page->out, "%s\n\n", page->style->blank);
}

static void
put_head(const Page *page)
{
    const VlClub *club = page->club;
    g_autofree char *title = vl_club_title(club, page->language);
    g_autofree char *reference = vl_view_reference(club->paper);
    g_autofree char *read = vl_view_read(club->paper, page->language);
    g_autofree char *hidden = vl_view_hidden(club->paper, page->language);
    g_autofree char *count = vl_club_count(club, page->language);
    g_autofree char *asked = vl_view_asked(club->paper, page->language);
    put(page, page->style->title, title, page->style->title_end);
    for (guint i = 0; i < VL_N_BADGES; i++)
        if (vl_view_has_badge(club->paper, i))
            put_line(page, vl_view_badge_text(i, page->language));
    for (guint i = 0; i < club->paper->notices->len; i++) {
        g_autofree char *notice =
            vl_view_notice(club->paper->notices->pdata[i], page->language);
        put_line(page, notice);
    }
    put_line(page, reference != NULL && *reference != '\0' ? reference : NULL);
    put_line(page, read);
    put_line(page, hidden);
    put_line(page, asked);
    put_line(page, count);
    put_line(page, vl_word(VL_WORD_NOTICE, page->language));
}

static void
put_design(const Page *page)
{
    g_autofree char *design = vl_club_design(page->club, page->language);
    put(page, page->style->section,
        vl_club_word(VL_CLUB_WORD_DESIGN, page->language),
        page->style->section_end);
    put_line(page, design);
    if (page->club->design.claim != NULL)
        put_claim(page, page->club->design.claim);
}

static void
put_sections(const Page *page)
{
    for (guint i = 0; i < page->club->sections->len; i++) {
        const VlClubSection *section = page->club->sections->pdata[i];
        put(page, page->style->section, section->title,
            page->style->section_end);
        for (guint j = 0; j < section->items->len; j++)
            put_item(page, section->items->pdata[j]);
    }
}

static void
put_list(const Page *page, VlClubWord word, const GPtrArray *lines)
{
    if (lines->len == 0)
        return;
    put(page, page->style->section, vl_club_word(word, page->language),
        page->style->section_end);
    for (guint i = 0; i < lines->len; i++)
        put(page, page->style->bullet, lines->pdata[i], "\n");
    g_string_append_c(page->out, '\n');
}

static void
write_styled(const VlClub *club, const Style *style, GString *out)
{
    const Page page = {club, vl_language_from_name(club->language), style,
                       out};
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < club->problems->len; i++) {
        const VlUnread *problem = club->problems->pdata[i];
        g_ptr_array_add(problems,
                        vl_reason_show(problem->reason, page.language));
    }
    put_head(&page);
    put_design(&page);
    put_sections(&page);
    put_list(&page, VL_CLUB_WORD_QUESTIONS, club->questions);
    put_list(&page, VL_CLUB_WORD_PROBLEMS, problems);
    g_autofree char *made_by = vl_club_made_by(club, page.language);
    put_line(&page, made_by);
    g_string_truncate(out, out->len - 1);
}

void
vl_club_write_markdown(const VlClub *club, GString *out)
{
    write_styled(club, &markdown, out);
}

void
vl_club_write_text(const VlClub *club, GString *out)
{
    write_styled(club, &plain, out);
}
