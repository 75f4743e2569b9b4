#include "config.h"

#include "digest/view.h"

#include "digest/view-asked.h"
#include <string.h>

#include "base/unicode.h"
#include "digest/escape.h"

/* Words a minute: silent reading of non-fiction by adults, Brysbaert 2019
 * (doi 10.1016/j.jml.2019.104047). */
#define WORDS_A_MINUTE 238

/* Of vl_view_flow_row: what the criteria left out. */
#define SCREENED_ROW 5

/* ---- Badges ---- */

static const struct {
    const char *name; /* for the style sheet */
    VlWord word, text;
    const char *notice; /* kind of notice that gives the badge */
} badges[] = {
    [VL_BADGE_RETRACTED] = {"retracted", VL_WORD_B_RETRACTED,
                            VL_WORD_RETRACTED_BANNER, "retraction"},
    [VL_BADGE_CONCERN] = {"concern", VL_WORD_B_CONCERN, VL_WORD_CONCERN_BANNER,
                          "concern"},
    [VL_BADGE_ALARM] = {"hidden", VL_WORD_B_ALARM, VL_WORD_ALARM_BANNER, NULL},
    [VL_BADGE_NOTHING] = {"nothing", VL_WORD_B_NOTHING, VL_WORD_W_NOTHING,
                          NULL},
    [VL_BADGE_PARTIAL] = {"partial", VL_WORD_B_PARTIAL, VL_WORD_W_PARTIAL,
                          NULL},
    [VL_BADGE_ABSTRACT] = {"abstract", VL_WORD_B_ABSTRACT, VL_WORD_W_ABSTRACT,
                           NULL},
    [VL_BADGE_OCR] = {"ocr", VL_WORD_B_OCR, VL_WORD_W_OCR, NULL},
    [VL_BADGE_HIDDEN] = {"unseen", VL_WORD_B_HIDDEN, VL_WORD_W_HIDDEN, NULL},
    [VL_BADGE_PREPRINT] = {"preprint", VL_WORD_B_PREPRINT, VL_WORD_W_PREPRINT,
                           NULL},
    [VL_BADGE_CORRECTED] = {"corrected", VL_WORD_B_CORRECTED,
                            VL_WORD_W_CORRECTED, "erratum"},
    [VL_BADGE_UPDATED] = {"updated", VL_WORD_B_UPDATED, VL_WORD_W_UPDATED,
                          "update"},
};

static gboolean
has_notice(const VlPaper *paper, const char *kind)
{
    for (guint i = 0; kind != NULL && i < paper->notices->len; i++) {
        const VlDigestNotice *notice = paper->notices->pdata[i];
        if (g_strcmp0(notice->kind, kind) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
vl_view_has_badge(const VlPaper *paper, VlBadge badge)
{
    const VlRead *read = &paper->read;
    switch (badge) {
    case VL_BADGE_RETRACTED:
        return paper->retracted || has_notice(paper, badges[badge].notice);
    case VL_BADGE_ALARM:
        return read->alarms->len > 0;
    case VL_BADGE_HIDDEN:
        return read->alarms->len == 0 && read->n_hidden > 0;
    case VL_BADGE_NOTHING:
        return read->rendering == NULL;
    case VL_BADGE_PARTIAL:
        return g_str_has_prefix(read->coverage ? read->coverage : "",
                                "partial");
    case VL_BADGE_ABSTRACT:
        return g_strcmp0(read->rendering, "abstract") == 0;
    case VL_BADGE_OCR:
        return read->ocr;
    case VL_BADGE_PREPRINT:
        return paper->preprint;
    default:
        return has_notice(paper, badges[badge].notice);
    }
}

const char *
vl_view_badge(VlBadge badge, VlLanguage language)
{
    return vl_word(badges[badge].word, language);
}

const char *
vl_view_badge_text(VlBadge badge, VlLanguage language)
{
    return vl_word(badges[badge].text, language);
}

const char *
vl_view_badge_class(VlBadge badge)
{
    return badges[badge].name;
}

guint
vl_view_count_badge(const VlDigest *digest, VlBadge badge)
{
    guint n = 0;
    for (guint i = 0; i < digest->papers->len; i++)
        n += vl_view_has_badge(digest->papers->pdata[i], badge);
    return n;
}

char *
vl_view_papers_with(const VlDigest *digest, VlBadge badge)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < digest->papers->len; i++)
        if (vl_view_has_badge(digest->papers->pdata[i], badge))
            g_string_append_printf(list, "%s%u", list->len > 0 ? ", " : "",
                                   i + 1);
    return g_string_free(g_steal_pointer(&list), FALSE);
}

/* ---- The whole digest ---- */

char *
vl_view_title(const VlDigest *digest, VlLanguage language)
{
    const char *title = vl_word(VL_WORD_TITLE, language);
    const char *colon = language == VL_LANGUAGE_FR ? " : " : ": ";
    if (digest->watch.name == NULL)
        return g_strdup(title);
    return g_strconcat(title, colon, digest->watch.name, NULL);
}

static void
add_count(GString *out, const char *before, VlWord word, guint n,
          VlLanguage language)
{
    g_autofree char *count = vl_word_count(word, n, language);
    g_string_append(out, before);
    g_string_append(out, count);
}

char *
vl_view_headline(const VlDigest *digest, VlLanguage language)
{
    const struct {
        VlWord word;
        guint n;
    } parts[] = {
        {VL_WORD_N_FULL, digest->flow.full_text},
        {VL_WORD_N_ABSTRACT, digest->flow.abstract_only},
        {VL_WORD_N_NOTHING, digest->flow.unread},
    };
    const char *colon = language == VL_LANGUAGE_FR ? " : " : ": ";
    g_autoptr(GString) out = g_string_new(NULL);
    add_count(out, "", VL_WORD_N_PAPERS, digest->papers->len, language);
    const char *before = colon;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].n == 0)
            continue;
        add_count(out, before, parts[i].word, parts[i].n, language);
        before = ", ";
    }
    const char *semicolon = language == VL_LANGUAGE_FR ? " ; " : "; ";
    if (digest->unread->len > 0)
        add_count(out, semicolon, VL_WORD_N_NOT_READ, digest->unread->len,
                  language);
    if (digest->listed->len > 0)
        add_count(out, semicolon, VL_WORD_N_LISTED, digest->listed->len,
                  language);
    if (digest->screened->len > 0)
        add_count(out, semicolon, VL_WORD_N_SCREENED, digest->screened->len,
                  language);
    g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

