#include "config.h"

#include <string.h>

#include "llm/club-design.h"
#include "llm/club-sheet.h"
#include "reading/read.h"

static VlDesign
choose(const char *text, const VlRecord *record)
{
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    vl_document_seal(document);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    return vl_design_choose(record, reading);
}

/* Each line says what the code knows, of a sheet that there is. */
static void
test_file(void)
{
    static const char *const words[] = {"type", "weak", "mesh", "title",
                                        "text", NULL};
    const char *const *sheets = vl_sheet_list();
    g_auto(GStrv) lines = vl_sheet_lines("designs");
    guint n = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], " ", 3);
        if (*lines[i] == '\0' || *lines[i] == '#' ||
            g_str_equal(parts[0], "need"))
            continue;
        g_assert_cmpuint(g_strv_length(parts), ==, 3);
        g_assert_true(g_strv_contains(words, parts[0]));
        g_assert_true(g_strv_contains(sheets, parts[1]));
        const char *cue = strchr(parts[2], ' ');
        if (g_ascii_isdigit(*parts[2]) &&
            !g_unichar_isalnum(g_utf8_get_char(cue + 1)))
            g_error("'%s' begins at no word", lines[i]);
        n++;
    }
    g_assert_cmpuint(n, >, 100);
    for (; *sheets != NULL; sheets++) {
        g_autoptr(VlSheet) sheet = vl_sheet_new(*sheets);
        g_assert_nonnull(sheet->title[0]);
    }
}

static void
test_words(void)
{
    static const struct {
        const char *text, *sheet;
    } cases[] = {
        {"Zeta in gout: a narrative review\n\nABSTRACT: Gout is common. We "
         "discuss what is known of zeta.", "narrative"},
        {"Zeta in gout\n\nABSTRACT: In this review, we look at zeta from its "
         "discovery to its sale.", "narrative"},
        {"La zêta dans la goutte : revue narrative\n\nRÉSUMÉ : La goutte est "
         "fréquente et douloureuse.", "narrative"},
        {"Zeta in gout: a review\n\nABSTRACT: Gout is common, and little is "
         "known of zeta.", "narrative"},
        {"Zeta in gout: a scoping review\n\nMETHODS: We searched MEDLINE for "
         "studies of zeta.", "review"},
        {"Zeta for gout in mice\n\nMETHODS: Gout was induced with crystals in "
         "one paw.", "animal"},
        {"Zeta and gout\n\nMETHODS: Forty male Wistar rats were randomly "
         "assigned to zeta or vehicle for two weeks.", "animal"},
        {"Zeta and gout\n\nMETHODS: Forty patients were randomly assigned to "
         "zeta or placebo for two weeks.", "rct"},
        {"Zeta et goutte\n\nMÉTHODES : Des rats mâles ont reçu la zêta pendant "
         "deux semaines.", "animal"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        VlDesign design = choose(cases[i].text, NULL);
        g_assert_cmpstr(design.sheet, ==, cases[i].sheet);
        g_assert_cmpstr(design.from, ==, "text");
        g_assert_cmpuint(design.number, >, 0);
    }
}

static VlRecord *
record_new(const char *type, const char *heading, const char *other)
{
    VlRecord *record = vl_record_new();
    VlTerm term = {NULL, type};
    VlMesh headings[] = {{NULL, heading, FALSE, NULL},
                         {NULL, other, FALSE, NULL}};
    g_array_append_val(record->types, term);
    g_array_append_vals(record->mesh, headings, other != NULL ? 2 : 1);
    return record;
}

#define MICE "Zeta for gout in mice\n\nMETHODS: Mice were given zeta."

static void
test_mesh(void)
{
    g_autoptr(VlRecord) animals = record_new("Journal Article", "Animals",
                                             NULL);
    g_autoptr(VlRecord) both = record_new("Journal Article", "Animals",
                                          "Humans");
    VlDesign design = choose("Zeta for gout\n\nZeta was given.", animals);
    g_assert_cmpstr(design.sheet, ==, "animal");
    g_assert_cmpstr(design.from, ==, "mesh");
    g_assert_cmpstr(design.told, ==, "Animals");
    /* Of people, whatever was done to mice besides. */
    design = choose(MICE, both);
    g_assert_cmpstr(design.sheet, ==, "other");
    g_assert_cmpstr(choose(MICE, NULL).sheet, ==, "animal");
    /* A type is told before any heading. */
    g_autoptr(VlRecord) trial = record_new("Randomized Controlled Trial",
                                           "Animals", NULL);
    g_assert_cmpstr(choose(MICE, trial).sheet, ==, "rct");
}

static void
test_weak(void)
{
    g_autoptr(VlRecord) record = record_new("Review", "Humans", NULL);
    VlDesign design = choose("Zeta for gout\n\nZeta was given.", record);
    g_assert_cmpstr(design.sheet, ==, "narrative");
    g_assert_cmpstr(design.told, ==, "Review");
    design = choose("Zeta: a systematic review\n\nZeta was given.", record);
    g_assert_cmpstr(design.sheet, ==, "review");
    g_assert_cmpstr(design.from, ==, "text");
    /* A review tells of trials and is none. */
    design = choose("Zeta for gout: randomised trials\n\nZeta was given.",
                    record);
    g_assert_cmpstr(design.sheet, ==, "narrative");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/club-design/file", test_file);
    g_test_add_func("/club-design/words", test_words);
    g_test_add_func("/club-design/mesh", test_mesh);
    g_test_add_func("/club-design/weak", test_weak);
    return g_test_run();
}
