#include "config.h"

#include "digest/outline.h"

#include <string.h>

#include "digest/escape.h"
#include "digest/fulltext.h"
#include "digest/reason.h"
#include "digest/repaired.h"
#include "digest/view-asked.h"
#include "digest/view-context.h"
#include "digest/view-paper.h"
#include "digest/view-screening.h"
#include "digest/view-search.h"
#include "digest/view-unread.h"
#include "digest/view.h"
#include "digest/words.h"

typedef struct {
    const VlDigest *digest;
    const VlOutline *to;
    GString *out;
    VlLanguage language;
} Writer;

static const char *
word(const Writer *w, VlWord which)
{
    return vl_word(which, w->language);
}

static void
heading(const Writer *w, guint level, VlWord which)
{
    w->to->heading(w->out, level, word(w, which));
}

/* French sets a colon apart from the word before it, and views set ": " by
 * themselves where a label does not end in one. */
static char *
label_of(const Writer *w, const char *label, const char *text)
{
    if (w->language != VL_LANGUAGE_FR || label == NULL || *label == '\0' ||
        text == NULL || *text == '\0' ||
        strchr(".:)", label[strlen(label) - 1]) != NULL)
        return g_strdup(label);
    return g_strconcat(label, "\u00A0:", NULL);
}

static void
put_paragraph(const Writer *w, const char *label, const char *text)
{
    g_autofree char *strong = label_of(w, label, text);
    w->to->paragraph(w->out, strong, text);
}

static void
put_item(const Writer *w, const char *label, const char *text)
{
    g_autofree char *strong = label_of(w, label, text);
    w->to->item(w->out, strong, text);
}

static void
put_remark(const Writer *w, const char *label, const char *text)
{
    g_autofree char *strong = label_of(w, label, text);
    w->to->remark(w->out, strong, text);
}

/* A label and what it labels; nothing when there is none. */
static void
labelled(const Writer *w, VlWord label, const char *text)
{
    if (text != NULL && *text != '\0')
        put_item(w, word(w, label), text);
}

/* ---- What matters first ---- */

static void
write_top(const Writer *w)
{
    const VlDigest *digest = w->digest;
    g_autofree char *title = vl_view_title(digest, w->language);
    g_autofree char *headline = vl_view_headline(digest, w->language);
    g_autofree char *verdicts = vl_view_verdicts(digest, w->language);
    g_autofree char *day = vl_view_day(digest);
    g_autofree char *fallen = vl_view_lookback_line(digest, w->language);
    w->to->heading(w->out, 1, title);
    if (fallen != NULL)
        put_paragraph(w, word(w, VL_WORD_LOOKBACK), fallen);
    put_paragraph(w, day, headline);
    if (verdicts != NULL)
        put_paragraph(w, NULL, verdicts);
    if (digest->reviewed_by != NULL)
        put_paragraph(w, word(w, VL_WORD_REVIEWED),
                         digest->reviewed_by);
    else
        put_paragraph(w, NULL, word(w, VL_WORD_NOT_REVIEWED));
}

/* What has come out about papers that earlier digests showed. */
static void
write_lookback(const Writer *w)
{
    const GPtrArray *list = w->digest->lookback;
    if (list->len == 0)
        return;
    heading(w, 2, VL_WORD_LOOKBACK);
    put_paragraph(w, NULL, word(w, VL_WORD_LOOKBACK_WHY));
    for (guint i = 0; i < list->len; i++) {
        const VlLookback *lookback = list->pdata[i];
        g_autofree char *notice =
            vl_view_lookback_notice(lookback, w->language);
        g_autofree char *paper = vl_view_lookback_paper(lookback, w->language);
        put_item(w, notice, paper);
        for (guint k = 0; k < lookback->claims->len; k++) {
            const VlFallenClaim *claim = lookback->claims->pdata[k];
            g_autofree char *place = vl_view_fallen_place(claim, w->language);
            w->to->quote(w->out, claim->text, place);
        }
    }
    w->to->end_list(w->out);
}

static void
write_search_alarms(const Writer *w)
{
    const char *label = NULL;
    char *text = NULL;
    for (guint i = 0;
         vl_view_search_alarm(w->digest, i, w->language, &label, &text); i++) {
        put_paragraph(w, label, text);
        g_clear_pointer(&text, g_free);
    }
}

