#include "config.h"

#include "digest/fulltext.h"

#include <string.h>

#include "digest/escape.h"
#include "digest/reason.h"
#include "digest/view-paper.h"

/* ---- Building ---- */

void
vl_paper_set_source(VlPaper *paper, const VlFullText *text, GPtrArray *tried,
                    const VlDocument *pdf, const VlFullText *pdf_text)
{
    VlRead *read = &paper->read;
    read->tried = tried;
    if (text == NULL)
        return;
    g_free(read->tier);
    read->tier = g_strdup(text->tier);
    read->url = g_strdup(text->url);
    read->licence = g_strdup(text->licence);
    read->version = g_strdup(text->version);
    read->fetched = g_strdup(text->fetched);
    if (pdf == NULL || pdf_text == NULL)
        return;
    read->pdf = vl_full_text_copy(pdf_text);
    read->pdf_rendering_sha256 = g_strdup(pdf->sha256);
    read->pdf_pages = MAX(pdf->n_pages, pdf->pages->len);
}

gboolean
vl_paper_lacks_full_text(const VlPaper *paper)
{
    const char *rendering = paper->read.rendering;
    return rendering == NULL || g_str_equal(rendering, "abstract");
}

/* The outcome that says most to who is to fetch the paper. */
static const VlTried *
telling(const GPtrArray *list)
{
    static const VlTriedOutcome order[] = {VL_TRIED_CHALLENGE, VL_TRIED_FAILED,
                                           VL_TRIED_OTHER, VL_TRIED_DAMAGED,
                                           VL_TRIED_WITHHELD};
    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        for (guint j = 0; list != NULL && j < list->len; j++) {
            const VlTried *tried = list->pdata[j];
            if (tried->outcome == order[i])
                return tried;
        }
    }
    return NULL;
}

/* value in the place of "{name}", escaped; the caller frees. */
static char *
replace(const char *template, const char *name, const char *value)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    if (value != NULL)
        g_string_append_uri_escaped(escaped, value, NULL, FALSE);
    g_auto(GStrv) parts = g_strsplit(template, name, -1);
    return g_strjoinv(escaped->str, parts);
}

static char *
resolve(const char *template, const VlPaper *paper)
{
    if (strchr(template, '{') != NULL) {
        g_autofree char *half = replace(template, "{doi}", paper->doi);
        return replace(half, "{pmid}", paper->pmid);
    }
    GString *url = g_string_new(template);
    g_string_append(url, strchr(template, '?') != NULL ? "&" : "?");
    g_string_append(url, "url_ver=Z39.88-2004");
    if (paper->doi != NULL) {
        g_string_append(url, "&rft_id=info:doi/");
        g_string_append_uri_escaped(url, paper->doi, "/", FALSE);
    }
    if (paper->pmid != NULL) {
        g_string_append(url, "&rft_id=info:pmid/");
        g_string_append_uri_escaped(url, paper->pmid, NULL, FALSE);
    }
    return g_string_free(url, FALSE);
}

void
vl_digest_add_to_fetch(VlDigest *digest, const VlPaper *paper, const char *open,
                       const char *resolver)
{
    g_autofree char *link = vl_view_doi_url(paper->doi);
    if (link == NULL)
        link = vl_view_pubmed_url(paper->pmid);
    if (link == NULL || !vl_paper_lacks_full_text(paper))
        return;
    VlToFetch *to_fetch = g_new0(VlToFetch, 1);
    to_fetch->pmid = g_strdup(paper->pmid);
    to_fetch->title = g_strdup(paper->title);
    to_fetch->link = g_steal_pointer(&link);
    to_fetch->open = g_strdup(open);
    if (resolver != NULL)
        to_fetch->resolver = resolve(resolver, paper);
    const VlTried *tried = telling(paper->read.tried);
    if (tried != NULL)
        to_fetch->reason =
            g_strdup_printf("%s: %s", tried->step, tried->reason);
    g_ptr_array_add(digest->to_fetch, to_fetch);
}

/* ---- Views ---- */

const char *
vl_view_step(const char *step, VlLanguage language)
{
    static const struct {
        const char *name, *words;
    } names[] = {
        {"idconv", "PMC ID converter"}, {"pmc_cloud", "PMC Cloud"},
        {"efetch", "PMC (efetch)"},     {"europepmc", "Europe PMC"},
        {"unpaywall", "Unpaywall"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(step, names[i].name))
            return names[i].words;
    if (g_str_equal(step, "folder"))
        return vl_word(VL_WORD_YOUR_FOLDER, language);
    return step;
}

static const char *
version_word(const char *version, VlLanguage language)
{
    static const struct {
        const char *name;
        VlWord word;
    } table[] = {
        {"published", VL_WORD_V_PUBLISHED},
        {"manuscript", VL_WORD_V_MANUSCRIPT},
        {"accepted", VL_WORD_V_MANUSCRIPT},
        {"submitted", VL_WORD_V_SUBMITTED},
        {"ocr", VL_WORD_V_OCR},
    };
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_str_equal(version, table[i].name))
            return vl_word(table[i].word, language);
    return version;
}

char *
vl_view_source(const VlRead *read, VlLanguage language)
{
    if (read->tier == NULL || g_str_equal(read->tier, "record"))
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s", vl_word(VL_WORD_FROM, language),
                           vl_view_step(read->tier, language));
    if (read->version != NULL)
        g_string_append_printf(out, ", %s",
                               version_word(read->version, language));
    if (read->licence != NULL)
        g_string_append_printf(
            out, ", %s %s", vl_word(VL_WORD_LICENCE, language), read->licence);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_tried(const VlRead *read, VlLanguage language)
{
    if (read->tried == NULL || read->tried->len == 0 ||
        (read->rendering != NULL && !g_str_equal(read->rendering, "abstract")))
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < read->tried->len; i++) {
        const VlTried *tried = read->tried->pdata[i];
        g_autofree char *reason =
            vl_reason_show(tried->reason != NULL ? tried->reason : "",
                           language);
        g_string_append_printf(out, "%s%s%s: %s", i > 0 ? "; " : "",
                               vl_view_step(tried->step, language),
                               language == VL_LANGUAGE_FR ? " " : "", reason);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
vl_view_pdf_place(const VlQuote *quote, VlLanguage language)
{
    const VlPdfPlace *place = &quote->pdf;
    if (place->hit == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "PDF: %s %u", vl_word(VL_WORD_PAGE, language),
                           place->hit->page);
    if (place->hit->page_end != place->hit->page)
        g_string_append_printf(out, "–%u", place->hit->page_end);
    if (place->label != NULL && *place->label != '\0')
        g_string_append_printf(
            out, " (%s %s)", vl_word(VL_WORD_PRINTED, language), place->label);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

gboolean
vl_view_to_fetch_link(const VlToFetch *to_fetch, guint i, VlLanguage language,
                      const char **label, const char **url)
{
    const struct {
        const char *url;
        VlWord word;
    } links[] = {
        {to_fetch->link, VL_WORD_PUBLISHER},
        {to_fetch->open, VL_WORD_OPEN_COPY},
        {to_fetch->resolver, VL_WORD_RESOLVER},
    };
    for (guint k = 0; k < G_N_ELEMENTS(links); k++) {
        /* Whatever the digest says, a link leads to nothing else. */
        if (links[k].url == NULL || !g_str_has_prefix(links[k].url, "https://"))
            continue;
        if (i-- > 0)
            continue;
        *label = vl_word(links[k].word, language);
        *url = links[k].url;
        return TRUE;
    }
    return FALSE;
}
