#include "config.h"

#include "fulltext/ladder.h"

#include "base/file.h"
#include "base/hash.h"
#include "fake-fetch.h"
#include "records.h"

#define PMCID "PMC99000001"

static const char *const all_steps[] = {"idconv",    "pmc_cloud", "efetch",
                                        "europepmc", "unpaywall", NULL};

typedef struct {
    char *top, *helper, *xml, *pdf, *other;
    gsize n_xml, n_pdf, n_other;
    char *metadata; /* with the right sums */
    VlReaderOptions reader;
    VlLadder ladder;
    GPtrArray *records;
    FakeService service;
    VlClimb *out; /* of the last climb */
} Fixture;

static void
load(const char *folder, const char *name, char **bytes, gsize *n_bytes)
{
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "fixtures", folder, name, NULL);
    g_assert_true(vl_file_read(path, 1 << 22, bytes, n_bytes, NULL));
}

static gboolean
keep(gpointer data, GBytes *bytes, VlFullText *text, GError **error)
{
    const Fixture *fixture = data;
    gsize n = 0;
    const char *raw = g_bytes_get_data(bytes, &n);
    text->sha256 = vl_sha256(raw, n);
    text->path = g_build_filename(fixture->top, text->sha256, NULL);
    return g_file_set_contents(text->path, raw, (gssize)n, error);
}

static char *
md5_of(const char *bytes, gsize n_bytes)
{
    return g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)bytes,
                                       n_bytes);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    load("jats", "99000001.xml", &fixture->xml, &fixture->n_xml);
    load("pdf", "99000001.pdf", &fixture->pdf, &fixture->n_pdf);
    load("pdf", "99000003.pdf", &fixture->other, &fixture->n_other);
    g_autofree char *xml_md5 = md5_of(fixture->xml, fixture->n_xml);
    g_autofree char *pdf_md5 = md5_of(fixture->pdf, fixture->n_pdf);
    fixture->metadata = g_strdup_printf(
        "{\"pmcid\":\"" PMCID "\",\"version\":1,\"pmid\":99000001,"
        "\"license_code\":\"CC BY\",\"is_manuscript\":false,"
        "\"xml_url\":\"s3://b/" PMCID ".1/" PMCID ".1.xml?md5=%s\","
        "\"pdf_url\":\"s3://b/" PMCID ".1/" PMCID ".1.pdf?md5=%s\"}",
        xml_md5, pdf_md5);
    fixture->records = records_of_fixtures();
    fixture->top = g_dir_make_tmp("veille-ladder-XXXXXX", NULL);
    const char *folder = g_getenv("VEILLE_LIBEXEC");
    if (folder != NULL)
        fixture->helper = g_build_filename(folder, "veille-pdf", NULL);
    fixture->reader.helper = fixture->helper;
    fake_start(&fixture->service, NULL);
    fixture->ladder = (VlLadder){.steps = all_steps,
                                 .fetch = &fixture->service.fetch,
                                 .bases = vl_ladder_bases,
                                 .email = "me@clinic.example",
                                 .reader = &fixture->reader,
                                 .now = 1795780800,
                                 .keep = keep,
                                 .data = fixture};
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fake_stop(&fixture->service);
    vl_climb_free(fixture->out);
    g_assert_true(vl_file_remove_folder(fixture->top, NULL));
    g_ptr_array_unref(fixture->records);
    g_free(fixture->top);
    g_free(fixture->helper);
    g_free(fixture->xml);
    g_free(fixture->pdf);
    g_free(fixture->other);
    g_free(fixture->metadata);
}

/* Climbs for the first record by this way, "step:outcome ..."; what it came
 * to is the fixture's. */
static const VlClimb *
climb(Fixture *fixture, const FakeAnswer *answers, const char *way)
{
    fixture->service.answers = answers;
    g_clear_pointer(&fixture->out, vl_climb_free);
    fixture->out = vl_ladder_climb(&fixture->ladder, fixture->records->pdata[0],
                                   NULL, NULL, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < fixture->out->tried->len; i++) {
        const VlTried *tried = fixture->out->tried->pdata[i];
        g_string_append_printf(text, "%s%s:%s", i > 0 ? " " : "", tried->step,
                               vl_tried_name(tried->outcome));
        g_assert_true((tried->reason == NULL) ==
                      (tried->outcome == VL_TRIED_READ));
    }
    g_assert_cmpstr(text->str, ==, way);
    for (guint i = 0; i < fixture->service.asked->len; i++)
        g_assert_false(vl_fetch_is_barred(fixture->service.asked->pdata[i]));
    return fixture->out;
}

