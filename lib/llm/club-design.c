#include "config.h"

#include "llm/club-design.h"

#include <stdlib.h>
#include <string.h>

#include "llm/club-sheet.h"
#include "llm/cues.h"

#define FILE_NAME "designs"
/* Sentences before any heading among which the title stands. */
#define MAX_FRONT 6
/* More than there are sheets. */
#define MAX_SHEETS 16

/* ---- What PubMed says ---- */

static const char *
type_of(const VlRecord *record, const char *name)
{
    for (guint i = 0; i < record->types->len; i++) {
        const char *own = g_array_index(record->types, VlTerm, i).name;
        if (own != NULL && g_ascii_strcasecmp(own, name) == 0)
            return own;
    }
    return NULL;
}

static const char *
heading_of(const VlRecord *record, const char *name)
{
    for (guint i = 0; i < record->mesh->len; i++) {
        const char *own = g_array_index(record->mesh, VlMesh, i).name;
        if (own != NULL && g_ascii_strcasecmp(own, name) == 0)
            return own;
    }
    return NULL;
}

static const char *
sheet_named(const char *name)
{
    const char *const *sheet = vl_sheet_list();
    while (*sheet != NULL && !g_str_equal(*sheet, name))
        sheet++;
    return *sheet;
}

/* A line of the file about records decides, or rules a sheet out for words
 * (*barred), or waits for what words say (weak). */
static void
read_record_line(const char *line, const VlRecord *record, VlDesign *design,
                 const char **barred, VlDesign *weak, const char **strong)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    const char *told = NULL;
    if (g_strv_length(words) < 3)
        return;
    if (g_str_equal(words[0], "type")) {
        told = type_of(record, words[2]);
        if (told != NULL)
            *design = (VlDesign){sheet_named(words[1]), "type", told, 0};
        return;
    }
    gboolean is_mesh = g_str_equal(words[0], "mesh");
    g_auto(GStrv) rest = g_strsplit(words[2], " ", 2);
    if (rest[1] == NULL)
        return;
    if (is_mesh && heading_of(record, rest[1]) != NULL) {
        *barred = sheet_named(words[1]);
    } else if (is_mesh) {
        told = heading_of(record, rest[0]);
        if (told != NULL)
            *design = (VlDesign){sheet_named(words[1]), "mesh", told, 0};
    } else if (g_str_equal(words[0], "weak")) {
        told = type_of(record, rest[1]);
        if (told == NULL)
            return;
        *weak = (VlDesign){sheet_named(words[1]), "type", told, 0};
        *strong = sheet_named(rest[0]);
    }
}

/* ---- What its words say ---- */

/* A line of designs.txt: "title rct 8 randomized". */
typedef struct {
    gboolean title;
    guint sheet;  /* index in vl_sheet_list */
    GArray *cues; /* VlSheetCue, one */
} Sign;

static void
clear_sign(gpointer data)
{
    g_array_unref(((Sign *)data)->cues);
}

static GArray *
read_signs(char *const *lines, const char *barred, int *need)
{
    const char *const *sheets = vl_sheet_list();
    GArray *signs = g_array_new(FALSE, FALSE, sizeof(Sign));
    g_array_set_clear_func(signs, clear_sign);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(lines[i], " ", 3);
        guint n = g_strv_length(words), sheet = 0;
        if (n == 2 && g_str_equal(words[0], "need"))
            *need = (int)strtol(words[1], NULL, 10);
        if (n < 3 || (!g_str_equal(words[0], "title") &&
                      !g_str_equal(words[0], "text")) ||
            g_strcmp0(words[1], barred) == 0)
            continue;
        while (sheets[sheet] != NULL && !g_str_equal(sheets[sheet], words[1]))
            sheet++;
        Sign sign = {g_str_equal(words[0], "title"), sheet,
                     vl_sheet_cues_new()};
        vl_sheet_add_cue(sign.cues, words[2]);
        g_array_append_val(signs, sign);
    }
    return signs;
}

typedef struct {
    const GArray *signs;
    guint sheet;
    int most;
    guint number;
} Vote;

/* A sentence votes for the sheet of which it says most. */
static void
vote(Vote *vote, const char *text, gboolean title, guint number)
{
    int sums[MAX_SHEETS] = {0};
    g_autofree char *folded = vl_cues_fold(text);
    for (guint i = 0; i < vote->signs->len; i++) {
        const Sign *sign = &g_array_index(vote->signs, Sign, i);
        if (sign->title == title)
            sums[sign->sheet] += vl_sheet_score(sign->cues, folded);
    }
    for (guint i = 0; i < MAX_SHEETS; i++)
        if (sums[i] > vote->most) {
            vote->most = sums[i];
            vote->sheet = i;
            vote->number = number;
        }
}

static VlDesign
choose_by_words(char *const *lines, const char *barred, const VlRecord *record,
                const VlReading *reading)
{
    int need = 0;
    g_autoptr(GArray) signs = read_signs(lines, barred, &need);
    Vote votes = {.signs = signs, .most = need - 1};
    if (record != NULL && vl_record_title(record) != NULL)
        vote(&votes, vl_record_title(record), TRUE, 0);
    for (guint i = 0; i < reading->sentences->len; i++) {
        const VlSentence *sentence = reading->sentences->pdata[i];
        const VlSection *section = vl_reading_section_of(reading, sentence);
        gboolean title = section->kind == VL_SECTION_TITLE ||
                         (section->kind == VL_SECTION_UNKNOWN &&
                          sentence->number <= MAX_FRONT);
        if (title || (sentence->kind == VL_SENTENCE_BODY && !sentence->cites &&
                      (section->within == VL_SECTION_ABSTRACT ||
                       section->kind == VL_SECTION_METHODS)))
            vote(&votes, sentence->text, title, sentence->number);
    }
    if (votes.most < need)
        return (VlDesign){"other", "none", NULL, 0};
    return (VlDesign){vl_sheet_list()[votes.sheet], "text", NULL,
                      votes.number};
}

VlDesign
vl_design_choose(const VlRecord *record, const VlReading *reading)
{
    VlDesign design = {0}, weak = {0};
    const char *barred = NULL, *strong = NULL;
    g_auto(GStrv) lines = vl_sheet_lines(FILE_NAME);
    for (guint i = 0;
         record != NULL && design.sheet == NULL && lines[i] != NULL; i++)
        read_record_line(lines[i], record, &design, &barred, &weak, &strong);
    if (design.sheet != NULL)
        return design;
    design = choose_by_words(lines, barred, record, reading);
    return weak.sheet == NULL || design.sheet == strong ? design : weak;
}
