#include "config.h"

#include <string.h>

#include "llm/numbered.h"
#include "llm/said.h"
#include "reading/read.h"

/* A page that shows a power and a reference raised, and has both flat. */
static VlDocument *
raised_page(void)
{
    static const char page_text[] =
        "The broth held 105 spores per millilitre in 40 adults with gout. "
        "Mortality18 fell in the adults who were given dorzine.";
    static const VlSpan raised[] = {{17, 18}, {74, 76}};
    VlDocument *document = vl_document_new(VL_RENDERING_PDF);
    VlPage *page = vl_document_add_page(document, page_text, NULL);
    g_array_append_vals(page->raised, raised, 2);
    vl_document_seal(document);
    return document;
}

/* The prompt shows what the page shows; a quote of it stands, however its
 * power is written, and our own copy stays as it is. */
static void
test_raised(void)
{
    g_autoptr(VlDocument) document = raised_page();
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_autoptr(VlSaidOf) of = vl_said_of_new(reading);
    g_autoptr(VlNumbered) numbered =
        vl_numbered_new(reading, reading->sentences, 0, 2);
    g_assert_nonnull(strstr(numbered->text, "held 10\u2075 spores"));
    g_assert_nonnull(strstr(numbered->text, "Mortality\u00B9\u2078"));
    static const struct {
        guint id;
        const char *quote, *claim;
        gboolean supported;
    } cases[] = {
        {1, "broth held 10\u2075 spores per millilitre",
         "The broth held 10\u2075 spores per millilitre.", TRUE},
        {1, "broth held 105 spores per millilitre",
         "The broth held 10^5 spores per millilitre.", TRUE},
        {1, "broth held 10^5 spores per millilitre",
         "The broth held 10\u2075 spores per millilitre.", TRUE},
        {1, "broth held 10\u2075 spores per millilitre",
         "The broth held 105 spores per millilitre.", FALSE},
        {1, "broth held 105 spores per millilitre",
         "The broth held 105 spores per millilitre.", FALSE},
        {1, "broth held 10\u2075 spores per millilitre",
         "The broth held 10\u2076 spores per millilitre.", FALSE},
        {1, "broth held 10\u2076 spores per millilitre",
         "The broth held 10\u2075 spores per millilitre.", FALSE},
        {1, "broth held 10 spores per millilitre",
         "The broth held 10\u2075 spores per millilitre.", FALSE},
        {2, "Mortality fell in the adults",
         "Mortality fell in the adults who were given dorzine.", TRUE},
        {2, "Mortality\u00B9\u2078 fell in the adults",
         "Mortality fell in the adults who were given dorzine.", TRUE},
        {2, "Mortality18 fell in the adults",
         "Mortality fell in the adults who were given dorzine.", TRUE},
        {2, "Mortality fell in the adults",
         "Mortality fell in 18 adults who were given dorzine.", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) named = g_ptr_array_new();
        g_ptr_array_add(named, vl_numbered_get(numbered, cases[i].id));
        g_autoptr(VlClaim) claim =
            vl_said_claim(of, VL_CLAIM_RESULT, cases[i].claim, cases[i].quote,
                          named, "en");
        g_test_message("%s / %s", cases[i].quote, cases[i].claim);
        g_assert_cmpint(claim->verdict == VL_VERDICT_SUPPORTED, ==,
                        cases[i].supported);
        for (guint k = 0; k < claim->quotes->len; k++) {
            const VlHit *hit = ((VlQuote *)claim->quotes->pdata[k])->hit;
            g_autofree char *own =
                vl_document_slice(document, hit->span);
            g_assert_cmpstr(hit->text, ==, own);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/said/raised", test_raised);
    return g_test_run();
}