static const char listing[] =
    "<ListBucketResult><CommonPrefixes><Prefix>" PMCID ".1/</Prefix>"
    "</CommonPrefixes></ListBucketResult>";
static const char front[] =
    "<pmc-articleset><article><!--The publisher of this article does not "
    "allow downloading of the full text in XML form.--><front/></article>"
    "</pmc-articleset>";
static const char challenge[] =
    "<html><head><title>Just a moment...</title></head></html>";

static void
test_cloud(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {
        {"list-type=2&prefix=" PMCID ".&", 200, listing, 0},
        {"/metadata/" PMCID ".1.json", 200, fixture->metadata, 0},
        {".1.xml", 200, fixture->xml, fixture->n_xml},
        {".1.pdf", 200, fixture->pdf, fixture->n_pdf},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers, "pmc_cloud:read pmc_cloud:read");
    g_assert_cmpint(out->document->kind, ==, VL_RENDERING_JATS);
    g_assert_cmpint(out->pdf->kind, ==, VL_RENDERING_PDF);
    g_assert_cmpstr(out->text->tier, ==, "pmc_cloud");
    g_assert_cmpstr(out->text->licence, ==, "CC BY");
    g_assert_cmpstr(out->text->version, ==, "published");
    g_assert_cmpstr(out->text->fetched, ==, "2026-11-27T12:00:00Z");
    g_assert_cmpstr(out->text->url, ==,
                    "https://pmc-oa-opendata.s3.amazonaws.com/" PMCID
                    ".1/" PMCID ".1.xml");
    g_assert_false(out->retracted);
}

static void
test_md5_mismatch(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *wrong = g_strndup(fixture->xml, fixture->n_xml);
    *strstr(wrong, "44.7%") = '5';
    const FakeAnswer answers[] = {{"list-type=2", 200, listing, 0},
                                  {"/metadata/", 200, fixture->metadata, 0},
                                  {".1.xml", 200, wrong, 0},
                                  {".1.pdf", 200, fixture->pdf, fixture->n_pdf},
                                  {NULL}};
    const VlClimb *out =
        climb(fixture, answers, "pmc_cloud:damaged pmc_cloud:read");
    g_assert_cmpint(out->document->kind, ==, VL_RENDERING_PDF);
}

static void
test_manuscript(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) two = g_string_new("<ListBucketResult><Prefix>" PMCID
                                          ".1/</Prefix><Prefix>" PMCID
                                          ".2/</Prefix></ListBucketResult>");
    const FakeAnswer answers[] = {
        {"list-type=2", 200, two->str, 0},
        {"/metadata/" PMCID ".1.json", 200, fixture->metadata, 0},
        {"/metadata/" PMCID ".2.json", 200,
         "{\"pmcid\":\"" PMCID "\",\"version\":2,\"pmid\":99000001,"
         "\"is_manuscript\":true,\"is_retracted\":true,\"license_code\":"
         "\"TDM\",\"xml_url\":\"s3://b/" PMCID ".2/a.xml\"}",
         0},
        {".1.xml", 200, fixture->xml, fixture->n_xml},
        {".1.pdf", 200, fixture->pdf, fixture->n_pdf},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers, "pmc_cloud:read pmc_cloud:read");
    g_assert_cmpstr(out->text->version, ==, "published");
    g_assert_cmpstr(out->text->licence, ==, "CC BY");
    g_assert_true(out->retracted);
}

static void
test_foreign_metadata(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {{"list-type=2", 200, listing, 0},
                                  {"/metadata/", 200,
                                   "{\"pmcid\":\"" PMCID
                                   "\",\"version\":1,\"pmid\":99000003,"
                                   "\"pdf_url\":\"s3://b/" PMCID ".1/a.pdf\"}",
                                   0},
                                  {"efetch", 404, "", 0},
                                  {"europepmc", 404, "", 0},
                                  {"unpaywall", 404, "{}", 0},
                                  {NULL}};
    const VlClimb *out =
        climb(fixture, answers,
              "pmc_cloud:another_paper efetch:absent europepmc:absent "
              "europepmc:absent unpaywall:absent");
    g_assert_null(out->document);
}

