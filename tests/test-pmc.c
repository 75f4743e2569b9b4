#include "config.h"

#include "fulltext/pmc.h"

#include "base/error.h"
#include "mutants.h"

static const char listing[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
    "<Name>pmc-oa-opendata</Name><Prefix>PMC9900001.</Prefix>"
    "<Delimiter>/</Delimiter><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys>"
    "<IsTruncated>false</IsTruncated>"
    "<CommonPrefixes><Prefix>PMC9900001.2/</Prefix></CommonPrefixes>"
    "<CommonPrefixes><Prefix>PMC9900001.1/</Prefix></CommonPrefixes>"
    "<CommonPrefixes><Prefix>PMC9900001.1/</Prefix></CommonPrefixes>"
    "</ListBucketResult>";

static GArray *
list(const char *text, GError **error)
{
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *next = NULL;
    if (!vl_pmc_parse_listing(text, strlen(text), "PMC9900001", versions,
                              &next, error))
        return NULL;
    g_assert_null(next);
    vl_pmc_tidy_versions(versions);
    return g_steal_pointer(&versions);
}

static void
test_listing(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) versions = list(listing, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(versions->len, ==, 2);
    g_assert_cmpuint(g_array_index(versions, guint, 0), ==, 1);
    g_assert_cmpuint(g_array_index(versions, guint, 1), ==, 2);
}

static void
test_foreign_keys(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) versions =
        list("<ListBucketResult>"
             "<CommonPrefixes><Prefix>PMC99000011.1/</Prefix></CommonPrefixes>"
             "<CommonPrefixes><Prefix>PMC9900001.1</Prefix></CommonPrefixes>"
             "<CommonPrefixes><Prefix>PMC9900001.0/</Prefix></CommonPrefixes>"
             "<CommonPrefixes><Prefix>PMC9900001.99999/</Prefix>"
             "</CommonPrefixes>"
             "<CommonPrefixes><Prefix>oa_comm/PMC9900001.1/</Prefix>"
             "</CommonPrefixes>"
             "<CommonPrefixes><Prefix>PMC9900001.../</Prefix></CommonPrefixes>"
             "<Contents><Key>PMC9900001.3/PMC9900001.3.xml</Key></Contents>"
             "</ListBucketResult>",
             &error);
    g_assert_no_error(error);
    g_assert_cmpuint(versions->len, ==, 1);
    g_assert_cmpuint(g_array_index(versions, guint, 0), ==, 3);
}

/* What the old prefixes answer since August 2026. */
static void
test_empty(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) versions = list(
        "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(versions->len, ==, 0);
}

static void
test_many_versions(void)
{
    g_autoptr(GString) text = g_string_new("<ListBucketResult>");
    for (guint i = 1; i <= 900; i++)
        g_string_append_printf(text, "<Prefix>PMC9900001.%u/</Prefix>", i);
    g_string_append(text, "</ListBucketResult>");
    g_autoptr(GArray) versions = list(text->str, NULL);
    g_assert_cmpuint(versions->len, ==, VL_PMC_MAX_VERSIONS);
    g_assert_cmpuint(g_array_index(versions, guint, versions->len - 1), ==,
                     900);
}

static void
assert_no_listing(const char *text, VlErrorCode code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) versions = list(text, &error);
    g_assert_null(versions);
    g_assert_error(error, VL_ERROR, (int)code);
}

static void
test_no_listing(void)
{
    assert_no_listing("", VL_ERROR_MALFORMED);
    assert_no_listing("<!DOCTYPE html><html><body></body></html>",
                      VL_ERROR_MALFORMED);
    assert_no_listing("<other/>", VL_ERROR_MALFORMED);
    assert_no_listing("<Error><Code>SlowDown</Code><Message>Reduce your "
                      "request rate</Message></Error>",
                      VL_ERROR_FAILED);
    assert_no_listing("<ListBucketResult><Prefix>PMC9900001.1/</Prefix>",
                      VL_ERROR_MALFORMED);
    assert_no_listing("<!DOCTYPE a [<!ENTITY e \"x\">]><ListBucketResult/>",
                      VL_ERROR_MALFORMED);
}

static void
test_paths(void)
{
    g_autofree char *path = vl_pmc_listing_path("PMC9900001", NULL);
    g_assert_cmpstr(path, ==, "/?list-type=2&prefix=PMC9900001.&delimiter=%2F");
    g_autofree char *metadata = vl_pmc_metadata_path("PMC9900001", 2, FALSE);
    g_assert_cmpstr(metadata, ==, "/metadata/PMC9900001.2.json");
    g_autofree char *beside = vl_pmc_metadata_path("PMC9900001", 2, TRUE);
    g_assert_cmpstr(beside, ==, "/PMC9900001.2/PMC9900001.2.json");
    g_autofree char *second = vl_pmc_listing_path("PMC9900001", "a+/=");
    g_assert_true(
        g_str_has_suffix(second, "&continuation-token=a%2B%2F%3D"));
}