static void
write_distrust(const Writer *w)
{
    heading(w, 2, VL_WORD_DISTRUST);
    gboolean any = FALSE;
    for (int b = 0; b < VL_N_BADGES; b++) {
        guint n = vl_view_count_badge(w->digest, (VlBadge)b);
        if (n == 0)
            continue;
        any = TRUE;
        g_autofree char *papers = vl_view_papers_with(w->digest, (VlBadge)b);
        g_autofree char *strong = g_strdup_printf(
            "%s (%u)", vl_view_badge((VlBadge)b, w->language), n);
        g_autofree char *text = g_strdup_printf(
            "%s [%s %s]", vl_view_badge_text((VlBadge)b, w->language),
            word(w, VL_WORD_PAPERS), papers);
        put_item(w, strong, text);
    }
    if (any)
        w->to->end_list(w->out);
    else
        put_paragraph(w, NULL, word(w, VL_WORD_NO_DISTRUST));
    g_autofree char *day = vl_view_day(w->digest);
    if (*day != '\0')
        put_paragraph(w, word(w, VL_WORD_DATA_OF), day);
}

static void
write_asked(const Writer *w)
{
    const VlDigest *digest = w->digest;
    g_autofree char *own =
        vl_view_time(vl_view_words_of_digest(digest), w->language);
    g_autofree char *originals =
        vl_view_time(vl_view_words_of_originals(digest), w->language);
    heading(w, 2, VL_WORD_GLANCE);
    labelled(w, VL_WORD_QUERY, digest->watch.query);
    labelled(w, VL_WORD_SINCE, digest->watch.since);
    const char *label = NULL;
    char *text = NULL;
    for (guint i = 0; vl_view_search_row(digest, i, w->language, &label, &text);
         i++) {
        put_item(w, label, text);
        g_clear_pointer(&text, g_free);
    }
    for (guint i = 0; i < digest->watch.records->len; i++)
        labelled(w, VL_WORD_RECORDS, digest->watch.records->pdata[i]);
    labelled(w, VL_WORD_TIME_DIGEST, own);
    labelled(w, VL_WORD_TIME_ORIGINALS, originals);
    w->to->end_list(w->out);
}

/* ---- Papers ---- */

/* TRUE when the claim is its quote, as an extract is: printed once then.  A
 * word that the page parts between two lines is whole in the claim. */
static gboolean
is_same_text(const VlClaim *claim, const VlQuote *quote)
{
    static const char blanks[] = " \t\n\v\f\r";
    const char *p = claim->text, *passage = vl_hit_shown(quote->hit);
    const char *q = passage;
    if (passage == NULL)
        return FALSE;
    while (*p != '\0' && *q != '\0') {
        gboolean parted = q > passage && g_ascii_isalpha(q[-1]) &&
                          q[0] == '-' && q[1] == '\n' &&
                          g_ascii_islower(q[2]);
        if (parted) {
            p += *p == '-' ? 1 : 0;
            q += 2;
        } else if (g_ascii_isspace(*p) && g_ascii_isspace(*q)) {
            p += strspn(p, blanks);
            q += strspn(q, blanks);
        } else if (*p++ != *q++) {
            return FALSE;
        }
    }
    return *p == '\0' && *q == '\0';
}

static void
write_quote(const Writer *w, const VlClaim *claim, const VlQuote *quote)
{
    g_autofree char *place = vl_view_place(quote, w->language);
    g_autofree char *changes = vl_view_changes(quote, w->language);
    g_autofree char *context = vl_view_context(quote, w->language);
    if (context != NULL)
        put_remark(w, word(w, VL_WORD_CONTEXT), context);
    w->to->quote(w->out,
                 is_same_text(claim, quote) ? NULL : vl_hit_shown(quote->hit),
                 place);
    g_autofree char *repaired = vl_view_repaired(quote, w->language);
    if (repaired != NULL)
        put_remark(w, word(w, VL_WORD_REPAIRED), repaired);
    if (changes != NULL)
        put_remark(w, word(w, VL_WORD_CHANGES), changes);
    g_autofree char *plate = vl_view_plate(quote, w->language);
    if (plate != NULL && quote->plate->file != NULL)
        w->to->picture(w->out, plate, quote->plate->file);
    else if (plate != NULL)
        put_remark(w, NULL, plate);
}

