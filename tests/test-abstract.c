#include "config.h"

#include "reading/abstract.h"

static VlDocument *
document_of(const char *title, const char *vernacular,
            const VlAbstractPart *parts, guint n)
{
    g_autoptr(VlRecord) record = vl_record_new();
    record->title = title;
    record->vernacular_title = vernacular;
    g_array_append_vals(record->abstract, parts, n);
    return vl_document_from_record(record);
}

static void
test_text(void)
{
    static const struct {
        const char *title, *vernacular, *label, *part, *text;
    } cases[] = {
        {NULL, NULL, NULL, NULL, ""},
        {"Gout", NULL, NULL, NULL, "Gout"},
        {"G", NULL, "AIM", "A", "G\n\nAIM: A"},
        /* The title in the article's own language stands in. */
        {NULL, "La goutte", NULL, "Elle fait mal.",
         "La goutte\n\nElle fait mal."},
        {" ", "La goutte", NULL, NULL, "La goutte"},
        {"Gout", "La goutte", NULL, NULL, "Gout"},
        /* No line and no page of the record's own. */
        {" Gout\n\tand\r\n\fpain ", NULL, "AIM\nS", "\n\nTo \f see.\n",
         "Gout and pain\n\nAIM S: To see."},
        {"Gout", NULL, "AIM", " \n", "Gout"},
        {"Gout", NULL, " ", "To see.", "Gout\n\nTo see."},
        {NULL, NULL, "AIM", "To see.", "AIM: To see."},
        /* Nothing else is changed. */
        {"\U0001F9EC\u00A0\u00E9t\u00E9", NULL, NULL, "a  b\u2028c",
         "\U0001F9EC\u00A0\u00E9t\u00E9\n\na b\u2028c"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlAbstractPart part = {cases[i].label, NULL, cases[i].part};
        g_autoptr(VlDocument) document =
            document_of(cases[i].title, cases[i].vernacular, &part, 1);
        g_assert_cmpstr(document->text, ==, cases[i].text);
        g_assert_cmpuint(document->pages->len, ==, 1);
        g_assert_cmpint(document->kind, ==, VL_RENDERING_ABSTRACT);
        g_assert_cmpstr(document->extractor, ==, "pubmed");
        g_assert_nonnull(document->sha256);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/abstract/text", test_text);
    return g_test_run();
}
