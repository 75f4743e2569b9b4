#include "config.h"

#include "fulltext/pmc.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/unicode.h"
#include "base/xml.h"
#include "fulltext/idconv.h"

#define MAX_VERSION_DIGITS 4
/* Of a prefix or message in a listing. */
#define MAX_WORDS 1024
#define MAX_LICENCE 40
#define MAX_TITLE 2000

char *
vl_pmc_listing_path(const char *pmcid, const char *token)
{
    /* The dot keeps PMC1234 out of the answer for PMC123. */
    GString *path = g_string_new(NULL);
    g_string_printf(path, "/?list-type=2&prefix=%s.&delimiter=%%2F", pmcid);
    if (token != NULL) {
        g_string_append(path, "&continuation-token=");
        g_string_append_uri_escaped(path, token, NULL, FALSE);
    }
    return g_string_free(path, FALSE);
}

char *
vl_pmc_metadata_path(const char *pmcid, guint version, gboolean beside)
{
    return beside ? g_strdup_printf("/%s.%u/%s.%u.json", pmcid, version,
                                    pmcid, version)
                  : g_strdup_printf("/metadata/%s.%u.json", pmcid, version);
}

/* ---- Listing ---- */

typedef struct {
    VlXml xml;
    const char *pmcid;
    GArray *versions;
    GString *words; /* since the last tag */
    guint depth;
    gboolean listing;  /* the root is a listing's */
    gboolean is_error; /* the root is an error's */
    gboolean truncated;
    char *message, *next;
} Listing;

/* "PMC123.4/..." with this PMCID: 4; else 0. */
static guint
version_of(const char *key, const char *pmcid)
{
    gsize n = strlen(pmcid);
    if (strncmp(key, pmcid, n) != 0 || key[n] != '.')
        return 0;
    const char *digits = key + n + 1;
    gsize n_digits = strspn(digits, "0123456789");
    if (n_digits == 0 || n_digits > MAX_VERSION_DIGITS || *digits == '0' ||
        digits[n_digits] != '/')
        return 0;
    return (guint)g_ascii_strtoull(digits, NULL, 10);
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
         const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
         int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces;
    (void)n_attributes, (void)n_defaulted, (void)attributes;
    Listing *in = context;
    const char *word = (const char *)name;
    if (in->depth++ == 0) {
        in->listing = g_str_equal(word, "ListBucketResult");
        in->is_error = g_str_equal(word, "Error");
    }
    g_string_truncate(in->words, 0);
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
       const xmlChar *uri)
{
    (void)prefix, (void)uri;
    Listing *in = context;
    const char *word = (const char *)name;
    if (in->listing &&
        (g_str_equal(word, "Prefix") || g_str_equal(word, "Key"))) {
        guint version = version_of(in->words->str, in->pmcid);
        if (version > 0)
            g_array_append_val(in->versions, version);
    } else if (in->listing && g_str_equal(word, "IsTruncated")) {
        in->truncated = g_ascii_strcasecmp(in->words->str, "true") == 0;
    } else if (in->listing && in->next == NULL &&
               g_str_equal(word, "NextContinuationToken")) {
        in->next = g_strdup(in->words->str);
    } else if (in->is_error && in->message == NULL &&
               (g_str_equal(word, "Message") || g_str_equal(word, "Code"))) {
        in->message = vl_printable(in->words->str, 200);
    }
    in->depth--;
    g_string_truncate(in->words, 0);
}

static void
on_text(void *context, const xmlChar *bytes, int n_bytes)
{
    Listing *in = context;
    if (in->words->len < MAX_WORDS)
        g_string_append_len(in->words, (const char *)bytes, n_bytes);
}

static int
compare_versions(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

void
vl_pmc_tidy_versions(GArray *versions)
{
    g_array_sort(versions, compare_versions);
    guint n = 0;
    for (guint i = 0; i < versions->len; i++) {
        guint version = g_array_index(versions, guint, i);
        if (n == 0 || version != g_array_index(versions, guint, n - 1))
            g_array_index(versions, guint, n++) = version;
    }
    g_array_set_size(versions, n);
    if (n > VL_PMC_MAX_VERSIONS)
        g_array_remove_range(versions, 0, n - VL_PMC_MAX_VERSIONS);
}

static gboolean
check_listing(const Listing *in, GError **error)
{
    if (in->listing)
        return TRUE;
    if (in->is_error)
        g_set_error(error, VL_ERROR, VL_ERROR_FAILED,
                    "PMC's bucket refused the request: %s",
                    in->message != NULL ? in->message : "no reason given");
    else
        g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                    "PMC's bucket gave XML that is no listing");
    return FALSE;
}

gboolean
vl_pmc_parse_listing(const char *bytes, gsize n_bytes, const char *pmcid,
                     GArray *versions, char **next, GError **error)
{
    Listing in = {
        .pmcid = pmcid, .versions = versions, .words = g_string_new(NULL)};
    vl_xml_init(&in.xml, &(VlXmlHandlers){on_start, on_end, on_text});
    gboolean done = vl_xml_feed(&in.xml, bytes, n_bytes, error) &&
                    vl_xml_finish(&in.xml, error);
    if (!done)
        g_prefix_error(error, "PMC's listing of %s: ", pmcid);
    done = done && check_listing(&in, error);
    *next = done && in.truncated ? g_steal_pointer(&in.next) : NULL;
    vl_xml_clear(&in.xml);
    g_string_free(in.words, TRUE);
    g_free(in.message);
    g_free(in.next);
    return done;
}

/* ---- Description ---- */

static void
file_clear(VlPmcFile *file)
{
    g_free(file->path);
    g_free(file->md5);
}

