#include "config.h"

#include "pubmed/reply.h"

#include <string.h>

#include "base/json.h"
#include "base/unicode.h"

#define MAX_DETAIL 300
/* NCBI's keys have 36 characters; nothing that a reader needs to see is as
 * long in one piece. */
#define MIN_KEY 24

/* An answer as its first bytes show it. */
typedef struct {
    VlEutil util;
    guint status;
    const char *text; /* ends with a NUL, white space before it dropped */
    gsize n;
    const char *root; /* the first element's "<"; NULL: none */
} Reply;

/* What a row found: where the words for the reader are. */
typedef struct {
    char *words;
} Found;

/* ---- The first bytes ---- */

static gboolean
starts(const Reply *reply, const char *word)
{
    return g_ascii_strncasecmp(reply->text, word, strlen(word)) == 0;
}

/* The end of a declaration, comment or processing instruction at p; NULL
 * when p is none. */
static const char *
skip_one(const char *p)
{
    static const struct {
        const char *start, *end;
    } all[] = {{"<!--", "-->"}, {"<?", "?>"}, {"<!DOCTYPE", ">"}};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        if (g_ascii_strncasecmp(p, all[i].start, strlen(all[i].start)) != 0)
            continue;
        const char *end = strstr(p, all[i].end);
        return end != NULL ? end + strlen(all[i].end) : p + strlen(p);
    }
    return NULL;
}

static const char *
find_root(const char *text)
{
    const char *p = text;
    while (p != NULL) {
        while (g_ascii_isspace(*p))
            p++;
        if (*p == '<' && g_ascii_isalpha(p[1]))
            return p;
        p = skip_one(p);
    }
    return NULL;
}

static gboolean
root_is(const Reply *reply, const char *name)
{
    gsize n = strlen(name);
    return reply->root != NULL && strncmp(reply->root + 1, name, n) == 0 &&
           !g_ascii_isalnum(reply->root[1 + n]);
}

/* The text of the first element of that name, its entities undone. */
static char *
element_text(const char *text, const char *name)
{
    g_autofree char *open = g_strconcat("<", name, NULL);
    const char *p = text;
    while (p != NULL && (p = strstr(p, open)) != NULL &&
           g_ascii_isalnum(p[strlen(open)]))
        p += strlen(open);
    const char *start = p != NULL ? strchr(p, '>') : NULL;
    const char *end = start != NULL ? strchr(start, '<') : NULL;
    if (start == NULL || start[-1] == '/')
        return NULL;
    start++;
    return end != NULL ? g_strndup(start, (gsize)(end - start))
                       : g_strdup(start);
}

/* ---- Rows ---- */

static gboolean
is_empty(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return reply->n == 0;
}

static gboolean
is_html(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return starts(reply, "<!doctype html") || starts(reply, "<html") ||
           root_is(reply, "html");
}

/* {"error": ...} or {"esearchresult": {"ERROR": ...}} */
static gboolean
is_json(const Reply *reply, Found *found)
{
    if (reply->text[0] != '{')
        return FALSE;
    g_autoptr(cJSON) object = vl_json_parse(reply->text, reply->n, NULL);
    const cJSON *inner =
        object != NULL ? vl_json_get(object, "esearchresult") : NULL;
    const char *words = NULL;
    if (object != NULL)
        words = vl_json_get_string(object, "error", NULL);
    if (words == NULL && inner != NULL)
        words = vl_json_get_string(inner, "ERROR", NULL);
    found->words = g_strdup(words);
    return TRUE;
}

static gboolean
is_json_without_error(const Reply *reply, Found *found)
{
    return is_json(reply, found) && found->words == NULL;
}

/* A trace of NCBI's C++ toolkit instead of an answer. */
static gboolean
is_exception(const Reply *reply, Found *found)
{
    static const char *const marks[] = {
        "CTxRawClient", "NCBI C++ Exception", "CException", "Read failed",
        "EOF",          "Exception:"};
    if (reply->root != NULL && !root_is(reply, "ERROR"))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(reply->text, marks[i]) != NULL) {
            found->words = g_strdup(marks[i]);
            return TRUE;
        }
    return FALSE;
}

static gboolean
is_prolog_only(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return starts(reply, "<?xml") && reply->root == NULL;
}