static void
write_claim(const Writer *w, const VlPaper *paper, const VlClaim *claim)
{
    put_item(w, vl_word_verdict(claim->verdict, w->language),
                claim->text);
    if (vl_view_has_badge(paper, VL_BADGE_RETRACTED))
        put_remark(w, word(w, VL_WORD_B_RETRACTED), "");
    if (vl_view_has_badge(paper, VL_BADGE_ABSTRACT))
        put_remark(w, NULL, word(w, VL_WORD_ABOUT_ABSTRACT));
    g_autofree char *meaning =
        vl_view_verdict_text(w->digest, paper, claim, w->language);
    g_autofree char *uncovered = vl_view_uncovered(claim);
    g_autofree char *findings = vl_view_findings(claim, w->language);
    if (claim->verdict != VL_VERDICT_EXTRACT && meaning && *meaning != '\0')
        put_remark(w, NULL, meaning);
    if (uncovered != NULL)
        put_remark(w, word(w, VL_WORD_NOT_FOUND), uncovered);
    if (findings != NULL)
        put_remark(w, word(w, VL_WORD_FINDINGS), findings);
    g_autofree char *opinion = vl_view_opinion(claim->opinion, w->language);
    if (opinion != NULL)
        put_remark(w, NULL, opinion);
    for (guint i = 0; i < claim->quotes->len; i++)
        write_quote(w, claim, claim->quotes->pdata[i]);
    if (claim->quotes->len == 0)
        put_remark(w, NULL, word(w, VL_WORD_NO_QUOTE));
}

static void
write_claims(const Writer *w, const VlPaper *paper)
{
    if (paper->claims->len == 0 && paper->read.rendering != NULL)
        put_paragraph(w, NULL, word(w, VL_WORD_NO_CLAIMS));
    int kind = -1;
    for (guint i = 0; i < paper->claims->len; i++) {
        const VlClaim *claim = paper->claims->pdata[i];
        if ((int)claim->kind != kind) {
            if (kind >= 0)
                w->to->end_list(w->out);
            w->to->heading(w->out, 4,
                           vl_word_claim_kind(claim->kind, w->language));
        }
        kind = (int)claim->kind;
        write_claim(w, paper, claim);
    }
    if (kind >= 0)
        w->to->end_list(w->out);
}

static void
write_links(const Writer *w, const VlPaper *paper)
{
    g_autofree char *pubmed = vl_view_pubmed_url(paper->pmid);
    g_autofree char *doi = vl_view_doi_url(paper->doi);
    g_autofree char *pmc = vl_view_pmc_url(paper->pmcid);
    if (paper->pmid != NULL) {
        g_autofree char *label = g_strconcat("PMID ", paper->pmid, NULL);
        w->to->link(w->out, label, pubmed);
    }
    if (paper->doi != NULL) {
        g_autofree char *label = g_strconcat("doi ", paper->doi, NULL);
        w->to->link(w->out, label, doi);
    }
    if (paper->pmcid != NULL)
        w->to->link(w->out, paper->pmcid, pmc);
    if (paper->pmid || paper->doi || paper->pmcid)
        w->to->end_list(w->out);
}

/* What the file holds and its pages do not show, word for word. */
static void
write_hidden(const Writer *w, const VlPaper *paper)
{
    const GPtrArray *const lists[] = {paper->read.alarms, paper->read.hidden};
    g_autofree char *hidden = vl_view_hidden(paper, w->language);
    if (hidden == NULL)
        return;
    put_paragraph(w, word(w, VL_WORD_B_HIDDEN), hidden);
    guint n = 0;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; j < lists[i]->len; j++, n++) {
            g_autofree char *text =
                vl_view_hidden_text(lists[i]->pdata[j], w->language);
            put_item(w, NULL, text);
        }
    }
    if (n > 0)
        w->to->end_list(w->out);
}

static void
write_model(const Writer *w, const VlPaper *paper)
{
    g_autofree char *asked = vl_view_asked(paper, w->language);
    if (asked == NULL)
        return;
    put_paragraph(w, NULL, asked);
    if (paper->asked->spin->len == 0)
        return;
    put_paragraph(w, NULL, vl_view_spin(w->language));
    for (guint i = 0; i < paper->asked->spin->len; i++) {
        const VlQuote *quote = paper->asked->spin->pdata[i];
        g_autofree char *place = vl_view_place(quote, w->language);
        put_item(w, place, quote->hit->text);
    }
    w->to->end_list(w->out);
}

/* Each criterion of one that leaves the paper out (only_deciding), or that is
 * answered, with the sentence that stands for it. */
