#include "config.h"

#include "llm/club.h"

#include <string.h>

#include "base/error.h"
#include "llm/builtin.h"
#include "llm/club-design.h"
#include "llm/club-sheet.h"
#include "llm/cues.h"
#include "llm/quote.h"
#include "llm/readable.h"
#include "verify/check/risk.h"

/* Code points of a sentence that answers; what stands in the back matter is
 * short: "Funding: none." */
#define MIN_BACK 12
#define MAX_BACK 900
/* Sentences with counts that are worked out. */
#define MAX_SUMS 4
/* A sentence that cites may tell of another study: it must say more. */
#define CITED_MORE 2
#define SUMS_KEY "absolute"

typedef struct {
    VlClub *club;
    const VlReading *reading;
    const VlSheet *sheet;
    GPtrArray *extracts; /* VlClaim, of the builtin provider */
    char **folded;       /* of each sentence; NULL: not prose */
    gboolean french;
} Filler;

/* ---- Sentences that may answer ---- */

static gboolean
is_short_and_plain(const VlSentence *sentence)
{
    glong n = g_utf8_strlen(sentence->text, -1);
    return sentence->kind == VL_SENTENCE_BODY && n >= MIN_BACK &&
           n <= MAX_BACK;
}

/* What stands in the paper's own text, unless the sheet asks for more. */
#define OWN_TEXT                                                            \
    (1u << VL_SECTION_TITLE | 1u << VL_SECTION_ABSTRACT |                    \
     1u << VL_SECTION_METHODS | 1u << VL_SECTION_RESULTS |                   \
     1u << VL_SECTION_DISCUSSION | 1u << VL_SECTION_CONCLUSION)

static gboolean
may_answer(const Filler *filler, const VlSheetBlock *block,
           const VlSentence *sentence)
{
    const VlSection *section =
        vl_reading_section_of(filler->reading, sentence);
    guint wanted = block->sections != 0 ? block->sections : OWN_TEXT;
    gboolean inside = section->within == VL_SECTION_ABSTRACT &&
                      (wanted & 1u << VL_SECTION_ABSTRACT) != 0;
    return section->kind != VL_SECTION_REFERENCES &&
           (inside || (wanted & 1u << section->kind) != 0);
}

static int
worth(const Filler *filler, const VlSheetBlock *block, guint i)
{
    const VlSentence *sentence = filler->reading->sentences->pdata[i];
    if (filler->folded[i] == NULL || !may_answer(filler, block, sentence))
        return 0;
    int score = vl_sheet_score(block->cues, filler->folded[i]);
    if (score < block->need + (sentence->cites ? CITED_MORE : 0))
        return 0;
    /* What others did, and what is cut in two, rather not. */
    return MAX(1, 4 * score - (sentence->cites ? 6 : 0) -
                      (sentence->segments->len > 1 ? 2 : 0));
}

static void
fold_sentences(Filler *filler)
{
    const GPtrArray *sentences = filler->reading->sentences;
    filler->folded = g_new0(char *, sentences->len + 1);
    for (guint i = 0; i < sentences->len; i++) {
        const VlSentence *sentence = sentences->pdata[i];
        const VlSection *section =
            vl_reading_section_of(filler->reading, sentence);
        gboolean good = section->kind == VL_SECTION_BACK ||
                                section->kind == VL_SECTION_UNKNOWN
                            ? is_short_and_plain(sentence)
                            : vl_sentence_is_readable(filler->reading,
                                                      sentence);
        if (good)
            filler->folded[i] = vl_cues_fold(sentence->text);
    }
}

static void
clear_folded(Filler *filler)
{
    for (guint i = 0; i < filler->reading->sentences->len; i++)
        g_free(filler->folded[i]);
    g_free(filler->folded);
}

/* ---- Answers ---- */

static gboolean
is_there(const VlClubItem *item, const VlClaim *claim)
{
    for (guint i = 0; i < item->claims->len; i++) {
        const VlClaim *other = item->claims->pdata[i];
        if (g_str_equal(other->text, claim->text))
            return TRUE;
    }
    return FALSE;
}

