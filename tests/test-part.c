#include "config.h"

#include <string.h>

#include "verify/check/part.h"

/* Parts of a claim, told by " | ". */
static const struct {
    const char *claim, *lang, *parts;
} cases[] = {
    {"Aspirin reduced pain.", "en", "Aspirin reduced pain."},
    {"Aspirin reduced pain, whereas ibuprofen reduced nausea.", "en",
     "Aspirin reduced pain | ibuprofen reduced nausea."},
    {"Aspirin raised the dose by 3 % and lowered pain at 4 weeks.", "en",
     NULL}, /* pain at 4 weeks; and the dose? */
    {"Aspirin reduced pain and lowered fever.", "en",
     "Aspirin reduced pain | Aspirin lowered fever."},
    {"The artery was occluded for 45 minutes and reperfused for 1 hour.",
     "en",
     "The artery was occluded for 45 minutes | The artery was reperfused for "
     "1 hour."},
    {"At week 12, pain fell (p = 0.01; n = 40), but fever did not.", "en",
     "At week 12, pain fell (p = 0.01; n = 40) | At week 12 fever did not."},
    {"They conclude that pain fell and that fever rose.", "en",
     "They conclude that pain fell | They conclude that fever rose."},
    {"They hope that pain fell, whereas fever rose with it.", "en",
     "They hope that pain fell | They hope that fever rose with it."},
    {"The trial was small; the mean age was 41.3 years.", "en",
     "The trial was small | the mean age was 41.3 years."},
    {"Pain fell, while one patient died.", "en",
     "Pain fell | one patient died."},
    {"L'aspirine a r\u00e9duit la douleur, tandis que la fi\u00e8vre "
     "n'a pas chang\u00e9.", "fr",
     "L'aspirine a r\u00e9duit la douleur | la fi\u00e8vre n'a pas "
     "chang\u00e9."},
};

/* Claims that lean on one another, or have no second verb. */
static const char *const whole[] = {
    ("Aspirin and ibuprofen reduced pain and nausea by 3 and 4 points, "
     "respectively."),
    "Pain fell with aspirin, but this was not significant.",
    "Pain fell with aspirin, and the difference was significant.",
    "Patients with raised fever and reduced pain were treated.",
    "Aspirin was associated with higher pressure and reduced pain.",
    "Pain was lower with aspirin than with placebo, and fever was higher.",
    "Neither did pain fall nor was fever seen.",
    "Pain fell in adults and children.",
    "Aspirin reduced pain, and most were women.",
    "They hope that pain fell, and fever rose with it.",
    "Fever rose, therefore patients left, and nurses came.",
};

static char *
join(const GPtrArray *parts)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " | " : "",
                               ((const VlPart *)parts->pdata[i])->text);
    return g_string_free(text, FALSE);
}

static void
test_parts(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) parts =
            vl_parts_new(cases[i].claim, cases[i].lang);
        g_autofree char *text = join(parts);
        g_assert_cmpstr(text, ==,
                        cases[i].parts != NULL ? cases[i].parts
                                               : cases[i].claim);
    }
}

static void
test_whole(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(whole); i++) {
        g_autoptr(GPtrArray) parts = vl_parts_new(whole[i], "en");
        g_autofree char *text = join(parts);
        g_assert_cmpstr(text, ==, whole[i]);
        g_assert_cmpuint(parts->len, ==, 1);
    }
}

/* What follows "but" may take back what a source says. */
static void
test_source(void)
{
    g_autoptr(GPtrArray) one =
        vl_parts_new_source("Pain fell, but not all patients were seen.");
    g_autoptr(GPtrArray) two =
        vl_parts_new_source("Pain fell, whereas nurses stayed and helped.");
    g_autofree char *text = join(two);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_cmpstr(text, ==,
                    "Pain fell | nurses stayed | nurses helped.");
}

static char *
cut(const char *text, VlSpan span)
{
    return g_utf8_substring(text, (glong)span.start, (glong)span.end);
}

/* A span of a part, where the claim has it. */
static void
test_span(void)
{
    const char *claim = "\u00c9t\u00e9 aspirin reduced pain and lowered "
                        "fever by 3 %.";
    g_autoptr(GPtrArray) parts = vl_parts_new(claim, "en");
    g_assert_cmpuint(parts->len, ==, 2);
    const VlPart *part = parts->pdata[1];
    glong at = g_utf8_pointer_to_offset(part->text,
                                        strstr(part->text, "fever"));
    VlSpan span = {(gsize)at, (gsize)at + 5};
    g_autofree char *own = cut(claim, part->span);
    g_autofree char *said = cut(claim, part->said);
    g_autofree char *word = cut(claim, vl_part_in_claim(part, span));
    g_autofree char *head =
        cut(claim, vl_part_in_claim(part, (VlSpan){0, 11}));
    g_assert_cmpstr(own, ==, "lowered fever by 3 %.");
    g_assert_cmpstr(said, ==, "lowered fever by 3 %.");
    g_assert_cmpstr(word, ==, "fever");
    g_assert_cmpstr(head, ==, "\u00c9t\u00e9 aspirin");
    g_assert_cmpuint(
        vl_part_in_claim(part, (VlSpan){900, 901}).end, ==, 0);
}

static void
test_empty(void)
{
    g_autoptr(GPtrArray) none = vl_parts_new("", "en");
    g_autoptr(GPtrArray) signs = vl_parts_new(" . ; , ", "en");
    g_autoptr(GPtrArray) and = vl_parts_new("and; and whereas but and", "en");
    g_autoptr(GString) many = g_string_new("Pain fell");
    for (guint i = 0; i < 500; i++)
        g_string_append(many, "; fever rose and pain fell");
    g_autoptr(GPtrArray) parts = vl_parts_new(many->str, "en");
    g_assert_cmpuint(none->len, ==, 0);
    g_assert_cmpuint(signs->len, ==, 0);
    g_assert_cmpuint(and->len, ==, 1);
    g_assert_cmpuint(parts->len, ==, VL_MAX_PARTS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/part/parts", test_parts);
    g_test_add_func("/part/whole", test_whole);
    g_test_add_func("/part/source", test_source);
    g_test_add_func("/part/span", test_span);
    g_test_add_func("/part/empty", test_empty);
    return g_test_run();
}
