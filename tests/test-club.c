#include "config.h"

#include <string.h>

#include "llm/club-sheet.h"
#include "llm/club.h"
#include "reading/read.h"

static const char trial[] =
    "Dorzine in imaginary gout: a randomised trial\n\n"
    "BACKGROUND: Gout is painful. The aim of this study was to assess whether "
    "dorzine reduces attacks of gout.\n\n"
    "METHODS: In this double-blind trial, we randomly assigned 240 adults "
    "with gout to dorzine or placebo for six months. Allocation was concealed "
    "with sealed opaque envelopes. The primary outcome was the number of gout "
    "attacks at 6 months. All analyses were by intention to treat.\n\n"
    "RESULTS: At 6 months, 12 of 120 patients (10.0%) in the dorzine group "
    "and 24 of 118 (20.3%) in the placebo group had an attack. Serious "
    "adverse events occurred in 12 patients with dorzine and 5 with "
    "placebo.\n\n"
    "CONCLUSIONS: Dorzine reduced the number of gout attacks in these adults "
    "and caused harm.";

static VlClub *
fill(const char *text, const VlRecord *record, const char *language,
     const char *sheet)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, text);
    vl_document_seal(document);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    VlClub *club = vl_club_new(language);
    g_assert_true(vl_club_fill(club, record, reading, sheet, &error));
    g_assert_no_error(error);
    vl_club_close(club, reading);
    return club;
}

static const char *
first_quote(const VlClub *club, const char *key)
{
    const VlClubItem *item = vl_club_find(club, key);
    g_assert_nonnull(item);
    if (item->state != VL_CLUB_QUOTED)
        g_error("%s is %s", key, vl_club_state_name(item->state));
    const VlClaim *claim = item->claims->pdata[0];
    return ((VlQuote *)claim->quotes->pdata[0])->hit->text;
}

static void
test_sheets(void)
{
    const char *const *names = vl_sheet_list();
    static const char *const blank[] = {"risk_of_bias", "certainty",
                                        "applicability", "practice"};
    for (guint i = 0; names[i] != NULL; i++) {
        g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
        g_autoptr(VlSheet) sheet = vl_sheet_new(names[i]);
        g_assert_nonnull(sheet->title[0]);
        g_assert_nonnull(sheet->title[1]);
        for (guint k = 0; k < sheet->blocks->len; k++) {
            const VlSheetBlock *block = sheet->blocks->pdata[k];
            if (block->words[0] == NULL || block->words[1] == NULL)
                g_error("%s: %s has no words", names[i], block->key);
            if (block->is_ask || block->is_section)
                continue;
            if (!g_hash_table_add(keys, block->key))
                g_error("%s: %s twice", names[i], block->key);
            for (guint c = 0; c < block->cues->len; c++) {
                const char *cue =
                    g_array_index(block->cues, VlSheetCue, c).words;
                /* Another one would stand after no word. */
                if (!g_unichar_isalnum(g_utf8_get_char(cue)))
                    g_error("%s: '%s' begins at no word", names[i], cue);
                if (vl_sheet_score(block->cues, cue) <= 0 &&
                    !g_array_index(block->cues, VlSheetCue, c).joins)
                    g_error("%s: '%s' is worth nothing", names[i], cue);
            }
            if (!block->blank && !block->compute && block->claims == 0 &&
                block->cues->len == 0)
                g_error("%s: %s can have no answer", names[i], block->key);
        }
        for (guint k = 0; k < G_N_ELEMENTS(blank); k++)
            g_assert_true(g_hash_table_contains(keys, blank[k]));
    }
    g_assert_null(vl_sheet_new("none"));
    g_assert_null(vl_sheet_new("common"));
}

static void
test_trial(void)
{
    g_autoptr(VlClub) club = fill(trial, NULL, "en", NULL);
    g_assert_cmpstr(club->design.name, ==, "rct");
    g_assert_cmpstr(club->design.from, ==, "text");
    g_assert_nonnull(club->design.claim);
    g_assert_nonnull(strstr(first_quote(club, "concealment"), "envelopes"));
    g_assert_nonnull(strstr(first_quote(club, "analysis"), "intention"));
    g_assert_nonnull(strstr(first_quote(club, "blinding"), "double-blind"));
    g_assert_nonnull(strstr(first_quote(club, "primary_outcome"), "primary"));
    g_assert_nonnull(strstr(first_quote(club, "harms"), "adverse"));
    g_assert_cmpint(vl_club_find(club, "funding")->state, ==,
                    VL_CLUB_NOT_FOUND);
    g_assert_cmpint(vl_club_find(club, "practice")->state, ==, VL_CLUB_BLANK);
    const VlClubItem *sums = vl_club_find(club, "absolute");
    g_assert_cmpint(sums->state, ==, VL_CLUB_COMPUTED);
    g_assert_cmpuint(sums->sums->len, ==, 1);
    g_assert_cmpuint(club->questions->len, >, 1);
}