static VlClaim *
extract_of(const Filler *filler, guint i)
{
    const VlSentence *sentence = filler->reading->sentences->pdata[i];
    VlClaim *claim = vl_claim_new(VL_CLAIM_RESULT, sentence->text);
    claim->verdict = VL_VERDICT_EXTRACT;
    g_ptr_array_add(claim->quotes,
                    vl_quote_of_sentence(filler->reading, sentence));
    return claim;
}

static void
add_claim(VlClubItem *item, VlClaim *claim)
{
    if (is_there(item, claim))
        vl_claim_free(claim);
    else
        g_ptr_array_add(item->claims, claim);
}

/* The sentences that the builtin provider chose for such a claim. */
static void
take_extracts(const Filler *filler, const VlSheetBlock *block,
              VlClubItem *item)
{
    for (guint i = 0; i < filler->extracts->len &&
                      item->claims->len < block->max;
         i++) {
        const VlClaim *claim = filler->extracts->pdata[i];
        if ((block->claims & 1u << claim->kind) == 0)
            continue;
        VlClaim *copy = vl_claim_copy_quotes(claim, filler->reading);
        if (copy != NULL)
            add_claim(item, copy);
    }
}

static void
take_cues(const Filler *filler, const VlSheetBlock *block, VlClubItem *item)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    while (item->claims->len < block->max) {
        int most = 0;
        guint best = 0;
        for (guint i = 0; i < filler->reading->sentences->len; i++) {
            if (g_hash_table_contains(taken, GUINT_TO_POINTER(i)))
                continue;
            int here = worth(filler, block, i);
            if (here > most) {
                most = here;
                best = i;
            }
        }
        if (most == 0)
            return;
        g_hash_table_add(taken, GUINT_TO_POINTER(best));
        add_claim(item, extract_of(filler, best));
    }
}

static void
answer(const Filler *filler, const VlSheetBlock *block, VlClubItem *item)
{
    if (block->blank) {
        item->state = VL_CLUB_BLANK;
        return;
    }
    if (block->compute)
        return;
    take_extracts(filler, block, item);
    if (item->claims->len == 0 && block->cues->len > 0)
        take_cues(filler, block, item);
    if (item->claims->len > 0)
        item->state = VL_CLUB_QUOTED;
}

static void
fill_blocks(const Filler *filler)
{
    VlClubSection *section = NULL;
    for (guint i = 0; i < filler->sheet->blocks->len; i++) {
        const VlSheetBlock *block = filler->sheet->blocks->pdata[i];
        const char *words = block->words[filler->french];
        if (block->is_section)
            section = vl_club_add_section(filler->club, block->key, words);
        else if (!block->is_ask && section != NULL)
            answer(filler, block, vl_club_add_item(section, block->key, words));
    }
}

/* ---- The design ---- */

static void
tell_design(Filler *filler, const VlDesign *design)
{
    VlClub *club = filler->club;
    const GPtrArray *sentences = filler->reading->sentences;
    club->design.name = g_strdup(filler->sheet->name);
    club->design.title = g_strdup(filler->sheet->title[filler->french]);
    club->design.told = g_strdup(design->told);
    club->design.from = g_strdup(design->from);
    if (design->number == 0 || design->number > sentences->len)
        return;
    club->design.claim = extract_of(filler, design->number - 1);
    club->design.claim->kind = VL_CLAIM_DESIGN;
}