void
vl_pmc_version_free(VlPmcVersion *version)
{
    if (version == NULL)
        return;
    g_free(version->pmcid);
    g_free(version->pmid);
    g_free(version->doi);
    g_free(version->title);
    g_free(version->licence);
    file_clear(&version->xml);
    file_clear(&version->pdf);
    g_free(version);
}

/* Text or number; the caller frees. */
static char *
text_of(const cJSON *object, const char *key, gsize max)
{
    g_autofree char *text = vl_json_dup_text(object, key);
    return text != NULL && *text != '\0' ? vl_printable(text, max) : NULL;
}

/* true, "true" or "yes". */
static gboolean
flag_of(const cJSON *object, const char *key)
{
    const char *word = vl_json_get_string(object, key, "");
    return vl_json_get_bool(object, key, FALSE) ||
           g_ascii_strcasecmp(word, "true") == 0 ||
           g_ascii_strcasecmp(word, "yes") == 0;
}

/* The key of an object of this version's own folder: letters, digits and
 * "._-", so that it can be nothing but a path below the bucket. */
static gboolean
is_own_key(const char *key, gsize n, const char *pmcid, guint version)
{
    g_autofree char *folder = g_strdup_printf("%s.%u/", pmcid, version);
    gsize n_folder = strlen(folder);
    if (n <= n_folder || n > 300 || strncmp(key, folder, n_folder) != 0 ||
        key[n_folder] == '.')
        return FALSE;
    for (gsize i = n_folder; i < n; i++)
        if (!g_ascii_isalnum(key[i]) && strchr("._-", key[i]) == NULL)
            return FALSE;
    return TRUE;
}

/* The value of md5= in the query of an address. */
static char *
md5_of(const char *query)
{
    g_auto(GStrv) parts = g_strsplit(query, "&", 16);
    for (char **part = parts; *part != NULL; part++) {
        if (!g_str_has_prefix(*part, "md5="))
            continue;
        const char *digits = *part + 4;
        gsize n = strspn(digits, "0123456789abcdefABCDEF");
        return n == 32 && digits[n] == '\0' ? g_ascii_strdown(digits, 32)
                                            : NULL;
    }
    return NULL;
}

/* "s3://bucket/KEY?md5=HEX", or the address of a mirror.  Where that lies is
 * passed over: files are asked for at the address that the user configured,
 * wherever that is. */
static VlPmcFile
file_of(const cJSON *object, const char *key, const VlPmcVersion *version)
{
    VlPmcFile file = {NULL, NULL};
    const char *url = vl_json_get_string(object, key, "");
    g_autofree char *folder =
        g_strdup_printf("/%s.%u/", version->pmcid, version->version);
    const char *path = strstr(url, folder);
    if (strstr(url, "://") == NULL || path == NULL)
        return file;
    gsize n = strcspn(path + 1, "?#");
    if (!is_own_key(path + 1, n, version->pmcid, version->version))
        return file;
    file.path = g_strndup(path, n + 1);
    if (path[n + 1] == '?')
        file.md5 = md5_of(path + n + 2);
    return file;
}

/* Is the description that of the version that was asked for? */
static gboolean
check_own(const cJSON *object, const char *pmcid, guint version, GError **error)
{
    g_autofree char *told = text_of(object, "pmcid", 40);
    g_autofree char *normal = vl_pmcid_normal(told);
    g_autofree char *number = text_of(object, "version", 40);
    g_autofree char *asked = g_strdup_printf("%u", version);
    if (g_strcmp0(normal, pmcid) == 0 &&
        (number == NULL || g_str_equal(number, asked)))
        return TRUE;
    g_set_error(error, VL_ERROR, VL_ERROR_MALFORMED,
                "the description of %s.%u is that of another text ('%s')",
                pmcid, version, told != NULL ? told : "");
    return FALSE;
}

VlPmcVersion *
vl_pmc_parse_metadata(const char *bytes, gsize n_bytes, const char *pmcid,
                      guint number, GError **error)
{
    g_autoptr(cJSON) object = vl_json_parse(bytes, n_bytes, error);
    if (object == NULL) {
        g_prefix_error(error, "the description of %s.%u: ", pmcid, number);
        return NULL;
    }
    if (!check_own(object, pmcid, number, error))
        return NULL;
    VlPmcVersion *version = g_new0(VlPmcVersion, 1);
    version->pmcid = g_strdup(pmcid);
    version->version = number;
    version->pmid = text_of(object, "pmid", 20);
    version->doi = text_of(object, "doi", 400);
    version->title = text_of(object, "title", MAX_TITLE);
    version->licence = text_of(object, "license_code", MAX_LICENCE);
    version->is_manuscript = flag_of(object, "is_manuscript");
    version->is_historical_ocr = flag_of(object, "is_historical_ocr");
    version->is_retracted = flag_of(object, "is_retracted");
    version->is_open = flag_of(object, "is_pmc_openaccess");
    version->xml = file_of(object, "xml_url", version);
    version->pdf = file_of(object, "pdf_url", version);
    return version;
}

/* ---- Choice ---- */

/* Smaller is better. */
static guint
rank_of(const VlPmcVersion *version)
{
    return (version->is_manuscript ? 4u : 0u) +
           (version->is_historical_ocr ? 2u : 0u) +
           (version->xml.path == NULL ? 1u : 0u);
}

const VlPmcVersion *
vl_pmc_choose(const GPtrArray *versions)
{
    const VlPmcVersion *best = NULL;
    for (guint i = 0; i < versions->len; i++) {
        const VlPmcVersion *version = versions->pdata[i];
        if (version->xml.path == NULL && version->pdf.path == NULL)
            continue;
        if (best == NULL || rank_of(version) < rank_of(best) ||
            (rank_of(version) == rank_of(best) &&
             version->version > best->version))
            best = version;
    }
    return best;
}