static void
write_criteria(const Writer *w, const VlPaper *paper, gboolean only_deciding)
{
    const GPtrArray *criteria = paper->screening->criteria;
    for (guint i = 0; i < criteria->len; i++) {
        const VlCriterion *criterion = criteria->pdata[i];
        if (criterion->quotes->len == 0 ||
            (only_deciding && !vl_criterion_decides(criterion)))
            continue;
        g_autofree char *told = vl_view_criterion(criterion, w->language);
        put_remark(w, NULL, told);
        for (guint k = 0; k < criterion->quotes->len; k++) {
            const VlQuote *quote = criterion->quotes->pdata[k];
            g_autofree char *place = vl_view_place(quote, w->language);
            w->to->quote(w->out, vl_hit_shown(quote->hit), place);
        }
    }
}

static void
write_screening(const Writer *w, const VlPaper *paper)
{
    g_autofree char *screening = vl_view_screening(paper, w->language);
    if (screening == NULL)
        return;
    put_item(w, NULL, screening);
    write_criteria(w, paper, FALSE);
    w->to->end_list(w->out);
}

static void
write_paper(const Writer *w, const VlPaper *paper, guint number)
{
    g_autofree char *title = g_strdup_printf(
        "%u. %s", number,
        paper->title ? paper->title : word(w, VL_WORD_NO_TITLE));
    g_autofree char *reference = vl_view_reference(paper);
    g_autofree char *read = vl_view_read(paper, w->language);
    w->to->heading(w->out, 3, title);
    for (int b = 0; b < VL_N_BADGES; b++)
        if (vl_view_has_badge(paper, (VlBadge)b))
            put_paragraph(w, vl_view_badge((VlBadge)b, w->language),
                             vl_view_badge_text((VlBadge)b, w->language));
    if (*reference != '\0')
        put_paragraph(w, NULL, reference);
    write_links(w, paper);
    for (guint i = 0; i < paper->notices->len; i++) {
        g_autofree char *notice =
            vl_view_notice(paper->notices->pdata[i], w->language);
        put_item(w, NULL, notice);
    }
    if (paper->notices->len > 0)
        w->to->end_list(w->out);
    put_paragraph(w, word(w, VL_WORD_READ_HOW), read);
    write_hidden(w, paper);
    write_screening(w, paper);
    write_model(w, paper);
    for (guint i = 0; i < paper->missing->len; i++) {
        g_autofree char *missing = vl_view_missing(paper, i, w->language);
        put_item(w, missing, "");
    }
    if (paper->missing->len > 0)
        w->to->end_list(w->out);
    write_claims(w, paper);
}

/* ---- What was left out, and how to check ---- */

static void
write_unread(const Writer *w)
{
    heading(w, 2, VL_WORD_UNREAD);
    g_autoptr(GPtrArray) groups = vl_view_unread(w->digest, w->language);
    for (guint i = 0; i < groups->len; i++) {
        const VlUnreadGroup *group = groups->pdata[i];
        g_autofree char *numbers = vl_view_unread_numbers(group);
        put_item(w, group->name, group->reason);
        if (numbers != NULL)
            put_remark(w, NULL, numbers);
    }
    if (groups->len > 0)
        w->to->end_list(w->out);
    else
        put_paragraph(w, NULL, word(w, VL_WORD_UNREAD_NONE));
}

static void
write_to_fetch(const Writer *w)
{
    const GPtrArray *list = w->digest->to_fetch;
    if (list->len == 0)
        return;
    heading(w, 2, VL_WORD_TO_FETCH);
    put_paragraph(w, NULL, word(w, VL_WORD_TO_FETCH_WHY));
    for (guint i = 0; i < list->len; i++) {
        const VlToFetch *to_fetch = list->pdata[i];
        g_autofree char *pmid =
            to_fetch->pmid ? g_strconcat("PMID ", to_fetch->pmid, NULL) : NULL;
        put_item(w, pmid,
                    to_fetch->title ? to_fetch->title
                                    : word(w, VL_WORD_NO_TITLE));
        if (to_fetch->reason != NULL) {
            g_autofree char *reason =
                vl_reason_show(to_fetch->reason, w->language);
            put_remark(w, NULL, reason);
        }
        const char *label = NULL, *url = NULL;
        for (guint k = 0;
             vl_view_to_fetch_link(to_fetch, k, w->language, &label, &url); k++)
            w->to->link(w->out, label, url);
    }
    w->to->end_list(w->out);
}