static void
test_pages(void)
{
    static const char page[] =
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
        "<NextContinuationToken>a+/=</NextContinuationToken>"
        "<CommonPrefixes><Prefix>PMC9900001.2/</Prefix></CommonPrefixes>"
        "</ListBucketResult>";
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *next = NULL;
    g_assert_true(vl_pmc_parse_listing(page, strlen(page), "PMC9900001",
                                       versions, &next, NULL));
    g_assert_cmpstr(next, ==, "a+/=");
    g_assert_cmpuint(versions->len, ==, 1);
    g_autofree char *none = NULL;
    g_assert_true(vl_pmc_parse_listing(listing, strlen(listing),
                                       "PMC9900001", versions, &none, NULL));
    g_assert_null(none);
    vl_pmc_tidy_versions(versions);
    g_assert_cmpuint(versions->len, ==, 2);
}

/* ---- Description ---- */

static const char metadata[] =
    "{\"pmcid\":\"PMC9900001\",\"version\":1,\"pmid\":99000001,"
    "\"doi\":\"10.5555/veille.1\",\"title\":\"Velorazine\",\"citation\":"
    "\"J Fict\",\"is_pmc_openaccess\":true,\"is_manuscript\":false,"
    "\"is_historical_ocr\":false,\"is_retracted\":true,"
    "\"license_code\":\"CC BY-NC\","
    "\"pdf_url\":\"s3://pmc-oa-opendata/PMC9900001.1/PMC9900001.1.pdf?md5="
    "0123456789ABCDEF0123456789abcdef\","
    "\"xml_url\":\"s3://pmc-oa-opendata/PMC9900001.1/PMC9900001.1.xml?md5="
    "00000000000000000000000000000001\","
    "\"text_url\":null,\"media_urls\":[]}";

static VlPmcVersion *
describe(const char *text, GError **error)
{
    return vl_pmc_parse_metadata(text, strlen(text), "PMC9900001", 1, error);
}

static void
test_metadata(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlPmcVersion) version = describe(metadata, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(version->pmid, ==, "99000001");
    g_assert_cmpstr(version->doi, ==, "10.5555/veille.1");
    g_assert_cmpstr(version->licence, ==, "CC BY-NC");
    g_assert_true(version->is_open);
    g_assert_true(version->is_retracted);
    g_assert_false(version->is_manuscript);
    g_assert_cmpstr(version->pdf.path, ==, "/PMC9900001.1/PMC9900001.1.pdf");
    g_assert_cmpstr(version->pdf.md5, ==, "0123456789abcdef0123456789abcdef");
    g_assert_cmpstr(version->xml.path, ==, "/PMC9900001.1/PMC9900001.1.xml");
}

static void
test_sparse_metadata(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlPmcVersion) version =
        describe("{\"pmcid\":\"PMC9900001\",\"version\":1,"
                 "\"is_manuscript\":\"yes\",\"license_code\":null,"
                 "\"xml_url\":\"s3://b/PMC9900001.1/a.xml?md5=zz\"}",
                 &error);
    g_assert_no_error(error);
    g_assert_null(version->licence);
    g_assert_null(version->pdf.path);
    g_assert_true(version->is_manuscript);
    g_assert_cmpstr(version->xml.path, ==, "/PMC9900001.1/a.xml");
    g_assert_null(version->xml.md5);
}

/* An address can only be one below the article's own folder. */
static void
test_hostile_addresses(void)
{
    static const char *const urls[] = {
        "file:///etc/passwd",
        "s3://b/PMC9900001.1/../../secret.xml",
        "s3://b/PMC9900001.1/..",
        "s3://b/PMC9900001.1/",
        "s3://b/PMC9900002.1/PMC9900002.1.xml",
        "s3://b/PMC9900001.2/PMC9900001.2.xml",
        "s3://b/PMC9900001.1/a b.xml",
        "s3://b/PMC9900001.1/a%2e%2e.xml",
        "s3://b/PMC9900001.1/a/b.xml",
        "s3://b",
        "//PMC9900001.1/a.xml",
        "",
    };
    for (guint i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autofree char *text = g_strdup_printf(
            "{\"pmcid\":\"PMC9900001\",\"version\":1,\"xml_url\":\"%s\"}",
            urls[i]);
        g_autoptr(VlPmcVersion) version = describe(text, NULL);
        g_assert_nonnull(version);
        g_assert_null(version->xml.path);
    }
}