void
vl_view_count_verdicts(const VlDigest *digest, guint *n_verdicts)
{
    memset(n_verdicts, 0, (VL_VERDICT_NOT_A_CLAIM + 1) * sizeof(guint));
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *paper = digest->papers->pdata[i];
        for (guint j = 0; j < paper->claims->len; j++)
            n_verdicts[((VlClaim *)paper->claims->pdata[j])->verdict]++;
    }
}

char *
vl_view_verdicts(const VlDigest *digest, VlLanguage language)
{
    /* What to look at first comes first; extracts prove nothing. */
    static const VlVerdict order[] = {
        VL_VERDICT_CONTRADICTED, VL_VERDICT_ELSEWHERE,
        VL_VERDICT_OVERSTATED,   VL_VERDICT_UNSUPPORTED,
        VL_VERDICT_UNREADABLE,   VL_VERDICT_UNDECIDED,
        VL_VERDICT_PARTLY,       VL_VERDICT_UNAVAILABLE,
        VL_VERDICT_UNCITED,      VL_VERDICT_SUPPORTED,
        VL_VERDICT_EXTRACT,      VL_VERDICT_NOT_A_CLAIM};
    guint n[VL_VERDICT_NOT_A_CLAIM + 1], all = 0;
    vl_view_count_verdicts(digest, n);
    for (guint i = 0; i < G_N_ELEMENTS(n); i++)
        all += n[i];
    if (all == 0)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    add_count(out, "", VL_WORD_N_CLAIMS, all, language);
    const char *before = language == VL_LANGUAGE_FR ? " : " : ": ";
    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        if (n[order[i]] == 0)
            continue;
        const char *word = vl_word_verdict(order[i], language);
        int length = (int)strlen(word) - g_str_has_suffix(word, ".");
        g_string_append_printf(out, "%s%u × %.*s", before, n[order[i]], length,
                               word);
        before = ", ";
    }
    g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static gsize
count_words(const char *text)
{
    gsize n = 0;
    gboolean inside = FALSE;
    for (const char *p = text; p && *p != '\0'; p = g_utf8_next_char(p)) {
        gboolean space = g_unichar_isspace(g_utf8_get_char(p));
        n += !space && !inside;
        inside = !space;
    }
    return n;
}

gsize
vl_view_words_of_digest(const VlDigest *digest)
{
    gsize n = 0;
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *paper = digest->papers->pdata[i];
        n += count_words(paper->title);
        for (guint j = 0; j < paper->claims->len; j++)
            n += count_words(((VlClaim *)paper->claims->pdata[j])->text);
    }
    for (guint i = 0; i < digest->unread->len; i++)
        n += count_words(((VlUnread *)digest->unread->pdata[i])->reason);
    for (guint i = 0; i < digest->listed->len; i++)
        n += count_words(((VlListed *)digest->listed->pdata[i])->title);
    return n;
}