gboolean
vl_club_fill(VlClub *club, const VlRecord *record, const VlReading *reading,
             const char *name, GError **error)
{
    const VlDesign design = name != NULL
                                ? (VlDesign){name, "given", NULL, 0}
                                : vl_design_choose(record, reading);
    g_autoptr(VlSheet) sheet = vl_sheet_new(design.sheet);
    if (sheet == NULL) {
        g_autofree char *names = vl_sheet_names();
        g_set_error(error, VL_ERROR, VL_ERROR_USAGE,
                    "there is no sheet '%s': there are %s", design.sheet,
                    names);
        return FALSE;
    }
    g_autoptr(GPtrArray) missing = NULL;
    g_autoptr(GPtrArray) extracts =
        vl_builtin_claims(record, reading, &missing);
    Filler filler = {.club = club,
                     .reading = reading,
                     .sheet = sheet,
                     .extracts = extracts,
                     .french = g_str_equal(club->language, "fr")};
    fold_sentences(&filler);
    tell_design(&filler, &design);
    fill_blocks(&filler);
    clear_folded(&filler);
    club->model.sheet = vl_sheet_sha256();
    return TRUE;
}

/* ---- Once all claims are there ---- */

/* A sentence with counts is worth working out when it compares groups, or
 * when its percentage is not that of its counts. */
static void
add_sum(VlClubItem *item, const VlReading *reading,
        const VlSentence *sentence, gboolean french)
{
    for (guint i = 0; i < item->sums->len; i++) {
        const VlClubSum *other = item->sums->pdata[i];
        const VlSpan *first = &g_array_index(sentence->segments, VlSpan, 0);
        if (other->quote->hit->span.start == first->start)
            return;
    }
    g_autoptr(VlRisk) risk = vl_risk_new(sentence->text, french);
    if (!risk->compares && !risk->disagrees)
        return;
    VlClubSum *sum = vl_club_sum_new(vl_quote_of_sentence(reading, sentence));
    g_ptr_array_extend_and_steal(sum->lines, g_ptr_array_ref(risk->lines));
    g_ptr_array_add(item->sums, sum);
}

static gboolean
tells_results(const VlReading *reading, const VlSentence *sentence)
{
    const VlSection *section = vl_reading_section_of(reading, sentence);
    return sentence->kind == VL_SENTENCE_BODY && !sentence->cites &&
           (section->kind == VL_SECTION_RESULTS ||
            section->kind == VL_SECTION_ABSTRACT ||
            (section->kind == VL_SECTION_UNKNOWN &&
             section->within == VL_SECTION_ABSTRACT));
}

/* The sentences of the primary result first, then the others in order. */
static void
compute(VlClub *club, VlClubItem *item, const VlReading *reading)
{
    gboolean french = g_str_equal(club->language, "fr");
    const VlClubItem *primary = vl_club_find(club, "primary_result");
    for (guint i = 0; primary != NULL && i < primary->claims->len; i++) {
        const VlClaim *claim = primary->claims->pdata[i];
        const VlSentence *sentence = vl_claim_sentence(claim, reading);
        if (sentence != NULL)
            add_sum(item, reading, sentence, french);
    }
    for (guint i = 0; i < reading->sentences->len &&
                      item->sums->len < MAX_SUMS;
         i++)
        if (tells_results(reading, reading->sentences->pdata[i]))
            add_sum(item, reading, reading->sentences->pdata[i], french);
    item->state = item->sums->len > 0 ? VL_CLUB_COMPUTED : VL_CLUB_NOT_FOUND;
}

static gboolean
is_asked(const VlClub *club, const VlSheetBlock *block)
{
    const VlClubItem *item = vl_club_find(club, block->key);
    gboolean found = item != NULL && item->state != VL_CLUB_NOT_FOUND;
    return block->when == VL_ASK_ALWAYS ||
           found == (block->when == VL_ASK_FOUND);
}

void
vl_club_close(VlClub *club, const VlReading *reading)
{
    g_autoptr(VlSheet) sheet = vl_sheet_new(club->design.name);
    VlClubItem *item = vl_club_find(club, SUMS_KEY);
    if (item != NULL)
        compute(club, item, reading);
    for (guint i = 0; i < sheet->blocks->len; i++) {
        const VlSheetBlock *block = sheet->blocks->pdata[i];
        if (block->is_ask && is_asked(club, block))
            g_ptr_array_add(
                club->questions,
                g_strdup(block->words[g_str_equal(club->language, "fr")]));
    }
}
