#include "config.h"

#include "digest/build.h"

#include <string.h>

#include "base/unicode.h"

/* Authors named before "et al." */
#define MAX_AUTHORS 3

/* ---- Papers ---- */

static char *
author_name(const VlAuthor *author)
{
    if (author->collective != NULL)
        return g_strdup(author->collective);
    const char *given =
        author->initials != NULL ? author->initials : author->given;
    if (author->family == NULL)
        return g_strdup(given);
    return given == NULL ? g_strdup(author->family)
                         : g_strdup_printf("%s %s", author->family, given);
}

static char *
author_line(const GArray *authors)
{
    g_autoptr(GString) line = g_string_new(NULL);
    guint named = 0;
    for (guint i = 0; i < authors->len && named < MAX_AUTHORS; i++) {
        g_autofree char *name =
            author_name(&g_array_index(authors, VlAuthor, i));
        if (name == NULL || *name == '\0')
            continue;
        if (named++ > 0)
            g_string_append(line, ", ");
        g_string_append(line, name);
    }
    if (named == 0)
        return NULL;
    if (authors->len > MAX_AUTHORS)
        g_string_append(line, ", et al.");
    return g_string_free(g_steal_pointer(&line), FALSE);
}

static char *
date_line(const VlPubDate *date)
{
    if (date->year == 0)
        return g_strdup(date->text);
    if (date->month == 0 && date->text != NULL)
        return g_strdup(date->text);
    if (date->month == 0)
        return g_strdup_printf("%04d", date->year);
    if (date->day == 0)
        return g_strdup_printf("%04d-%02d", date->year, date->month);
    return g_strdup_printf("%04d-%02d-%02d", date->year, date->month,
                           date->day);
}

/* PubMed has MARC codes, HTML wants the two letters where there are any.
 * The languages of nearly all of PubMed. */
static const char *
language_tag(const char *marc)
{
    static const char *const tags[][2] = {
        {"eng", "en"}, {"fre", "fr"}, {"fra", "fr"}, {"ger", "de"},
        {"deu", "de"}, {"spa", "es"}, {"ita", "it"}, {"por", "pt"},
        {"dut", "nl"}, {"nld", "nl"}, {"rus", "ru"}, {"chi", "zh"},
        {"zho", "zh"}, {"jpn", "ja"}, {"kor", "ko"}, {"pol", "pl"},
        {"cze", "cs"}, {"ces", "cs"}, {"dan", "da"}, {"swe", "sv"},
        {"nor", "no"}, {"fin", "fi"}, {"hun", "hu"}, {"tur", "tr"},
        {"ukr", "uk"}, {"gre", "el"}, {"ell", "el"}, {"heb", "he"},
        {"ara", "ar"}, {"per", "fa"}, {"fas", "fa"}, {"rum", "ro"},
    };
    for (guint i = 0; marc != NULL && i < G_N_ELEMENTS(tags); i++)
        if (g_ascii_strcasecmp(marc, tags[i][0]) == 0)
            return tags[i][1];
    return NULL;
}

VlPaper *
vl_paper_from_record(const VlRecord *record)
{
    VlPaper *paper = vl_paper_new();
    paper->name = vl_record_name(record);
    paper->pmid = g_strdup(record->pmid);
    paper->doi = g_strdup(record->doi);
    paper->pmcid = g_strdup(record->pmcid);
    paper->title = g_strdup(vl_record_title(record));
    paper->journal =
        g_strdup(record->journal.title != NULL ? record->journal.title
                                               : record->journal.iso);
    paper->date = date_line(&record->date);
    paper->authors = author_line(record->authors);
    if (record->languages->len > 0)
        paper->language = g_strdup(language_tag(record->languages->pdata[0]));
    for (guint i = 0; i < record->types->len; i++)
        g_ptr_array_add(paper->types,
                        g_strdup(g_array_index(record->types, VlTerm, i).name));
    paper->retracted = record->retracted;
    paper->preprint = record->preprint;
    for (guint i = 0; i < record->notices->len; i++) {
        const VlNotice *notice = &g_array_index(record->notices, VlNotice, i);
        g_ptr_array_add(paper->notices,
                        vl_digest_notice_new(vl_notice_kind_name(notice->kind),
                                             notice->pmid, notice->text));
    }
    vl_paper_set_read(paper, NULL);
    return paper;
}