static gboolean
is_result_root(const Reply *reply)
{
    static const char *const roots[] = {
        "eSearchResult", "eFetchResult",   "eLinkResult",
        "ePostResult",   "eSummaryResult", "ERROR"};
    for (guint i = 0; i < G_N_ELEMENTS(roots); i++)
        if (root_is(reply, roots[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_error(const Reply *reply, Found *found)
{
    if (!is_result_root(reply))
        return FALSE;
    found->words = element_text(reply->root, "ERROR");
    return found->words != NULL && *g_strstrip(found->words) != '\0';
}

/* EDirect's list of what no second try mends. */
static gboolean
says_permanent(const char *words)
{
    static const char *const marks[] = {
        "invalid", "empty", "not found", "cannot get document summary",
        "uid=",    "unsupported", "is not supported", "out of range"};
    g_autofree char *small = g_ascii_strdown(words, -1);
    if (strstr(small, "backend failed") != NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(small, marks[i]) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_permanent_error(const Reply *reply, Found *found)
{
    return is_error(reply, found) && says_permanent(found->words);
}

static gboolean
is_permanent_json(const Reply *reply, Found *found)
{
    return is_json(reply, found) && found->words != NULL &&
           says_permanent(found->words);
}

/* One identifier that is not there: <error id="1">. */
static gboolean
is_data_error(const Reply *reply, Found *found)
{
    const char *p = reply->root != NULL ? strstr(reply->root, "<error")
                                        : NULL;
    if (p == NULL || (p[6] != ' ' && p[6] != '>'))
        return FALSE;
    found->words = element_text(p, "error");
    return TRUE;
}

static gboolean
is_busy_status(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return reply->status == 408 || reply->status == 429 ||
           reply->status >= 500;
}

static gboolean
is_refused_status(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return reply->status >= 400;
}

/* <PubmedArticleSet> with nothing in it: valid for NCBI, not for the DTD. */
static gboolean
is_empty_set(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    if (!root_is(reply, "PubmedArticleSet"))
        return FALSE;
    const char *p = strchr(reply->root, '>');
    if (p == NULL)
        return FALSE;
    if (p[-1] == '/')
        return TRUE;
    do
        p++;
    while (g_ascii_isspace(*p));
    return g_str_has_prefix(p, "</PubmedArticleSet");
}

static gboolean
is_other_root(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    static const char *const roots[] = {
        [VL_EUTIL_ESEARCH] = "eSearchResult",
        [VL_EUTIL_EFETCH] = "PubmedArticleSet",
        [VL_EUTIL_ELINK] = "eLinkResult",
    };
    return reply->util != VL_EUTIL_ECITMATCH &&
           !root_is(reply, roots[reply->util]) &&
           !(reply->util == VL_EUTIL_EFETCH &&
             root_is(reply, "PubmedBookArticleSet"));
}

static gboolean
is_no_citation(const Reply *reply, G_GNUC_UNUSED Found *found)
{
    return reply->util == VL_EUTIL_ECITMATCH &&
           strchr(reply->text, '|') == NULL;
}

/* The first row that fits decides; none: an answer. */
static const struct {
    gboolean (*is)(const Reply *reply, Found *found);
    VlReplyClass class;
    const char *says;
} rows[] = {
    {is_permanent_json, VL_REPLY_PERMANENT, "NCBI refuses: "},
    {is_json_without_error, VL_REPLY_TRANSIENT,
     "an answer in JSON that says nothing"},
    {is_json, VL_REPLY_TRANSIENT, "NCBI says: "},
    {is_permanent_error, VL_REPLY_PERMANENT, "NCBI refuses: "},
    {is_error, VL_REPLY_TRANSIENT, "NCBI says: "},
    {is_data_error, VL_REPLY_DATA, "not available: "},
    {is_busy_status, VL_REPLY_TRANSIENT, NULL},
    {is_refused_status, VL_REPLY_PERMANENT, NULL},
    {is_empty, VL_REPLY_TRANSIENT, "an empty answer"},
    {is_html, VL_REPLY_TRANSIENT, "a web page in place of data"},
    {is_exception, VL_REPLY_TRANSIENT, "NCBI's server failed: "},
    {is_prolog_only, VL_REPLY_TRANSIENT, "an answer that ends after its "
                                         "first line"},
    {is_empty_set, VL_REPLY_DATA, "PubMed serves no such record"},
    {is_other_root, VL_REPLY_TRANSIENT, "something else than was asked for"},
    {is_no_citation, VL_REPLY_TRANSIENT, "something else than was asked "
                                         "for"},
};

/* ---- Words for the reader ---- */

/* A key that NCBI echoes is long and without a gap. */
static char *
without_keys(const char *words)
{
    g_autofree char *line = vl_printable(words, MAX_DETAIL);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = line; *p != '\0';) {
        gsize n = 0;
        while (g_ascii_isalnum(p[n]))
            n++;
        if (n >= MIN_KEY)
            g_string_append(out, "***");
        else
            g_string_append_len(out, p, (gssize)MAX(n, 1));
        p += MAX(n, 1);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* What the user can do about it; "": nothing. */
static const char *
remedy_for(const char *words)
{
    static const char *const remedies[][2] = {
        {"API key", "; check the key (ncbi_key_file in [network], or the "
                    "variable NCBI_API_KEY)"},
        {"rate limit", "; run again later, or with a key of your own "
                       "(ncbi_key_file in [network])"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(remedies); i++)
        if (strstr(words, remedies[i][0]) != NULL)
            return remedies[i][1];
    return "";
}

static char *
describe(const Reply *reply, const char *says, const Found *found)
{
    if (says == NULL)
        return g_strdup_printf("HTTP status %u", reply->status);
    g_autofree char *words =
        found->words != NULL ? without_keys(found->words) : g_strdup("");
    return g_strconcat(says, words, remedy_for(words), NULL);
}

VlReplyClass
vl_reply_classify(VlEutil util, guint status, const char *bytes,
                  gsize n_bytes, char **detail)
{
    g_autofree char *text =
        vl_utf8_repair(bytes, MIN(n_bytes, VL_REPLY_HEAD), NULL);
    const char *start = text;
    while (g_ascii_isspace(*start))
        start++;
    const Reply reply = {util, status, start, strlen(start),
                         find_root(start)};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Found found = {NULL};
        gboolean fits = rows[i].is(&reply, &found);
        if (fits && detail != NULL)
            *detail = describe(&reply, rows[i].says, &found);
        g_free(found.words);
        if (fits)
            return rows[i].class;
    }
    if (detail != NULL)
        *detail = NULL;
    return VL_REPLY_OK;
}

const char *
vl_reply_class_name(VlReplyClass class)
{
    static const char *const names[] = {
        [VL_REPLY_OK] = "ok",
        [VL_REPLY_WARNING] = "warning",
        [VL_REPLY_TRANSIENT] = "transient",
        [VL_REPLY_PERMANENT] = "permanent",
        [VL_REPLY_DATA] = "data",
    };
    return names[class];
}
