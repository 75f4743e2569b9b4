#include "config.h"

#include <string.h>

#include "verify/sense/lists.h"

/* The number that is member k of the only list. */
static double
value_of(const VlSense *sense, const VlList *list, guint k)
{
    return vl_sense_quantity(sense, (guint)list->quantity[k])->value;
}

static void
test_numbers(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Fever was seen in 13 % (95 % CI 9 to 17), 8.5 % (5 to 12) and 4 % "
        "of 2,011 patients.",
        "en");
    g_autoptr(GArray) lists = vl_lists_of_numbers(sense);
    g_assert_cmpuint(lists->len, ==, 1);
    const VlList *list = &g_array_index(lists, VlList, 0);
    g_assert_cmpuint(list->n, ==, 3);
    g_assert_cmpfloat(value_of(sense, list, 0), ==, 13);
    g_assert_cmpfloat(value_of(sense, list, 1), ==, 8.5);
    g_assert_cmpfloat(value_of(sense, list, 2), ==, 4);
}

/* Neither years nor numbers of two kinds make a list. */
static void
test_no_numbers(void)
{
    static const char *const texts[] = {
        "Between 2003 and 2008 it was seen.",
        "It was given at 12 mg and 3 weeks.",
        "It was seen in 12 % against 4 %.",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(VlSense) sense = vl_sense_new(texts[i], "en");
        g_autoptr(GArray) lists = vl_lists_of_numbers(sense);
        g_assert_cmpuint(lists->len, ==, 0);
    }
}

/* Is the word one by which member k of a list of the sense is told? */
static gboolean
is_told(const VlSense *sense, const VlList *list, guint k, const char *word)
{
    for (guint i = 0; i < sense->n; i++)
        if (sense->words[i].length == strlen(word) &&
            memcmp(sense->words[i].key, word, strlen(word)) == 0 &&
            vl_list_tells(sense, list, k, i))
            return TRUE;
    return FALSE;
}

static void
test_things(void)
{
    g_autoptr(VlSense) sense = vl_sense_new(
        "Pain fell in the high-dose, low-dose and placebo groups of 3 towns.",
        "en");
    g_autoptr(GArray) lists = vl_lists_of_things(sense, 3);
    g_assert_cmpuint(lists->len, ==, 1);
    const VlList *list = &g_array_index(lists, VlList, 0);
    g_assert_true(is_told(sense, list, 0, "high"));
    g_assert_true(is_told(sense, list, 1, "low"));
    g_assert_true(is_told(sense, list, 2, "placebo"));
    /* Said of two of them, it tells neither. */
    g_assert_false(is_told(sense, list, 0, "dose"));
    g_assert_false(is_told(sense, list, 0, "pain"));
    g_assert_false(is_told(sense, list, 2, "towns"));
    g_autoptr(GArray) four = vl_lists_of_things(sense, 4);
    g_assert_cmpuint(four->len, ==, 0);
}

static void
test_pairs(void)
{
    g_autoptr(VlSense) sense =
        vl_sense_new("It was more frequent with zeltin than aspirin.", "en");
    g_autoptr(GArray) lists = vl_lists_of_things(sense, 2);
    g_assert_cmpuint(lists->len, ==, 1);
    const VlList *list = &g_array_index(lists, VlList, 0);
    g_assert_true(is_told(sense, list, 0, "zeltin"));
    g_assert_true(is_told(sense, list, 1, "aspirin"));
}

/* A list at the very start or end of a text. */
static void
test_ends(void)
{
    static const char *const texts[] = {"and", "and zeltin", "zeltin and",
                                        "", ", and ,", "3 and", "and 3"};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(VlSense) sense = vl_sense_new(texts[i], "en");
        g_autoptr(GArray) numbers = vl_lists_of_numbers(sense);
        g_assert_cmpuint(numbers->len, ==, 0);
        for (guint n = 2; n <= VL_LIST_MAX; n++) {
            g_autoptr(GArray) things = vl_lists_of_things(sense, n);
            g_assert_cmpuint(things->len, ==, 0);
        }
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/verify/lists/numbers", test_numbers);
    g_test_add_func("/verify/lists/no-numbers", test_no_numbers);
    g_test_add_func("/verify/lists/things", test_things);
    g_test_add_func("/verify/lists/pairs", test_pairs);
    g_test_add_func("/verify/lists/ends", test_ends);
    return g_test_run();
}
