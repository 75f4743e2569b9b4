#include "config.h"

#include "digest/view-search.h"

#include "digest/view-paper.h"

static char *
join(const GPtrArray *words)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "",
                               (const char *)words->pdata[i]);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gboolean
found_nothing_new(const VlDigest *digest)
{
    return digest->search.complete && digest->search.not_found->len == 0 &&
           digest->papers->len == 0 && digest->listed->len == 0 &&
           digest->screened->len == 0;
}

gboolean
vl_view_search_alarm(const VlDigest *digest, guint i, VlLanguage language,
                     const char **label, char **text)
{
    const struct {
        gboolean holds;
        VlWord word;
        const GPtrArray *list;
    } rows[] = {
        {digest->search.not_found->len > 0, VL_WORD_NOT_KNOWN,
         digest->search.not_found},
        {digest->search.warnings->len > 0, VL_WORD_PUBMED_SAYS,
         digest->search.warnings},
        {!digest->search.complete, VL_WORD_INCOMPLETE, NULL},
        {found_nothing_new(digest), VL_WORD_NOTHING_NEW, NULL},
    };
    guint seen = 0;
    for (guint k = 0; digest->search.asked && k < G_N_ELEMENTS(rows); k++) {
        if (!rows[k].holds || seen++ < i)
            continue;
        *label = vl_word(rows[k].word, language);
        *text = rows[k].list != NULL ? join(rows[k].list) : g_strdup("");
        return TRUE;
    }
    return FALSE;
}

static char *
window(const VlDigest *digest, VlLanguage language)
{
    const char *from = digest->search.from;
    return g_strdup_printf(
        "%s – %s",
        from != NULL ? from : vl_word(VL_WORD_WINDOW_FROM_START, language),
        digest->search.to != NULL ? digest->search.to : "");
}

gboolean
vl_view_search_row(const VlDigest *digest, guint i, VlLanguage language,
                   const char **label, char **text)
{
    static const VlWord words[] = {VL_WORD_TRANSLATION, VL_WORD_WINDOW,
                                   VL_WORD_HITS, VL_WORD_LATE};
    guint n = G_N_ELEMENTS(words) - (digest->search.late == 0);
    guint k = i + (digest->search.translation == NULL);
    if (!digest->search.asked || k >= n)
        return FALSE;
    *label = vl_word(words[k], language);
    if (words[k] == VL_WORD_TRANSLATION)
        *text = g_strdup(digest->search.translation);
    else if (words[k] == VL_WORD_WINDOW)
        *text = window(digest, language);
    else
        *text = g_strdup_printf("%u", words[k] == VL_WORD_HITS
                                          ? digest->search.count
                                          : digest->search.late);
    return TRUE;
}

char *
vl_view_lookback_line(const VlDigest *digest, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < digest->lookback->len; i++) {
        const VlLookback *lookback = digest->lookback->pdata[i];
        g_string_append_printf(out, "%s%s (PMID %s)", i > 0 ? "; " : "",
                               vl_word_notice(lookback->kind, language),
                               lookback->pmid);
    }
    return out->len > 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

char *
vl_view_lookback_notice(const VlLookback *lookback, VlLanguage language)
{
    const VlDigestNotice notice = {lookback->kind, lookback->notice_pmid,
                                   lookback->text};
    return vl_view_notice(&notice, language);
}

char *
vl_view_lookback_paper(const VlLookback *lookback, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "PMID %s", lookback->pmid);
    if (lookback->title != NULL)
        g_string_append_printf(out, " · %s", lookback->title);
    if (lookback->digest != NULL)
        g_string_append_printf(out, " · %s %s",
                               vl_word(VL_WORD_SHOWN_IN, language),
                               lookback->digest);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_fallen_place(const VlFallenClaim *claim, VlLanguage language)
{
    VlVerdict verdict = VL_VERDICT_UNDECIDED;
    (void)vl_verdict_from_name(claim->verdict, &verdict);
    return g_strdup_printf("%s · %s", claim->digest,
                           vl_word_verdict(verdict, language));
}