static gsize
count_words(const char *text)
{
    gsize n = 0;
    gboolean inside = FALSE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gboolean letter = g_unichar_isalnum(g_utf8_get_char(p));
        gboolean space = g_unichar_isspace(g_utf8_get_char(p));
        if (letter && !inside)
            n++;
        inside = !space && (inside || letter);
    }
    return n;
}

static char *
coverage_of(const VlDocument *document)
{
    const char *partial = vl_partial_name(document->partial);
    if (document->kind == VL_RENDERING_ABSTRACT)
        return g_strdup("abstract only");
    if (partial != NULL)
        return g_strconcat("partial: ", partial, NULL);
    return g_strdup("full text");
}

void
vl_paper_set_read(VlPaper *paper, const VlDocument *document)
{
    VlRead *read = &paper->read;
    vl_read_reset(read);
    if (document == NULL) {
        read->coverage = g_strdup("nothing");
        return;
    }
    gboolean record = document->kind == VL_RENDERING_ABSTRACT;
    read->rendering = g_strdup(vl_rendering_kind_name(document->kind));
    read->rendering_sha256 = g_strdup(document->sha256);
    if (document->file != NULL)
        read->file = g_path_get_basename(document->file);
    read->file_sha256 = g_strdup(document->file_sha256);
    read->extractor = g_strdup(document->extractor);
    read->pages = MAX(document->n_pages, document->pages->len);
    read->with_text = document->with_text;
    read->coverage = coverage_of(document);
    read->tier = g_strdup(record ? "record" : "folder");
    read->sandbox = g_strdup(document->sandbox);
    read->ocr = document->ocr;
    read->n_words = count_words(document->text);
    read->warning = g_strdup(document->warning);
}

static void
name_hidden(GPtrArray *list, const VlDocument *document, const VlPage *page,
            VlSpan span)
{
    if (list->len == VL_HIDDEN_MAX_PASSAGES)
        return;
    VlSpan start = {span.start,
                    MIN(span.end, span.start + VL_HIDDEN_MAX_TEXT)};
    g_autofree char *text = vl_document_slice(document, start);
    g_ptr_array_add(list, vl_hidden_text_new(page->number, span, text));
}

/* Is it the next of spans?  They are in the same order. */
static gboolean
take_span(const GArray *spans, guint *next, VlSpan span)
{
    if (*next == spans->len ||
        g_array_index(spans, VlSpan, *next).start != span.start)
        return FALSE;
    (*next)++;
    return TRUE;
}

void
vl_paper_set_hidden(VlPaper *paper, const VlDocument *document,
                    const GArray *alarms)
{
    VlRead *read = &paper->read;
    guint next = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const VlPage *page = document->pages->pdata[i];
        read->inconclusive += page->ink == VL_INK_INCONCLUSIVE;
        for (guint j = 0; j < page->hidden->len; j++) {
            VlSpan span = g_array_index(page->hidden, VlSpan, j);
            read->n_hidden++;
            read->hidden_length += span.end - span.start;
            gboolean alarm = take_span(alarms, &next, span);
            name_hidden(alarm ? read->alarms : read->hidden, document, page,
                        span);
        }
    }
}

VlQuote *
vl_quote_take_hit(const VlDocument *document, VlHit *hit, const char *section)
{
    VlQuote *quote = vl_quote_new();
    quote->rendering_sha256 = g_strdup(document->sha256);
    quote->section = g_strdup(section);
    quote->hit = hit;
    if (hit->page > 0 && hit->page <= document->pages->len)
        quote->label = g_strdup(vl_document_page(document, hit->page)->label);
    return quote;
}

/* ---- Claims ---- */

/* Read first: the outcome that the study was made for, what became of it,
 * and harms; an author's conclusion comes after all of it. */
