#include "config.h"

#include "digest/fulltext.h"

#include <string.h>

#include "digest-sample.h"

static VlPaper *
paper(const char *doi, const char *pmid, const char *rendering)
{
    VlPaper *made = vl_paper_new();
    made->doi = g_strdup(doi);
    made->pmid = g_strdup(pmid);
    made->title = g_strdup("Velorazine");
    made->read.rendering = g_strdup(rendering);
    return made;
}

static VlToFetch *
add(VlDigest *digest, const VlPaper *one, const char *resolver)
{
    vl_digest_add_to_fetch(digest, one, NULL, resolver);
    return digest->to_fetch->len > 0
               ? digest->to_fetch->pdata[digest->to_fetch->len - 1]
               : NULL;
}

static void
test_links(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    VlPaper *one = paper("10.5555/a(b)<1>", "99000001", "abstract");
    VlToFetch *found = add(digest, one, NULL);
    g_assert_true(g_str_has_prefix(found->link, "https://doi.org/10.5555/a"));
    g_assert_null(strpbrk(found->link, "<>"));
    g_assert_null(found->resolver);
    g_assert_null(found->reason);
    found = add(digest, one, "https://lib.example/?doi={doi}&pmid={pmid}");
    g_assert_cmpstr(found->resolver, ==,
                    "https://lib.example/?doi=10.5555%2Fa%28b%29%3C1%3E"
                    "&pmid=99000001");
    found = add(digest, one, "https://lib.example/find");
    g_assert_cmpstr(found->resolver, ==,
                    "https://lib.example/find?url_ver=Z39.88-2004"
                    "&rft_id=info:doi/10.5555/a%28b%29%3C1%3E"
                    "&rft_id=info:pmid/99000001");
    vl_paper_free(one);
    one = paper(NULL, "99000001", NULL);
    found = add(digest, one, NULL);
    g_assert_cmpstr(found->link, ==,
                    "https://pubmed.ncbi.nlm.nih.gov/99000001/");
    vl_paper_free(one);
}

static void
test_not_to_fetch(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    VlPaper *read = paper("10.5555/a", "99000001", "jats");
    g_assert_null(add(digest, read, NULL));
    vl_paper_free(read);
    VlPaper *nameless = paper(NULL, NULL, "abstract");
    g_assert_null(add(digest, nameless, NULL));
    vl_paper_free(nameless);
}

/* Of all that was tried, what helps the reader most. */
static void
test_reason(void)
{
    g_autoptr(VlDigest) digest = vl_digest_new();
    VlPaper *one = paper("10.5555/a", NULL, "abstract");
    GPtrArray *tried =
        g_ptr_array_new_with_free_func((GDestroyNotify)vl_tried_free);
    g_ptr_array_add(
        tried, vl_tried_new("pmc_cloud", VL_TRIED_ABSENT, NULL, "not there"));
    g_ptr_array_add(
        tried, vl_tried_new("efetch", VL_TRIED_FAILED, NULL, "no network"));
    g_ptr_array_add(
        tried, vl_tried_new("unpaywall", VL_TRIED_CHALLENGE, NULL, "a human"));
    vl_paper_set_source(one, NULL, tried, NULL, NULL);
    VlToFetch *found = add(digest, one, NULL);
    g_assert_cmpstr(found->reason, ==, "unpaywall: a human");
    g_autofree char *all = vl_view_tried(&one->read, VL_LANGUAGE_EN);
    g_assert_cmpstr(all, ==,
                    "PMC Cloud: not there; PMC (efetch): no network; "
                    "Unpaywall: a human");
    vl_paper_free(one);
}

static void
test_hostile_links(void)
{
    static char javascript[] = "javascript:alert(1)";
    static char file[] = "file:///etc/passwd";
    static char good[] = "https://lib.example/";
    const VlToFetch to_fetch = {
        .link = javascript, .open = file, .resolver = good};
    const char *label = NULL, *url = NULL;
    g_assert_true(
        vl_view_to_fetch_link(&to_fetch, 0, VL_LANGUAGE_FR, &label, &url));
    g_assert_cmpstr(url, ==, good);
    g_assert_cmpstr(label, ==, "par votre bibliothèque");
    g_assert_false(
        vl_view_to_fetch_link(&to_fetch, 1, VL_LANGUAGE_FR, &label, &url));
}

static void
test_words(void)
{
    g_autoptr(VlDigest) digest = sample_digest("en", NULL);
    const VlPaper *first = digest->papers->pdata[0];
    g_autofree char *source = vl_view_source(&first->read, VL_LANGUAGE_EN);
    g_assert_cmpstr(source, ==,
                    "from PMC Cloud, published version, licence CC BY-NC");
    g_autofree char *place = NULL;
    for (guint i = 0; i < first->claims->len && place == NULL; i++) {
        const VlClaim *claim = first->claims->pdata[i];
        place = vl_view_pdf_place(claim->quotes->pdata[0], VL_LANGUAGE_FR);
    }
    g_assert_cmpstr(place, ==, "PDF: p. 2–3 (imprimée e102)");
    g_assert_null(vl_view_tried(&first->read, VL_LANGUAGE_EN));
    const VlPaper *second = digest->papers->pdata[1];
    g_assert_null(vl_view_source(&second->read, VL_LANGUAGE_EN));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/digest-fulltext/links", test_links);
    g_test_add_func("/digest-fulltext/not-to-fetch", test_not_to_fetch);
    g_test_add_func("/digest-fulltext/reason", test_reason);
    g_test_add_func("/digest-fulltext/hostile-links", test_hostile_links);
    g_test_add_func("/digest-fulltext/words", test_words);
    return g_test_run();
}
