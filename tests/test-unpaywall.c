#include "config.h"

#include "fulltext/unpaywall.h"

#include "base/error.h"
#include "mutants.h"

#define DOI "10.5555/veille.1"

static const char reply[] =
    "{\"doi\":\"10.5555/VEILLE.1\",\"is_oa\":true,\"title\":\"Velorazine\","
    "\"best_oa_location\":{\"url\":\"https://journal.example/1\","
    "\"url_for_pdf\":null,\"url_for_landing_page\":"
    "\"https://journal.example/1\",\"license\":\"cc-by\","
    "\"version\":\"publishedVersion\"},"
    "\"oa_locations\":[{\"url_for_pdf\":null,\"url_for_landing_page\":"
    "\"https://journal.example/1\"},"
    "{\"url_for_pdf\":\"https://repo.example/1.pdf\",\"license\":null,"
    "\"version\":\"acceptedVersion\"},"
    "{\"url_for_pdf\":\"https://repo.example/1.pdf\"},"
    "{\"url_for_pdf\":\"https://pre.example/1.pdf\","
    "\"version\":\"submittedVersion\"}]}";

static VlUnpaywallReply *
parse(const char *text, GError **error)
{
    return vl_unpaywall_parse(200, text, strlen(text), DOI, error);
}

static void
test_reply(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlUnpaywallReply) found = parse(reply, &error);
    g_assert_no_error(error);
    g_assert_true(found->is_open);
    g_assert_cmpuint(found->places->len, ==, 3);
    const VlUnpaywallPlace *place = found->places->pdata[0];
    g_assert_null(place->pdf);
    g_assert_cmpstr(place->landing, ==, "https://journal.example/1");
    g_assert_cmpstr(place->licence, ==, "cc-by");
    g_assert_cmpstr(place->version, ==, "published");
    place = found->places->pdata[1];
    g_assert_cmpstr(place->pdf, ==, "https://repo.example/1.pdf");
    g_assert_null(place->licence);
    g_assert_cmpstr(place->version, ==, "accepted");
    place = found->places->pdata[2];
    g_assert_cmpstr(place->version, ==, "submitted");
}

static void
test_closed(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlUnpaywallReply) found =
        parse("{\"doi\":\"" DOI "\",\"is_oa\":false,"
              "\"best_oa_location\":null,\"oa_locations\":[]}",
              &error);
    g_assert_no_error(error);
    g_assert_false(found->is_open);
    g_assert_cmpuint(found->places->len, ==, 0);
}

static void
assert_fails(guint status, const char *text, VlErrorCode code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlUnpaywallReply) found =
        vl_unpaywall_parse(status, text, strlen(text), DOI, &error);
    g_assert_null(found);
    g_assert_error(error, VL_ERROR, (int)code);
}

static void
test_refusals(void)
{
    assert_fails(404, "{\"error\":true}", VL_ERROR_NOT_FOUND);
    assert_fails(422, "{\"error\":true}", VL_ERROR_CONFIG);
    assert_fails(200, "<html></html>", VL_ERROR_MALFORMED);
    assert_fails(200, "{\"doi\":\"10.5555/other\"}", VL_ERROR_MALFORMED);
    assert_fails(200, "{\"doi\":null}", VL_ERROR_MALFORMED);
    assert_fails(200, "[]", VL_ERROR_MALFORMED);
}

static void
test_hostile_addresses(void)
{
    g_autoptr(VlUnpaywallReply) found =
        parse("{\"doi\":\"" DOI "\",\"oa_locations\":["
              "{\"url_for_pdf\":\"https://a.example/x\\ny\"},"
              "{\"url_for_pdf\":\"no address\"},"
              "{\"url_for_pdf\":17},17,null,[],{}]}",
              NULL);
    g_assert_cmpuint(found->places->len, ==, 0);
    g_autoptr(GString) many =
        g_string_new("{\"doi\":\"" DOI "\",\"oa_locations\":[{}");
    for (guint i = 0; i < 500; i++)
        g_string_append_printf(
            many, ",{\"url_for_pdf\":\"https://a.example/%u\"}", i);
    g_string_append(many, "]}");
    g_autoptr(VlUnpaywallReply) bounded = parse(many->str, NULL);
    g_assert_cmpuint(bounded->places->len, ==, VL_UNPAYWALL_MAX_PLACES);
}

static void
test_path(void)
{
    g_autofree char *path =
        vl_unpaywall_path("10.5555/a?b=../c", "me@clinic.example");
    g_assert_cmpstr(path, ==,
                    "/10.5555/a%3Fb%3D../c?email=me%40clinic.example");
    g_autofree char *steps =
        vl_unpaywall_path("10.5555/a/../c", "me@clinic.example");
    g_assert_cmpstr(steps, ==,
                    "/10.5555%2Fa%2F..%2Fc?email=me%40clinic.example");
    g_assert_null(vl_unpaywall_path("10.5555/a", NULL));
    g_assert_null(vl_unpaywall_path(NULL, "me@clinic.example"));
    g_assert_null(vl_unpaywall_path("99000001", "me@clinic.example"));
}

static void
read_mutant(const char *bytes, gsize n_bytes)
{
    g_autoptr(VlUnpaywallReply) found =
        vl_unpaywall_parse(200, bytes, n_bytes, DOI, NULL);
    if (found != NULL)
        g_assert_cmpuint(found->places->len, <=, VL_UNPAYWALL_MAX_PLACES);
}

static void
test_mutants(void)
{
    each_mutant(reply, strlen(reply), read_mutant);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/unpaywall/reply", test_reply);
    g_test_add_func("/unpaywall/closed", test_closed);
    g_test_add_func("/unpaywall/refusals", test_refusals);
    g_test_add_func("/unpaywall/hostile-addresses", test_hostile_addresses);
    g_test_add_func("/unpaywall/path", test_path);
    g_test_add_func("/unpaywall/mutants", test_mutants);
    return g_test_run();
}
