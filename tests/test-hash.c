#include "config.h"

#include "base/hash.h"

static void
test_known(void)
{
    g_autofree char *empty = vl_sha256("", 0);
    g_assert_cmpstr(empty, ==,
                    "e3b0c44298fc1c149afbf4c8996fb924"
                    "27ae41e4649b934ca495991b7852b855");
    g_autofree char *abc = vl_sha256("abc", 3);
    g_assert_cmpstr(abc, ==,
                    "ba7816bf8f01cfea414140de5dae2223"
                    "b00361a396177a9cb410ff61f20015ad");
    g_autofree char *nul = vl_sha256("a\0b", 3);
    g_autofree char *cut = vl_sha256("a", 1);
    g_assert_cmpstr(nul, !=, cut);
}

static void
test_form(void)
{
    g_autofree char *hash = vl_sha256("x", 1);
    g_assert_true(vl_is_sha256(hash));
    g_autofree char *upper = g_ascii_strup(hash, -1);
    g_assert_false(vl_is_sha256(upper));
    g_autofree char *longer = g_strconcat(hash, "0", NULL);
    g_assert_false(vl_is_sha256(longer));
    g_assert_false(vl_is_sha256(hash + 1));
    g_assert_false(vl_is_sha256(""));
    hash[10] = 'g';
    g_assert_false(vl_is_sha256(hash));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hash/known", test_known);
    g_test_add_func("/hash/form", test_form);
    return g_test_run();
}
