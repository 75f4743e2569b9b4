#include "config.h"

#include "verify/check/labels.h"

/* A claim whose arms are parted by "than", a passage, and the passage's
 * tokens that are labels, as letters: "..A...B". */
typedef struct {
    const char *claim, *passage, *labels;
} Row;

static VlSide
until(const VlSense *sense, gboolean behind)
{
    int than = vl_sense_find(sense, 0, VL_MARK_THAN);
    return behind ? (VlSide){(guint)than + 1, sense->n}
                  : (VlSide){0, (guint)than};
}

static void
check_row(const Row *row)
{
    g_autoptr(VlSense) claim = vl_sense_new(row->claim, NULL);
    g_autoptr(VlSense) passage = vl_sense_new(row->passage, NULL);
    const VlCase matter = {.claim = claim, .passage = passage};
    g_autofree char *labels = g_new0(char, passage->n + 1);
    VlLabels found = vl_labels_find(&matter, until(claim, FALSE),
                                    until(claim, TRUE), labels);
    g_autoptr(GString) shown = g_string_new(NULL);
    guint n = 0;
    for (guint j = 0; j < passage->n; j++) {
        g_string_append_c(shown, labels[j] != 0 ? labels[j] : '.');
        n += labels[j] != 0;
    }
    g_assert_cmpstr(shown->str, ==, row->labels);
    g_assert_cmpint(found.left + found.right > 0, ==, n > 0);
}

static void
test_find(void)
{
    const Row rows[] = {
        {"zeltamab (Z) than orlimab (O)", "less in group Z than in group O",
         "...A...B"},
        {"zeltin (r-ZTN) than urine (HP-ZTN)", "lower with r-ZTN", "..AA"},
        {"wine (reverse placebo) than water (control)",
         "the control group than the reverse placebo group", ".B...AA."},
        /* "A" that begins a sentence, "Z-scores", a word that no group
         * bears, and a label of both arms are none. */
        {"this (A) than that (B)", "A change was seen", "...."},
        {"zeltamab (Z) than orlimab (O)", "better for Z-scores", "...."},
        {"wine (control) than water (dry)", "under control of pain", "...."},
        {"one (T) and two (Z) than one (T)", "groups T and Z", "...A"},
        /* A dose is no label. */
        {"zeltamab (40 mg) than water", "zeltamab 40 mg in group", "....."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check_row(&rows[i]);
}

static void
test_stand(void)
{
    g_autoptr(VlSense) claim =
        vl_sense_new("zeltamab (Z) and orlimab (O) than water", NULL);
    g_autoptr(VlSense) both = vl_sense_new("groups Z and O", NULL);
    g_autoptr(VlSense) one = vl_sense_new("group Z", NULL);
    const VlSide side = until(claim, FALSE);
    const VlCase first = {.claim = claim, .passage = both};
    const VlCase second = {.claim = claim, .passage = one};
    g_assert_true(vl_labels_stand(&first, side));
    g_assert_false(vl_labels_stand(&second, side));
    g_assert_false(vl_labels_stand(&first, until(claim, TRUE)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/labels/find", test_find);
    g_test_add_func("/labels/stand", test_stand);
    return g_test_run();
}
