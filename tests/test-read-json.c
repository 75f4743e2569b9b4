#include "config.h"

#include <string.h>

#include "base/error.h"
#include "digest-sample.h"
#include "digest/read-json.h"
#include "digest/render-json.h"

static char *
written(const VlDigest *digest)
{
    g_autoptr(GString) out = g_string_new(NULL);
    vl_digest_write_json(digest, out);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Replaces the first `from` of the sample by `to` and expects a refusal
 * that names the place. */
static void
assert_refused(const char *from, const char *to, const char *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_autofree char *good = written(digest);
    const char *at = strstr(good, from);
    if (at == NULL)
        g_error("the sample has no %s", from);
    g_autofree char *before = g_strndup(good, (gsize)(at - good));
    g_autofree char *bad = g_strconcat(before, to, at + strlen(from), NULL);
    g_autoptr(VlDigest) read = vl_digest_read_json(bad, strlen(bad), &error);
    g_assert_null(read);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    if (strstr(error->message, place) == NULL)
        g_error("'%s' does not name %s", error->message, place);
}

static void
test_refused(void)
{
    static const char *const cases[][3] = {
        {"veille-digest-1", "veille-digest-2", "'schema'"},
        {"\"ai_generated\": true", "\"ai_generated\": false", "ai_generated"},
        {"\"ai_generated\": true,", "", "ai_generated"},
        {"\"run\": {", "\"ran\": {", "'ran'"},
        {"\"max\": 4", "\"max\": -4", "watch.max"},
        {"\"max\": 4", "\"max\": 4.5", "watch.max"},
        {"\"max\": 4", "\"max\": 1e99", "watch.max"},
        {"\"max\": 4", "\"max\": \"4\"", "watch.max"},
        {"\"pmid\": \"90000001\"", "\"pmid\": 90000001", "papers[0].pmid"},
        {"\"retracted\": false", "\"retracted\": null", "retracted"},
        {"\"verdict\": \"extract\"", "\"verdict\": \"true\"",
         "papers[0].claims[0].verdict"},
        {"\"match\": \"exact\"", "\"match\": \"close\"", "quotes[0].match"},
        {"\"match\": \"exact\"", "\"match\": \"absent\"", "quotes[0]"},
        {"\"match\": \"exact\"", "\"match\": \"altered\"", "verdict"},
        {"\"page\": 1,\n              \"page_end\"",
         "\"page\": 2,\n              \"page_end\"", "quotes[0].page"},
        {"\"start\": 360", "\"start\": 1360", "quotes[0].start"},
        {"\"start\": 700", "\"start\": 701", "read.alarms[0].text"},
        {"\"page\": 3", "\"page\": 0", "read.alarms[0].page"},
        {"\"passages\": 2", "\"passages\": 1", "quarantine.passages"},
        {"\"other\": [", "\"others\": [", "quarantine.others"},
        {"evidence/900-1.png", "evidence/../x.png", "picture.file"},
        {"evidence/900-1.png", "evidence/a/x.png", "picture.file"},
        {"evidence/900-1.png", "/etc/passwd", "picture.file"},
        {"evidence/900-1.png", "evidence/X.png", "picture.file"},
        {"\"sha256\": \"cccc", "\"sha256\": \"cc", "picture.sha256"},
        {"\"width\": 720", "\"width\": 0", "picture.width"},
        {"\"marked\": true", "\"marked\": 1", "picture.marked"},
        {"\"error\": \"the PDF", "\"mistake\": \"the PDF", "picture"},
        {"\"picture\": {", "\"pictures\": {", "pictures"},
        {"\"rendering\": \"pdf\"", "\"rendering\": \"html\"",
         "papers[0].read.rendering"},
        {"\"file_sha256\": \"aaaa", "\"file_sha256\": \"AAAA",
         "papers[0].read.file_sha256"},
        {"\"id\": \"90000001-2\"", "\"id\": \"90000001-1\"", "two claims"},
        {"\"lookback\": [", "\"lookback\": [1, ", "lookback[0]"},
        {"\"fetched\": 7", "\"fetched\": \"7\"", "search.fetched"},
        {"\"missing\": []", "\"missing\": [\"hope\"]", "papers[0].missing"},
        {"\"kind\": \"erratum\"", "\"kind\": \"praise\"", "notices[0].kind"},
        {"\"role\": {", "\"rule\": {", "context.rule"},
        {"not reviewed unless stated", "reviewed", "'notice'"},
        {"\"reviewed_by\": null", "\"reviewed_by\": 1", "reviewed_by"},
        {"\"entries\": 0", "\"entries\": 0, \"entries\": 0", "twice"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_refused(cases[i][0], cases[i][1], cases[i][2]);
}

/* The quote's own words are in the text twice, alone and in a segment: a
 * change in both must not pass as the other length. */
static void
test_segment_length(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    g_autofree char *good = written(digest);
    g_auto(GStrv) parts = g_strsplit(good, "within 24 months", -1);
    g_autofree char *bad = g_strjoinv("within 240 months", parts);
    g_autoptr(VlDigest) read = vl_digest_read_json(bad, strlen(bad), &error);
    g_assert_null(read);
    g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
}

/* Cut anywhere, it is refused, and nothing crashes. */
static void
test_truncated(void)
{
    g_autoptr(VlDigest) digest = sample_digest("fr", NULL);
    g_autofree char *good = written(digest);
    gsize length = strlen(good);
    for (gsize n = 0; n < length - 2; n += 97) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDigest) read = vl_digest_read_json(good, n, &error);
        g_assert_null(read);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

static void
test_not_an_object(void)
{
    static const char *const inputs[] = {"",   "[]",    "null",          "7",
                                         "{}", "\"x\"", "{\"schema\":7}"};
    for (guint i = 0; i < G_N_ELEMENTS(inputs); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(VlDigest) read =
            vl_digest_read_json(inputs[i], strlen(inputs[i]), &error);
        g_assert_null(read);
        g_assert_error(error, VL_ERROR, VL_ERROR_MALFORMED);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest/read-json/refused", test_refused);
    g_test_add_func("/digest/read-json/segment-length", test_segment_length);
    g_test_add_func("/digest/read-json/truncated", test_truncated);
    g_test_add_func("/digest/read-json/not-an-object", test_not_an_object);
    return g_test_run();
}
