#include "config.h"

#include "fulltext/body.h"

#include <string.h>

#include "fulltext/reader.h"

/* A body with fewer letters holds a remark ("available as PDF only"). */
#define MIN_LETTERS 40
/* Where a page's own words are looked for. */
#define PAGE_BYTES ((gsize)64 << 10)
/* Where the end of a PDF is looked for: files have been found with long
 * tails behind it. */
#define TAIL_BYTES ((gsize)64 << 10)

void
vl_body_clear(VlBody *body)
{
    g_clear_pointer(&body->facts, vl_facts_free);
    g_clear_pointer(&body->reason, g_free);
}

static VlBody
body_new(VlBodyKind kind, const char *reason)
{
    return (VlBody){.kind = kind, .reason = g_strdup(reason)};
}

/* ---- Web pages ---- */

/* Words of pages that tell programs from people, in lower case; seen at NCBI
 * ("Preparing to download", reCAPTCHA), Springer ("Client Challenge"),
 * Cloudflare and its like. */
static gboolean
is_challenge(const char *page)
{
    static const char *const words[] = {
        "captcha",
        "client challenge",
        "preparing to download",
        "pow_challenge",
        "-pow-",
        "just a moment",
        "checking your browser",
        "verify you are human",
        "verifying you are human",
        "are you a robot",
        "not a robot",
        "unusual traffic",
        "automated access",
        "challenge-platform",
        "cf-chl",
        "cf_chl",
        "cf-browser-verification",
        "attention required! | cloudflare",
        "datadome",
        "_incapsula_",
        "enable javascript and cookies",
    };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(page, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

static VlBody
page_of(const char *bytes, gsize n_bytes)
{
    gsize n = MIN(n_bytes, PAGE_BYTES);
    g_autofree char *page = g_malloc(n + 1);
    for (gsize i = 0; i < n; i++)
        page[i] = bytes[i] == '\0' ? ' ' : g_ascii_tolower(bytes[i]);
    page[n] = '\0';
    if (is_challenge(page))
        return body_new(VL_BODY_CHALLENGE,
                        "a page that wants to see a human reader");
    return body_new(VL_BODY_PAGE, "a web page, not the paper");
}

/* ---- XML ---- */

/* TRUE when there is nothing but white space, declarations, comments and a
 * document type. */
static gboolean
is_prolog(const char *bytes, gsize n_bytes)
{
    gsize at = 0;
    if (n_bytes >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        at = 3;
    while (at < n_bytes) {
        if (g_ascii_isspace(bytes[at])) {
            at++;
            continue;
        }
        if (at + 1 >= n_bytes || bytes[at] != '<' ||
            (bytes[at + 1] != '?' && bytes[at + 1] != '!'))
            return FALSE;
        gboolean comment =
            n_bytes - at >= 4 && memcmp(bytes + at, "<!--", 4) == 0;
        const char *close = comment ? "-->" : ">";
        const char *end =
            memmem(bytes + at, n_bytes - at, close, strlen(close));
        if (end == NULL)
            return TRUE;
        at = (gsize)(end - bytes) + strlen(close);
    }
    return TRUE;
}

static gboolean
is_xml(const char *bytes, gsize n_bytes)
{
    gsize at = n_bytes >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n_bytes && g_ascii_isspace(bytes[at]))
        at++;
    return at < n_bytes && bytes[at] == '<';
}

static VlBody
judge_facts(VlFacts *facts)
{
    VlBody body = {.facts = facts};
    if (facts->is_article && facts->body_letters >= MIN_LETTERS) {
        body.kind = VL_BODY_ARTICLE;
    } else if (facts->is_article) {
        body.kind = VL_BODY_FRONT;
        body.reason = g_strdup(
            facts->withheld ? "the front matter alone: the publisher does not "
                              "allow the full text to be downloaded"
                            : "the front matter alone, without a text");
    } else if (facts->problem != NULL) {
        body.kind = VL_BODY_REFUSED;
        body.reason = g_strdup_printf("refused: %s", facts->problem);
    } else {
        body.kind = VL_BODY_OTHER;
        body.reason = g_strdup("XML that is no article");
    }
    return body;
}

static VlBody
xml_of(const char *bytes, gsize n_bytes)
{
    g_autoptr(GError) error = NULL;
    VlFacts *facts = vl_facts_read(bytes, n_bytes, &error);
    return facts != NULL ? judge_facts(facts)
                         : body_new(VL_BODY_DAMAGED, error->message);
}

/* ---- Any ---- */

static gboolean
has_end(const char *bytes, gsize n_bytes)
{
    gsize n = MIN(n_bytes, TAIL_BYTES);
    return memmem(bytes + n_bytes - n, n, "%%EOF", 5) != NULL;
}

VlBody
vl_body_of(const char *bytes, gsize n_bytes)
{
    if (n_bytes == 0)
        return body_new(VL_BODY_EMPTY, "nothing");
    /* First, as a page may speak of "%PDF-". */
    if (vl_is_html(bytes, MIN(n_bytes, 1024)))
        return page_of(bytes, n_bytes);
    if (is_prolog(bytes, n_bytes))
        return body_new(VL_BODY_EMPTY, "the start of an answer alone");
    if (is_xml(bytes, n_bytes))
        return xml_of(bytes, n_bytes);
    if (!vl_is_pdf(bytes, n_bytes))
        return body_new(VL_BODY_OTHER, "neither PDF nor XML");
    if (!has_end(bytes, n_bytes))
        return body_new(VL_BODY_DAMAGED, "a PDF that was cut short");
    return body_new(VL_BODY_PDF, NULL);
}

gboolean
vl_body_is_transient(VlBodyKind kind)
{
    return kind == VL_BODY_EMPTY || kind == VL_BODY_DAMAGED ||
           kind == VL_BODY_PAGE;
}

const char *
vl_body_kind_name(VlBodyKind kind)
{
    static const char *const names[] = {
        [VL_BODY_PDF] = "pdf",
        [VL_BODY_ARTICLE] = "article",
        [VL_BODY_FRONT] = "front_only",
        [VL_BODY_REFUSED] = "refused",
        [VL_BODY_CHALLENGE] = "challenge",
        [VL_BODY_PAGE] = "web_page",
        [VL_BODY_EMPTY] = "empty",
        [VL_BODY_DAMAGED] = "damaged",
        [VL_BODY_OTHER] = "other",
    };
    return names[kind];
}