/* Front matter alone is no full text; Europe PMC has it, and its PDF. */
static void
test_front_only(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {
        {"list-type=2", 200, "<ListBucketResult/>", 0},
        {"efetch.fcgi", 200, front, 0},
        {"/fullTextXML", 200, fixture->xml, fixture->n_xml},
        {"?pdf=render", 200, fixture->pdf, fixture->n_pdf},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers,
              "pmc_cloud:absent efetch:withheld europepmc:read "
              "europepmc:read");
    g_assert_cmpstr(out->text->tier, ==, "europepmc");
    g_assert_cmpstr(out->text->licence, ==, "CC BY"); /* out of the XML */
    g_assert_nonnull(out->pdf);
    g_assert_nonnull(strstr(fixture->service.asked->pdata[1],
                            "efetch.fcgi db=pmc&retmode=xml&tool=veille&id="
                            "99000001&email=me%40clinic.example"));
}

static void
test_another_paper(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *other = NULL;
    gsize n_other = 0;
    load("jats", "99000003.xml", &other, &n_other);
    const FakeAnswer answers[] = {
        {"list-type=2", 200, "<ListBucketResult/>", 0},
        {"efetch.fcgi", 200, other, n_other},
        {"/fullTextXML", 200, other, n_other},
        {"?pdf=render", 200, fixture->other, fixture->n_other},
        {"unpaywall", 404, "{}", 0},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers,
              "pmc_cloud:absent efetch:another_paper "
              "europepmc:another_paper europepmc:another_paper "
              "unpaywall:absent");
    g_assert_null(out->document);
}

#define PLACES(list)                                                           \
    "{\"doi\":\"10.5555/veille.99000001\",\"oa_locations\":[" list "]}"

static void
test_challenge(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {
        {"list-type=2", 200, "<ListBucketResult/>", 0},
        {"efetch.fcgi", 200, front, 0},
        {"europepmc", 404, "", 0},
        {"unpaywall", 200,
         PLACES("{\"url_for_pdf\":\"https://publisher.example/a.pdf\"},"
                "{\"url_for_pdf\":\"https://login.example/a.pdf\"},"
                "{\"url_for_pdf\":null,\"url_for_landing_page\":"
                "\"https://landing.example/a\"}"),
         0},
        {"publisher.example", 403, challenge, 0},
        {"login.example", 200, "<html><body>Log in</body></html>", 0},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers,
              "pmc_cloud:absent efetch:withheld europepmc:absent "
              "europepmc:absent unpaywall:challenge "
              "unpaywall:withheld unpaywall:withheld");
    g_assert_null(out->document);
    g_assert_cmpstr(out->open_link, ==, "https://publisher.example/a.pdf");
}

static void
test_unpaywall(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {
        {"list-type=2", 500, "", 0},
        {"efetch.fcgi", 200, front, 0},
        {"europepmc", 404, "", 0},
        {"unpaywall", 200,
         PLACES("{\"url_for_pdf\":\"https://other.example/a.pdf\"},"
                "{\"url_for_pdf\":\"https://repo.example/a.pdf\","
                "\"license\":\"cc-by-nc\",\"version\":\"acceptedVersion\"}"),
         0},
        {"other.example", 200, fixture->other, fixture->n_other},
        {"repo.example", 200, fixture->pdf, fixture->n_pdf},
        {NULL}};
    const VlClimb *out =
        climb(fixture, answers,
              "pmc_cloud:failed efetch:withheld europepmc:absent "
              "europepmc:absent unpaywall:another_paper "
              "unpaywall:read");
    g_assert_cmpstr(out->text->version, ==, "accepted");
    g_assert_cmpstr(out->text->licence, ==, "cc-by-nc");
}

/* The article pages of PMC are never asked for, but their address tells the
 * PMCID under which the service for programs has the text. */
