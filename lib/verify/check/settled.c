#include "config.h"

#include "text/words.h"
#include "verify/check/case.h"
#include "verify/sense/members.h"

/* Which words of a claim its passage need not have, as the paper says them of
 * the whole study. */

/* Of what the passage says and the claim does not, does a word tell it
 * of some people only: "in smokers", "healthy volunteers"? */
static gboolean
speaks_of_some(const VlCase *matter)
{
    static const char *const opens[] = {"in",    "among",   "for",  "chez",
                                        "dans",  "parmi",   "with", "who",
                                        "whose", "without", "aged", "those"};
    static const char *const others[] = {"healthy",  "controls", "those",
                                         "subgroup", "subset",   "others",
                                         "remaining"};
    static const char *const empty[] = {"ratio",   "order", "addition",
                                        "total",   "terms", "comparison",
                                        "contrast"};
    const VlSense *passage = matter->passage;
    for (guint j = 0; j < passage->n; j++) {
        if (vl_sense_has_word(matter->claim, passage, j))
            continue;
        if (((passage->words[j].marks & VL_SETTING_SOMEBODY) != 0 &&
             !vl_sense_is_anybody(passage, j)) ||
            VL_IS_IN(&passage->words[j], others))
            return TRUE;
        if (!vl_sense_is_content(passage, j) || vl_sense_is_light(passage, j) ||
            vl_sense_is_anybody(passage, j) ||
            VL_IS_IN(&passage->words[j], empty))
            continue;
        for (guint k = j; k-- > 0 && j - k <= 3 &&
                          !vl_sense_gap_has(passage, k + 1, ".,;:()[]");)
            if (VL_IS_IN(&passage->words[k], opens))
                return TRUE;
    }
    return FALSE;
}

/* Does the passage name another part of the study, or another place? */
static gboolean
speaks_of_part(const VlCase *matter)
{
    static const char *const parts[] = {"extension",   "substudy", "pilot",
                                        "subanalysis", "registry", "phase"};
    const VlSense *passage = matter->passage;
    g_autofree guint *kinds = vl_setting_mark(passage);
    for (guint j = 0; j < passage->n; j++)
        if (((kinds[j] & (VL_SETTING_DESIGN | VL_SETTING_PLACE)) != 0 ||
             VL_IS_IN(&passage->words[j], parts)) &&
            vl_sense_is_content(passage, j) && !vl_sense_is_light(passage, j) &&
            !vl_sense_has_word(matter->claim, passage, j))
            return TRUE;
    return FALSE;
}

/* Is what the passage tells the study's own? */
static gboolean
is_own(const VlCase *matter)
{
    const VlMarks own = VL_BIT(VL_MARK_HUMAN) | VL_BIT(VL_MARK_OWN) |
                        VL_BIT(VL_MARK_AIM) | VL_BIT(VL_MARK_METHOD) |
                        VL_BIT(VL_MARK_RANDOMISED) | VL_BIT(VL_MARK_ANIMAL);
    if ((matter->passage->marks & VL_BIT(VL_MARK_CITED)) != 0)
        return FALSE;
    for (guint a = 0; a < matter->claim->quantities->len; a++)
        if (matter->match[a] >= 0)
            return TRUE;
    return (matter->passage->marks & own) != 0;
}

/* Names an arm: "placebo", but not in "placebo-controlled". */
static gboolean
names_arm(const VlSense *sense, guint i)
{
    static const char *const controlled[] = {"controlled", "controle",
                                             "controlee"};
    return (sense->words[i].kinds & (VL_KIND_CONTROL | VL_KIND_ACTIVE)) != 0 &&
           !(i + 1 < sense->n && VL_IS_IN(&sense->words[i + 1], controlled));
}

/* Is the word one that only the setting may carry? */
static gboolean
is_wanting(const VlCase *matter, guint i)
{
    return !matter->covered[i] && vl_sense_is_content(matter->claim, i) &&
           !vl_sense_has_word(matter->passage, matter->claim, i);
}

/* Settles the words from token from to before to that the line tells, if
 * those of people are all told by it: "adults" of one sentence and "with
 * asthma" of another are not the same people. */
static void
settle(VlCase *matter, guint line, guint from, guint to, guint kind)
{
    const VlSense *claim = matter->claim;
    for (guint i = from; i < to && kind == VL_SETTING_PEOPLE; i++)
        if (is_wanting(matter, i) &&
            !vl_setting_tells(matter->setting, line, claim, i, kind))
            return;
    for (guint i = from; i < to; i++)
        if (is_wanting(matter, i) && !names_arm(claim, i) &&
            !vl_sense_is_substance(claim, i) && !matter->settled[i])
            matter->settled[i] =
                vl_setting_tells(matter->setting, line, claim, i, kind);
}

static void
note_settled(VlCase *matter, guint from, guint to)
{
    while (from < to && !(is_wanting(matter, from) && matter->settled[from]))
        from++;
    while (to > from &&
           !(is_wanting(matter, to - 1) && matter->settled[to - 1]))
        to--;
    if (from == to)
        return;
    VlStretch words = {(int)from, (int)to - 1};
    g_autofree char *told = vl_case_words(matter->claim, words);
    vl_case_note(matter, "setting", VL_RESULT_OK, words, VL_NOWHERE,
                 "the paper says \u201C%s\u201D of the whole study", told);
}

void
vl_pass_setting_over(VlCase *matter)
{
    const VlSense *claim = matter->claim;
    if (matter->setting == NULL || !is_own(matter))
        return;
    guint wanted = 0;
    if (vl_setting_is_of_all(matter->setting) && !speaks_of_some(matter))
        wanted |= VL_SETTING_PEOPLE;
    if (!speaks_of_part(matter))
        wanted |= VL_SETTING_DESIGN | VL_SETTING_PLACE;
    g_autofree guint *kinds = vl_setting_mark(claim);
    for (guint kind = VL_SETTING_PEOPLE; kind <= VL_SETTING_PLACE; kind <<= 1)
        for (guint from = 0, to = 0; from < claim->n; from = to) {
            while (to < claim->n && (kinds[to] & kind) == (kinds[from] & kind))
                to++;
            if ((kinds[from] & kind & wanted) == 0)
                continue;
            for (guint k = 0; k < vl_setting_count(matter->setting); k++)
                settle(matter, k, from, to, kind);
            note_settled(matter, from, to);
        }
}
