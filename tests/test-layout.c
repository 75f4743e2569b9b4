#include "config.h"

#include "reading/layout.h"

#include "placed-lines.h"
#include "reading/places.h"
#include "reading-lines.h"

#define FULL "words of a line that fills all of its column here"

/* The lines with their labels, and those of text alone left out. */
static char *
labels_of(const VlDocument *document)
{
    g_autoptr(VlLines) lines = vl_lines_new(document);
    vl_layout_find_margins(lines);
    vl_places_measure(lines, NULL, NULL);
    vl_layout_label(lines);
    g_autofree char *dump = lines_dump(lines);
    g_auto(GStrv) all = g_strsplit(dump, "\n", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; all[i] != NULL; i++)
        if (all[i][0] != '\0' && all[i][0] != 't')
            g_string_append_printf(out, "%s\n", all[i]);
    return g_string_free(out, FALSE);
}

/* By the white space around it, by its letters, over two lines, with a
 * number of its own; the line before it need not end with a full stop. */
static void
test_headings(void)
{
    static const Set set[] = {
        {FULL, 50, 60, 10},
        {"was the presence of beta-pinene [41]", 50, 72, 10},
        {"Assessment of lipid peroxide and the activity of", 50, 98, 10},
        {"antioxidant enzymes in both liver and heart", 50, 110, 10},
        {"At the end of the study, " FULL, 60, 122, 10},
        {FULL, 50, 134, 10},
        {FULL " and the end.", 50, 146, 10},
        {"ii) Left ventricular rate of change", 50, 160, 9},
        {"In the control group, " FULL, 50, 172, 10},
        {FULL, 50, 184, 10},
        {FULL, 50, 196, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_autofree char *labels = labels_of(document);
    g_assert_cmpstr(labels, ==,
                    "h Assessment of lipid peroxide and the activity of\n"
                    "h antioxidant enzymes in both liver and heart\n"
                    "h ii) Left ventricular rate of change\n");
}

/* What ends like a sentence, goes on in the next line or heads nothing. */
static void
test_no_headings(void)
{
    static const Set set[] = {
        {FULL " one.", 50, 60, 10},
        {"A short paragraph stands apart.", 50, 86, 10},
        {"The steps are as follows:", 50, 112, 10},
        {FULL, 50, 138, 10},
        {"A line of the text that goes on with", 50, 150, 10},
        {"small letters " FULL, 50, 162, 10},
        {FULL, 50, 174, 10},
        {"Of a column the last line is", 50, 200, 10},
        {"Another column " FULL, 400, 60, 10},
        {FULL, 400, 72, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_autofree char *labels = labels_of(document);
    g_assert_cmpstr(labels, ==, "");
}

/* A note in small letters below a column, in a sentence that goes on. */
static void
test_note(void)
{
    static const Set set[] = {
        {FULL, 50, 60, 10},
        {FULL, 50, 72, 10},
        {"the drug has been tried in dentistry", 50, 84, 10},
        {"* Address of this author at the Department of", 50, 110, 8},
        {"Restorative Dentistry, Kuala Lumpur", 50, 120, 8},
        {"both as a medicament and as an irrigant.", 400, 60, 10},
        {FULL, 400, 72, 10},
    };
    g_autoptr(VlDocument) document = SET_DOCUMENT(set);
    g_autofree char *labels = labels_of(document);
    g_assert_cmpstr(labels, ==,
                    "f * Address of this author at the Department of\n"
                    "f Restorative Dentistry, Kuala Lumpur\n");
}

/* "Vol. 4" at the foot of each second page, in the text's own order amid
 * the page; a sentence that comes back elsewhere is none. */
static void
test_margins(void)
{
    g_autoptr(VlDocument) document = vl_document_new(VL_RENDERING_PDF);
    for (int i = 0; i < 4; i++) {
        g_autofree char *foot = g_strdup_printf("Vol. 4%d", i);
        const Set set[] = {
            {FULL, 50, 60, 10},  {FULL, 50, 72, 10},  {FULL, 50, 400, 10},
            {foot, 50, 760, 10}, {FULL, 400, 60, 10}, {FULL, 400, 700, 10},
        };
        set_page(document, set, G_N_ELEMENTS(set), 300);
        static const Set other[] = {
            {FULL, 50, 60, 10}, {"A last line.", 50, 760, 10}};
        if (i == 1)
            set_page(document, other, G_N_ELEMENTS(other), 300);
    }
    vl_document_seal(document);
    g_autoptr(VlLines) lines = vl_lines_new(document);
    for (guint i = 0; i < lines->lines->len; i++) {
        VlLine *line = vl_lines_get(lines, i);
        g_autofree char *text = vl_lines_text(lines, line);
        /* The same words in each head are one; here they are the text. */
        if (g_str_equal(text, FULL))
            line->kind = VL_LINE_CAPTION;
    }
    vl_layout_find_margins(lines);
    g_autofree char *dump = lines_dump(lines);
    g_assert_nonnull(strstr(dump, "u Vol. 40\n"));
    g_assert_nonnull(strstr(dump, "u Vol. 43\n"));
    g_assert_nonnull(strstr(dump, "t A last line.\n"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/headings", test_headings);
    g_test_add_func("/layout/no-headings", test_no_headings);
    g_test_add_func("/layout/note", test_note);
    g_test_add_func("/layout/margins", test_margins);
    return g_test_run();
}