static void
test_barred_page(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const FakeAnswer answers[] = {
        {"unpaywall", 200,
         PLACES("{\"url_for_pdf\":\"https://www.ncbi.nlm.nih.gov/pmc/"
                "articles/" PMCID "/pdf/a.pdf\"}"),
         0},
        {"list-type=2&prefix=" PMCID, 200, listing, 0},
        {"/metadata/", 200, fixture->metadata, 0},
        {".1.xml", 200, fixture->xml, fixture->n_xml},
        {".1.pdf", 200, fixture->pdf, fixture->n_pdf},
        {NULL}};
    VlRecord *record = fixture->records->pdata[0];
    record->pmcid = NULL;
    const VlClimb *out =
        climb(fixture, answers,
              "idconv:skipped pmc_cloud:skipped efetch:skipped "
              "europepmc:skipped pmc_cloud:read pmc_cloud:read");
    g_assert_cmpstr(out->text->tier, ==, "pmc_cloud");
}

static void
test_order(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const steps[] = {"europepmc", "pmc_cloud", NULL};
    const FakeAnswer answers[] = {
        {"/fullTextXML", 200, fixture->xml, fixture->n_xml},
        {"?pdf=render", 200, challenge, 0},
        {NULL}};
    fixture->ladder.steps = steps;
    const VlClimb *out =
        climb(fixture, answers, "europepmc:read europepmc:challenge");
    g_assert_null(out->pdf);
}

static void
test_local_only(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const FakeAnswer answers[] = {{NULL}};
    fixture->ladder.fetch = NULL;
    const VlClimb *out = climb(fixture, answers, "");
    g_assert_null(out->document);
}

static void
test_no_email(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const steps[] = {"unpaywall", NULL};
    static const FakeAnswer answers[] = {{NULL}};
    fixture->ladder.steps = steps;
    fixture->ladder.email = NULL;
    climb(fixture, answers, "unpaywall:skipped");
    g_assert_cmpuint(fixture->service.asked->len, ==, 0);
}

/* A service that is down is not asked for each paper. */
static void
test_silent(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const steps[] = {"pmc_cloud", "europepmc", NULL};
    const FakeAnswer answers[] = {{"europepmc", 404, "", 0}, {NULL}};
    gint silent[VL_LADDER_N_STEPS] = {0};
    fixture->ladder.steps = steps;
    fixture->ladder.silent = silent;
    for (guint i = 0; i < 5; i++)
        climb(fixture, answers,
              "pmc_cloud:failed europepmc:absent europepmc:absent");
    fixture->ladder.silent = NULL;
    g_assert_cmpuint(fixture->service.asked->len, ==, 3 + 5 * 2);
}

/* What lies in the library is not asked for again. */
static void
test_known(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const FakeAnswer answers[] = {{NULL}};
    fixture->service.answers = answers;
    g_autoptr(GPtrArray) known =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_full_text_free);
    VlFullText *text = vl_full_text_new(FALSE, "efetch");
    text->path = g_test_build_filename(G_TEST_DIST, "fixtures", "jats",
                                       "99000001.xml", NULL);
    g_ptr_array_add(known, text);
    g_autoptr(VlClimb) out = vl_ladder_climb(
        &fixture->ladder, fixture->records->pdata[0], known, NULL, NULL);
    g_assert_cmpint(out->document->kind, ==, VL_RENDERING_JATS);
    g_assert_cmpstr(out->text->tier, ==, "efetch");
    g_assert_cmpuint(fixture->service.asked->len, ==, 0);
}

#define ADD(name, function)                                                    \
    g_test_add("/ladder/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("cloud", test_cloud);
    ADD("md5-mismatch", test_md5_mismatch);
    ADD("manuscript", test_manuscript);
    ADD("foreign-metadata", test_foreign_metadata);
    ADD("front-only", test_front_only);
    ADD("another-paper", test_another_paper);
    ADD("challenge", test_challenge);
    ADD("unpaywall", test_unpaywall);
    ADD("barred-page", test_barred_page);
    ADD("order", test_order);
    ADD("local-only", test_local_only);
    ADD("no-email", test_no_email);
    ADD("silent", test_silent);
    ADD("known", test_known);
    return g_test_run();
}