static void
write_listed(const Writer *w)
{
    if (w->digest->listed->len == 0)
        return;
    heading(w, 2, VL_WORD_LISTED);
    put_paragraph(w, NULL, word(w, VL_WORD_LISTED_WHY));
    for (guint i = 0; i < w->digest->listed->len; i++) {
        const VlListed *listed = w->digest->listed->pdata[i];
        g_autofree char *pmid =
            listed->pmid ? g_strconcat("PMID ", listed->pmid, NULL) : NULL;
        put_item(w, pmid,
                    listed->title ? listed->title : word(w, VL_WORD_NO_TITLE));
        if (listed->retracted)
            put_remark(w, word(w, VL_WORD_B_RETRACTED), "");
    }
    w->to->end_list(w->out);
}

static void
write_screened(const Writer *w)
{
    const GPtrArray *papers = w->digest->screened;
    if (papers->len == 0)
        return;
    w->to->heading(w->out, 2, vl_view_screened_heading(w->language));
    put_paragraph(w, NULL, vl_view_screened_why(w->language));
    for (guint i = 0; i < papers->len; i++) {
        const VlPaper *paper = papers->pdata[i];
        g_autofree char *pmid =
            paper->pmid ? g_strconcat("PMID ", paper->pmid, NULL) : NULL;
        g_autofree char *by = vl_view_screened_by(paper, w->language);
        put_item(w, pmid,
                    paper->title ? paper->title : word(w, VL_WORD_NO_TITLE));
        if (vl_view_has_badge(paper, VL_BADGE_RETRACTED))
            put_remark(w, word(w, VL_WORD_B_RETRACTED), "");
        put_remark(w, NULL, by);
        write_criteria(w, paper, TRUE);
    }
    w->to->end_list(w->out);
}

static void
write_end(const Writer *w)
{
    const char *label = NULL;
    gboolean within = FALSE;
    guint n = 0;
    heading(w, 2, VL_WORD_FLOW);
    for (guint i = 0;
         vl_view_flow_row(w->digest, i, w->language, &label, &n, &within);
         i++) {
        g_autofree char *count = g_strdup_printf("%u", n);
        put_item(w, count, label);
    }
    w->to->end_list(w->out);

    heading(w, 2, VL_WORD_VERIFY);
    g_autofree char *made = vl_view_made_by(w->digest, w->language);
    g_autofree char *chosen = vl_view_chosen_by(w->digest, w->language);
    put_paragraph(w, NULL, word(w, VL_WORD_VERIFY_TEXT));
    w->to->code(w->out, "veille verify .");
    put_paragraph(w, NULL, word(w, VL_WORD_VERIFY_SEAL));
    put_paragraph(w, NULL, chosen);
    put_paragraph(w, NULL, made);
    heading(w, 2, VL_WORD_NOTICE_HEAD);
    put_paragraph(w, NULL, word(w, VL_WORD_NOTICE));
}

/* Each verdict that occurs, with what it means. */
static void
write_verdict_words(const Writer *w)
{
    guint n[VL_VERDICT_NOT_A_CLAIM + 1];
    vl_view_count_verdicts(w->digest, n);
    if (n[VL_VERDICT_EXTRACT] == 0)
        return;
    put_paragraph(w, vl_word_verdict(VL_VERDICT_EXTRACT, w->language),
                     vl_word_verdict_text(VL_VERDICT_EXTRACT, w->language));
}

void
vl_outline_write(const VlDigest *digest, const VlOutline *outline,
                 const VlViewHost *host, GString *out)
{
    const Writer w = {digest, outline, out,
                      vl_language_from_name(digest->watch.language)};
    write_top(&w);
    write_search_alarms(&w);
    write_lookback(&w);
    write_distrust(&w);
    write_asked(&w);
    heading(&w, 2, VL_WORD_PAPERS);
    write_verdict_words(&w);
    if (digest->papers->len == 0)
        outline->paragraph(out, NULL, vl_word(VL_WORD_NO_PAPERS, w.language));
    for (guint i = 0; i < digest->papers->len; i++) {
        write_paper(&w, digest->papers->pdata[i], i + 1);
        if (host != NULL && host->flush != NULL)
            host->flush(out, host->data);
    }
    write_unread(&w);
    write_to_fetch(&w);
    write_listed(&w);
    write_screened(&w);
    write_end(&w);
}