/* Of an address the key counts alone, never the host. */
static void
test_mirrors(void)
{
    static const char *const hosts[] = {
        "s3://b", "https://b.s3.amazonaws.com", "http://127.0.0.1:81/pmc",
        "https://evil.example/deep/er"};
    for (guint i = 0; i < G_N_ELEMENTS(hosts); i++) {
        g_autofree char *text = g_strdup_printf(
            "{\"pmcid\":\"PMC9900001\",\"version\":\"1\","
            "\"xml_url\":\"%s/PMC9900001.1/a.xml\"}",
            hosts[i]);
        g_autoptr(VlPmcVersion) version = describe(text, NULL);
        g_assert_nonnull(version);
        g_assert_cmpstr(version->xml.path, ==, "/PMC9900001.1/a.xml");
    }
}

static void
test_other_description(void)
{
    static const char *const texts[] = {
        "{\"pmcid\":\"PMC9900002\",\"version\":1}",
        "{\"pmcid\":\"PMC9900001\",\"version\":2}",
        "{}",
        "[]",
        "<Error/>",
        "",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(describe(texts[i], &error));
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

/* ---- Choice ---- */

static void
add_version(GPtrArray *versions, guint number, const char *flags)
{
    VlPmcVersion *version = g_new0(VlPmcVersion, 1);
    version->version = number;
    version->is_manuscript = strchr(flags, 'm') != NULL;
    version->is_historical_ocr = strchr(flags, 'o') != NULL;
    if (strchr(flags, 'x') != NULL)
        version->xml.path = g_strdup("/x");
    if (strchr(flags, 'p') != NULL)
        version->pdf.path = g_strdup("/p");
    g_ptr_array_add(versions, version);
}

static guint
choose(const char *first, const char *second)
{
    g_autoptr(GPtrArray) versions =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_pmc_version_free);
    add_version(versions, 1, first);
    add_version(versions, 2, second);
    const VlPmcVersion *version = vl_pmc_choose(versions);
    return version != NULL ? version->version : 0;
}

static void
test_choice(void)
{
    g_assert_cmpuint(choose("xp", "xp"), ==, 2);
    g_assert_cmpuint(choose("xp", "mxp"), ==, 1);
    g_assert_cmpuint(choose("mxp", "xp"), ==, 2);
    g_assert_cmpuint(choose("p", "mxp"), ==, 1);
    g_assert_cmpuint(choose("xp", "p"), ==, 1);
    g_assert_cmpuint(choose("x", "oxp"), ==, 1);
    g_assert_cmpuint(choose("x", ""), ==, 1);
    g_assert_cmpuint(choose("", ""), ==, 0);
}

static void
read_mutant(const char *bytes, gsize n_bytes)
{
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *next = NULL;
    if (!vl_pmc_parse_listing(bytes, n_bytes, "PMC9900001", versions, &next,
                              NULL))
        g_assert_null(next);
    g_autoptr(VlPmcVersion) version =
        vl_pmc_parse_metadata(bytes, n_bytes, "PMC9900001", 1, NULL);
    if (version != NULL && version->pdf.path != NULL)
        g_assert_true(g_str_has_prefix(version->pdf.path, "/PMC9900001.1/"));
}

static void
test_mutants(void)
{
    each_mutant(listing, strlen(listing), read_mutant);
    each_mutant(metadata, strlen(metadata), read_mutant);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pmc/listing", test_listing);
    g_test_add_func("/pmc/foreign-keys", test_foreign_keys);
    g_test_add_func("/pmc/mirrors", test_mirrors);
    g_test_add_func("/pmc/pages", test_pages);
    g_test_add_func("/pmc/empty", test_empty);
    g_test_add_func("/pmc/many-versions", test_many_versions);
    g_test_add_func("/pmc/no-listing", test_no_listing);
    g_test_add_func("/pmc/paths", test_paths);
    g_test_add_func("/pmc/metadata", test_metadata);
    g_test_add_func("/pmc/sparse-metadata", test_sparse_metadata);
    g_test_add_func("/pmc/hostile-addresses", test_hostile_addresses);
    g_test_add_func("/pmc/other-description", test_other_description);
    g_test_add_func("/pmc/choice", test_choice);
    g_test_add_func("/pmc/mutants", test_mutants);
    return g_test_run();
}
