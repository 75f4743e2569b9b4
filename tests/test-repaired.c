#include "config.h"

#include "digest/repaired.h"

#include <string.h>

static VlQuote *
quote_with(const char *text, const char *read, const char *from)
{
    VlQuote *quote = vl_quote_new();
    quote->hit = vl_hit_new(VL_MATCH_EXACT);
    VlSpan span = {0, (gsize)g_utf8_strlen(text, -1)};
    vl_hit_add_segment(quote->hit, span, 1, text);
    vl_hit_close(quote->hit);
    quote->hit->read = g_strdup(read);
    quote->hit->read_from = from;
    return quote;
}

static void
test_view(void)
{
    g_autoptr(VlQuote) none = quote_with("P < 0.05", NULL, NULL);
    g_autofree char *nothing = vl_view_repaired(none, VL_LANGUAGE_EN);
    g_assert_null(nothing);
    g_autoptr(VlQuote) one =
        quote_with("P\uE02C0.05", "P<0.05", "abstract");
    g_autofree char *english = vl_view_repaired(one, VL_LANGUAGE_EN);
    g_assert_cmpstr(english, ==,
                    "1 sign, lost in the PDF's text, read from PubMed's "
                    "abstract");
    g_autoptr(VlQuote) two =
        quote_with("\uE001" "P\uE02C0.05", "(P<0.05", "jats");
    g_autofree char *french = vl_view_repaired(two, VL_LANGUAGE_FR);
    g_assert_cmpstr(french, ==,
                    "2 signes, perdus dans le texte du PDF, lus dans le XML "
                    "de l'article");
}

/* Reads back what is written; NULL when it is refused. */
static VlHit *
read_back(const char *json, const char *text)
{
    g_autoptr(GString) path = g_string_new(NULL);
    VlStrict in = {path, NULL};
    cJSON *object = cJSON_Parse(json);
    g_autoptr(VlQuote) quote = quote_with(text, NULL, NULL);
    vl_strict_repaired(&in, object, quote->hit);
    cJSON_Delete(object);
    if (in.error != NULL) {
        g_clear_error(&in.error);
        return NULL;
    }
    return g_steal_pointer(&quote->hit);
}

static void
test_json(void)
{
    g_autoptr(VlQuote) quote =
        quote_with("P\uE02C0.05", "P<0.05", "abstract");
    g_autoptr(GString) out = g_string_new(NULL);
    VlJson json = VL_JSON_INIT(out);
    vl_json_begin_object(&json);
    vl_json_member_repaired(&json, quote->hit);
    vl_json_end_object(&json);
    g_autoptr(VlHit) hit = read_back(out->str, "P\uE02C0.05");
    g_assert_nonnull(hit);
    g_assert_cmpstr(hit->read, ==, "P<0.05");
    g_assert_cmpstr(hit->read_from, ==, "abstract");
    g_assert_null(read_back(out->str, "P\uE02C0.050"));
    g_assert_null(read_back("{\"repaired\":{\"from\":\"model\",\"text\":"
                            "\"P<0.05\"}}",
                            "P\uE02C0.05"));
    g_autoptr(VlHit) none = read_back("{}", "P\uE02C0.05");
    g_assert_nonnull(none);
    g_assert_null(none->read);
}

/* Segments are shown each with its own signs. */
static void
test_segments(void)
{
    g_autoptr(VlHit) hit = vl_hit_new(VL_MATCH_EXACT);
    vl_hit_add_segment(hit, (VlSpan){0, 2}, 1, "P\uE02C");
    vl_hit_add_segment(hit, (VlSpan){9, 13}, 2, "0.05");
    vl_hit_close(hit);
    g_assert_cmpstr(vl_hit_shown(hit), ==, "P\uE02C [\u2026] 0.05");
    hit->read = g_strdup("P< [\u2026] 0.05");
    g_autofree char *first = vl_hit_segment_shown(hit, 0);
    g_autofree char *second = vl_hit_segment_shown(hit, 1);
    g_assert_cmpstr(first, ==, "P<");
    g_assert_cmpstr(second, ==, "0.05");
    g_assert_cmpstr(vl_hit_shown(hit), ==, hit->read);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/repaired/view", test_view);
    g_test_add_func("/repaired/json", test_json);
    g_test_add_func("/repaired/segments", test_segments);
    return g_test_run();
}
