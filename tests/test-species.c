#include "config.h"

#include <string.h>

#include "verify/sense/species.h"

static void
test_epithet(void)
{
    g_assert_cmpuint(vl_species_scan_epithet("ficta grew"), ==, 5);
    g_assert_cmpuint(vl_species_scan_epithet("grew"), ==, 0);
    g_assert_cmpuint(vl_species_scan_epithet("Ficta"), ==, 0);
    g_assert_cmpuint(vl_species_scan_epithet("abbreviatissimissimorum"), ==,
                     0);
    g_assert_cmpuint(vl_species_scan_epithet(""), ==, 0);
}

static void
test_genus(void)
{
    static const char one[] = "Growth of Zelta ficta; Z. ficta grew.";
    static const char two[] = "Zelta ficta and Zorba ficta grew.";
    const char *found = vl_species_find_genus(one, 'Z', "ficta", 5);
    g_assert_true(found == one + strlen("Growth of "));
    g_assert_null(vl_species_find_genus(two, 'Z', "ficta", 5));
    g_assert_null(vl_species_find_genus(one, 'Q', "ficta", 5));
    g_assert_false(vl_species_has_other(one, "Zelta", "ficta"));
    g_assert_true(vl_species_has_other("Zelta nova grew.", "Zelta", "ficta"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/species/epithet", test_epithet);
    g_test_add_func("/species/genus", test_genus);
    return g_test_run();
}