/* Every quote is the source's own text, and no item that stays blank has
 * one. */
static void
test_quotes(void)
{
    g_autoptr(VlClub) club = fill(trial, NULL, "fr", NULL);
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, trial);
    guint n = 0;
    for (guint i = 0; i < club->sections->len; i++) {
        const VlClubSection *section = club->sections->pdata[i];
        for (guint j = 0; j < section->items->len; j++) {
            const VlClubItem *item = section->items->pdata[j];
            g_assert_true(item->state == VL_CLUB_QUOTED ||
                          item->claims->len == 0);
            for (guint k = 0; k < item->claims->len; k++, n++) {
                const VlClaim *claim = item->claims->pdata[k];
                const VlHit *hit =
                    ((VlQuote *)claim->quotes->pdata[0])->hit;
                g_autofree char *text =
                    vl_document_slice(document, hit->span);
                g_assert_cmpint(claim->verdict, ==, VL_VERDICT_EXTRACT);
                g_assert_cmpstr(text, ==, hit->text);
            }
        }
    }
    g_assert_cmpuint(n, >, 8);
}

static void
test_design(void)
{
    static const struct {
        const char *text, *design;
    } cases[] = {
        {"Zeta and gout\n\nMETHODS: We conducted a retrospective cohort study "
         "of adults with gout.", "cohort"},
        {"Zeta and gout: a case-control study\n\nMETHODS: Cases were adults "
         "with gout who came to one clinic.", "case-control"},
        {"Zeta: a systematic review and meta-analysis\n\nMETHODS: We searched "
         "PubMed for randomised trials of zeta.", "review"},
        {"Essai de la zêta : étude de cohorte\n\nMÉTHODES : Les adultes "
         "atteints de goutte ont été suivis dix ans.", "cohort"},
        {"A tale of gout\n\nIt was a dark night, and the king had gout again "
         "as he had had it before.", "other"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(VlClub) club = fill(cases[i].text, NULL, "en", NULL);
        g_assert_cmpstr(club->design.name, ==, cases[i].design);
    }
    g_autoptr(VlRecord) record = vl_record_new();
    VlTerm type = {"D016449", "Randomized Controlled Trial"};
    g_array_append_val(record->types, type);
    g_autoptr(VlClub) typed = fill(cases[0].text, record, "en", NULL);
    g_assert_cmpstr(typed->design.name, ==, "rct");
    g_assert_cmpstr(typed->design.told, ==, "Randomized Controlled Trial");
    g_autoptr(VlClub) given = fill(cases[0].text, record, "en", "review");
    g_assert_cmpstr(given->design.from, ==, "given");
}

/* Words for "who knew" and "stopped early" that papers use. */
static void
test_cues(void)
{
    static const struct {
        const char *sentence, *key;
    } cases[] = {
        {"Neither patients nor physicians were masked to the treatment that "
         "was given in either arm.", "blinding"},
        {"The trial was triple-blind, and boxes were numbered by a pharmacist "
         "who saw no patient.", "blinding"},
        {"Blinding of the surgeons was not possible, as everyone who was there "
         "could see.", "blinding"},
        {"Les patients et les soignants étaient à l'insu du traitement reçu "
         "pendant toute l'étude.", "blinding"},
        {"The trial was halted after 120 patients on the advice of the "
         "monitoring board of the sponsor.", "stopped"},
        {"Recruitment ended after two years, when the study was stopped for "
         "futility at the planned look.", "stopped"},
        {"Outcomes were read by a clinical events committee that had no "
         "knowledge of the treatment group.", "assessment"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strdup_printf("Zeta: a randomised trial\n\nMETHODS: %s",
                            cases[i].sentence);
        g_autoptr(VlClub) club = fill(text, NULL, "en", "rct");
        g_assert_cmpstr(first_quote(club, cases[i].key), ==,
                        cases[i].sentence);
    }
}

static void
test_nothing(void)
{
    g_autoptr(VlClub) empty = fill("", NULL, "en", NULL);
    g_assert_cmpstr(empty->design.name, ==, "other");
    g_autoptr(VlClub) unknown = vl_club_new("en");
    g_autoptr(GError) error = NULL;
    g_autoptr(VlDocument) document =
        vl_document_from_text(VL_RENDERING_TEXT, trial);
    vl_document_seal(document);
    g_autoptr(VlReading) reading = vl_reading_new(document);
    g_assert_false(vl_club_fill(unknown, NULL, reading, "nope", &error));
    g_assert_nonnull(strstr(error->message, "cohort"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/club/sheets", test_sheets);
    g_test_add_func("/club/trial", test_trial);
    g_test_add_func("/club/quotes", test_quotes);
    g_test_add_func("/club/design", test_design);
    g_test_add_func("/club/cues", test_cues);
    g_test_add_func("/club/nothing", test_nothing);
    return g_test_run();
}
