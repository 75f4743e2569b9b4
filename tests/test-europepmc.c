#include "config.h"

#include "fulltext/europepmc.h"

#include <glib.h>

static void
test_paths(void)
{
    g_autofree char *xml = vl_europepmc_xml_path("PMC9900001");
    g_assert_cmpstr(xml, ==, "/PMC9900001/fullTextXML");
    g_autofree char *pdf = vl_europepmc_pdf_path("PMC9900001");
    g_assert_cmpstr(pdf, ==, "/articles/PMC9900001?pdf=render");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/europepmc/paths", test_paths);
    return g_test_run();
}