static int
rank_of(VlClaimKind kind)
{
    static const int ranks[] = {
        [VL_CLAIM_PRIMARY_OUTCOME] = 0, [VL_CLAIM_PRIMARY_RESULT] = 1,
        [VL_CLAIM_HARMS] = 2,           [VL_CLAIM_AIM] = 3,
        [VL_CLAIM_DESIGN] = 4,          [VL_CLAIM_POPULATION] = 5,
        [VL_CLAIM_RESULT] = 6,          [VL_CLAIM_LIMITS] = 7,
        [VL_CLAIM_CONCLUSION] = 8,
    };
    return ranks[kind];
}

/* g_ptr_array_sort is stable: equal ranks keep their order. */
static int
compare_claims(gconstpointer a, gconstpointer b)
{
    const VlClaim *x = *(const VlClaim *const *)a;
    const VlClaim *y = *(const VlClaim *const *)b;
    return rank_of(x->kind) - rank_of(y->kind);
}

void
vl_paper_order_claims(VlPaper *paper)
{
    g_ptr_array_sort(paper->claims, compare_claims);
}

static gboolean
needs_passage(VlVerdict verdict)
{
    switch (verdict) {
    case VL_VERDICT_SUPPORTED:
    case VL_VERDICT_PARTLY:
    case VL_VERDICT_CONTRADICTED:
    case VL_VERDICT_OVERSTATED:
    case VL_VERDICT_ELSEWHERE:
    case VL_VERDICT_UNREADABLE:
    case VL_VERDICT_EXTRACT:
        return TRUE;
    default:
        return FALSE;
    }
}

/* An extract is the source's own words: all of its quotes must be. */
static gboolean
is_verbatim(const VlClaim *claim)
{
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        if (quote->hit->match != VL_MATCH_EXACT &&
            quote->hit->match != VL_MATCH_TYPOGRAPHIC)
            return FALSE;
    }
    return TRUE;
}

gboolean
vl_claim_may_say(const VlClaim *claim, VlVerdict verdict)
{
    gboolean found = FALSE;
    for (guint i = 0; i < claim->quotes->len; i++) {
        const VlQuote *quote = claim->quotes->pdata[i];
        found = found || quote->hit->match != VL_MATCH_ABSENT;
    }
    if (verdict == VL_VERDICT_EXTRACT && !is_verbatim(claim))
        return FALSE;
    return found || !needs_passage(verdict);
}

/* Claim ids name files: only a PMID that is one goes into them. */
static gboolean
is_digits(const char *pmid)
{
    return pmid != NULL && *pmid != '\0' && strlen(pmid) < 20 &&
           strspn(pmid, "0123456789") == strlen(pmid);
}

static void
name_claims(VlPaper *paper, const char *name)
{
    for (guint i = 0; i < paper->claims->len; i++) {
        VlClaim *claim = paper->claims->pdata[i];
        g_free(claim->id);
        claim->id = g_strdup_printf("%s-%u", name, i + 1);
        if (!vl_claim_may_say(claim, claim->verdict))
            claim->verdict = VL_VERDICT_UNSUPPORTED;
    }
}

static void
count_paper(VlFlowCounts *flow, const VlPaper *paper)
{
    if (paper->read.rendering_sha256 == NULL)
        flow->unread++;
    else if (g_strcmp0(paper->read.rendering, "abstract") == 0)
        flow->abstract_only++;
    else
        flow->full_text++;
}

void
vl_digest_close(VlDigest *digest)
{
    VlFlowCounts *flow = &digest->flow;
    flow->listed = digest->listed->len;
    flow->digested = digest->papers->len;
    flow->screened_out = digest->screened->len;
    flow->full_text = flow->abstract_only = flow->unread = 0;

    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < digest->papers->len; i++) {
        VlPaper *paper = digest->papers->pdata[i];
        g_autofree char *number = g_strdup_printf("paper%u", i + 1);
        gboolean unique = is_digits(paper->pmid) &&
                          g_hash_table_add(names, paper->pmid);
        vl_paper_order_claims(paper);
        name_claims(paper, unique ? paper->pmid : number);
        count_paper(flow, paper);
    }
}
