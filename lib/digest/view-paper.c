#include "config.h"

#include "digest/view-paper.h"

#include <string.h>

#include "base/unicode.h"
#include "digest/details.h"
#include "digest/escape.h"
#include "digest/fulltext.h"
#include "digest/reason.h"

/* What views say of one paper, its claims and its quotes. */

static const char *
colon(VlLanguage language)
{
    return language == VL_LANGUAGE_FR ? " : " : ": ";
}

static const char *
semicolon(VlLanguage language)
{
    return language == VL_LANGUAGE_FR ? " ; " : "; ";
}

/* Takes what has been gathered, NULL when that is nothing. */
static char *
finish(GString *out)
{
    gboolean empty = out->len == 0;
    return g_string_free(out, empty);
}

char *
vl_view_reference(const VlPaper *paper)
{
    const char *const parts[] = {paper->authors, paper->journal, paper->date};
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i] == NULL || *parts[i] == '\0')
            continue;
        if (out->len > 0)
            g_string_append(out, g_str_has_suffix(out->str, ".") ? " " : ". ");
        g_string_append(out, parts[i]);
    }
    if (out->len > 0 && !g_str_has_suffix(out->str, "."))
        g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const char *
rendering_word(const char *rendering, VlLanguage language)
{
    static const struct {
        const char *name;
        VlWord word;
    } table[] = {
        {"abstract", VL_WORD_R_ABSTRACT},
        {"jats", VL_WORD_R_JATS},
        {"pdf", VL_WORD_R_PDF},
        {"text", VL_WORD_R_TEXT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_strcmp0(rendering, table[i].name) == 0)
            return vl_word(table[i].word, language);
    return rendering;
}

/* "partial: cpu" as words, or NULL. */
static const char *
partial_word(const char *coverage, VlLanguage language)
{
    static const struct {
        const char *name;
        VlWord word;
    } table[] = {
        {"partial: cpu", VL_WORD_P_CPU},
        {"partial: wall", VL_WORD_P_WALL},
        {"partial: memory", VL_WORD_P_MEMORY},
        {"partial: pages", VL_WORD_P_PAGES},
        {"partial: output", VL_WORD_P_OUTPUT},
        {"partial: damage", VL_WORD_P_DAMAGE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_strcmp0(coverage, table[i].name) == 0)
            return vl_word(table[i].word, language);
    return NULL;
}

static void
add_pages(GString *out, const VlRead *read, VlLanguage language)
{
    g_autofree char *pages =
        vl_word_count(VL_WORD_N_PAGES, read->pages, language);
    g_string_append_printf(out, ", %s", pages);
    if (read->with_text == read->pages)
        return;
    g_autofree char *with =
        vl_word_count(VL_WORD_N_WITH_TEXT, read->with_text, language);
    g_string_append_printf(out, " (%s)", with);
}

char *
vl_view_read(const VlPaper *paper, VlLanguage language)
{
    const VlRead *read = &paper->read;
    if (read->rendering == NULL)
        return g_strdup(vl_word(VL_WORD_NOTHING_READ, language));
    g_autoptr(GString) out =
        g_string_new(rendering_word(read->rendering, language));
    if (g_strcmp0(read->rendering, "pdf") == 0)
        add_pages(out, read, language);
    const char *partial = partial_word(read->coverage, language);
    if (partial != NULL)
        g_string_append_printf(out, ", %s %s",
                               vl_word(VL_WORD_PARTIAL_BECAUSE, language),
                               partial);
    g_autofree char *source = vl_view_source(read, language);
    g_autofree char *tried = vl_view_tried(read, language);
    if (source != NULL)
        g_string_append_printf(out, ", %s", source);
    if (read->file != NULL)
        g_string_append_printf(out, "; %s %s", vl_word(VL_WORD_FILE, language),
                               read->file);
    if (read->extractor != NULL)
        g_string_append_printf(out, "%s%s %s", semicolon(language),
                               vl_word(VL_WORD_EXTRACTOR, language),
                               read->extractor);
    if (read->sandbox != NULL)
        g_string_append_printf(
            out, " %s (%s)", vl_word(VL_WORD_SEALED, language), read->sandbox);
    g_autofree char *warning =
        read->warning != NULL ? vl_reason_show(read->warning, language) : NULL;
    if (warning != NULL)
        g_string_append_printf(out, "%s%s%s%s", semicolon(language),
                               vl_word(VL_WORD_WARNING, language),
                               colon(language), warning);
    if (tried != NULL)
        g_string_append_printf(out, "%s%s%s%s", semicolon(language),
                               vl_word(VL_WORD_TRIED, language),
                               colon(language), tried);
    if (paper->again)
        g_string_append_printf(out, ". %s", vl_word(VL_WORD_AGAIN, language));
    else
        g_string_append_c(out, '.');
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_hidden(const VlPaper *paper, VlLanguage language)
{
    const VlRead *read = &paper->read;
    g_autoptr(GString) out = g_string_new(NULL);
    if (read->n_hidden > 0) {
        g_autofree char *passages =
            vl_word_count(VL_WORD_N_HIDDEN, read->n_hidden, language);
        g_autofree char *length = vl_word_count(
            VL_WORD_N_CHARACTERS, (guint)MIN(read->hidden_length, G_MAXUINT),
            language);
        g_string_append_printf(out, "%s (%s), %s", passages, length,
                               vl_word(VL_WORD_KEPT_OUT, language));
    }
    if (read->inconclusive > 0) {
        g_autofree char *pages =
            vl_word_count(VL_WORD_N_PAGES, read->inconclusive, language);
        g_string_append_printf(out, "%s%s %s",
                               out->len > 0 ? semicolon(language) : "", pages,
                               vl_word(VL_WORD_INCONCLUSIVE, language));
    }
    return finish(g_steal_pointer(&out));
}

char *
vl_view_hidden_text(const VlHiddenText *hidden, VlLanguage language)
{
    gboolean cut = hidden->span.end - hidden->span.start > VL_HIDDEN_MAX_TEXT;
    return g_strdup_printf("%s %u%s“%s%s”", vl_word(VL_WORD_PAGE, language),
                           hidden->page, colon(language), hidden->text,
                           cut ? "…" : "");
}

const char *
vl_view_quote_language(const VlPaper *paper)
{
    if (g_strcmp0(paper->read.rendering, "abstract") == 0)
        return "en";
    return paper->language;
}

char *
vl_view_notice(const VlDigestNotice *notice, VlLanguage language)
{
    g_autoptr(GString) out =
        g_string_new(vl_word_notice(notice->kind, language));
    if (notice->text != NULL)
        g_string_append_printf(out, "%s%s", colon(language), notice->text);
    if (notice->pmid != NULL)
        g_string_append_printf(out, " (PMID %s)", notice->pmid);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- Addresses ---- */

static gboolean
is_digits(const char *text)
{
    return text != NULL && *text != '\0' &&
           strspn(text, "0123456789") == strlen(text) && strlen(text) < 20;
}

char *
vl_view_pubmed_url(const char *pmid)
{
    if (!is_digits(pmid))
        return NULL;
    return g_strdup_printf("https://pubmed.ncbi.nlm.nih.gov/%s/", pmid);
}

/* Only what looks like a DOI becomes a link. */
char *
vl_view_doi_url(const char *doi)
{
    if (doi == NULL || !g_str_has_prefix(doi, "10.") ||
        strchr(doi, '/') == NULL)
        return NULL;
    g_autoptr(GString) url = g_string_new("https://doi.org/");
    vl_escape_url(url, doi);
    return g_string_free(g_steal_pointer(&url), FALSE);
}

char *
vl_view_pmc_url(const char *pmcid)
{
    if (pmcid == NULL || !g_str_has_prefix(pmcid, "PMC") ||
        !is_digits(pmcid + 3))
        return NULL;
    return g_strdup_printf("https://pmc.ncbi.nlm.nih.gov/articles/%s/", pmcid);
}

/* ---- Claims ---- */

/* The template with its `$` filled in, in order. */
static char *
fill(const char *template, const char *first, const char *second)
{
    const char *const values[] = {first, second};
    guint used = 0;
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = template; *p != '\0'; p++) {
        if (*p == '$' && used < G_N_ELEMENTS(values))
            g_string_append(out, values[used++]);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *
quoted(const char *text, VlSpan span)
{
    g_autofree char *words = vl_utf8_slice(text, span.start, span.end);
    return g_strdup_printf("“%s”", words);
}

/* The two sides of the first conflict whose words are known; NULL without
 * one: then nothing is said of them. */
static char *
conflict_text(const VlClaim *claim, const char *template)
{
    const VlQuote *quote =
        claim->quotes->len > 0 ? claim->quotes->pdata[0] : NULL;
    for (guint i = 0; i < claim->findings->len; i++) {
        const VlFinding *finding = claim->findings->pdata[i];
        if (finding->result != VL_RESULT_CONFLICT || quote == NULL ||
            quote->hit->text == NULL ||
            finding->claim.end <= finding->claim.start ||
            finding->quote.end <= finding->quote.start)
            continue;
        g_autofree char *says = quoted(claim->text, finding->claim);
        g_autofree char *source = quoted(quote->hit->text, finding->quote);
        return fill(template, says, source);
    }
    return NULL;
}

/* What was read, as "abstract" or "full text (PDF), 9 pages". */
static char *
what_was_read(const VlPaper *paper, VlLanguage language)
{
    if (paper->read.rendering == NULL)
        return g_strdup(vl_word(VL_WORD_B_NOTHING, language));
    g_autoptr(GString) out =
        g_string_new(rendering_word(paper->read.rendering, language));
    if (g_strcmp0(paper->read.rendering, "pdf") == 0)
        add_pages(out, &paper->read, language);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The paper of this digest whose rendering the claim's quote is from. */
static char *
other_source(const VlDigest *digest, const VlPaper *paper, const VlClaim *claim,
             VlLanguage language)
{
    for (guint i = 0; i < digest->papers->len; i++) {
        const VlPaper *other = digest->papers->pdata[i];
        for (guint j = 0; j < claim->quotes->len; j++) {
            const VlQuote *quote = claim->quotes->pdata[j];
            if (other != paper && other->pmid != NULL &&
                g_strcmp0(other->read.rendering_sha256,
                          quote->rendering_sha256) == 0)
                return g_strdup_printf("PMID %s", other->pmid);
        }
    }
    return g_strdup(vl_word(VL_WORD_ANOTHER_SOURCE, language));
}

char *
vl_view_verdict_text(const VlDigest *digest, const VlPaper *paper,
                     const VlClaim *claim, VlLanguage language)
{
    const char *template = vl_word_verdict_text(claim->verdict, language);
    g_autofree char *value = NULL;
    switch (claim->verdict) {
    case VL_VERDICT_CONTRADICTED:
        return conflict_text(claim, template);
    case VL_VERDICT_UNSUPPORTED:
    case VL_VERDICT_UNAVAILABLE:
        value = what_was_read(paper, language);
        return fill(template, value, "");
    case VL_VERDICT_ELSEWHERE:
        value = other_source(digest, paper, claim, language);
        return fill(template, value, "");
    default:
        return g_strdup(template);
    }
}

char *
vl_view_uncovered(const VlClaim *claim)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < claim->findings->len; i++) {
        const VlFinding *finding = claim->findings->pdata[i];
        if (finding->result != VL_RESULT_MISSING ||
            finding->claim.end <= finding->claim.start)
            continue;
        g_autofree char *words = quoted(claim->text, finding->claim);
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", words);
    }
    return finish(g_steal_pointer(&out));
}

char *
vl_view_findings(const VlClaim *claim, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < claim->findings->len; i++) {
        const VlFinding *finding = claim->findings->pdata[i];
        if (finding->result == VL_RESULT_OK)
            continue;
        g_string_append_printf(out, "%s%s%s%s",
                               out->len > 0 ? semicolon(language) : "",
                               vl_check_name(finding->check, language),
                               colon(language),
                               vl_word_result(finding->result, language));
        g_autofree char *detail = vl_detail_words(finding->detail, language);
        if (detail != NULL && *detail != '\0')
            g_string_append_printf(out, " (%s)", detail);
    }
    return finish(g_steal_pointer(&out));
}

char *
vl_view_missing(const VlPaper *paper, guint i, VlLanguage language)
{
    VlClaimKind kind = VL_CLAIM_RESULT;
    const char *name = paper->missing->pdata[i];
    if (!vl_claim_kind_from_name(name, &kind))
        return g_strdup(name);
    if (kind == VL_CLAIM_PRIMARY_RESULT)
        return g_strdup(vl_word(VL_WORD_RESULT_NOT_FOUND, language));
    const char *label = vl_word_claim_kind(kind, language);
    g_autofree char *first = g_utf8_strdown(label, 1);
    g_autofree char *small = g_strconcat(first, g_utf8_next_char(label), NULL);
    return g_strconcat(small, colon(language),
                       vl_word(VL_WORD_NOT_FOUND, language), NULL);
}

/* ---- Quotes ---- */

char *
vl_view_place(const VlQuote *quote, VlLanguage language)
{
    const VlHit *hit = quote->hit;
    g_autoptr(GString) out = g_string_new(NULL);
    /* XML has no pages: the one to look at is the PDF's. */
    if (hit->segments->len > 0 && quote->pdf.hit == NULL) {
        g_string_append_printf(out, "%s %u", vl_word(VL_WORD_PAGE, language),
                               hit->page);
        if (hit->page_end != hit->page)
            g_string_append_printf(out, "–%u", hit->page_end);
        if (quote->label != NULL && *quote->label != '\0')
            g_string_append_printf(out, " (%s %s)",
                                   vl_word(VL_WORD_PRINTED, language),
                                   quote->label);
        g_string_append(out, " · ");
    }
    g_autofree char *pdf = vl_view_pdf_place(quote, language);
    if (pdf != NULL)
        g_string_append_printf(out, "%s · ", pdf);
    if (quote->section != NULL && !g_str_equal(quote->section, "unknown"))
        g_string_append_printf(out, "%s · ",
                               vl_word_section(quote->section, language));
    g_string_append(out, vl_word_match(hit->match, language));
    if (hit->segments->len > 0)
        g_string_append_printf(out, " · %" G_GSIZE_FORMAT "–%" G_GSIZE_FORMAT,
                               hit->span.start, hit->span.end);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
add_plate_pages(GString *out, const VlPlate *plate, VlLanguage language)
{
    g_string_append_printf(out, " %s %u", vl_word(VL_WORD_PAGE, language),
                           plate->page);
    if (plate->page_end != plate->page)
        g_string_append_printf(out, "–%u", plate->page_end);
}

char *
vl_view_plate(const VlQuote *quote, VlLanguage language)
{
    const VlPlate *plate = quote->plate;
    if (plate == NULL)
        return NULL;
    if (plate->file == NULL) {
        g_autofree char *fault = vl_reason_show(plate->fault, language);
        return g_strconcat(vl_word(VL_WORD_NO_PLATE, language),
                           colon(language), fault, NULL);
    }
    g_autoptr(GString) out = g_string_new(
        vl_word(plate->marked ? VL_WORD_PLATE : VL_WORD_PLATE_WHOLE,
                language));
    add_plate_pages(out, plate, language);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_plate_alt(const VlPlate *plate, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(
        vl_word(plate->marked ? VL_WORD_PLATE_ALT : VL_WORD_PLATE_WHOLE,
                language));
    add_plate_pages(out, plate, language);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_changes(const VlQuote *quote, VlLanguage language)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < quote->hit->changes->len; i++) {
        const VlChange *change = quote->hit->changes->pdata[i];
        g_string_append_printf(
            out, "%s%s%s“%s”, %s “%s”", out->len > 0 ? semicolon(language) : "",
            vl_word_change(change->kind, language), colon(language),
            change->quote, vl_word(VL_WORD_SOURCE_SAYS, language),
            change->source);
    }
    return finish(g_steal_pointer(&out));
}