gsize
vl_view_words_of_originals(const VlDigest *digest)
{
    gsize n = 0;
    for (guint i = 0; i < digest->papers->len; i++)
        n += ((VlPaper *)digest->papers->pdata[i])->read.n_words;
    return n;
}

char *
vl_view_time(gsize n_words, VlLanguage language)
{
    guint minutes = (guint)MIN((n_words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE,
                               (gsize)10000000);
    if (minutes == 0)
        return g_strdup(vl_word(VL_WORD_LESS_THAN_A_MINUTE, language));
    if (minutes < 120)
        return vl_word_count(VL_WORD_N_MINUTES, minutes, language);
    return vl_word_count(VL_WORD_N_HOURS, (minutes + 30) / 60, language);
}

gboolean
vl_view_flow_row(const VlDigest *digest, guint i, VlLanguage language,
                 const char **label, guint *n, gboolean *within)
{
    const VlFlowCounts *flow = &digest->flow;
    const struct {
        VlWord word;
        guint n;
        gboolean within;
    } rows[] = {
        {VL_WORD_F_IDENTIFIED, flow->identified, FALSE},
        {VL_WORD_F_DUPLICATES, flow->duplicates, FALSE},
        {VL_WORD_F_DELETED, flow->deleted, FALSE},
        {VL_WORD_F_KNOWN, flow->known, FALSE},
        {VL_WORD_F_LISTED, flow->listed, FALSE},
        {VL_WORD_F_SCREENED, flow->screened_out, FALSE},
        {VL_WORD_F_DIGESTED, flow->digested, FALSE},
        {VL_WORD_F_FULL, flow->full_text, TRUE},
        {VL_WORD_F_ABSTRACT, flow->abstract_only, TRUE},
        {VL_WORD_F_UNREAD, flow->unread, TRUE},
    };
    /* A watch without criteria screens nothing. */
    if (!vl_digest_screens(digest) && i >= SCREENED_ROW)
        i++;
    if (i >= G_N_ELEMENTS(rows))
        return FALSE;
    *label = vl_word(rows[i].word, language);
    *n = rows[i].n;
    *within = rows[i].within;
    return TRUE;
}

char *
vl_view_made_by(const VlDigest *digest, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(vl_word(VL_WORD_MADE_BY, language));
    g_string_append(out, " veille");
    if (digest->run.version != NULL)
        g_string_append_printf(out, " %s", digest->run.version);
    if (digest->run.started != NULL)
        g_string_append_printf(out, ", %s", digest->run.started);
    if (digest->run.id != NULL)
        g_string_append_printf(out, " (%s)", digest->run.id);
    g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_chosen_by(const VlDigest *digest, VlLanguage language)
{
    const char *provider = digest->model.provider;
    gboolean builtin = g_strcmp0(provider, "builtin") == 0;
    g_autoptr(GString) out = g_string_new(vl_word(VL_WORD_PROVIDER, language));
    g_string_append(out, language == VL_LANGUAGE_FR ? " : " : ": ");
    if (builtin)
        g_string_append(out, vl_word(VL_WORD_PROVIDER_BUILTIN, language));
    else
        g_string_append(out, provider != NULL ? provider : "?");
    if (digest->model.name != NULL)
        g_string_append_printf(out, ", %s", digest->model.name);
    g_string_append_c(out, '.');
    g_autofree char *asked = vl_view_model_asked(digest->model.asked, language);
    if (asked != NULL)
        g_string_append_printf(out, " %s", asked);
    if (digest->ledger.entries == 0)
        g_string_append_printf(out, " %s",
                               vl_word(VL_WORD_SENT_NOTHING, language));
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_day(const VlDigest *digest)
{
    const char *started = digest->run.started ? digest->run.started : "";
    const char *t = strchr(started, 'T');
    return t != NULL ? g_strndup(started, (gsize)(t - started))
                     : g_strdup(started);
}

char *
vl_view_unread_name(const VlUnread *unread, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (unread->pmid != NULL)
        g_string_append_printf(out, "PMID %s", unread->pmid);
    if (unread->title != NULL)
        g_string_append_printf(out, "%s%s", out->len > 0 ? " · " : "",
                               unread->title);
    if (unread->file != NULL)
        g_string_append_printf(out, "%s%s %s", out->len > 0 ? " · " : "",
                               vl_word(VL_WORD_FILE, language), unread->file);
    if (out->len == 0)
        g_string_append(out, vl_word(VL_WORD_NO_TITLE, language));
    return g_string_free(g_steal_pointer(&out), FALSE);
}
